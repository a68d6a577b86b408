"""A line of authors, split into single names. Pure.

The line is cut at strong separators (line breaks, ``;``, ``|``, ``、``), then at commas and words for *and* into
atoms. Each atom is classed by its words (``name_units``), and atoms that are one name are put together again: the
name of a body that holds a comma or an *and* (``Ministry of Health, Labour and Welfare``, ``name_bodies``), and
``Last, First``, ``Last, Suffix, First``. Every step looks a bounded number of atoms ahead, so the time is linear in
the length of the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefmeta.model.name_bodies import gather_bodies, rejoin_families
from briefmeta.model.name_parts import is_family, is_whole_east_asian
from briefmeta.model.name_text import is_east_asian, unaccented
from briefmeta.model.name_units import BRACKETED, Unit, cut, units_of
from briefmeta.model.organizations import is_initials
from briefmeta.model.person_words import GIVEN_NAMES, PARTICLES

_STRONG = re.compile(rf"{BRACKETED}|([;；|、•]| / )")
_ET_AL = re.compile(
    r"(?:^|(?<=[\s,\w.]))[\s,]?(et al\.?|and others|et autres|y otros|e outros|u\. ?a\.|и др\.?|等)$", re.I
)
_BY = re.compile(r"(?:(?:written |prepared )?by|authors?)(?: ?: ?| )", re.I)
_BULLET = re.compile(r"(?:[-–—•*·▪◦‣]|\d{1,3}[.)]) ")


class SplitName(NamedTuple):
    """The text of one name, whether it is a body's, and the ORCID iD beside it."""

    text: str
    is_body: bool
    orcid: str | None = None


def split_names(text: str) -> tuple[list[SplitName], list[str]]:
    """Split a text of authors, one line or several: the names, and what was left out."""
    names: list[SplitName] = []
    left_out: list[str] = []
    for line in _lines(text):
        by = _BY.match(line)
        if by and not line[by.end() :].startswith("of "):
            left_out.append(by[0].strip())
            line = line[by.end() :]  # noqa: PLW2901 - the rest of the line
        et_al = _ET_AL.search(line)
        if et_al:
            line = line[: et_al.start()]  # noqa: PLW2901 - the rest of the line
        pieces = cut(line, _STRONG)
        for _, piece in pieces:
            names += _names_of(piece, left_out, listed=len(pieces) > 1)
        if et_al:
            left_out.append(et_al[1])
    return names, left_out


def _lines(text: str) -> list[str]:
    """Cut a text into lines without bullets; a line that goes on in the next one is joined to it."""
    found: list[list[str]] = []
    goes_on = False
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        bullet = _BULLET.match(line)
        if bullet:
            line = line[bullet.end() :]
        if not line:
            continue
        if found and (goes_on or line.startswith(("and ", "& ", "und ", "et ", ","))):
            found[-1].append(line)
        else:
            found.append([line])
        goes_on = line.endswith((",", " and", " &"))
    return [" ".join(lines) for lines in found]


def _names_of(piece: str, left_out: list[str], *, listed: bool) -> list[SplitName]:
    units = rejoin_families(units_of(piece, left_out))
    if len(units) == 2 and units[1].before == "&" and all(" " not in unit.text for unit in units):
        units[0].take(units.pop())  # Ernst & Young
    units = gather_bodies(units)
    for unit in units:
        left_out += [extra for extra in unit.extras if unit.kind != "body" or extra not in unit.full]
    return _pair(units, listed=listed)


def _pair(units: list[Unit], *, listed: bool) -> list[SplitName]:
    """Make names of the units: put ``Last, First`` together and suffixes to their names."""
    names: list[SplitName] = []
    place = 0
    while place < len(units):
        unit = units[place]
        follows = units[place + 1] if place + 1 < len(units) else None
        if unit.kind == "body":
            names.append(SplitName(unit.full, True, unit.orcid))
        elif unit.kind == "suffix" and names and names[-1].text.count(",") < 2 and not names[-1].is_body:
            names[-1] = names[-1]._replace(text=f"{names[-1].text}, {unit.text}")
        elif (
            follows is not None and follows.kind == "suffix" and _takes_given(units, place + 1, unit, listed)
        ):
            given = units[place + 2]
            names.append(
                SplitName(f"{unit.text}, {follows.text}, {given.text}", False, unit.orcid or given.orcid)
            )
            place += 2
        elif follows is not None and _takes_given(units, place, unit, listed):
            names.append(SplitName(f"{unit.text}, {follows.text}", False, unit.orcid or follows.orcid))
            place += 1
        else:
            names.append(SplitName(unit.text, False, unit.orcid))
        place += 1
    return names


def _takes_given(units: list[Unit], place: int, family: Unit, listed: bool) -> bool:
    """Tell whether the unit after ``place`` is the given name to ``family``."""
    given = units[place + 1] if place + 1 < len(units) else None
    if given is None or given.before not in ",，" or given.kind not in {"given", "word", "name"}:
        return False
    if is_east_asian(family.text):
        return given.before == "," and not is_whole_east_asian(family.text)
    if given.kind == "given" and any(is_initials(word) or len(word) == 1 for word in given.text.split()[:1]):
        return " " not in family.text or all(is_initials(w) or len(w) == 1 for w in given.text.split())
    first = family.text.split(" ", 1)[0]
    if " " not in family.text or first in PARTICLES:
        return given.kind in {"given", "word"} or _ends_segment(units, place + 1)
    if unaccented(first) in GIVEN_NAMES and not listed and not is_family(family.text):
        return False
    if " " not in given.text:
        return True
    alone = _ends_segment(units, place + 1) and not family.before
    return given.kind == "given" and alone and (listed or is_family(family.text))


def _ends_segment(units: list[Unit], place: int) -> bool:
    """Tell whether the line ends after a unit, or goes on with *and* or with another ``Last, First``."""
    after = units[place + 1] if place + 1 < len(units) else None
    return after is None or after.joined or " " not in after.text
