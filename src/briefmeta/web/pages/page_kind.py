"""What a page is, before anything on it is believed: a page about something, an error page, a wall, a parked domain.

Servers say "not found" and "log in first" with status 200. Such a page has a title too, and must not become a
report. The phrases are vocabulary (``error_pages.tsv``, ``parked_domains.tsv``); they are looked for in titles,
headings and short pages only, because a report may be about any of these things.
"""

from __future__ import annotations

import enum
import re
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from briefmeta.vocabulary import rows, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefmeta.web.pages.page_signs import PageSigns

_HEADING = 150  # characters; what is longer is a text about the matter
_BESIDE = 12  # characters that a title may have beside a phrase and still be nothing else: "404 - …"
_PARTS = re.compile(r"\s[|–—·»-]\s|:\s")
# Where Shibboleth, CAS, OAuth and the log-ins of common repositories stand.
_WALL_PATH = re.compile(
    r"/(?:login|log-in|signin|sign-in|logon|sso|wayf|idp|shibboleth(?:\.sso)?|saml2?|cas/login|oauth2?|password-login|auth)"
    r"(?:[/.?]|$)",
    re.IGNORECASE,
)
# Protocols for logging in: SAML 2.0 and its discovery service, OpenID Connect, WS-Federation.
_WALL_QUERY = re.compile(
    r"(?:^|[?&])(?:SAMLRequest=|entityID=|response_type=(?:code|id_token|token)|wa=wsignin|shire=)",
    re.IGNORECASE,
)
# Where servers send whoever asks for what is not there.
_ERROR_PATH = re.compile(r"/(?:404|410|error|not-?found|page-?not-?found)(?:\.\w+)?/?$", re.IGNORECASE)
# The codes of ISO 639-1 that sites have as the first segment of a path; all 184 would make /ds and /to home pages.
_LANGUAGES = frozenset(
    """
    af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk km ko ky lo lt
    lv mk mn ms mt my ne nl no nb nn pl ps pt ro ru rw si sk sl so sq sr sv sw ta tg th tk tr uk ur uz vi zh
    """.split()
)
_REGION = re.compile(r"[-_](?:[a-z]{2}|[a-z]{4}|419)$")
_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|jsp|jsf|do|cfm|shtml|xhtml)$")
_HOME_DEPTH = 3
# What an address may ask of a home page; anything else, as ?p=17, may lead elsewhere.
_HOME_QUERY = re.compile(
    r"(?:(?:lang|language|locale|hl|l|ref|from|src|source|redirect(?:ed)?|returnurl|error|utm_\w+)=[^&]*(?:&|$))*",
    re.IGNORECASE,
)
# Scripts that ask for proof of a human, by their makers' names: a page of theirs shows hardly anything else.
_CHALLENGE = re.compile(
    r"_Incapsula_Resource|\bcf-(?:chl|turnstile|challenge)|\b__cf_chl|/cdn-cgi/challenge-platform/|\bawswaf\b|\bgokuProps\b"
    r"|\bpx-captcha\b|\bcaptcha-delivery\.com\b|\bdatadome\b|\bwithin\.website/x/cmd/anubis\b|\bgrecaptcha\.execute\b",
    re.IGNORECASE,
)
_SCRIPTS = 100_000  # characters of a page in which scripts are looked for
_CHALLENGE_LINES = 12
_SALE_LINES = 80  # sales pages are short
_OFFER = 300  # characters of a line that offers a domain
_SCRIPT_ONLY = 4000  # characters of a page that only sends its reader on
# Marks of the two services that most parked domains run, and addresses of others.
_ADVERTISER = re.compile(
    r"<html\b[^<>]{0,500}?\bdata-adblockkey\s*=|\bwindow\.park\s*=\s*[\"']|//[^/\s\"'<>]{0,200}/adsense/domains/caf\.js"
    r"|<(?:script|i?frame)\b[^<>]{0,500}?\bsrc\s*=\s*[\"']?(?:https?:)?//[^/\s\"'<>]{0,200}"
    r"(?:parking|parked|domainsale|domain-?for-?sale)",
    re.IGNORECASE,
)
_LANDER = re.compile(r"\blocation(?:\.href)?\s*=\s*[\"'](?:https?://[^/\"']{1,200})?/lander\b", re.IGNORECASE)
_MARKET = re.compile(r"domain|parking|parked|for-?sale|lander", re.IGNORECASE)
# Scripts that put spaces between words; elsewhere a phrase may stand anywhere in a line.
_SPACED = re.compile(r"[0-9A-Za-zÀ-ɏͰ-ӿḀ-ỿ]")


class PageKind(enum.StrEnum):
    """What a page is, where it is not a page about something.

    ``NOT_FOUND``: an error page with status 200 (a "soft 404"). ``WALL``: a log-in or a test for robots. ``FAULT``: the
    server fails, or is being worked at. ``HOME``: the home page of the site. ``PARKED``: the domain is for sale.
    ``PLAIN``: a page that says nothing about a publication in its head.
    """

    NOT_FOUND = "not-found"
    WALL = "wall"
    FAULT = "fault"
    HOME = "home"
    PARKED = "parked"
    PLAIN = "plain"


MEANING: Final = {
    PageKind.NOT_FOUND: "the page says that there is nothing here",
    PageKind.WALL: "the page asks to log in, or for proof of a human",
    PageKind.FAULT: "the page says that the server has a fault, or is being worked at",
    PageKind.HOME: "this is the home page of the site",
    PageKind.PARKED: "the domain is for sale, or carries advertisements only",
    PageKind.PLAIN: "the page has no metadata in its head",
}
"""What each kind of page means, in words."""


