"""CSV: one row a report, one column a field, safe to open in a spreadsheet.

Lists are joined by semicolons. What a cell cannot bring back as it is stands once more as JSON in the last
two columns: ``extra`` for CSL variables without a column, ``exact`` for fields. Tables of others are read by
the names of their columns, Zotero's export among them.

Source: RFC 4180; OWASP, "CSV Injection".
"""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

from briefmeta.errors import DateSyntaxError, InvalidValueError, ParseError
from briefmeta.formats.csv_table.columns import (
    EDITORS_OR_PUBLISHER,
    EXACT,
    EXTRA,
    ITEM_TYPES,
    NUMBER_OR_RANGE,
    OWN_VARIABLES,
    column_target,
    is_of_dspace,
)
from briefmeta.formats.csv_table.rows import find_delimiter, read_rows, unguarded, write_row
from briefmeta.formats.json.json_text import parse_json
from briefmeta.formats.json.report_json import NAME_FIELDS, names_from_json, report_to_json
from briefmeta.formats.name_headings import read_heading
from briefmeta.formats.name_lines import read_name
from briefmeta.formats.ris.ris_values import read_labelled
from briefmeta.model.building import Draft
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.names.name_reading import parse_names
from briefmeta.model.report import CSL_TYPES, FIELDS, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefmeta.model.dates.publication_date import Order

HEADER = (
    "key",
    "type",
    *(field for field in FIELDS if field not in ("key", "type", "extra")),
    *OWN_VARIABLES,
    EXTRA,
    EXACT,
)
"""The columns that are written."""

_SEPARATOR = "; "
_INITIALS = re.compile(r"\s*(?:[^\W\d_a-z]\.?[ -]?){1,4}\s*")


def loads(text: str, problems: list[ParseError], *, date_order: Order | None = None) -> list[Report]:
    r"""Read reports from a table; the first row names the columns.

    Args:
        text: the table, with commas, semicolons, tabs or bars between its cells.
        problems: takes what could not be read: a table without a known column, rows that are too long, open
        quotes.
        date_order: ``dmy`` or ``mdy``, for dates such as 05/04/2024, which are ambiguous without it.

    >>> [report] = loads("Title;Author;Year\\\nPivot;Doe, Jane;2024", [])
    >>> report.title, str(report.authors[0]), str(report.issued)
    ('Pivot', 'Jane Doe', '2024')
    """
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return list(iter_loads(io.StringIO(text, newline="\n"), problems, date_order=date_order))


def iter_loads(
    lines: Iterable[str], problems: list[ParseError], *, date_order: Order | None = None
) -> Iterator[Report]:
    """Read reports from lines, one after the other; memory stays flat."""
    lines = iter(lines)
    number, first = 0, ""
    delimiter = ""
    for number, first in enumerate(lines, 1):  # noqa: B007 - the first line that is not blank, and its number
        if first.lower().startswith("sep=") and len(first.rstrip("\r\n")) == 5:
            delimiter = first[4]
        elif first.strip(",; \t\r\n"):
            break
    delimiter = delimiter or find_delimiter(first)
    rows = read_rows(_chain(first, lines), delimiter, number, problems)
    _, header = next(rows, (0, []))
    targets = _targets([unguarded(name).strip() for name in header])
    if not any(field for _, field in targets):
        message = "no table: its first row does not name a column such as title, authors, year"
        problems.append(ParseError(message, line=1, column=1, source=first[:1000].rstrip("\r\n")))
        return
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            yield _Row(targets, line, cells, problems, date_order).report()


