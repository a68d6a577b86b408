"""Dates, pages, numbers and labelled lines of RIS: text to values and back."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from briefmeta.errors import DateSyntaxError, InvalidValueError, ParseError
from briefmeta.formats.json.json_text import parse_json
from briefmeta.model import identifiers
from briefmeta.model.dates.publication_date import PublicationDate

_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_DATE = re.compile(r"([0-9]{4})?/([0-9]{0,2})/([0-9]{0,2})(?:/(.*))?", re.DOTALL)
DAY = re.compile(r"([0-9]{4})/(0[1-9]|1[0-2])/(0[1-9]|1[0-9]|2[0-8])/")
"""The begin of a date: a day that every month has."""
_TIME = re.compile(
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[AaPp][Mm])?Z?"
)  # of the day, which a date does not have
_LABELLED = re.compile(r"([A-Za-z][\w.-]{0,63})(:=|:) (.*)", re.DOTALL)
_PAGES = re.compile(r"([^\s-]+)-([^\s-]+)")
_SHORTEST = 8  # characters of an ISSN without its hyphen
_YEAR_FIRST_ISSN = re.compile(r"(?:19|20)[0-9]{2}-")
_STANDARD = re.compile(r"[eE]?-?[iI][sS][bBsS][nN]|97[89][0-9 -]{10}|[0-9]{4}-?[0-9]{3}[0-9Xx]")
_ISBN = re.compile(r"(?:ISBN )?(97[89](?:-?[0-9]){10})")  # one, as it mostly is
_ISBN_13 = re.compile(r"97[89][0-9 -]{10,14}")


@lru_cache(maxsize=16_384)  # the days of 45 years
def date_lines(date: PublicationDate) -> tuple[str | None, str]:
    """Write a date as the year of ``PY`` and the text of ``DA``: ``YYYY/MM/DD/other``.

    A season is named in *other*; a range, a circa and a year before 1 stand there as EDTF.

    >>> date_lines(PublicationDate.parse("2024-04-05"))
    ('2024', '2024/04/05/')
    >>> date_lines(PublicationDate.parse("2019/2021"))
    ('2019', '2019///2019/2021')
    """
    year = f"{date.year:04}" if date.year > 0 else None
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    simple = not (date.is_range or date.circa or date.uncertain) and year
    if simple and date.season:
        return year, f"{year}///{_SEASONS[date.season - 1]}"
    if simple:
        return year, f"{year}/{month}/{day}/"
    return year, f"{year or ''}///{date}"


@lru_cache(maxsize=16_384)
def read_date(text: str, year: str | None = None) -> PublicationDate:
    """Read a date of RIS.

    Args:
        text: ``YYYY/MM/DD/other``, or a date as people write it; its year may be missing.
        year: the year that another tag gives.

    Raises:
        DateSyntaxError: it is no date.

    >>> str(read_date("2024/04/05/")), str(read_date("2024///Spring")), str(read_date("Apr 5", "2024"))
    ('2024-04-05', '2024-21', '2024-04-05')
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return _read_prose(text, year)
    first, month, day, other = (
        found[1] or year,
        int(found[2] or 0),
        int(found[3] or 0),
        (found[4] or "").strip(),
    )
    if other and not _TIME.fullmatch(other):
        return _read_prose(other, first)
    if first is None or (day and not month):
        raise DateSyntaxError("date", text, "a date such as 2024/04/05/")
    return PublicationDate(year=int(first), month=month or None, day=day or None)


def _read_prose(text: str, year: str | None) -> PublicationDate:
    try:
        return PublicationDate.parse(text)
    except DateSyntaxError:
        if year is None:
            raise
        return PublicationDate.parse(f"{text} {year}")


def split_pages(pages: str) -> tuple[str, str | None]:
    """Cut a range at its hyphen: ``SP`` and ``EP``.

    >>> split_pages("12-34"), split_pages("iv, 12-34")
    (('12', '34'), ('iv, 12-34', None))
    """
    found = _PAGES.fullmatch(pages)
    return (found[1], found[2]) if found and found[1] != found[2] else (pages, None)


def standard_number(text: str, *, is_report: bool) -> tuple[str, str]:
    """Return what an ``SN`` is: ``isbn``, ``issn`` or, by default, the ``number`` of a report.

    Args:
        text: the value, with or without a label.
        is_report: whether the item has a number of its own there: then an ISBN of ten digits needs its
            label, and what begins with a year is no ISSN.

    >>> standard_number("978-92-9260-523-0", is_report=True)
    ('isbn', '978-92-9260-523-0')
    >>> standard_number("2023-0012", is_report=True)
    ('number', '2023-0012')
    """
    if len(text) < _SHORTEST or (is_report and not _STANDARD.match(text)):
        return "number", text
    usual = _ISBN.fullmatch(text)
    if usual is not None:
        return "isbn", usual[1]
    labelled = text[:4].upper() in ("ISBN", "ISSN") or text[1:5].upper() in ("ISSN", "ISBN")
    if not is_report or labelled or _ISBN_13.match(text):
        try:
            return "isbn", identifiers.isbn(text) or text
        except InvalidValueError:
            pass
    if not is_report or labelled or not _YEAR_FIRST_ISSN.match(text):
        try:
            return "issn", identifiers.issn(text) or text
        except InvalidValueError:
            pass
    return "number", text


def labelled_line(name: str, value: Any) -> str:
    """Write a value that has no tag: ``name: text``, or ``name:= JSON`` for what is not plain text.

    >>> labelled_line("event-title", "COP 28"), labelled_line("volume", 3)
    ('event-title: COP 28', 'volume:= 3')
    """
    if isinstance(value, str) and value and value.isprintable() and value == value.strip():
        line = f"{name}: {value}"
        found = _LABELLED.fullmatch(line)
        if found and (found[1], found[3]) == (name, value):
            return line
    text = json.dumps(value, ensure_ascii=False)
    text = text if text.isprintable() else json.dumps(value)
    return f"{name}:= {text}"


def read_labelled(text: str) -> tuple[str, Any] | None:
    """Read a line such as ``labelled_line`` writes; None where it is none.

    >>> read_labelled("PMID: 12"), read_labelled("volume:= 3"), read_labelled("see also page 3")
    (('PMID', '12'), ('volume', 3), None)
    """
    found = _LABELLED.fullmatch(text)
    if found is None:
        return None
    name, sign, value = found.groups()
    if sign == ":":
        return name, value
    try:
        return name, parse_json(value)
    except ParseError:
        return None


def is_label(name: str) -> bool:
    """Return whether a name can stand before the colon of a labelled line."""
    found = _LABELLED.fullmatch(f"{name}: x")
    return found is not None and found[1] == name
