"""BibLaTeX: reports as entries of a ``.bib`` file, and back.

A report is a ``@report`` with its handle in ``eprint``, of which ``eprinttype`` says that it is one, and in
``url``; dates are EDTF, languages those of babel. What BibLaTeX has no field for goes to a field of the CSL
variable's name, which biber passes over. The reader is that of BibTeX too, for people mix the dialects.
``docs/crosswalk.md`` has the whole mapping.

Source: the manual of BibLaTeX 3.19, sections 2.1 to 2.3 and 3.14.7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.formats.bib.reader import DOCUMENTED, iter_loads, loads
from briefmeta.formats.bib.writer import BIBLATEX, Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.report import Report

__all__ = ["DOCUMENTED", "dumps", "iter_dumps", "iter_loads", "loads"]


def dumps(reports: Iterable[Report], *, handle_note: bool = False) -> str:
    r"""Write reports as BibLaTeX.

    Args:
        reports: the reports.
        handle_note: whether the handle is said in ``note`` too, for styles that print no ``eprint``.

    >>> from briefmeta.model.report import Report
    >>> print(dumps([Report(title="Annual report", handle="20.500.12592/b2rbv89", issued="2024~", key="x")]))
    @report{x,
      title = {Annual report},
      date = {2024~},
      eprint = {20.500.12592/b2rbv89},
      eprinttype = {hdl},
      url = {https://hdl.handle.net/20.500.12592/b2rbv89},
    }
    <BLANKLINE>
    """
    return "".join(iter_dumps(reports, handle_note=handle_note))


def iter_dumps(reports: Iterable[Report], *, handle_note: bool = False) -> Iterator[str]:
    """Write reports as BibLaTeX, an entry at a time."""
    return Writer(BIBLATEX, handle_note=handle_note).write(reports)
