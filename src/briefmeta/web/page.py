"""What a landing page is, before anything on it is believed: a page about something, a wall, or an excuse.

Servers say "not found" and "log in first" with status 200. Such a page has a title too, and must not become
a report.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import attrs

from briefmeta.web.links import Link, add_link

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCANNED = 2_000_000  # characters; a head is at the beginning
_HEADING = 150  # characters; what is longer is a text, not an excuse

_NOT_FOUND = re.compile(
    r"\b(?:404|410)\b"
    r"|\bnot\s+(?:be\s+)?found\b|\bno\s+longer\s+(?:available|exists?)\b|\bdo(?:es)?\s*(?:n[o’']t|\s+not)\s+exist\b"
    r"|\b(?:can\s?not|can[’']t|could\s?n[o’']t)\s+(?:be\s+found|find)\b|\b(?:item|page|document|record)\s+(?:has\s+been\s+)?"
    r"(?:withdrawn|removed|deleted)\b|\binvalid\s+(?:handle|identifier|item)\b"
    r"|\bintrouvable\b|\bn[’']existe\s+p(?:as|lus)\b|\bnicht\s+(?:gefunden|vorhanden)\b|\bexistiert\s+nicht\b"
    r"|\bno\s+(?:se\s+)?(?:ha\s+)?(?:encontrad[oa]|existe)\b|\bnão\s+(?:foi\s+)?encontrad[oa]\b"
    r"|\bnon\s+(?:è\s+stata\s+)?trovat[oa]\b|\bniet\s+gevonden\b|未找到|不存在|見つかりません|не\s+найден",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"^\W*(?:please\s+)?(?:log|sign)[\s-]?(?:in|on)\b|\b(?:log|sign)[\s-]?in\s+(?:required|to\s+(?:continue|your|access|view))\b"
    r"|\bauthentication\s+required\b|\baccess\s+denied\b|\bunauthori[sz]ed\b|\bforbidden\b|\bsingle\s+sign[\s-]on\b"
    r"|\bverify\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human\b|\bjust\s+a\s+moment\b|\bare\s+you\s+a\s+robot\b"
    r"|^\W*(?:connexion|se\s+connecter|anmelde(?:n|ung)|einloggen|iniciar\s+sesi[oó]n|acceder|accedi|entrar|inloggen)\b",
    re.IGNORECASE,
)
_WALL_PATH = re.compile(
    r"/(?:login|log-in|signin|sign-in|logon|sso|wayf|idp|shibboleth(?:\.sso)?|saml2?|cas/login|oauth2?|password-login|auth)"
    r"(?:[/.?]|$)",
    re.IGNORECASE,
)
_EXCUSE_PATH = re.compile(r"/(?:404|410|error|not-?found|page-?not-?found)(?:\.\w+)?/?$", re.IGNORECASE)
_HOME_PATH = re.compile(
    r"/?(?:(?:index|default|home)(?:\.\w+)?|xmlui|jspui|(?:[a-z]{2}(?:[-_][a-z]{2})?))?/?", re.IGNORECASE
)


_REFRESH = re.compile(
    r"\s*+(\d{1,4}+)[\d.]*+\s*+(?:[;,]\s*+)?url\s*+=\s*+(\S.{0,2000})", re.IGNORECASE | re.DOTALL
)
_SECONDS = 10  # what waits longer reloads itself
_UNSEEN = frozenset({"script", "style", "template", "noscript", "title"})

_PARTS = re.compile(r"\s[|–—·»-]\s|:\s")


class PageKind(enum.StrEnum):
    """What a page is, where it is not a page about something.

    ``NOT_FOUND``: a soft 404. ``WALL``: a log-in or a test for robots. ``HOME``:
    the home page of the site. ``PLAIN``: a page that says nothing about a publication in its head.
    """

    NOT_FOUND = "not-found"
    WALL = "wall"
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
        refresh=_refresh(root, url),
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
    """Tell what speaks against a page.

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
    if (moved and _EXCUSE_PATH.search(path)) or any(_NOT_FOUND.search(each) for each in short):
        return PageKind.NOT_FOUND
    if (moved and _WALL_PATH.search(path)) or any(_WALL.search(each) for each in short):
        return PageKind.WALL
    if _HOME_PATH.fullmatch(path) and not _HOME_PATH.fullmatch(urlsplit(asked).path):
        return PageKind.HOME
    if not described:
        return PageKind.WALL if signs.has_password else PageKind.PLAIN
    return None


def is_excuse(title: str) -> bool:
    """Tell whether a title is nothing but an excuse, as in ``404 - Page not found | Library``.

    >>> is_excuse("404 - Page not found | Library"), is_excuse("The found and the not found: refugees in 1945")
    (True, False)
    """
    for part in _PARTS.split(title):
        match = _NOT_FOUND.search(part) or _WALL.search(part)
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
    target: str = match[2].strip("'\" ")
    try:
        return urljoin(url, target)
    except ValueError:
        return None


def _plain(element: Any) -> str:
    pieces: Sequence[str] = element.xpath(".//text()")
    return " ".join("".join(pieces)[: 4 * _HEADING].split())
