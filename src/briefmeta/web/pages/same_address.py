"""Addresses that mean the same place, though they are written in other ways."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_DEFAULT_PORTS = (":80", ":443")


def same_place(one: str, other: str) -> bool:
    """Return whether two addresses mean the same place: scheme, ``www.``, a slash at the end do not count.

    >>> same_place("http://example.org/a/", "https://www.example.org:443/a#top")
    True
    """
    return _place(one) == _place(other)


def same_site(one: str, other: str) -> bool:
    """Return whether two addresses are of one host.

    >>> same_site("http://example.org/a", "https://www.example.org/b")
    True
    """
    return _place(one)[0] == _place(other)[0]


def _place(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, "", ""
    host = parts.netloc.lower().removeprefix("www.")
    for port in _DEFAULT_PORTS:
        host = host.removesuffix(port)
    return host, unquote(_SESSION.sub("", parts.path)).rstrip("/"), parts.query
