"""Date and name variables of items: ``date-parts``, ``raw`` or EDTF; the parts of a name, or an institution.

CSL 1.0.2, "Names"; the date and name variables of csl-data.json; EDTF (ISO 8601-2).
"""

from __future__ import annotations

import re
from math import isfinite
from typing import Any

from attrs import define, evolve

from briefmeta.errors import shorten

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.Z+-]*)?")
_MONTH_DAY_YEAR = re.compile(r"([A-Za-z]{3,12})\.?\s+(?:(\d{1,2}),?\s+)?(-?\d{1,6})")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\.?\s+([A-Za-z]{3,12})\.?,?\s+(-?\d{1,6})")
_SLASHED = re.compile(r"(\d{1,2})/(?:(\d{1,2})/)?(\d{4})")
_LONGEST_DATE = 500


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
        return ItemDate(literal=str(value["literal"])[:_LONGEST_DATE], circa=circa)
    if value.get("raw") or value.get("edtf"):
        return _read_raw(str(value.get("raw") or value.get("edtf")), circa=circa)
    if parts and not isinstance(parts, (list, tuple)):
        raise ValueError(f"{shorten(value)} is not a date")
    if season:
        return ItemDate(literal=str(season)[:_LONGEST_DATE])
    return None


def _season(value: Any) -> str:
    text = str(value)[:_LONGEST_DATE]
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
    text = text.strip()[:_LONGEST_DATE]
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


# A family name in letters of these scripts (East Asian ones) comes first, and without a space before one like it.
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)
_LETTER = re.compile(r"[^\W\d_]")
_SPACES = re.compile(r"[ \t\r\n]+")  # a no-break space is meant
_APOSTROPHES = str.maketrans({"'": "’"})
# "d’Arc", "al-Farsi" and "’s-Gravesande": a particle that is joined to the name
_ELIDED = re.compile(r"(\S*[’-])(\S.*)")
_LONGEST_NAME = 10_000
_LARGEST = 10_000  # bits of a number


@define(frozen=True, slots=True)
class ItemName:
    """One name, with its particles taken apart.

    Attributes:
        family: the family name without particles.
        given: the given names.
        dropping: the particle that is left out when only the family name is shown.
        non_dropping: the particle that stays with the family name.
        suffix: Jr., III.
        comma_suffix: whether a comma stands before the suffix.
        literal: the name of an institution, instead of all others.
        romanesque: whether the given name comes first, as in Latin, Greek, Cyrillic and the like.
        spaced: whether a space stands between family and given name.
        static: whether the family name always comes first.
        language: the language of the item, where that has capitals of its own.
        goes_on: whether more names follow this last one that the item does not list (BibTeX's ``and others``).
    """

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""
    romanesque: bool = True
    spaced: bool = True
    goes_on: bool = False
    static: bool = False
    language: str = ""

    def __str__(self) -> str:
        """Write the whole name, whatever a style shows of it."""
        parts = (self.given, self.dropping, self.non_dropping, self.family, self.suffix, self.literal)
        return " ".join(part for part in parts if part)


def read_name(value: Any) -> ItemName | None:
    """Read one name of CSL-JSON; None where it is empty.

    Raises:
        ValueError: when the value has another shape.
    """
    if isinstance(value, str):
        value = {"literal": value}
    if not isinstance(value, dict):
        raise ValueError(f"{shorten(value)} is not a name")
    family, given = _part(value, "family"), _part(value, "given")
    literal = _part(value, "literal")
    if literal and not family:
        return ItemName(literal=literal)
    if not family:
        return ItemName(given=given) if given else None
    dropping, non_dropping = _part(value, "dropping-particle"), _part(value, "non-dropping-particle")
    suffix = _part(value, "suffix")
    if not suffix and "," in given:
        given, _, suffix = (part.strip() for part in given.partition(","))
    comma = bool(value.get("comma-suffix"))
    if suffix.startswith("!"):
        suffix, comma = suffix[1:].strip(), True
    if len(family) > 2 and family[0] == family[-1] == '"':
        family = family[1:-1]  # quotation marks keep a family name whole
    elif given and value.get("parse-names") not in (0, False) and not non_dropping:
        non_dropping, family = _leading_particle(family)
        given, trailing = _trailing_particle(given)
        dropping = trailing or dropping
    romanesque, spaced = _scripts(family, given)
    return ItemName(
        family=family,
        given=given,
        dropping=dropping,
        non_dropping=non_dropping,
        suffix=suffix,
        comma_suffix=comma,
        romanesque=romanesque,
        spaced=spaced,
        static=bool(value.get("static-ordering")),
    )


def family_first(name: ItemName) -> ItemName:
    """Give a name the order of names whose family name always comes first."""
    return evolve(name, static=True)


def _part(value: dict[Any, Any], name: str) -> str:
    part = value.get(name)
    if part is None:
        return ""
    text = text_of(part, name)
    if len(text) > _LONGEST_NAME:
        raise ValueError(f"{name} {shorten(text)} is longer than {_LONGEST_NAME} characters")
    if text.isascii():
        return " ".join(text.split()).replace("'", "’")
    return _SPACES.sub(" ", text).strip().translate(_APOSTROPHES)


def text_of(value: Any, name: str = "") -> str:
    """Write a string or a number of JSON as text.

    Raises:
        ValueError: when it is neither, is no finite number, or has more digits than any number in use.
    """
    if isinstance(value, int) and value.bit_length() > _LARGEST:
        raise ValueError(f"{name} has too many digits".lstrip())
    finite = not isinstance(value, float) or isfinite(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or not finite:
        raise ValueError(f"{name} {shorten(value)} is not text".lstrip())
    return str(value)


def east_asian(text: str) -> bool:
    """Return whether a text holds a letter of an East Asian script."""
    return _EAST_ASIAN.search(text) is not None


def _scripts(family: str, given: str) -> tuple[bool, bool]:
    """Return whether a name is romanesque, and whether its parts are set apart by a space."""
    if family.isascii() or any(_EAST_ASIAN.match(letter) is None for letter in _LETTER.findall(family)):
        return True, True
    return False, _EAST_ASIAN.match(given) is None


def _leading_particle(family: str) -> tuple[str, str]:
    """Split "van der Vlist" and "d’Arc" ("Name Particles"): leading words in lower case are the particle."""
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and _starts_lower(words[count]):
        count += 1
    particle, rest = " ".join(words[:count]), " ".join(words[count:])
    if _starts_lower(rest) and (found := _ELIDED.fullmatch(rest)):
        return f"{particle} {found[1]}".strip(), found[2]
    return (f"{particle} " if particle.endswith("’") else particle), rest  # "de’ Medici" keeps its space


def _starts_lower(word: str) -> bool:
    first = word.removeprefix("’")[:1]
    return first.islower() and first != first.title()  # Georgian letters have no capitals for names


def _trailing_particle(given: str) -> tuple[str, str]:
    """Split "Ludwig van der": trailing words in lower case are a particle that can be dropped."""
    words = given.split(" ")
    count = len(words)
    while count and words[count - 1].islower() and _starts_lower(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])
