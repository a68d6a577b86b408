"""The characters of names: what a name may hold, white space, the script of a text. Pure."""

from __future__ import annotations

import re
import unicodedata

from briefmeta.text.clean import WIDTHLESS

# Controls that reorder what follows (Unicode UAX 9): in a value they could make a name show as another one.
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_WITHOUT_MARKS = {ord(c): None for c in WIDTHLESS + _BIDI}
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# Han, kana, bopomofo, hangul: scripts that write the family name first, without a space after it.
_EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u318f\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)


def plain(text: str) -> str:
    """Take away what shows nothing (bidirectional controls, zero-width marks); line breaks become line feeds.

    Bidirectional controls wrap names in pages of right-to-left languages, so a text that is read loses them,
    where a value that is built would be refused.
    """
    if text.isascii():
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    text = text.translate(_WITHOUT_MARKS)
    return "\n".join(text.splitlines())


def first_forbidden(text: str) -> int | None:
    """Find the first character that no name holds: a control, a lone surrogate, a noncharacter."""
    found = _NOT_IN_TEXT.search(text)
    return found.start() if found else None


def is_east_asian(text: str) -> bool:
    """Return whether a text is written in Han characters, kana or hangul, and in nothing else."""
    return not text.isascii() and all(_EAST_ASIAN.match(c) or not c.isalpha() for c in text)


def has_east_asian(text: str) -> bool:
    """Return whether any character of a text is a Han character, kana or hangul."""
    return not text.isascii() and _EAST_ASIAN.search(text) is not None


def is_hangul(character: str) -> bool:
    """Return whether a character is a syllable of hangul."""
    return "\uac00" <= character <= "\ud7a3"


# Letters that have no decomposition into a base letter and a mark.
_BASE_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)


# The marks of Latin, Greek and Cyrillic letters, and where in Unicode there are others.
_MARKS = re.compile("[\u0300-\u036f]+")
_OTHER_MARKS = re.compile(
    "[\u0483-\u1dff\u20d0-\u20ff\u2c00-\u2dff\u302a-\u309a\ua600-\uabff\ufb1e\ufe20-\ufe2f\U00010000-\U0010ffff]"
)


def has_letters(text: str) -> bool:
    """Return whether a text holds any letter, of any script: without one it is no name."""
    return any(map(str.isalpha, text))


def unaccented(text: str) -> str:
    """Fold case and accents, for comparing words: ``Économie`` and ``economie`` are one word."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_BASE_LETTERS))
    bare = _MARKS.sub("", decomposed)
    if _OTHER_MARKS.search(bare) is None:
        return bare
    return "".join(c for c in bare if not unicodedata.combining(c))


def word_set(text: str) -> frozenset[str]:
    """Make a table of words out of a block of text, for words compared without case and accents."""
    return frozenset(unaccented(text).split())


def exact_words(text: str) -> list[str]:
    """Make a table of words out of a block of text, for words compared as they are."""
    return text.split()
