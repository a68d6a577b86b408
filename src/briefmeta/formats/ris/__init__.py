"""RIS: two letters, two spaces, a hyphen and a value a line.

What a report has and RIS has no tag for stands in ``M2`` as ``name: text``, as Zotero writes and reads its
*Extra* field, or as ``name:= JSON``: nothing is lost. Organisations carry EndNote's comma (see
``name_lines``). The further lines of an abstract or a note begin with two spaces, so that no value can pass
for a tag. Tags that have no meaning here are kept in ``extra`` under the tag.

Source: the RIS format specifications of 2001 (Reference Manager) and 2011 (EndNote).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefmeta.errors import ParseError
from briefmeta.formats.ris.reader import Record, read_record
from briefmeta.formats.ris.tags import KNOWN_TAGS, MULTI_LINE
from briefmeta.formats.ris.writer import write_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.report import Report

_BLOCK = 50_000  # characters: a few dozen records
_TAG = re.compile(r"\n\n?([A-Z][A-Z0-9])  - ?")
_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)", re.DOTALL)
# What is read as a known tag although it is not written as one: "TY - RPRT", "ER  -", "AU  -Doe", a space
# before it. Two spaces begin a line that goes on from the one before, whatever it says.
_LOOSE = re.compile(r"\ufeff?[ \t]?([A-Z][A-Z0-9])[ \t]{0,3}-(?:[ \t]|(?=\S)|$)(.*)", re.DOTALL)
_WRAPPED = re.compile(r" {6}\S")  # as MEDLINE indents the rest of a line


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    r"""Read reports from RIS.

    Args:
        text: the text; ``ER`` may be missing, lines may end as on any system.
        problems: takes a ``ParseError`` for each line outside a record, and for each value with characters
        that no
            field holds.

    >>> [report] = loads("TY  - RPRT\nAU  - Parens, Raphael\nTI  - Pivot\nID  - pivot\nER  - ", [])
    >>> report.title, str(report.authors[0])
    ('Pivot', 'Raphael Parens')
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return list(_read(_blocks_of_text(text), problems))


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read reports from lines, one after the other; memory stays flat."""
    return _read(_blocks_of_lines(lines), problems)


def _blocks_of_text(text: str) -> Iterator[str]:
    """Cut a text into blocks of some records, before a line that begins a record."""
    start = 0
    while (end := text.find("\nTY  -", start + _BLOCK)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    yield text[start:]


def _blocks_of_lines(lines: Iterable[str]) -> Iterator[str]:
    """Collect lines into blocks of some records, up to a line that begins a record."""
    held: list[str] = []
    size = 0
    for full_line in lines:
        line = full_line.rstrip("\r\n")
        if size > _BLOCK and line.startswith("TY  -"):
            yield "\n".join((*held, ""))
            held, size = [], 0
        held.append(line)
        size += len(line) + 1
    yield "\n".join(held)


def _read(blocks: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read block by block: all tags at once where the records are written by the rule, else line by line."""
    number, seen = 1, False
    for block in blocks:
        records = _usual_records(block, number)
        if records is None:
            records = _unusual_records(block.split("\n"), number, problems, tolerant=not seen)
        for entries, source in records:
            seen = True
            yield read_record(entries, source, problems)
        number += block.count("\n")
    if not seen:
        problems.append(ParseError("no record: a record of RIS begins with a line 'TY  - '", line=1))


def _usual_records(block: str, number: int) -> Iterable[Record] | None:
    """Cut a block into records; None where one of them is not from ``TY`` to ``ER``, or a tag is written loosely."""
    parts = _TAG.split("\n" + block.strip("\n"))
    tags, values = parts[1::2], parts[2::2]
    if parts[0]:
        return None
    if "\n" in "".join(
        values
    ):  # lines that go on from the one before, and what else does not begin with a tag
        for place, value in enumerate(values):
            if "\n" in value:
                whole = _unfolded(tags[place], value)
                if whole is None:
                    return None
                values[place] = whole
    records: list[Record] = []
    start, last = 0, len(tags) - 1 if tags and tags[-1] == "ER" else -1
    while start < len(tags):
        if tags[start] != "TY" or last < start:
            return None
        end = tags.index("ER", start)
        records.append((zip(tags[start:end], values[start:end], strict=True), (block, number, len(records))))
        start = end + 1
    return records if tags.count("TY") == len(records) else None


def _unfolded(tag: str, value: str) -> str | None:
    """Join the lines of a value; None where one of them could be a tag, or belongs to no record."""
    first, *further = value.split("\n")
    if tag == "ER":
        return first if not any(line.strip() for line in further) else None
    if tag == "KW" or any(_tag_and_value(line)[0] for line in further):
        return None
    return _joined(tag, [first, *further])


def _unusual_records(
    lines: list[str], number: int, problems: list[ParseError], *, tolerant: bool
) -> Iterator[Record]:
    """Read line by line: lines that go on from the one before, tags written loosely, records without end.

    With ``tolerant``, text before the first record is passed over, as databases write a head there.
    """
    entries: list[tuple[str, list[str]]] = []  # the value of each tag in lines
    start = 0
    for place, line in enumerate(lines):
        tag, value = _tag_and_value(line)
        if tag in ("TY", "ER"):
            if entries:
                yield _record(entries, lines[start:place], number + start)
            entries, start, tolerant = ([(tag, [value])] if tag == "TY" else []), place, False
        elif tag:
            if not entries:
                problems.append(_outside(line, number + place))
                start, tolerant = place, False
            entries.append((tag, [value]))
        elif entries and entries[-1][0] == "KW":  # some programs write keywords one a line under one tag
            entries.append(("KW", [value]))
        elif entries:
            entries[-1][1].append(value)
        elif not tolerant and value and not value.isspace():
            problems.append(_outside(line, number + place))
    if entries:
        yield _record(entries, lines[start:], number + start)


def _record(entries: list[tuple[str, list[str]]], lines: list[str], number: int) -> Record:
    return [(tag, _joined(tag, value)) for tag, value in entries], ("\n".join(lines), number, 0)


def _tag_and_value(line: str) -> tuple[str, str]:
    """Read a line that does not begin with a known tag; without a tag, it goes on from the line before."""
    found = _LINE.fullmatch(line)
    if found is None:
        found = _LOOSE.fullmatch(line)
        if found is None or found[1] not in KNOWN_TAGS:
            return "", line
    return found[1], found[2]


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


def dumps(reports: Iterable[Report]) -> str:
    r"""Write reports as RIS.

    >>> from briefmeta.model.report import Report
    >>> dumps([Report(title="Pivot", publisher="FPRI", key="pivot")])
    'TY  - RPRT\nID  - pivot\nTI  - Pivot\nPB  - FPRI\nER  - \n\n'
    """
    return "".join(iter_dumps(reports))


def iter_dumps(reports: Iterable[Report]) -> Iterator[str]:
    """Write reports one after the other."""
    return map(write_record, reports)
