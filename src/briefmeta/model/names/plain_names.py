"""The usual case read quickly: ``First Last`` and ``Last, First`` of words that can be nothing else. Pure.

What is read here comes out as the general rules (``name_lists``, ``name_parts``) would have it, at a tenth of their
time; every word that those rules know, and every character beside ASCII letters, is left to them.
"""

from __future__ import annotations

import re
from typing import Final

from briefmeta.model.names import organization_words, person_words
from briefmeta.model.names import romanized_names as name_romanized

_WORD = "[A-Z][a-z]{2,}"
_DIRECT = re.compile(rf"({_WORD}(?: [A-Z]\.)*) ({_WORD})")
_INVERTED = re.compile(rf"({_WORD}), ({_WORD}(?: [A-Z]\.)*|[A-Z]\.(?: ?[A-Z]\.)*)")
_TABLES: Final = (
    organization_words.INSTITUTIONS,
    organization_words.BODIES,
    organization_words.REACHES,
    organization_words.TOPICS,
    organization_words.FUNCTION_WORDS,
    organization_words.ARTICLES,
    organization_words.LEGAL_FORMS,
    organization_words.PLACES,
    person_words.HONORIFICS,
    person_words.DEGREES,
    person_words.SUFFIXES,
    person_words.KINSHIP,
    person_words.PARTICLES,
    person_words.SPANISH_FAMILY,
    person_words.VIETNAMESE,
    name_romanized.FAMILY_NAMES,
)
_KNOWN: Final = frozenset().union(*_TABLES) | {word.lower() for word in person_words.FAMILY_BEGINNINGS}
_ENDS: Final = ("ez", *organization_words.COMPOUND_ENDS, *organization_words.ABSTRACT_ENDS)
_BEGINNINGS: Final = frozenset(
    {"by", "author", "authors", "written", "prepared", "edited", "compiled", "drafted", "ibn", "bint", "umm"}
)


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
        or last.endswith(_ENDS)
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
    if first in _KNOWN or last in _KNOWN or last in _BEGINNINGS or last.endswith(_ENDS):
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