def _chain(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _targets(header: Sequence[str]) -> list[tuple[str, str | None]]:
    """Return what each column is for: its name, and the field or variable; the first of two for the same one counts."""
    zotero, dspace = "Item Type" in header, is_of_dspace(header)
    targets: list[tuple[str, str | None]] = []
    for name in header:
        target = name.lower() if name.lower() in (EXTRA, EXACT) else column_target(name)
        if zotero and name in ("Type", "Key"):
            target = "genre" if name == "Type" else None
        if dspace and name.lower() in ("id", "collection"):
            target = None
        if target not in (None, "issued") and any(target == other for _, other in targets):
            target = None
        targets.append((name, target))
    return targets


class _Row:
    """One row on its way to a report."""

    def __init__(
        self,
        targets: list[tuple[str, str | None]],
        line: int,
        cells: list[str],
        problems: list[ParseError],
        order: Order | None = None,
    ) -> None:
        self.targets, self.line, self.cells, self.problems, self.order = targets, line, cells, problems, order
        self.draft = Draft(self.note)

    def note(self, field: str, message: str, culprit: str = "") -> None:
        """Note a problem of this row, and show the cell."""
        source = culprit.split("\n", 1)[0] if culprit else None
        self.problems.append(ParseError(message, line=self.line, source=source, field=field))

    def report(self) -> Report:
        for (name, target), cell in zip(self.targets, self.cells, strict=False):
            text = unguarded(cell)
            if text.strip(" \t\r\n") and target not in (EXTRA, EXACT):
                self.read(name, target, text)
        further = [unguarded(cell) for cell in self.cells[len(self.targets) :]]
        if any(cell.strip() for cell in further):
            self.note("", "cells behind the last column; kept in extra as further cells", further[0])
            self.draft.extra["further cells"] = further
        for (_, target), cell in zip(self.targets, self.cells, strict=False):
            if target in (EXTRA, EXACT) and cell.strip():
                self.read_json(target, unguarded(cell))
        return self.draft.report()

    def read(self, name: str, target: str | None, text: str) -> None:
        fields = self.draft.fields
        if "||" in text and target not in (*NAME_FIELDS, "subjects"):  # several values, as DSpace joins them
            text, *further = [part.strip() for part in text.split("||")]
            self.draft.extra.setdefault(name, further)
        if target == EDITORS_OR_PUBLISHER:
            names = self.names("editors", text)
            is_publisher = any(isinstance(each, Organization) for each in names) and "publisher" not in fields
            target = "publisher" if is_publisher else "editors"
        elif target == NUMBER_OR_RANGE:
            target = "number_of_pages" if text.strip().isdigit() else "pages"
        if target is None:
            self.draft.extra.setdefault(name or "column", text)
        elif target in NAME_FIELDS:
            fields[target] = self.names(target, text)
        elif target in ("issued", "accessed"):
            self.date(target, name, text)
        elif target == "type":
            self.type(text)
        elif target == "subjects":
            fields["subjects"] = text.split(";" if ";" in text else "|" if "|" in text else "\n")
        elif target == "url":
            self.draft.take_address(text)
        elif target in FIELDS:
            fields[target] = text
        else:
            self.draft.extra[target] = text

    def names(self, field: str, text: str) -> list[Name]:
        try:
            if ";" in text or "|" in text:
                parts = text.split(";" if ";" in text else "|")
                return [read_name(part.strip()) for part in parts if part.strip()]
            family, comma, given = text.partition(",")
            if comma and "," not in given and (" " not in family.strip() or _INITIALS.fullmatch(given)):
                return list(read_heading(text).names)
            return list(parse_names(text))
        except InvalidValueError as fault:
            try:
                return [read_name(text.strip())]
            except InvalidValueError:
                self.note(field, f"{fault}; left out", text)
                return []

    def date(self, field: str, name: str, text: str) -> None:
        """Take a date; of several columns, as Zotero has them, the one that says most about the same day."""
        known = self.draft.fields.get(field)
        try:
            date = PublicationDate.parse(text, self.order)
        except DateSyntaxError:
            self.draft.extra[name if name not in FIELDS else f"{field} as written"] = text
            return
        if known is None or str(date).startswith(f"{known}-"):
            self.draft.fields[field] = date
        elif not f"{known}-".startswith(f"{date}-"):
            self.draft.extra[name] = text

    def type(self, text: str) -> None:
        folded = text.strip()
        known = (
            folded
            if folded in CSL_TYPES
            else ITEM_TYPES.get(folded.casefold().replace(" ", ""), folded.lower())
        )
        if known in CSL_TYPES:
            self.draft.fields["type"] = known
        else:
            self.draft.fields.setdefault("genre", text)

    def read_json(self, name: str | None, text: str) -> None:
        """Read the columns with JSON; in other tables, ``extra`` holds text, as Zotero has it."""
        try:
            values = parse_json(text) if text.lstrip().startswith("{") else None
        except ParseError as fault:
            self.note(name or "", f"{name}: {fault.message}", text)
            values = None
        if not isinstance(values, dict):
            self.read_lines(text)
        elif name == EXTRA:
            self.draft.extra.update(values)
        else:
            for field, value in values.items():
                self.restore(field, value)

    def restore(self, field: str, value: Any) -> None:
        try:
            self.draft.fields[field] = (
                names_from_json(field, value) if field in NAME_FIELDS and value else value
            )
        except InvalidValueError as fault:
            self.note(field, f"{fault}; left out")
        if field not in FIELDS or field == "extra":
            self.draft.extra[field] = self.draft.fields.pop(field)

    def read_lines(self, text: str) -> None:
        rest = []
        for line in text.split("\n"):
            labelled = read_labelled(line.strip())
            if labelled is None:
                rest.append(line)
            else:
                self.draft.extra.setdefault(*labelled)
        if any(rest):
            self.draft.fields.setdefault("note", "\n".join(rest))


def dumps(reports: Iterable[Report], *, delimiter: str = ",") -> str:
    """Write reports as a table.

    Args:
        reports: the reports.
        delimiter: what separates the cells; spreadsheets of some countries expect a semicolon.

    >>> dumps([Report(title="=1+1", key="a")]).splitlines()[1][:16]
    "a,report,'=1+1,,"
    """
    return "".join(iter_dumps(reports, delimiter=delimiter))


def iter_dumps(reports: Iterable[Report], *, delimiter: str = ",") -> Iterator[str]:
    """Write reports as a table, row by row."""
    yield write_row(HEADER, delimiter)
    targets = _targets(HEADER)
    for report in reports:
        cells = _cells(report)
        read = _Row(targets, 0, [*cells, "", ""], []).report()
        values = report_to_json(report)
        extra = {
            name: value
            for name, value in report.extra.to_json().items()
            if name not in OWN_VARIABLES or read.extra.get(name) != value
        }
        exact = {
            field: values.get(field)
            for field in FIELDS
            if field != "extra" and getattr(read, field) != getattr(report, field)
        }
        cells += [json.dumps(value, ensure_ascii=False) if value else "" for value in (extra, exact)]
        yield write_row(cells, delimiter)


def _cells(report: Report) -> list[str]:
    """Write the fields and the variables that have a column of their own."""
    cells = [_cell(getattr(report, field)) for field in HEADER if field in FIELDS and field != EXTRA]
    variables = [report.extra.get(name) for name in OWN_VARIABLES]
    return cells + [value if isinstance(value, str) else "" for value in variables]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _SEPARATOR.join(item.inverted if isinstance(item, Person) else str(item) for item in value)
    return value.name if hasattr(value, "alpha_2") else str(value)
