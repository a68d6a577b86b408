"""Refer, also called EndNote's tagged format or ``.enw``: a percent sign, a letter and a value a line. Read only.

Source: the manual page of *refer* (7th edition of UNIX), and EndNote's manual, "EndNote Import", for the further tags.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from briefmeta.errors import ParseError
from briefmeta.formats.tagged.tagged_records import Line, page_lines, reports_of
from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.report import Report

_TAGS: Final = {
    "A": "AU", "B": "T2", "C": "CY", "D": "PY", "E": "ED", "F": "ID", "G": "LA", "H": "A4", "I": "PB", "J": "JO",
    "K": "KW", "L": "CN", "M": "AN", "N": "M1", "O": "N1", "P": "SP", "Q": "TT", "R": "DO", "S": "T3", "T": "TI",
    "U": "UR", "V": "VL", "W": "DP", "X": "AB", "Y": "A3", "Z": "N1", "1": "C1", "2": "C2", "3": "C3", "4": "C4",
    "6": "NV", "7": "ET", "8": "DA", "9": "M3", "?": "A4", "!": "ST", "@": "SN", "(": "OP", ")": "RP", "*": "RI",
    "+": "AD", ">": "L1", "[": "Y2", "~": "DB", "&": "SE", "^": "CA",
}  # fmt: skip
_LINE = re.compile(r"%(\S)(?:[ \t]+(.*))?")
_ARTICLES: Final = frozenset(("JOUR", "EJOUR", "MGZN", "NEWS"))
_MANY_LINES: Final = frozenset("XZOK")
_MOST_LINES = 20_000  # of one record


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    r"""Read the records of a text.

    Args:
        text: the text; a record begins with ``%0``, or behind a blank line.
        problems: takes what could not be read.

    >>> [report] = loads("%0 Report\n%A Doe, Jane\n%T Dams\n%I River Board\n%D 2020\n", [])
    >>> report.title, report.publisher, str(report.issued)
    ('Dams', 'River Board', '2020')
    """
    return list(iter_loads(text.split("\n"), problems))


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read records from lines, one after the other; memory stays flat."""
    record: list[Line] = []
    is_blank, empty = False, True
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n \t").removeprefix("\ufeff")
        found = _LINE.fullmatch(text)
        if record and found and (found[1] == "0" or is_blank or len(record) > _MOST_LINES):
            yield from _reports(record, problems)
            record = []
        if found:
            record.append(Line(found[1], (found[2] or "").strip(), number))
            empty = False
        elif text and record:
            record[-1] = record[-1]._replace(text=f"{record[-1].text}\n{text.strip()}")
        elif text:
            problems.append(
                ParseError("a line outside a record: no % before it", line=number, column=1, source=text)
            )
        is_blank = not text
    if record:
        yield from _reports(record, problems)
    if empty and not problems:
        problems.append(
            ParseError("there is no record (a line such as '%T Title') in this text", line=1, column=1)
        )


@cache
def _types() -> dict[str, str]:
    return {name.lower(): ris for name, _, ris in rows("endnote_types")}


def _kind(record: list[Line]) -> str:
    """Return the type that a record names, or the one that its tags tell, as refer had it."""
    named = next((line.text for line in record if line.tag == "0"), None)
    if named is not None:
        return _types().get(named.lower(), "GEN")
    tags = {line.tag for line in record}
    return (
        "JOUR"
        if "J" in tags
        else "CHAP"
        if "B" in tags
        else "RPRT"
        if "R" in tags
        else "BOOK"
        if "I" in tags
        else "GEN"
    )


def _reports(record: list[Line], problems: list[ParseError]) -> Iterator[Report]:
    kind = _kind(record)
    is_typed = any(line.tag == "0" for line in record)
    lines: list[tuple[str, str]] = []
    rest: dict[str, list[str]] = {}
    for tag, text, _ in record:
        if tag == "0" or not text:
            continue
        ris = _TAGS.get(tag)
        if ris is None:
            rest.setdefault(f"refer:{tag}", []).append(text)
        elif tag == "P":
            lines += page_lines(text)
        elif tag == "R" and not is_typed:  # refer's own %R is the number of a report, EndNote's a DOI
            lines.append(("SN", text))
        elif tag == "N" and kind in _ARTICLES:
            lines.append(("IS", text))
        elif tag == "K":
            lines += [("KW", word) for word in text.split("\n")]
        else:
            lines.append((ris, text if tag in _MANY_LINES else " ".join(text.split())))
    yield from reports_of(kind, lines, rest, record[0].number, problems)
