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
from briefmeta.formats.ris_reader import Entry, read_record
from briefmeta.formats.ris_tags import KNOWN_TAGS, MULTI_LINE
from briefmeta.formats.ris_writer import write_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.report import Report

_TAG = re.compile(r"\n([A-Z][A-Z0-9])  - ?")
_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)", re.DOTALL)
# What is read as a known tag although it is not written as one: "TY - RPRT", "ER  -", "AU  -Doe", a space
# before it.
_LOOSE = re.compile(r"\ufeff?[ \t]{0,2}([A-Z][A-Z0-9])[ \t]{0,3}-(?:[ \t]|(?=\S)|$)(.*)", re.DOTALL)
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
    return list(_read(_chunks_of_text(text), problems))


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read reports from lines, one after the other; memory stays flat."""
    return _read(_chunks_of_lines(lines), problems)


def _chunks_of_text(text: str) -> Iterator[str]:
    """Cut a text behind each line that ends a record."""
    start = 0
    while (end := text.find("\nER  -", start)) >= 0:
        end = text.find("\n", end + 1) + 1 or len(text)
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _chunks_of_lines(lines: Iterable[str]) -> Iterator[str]:
    """Collect lines up to one that ends a record, or before one that begins the next."""
    chunk: list[str] = []
    for full_line in lines:
        line = full_line.rstrip("\r\n")
        head = line[:5]
        if head == "TY  -" and chunk:
            yield "\n".join(chunk) + "\n"
            chunk = []
        chunk.append(line)
        if head == "ER  -":
            yield "\n".join(chunk) + "\n"
            chunk = []
    if chunk:
        yield "\n".join(chunk)


def _read(chunks: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read chunks that hold one record each, as a rule; what is not written as usual is read line by line."""
    number, seen = 1, False
    for chunk in chunks:
        entries = _usual_entries(chunk)
        if entries is not None:
            yield read_record(entries, chunk, number, problems)
            seen = True
        else:
            for record in _unusual_records(chunk.split("\n"), number, problems, tolerant=not seen):
                yield read_record(*record, problems)
                seen = True
        number += chunk.count("\n")
    if not seen:
        problems.append(ParseError("no record: a record of RIS begins with a line 'TY  - '", line=1))


def _usual_entries(chunk: str) -> Iterable[Entry] | None:
    """Cut one record into tags and values; None where not each line begins with a tag, as the rule has it."""
    body = "\n" + chunk.strip("\n")
    parts = _TAG.split(body)
    # before the first tag nothing, then tags and values in turn, as many as there are lines, one TY, the
    # first
    if len(parts) != 2 * body.count("\n") + 1 or parts[1] != "TY" or body.count("\nTY  -") != 1:
        return None
    pairs = iter(parts)
    next(pairs)
    return zip(pairs, pairs, strict=True)


def _unusual_records(
    lines: list[str], number: int, problems: list[ParseError], *, tolerant: bool
) -> Iterator[tuple[list[Entry], str, int]]:
    """Read line by line: lines that go on from the one before, tags written loosely, records without end.

    With ``tolerant``, text before the first record is passed over, as databases write a head there.
    """
    entries: list[Entry] = []
    start = 0
    for place, line in enumerate(lines):
        tag, value = _tag_and_value(line)
        if tag in ("TY", "ER"):
            if entries:
                yield entries, "\n".join(lines[start:place]), number + start
            entries, start, tolerant = ([(tag, value)] if tag == "TY" else []), place, False
        elif tag:
            if not entries:
                problems.append(_outside(line, number + place))
                start, tolerant = place, False
            entries.append((tag, value))
        elif entries and entries[-1][0] == "KW":  # some programs write keywords one a line under one tag
            entries.append(("KW", value))
        elif entries:
            entries[-1] = _continued(entries[-1], value)
        elif not tolerant and value and not value.isspace():
            problems.append(_outside(line, number + place))
    if entries:
        yield entries, "\n".join(lines[start:]), number + start


def _tag_and_value(line: str) -> tuple[str, str]:
    """Read a line that does not begin with a known tag; without a tag, it goes on from the line before."""
    found = _LINE.fullmatch(line)
    if found is None:
        found = _LOOSE.fullmatch(line)
        if found is None or found[1] not in KNOWN_TAGS:
            return "", line
    return found[1], found[2]


def _continued(entry: Entry, line: str) -> Entry:
    """Join a line to the value before it: as a line of its own, or as the rest of a line that was cut."""
    tag, value = entry
    if _WRAPPED.match(line) or not line.startswith("  "):
        line = line.lstrip()
        is_rest = tag not in MULTI_LINE or line[:1].islower()
        return tag, f"{value} {line}" if is_rest else f"{value}\n{line}"
    return tag, f"{value}\n{line[2:]}"


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
