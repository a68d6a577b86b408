"""RIS: two letters, two spaces, a hyphen and a value a line.

What a report has and RIS has no tag for stands in ``M2`` as ``name: text``, as Zotero writes and reads its
*Extra* field, or as ``name:= JSON``: nothing is lost. Organisations carry EndNote's comma (see
``name_lines``). The further lines of an abstract or a note begin with two spaces, so that no value can pass
for a tag. Tags that have no meaning here are kept in ``extra`` under the tag.

Source: the RIS format specifications of 2001 (Reference Manager) and 2011 (EndNote).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.errors import ParseError
from briefmeta.formats.ris.reader import read_record
from briefmeta.formats.ris.records import Block, blocks_of_lines, blocks_of_text
from briefmeta.formats.ris.writer import write_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.report import Report


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    r"""Read reports from RIS.

    Args:
        text: the text; ``ER`` may be missing, lines may end as on any system.
        problems: takes a ``ParseError`` for each line outside a record, and for each value with characters
            that no field holds.

    >>> [report] = loads("TY  - RPRT\nAU  - Parens, Raphael\nTI  - Pivot\nID  - pivot\nER  - ", [])
    >>> report.title, str(report.authors[0])
    ('Pivot', 'Raphael Parens')
    """
    return list(_read(blocks_of_text(text), problems))


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read reports from lines, one after the other; memory stays flat."""
    return _read(blocks_of_lines(lines), problems)


def _read(blocks: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    number, seen = 1, False
    for text in blocks:
        for record in Block(text, number, problems, tolerant=not seen).records():
            seen = True
            yield read_record(record)
        number += text.count("\n")
    if not seen:
        problems.append(ParseError("no record: a record of RIS begins with a line 'TY  - '", line=1))


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
