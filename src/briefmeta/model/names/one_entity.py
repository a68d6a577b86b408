"""The text of a field that holds one person or organization: ``dc:creator``, ``citation_author``, MARC 100. Pure.

Such a text is never two organizations because of a comma: in ``Garcia, S.A.`` and ``Berg, AB`` initials follow, though
both are legal forms, and ``Ministry of Health, Labour and Welfare`` is one name. Library catalogues put dates and
relator terms behind (MARC 21, field 100, subfields d and e) and end with a full stop.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefmeta.model.names import name_words as words
from briefmeta.model.names.author_lines import split_names
from briefmeta.model.names.beside_names import strip_extras
from briefmeta.model.names.known_organizations import is_known
from briefmeta.model.names.organization_evidence import (
    THRESHOLD,
    is_initials,
    is_legal_form,
    is_organization,
    score,
    tokens,
)
from briefmeta.model.names.person_parts import is_degree_of, is_given, is_suffix
from briefmeta.text.characters import is_east_asian
from briefmeta.text.fold import unaccented

_DATES = re.compile(
    r"(?:(?:ca?|b|d|fl|active|approximately|born|died)\.? ?)*\d{3,4}\??(?: ?[-–] ?(?:ca?\.? ?)?(?:\d{3,4}\??)?)?\.?",
    re.IGNORECASE,
)
_UNDOTTED_INITIALS = re.compile(r"[^\W\d_]{1,3}(?:[ -][^\W\d_]{1,2}){0,2}")
_ABBREVIATED = re.compile(r"(?:^|[\s.-])[^\W\d_]{1,3}\.$")
# Legal forms that neither initials nor given names look like: SA, AB and Asa are left to people.
_COMPANIES: Final = frozenset({"co", "corp", "gmbh", "inc", "incorporated", "limited", "llc", "llp", "ltd"})
_SURE: Final = 4  # the score of a noun such as "ministry"


class Entity(NamedTuple):
    """The text of one name, whether it is an organization's, an ORCID iD beside it, and what is no part of it."""

    text: str
    is_organization: bool
    orcid: str | None
    left_out: tuple[str, ...]


def split_entity(text: str) -> Entity | None:
    """Take dates, relator terms and what else stands beside a name away; None for a text of several names."""
    name, left_out = _without_heading(text)
    extras = strip_extras(name)
    if ";" in extras.name and not is_known(extras.full):
        return None
    left_out += extras.left_out
    if is_known(extras.full) or is_known(extras.name) or _is_organization(extras.name):
        kept = [text for text in left_out if text not in extras.full]
        return Entity(extras.full, True, extras.orcid, tuple(kept))
    pieces = [piece for part in extras.name.split(",") if (piece := part.strip())]
    if len(pieces) > 1 and " " in pieces[0] and not is_initials(pieces[1]) and _is_affiliation(pieces[-1]):
        left_out.append(pieces.pop())  # Jane Roe, World Bank
    if len(pieces) > 3 or (len(pieces) < 2 and len(split_names(", ".join(pieces))[0]) > 1):
        return None
    return Entity(", ".join(pieces), False, extras.orcid, tuple(left_out))


def _is_affiliation(text: str) -> bool:
    return is_organization(text) if " " in text else is_known(text)


def _without_heading(text: str) -> tuple[str, list[str]]:
    """Take dates, relator terms and the full stop at the end of a heading away."""
    left_out: list[str] = []
    while True:
        text = text.rstrip(" ,")
        name, comma, last = text.rpartition(",")
        last = last.strip()
        dates, space, relator = last.rpartition(" ")  # "1950- author.", where the comma between them was lost
        is_both = (
            bool(space) and relator.strip(".").lower() in words.RELATORS and _DATES.fullmatch(dates.strip())
        )
        if not comma or not (is_both or _DATES.fullmatch(last) or last.strip(".").lower() in words.RELATORS):
            break
        left_out.insert(0, last)
        text = name
    if text.endswith(".") and not text.endswith("..") and not _ABBREVIATED.search(text):
        last = text.rsplit(None, 1)[-1]
        if not (
            is_legal_form(last) or is_suffix(last) or is_initials(last) or unaccented(last) in words.SUFFIXES
        ):
            text = text[:-1]
    return text, left_out


def _is_organization(text: str) -> bool:
    """Return whether a text without what stands beside it is an organization's, one name as it is."""
    head, comma, rest = (part.strip() for part in text.replace("，", ",").partition(","))
    if not comma or not rest:
        return is_organization(text) or _is_place(text)
    if is_east_asian(text):
        return is_organization(head) and not head.isalpha()
    if " " in head:
        if not is_organization(head):
            return (
                " " in rest and not _is_person(head, rest) and score(rest) >= _SURE and score(text) >= _SURE
            )
        return not _may_be_given(rest) or score(head) >= _SURE
    if _may_be_given(rest) or is_suffix(rest) or is_degree_of(head, rest):
        return False
    if rest.strip(".").lower() in _COMPANIES:  # Lopez, Inc.
        return True
    if " " not in rest:  # Banks, Christelle; but UNICEF, Kenya
        return (is_known(head) or head.isupper()) and unaccented(rest) in words.PLACES
    return is_organization(rest) and not is_given(rest.split(" ", 1)[0])


def _is_place(text: str) -> bool:
    """Return whether a text is the name of a country, which as an author is its government."""
    low = tokens(text)
    return low[-1:] != [] and low[-1] in words.PLACES and words.SUBJECTS.union(words.PLACES).issuperset(low)


def _is_person(head: str, rest: str) -> bool:
    """Return whether a text before a comma is a person's whole name, what follows being an affiliation."""
    return is_given(head.split(" ", 1)[0]) and score(rest) >= THRESHOLD


def _may_be_given(text: str) -> bool:
    """Return whether a text can be given names or initials, and a legal form only by chance: ``S.A.``, ``AB``."""
    first = text.split(" ", 1)[0]
    if is_legal_form(text) and len(text.strip(".")) > 2 and not is_initials(text):
        return text.isalpha() and text.istitle() and unaccented(text) in words.GIVEN_NAMES
    return is_initials(first) or is_given(text) or bool(_UNDOTTED_INITIALS.fullmatch(text) and text.isupper())
