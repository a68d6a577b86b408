"""The vocabularies of a page's head, each as a report: Google Scholar's, Dublin Core, Open Graph, plain HTML.

Source: Google Scholar, "Inclusion guidelines for webmasters"; DCMI, "Expressing Dublin Core in HTML/XHTML
meta and link elements" (DC-HTML); the Open Graph protocol; EPrints 3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import InvalidValueError
from briefmeta.formats.html.page_dates import day_in_address, read_page_date
from briefmeta.formats.name_headings import read_heading
from briefmeta.model.building import Draft
from briefmeta.model.names.name import Name, Person
from briefmeta.text.fold import squeezed
from briefmeta.text.markup_removal import without_entities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefmeta.errors import ParseError
    from briefmeta.formats.html.head import Meta, PageHead
    from briefmeta.formats.html.page_body import PageBody
    from briefmeta.model.building import Note
    from briefmeta.model.report import Report

CITATION_FIELDS = {
    "title": ("citation_title", "eprints.title", "prism.title"),
    "publisher": (
        "citation_technical_report_institution",
        "citation_dissertation_institution",
        "citation_publisher",
        "eprints.institution",
        "eprints.publisher",
        "prism.publisher",
    ),
    "number": (
        "citation_technical_report_number",
        "eprints.number",
    ),
    "series": ("citation_series_title", "eprints.series"),
    "doi": ("citation_doi", "eprints.id_number", "prism.doi"),
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
        "eprints.publication",
        "prism.publicationname",
    ),
    "container-title-short": ("citation_journal_abbrev",),
    "volume": ("citation_volume", "eprints.volume", "prism.volume"),
    "issue": ("citation_issue", "prism.number"),
    "PMID": ("citation_pmid",),
    "citation_pdf_url": ("citation_pdf_url", "eprints.document_url"),
}
"""CSL variables, and the statements that they are read from."""

CITATION_NAMES = {
    "authors": ("citation_author", "citation_authors", "eprints.creators_name"),
    "editors": ("citation_editor", "citation_editors", "eprints.editors_name"),
    "translators": ("citation_translator",),
}
CITATION_DATES = (
    "citation_publication_date",
    "citation_date",
    "citation_cover_date",
    "citation_year",
    "eprints.date",
    "prism.publicationdate",
    "citation_online_date",
)
CITATION_ADDRESSES = (
    "citation_abstract_html_url",
    "citation_public_url",
    "citation_handle",
    "citation_fulltext_html_url",
    "eprints.official_url",
)
CITATION_TYPES = {
    "citation_technical_report_institution": "report",
    "citation_technical_report_number": "report",
    "citation_dissertation_institution": "thesis",
    "citation_journal_title": "article-journal",
    "citation_conference_title": "paper-conference",
    "prism.publicationname": "article-journal",
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
_SITE_END = re.compile(r"\s[|–—:·»-]\s")


def _by_crosswalk(head: PageHead, draft: Draft) -> None:
    """Read the names that are a field, a CSL variable or a list of people."""
    for field, names in CITATION_FIELDS.items():
        if found := head.values(*names):
            draft.fields[field] = ", ".join(found) if field in ("isbn", "issn") else found[0]
    for variable, names in CITATION_VARIABLES.items():
        if found := head.values(*names):
            draft.extra[variable] = found[0]
    for field, names in CITATION_NAMES.items():
        if people := _names(head, names, field, draft.note):
            draft.fields[field] = people


def citation_report(head: PageHead, note: Note) -> Report | None:
    """Read what stands under the names of Google Scholar, of bepress, EPrints and PRISM; None where nothing does."""
    draft = Draft(note)
    fields = draft.fields
    _by_crosswalk(head, draft)
    _take_date(draft, [value for name in CITATION_DATES for value in head.values(name)])
    for name in CITATION_ADDRESSES:
        for address in head.values(name):
            draft.take_address(address)
    first = head.values("citation_firstpage", "prism.startingpage")
    last = head.values("citation_lastpage", "prism.endingpage")
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
                        people += read_heading(text).names
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


def _take_date(draft: Draft, texts: list[str], language: str = "") -> None:
    """Take the first text that is a date; where none is, the first is kept."""
    for text in texts:
        if (date := read_page_date(text, language)) is not None:
            draft.fields["issued"] = date
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
    from briefmeta.formats.dublincore.dc_statements import Term, report_from_terms

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


def _dc_name(meta: Meta) -> str | None:
    """Return the term that a statement is, in DCMI's spelling; a qualifier of DSpace is a term of its own."""
    found = _DC_NAME.fullmatch(meta.name)
    if found is None:
        return None
    from briefmeta.formats.dublincore.dspace import term_of

    return term_of(found[1], found[2] or "")


def open_graph_report(head: PageHead, note: Note) -> Report:
    """Read what stands under ``og:`` and ``article:``, and what plain HTML says."""
    draft = Draft(note)
    fields = draft.fields
    site = head.values("og:site_name")
    title = head.values("og:title", "twitter:title") or ([head.title] if head.title else [])
    if title:
        fields["title"] = title[0]
    summary = head.values("og:description", "twitter:description", "description")
    if summary and is_telling(summary[0]):
        fields["summary"] = summary[0]
    _take_date(
        draft,
        [value for name in _DATES for value in head.values(name)],
        head.language or next(iter(head.values("og:locale")), ""),
    )
    draft.extra.pop("issued", None)
    authors = [name for name in head.values(*_AUTHORS) if "://" not in name]
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


