"""When an operation has to be over: one limit for look-ups, redirects, retries and waits."""

from __future__ import annotations

import time

from briefmeta.errors import TransportTimeout


class Deadline:
    """A moment on the monotonic clock.

    Args:
        seconds: how long the operation may take from now on.
        whole: the deadline that this one is a part of.

    Example:
        >>> Deadline(30).remaining() <= 30
        True
    """

    __slots__ = ("_end", "_whole", "seconds")

    def __init__(self, seconds: float, *, whole: Deadline | None = None) -> None:
        self.seconds, self._whole = seconds, whole
        self._end = time.monotonic() + seconds

    def share(self, parts: int) -> Deadline:
        """Return a deadline for the first of so many steps that are left: an equal part of what remains."""
        return Deadline(self.remaining() / parts, whole=self)

    def extend(self, seconds: float) -> None:
        """Move the deadline, and the one that it is a part of: the caller asked for a wait."""
        self._end += seconds
        if self._whole is not None:
            self._whole.extend(seconds)

    def remaining(self) -> float:
        """Return the seconds that are left, at least 0."""
        return max(0.0, self._end - time.monotonic())

    def limit(self, url: str, timeout: float) -> float:
        """Return how long one step may take: ``timeout`` or what is left; raise ``TransportTimeout`` at the end."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TransportTimeout(url, f"not done after {self.seconds:g} s")
        return min(left, timeout)
