"""Names as CSL-JSON has them: ``family``, ``given``, particles, ``suffix``, or one ``literal``.

Source: CSL 1.0.2, "Name variables" and "Names", and the ``name-variable`` of its JSON schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefmeta.errors import InvalidValueError, NameSyntaxError
from briefmeta.model.names.name import Name, Organization, Person

PERSON_PARTS = (
    ("family", "family"),
    ("given", "given"),
    ("dropping-particle", "dropping_particle"),
    ("non-dropping-particle", "non_dropping_particle"),
    ("suffix", "suffix"),
)
"""A CSL name part and the attribute of ``Person`` that holds it."""

_USUAL_PARTS = {"family", "given"}


def name_to_csl(name: Name) -> dict[str, Any]:
    """Write a name as CSL has it; ORCID and ROR have no place there.

    >>> name_to_csl(Person(family="Parens", given="Raphael"))
    {'family': 'Parens', 'given': 'Raphael'}
    """
    if isinstance(name, Organization):
        return {"literal": name.name}
    return {
        part: value for part, attribute in PERSON_PARTS if (value := getattr(name, attribute)) is not None
    }


def name_from_csl(value: object) -> Name:
    """Read one CSL name.

    A name that consists of a family name alone, and is said to be an institution, is an organisation, as in the older
    practice ``isInstitution``.

    Raises:
        InvalidValueError: it is not an object of texts, or it is empty.

    >>> str(name_from_csl({"literal": "World Bank"}))
    'World Bank'
    """
    if not isinstance(value, Mapping):
        raise NameSyntaxError("name", value, "an object with family and given, or literal")
    if value.keys() == _USUAL_PARTS:
        return Person(family=value["family"] or None, given=value["given"] or None)
    literal = value.get("literal") or value.get("name")
    if isinstance(literal, str) and literal.strip():
        return Organization(name=literal)
    if value.get("isInstitution") and isinstance(value.get("family"), str):
        return Organization(name=value["family"])
    get = value.get
    return Person(
        family=get("family") or None,
        given=get("given") or None,
        dropping_particle=get("dropping-particle") or None,
        non_dropping_particle=get("non-dropping-particle") or None,
        suffix=get("suffix") or None,
    )


def names_from_csl(value: object) -> tuple[tuple[Name, ...], list[InvalidValueError]]:
    """Read a CSL name variable: the names that could be read, and what was wrong with the others."""
    names: list[Name] = []
    faults: list[InvalidValueError] = []
    for entry in value if isinstance(value, (list, tuple)) else (value,):
        try:
            names.append(name_from_csl(entry))
        except InvalidValueError as fault:
            faults.append(fault)
    return tuple(names), faults
