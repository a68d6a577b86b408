"""Report: everything that is known of one report, valid once it is built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import attrs

from briefmeta.errors import DateSyntaxError, InvalidValueError, NameSyntaxError
from briefmeta.handles.handle import Handle
from briefmeta.model import identifiers
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.extra import EMPTY, Extra
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.names.name_reading import parse_name
from briefmeta.model.places.country import Country
from briefmeta.text.clean import is_folded, one_line, paragraphs

CSL_TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
    interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog regulation
    report review review-book software song speech standard thesis treaty webpage""".split()
)
"""The item types of CSL 1.0.2, appendix III."""

_NAME_TYPES = frozenset((Person, Organization))
_TEXT_TYPE = frozenset((str,))
_PLAIN_TAG = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")


def _type(value: object) -> str:
    if not isinstance(value, str) or value not in CSL_TYPES:
        raise InvalidValueError("type", value, "a CSL type such as report, book or article-journal")
    return value


def _names(field: str, value: object) -> tuple[Name, ...]:
    if isinstance(value, (tuple, list)) and _NAME_TYPES.issuperset(map(type, value)):  # the usual case
        return tuple(value)
    if value is None:
        return ()
    if isinstance(value, (str, Person, Organization)) or not isinstance(value, Iterable):
        raise InvalidValueError(field, value, "a sequence of Person and Organization")
    return tuple([_name(field, name) for name in value])


def _authors(value: Iterable[Name | str] | None) -> tuple[Name, ...]:
    return _names("authors", value)


def _editors(value: Iterable[Name | str] | None) -> tuple[Name, ...]:
    return _names("editors", value)


def _translators(value: Iterable[Name | str] | None) -> tuple[Name, ...]:
    return _names("translators", value)


def _name(field: str, value: object) -> Name:
    if isinstance(value, (Person, Organization)):
        return value
    if isinstance(value, str):
        try:
            return parse_name(value)
        except NameSyntaxError as fault:
            raise NameSyntaxError(field, fault.value, fault.expected) from None
    raise InvalidValueError(field, value, "a Person or an Organization")


def _date(field: str, value: object) -> PublicationDate | None:
    if value is None or isinstance(value, PublicationDate):
        return value
    if isinstance(value, str):
        try:
            return PublicationDate.parse(value)
        except DateSyntaxError as fault:
            raise type(fault)(field, fault.value, fault.expected) from None
    raise InvalidValueError(field, value, "a PublicationDate or text such as 2024-04-05")


def _issued(value: PublicationDate | str | None) -> PublicationDate | None:
    return None if value is None else _date("issued", value)


def _accessed(value: PublicationDate | str | None) -> PublicationDate | None:
    return None if value is None else _date("accessed", value)


def _handle(value: Handle | str | None) -> Handle | None:
    if value is None or isinstance(value, Handle):
        return value
    if isinstance(value, str):
        return Handle(value)
    raise InvalidValueError("handle", value, "a Handle or text such as 20.500.12592/b2rbv89")


def _country(value: Country | str | None) -> Country | None:
    if value is None or isinstance(value, Country):
        return value
    if isinstance(value, str):
        return Country.parse(value)
    raise InvalidValueError("country", value, "a Country or its name or code")


