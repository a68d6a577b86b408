"""An adapter for requests whose connections go to checked addresses and end at a deadline.

requests and urllib3 are imported when this module is, which is when the first ``Transport`` is made.
"""

from __future__ import annotations

import http.client
import io
import socket
import threading
from typing import TYPE_CHECKING, Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from briefmeta.errors import ConnectionFailed, TransportTimeout

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta.web.transport.address_checks import Address
    from briefmeta.web.transport.deadline import Deadline

    Resolve = Callable[[str, int, "RequestContext"], list[Address]]


class RequestContext(threading.local):
    """What the current thread is asking for; connections of a pool are shared, limits are not."""

    url: str
    deadline: Deadline
    timeout: float

    def limit(self) -> float:
        """Return how long the next step may take."""
        return self.deadline.limit(self.url, self.timeout)

    def timed_out(self) -> TransportTimeout:
        """Return which limit it was: the one of the whole operation or the one of a step."""
        self.deadline.limit(self.url, self.timeout)
        return TransportTimeout(self.url, f"nothing came for {self.timeout:g} s")


class _LimitedReader(io.RawIOBase):
    """Reads from a socket; each read has what is left of the time, so a dripping server ends at the deadline."""

    def __init__(self, sock: socket.socket, context: RequestContext) -> None:
        super().__init__()
        self._sock, self._context = sock, context
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._context.limit())
        try:
            return self._raw.readinto(buffer)
        except TimeoutError:
            raise self._context.timed_out() from None

    def close(self) -> None:
        self._raw.close()
        super().close()


class _LimitedSocket:
    """What ``http.client.HTTPResponse`` needs of a socket."""

    def __init__(self, sock: socket.socket, context: RequestContext) -> None:
        self._sock, self._context = sock, context

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_LimitedReader(self._sock, self._context), 16384)


class PinnedAdapter(HTTPAdapter):
    """Connects to the addresses that ``resolve`` hands back; the name stays what TLS checks and Host says.

    Args:
        resolve: returns the checked addresses of a host for the context of the current thread.
        context: the context of each thread.
        connections: how many connections a host may keep open.
    """

    def __init__(self, resolve: Resolve, context: RequestContext, connections: int) -> None:
        self._pools = _pool_classes(resolve, context)
        super().__init__(pool_connections=64, pool_maxsize=connections)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make the pool manager use connections that are pinned."""
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
        """Make the pool manager of a configured HTTP proxy use connections with a deadline too."""
        manager = super().proxy_manager_for(*args, **options)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _pool_classes(resolve: Resolve, context: RequestContext) -> dict[str, Any]:
    """Make the pools whose connections know ``resolve`` and ``context``; urllib3 takes classes, not objects."""

    def respond(sock: socket.socket, *arguments: Any, **options: Any) -> http.client.HTTPResponse:
        return http.client.HTTPResponse(_LimitedSocket(sock, context), *arguments, **options)  # type: ignore[arg-type]  # duck

    class Plain(HTTPConnection):
        response_class = staticmethod(respond)  # type: ignore[assignment]  # makes them, as a class does

        def _new_conn(self) -> socket.socket:
            return _connect(resolve, context, self._dns_host, self.port)

    class Secure(HTTPSConnection):
        response_class = staticmethod(respond)  # type: ignore[assignment]  # as above

        def _new_conn(self) -> socket.socket:
            return _connect(resolve, context, self._dns_host, self.port)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _connect(resolve: Resolve, context: RequestContext, host: str, port: int) -> socket.socket:
    """Connect to the first checked address that answers."""
    fault: OSError | None = None
    addresses = resolve(host, port, context)
    for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        sock = socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.settimeout(
                context.limit() / left
            )  # an address that swallows packets leaves time for the next
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.connect((str(address), port))
        except OSError as error:
            sock.close()
            fault = error
        except BaseException:  # an interrupt leaves no open socket behind either; it goes on
            sock.close()
            raise
        else:
            return sock
    if isinstance(fault, TimeoutError):
        raise context.timed_out()
    raise ConnectionFailed(context.url, f"no connection to {host}: {fault}")
