"""What readers of ``.bib`` files forgive and BibTeX does not: it skips the rest of the entry, and tells a log only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule import Rule
from briefmeta.formats.bib.bib_parser import BibParser
from briefmeta.formats.bib.source import Source
from briefmeta.formats.bib.tables import NOT_REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.formats.bib.bib_parser import Slip

RULES = (Rule("BIB204", "bibtex-syntax", Severity.WARNING),)


def syntax_slips(text: str) -> Iterator[Slip]:
    """Find what BibTeX stops at in a ``.bib`` text that was read without a fault.

    >>> [slip.message for slip in syntax_slips("@book{a, title={X} year=2001}")]
    ['a comma is missing behind title']
    """
    parser = BibParser([])
    parser.slips = []
    for entry in parser.entries(Source(text)):
        if entry.kind not in NOT_REPORTS:
            yield from parser.slips
        parser.slips.clear()
