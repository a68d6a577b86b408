"""What the values on a record page mean: one function a field, each with its place for what cannot be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import decimal

import attrs

from briefmeta.errors import (
    DateSyntaxError,
    InvalidValueError,
    NameSyntaxError,
    ParseError,
    UnknownCountryError,
)
from briefmeta.formats.record.page_lines import Page, handle_of, is_date_like, is_undated
from briefmeta.formats.record.plausible import CATALOGUE_NAME
from briefmeta.handles.handle import Handle
from briefmeta.model import identifiers
from briefmeta.model.dates.publication_date import Order, PublicationDate
from briefmeta.model.language.language_tag import language_tag
from briefmeta.model.names.name import Organization
from briefmeta.model.names.name_reading import parse_names, read_entity, read_names
from briefmeta.model.places.country import Country

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# The extent as catalogues print it (ISBD, area 5): "54 pages : illustrations ; 30 cm".
_EXTENT = re.compile(r"([0-9]{1,5})\s?(?:pages?|p\.?|pp\.?|S\.?|Seiten|páginas|págs?\.?)\s?[:;].{0,80}")
_THOUSANDS = re.compile(r"(?<=^[0-9])[,.\u202f ](?=[0-9]{3}(?![0-9]))")
_PAGE_WORD = r"(?:[^\W\d_]{1,10}\.?\s*)?"
_PAGE = r"(?:[0-9]{1,6}|[ivxlcdm]{1,8})"
_PAGE_RANGE = re.compile(
    rf"{_PAGE_WORD}({_PAGE}\s*[-–—]\s*{_PAGE}(?:\s*,\s*{_PAGE}(?:\s*[-–—]\s*{_PAGE})?){{0,9}})\s*{_PAGE_WORD}"
)
_PAGE_COUNT = re.compile(rf"{_PAGE_WORD}([0-9]{{1,6}})\s*(?:[^\W\d_]{{0,12}}\.?)(?:\s*\([^()]{{0,60}}\))?")
# "Working Paper No. 12": a word for number; "Working Papers, 12", "Working Paper 12": a number that is no year.
_SERIES_MARKED = re.compile(
    r"(.{2,300}?)(?:\s*[,;:(]\s*|\s+)(?:n[.o°º]{1,2}|nos?\.|nr\.?|núm\.?|num\.?|número|numéro|nummer|numero|"
    r"number|номер|№|#|第|vol\.?|volume|bd\.?|band|heft|issue|t\.|tome|том|выпуск|вып\.)\s*"
    r"([0-9][A-Za-z0-9/.\-]{0,30}|[A-Z]{1,6}[-/ ]?[0-9][A-Za-z0-9/.\-]{0,30}|[IVXLC]{1,7})[号號期卷]?\)?",
    re.IGNORECASE,
)
_SERIES_NUMBERED = re.compile(
    r"(.{2,300}?)(?:\s*[,;]\s*([A-Z]{0,6}[-/]?[0-9][A-Za-z0-9/.\-]{0,30})|\s+\(?(?!(?:19|20)[0-9]{2}\)?$)([0-9][0-9/\-]{0,30})\)?)"
)
_NUMBERS = {
    "isbn": re.compile(r"(?<![0-9A-Za-z-])(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx](?![0-9A-Za-z])"),
    "issn": re.compile(r"(?<![0-9A-Za-z-])[0-9]{4}[-–]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])"),
}
_NUMBER_WORD = re.compile(r"e?-?IS[BS]N(?:-?1[03])?", re.IGNORECASE)
_QUALIFIER = re.compile(r"\s*\([^()]{0,60}\)")
# An imprint as catalogues print it (ISBD, area 4): "Berlin, Februar 2018", "Paris : OECD, 2022".
IMPRINT = re.compile(
    r"(?P<place>[^:,]{2,60}(?:, [^:,]{2,40})?)(?:\s?: (?P<publisher>[^:]{2,200}?))?, "
    r"(?P<date>[^,:]{0,30}[0-9]{4}[^,:]{0,12})"
)
_LONGEST_PLACE = 80  # characters
_LIST_MARK = re.compile(r"^(?:[-*•·‣▪–]\s*|\d{1,3}[.)]\s+)")
_SUBJECT_SEPARATORS = (";", "；", "|", "\u00b7", "•", "、", "，", "،", ",")
_FIELD_VARIABLE = {
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
    "url": "URL",
    "issued": "issued",
    "accessed": "accessed",
}


@attrs.define
class Draft:
    """A record on its way to a report: fields so far, the rest, and what was wrong."""

    page: Page
    order: Order | None = None
    fields: dict[str, Any] = attrs.Factory(dict)
    extra: dict[str, Any] = attrs.Factory(dict)
    problems: list[ParseError] = attrs.Factory(list)
    name_lines: dict[str, list[str]] = attrs.Factory(dict)
    subjects: set[str] = attrs.Factory(set)
    _kept: dict[str, list[str]] = attrs.Factory(dict)

    def fault(self, index: int, message: str, value: str = "", *, field: str | None = None) -> None:
        """Note what could not be read."""
        self.problems.append(self.page.problem(index, message, value, field=field))

    def notice(self, index: int, message: str, value: str = "", *, field: str | None = None) -> None:
        """Note what was kept in another place than its own."""
        self.problems.append(self.page.problem(index, message, value, field=field, warning=True))

    def keep(self, label: str, value: str) -> None:
        """Keep a value in ``extra``; a second one under the same label goes on a line of its own."""
        self._kept.setdefault(label, []).append(value)

    def add(self, field: str, items: Iterable[Any]) -> None:
        """Add items to a field with a list of them: in place, as a page may have very many blocks for one field."""
        known = self.fields.get(field)
        if not isinstance(known, list):
            known = self.fields[field] = list(known or ())
        known.extend(items)

    def all_extra(self) -> dict[str, Any]:
        """Return what ``extra`` holds in the end."""
        return self.extra | {label: "\n".join(values) for label, values in self._kept.items()}

    def set(self, field: str, value: Any, index: int, label: str, text: str) -> None:
        """Set a field; where it has another value already, the text is kept under its label."""
        if self.fields.get(field) in (None, (), [], value):
            self.fields[field] = value
        else:
            self.keep(label, text)
            self.notice(index, f"a second {field}; kept as it stands", text, field=field)


def read_value(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    """Read the lines of one block into the field that its label opens.

    Args:
        draft: takes the value.
        field: the field.
        label: the label as it stands on the page.
        index: the line of the first value.
        values: the lines, stripped; blank ones stand between paragraphs.
    """
    _READERS.get(field, _text)(draft, field, label, index, values)


def _joined(values: list[str], separator: str = " ") -> str:
    return separator.join(value for value in values if value)


def _items(values: list[str]) -> list[str]:
    """Return the lines without blank ones and list marks."""
    return [_LIST_MARK.sub("", value) for value in values if value]


def _text(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    text = _joined(values)
    draft.set(field, text, index, label, text)


def _lines(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    text = "\n".join(values).strip("\n")
    draft.set(field, text, index, label, text)


def _bodies(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    text = re.sub(
        r"; (?=[a-zà-ÿ])", " ", "; ".join(_items(values))
    )  # a small letter goes on with a broken line
    imprint = IMPRINT.fullmatch(text.rstrip(".")) if " : " in text else None
    if imprint is not None and is_date_like(imprint["date"]) and imprint["publisher"]:
        if draft.fields.get("issued") is None:
            read_date(draft, "issued", label, index, imprint["date"])
        text = f"{imprint['place']} : {imprint['publisher']}"
    place, colon, publisher = text.partition(" : ")
    if colon and len(place) <= _LONGEST_PLACE and publisher:  # ISBD, area 4
        read_value(draft, "place", label, index, [place])
        text = publisher
    draft.set(field, text, index, label, text)


def _names(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    lines = _items(values)
    try:
        # the heading of a catalogue is one name, with dates and a relator term behind it (MARC 21, field 100)
        is_heading = len(lines) == 1 and CATALOGUE_NAME.match(lines[0]) is not None
        reading = read_entity(lines[0]) if is_heading else read_names("\n".join(lines))
    except NameSyntaxError as fault:
        draft.fault(index, f"{label}: {fault}", field=field)
        return
    if reading.left_out:
        if any(mark in part for part in reading.left_out for mark in "(@:"):  # an affiliation or an address
            draft.keep(label, "\n".join(lines))
        draft.notice(index, f"{label}: no part of a name: {', '.join(reading.left_out)[:200]}", field=field)
    draft.add(field, reading.names)
    if reading.others and field not in (unlisted := draft.extra.setdefault("and-others", [])):
        unlisted.append(field)
    draft.name_lines.setdefault(field, []).extend(lines)


def _editors_or_publisher(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    """Read what some languages call by one word: people who edit, or a body that publishes."""
    try:
        names = parse_names("\n".join(_items(values)))
    except NameSyntaxError:
        names = ()
    bodies = all(isinstance(name, Organization) for name in names)
    read_value(draft, "publisher" if bodies else "editors", label, index, values)


def name_bodies(draft: Draft) -> None:
    """Take authors for bodies where the page says so elsewhere: the publisher is one, whatever its name looks like."""
    publisher = draft.fields.get("publisher")
    for field, lines in draft.name_lines.items():
        if lines == [publisher]:
            draft.fields[field] = (Organization(name=publisher),)
        elif publisher:
            draft.fields[field] = tuple(
                Organization(name=publisher) if str(name) == publisher else name
                for name in draft.fields[field]
            )


def read_date(draft: Draft, field: str, label: str, index: int, text: str) -> None:
    """Read a date; one that is impossible or ambiguous is a fault, and kept as it stands."""
    if not is_undated(text):
        try:
            draft.set(field, PublicationDate.parse(text, draft.order), index, label, text)
        except DateSyntaxError as fault:
            draft.fault(index, str(fault), text, field=field)
            draft.extra.setdefault(field, {"literal": text})
    draft.fields.setdefault(field, None)


def _date(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    text = _joined(values)
    if field == "issued" and (imprint := IMPRINT.fullmatch(text)) is not None and not is_date_like(text):
        text = imprint["date"]
        for name in ("place", "publisher"):
            if imprint[name]:
                read_value(draft, name, label, index, [imprint[name]])
    read_date(draft, field, label, index, text)


def _country(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    first, *further = _items(values) or [""]
    if further and field == "country" and country_of(first) and country_of(further[0]) is None:
        draft.keep(label, "\n".join(further))
        draft.notice(index, f"{label}: no country: {', '.join(further)[:200]}", field=field)
        further = []
    text = ", ".join([first, *further]).rstrip(".,; ")
    if not text:
        return
    head, _, tail = text.rpartition(",")
    country, place = country_of(text), None
    if country is None and head:
        country, place = country_of(tail.strip()), head.strip()
    if country is not None and place is not None and country_of(place.split(",")[0]) is not None:
        draft.notice(index, "more than one country; kept as the place", text, field="country")
        draft.set("place", text, index, label, text)
        return
    if country is None:
        if field == "country":
            what = f"{text!r} is no country of ISO 3166-1; kept as the place"
            draft.notice(index, what, text, field="country")
        draft.set("place", text, index, label, text)
        return
    draft.set("country", country, index, label, text)
    if field == "place" and place is None:
        place = text
    if place is not None:
        draft.set("place", place, index, label, text)


def country_of(text: str) -> Country | None:
    """Return the country that a whole text names, or None."""
    try:
        return Country.parse(text)
    except UnknownCountryError:
        return None


def _ascii_digits(text: str) -> str:
    """Write the digits of any script as those of ASCII."""
    return text if text.isascii() else "".join(str(decimal(c)) if c.isdecimal() else c for c in text)


def _pages(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    text = _THOUSANDS.sub("", _ascii_digits(_joined(values)))
    found = _PAGE_RANGE.fullmatch(text) if len(text) < 100 else None
    if found:
        draft.set("pages", re.sub(r"\s*[-–—]\s*", "-", found[1]), index, label, text)
        return
    count = _PAGE_COUNT.fullmatch(text) or _EXTENT.fullmatch(text)
    draft.set("number_of_pages", count[1] if count else text, index, label, text)


def _language(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    text = _joined(values, ", ")
    first = next(
        (part for part in re.split(r"[,;/、，|]| and | et | und | y ", text) if part.strip()), text
    ).strip()
    try:
        draft.set(field, language_tag(first), index, label, text)
    except InvalidValueError:
        draft.keep("language", text)
        draft.notice(index, f"{text!r} is no language; kept as it stands", text, field=field)
        return
    if first != text:
        draft.keep(label, text)


def _subjects(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    subjects: list[str] = []
    lines = _items(values)
    joined = "\n".join(lines)
    separator = next((s for s in _SUBJECT_SEPARATORS if s in joined), None)
    for line in lines:
        subjects += (part.strip(" .") for part in (line.split(separator) if separator else [line]))
    new = [subject for subject in dict.fromkeys(subjects) if subject and subject not in draft.subjects]
    draft.subjects.update(new)
    draft.add(field, new)


def _identifier(check: Callable[[object], str | None]) -> Callable[[Draft, str, str, int, list[str]], None]:
    def read(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
        text = ", ".join(value.rstrip(".,;") for value in _items(values))
        numbers = _NUMBERS[field].findall(text) if field in _NUMBERS else ()
        try:
            value = check(", ".join(numbers) or _QUALIFIER.sub("", text))
        except InvalidValueError as fault:
            draft.keep(_FIELD_VARIABLE[field], text)
            draft.notice(index, f"{fault}; kept as it stands", text, field=field)
            return
        if numbers and any(c.isalnum() for c in _NUMBER_WORD.sub("", _NUMBERS[field].sub("", text))):
            draft.keep(label, text)  # which number is of the print, which of the file
        known = draft.fields.get(field)
        if known and value and field in ("isbn", "issn") and value not in known:
            draft.fields[field] = f"{known}, {value}"
        else:
            draft.set(field, value, index, label, text)

    return read


def _other(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    draft.keep(label, "\n".join(values))


def _handle(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    text = _joined(values)
    if len(values) > 1 and values[0] and handle_of(values[0]) is not None:
        # a handle may have spaces (RFC 3651, section 2.1), but a line that is one by itself does not go on below
        text = values[0]
        further = _joined(values[1:])
        if further:
            draft.keep(label, further)
            draft.notice(index, f"no part of a handle: {further[:200]!r}", field=field)
    try:
        draft.set(field, Handle(text), index, label, text)
    except InvalidValueError as fault:
        draft.fault(index, str(fault), text, field=field)
        draft.keep(label, text)


def _url(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    text = _joined(values)
    try:
        handle = Handle(text) if "doi.org/" not in text else None
    except InvalidValueError:
        handle = None
    if (
        handle is not None
        and draft.fields.get("handle") in (None, handle)
        and handle.uri.partition("://")[2] == text.partition("://")[2]
    ):
        draft.fields["handle"] = handle
        return
    _identifier(identifiers.url)(draft, field, label, index, values)


def _series(draft: Draft, field: str, label: str, index: int, values: list[str]) -> None:
    text = _joined(values)
    found = _SERIES_MARKED.fullmatch(text) or _SERIES_NUMBERED.fullmatch(text)
    if found and "series_number" not in draft.fields:
        draft.set("series", found[1].rstrip(" ,;:"), index, label, text)
        draft.fields["series_number"] = found[found.lastindex or 2]
    else:
        draft.set("series", text, index, label, text)


_READERS: dict[str, Callable[[Draft, str, str, int, list[str]], None]] = {
    "other": _other,
    "citation": _other,
    "editors or publisher": _editors_or_publisher,
    "authors": _names,
    "editors": _names,
    "translators": _names,
    "issued": _date,
    "accessed": _date,
    "country": _country,
    "place": _country,
    "publisher": _bodies,
    "pages": _pages,
    "language": _language,
    "subjects": _subjects,
    "doi": _identifier(identifiers.doi),
    "isbn": _identifier(identifiers.isbn),
    "issn": _identifier(identifiers.issn),
    "handle": _handle,
    "url": _url,
    "series": _series,
    "rights": _lines,
    "note": _lines,
    "summary": _lines,
}