def _counted(field: str, value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return str(value)
    return one_line(field, value)


def _number(value: str | int | None) -> str | None:
    return None if value is None else _counted("number", value)


def _series_number(value: str | int | None) -> str | None:
    return None if value is None else _counted("series_number", value)


def _pages(value: str | int | None) -> str | None:
    return None if value is None else _counted("pages", value)


def _number_of_pages(value: str | int | None) -> str | None:
    return None if value is None else _counted("number_of_pages", value)


def _language(value: object) -> str | None:
    if type(value) is str and _PLAIN_TAG.fullmatch(value):
        return value
    text = one_line("language", value)
    if text is None or _PLAIN_TAG.fullmatch(text):
        return text
    from briefmeta.model.language.language_tag import language_tag

    return language_tag(text)


def _subjects(value: Iterable[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise InvalidValueError("subjects", value, "a sequence of texts")
    subjects = tuple(value)
    if _TEXT_TYPE.issuperset(map(type, subjects)) and is_folded(" ".join(subjects)):  # the usual case
        return subjects
    return tuple([text for subject in subjects if (text := one_line("subjects", subject))])


def _extra(value: Mapping[str, Any] | None) -> Extra:
    if isinstance(value, Extra):
        return value
    if value is None or value == {}:
        return EMPTY
    if not isinstance(value, Mapping):
        raise InvalidValueError("extra", value, "a mapping of CSL variables")
    return Extra(value)


def _key(value: object) -> str:
    text = one_line("key", value)
    if text is None:
        raise InvalidValueError("key", value, "text that identifies the report in a list")
    return text


def _derived_key(report: Report) -> str:
    from briefmeta.model.key import citation_key

    return citation_key(report)


def _line(name: str) -> Any:
    return attrs.field(default=None, converter=partial(one_line, name))


def _lines(name: str) -> Any:
    return attrs.field(default=None, converter=partial(paragraphs, name))


@attrs.frozen(kw_only=True, slots=True)
class Report:
    """The metadata of a report, or of any other item of a bibliography; valid once built.

    Every argument is by name and optional. Texts are folded (blank becomes None); names, dates, handles,
    countries and languages may be given as text and are parsed.

    Attributes:
        type: a CSL item type; ``report`` unless said otherwise.
        title, short_title: plain text; CSL's inline markup (``<i>`` and the like) is kept.
        authors, editors, translators: tuples of ``Person`` and ``Organization``.
        issued, accessed: a ``PublicationDate``.
        handle: a ``Handle``.
        doi: without resolver, as in ``10.1234/abc``.
        isbn, issn: hyphens as given; several are separated by a comma.
        url: an absolute address, where it is not the handle's own.
        publisher: the issuing body.
        country: the country of publication, a ``Country`` (not what the report is about).
        place: the place of publication, where it is more than the country.
        genre: the sort of report, as in ``Policy brief``.
        number, series, series_number: the report's number, its series, and its number there.
        pages: a range, as in ``12-34``.
        number_of_pages: how many.
        summary: the abstract; paragraphs and bullets are lines.
        language: a BCP 47 tag.
        subjects: a tuple of texts.
        rights: a licence or a statement of rights.
        note: anything else, in words.
        key: identifies the report in a list and in citations; derived from author, year and title when not given.
        extra: CSL variables that have no field here, and what a source says beyond them, as JSON values.

    Raises:
        InvalidValueError: a value is not what its field holds; the error names field, value and what was expected.

    Source: CSL 1.0.2, appendices III and IV, for types and variables.

    >>> report = Report(title="Niger's Pivot to Moscow", authors=["Raphael Parens"], issued="5 Apr 2024")
    >>> str(report.issued), report.key
    ('2024-04-05', 'parens2024niger')
    """

    type: str = attrs.field(default="report", converter=_type)
    title: str | None = _line("title")
    short_title: str | None = _line("short_title")
    authors: tuple[Name, ...] = attrs.field(default=(), converter=_authors)
    editors: tuple[Name, ...] = attrs.field(default=(), converter=_editors)
    translators: tuple[Name, ...] = attrs.field(default=(), converter=_translators)
    issued: PublicationDate | None = attrs.field(default=None, converter=_issued)
    accessed: PublicationDate | None = attrs.field(default=None, converter=_accessed)
    handle: Handle | None = attrs.field(default=None, converter=_handle)
    doi: str | None = attrs.field(default=None, converter=identifiers.doi)
    isbn: str | None = attrs.field(default=None, converter=identifiers.isbn)
    issn: str | None = attrs.field(default=None, converter=identifiers.issn)
    url: str | None = attrs.field(default=None, converter=identifiers.url)
    publisher: str | None = _line("publisher")
    country: Country | None = attrs.field(default=None, converter=_country)
    place: str | None = _line("place")
    genre: str | None = _line("genre")
    number: str | None = attrs.field(default=None, converter=_number)
    series: str | None = _line("series")
    series_number: str | None = attrs.field(default=None, converter=_series_number)
    pages: str | None = attrs.field(default=None, converter=_pages)
    number_of_pages: str | None = attrs.field(default=None, converter=_number_of_pages)
    summary: str | None = _lines("summary")
    language: str | None = attrs.field(default=None, converter=_language)
    subjects: tuple[str, ...] = attrs.field(default=(), converter=_subjects)
    rights: str | None = _lines("rights")
    note: str | None = _lines("note")
    extra: Extra = attrs.field(default=EMPTY, converter=_extra)
    key: str = attrs.field(default=attrs.Factory(_derived_key, takes_self=True), converter=_key)


FIELDS = tuple(field.name for field in attrs.fields(Report))
"""The names of a report's fields, in the order of the class."""
