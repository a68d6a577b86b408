"""What a report carries in ``extra`` as fields of a ``.bib`` file.

A CSL variable goes to the field that the dialect has for it, or to one that bears its own name, where reading
gives it back equal. What does not fit a field (objects, lists, names with capitals) goes, as JSON, to the one
field ``csl-json``.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefmeta.errors import InvalidValueError, ParseError
from briefmeta.formats.bib import tables
from briefmeta.formats.bib.bib_dates import join_date, read_date
from briefmeta.formats.bib.bib_names import read_names
from briefmeta.formats.bib.bib_values import READERS, read_address, write_value
from briefmeta.formats.bib.name_writing import write_names
from briefmeta.formats.bib.tables import ATTRIBUTES, KNOWN_FIELDS, Field, Kind
from briefmeta.formats.csljson.csl_dates import date_from_csl, date_to_csl
from briefmeta.formats.csljson.csl_names import name_to_csl, names_from_csl
from briefmeta.formats.json.json_text import parse_json
from briefmeta.model.extra import Extra
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

OTHERS_KEY = "and-others"
"""Where ``extra`` keeps which lists of names went on with "and others"."""

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
# Fields that biber acts upon: as text of a report they must not come alive.
_ACTIVE = frozenset("crossref xdata xref execute entryset options ids".split())
_FIELDS = {field.target: field for field in tables.VARIABLES}
_LONGEST_NAME = 100
_LONGEST_NUMBER = 10**17
# Fields of LaTeX's own, which mean something to the reader too: they hold a value where they give it back.
LATEX_FIELDS = frozenset(
    """eprint eprinttype eprintclass archiveprefix primaryclass related institution organization school howpublished
    publisher""".split()
)
# fields that are not read for ``extra`` where the report's own field is there under another name
_SPOKEN_FOR = {"issued": "year", "language": "language", "handle": "eprint"}
_REFUSED = {"DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "URL": "url", "language": "language"}


def write_extras(
    report: Report, dialect: int, taken: Collection[str], *, latex_fields: bool = False
) -> list[tuple[str, str]]:
    """Write ``extra``.

    Args:
        report: the report.
        dialect: 0 for BibTeX, 1 for BibLaTeX.
        taken: names of fields that the entry has already.
        latex_fields: whether ``LATEX_FIELDS`` are written as what they are; the caller looks whether that reads back.

    Returns:
        Names of fields and values, with their braces.
    """
    fields: dict[str, str] = {}
    rest: dict[str, Any] = {}
    used = set(taken)
    used |= {field for attribute, field in _SPOKEN_FOR.items() if getattr(report, attribute) is not None}
    for variable, value in report.extra.items():
        if variable == OTHERS_KEY and _are_lists(report, value):
            continue
        if latex_fields and variable in LATEX_FIELDS and variable not in used and isinstance(value, str):
            found: tuple[str, str] | None = (variable, write_value(Kind.TEXT, value))
        else:
            found = _field(report, variable, value, dialect, used)
        if found is None:
            rest[variable] = value
            continue
        name, latex = found
        if name in tables.FURTHER_EDITORS:
            fields[f"{name}type"] = f"{{{tables.EDITOR_ROLES[variable]}}}"
        fields[name] = latex
        used.add(name)
    if rest:
        fields["csl-json"] = f"{{{_json(rest)}}}"
    return list(fields.items())


def goes_on(report: Report, target: str) -> bool:
    """Return whether a list of names went on with "and others"."""
    lists = report.extra.get(OTHERS_KEY)
    return isinstance(lists, tuple) and target in lists


def _are_lists(report: Report, value: object) -> bool:
    """Return whether all that is said to go on are lists of names that are written, in their order."""
    written = [target for target in _NAME_ATTRIBUTES if getattr(report, target)]
    return isinstance(value, tuple) and bool(value) and list(value) == [t for t in written if t in value]


_NAME_ATTRIBUTES = tuple(field.target for field in tables.NAME_FIELDS)


def _field(
    report: Report, variable: str, value: Any, dialect: int, used: Collection[str]
) -> tuple[str, str] | None:
    """Choose the field for a variable, and write its value; None where there is none that gives it back."""
    if variable in _REFUSED and _is_taken(_REFUSED[variable], value):
        return None
    if len(variable) > _LONGEST_NAME:
        return None
    for name, kind in _candidates(report.type, variable, dialect):
        if name in used:
            continue
        latex = _value(kind, value, variable)
        return None if latex is None else (name, latex)
    return None


def _is_taken(attribute: str, value: object) -> bool:
    """Return whether the report's own field would take a value that now stands in ``extra``."""
    try:
        Report(**{attribute: value}, key="x")  # type: ignore[arg-type] # whether it fits is the question
    except InvalidValueError:
        return False
    return True


