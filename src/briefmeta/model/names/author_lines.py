"""A line of authors, split into single names. Pure.

The line is cut at strong separators (line breaks, ``;``, ``|``, ``、``), then at commas and words for *and* into
units. Each unit is classed by its words (``author_units``), and units that are one name are put together again: the
name of an organization that holds a comma or an *and* (``Ministry of Health, Labour and Welfare``,
``organizations_in_lines``), and ``Last, First``, ``Last, Suffix, First``. Every step looks a bounded number of units
ahead, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from briefmeta.model.names import name_words as words
from briefmeta.model.names.author_units import BRACKETED, Unit, cut, units_of
from briefmeta.model.names.family_first import is_whole_east_asian, split_east_asian
from briefmeta.model.names.organization_evidence import is_initials, is_organization, score
from briefmeta.model.names.organizations_in_lines import (
    gather_known,
    gather_organizations,
    rejoin_families,
)
from briefmeta.model.names.person_parts import is_family
from briefmeta.text.characters import has_east_asian, is_east_asian, is_hangul
from briefmeta.text.fold import unaccented


def _any_of(texts: frozenset[str]) -> str:
    """Return a pattern for any of the texts, the longest first."""
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))


_STRONG = re.compile(rf"{BRACKETED}|([;；|、•]| / )")
_ET_AL = re.compile(rf"(?:^|(?<=[\s,\w.]))[\s,]?({_any_of(words.OTHERS)})$", re.I)
_BY = re.compile(rf"(?:{_any_of(words.BY)})(?: ?: ?| )", re.I)
_BULLET = re.compile(r"(?:[-–—•*·▪◦‣]|\d{1,3}[.)]) ")
_KATAKANA: Final = frozenset(map(chr, range(0x30A1, 0x30FB)))
_LONGEST_EAST_ASIAN: Final = 6  # characters: a family name of two and a given name of three, and one to spare
_CERTAIN: Final = 3  # the score of one word that is an organization in a line too: 350.org, iRights
_GIVEN_AND_INITIALS = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]\.)+")


class SplitName(NamedTuple):
    """The text of one name, whether it is an organization's, and the ORCID iD beside it."""

    text: str
    is_organization: bool
    orcid: str | None = None


def split_names(text: str) -> tuple[list[SplitName], list[str]]:
    """Split a text of authors, one line or several: the names, and what was left out."""
    names: list[SplitName] = []
    left_out: list[str] = []
    for line in _lines(text):
        by = _BY.match(line)
        if by and not line[by.end() :].startswith("of "):  # Authors of …
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
    return _among_organizations(names), left_out


def _among_organizations(names: list[SplitName]) -> list[SplitName]:
    """Take lone words for organizations where all other names are: ``Department for Education, Ofsted``."""
    people = [name for name in names if not name.is_organization]
    if len(people) == len(names) or not all(_may_be_acronym(name.text) for name in people):
        return names
    return [name._replace(is_organization=True) for name in names]


def _may_be_acronym(text: str) -> bool:
    return text.isalpha() and not has_east_asian(text) and unaccented(text) not in words.GIVEN_NAMES


def _at_middle_dots(text: str) -> list[str]:
    """Cut at the middle dots between Japanese and Korean names.

    ``ジョン・スミス`` and ``卡尔·马克思`` are one name, and so is that of many an organization.
    """
    pieces = text.split("・") if "・" in text else text.split("·") if "·" in text else [text]
    if len(pieces) == 1 or not all(
        piece and is_east_asian(piece) and piece[0] not in _KATAKANA for piece in pieces
    ):
        return [text]
    people = [is_whole_east_asian(piece) and len(piece) < _LONGEST_EAST_ASIAN for piece in pieces]
    divisible = any(split_east_asian(piece)[1] for piece in pieces)
    if all(people) and divisible and ("・" in text or is_hangul(text[0])):
        return pieces
    return pieces if all(map(is_organization, pieces)) else [text]


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
    units = rejoin_families(gather_known(units_of(piece, left_out)))
    if len(units) == 2 and units[1].before == "&" and all(" " not in unit.text for unit in units):
        units[0].take(units.pop())  # Ernst & Young
    _find_people(units, listed=listed)
    units = gather_organizations(units)
    for unit in units:
        left_out += [extra for extra in unit.extras if unit.kind != "organization" or extra not in unit.full]
    return _pair(units, listed=listed)


def _find_people(units: list[Unit], *, listed: bool) -> None:
    """Take ``SMITH`` and ``Bond`` for people before a given name, and words that only look like organizations."""
    if len(units) < 2:
        return
    for unit in units:
        if (
            unit.kind == "organization"
            and not unit.known
            and " " not in unit.text
            and score(unit.text) < _CERTAIN
        ):
            unit.kind = "word"
    pair = listed and len(units) == 2 and all(" " not in unit.text for unit in units)
    for unit, follows in pairwise(units):
        if follows.before == "," and unit.text.isalpha():
            _find_family(unit, follows, pair=pair)


