"""Citation File Format: what a ``CITATION.cff`` asks to be cited.

Imports ``errors``, ``model`` and its sisters in ``formats``; start with ``reader.py`` or ``writer.py``.

Source: the Citation File Format, version 1.2.0, its schema and its guide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.errors import ParseError
    from briefmeta.model.report import Report

DOCUMENTED: Final = frozenset(
    ("cff:repository-code", "cff:repository", "cff:repository-artifact", "cff:commit")
)
"""The names in ``extra`` that the crosswalk explains: where a program is kept."""


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    r"""Read what a ``CITATION.cff`` wants to be cited: its preferred citation, its own work, its references.

    Args:
        text: the YAML.
        problems: takes what could not be read.

    >>> loads("cff-version: 1.2.0\ntitle: Pivot\nauthors:\n- family-names: Doe\n  given-names: Jane\n", [])[0].title
    'Pivot'
    """
    from briefmeta.formats.cff.reader import read_file

    return read_file(text, problems)


def dumps(reports: Iterable[Report]) -> str:
    """Write a ``CITATION.cff`` whose preferred citation is the first report; no report makes an empty text.

    >>> from briefmeta.model.report import Report
    >>> print(dumps([Report(title="Pivot: a brief", publisher="FPRI", issued="2024-04-05")]))
    cff-version: "1.2.0"
    message: "Please cite this work as stated under preferred-citation."
    title: "Pivot: a brief"
    authors:
      - name: "FPRI"
    preferred-citation:
      type: "report"
      title: "Pivot: a brief"
      authors:
        - name: "FPRI"
      institution:
        name: "FPRI"
      date-published: "2024-04-05"
      year: 2024
      month: 4
    <BLANKLINE>
    """
    return "".join(iter_dumps(reports))


def iter_dumps(reports: Iterable[Report]) -> Iterator[str]:
    """Write a ``CITATION.cff``, report by report."""
    from briefmeta.formats.cff.writer import write_file

    return write_file(reports)
