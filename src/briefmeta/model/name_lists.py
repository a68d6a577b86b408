"""A line of authors, split into single names. Pure.

The line is cut at strong separators (line breaks, ``;``, ``|``, ``、``), then at commas and words for *and* into
atoms. Each atom is classed by its words, and atoms that are one name are put together again: the name of a body that
holds a comma or an *and* (``Ministry of Health, Labour and Welfare``), and ``Last, First``, ``Last, Suffix, First``.
Every step looks a bounded number of atoms ahead, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import attrs

from briefmeta.errors import NameSyntaxError
from briefmeta.model import organization_words as words
from briefmeta.model.name_extras import strip_extras
from briefmeta.model.name_parts import is_degree, is_family, is_given, is_suffix, is_whole_east_asian
from briefmeta.model.name_text import has_letters, is_east_asian, unaccented
from briefmeta.model.organizations import is_initials, is_legal_form, is_organization, tokens
from briefmeta.model.person_words import GIVEN_NAMES, PARTICLES
from briefmeta.model.plain_names import plain_direct

_BRACKETED = r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|（[^（）]*）"
_STRONG = re.compile(rf"{_BRACKETED}|([;；|、•]| / )")
_AND = "and And AND et und y e i og och en ve dan oraz și și và и та і και with &".split()
_WEAK = re.compile(rf"{_BRACKETED}|([,，،])| ({'|'.join(_AND)})(?= )| (و) ?(?=[\u0621-\u064a]{{2}})")
_CONJUNCTIONS: Final = frozenset([*_AND, "و"])
_TIGHT: Final = frozenset(
    "y e i и і en".split()
)  # words for "and" that also join two family names of one person
# Arabic given names that begin with the letter that, set before a word, says "and".
_ARABIC_WAW: Final = frozenset("وليد وائل وسام وفاء وداد ورد وسيم وجدي وهبة وحيد وجيه وهيب".split())
_ET_AL = re.compile(
    r"(?:^|(?<=[\s,\w.]))[\s,]?(et al\.?|and others|et autres|y otros|e outros|u\. ?a\.|и др\.?|等)$", re.I
)
_BY = re.compile(r"(?:(?:written |prepared )?by|authors?)(?: ?: ?| )", re.I)
_BULLET = re.compile(r"(?:[-–—•*·▪◦‣]|\d{1,3}[.)]) ")
_CONNECTING: Final = words.FUNCTION_WORDS | (PARTICLES - {"al", "an", "in"})
_SUBJECTS: Final = words.TOPICS | words.REACHES | words.PLACES
_BODIES: Final = words.INSTITUTIONS | words.BODIES
_UNIVERSITIES: Final = frozenset(
    "university universidad universite universitat universita universidade college".split()
)
_PLACE_BEGINNINGS: Final = frozenset({"Los", "San", "Santa", "St.", "St"})
_LONGEST_ENUMERATION: Final = 8
LONGEST_NAME: Final = 1_000  # characters; what is longer is no name, and to read it could take long


@attrs.define
class Unit:
    """One atom, or several that are one name.

    Attributes:
        text: the text without what stands beside a name.
        full: the text with its parentheses, for the name of a body.
        kind: ``body``, ``topic``, ``place``, ``legal``, ``suffix``, ``given``, ``word`` or ``name``.
        before: the separator before it, or nothing.
        comma: whether a comma stands before the word for *and*.
        orcid: an ORCID iD that stood beside it.
        extras: what else stood beside it.
    """

    text: str
    full: str
    kind: str
    before: str
    comma: bool = False
    orcid: str | None = None
    extras: tuple[str, ...] = ()

    @property
    def joined(self) -> bool:
        """Whether a word for *and* stands before it."""
        return self.before in _CONJUNCTIONS

    @property
    def has_room(self) -> bool:
        """Whether the name could go on: where nothing ends it, a name would grow with the whole line."""
        return len(self.full) < LONGEST_NAME

    def take(self, other: Unit) -> None:
        """Put the next unit behind this one: together they are the name of a body."""
        link = ", " if other.before in ",，،" else f"{',' if other.comma else ''} {other.before} "
        self.text = self.full = f"{self.full}{link}{other.full}"
        self.extras += other.extras
        self.kind = "body"


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
        pieces = _cut(line, _STRONG)
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


def _cut(text: str, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Cut at the groups of a pattern: pairs of the separator before a piece and the piece."""
    found, start, before = [], 0, ""
    for match in pattern.finditer(text):
        if match.lastindex is None:  # brackets: nothing in them separates names
            continue
        if (
            match.lastindex == 3
            and text[match.start() + 1 : match.start() + 9].split(maxsplit=1)[0] in _ARABIC_WAW
        ):
            continue
        found.append((before, text[start : match.start()].strip()))
        start, before = match.end(), match[match.lastindex]
    found.append((before, text[start:].strip()))
    return found


