"""PublicationDate: when a report was published, as exactly as that is known.

The value follows EDTF, the Extended Date/Time Format (ISO 8601-2:2019,
https://www.loc.gov/standards/datetime/): level 0, and of level 1 what reports use: seasons, ``~ ? %``,
open ranges and years before 0. Dates as people write them are read by :mod:`briefmeta.model.dates.date_text`,
which is loaded when the first one is met.
"""

from __future__ import annotations

import functools
import re
from typing import Literal

import attrs

from briefmeta.errors import DateSyntaxError, InvalidValueError

Order = Literal["dmy", "mdy", "ymd"]
_PointOrder = tuple[int, int, bool, int]

_LONGEST = 200  # characters; two dates with weekdays, times and time zones need about half of that
_SEASON = 20  # EDTF writes spring … winter as the months 21 … 24
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EXPECTED = "a date such as 2024-04-05, 2024-04, 2024, 5 April 2024, Spring 2024, c. 2024 or 2019/2021"

# EDTF level 0 and 1: date, optional time of day and time zone (which are dropped), optional qualifier
_POINT = re.compile(
    r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:[Tt ](?:[01][0-9]|2[0-4]):[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]+)?)?(?:[+-][0-9]{2}(?:[0-9]{2})?)?)?"
    r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
    r")?)?([~?%]?)"
)
# EDTF level 1, unspecified digits of the month or the day. Databases write 00 for the same (ADS, Reference Manager).
_UNSPECIFIED = re.compile(
    r"(-?[0-9]{4})(?:(-(?:0[1-9]|1[0-2]))-(?:[Xx]{2}|00)|-(?:[Xx]{2}|00)(?:-(?:[Xx]{2}|00))?)([~?%]?)"
)
_UNSPECIFIED_YEAR = re.compile(r"([0-9]{2})(?:([0-9])[Xx]|[Xx]{2})([~?%]?)")
# a financial year such as 2019-20; not EDTF, in which 2020-21 to 2023-24 are seasons and 13 to 20 nothing
_SHORT_RANGE = re.compile(r"([0-9]{4})-(1[3-9]|20|2[5-9]|[3-9][0-9])")


