"""Rules about identifiers and addresses: ISBN, ISSN, DOI, URL, and whether there is any."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefmeta.checks.finding import Severity
from briefmeta.checks.reports.check_digits import isbn_is_right, issn_is_right
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import HandleSyntaxError, InvalidValueError, shorten
from briefmeta.handles.handle import Handle
from briefmeta.model import identifiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefmeta.checks.rule import Context
    from briefmeta.model.report import Report

_ISBN_IN_TEXT = re.compile(r"(?<![0-9])(?:97[89][- ‐‑–]?)?[0-9](?:[- ‐‑–]?[0-9]){8}[- ‐‑–]?[0-9Xx](?![0-9])")
_ISSN_IN_TEXT = re.compile(r"(?<![0-9])[0-9]{4}[-‐‑–]?[0-9]{3}[0-9Xx](?![0-9])")
_DOI_IN_TEXT = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_TWO_URLS = re.compile(r"(?:https?|ftp)://(?:https?|ftp)(?:://|//|:)", re.IGNORECASE)
# RFC 3986, section 3.2.2 allows more signs in hosts than names of the DNS have (RFC 1123, section 2.1)
_BAD_HOST = re.compile(r"[a-z]+://(?:[^/?#@]*@)?[^/?#@:\[\]]*[,;!\"'()*$|\\^`{}]", re.IGNORECASE)
_HOST = re.compile(r"[a-z]+://(?:[^/?#@]*@)?(\[[^\]/?#]*\]|[^/?#:]*)", re.IGNORECASE)
LOCAL_HOST = re.compile(
    r"localhost|127\.[0-9.]+|10\.[0-9]+\.[0-9]+\.[0-9]+|192\.168\.[0-9.]+|172\.(?:1[6-9]|2[0-9]|3[01])\.[0-9.]+|"
    r"169\.254\.[0-9.]+|\[::1\]|\[f[cde][0-9a-f:]+\]|[^.\[\]]+|.*\.(?:local|localhost|internal|intranet|lan|home|corp|test|invalid)",
    re.IGNORECASE,
)
"""Hosts that only some network knows, a name without a dot among them."""
_PERSONAL = re.compile(
    r"[?&;](?:jsessionid|phpsessid|sessionid|session_id|sid|token|access_token|auth|x-amz-signature|sig)=[^&]{8}"
    r"|;jsessionid=|//[^/?#@]+:[^/?#@]*@|//[^/]*(?:ezproxy|\.proxy\.|libproxy|idm\.oclc)[^/]*/|/login\?(?:q?url)=",
    re.IGNORECASE,
)


def _kept(report: Report, *variables: str) -> Iterator[tuple[str, str]]:
    """Yield what a reader kept because the field cannot hold it."""
    for variable in variables if report.extra else ():
        value: Any = report.extra.get(variable)
        if isinstance(value, str) and value.strip():
            yield variable, value


def _is(read: Callable[[object], str | None], text: str) -> bool:
    """Return whether a text that was kept is right after all: under a name that its format does not have."""
    try:
        return read(text) is not None
    except InvalidValueError:
        return False


def _isbn_digit(report: Report, _: Context) -> Iterator[Flaw]:
    for number in (report.isbn or "").split(", ") if report.isbn else ():
        if not isbn_is_right(number):
            yield Flaw("isbn", f"the check digit of the ISBN {number} is wrong", value=number)


def _isbn_form(report: Report, _: Context) -> Iterator[Flaw]:
    for _variable, text in _kept(report, "ISBN", "isbn"):
        yield from _in_text(
            "isbn", "ISBN", text, [isbn_is_right(found) for found in _ISBN_IN_TEXT.findall(text)]
        )


def _issn_digit(report: Report, _: Context) -> Iterator[Flaw]:
    for number in report.issn.split(", ") if report.issn else ():
        if not issn_is_right(number):
            yield Flaw("issn", f"the check digit of the ISSN {number} is wrong", value=number)


def _issn_form(report: Report, _: Context) -> Iterator[Flaw]:
    for _variable, text in _kept(report, "ISSN", "issn"):
        if any(map(isbn_is_right, _ISBN_IN_TEXT.findall(text))):
            yield Flaw("issn", f"{shorten(text)} is an ISBN", value=text)
        else:
            yield from _in_text(
                "issn", "ISSN", text, [issn_is_right(found) for found in _ISSN_IN_TEXT.findall(text)]
            )


def _in_text(field: str, kind: str, text: str, found: list[bool]) -> Iterator[Flaw]:
    if found and all(found):
        said = f"beside the {kind} stands more in {shorten(text)}"
        yield Flaw(field, said, value=text, severity=Severity.INFO, fix=f"Leave only the {kind}.")
    else:
        yield Flaw(field, f"{shorten(text)} is no {kind}", value=text)


def _doi_form(report: Report, _: Context) -> Iterator[Flaw]:
    for _variable, text in _kept(report, "DOI", "doi"):
        if _is(identifiers.doi, text):
            continue
        said = f"{shorten(text)} is no DOI"
        if _DOI_IN_TEXT.search(text):
            said = f"beside the DOI stands more in {shorten(text)}"
        yield Flaw("doi", said, value=text)
    if report.doi and report.doi[-1] in ".,;:" and len(report.doi) > 8:
        said = f"the DOI {shorten(report.doi)} ends with a sign of the sentence around it"
        yield Flaw("doi", said, value=report.doi, severity=Severity.WARNING)


def _is_broken(url: str) -> bool:
    return _TWO_URLS.match(url) is not None or _BAD_HOST.match(url) is not None


def _url_form(report: Report, _: Context) -> Iterator[Flaw]:
    if report.url is not None and _TWO_URLS.match(report.url):
        yield Flaw("url", f"{shorten(report.url)} has two beginnings", value=report.url)
    elif report.url is not None and _BAD_HOST.match(report.url):
        yield Flaw("url", f"the host of {shorten(report.url)} cannot be one", value=report.url)
    for _variable, text in _kept(report, "URL", "url"):
        if _is(identifiers.url, text):
            continue
        said = (
            "holds a space"
            if " " in text.strip() and "://" in text
            else "is no absolute http, https or ftp address"
        )
        yield Flaw("url", f"{shorten(text)} {said}", value=text)


def _url_is_handle(report: Report, _: Context) -> Iterator[Flaw]:
    if report.url is None or report.handle is None:
        return
    try:
        same = Handle(report.url) == report.handle
    except HandleSyntaxError:
        return
    if same:
        yield Flaw(
            "url", f"{shorten(report.url)} says the handle {report.handle} once more", value=report.url
        )


def _url_local(report: Report, _: Context) -> Iterator[Flaw]:
    if report.url is not None:
        host = _HOST.match(report.url)
        if host and LOCAL_HOST.fullmatch(host[1].rstrip(".")) and not _is_broken(report.url):
            yield Flaw("url", f"{shorten(report.url)} is an address inside some network", value=report.url)


def _url_personal(report: Report, _: Context) -> Iterator[Flaw]:
    if report.url is not None and _PERSONAL.search(report.url):
        yield Flaw(
            "url",
            f"{shorten(report.url)} goes through somebody's session, password or proxy",
            value=report.url,
        )


def _none(report: Report, _: Context) -> Iterator[Flaw]:
    if not (report.handle or report.doi or report.url or report.isbn or report.extra):
        yield Flaw(None, "there is neither a handle nor a DOI nor a URL nor an ISBN")


RULES = (
    Rule(
        code="RPT601",
        name="isbn-check-digit",
        severity=Severity.ERROR,
        what="The check digit of an ISBN is wrong.",
        why="Bookshops and catalogues find nothing, or another book.",
        source="ISBN Users’ Manual, section 4.5 and appendix 1",
        example="`978-92-9260-523-1`; right is `978-92-9260-523-0`",
        fix="Copy the ISBN again; if it is printed so, say so in the note.",
        check=_isbn_digit,
    ),
    Rule(
        code="RPT602",
        name="isbn-malformed",
        severity=Severity.ERROR,
        what="What stands for an ISBN does not have 10 or 13 digits. Words beside a right one are a remark.",
        why="No program takes it for an ISBN.",
        source="ISBN Users’ Manual, section 4",
        example="`978-92-9260-52`; `978-92-9260-523-0 (PDF)` is a remark",
        fix="Copy the ISBN again.",
        check=_isbn_form,
    ),
    Rule(
        code="RPT603",
        name="issn-check-digit",
        severity=Severity.ERROR,
        what="The check digit of an ISSN is wrong.",
        why="Catalogues find nothing, or another series.",
        source="ISO 3297, annex A",
        example="`2049-3631`; right is `2049-3630`",
        fix="Copy the ISSN again.",
        check=_issn_digit,
    ),
    Rule(
        code="RPT604",
        name="issn-malformed",
        severity=Severity.ERROR,
        what="What stands for an ISSN does not have eight digits. Words beside a right one are a remark.",
        why="No program takes it for an ISSN.",
        source="ISO 3297, section 3",
        example="`2049-363`; `2049-3630 (online)` is a remark",
        fix="Copy the ISSN again.",
        check=_issn_form,
    ),
    Rule(
        code="RPT605",
        name="doi-malformed",
        severity=Severity.ERROR,
        what="What stands in the place of a DOI is none; a stop or comma at its end is a warning.",
        why="It does not resolve.",
        source="DOI Handbook, section 2.2",
        example="`doi.org/abc`, `10.1234/abc.`",
        fix="Write it as 10.1234/abc.",
        check=_doi_form,
    ),
    Rule(
        code="RPT606",
        name="url-malformed",
        severity=Severity.ERROR,
        what="What stands in the place of a URL is no absolute address.",
        why="No reader can follow it.",
        source="RFC 3986, section 4.3",
        example="`www.example.org/report`, `https://example.org/a b`",
        fix="Write it with https:// at the beginning, and %20 for a space.",
        check=_url_form,
    ),
    Rule(
        code="RPT607",
        name="url-is-handle",
        severity=Severity.INFO,
        what="The URL is another spelling of the handle.",
        why="Citations print the same thing twice.",
        source="Handle.Net manual 9, section 1 (a proxy’s URL is a spelling of the handle)",
        example="handle 10986/1 and URL http://hdl.handle.net/10986/1",
        fix="Leave the URL out, or give the one of the document.",
        check=_url_is_handle,
    ),
    Rule(
        code="RPT608",
        name="url-inside-network",
        severity=Severity.WARNING,
        what="The URL leads to a host that only some network knows.",
        why="Nobody else can follow it.",
        source="RFC 1918; RFC 6761 (localhost, test, invalid); RFC 6762 (local)",
        example="`http://localhost:8080/report`, `http://intranet/report`",
        fix="Give the public address.",
        check=_url_local,
    ),
    Rule(
        code="RPT609",
        name="url-of-one-visit",
        severity=Severity.WARNING,
        what="The URL goes through a session, a password or the proxy of a library.",
        why="It works for one person, or for an hour; and it may let others in.",
        source="RFC 3986, section 3.2.1 and 7.5 (sensitive information)",
        example="`https://login.ezproxy.example.edu/login?url=https://…`",
        fix="Give the address as somebody else would open it.",
        check=_url_personal,
    ),
    Rule(
        code="RPT610",
        name="identifier-missing",
        severity=Severity.INFO,
        what="A report has neither a handle nor a DOI nor a URL nor an ISBN.",
        why="Readers must search for it.",
        source="Practice of repositories",
        example="Author, title and year alone",
        fix="Give its handle, or the address of the document.",
        check=_none,
    ),
)
