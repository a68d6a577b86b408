"""The units of a line of authors: what commas and words for *and* leave, each classed by its words. Pure."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

import attrs

from briefmeta.errors import NameSyntaxError
from briefmeta.model.names import name_words as words
from briefmeta.model.names.beside_names import strip_extras
from briefmeta.model.names.organization_evidence import is_legal_form, is_organization, tokens
from briefmeta.model.names.person_parts import is_degree, is_degree_of, is_given, is_suffix
from briefmeta.model.names.plain_names import plain_direct
from briefmeta.text.characters import has_letters
from briefmeta.text.fold import unaccented

BRACKETED: Final = r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|（[^（）]*）"
CONJUNCTIONS: Final = words.AND | {"و"}
# A hyphen before "and" says that the second word's end belongs to the first too: System- und Innovationsforschung.
_WEAK: Final = re.compile(
    rf"{BRACKETED}|([,،，])|(?<![^\W\d_][-‐]) ({'|'.join(sorted(words.AND))})(?= )| (و) ?(?=[\u0621-\u064a]{{2}})"
)
CONNECTING: Final = words.FUNCTION_WORDS | (words.PARTICLES - {"al", "an", "in"})
QUALIFIERS: Final = words.SUBJECTS | words.SCOPES | words.PLACES
LONGEST_NAME: Final = 1_000  # characters; what is longer is no name, and to read it could take long


@attrs.define
class Unit:
    """One unit, or several that are one name.

    Attributes:
        text: the text without what stands beside a name.
        full: the text with its parentheses, for the name of an organization.
        kind: ``organization``, ``topic``, ``place``, ``legal``, ``suffix``, ``given``, ``word`` or ``name``.
        before: the separator before it, or nothing.
        comma: whether a comma stands before the word for *and*.
        orcid: an ORCID iD that stood beside it.
        extras: what else stood beside it.
        known: whether it is an organization of the table, so that its name is whole.
    """

    text: str
    full: str
    kind: str
    before: str
    comma: bool = False
    orcid: str | None = None
    extras: tuple[str, ...] = ()
    known: bool = False

    @property
    def joined(self) -> bool:
        """Whether a word for *and* stands before it."""
        return self.before in CONJUNCTIONS

    @property
    def has_room(self) -> bool:
        """Whether the name could go on: where nothing ends it, a name would grow with the whole line."""
        return len(self.full) < LONGEST_NAME

    def take(self, other: Unit) -> None:
        """Put the next unit behind this one: together they are the name of an organization."""
        link = ", " if other.before in ",،，" else f"{',' if other.comma else ''} {other.before} "
        if other.before == "و":
            link = " و"
        self.text = self.full = f"{self.full}{link}{other.full}"
        self.extras += other.extras
        self.kind, self.known = "organization", False


def cut(text: str, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Cut at the groups of a pattern: pairs of the separator before a piece and the piece."""
    found, start, before = [], 0, ""
    for match in pattern.finditer(text):
        if match.lastindex is None:  # brackets: nothing in them separates names
            continue
        if match.lastindex == 3 and not _is_arabic_and(text[match.start() + 1 : match.start() + 16]):
            continue
        found.append((before, text[start : match.start()].strip()))
        start, before = match.end(), match[match.lastindex]
    found.append((before, text[start:].strip()))
    return found


def _is_arabic_and(text: str) -> bool:
    """Return whether the letter for *and* stands for itself before a word: ``وأحمد``, ``والعمل``, but not ``وليد``."""
    word = text.split(maxsplit=1)[0]
    return word == "و" or (
        unaccented(word) not in words.GIVEN_NAMES
        and (word[1:].startswith("ال") or unaccented(word[1:]) in words.GIVEN_NAMES)
    )


def units_of(piece: str, left_out: list[str]) -> list[Unit]:
    """Cut a text at its commas and words for *and*, and class what they leave."""
    units: list[Unit] = []
    pending: list[str] = []  # the separators since the last unit: ", and" is two
    for separator, part in cut(piece, _WEAK):
        if len(part) > LONGEST_NAME:
            raise NameSyntaxError("names", part, f"a name of at most {LONGEST_NAME} characters")
        first, _, rest = part.partition(" ")
        atom = rest if rest and not units and first in CONJUNCTIONS else part  # what "and" introduces
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
    """Return whether a text is no name but a degree or a position of the one before it."""
    if unit.kind in {"organization", "topic"} or separator in CONJUNCTIONS:
        return is_degree(text)
    return is_degree_of(unit.text, text) or (" " in unit.text and _is_position(text))


def _is_position(text: str) -> bool:
    """Return whether a text says what somebody is: ``Senior Fellow``, ``Director of Research``."""
    head = list(takewhile(lambda word: word not in CONNECTING, tokens(text)))
    return (
        bool(head)
        and head[-1] in words.POSITIONS
        and all(word in words.RANKS or word in words.POSITIONS or word in words.SUBJECTS for word in head)
    )


def cut_affiliation(text: str) -> tuple[str, str]:
    """Cut off the organization that a dash puts behind the name of a person: ``Jane Roe – World Bank``."""
    name, dash, organization = text.partition(" – ") if " – " in text else text.partition(" — ")
    if dash and " " in name and not is_organization(name) and is_organization(organization):
        return name, organization
    return text, ""


def _kind(text: str, *, first: bool) -> str:
    if not first and is_suffix(text):
        return "suffix"
    if not first and is_legal_form(text) and (text.endswith(".") or text.isupper() or len(text) > 2):
        return "legal"
    qualifiers = _qualifiers(text)
    if qualifiers and not is_given(text):
        places = sum(word in words.PLACES for word in qualifiers)
        if not places:
            return "topic"
        return "place" if places == len(qualifiers) else "organization"
    if is_organization(text):
        return "organization"
    if is_given(text):
        return "given"
    return "name" if " " in text else "word"


def _qualifiers(text: str) -> list[str]:
    """Return the words of a text without connecting ones, if all say where or on what an organization works."""
    first = tokens(text.split(" ", 1)[0])
    if first and first[0] not in QUALIFIERS:
        return []
    low = tokens(text)
    if not low or low[0] in CONNECTING or low[-1] in CONNECTING:
        return []
    found = [word for word in low if word not in CONNECTING]
    return found if QUALIFIERS.issuperset(found) else []
