"""Handle records beside each other: aliases that go in a circle from record to record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from briefmeta.checks.records.record_targets import ALIAS_LOOP
from briefmeta.checks.rule import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.rule import Context
    from briefmeta.handles.handle_record import HandleRecord

_MAX_SHOWN = 7  # handles of a circle


class Aliases:
    """What of many handle records is needed to follow their aliases: small, so that the records need not stay.

    An alias of a handle whose record is not among them is followed no further, and is no fault.
    """

    def __init__(self) -> None:
        self._targets: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def add(self, record: HandleRecord) -> None:
        """Take one more record; of two of one handle, the first counts."""
        alias = record.alias
        if alias is not None and record.handle.folded not in self._targets:
            self._targets[record.handle.folded] = alias.folded
            self._names[record.handle.folded] = str(record.handle)

    def circles(self) -> Iterator[list[str]]:
        """Yield each circle of two handles and more, by the handles in it, in time linear in the number of records."""
        seen: dict[str, str] = {}  # which walk came by first
        for start in self._targets:
            place = start
            while place in self._targets and place not in seen:
                seen[place] = start
                place = self._targets[place]
            if seen.get(place) == start and self._targets[place] != place:
                yield self._circle(place)

    def _circle(self, start: str) -> list[str]:
        names = [self._names[start]]
        place = self._targets[start]
        while place != start:
            names.append(self._names[place])
            place = self._targets[place]
        return names


def _circles(aliases: Aliases, _: Context) -> Iterator[Flaw]:
    for circle in aliases.circles():
        size = len(circle)
        for number, name in enumerate(circle):
            way = [circle[(number + step) % size] for step in range(min(size, _MAX_SHOWN))]
            more = [f"({size - len(way)} more)"] if size > len(way) else []
            said = " → ".join([*way, *more, name])
            yield Flaw("HS_ALIAS", f"the aliases go in a circle: {said}", value=way[1], subject=name)


RULES = (attrs.evolve(ALIAS_LOOP, check=_circles),)
"""The rule of single records, for many: it has its code and its documentation there."""
