"""Citation keys that BibTeX, biber and LaTeX take, each once."""

from __future__ import annotations

import re
from array import array

_ILLEGAL = re.compile(r"""[\s"#%'(),={}\\~^$&|`\x00-\x1f]+""")


def legal_key(key: str) -> str:
    r"""Return a key that can be cited; a legal one stays as it is.

    Not legal are white space and the characters that BibTeX (``"#%'(),={}``) or LaTeX (``\~^$&|`` and the
    back quote) acts upon; they become a hyphen.

    >>> legal_key("parens2024niger"), legal_key("O'Neil, 2024}")
    ('parens2024niger', 'O-Neil-2024')
    """
    if key.isalnum() and key.isascii():
        return key
    return _ILLEGAL.sub("-", key).strip("-@") or "item"


def _letters(number: int) -> str:
    """Count in letters: 1 is ``a``, 26 is ``z``, 27 is ``aa``."""
    text = ""
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("a") + digit) + text
    return text


class UniqueKeys:
    """Makes keys unique that come one after the other, also among millions.

    BibTeX does not tell ``Doe`` from ``doe``, so case is folded. Of each key only a hash of eight bytes is
    remembered, in a table that doubles when it is half full; that two of a million keys share one, and the
    later is changed without need, has a chance of one in thirty million.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 << 10))
        self._count = 0
        self._next: dict[str, int] = {}

    def unique(self, key: str) -> str:
        """Return ``key``, or where it was given before, ``keya``, then ``keyb`` and so on."""
        key = legal_key(key)
        if self._add(key):
            return key
        folded = key.lower()
        number = self._next.get(folded, 1)
        while not self._add(suffixed := key + _letters(number)):
            number += 1
        self._next[folded] = number + 1
        return suffixed

    def _add(self, key: str) -> bool:
        slots = self._slots
        mask = len(slots) - 1
        mark = hash(key.lower()) & 0xFFFFFFFFFFFFFFFF or 1
        place = mark & mask
        while found := slots[place]:
            if found == mark:
                return False
            place = (place + 1) & mask
        slots[place] = mark
        self._count += 1
        if 2 * self._count > len(slots):
            self._grow()
        return True

    def _grow(self) -> None:
        old, self._slots = self._slots, array("Q", bytes(16 * len(self._slots)))
        slots, mask = self._slots, len(self._slots) - 1
        for mark in old:
            if mark:
                place = mark & mask
                while slots[place]:
                    place = (place + 1) & mask
                slots[place] = mark
