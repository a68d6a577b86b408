"""What could not be used in a document that cites, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from attrs import define

from briefmeta.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from briefmeta.citations.documents.citation_syntax import WrittenDocument
    from briefmeta.citations.documents.notes import Numbered

_LINE_END = re.compile(r"\r\n|\n|\r")
_SILENT = "the style writes nothing for this citation"
_IN_TABLE = "a table whose columns are drawn has citations: it may have to be drawn anew"
_UNCLOSED = "nothing closes this block: all that follows belongs to it"


@define(frozen=True, slots=True, kw_only=True)
class DocumentProblem:
    """Something in a document that could not be used.

    Attributes:
        message: what is wrong, in words.
        line: the line, from 1, or None where no line is to blame.
        column: the column in characters, from 1, or None.
        key: the key that is concerned, or "".
        warning: whether every citation is there all the same.
    """

    message: str
    line: int | None = None
    column: int | None = None
    key: str = ""
    warning: bool = False

    def __str__(self) -> str:
        return (
            self.message if self.line is None else f"line {self.line}, column {self.column}: {self.message}"
        )


_Found = tuple[int, str, str, bool]  # place, message, key, warning


def find_problems(
    document: WrittenDocument,
    citations: Iterable[Numbered],
    *,
    uncited: Iterable[str],
    silent: Iterable[Numbered],
    known: Container[str],
) -> list[DocumentProblem]:
    """List the problems of a document in the order of their places.

    Args:
        document: the document.
        citations: all its citations.
        uncited: the keys that its metadata lists.
        silent: the citations that the style writes nothing for.
        known: the keys of the items.
    """
    metadata = document.metadata
    cites = [cite for each in citations for cite in each.citation.cites]
    found: list[_Found] = [
        (each.start, _unknown(each.key), each.key, False) for each in cites if each.key not in known
    ]
    for key in uncited:
        if key != "*" and key not in known:
            found.append((metadata.places["nocite"], f"nocite: {_unknown(key)}", key, False))  # noqa: PERF401 - reads better
    found += [(each.citation.start, _SILENT, "", True) for each in silent]
    found += [(place, _IN_TABLE, "", True) for place in _tables(document)]
    found += [
        (metadata.places[name], f"{name}: no simple value, so not used", "", True) for name in metadata.unread
    ]
    if document.blocks.unclosed is not None:
        found.append((document.blocks.unclosed, _UNCLOSED, "", True))
    return list(_placed(document.text, sorted(found)))


def _unknown(key: str) -> str:
    return f"no item has the key {shorten(key)}"


def _tables(document: WrittenDocument) -> Iterator[int]:
    """Find the tables with citations in them whose columns are drawn with characters."""
    tables = [passage for passage in document.blocks.passages if passage.table]
    starts = [citation.start for citation in document.citations] if tables else []
    for table in tables:
        if bisect_right(starts, table.end) > bisect_right(starts, table.start - 1):
            yield table.start


def _placed(text: str, found: Sequence[_Found]) -> Iterator[DocumentProblem]:
    starts = [0, *(each.end() for each in _LINE_END.finditer(text))] if found else []
    for place, message, key, warning in found:
        line = bisect_right(starts, place)
        column = place - starts[line - 1] + 1
        yield DocumentProblem(message=message, line=line, column=column, key=key, warning=warning)
