"""What a landing page is, before anything on it is believed: a page about something, a wall, or an excuse.

Servers say "not found" and "log in first" with status 200. Such a page has a title too, and must not become
a report.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import attrs

from briefmeta.web.pages.excuses import CHALLENGE, FAULT, NOT_FOUND, WALL, WALL_QUERY
from briefmeta.web.pages.links import Link, add_link

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCANNED = 2_000_000  # characters; a head is at the beginning
_HEADING = 150  # characters; what is longer is a text, not an excuse

_WALL_PATH = re.compile(
    r"/(?:login|log-in|signin|sign-in|logon|sso|wayf|idp|shibboleth(?:\.sso)?|saml2?|cas/login|oauth2?|password-login|auth)"
    r"(?:[/.?]|$)",
    re.IGNORECASE,
)
_EXCUSE_PATH = re.compile(r"/(?:404|410|error|not-?found|page-?not-?found)(?:\.\w+)?/?$", re.IGNORECASE)
_HOME_WORDS = frozenset(
    """
    index default home homepage main welcome portal xmlui jspui
    accueil inicio principal inicial início pagina-inicial startseite startpagina hem hjem forside etusivu
    strona-glowna glowna uvod pocetna acasa anasayfa beranda utama главная
    """.split()
)
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


_REFRESH = re.compile(
    r"\s*+(\d{1,4}+)[\d.]*+\s*+(?:[;,]\s*+)?url\s*+=\s*+(\S.{0,2000})", re.IGNORECASE | re.DOTALL
)
_FEW_LINES = 12  # that a page shows which only runs a script
_CHALLENGED = 100_000  # characters of a page
# A page that is nothing but a script that leads on.
_SCRIPTED = re.compile(
    r"\blocation(?:\.(?:href|replace|assign))?\s*(?:=(?!=)|\()\s*[\"'`]([^\"'`\s]{1,2000})[\"'`]",
    re.IGNORECASE,
)
_TINY = 4000  # characters of such a page
_SECONDS = 10  # what waits longer reloads itself
_UNSEEN = frozenset({"script", "style", "template", "noscript", "title"})

_PARTS = re.compile(r"\s[|–—·»-]\s|:\s")


class PageKind(enum.StrEnum):
    """What a page is, where it is not a page about something.

    ``NOT_FOUND``: a soft 404. ``WALL``: a log-in or a test for robots. ``FAULT``: the server fails, or is being worked
    at. ``HOME``: the home page of the site. ``PLAIN``: a page that says nothing about a publication in its head.
    """

    NOT_FOUND = "not-found"
    WALL = "wall"
    FAULT = "fault"
    HOME = "home"
    PLAIN = "plain"


@attrs.frozen(kw_only=True)
class PageSigns:
    """What there is to see of a page without reading its metadata.

    Attributes:
        headings: the title and the first headings.
        is_shared: whether the head says how the page looks when it is shared (Open Graph), as articles do.
        has_password: whether there is a field for a password.
        links: the links of the head.
        refresh: where the page sends its reader on by itself, within seconds, or None.
    """

    headings: tuple[str, ...]
    is_shared: bool
    has_password: bool
    links: tuple[Link, ...]
    refresh: str | None = None


def look_at(html: str, url: str) -> PageSigns:
    """Look at a page.

    Args:
        html: the page.
        url: where it was, for relative links.

    Returns:
        Its signs; an empty page has none.
    """
    root = _tree(html[:_SCANNED])
    if root is None:
        return PageSigns(headings=(), is_shared=False, has_password=False, links=())
    headings = [_plain(each) for each in root.xpath("//title[1] | (//h1)[position() < 4]")]
    links: list[Link] = []
    for each in root.xpath("(//link[@rel and @href])[position() < 200]"):
        add_link(links, each.get("href"), each.get("rel"), each.get("type", ""), url)
    return PageSigns(
        headings=tuple(each for each in headings if each),
        is_shared=bool(root.xpath("//meta[@property = 'og:title' or @name = 'og:title']")),
        has_password=bool(root.xpath("//input[translate(@type, 'PASWORD', 'pasword') = 'password']")),
        links=tuple(links),
        refresh=_refresh(root, url) or _scripted(root, html, url),
    )


def visible_lines(html: str) -> list[str]:
    """Return the pieces of text that a reader of a page sees, in order, white space folded.

    >>> visible_lines("<p>A <b>bold</b> word</p><script>no()</script>")
    ['A', 'bold', 'word']
    """
    root = _tree(html[:_SCANNED])
    pieces: list[str] = []
    for element in () if root is None else root.iter():
        if element.tag not in _UNSEEN and element.text:
            pieces.append(element.text)
        if element.tail:
            pieces.append(element.tail)
    lines = (" ".join(piece.split()) for piece in pieces)
    return [line for line in lines if line]


def doubt(signs: PageSigns, *, asked: str, url: str, described: bool) -> PageKind | None:
    """Return what speaks against a page.

    Args:
        signs: what ``look_at`` saw.
        asked: the URL that was asked for first.
        url: the URL that answered.
        described: whether the head describes a publication.

    Returns:
        What the page seems to be instead of a page about something, or None.
    """
    path = urlsplit(url).path
    moved = (
        path != urlsplit(asked).path
    )  # /handle/10986/404 is an excuse only where something else was asked for
    short = [each for each in signs.headings if len(each) <= _HEADING]
    if (moved and _EXCUSE_PATH.search(path)) or any(NOT_FOUND.search(each) for each in short):
        return PageKind.NOT_FOUND
    if (moved and (_WALL_PATH.search(path) or WALL_QUERY.search(urlsplit(url).query))) or any(
        WALL.search(each) for each in short
    ):
        return PageKind.WALL
    if not described and any(FAULT.search(each) for each in short):
        return PageKind.FAULT
    if is_home(url) and not is_home(asked):
        return PageKind.HOME
    if not described:
        return PageKind.WALL if signs.has_password else PageKind.PLAIN
    return None


def is_home(url: str) -> bool:
    """Return whether an address is one of a home page, in whatever language.

    >>> [is_home(f"https://x.org{rest}") for rest in ("", "/en/home.html", "/?lang=fr", "/?p=17", "/ds", "/home/7")]
    [True, True, True, False, False, False]
    """
    parts = urlsplit(url)
    segments = [segment for segment in unquote(parts.path).lower().split("/") if segment]
    if len(segments) > _HOME_DEPTH or not _HOME_QUERY.fullmatch(parts.query):
        return False
    words = (_SUFFIX.sub("", segment) for segment in segments)
    return all(word in _HOME_WORDS or _REGION.sub("", word) in _LANGUAGES for word in words)


def is_challenge(html: str, lines: Sequence[str]) -> bool:
    """Return whether a page shows hardly anything and runs a script that asks for proof of a human."""
    return len(lines) <= _FEW_LINES and CHALLENGE.search(html[:_CHALLENGED]) is not None


def is_excuse(title: str) -> bool:
    """Return whether a title is nothing but an excuse, as in ``404 - Page not found | Library``.

    >>> is_excuse("404 - Page not found | Library"), is_excuse("The found and the not found: refugees in 1945")
    (True, False)
    """
    for part in _PARTS.split(title):
        match = NOT_FOUND.search(part) or WALL.search(part)
        if match is not None and len(part) - len(match[0]) <= 12:
            return True
    return False


def _tree(html: str) -> Any:
    """Parse a page; nothing is fetched, and what is nested too deep is cut off by the parser."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8", remove_comments=True)
    try:
        return etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _refresh(root: Any, url: str) -> str | None:
    """Read ``<meta http-equiv="refresh">`` (HTML Living Standard, section 4.2.5.3)."""
    asks = "//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh'][not(ancestor::noscript)]/@content"
    match = _REFRESH.match(next(iter(root.xpath(asks)), ""))
    if match is None or int(match[1]) > _SECONDS:
        return None
    return _joined(url, match[2].strip("'\" "))


def _scripted(root: Any, html: str, url: str) -> str | None:
    """Return where the script of a page without text sends its reader."""
    if (
        len(html) > _TINY
        or "".join(root.xpath("//body//text()[not(parent::script or parent::noscript or parent::a)]")).strip()
    ):
        return None
    match = _SCRIPTED.search("\n".join(root.xpath("//script/text()")))
    return _joined(url, match[1]) if match is not None else None


def _joined(url: str, target: str) -> str | None:
    try:
        return urljoin(url, target)
    except ValueError:
        return None


def _plain(element: Any) -> str:
    pieces: Sequence[str] = element.xpath(".//text()")
    return " ".join("".join(pieces)[: 4 * _HEADING].split())
