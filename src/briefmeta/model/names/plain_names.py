"""The usual case read quickly: ``First Last`` and ``Last, First`` of words that can be nothing else. Pure.

What is read here comes out as the general rules (``author_lines``, ``person_parts``) have it, which a test proves over
20,000 generated names; every word that those rules know, and every character beside ASCII letters, is left to them.
One name takes 2 µs instead of 24 µs.
"""

from __future__ import annotations

import re
from typing import Final

from briefmeta.model.names import name_words as words
from briefmeta.model.names.known_organizations import is_known, is_known_in_ascii

# Words of one or two letters may be initials or particles, those with other capitals Scottish or Irish.
_WORD = "[A-Z][a-z]{2,}"
_DIRECT = re.compile(rf"({_WORD}(?: [A-Z]\.)*) ({_WORD})")
_INVERTED = re.compile(rf"({_WORD}), ({_WORD}(?: [A-Z]\.)*|[A-Z]\.(?: ?[A-Z]\.)*)")
# Every word that a general rule asks for: a class that is added there belongs here, and the test finds it.
_KNOWN: Final = frozenset().union(
    words.INSTITUTIONS,
    words.AMBIGUOUS,
    words.SCOPES,
    words.ORDINARY,
    words.SUBJECTS,
    words.FUNCTION_WORDS,
    words.ARTICLES,
    words.LEGAL_FORMS,
    words.PLACES,
    words.HONORIFICS,
    words.DEGREES,
    words.POSITIONS,
    words.RANKS,
    words.SUFFIXES,
    words.KINSHIP,
    words.PARTICLES,
    words.SPANISH,
    words.VIETNAMESE,
    words.ROMANIZED,
    words.HUNGARIAN,
    (word.lower() for word in words.FAMILY_BEGINNINGS),
)
_ENDS: Final = ("ez", *words.COMPOUND_ENDS, *words.ABSTRACT_ENDS)
_LONE_ENDS: Final = (*_ENDS, *words.SINGLE_WORD_ENDS)  # a comma leaves each of the two words alone
_BEGINNINGS: Final = frozenset({"ibn", "bint", "umm"}.union(*map(str.split, words.BY)))


def plain_direct(text: str) -> tuple[str, str] | None:
    """Read ``First Last`` or ``First M. Last``: the family name and the given names; None for anything else."""
    found = _DIRECT.fullmatch(text)
    if found is None:
        return None
    given, family = found.groups()
    first, last = given.split(" ", 1)[0].lower(), family.lower()
    if (
        first in _KNOWN
        or last in _KNOWN
        or first in _BEGINNINGS
        or first.endswith(_ENDS)
        or first.endswith("ing")
        or last.endswith(_ENDS)
        or (is_known(text) if "." in text else is_known_in_ascii(text))
    ):
        return None
    return family, given


def plain_inverted(text: str) -> tuple[str, str] | None:
    """Read ``Last, First`` or ``Last, F. M.``: the family name and the given names; None for anything else."""
    found = _INVERTED.fullmatch(text)
    if found is None:
        return None
    family, given = found.groups()
    first, last = given.split(" ", 1)[0].lower(), family.lower()
    if (
        first in _KNOWN
        or last in _KNOWN
        or last in _BEGINNINGS
        or first.endswith(_LONE_ENDS)
        or last.endswith(_LONE_ENDS)
    ):
        return None
    return family, given


def plain_list(text: str) -> list[tuple[str, str]] | None:
    """Read a list of such names, with commas (``First Last`` only) or semicolons; None for anything else."""
    found = []
    if ";" in text:
        for piece in text.split("; "):
            name = plain_inverted(piece) or plain_direct(piece)
            if name is None:
                return None
            found.append(name)
        return found
    for piece in text.split(", "):
        name = plain_direct(piece)
        if name is None:
            return None
        found.append(name)
    return found