@functools.total_ordering
@attrs.frozen(kw_only=True, order=False, repr=False)
class PublicationDate:
    """A year, a month, a day, a season, or a range between two of those; possibly approximate or uncertain.

    ``str(date)`` is EDTF, and ``PublicationDate.parse(str(date)) == date`` for every date. A date is
    valid once built: 31 February, a day without a month, a season with a month, a range that ends before
    it starts raise :class:`~briefmeta.errors.DateSyntaxError`.

    Dates are totally ordered, by the day on which they begin: a year comes before its seasons and months,
    a season before the month it begins with (spring before March, … winter before December), a month
    before its days; among dates that begin alike, an open start comes first, then the date itself, the
    ranges by their ends, an open end; exact dates come before approximate and uncertain ones. A date with
    an open start is placed by the only date it has, its end.

    Attributes:
        year: the year as EDTF counts it, -9999 to 9999: 0 is 1 BCE, -43 is 44 BCE.
        month: 1 to 12, or None.
        day: 1 to 31, or None; only with a month that has this day (proleptic Gregorian calendar).
        season: 1 spring, 2 summer, 3 autumn, 4 winter, or None; only without a month.
        circa: whether the date is approximate (EDTF ``~``).
        uncertain: whether the date is uncertain (EDTF ``?``).
        end: the last date of a closed range, which is no range itself, or None.
        open_end: whether the date is the start of a range without an end (EDTF ``2004/..``).
        open_start: whether the date is the *end* of a range without a start (EDTF ``../2004``).

    Example:
        >>> from briefmeta.model.dates.publication_date import PublicationDate
        >>> date = PublicationDate.parse("5 avril 2024")
        >>> date.year, date.month, date.day
        (2024, 4, 5)
        >>> str(PublicationDate(year=2024, month=4))
        '2024-04'
        >>> [str(PublicationDate.parse(text)) for text in ("c. 1998", "Spring 2024", "2019–21")]
        ['1998~', '2024-21', '2019/2021']
        >>> sorted(PublicationDate.parse(text) for text in ["2024-04-05", "2024", "2024-04"])[0]
        PublicationDate('2024')
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    circa: bool = False
    uncertain: bool = False
    end: PublicationDate | None = None
    open_end: bool = False
    open_start: bool = False

    def __attrs_post_init__(self) -> None:
        _require_number("year", self.year, -9999, 9999, "a year from -9999 to 9999 (a whole number)")
        if self.month is not None:
            _require_number("month", self.month, 1, 12, "a month from 1 to 12")
        if self.day is not None:
            self._require_day(self.day)
        if self.season is not None:
            _require_number("season", self.season, 1, 4, "a season from 1 (spring) to 4 (winter)")
            if self.month is not None:
                raise DateSyntaxError("season", self.season, "possible beside a month: give one of them")
        for name in ("circa", "uncertain", "open_end", "open_start"):
            if type(getattr(self, name)) is not bool:
                raise DateSyntaxError(name, getattr(self, name), "True or False")
        if self.end is not None or self.open_end or self.open_start:
            self._require_range()

    def _require_day(self, day: int) -> None:
        if self.month is None:
            raise DateSyntaxError("day", day, "possible without a month")
        last = _days_of(self.year, self.month)
        if type(day) is int and 1 <= day <= last:
            return
        _require_number("day", day, 1, last, f"a day of {_point(self)[:-3]}, which has the days 1 to {last}")

    def _require_range(self) -> None:
        if (self.end is not None) + self.open_end + self.open_start > 1:
            raise DateSyntaxError("end", str(self), "one range: give one of end, open_end, open_start")
        if self.end is None:
            return
        if not isinstance(self.end, PublicationDate):
            raise DateSyntaxError("end", self.end, "a PublicationDate")
        if self.end.is_range:
            raise DateSyntaxError("end", str(self.end), "a single date: the end of a range is no range")
        if _last_day(self.end) < _first_day(self):
            raise DateSyntaxError("end", str(self.end), f"a date on or after the start, {_point(self)}")

    @classmethod
    def parse(cls, text: str, order: Order | None = None) -> PublicationDate:
        """Read a date from EDTF, from ISO 8601 or from prose.

        Read are: EDTF (``2024-04-05``, ``2004~``, ``2024-21``, ``2019/2021``, ``../2004``; ``2004/``
        means ``2004/..``); ISO date-times, of which the day is kept as written, without a change of time
        zone; ``20240405``; names of months, seasons and quarters in English, French, German, Spanish,
        Italian, Portuguese, Dutch and more; ranges (``5-7 April 2024``, ``March–April 2024``,
        ``2019–21``); ``c. 2020``, ``[2020?]``, ``©2020``, ``44 BC``. Weekdays are allowed and not
        checked. Of what leaves a choice:

        - All-number dates with the year last (``05/04/2024``) need ``order``, unless only one order gives
          a date. With dots (``5.4.2024``) the day comes first, as wherever dates are written so, unless
          ``order`` says otherwise.
        - ``2010/11`` may be November or a financial year and is ambiguous; ``order="ymd"`` makes it
          November. ``2019/20`` and ``2019-20`` are ranges, ``2020-21`` is a season (EDTF), ``2020–21``
          with a dash a range.
        - Quarters and half-years are ranges: ``Q2 2024`` is ``2024-04/2024-06``.
        - Unspecified months and days (``2019-XX``, ``2019-00``) are left out; an unspecified year is the range of
          those that it may be: ``201X`` is ``2010/2019``, ``20XX`` is ``2000/2099``.
        - ``c2020`` is a copyright date, hence exact; ``c. 2020`` is circa.

        Args:
            text: the date, with any white space and invisible characters around it.
            order: what the numbers of an all-number date mean: ``"dmy"``, ``"mdy"`` or ``"ymd"``.

        Raises:
            DateSyntaxError: ``text`` is not a date, or names a day that does not exist; years of two
                digits too.
            AmbiguousDateError: ``text`` could be two dates, and ``order`` was not given.
            InvalidValueError: ``order`` is none of the three.

        Example:
            >>> PublicationDate.parse("05/04/2024", order="dmy")
            PublicationDate('2024-04-05')
            >>> PublicationDate.parse("05/04/2024")
            Traceback (most recent call last):
            ...
            briefmeta.errors.AmbiguousDateError: date: '05/04/2024' is not one date: it is ...
        """
        if order is not None and order not in ("dmy", "mdy", "ymd"):
            raise InvalidValueError("order", order, "'dmy', 'mdy' or 'ymd'")
        if not isinstance(text, str):
            raise DateSyntaxError("date", text, _EXPECTED)
        stripped = text.strip()
        if not stripped or len(stripped) > _LONGEST:
            raise DateSyntaxError("date", text, _EXPECTED)
        try:
            date = read_edtf(stripped)
            if date is None:
                from briefmeta.model.dates.date_text import read_date_text

                date = read_date_text(stripped, order)
        except DateSyntaxError as error:
            if error.field == "date":
                raise
            raise DateSyntaxError("date", text, f"a date ({error})") from error
        if date is None:
            raise DateSyntaxError("date", text, _EXPECTED)
        return date

    @property
    def is_range(self) -> bool:
        """Whether this is a range: closed, or open at one side."""
        return self.end is not None or self.open_end or self.open_start

    def __str__(self) -> str:
        if self.end is not None:
            return f"{_point(self)}/{_point(self.end)}"
        if self.open_end:
            return f"{_point(self)}/.."
        return f"../{_point(self)}" if self.open_start else _point(self)

    def __repr__(self) -> str:
        return f"PublicationDate({str(self)!r})"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PublicationDate):
            return NotImplemented
        if self.year != other.year:
            return self.year < other.year
        return _sort_key(self) < _sort_key(other)


def read_edtf(text: str) -> PublicationDate | None:
    """Read EDTF or an ISO date-time; None where ``text`` is neither.

    Raises:
        DateSyntaxError: ``text`` has the form of a date, and there is no such date.
    """
    found = _POINT.fullmatch(text)
    if found is not None and (found[2] != "00" and found[3] != "00"):
        return _financial_year(text) or _date_of(found)
    if "/" in text:
        return _read_interval(text)
    years = _UNSPECIFIED_YEAR.fullmatch(text)
    if years is not None:  # EDTF level 1; read as a range, as the manual of BibLaTeX does (section 2.3.8)
        first, last = (f"{years[1]}{years[2] or digit}{digit}{years[3]}" for digit in "09")
        return _read_interval(f"{first}/{last}")
    found = _UNSPECIFIED.fullmatch(text)
    return None if found is None else read_edtf(found[1] + (found[2] or "") + found[3])


def _financial_year(text: str) -> PublicationDate | None:
    found = _SHORT_RANGE.fullmatch(text)
    if found is None or int(found[2]) != (int(found[1]) + 1) % 100:
        return None
    year = int(found[1])
    return PublicationDate(year=year, end=PublicationDate(year=year + 1))


def _read_interval(text: str) -> PublicationDate | None:
    """Read EDTF ``a/b``; an unknown side (nothing before or after the slash) is read as open (``..``)."""
    sides = text.split("/")
    if len(sides) != 2:
        return None
    start, end = (None if side in ("", "..") else _POINT.fullmatch(side) for side in sides)
    if any(found is None and side not in ("", "..") for found, side in zip((start, end), sides, strict=True)):
        return None
    if start is None:
        return None if end is None else attrs.evolve(_date_of(end), open_start=True)
    if end is None:
        return attrs.evolve(_date_of(start), open_end=True)
    return attrs.evolve(_date_of(start), end=_date_of(end))


def _date_of(found: re.Match[str]) -> PublicationDate:
    year_text, month_text, day_text, mark = found.groups()
    year = int(year_text)
    if year_text == "-0000":
        raise DateSyntaxError("year", year_text, "a year: 1 BCE is 0000")
    month = int(month_text or 0)
    in_season = day_text is None and _SEASON < month <= _SEASON + 4
    return PublicationDate(
        year=year,
        month=int(month_text) if month_text and not in_season else None,
        day=int(day_text) if day_text else None,
        season=month - _SEASON if in_season else None,
        circa=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
    )


def _point(date: PublicationDate) -> str:
    text = f"{date.year:04d}" if date.year >= 0 else f"-{-date.year:04d}"
    if date.season is not None:
        text += f"-{_SEASON + date.season}"
    if date.month is not None:
        text += f"-{date.month:02d}"
    if date.day is not None:
        text += f"-{date.day:02d}"
    return text + ("", "~", "?", "%")[date.circa + 2 * date.uncertain]


def _require_number(field: str, value: object, low: int, high: int, expected: str) -> None:
    if type(value) is not int or not low <= value <= high:
        raise DateSyntaxError(field, value, expected)


def _days_of(year: int, month: int) -> int:
    if month == 2 and (year % 4 or (year % 100 == 0 and year % 400)):
        return 28
    return _DAYS[month - 1]


# Where a range may begin and end. Seasons are as wide as their year here: hemispheres and publishers
# differ ("Winter 2024" may be January), and a range from winter to spring is not wrong.
def _first_day(date: PublicationDate) -> tuple[int, int, int]:
    return date.year, date.month or 1, date.day or 1


def _last_day(date: PublicationDate) -> tuple[int, int, int]:
    return date.year, date.month or 12, date.day or 31


def _order_of_point(date: PublicationDate) -> _PointOrder:
    month = 3 * date.season if date.season else date.month or 0
    return date.year, month, date.month is not None, date.day or 0


def _sort_key(date: PublicationDate) -> tuple[_PointOrder, int, _PointOrder, bool, bool, bool, bool]:
    kind = 0 if date.open_start else 3 if date.open_end else 1 if date.end is None else 2
    end = date.end or date
    return (
        _order_of_point(date),
        kind,
        _order_of_point(end),
        date.uncertain,
        date.circa,
        end.uncertain,
        end.circa,
    )
