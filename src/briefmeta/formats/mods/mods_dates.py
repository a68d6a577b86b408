"""Dates in MODS, in both directions: points in W3CDTF with qualifiers, ranges as two of them, the rest in EDTF.

Source: MODS User Guidelines, version 3, "originInfo" (attributes encoding, point, qualifier, keyDate).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from briefmeta.errors import DateSyntaxError
from briefmeta.formats.catalogue_punctuation import read_catalogue_date
from briefmeta.formats.xml import Element, make, text_of
from briefmeta.model.dates.publication_date import PublicationDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.model.building import Draft

_W3CDTF: Final = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")


def write_dates(name: str, date: PublicationDate, **attributes: str) -> Iterator[Element]:
    """Write a date in W3CDTF, a range as its two ends; what that cannot say in EDTF."""
    if _W3CDTF.fullmatch(str(date)):  # nearly all
        yield make(name, str(date), encoding="w3cdtf", **attributes)
        return
    ends = [attrs.evolve(date, end=None)] + ([date.end] if date.end is not None else [])
    written = [str(attrs.evolve(end, circa=False, uncertain=False)) for end in ends]
    if not all(map(_W3CDTF.fullmatch, written)) or any(end.circa and end.uncertain for end in ends):
        yield make(name, str(date), encoding="edtf", **attributes)
        return
    for end, text, point in zip(ends, written, ("start", "end"), strict=False):
        qualifier = "approximate" if end.circa else "questionable" if end.uncertain else None
        if point == "end":
            attributes.pop("keyDate", None)
        place = point if len(ends) > 1 else None
        yield make(name, text, encoding="w3cdtf", qualifier=qualifier, point=place, **attributes)


_QUALIFIERS: Final[dict[str, dict[str, Any]]] = {
    "approximate": {"circa": True},
    "questionable": {"uncertain": True},
}


def read_dates(draft: Draft, dates: list[Element]) -> PublicationDate | None:
    """Choose among several writings of a date; put together what is given as start and end."""
    encoded = [date for date in dates if date.get("encoding")]
    chosen = encoded if any(_date(draft, date) for date in encoded) else dates
    points = {date.get("point"): _date(draft, date) for date in reversed(chosen)}
    start, end = points.get("start"), points.get("end")
    if start is not None and "end" in points:
        return _range(start, end)
    if end is not None and "" not in points:
        return attrs.evolve(end, open_start=True)
    return start or next((found for date in chosen if (found := _date(draft, date))), None)


def _range(start: PublicationDate, end: PublicationDate | None) -> PublicationDate:
    """Put two points together; an end that is not after the start is left alone."""
    try:
        if end is None:
            return attrs.evolve(start, open_end=True)
        return start if start == end else attrs.evolve(start, end=end)
    except DateSyntaxError:
        return start


def _date(draft: Draft, element: Element) -> PublicationDate | None:
    text = text_of(draft, element, "issued")
    if element.get("encoding") == "marc" and text == "9999":  # MARC 21, 008/11-14: not ended
        return None
    try:
        date = PublicationDate.parse(text)
        qualifiers = _QUALIFIERS.get(element.get("qualifier"))
        return attrs.evolve(date, **qualifiers) if qualifiers else date
    except DateSyntaxError:
        return read_catalogue_date(text)
