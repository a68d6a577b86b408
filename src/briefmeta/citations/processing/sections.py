"""Which items a bibliography lists: include, exclude and select."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from briefmeta.errors import InvalidValueError

if TYPE_CHECKING:
    from briefmeta.citations.items.item import Item

#: Fields and the values wanted, one or several of them; "" stands for a field that is empty.
Filter = Mapping[str, Any]


class Section:
    """Chooses items by their fields.

    ``include`` takes items for which one of its fields has a value wanted, ``exclude`` leaves such items out, and
    ``select`` takes those for which all its fields have.
    """

    def __init__(
        self, include: Filter | None = None, exclude: Filter | None = None, select: Filter | None = None
    ) -> None:
        self._include = _read("include", include)
        self._exclude = _read("exclude", exclude)
        self._select = _read("select", select)

    def holds(self, item: Item, keywords: Iterable[str] = ()) -> bool:
        """Tell whether an item belongs to the section."""
        if self._select and not all(_matches(item, *pair) for pair in self._select):
            return False
        if self._include and not any(_matches(item, *pair) for pair in self._include):
            return False
        return not any(_matches(item, *pair) for pair in self._exclude)


def _read(name: str, wanted: Filter | None) -> list[tuple[str, frozenset[str]]]:
    if wanted is None:
        return []
    if not isinstance(wanted, Mapping):
        raise InvalidValueError(name, wanted, "a mapping of fields to the values wanted")
    return [(str(field), _values(f"{name}[{field!r}]", value)) for field, value in wanted.items()]


def _values(name: str, value: object) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset((value,))
    if not isinstance(value, Iterable) or isinstance(value, (bytes, Mapping)):
        raise InvalidValueError(name, value, "a value, or a list of values")
    return frozenset(str(each) for each in value)


def _matches(item: Item, field: str, wanted: frozenset[str]) -> bool:
    if field == "type":
        return item.type in wanted
    if field in item.names or field in item.dates:
        return False
    return item.texts.get(field, "") in wanted
