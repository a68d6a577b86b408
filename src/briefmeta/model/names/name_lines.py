"""A line of authors, split into single names. Pure.

The line is cut at strong separators (line breaks, ``;``, ``|``, ``、``), then at commas and words for *and* into
atoms. Each atom is classed by its words (``name_units``), and atoms that are one name are put together again: the
name of a body that holds a comma or an *and* (``Ministry of Health, Labour and Welfare``, ``name_bodies``), and
``Last, First``, ``Last, Suffix, First``. Every step looks a bounded number of atoms ahead, so the time is linear in
the length of the text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from briefmeta.model.names.name_units import BRACKETED, Unit, cut, units_of
from briefmeta.model.names.organization_lines import gather_bodies, rejoin_families
from briefmeta.model.names.organizations import is_initials, is_organization
from briefmeta.model.names.person_parts import is_family, is_whole_east_asian, parse_parts
from briefmeta.model.names.person_words import GIVEN_NAMES, PARTICLES
from briefmeta.text.characters import has_east_asian, is_east_asian, is_hangul, unaccented

_STRONG = re.compile(rf"{BRACKETED}|([;；|、•]| / )")
_ET_AL = re.compile(
    r"(?:^|(?<=[\s,\w.]))[\s,]?(et al\.?|and others|et autres|y otros|e outros|u\. ?a\.|и др\.?|等)$", re.I
)
_BY = re.compile(
    r"(?:(?:(?:written|prepared|edited|compiled|drafted) )?by|authors?|editors?)(?: ?: ?| )", re.I
)
_KATAKANA: Final = frozenset(map(chr, range(0x30A1, 0x30FB)))
_LONGEST_EAST_ASIAN: Final = 6
_GIVEN_AND_INITIALS = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]\.)+")
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
        pieces = [name for _, piece in cut(line, _STRONG) for name in _at_middle_dots(piece)]
        for piece in pieces:
            names += _names_of(piece, left_out, listed=len(pieces) > 1)
        if et_al:
            left_out.append(et_al[1])
    return _bodies_among_bodies(names), left_out


def _bodies_among_bodies(names: list[SplitName]) -> list[SplitName]:
    """Take lone words for bodies where all the other names are bodies: ``Department for Education, Ofsted``."""
    people = [name for name in names if not name.is_body]
    if not people or len(people) == len(names) or not all(_may_be_body(name.text) for name in people):
        return names
    return [name._replace(is_body=True) for name in names]


def _may_be_body(text: str) -> bool:
    return text.isalpha() and not has_east_asian(text) and unaccented(text) not in GIVEN_NAMES


def _at_middle_dots(text: str) -> list[str]:
    """Cut at the middle dots between Japanese and Korean names.

    ``ジョン・スミス`` and ``卡尔·马克思`` are one name, and so is that of many a body.
    """
    pieces = text.split("・") if "・" in text else text.split("·") if "·" in text else [text]
    if len(pieces) == 1 or not all(
        piece and is_east_asian(piece) and piece[0] not in _KATAKANA for piece in pieces
    ):
        return [text]
    people = [is_whole_east_asian(piece) and len(piece) < _LONGEST_EAST_ASIAN for piece in pieces]
    if all(people) and any(map(_has_parts, pieces)) and ("・" in text or is_hangul(text[0])):
        return pieces
    return pieces if all(map(is_organization, pieces)) else [text]


def _has_parts(text: str) -> bool:
    return parse_parts(text).given is not None


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
    _find_families_in_capitals(units, listed=listed)
    units = gather_bodies(units)
    for unit in units:
        left_out += [extra for extra in unit.extras if unit.kind != "body" or extra not in unit.full]
    return _pair(units, listed=listed)


def _find_families_in_capitals(units: list[Unit], *, listed: bool) -> None:
    """See that ``SMITH`` is no acronym where a given name follows, as in ``SMITH, Jane; ROE, John``."""
    for unit, follows in pairwise(units):
        if unit.kind == "body" and unit.text.isalpha() and unit.text.isupper() and follows.before == ",":
            alone = listed and len(units) == 2 and follows.kind == "word" and not follows.text.isupper()
            if follows.kind == "given" or alone:
                unit.kind = "word"


def _pair(units: list[Unit], *, listed: bool) -> list[SplitName]:
    """Make names of the units: put ``Last, First`` together and suffixes to their names."""
    names: list[SplitName] = []
    place = 0
    lone = _are_lone_words(units)
    direct = False  # whether somebody's name stood in the order of speech
    while place < len(units):
        unit = units[place]
        follows = units[place + 1] if place + 1 < len(units) else None
        if unit.kind == "body" or (listed and direct and unit.kind == "word" and len(units) == 2):
            names.append(SplitName(unit.full.removeprefix("the "), True, unit.orcid))
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
        elif (
            follows is not None
            and not lone
            and not (direct and follows.kind == "name" and " " not in unit.text)
            and _takes_given(units, place, unit, listed)
        ):
            names.append(SplitName(f"{unit.text}, {follows.text}", False, unit.orcid or follows.orcid))
            place += 1
        else:
            direct = direct or " " in unit.text
            names.append(SplitName(unit.text, False, unit.orcid))
        place += 1
    return names


def _are_lone_words(units: list[Unit]) -> bool:
    """Tell whether every unit is one word and no pairs can be made of them all: ``Sukarno, Suharto and Habibie``."""
    if any(unit.kind != "word" for unit in units):
        return False
    start, runs = 0, []
    for place, unit in enumerate(units):
        if unit.joined:
            runs.append(place - start)
            start = place
    return any(run % 2 for run in [*runs, len(units) - start])


def _takes_given(units: list[Unit], place: int, family: Unit, listed: bool) -> bool:
    """Tell whether the unit after ``place`` is the given name to ``family``."""
    given = units[place + 1] if place + 1 < len(units) else None
    if given is None or given.before not in ",，" or given.kind not in {"given", "word", "name"}:
        return False
    if is_east_asian(family.text):
        return given.before == "," and not is_whole_east_asian(family.text)
    if " " not in family.text and _GIVEN_AND_INITIALS.fullmatch(given.text):
        return True
    if given.kind == "given" and any(is_initials(word) or len(word) == 1 for word in given.text.split()[:1]):
        return " " not in family.text or all(is_initials(w) or len(w) == 1 for w in given.text.split())
    first = family.text.split(" ", 1)[0]
    if " " not in family.text or first in PARTICLES:
        return given.kind in {"given", "word"} or _ends_segment(units, place + 1)
    if (
        unaccented(first) in GIVEN_NAMES
        and not (listed and given.kind == "given")
        and not is_family(family.text)
    ):
        return False
    if " " not in given.text:
        return True
    alone = _ends_segment(units, place + 1) and not family.before
    return given.kind == "given" and alone and (listed or is_family(family.text))


def _ends_segment(units: list[Unit], place: int) -> bool:
    """Tell whether the line ends after a unit, or goes on with *and* or with another ``Last, First``."""
    after = units[place + 1] if place + 1 < len(units) else None
    return after is None or after.joined or " " not in after.text
