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
# Registrant codes have four digits and more; nine is the bound of the pattern that Crossref recommends.
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
# What expires, or lets in whoever has the address: session numbers, signatures, passwords, proxies of libraries.
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
    # A DOI may end so by its syntax, so it is a warning: far more often the sentence ended there.
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
    Rule("RPT601", "isbn-check-digit", Severity.ERROR, _isbn_digit),
    Rule("RPT602", "isbn-malformed", Severity.ERROR, _isbn_form),
    Rule("RPT603", "issn-check-digit", Severity.ERROR, _issn_digit),
    Rule("RPT604", "issn-malformed", Severity.ERROR, _issn_form),
    Rule("RPT605", "doi-malformed", Severity.ERROR, _doi_form),
    Rule("RPT606", "url-malformed", Severity.ERROR, _url_form),
    Rule("RPT607", "url-is-handle", Severity.INFO, _url_is_handle),
    Rule("RPT608", "url-inside-network", Severity.WARNING, _url_local),
    Rule("RPT609", "url-of-one-visit", Severity.WARNING, _url_personal),
    Rule("RPT610", "identifier-missing", Severity.INFO, _none),
)
