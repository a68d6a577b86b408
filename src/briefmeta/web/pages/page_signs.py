"""What there is to see of a page without its metadata: title and headings, the text that its reader sees, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import attrs

from briefmeta.formats.html.head import page_tree
from briefmeta.web.pages.signposting import Link, add_link

if TYPE_CHECKING:
    from collections.abc import Sequence

SCANNED = 2_000_000  # characters of a page that are looked at
_HEADING = 600  # characters of a heading
_MOST_LINKS = 200
_UNSEEN = frozenset({"script", "style", "template", "noscript", "title"})
_REFRESH = re.compile(
    r"\s*+(\d{1,4}+)[\d.]*+\s*+(?:[;,]\s*+)?url\s*+=\s*+(\S.{0,2000})", re.IGNORECASE | re.DOTALL
)
_LONGEST_WAIT = 10  # seconds; a page that waits longer reloads itself, as news pages do
# A page that is nothing but a script that leads on, as repositories leave behind when they move.
_SCRIPTED = re.compile(
    r"\blocation(?:\.(?:href|replace|assign))?\s*(?:=(?!=)|\()\s*[\"'`]([^\"'`\s]{1,2000})[\"'`]",
    re.IGNORECASE,
)
_SCRIPT_ONLY = 4000  # characters of such a page


@attrs.frozen(kw_only=True)
class PageSigns:
    """What there is to see of a page without reading its metadata.

    Attributes:
        headings: the title and the first headings.
        lines: the pieces of text that a reader of the page sees, in order, white space folded.
        is_shared: whether the head says how the page looks when it is shared (Open Graph), as articles do.
        has_password: whether there is a field for a password.
        links: the links of the head.
        refresh: where the page sends its reader on by itself, within seconds, or None.
    """

    headings: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    is_shared: bool = False
    has_password: bool = False
    links: tuple[Link, ...] = ()
    refresh: str | None = None


def read_signs(html: str, url: str) -> PageSigns:
    """Look at a page.

    Args:
        html: the page.
        url: where it was, for relative links.

    Returns:
        Its signs; an empty page has none.

    >>> read_signs("<title>Pivot</title><p>A <b>bold</b> word</p><script>no()</script>", "https://a.org/").lines
    ('A', 'bold', 'word')
    """
    root = page_tree(html[:SCANNED])
    if root is None:
        return PageSigns()
    headings = [_plain(each) for each in root.xpath("//title[1] | (//h1)[position() < 4]")]
    links: list[Link] = []
    for each in root.xpath(f"(//link[@rel and @href])[position() < {_MOST_LINKS}]"):
        add_link(links, each.get("href"), each.get("rel"), each.get("type", ""), url)
    return PageSigns(
        headings=tuple(each for each in headings if each),
        lines=tuple(_visible_lines(root)),
        is_shared=bool(root.xpath("//meta[@property = 'og:title' or @name = 'og:title']")),
        has_password=bool(root.xpath("//input[translate(@type, 'PASWORD', 'pasword') = 'password']")),
        links=tuple(links),
        refresh=_refresh(root, url) or _scripted(root, html, url),
    )


def _visible_lines(root: Any) -> list[str]:
    pieces: list[str] = []
    for element in root.iter():
        if element.tag not in _UNSEEN and element.text:
            pieces.append(element.text)
        if element.tail:
            pieces.append(element.tail)
    lines = (" ".join(piece.split()) for piece in pieces)
    return [line for line in lines if line]


def _refresh(root: Any, url: str) -> str | None:
    """Read ``<meta http-equiv="refresh">`` (HTML Living Standard, section 4.2.5.3)."""
    asks = "//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh'][not(ancestor::noscript)]/@content"
    match = _REFRESH.match(next(iter(root.xpath(asks)), ""))
    if match is None or int(match[1]) > _LONGEST_WAIT:
        return None
    return _joined(url, match[2].strip("'\" "))


def _scripted(root: Any, html: str, url: str) -> str | None:
    """Return where the script of a page without text sends its reader."""
    if (
        len(html) > _SCRIPT_ONLY
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
    return " ".join("".join(pieces)[:_HEADING].split())
