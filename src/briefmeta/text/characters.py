"""The characters of names: what a name may hold, white space, the script of a text. Pure."""

from __future__ import annotations

import re

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

# Letters and digits with the marks that follow them, which \w does not match: without them हिन्दी is three words.
# The ranges: accents, Hebrew and Arabic points; Indic scripts, Thai, Lao, Tibetan and Khmer without their dandas.
LETTERS_AND_MARKS = (
    r"[^\W_]+(?:[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0df3\u0e31-\u0e4e\u0eb1-\u0ece"
    r"\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3]+[^\W_]*)*"
)
"""The source of a pattern for a run of letters of any script; it cannot fail half-way, so it takes linear time."""


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


def has_letters(text: str) -> bool:
    """Return whether a text holds any letter, of any script: without one it is no name."""
    return any(map(str.isalpha, text))
