"""Names that put the family name first: of East Asia in their scripts and in Latin letters, of Viet Nam, Hungary. Pure.

``Xi Jinping`` and ``Jinping Xi`` are both written. Chinese and Korean family names have one syllable and given names
mostly two, so the syllables decide: a family name before two syllables that are one word (``Xi Jinping``), joined by a
hyphen (``Kim Dae-jung``) or two short words (``Lee Kuan Yew``). Where both words are short (``Xi Wang``) nothing
decides, and the order of Latin script stands.

Source: the syllables are those of Hanyu Pinyin (ISO 7098), without tones.
"""

from __future__ import annotations

import re
from typing import Final

from briefmeta.model.names import name_words as words
from briefmeta.text.characters import is_hangul
from briefmeta.text.fold import unaccented

# Initials, and the finals that follow each of them.
_FINALS: Final = {
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "g k h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j q x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh ch sh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z c s": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
    "": "a ai an ang ao e ei en er o ou",
}
_SYLLABLES: Final = frozenset(
    initial + final
    for initials, finals in _FINALS.items()
    for initial in initials.split(" ")
    for final in finals.split(" ")
)
_HYPHENATED = re.compile(r"[A-Z][a-z]{1,6}[-‐][a-z]{1,6}|[A-Z][a-z]{1,4}[-‐][A-Z][a-z]{1,4}")
_SHORT_WORD = re.compile(r"[^aeiouyw]*[aeiouyw]+[^aeiouyw]{0,2}")
_NO_GIVEN_NAME: Final = (
    words.GIVEN_NAMES | words.WESTERN | {word.lower() for word in words.FAMILY_BEGINNINGS | words.PARTICLES}
)
_LONGEST: Final = 14  # letters of two syllables and a hyphen: Chuang-chuang
_JOINTS: Final = dict.fromkeys(map(ord, "-‐'’"))
# The last characters of Japanese given names, by which four Han characters are read as two and two.
_JAPANESE_ENDS: Final = frozenset(
    "郎子美一二三夫雄男介助樹也太人彦恵香奈代江枝之平司志治造蔵輔哉斗翔義隆弘明博浩幸豊"
)


def is_romanized(parts: list[str]) -> bool:
    """Return whether the words of a name are a Chinese or Korean family name and the given name after it.

    >>> is_romanized(["Xi", "Jinping"]), is_romanized(["Jinping", "Xi"])
    (True, False)
    """
    if not 1 < len(parts) < 4 or len(parts[1]) > _LONGEST or unaccented(parts[0]) not in words.ROMANIZED:
        return False
    # Kim and Lee are given names as well: a western family name after them is no given name.
    given = [unaccented(word) for word in parts[1:]]
    if given[-1] in words.ROMANIZED or not _NO_GIVEN_NAME.isdisjoint(given):
        return False
    if len(given) == 1:
        return _HYPHENATED.fullmatch(parts[1]) is not None or is_pinyin(given[0])
    return all(len(word) < 7 and _SHORT_WORD.fullmatch(word) for word in given)


def is_pinyin(word: str) -> bool:
    """Return whether a word in small letters is two syllables of Hanyu Pinyin: ``xiaoming``."""
    letters = word.translate(_JOINTS)
    return any(letters[:cut] in _SYLLABLES and letters[cut:] in _SYLLABLES for cut in range(1, len(letters)))


def is_vietnamese(first: str, second: str) -> bool:
    """Return whether a name begins with a Vietnamese family name, by its accents or by the middle name after it."""
    low = unaccented(first)
    return low in words.VIETNAMESE and (low != first.lower() or unaccented(second) in {"van", "thi"})


def is_hungarian(first: str, last: str) -> bool:
    """Return whether a Hungarian family name stands first and a given name last: ``Kovács János``."""
    return unaccented(first) in words.HUNGARIAN and unaccented(last) in words.GIVEN_NAMES


def split_east_asian(text: str) -> tuple[str, str | None]:
    """Split a name in Han characters, kana or hangul into the family name and the given name after it.

    Without a space it is split where the family name is certain enough (a compound surname, a common Chinese
    surname before two characters at most, hangul, a common Japanese surname, four Han characters that end as Japanese
    given names do); else the whole is kept as one name, which is how it is written anyway.
    """
    family, _, given = text.partition(" ")
    if given:
        return family, given
    count = len(text)
    cut = 0
    if not text.isalpha() or count < 2:
        return text, None
    if is_hangul(text[0]):
        if count < 5:
            cut = 2 if count > 3 and text[:2] in words.KOREAN else 1
    elif text[:2] in words.CHINESE and 2 < count < 5:
        cut = 2
    elif text[0] in words.CHINESE and count < 4:
        cut = 1
    elif count > 3:
        japanese = (size for size in (3, 2) if text[:size] in words.JAPANESE and size < count < size + 4)
        cut = next(japanese, 2 if count == 4 and text[-1] in _JAPANESE_ENDS else 0)
    return (text[:cut], text[cut:]) if cut else (text, None)


def is_whole_east_asian(text: str) -> bool:
    """Return whether a name in Han characters or hangul is whole, so that no given name is to follow it."""
    return len(text) > 2 or split_east_asian(text)[1] is not None
