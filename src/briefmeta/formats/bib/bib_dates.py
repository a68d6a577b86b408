"""Dates as BibTeX and BibLaTeX have them: ``year``, ``month`` and ``day``, or ``date`` in EDTF."""

from __future__ import annotations

import re
from functools import lru_cache

from briefmeta.errors import InvalidValueError
from briefmeta.formats.bib.bib_parser import MONTHS
from briefmeta.formats.latex import decode
from briefmeta.model.dates.publication_date import PublicationDate

_MACROS = tuple(MONTHS)
_NUMBER = {name: number for number, name in enumerate(_MACROS, 1)}
_LONGEST = 200  # characters of a date
_YEAR, _DAY = re.compile("[0-9]{1,4}"), re.compile("[0-9]{1,2}")
_TWO_MONTHS = re.compile(r"([0-9]{1,2})\s*[-–/]\s*([0-9]{1,2})")
# as Java writes a date: "Mon Jan 06 00:00:00 EST 2020"
_TIME = re.compile(r"^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?=[A-Z])|\b[0-9]{2}:[0-9]{2}:[0-9]{2} [A-Z]{2,5}\b ?")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")


def split_date(date: PublicationDate) -> str:
    r"""Write ``year``, ``month`` and ``day``, and ``date`` beside them where they do not tell all.

    >>> split_date(PublicationDate.parse("2024-04-05"))
    '  year = {2024},\n  month = apr,\n  day = {5},\n'
    >>> split_date(PublicationDate.parse("2019/2021"))
    '  year = {2019},\n  date = {2019/2021},\n'
    """
    year = str(date.year) if date.year > 0 else f"{1 - date.year} BCE"
    text = f"  year = {{{year}}},\n"
    if date.month is not None:
        text += f"  month = {_MACROS[date.month - 1]},\n"
    if date.day is not None:
        text += f"  day = {{{date.day}}},\n"
    if date.season is not None:
        text += f"  month = {{{_SEASONS[date.season - 1]}}},\n"
    plain = date.year > 0 and not (date.is_range or date.circa or date.uncertain)
    return text if plain else f"{text}  date = {{{date}}},\n"


def read_date(latex: str) -> PublicationDate | None:
    """Read the value of ``date``, ``urldate`` and the like; None where it is no date."""
    return _parse(_text(latex)) if len(latex) < _LONGEST else None


def _text(latex: str) -> str:
    """Read LaTeX in which a tilde is no space but what EDTF writes for "about"; a time of day goes."""
    latex = _TIME.sub("", latex) if latex.count(":") > 1 else latex
    return (
        decode(latex) if "\\" in latex or "{" in latex or "$" in latex else latex.strip().replace("--", "–")
    )


def _parse(text: str) -> PublicationDate | None:
    try:
        return PublicationDate.parse(text)
    except InvalidValueError:
        return None


def join_date(year: str, month: str, day: str) -> tuple[PublicationDate | None, str | None]:
    """Read ``year``, ``month`` and ``day``.

    Returns:
        The date, and which of month and day could not be read.
    """
    return _joined(year, month, day) if len(year) + len(month) + len(day) < _LONGEST else (None, None)


@lru_cache(maxsize=16_384)
def _joined(year: str, month: str, day: str) -> tuple[PublicationDate | None, str | None]:
    if _YEAR.fullmatch(year) and month in _NUMBER and (not day or _DAY.fullmatch(day)):
        try:
            return PublicationDate(year=int(year), month=_NUMBER[month], day=int(day) if day else None), None
        except InvalidValueError:
            return PublicationDate(year=int(year), month=_NUMBER[month]), "day"
    if month not in _NUMBER:
        month = decode(month).replace("\xa0", " ")
    year, day = _text(year), _text(day)
    if _YEAR.fullmatch(year):
        found = _month_and_day(int(year), month, day)
        if found:
            return found
        two = _TWO_MONTHS.fullmatch(month)
        if two and not day:
            date = _parse(f"{int(year):04}-{int(two[1]):02}/{int(year):04}-{int(two[2]):02}")
            if date is not None:
                return date, None
    for text in (f"{day} {month} {year}", f"{month} {day} {year}", f"{month} {year}") if month else ():
        date = _parse(" ".join(text.split()))
        if date is not None:
            return date, None
    return _parse(year), "month" if month else "day" if day else None


def _month_and_day(year: int, month: str, day: str) -> tuple[PublicationDate, str | None] | None:
    if month in _SEASONS:
        return PublicationDate(year=year, season=_SEASONS.index(month) + 1), "day" if day else None
    number = _month(month)
    if number is None:
        return None if month else (PublicationDate(year=year), "day" if day else None)
    try:
        return PublicationDate(year=year, month=number, day=int(day) if day else None), None
    except ValueError:  # also what PublicationDate raises for a day that this month does not have
        return None if not day.isdecimal() else (PublicationDate(year=year, month=number), "day")


def _month(text: str) -> int | None:
    number = _NUMBER.get(text[:3].lower()) if text.isalpha() and len(text) < 4 else None
    if number is None and text.isdecimal() and text.isascii() and len(text) < 3 and 1 <= int(text) <= 12:
        number = int(text)
    return number
