"""Reports as heads of pages: what Google Scholar reads, Dublin Core, and JSON-LD that holds the report whole.

Source: Google Scholar, "Inclusion guidelines for webmasters"; DC-HTML of DCMI.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from briefmeta.formats.schema_org import json_text
from briefmeta.formats.schema_org.writer import work_node
from briefmeta.model.names.name import Person
from briefmeta.model.places.publication_place import join_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report


def write_heads(reports: Iterable[Report]) -> Iterator[str]:
    """Write a ``<head>`` for each report."""
    for report in reports:
        lines = ["<head>", '<meta charset="utf-8">']
        if report.title is not None:
            lines.append(f"<title>{_escaped(report.title)}</title>")
        lines += [
            '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">',
            '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">',
        ]
        for name, value in (*_citation_metas(report), *_dublin_core_metas(report)):
            lines.append(f'<meta name="{name}" content="{_escaped(value)}">')
        lines += [
            '<script type="application/ld+json">',
            json_text(work_node(report)),
            "</script>",
            "</head>",
            "",
        ]
        yield "\n".join(lines)


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "&#10;")


def _citation_metas(report: Report) -> Iterator[tuple[str, str]]:
    """Write what Google Scholar reads."""
    institution = "citation_technical_report_institution" if report.type == "report" else "citation_publisher"
    if report.type == "thesis":
        institution = "citation_dissertation_institution"
    for name, value in (
        ("citation_title", report.title),
        *(("citation_author", _inverted(author)) for author in report.authors),
        *(("citation_editor", _inverted(editor)) for editor in report.editors),
        ("citation_publication_date", _scholar_date(report)),
        (institution, report.publisher),
        ("citation_technical_report_number", report.number if report.type == "report" else None),
        (
            "citation_journal_title",
            _text(report, "container-title") if report.type.startswith("article") else None,
        ),
        ("citation_volume", _text(report, "volume")),
        ("citation_issue", _text(report, "issue")),
        ("citation_series_title", report.series),
        ("citation_doi", report.doi),
        ("citation_isbn", report.isbn),
        ("citation_issn", report.issn),
        ("citation_language", report.language),
        ("citation_keywords", "; ".join(report.subjects)),
        ("citation_abstract_html_url", report.handle.uri if report.handle else report.url),
    ):
        if value:
            yield name, value


def _text(report: Report, variable: str) -> str | None:
    value = report.extra.get(variable)
    return str(value) if isinstance(value, (str, int)) else None


def _inverted(name: Name) -> str:
    return name.inverted if isinstance(name, Person) else name.name


def _scholar_date(report: Report) -> str | None:
    """Write the date as Google Scholar has it: ``2024/04/05``."""
    date = report.issued
    if date is None or date.year < 1:
        return None
    return "/".join(f"{part:02}" for part in (date.year, date.month, date.day) if part is not None)


def _dublin_core_metas(report: Report) -> Iterator[tuple[str, str]]:
    """Write what Dublin Core has an element for; place and country go before the publisher."""
    place = join_place(report.place, report.country)
    publisher = f"{place} : {report.publisher}" if place and report.publisher else report.publisher
    identifiers = (
        report.handle.uri if report.handle else None,
        f"https://doi.org/{report.doi}" if report.doi else None,
        report.url,
    )
    for name, value in (
        ("DC.title", report.title),
        *(("DC.creator", _inverted(author)) for author in report.authors),
        *(("DC.contributor", _inverted(name)) for name in (*report.editors, *report.translators)),
        ("DC.publisher", publisher),
        ("DCTERMS.issued", str(report.issued) if report.issued else None),
        ("DC.type", report.type),
        ("DC.type", report.genre),
        *(("DC.identifier", identifier) for identifier in identifiers),
        ("DC.language", report.language),
        *(("DC.subject", subject) for subject in report.subjects),
        ("DCTERMS.abstract", report.summary),
        ("DCTERMS.isPartOf", report.series),
        ("DC.rights", report.rights),
    ):
        if value:
            yield name, value
