"""Order of text as readers expect it: letters before accents before case, after the root order of the Unicode collation.

Python's standard library has no collation. This one covers what bibliographies sort by: the base letter decides first,
then accents, then case; white space and punctuation come before digits, and digits before letters.
"""

from __future__ import annotations

import unicodedata

# Unicode collation, root order of the ASCII marks; the typographic quotes stand with the straight ones.
_MARKS = " _-–—,;:!?.'’‘\"“”«»()[]{}@*/\\&#%`^+<=>|~$0123456789"
_FIRST_LETTER = 0x100
_WEIGHTS = {ord(mark): chr(index + 1) for index, mark in enumerate(_MARKS)}
_WEIGHTS.update({code: chr(_FIRST_LETTER + 2 * index) for index, code in enumerate(range(ord("a"), ord("z") + 1))})
_WEIGHTS.update({code: " " for code in (*range(9, 14), 0xA0, 0x202F)})
_WEIGHTS.update({ord(mark): chr(1) for mark in "\t\n\r\u00a0\u2009\u202f"})
# Letters that do not decompose, at the place of the letters that they are sorted with.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)

CollationKey = tuple[str, str, str]


def collation_key(text: str) -> CollationKey:
    """Make a key whose order is the order of the text."""
    folded = text.casefold() if not text.isascii() else text.lower()
    if folded.isascii():
        return folded.translate(_WEIGHTS), "", text.swapcase()
    decomposed = unicodedata.normalize("NFD", folded.translate(_LETTERS))
    base = "".join(character for character in decomposed if not unicodedata.combining(character))
    return base.translate(_WEIGHTS), decomposed, text.swapcase()
