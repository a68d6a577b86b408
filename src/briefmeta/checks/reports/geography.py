"""Cities and territories, for telling whether a place and a country belong together."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefmeta.text.fold import unaccented
from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def cities() -> Mapping[str, frozenset[str]]:
    """Map folded names of cities to the codes of the countries that have one of that name.

    >>> sorted(cities()["geneve"]), sorted(cities()["london"])
    (['CH'], ['CA', 'GB'])
    """
    found: dict[str, frozenset[str]] = {}
    for name, codes in rows("cities"):  # København and Kobenhavn are folded alike
        key = unaccented(name)
        found[key] = found.get(key, frozenset()).union(codes.split())
    return found


@cache
def _sovereigns() -> Mapping[str, str]:
    return {row[0]: row[1] for row in rows("territories")}


def are_compatible(one: str, other: str) -> bool:
    """Return whether two codes of ISO 3166-1 are one country, or a territory and its state.

    >>> are_compatible("FR", "RE"), are_compatible("FR", "DE")
    (True, False)
    """
    return one == other or _sovereigns().get(one, one) == _sovereigns().get(other, other)