# Content systems, news and analytics have names of their own for the day and the author.
_DATES = (
    *("article:published_time", "article:published", "og:published_time", "datepublished", "date", "pubdate"),
    *(
        "publish-date",
        "publishdate",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "originalpublicationdate",
    ),
    *("bt:pubdate", "rnews:datepublished", "published_time", "dateposted", "pub_date", "datecreated"),
)
_AUTHORS = (
    "article:author",
    "author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.author",
    "article:author_name",
)


def body_report(head: PageHead, known: list[Report], note: Note) -> Report | None:
    """Read from what the page shows the fields that its head leaves out; None where it shows none of them."""
    draft = Draft(note)
    body, fields = head.body, draft.fields
    _labelled(draft, body)
    if "issued" not in fields and not any(report.issued for report in known):
        address = next(iter(head.values("og:url")), "") or head.canonical or ""
        date = body.date() or day_in_address(address)
        if date is not None:
            fields["issued"] = date
    if "authors" not in fields and not any(report.authors for report in known):
        fields["authors"] = _people(body.authors(), note)
    if not any(report.title for report in known):
        fields["title"] = next(iter(body.headings()), None)
    return draft.report() if any(fields.values()) or draft.extra else None


_FEWEST_LABELS = 2  # one label alone may be about anything


def _labelled(draft: Draft, body: PageBody) -> None:
    """Read the values that stand beside labels of record pages."""
    from briefmeta.formats.record.labels import label_field

    found = [(field, values) for label, values in body.labelled() if (field := label_field(label))]
    if len({field for field, _ in found}) < _FEWEST_LABELS:
        return
    for field, values in found:
        if field in ("authors", "editors", "translators") and field not in draft.fields:
            draft.fields[field] = _people(values, draft.note)
        elif field == "issued":
            if (date := read_page_date(values[0])) is not None:
                draft.fields.setdefault("issued", date)
        elif field in ("handle", "url", "doi"):
            _labelled_address(draft, values[0])
        elif field == "subjects":
            draft.fields.setdefault("subjects", split_keywords(values))
        elif field in _LABELLED_TEXTS:
            draft.add(field, values[0])


_LABELLED_TEXTS = frozenset(("publisher", "series", "isbn", "issn", "number", "language"))


def _labelled_address(draft: Draft, text: str) -> None:
    from briefmeta.formats.dublincore.dc_values import classify_identifier

    found = classify_identifier(text)
    if found.handle is not None:
        draft.fields.setdefault("handle", found.handle)
    elif found.kind == "doi":
        draft.add("doi", found.value)


def is_excuse(head: PageHead) -> bool:
    """Return whether a page without metadata says that something else was to come: a test for robots, an error.

    Such pages are short and have the phrase as their title; a report may be about any of these things.
    """
    from briefmeta.vocabulary import rows

    title = head.title or ""
    if not title or len(title) > _LONGEST_EXCUSE or head.body.text_length() > _EXCUSE_PAGE:
        return False
    for phrase, _, _ in rows("error_pages"):
        found = re.search(phrase.replace(" ", r"\s+"), title, re.IGNORECASE)
        if found is not None and len(title) - len(found[0]) <= _BESIDE_PHRASE:
            return True
    return False


_LONGEST_EXCUSE, _EXCUSE_PAGE, _BESIDE_PHRASE = 150, 3000, 15


def describes_publisher(values: dict[str, Any]) -> bool:
    """Return whether the description of a page is about its site: it names the publisher, and nothing of the title."""
    publisher, summary = str(values.get("publisher") or ""), values["summary"].casefold()
    if len(publisher) < 3 or publisher.casefold() not in summary:
        return False
    return not any(word in summary for word in _words(values["title"]) - _words(publisher))


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def plain_title(title: str, head: PageHead) -> str:
    """Take the name of the site off a title: ``Pivot | FPRI``.

    What the site is called is said by ``og:site_name``, by the address, or by the heading of the page, which is the
    title without it.
    """
    title = without_entities(title)
    cuts = list(_SITE_END.finditer(title))
    if not cuts:
        return title
    headings = {squeezed(heading) for heading in head.body.headings()}
    if squeezed(title) in headings:
        return title
    for piece in [title[: cut.start()] for cut in reversed(cuts)] + [title[cut.end() :] for cut in cuts]:
        if squeezed(piece) in headings:
            return piece.strip()
    sites = {squeezed(site) for site in head.values("og:site_name", "application-name")}
    host = (head.canonical or next(iter(head.values("og:url")), "")).partition("://")[2].partition("/")[0]
    labels = {squeezed(label) for label in host.split(".")[:-1] if len(label) > 2} - {"www"}
    for piece, rest in (
        (title[cuts[-1].end() :], title[: cuts[-1].start()]),
        (title[: cuts[0].start()], title[cuts[0].end() :]),
    ):
        if squeezed(piece) in sites | labels and rest.strip():
            return rest.strip()
    return title
