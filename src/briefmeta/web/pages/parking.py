"""Parked domains: pages of those who buy addresses that nobody renewed, and sell or rent them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FEW = 80  # pieces of text: sales pages are short
_SHORT = 300  # characters of one piece
_TINY = 4000  # characters of a page that only sends its reader on

_OFFER = re.compile(
    r"\bdomain(?:\s+name)?\b.{0,60}\b(?:is|may\s+be|might\s+be|could\s+be)\s+(?:\w+\s+)?(?:for\s+sale|available\s+for\s+(?:sale|purchase)|parked)\b"
    r"|\b(?:buy|purchase|get|own|acquire|inquire\s+about|make\s+an?\s+offer\s+(?:on|for))\s+(?:this|the)\s+domain\b"
    r"|\bdomain(?:\s+name)?\b.{0,40}\b(?:has\s+(?:just\s+)?expired|expired\s+on|has\s+recently\s+been\s+registered)\b"
    r"|\b(?:domain|page|site|website)\s+is\s+parked\b|\bparked\s+(?:free|domain|page)\b|\bdomain\s+parking\b"
    r"|\bdom(?:ain|äne)\b.{0,60}\b(?:steht\s+zum\s+verkauf|zu\s+verkaufen|kaufen)\b"
    r"|\b(?:nom\s+de\s+)?domaine\b.{0,60}\b(?:à\s+vendre|en\s+vente|a\s+expiré)\b|\bacheter\s+ce\s+(?:nom\s+de\s+)?domaine\b"
    r"|\bdom[ií]nio\b.{0,60}\b(?:en\s+venta|a\s+la\s+venta|aparcado|à\s+venda|in\s+vendita)\b"
    r"|\bdomein\b.{0,60}\bte\s+koop\b|\bдомен\b.{0,60}\bпрода[её]тся\b|域名.{0,20}(?:出售|转让)|ドメイン.{0,20}(?:販売|売り)",
    re.IGNORECASE,
)
_ADVERTISER = re.compile(
    r"<html\b[^<>]{0,500}?\bdata-adblockkey\s*=|\bwindow\.park\s*=\s*[\"']|//[^/\s\"'<>]{0,200}/adsense/domains/caf\.js"
    r"|<(?:script|i?frame)\b[^<>]{0,500}?\bsrc\s*=\s*[\"']?(?:https?:)?//[^/\s\"'<>]{0,200}"
    r"(?:parking|parked|domainsale|domain-?for-?sale)",
    re.IGNORECASE,
)
_LANDER = re.compile(r"\blocation(?:\.href)?\s*=\s*[\"'](?:https?://[^/\"']{1,200})?/lander\b", re.IGNORECASE)
_MARKET = re.compile(r"domain|parking|parked|for-?sale|lander", re.IGNORECASE)


def is_offer(text: str) -> bool:
    """Return whether a heading or a line of a page offers its domain for sale, or says that it has expired.

    >>> is_offer("example.org: this domain may be for sale!"), is_offer("The price of domains in 2023")
    (True, False)
    """
    return len(text) <= _SHORT and _OFFER.search(text) is not None


def is_parked(html: str, headings: Iterable[str], lines: Sequence[str]) -> bool:
    """Return whether a page is one of a parked domain.

    Args:
        html: the page.
        headings: its title and headings.
        lines: the text that its reader sees.
    """
    if any(map(is_offer, headings)) or (len(lines) <= _FEW and any(map(is_offer, lines))):
        return True
    start = html[:100_000]
    return (len(lines) <= _FEW and _ADVERTISER.search(start) is not None) or (
        len(html) <= _TINY and _LANDER.search(start) is not None
    )


def leads_to_market(asked: str, url: str) -> bool:
    """Return whether an address now leads to another host that takes the old host for its goods.

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
