"""Handles resolved: one or a million, through the proxies that serve them, each with a deadline.

A proxy that says "not found" (response code 100) is believed. Anything else that is not a record, such as a
fault of the network, an error page or the record of another handle, leaves the outcome unknown, and the
next proxy is asked.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import (
    ConnectionFailed,
    HandleNotFound,
    HandleUnresolved,
    InvalidValueError,
    RequestRefused,
    TransportError,
)
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import Cause, HandleRecord, Outcome
from briefmeta.text.encoding import declared_encoding
from briefmeta.web.handles.batch import Batch, Resolution
from briefmeta.web.handles.handle_cache import Cache
from briefmeta.web.handles.proxies import DEFAULT_PROXIES, Proxy, as_proxies
from briefmeta.web.transport.address_checks import look_up
from briefmeta.web.transport.deadline import Deadline
from briefmeta.web.transport.pacing import Pace, backoff, retry_after
from briefmeta.web.transport.transport import MAX_BYTES, Transport, host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from types import TracebackType

    from briefmeta.web.transport.transport import Answer

__all__ = ["Resolution", "Resolver", "resolve"]

_BUSY = frozenset({429, 503})
# Which HTTP status goes with which outcome; an answer that contradicts its own status is not believed.
_STATUS = {Outcome.EXISTS: {200}, Outcome.EMPTY: {200, 404}, Outcome.ABSENT: {200, 404}}
_AHEAD = 8  # handles under way for each worker, so that one slow handle does not stop the others


def _positive(_resolver: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise InvalidValueError(attribute.name, value, "a number above 0")


def _count(_resolver: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InvalidValueError(attribute.name, value, "a whole number, 0 or more")


def _as_cache(cache: Cache | Path | str | None) -> Cache | None:
    return cache if cache is None or isinstance(cache, Cache) else Cache(path=Path(cache))


@attrs.define(kw_only=True, eq=False)
class Resolver:
    """Resolves handles; safe to share between threads, and a context manager that closes its connections.

    Args:
        proxies: base URLs or ``Proxy`` values, in the order in which they are asked.
        cache: the path of a SQLite file, or a ``Cache``; None keeps nothing.
        deadline: seconds for one handle, with all proxies, aliases, retries and waits but those of ``rate``.
        timeout: seconds without a byte after which a request is given up.
        retries: how often one proxy is asked again after 429, 503 or a broken connection.
        rate: requests per second and host; None for no limit.
        workers: how many handles ``resolve_many`` asks for at a time.
        follow_aliases: follow HS_ALIAS values, as the redirecting proxy does.
        max_aliases: how many aliases are followed.
        allow_private: ask private and loopback addresses too.
        max_bytes: the largest answer.
        contact: an address or URL for the User-Agent.
        http_proxy: the URL of an HTTP proxy to send every request through; the environment is not asked.
        verify: the path of a bundle of certificate authorities.
        lookup: resolves a name and a port to addresses, in place of the system.

    Raises:
        InvalidValueError: an argument that cannot be used.

    Example:
        >>> with Resolver(proxies=["https://hdl.handle.net"], rate=10) as resolver:
        ...     outcomes = list(resolver.resolve_many([]))
    """

    proxies: tuple[Proxy, ...] = attrs.field(default=DEFAULT_PROXIES, converter=as_proxies)
    cache: Cache | None = attrs.field(default=None, converter=_as_cache)
    deadline: float = attrs.field(default=30.0, validator=_positive)
    timeout: float = attrs.field(default=10.0, validator=_positive)
    retries: int = attrs.field(default=2, validator=_count)
    rate: float | None = attrs.field(default=None, validator=attrs.validators.optional(_positive))
    workers: int = attrs.field(default=16, validator=[_count, _positive])
    follow_aliases: bool = True
    max_aliases: int = attrs.field(default=10, validator=_count)
    allow_private: bool = False
    max_bytes: int = attrs.field(default=MAX_BYTES, validator=[_count, _positive])
    contact: str | None = None
    http_proxy: str | None = None
    verify: str | None = None
    lookup: Callable[[str, int], Sequence[str]] = look_up
    transport: Transport = attrs.field(init=False, repr=False)
    _pace: Pace = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.transport = Transport(
            allow_private=self.allow_private,
            timeout=self.timeout,
            max_bytes=self.max_bytes,
            connections=max(self.workers, 1),
            contact=self.contact,
            http_proxy=self.http_proxy,
            verify=self.verify,
            lookup=self.lookup,
        )
        self._pace = Pace(self.rate)

    def __enter__(self) -> Resolver:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        """Make a process pool usable: each process builds one resolver with the same options, and keeps it."""
        options = [
            (f.name, getattr(self, f.name)) for f in attrs.fields(Resolver) if f.init and f.name != "cache"
        ]
        cache = (str(self.cache.path), self.cache.negative_ttl) if self.cache else None
        return _same_resolver, (tuple(options), cache)

    def close(self) -> None:
        """Close connections and cache; what is under way ends as unknown, and nothing is asked any more."""
        self._pace.close()
        self.transport.close()
        if self.cache is not None:
            self.cache.close()

    def resolve(self, handle: Handle | str, *, auth: bool = False) -> HandleRecord:
        """Ask for the record of a handle, past aliases.

        Args:
            handle: the handle, in any written form.
            auth: ask the handle's own server, past the cache of the proxy and past the cache here.

        Returns:
            The record. Its outcome is ``EXISTS``, or ``EMPTY`` where no value may be seen; its ``trail``
            holds the aliases that led to it.

        Raises:
            HandleSyntaxError: the text is no handle.
            HandleNotFound: a server said that there is no such handle.
            HandleUnresolved: nobody could say; ``reason`` tells why. An alias that leads nowhere is
                unresolved too.
        """
        handle = handle if isinstance(handle, Handle) else Handle(handle)
        record = self._follow(handle, auth, Deadline(self.deadline))
        if record.outcome == Outcome.ABSENT:
            raise HandleNotFound(handle)
        if record.outcome == Outcome.UNKNOWN:
            raise HandleUnresolved(handle, record.reason or "no reason was given", record.cause)
        return record

    def exists(self, handle: Handle | str, *, auth: bool = False) -> bool:
        """Return whether a handle exists, wherever it leads.

        Raises:
            HandleSyntaxError: the text is no handle.
            HandleUnresolved: nobody could say.
        """
        handle = handle if isinstance(handle, Handle) else Handle(handle)
        record = self._ask(handle, auth, Deadline(self.deadline))
        if record.outcome == Outcome.UNKNOWN:
            raise HandleUnresolved(handle, record.reason or "no reason was given", record.cause)
        return record.outcome != Outcome.ABSENT

    def resolve_many(
        self, handles: Iterable[Handle | str], *, auth: bool = False, executor: Executor | None = None
    ) -> Iterator[Resolution]:
        """Resolve any number of handles, some at a time, in bounded memory.

        Args:
            handles: handles in any written form; read as they are needed, so they may come from a file.
            auth: as in ``resolve``.
            executor: where the work runs; threads of its own, ``workers`` many, if none is given.

        Yields:
            A resolution for each handle, in order, as soon as it and those before it are there. No fault of
            a handle or of the network ends the iteration. A handle that comes again is not asked for again
            while it is among the last 10,000 different ones.
        """
        pool = (
            executor
            if executor is not None
            else ThreadPoolExecutor(self.workers, thread_name_prefix="briefmeta")
        )
        batch = Batch(
            partial(self._resolve_one, auth=auth), partial(self._find, auth=auth), pool, self.workers * _AHEAD
        )
        try:
            yield from batch.run(handles)
        finally:
            if executor is None:
                pool.shutdown(wait=True, cancel_futures=True)

    def fetch(self, url: str, *, accept: str, deadline: Deadline | None = None, head: bool = False) -> Answer:
        """Ask for a page that a handle leads to, as fast as ``rate`` and the page's host allow.

        Args:
            url: the page.
            accept: the Accept header.
            deadline: when it has to be over; that of one handle, from now, if none is given.
            head: ask for the headers only.

        Raises:
            TransportError: there is no answer.
        """
        limit = deadline or Deadline(self.deadline)
        self._pace.wait_for_turn(host_of(url), url, limit)
        if self._pace.closed:
            raise RequestRefused(url, "the resolver is closed")
        ask = self.transport.head if head else self.transport.get
        answer = ask(url, headers={"Accept": accept}, deadline=limit)
        if answer.status in _BUSY:
            wait = retry_after(answer.headers.get("Retry-After"), time.time())
            if wait is not None:
                self._pace.hold(host_of(answer.url), min(wait, self.deadline))
        return answer

    def _resolve_one(self, handle: Handle, auth: bool) -> Resolution:
        return Resolution.of(handle, self._follow(handle, auth, Deadline(self.deadline)))

    def _find(self, handle: Handle, auth: bool) -> Resolution | None:
        """Return what the cache says, unless that is an alias, which takes more questions."""
        record = None if auth else self._cached(handle)
        return Resolution.of(handle, record) if record is not None and record.alias is None else None

    def _follow(self, handle: Handle, auth: bool, deadline: Deadline) -> HandleRecord:
        """Ask for a handle, then for the one that it is an alias of, and so on."""
        trail: list[Handle] = []
        record = self._ask(handle, auth, deadline)
        while (
            self.follow_aliases and record.outcome == Outcome.EXISTS and (alias := record.alias) is not None
        ):
            trail.append(record.handle)
            if alias in trail:
                path = _path([*trail, alias])
                return _unresolved(handle, f"the aliases go in a circle: {path}", Cause.ALIAS_LOOP)
            if len(trail) > self.max_aliases:
                return _unresolved(handle, f"more than {self.max_aliases} aliases: {_path(trail)}")
            record = self._ask(alias, auth, deadline)
        if not trail:
            return record
        if record.outcome == Outcome.ABSENT:
            return _unresolved(
                handle, f"an alias leads to a handle that does not exist: {_path([*trail, record.handle])}"
            )
        if record.outcome == Outcome.UNKNOWN:
            return _unresolved(handle, f"{_path([*trail, record.handle])}: {record.reason}")
        return attrs.evolve(record, trail=tuple(trail))

    def _cached(self, handle: Handle) -> HandleRecord | None:
        if self.cache is None:
            return None
        return self.cache.get(handle, [proxy.url for proxy in self.proxies if proxy.serves(handle)])

    def _ask(self, handle: Handle, auth: bool, deadline: Deadline) -> HandleRecord:
        """Ask the proxies in order, until one knows."""
        cached = None if auth else self._cached(handle)
        if cached is not None:
            return cached
        serving = [proxy for proxy in self.proxies if proxy.serves(handle)]
        reasons: list[str] = []
        cause: Cause | None = None
        for left, proxy in zip(range(len(serving), 0, -1), serving, strict=True):
            # each proxy has its share of the time, so that one that drips leaves some for the next
            record = self._ask_proxy(proxy, handle, auth, deadline.share(left))
            if record.outcome != Outcome.UNKNOWN:
                return record
            reasons.append(f"{proxy.host}: {record.reason}")
            cause = cause or record.cause
        return _unresolved(handle, "; ".join(reasons) or f"no proxy serves the prefix {handle.prefix}", cause)

    def _ask_proxy(self, proxy: Proxy, handle: Handle, auth: bool, deadline: Deadline) -> HandleRecord:
        """Ask one proxy, again after 429, 503 and broken connections."""
        url = proxy.question(handle, auth=auth)
        for attempt in range(self.retries + 1):
            if self._pace.closed:
                return _unresolved(handle, "the resolver is closed")
            wait: float | None = None
            try:
                self._pace.wait_for_turn(proxy.host, url, deadline)
                answer = self.transport.get(url, headers={"Accept": "application/json"}, deadline=deadline)
            except ConnectionFailed as error:
                reason = error.reason
            except TransportError as error:
                return _unresolved(handle, error.reason)
            else:
                if answer.status not in _BUSY:
                    return self._understand(answer, handle, proxy)
                reason = f"HTTP {answer.status}"
                wait = retry_after(answer.headers.get("Retry-After"), time.time())
                if wait is not None:
                    # other handles wait too, but not so long that they cannot be asked for in their own time
                    self._pace.hold(proxy.host, min(wait, self.deadline / 2))
            wait = backoff(attempt) if wait is None else wait
            if wait >= deadline.remaining():
                return _unresolved(handle, f"{reason}, to be asked again in {wait:.0f} s")
            if attempt < self.retries:
                self._pace.sleep(wait)
        return _unresolved(handle, f"{reason}, asked {self.retries + 1} times")

    def _understand(self, answer: Answer, handle: Handle, proxy: Proxy) -> HandleRecord:
        """Read an answer, and keep it in the cache if it says something."""
        stated = declared_encoding(b"", answer.headers.get("Content-Type", ""))
        body = answer.body if stated is None or stated.codec == "utf-8" else answer.text.encode()
        record = HandleRecord.from_json(body, handle)
        if answer.status not in _STATUS.get(record.outcome, {answer.status}):
            return _unresolved(handle, f"HTTP {answer.status}, which contradicts response code {record.code}")
        if record.outcome == Outcome.UNKNOWN:
            return attrs.evolve(record, reason=f"HTTP {answer.status}, {record.reason}")
        if self.cache is not None:
            self.cache.put(record, proxy.url, body)
        return record


def resolve(handle: Handle | str, *, auth: bool = False, **options: Any) -> HandleRecord:
    """Ask for the record of one handle.

    Args:
        handle: the handle, in any written form.
        auth: ask the handle's own server, past the cache of the proxy.
        options: those of ``Resolver``; for more than one handle, make a ``Resolver`` and keep it.

    Returns:
        The record.

    Raises:
        HandleSyntaxError: the text is no handle.
        HandleNotFound: a server said that there is no such handle.
        HandleUnresolved: nobody could say; ``reason`` tells why.
    """
    with Resolver(**options) as resolver:
        return resolver.resolve(handle, auth=auth)


@lru_cache(maxsize=8)
def _same_resolver(options: tuple[tuple[str, Any], ...], cache: tuple[str, float] | None) -> Resolver:
    kept = Cache(path=Path(cache[0]), negative_ttl=cache[1]) if cache else None
    return Resolver(**dict(options), cache=kept)


def _unresolved(handle: Handle, reason: str, cause: Cause | None = None) -> HandleRecord:
    return HandleRecord(handle=handle, outcome=Outcome.UNKNOWN, reason=reason, cause=cause)


def _path(handles: list[Handle]) -> str:
    return " → ".join(map(str, handles))
