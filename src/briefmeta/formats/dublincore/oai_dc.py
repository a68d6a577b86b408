"""Simple Dublin Core in XML, as OAI-PMH carries it: ``oai_dc``.

One report is an ``oai_dc:dc`` document; several are ``oai_dc:dc`` elements in a ``records`` element, as a
harvest is usually kept in a file. Read are both, whole OAI-PMH answers, and Dublin Core in any other
container.

Source: OAI-PMH 2.0, section 3.2 and "Guidelines for Repository Implementers"; ``oai_dc.xsd`` (2002-12-19).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefmeta.formats.dublincore import further_statements, rows
from briefmeta.formats.dublincore.reader import iter_records, read_records
from briefmeta.formats.xml import NAMESPACES, document, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.errors import ParseError
    from briefmeta.model.report import Report

_DECLARATIONS: Final = (
    f'xmlns:oai_dc="{NAMESPACES["oai_dc"]}" xmlns:dc="{NAMESPACES["dc"]}" xmlns:xsi="{NAMESPACES["xsi"]}"'
    f' xsi:schemaLocation="{NAMESPACES["oai_dc"]} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'
)


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the reports of a text with Dublin Core in XML.

    Args:
        text: an ``oai_dc:dc`` document, an OAI-PMH answer, or any XML with Dublin Core in it. Deleted records
        of an
            answer are passed over, its ``error`` elements are problems.
        problems: takes what could not be read.

    >>> reports = loads("<dc:dc><dc:title>Pivot</dc:title><dc:date>2024-04</dc:date></dc:dc>", [])
    >>> reports[0].title, str(reports[0].issued)
    ('Pivot', '2024-04')
    """
    return read_records(text, problems)


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read the reports of a stream, one after the other; as ``loads``, with memory for one record."""
    return iter_records(lines, problems)


def dumps(reports: Iterable[Report], *, coverage: bool = False, publisher_place: bool = False) -> str:
    """Write reports as ``oai_dc``.

    Args:
        reports: the reports.
        coverage: write the country of publication as ``dc:coverage`` too, for repositories that want it there.
        publisher_place: write place and country before the publisher: ``Geneva, Switzerland : WHO``.

    >>> from briefmeta.model.report import Report
    >>> print(dumps([Report(title="R&D", handle="20.500.12592/b2rbv89")]))  # doctest: +ELLIPSIS
    <?xml version="1.0" encoding="UTF-8"?>
    <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" ...>
      <dc:title>R&amp;D</dc:title>
      <dc:type>report</dc:type>
      <dc:type>http://purl.org/coar/resource_type/c_93fc</dc:type>
      <dc:identifier>https://hdl.handle.net/20.500.12592/b2rbv89</dc:identifier>
    </oai_dc:dc>
    <BLANKLINE>
    """
    return "".join(iter_dumps(reports, coverage=coverage, publisher_place=publisher_place))


def iter_dumps(
    reports: Iterable[Report], *, coverage: bool = False, publisher_place: bool = False
) -> Iterator[str]:
    """Write reports as ``oai_dc``, piece by piece; the options are those of ``dumps``."""
    table = [
        (row.values, f"  <dc:{row.simple}>", f"</dc:{row.simple}>\n")
        for row in rows(coverage=coverage, publisher_place=publisher_place)
    ]

    def content(report: Report) -> str:
        parts: list[str] = []
        for values, opening, closing in table:
            for value in values(report):
                parts += (opening, escape(value), closing)
        if report.extra:
            for name, value in further_statements(report, ("dc",)):
                parts += (f"  <{name}>", escape(value), f"</{name}>\n")
        return "".join(parts)

    return document(map(content, reports), "oai_dc:dc", "records", _DECLARATIONS)
