"""DataCite Metadata Schema 4.5 in XML, written only.

The schema demands an identifier, a creator, a title, a publisher, a year and a type. Where a report lacks one, the
standard's code for a value that is unavailable stands there, ``(:unav)``; a year, which must be four digits, is
``0000``. Place and country of publication have no place in DataCite: a ``geoLocation`` is what the content is about.

Source: DataCite Metadata Schema 4.5 (2024), with appendix 3 (unknown values); RKMS-ISO8601 for ranges of dates.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from briefmeta.formats.xml import NAMESPACES, Element, document, make, serialize
from briefmeta.model.names.name import Name, Organization

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.dates.publication_date import PublicationDate
    from briefmeta.model.report import Report

UNAVAILABLE: Final = "(:unav)"
"""The code for a value that nobody has (appendix 3)."""
UNKNOWN_YEAR: Final = "0000"
"""The year of a report without one; the schema takes four digits and nothing else."""

_NAMESPACE: Final = "http://datacite.org/schema/kernel-4"
_DECLARATIONS: Final = (
    f'xmlns="{_NAMESPACE}" xmlns:xsi="{NAMESPACES["xsi"]}"'
    f' xsi:schemaLocation="{_NAMESPACE} https://schema.datacite.org/meta/kernel-4.5/metadata.xsd"'
)
_GENERAL_TYPES: Final = {
    "article": "Preprint",
    "article-journal": "JournalArticle",
    "book": "Book",
    "broadcast": "Audiovisual",
    "chapter": "BookChapter",
    "dataset": "Dataset",
    "entry": "BookChapter",
    "entry-dictionary": "BookChapter",
    "entry-encyclopedia": "BookChapter",
    "event": "Event",
    "figure": "Image",
    "graphic": "Image",
    "map": "Image",
    "motion_picture": "Audiovisual",
    "paper-conference": "ConferencePaper",
    "performance": "Event",
    "periodical": "Journal",
    "report": "Report",
    "software": "Software",
    "song": "Sound",
    "standard": "Standard",
    "thesis": "Dissertation",
}
"""The ``resourceTypeGeneral`` of a CSL type; all others are ``Text``."""
_CONTAINERS: Final = {
    "article-journal": "Journal",
    "chapter": "Book",
    "paper-conference": "ConferenceProceeding",
}
_PLAIN_URI: Final = re.compile(r"https?://(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
_RANGE: Final = re.compile(r"([^-\s]+)-([^-\s]+)")


def dumps(reports: Iterable[Report]) -> str:
    """Write reports as DataCite XML: one as a ``resource`` document, several in a ``resources`` element.

    >>> from briefmeta.model.report import Report
    >>> print(dumps([Report(title="Pivot", issued="2024", doi="10.1234/5")]))  # doctest: +ELLIPSIS
    <?xml version="1.0" encoding="UTF-8"?>
    <resource xmlns="http://datacite.org/schema/kernel-4" ...>
      <identifier identifierType="DOI">10.1234/5</identifier>
      <creators>
        <creator>
          <creatorName>(:unav)</creatorName>
        </creator>
      </creators>
    ...
    """
    return "".join(iter_dumps(reports))


def iter_dumps(reports: Iterable[Report]) -> Iterator[str]:
    """Write reports as DataCite XML, piece by piece."""
    records = ("".join(serialize(element, "  ") for element in _elements(report)) for report in reports)
    return document(records, "resource", "resources", _DECLARATIONS)


_HELD: Final = frozenset(
    (
        *(
            "title",
            "short_title",
            "authors",
            "editors",
            "issued",
            "handle",
            "doi",
            "isbn",
            "issn",
            "url",
            "publisher",
        ),
        *(
            "genre",
            "number",
            "series",
            "number_of_pages",
            "summary",
            "language",
            "subjects",
            "rights",
            "note",
        ),
    )
)
_HELD_IN_CONTAINER: Final = frozenset(("container-title", "volume", "issue"))


def held_fields(report: Report) -> frozenset[str]:
    """Return the fields of a report that DataCite has a place for; translators are contributors of type Other."""
    from briefmeta.model.key import citation_key

    types = list(_GENERAL_TYPES.values())
    contained = isinstance(report.extra.get("container-title"), str)
    conditions = {
        "type": report.genre is None or types.count(_GENERAL_TYPES.get(report.type, "Text")) == 1,
        "series_number": report.series is not None,
        "pages": contained,
        "extra": contained and report.extra.keys() <= _HELD_IN_CONTAINER,
        "key": report.key == citation_key(report),
    }
    return _HELD | {field for field, met in conditions.items() if met}


def _elements(report: Report) -> Iterator[Element]:
    identifier, *others = _identifiers(report)
    yield make("identifier", identifier[1], identifierType=identifier[0])
    creators = [_agent("creator", name) for name in report.authors]
    yield make("creators", *(creators or [make("creator", make("creatorName", UNAVAILABLE))]))
    yield make("titles", *_titles(report))
    yield make("publisher", report.publisher or UNAVAILABLE)
    yield make("publicationYear", _year(report.issued))
    general = _GENERAL_TYPES.get(report.type, "Text")
    yield make("resourceType", report.genre or report.type.replace("_", " "), resourceTypeGeneral=general)
    yield from _list("subjects", [make("subject", subject) for subject in report.subjects])
    yield from _list("contributors", list(_contributors(report)))
    yield from _list("dates", [_date(report.issued)] if report.issued else [])
    if report.language is not None:
        yield make("language", report.language)
    alternates = [make("alternateIdentifier", text, alternateIdentifierType=kind) for kind, text in others]
    yield from _list("alternateIdentifiers", alternates)
    yield from _list("relatedIdentifiers", list(_related_identifiers(report)))
    yield from _list(
        "sizes", [make("size", f"{report.number_of_pages} pages")] if report.number_of_pages else []
    )
    yield from _list("rightsList", [_rights(report.rights)] if report.rights else [])
    yield from _list("descriptions", list(_descriptions(report)))
    yield from _list("relatedItems", [*_series(report), *_container(report)])


def _list(name: str, elements: list[Element]) -> Iterator[Element]:
    if elements:
        yield make(name, *elements)


def _identifiers(report: Report) -> list[tuple[str, str]]:
    """The identifiers of a report, the one that DataCite prefers first; the code for none where there is none."""
    found = [
        ("DOI", report.doi),
        ("Handle", str(report.handle) if report.handle else None),
        *(("ISBN", isbn) for isbn in (report.isbn or "").split(", ")),
        ("URL", report.url),
        ("Report number" if report.type == "report" else "Number", report.number),
    ]
    identifiers = [(kind, text) for kind, text in found if text]
    persistent = bool(identifiers) and identifiers[0][0] in ("DOI", "Handle", "URL")
    return identifiers if persistent else [("DOI", UNAVAILABLE), *identifiers]


def _agent(element: str, name: Name, **attributes: str) -> Element:
    if isinstance(name, Organization):
        parts: list[Element | None] = [make(f"{element}Name", name.name, nameType="Organizational")]
        identifier = ("ROR", "https://ror.org", name.ror)
    else:
        parts = [
            make(f"{element}Name", name.inverted, nameType="Personal"),
            make("givenName", name.given) if name.given else None,
            make("familyName", name.family) if name.family else None,
        ]
        identifier = ("ORCID", "https://orcid.org", name.orcid)
    scheme, uri, value = identifier
    if value:
        parts.append(make("nameIdentifier", value, nameIdentifierScheme=scheme, schemeURI=uri))
    return make(element, *parts, **attributes)


def _titles(report: Report) -> Iterator[Element]:
    yield make("title", report.title or UNAVAILABLE)
    if report.short_title is not None:
        yield make("title", report.short_title, titleType="AlternativeTitle")


def _contributors(report: Report) -> Iterator[Element]:
    for names, role in ((report.editors, "Editor"), (report.translators, "Other")):  # 4.5 has no translator
        yield from (_agent("contributor", name, contributorType=role) for name in names)


def _year(date: PublicationDate | None) -> str:
    return f"{date.year:04d}" if date is not None and date.year > 0 else UNKNOWN_YEAR


def _date(date: PublicationDate) -> Element:
    """Write a date in W3CDTF or as a range; what these cannot say goes to ``dateInformation``, in EDTF."""
    written = str(date)
    ends = [date, date.end] if date.end is not None else [date]
    points = [
        str(
            attrs.evolve(
                end, end=None, open_end=False, open_start=False, season=None, circa=False, uncertain=False
            )
        )
        for end in ends
    ]
    text = "/".join(points)
    if date.open_end or date.open_start:
        text = f"{text}/" if date.open_end else f"/{text}"
    said = text == written.replace("..", "")
    return make("date", text, dateType="Issued", dateInformation=None if said else written)


def _related_identifiers(report: Report) -> Iterator[Element]:
    for issn in (report.issn or "").split(", "):
        if issn:
            yield make("relatedIdentifier", issn, relatedIdentifierType="ISSN", relationType="IsPartOf")


def _rights(rights: str) -> Element:
    return make("rights", rights, rightsURI=rights if _PLAIN_URI.fullmatch(rights) else None)


def _descriptions(report: Report) -> Iterator[Element]:
    for text, kind in ((report.summary, "Abstract"), (report.note, "Other")):
        if text is not None:
            yield make("description", text, descriptionType=kind)


def _series(report: Report) -> Iterator[Element]:
    if report.series is not None:
        number = make("number", report.series_number) if report.series_number else None
        titles = make("titles", make("title", report.series))
        yield make("relatedItem", titles, number, relatedItemType="Collection", relationType="IsPartOf")


def _container(report: Report) -> Iterator[Element]:
    texts = {name: report.extra.get(name) for name in ("container-title", "volume", "issue")}
    title = texts.pop("container-title")
    if not isinstance(title, str) or not title:
        return
    ends = _RANGE.fullmatch(report.pages) if report.pages else None
    first, last = (ends[1], ends[2]) if ends else (report.pages, None)
    yield make(
        "relatedItem",
        make("titles", make("title", title)),
        *(
            make(name, str(text))
            for name, text in texts.items()
            if isinstance(text, (str, int)) and text != ""
        ),
        make("firstPage", first) if first else None,
        make("lastPage", last) if last else None,
        relatedItemType=_CONTAINERS.get(report.type, "Text"),
        relationType="IsPublishedIn",
    )
