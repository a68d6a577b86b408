"""DataCite Metadata Schema 4.5 in XML; earlier versions are read too.

A record is read as the JSON of DataCite, which has the same elements under the same names.

The schema demands an identifier, a creator, a title, a publisher, a year and a type. Where a report lacks one, the
standard's code for a value that is unavailable stands there, ``(:unav)``; a year, which must be four digits, is
``0000``. Place and country of publication have no place in DataCite: a ``geoLocation`` is what the content is about.

Source: DataCite Metadata Schema 4.5 (2024), with appendix 3 (unknown values); RKMS-ISO8601 for ranges of dates.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from briefmeta.errors import ParseError
from briefmeta.formats.dublincore import oai
from briefmeta.formats.registries.datacite_json import DOCUMENTED, read_resource
from briefmeta.formats.xml import (
    NAMESPACES,
    SKIP,
    TAKE,
    Element,
    document,
    make,
    read_elements,
    read_whole,
    serialize,
)
from briefmeta.model.names.name import Name, Organization

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.dates.publication_date import PublicationDate
    from briefmeta.model.report import Report

__all__ = ["DOCUMENTED", "dumps", "iter_dumps", "iter_loads", "loads"]

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


# The lists of the schema, and the member of the JSON that each text, attribute and element is.
_LISTS: Final = {
    "creators": "creatorName",
    "titles": "title",
    "subjects": "subject",
    "contributors": "contributorName",
    "dates": "date",
    "alternateIdentifiers": "alternateIdentifier",
    "relatedIdentifiers": "relatedIdentifier",
    "rightsList": "rights",
    "descriptions": "description",
    "relatedItems": "",
    "sizes": "",
    "formats": "",
    "geoLocations": "",
    "fundingReferences": "",
}


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the records of a text with DataCite XML in it, such as an answer of OAI-PMH.

    Args:
        text: the text.
        problems: takes what could not be read.

    >>> loads("<resource><titles><title>Pivot</title></titles></resource>", [])[0].title
    'Pivot'
    """
    return read_whole(iter_loads, text, problems)


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read the records of a stream, one after the other, with memory for one."""
    empty, before = True, len(problems)
    left_out: dict[str, None] = {}
    for element in read_elements(lines, _choose, problems):
        empty = False
        if element.name != "resource":
            oai.tell(element, problems)
            continue
        found: list[ParseError] = []
        yield read_resource(_node(element), found, left_out)
        for problem in found:
            problem.line, problem.column = element.line, element.column
        problems += found
    if empty and len(problems) == before:
        problems.append(ParseError("there is no DataCite record in this XML", line=1, column=1))


def _choose(namespace: str, name: str) -> int:
    is_resource = name == "resource" and (not namespace or "datacite.org" in namespace)
    return TAKE if is_resource or oai.is_message(namespace, name) else SKIP


def _node(resource: Element) -> dict[str, Any]:
    """Return a record as the JSON of DataCite has it."""
    node: dict[str, Any] = {}
    for part in resource.elements():
        if part.name in _LISTS:
            node[part.name] = [
                value for each in part.elements() if (value := _value(each, _LISTS[part.name]))
            ]
        elif part.name == "resourceType":
            node["types"] = {"resourceType": part.text.strip(), **part.attributes}
        elif part.name == "identifier":
            kind, text = part.get("identifierType"), part.text.strip()
            if text and text != UNAVAILABLE:
                node.setdefault("identifiers", []).append(
                    {"identifier": text, "identifierType": kind or "DOI"}
                )
        elif part.name == "publicationYear":
            node["publicationYear"] = "" if part.text.strip() == UNKNOWN_YEAR else part.text.strip()
        else:
            node[part.name] = _value(part, "")
    return node


def _add_member(members: dict[str, Any], part: Element) -> None:
    """Add an element to the members of the one that it stands in; ``nameType`` is said of the name, not of its text."""
    if part.name in ("nameIdentifier", "affiliation"):
        name = f"{part.name}s" if part.name[0] == "n" else part.name
        members.setdefault(name, []).append(_value(part, part.name))
    elif part.name == "titles":
        members["titles"] = [_value(each, "title") for each in part.elements()]
    elif part.name != "br":
        members[part.name] = _value(part, part.name) if part.attributes else _value(part, "")
        members |= {name: part.get(name) for name in ("nameType",) if part.get(name)}
        if part.name in ("creatorName", "contributorName") and isinstance(members[part.name], dict):
            members[part.name] = part.text.strip()


def _value(element: Element, text_name: str) -> Any:
    """Return an element as JSON: its attributes and elements as members, its text as the member of that name."""
    members: dict[str, Any] = {
        name: value for name, value in element.attributes.items() if not name.startswith(("xml:", "xsi:"))
    }
    for part in element.elements():
        _add_member(members, part)
    text = "" if any(part.name != "br" for part in element.elements()) else element.text.strip()
    if text == UNAVAILABLE or members.get("creatorName") == UNAVAILABLE:
        return ""
    if not members:
        return {text_name: text} if text and text_name else text
    return {**members, text_name: text} if text and text_name else members


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
