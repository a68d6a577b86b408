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
_BARE_ISSN = re.compile(r"[0-9]{4}-[0-9]{3}[0-9Xx]")
_ADDRESS = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


@attrs.frozen
class Identifier:
    """An identifier and what it is.

    Attributes:
        kind: ``handle``, ``doi``, ``isbn``, ``issn``, ``url``, ``grant`` or ``text``.
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
    text = _without_eu_repo(text)
    if text.startswith(_GRANT):
        return Identifier("grant", text)
    return _doi(text) or _numbered(text) or _handle(text) or _plain(text)


_GRANT = "info:eu-repo/grantAgreement/"
_ALTERNATIVE = re.compile(
    r"info:eu-repo/semantics/altIdentifier/(?P<scheme>[a-z]+)/(?P<value>\S.*)", re.IGNORECASE
)


def _without_eu_repo(text: str) -> str:
    """Write an identifier of the OpenAIRE guidelines as others write it: the scheme stands before the value.

    Source: OpenAIRE Guidelines for Literature Repositories 3.0, "Alternative Identifier" and "Project Identifier".
    """
    found = _ALTERNATIVE.fullmatch(text)
    if found is None:
        return text
    scheme, value = found["scheme"].lower(), found["value"]
    scheme = {"eissn": "issn", "pissn": "issn", "issne": "issn"}.get(scheme, scheme)
    return value if scheme in ("url", "uri", "purl") or value.startswith("http") else f"{scheme}:{value}"


def is_series(text: str) -> bool:
    """Return whether what a report is related to is a series rather than a grant, a file or another work.

    ``dc:relation`` holds anything; a series is a short title without an address, an identifier or the marks of a
    citation.

    >>> [is_series(text) for text in ("Policy Papers; 12", "info:eu-repo/grantAgreement/EC/H2020/1", "map.jpg")]
    [True, False, False]
    >>> is_series("Doe, J (2018): First evidence. Scientific Notes, 8(1)")
    False
    """
    if len(text) > _LONGEST_SERIES or not any(map(str.isalpha, text)):
        return False
    return not (_ADDRESS_INSIDE.search(text) or _OTHER_SCHEME.fullmatch(text) or _CITATION.search(text))


_LONGEST_SERIES = 200  # characters: longer are citations and descriptions
_ADDRESS_INSIDE = re.compile(
    r"(?:https?|ftp)://|\bwww\.|\bdoi:|\b10\.\d{4,9}/|\b\d{1,5}(?:[.,]\d+)?\s?[KMG]B\b|\.(?:jpe?g|png|tiff?|pdf|csv|xlsx?|zip)\b",
    re.IGNORECASE,
)
# "(2018):" and "(2018).", "12(3)", "pp. 4-17", "vol. 3 (2015)"
_CITATION = re.compile(
    r"\(\d{4}[a-z]?\)\s?[:.,]|\b\d{1,4}\s?\(\d{1,3}\)|\bpp?\.\s?\d|\bvol\.?\s?\d{1,4}\s?\(\d{4}\)",
    re.IGNORECASE,
)


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
        bare = _BARE_ISBN.fullmatch(text) if kind == "isbn" else _BARE_ISSN.fullmatch(text)
        if found or (bare and (_checks(text) if kind == "isbn" else _checks_issn(text))):
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


def _checks_issn(issn: str) -> bool:
    """Return whether the check digit of an ISSN is right (ISO 3297, annex A)."""
    digits = [10 if c in "Xx" else int(c) for c in issn if c != "-"]
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


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