def _find_family(unit: Unit, follows: Unit, *, pair: bool) -> None:
    """Take two units for family and given name where nothing but their look makes an organization of one."""
    if unit.kind == "organization":
        # Between semicolons two words are one person: nobody lists two organizations there with a comma.
        if follows.kind == "given" or (pair and follows.kind == "word" and not follows.text.isupper()):
            unit.kind = "word"
    elif (
        pair
        and unit.kind in {"word", "given"}
        and follows.kind == "organization"
        and not follows.known
        and not follows.text.isupper()
    ):
        follows.kind = "word"  # Adelusi, ObaniJesu


def _pair(units: list[Unit], *, listed: bool) -> list[SplitName]:
    """Make names of the units: put ``Last, First`` together and suffixes to their names."""
    names: list[SplitName] = []
    place = 0
    lone = _are_lone_words(units)
    direct = False  # whether somebody's name stood in the order of speech
    while place < len(units):
        unit = units[place]
        place += 1
        if unit.kind == "organization" or (listed and direct and unit.kind == "word" and len(units) == 2):
            names.append(SplitName(unit.full.removeprefix("the "), True, unit.orcid))
            continue
        if (
            unit.kind == "suffix"
            and names
            and names[-1].text.count(",") < 2
            and not names[-1].is_organization
        ):
            names[-1] = names[-1]._replace(text=f"{names[-1].text}, {unit.text}")
            continue
        rest = units[place : place + 3]
        taken = 0 if lone and rest and rest[0].kind != "suffix" else _taken(unit, rest, direct, listed)
        parts = [unit, *rest[:taken]]
        direct = direct or (not taken and " " in unit.text)
        orcid = next((part.orcid for part in parts if part.orcid), None)
        names.append(SplitName(", ".join(part.text for part in parts), False, orcid))
        place += taken
    return names


def _taken(unit: Unit, rest: list[Unit], direct: bool, listed: bool) -> int:
    """Return how many of the units that follow belong to the name that a unit begins: suffix and given name."""
    if rest and rest[0].kind == "suffix":
        return 2 if _takes_given(unit, rest[1:], listed) else 0
    # After "Jane Doe, " a lone word begins no inverted name whose given name has two words.
    if direct and rest and rest[0].kind == "name" and " " not in unit.text:
        return 0
    return 1 if _takes_given(unit, rest, listed) else 0


def _are_lone_words(units: list[Unit]) -> bool:
    """Return whether all units are words and cannot all be paired: ``Sukarno, Suharto and Habibie``."""
    if any(unit.kind != "word" for unit in units):
        return False
    # Runs between words for "and": families and given names in pairs make even lengths.
    start, runs = 0, []
    for place, unit in enumerate(units):
        if unit.joined:
            runs.append(place - start)
            start = place
    return any(run % 2 for run in [*runs, len(units) - start])


def _takes_given(family: Unit, follow: list[Unit], listed: bool) -> bool:
    """Return whether the first of the units that follow is the given name to ``family``."""
    if not follow or follow[0].before not in ",，" or follow[0].kind not in {"given", "word", "name"}:
        return False
    given = follow[0]
    if is_east_asian(family.text):
        return given.before == "," and (family.text in words.JAPANESE or not is_whole_east_asian(family.text))
    first, *others = family.text.split(" ")
    names = given.text.split(" ")
    if not others and _GIVEN_AND_INITIALS.fullmatch(given.text):
        return True
    if given.kind == "given" and _is_initial(names[0]):
        return not others or all(map(_is_initial, names))
    ends = len(follow) < 2 or follow[1].joined or " " not in follow[1].text
    if not others or first in words.PARTICLES or first in words.ARABIC_PARTICLES:
        return given.kind in {"given", "word"} or ends
    return _is_given_to_several(family, given, listed=listed, ends=ends)


def _is_given_to_several(family: Unit, given: Unit, *, listed: bool, ends: bool) -> bool:
    """Return whether a unit is the given name to a family name of several words, which could be a whole name too."""
    families = is_family(family.text)
    first = unaccented(family.text.split(" ", 1)[0])
    if first in words.GIVEN_NAMES and not families and not (listed and given.kind == "given"):
        return False  # Jane Roe, Bruegel
    return " " not in given.text or (
        given.kind == "given" and ends and not family.before and (listed or families)
    )


def _is_initial(word: str) -> bool:
    return len(word) == 1 or is_initials(word)
