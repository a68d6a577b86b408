"""Citation keys that BibTeX, biber and LaTeX take, each once."""

from __future__ import annotations

import re

from briefmeta.model.key import letters

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


class UniqueKeys:
    """Makes keys legal and unique that come one after the other, also among millions.

    BibTeX does not tell ``Doe`` from ``doe``, so case is folded.
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._next: dict[str, int] = {}

    def unique(self, key: str) -> str:
        """Return ``key``, or where it was given before, ``keya``, then ``keyb`` and so on."""
        key = legal_key(key)
        folded = key.lower()
        if folded not in self._seen:
            self._seen.add(folded)
            return key
        number = self._next.get(folded, 1)
        while folded + letters(number) in self._seen:
            number += 1
        self._seen.add(folded + letters(number))
        self._next[folded] = number + 1
        return key + letters(number)