def _names_of(piece: str, left_out: list[str], *, listed: bool) -> list[SplitName]:
    units = _rejoin_families(_units(piece, left_out))
    if len(units) == 2 and units[1].before == "&" and all(" " not in unit.text for unit in units):
        units[0].take(units.pop())  # Ernst & Young
    units = _gather_bodies(units)
    for unit in units:
        left_out += [extra for extra in unit.extras if unit.kind != "body" or extra not in unit.full]
    return _pair(units, listed=listed)


def _units(piece: str, left_out: list[str]) -> list[Unit]:
    units: list[Unit] = []
    pending: list[str] = []  # the separators since the last unit: ", and" is two
    for separator, atom in _cut(piece, _WEAK):
        if len(atom) > LONGEST_NAME:
            raise NameSyntaxError("names", atom, f"a name of at most {LONGEST_NAME} characters")
        if not units and " " in atom and atom.split(" ", 1)[0] in _CONJUNCTIONS:
            atom = atom.split(" ", 1)[1]  # noqa: PLW2901 - what "and" introduces
        name, full, orcid, extras = strip_extras(atom)
        pending.append(separator)
        if not has_letters(name) or (units and is_degree(name)):
            extras = (*extras, name) if name else extras
            if units:
                units[-1].extras += extras
                units[-1].orcid = orcid or units[-1].orcid
            else:
                left_out += extras
            continue
        kind = "name" if plain_direct(name) else _kind(name, first=not units)
        joined = [word for word in pending if word in _CONJUNCTIONS]
        before = "" if not units else joined[0] if joined else pending[-1]
        units.append(Unit(name, full, kind, before, bool(joined) and "," in pending, orcid, extras))
        pending = []
    return units


def _kind(text: str, *, first: bool) -> str:
    if not first:
        if is_suffix(text):
            return "suffix"
        if is_legal_form(text) and (text.endswith(".") or text.isupper() or len(text) > 2):
            return "legal"
    low = tokens(text)
    if low and low[0] in _SUBJECTS and low[-1] in _SUBJECTS and not is_given(text):
        subjects = [word for word in low if word not in _CONNECTING]
        if all(word in _SUBJECTS for word in subjects):
            places = sum(word in words.PLACES for word in subjects)
            if places == len(subjects):
                return "place"
            return "body" if places else "topic"
    if is_organization(text):
        return "body"
    if is_given(text):
        return "given"
    return "name" if " " in text else "word"


def _rejoin_families(units: list[Unit]) -> list[Unit]:
    """Put ``Ortega`` and ``Gasset`` together again where ``y`` joins the family names of one person."""
    found: list[Unit] = []
    for unit in units:
        inside_body = len(found) > 1 and found[-2].kind == "body"
        if (
            found
            and unit.joined
            and not inside_body
            and found[-1].has_room
            and _is_one_family(found[-1], unit)
        ):
            found[-1].take(unit)
            found[-1].kind = "name"
        else:
            found.append(unit)
    return found


def _is_one_family(left: Unit, right: Unit) -> bool:
    """Tell whether *and* joins two family names, or two particles (``von und zu``), rather than two names."""
    if left.kind in {"body", "topic"}:
        return False
    if left.text.rsplit(" ", 1)[-1] in PARTICLES:
        return True
    if right.before not in _TIGHT:
        return False
    lone_left = " " not in left.text and left.kind in {"word", "given"} and not left.before
    lone_right = " " not in right.text and right.kind in {"word", "given"} and left.kind != "given"
    return lone_left or lone_right


def _is_open(text: str) -> bool:
    """Tell whether the name of a body can go on: ``Ministry of Health`` can, ``World Bank`` cannot."""
    low = tokens(text)
    return low[-1] in _SUBJECTS or any(word in _CONNECTING for word in low) or " d'" in text or " d’" in text


