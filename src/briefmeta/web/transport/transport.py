"""Requests, made safe: checked schemes, addresses and redirects, a deadline, a limit for the answer.

What is asked and what is not:

- Only ``http`` and ``https``, without a user name in the URL; at most five redirects, none from https to
  http.
- Only public addresses, unless ``allow_private`` says otherwise. Every address that a name has is checked,
  at every redirect, and the connection goes to the address that was checked (see ``addresses`` and
  ``pinned``).
- Nothing of the environment is used: no ``HTTP_PROXY``, no ``.netrc``, no cookies. A proxy is used if
  ``http_proxy`` names it. The proxy then resolves the names, so only addresses written in URLs can be
  checked here, and which names may be asked is for the proxy to decide.
- A body is counted as it comes and again as it is decompressed; past the limit it is dropped with an error.
"""

from __future__ import annotations

import contextlib
import re
import zlib
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import (
    ConnectionFailed,
    InvalidValueError,
    RequestRefused,
    ResponseTooLarge,
    TransportError,
    TransportTimeout,
)
from briefmeta.text.encoding import decode_page
from briefmeta.web.transport.address_checks import check_literal, checked_addresses, look_up
from briefmeta.web.transport.deadline import Deadline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import TracebackType

    from requests import PreparedRequest, Response

    from briefmeta.web.transport.address_checks import Address
    from briefmeta.web.transport.pinned import PinnedAdapter, RequestContext

# A landing page of a megabyte is rare; a gzip bomb of 10 MB on the wire would be 10 GB.
MAX_BYTES = 10_000_000
MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
# zlib: 16 + 15 bits for gzip (RFC 1952), 15 for zlib (RFC 1950); both are what Accept-Encoding asks for.
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
# A backslash ends the host in browsers and not in urllib, so that two parts of a program could see two hosts.
_TARGET = re.compile(r"(https?)://([^/?#\\]+)(?:[/?#].*)?", re.IGNORECASE | re.DOTALL)
_CONTACT = "+https://github.com/briefmeta/briefmeta"


@attrs.frozen(kw_only=True)
class Answer:
    """What a server answered.

    Attributes:
        url: where the answer came from, after the redirects.
        status: the HTTP status.
        headers: the headers; their names are found in any case.
        body: the body, decompressed.
        redirects: the URLs that were asked before ``url``.
        statuses: the HTTP status of each redirect.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    redirects: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body as text; see ``encoding.decode_page``."""
        return decode_page(self.body, self.headers.get("Content-Type", ""))


def printable(text: str, limit: int = 300) -> str:
    r"""Make what a server said fit for a message: one line, no controls, not too long.

    >>> printable("Bad\r\nstatus \x1b[31m")
    'Bad status \ufffd[31m'
    """
    line = " ".join(text[: 2 * limit].split())
    return "".join(each if each.isprintable() else "\ufffd" for each in line)[:limit]


def host_of(url: str) -> str:
    """Return the host and port of a URL that may be asked.

    Raises:
        RequestRefused: it is no http or https URL, or has a user name.
    """
    match = _TARGET.fullmatch(url)
    if match is None:
        raise RequestRefused(url, "not an http or https URL")
    if "@" in match[2]:
        raise RequestRefused(url, "a URL with a user name")
    return match[2].lower()


def user_agent(contact: str | None = None) -> str:
    """Write the User-Agent: name, version, and where to complain.

    Args:
        contact: an address or URL of whoever makes the requests.

    Raises:
        InvalidValueError: ``contact`` cannot stand in a header.
    """
    from briefmeta import __version__

    if contact is not None and not re.fullmatch(r"[!-'*-~][ -'*-~]{0,200}", contact):
        raise InvalidValueError("contact", contact, "an address or a URL in ASCII without brackets")
    return f"briefmeta/{__version__} ({f'{_CONTACT}; {contact}' if contact else _CONTACT})"


