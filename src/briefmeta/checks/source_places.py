"""Where in a text the value of a finding stands: line, column, and the line itself with a caret."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from briefmeta.formats.bib.bib_parser import BibParser
from briefmeta.formats.bib.source import Source
from briefmeta.formats.bib.tables import KEYWORDS, NOT_REPORTS, STEPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefmeta.checks.finding import Finding
    from briefmeta.errors import ParseError
    from briefmeta.formats.bib.bib_parser import Entry
    from briefmeta.model.report import Report

_WINDOW = 200_000  # characters behind the beginning of a record in which its values are looked for

# Fields of a .bib file that the reader reads together; the first that is there is shown.
_BIB_FIELDS: dict[str, tuple[str, ...]] = {
    "issued": ("date", "year"),
    "accessed": ("urldate",),
    "publisher": ("institution", "publisher", "school", "organization", "howpublished"),
    "place": ("address", "location"),
    "country": ("country", "address", "location"),
    "language": ("langid", "language", "bcp47"),
    "handle": ("eprint", "handle", "hdl", "url", "note"),
    "url": ("url", "howpublished", "note"),
    "doi": ("doi", "url"),
    "number": ("number",),
    "subjects": KEYWORDS,
    "genre": ("type",),
    "summary": ("abstract",),
    "note": ("note",),
}
for _name, (_target, _kind) in STEPS.items():
    _BIB_FIELDS[_target] = (*_BIB_FIELDS.get(_target, ()), _name)


class Places(Protocol):
    """Knows where the values of the reports of one text stand."""

    def place(self, finding: Finding, number: int | None) -> Finding:
        """Return the finding with its place, where it is known.

        Args:
            finding: the finding.
            number: which report of the text it is about, from 0; None where only its subject tells.
        """
        ...

    def says_once(self, value: str, number: int) -> bool:
        """Return whether the text of a report, by its number from 0, holds a value at one place only."""
        ...

    def damaged(self, problems: Iterable[ParseError]) -> frozenset[int]:
        """Return which reports of the text have a part that could not be read, by their numbers from 0."""
        ...


MISSING = frozenset({"RPT101", "RPT201", "RPT301", "RPT401", "RPT501", "RPT610", "BIB105"})
"""Rules that find something missing: they do not count where a part of the record could not be read."""


def _damaged(starts: list[tuple[int, int]], problems: Iterable[ParseError]) -> frozenset[int]:
    """Find the records, given as first line and number, that stand before the lines of problems."""
    lines = [line for line, _ in starts]
    places = [
        bisect_right(lines, each.line) - 1 for each in problems if each.line is not None and not each.warning
    ]
    return frozenset(starts[place][1] for place in places if place >= 0)


def at(finding: Finding, source: Source, offset: int) -> Finding:
    """Return a finding with the line, the column and the caret of an offset."""
    problem = source.problem("", offset)
    return attrs.evolve(finding, line=problem.line, column=problem.column, caret=problem.caret() or None)


class BibPlaces:
    """Places in a ``.bib`` text, from its own entries.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self._source = Source(text)
        self._entries: list[Entry] = [
            entry for entry in BibParser([]).entries(Source(text)) if entry.kind not in NOT_REPORTS
        ]
        self._by_key = {entry.key: entry for entry in self._entries}

    def place(self, finding: Finding, number: int | None) -> Finding:
        """Point at the value in its field, at the field, or at the entry."""
        entry = self._by_key.get(finding.subject)
        if number is not None and number < len(self._entries):
            numbered = self._entries[number]
            entry = numbered if numbered.key in ("", finding.subject) else entry
        return finding if entry is None else at(finding, self._source, self._offset(entry, finding))

    def says_once(self, value: str, number: int) -> bool:
        """Return whether the fields of an entry hold a value once."""
        if number >= len(self._entries):
            return False
        return sum(text.lower().count(value.lower()) for text in self._entries[number].fields.values()) < 2

    def damaged(self, problems: Iterable[ParseError]) -> frozenset[int]:
        """Return which entries have a part that could not be read."""
        starts = [(self._source.line_of(entry.offset), number) for number, entry in enumerate(self._entries)]
        return _damaged(starts, problems)

    def _offset(self, entry: Entry, finding: Finding) -> int:
        names = (finding.field or "", *_BIB_FIELDS.get(finding.field or "", ()))
        known = [name for name in names if name in entry.places]
        for name in known:
            if finding.value and finding.value in entry.fields[name]:
                start = entry.places[name]
                found = self._source.text.find(finding.value, start, start + len(entry.fields[name]) + 2)
                return found if found >= 0 else start
        return entry.places[known[0]] if known else entry.offset


class TextPlaces:
    """Places in a text of any format: a record begins where its title or key stands behind that of the one before.

    Args:
        text: the text.
        reports: the reports that were read from it, in its order.
    """

    def __init__(self, text: str, reports: Sequence[Report]) -> None:
        self._source = Source(text)
        self._starts: list[int | None] = []
        self._numbers: dict[str, int] = {}
        position = 0
        for number, report in enumerate(reports):
            self._numbers[report.key] = number
            found = [
                offset
                for words in (report.title, report.key)
                if words and (offset := text.find(words, position, position + _WINDOW)) >= 0
            ]
            self._starts.append(min(found) if found else None)
            if found:
                position = max(found) + 1

    def place(self, finding: Finding, number: int | None) -> Finding:
        """Point at the value where it is there once, else at the beginning of the record."""
        number = self._numbers.get(finding.subject) if number is None else number
        span = None if number is None else self._span(number)
        if span is None:
            return finding
        start, end = span
        text, value = self._source.text, finding.value
        if value:
            offset = text.find(value, start, end)
            if offset >= 0 and text.find(value, offset + 1, end) < 0:
                return at(finding, self._source, offset)
        return at(finding, self._source, start)

    def _span(self, number: int) -> tuple[int, int] | None:
        start = self._starts[number] if number < len(self._starts) else None
        if start is None:
            return None
        following = next((each for each in self._starts[number + 1 : number + 3] if each is not None), None)
        return start, min(following if following is not None else len(self._source.text), start + _WINDOW)

    def says_once(self, value: str, number: int) -> bool:
        """Return whether a record holds a value once."""
        span = self._span(number)
        return span is not None and self._source.text[slice(*span)].lower().count(value.lower()) < 2

    def damaged(self, problems: Iterable[ParseError]) -> frozenset[int]:
        """Return which records have a part that could not be read, as far as their beginnings are known."""
        known = [(start, number) for number, start in enumerate(self._starts) if start is not None]
        return _damaged([(self._source.line_of(start), number) for start, number in known], problems)


def places_of(text: str, format_name: str, reports: Sequence[Report]) -> Places:
    """Choose how places are found in a text of a format."""
    return BibPlaces(text) if format_name in ("bibtex", "biblatex") else TextPlaces(text, reports)


def placed(problem: Any) -> dict[str, Any]:
    """Return the place of a ``ParseError`` as the members of a finding."""
    return {"line": problem.line, "column": problem.column, "caret": problem.caret() or None}
