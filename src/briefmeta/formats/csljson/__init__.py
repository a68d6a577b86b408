"""CSL-JSON: the input format of CSL processors, and the widest of the bibliographic formats.

What a report has and CSL 1.0.2 has no variable for (a landing page beside the handle, rights, ORCID and ROR
identifiers) goes to ``custom``, the schema's own place for it, and comes back from there.

Source: CSL 1.0.2, appendices III and IV; its JSON schema ``csl-data.json``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefmeta.errors import BriefmetaError, ParseError
from briefmeta.formats.csljson.csl_dates import date_to_csl
from briefmeta.formats.csljson.csl_item import ItemReader, handle_of, join_subjects
from briefmeta.formats.csljson.csl_names import name_to_csl
from briefmeta.formats.json.json_text import parse_json
from briefmeta.formats.json.report_json import report_to_json
from briefmeta.model.csl_variables import (
    DATE_VARIABLES,
    EXTRA_DATES,
    EXTRA_NAMES,
    EXTRA_TEXTS,
    NAME_VARIABLES,
    OWN,
    TEXT_VARIABLES,
)
from briefmeta.model.key import with_unique_keys
from briefmeta.model.places.publication_place import join_place
from briefmeta.model.report import FIELDS, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BETWEEN = re.compile(r"[ \t\r\n,]*")  # items of a list
_MAX_ITEM = 16_000_000  # characters of one item in a stream


def to_csl(report: Report) -> dict[str, Any]:
    """Write a report as one CSL-JSON item.

    Args:
        report: any report.

    Returns:
        A dict of JSON values, valid against the schema of CSL 1.0.2: ``id`` is the report's key, ``URL`` its handle as
        an https URI, or its address. Reading it with ``from_csl`` gives an equal report.

    >>> from briefmeta.model.report import Report
    >>> item = to_csl(Report(title="Pivot", handle="20.500.12592/b2rbv89"))
    >>> item["URL"]
    'https://hdl.handle.net/20.500.12592/b2rbv89'
    """
    item = _own_variables(report)
    custom: dict[str, Any] = {}
    for variable, value in report.extra.to_json().items():
        if variable == "custom" and isinstance(value, dict):
            custom |= value
        elif variable not in item and _fits(variable, value):
            item[variable] = value
        else:
            custom[variable] = value
    if custom:
        item["custom"] = custom
    rest = _not_brought_back(report, item)
    if rest:
        item["custom"] = {**custom, OWN: rest}
    return item


def _not_brought_back(report: Report, item: dict[str, Any]) -> dict[str, Any]:
    """Collect the fields that reading the item would not give back, as ``jsonl`` writes them."""
    back = ItemReader(item).report()
    different = [field for field in FIELDS if getattr(back, field) != getattr(report, field)]
    if not different:
        return {}
    values = report_to_json(report)
    return {field: values.get(field) for field in different}


def _own_variables(report: Report) -> dict[str, Any]:
    """Write what the report's own fields hold."""
    item: dict[str, Any] = {"id": report.key, "type": report.type}
    for variable, field in NAME_VARIABLES.items():
        names = getattr(report, field)
        if names:
            item[variable] = [name_to_csl(name) for name in names]
    for variable, field in TEXT_VARIABLES.items():
        value = getattr(report, field)
        if value is not None:
            item[variable] = value
    for variable, field in DATE_VARIABLES.items():
        date = getattr(report, field)
        if date is not None:
            item[variable] = date_to_csl(date)
    others = {
        "publisher-place": join_place(report.place, report.country),
        "URL": _address(report),
        "keyword": join_subjects(report.subjects) or None,
    }
    item.update((variable, value) for variable, value in others.items() if value is not None)
    return item


def _address(report: Report) -> str | None:
    """Choose the one URL: the handle, in the spelling of the report's own address where that is a spelling of it."""
    if report.handle is None:
        return report.url
    return report.url if report.url and handle_of(report.url) == report.handle else report.handle.uri


def _fits(variable: str, value: object) -> bool:
    """Return whether the schema takes this value for this variable."""
    if variable in EXTRA_TEXTS:
        return variable == "categories" or (
            isinstance(value, (str, int, float)) and not isinstance(value, bool)
        )
    if variable in EXTRA_NAMES or variable in NAME_VARIABLES:
        return isinstance(value, list) and all(isinstance(name, dict) for name in value)
    if variable in EXTRA_DATES or variable in DATE_VARIABLES:
        return isinstance(value, dict)
    return (variable in TEXT_VARIABLES or variable in ("URL", "publisher-place")) and isinstance(value, str)


