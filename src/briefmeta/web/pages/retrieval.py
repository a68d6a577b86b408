"""Following an address to its landing page: HEAD, then GET, and on where the page itself sends its reader.

Only a server can say that a page is gone. A timeout, a fault, a refusal or a certificate that is not accepted
leaves it unknown.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from briefmeta.errors import ConnectionFailed, TransportError, TransportTimeout
from briefmeta.web.pages.landing_page import ACCEPT, LandingPage, is_textual, read_file, read_landing_page
from briefmeta.web.transport.deadline import Deadline
from briefmeta.web.transport.pacing import backoff

if TYPE_CHECKING:
    from briefmeta.handles.handle import Handle
    from briefmeta.web.handles.resolver import Resolver
    from briefmeta.web.transport.transport import Answer

GONE = frozenset({404, 410})
WALLS = frozenset({401, 403, 407, 451})
_BUSY = frozenset({429, 503})
_PERMANENT = frozenset({301, 308})
_MOST_REFRESHES = 2
_HTTP = re.compile(r"http://([^/?#:]+)(?::80)?([/?#].*)?", re.IGNORECASE | re.DOTALL)  # without another port
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_DEFAULT_PORTS = (":80", ":443")


def retrieve(
    url: str,
    *,
    own: frozenset[Handle],
    resolver: Resolver,
    deadline: Deadline,
    title: str | None = None,
    head_first: bool = False,
) -> tuple[Answer, LandingPage | None]:
    """Ask for an address, and go on where the page itself sends its reader (a meta refresh, a script).

    Args:
        url: the address.
        own: every handle that the report may be known by.
        resolver: asks.
        deadline: when to give up.
        title: the title that is looked for, where one is known.
        head_first: ask for the headers first, so that no file is fetched.

    Returns:
        The last answer, and what it holds; None for a status that is no success.

    Raises:
        TransportError: there is no answer.
    """
    answer = _ask(url, resolver, deadline) if head_first else _get(url, resolver, deadline)
    page = _read(answer, url, own, title)
    # two, because a move of the repository may follow a move of the page; more are a circle
    for _ in range(_MOST_REFRESHES):
        onward = _onward(answer, page)
        if onward is None:
            break
        answer = _get(onward, resolver, deadline)
        page = _read(answer, url, own, title)
    return answer, page


def _get(url: str, resolver: Resolver, deadline: Deadline) -> Answer:
    return resolver.fetch(url, accept=ACCEPT, deadline=deadline)


def _read(answer: Answer, asked: str, own: frozenset[Handle], title: str | None) -> LandingPage | None:
    if not 200 <= answer.status < 300:
        return None
    if _is_file(answer):
        return read_file(answer)
    return read_landing_page(answer, asked=asked, own=own, title=title)


def _onward(answer: Answer, page: LandingPage | None) -> str | None:
    """Return where a page sends its reader on by itself, unless it says what it is about or leaves https."""
    if page is None or page.is_described or page.kind not in (None, "plain"):
        return None
    # from https to http the reader's browser would warn, and anybody on the way could answer
    onward = page.signs.refresh
    if onward is None or same_address(onward, answer.url):
        return None
    return None if answer.url.startswith("https:") and not onward.startswith("https:") else onward


def _ask(url: str, resolver: Resolver, deadline: Deadline) -> Answer:
    """Ask for the headers; then for the page, unless the headers say that it is a file."""
    doubt = ""
    try:
        # a server that is silent to HEAD must leave time for GET
        limit = Deadline(min(deadline.remaining() / 3, resolver.timeout))
        head = resolver.fetch(url, accept=ACCEPT, deadline=limit, head=True)
        if head.status == 200 and _is_file(head):
            return head
        if head.status in _BUSY:
            doubt = f"HTTP {head.status}, then "
            if "Retry-After" not in head.headers:
                time.sleep(min(backoff(0), deadline.remaining()))
    except (TransportTimeout, ConnectionFailed):
        pass  # some servers do not answer HEAD at all
    try:
        return _get(url, resolver, deadline)
    except TransportTimeout as error:
        raise TransportTimeout(error.url, f"{doubt}{error.reason}") from error


def _is_file(answer: Answer) -> bool:
    """Return whether the headers say that there is a file with something in it."""
    return not is_textual(answer.media_type) and answer.headers.get("Content-Length", "").strip() != "0"


def moved_to(asked: str, answer: Answer) -> str | None:
    """Return where permanent redirects lead, up to the first that is not permanent, or None."""
    place = asked
    for status, following in zip(answer.statuses, (*answer.redirects[1:], answer.url), strict=False):
        if status not in _PERMANENT:
            break
        place = following
    return None if same_address(place, asked) else place


def https_address(asked: str, answer: Answer, resolver: Resolver, deadline: Deadline) -> str | None:
    """Return the address with https, where it is http and https leads to the same place, or None."""
    address = _HTTP.fullmatch(asked)
    if address is None:
        return None
    secure = f"https://{address[1]}{address[2] or ''}"
    if answer.url.startswith("https:"):
        return secure if same_address(asked, answer.url) else None
    try:
        limit = Deadline(min(deadline.remaining() / 2, resolver.timeout))
        found = resolver.fetch(secure, accept=ACCEPT, deadline=limit, head=True)
    except TransportError:
        return None
    return secure if found.status == 200 and same_address(found.url, answer.url) else None


def same_address(one: str, other: str) -> bool:
    """Return whether two addresses mean the same place: scheme, ``www.``, a slash at the end do not count.

    >>> same_address("http://example.org/a/", "https://www.example.org:443/a#top")
    True
    """
    return _address(one) == _address(other)


def same_site(one: str, other: str) -> bool:
    """Return whether two addresses are of one host.

    >>> same_site("http://example.org/a", "https://www.example.org/b")
    True
    """
    return _address(one)[0] == _address(other)[0]


def _address(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, "", ""
    host = parts.netloc.lower().removeprefix("www.")
    for port in _DEFAULT_PORTS:
        host = host.removesuffix(port)
    return host, unquote(_SESSION.sub("", parts.path)).rstrip("/"), parts.query
