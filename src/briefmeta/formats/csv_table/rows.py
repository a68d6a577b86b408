"""CSV text to rows of cells and back, safe to open in a spreadsheet.

The standard library's reader has one limit for the length of a cell, for the whole process, and does not say
where a quote was left open; hence this one.

Source: RFC 4180; OWASP, "CSV Injection", for the characters that begin a formula.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefmeta.errors import ParseError
from briefmeta.text.clean import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DELIMITERS: Final = (",", ";", "\t", "|")
_FORMULA = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_BEGINS_FORMULA = re.compile(f"'*[{_FORMULA}]")
_BEGINS_GUARDED = re.compile(f"'+[{_FORMULA}]")
_QUOTED = re.compile(r'[",;|\t\r\n]|^\s|\s$')


def write_row(cells: Iterable[str], delimiter: str = ",") -> str:
    r"""Write a row. A cell that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> write_row(["=1+1", "a, b", "plain"])
    '\'=1+1,"a, b",plain\r\n'
    """
    return delimiter.join(map(_written, cells)) + "\r\n"


def _written(cell: str) -> str:
    if _BEGINS_FORMULA.match(cell):
        cell = f"'{cell}"
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


def unguarded(cell: str) -> str:
    """Take away the apostrophe that ``write_row`` has put before a formula.

    >>> unguarded("'=1+1"), unguarded("'90s")
    ('=1+1', "'90s")
    """
    return cell[1:] if _BEGINS_GUARDED.match(cell) else cell


def find_delimiter(line: str) -> str:
    """Find out what separates the cells of a first line: what stands most often outside quotes.

    >>> find_delimiter('Title;"Author, first";Year')
    ';'
    """
    bare = re.sub(r'"[^"]*"', "", line)
    return max(DELIMITERS, key=bare.count)


def read_rows(
    lines: Iterable[str], delimiter: str, first: int, problems: list[ParseError]
) -> Iterator[tuple[int, list[str]]]:
    """Read rows of cells.

    Args:
        lines: lines with their ends; a quoted cell may hold line ends.
        delimiter: what separates cells.
        first: the number of the first line.
        problems: takes a quote that is never closed; it is then read as a character of its cell, and the rows
        behind
            it are read.

    Yields:
        The number of the line where a row begins, and its cells.
    """
    row = _Row(delimiter)
    start, held = first, list[str]()  # the lines of a row whose quote is open
    for number, line in enumerate(lines, first):
        if not held:
            start, row = number, _Row(delimiter)
        if row.feed(line):
            yield start, row.cells
            held = []
        else:
            held.append(line)
            if row.size > 2 * MAX_TEXT:
                yield from _without_quote(held, delimiter, start, problems)
                held = []
    if held:
        yield from _without_quote(held, delimiter, start, problems)


def _without_quote(
    held: list[str], delimiter: str, start: int, problems: list[ParseError]
) -> Iterator[tuple[int, list[str]]]:
    """Read lines behind a quote that is never closed, each as a row."""
    line = held[0].rstrip("\r\n")
    problem = ParseError("a quote that is never closed", line=start, column=line.rfind('"') + 1, source=line)
    problems.append(problem)
    for number, text in enumerate(held, start):
        yield number, text.rstrip("\r\n").split(delimiter)


class _Row:
    """A row in the making: its cells, and the pieces of a quoted cell that is still open."""

    __slots__ = ("cells", "delimiter", "pieces", "size")

    def __init__(self, delimiter: str) -> None:
        self.delimiter = delimiter
        self.cells: list[str] = []
        self.pieces: list[str] | None = None
        self.size = 0

    def feed(self, line: str) -> bool:
        """Read a line; say whether the row ends with it."""
        self.size += len(line)
        if self.pieces is None and '"' not in line:
            self.cells += line.rstrip("\r\n").split(self.delimiter)
            return True
        place = 0
        while True:
            if self.pieces is None and line.startswith('"', place):
                self.pieces, place = [], place + 1
            if self.pieces is not None:
                place = self._quoted(line, place, self.pieces)
                if place < 0:
                    return False
            end = line.find(self.delimiter, place)
            text = line[place:end] if end >= 0 else line[place:].rstrip("\r\n")
            self.cells.append("".join(self.pieces or ()) + text)
            self.pieces = None
            if end < 0:
                return True
            place = end + 1

    @staticmethod
    def _quoted(line: str, place: int, pieces: list[str]) -> int:
        """Read a quoted cell up to its closing quote; return the place behind it, or -1 if the line ends before."""
        while (end := line.find('"', place)) >= 0:
            pieces.append(line[place:end])
            if not line.startswith('"', end + 1):
                return end + 1
            pieces.append('"')
            place = end + 2
        pieces.append(line[place:])
        return -1
