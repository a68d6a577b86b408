"""Records of tagged lines, and how they become reports: each tag is written as the tag of RIS that means the same.

What no tag of RIS is for is kept in ``extra`` under the name of the format and the tag (``nbib:RN``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import attrs

from briefmeta.errors import ParseError
from briefmeta.formats.ris.reader import read_record
from briefmeta.formats.ris.records import Block
from briefmeta.text.clean import text_fault, without_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefmeta.model.report import Report


class Line(NamedTuple):
    """A value of a record: its tag, its text (of one line or several), and the number of its line."""

    tag: str
    text: str
    number: int


def reports_of(
    kind: str,
    lines: Sequence[tuple[str, str]],
    rest: dict[str, list[str]],
    line: int,
    problems: list[ParseError],
) -> Iterator[Report]:
    """Build the report of a record.

    Args:
        kind: the type of RIS.
        lines: tags of RIS and their texts.
        rest: what no tag of RIS is for, by its name in ``extra``.
        line: the number of the record's first line.
        problems: takes what could not be read, at that line.
    """
    found: list[ParseError] = []
    text = "\n".join((f"TY  - {kind}", *(f"{tag}  - {_plain(text)}" for tag, text in lines), "ER  - ", ""))
    for record in Block(text, 1, found, tolerant=False).records():
        report = read_record(record)
        if rest:
            kept = {name: texts[0] if len(texts) == 1 else texts for name, texts in rest.items()}
            report = attrs.evolve(report, key=report.key, extra={**report.extra.to_json(), **kept})
        yield report
    problems += [
        ParseError(fault.message, line=line, field=fault.field, warning=fault.warning) for fault in found
    ]


def _plain(text: str) -> str:
    """Return a text whose further lines begin no tag, without the characters that no field holds."""
    text = without_faults(text) if text_fault(text) is not None else text
    return "\n  ".join(line.strip() for line in text.split("\n"))


def page_lines(text: str) -> list[tuple[str, str]]:
    """Cut pages into first and last; a last page that was cut short is filled up from the first.

    >>> page_lines("1023-9"), page_lines("e12")
    ([('SP', '1023'), ('EP', '1029')], [('SP', 'e12')])
    """
    first, dash, last = (part.strip() for part in text.replace("\u2013", "-").partition("-"))
    if not dash or not first or not last or "-" in last or " " in first + last:
        return [("SP", text)]
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return [("SP", first), ("EP", last)]
