"""Names of people and organizations, for those who need more than reports: reading, explaining, a wider table.

    briefmeta.names.explain_name("Lighthouse Reports")
    briefmeta.names.organizations("v1.63-ror-data.json")

The rules stand in ``briefmeta.model.names`` and touch no file; here a file with more organizations is read.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from briefmeta.errors import FileError, InvalidValueError
from briefmeta.model.names.known_organizations import (
    KnownOrganization,
    add_organizations,
    known_organization,
    same_organization,
)
from briefmeta.model.names.name_explanation import NameExplanation, explain_name
from briefmeta.model.names.name_reading import parse_entity, parse_name, parse_names, read_entity, read_names
from briefmeta.model.names.organization_evidence import score

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "KnownOrganization",
    "NameExplanation",
    "explain_name",
    "known_organization",
    "organizations",
    "parse_entity",
    "parse_name",
    "parse_names",
    "read_entity",
    "read_names",
    "same_organization",
]


def organizations(path: str | os.PathLike[str]) -> int:
    """Widen the table of organizations by a dump of the Research Organization Registry (ROR).

    It holds for what is read afterwards, as long as the program runs: names of the dump are read as organizations,
    and ``known_organization`` gives their ROR identifiers.

    Args:
        path: the JSON file of a dump, in version 1 or 2 of its schema. ROR publishes it under CC0.

    Returns:
        how many organizations were added.

    Raises:
        FileError: the file cannot be read.
        InvalidValueError: it is not a JSON list of organizations.

    Source: https://ror.readme.io/docs/data-dump
    """
    try:
        with open(path, "rb") as file:
            data = json.load(file)
    except OSError as fault:
        raise FileError(path, fault.strerror or str(fault)) from fault
    except (ValueError, RecursionError) as fault:
        raise InvalidValueError("organizations", os.fspath(path), "a dump of ROR in JSON") from fault
    if not isinstance(data, list):
        raise InvalidValueError("organizations", os.fspath(path), "a JSON list of organizations")
    count = add_organizations(found for entry in data if (found := _organization(entry)) is not None)
    score.cache_clear()
    return count


def _organization(entry: Any) -> KnownOrganization | None:
    """Read one organization of a dump; None for what is none."""
    if not isinstance(entry, dict):
        return None
    names = list(_names(entry))
    labels = [name for name, kind in names if kind == "ror_display"] or [name for name, _ in names]
    if not labels:
        return None
    ror = entry.get("id")
    return KnownOrganization(
        name=labels[0],
        acronyms=tuple(name for name, kind in names if kind == "acronym"),
        kind="ror",
        names=tuple(name for name, kind in names if kind not in ("acronym", "ror_display")),
        ror=ror if isinstance(ror, str) else None,
    )


def _names(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names of an organization and what each is."""
    if isinstance(entry.get("name"), str):  # version 1
        yield entry["name"], "ror_display"
        for field, kind in (("aliases", "alias"), ("acronyms", "acronym"), ("labels", "label")):
            for value in _list(entry.get(field)):
                name = value.get("label") if isinstance(value, dict) else value
                if isinstance(name, str) and name.strip():
                    yield name, kind
    for value in _list(entry.get("names")):  # version 2
        if isinstance(value, dict) and isinstance(value.get("value"), str) and value["value"].strip():
            types = _list(value.get("types"))
            yield value["value"], "ror_display" if "ror_display" in types else str((types or ["label"])[0])


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
