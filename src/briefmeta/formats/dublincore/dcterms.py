"""Qualified Dublin Core in XML: DCMI terms with their encoding schemes, in a ``qualifieddc`` element.

What qualified Dublin Core adds to the simple one: the summary is an ``abstract``, the date is ``issued``, a
series is what the report ``isPartOf``, and schemes say which value is a URI, a W3CDTF date or a language tag.

Source: DCMI Metadata Terms (2020-01-20); the XML schemas of DCMI, ``dcterms.xsd`` and ``qualifieddc.xsd``
(2008-02-11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefmeta.formats.dublincore import Row, further_statements, rows
from briefmeta.formats.dublincore.reader import iter_records, read_records
from briefmeta.formats.xml import NAMESPACES, document, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.errors import ParseError
    from briefmeta.model.report import Report

_DECLARATIONS: Final = " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in ("dcterms", "xsi"))
_WITH_RELATORS: Final = f'{_DECLARATIONS} xmlns:marcrel="{NAMESPACES["marcrel"]}"'


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the reports of a text with Dublin Core in XML, qualified or not, in any container.

    Args:
        text: the text.
        problems: takes what could not be read.

    >>> loads("<a><dcterms:title>A</dcterms:title><marcrel:pup>Niger</marcrel:pup></a>", [])[0].country.alpha_2
    'NE'
    """
    return read_records(text, problems)


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read the reports of a stream, one after the other; as ``loads``, with memory for one record."""
    return iter_records(lines, problems)


def dumps(reports: Iterable[Report], *, coverage: bool = False, relators: bool = False) -> str:
    """Write reports as qualified Dublin Core.

    Args:
        reports: the reports.
        coverage: write the country of publication as ``dcterms:spatial`` too, for repositories that want it there.
        relators: write place and country, editors and translators with MARC relators (``marcrel:pup``, ``edt``,
            ``trl``), which say what Dublin Core has no term for. ``qualifieddc.xsd`` does not allow them.

    >>> from briefmeta.model.report import Report
    >>> print(dumps([Report(issued="2024-04", country="NE")], relators=True))  # doctest: +ELLIPSIS
    <?xml version="1.0" encoding="UTF-8"?>
    <qualifieddc xmlns:dcterms="http://purl.org/dc/terms/" ...>
      <dcterms:issued xsi:type="dcterms:W3CDTF">2024-04</dcterms:issued>
      <dcterms:type>report</dcterms:type>
      <dcterms:type xsi:type="dcterms:URI">http://purl.org/coar/resource_type/c_93fc</dcterms:type>
      <marcrel:pup>Niger</marcrel:pup>
    </qualifieddc>
    <BLANKLINE>
    """
    return "".join(iter_dumps(reports, coverage=coverage, relators=relators))


def iter_dumps(reports: Iterable[Report], *, coverage: bool = False, relators: bool = False) -> Iterator[str]:
    """Write reports as qualified Dublin Core, piece by piece; the options are those of ``dumps``."""
    table = rows(coverage=coverage, relators=relators)
    declarations = _WITH_RELATORS if relators else _DECLARATIONS
    return document((_content(report, table) for report in reports), "qualifieddc", "records", declarations)


def _content(report: Report, table: tuple[Row, ...]) -> str:
    parts: list[str] = []
    for row in table:
        name = f"dcterms:{row.qualified}" if row.simple else f"marcrel:{row.qualified}"
        for value in row.values(report):
            scheme = row.scheme
            typed = f' xsi:type="dcterms:{scheme[0]}"' if scheme and scheme[1].fullmatch(value) else ""
            parts.append(f"  <{name}{typed}>{escape(value)}</{name}>\n")
    for qualified_name, value in further_statements(report, ("dc", "dcterms")):
        name = "dcterms:" + qualified_name.partition(":")[2]
        parts.append(f"  <{name}>{escape(value)}</{name}>\n")
    return "".join(parts)
