"""Dublin Core: which element says what of a report, in simple (oai_dc) and qualified (dcterms) form.

One table, ``ROWS``, is what both writers write, row by row; ``dublincore.reader`` reads what they and others
write. The choices that Dublin Core leaves open are written down in ``docs/crosswalk.md``.

Source: DCMI Metadata Terms (2020-01-20); Guidelines for implementing Dublin Core in XML (2003-04-02).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Final

import attrs

from briefmeta.formats.csljson.csl_names import names_from_csl
from briefmeta.formats.resource_types import concept_of
from briefmeta.model.names.name import Name, Person
from briefmeta.model.places.publication_place import join_place
from briefmeta.model.report import Report

BASE_ELEMENTS: Final = frozenset(
    (
        *("contributor", "coverage", "creator", "date", "description", "format", "identifier", "language"),
        *("publisher", "relation", "rights", "source", "subject", "title", "type"),
    )
)
"""The fifteen elements of Dublin Core 1.1."""

REFINED: Final = {
    "abstract": "description",
    "accessRights": "rights",
    "accrualMethod": "",
    "accrualPeriodicity": "",
    "accrualPolicy": "",
    "alternative": "title",
    "audience": "",
    "available": "date",
    "bibliographicCitation": "identifier",
    "conformsTo": "relation",
    "created": "date",
    "dateAccepted": "date",
    "dateCopyrighted": "date",
    "dateSubmitted": "date",
    "educationLevel": "",
    "extent": "format",
    "hasFormat": "relation",
    "hasPart": "relation",
    "hasVersion": "relation",
    "instructionalMethod": "",
    "isFormatOf": "relation",
    "isPartOf": "relation",
    "isReferencedBy": "relation",
    "isReplacedBy": "relation",
    "isRequiredBy": "relation",
    "isVersionOf": "relation",
    "issued": "date",
    "license": "rights",
    "mediator": "",
    "medium": "format",
    "modified": "date",
    "provenance": "",
    "references": "relation",
    "replaces": "relation",
    "requires": "relation",
    "rightsHolder": "",
    "spatial": "coverage",
    "tableOfContents": "description",
    "temporal": "coverage",
    "valid": "date",
}
"""The further DCMI terms, and the element that each refines; nothing where it refines none."""

_W3CDTF = re.compile(r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?)?")
_URI_CHARACTERS = r"(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
_PLAIN_URI = re.compile(rf"[a-z]+:{_URI_CHARACTERS}+(?:#{_URI_CHARACTERS}*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")

_Values = Callable[[Report], Sequence[str]]


@attrs.frozen(kw_only=True)
class Row:
    """A statement: where its values come from, and the element that holds them.

    Attributes:
        simple: the element of Dublin Core 1.1.
        qualified: the DCMI term.
        values: takes a report, gives the texts; one element is written for each.
        scheme: an encoding scheme of DCMI, and the pattern of the values that it is said of.
    """

    simple: str
    qualified: str
    values: _Values
    scheme: tuple[str, re.Pattern[str]] | None = None


_URI = ("URI", _PLAIN_URI)


def _one(field: str) -> _Values:
    value_of = attrgetter(field)

    def values(report: Report) -> Sequence[str]:
        value = value_of(report)
        return () if value is None else (str(value),)

    return values


def written_name(name: Name) -> str:
    """Write a name as Dublin Core wants it: persons with the family name first."""
    return name.inverted if isinstance(name, Person) else name.name


def _names(field: str) -> _Values:
    value_of = attrgetter(field)

    def values(report: Report) -> Sequence[str]:
        names = value_of(report)
        return [written_name(name) for name in names] if names else ()

    return values


def _contributors(report: Report) -> Sequence[str]:
    names = report.editors + report.translators
    if report.extra:
        others = names_from_csl(report.extra.get("contributor", ()))[0]
        names += others
    return [written_name(name) for name in names] if names else ()


def _type(report: Report) -> Sequence[str]:
    concept = concept_of(report.type, report.genre)
    return (report.type, concept) if concept else (report.type,)


def _handle(report: Report) -> Sequence[str]:
    return (report.handle.uri,) if report.handle else ()


def _doi(report: Report) -> Sequence[str]:
    return (doi_uri(report.doi),) if report.doi else ()


_PLAIN_DOI = re.compile(r"[A-Za-z0-9\-._~/:;()]+")


def doi_uri(doi: str) -> str:
    """Write a DOI as its https URI, percent-encoded where a URI needs it.

    >>> doi_uri("10.1002/(SICI)1096<1::AID>3.0")
    'https://doi.org/10.1002/(SICI)1096%3C1::AID%3E3.0'

    Source: DOI Handbook, section 2.5.2.4 ("Encoding recommendations").
    """
    if _PLAIN_DOI.fullmatch(doi):
        return f"https://doi.org/{doi}"
    from urllib.parse import quote

    return "https://doi.org/" + quote(doi, safe="/:;()!$&'*+,=@")


def _urns(field: str) -> _Values:
    value_of = attrgetter(field)

    def values(report: Report) -> Sequence[str]:
        value = value_of(report)
        return [f"urn:{field}:{number}" for number in value.split(", ")] if value else ()

    return values


def _series(report: Report) -> Sequence[str]:
    if report.series is None:
        return ()
    return (f"{report.series}; {report.series_number}" if report.series_number else report.series,)


def _number_of_pages(report: Report) -> Sequence[str]:
    return (f"{report.number_of_pages} pages",) if report.number_of_pages else ()


def _source(report: Report) -> Sequence[str]:
    """What the item stands in, in the form that journal systems give ``dc:source``: title; issue; pages."""
    extra = report.extra
    container = extra.get("container-title") if extra else None
    if not isinstance(container, str) or not container:
        return ()
    issue = [
        f"{label} {extra[name]}" for name, label in (("volume", "Vol."), ("issue", "No.")) if name in extra
    ]
    return ("; ".join(part for part in (container, " ".join(issue), report.pages) if part),)


def _place(report: Report) -> Sequence[str]:
    place = join_place(report.place, report.country)
    return (place,) if place else ()


def _placed_publisher(report: Report) -> Sequence[str]:
    place = join_place(report.place, report.country)
    if report.publisher is None:
        return ()
    return (f"{place} : {report.publisher}" if place else report.publisher,)


def _coverage(report: Report) -> Sequence[str]:
    return (report.country.name,) if report.country else ()


def _subjects(report: Report) -> Sequence[str]:
    return report.subjects


_PUBLISHER = Row(simple="publisher", qualified="publisher", values=_one("publisher"))
_CONTRIBUTORS = Row(simple="contributor", qualified="contributor", values=_contributors)
ROWS: Final = (
    Row(simple="title", qualified="title", values=_one("title")),
    Row(simple="title", qualified="alternative", values=_one("short_title")),
    Row(simple="creator", qualified="creator", values=_names("authors")),
    _CONTRIBUTORS,
    _PUBLISHER,
    Row(simple="date", qualified="issued", values=_one("issued"), scheme=("W3CDTF", _W3CDTF)),
    Row(simple="type", qualified="type", values=_type, scheme=_URI),
    Row(simple="type", qualified="type", values=_one("genre")),
    Row(simple="identifier", qualified="identifier", values=_handle, scheme=_URI),
    Row(simple="identifier", qualified="identifier", values=_doi, scheme=_URI),
    Row(simple="identifier", qualified="identifier", values=_urns("isbn"), scheme=_URI),
    Row(simple="identifier", qualified="identifier", values=_one("url"), scheme=_URI),
    Row(simple="identifier", qualified="identifier", values=_one("number")),
    Row(simple="relation", qualified="isPartOf", values=_series),
    Row(simple="relation", qualified="isPartOf", values=_urns("issn"), scheme=_URI),
    Row(simple="source", qualified="source", values=_source),
    Row(simple="format", qualified="extent", values=_number_of_pages),
    Row(simple="language", qualified="language", values=_one("language"), scheme=("RFC4646", _LANGUAGE)),
    Row(simple="description", qualified="abstract", values=_one("summary")),
    Row(simple="description", qualified="description", values=_one("note")),
    Row(simple="subject", qualified="subject", values=_subjects),
    Row(simple="rights", qualified="rights", values=_one("rights")),
)
"""What is written of a report, in this order."""

COVERAGE: Final = Row(simple="coverage", qualified="spatial", values=_coverage)
"""The country, for repositories that want it there, although Dublin Core means the content by it."""
PLACED_PUBLISHER: Final = attrs.evolve(_PUBLISHER, values=_placed_publisher)
"""The publisher behind its place, as in a bibliographic description (ISBD 4)."""
RELATORS: Final = (
    Row(simple="", qualified="edt", values=_names("editors")),
    Row(simple="", qualified="trl", values=_names("translators")),
    Row(simple="", qualified="pup", values=_place),
)
"""MARC relators: what they say, Dublin Core has no term for."""


def rows(*, coverage: bool, publisher_place: bool = False, relators: bool = False) -> tuple[Row, ...]:
    """Choose the rows that the options of a writer ask for."""
    chosen = [PLACED_PUBLISHER if row is _PUBLISHER and publisher_place else row for row in ROWS]
    if relators:
        chosen.remove(_CONTRIBUTORS)
        chosen.extend(RELATORS)
    return (*chosen, COVERAGE) if coverage else tuple(chosen)


def further_statements(report: Report, prefixes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The statements that have no field: they stand in ``extra`` as ``dc:coverage`` and the like."""
    for name, values in report.extra.items():
        prefix, _, element = name.partition(":")
        known = element in BASE_ELEMENTS if prefix == "dc" else element in REFINED
        if prefix in prefixes and known and isinstance(values, tuple):
            yield from ((name, value) for value in values if isinstance(value, str))