@attrs.define(kw_only=True, eq=False)
class Transport:
    """Asks for URLs; safe to share between threads.

    Args:
        allow_private: ask private and loopback addresses too.
        timeout: seconds without a byte after which a request is given up.
        max_bytes: the largest body, as it comes and decompressed.
        max_redirects: how many redirects are followed.
        connections: how many connections a host may keep open.
        contact: an address or URL for the User-Agent.
        http_proxy: the URL of an HTTP proxy to send every request through.
        verify: the path of a bundle of certificate authorities, in place of the one that requests brings.
        lookup: resolves a name and a port to addresses, in place of the system.

    Raises:
        InvalidValueError: an argument that cannot be used.
    """

    allow_private: bool = False
    timeout: float = 10.0
    max_bytes: int = MAX_BYTES
    max_redirects: int = MAX_REDIRECTS
    connections: int = 16
    contact: str | None = None
    http_proxy: str | None = None
    verify: str | None = None
    lookup: Callable[[str, int], Sequence[str]] = look_up
    _headers: dict[str, str] = attrs.field(init=False, repr=False)
    _context: RequestContext = attrs.field(init=False, repr=False)
    _adapter: PinnedAdapter = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        from briefmeta.web.transport.pinned import PinnedAdapter, RequestContext

        self._headers = {"User-Agent": user_agent(self.contact), "Accept-Encoding": "gzip, deflate"}
        self._context = RequestContext()
        self._adapter = PinnedAdapter(self._addresses, self._context, self.connections)

    def __enter__(self) -> Transport:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; requests after this open new ones."""
        self._adapter.close()

    def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, deadline: Deadline | None = None
    ) -> Answer:
        """Ask for a URL and follow its redirects.

        Args:
            url: what to ask for.
            headers: further headers.
            deadline: when the whole has to be over; 30 seconds from now where none is given.

        Returns:
            The answer, of any status.

        Raises:
            RequestRefused: the URL, an address or a redirect is none that may be asked.
            ConnectionFailed: there was no connection, or it broke before the answer was complete.
            TransportTimeout: it took too long.
            ResponseTooLarge: the body is larger than the limit.
            TransportError: anything else, such as a certificate that cannot be trusted.
        """
        return self._request("GET", url, headers or {}, deadline or Deadline(30))

    def head(
        self, url: str, *, headers: Mapping[str, str] | None = None, deadline: Deadline | None = None
    ) -> Answer:
        """Ask whether there is something at a URL, without its body; otherwise as ``get``."""
        return self._request("HEAD", url, headers or {}, deadline or Deadline(30))

    def _request(self, method: str, url: str, headers: Mapping[str, str], deadline: Deadline) -> Answer:
        asked: list[str] = []
        statuses: list[int] = []
        while True:
            answer = self._exchange(method, url, headers, deadline)
            if answer.status not in _REDIRECTS or not answer.headers.get("Location"):
                return attrs.evolve(answer, redirects=tuple(asked), statuses=tuple(statuses))
            asked.append(url)
            statuses.append(answer.status)
            # RFC 9110, section 15.4: a client should see circles; a chain of five is none that a reader waits for
            if len(asked) > self.max_redirects:
                raise RequestRefused(asked[0], f"more than {self.max_redirects} redirects")
            url = _redirect(url, answer.headers["Location"])

    def _exchange(self, method: str, url: str, headers: Mapping[str, str], deadline: Deadline) -> Answer:
        import requests
        import urllib3

        context = self._context
        context.url, context.deadline, context.timeout = url, deadline, self.timeout
        try:
            return self._send(self._prepare(method, url, headers))
        except (requests.exceptions.SSLError, urllib3.exceptions.SSLError) as error:
            raise TransportError(url, f"TLS: {_cause(error)}") from error
        except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise TransportTimeout(url, _cause(error)) from error
        except (
            requests.exceptions.InvalidURL,
            requests.exceptions.InvalidHeader,
            requests.exceptions.MissingSchema,
            urllib3.exceptions.LocationValueError,
            UnicodeError,
        ) as error:
            raise RequestRefused(url, _cause(error)) from error
        except (requests.exceptions.ConnectionError, urllib3.exceptions.ProtocolError, OSError) as error:
            if _within(error, TimeoutError):
                raise context.timed_out() from error
            raise ConnectionFailed(url, _cause(error)) from error
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
            raise TransportError(url, _cause(error)) from error

    def _prepare(self, method: str, url: str, headers: Mapping[str, str]) -> PreparedRequest:
        import requests

        host = host_of(url)
        if self.http_proxy and not self.allow_private:
            check_literal(host.rpartition(":")[0] or host, url)
        return requests.Request(method, url, headers={**self._headers, **headers}).prepare()

    def _send(self, request: PreparedRequest) -> Answer:
        proxies = {"http": self.http_proxy, "https": self.http_proxy} if self.http_proxy else {}
        response = self._adapter.send(
            request, stream=True, timeout=self._context.limit(), verify=self.verify or True, proxies=proxies
        )
        try:
            moved = response.status_code in _REDIRECTS and "Location" in response.headers
            return Answer(
                url=self._context.url,
                status=response.status_code,
                headers=response.headers,
                body=b"" if moved or request.method == "HEAD" else self._read(response),
            )
        finally:
            response.close()

    def _read(self, response: Response) -> bytes:
        """Read the body, counting it before and after decompression."""
        coding = response.headers.get("Content-Encoding", "").strip().lower()
        if coding not in _WINDOW_BITS and coding not in ("", "identity"):
            raise TransportError(self._context.url, f"the content encoding {coding[:40]!r} was not asked for")
        stated = response.headers.get("Content-Length", "")
        if stated.isdecimal() and len(stated) < 20 and int(stated) > self.max_bytes:
            raise self._too_large()
        body, came = bytearray(), 0
        decoder = _Decompressor(_WINDOW_BITS[coding]) if coding in _WINDOW_BITS else None
        for chunk in _chunks(response):
            came += len(chunk)
            try:
                body += decoder.feed(chunk, self.max_bytes + 1 - len(body)) if decoder else chunk
            except zlib.error as error:
                raise TransportError(self._context.url, f"the {coding} body is damaged") from error
            if max(came, len(body)) > self.max_bytes:
                raise self._too_large()
        if decoder and came and not decoder.complete:
            raise ConnectionFailed(self._context.url, f"the {coding} body ends too early")
        return bytes(body)

    def _too_large(self) -> ResponseTooLarge:
        return ResponseTooLarge(self._context.url, f"the body is larger than {self.max_bytes} bytes")

    def _addresses(self, host: str, port: int, context: RequestContext) -> list[Address]:
        return checked_addresses(
            host,
            port,
            context.url,
            lookup=self.lookup,
            allow_private=self.allow_private or bool(self.http_proxy),  # the connection is to the proxy
            deadline=context.deadline,
        )


class _Decompressor:
    """Decompresses piece by piece, never more than asked for: a small bomb stays small."""

    def __init__(self, window_bits: int) -> None:
        self._bits = window_bits
        self._stream = zlib.decompressobj(window_bits)
        self._fresh = True

    @property
    def complete(self) -> bool:
        return self._stream.eof

    def feed(self, data: bytes, limit: int) -> bytes:
        out = bytearray()
        while data and len(out) < limit:
            if self._stream.eof:  # a gzip body may have several members, and padding after them
                if not data.startswith(b"\x1f\x8b"):
                    break
                self._stream = zlib.decompressobj(self._bits)
            try:
                out += self._stream.decompress(data, limit - len(out))
            except zlib.error:
                if not (self._fresh and self._bits == 15):
                    raise
                # servers send deflate with and without the zlib header (RFC 9110, section 8.4.1.2)
                self._bits = -15
                self._stream = zlib.decompressobj(self._bits)
                continue
            finally:
                self._fresh = False
            data = self._stream.unconsumed_tail or self._stream.unused_data
        return bytes(out)


def _chunks(response: Response) -> Iterator[bytes]:
    import urllib3

    raw: Any = response.raw
    try:
        yield from raw.stream(_CHUNK, decode_content=False)
    except ValueError as error:  # urllib3 reads "-5" as the size of a chunk (RFC 9112, section 7.1: 1*HEXDIG)
        raise urllib3.exceptions.ProtocolError(f"a damaged chunk: {error}") from error


def _redirect(url: str, location: str) -> str:
    """Work out where a redirect leads, and refuse the ones that must not be followed."""
    from urllib.parse import urljoin

    with contextlib.suppress(UnicodeError):  # headers come as latin-1; servers that write more mean UTF-8
        location = location.encode("latin-1").decode()
    try:
        target = urljoin(url, location.strip())
    except ValueError:
        raise RequestRefused(url, f"a redirect to {location[:200]!r}, which is not a URL") from None
    if url[:6].lower() == "https:" and target[:6].lower() != "https:":
        raise RequestRefused(url, f"a redirect from https to {target[:200]!r}")
    return target


def _cause(error: BaseException) -> str:
    """Return what is at the bottom of a chain of errors, in one line."""
    seen: set[int] = set()
    while id(error) not in seen:
        seen.add(id(error))
        inner = error.args[-1] if error.args else None
        reason = getattr(error, "reason", None)
        error = next((e for e in (reason, inner) if isinstance(e, BaseException)), error)
    return printable(f"{type(error).__name__}: {error}")


def _within(error: BaseException | None, kind: type[BaseException]) -> bool:
    """Return whether an error of that kind is in the chain."""
    for _ in range(10):
        if error is None or isinstance(error, kind):
            return error is not None
        inner = error.args[-1] if error.args else None
        error = inner if isinstance(inner, BaseException) else error.__cause__ or error.__context__
    return False
