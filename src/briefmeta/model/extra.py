"""An immutable mapping of JSON values: what a report carries beside its own fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefmeta.errors import InvalidValueError
from briefmeta.text.clean import checked_text

_MAX_DEPTH = 16
_MAX_INTEGER = 10**30  # wider than any number of a bibliography, narrow enough to print


class Extra(Mapping[str, Any]):
    """An immutable, hashable, picklable mapping from names to JSON values; lists become tuples, objects ``Extra``.

    Args:
        values: a mapping of JSON values, 16 levels deep at most.

    Raises:
        InvalidValueError: a value is not JSON (``nan`` and lone surrogates included) or nested too deep.

    >>> Extra({"container-title": "Foreign Affairs", "volume": 3})["volume"]
    3
    """

    __slots__ = ("_hash", "_values")
    _values: dict[str, Any]
    _hash: int | None

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        object.__setattr__(self, "_values", _frozen_items(values or {}, "extra", 0))
        object.__setattr__(self, "_hash", None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("extra is immutable")

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Extra):
            return self._values == other._values
        return self.to_json() == dict(other) if isinstance(other, Mapping) else NotImplemented

    def __hash__(self) -> int:
        if self._hash is None:
            object.__setattr__(self, "_hash", hash(frozenset(self._values.items())))
        return self._hash or 0

    def __repr__(self) -> str:
        return f"Extra({self.to_json()!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Extra, (self.to_json(),)

    def to_json(self) -> dict[str, Any]:
        """Return a copy in plain dicts and lists.

        >>> Extra({"editorial-director": [{"family": "Doe"}]}).to_json()
        {'editorial-director': [{'family': 'Doe'}]}
        """
        return {key: _thawed(value) for key, value in self._values.items()}


def _frozen_items(values: Mapping[str, Any], where: str, depth: int) -> dict[str, Any]:
    if depth > _MAX_DEPTH:
        raise InvalidValueError(where, "…", f"nested at most {_MAX_DEPTH} levels deep")
    return {
        checked_text(where, key): _frozen(value, f"{where}[{key!r}]", depth) for key, value in values.items()
    }


def _frozen(value: Any, where: str, depth: int) -> Any:
    if isinstance(value, str):
        return checked_text(where, value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) < _MAX_INTEGER:
        return value
    if isinstance(value, float) and abs(value) < float("inf"):
        return value
    if depth >= _MAX_DEPTH:
        raise InvalidValueError(where, "…", f"nested at most {_MAX_DEPTH} levels deep")
    if isinstance(value, Extra):
        return value
    if isinstance(value, Mapping):
        frozen = Extra()
        object.__setattr__(frozen, "_values", _frozen_items(value, where, depth + 1))
        return frozen
    if isinstance(value, (list, tuple)):
        return tuple(_frozen(item, where, depth + 1) for item in value)
    raise InvalidValueError(where, value, "a JSON value")


def _thawed(value: Any) -> Any:
    if isinstance(value, Extra):
        return value.to_json()
    if isinstance(value, tuple):
        return [_thawed(item) for item in value]
    return value


EMPTY = Extra()
"""What a report without anything beside its fields has."""
