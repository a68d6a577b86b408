"""Dates as CSL-JSON has them: ``date-parts``, ``season``, ``circa``, ``literal`` and ``raw``.

Source: CSL 1.0.2, "Date variables", and the ``date-variable`` of its JSON schema. CSL counts years without a zero
(-1 is 1 BCE), EDTF and this library astronomically (0 is 1 BCE); the difference is settled here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefmeta.errors import DateSyntaxError
from briefmeta.model.dates.publication_date import PublicationDate

_SEASON_MONTHS = {13: 1, 14: 2, 15: 3, 16: 4, 21: 1, 22: 2, 23: 3, 24: 4}
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def date_to_csl(date: PublicationDate) -> dict[str, Any]:
    """Write a date as a CSL date variable.

    What ``date-parts`` cannot say (an uncertain year, an open start) is said once more as an EDTF string in ``raw``.

    >>> date_to_csl(PublicationDate.parse("2024-04-05"))
    {'date-parts': [[2024, 4, 5]]}
    >>> date_to_csl(PublicationDate.parse("2004/.."))
    {'date-parts': [[2004], [0]]}
    """
    value: dict[str, Any] = {"date-parts": [_parts(date)]}
    if date.end is not None:
        value["date-parts"].append(_parts(date.end))
    elif date.open_end:
        value["date-parts"].append([0])
    if date.season is not None:
        if date.end is None and not date.open_end:
            value["season"] = date.season
        else:
            value["date-parts"][0].append(20 + date.season)
    if date.circa:
        value["circa"] = True
    if date_from_csl(value) != date:
        value["raw"] = str(date)
    return value


def date_from_csl(value: object) -> PublicationDate | None:
    """Read a CSL date variable; None where it holds no date, such as ``{"literal": "forthcoming"}``.

    Args:
        value: an object with ``date-parts``, ``raw`` or ``literal``, or an EDTF string, as CSL 1.0.2 prefers.

    Raises:
        DateSyntaxError: parts that are no date, such as ``[[2024, 13, 45]]``.

    >>> str(date_from_csl({"date-parts": [["2024", "4"]]}))
    '2024-04'
    """
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, dict) and len(value) == 1 and (day := _plain_day(value.get("date-parts"))):
        return day
    if not isinstance(value, Mapping):
        raise DateSyntaxError("date", value, "a CSL date")
    for name in ("raw", "literal"):
        text = value.get(name)
        if isinstance(text, str) and (name == "raw" or "date-parts" not in value):
            date = _from_text(text, edtf_only=name == "literal")
            if date is not None:
                return date
    parts = value.get("date-parts")
    return None if parts is None else _from_parts(parts, value)


def _plain_day(parts: object) -> PublicationDate | None:
    """Read the usual case shortly: one date of year, month and day, all numbers."""
    if type(parts) is list and len(parts) == 1 and type(parts[0]) is list and len(parts[0]) == 3:
        year, month, day = parts[0]
        if type(year) is type(month) is type(day) is int and year > 0 < month < 13 and day:
            return PublicationDate(year=year, month=month, day=day)
    return None


def _from_text(text: str, *, edtf_only: bool = False) -> PublicationDate | None:
    try:
        date = PublicationDate.parse(text)
    except DateSyntaxError:
        return None
    return date if not edtf_only or str(date) == text else None


def _parts(date: PublicationDate) -> list[int]:
    year = date.year if date.year > 0 else date.year - 1
    if date.month is None:
        return [year]
    return [year, date.month] if date.day is None else [year, date.month, date.day]


def _from_parts(parts: object, value: Mapping[str, Any]) -> PublicationDate | None:
    if not isinstance(parts, (list, tuple)) or len(parts) > 2:
        raise DateSyntaxError("date", parts, "a list of one or two lists of year, month and day")
    points = [numbers for point in parts if (numbers := _numbers(point)) is not None]
    if not points or not points[0]:
        return None
    start = _point(points[0], value.get("season") if len(points) == 1 else None)
    start["circa"] = value.get("circa") not in (None, False, 0, "", "0", "false")
    if len(points) == 1:
        return PublicationDate(**start)
    if not points[1] or points[1][0] == 0:
        return PublicationDate(**start, open_end=True)
    if points[1] == points[0]:
        return PublicationDate(**start)
    end = PublicationDate(**_point(points[1], None), circa=start["circa"])
    return PublicationDate(**start, end=end)


def _numbers(point: object) -> list[int] | None:
    if not isinstance(point, (list, tuple)) or len(point) > 3:
        raise DateSyntaxError("date", point, "a list of year, month and day")
    numbers: list[int] = []
    for part in point:
        if part is None or part == "":
            break
        if isinstance(part, bool) or not isinstance(part, (int, str)):
            raise DateSyntaxError("date", part, "a number")
        text = str(part).strip() if len(str(part)) < 8 else "no"
        if not text.lstrip("+-").isdecimal():
            raise DateSyntaxError("date", part, "a number")
        numbers.append(int(text))
    while len(numbers) > 1 and numbers[-1] == 0:  # some programs write a missing month or day as 0
        numbers.pop()
    return numbers or None


def _point(numbers: list[int], season: object) -> dict[str, Any]:
    year, *rest = numbers
    point: dict[str, Any] = {"year": year if year > 0 else year + 1}
    month = rest[0] if rest else None
    if month in _SEASON_MONTHS and len(rest) == 1:
        point["season"] = _SEASON_MONTHS[month]
    elif rest:
        point["month"], point["day"] = month, rest[1] if len(rest) > 1 else None
    elif season is not None:
        point["season"] = _SEASONS.get(str(season).strip().lower())
    return point
