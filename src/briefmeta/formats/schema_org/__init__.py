"""JSON-LD with the vocabulary of schema.org: what search engines read from a page.

A report is a ``Report``, its handle an ``identifier`` with ``propertyID`` ``handle``, its series
``isPartOf``, its country ``countryOfOrigin``. What schema.org has no property for stands under the prefix
``csl``, so that every report comes back. The text can stand in a ``<script>`` element as it is.

Source: schema.org, release 28 (``Report``, ``CreativeWork``, ``ScholarlyArticle``); JSON-LD 1.1, sections 3
and 7 (restrictions on embedding).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from briefmeta.errors import ParseError
from briefmeta.formats.json.json_text import parse_json
from briefmeta.formats.schema_org.reader import find_works, read_work
from briefmeta.formats.schema_org.writer import work_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.report import Report

# What could end a script element, begin a comment in it, or end a line of JavaScript.
_ESCAPED = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\x85": "\\u0085",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)
_MAX_SOUGHT = 100  # problems whose place is looked up


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the works of a JSON-LD document: an object, a list, or ``@graph``.

    Args:
        text: the JSON text.
        problems: takes what could not be read.

    >>> [report] = loads('{"@type": "Report", "name": "Pivot", "author": {"name": "Doe, Jane"}}', [])
    >>> report.title, str(report.authors[0])
    ('Pivot', 'Jane Doe')
    """
    try:
        document = parse_json(text, problems)
    except ParseError as problem:
        problems.append(problem)
        return []
    works, by_id = find_works(document)
    if not works:
        problems.append(ParseError("no work: no object has a type of schema.org such as Report", line=1))

    def note(field: str, message: str, culprit: str = "") -> None:
        is_sought = culprit and len(problems) < _MAX_SOUGHT
        offset = text.find(json.dumps(culprit, ensure_ascii=False)) if is_sought else -1
        problem = (
            ParseError(message, field=field)
            if offset < 0
            else ParseError.at(message, text, offset, field=field)
        )
        problems.append(problem)

    return [read_work(work, by_id, note) for work in works]


def dumps(reports: Iterable[Report], *, indent: int | None = 2) -> str:
    """Write reports as JSON-LD.

    Args:
        reports: the reports; several become a list of objects.
        indent: spaces a level; None for one line.
    """
    return "".join(iter_dumps(reports, indent=indent))


def iter_dumps(reports: Iterable[Report], *, indent: int | None = 2) -> Iterator[str]:
    """Write reports as JSON-LD, one after the other: one as an object, several as a list of objects."""
    first = True
    pending: str | None = None
    for report in reports:
        if pending is not None:
            yield ("[\n" if first else ",\n") + pending
            first = False
        pending = json_text(work_node(report), indent=indent)
    if pending is None:
        yield "[]\n"
    else:
        yield pending + "\n" if first else ",\n" + pending + "\n]\n"


def json_text(value: Any, *, indent: int | None = None) -> str:
    r"""Write JSON that can stand in a ``<script>`` element.

    >>> print(json_text({"name": "</script>"}))
    {"name": "\u003c/script\u003e"}
    """
    return json.dumps(value, ensure_ascii=False, indent=indent).translate(_ESCAPED)
