"""Handle records out of saved JSON: the answer of a proxy, a list of answers, or one a line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from briefmeta.errors import HandleSyntaxError, ParseError
from briefmeta.handles.record import HandleRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = re.compile(r'\s*\[?\s*\{\s*"(?:responseCode|handle|values|record|outcome)"')


def holds_records(text: str) -> bool:
    """Tell whether a text begins as saved handle records do.

    >>> holds_records('{"responseCode": 1, "handle": "10986/1", "values": []}'), holds_records('[{"id": "doe"}]')
    (True, False)
    """
    return _HEAD.match(text[:1000]) is not None and any(
        word in text[:100_000] for word in ('"responseCode"', '"values"')
    )


def read_records(text: str, problems: list[ParseError]) -> Iterator[HandleRecord]:
    """Read saved handle records.

    Args:
        text: one JSON object or list, or one object a line, as ``briefmeta resolve --json`` writes.
        problems: takes what is no record of a handle, with its line.
    """
    for line, answer in _objects(text, problems):
        record = answer.get("record")
        body: dict[str, Any] = record if isinstance(record, dict) else answer
        if "responseCode" not in body and isinstance(body.get("values"), list):
            body = {"responseCode": 1, **body}  # written by hand or by a tool, not by a proxy
        try:
            yield HandleRecord.from_json(json.dumps(body))
        except HandleSyntaxError as fault:
            problems.append(ParseError(f"the record names no handle: {fault}", line=line))


def _objects(text: str, problems: list[ParseError]) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        whole = [(1, json.loads(text))]
    except RecursionError:
        problems.append(ParseError("the JSON is nested too deeply", line=1))
        return
    except ValueError as fault:
        whole = list(_lines(text, problems)) if "\n" in text.strip() else []
        if not whole:
            offset = getattr(fault, "pos", 0)
            problems.append(ParseError.at(f"no JSON: {getattr(fault, 'msg', fault)}", text, offset))
    for line, value in whole:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield line, each
            else:
                problems.append(ParseError("a handle record is a JSON object", line=line))


def _lines(text: str, problems: list[ParseError]) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                problems.append(ParseError("this line is no JSON", line=number, column=1, source=line[:1000]))
