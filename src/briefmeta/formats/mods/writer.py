"""A report as the elements of a MODS record.

Each function writes one field or a group of fields that belong to one top-level element; ``mods.terms`` has
the words of both directions, ``mods.reader`` reads them.

Source: MODS 3.8 and the MODS User Guidelines, version 3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from briefmeta.errors import DateSyntaxError, InvalidValueError
from briefmeta.formats.csljson.csl_dates import date_from_csl
from briefmeta.formats.csljson.csl_names import name_from_csl
from briefmeta.formats.mods.mods_dates import write_dates
from briefmeta.formats.mods.mods_names import write_name
from briefmeta.formats.mods.terms import (
    DETAILS,
    FIELD_ROLES,
    OTHER_NUMBER,
    RELATED_NAMES,
    REPORT_NUMBER,
    RESOURCES,
    TEXT_PLACES,
    VARIABLE_ROLES,
)
from briefmeta.formats.xml import Element, make

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

# What xs:anyURI takes: no stray percent sign or bracket, one fragment.
_URI: Final = re.compile(r"(?:[^%\[\]#\s]|%[0-9A-Fa-f]{2})+(?:#(?:[^%\[\]#\s]|%[0-9A-Fa-f]{2})*)?")
_RANGE: Final = re.compile(r"([^-\s]+)-([^-\s]+)")


def elements_of(report: Report) -> Iterator[Element]:
    """Write a report as top-level elements of MODS, in the order of the guidelines, all but ``recordInfo``."""
    yield from _titles(report)
    yield from _names(report)
    yield make("typeOfResource", RESOURCES.get(report.type, "text"))
    yield make("genre", report.type, authority="csl")
    if report.genre is not None:
        yield make("genre", report.genre)
    yield from _origin(report)
    if report.language is not None:
        yield make("language", make("languageTerm", report.language, type="code", authority="rfc5646"))
    if report.number_of_pages is not None:
        yield make("physicalDescription", make("extent", report.number_of_pages, unit="pages"))
    if report.summary is not None:
        yield make("abstract", report.summary)
    if report.note is not None:
        yield make("note", report.note)
    for subject in report.subjects:
        yield make("subject", make("topic", subject))
    yield from _series(report)
    yield from _host(report)
    yield from _identifiers(report)
    yield from _location(report)
    if report.rights is not None:
        yield make("accessCondition", report.rights, type="use and reproduction")


def _text(report: Report, variable: str) -> str | None:
    """The text of a CSL variable that a report has no field for."""
    value = report.extra.get(variable)
    return (
        str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) and value != "" else None
    )


def _title(text: str, kind: str | None = None, part_number: str | None = None) -> Element:
    return make(
        "titleInfo", make("title", text), make("partNumber", part_number) if part_number else None, type=kind
    )


def _titles(report: Report) -> Iterator[Element]:
    if report.title is not None:
        yield _title(report.title)
    if report.short_title is not None:
        yield _title(report.short_title, "abbreviated")


def _names(report: Report) -> Iterator[Element]:
    for field, (code, term) in FIELD_ROLES.items():
        yield from (write_name(name, code, term) for name in getattr(report, field))
    for variable, (code, term) in VARIABLE_ROLES.items():
        yield from (write_name(name, code, term) for name in _csl_names(report, variable))
    event = _text(report, "event-title")
    if event is not None:
        yield make("name", make("namePart", event), type="conference")


def _csl_names(report: Report, variable: str) -> Iterable[Name]:
    value = report.extra.get(variable)
    if not isinstance(value, tuple):
        return ()
    try:
        return [name_from_csl(entry) for entry in value]
    except InvalidValueError:
        return ()  # it goes to the extension as it is


def _origin(report: Report) -> Iterator[Element]:
    parts: list[Element] = []
    if report.place is not None:
        parts.append(make("place", make("placeTerm", report.place, type="text")))
    if report.country is not None:
        code = make("placeTerm", report.country.alpha_2, type="code", authority="iso3166")
        parts.append(make("place", code, make("placeTerm", report.country.name, type="text")))
    if report.publisher is not None:
        parts.append(make("publisher", report.publisher))
    if report.issued is not None:
        parts.extend(write_dates("dateIssued", report.issued, keyDate="yes"))
    parts.extend(_original_date(report))
    edition = _text(report, "edition")
    if edition is not None:
        parts.append(make("edition", edition))
    if parts:
        yield make("originInfo", *parts)


def _original_date(report: Report) -> Iterator[Element]:
    value: Any = report.extra.get("original-date")
    try:
        date = date_from_csl(value) if value else None
    except DateSyntaxError:
        date = None
    if date is not None:
        yield from write_dates("dateOther", date, type="original")


def _related_names(report: Report, kind: str) -> Iterator[Element]:
    for variable, (related, code) in RELATED_NAMES.items():
        if related == kind:
            term = next(term for known, term in FIELD_ROLES.values() if known == code)
            yield from (write_name(name, code, term) for name in _csl_names(report, variable))


def _series(report: Report) -> Iterator[Element]:
    title = _title(report.series, None, report.series_number) if report.series is not None else None
    if title is None and report.series_number is not None:
        title = make("titleInfo", make("partNumber", report.series_number))
    parts = [part for part in (title, *_related_names(report, "series")) if part is not None]
    if parts:
        yield make("relatedItem", *parts, type="series")


def _host(report: Report) -> Iterator[Element]:
    """What the item stands in; an item that stands in nothing has its part for itself."""
    title, short = _text(report, "container-title"), _text(report, "container-title-short")
    titles = [
        _title(text, kind) for text, kind in ((title, None), (short, "abbreviated")) if text is not None
    ]
    titles.extend(_related_names(report, "host"))
    part = _part(report)
    if titles:
        yield make("relatedItem", *titles, part, type="host")
    elif part is not None:
        yield part


def _part(report: Report) -> Element | None:
    inner = [
        make("detail", make("number", text), type=kind)
        for variable, kind in DETAILS.items()
        if (text := _text(report, variable)) is not None
    ]
    if report.pages is not None:
        ends = _RANGE.fullmatch(report.pages)
        pages = [make("start", ends[1]), make("end", ends[2])] if ends else [make("list", report.pages)]
        inner.append(make("extent", *pages, unit="pages"))
    return make("part", *inner) if inner else None


def _identifiers(report: Report) -> Iterator[Element]:
    if report.handle is not None:
        yield make("identifier", str(report.handle), type="hdl")
    if report.doi is not None:
        yield make("identifier", report.doi, type="doi")
    for field in ("isbn", "issn"):
        numbers = getattr(report, field)
        yield from (
            make("identifier", number, type=field) for number in (numbers.split(", ") if numbers else ())
        )
    if report.url is not None and not _URI.fullmatch(report.url):
        yield make("identifier", report.url, type="uri")
    if report.number is not None:
        yield make(
            "identifier", report.number, type=REPORT_NUMBER if report.type == "report" else OTHER_NUMBER
        )


def _location(report: Report) -> Iterator[Element]:
    held = [
        make(name, text)
        for variable, (parent, name) in TEXT_PLACES.items()
        if parent == "location" and (text := _text(report, variable)) is not None
    ]
    address = report.url or (report.handle.uri if report.handle is not None else None)
    if address is not None and _URI.fullmatch(address):
        accessed = str(report.accessed) if report.accessed is not None else None
        held.append(make("url", address, usage="primary", dateLastAccessed=accessed))
    if held:
        yield make("location", *held)
