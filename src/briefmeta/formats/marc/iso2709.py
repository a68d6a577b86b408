r"""MARC 21 as libraries exchange it: ISO 2709, read only. Records end with ``\x1d``, fields with ``\x1e``.

The lengths in leader and directory count bytes, and are wrong in many files; here the terminators count, which hold in
any encoding. The directory tells the tags. A record that is not marked as Unicode (leader, position 9) is in MARC-8:
its ASCII is read, and what is beyond is said.

Source: ISO 2709:2008; MARC 21 Specifications for Record Structure, Character Sets and Exchange Media.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefmeta.errors import ParseError
from briefmeta.formats.marc.marc_reader import DOCUMENTED, read_record
from briefmeta.formats.marc.marc_record import Field, MarcRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.report import Report

__all__ = ["DOCUMENTED", "iter_loads", "loads"]

_RECORD_END, _FIELD_END, _SUBFIELD = "\x1d", "\x1e", "\x1f"
_LEADER: Final = 24
_ENTRY: Final = 12  # characters of an entry of the directory: tag, length, start
_LONGEST: Final = (
    999_999  # characters of a record: the leader has five digits for its length, and some files more
)
_DIRECTORY = re.compile(r"(?:[0-9A-Za-z]{3}[0-9]{9})*")


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    r"""Read the records of a text in ISO 2709.

    Args:
        text: the records, one after the other; line ends between them are passed over.
        problems: takes what could not be read: a record without its end or with a directory that is none.

    >>> record = "00062nam a2200037 a 4500245001000000\x1e00\x1faPivot /\x1e\x1d"
    >>> loads(record, [])[0].title
    'Pivot'
    """
    return list(iter_loads([text], problems))


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read the records of a stream, one after the other, with memory for one."""
    number = 0
    for text in _records(lines, problems):
        number += 1
        record = _parse(text, number, problems)
        if record is not None:

            def note(field: str, message: str, culprit: str = "", number: int = number) -> None:
                problems.append(ParseError(f"record {number}: {message}", field=field))

            yield read_record(record, note)
    if not number and not problems:
        problems.append(ParseError("there is no MARC record in this text", line=1, column=1))


def _records(lines: Iterable[str], problems: list[ParseError]) -> Iterator[str]:
    gathered: list[str] = []
    size = 0
    for line in lines:
        *whole, rest = line.split(_RECORD_END)
        for text in whole:
            yield "".join((*gathered, text)).strip("\r\n \x00\x1a")
            gathered, size = [], 0
        size += len(rest)
        if size > _LONGEST:
            problems.append(ParseError(f"a record of more than {_LONGEST} characters; the rest was not read"))
            return
        if rest:
            gathered.append(rest)
    if "".join(gathered).strip("\r\n \x00\x1a"):
        problems.append(ParseError("the last record has no end (the character U+001D)"))


def _parse(text: str, number: int, problems: list[ParseError]) -> MarcRecord | None:
    """Split a record at its terminators; None for one whose directory is none."""
    leader, rest = text[:_LEADER], text[_LEADER:]
    directory, *contents = rest.split(_FIELD_END)
    if not leader[:5].strip().isdigit() or not _DIRECTORY.fullmatch(directory) or not contents:
        problems.append(
            ParseError(f"record {number}: this is no MARC: its leader or its directory is broken")
        )
        return None
    if leader[9:10] != "a" and not text.isascii():
        message = (
            f"record {number}: it is not marked as Unicode; characters beyond ASCII may be wrong (MARC-8)"
        )
        problems.append(ParseError(message, warning=True))
    entries = [directory[place : place + _ENTRY] for place in range(0, len(directory), _ENTRY)]
    entries.sort(key=lambda entry: int(entry[7:]))  # the fields stand in the order of their starts
    if len(entries) != len([content for content in contents if content]):
        message = f"record {number}: the directory has {len(entries)} fields, the record {len(contents) - 1}"
        problems.append(ParseError(message))
    control: list[tuple[str, str]] = []
    fields: list[Field] = []
    for entry, content in zip(entries, contents, strict=False):
        tag = entry[:3]
        if tag < "010":
            control.append((tag, content))
            continue
        indicators, *subfields = content.split(_SUBFIELD)
        indicators += "  "
        pairs = tuple((subfield[:1], subfield[1:].strip()) for subfield in subfields if subfield)
        fields.append(Field(tag, indicators[0], indicators[1], pairs))
    return MarcRecord(leader, tuple(control), tuple(fields))
