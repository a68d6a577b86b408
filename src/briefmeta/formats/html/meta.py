"""The vocabularies of a page's head, each as a report: Google Scholar's, Dublin Core, Open Graph, plain HTML.

Source: Google Scholar, "Inclusion guidelines for webmasters"; DCMI, "Expressing Dublin Core in HTML/XHTML
meta and link elements" (DC-HTML); the Open Graph protocol; EPrints 3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from briefmeta.errors import DateSyntaxError, InvalidValueError
from briefmeta.formats.name_lines import read_name
from briefmeta.model.building import Draft
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.names.name import Name, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefmeta.errors import ParseError
    from briefmeta.formats.html.head import Meta, PageHead
    from briefmeta.model.building import Note
    from briefmeta.model.report import Report

CITATION_FIELDS = {
    "title": ("citation_title", "bepress_citation_title", "eprints.title", "prism.title"),
    "publisher": (
        "citation_technical_report_institution",
        "bepress_citation_technical_report_institution",
        "citation_dissertation_institution",
        "bepress_citation_dissertation_institution",
        "citation_publisher",
        "eprints.institution",
        "eprints.publisher",
        "prism.publisher",
    ),
    "number": (
        "citation_technical_report_number",
        "bepress_citation_technical_report_number",
        "eprints.number",
    ),
    "series": ("citation_series_title", "eprints.series"),
    "doi": ("citation_doi", "bepress_citation_doi", "eprints.id_number", "prism.doi"),
    "isbn": ("citation_isbn", "eprints.isbn", "prism.isbn"),
    "issn": ("citation_issn", "eprints.issn", "prism.issn"),
    "language": ("citation_language", "prism.language"),
    "number_of_pages": ("citation_num_pages", "eprints.pages"),
    "place": ("citation_place", "eprints.place_of_pub"),
    "summary": ("citation_abstract", "eprints.abstract"),
}
"""Fields, and the names of the statements that they are read from, the most telling first."""

CITATION_VARIABLES = {
    "container-title": (
        "citation_journal_title",
        "citation_inbook_title",
        "citation_book_title",
        "citation_conference_title",
        "bepress_citation_journal_title",
        "eprints.publication",
        "prism.publicationname",
    ),
    "container-title-short": ("citation_journal_abbrev",),
    "volume": ("citation_volume", "bepress_citation_volume", "eprints.volume", "prism.volume"),
    "issue": ("citation_issue", "bepress_citation_issue", "prism.number"),
    "PMID": ("citation_pmid",),
    "citation_pdf_url": ("citation_pdf_url", "bepress_citation_pdf_url", "eprints.document_url"),
}
"""CSL variables, and the statements that they are read from."""

CITATION_NAMES = {
    "authors": ("citation_author", "citation_authors", "bepress_citation_author", "eprints.creators_name"),
    "editors": ("citation_editor", "citation_editors", "eprints.editors_name"),
    "translators": ("citation_translator",),
}
CITATION_DATES = (
    "citation_publication_date",
    "citation_date",
    "bepress_citation_date",
    "citation_cover_date",
    "citation_year",
    "eprints.date",
    "prism.publicationdate",
    "citation_online_date",
)
CITATION_ADDRESSES = (
    "citation_abstract_html_url",
    "bepress_citation_abstract_html_url",
    "citation_public_url",
    "citation_handle",
    "citation_fulltext_html_url",
    "eprints.official_url",
)
CITATION_TYPES = {
    "citation_technical_report_institution": "report",
    "citation_technical_report_number": "report",
    "bepress_citation_technical_report_institution": "report",
    "citation_dissertation_institution": "thesis",
    "bepress_citation_dissertation_institution": "thesis",
    "citation_journal_title": "article-journal",
    "bepress_citation_journal_title": "article-journal",
    "citation_conference_title": "paper-conference",
    "citation_inbook_title": "chapter",
}
"""Statements that say what kind of thing the page is about."""

_EPRINTS_TYPES = {
    "monograph": "report",
    "article": "article-journal",
    "book": "book",
    "book_section": "chapter",
    "conference_item": "paper-conference",
    "thesis": "thesis",
    "dataset": "dataset",
}
_DC_NAME = re.compile(r"(?:dc|dcterms|dc\.terms|dct)[.:]([a-z]+)(?:\.([a-z]+))?")
# The relators that repositories put behind DC.contributor, and what they mean.
_CONTRIBUTORS = {"author": "creator", "editor": "edt", "translator": "trl", "advisor": "contributor"}
_SITE_END = re.compile(r"\s[|–—:·»-]\s")


def citation_report(head: PageHead, note: Note) -> Report | None:
    """Read what stands under the names of Google Scholar, of bepress, EPrints and PRISM; None where nothing does."""
    draft = Draft(note)
    fields, extra = draft.fields, draft.extra
    for field, names in CITATION_FIELDS.items():
        if found := head.values(*names):
            fields[field] = ", ".join(found) if field in ("isbn", "issn") else found[0]
    for variable, names in CITATION_VARIABLES.items():
        if found := head.values(*names):
            extra[variable] = found[0]
    for field, names in CITATION_NAMES.items():
        people = _names(head, names, field, note)
        if people:
            fields[field] = people
    _take_date(draft, [value for name in CITATION_DATES for value in head.values(name)])
    for name in CITATION_ADDRESSES:
        for address in head.values(name):
            draft.take_address(address)
    first, last = head.values("citation_firstpage"), head.values("citation_lastpage")
    if first:
        fields["pages"] = f"{first[0]}-{last[0]}" if last and last != first else first[0]
    kinds = {value.casefold() for value in head.values("dc.type")}
    subjects = split_keywords(head.values("citation_keywords", "citation_keyword", "eprints.keywords"))
    # DSpace puts the type of the item among the keywords
    fields["subjects"] = [subject for subject in subjects if subject.casefold() not in kinds]
    if not any(fields.values()):
        return None
    kind = next((CITATION_TYPES[meta.name] for meta in head.metas if meta.name in CITATION_TYPES), None)
    eprints = head.values("eprints.type")
    fields["type"] = kind or (_EPRINTS_TYPES.get(eprints[0], "document") if eprints else None) or "report"
    return draft.report()


def has_type(head: PageHead) -> bool:
    """Return whether the statements of Google Scholar and EPrints say what kind of thing the page is about."""
    return any(meta.name in CITATION_TYPES or meta.name == "eprints.type" for meta in head.metas)


def _names(head: PageHead, names: Iterable[str], field: str, note: Note) -> list[Name]:
    """Read names one a statement, or several with semicolons; an ORCID stands behind the name that it is of."""
    wanted = next((name for name in names if head.values(name)), None)
    people: list[Name] = []
    for meta in head.metas:
        if meta.name == wanted:
            for text in meta.value.split(";"):
                if text.strip():
                    try:
                        people.append(read_name(text.strip()))
                    except InvalidValueError as fault:
                        note(field, f"{fault}; left out", text)
        elif meta.name == f"{wanted}_orcid" and people and isinstance(people[-1], Person):
            people[-1] = _with_orcid(people[-1], meta.value)
    return people


def _with_orcid(person: Person, orcid: str) -> Person:
    try:
        return attrs.evolve(person, orcid=orcid)
    except InvalidValueError:
        return person


def _take_date(draft: Draft, texts: list[str]) -> None:
    """Take the first text that is a date; where none is, the first is kept."""
    for text in texts:
        try:
            # all-number dates of Google Scholar have the year first: 2024/04/05
            order = "ymd" if text[:4].isdigit() else None
            draft.fields["issued"] = PublicationDate.parse(text, order)  # type: ignore[arg-type]  # one of them
        except DateSyntaxError:
            continue
        return
    if texts:
        draft.extra["issued"] = {"literal": texts[0]}


def split_keywords(values: list[str]) -> list[str]:
    """Split keyword lists, and leave out what comes twice.

    >>> split_keywords(["Niger; security", "Security"]), split_keywords(["Niger, Mali"])
    (['Niger', 'security'], ['Niger', 'Mali'])
    >>> split_keywords(["a, b", "c"])
    ['a, b', 'c']
    """
    parts: list[str] = []
    for value in values:
        if ";" in value:
            parts += value.split(";")
        else:
            parts += value.split(",") if len(values) == 1 else [value]
    seen: dict[str, str] = {}
    for part in parts:
        if folded := " ".join(part.split()):
            seen.setdefault(folded.casefold(), folded)
    return list(seen.values())


def is_telling(text: str) -> bool:
    """Return whether a text says something: a summary of one short word, such as ``newline``, does not.

    >>> is_telling("newline"), is_telling("A brief on Niger"), is_telling("尼日尔转向莫斯科")
    (False, True, True)
    """
    folded = text.strip()
    return " " in folded or "\n" in folded or len(folded) > 30 or (not folded.isascii() and len(folded) > 5)


def dublin_core_report(
    head: PageHead, problem: Callable[[str, str], ParseError], problems: list[ParseError]
) -> Report | None:
    """Read what stands under ``DC.*`` and ``DCTERMS.*``; None where nothing does."""
    from briefmeta.formats.dublincore.report import Term, report_from_terms

    terms: dict[tuple[str, str], Term] = {}
    for meta in head.metas:
        name = _dc_name(meta)
        if name and (name not in ("abstract", "description") or is_telling(meta.value)):
            text = f"{meta.value} pages" if name == "extent" and meta.value.isdigit() else meta.value
            terms.setdefault((name, text.casefold()), Term(name=name, text=text, language=meta.language))
    if not terms:
        return None
    places = _places([term.text for term in terms.values() if term.name == "publisher"])
    read = [
        attrs.evolve(term, name="pup") if term.name == "publisher" and term.text in places else term
        for term in terms.values()
    ]
    return report_from_terms(read, problem, problems)


def _places(publishers: list[str]) -> list[str]:
    """Return which of several publishers is the place of another: what is no body, where another is one."""
    from briefmeta.model.names.organization_evidence import is_organization

    places = [text for text in publishers if not is_organization(text)]
    return places[:1] if len(places) < len(publishers) else []


# The names that DCMI's terms are written with; in a page's head people write them in any case.
_TERMS = {
    name.lower(): name
    for name in (
        "abstract accessRights accrualMethod alternative available bibliographicCitation conformsTo created "
        "dateAccepted dateCopyrighted dateSubmitted educationLevel extent hasFormat hasPart hasVersion isFormatOf "
        "isPartOf isReferencedBy isReplacedBy isRequiredBy issued isVersionOf license mediator medium modified "
        "provenance references replaces requires rightsHolder spatial tableOfContents temporal valid"
    ).split()
}


def _dc_name(meta: Meta) -> str | None:
    """Return the term that a statement is, in DCMI's spelling; a qualifier of DSpace is a term of its own."""
    found = _DC_NAME.fullmatch(meta.name)
    if found is None:
        return None
    element, qualifier = found.groups()
    if element == "contributor" and qualifier:
        return _CONTRIBUTORS.get(qualifier, "contributor")
    if qualifier == "accessioned":
        return "available"
    return _TERMS.get(qualifier or "") or _TERMS.get(element, element)


