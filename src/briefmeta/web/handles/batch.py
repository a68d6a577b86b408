"""Many handles at a time: in order, each asked for once, in bounded memory, and no fault ends the whole."""

from __future__ import annotations

from collections import OrderedDict, deque
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import BriefmetaError, HandleNotFound, HandleUnresolved
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import HandleRecord, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor

REMEMBERED = 10_000
"""How many different handles are not asked for again when they come again."""


@attrs.frozen(kw_only=True)
class Resolution:
    """What came of one handle of many.

    Attributes:
        handle: the handle; the text as given where that is no handle.
        outcome: what is known about it.
        record: the record, where it exists.
        error: why there is no record.
    """

    handle: Handle | str
    outcome: Outcome
    record: HandleRecord | None = None
    error: BriefmetaError | None = None

    @classmethod
    def of(cls, handle: Handle, record: HandleRecord) -> Resolution:
        """Make a resolution of a record of any outcome."""
        if record.outcome == Outcome.ABSENT:
            return cls(handle=handle, outcome=record.outcome, error=HandleNotFound(handle))
        if record.outcome == Outcome.UNKNOWN:
            error = HandleUnresolved(handle, record.reason or "no reason was given", record.cause)
            return cls(handle=handle, outcome=record.outcome, error=error)
        return cls(handle=handle, outcome=record.outcome, record=record)

    @classmethod
    def unknown(cls, handle: Handle | str, reason: str) -> Resolution:
        """Make a resolution of a handle that nobody could say anything about."""
        return cls(handle=handle, outcome=Outcome.UNKNOWN, error=HandleUnresolved(handle, reason))

    def to_json(self) -> dict[str, Any]:
        """Write what came of the handle as JSON values: one line for each handle of many.

        Returns:
            ``handle`` and ``outcome``, and ``url`` and ``record``, or ``error``.
        """
        written: dict[str, Any] = {"handle": str(self.handle), "outcome": self.outcome.value}
        if self.record is not None:
            written |= {"url": self.record.url, "record": self.record.to_json()}
        if self.error is not None:
            written["error"] = str(self.error)
        return written


class Batch:
    """The handles of one ``resolve_many`` that are under way.

    Args:
        resolve: resolves one handle; runs in the pool.
        find: returns what is known without asking, or None; runs here.
        pool: where the work runs.
        width: how many handles may be under way.
    """

    def __init__(
        self,
        resolve: Callable[[Handle], Resolution],
        find: Callable[[Handle], Resolution | None],
        pool: Executor,
        width: int,
    ) -> None:
        self._resolve, self._find, self._pool, self._width = resolve, find, pool, width
        self._under_way: deque[tuple[Handle | str, Future[Resolution] | Resolution]] = deque()
        self._remembered: OrderedDict[str, Future[Resolution] | Resolution] = OrderedDict()

    def run(self, handles: Iterable[Handle | str]) -> Iterator[Resolution]:
        """Yield a resolution for each handle, in order, as soon as it and those before it are there."""
        try:
            for given in handles:
                self._under_way.append(self._start(given))
                while self._under_way and (len(self._under_way) >= self._width or self._first_is_there()):
                    yield self._finish(*self._under_way.popleft())
            while self._under_way:
                yield self._finish(*self._under_way.popleft())
        finally:
            for _, question in self._under_way:
                if isinstance(question, Future):
                    question.cancel()

    def _first_is_there(self) -> bool:
        question = self._under_way[0][1]
        return not isinstance(question, Future) or question.done()

    def _start(self, given: Handle | str) -> tuple[Handle | str, Future[Resolution] | Resolution]:
        """Start to resolve a handle, unless it was seen before or is known."""
        try:
            handle = given if isinstance(given, Handle) else Handle(given)
        except BriefmetaError as error:
            return given, Resolution(handle=given, outcome=Outcome.UNKNOWN, error=error)
        key = handle.folded
        question = self._remembered.get(key)
        if question is not None:
            return handle, question
        if (known := self._find(handle)) is not None:
            return handle, known
        try:
            question = self._pool.submit(self._resolve, handle)
        except RuntimeError as error:  # the executor of the caller is shut down
            return handle, Resolution.unknown(handle, f"the executor refused the work: {error}")
        self._remembered[key] = question
        if len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return handle, question

    def _finish(self, given: Handle | str, question: Future[Resolution] | Resolution) -> Resolution:
        """Wait for a handle; whatever went wrong with it becomes its outcome."""
        found = question
        if isinstance(found, Future):
            try:
                found = found.result()
            except Exception as error:  # noqa: BLE001 - a broken pool or a fault of ours must cost no other handle
                found = Resolution.unknown(given, f"{type(error).__name__}: {error}")
            key = given.folded if isinstance(given, Handle) else ""
            if key in self._remembered:
                self._remembered[key] = found  # a future is larger than what came of it
        return found if found.handle is given else attrs.evolve(found, handle=given)
