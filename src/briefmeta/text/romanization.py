"""Text in ASCII letters and digits, for keys and file names; a rendering, not a transcription. Pure.

Latin letters lose their accents; Cyrillic, Greek, Arabic and Hebrew letters are replaced by tables; Hangul syllables,
kana and Indic letters are read from their names in the Unicode Character Database, which spell them out (``HANGUL
SYLLABLE GIM``). Han characters have no reading of their own and give nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LATIN: Final = {
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
}
_CYRILLIC: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџѓќѕ",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch . y . e iu ia i i ie g u j lj nj c dj dz g k"
        " dz".split(),
        strict=True,
    )
)
_GREEK: Final = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True,
    )
)
_ARABIC: Final = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئپچژگکی",
        "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a a . a a i u i p ch zh g k y".split(),
        strict=True,
    )
)
_HEBREW: Final = dict(
    zip(
        "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
        "a b g d h v z ch t y k k l m m n n s a p f ts ts k r sh t".split(),
        strict=True,
    )
)
_LETTERS: Final = str.maketrans(
    {k: v.strip(".") for table in (_LATIN, _CYRILLIC, _GREEK, _ARABIC, _HEBREW) for k, v in table.items()}
)
_NAMED = re.compile(
    r"(?:HANGUL SYLLABLE|(?:HIRAGANA|KATAKANA|DEVANAGARI|BENGALI|GUJARATI|GURMUKHI|TAMIL|TELUGU|KANNADA|MALAYALAM|"
    r"SINHALA|ARMENIAN SMALL|GEORGIAN|ETHIOPIC SYLLABLE)(?: LETTER)?(?: SMALL)?(?: VOWEL SIGN)?) ([A-Z]+)"
)
_OTHER = re.compile("[^a-z0-9]+")


def romanized(text: str) -> str:
    """Write a text in ``[a-z0-9]``, without spaces and marks; what has no such form is left out.

    >>> romanized("Łódź 2024"), romanized("Украина"), romanized("김철수"), romanized("习近平")
    ('lodz2024', 'ukraina', 'gimceolsu', '')
    """
    if text.isascii():
        return text.lower() if text.isalnum() else _OTHER.sub("", text.lower())
    text = text.casefold().translate(_LETTERS)
    if not text.isascii():
        text = "".join([_spelled(c) for c in unicodedata.normalize("NFKC", text)]).translate(_LETTERS)
    return _OTHER.sub("", text)


def _spelled(char: str) -> str:
    """Spell a letter as its name in the Unicode Character Database does, or take its accents off."""
    if char > "\u0530":
        found = _NAMED.fullmatch(unicodedata.name(char, ""))
        if found:
            return found[1].lower()
    return unicodedata.normalize("NFKD", char)
