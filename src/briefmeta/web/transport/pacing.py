"""How fast a host is asked, and how long to wait before it is asked again."""

from __future__ import annotations

import random
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefmeta.errors import TransportTimeout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.web.transport.deadline import Deadline

_FIRST, _LONGEST = 0.5, 8.0  # seconds


class Pace:
    """A limit for each host, shared by all threads.

    Args:
        rate: requests per second and host; None for no limit.
    """

    def __init__(self, rate: float | None) -> None:
        self._interval = 1 / rate if rate else 0.0
        self._free: dict[str, float] = {}  # when the rate allows the next request to a host
        self._held: dict[str, float] = {}  # until when a host asked to be left alone
        self._lock = threading.Lock()
        self._closing = threading.Event()

    def close(self) -> None:
        """End every wait, and allow no further request."""
        self._closing.set()

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        return self._closing.is_set()

    def wait_for_turn(self, host: str, url: str, deadline: Deadline) -> None:
        """Wait until a host may be asked.

        A wait that the rate asks for moves the deadline; one that the host asked for does not, and raises
        ``TransportTimeout`` at once if it would pass it.
        """
        if not self._interval and host not in self._held:
            return
        with self._lock:
            now = time.monotonic()
            held = self._held.get(host, 0.0) - now
            if held >= deadline.remaining():
                raise TransportTimeout(url, f"{host} asked to be left alone for {held:.1f} s")
            if held <= 0:
                self._held.pop(host, None)
            turn = max(now, self._free.get(host, 0.0))
            if self._interval:
                self._free[host] = turn + self._interval
        deadline.extend(turn - now)
        self.sleep(max(turn - now, held))

    def hold(self, host: str, seconds: float) -> None:
        """Ask a host nothing for some seconds, because it said so."""
        with self._lock:
            self._held[host] = max(self._held.get(host, 0.0), time.monotonic() + seconds)

    def sleep(self, seconds: float) -> None:
        """Wait, but not past ``close``."""
        if seconds > 0:
            self._closing.wait(seconds)


class Turns:
    """How many threads may be at one host at a time; memory is kept for hosts in use only.

    Args:
        most: how many.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._hosts: dict[
            str, tuple[threading.Semaphore, int]
        ] = {}  # each with those at it and waiting for it
        self._lock = threading.Lock()
        self.closed = False

    def close(self) -> None:
        """Let nobody wait from now on: whoever comes to a turn finds that the answers are no longer wanted."""
        self.closed = True

    @contextmanager
    def at(self, host: str) -> Iterator[None]:
        """Wait for a turn at a host, and have it until the block ends."""
        with self._lock:
            semaphore, users = self._hosts.get(host) or (threading.Semaphore(self._most), 0)
            self._hosts[host] = semaphore, users + 1
        try:
            with semaphore:
                yield
        finally:
            with self._lock:
                semaphore, users = self._hosts[host]
                if users == 1:
                    del self._hosts[host]
                else:
                    self._hosts[host] = semaphore, users - 1


def backoff(attempt: int) -> float:
    """Return how long to wait after a failed attempt, the first being 0: twice as long each time, with jitter."""
    return min(_LONGEST, _FIRST * 2.0**attempt) * random.uniform(0.5, 1.0)  # noqa: S311 - spreads load, keeps no secret


def retry_after(value: str | None, now: float) -> float | None:
    """Read a Retry-After header: seconds or a date (RFC 9110, section 10.2.3).

    Args:
        value: the header, or None.
        now: the time, in seconds since 1970.

    Returns:
        Seconds from now, 0 for a date that is past; None for a header that is neither.

    Example:
        >>> retry_after("120", 0.0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 0.0), retry_after("-1", 0.0)
        (120.0, 60.0, None)
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:18])
    from email.utils import parsedate_to_datetime

    try:
        then: float = parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return max(0.0, then - now)
