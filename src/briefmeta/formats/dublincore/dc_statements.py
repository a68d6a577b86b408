"""The statements of a Dublin Core record as a report.

Each base element has one function that makes sense of all its values together, refinements included. What has no
field in a report is kept in ``extra`` under its own name, as in ``dc:coverage``.

Source: DCMI Metadata Terms; what DSpace, EPrints, Invenio and Open Journal Systems write.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from briefmeta.errors import NameSyntaxError, ParseError
from briefmeta.formats.catalogue_punctuation import read_catalogue_date, without_area_end
from briefmeta.formats.csljson.csl_names import name_to_csl
from briefmeta.formats.dublincore import BASE_ELEMENTS, REFINED
from briefmeta.formats.dublincore.dc_values import (
    classify_identifier,
    is_series,
    may_be_number,
    split_publisher,
    split_series,
    split_source,
)
from briefmeta.formats.name_headings import Heading, read_heading
from briefmeta.formats.resource_types import read_type
from briefmeta.model.building import Draft
from briefmeta.model.names.name import Name, Organization
from briefmeta.model.names.name_reading import parse_name
from briefmeta.model.places.publication_place import split_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefmeta.model.report import Report

RELATORS: Final = frozenset(("aut", "edt", "pbl", "pup", "trl"))
"""MARC relators that are read beside Dublin Core."""


@attrs.frozen(kw_only=True)
class Term:
    """One statement of a record.

    Attributes:
        name: the element, refinement or relator, without its namespace.
        text: what it says.
        language: the language of the text, where that is said.
    """

    name: str
    text: str
    language: str = ""

    @property
    def base(self) -> str:
        """The element that it is or refines."""
        return REFINED.get(self.name) or self.name

    @property
    def qualified_name(self) -> str:
        """Its name as it is kept where no field takes it."""
        prefix = "dc" if self.name in BASE_ELEMENTS else "marcrel" if self.name in RELATORS else "dcterms"
        return f"{prefix}:{self.name}"


def report_from_terms(
    terms: Iterable[Term], problem: Callable[[str, str], ParseError], problems: list[ParseError]
) -> Report:
    """Build a report from the statements of one record.

    Args:
        terms: the statements, in order.
        problem: makes an error that points at the record, from a message and the name of a field.
        problems: takes what could not be kept.
    """
    draft = Draft(lambda field, message, culprit="": problems.append(problem(message, field)))
    groups: dict[str, list[Term]] = {}
    for term in terms:
        base = term.base
        if base == "relation" and term.text.startswith(_ALTERNATIVE_IDENTIFIER):
            base = "identifier"
        groups.setdefault(base, []).append(term)
    for element, read in _READERS.items():
        if element in groups:
            read(draft, groups.pop(element))
    for rest in groups.values():
        _keep(draft, rest)
    return draft.report()


_ALTERNATIVE_IDENTIFIER: Final = "info:eu-repo/semantics/altIdentifier/"


# --- elements


def _keep(draft: Draft, terms: Iterable[Term]) -> None:
    for term in terms:
        draft.keep(term.qualified_name, term.text)


def _named(terms: list[Term], *names: str) -> tuple[list[Term], list[Term]]:
    """The terms of these names, and the others."""
    return [t for t in terms if t.name in names], [t for t in terms if t.name not in names]


def _language(draft: Draft, terms: list[Term]) -> None:
    first, *others = dict.fromkeys(term.text for term in terms)
    draft.add("language", first)
    for text in others:
        draft.keep(terms[0].qualified_name, text)


def _title(draft: Draft, terms: list[Term]) -> None:
    alternatives, titles = _named(terms, "alternative")
    language = draft.fields.get("language", "")[:2].lower()
    titles.sort(key=lambda title: title.language[:2].lower() != language if language else False)
    if titles:
        draft.add("title", titles.pop(0).text)
    for term in alternatives + titles:
        if not (_is_shorter(term.text, draft.fields.get("title")) and draft.add("short_title", term.text)):
            draft.keep(term.qualified_name, term.text)


def _is_shorter(text: str, title: str | None) -> bool:
    return title is None or len(text) < len(title)


def _creator(draft: Draft, terms: list[Term]) -> None:
    _add_names(draft, "authors", terms)


def _add_names(draft: Draft, field: str, terms: Iterable[Term]) -> None:
    for term in terms:
        heading = _heading(draft, term)
        if heading is None:
            continue
        # a catalogue may have everybody in dc:creator, and the role behind the name
        target = _ROLE_FIELDS.get(heading.role, field)
        for name in heading.names:
            draft.add_item(target, name)


def _heading(draft: Draft, term: Term) -> Heading | None:
    try:
        return read_heading(term.text)
    except NameSyntaxError:
        draft.keep(term.qualified_name, term.text)
        return None


_ROLE_FIELDS: Final = {"edt": "editors", "trl": "translators"}


def _contributor(draft: Draft, terms: list[Term]) -> None:
    others: list[Name] = []
    for term in terms:
        heading = _heading(draft, term)
        if heading is not None and heading.role in _ROLE_FIELDS:
            for name in heading.names:
                draft.add_item(_ROLE_FIELDS[heading.role], name)
        elif heading is not None:
            others.extend(heading.names)
    if others:
        draft.extra["contributor"] = [name_to_csl(name) for name in others]


def _relator(field: str) -> Callable[[Draft, list[Term]], None]:
    return lambda draft, terms: _add_names(draft, field, terms)


def _place(draft: Draft, terms: list[Term]) -> None:
    _set_place(draft, terms[0].text)
    _keep(draft, terms[1:])


def _set_place(draft: Draft, text: str) -> None:
    place, country = split_place(text)
    for field, value in (("place", place), ("country", country)):
        if value is not None:
            draft.fields.setdefault(field, value)


def _publisher(draft: Draft, terms: list[Term]) -> None:
    """Take the first that is no place: some records have place, university and department as publishers."""
    terms = list(dict.fromkeys(terms))
    for term in terms:
        if len(terms) > 1 and _is_place(term.text):
            known = "place" in draft.fields or "country" in draft.fields
            (draft.keep(term.qualified_name, term.text) if known else _set_place(draft, term.text))
        elif "publisher" in draft.fields:
            draft.keep(term.qualified_name, term.text)
        else:
            place, draft.fields["publisher"] = split_publisher(without_area_end(term.text))
            if place:
                _set_place(draft, place)


def _is_place(text: str) -> bool:
    """Return whether a text is a place: ``Geneva, Switzerland`` is one, ``Ministry of Health, Ghana`` is not."""
    place, country = split_place(text)
    if country is None or place is None:
        return country is not None
    try:
        return not isinstance(parse_name(place.rpartition(", ")[0] or place), Organization)
    except NameSyntaxError:
        return True


_DATES: Final = ("issued", "date", "created", "dateCopyrighted")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT")
_PERIOD = re.compile(r"(start|end)\s*=\s*([^;\s]+)")


def _date(draft: Draft, terms: list[Term]) -> None:
    """Take the date of issue; what has a time of day was written by the repository itself, on deposit."""
    wanted, rest = _named(terms, *_DATES)
    wanted.sort(key=lambda term: (_DATES.index(term.name), bool(_TIMESTAMP.match(term.text))))
    if wanted:
        text = _from_period(wanted[0].text)
        date = read_catalogue_date(text)
        if date is not None:
            draft.fields["issued"] = date
        else:
            draft.add_date("issued", text)
    _keep(draft, wanted[1:] + rest)


def _from_period(text: str) -> str:
    """Write a DCMI Period as EDTF; other text as it is."""
    ends = dict(_PERIOD.findall(text)) if "=" in text else None
    return f"{ends.get('start', '..')}/{ends.get('end', '..')}" if ends else text


def _type(draft: Draft, terms: list[Term]) -> None:
    """Take the first type that is named; what says more, or is said once more in words, is the genre."""
    genre, named = "", False
    for term in terms:
        text = without_area_end(term.text)
        is_word = not text.startswith(("http:", "https:", "info:"))
        csl_type, label = read_type(text) or (None, "")
        agrees = csl_type is not None and draft.fields.setdefault("type", csl_type) == csl_type
        if agrees and not (named and is_word):
            genre, named = genre or label, named or text == csl_type
        elif text.rpartition("/")[2].lower() != "text" and not (is_word and draft.add("genre", text)):
            draft.keep(term.qualified_name, text)
    draft.add("genre", genre)


def _identifier(draft: Draft, terms: list[Term]) -> None:
    citations, terms = _named(terms, "bibliographicCitation")
    _keep(draft, citations)
    addresses: list[Term] = []
    spellings: list[Term] = []  # of the handle
    for term in terms:
        found = classify_identifier(term.text)
        if found.kind in ("isbn", "issn"):
            draft.gather(found.kind, found.value)
        elif found.handle is not None:
            same = draft.fields.setdefault("handle", found.handle) == found.handle
            if term.text != found.handle.uri and term.text.startswith(("http:", "https:")):
                (spellings if same else addresses).append(term)
        elif found.kind == "url":
            addresses.append(attrs.evolve(term, text=found.value))
        elif not _add_identifier(draft, "doi" if found.kind == "doi" else "number", found.value):
            draft.keep(term.qualified_name, term.text)
    for term in addresses:
        if not draft.add("url", term.text):
            draft.keep(term.qualified_name, term.text)
    if spellings:
        draft.add("url", spellings[0].text)


def _add_identifier(draft: Draft, field: str, text: str) -> bool:
    return (field == "doi" or may_be_number(text)) and draft.add(field, text)


def _relation(draft: Draft, terms: list[Term]) -> None:
    for term in terms:
        found = classify_identifier(term.text)
        may_be_series = term.name in ("relation", "isPartOf") and "series" not in draft.fields
        if found.kind == "issn":
            draft.gather("issn", found.value)
        elif may_be_series and found.kind == "text" and is_series(term.text):
            series, number = split_series(term.text)
            draft.add("series", series)
            draft.add("series_number", number)
        else:
            draft.keep(term.qualified_name, term.text)


_CONTAINED: Final = frozenset(
    (
        *("article-journal", "article-magazine", "article-newspaper", "chapter", "entry", "entry-dictionary"),
        *("entry-encyclopedia", "paper-conference", "post", "post-weblog", "review", "review-book"),
    )
)


def _source(draft: Draft, terms: list[Term]) -> None:
    for term in terms:
        found = classify_identifier(term.text)
        parts: dict[str, Any] | None = split_source(term.text)
        if found.kind == "issn":
            draft.gather("issn", found.value)
        elif parts and "container-title" not in draft.extra and (len(parts) > 1 or _is_contained(draft)):
            draft.add("pages", parts.pop("pages", None))
            draft.extra |= parts
        else:
            draft.keep(term.qualified_name, term.text)


def _is_contained(draft: Draft) -> bool:
    return draft.fields.get("type") in _CONTAINED


_EXTENT = re.compile(
    r"(?P<count>.{1,40}?)\s?(?:pages?|pp?\.|p|seiten|s\.|páginas|pág\.|págs\.)", re.IGNORECASE
)
_RANGE = re.compile(r"pp?\.\s?(?P<pages>[^\s].{0,40})", re.IGNORECASE)


def _format(draft: Draft, terms: list[Term]) -> None:
    for term in terms:
        count, pages = _EXTENT.fullmatch(term.text), _RANGE.fullmatch(term.text)
        taken = (count and draft.add("number_of_pages", count["count"])) or (
            pages and draft.add("pages", pages["pages"])
        )
        if not taken:
            draft.keep(term.qualified_name, term.text)


_ADDRESS: Final = re.compile(r"https?://\S+")


def _description(draft: Draft, terms: list[Term]) -> None:
    """Take the abstract for the summary, or the first text, unless a later one is plainly the abstract."""
    addresses = [term for term in terms if _ADDRESS.fullmatch(term.text)]  # of a thumbnail, as a rule
    abstracts, rest = _named([term for term in terms if term not in addresses], "abstract")
    notes, rest = _named(rest, "description")
    rest += addresses
    said = {" ".join(term.text.split()) for term in abstracts}
    notes = [term for term in notes if " ".join(term.text.split()) not in said]
    if not abstracts and notes:
        longest = max(notes, key=lambda term: len(term.text))
        chosen = longest if len(longest.text) >= max(200, 3 * len(notes[0].text)) else notes[0]
        notes = [term for term in notes if term is not chosen]
        abstracts = [chosen]
    language = draft.fields.get("language", "")[:2].lower()
    abstracts.sort(key=lambda term: term.language[:2].lower() != language if language else False)
    if abstracts:
        draft.add("summary", abstracts[0].text)
    draft.add("note", "\n".join(term.text for term in notes))
    _keep(draft, abstracts[1:] + rest)


def _subject(draft: Draft, terms: list[Term]) -> None:
    texts = (part.strip() for term in terms for part in term.text.split(";"))
    draft.fields["subjects"] = tuple(dict.fromkeys(text for text in texts if text))


def _pages(draft: Draft, terms: list[Term]) -> None:
    draft.add("pages", terms[0].text)
    _keep(draft, terms[1:])


def _rights(draft: Draft, terms: list[Term]) -> None:
    draft.add("rights", "\n".join(dict.fromkeys(term.text for term in terms)))


_READERS: Final[dict[str, Callable[[Draft, list[Term]], None]]] = {
    "language": _language,  # before the texts, of which it chooses one
    "title": _title,
    "creator": _creator,
    "aut": _relator("authors"),
    "edt": _relator("editors"),
    "trl": _relator("translators"),
    "contributor": _contributor,
    "pup": _place,
    "publisher": _publisher,
    "pbl": _publisher,
    "date": _date,
    "type": _type,
    "identifier": _identifier,
    "relation": _relation,
    "source": _source,
    "format": _format,
    "description": _description,
    "subject": _subject,
    "rights": _rights,
    "pages": _pages,  # of page heads only: DC.Identifier.pageNumber
}
