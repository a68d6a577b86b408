"""The atoms of a line of authors: what commas and words for *and* leave, each classed by its words. Pure."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

import attrs

from briefmeta.errors import NameSyntaxError
from briefmeta.model.names import organization_words as words
from briefmeta.model.names.name_extras import strip_extras
from briefmeta.model.names.organizations import is_legal_form, is_organization, tokens
from briefmeta.model.names.person_parts import is_degree, is_degree_of, is_given, is_suffix
from briefmeta.model.names.person_words import PARTICLES, POSITIONS, RANKS
from briefmeta.model.names.plain_names import plain_direct
from briefmeta.text.characters import has_letters

BRACKETED: Final = r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|（[^（）]*）"
_AND = "and And AND et und y e i og och en ve dan oraz și și và и та і και with és ja ir ed sowie और एवं &".split()
CONJUNCTIONS: Final = frozenset([*_AND, "و"])
# A hyphen before "and" says that the second word's end belongs to the first too: System- und Innovationsforschung.
_WEAK: Final = re.compile(
    rf"{BRACKETED}|([,，،])|(?<![^\W\d_][-‐]) ({'|'.join(_AND)})(?= )| (و) ?(?=[\u0621-\u064a]{{2}})"
)
# Arabic given names that begin with the letter that, set before a word, says "and".
_ARABIC_WAW: Final = frozenset("وليد وائل وسام وفاء وداد ورد وسيم وجدي وهبة وحيد وجيه وهيب".split())
CONNECTING: Final = words.FUNCTION_WORDS | (PARTICLES - {"al", "an", "in"})
SUBJECTS: Final = words.TOPICS | words.REACHES | words.PLACES
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
        return self.before in CONJUNCTIONS

    @property
    def has_room(self) -> bool:
        """Whether the name could go on: where nothing ends it, a name would grow with the whole line."""
        return len(self.full) < LONGEST_NAME

    def take(self, other: Unit) -> None:
        """Put the next unit behind this one: together they are the name of a body."""
        link = ", " if other.before in ",，،" else f"{',' if other.comma else ''} {other.before} "
        if other.before == "و":
            link = " و"
        self.text = self.full = f"{self.full}{link}{other.full}"
        self.extras += other.extras
        self.kind = "body"


def cut(text: str, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
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


def units_of(piece: str, left_out: list[str]) -> list[Unit]:
    """Cut a text at its commas and words for *and*, and class what they leave."""
    units: list[Unit] = []
    pending: list[str] = []  # the separators since the last unit: ", and" is two
    for separator, atom in cut(piece, _WEAK):
        if len(atom) > LONGEST_NAME:
            raise NameSyntaxError("names", atom, f"a name of at most {LONGEST_NAME} characters")
        if not units and " " in atom and atom.split(" ", 1)[0] in CONJUNCTIONS:
            atom = atom.split(" ", 1)[1]  # noqa: PLW2901 - what "and" introduces
        name, full, orcid, extras = strip_extras(atom)
        pending.append(separator)
        if not has_letters(name) or (units and _is_beside(units[-1], name, separator)):
            extras = (*extras, name) if name else extras
            if units:
                units[-1].extras += extras
                units[-1].orcid = orcid or units[-1].orcid
            else:
                left_out += extras
            continue
        name, affiliation = cut_affiliation(name)
        if affiliation:
            full, extras = name, (*extras, affiliation)
        kind = "name" if plain_direct(name) else _kind(name, first=not units)
        joined = [word for word in pending if word in CONJUNCTIONS]
        before = "" if not units else joined[0] if joined else pending[-1]
        units.append(Unit(name, full, kind, before, bool(joined) and "," in pending, orcid, extras))
        pending = []
    return units


def _is_beside(unit: Unit, text: str, separator: str) -> bool:
    """Tell whether a text is no name but a degree or a position of the one before it."""
    if unit.kind in {"body", "topic"} or separator in CONJUNCTIONS:
        return is_degree(text)
    return is_degree_of(unit.text, text) or (" " in unit.text and _is_position(text))


def _is_position(text: str) -> bool:
    """Tell whether a text says what somebody is: ``Senior Fellow``, ``Director of Research``."""
    low = tokens(text)
    head = list(takewhile(lambda word: word not in CONNECTING, low))
    if not head or head[-1] not in POSITIONS:
        return False
    return all(word in RANKS or word in POSITIONS or word in words.TOPICS for word in head)


def cut_affiliation(text: str) -> tuple[str, str]:
    """Cut off the body that a dash puts behind the name of a person: ``Jane Roe – World Bank``."""
    name, dash, body = text.partition(" – ") if " – " in text else text.partition(" — ")
    if dash and " " in name and not is_organization(name) and is_organization(body):
        return name, body
    return text, ""


def _kind(text: str, *, first: bool) -> str:
    if not first:
        if is_suffix(text):
            return "suffix"
        if is_legal_form(text) and (text.endswith(".") or text.isupper() or len(text) > 2):
            return "legal"
    low = tokens(text)
    if low and low[0] in SUBJECTS and low[-1] in SUBJECTS and not is_given(text):
        subjects = [word for word in low if word not in CONNECTING]
        if all(word in SUBJECTS for word in subjects):
            places = sum(word in words.PLACES for word in subjects)
            if places == len(subjects):
                return "place"
            return "body" if places else "topic"
    if is_organization(text):
        return "body"
    if is_given(text):
        return "given"
    return "name" if " " in text else "word"
