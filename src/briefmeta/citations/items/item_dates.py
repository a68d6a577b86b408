"""Dates of items: ``date-parts``, ``raw`` or ``literal`` of csl-data.json, and EDTF strings."""

from __future__ import annotations

import re
from typing import Any

from attrs import define

from briefmeta.errors import shorten

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.Z+-]*)?")
_MONTH_DAY_YEAR = re.compile(r"([A-Za-z]{3,12})\.?\s+(?:(\d{1,2}),?\s+)?(-?\d{1,6})")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\.?\s+([A-Za-z]{3,12})\.?,?\s+(-?\d{1,6})")
_SLASHED = re.compile(r"(\d{1,2})/(?:(\d{1,2})/)?(\d{4})")
_LONGEST = 500


@define(frozen=True, slots=True)
class Day:
    """A year, perhaps with month and day; a season where the month is none."""

    year: int
    month: int | None = None
    day: int | None = None
    season: str | None = None

    def sort_key(self) -> str:
        """Write the day so that text order is time order ("Sorting", dates)."""
        year = self.year + 100_000
        return f"{year:06}{self.month or 0:02}{self.day or 0:02}"


@define(frozen=True, slots=True)
class ItemDate:
    """A date, a range of dates, or text that stands for one.

    Attributes:
        start: the first day, or None where there is only text.
        end: the last day of a range.
        open: whether the range has no end.
        circa: whether the date is approximate (``is-uncertain-date``).
        literal: text instead of a date.
    """

    start: Day | None = None
    end: Day | None = None
    open: bool = False
    circa: bool = False
    literal: str | None = None


def read_date(value: Any) -> ItemDate | None:
    """Read a date variable of CSL-JSON; None where it is empty.

    Raises:
        ValueError: when the value has another shape.
    """
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return _read_raw(str(value), circa=False)
    if not isinstance(value, dict):
        raise ValueError(f"{shorten(value)} is not a date")
    circa = bool(value.get("circa")) and str(value.get("circa")).lower() not in ("0", "false")
    season = value.get("season")
    parts = value.get("date-parts")
    if isinstance(parts, (list, tuple)) and parts:
        days = [_read_parts(part) for part in parts[:2]]
        start = days[0]
        if start is not None:
            if season is not None and start.month is None and str(season):
                start = Day(start.year, season=_season(season))
            end = days[1] if len(days) > 1 else None
            return ItemDate(start, end, open=len(days) > 1 and end is None, circa=circa)
    if value.get("literal"):
        return ItemDate(literal=str(value["literal"])[:_LONGEST], circa=circa)
    if value.get("raw") or value.get("edtf"):
        return _read_raw(str(value.get("raw") or value.get("edtf")), circa=circa)
    if parts and not isinstance(parts, (list, tuple)):
        raise ValueError(f"{shorten(value)} is not a date")
    if season:
        return ItemDate(literal=str(season)[:_LONGEST])
    return None


def _season(value: Any) -> str:
    text = str(value)[:_LONGEST]
    return text[-1] if text in ("1", "2", "3", "4", "01", "02", "03", "04", "21", "22", "23", "24") else text


def _read_parts(parts: Any) -> Day | None:
    if not isinstance(parts, (list, tuple)):
        parts = [parts]
    numbers: list[int] = []
    for part in parts[:3]:
        try:
            numbers.append(int(part))
        except (TypeError, ValueError, OverflowError):
            break
    if not numbers or numbers[0] == 0 or abs(numbers[0]) > 99_999:
        return None
    return _day(*numbers)


def _day(year: int, month: int | None = None, day: int | None = None) -> Day | None:
    if not year:
        return None
    if month is not None and 13 <= month <= 24:
        # 13 to 16 are the seasons of older CSL-JSON, 21 to 24 those of EDTF
        return Day(year, season=str((month - 13) % 4 + 1 if month < 17 else (month - 21) % 4 + 1))
    if not month or not 1 <= month <= 12:
        return Day(year)
    return Day(year, month, day if day and 1 <= day <= 31 else None)


def _read_raw(text: str, *, circa: bool) -> ItemDate | None:
    """Read an EDTF string, an ISO date or an English one; anything else stays the text that it is."""
    text = text.strip()[:_LONGEST]
    if not text:
        return None
    uncertain = text[-1] in "~?%"
    core = text.rstrip("~?%") if uncertain else text
    circa = circa or uncertain
    first, slash, second = core.partition("/")
    if slash and "/" not in second:
        start, end = _parse_day(first.rstrip("~?%")), _parse_day(second)
        if start is not None and (end is not None or second in ("", "..")):
            return ItemDate(start, end, open=end is None, circa=circa)
    start = _parse_day(core)
    return ItemDate(literal=text, circa=circa) if start is None else ItemDate(start, circa=circa)


def _parse_day(text: str) -> Day | None:
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), *(int(part) for part in found.groups()[1:] if part))
    if found := _MONTH_DAY_YEAR.fullmatch(text):
        return _named(found[1], found[2], found[3])
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        return _named(found[2], found[1], found[3])
    if found := _SLASHED.fullmatch(text):
        return _day(int(found[3]), int(found[1]), int(found[2]) if found[2] else None)
    return None


def _named(month: str, day: str | None, year: str) -> Day | None:
    start = month[:3].lower()
    if start not in _MONTHS:
        return None
    return _day(int(year), _MONTHS.index(start) + 1, int(day) if day else None)
