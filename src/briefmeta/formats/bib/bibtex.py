"""BibTeX: reports as entries of a ``.bib`` file, and back.

A report is a ``@techreport``, other CSL types become the entry type that comes nearest, and what BibTeX has
no field for goes to a field of BibLaTeX or of the CSL variable's name, which BibTeX passes over. The reader
is that of BibLaTeX too, for people mix the dialects. ``docs/crosswalk.md`` has the whole mapping.

Source: Oren Patashnik, *BibTeXing* (1988), sections 3 and 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.formats.bib.reader import DOCUMENTED, iter_loads, loads
from briefmeta.formats.bib.writer import BIBTEX, Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.report import Report

__all__ = ["DOCUMENTED", "dumps", "iter_dumps", "iter_loads", "loads"]


def dumps(reports: Iterable[Report], *, handle_note: bool = False) -> str:
    r"""Write reports as BibTeX.

    Args:
        reports: the reports.
        handle_note: whether the handle is said in ``note`` too, for styles that print no ``url``.

    >>> from briefmeta.model.report import Report
    >>> print(dumps([Report(title="Niger's Pivot", authors=["Raphael Parens"], issued="2024-04-05", number="R&D 1")]))
    @techreport{parens2024niger,
      author = {Parens, Raphael},
      title = {{Niger's Pivot}},
      number = {R\&D 1},
      year = {2024},
      month = apr,
      day = {5},
    }
    <BLANKLINE>
    """
    return "".join(iter_dumps(reports, handle_note=handle_note))


def iter_dumps(reports: Iterable[Report], *, handle_note: bool = False) -> Iterator[str]:
    """Write reports as BibTeX, an entry at a time."""
    return Writer(BIBTEX, handle_note=handle_note).write(reports)
