"""Order of text as readers of a bibliography expect it: by base letters and by the value of numbers.

Case, accents and punctuation do not count, as "Sorting" of CSL 1.0.2 leaves it to the processor and the reference
processor has it; what is equal then keeps its order. Spaces count: ``St. John`` comes before ``Staub``.
"""

from __future__ import annotations

import re
import unicodedata

_PUNCTUATION = re.compile(r"[^\w\s$+<=>|~^`°©®±×£€]+|_")
_DIGITS = re.compile(r"\d+")
# Letters that do not decompose, as the letters with which they are sorted.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"}
)


def collation_key(text: str) -> str:
    """Make a text whose order, by code points, is the order of the given one.

    >>> sorted(["Zed", "12 Years", "elan", "3D", "Élan 2", "St. John", "Staub"], key=collation_key)
    ['3D', '12 Years', 'elan', 'Élan 2', 'St. John', 'Staub', 'Zed']
    """
    folded = text.casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFD", folded.translate(_LETTERS))
        folded = "".join(character for character in decomposed if not unicodedata.combining(character))
    bare = _PUNCTUATION.sub("", folded).strip()
    return _DIGITS.sub(_by_value, bare) if any(character.isdigit() for character in bare) else bare


def _by_value(found: re.Match[str]) -> str:
    digits = found[0].lstrip("0") or "0"
    return f"0{chr(0x30 + min(len(digits), 0xFFFF))}{digits}"