@lru_cache(maxsize=1024)
def _candidates(report_type: str, variable: str, dialect: int) -> tuple[tuple[str, str], ...]:
    field: Field | None = _FIELDS.get(variable)
    if variable == "issued":
        return (("year", Kind.DATE),)
    if variable == "accessed":
        return (("urldate", Kind.DATE),)
    if field is None:
        free = variable not in KNOWN_FIELDS and variable not in ATTRIBUTES and variable not in _ACTIVE
        return ((variable, Kind.LINES),) if free and _NAME.fullmatch(variable) else ()
    name = field[1 + dialect]
    if report_type in tables.ARTICLES and variable == "container-title":
        name = ("journal", "journaltitle")[dialect]
    if report_type in tables.ARTICLES and variable == "issue":
        name = "number"
    if dialect == 1 and variable in tables.EDITOR_ROLES:
        return (*tuple((editor, Kind.NAMES) for editor in tables.FURTHER_EDITORS), (name, Kind.NAMES))
    return ((name, field.kind),)


def _value(kind: str, value: Any, variable: str) -> str | None:
    """Write a value, if reading gives it back equal."""
    if kind == Kind.NAMES:
        return _names(value)
    if kind == Kind.DATE:
        return _date(value, variable)
    if isinstance(value, str):
        latex = write_value(kind, value)
        if variable == "URL":  # percent signs mean something else there, and a space parts two addresses
            return latex if read_address(latex[1:-1]) == value and " " not in value else None
        return latex if value and READERS[kind](latex[1:-1]) == value else None
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LONGEST_NUMBER:
        return str(value)
    return None


def _names(value: Any) -> str | None:
    if not isinstance(value, tuple) or not value:
        return None
    names, faults = names_from_csl(value)
    latex = write_names(names)
    if faults or _as_json(value) != [name_to_csl(name) for name in names] or read_names(latex)[0] != names:
        return None
    return f"{{{latex}}}"


def _date(value: Any, variable: str) -> str | None:
    try:
        date = date_from_csl(value)
    except InvalidValueError:
        return None
    if date is not None:
        unchanged = variable not in ATTRIBUTES and date_to_csl(date) == _as_json(value)
        return f"{{{date}}}" if unchanged else None
    text = value.get("literal") if isinstance(value, Extra) and len(value) == 1 else None
    if not isinstance(text, str):
        return None
    latex = write_value(Kind.TEXT, text)
    read = join_date(latex[1:-1], "", "")[0] if variable == "issued" else read_date(latex[1:-1])
    return latex if read is None and READERS[Kind.TEXT](latex[1:-1]) == text else None


def _as_json(value: Any) -> Any:
    return Extra({"value": value}).to_json()["value"]


def _json(values: dict[str, Any]) -> str:
    text = json.dumps(Extra(values).to_json(), ensure_ascii=False)
    return _STRING.sub(lambda found: found[0].replace("{", "\\u007b").replace("}", "\\u007d"), text)


def read_json(text: str, problem: Callable[[str, str], None]) -> dict[str, Any]:
    """Read the field ``csl-json``.

    Args:
        text: its value.
        problem: called with a message and the name of the field when it cannot be read.
    """
    try:
        value = parse_json(text)
    except ParseError as fault:
        problem(f"csl-json is no JSON: {fault.message}", "csl-json")
        return {}
    if not isinstance(value, dict):
        problem("csl-json is not an object", "csl-json")
        return {}
    return value
