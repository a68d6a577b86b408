"""The text of a RIS file to records: which tags stand there, with which values.

A text is read in blocks of some records. Where a block is written by the rule, all its tags are found at once;
else it is read line by line: tags written loosely, values that go on in lines of their own, records without end.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any

from briefmeta.errors import ParseError
from briefmeta.formats.ris.tags import KNOWN_TAGS, MULTI_LINE
from briefmeta.text.clean import text_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefmeta.formats.ris.layouts import Layout

SPACE = " \t"
"""What a value loses at its ends: no-break spaces stay."""

_BLOCK = 50_000  # characters: a few dozen records
_CHUNK = 250  # lines
_MAX_NOTES = 100  # problems of one record that are looked up and listed
_TAG = re.compile(r"\n\n?([A-Z][A-Z0-9])  - ?")
_LINE = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)", re.DOTALL)
# What is read as a known tag although it is not written as one: "TY - RPRT", a tab, a dash, a space before it;
# small letters, where the rest is by the rule. Two spaces begin a line that goes on from the one before.
_LOOSE = re.compile(
    r"\ufeff?[ \t]?([A-Z][A-Z0-9])[ \t]{0,3}[-\u2013](?:[ \t]|(?=\S)|$)(.*)|([a-z][a-z0-9])  -(?: (.*)|$)",
    re.DOTALL,
)
_END_OF_FILE = "EF"  # as Web of Science writes it behind the last record
_WRAPPED = re.compile(r" {6}\S")  # as MEDLINE indents the rest of a line


class Block:
    """A part of a text that holds some records.

    Attributes:
        text: the part.
        number: the number of its first line in the whole text.
        tags, values: what stands in it, each record from ``TY`` to ``ER``.
    """

    __slots__ = ("_ends", "_outside", "_starts", "number", "problems", "tags", "text", "values")

    def __init__(self, text: str, number: int, problems: list[ParseError], *, tolerant: bool) -> None:
        """Read a block.

        Args:
            text: the text.
            number: the number of its first line.
            problems: takes a ``ParseError`` for each line outside a record.
            tolerant: whether what stands before the first record is passed over, as databases write a head
                there.
        """
        self.text, self.number, self.problems = text, number, problems
        self._ends: list[int] = []
        self._outside: deque[tuple[int, ParseError]] = deque()  # lines outside a record, with their places
        self._starts: list[int] = []  # the places of the lines that begin a record, once looked for
        self.tags: list[str] = []
        self.values: list[str] = []
        if not self._read_at_once():
            self._ends.clear()
            self._read_line_by_line(tolerant=tolerant)

    def _read_at_once(self) -> bool:
        """Find all tags at once; tell whether each record is written by the rule."""
        parts = _TAG.split("\n" + self.text.strip("\n"))
        tags, values = parts[1::2], parts[2::2]
        if parts[0] or not self._bound(tags):
            return False
        if "\n" in "".join(values):
            for place, value in enumerate(values):
                if "\n" in value:
                    whole = _unfolded(tags[place], value)
                    if whole is None:
                        return False
                    values[place] = whole
        self.tags, self.values = tags, values
        return True

    def _read_line_by_line(self, *, tolerant: bool) -> None:
        entries: list[tuple[str, list[str]]] = []  # a tag and the lines of its value
        is_open = False
        indent = ""  # of all lines of a record
        for place, line in enumerate(self.text.split("\n")):
            if not is_open:
                indent = line[: len(line) - len(line.lstrip(SPACE))]
            tag, value = _tag_and_value(line.removeprefix(indent))
            if tag in ("TY", "ER"):
                if is_open:
                    entries.append(("ER", [""]))
                is_open, tolerant = tag == "TY", False
                if is_open:
                    self._starts.append(place)
                    entries.append((tag, [value]))
            elif not is_open:
                if tag or not (tolerant or value.strip() in ("", _END_OF_FILE)):
                    self._outside.append((place, _outside(line, self.number + place)))
                if tag:
                    is_open, tolerant = True, False
                    self._starts.append(place)
                    entries += ("TY", ["RPRT"]), (tag, [value])
            elif tag or (entries[-1][0] == "KW" and value.strip()):  # some write keywords one a line
                entries.append((tag or "KW", [value]))
            else:
                entries[-1][1].append(value)
        if is_open:
            entries.append(("ER", [""]))
        self.tags = [tag for tag, _ in entries]
        self.values = [_joined(tag, lines) for tag, lines in entries]
        self._bound(self.tags)

    def _bound(self, tags: list[str]) -> bool:
        """Find the ends of the records; tell whether each begins with ``TY`` and ends with ``ER``."""
        start = 0
        while start < len(tags):
            if tags[start] != "TY" or tags[-1] != "ER":
                return False
            self._ends.append(tags.index("ER", start))
            start = self._ends[-1] + 1
        return tags.count("TY") == len(self._ends)

    def records(self) -> Iterator[Record]:
        """Cut the block into its records."""
        start = 0
        for index, end in enumerate(self._ends):
            while self._outside and self._outside[0][0] <= self._starts[index]:
                self.problems.append(self._outside.popleft()[1])
            yield Record(self, index, start, end)
            start = end + 1
        self.problems += [problem for _, problem in self._outside]

    def lines_of(self, index: int) -> list[tuple[int, str]]:
        """Find the lines of a record, and their numbers."""
        lines = self.text.split("\n")
        if not self._starts:
            self._starts = [place for place, line in enumerate(lines) if line.startswith("TY  -")]
        start, end = [*self._starts, len(lines)][index : index + 2]
        return list(enumerate(lines[start:end], self.number + start))


class Record:
    """One record: the values that stand there and, on the way to a report, what they are.

    Attributes:
        type: the value of ``TY``.
        tags: the tags behind it, in the order of the text.
        values: the value of each of them.
        layout: what is to be done with them.
        fields: what has been read, by the name of the field.
        extra: what no field holds.
    """

    __slots__ = ("_block", "_index", "_noted", "extra", "fields", "layout", "tags", "type", "values")

    def __init__(self, block: Block, index: int, start: int, end: int) -> None:
        self._block, self._index, self._noted = block, index, 0
        self.type = block.values[start].strip(SPACE)
        self.tags, self.values = block.tags[start + 1 : end], block.values[start + 1 : end]
        self.fields: dict[str, Any] = {}
        self.layout: Layout
        self.extra: dict[str, Any] = {}

    def keep(self, tag: str, texts: Sequence[str]) -> None:
        """Keep under its tag what has no meaning here."""
        texts = [stripped for text in texts if (stripped := text.strip(SPACE))]
        if texts:
            self.extra[tag] = texts[0] if len(texts) == 1 else texts

    def note(self, field: str, message: str, culprit: str = "") -> None:
        """Note a problem at the line that holds ``culprit``, or the part of it that is at fault."""
        problems = self._block.problems
        self._noted += 1
        if self._noted > _MAX_NOTES:
            if self._noted == _MAX_NOTES + 1:
                problems.append(ParseError("further problems of the same record", line=problems[-1].line))
            return
        fault = text_fault(culprit)
        start = culprit.rfind("\n", 0, fault[0]) + 1 if fault else 0
        wanted = culprit[start:].split("\n", 1)[0].strip()
        lines = self._block.lines_of(self._index)
        number, line = next((entry for entry in lines if wanted and wanted in entry[1]), lines[0])
        column = line.index(wanted) + 1 + (fault[0] - start if fault else 0) if wanted in line else 1
        problems.append(ParseError(message, line=number, column=column, source=line, field=field))


def blocks_of_text(text: str) -> Iterator[str]:
    """Cut a text into blocks, before a line that begins a record."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = 0
    while (end := text.find("\nTY  -", start + _BLOCK)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    yield text[start:]


def blocks_of_lines(lines: Iterable[str]) -> Iterator[str]:
    """Collect lines into blocks, up to a line that begins a record."""
    lines = iter(lines)
    held: list[str] = []
    while chunk := "\n".join([line.rstrip("\r\n") for line in islice(lines, _CHUNK)] + [""]):
        if "\r" in chunk:
            chunk = chunk.replace("\r", "\n")
        end = chunk.rfind("\nTY  -") + 1
        if end:
            yield "".join((*held, chunk[:end]))
            held = []
        held.append(chunk[end:])
    yield "".join(held)


def _tag_and_value(line: str) -> tuple[str, str]:
    """Read a line; without a tag, it goes on from the line before."""
    tag, sign, value = line.partition("  - ")
    if sign and tag in KNOWN_TAGS:
        return tag, value
    found = _LINE.fullmatch(line)
    if found is None:
        found = _LOOSE.fullmatch(line)
        tag = (found[1] or found[3].upper()) if found else ""
        return (tag, (found[2] or found[4] or "")) if found and tag in KNOWN_TAGS else ("", line)
    return found[1], found[2]


def _unfolded(tag: str, value: str) -> str | None:
    """Join the lines of a value; None where they are to be looked at one by one."""
    first, *further = value.split("\n")
    if tag in ("ER", "KW") or any(_tag_and_value(line)[0] for line in further):
        return None if value.strip() else ""
    return _joined(tag, [first, *further])


def _joined(tag: str, lines: list[str]) -> str:
    """Join the lines of a value: each is a line of its own, or the rest of one that a program has cut."""
    pieces = [lines[0]]
    for line in lines[1:]:
        if line.startswith("  ") and not _WRAPPED.match(line):
            pieces += "\n", line[2:]
        else:
            rest = line.lstrip()
            pieces += " " if tag not in MULTI_LINE or rest[:1].islower() else "\n", rest
    return "".join(pieces)


def _outside(line: str, number: int) -> ParseError:
    return ParseError("a line outside a record: no 'TY  - ' before it", line=number, column=1, source=line)
