"""Handle proxies: the servers that answer over HTTP, and which of them to ask about which handle."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from briefmeta.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefmeta.handles.handle import Handle

_BASE_URL = re.compile(r"https?://[^\s/?#@]+[^\s?#]*", re.IGNORECASE)


def _base_url(text: object) -> str:
    if not isinstance(text, str) or not _BASE_URL.fullmatch(text):
        raise InvalidValueError("proxies", text, "a base URL such as https://hdl.handle.net")
    return text.rstrip("/")


def _prefixes(prefixes: Iterable[str]) -> tuple[str, ...]:
    return (prefixes,) if isinstance(prefixes, str) else tuple(prefixes)


@attrs.frozen
class Proxy:
    """A server with the REST interface of the Handle System (Handle.Net manual, version 9, chapter 14).

    Attributes:
        url: the base URL, without a slash at its end; the interface is below ``/api/handles/``.
        prefixes: the prefixes that it serves, with all that are derived from them (``10`` serves
            ``10.1234``); none means every prefix.

    Raises:
        InvalidValueError: ``url`` is not a base URL.

    Example:
        >>> from briefmeta import Handle
        >>> Proxy("https://doi.org/", prefixes=("10",)).serves(Handle("10.1234/x"))
        True
    """

    url: str = attrs.field(converter=_base_url)
    prefixes: tuple[str, ...] = attrs.field(default=(), converter=_prefixes, kw_only=True)

    def serves(self, handle: Handle) -> bool:
        """Return whether the proxy serves the prefix of a handle."""
        prefix = f"{handle.prefix.upper()}."
        return not self.prefixes or any(prefix.startswith(f"{each.upper()}.") for each in self.prefixes)

    @property
    def host(self) -> str:
        """Host and port, for limits and messages."""
        return self.url.split("/", 3)[2].lower()

    def question(self, handle: Handle, *, auth: bool = False) -> str:
        """Write the URL that asks for every value of a handle.

        Args:
            handle: the handle.
            auth: ask the handle's own server, past the cache of the proxy.
        """
        url = handle.url_for(f"{self.url}/api/handles")
        return f"{url}?auth=true" if auth else url


DEFAULT_PROXIES = (
    Proxy("https://hdl.handle.net"),
    Proxy("https://coilink.org", prefixes=("20.500.12592",)),
    Proxy("https://doi.org", prefixes=("10",)),
)


def as_proxies(proxies: Iterable[Proxy | str] | Mapping[str, Iterable[str]]) -> tuple[Proxy, ...]:
    """Take base URLs as proxies.

    Args:
        proxies: proxies; base URLs, which serve every prefix; or a mapping of base URLs to the prefixes
            that they serve.

    Raises:
        InvalidValueError: there is none, or one is not a base URL.
    """
    if isinstance(proxies, Mapping):
        proxies = [Proxy(url, prefixes=prefixes) for url, prefixes in proxies.items()]
    listed = [proxies] if isinstance(proxies, str | Proxy) else list(proxies)
    if not listed:
        raise InvalidValueError("proxies", proxies, "at least one proxy")
    return tuple(each if isinstance(each, Proxy) else Proxy(each) for each in listed)
