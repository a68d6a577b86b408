"""Dates as people write them: ``5 avril 2024``, ``Summer/Fall 2019``, ``c. 1998``, ``05/04/2024``.

The text becomes a list of tokens that say what each word and number is; ranges are split; each side is a
small mapping from parts to numbers, in which a part may stand once; what only one side says holds for
both (``5–7 April 2024``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from briefmeta.errors import AmbiguousDateError, DateSyntaxError
from briefmeta.model.dates.date_words import words
from briefmeta.model.dates.publication_date import PublicationDate, read_edtf
from briefmeta.text.fold import unaccented

if TYPE_CHECKING:
    from briefmeta.model.dates.publication_date import Order

_Token = tuple[str, int]
_Side = dict[str, int]

# Word processors and PDF files put any of these where a keyboard has the hyphen.
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_UNIT_PARTS = ("year", "month", "number")  # what a number before 年, 月, 日 is
_FLAGS = frozenset(("circa", "uncertain"))

# The time of a posting says nothing about the day as it is written; a change of time zone could move it to another day.
_TIME = re.compile(
    r"(?:\bt|[,\s])\s*(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]+)?)?"
    r"(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:z|utc|gmt)\b)?(?:\s?[+-][0-9]{2}:?[0-9]{2}\b)?(?:\s?\([a-z ]*\))?"
)
# before Christ (group 1) and anno Domini, with their usual dots and spaces, become the words "bce" and "ce"
_ERA = re.compile(
    r"\b(?:(b\.?\s?c(?:\.?\s?e)?\b|v\.?\s?chr\b|v\.?\s?u\.?\s?z\b|av\.?\s?j\.?\s?-?\s?c\b"
    r"|a\.?\s?(?:de\s)?c\b|до н\.?\s?э)"
    r"|a\.?\s?d\b|c\.?\s?e\b|n\.?\s?chr\b|ap\.?\s?j\.?\s?-?\s?c\b|d\.?\s?c\b|н\.?\s?э)\.?"
)
# The second separator has to be the first again: "5.4/2024" is no date that anybody writes.
_ALL_NUMBERS = re.compile(r"([0-9]{1,4})\s?([./ -])\s?([0-9]{1,4})(?:\s?\2\s?([0-9]{1,4}))?\.?")
_EIGHT_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_RANGE_OF_NUMBERS = re.compile(
    r"([0-9][0-9./-]{2,}[0-9])(?:\s?[-/]\s|\s(?:to|until|bis|au|al|a|hasta|tot)\s)([0-9][0-9./-]{2,}[0-9])"
)
# what says nothing: a copyright sign or letter at the year, the day of the week in Chinese, Japanese, Korean
_SILENT = re.compile(
    r"\([cp]\)|[©℗]|\b[cp](?=[0-9])|\(?[月火水木金土日]曜日?\)?|\([月火水木金土日월화수목금토일]\)"
    r"|星期[一二三四五六日天]|[월화수목금토일]요일"
)
_TOKEN = re.compile(
    r"([0-9]+)(?:(?:st|nd|rd|th|er|re|e|eme|o|a|ro|de|ste|°)(?![^\W\d_]))?"  # 1: a number, perhaps an ordinal
    r"|([年년月월日일号號春夏秋冬]|t/m\b|[^\W\d_]+)"  # 2: a word; t/m is Dutch for "up to and including"
    r"|(\S)"  # 3: a sign
)
_SIGNS: dict[str, _Token | None] = {
    **dict.fromkeys(".,;[]()'’،"),  # these say nothing
    **dict.fromkeys("-/", ("to", 0)),
    **dict.fromkeys("~〜", ("tilde", 0)),
    "&": ("to", 1),
    "?": ("uncertain", 1),
}


def read_date_text(text: str, order: Order | None) -> PublicationDate:
    """Read a date that is no EDTF as it stands.

    Raises:
        DateSyntaxError: ``text`` is not a date.
        AmbiguousDateError: it could be two dates, and ``order`` does not say which.
    """
    folded = " ".join(unaccented(text).split())
    if not text.isascii() and (edtf := read_edtf(folded)) is not None:
        return edtf
    if ":" in folded:
        folded = _TIME.sub(" ", folded, count=2).strip()
    folded = folded.translate(_DASHES)
    if found := _ALL_NUMBERS.fullmatch(folded):
        return _read_numbers(found, text, order)
    if found := _EIGHT_DIGITS.fullmatch(folded):
        return PublicationDate(year=int(found[1]), month=int(found[2]), day=int(found[3]))
    if found := _RANGE_OF_NUMBERS.fullmatch(folded):
        start, end = (PublicationDate.parse(side, order) for side in found.groups())
        return _range(start, end)
    try:
        return _read_sides(_split(_tokens(folded)))
    except _NotADate as error:
        raise DateSyntaxError("date", text, f"a date: {error}") from None


class _NotADate(Exception):  # noqa: N818 - carries the reason to the place that knows the whole text
    """Why the text is not a date."""


# --- dates of numbers alone


def _read_numbers(found: re.Match[str], text: str, order: Order | None) -> PublicationDate:
    numbers = [group for group in found.group(1, 3, 4) if group is not None]
    shape = "".join("Y" if len(number) == 4 else "n" if len(number) < 3 else "?" for number in numbers)
    first, second, third = (int(number) for number in (*numbers, "0")[:3])
    separator = found[2]
    if shape == "nnY":
        return _in_order(third, first, second, separator, text, order)
    if shape == "Ynn":
        return PublicationDate(year=first, month=second, day=third)
    if shape == "nY" and separator != " ":
        return PublicationDate(year=second, month=first)
    if shape == "YY" and separator == "-":
        return PublicationDate(year=first, end=PublicationDate(year=second))
    if shape == "Yn" and separator != " ":
        return _year_and_number(first, second, separator, text, order)
    raise DateSyntaxError("date", text, "a date: a year of four digits is needed, and a month")


def _in_order(
    year: int, first: int, second: int, separator: str, text: str, order: Order | None
) -> PublicationDate:
    """Read day and month before a year: by ``order``, or the only way that gives a date."""
    if order == "ymd":
        raise DateSyntaxError("date", text, "a date in the order year, month, day")
    if order is not None:
        day, month = (first, second) if order == "dmy" else (second, first)
        return PublicationDate(year=year, month=month, day=day)
    # Where dates are written with dots (DIN 1355-1, GOST R 7.0.97), the day comes first; no country has month.day.year.
    if separator == "." and second <= 12:
        return PublicationDate(year=year, month=second, day=first)
    if first <= 12 and second <= 12 and first != second:
        one, other = f"{year:04d}-{second:02d}-{first:02d}", f"{year:04d}-{first:02d}-{second:02d}"
        raise AmbiguousDateError(
            "date", text, f"one date: it is {one} or {other}; say order='dmy' or order='mdy'"
        )
    day, month = (first, second) if second <= 12 else (second, first)
    return PublicationDate(year=year, month=month, day=day)


def _year_and_number(
    year: int, number: int, separator: str, text: str, order: Order | None
) -> PublicationDate:
    """Read ``2024/04`` and ``2024.4`` as a month, ``2019–21`` and ``2019/20`` as years."""
    following = number == (year + 1) % 100
    if separator == "/" and following and 1 <= number <= 12 and order != "ymd":
        readings = f"{year:04d}-{number:02d} or {year:04d}/{year + 1:04d}"
        raise AmbiguousDateError("date", text, f"one date: it is {readings}; say order='ymd' for a month")
    if separator == "-" or (separator == "/" and (number > 12 or number == 0)):
        last = _later_year(year, number)
        if last is not None:
            return PublicationDate(year=year, end=PublicationDate(year=last))
    return PublicationDate(year=year, month=number)


def _later_year(year: int, number: int) -> int | None:
    """Complete the second year of ``2019–21`` and ``1999–00``; None where the number is no later year."""
    if number == (year + 1) % 100:
        return year + 1
    return year - year % 100 + number if number > year % 100 else None


# --- dates with words


def _tokens(folded: str) -> list[_Token]:
    """Return what each word and number is; what says nothing is left out, what is unknown is an error."""
    text = _SILENT.sub(" ", _ERA.sub(lambda found: " bce " if found[1] else " ce ", folded))
    table = words()
    tokens: list[_Token] = []
    for number, word, sign in _TOKEN.findall(text):
        if number:
            if len(number) > 4:
                raise _NotADate(f"no part of a date has {len(number)} digits")
            tokens.append(("year" if len(number) == 4 else "number", int(number)))
        elif word:
            known = table.get(word)
            if known is None:
                raise _NotADate(f"{word!r} is no word of a date")
            if known.kind == "unit":
                _relabel(tokens, _UNIT_PARTS[known.value])
            elif known.kind != "silent":
                tokens.append(known)
        else:
            token = _SIGNS.get(sign, ("", 0))
            if token == ("", 0):
                raise _NotADate(f"{sign!r} is no sign of a date")
            if token is not None:
                tokens.append(token)
    return _settle(tokens)


def _relabel(tokens: list[_Token], kind: str) -> None:
    if not tokens or tokens[-1][0] not in ("year", "number"):
        raise _NotADate(f"a number is missing before the sign for {kind}")
    tokens[-1] = (kind, tokens[-1][1])


def _settle(tokens: list[_Token]) -> list[_Token]:
    """Decide by the neighbours: a number at an era is a year; ``~`` is circa at an end, else a range."""
    for place, (kind, _) in enumerate(tokens):
        if kind == "tilde":
            tokens[place] = ("circa", 1) if place in (0, len(tokens) - 1) else ("to", 0)
        if kind == "era":
            for near in (place - 1, place + 1):
                if 0 <= near < len(tokens) and tokens[near][0] in ("number", "year"):
                    tokens[near] = ("year", tokens[near][1])
                    break
    return tokens


def _split(tokens: list[_Token]) -> list[_Side]:
    sides: list[_Side] = [{}]
    for kind, value in tokens:
        if kind == "to":
            sides.append({"and": 1} if value else {})
        elif kind in sides[-1] and kind not in _FLAGS:
            raise _NotADate(f"two of its parts are a {kind}")
        else:
            sides[-1][kind] = value
    return sides


def _read_sides(sides: list[_Side]) -> PublicationDate:
    if len(sides) == 1:
        return _date(sides[0])
    left, right = sides[0], sides[-1]
    if not all(sides[:-1]):
        raise _NotADate("something is missing before the dash")
    if len(sides) == 2 and (date := _read_two_sides(left, right)) is not None:
        return date
    if _is_one_date(sides):
        return _date({part: value for side in sides for part, value in side.items()})
    if len(sides) > 2:
        raise _NotADate("a range has two ends")
    _complete(left, right)
    return _range(_date(left), _date(right))


def _read_two_sides(left: _Side, right: _Side) -> PublicationDate | None:
    """Read two sides of which the second is less than a date; None where each may be a date of its own."""
    if left.keys() - _FLAGS == {"number"} and {"era", "year"} <= right.keys() <= {"era", "year"} | _FLAGS:
        left |= {"year": left.pop("number"), "era": right["era"]}  # 300–200 BC: the era holds for both
    if right.keys() <= {"now"}:
        return attrs.evolve(_date(left), open_end=True)
    if right.keys() - _FLAGS == {"number"} and "year" in left and "month" not in left:
        return _years(left, right["number"])
    # a winter lies in two years and EDTF names it by the first: "Winter 2023/2024" is no range
    if right.keys() == {"year"} and left.get("season") == 4 and right["year"] == left.get("year", 0) + 1:
        return _date(left)
    if right.pop("and", 0) and "year" in left:
        raise _NotADate("it is two dates")
    return None


def _is_one_date(sides: list[_Side]) -> bool:
    """Return whether dashes join the parts of one date (``5-Apr-2024``, ``Apr-2024``): no part stands on two sides."""
    right = sides[-1]
    if not right or len(sides) > 3 or (len(sides) == 2 and right.keys() == {"number"}):
        return False
    return sum(map(len, sides)) == len(set().union(*sides))


def _years(left: _Side, number: int) -> PublicationDate:
    """Read ``c. 2019–21``, and ``Winter 2023/24``, which is the winter that begins in 2023."""
    last = _later_year(left["year"], number)
    start = _date(left)
    if start.season == 4 and last == start.year + 1:
        return start
    if last is None or start.season is not None:
        raise _NotADate(f"{number} is no later year than {left['year']}")
    return _range(start, PublicationDate(year=last, circa=start.circa))


def _complete(left: _Side, right: _Side) -> None:
    """Give each side what only the other one says."""
    for side, other in ((left, right), (right, left)):
        if "number" in side and "number" in other and "month" in other:
            side.setdefault("month", other["month"])
        if "year" in other:
            side.setdefault("year", other["year"])
    if "circa" in left:
        right.setdefault("circa", left["circa"])


def _date(side: _Side) -> PublicationDate:
    if "year" not in side:
        raise _NotADate("a year of four digits is needed")
    year = 1 - side["year"] if side.get("era") else side["year"]
    circa, uncertain = "circa" in side, "uncertain" in side
    if "span" in side:
        return _span(year, side["span"], side.get("number", 0))
    return PublicationDate(
        year=year,
        month=side.get("month"),
        day=side.get("number"),
        season=side.get("season"),
        circa=circa,
        uncertain=uncertain,
    )


def _span(year: int, months: int, number: int) -> PublicationDate:
    """Write a quarter or a half of a year as the range of its months."""
    if not 1 <= number <= 12 // months:
        raise _NotADate(f"a year has no part {number} of {months} months")
    last = number * months
    return PublicationDate(year=year, month=last - months + 1, end=PublicationDate(year=year, month=last))


def _range(start: PublicationDate, end: PublicationDate) -> PublicationDate:
    return attrs.evolve(start, end=end.end or end, open_end=False)
