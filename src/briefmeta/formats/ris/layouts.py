"""What is to be done with the values of a record: found out once for all that have the same tags in the same order.

The records of one program are much alike, so a library of thousands has a few dozen layouts.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from briefmeta.formats.ris.tags import FIELD_TAGS, MULTI_LINE, NAME_TAGS, OLDER_TAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Take: TypeAlias = "Callable[[Sequence[str]], Sequence[str]]"
"""Takes some of the values of a record."""

Reader: TypeAlias = "Callable[[Any, str, Sequence[str]], None]"
"""Reads the values of a tag: takes the record, the tag and the values."""

_LINE_TAGS = FIELD_TAGS.keys() - MULTI_LINE | {"T2", "T3", "SN", "M1", "SP", "EP", "CY", "KW", "BT"}
_LATER = {
    "BT": 1,
    "UR": 2,
    "L1": 3,
    "L2": 3,
    "M2": 4,
}  # what they mean depends on the fields that others have filled
_PAIRED = (("PY", "DA"), ("SP", "EP"))  # the second one is read with the first


class Layout(NamedTuple):
    """What is to be done with the values of a record.

    Attributes:
        fields: the fields that are one value each, the first one of a tag.
        texts: takes these values.
        others: by tag, what takes all other values.
        steps: what is to be called for them: the reader, the tag, and what takes the values.
        lines: takes the values from which texts of one line are made.
    """

    fields: tuple[str, ...]
    texts: Take
    others: dict[str, Take]
    steps: tuple[tuple[Reader, str, Take], ...]
    lines: Take


def layout_of(is_part: bool, tags: Sequence[str], readers: Mapping[str, Reader], keep: Reader) -> Layout:
    """Find out what is to be done.

    Older tags get the name of today, unless there is a value under that name too.

    Args:
        is_part: whether the item is a part of another: then ``T3`` is the series, else ``T2``.
        tags: the tags behind ``TY``, in order.
        readers: the readers of the tags that are not simply a field.
        keep: reads any other tag.
    """
    places = _places(tags)
    fields = {**FIELD_TAGS, "T3" if is_part else "T2": "series"}
    first = {fields[tag]: found.pop(0) for tag, found in places.items() if tag in fields}
    others = {tag: _taking(places[tag]) for tag in sorted(places, key=_when) if places[tag]}
    paired = {second for one, second in _PAIRED if one in others}
    return Layout(
        fields=tuple(first),
        texts=_taking(list(first.values())),
        others=others,
        steps=tuple((readers.get(tag, keep), tag, take) for tag, take in others.items() if tag not in paired),
        lines=_taking([place for place, tag in enumerate(tags) if OLDER_TAGS.get(tag, tag) in _LINE_TAGS]),
    )


def _places(tags: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, tag in enumerate(tags):
        places.setdefault(tag, []).append(place)
    if "DA" in places and "PY" not in places and "Y1" in places:  # the year of that day
        places["PY"] = places.pop("Y1")
    for older, tag in OLDER_TAGS.items():
        if older in places and (tag not in places or tag in NAME_TAGS or tag == "UR"):
            places[tag] = sorted(places.get(tag, []) + places.pop(older))  # the order of the file counts
    return places


def _when(tag: str) -> int:
    return _LATER.get(tag, 0)


def _taking(places: list[int]) -> Take:
    start, end = (places[0], places[-1] + 1) if places else (0, 0)
    return itemgetter(slice(start, end)) if places == list(range(start, end)) else itemgetter(*places)
