"""A report as JSON, field by field: what ``jsonl`` writes, and what other formats fall back on.

The members are the fields of ``Report``. Texts are strings; ``issued`` and ``accessed`` are EDTF strings,
``handle`` is a bare handle, ``country`` an ISO 3166-1 alpha-2 code, ``subjects`` a list of strings, ``extra``
an object. ``authors``, ``editors`` and ``translators`` are lists of objects: a person has the members of
``Person``, an organisation ``name`` and ``ror``. A field without a value is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefmeta.errors import InvalidValueError, NameSyntaxError
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.report import FIELDS, Report

NAME_FIELDS = ("authors", "editors", "translators")
"""The fields that hold names."""

PERSON_PARTS = ("family", "given", "dropping_particle", "non_dropping_particle", "suffix", "orcid")
"""The parts of a person, in the order in which they are written."""

_TEXT_FIELDS = tuple(
    field
    for field in FIELDS
    if field
    not in (*NAME_FIELDS, "type", "key", "issued", "accessed", "handle", "country", "subjects", "extra")
)


def report_to_json(report: Report) -> dict[str, Any]:
    """Write a report as an object of JSON values, without loss.

    >>> report_to_json(Report(title="Pivot", issued="2024-04", key="pivot"))
    {'key': 'pivot', 'type': 'report', 'title': 'Pivot', 'issued': '2024-04'}
    """
    values: dict[str, Any] = {"key": report.key, "type": report.type}
    for field in _TEXT_FIELDS:
        value = getattr(report, field)
        if value is not None:
            values[field] = value
    for field in NAME_FIELDS:
        names = getattr(report, field)
        if names:
            values[field] = [name_to_json(name) for name in names]
    if report.issued is not None:
        values["issued"] = str(report.issued)
    if report.accessed is not None:
        values["accessed"] = str(report.accessed)
    if report.handle is not None:
        values["handle"] = str(report.handle)
    if report.country is not None:
        values["country"] = report.country.alpha_2
    if report.subjects:
        values["subjects"] = list(report.subjects)
    if report.extra:
        values["extra"] = report.extra.to_json()
    return values


def name_to_json(name: Name) -> dict[str, str]:
    """Write a name as an object of its parts.

    >>> name_to_json(Person(family="Parens", given="Raphael"))
    {'family': 'Parens', 'given': 'Raphael'}
    """
    if isinstance(name, Organization):
        return {"name": name.name} if name.ror is None else {"name": name.name, "ror": name.ror}
    return {part: value for part in PERSON_PARTS if (value := getattr(name, part)) is not None}


def name_from_json(value: object) -> Name:
    """Read a name from an object of its parts.

    Raises:
        NameSyntaxError: it is no such object.
        InvalidValueError: a part is not what it should be.
    """
    if isinstance(value, Mapping):
        if "name" in value and value.keys() <= {"name", "ror"}:
            return Organization(**value)
        if value.keys() <= set(PERSON_PARTS):
            return Person(**value)
    raise NameSyntaxError("name", value, "an object with the parts of a person, or with name and ror")


def names_from_json(field: str, value: object) -> tuple[Name, ...]:
    """Read a list of names.

    Raises:
        InvalidValueError: it is no list of names.
    """
    if not isinstance(value, (list, tuple)):
        raise InvalidValueError(field, value, "a list of names")
    return tuple(name_from_json(name) for name in value)
