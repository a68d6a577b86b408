"""Order of text as readers of a bibliography expect it: by base letters and by the value of numbers.

Case, accents and punctuation do not count, as "Sorting" of CSL 1.0.2 leaves it to the processor and the reference
processor has it; what is equal then keeps its order. Spaces count: ``St. John`` comes before ``Staub``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PUNCTUATION = re.compile(r"[^\w\s$+<=>|~^`°©®±×£€]+|_")
_DIGITS_OR_PUNCTUATION = re.compile(rf"(\d+)|{_PUNCTUATION.pattern}")
# What opens a quotation: its space, which does not break, is no space that sorts first.
_SPACED_QUOTE = re.compile(r"[^\w\s]*[\u00a0\u202f]+")
# Letters that do not decompose, as the letters with which they are sorted.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "e",
        "\u00a0": " ",
        "\u202f": " ",
    }
)


# Scripts that a language sorts before the Latin letters, or (the last group) directly after them.
_FIRST = {
    **dict.fromkeys(("ru", "uk", "bg", "sr", "mk", "be", "mn", "kk"), "\u0400-\u052f"),
    "el": "\u0370-\u03ff", "ar": "\u0600-\u06ff", "fa": "\u0600-\u06ff", "he": "\u0590-\u05ff",
    "hy": "\u0530-\u058f", "th": "\u0e00-\u0e7f", "zh": "\u2e80-\u9fff\uf900-\ufaff",
    "ko": "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff",
}  # fmt: skip
_SECOND = {"ja": "\u2e80-\u9fff\uf900-\ufaff"}


def collator(language: str) -> Callable[[str], str]:
    """Make the key function of a language: its own script comes before, or next to, the Latin letters."""
    base = language.partition("-")[0].lower()
    for scripts, mark in ((_FIRST, "`"), (_SECOND, "{")):
        if base in scripts:
            own = re.compile(f"([{scripts[base]}])")
            return lambda text: own.sub(rf"{mark}\1", collation_key(text))
    return collation_key


def collation_key(text: str) -> str:
    """Make a text whose order, by code points, is the order of the given one, for languages in Latin letters.

    >>> sorted(["Zed", "12 Years", "elan", "3D", "Élan 2", "St. John", "Staub"], key=collation_key)
    ['3D', '12 Years', 'elan', 'Élan 2', 'St. John', 'Staub', 'Zed']
    """
    folded = text.casefold()
    if not folded.isascii():
        if found := _SPACED_QUOTE.match(folded):
            folded = folded[found.end() :]
        decomposed = unicodedata.normalize("NFD", folded.translate(_LETTERS))
        folded = "".join(character for character in decomposed if not unicodedata.combining(character))
    if any(character.isdigit() for character in folded):
        bare = _DIGITS_OR_PUNCTUATION.sub(_by_value, folded)
    else:
        bare = _PUNCTUATION.sub("", folded)
    return bare.rstrip()  # a prefix that starts with a space sorts first


def _by_value(found: re.Match[str]) -> str:
    if not found[1]:
        return ""  # punctuation, which ends a number
    digits = found[1].lstrip("0") or "0"
    return f"0{chr(0x30 + min(len(digits), 0xFFFF))}{digits}"