def from_csl(item: object, problems: list[ParseError] | None = None) -> Report:
    """Read one CSL-JSON item.

    Args:
        item: a mapping of CSL variables. Unknown ones, and values that a field cannot hold, are kept in ``extra``.
        problems: takes a ``ParseError`` for each value that could not be kept; without it the first is raised.

    Raises:
        ParseError: the item is not an object, or a value could not be read and ``problems`` was not given.

    >>> report = from_csl({"id": "x", "type": "book", "title": "On War", "volume": 1})
    >>> report.type, report.title, report.extra["volume"]
    ('book', 'On War', 1)
    """
    reader = ItemReader(item)
    report = reader.report()
    if problems is None:
        if reader.problems:
            raise ParseError.of(reader.problems, [report])
    else:
        problems.extend(reader.problems)
    return report


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read a CSL-JSON text: a list of items, one item, or an object with ``items``."""
    try:
        value = parse_json(text, problems)
    except ParseError as problem:
        problems.append(problem)
        return []
    if isinstance(value, dict):
        value = _items_of(value)
    if not isinstance(value, list):
        problems.append(
            ParseError(f"CSL-JSON is a list of items, not {type(value).__name__}", line=1, column=1)
        )
        return []
    return list(_items(value, problems))


def _items_of(value: dict[str, Any]) -> list[object]:
    """Return the items of an object: one item, an object with ``items``, or items by their ids.

    Items by id are the library that citeproc-js takes; an item that lacks its id has it from there.
    """
    if isinstance(value.get("items"), list):
        return list(value["items"])
    if value and all(isinstance(item, dict) and "type" in item for item in value.values()):
        return [{"id": name, **item} for name, item in value.items()]
    return [value]


def _items(items: Iterable[object], problems: list[ParseError]) -> Iterator[Report]:
    for number, item in enumerate(items, 1):
        try:
            yield from_csl(item, problems)
        except BriefmetaError as fault:
            problems.append(ParseError(f"item {number}: {fault}"))


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read the items of a list one after the other; memory holds one item at a time."""
    pending = iter(lines)
    blank: list[str] = []
    first = ""
    while not first.strip() and (line := next(pending, None)) is not None:
        blank.append(first)
        first = line
    if first.lstrip().startswith("["):
        yield from _items(_stream(first.lstrip()[1:], pending, problems), problems)
    else:
        yield from loads("".join((*blank, first, *pending)), problems)


def _stream(buffer: str, lines: Iterator[str], problems: list[ParseError]) -> Iterator[object]:
    """Cut a list into its items; an item that never ends, or ends wrongly, ends the list."""
    import json

    find_end = json.JSONDecoder().raw_decode
    position = 0
    while True:
        position = _BETWEEN.match(buffer, position).end()  # type: ignore[union-attr]  # it matches an empty text
        try:
            _, end = (
                find_end(buffer, position) if buffer[position : position + 1] not in ("", "]") else (0, 0)
            )
        except (ValueError, RecursionError):
            size = len(buffer) - position
            more = _at_least(size, lines)
            if not more or size > _MAX_ITEM:
                source = buffer[position : position + 100]
                problems.append(ParseError("the list breaks off or is no JSON here", source=source, column=1))
                return
            buffer, position = buffer[position:] + more, 0
            continue
        if end:
            yield parse_json(buffer[position:end], problems)
            position = end
        elif position < len(buffer):
            return
        else:
            buffer, position = _at_least(0, lines), 0
            if not buffer:
                problems.append(ParseError("the list of items has no end"))
                return


def _at_least(size: int, lines: Iterator[str]) -> str:
    """Take lines of at least so many characters, so that an item is tried anew only after it has doubled."""
    pieces: list[str] = []
    length = 0
    for line in lines:
        pieces.append(line)
        length += len(line)
        if length > size:
            break
    return "".join(pieces)


def dumps(reports: Iterable[Report], *, indent: int | None = 2) -> str:
    """Write reports as a CSL-JSON list.

    Args:
        reports: the reports.
        indent: spaces a level; None for one line an item.
    """
    return "".join(iter_dumps(reports, indent=indent))


def iter_dumps(reports: Iterable[Report], *, indent: int | None = 2) -> Iterator[str]:
    """Write reports as a CSL-JSON list, piece by piece."""
    import json

    separator = "[\n"
    for report in with_unique_keys(reports):
        text = json.dumps(to_csl(report), ensure_ascii=False, indent=indent)
        if indent:
            text = " " * indent + text.replace("\n", "\n" + " " * indent)
        yield separator + text
        separator = ",\n"
    yield "\n]\n" if separator != "[\n" else "[]\n"
