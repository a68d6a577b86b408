"""Handle records out of saved JSON: one answer of a proxy, a list, or one after the other; with their places."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from briefmeta.checks.source_places import at
from briefmeta.errors import HandleSyntaxError
from briefmeta.formats.bib.source import Source
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import HandleRecord, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.finding import Finding
    from briefmeta.errors import ParseError

_HEAD = re.compile(r'\s*\[?\s*\{\s*"(?:responseCode|handle|values|record|outcome|aliases|message|reason)"')
_DECODER = json.JSONDecoder()
_PART, _EDGE = (
    4096,
    32,
)  # characters that are read at first; at the end, where a literal or a number may be cut
_SPACE = re.compile(r"[ \t\r\n]*")
_BEFORE_NEXT = re.compile(r"[ \t\r\n]*(,?)[ \t\r\n]*")
_NEXT_LINE = re.compile(
    r"\n(?=\{)"
)  # where reading goes on after a fault: an object at the beginning of a line
_FIELD_INDEX = re.compile(r"\((-?[0-9]{1,20})\)$")


def holds_records(text: str) -> bool:
    """Return whether a text begins as saved handle records do.

    >>> holds_records('{"responseCode": 1, "handle": "10986/1", "values": []}'), holds_records('[{"id": "doe"}]')
    (True, False)
    """
    return _HEAD.match(text[:1000]) is not None and any(
        word in text[:100_000] for word in ('"responseCode"', '"values"', '"outcome"')
    )


def read_records(text: str, problems: list[ParseError]) -> Iterator[HandleRecord]:
    """Read saved handle records.

    Args:
        text: one JSON object or list, or one object after the other, as ``briefmeta resolve --json`` writes them.
        problems: takes what is no record of a handle, with its place.
    """
    return (record for record, _start, _end in read_placed(text, problems))


def read_placed(text: str, problems: list[ParseError]) -> Iterator[tuple[HandleRecord, int, int]]:
    """Read saved handle records as ``read_records`` does, each with where it begins and ends in the text."""
    source = Source(text)
    for answer, start, end in _objects(source, problems):
        try:
            yield _record_of(answer), start, end
        except HandleSyntaxError as fault:
            source.report(problems, f"the record names no handle: {fault}", start)


def _record_of(answer: dict[str, Any]) -> HandleRecord:
    """Make a record of the answer of a proxy, or of what ``briefmeta resolve`` wrote about one handle."""
    record, named = answer.get("record"), answer.get("handle")
    asked = Handle.exact(named) if isinstance(named, str) else None
    if asked is not None and not isinstance(record, dict) and "responseCode" not in answer:
        said = answer.get("error")
        reason = said if isinstance(said, str) else None
        if answer.get("outcome") == Outcome.ABSENT:
            return HandleRecord(handle=asked, outcome=Outcome.ABSENT, code=100)
        if answer.get("outcome") == Outcome.UNKNOWN:
            return HandleRecord(handle=asked, outcome=Outcome.UNKNOWN, reason=reason)
    body: dict[str, Any] = record if isinstance(record, dict) else answer
    if "responseCode" not in body and isinstance(body.get("values"), list):
        body = {"responseCode": 1, **body}  # written by hand or by a tool, not by a proxy
    # by way of aliases, the record is that of another handle than the one that was asked for
    return HandleRecord.from_json(json.dumps(body), None if body is answer or body.get("aliases") else asked)


def _objects(source: Source, problems: list[ParseError]) -> Iterator[tuple[dict[str, Any], int, int]]:
    """Yield the objects of a text one by one, so that what is broken costs nothing that stands before it."""
    for value, start, end in _values(source, problems):
        if isinstance(value, dict):
            yield value, start, end
        else:
            source.report(problems, "a handle record is a JSON object", start)


def _values(source: Source, problems: list[ParseError]) -> Iterator[tuple[Any, int, int]]:
    text = source.text
    place, inside = _after(_SPACE, text, 0), False
    while place < len(text):
        if text[place] == "[" and not inside:
            place, inside = _after(_SPACE, text, place + 1), True
        elif text[place] == "]" and inside:
            place, inside = _after(_SPACE, text, place + 1), False
        else:
            try:
                value, end = _decode(text, place)
            except RecursionError:
                source.report(problems, "the JSON is nested too deeply", place)
                return
            except _Fault as fault:
                source.report(problems, f"no JSON: {fault.reason}", min(fault.place, len(text) - 1))
                found = _NEXT_LINE.search(text, place)
                if found is None:
                    return
                place, inside = found.end(), False
                continue
            yield value, place, end
            place = _after(_BEFORE_NEXT if inside else _SPACE, text, end)
    if inside:
        source.report(problems, "the list is not closed", len(text) - 1)


class _Fault(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, reason: str, place: int) -> None:
        super().__init__(reason, place)
        self.reason, self.place = reason, place


def _decode(text: str, place: int) -> tuple[Any, int]:
    """Read one JSON value from a part of the text that is made longer as long as it ends too early.

    The faults of ``json`` count the lines of all that they are given, which would take quadratic time here.
    """
    # Four times as much at a time: what is read again adds up to a third of the value, so the time stays linear.
    size = _PART
    while True:
        part = text[place : place + size]
        try:
            value, end = _DECODER.raw_decode(part)
        except ValueError as fault:
            reason, at = getattr(fault, "msg", str(fault)), getattr(fault, "pos", 0)
            cut = at > len(part) - _EDGE or reason.startswith("Unterminated string")
            if place + size >= len(text) or not cut:
                raise _Fault(reason, place + at) from None
            size *= 4
            continue
        if end < len(part) or place + size >= len(text):
            return value, place + end
        size *= 4


def _after(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


class RecordPlaces:
    """Where in a text of saved records the values of findings stand.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self._source = Source(text)

    def place(self, finding: Finding, start: int, end: int) -> Finding:
        """Point at the value of a finding, at its index, or at the record, which stands between two offsets."""
        return at(finding, self._source, self._offset(finding, start, end))

    def _offset(self, finding: Finding, start: int, end: int) -> int:
        text = self._source.text
        if finding.value:
            for plain in (False, True):
                found = text.find(json.dumps(finding.value, ensure_ascii=plain)[1:-1], start, end)
                if found >= 0:
                    return found
        index = _FIELD_INDEX.search(finding.field or "")
        if index is not None:
            written = re.compile(rf'"index"\s*:\s*{re.escape(index[1])}(?![0-9])').search(text, start, end)
            return written.start() if written else start
        return start
