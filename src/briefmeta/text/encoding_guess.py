"""Which encoding bytes seem to be in that are not UTF-8 and that nothing states an encoding for."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAMPLE = 20_000  # bytes of lines beyond ASCII from which an encoding is guessed
_BEYOND_ASCII = bytes(range(128, 256))
_EAST_ASIAN = {"gb18030": "zh", "big5hkscs": "zh-Hant", "cp932": "ja", "euc_jp": "ja", "cp949": "ko"}
_OTHER_SCRIPTS = ("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256")
_EAST_ASIAN_RUN = re.compile("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uffef]{2,}")
_KANA = frozenset(map(chr, range(0x3041, 0x30FF)))
_RUN = re.compile(rb"[\x80-\xff]{3,}")  # accented letters come in pairs at most
_HEBREW = re.compile(rb"[\x00-\x7f\xe0-\xfa]+")
_FOREIGN_WORD = re.compile("[^\x00-\x7f]+")
# Beside an ASCII letter, an accented letter of Mac OS Roman is below 0xA0, one of Windows-1252 from 0xC0 on.
_MAC_LETTER = re.compile(rb"(?<=[A-Za-z])[\x80-\x9f]|[\x80-\x9f](?=[a-z])")
_WINDOWS_LETTER = re.compile(rb"(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[a-z])")
_ENOUGH = (
    0.25  # of the characters are frequent ones; of a text that is read in a wrong encoding, about 0.05 are
)


def guess_encoding(lines: Iterable[bytes]) -> str:
    """Guess the codec of lines that are not UTF-8, from those with bytes beyond ASCII.

    What decodes as runs of East Asian characters is in the encoding in which the most of them are frequent ones; what
    has other runs beyond ASCII, in the one in which its words are of one script and case. Where these decide nothing,
    charset-normalizer does, which needs longer texts. For Latin letters with a few accents it is no better than chance:
    there the bytes beside ASCII letters tell Mac OS Roman from Windows-1252, which all that remains is read as.

    >>> guess_encoding(["title = {中国能源展望}".encode("gbk")]), guess_encoding(["José".encode("mac-roman")])
    ('gb18030', 'mac_roman')
    """
    chosen: list[bytes] = []
    size = 0
    for line in lines:
        if not line.isascii() and not _is_utf8(
            line
        ):  # of a file that several programs wrote, the other lines
            chosen += line[:_SAMPLE].split()
            size += len(line)
        if size > _SAMPLE:
            break
    return _guess(b" ".join(word for word in chosen if not word.isascii()))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(maxsize=8)
def _guess(sample: bytes) -> str:
    shares = {codec: _share_of_frequent(sample, codec) for codec in _EAST_ASIAN}
    likely = max(shares, key=shares.__getitem__)
    if shares[likely] >= _ENOUGH:
        return likely
    candidates = [codec for codec, share in shares.items() if share]
    beyond = len(sample) - len(sample.translate(None, _BEYOND_ASCII))
    if sum(map(len, _RUN.findall(sample))) > 0.6 * beyond:
        # Hebrew has 27 letters, in one row of cp1255, where cp1251 has its small letters; names begin with capitals.
        if _HEBREW.fullmatch(sample):
            return "cp1255"
        fitting = {codec: _share_of_words(sample, codec) for codec in _OTHER_SCRIPTS}
        candidates += [codec for codec, share in fitting.items() if share and share == max(fitting.values())]
    if candidates:
        from charset_normalizer import from_bytes

        best = from_bytes(sample, cp_isolation=candidates, threshold=0.4).best()
        if best is not None:
            return best.encoding
    return (
        "mac_roman" if len(_MAC_LETTER.findall(sample)) > len(_WINDOWS_LETTER.findall(sample)) else "cp1252"
    )


def _share_of_frequent(sample: bytes, codec: str) -> float:
    """Return which part of the characters beyond ASCII are frequent; 0 where they do not come in runs.

    An accented letter and the letter behind it are a single Han character in GBK: M黮ler.
    """
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError:
        return 0
    beyond = sum(not character.isascii() for character in text)
    runs = "".join(_EAST_ASIAN_RUN.findall(text))
    if not beyond or len(runs) < 0.7 * beyond:
        return 0
    frequent = _frequent(_EAST_ASIAN[codec])
    return max(sum(character in frequent for character in runs) / len(runs), 0.001)


@cache
def _frequent(language: str) -> frozenset[str]:
    found = {
        character for character, languages in rows("frequent_characters") if language in languages.split()
    }
    return _KANA.union(found) if language == "ja" else frozenset(found)


def _share_of_words(sample: bytes, codec: str) -> float:
    """Return which part of the characters beyond ASCII stand in words of one script, small but for the first letter."""
    words = _FOREIGN_WORD.findall(sample.decode(codec, errors="replace"))
    fitting = [
        word
        for word in words
        if word.isalpha() and word[1:] == word[1:].lower() and len({ord(letter) >> 8 for letter in word}) == 1
    ]
    return sum(map(len, fitting)) / max(sum(map(len, words)), 1)