def open_graph_report(head: PageHead, note: Note) -> Report:
    """Read what stands under ``og:`` and ``article:``, and what plain HTML says."""
    draft = Draft(note)
    fields = draft.fields
    site = head.values("og:site_name")
    title = head.values("og:title", "twitter:title") or ([head.title] if head.title else [])
    if title:
        fields["title"] = _without_site(title[0], site[0] if site else "")
    summary = head.values("og:description", "twitter:description", "description")
    if summary and is_telling(summary[0]):
        fields["summary"] = summary[0]
    _take_date(
        draft,
        head.values("article:published_time", "og:published_time", "date", "pubdate", "publish-date"),
    )
    draft.extra.pop("issued", None)
    authors = [name for name in head.values("article:author", "author") if "://" not in name]
    fields["authors"] = _people(authors, note)
    fields["subjects"] = split_keywords(head.values("article:tag") or head.values("keywords"))
    fields["publisher"] = site[0] if site else None
    language = head.values("og:locale", "content-language") or ([head.language] if head.language else [])
    fields["language"] = language[0].replace("_", "-") if language else None
    address = head.canonical or next(iter(head.values("og:url")), "")
    if address.startswith(("http://", "https://")):
        draft.take_address(address)
    fields["rights"] = head.license
    return draft.report()


def _people(texts: list[str], note: Note) -> list[Name]:
    from briefmeta.model.names.name_reading import parse_names

    people: list[Name] = []
    for text in texts:
        try:
            people += parse_names(text)
        except InvalidValueError as fault:
            note("authors", f"{fault}; left out", text)
    return people


def _without_site(title: str, site: str) -> str:
    """Take the name of the site off the end of a title: ``Pivot | FPRI``."""
    cuts = list(_SITE_END.finditer(title))
    if cuts and site and title[cuts[-1].end() :].casefold().strip() == site.casefold().strip():
        return title[: cuts[-1].start()]
    return title
