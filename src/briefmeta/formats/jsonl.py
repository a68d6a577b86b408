"""JSON Lines: this library's own format, one report a line, without loss.

Each line is an object: ``"briefmeta": 1``, the version of this format, and the fields of the report as
``report_json`` describes them. Every report comes back equal. Files can be cut and joined at any line.

Source: https://jsonlines.org for the lines, RFC 8259 for what is in them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from briefmeta.errors import InvalidValueError, ParseError, shorten
from briefmeta.formats.json.json_text import parse_json
from briefmeta.formats.json.report_json import NAME_FIELDS, names_from_json, report_to_json
from briefmeta.model.quick_report import report_of
from briefmeta.model.report import FIELDS, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAMES_EACH_FIELD = (
    True  # each member is a field by its own name: what is no field is told by this reader itself
)
VERSION = 1
"""The version of this format. It grows when an older reader would misunderstand a newer file."""

# Line separators that JSON allows in a string and that some programs cut lines at.
_CUTTING = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read reports from JSON Lines, one a line.

    Args:
        text: the text. Blank lines are passed over.
        problems: takes a ``ParseError`` for each line that is no report, each value that its field cannot
        hold,
            and each member that is not known. The values are kept in ``extra``.

    >>> found = []
    >>> [report] = loads('{"briefmeta": 1, "title": "Pivot", "colour": "red"}', found)
    >>> report.title, report.extra["colour"], found[0].message
    ('Pivot', 'red', "'colour' is no member of a report; kept in extra")
    """
    return list(iter_loads(text.split("\n"), problems))


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read reports from lines, one after the other; memory stays flat."""
    for number, line in enumerate(lines, 1):
        if not line or line.isspace():
            continue
        found: list[ParseError] = []
        try:
            report = _report(parse_json(line, found), found)
        except ParseError as fault:
            report = None
            found.append(fault)
        if found:
            problems += [_placed(problem, number, line) for problem in found]
        if report is not None:
            yield report


def _placed(problem: ParseError, number: int, line: str) -> ParseError:
    """Give a problem of one line its place in the text."""
    if problem.line is None:
        problem.source = line[:1000].rstrip("\r\n")
    problem.line = number
    return problem


def _report(value: object, problems: list[ParseError]) -> Report:
    if not isinstance(value, dict):
        raise ParseError(f"a line is an object, not {shorten(value)}")
    value = {name: member for name, member in value.items() if member is not None}
    version = value.pop("briefmeta", VERSION)
    if version != VERSION:
        problems.append(
            ParseError(f"written as version {shorten(version)} of this format; read as {VERSION}")
        )
    extra = value.pop("extra", {})
    if not isinstance(extra, dict):
        problems.append(ParseError(f"extra is an object, not {shorten(extra)}", field="extra"))
        extra = {"extra": extra}
    for name in [name for name in value if name not in FIELDS]:
        problems.append(ParseError(f"{shorten(name)} is no member of a report; kept in extra", field=name))
        extra.setdefault(name, value.pop(name))
    for field in NAME_FIELDS:
        if field in value:
            _read_names(field, value, extra, problems)
    return _valid(value, extra, problems)


def _read_names(field: str, value: dict[str, Any], extra: dict[str, Any], problems: list[ParseError]) -> None:
    try:
        value[field] = names_from_json(field, value[field])
    except InvalidValueError as fault:
        problems.append(ParseError(f"{field}: {fault}; kept in extra", field=field))
        extra.setdefault(field, value.pop(field))


def _valid(value: dict[str, Any], extra: dict[str, Any], problems: list[ParseError]) -> Report:
    """Build the report; a value that its field cannot hold moves to ``extra``."""
    while True:
        try:
            return report_of({**value, "extra": extra})
        except InvalidValueError as fault:
            if fault.field in value:
                problems.append(ParseError(f"{fault}; kept in extra", field=fault.field))
                extra.setdefault(fault.field, value.pop(fault.field))
            elif extra:
                problems.append(ParseError(f"{fault}; extra left out", field="extra"))
                extra = {}
            else:
                raise ParseError(str(fault)) from None


def dumps(reports: Iterable[Report]) -> str:
    r"""Write reports as JSON Lines.

    >>> dumps([Report(title="Pivot", key="pivot")])
    '{"briefmeta": 1, "key": "pivot", "type": "report", "title": "Pivot"}\n'
    """
    return "".join(iter_dumps(reports))


def iter_dumps(reports: Iterable[Report]) -> Iterator[str]:
    """Write reports one after the other, a line each."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    for report in reports:
        line = encode({"briefmeta": VERSION, **report_to_json(report)})
        yield (line if line.isprintable() else line.translate(_CUTTING)) + "\n"
