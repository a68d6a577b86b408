"""Texts folded for comparing: what two people write differently and mean alike is the same afterwards.

One key for each need: :func:`unaccented` where punctuation counts (equality of words and labels), :func:`words` and
:func:`squeezed` where it does not (titles, names), :func:`ascii_letters` for plain ASCII (citation keys, file names).
Other rooms fold by these and add what their texts need: abbreviations of countries, umlauts of names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from briefmeta.text.characters import LETTERS_AND_MARKS, has_east_asian
from briefmeta.vocabulary import rows

_LONGEST = 2000  # characters that are compared
_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span|nocase|u|tt)\b[^<>]{0,100}>", re.IGNORECASE)
_WORD = re.compile(LETTERS_AND_MARKS)
_INNER = re.compile(
    r"(?<=\w)[’'ʼ`´‘](?=\w)|(?<=\w)[-‐‑\xad\u200b-\u200d\u2060](?=\w)|(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)"
)
_ELIDED = re.compile(r"\b(?:[dlnjmtsc]|qu|dell|all|nell|sull)[’'](?=\w)", re.IGNORECASE)
# Umlauts are written with an e where a keyboard has none, and å as aa; both sides lose that letter.
_DIGRAPH = re.compile(r"(?<=[aou])e|(?<=a)a")

LETTERS: Final = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "ɖ": "d", "ƒ": "f", "ɣ": "g", "ǥ": "g", "ɨ": "i",
    "ɩ": "i", "ƙ": "k", "ĸ": "k", "ʉ": "u", "ʋ": "v", "ƴ": "y", "ƶ": "z", "ʒ": "z",
}  # fmt: skip
"""Small Latin letters that Unicode does not take apart into a base letter and a mark, with what they are sorted
and compared as; ß is two letters by case folding already."""

# Combining classes (Unicode 4.3) of accents and of the vowel points of Hebrew, Arabic and Syriac, which many writers
# leave out. The others are part of the letter: voicing marks of kana, viramas and nuktas of Indic scripts, Thai vowels.
_ACCENTS = frozenset((*range(10, 37), *range(200, 241)))
_KNOWN_CHARACTERS = 10_000


class _Key(dict[int, str | None]):
    """What each character becomes, for ``str.translate``; worked out when it is first met."""

    def __missing__(self, point: int) -> str | None:
        char = chr(point)
        category = unicodedata.category(char)
        kept: str | None = LETTERS.get(char, char)
        if category == "Cf" or (category == "Mn" and unicodedata.combining(char) in _ACCENTS):
            kept = None
        elif category == "Nd":
            kept = str(unicodedata.decimal(char))
        if len(self) < _KNOWN_CHARACTERS:
            self[point] = kept
        return kept


_key = _Key()
_SPACING_ACUTE = str.maketrans("´", "'")  # decomposes into a space and a mark: O´Brien is one word


def unaccented(text: str) -> str:
    """Fold case, accents, compatibility forms, digits and invisible characters; punctuation and spaces stay.

    >>> unaccented("Łódź"), unaccented("ÉCONOMIE"), unaccented("Straße ２４"), unaccented("ガーナ")
    ('lodz', 'economie', 'strasse 24', 'ガーナ')
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPACING_ACUTE) if "´" in text else text)
    bare = decomposed.casefold().translate(_key)
    return bare if bare.isascii() else unicodedata.normalize("NFC", bare)


@cache
def stop_words(use: str) -> frozenset[str]:
    """Return the folded words that are passed over in a ``title``, in a ``name`` of an organization, or as ``joining``.

    >>> "sans" in stop_words("title"), "sans" in stop_words("name")
    (True, False)
    """
    return frozenset(unaccented(word) for word, uses in rows("stop_words") if use in uses.split())


def ascii_letters(text: str, *, keep_case: bool = False) -> str:
    """Write a text in ASCII letters and digits, without spaces and marks, whatever its script.

    A rendering that a person recognizes, not a transcription: Han characters are read in Mandarin, vowels that a
    script does not write are missing. What has no such form is left out.

    Args:
        text: any text.
        keep_case: whether capitals stay; the letters are small when not.

    >>> ascii_letters("Łódź 2024"), ascii_letters("Украина"), ascii_letters("김철수"), ascii_letters("王小明")
    ('lodz2024', 'ukraina', 'gimcheolsu', 'wangxiaoming')
    >>> ascii_letters("Łódź", keep_case=True), ascii_letters("王小明", keep_case=True)
    ('Lodz', 'WangXiaoMing')
    """
    if not text.isascii():
        text = _transliterated(text, keep_case)
    elif not keep_case:
        text = text.lower()
    return text if text.isalnum() else _NOT_PLAIN.sub("", text)


@lru_cache(maxsize=8192)
def _transliterated(text: str, keep_case: bool) -> str:
    if keep_case:
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text).translate(_key))
    else:
        text = unaccented(text)
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(text) if keep_case else anyascii(text).lower()


_NOT_PLAIN = re.compile("[^A-Za-z0-9]+")


def folded(text: str) -> str:
    """Fold case, accents, compatibility forms and inline markup; of very long texts, the beginning.

    >>> folded("<i>L’Économie</i> ﬁnancière")
    'l’economie financiere'
    """
    return _folded(text[:_LONGEST])


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    return unaccented(_TAG.sub("", text) if "<" in text else text)


def words(text: str) -> list[str]:
    """Split a text into folded words; hyphens, apostrophes and dots inside a word, *and* and ``&`` do not count.

    >>> words("Niger’s E-Mail & the U.S.")
    ['nigers', 'email', 'the', 'us']
    """
    found: list[str] = _WORD.findall(_INNER.sub("", folded(text)))
    joining = stop_words("joining")
    return [word for word in found if word not in joining] or found


def squeezed(text: str) -> str:
    """Join the folded words, for what differs in spaces only.

    >>> squeezed("CO 2–emissions") == squeezed("CO2 emissions")
    True
    """
    return "".join(words(text))


def spelled(text: str) -> str:
    """Squeeze a name, with umlauts in either spelling.

    >>> spelled("Müller") == spelled("Mueller"), spelled("O’Brien") == spelled("O Brien")
    (True, True)
    """
    return _spelled(text[:_LONGEST])


@lru_cache(maxsize=4096)
def _spelled(text: str) -> str:
    return _DIGRAPH.sub("", squeezed(text)) or _folded(text).strip()


def significant(text: str) -> list[str]:
    """Split the name of an organization into its words without function words.

    >>> significant("Food and Agriculture Organization of the United Nations")
    ['food', 'agriculture', 'organization', 'united', 'nations']
    """
    found = words(_ELIDED.sub("", text[:_LONGEST]))
    passed_over = stop_words("name")
    return [word for word in found if word not in passed_over] or found


def script(text: str) -> str:
    """Return the script of most of the letters; a text without letters has none.

    >>> script("Niger"), script("尼日尔"), script("Нигер"), script("2024")
    ('LATIN', 'CJK', 'CYRILLIC', '')
    """
    if has_east_asian(text[:_LONGEST]):
        return "CJK"
    counts: dict[str, int] = {}
    for character in text[:200]:
        if character.isalpha():
            name = "LATIN" if character.isascii() else unicodedata.name(character, "?").partition(" ")[0]
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=counts.__getitem__, default="")
