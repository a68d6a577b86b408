"""What one value of a Dublin Core element is: which kind of identifier, a publisher with its place or not."""

from __future__ import annotations

import re
from typing import Final

import attrs

from briefmeta.errors import InvalidValueError, NameSyntaxError
from briefmeta.handles.handle import Handle
from briefmeta.model import identifiers
from briefmeta.model.names.name import Organization
from briefmeta.model.names.name_reading import parse_name
from briefmeta.model.places.publication_place import split_place

PLACEHOLDER_PREFIX: Final = "123456789"
"""The handle prefix of repositories that were never registered; it resolves nowhere."""

_LONGEST = 2000  # longer identifiers are prose
_LONGEST_NUMBER = 60
_MOST_WORDS = 6
_DOI = re.compile(
    r"(?P<url>https?://(?:dx\.|www\.)?doi\.org/)?(?:info:doi/|urn:doi:|doi:\s?)?"
    r"(?P<doi>10\.\d{4,9}(?:\.\d+)*(?:/|%2f)\S+)",
    re.IGNORECASE,
)
_ISBN = re.compile(
    r"(?:urn:isbn:|(?:e-?|p-?)?isbn(?:-?1[03])?(?:\s?\([^()]{1,20}\))?\s?[:#]?\s?)(?=[\dX])", re.IGNORECASE
)
_ISSN = re.compile(
    r"(?:urn:issn:|(?:e-?|p-?)?issn(?:-?l)?(?:\s?\([^()]{1,20}\))?\s?[:#]?\s?)(?=\d)", re.IGNORECASE
)
_BARE_ISBN = re.compile(r"97[89](?:[- ]?[0-9]){10}")
_ADDRESS = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


@attrs.frozen
class Identifier:
    """An identifier and what it is.

    Attributes:
        kind: ``handle``, ``doi``, ``isbn``, ``issn``, ``url`` or ``text``.
        value: the identifier as its field has it.
        handle: the handle, where it is one.
    """

    kind: str
    value: str
    handle: Handle | None = None


_OTHER_SCHEME = re.compile(
    r"(?:urn|info|oai|ark|arxiv|pmid|pmcid|pmc|repec|handle|uuid|isni|lccn|oclc|mailto):.*|.*\.(?:pdf|docx?|html?|zip)",
    re.IGNORECASE,
)


def may_be_number(text: str) -> bool:
    """Return the number of a report from other identifiers and from a citation, which is longer.

    >>> [may_be_number(text) for text in ("WPS 8765", "urn:nbn:de:0168-1", "Doe, J. (2011). On it. In: Papers, 5.")]
    [True, False, False]
    """
    return (
        len(text) <= _LONGEST_NUMBER and text.count(" ") < _MOST_WORDS and not _OTHER_SCHEME.fullmatch(text)
    )


def classify_identifier(text: str) -> Identifier:
    """Return what kind of identifier a text is.

    >>> classify_identifier("urn:isbn:978-92-9260-523-0").kind
    'isbn'
    >>> classify_identifier("http://hdl.handle.net/10986/12").handle
    Handle('10986/12')
    >>> classify_identifier("WPS 8765").kind
    'text'
    """
    if len(text) > _LONGEST:
        return Identifier("text", text)
    return _doi(text) or _numbered(text) or _handle(text) or _plain(text)


def _doi(text: str) -> Identifier | None:
    found = _DOI.fullmatch(text)
    if not found:
        return None
    doi = found["doi"]
    if found["url"]:
        from urllib.parse import unquote

        doi = unquote(doi)
    try:
        return Identifier("doi", identifiers.doi(doi) or "")
    except InvalidValueError:
        return None


def _numbered(text: str) -> Identifier | None:
    for kind, label, read in (("isbn", _ISBN, identifiers.isbn), ("issn", _ISSN, identifiers.issn)):
        found = label.match(text)
        if found or (kind == "isbn" and _BARE_ISBN.fullmatch(text) and _checks(text)):
            try:
                return Identifier(kind, read(without_remark(text[found.end() if found else 0 :])) or text)
            except InvalidValueError:
                return None
    return None


_REMARK = re.compile(r"([0-9][0-9-]{7,15}[0-9Xx])(?:\s?[(:;]|\s[a-z]).{0,200}")