def _gather_bodies(units: list[Unit]) -> list[Unit]:
    """Put the names of bodies together that a comma or an *and* had cut."""
    found: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        last = found[-1] if found else None
        run = _forward(units, place) if unit.kind in {"topic", "word", "given"} else 1
        if last is not None and last.has_room and _continues(last, units, place):
            last.take(unit)
        elif run > 1:
            for other in units[place + 1 : place + run]:
                unit.take(other)
            found.append(unit)
            place += run - 1
        else:
            if unit.kind in {"topic", "place", "legal"}:
                unit.kind = "body" if is_organization(unit.text) else "name" if " " in unit.text else "word"
            found.append(unit)
        place += 1
    return found


def _forward(units: list[Unit], place: int) -> int:
    """Count the units from here on that one body's name is made of: ``Food`` and ``Agriculture Organization``."""
    first = units[place]
    if first.kind == "topic":
        end = place + 1
        while end < min(len(units), place + _LONGEST_ENUMERATION) and units[end].kind == "topic":
            end += 1
        if end < len(units) and units[end].joined and units[end].kind == "body":
            return end + 1 - place
        return end - place if end - place > 1 and units[end - 1].joined else 1
    follows = units[place + 1] if place + 1 < len(units) else None
    if follows is None or not follows.joined or follows.kind != "body":
        return 1
    if " " in first.text or first.before == ",":
        return 1
    return 2 if first.kind == "given" or follows.before == "&" else 1


def _continues(body: Unit, units: list[Unit], place: int) -> bool:
    """Tell whether a unit goes on with the name of the body before it."""
    unit = units[place]
    if body.kind != "body" or unit.kind == "legal":
        return unit.kind == "legal"
    follows = units[place + 1] if place + 1 < len(units) else None
    if unit.kind == "place":
        return not unit.joined or unit.before == "with"
    first = unit.text.split(" ", 1)[0]
    if first == "the" or (unit.joined and (first in PARTICLES or (first[0].islower() and " " in unit.text))):
        return True  # Ministère de l'Économie et des Finances
    if unit.before == "i" and unit.kind in {"word", "place"}:  # Høgskolen i Oslo
        return True
    if unit.joined and unit.kind in {"name", "body"} and not _has_given(unit.text):
        return _is_open(body.text) and _is_subject(unit.text)
    if _UNIVERSITIES.intersection(tokens(body.text)) and first in _PLACE_BEGINNINGS and not unit.joined:
        return True
    if unit.kind == "topic" and not unit.joined and _forward(units, place) > 1:
        return units[place + _forward(units, place) - 1].kind != "body" and _is_open(body.text)
    if unit.kind == "topic" and " " in unit.text and not unit.joined and not _is_enumeration(units, place):
        return False  # Bank of England, HM Treasury
    if unit.kind == "topic" or (unit.kind == "word" and unit.joined):
        return _is_open(body.text) and not _is_family_of(unit, follows)
    if unit.kind == "word" and _is_open(body.text):
        if _UNIVERSITIES.intersection(tokens(body.text)):
            return not _is_family_of(unit, follows)
        return _is_enumeration(units, place)
    return False


def _is_subject(text: str) -> bool:
    """Tell whether a text says what a body is for, and is no body by itself: ``Urban Poverty Alleviation``."""
    low = tokens(text)
    if low[-1] in words.REACHES or not _BODIES.isdisjoint(low) or text.split(maxsplit=1)[0].isupper():
        return False
    return not words.TOPICS.isdisjoint(low) and words.PLACES.isdisjoint(low)


def _has_given(text: str) -> bool:
    return unaccented(text.split(" ", 1)[0]) in GIVEN_NAMES or any(is_initials(word) for word in text.split())


def _is_family_of(unit: Unit, follows: Unit | None) -> bool:
    """Tell whether the next unit is the given name to this one: ``Smith, J.``."""
    return follows is not None and follows.kind == "given" and follows.before == ","


def _is_enumeration(units: list[Unit], place: int) -> bool:
    """Tell whether single words follow up to an *and* with one more: ``…, Pesca y Alimentación``."""
    for unit in units[place + 1 : place + _LONGEST_ENUMERATION]:
        if unit.kind not in {"word", "topic"}:
            return False
        if unit.joined:
            return True
    return False


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
