"""DOI, ISBN, ISSN and URL as fields of a report: the shape is checked here, check digits are checked by ``checks``.

A printed ISBN with a wrong check digit is still what the report carries, so a wrong digit is a finding, not an error.
"""

from __future__ import annotations

import re

from briefmeta.errors import InvalidValueError
from briefmeta.text.clean import one_line

_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\x00-\x1f]+")
# shortdoi.org: 10/ and a few letters and digits, of which one is a letter (10/2024 is none); its URL may leave out 10/
_SHORT_DOI = re.compile(r"10/(?=[0-9]{0,11}[a-z])[a-z0-9]{3,12}", re.IGNORECASE)
_SHORT_URL = re.compile(
    r"https?://(?:dx\.|www\.)?doi\.org/(?=[a-z]{0,11}[0-9])([a-z0-9]{3,12})", re.IGNORECASE
)
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|info:doi/|doi:?\s*)", re.IGNORECASE)
_ISBN_LABEL = re.compile(r"(?:e-?)?ISBN(?:-?1[03])?\s*:?\s*", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][- ]?)?[0-9](?:[- ]?[0-9]){8}[- ]?[0-9Xx]")
_ISSN_LABEL = re.compile(r"(?:e-?)?ISSN(?:-?L)?\s*:?\s*", re.IGNORECASE)
_USUAL_ISSN = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]")
_ISSN = re.compile(r"([0-9]{4})-?([0-9]{3}[0-9Xx])")
_HYPHENS = str.maketrans("\u2010\u2011\u2012\u2013\u2212\u00a0\u2009", "-----  ")
# What catalogues and databases say of a number beside it: "(pbk.)", "(print)", "(ISSN)"; or "pbk." without brackets.
_QUALIFIER = re.compile(
    r"\s*(?:\([^()]{0,60}\)|\[[^\[\]]{0,60}\]|(?<=[0-9Xx])\s+[A-Za-z][A-Za-z. -]{0,30}(?=[,;]|$))"
)
_URL = re.compile(r"(?:https?|ftp)://[^\s/?#\"<>\\^`{|}]+(?:[/?#][^\s\"<>\\^`{|}]*)?", re.IGNORECASE)


def doi(value: object) -> str | None:
    """Return a DOI without its resolver, spelt as given; None for nothing.

    Raises:
        InvalidValueError: it is not a DOI.

    Source: DOI Handbook, section 2.2 (a DOI name begins with ``10.``, a registrant code and a slash); section 2.5.2.4
    (percent-encoding in URLs); shortdoi.org (``10/abcd``).

    >>> doi("https://doi.org/10.1234/ABC.5"), doi("https://doi.org/10.1234%2Fabc"), doi("10/gf3gnj")
    ('10.1234/ABC.5', '10.1234/abc', '10/gf3gnj')
    """
    text = None if value is None else one_line("doi", value)
    if text is None:
        return None
    bare = _DOI_PREFIX.sub("", text, count=1) if text[:2] != "10" else text
    if "%" in bare and (bare != text or "/" not in bare):
        bare = _decoded(bare)
    if not _DOI.fullmatch(bare) and not _SHORT_DOI.fullmatch(bare):
        if short := _SHORT_URL.fullmatch(text):
            return f"10/{short[1]}"
        raise InvalidValueError("doi", value, "a DOI such as 10.1234/abc")
    return bare


def _decoded(text: str) -> str:
    """Take percent-encoding off; a DOI may hold a ``%`` itself, so what is no encoding of UTF-8 stays."""
    from urllib.parse import unquote

    decoded = unquote(text)
    return decoded if "\ufffd" not in decoded and decoded.isprintable() else text


def isbn(value: object) -> str | None:
    """Return an ISBN, or several separated by a comma and a space, hyphens as given; None for nothing.

    Raises:
        InvalidValueError: a part does not have 10 or 13 digits.

    Source: ISBN Users' Manual, section 4.

    >>> isbn("ISBN 978-92-9260-523-0; 9292605232"), isbn("978-92-5-134329-6 (pbk.)")
    ('978-92-9260-523-0, 9292605232', '978-92-5-134329-6')
    """
    text = None if value is None else one_line("isbn", value)
    if text is None or _ISBN.fullmatch(text):
        return text
    parts = _parts(_ISBN_LABEL.sub("", text.translate(_HYPHENS)))
    if parts and all(_ISBN.fullmatch(part) for part in parts):
        return ", ".join(parts)
    numbers = text.split(" ")
    if all(_ISBN.fullmatch(part) for part in numbers):
        return ", ".join(numbers)
    bare = _unqualified(text)
    if bare == text:
        raise InvalidValueError("isbn", value, "an ISBN of 10 or 13 digits")
    return isbn(bare)


def issn(value: object) -> str | None:
    """Return an ISSN as ``1234-567X``, or several separated by a comma and a space; None for nothing.

    Raises:
        InvalidValueError: a part does not have eight digits.

    Source: ISO 3297, section 3 (two groups of four, the last a digit or X).

    >>> issn("ISSN: 2049-3630")
    '2049-3630'
    """
    text = None if value is None else one_line("issn", value)
    if text is None or _USUAL_ISSN.fullmatch(text):
        return text
    matches = [_ISSN.fullmatch(part) for part in _parts(_ISSN_LABEL.sub("", text.translate(_HYPHENS)))]
    found = [f"{match[1]}-{match[2].upper()}" for match in matches if match]
    if found and len(found) == len(matches):
        return ", ".join(found)
    bare = _unqualified(text)
    if bare == text:
        raise InvalidValueError("issn", value, "an ISSN such as 1234-567X")
    return issn(bare)


def url(value: object) -> str | None:
    """Return an absolute http, https or ftp address, spelt as given; None for nothing.

    Raises:
        InvalidValueError: it is not absolute, of another scheme, or holds white space or quotes.

    Source: RFC 3986, sections 3 and 4.3; characters beyond ASCII are taken as RFC 3987 has them.

    >>> url("https://example.org/a?b=c#d")
    'https://example.org/a?b=c#d'
    """
    text = None if value is None else one_line("url", value)
    if text is None:
        return None
    if not _URL.fullmatch(text):
        raise InvalidValueError("url", value, "an absolute http, https or ftp URL")
    return text


def _unqualified(text: str) -> str:
    """Return numbers without what is said of them; what stands between two of them becomes a comma."""
    parts = [part.strip(" ,;") for part in _QUALIFIER.split(text)]
    return ", ".join(part for part in parts if part) or text


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;/]", text) if part.strip()]