def without_remark(number: str) -> str:
    """Take away what catalogues write behind an ISBN or ISSN: ``0306406152 (pbk.)``.

    >>> without_remark("0306406152 (alk. paper) : $20")
    '0306406152'
    """
    found = _REMARK.fullmatch(number)
    return found[1] if found else number


def _checks(isbn: str) -> bool:
    """Return whether the check digit of an ISBN of 13 digits is right (ISO 2108, annex A)."""
    digits = [int(c) for c in isbn if c.isdigit()]
    return sum(digits[::2] + [3 * digit for digit in digits[1::2]]) % 10 == 0


def _handle(text: str) -> Identifier | None:
    labelled = _ADDRESS.match(text) or text[:4].lower() in ("hdl:", "info", "urn:")
    if not labelled and [str(found) for found in Handle.find_all(text)] != [text]:
        return None
    try:
        handle = Handle(text)
    except InvalidValueError:
        return None
    return None if handle.prefix == PLACEHOLDER_PREFIX else Identifier("handle", text, handle)


def _plain(text: str) -> Identifier:
    if _ADDRESS.match(text):
        try:
            return Identifier("url", identifiers.url(text) or text)
        except InvalidValueError:
            pass
    return Identifier("text", text)


_SERIES_NUMBER = re.compile(r"(?=.{0,40}[0-9IVXLC])[^;]{1,40}")


def split_series(text: str) -> tuple[str, str | None]:
    """Split a series and the number in it at the last semicolon, as repositories write them.

    >>> split_series("Policy Research Working Paper;No. 8765")
    ('Policy Research Working Paper', 'No. 8765')
    """
    series, semicolon, number = text.rpartition(";")
    series, number = series.strip(), number.strip()
    return (series, number) if semicolon and series and _SERIES_NUMBER.fullmatch(number) else (text, None)


def split_publisher(text: str) -> tuple[str | None, str]:
    """Split ``Place : Publisher``, as library catalogues write it (ISBD, area 4).

    A publisher alone stays whole. Before a colon without a space, only what is no organisation's name is a place.

    >>> split_publisher("Geneva : World Health Organization")
    ('Geneva', 'World Health Organization')
    >>> split_publisher("Washington, DC: World Bank")
    ('Washington, DC', 'World Bank')
    >>> split_publisher("World Bank: Africa Region")
    (None, 'World Bank: Africa Region')
    """
    for separator in (" : ", ": "):
        place, colon, publisher = text.partition(separator)
        place, publisher = place.strip(" []"), publisher.strip()
        if colon and place and publisher and _may_be_place(place, sure=separator == " : "):
            return place, publisher
    return None, text


def _may_be_place(text: str, *, sure: bool) -> bool:
    if len(text) > 80 or not text[0].isupper():
        return False
    if sure or split_place(text)[1] is not None:
        return True
    if len(text.split()) > 3 or text.isupper():
        return False
    try:
        return not isinstance(parse_name(text), Organization)
    except NameSyntaxError:
        return True


_ISSUE = re.compile(
    r"(?:vol(?:ume)?\.?\s?(?P<volume>[^\s;,()]{1,20}))?"
    r"(?:[\s,]{0,3}(?:no|nr|n|issue)[.º°]?\s?(?P<issue>[^\s;,():]{1,20}))?"
    r"(?:\s?\((?P<year>\d{4})\))?(?::.{0,200})?",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?:pp?\.\s?|pages\s)?(?P<pages>[A-Za-z]?\d+(?:\s?[-–]\s?[A-Za-z]?\d+)?)", re.IGNORECASE)


def split_source(text: str) -> dict[str, str] | None:
    """Read where an article stands: title; volume and issue; pages, the order of Open Journal Systems.

    >>> split_source("Foreign Affairs; Vol. 3 No. 2 (2024); 12-34")
    {'container-title': 'Foreign Affairs', 'volume': '3', 'issue': '2', 'pages': '12-34'}
    """
    title, *parts = (part.strip() for part in text.split(";"))
    found: dict[str, str] = {"container-title": title}
    for part in parts:
        issue, pages = _ISSUE.fullmatch(part), _PAGES.fullmatch(part)
        if issue and (issue["volume"] or issue["issue"]):
            found |= {name: issue[name] for name in ("volume", "issue") if issue[name]}
        elif pages:
            found["pages"] = pages["pages"]
        else:
            return None
    return found if title else None