def kind_of(signs: PageSigns, *, asked: str, url: str, described: bool) -> PageKind | None:
    """Return what speaks against a page, by its headings and its address.

    Args:
        signs: what ``read_signs`` saw.
        asked: the URL that was asked for first.
        url: the URL that answered.
        described: whether the head describes a publication.

    Returns:
        What the page seems to be instead of a page about something, or None.
    """
    parts = urlsplit(url)
    # /handle/10986/404 names an error page only where something else was asked for
    moved = parts.path != urlsplit(asked).path
    short = [each for each in signs.headings if len(each) <= _HEADING]
    if (moved and _ERROR_PATH.search(parts.path)) or _says(PageKind.NOT_FOUND, short):
        return PageKind.NOT_FOUND
    led_to_wall = moved and (_WALL_PATH.search(parts.path) or _WALL_QUERY.search(parts.query))
    if led_to_wall or _says(PageKind.WALL, short):
        return PageKind.WALL
    if not described and _says(PageKind.FAULT, short):
        return PageKind.FAULT
    if is_home(url) and not is_home(asked):
        return PageKind.HOME
    if described:
        return None
    return PageKind.WALL if signs.has_password else PageKind.PLAIN


def is_home(url: str) -> bool:
    """Return whether an address is one of a home page, in whatever language.

    >>> [is_home(f"https://x.org{rest}") for rest in ("", "/en/home.html", "/?lang=fr", "/?p=17", "/ds", "/home/7")]
    [True, True, True, False, False, False]
    """
    parts = urlsplit(url)
    segments = [segment for segment in unquote(parts.path).lower().split("/") if segment]
    if len(segments) > _HOME_DEPTH or not _HOME_QUERY.fullmatch(parts.query):
        return False
    known = words("home_page_words")
    names = (_SUFFIX.sub("", segment) for segment in segments)
    return all(name in known or _REGION.sub("", name) in _LANGUAGES for name in names)


def is_challenge(html: str, lines: Sequence[str]) -> bool:
    """Return whether a page shows hardly anything and runs a script that asks for proof of a human."""
    return len(lines) <= _CHALLENGE_LINES and _CHALLENGE.search(html[:_SCRIPTS]) is not None


def is_error_title(title: str) -> bool:
    """Return whether a title says nothing but that there is no such page, as in ``404 - Page not found | Library``.

    >>> is_error_title("404 - Page not found | Library"), is_error_title("The lost and the not found: refugees in 1945")
    (True, False)
    """
    for part in _PARTS.split(title):
        match = _phrases(PageKind.NOT_FOUND).search(part) or _phrases(PageKind.WALL).search(part)
        if match is not None and len(part) - len(match[0]) <= _BESIDE:
            return True
    return False


def is_offer(text: str) -> bool:
    """Return whether a heading or a line of a page offers its domain for sale, or says that it has expired.

    >>> is_offer("example.org: this domain may be for sale!"), is_offer("The price of domains in 2023")
    (True, False)
    """
    return len(text) <= _OFFER and _phrases(PageKind.PARKED).search(text) is not None


def is_parked(html: str, headings: Iterable[str], lines: Sequence[str]) -> bool:
    """Return whether a page is one of a parked domain: an address that nobody renewed, for sale or let.

    Args:
        html: the page.
        headings: its title and headings.
        lines: the text that its reader sees.
    """
    is_short = len(lines) <= _SALE_LINES
    if any(map(is_offer, headings)) or (is_short and any(map(is_offer, lines))):
        return True
    start = html[:_SCRIPTS]
    return (is_short and _ADVERTISER.search(start) is not None) or (
        len(html) <= _SCRIPT_ONLY and _LANDER.search(start) is not None
    )


def leads_to_market(asked: str, url: str) -> bool:
    """Return whether an address now leads to another host that offers the old host for sale.

    >>> leads_to_market("http://reports.example/17", "https://market.example/domain?name=reports.example")
    True
    >>> leads_to_market("http://reports.example/17", "https://www.reports.example/17")
    False
    """
    sold, seller = urlsplit(asked).hostname or "", urlsplit(url)
    host = seller.hostname or ""
    sold = sold.removeprefix("www.")
    if not sold or host == sold or host.endswith(f".{sold}"):
        return False
    rest = f"{seller.path}?{seller.query}".lower()
    return sold in rest and _MARKET.search(f"{host}{rest}".replace(sold, "")) is not None


def _says(kind: PageKind, lines: Iterable[str]) -> bool:
    search = _phrases(kind).search
    return any(search(line) for line in lines)


@cache
def _phrases(kind: PageKind) -> re.Pattern[str]:
    """Compile the phrases of a kind of page, of all languages, when they are first looked for."""
    if kind == PageKind.PARKED:
        phrases = [phrase for phrase, _ in rows("parked_domains")]
    else:
        phrases = [phrase for phrase, classes, _ in rows("error_pages") if kind in classes.split()]
    return re.compile("|".join(map(_pattern, phrases)), re.IGNORECASE)


def _pattern(phrase: str) -> str:
    """Write the pattern of a phrase: any white space, and the ends of words where the script has words."""
    at_start, body = phrase.startswith("^"), phrase.removeprefix("^").replace(" ", r"\s+")
    begin = r"^\W*" if at_start else r"\b" if _SPACED.match(body.lstrip("([")) else ""
    end = r"\b" if _SPACED.match(body.rstrip(")?]")[-1]) and not body.endswith(r"\w*") else ""
    return f"{begin}(?:{body}){end}"
