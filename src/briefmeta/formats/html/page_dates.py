"""Dates as web pages print them: time stamps of programs, and days in running text.

Source: RFC 9557 and RFC 5322 (time stamps); Go, package time ("String"); HTML Living Standard, section 2.3.5 (dates).
"""

from __future__ import annotations

import re

from briefmeta.errors import DateSyntaxError
from briefmeta.model.dates.publication_date import PublicationDate

_LONGEST = 300  # characters of a line in which a day is looked for
_STAMP = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:[T ]\s?\d\d?:\d\d.*)?\s*", re.DOTALL)
_MESSAGE_STAMP = re.compile(
    r"\s*(?:[^\W\d]{2,9}\.?,?\s)?(\d{1,2}\s[^\W\d]{3,9}\.?\s\d{4})\s\d\d?:\d\d.*", re.DOTALL
)
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}.*)?\s*", re.DOTALL)
_DASHED_MONTH = re.compile(r"\b(?:(\d{1,2})-)?([^\W\d_]{3,9})-(\d{4})\b")  # DSpace: 4-Mar-2021
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})\b")
_IN_TEXT = re.compile(
    r"\d{4}-\d\d-\d\d|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}[/-]\d{1,2}[/-]\d{4}"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    r"|\d{1,2}(?:st|nd|rd|th|er|º|\.)?\s(?:de\s|of\s)?[^\W\d_]{3,12}\.?,?\s(?:de\s|del\s)?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
)
_MONTH_IN_TEXT = re.compile(r"[^\W\d_]{3,12}\.?,?\s\d{4}")
_PATH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12]\d|3[01]))?(?=/)")


def read_page_date(text: str, language: str = "") -> PublicationDate | None:
    """Return the date of a statement of a page, such as ``article:published_time`` or ``datetime``.

    Args:
        text: a time stamp or a date in words.
        language: the language of the page; in ``en-US`` the month comes first where only numbers stand.

    >>> str(read_page_date("2022-10-21 13:24:46 -0400 -0400")), str(read_page_date("Fri, 21 Oct 2022 13:24:46 GMT"))
    ('2022-10-21', '2022-10-21')
    >>> str(read_page_date("04/05/2024", "en-US")), read_page_date("soon") is None
    ('2024-04-05', True)
    """
    for pattern in (_STAMP, _MESSAGE_STAMP):
        if found := pattern.fullmatch(text):
            text = found[1]
            break
    if found := _COMPACT.fullmatch(text):
        text = "-".join(found.groups())
    text = _DASHED_MONTH.sub(r"\1 \2 \3", text).strip()
    text = _SLASHED.sub(r"\1-\2-\3", text)
    try:
        return PublicationDate.parse(text)
    except DateSyntaxError:
        pass
    try:
        return PublicationDate.parse(
            text, "mdy" if language.lower().replace("_", "-") in _MONTH_FIRST else "dmy"
        )
    except DateSyntaxError:
        return None


_MONTH_FIRST = frozenset(("en-us", "en-ph"))  # CLDR, dateFormats/short


def find_day(text: str, language: str = "", *, month: bool = False) -> PublicationDate | None:
    """Return the first day that a short text names, or the month where ``month`` allows it.

    >>> str(find_day("Posted on April 5, 2024 by the editors")), find_day("In 2024 we saw") is None
    ('2024-04-05', True)
    """
    if len(text) > _LONGEST:
        return None
    for pattern in (_IN_TEXT, _MONTH_IN_TEXT) if month else (_IN_TEXT,):
        for found in pattern.finditer(text):
            date = read_page_date(found[0], language)
            if date is not None and (date.month is not None):
                return date
    return None


def day_in_address(url: str) -> PublicationDate | None:
    """Return the day or the month that the path of an address names, as weblogs have it.

    >>> str(day_in_address("https://example.org/2024/04/05/pivot/")), day_in_address("https://example.org/p/7")
    ('2024-04-05', None)
    """
    found = _PATH.search(url)
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        return PublicationDate.parse("-".join(f"{int(part):02}" for part in (year, month, day) if part))
    except DateSyntaxError:
        return None
