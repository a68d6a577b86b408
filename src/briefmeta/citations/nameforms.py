"""One name as a style writes it: order of the parts, particles, initials ("Name", "Name-part Order")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.formatting import Dress
from briefmeta.citations.textcase import change_text
from briefmeta.citations.tree import Node

if TYPE_CHECKING:
    from briefmeta.citations.itemnames import ItemName
    from briefmeta.citations.tree import Piece

_PLAIN = Dress()
# A given name in pieces: words, with what joins them (a space, a hyphen, or the period of a run of initials).
_GIVEN = re.compile(r"([^\s\-‐‑.]+)(\.?)([\s\-‐‑]*)")
_FULL, _SHORT = 2, 0


@define(frozen=True, slots=True, kw_only=True)
class NameForm:
    """How one name is written.

    Attributes:
        short: whether only the family name is shown ("form").
        initialize: whether given names become initials.
        initialize_with: what follows an initial, or None.
        hyphen: whether initials of compound given names keep their hyphen ("initialize-with-hyphen").
        separator: what stands between family and given name when the family name comes first ("sort-separator").
        demote: when the non-dropping particle follows the given name: never, sort-only or display-and-sort.
        sorting: whether a sort key is written.
        family: the dress of the family name ("name-part").
        given: the dress of the given name.
    """

    short: bool = False
    initialize: bool = True
    initialize_with: str | None = None
    hyphen: bool = True
    separator: str = ", "
    demote: str = "display-and-sort"
    sorting: bool = False
    family: Dress = _PLAIN
    given: Dress = _PLAIN

    def write(self, name: ItemName, *, inverted: bool, level: int = 0) -> Node:
        """Write a name; ``level`` opens up the given name: 1 to initials, 2 to the full name."""
        if name.literal:
            return Node([*_dressed(self.family, name.literal)])
        if not name.romanesque:
            return self._east_asian(name, short=self.short and level == 0)
        if self.short and level == 0:
            demoted = self.sorting and self.demote != "never"
            if demoted:
                return Node([_spaced(name.family, name.non_dropping, close=False)])
            return Node(self._family_with_particle(name))
        given = self._given(name.given, level)
        if inverted or name.static:
            return self._inverted(name, given)
        return self._plain(name, given)

    def _east_asian(self, name: ItemName, *, short: bool) -> Node:
        family = list(_dressed(self.family, name.family))
        if short or not name.given:
            return Node(family)
        if not name.spaced:
            return Node([*family, *_dressed(self.given, name.given)])
        return Node([*family, " ", *_dressed(self.given, self._given(name.given, 0))])

    def _family_with_particle(self, name: ItemName) -> list[Piece]:
        if not name.non_dropping or self.family.prefix or self.family.suffix:
            return list(_dressed(self.family, _spaced(name.non_dropping, name.family)))
        joint = "" if _joins(name.non_dropping) else " "
        return [*_dressed(self.family, name.non_dropping), joint, *_dressed(self.family, name.family)]

    def _plain(self, name: ItemName, given: str) -> Node:
        parts: list[Piece] = []
        if given or name.dropping:
            parts += _dressed(self.given, given, name.dropping)
            if name.non_dropping or not _joins(name.dropping):
                parts.append(" ")
        parts += self._family_with_particle(name)
        if name.suffix:
            parts.append(f", {name.suffix}" if name.comma_suffix else f" {name.suffix}")
        return Node(parts)

    def _inverted(self, name: ItemName, given: str) -> Node:
        demoted = self.demote == "display-and-sort" or (self.sorting and self.demote == "sort-only")
        if self.sorting:
            return self._sort_key(name, given, demoted=demoted)
        after = list(_dressed(self.given, given, name.dropping))
        if demoted and name.non_dropping:
            after += [*([" "] if after else []), *_dressed(self.family, name.non_dropping)]
        if demoted:
            parts = list(_dressed(self.family, name.family))
        else:
            parts = self._family_with_particle(name)
        if after:
            parts += [self.separator, *after]
        if name.suffix:
            suffix = name.suffix
            if self.initialize_with is not None and "." not in self.initialize_with and suffix.endswith("."):
                suffix = suffix[:-1]
            parts += [self.separator, suffix]
        return Node(parts)

    def _sort_key(self, name: ItemName, given: str, *, demoted: bool) -> Node:
        """Write a name for sorting: family, particles, given name, suffix ("Name-part Order", sorting)."""
        family = name.family if demoted else _spaced(name.non_dropping, name.family)
        particles = _spaced(name.dropping, name.non_dropping if demoted else "", close=False)
        middle = (given, particles) if demoted else (particles, given)
        return Node([" ".join(part for part in (family, *middle, name.suffix) if part)])

    # -- given names --------------------------------------------------------------------------------------------------

    def _given(self, given: str, level: int) -> str:
        if not given or self.initialize_with is None or level == _FULL:
            return given
        if not self.initialize:
            return _respaced(given, self.initialize_with)
        return initials(given, self.initialize_with, hyphen=self.hyphen)


def _respaced(given: str, ending: str) -> str:
    """Write initials that a given name already has as the style writes initials ("initialize" is false)."""
    written: list[str] = []
    for word in given.split():
        letters = [letter for letter in re.split(r"[.\-]+", word) if letter]
        if "." in word and all(len(letter) == 1 and letter.isupper() for letter in letters):
            written.append("".join(letter + ending for letter in letters).rstrip())
        elif len(word) == 1 and word.isupper():
            written.append((word + ending).rstrip())
        else:
            written.append(word)
    joined = ""
    for before, word in zip(["", *written], written, strict=False):
        close = len(before) < 4 and before.endswith(".") and not ending.endswith(" ") and word.endswith(ending)
        joined += word if not joined or (close and ending) else f" {word}"
    return joined


def initials(given: str, ending: str, *, hyphen: bool = True) -> str:
    """Cut given names to initials ("initialize-with"); words in lower case stay, as do abbreviations such as ``Ph.``

    >>> initials("Jean-Luc M.", ". "), initials("Yo-Yo", ""), initials("Guillermo J.G.", ".")
    ('J.-L. M.', 'Y-Y', 'G.J.G.')
    """
    written = ""
    joint = ""
    for found in _GIVEN.finditer(given):
        word, period, after = found.groups()
        if word[0].islower() and not period and written and joint != "-":
            written = f"{written.rstrip()} {word} "
        else:
            initial = word if period and 1 < len(word) <= 3 and not word.isupper() else word[0]
            if word.isupper() and period == "" and len(word) > 1 and False:
                initial = word
            if joint == "-" and hyphen:
                written = f"{written.rstrip()}-"
            written += initial + ending
        joint = "-" if after.strip() else " "
    return written.rstrip()


# -- parts ------------------------------------------------------------------------------------------------------------


def _joins(particle: str) -> bool:
    """Tell whether a particle takes no space after it, as ``d’`` and ``al-``."""
    return particle.endswith(("’", "-", "'", "\u00a0"))


def _spaced(first: str, second: str, *, close: bool = True) -> str:
    """Join a particle and what follows it."""
    if not first or not second:
        return first or second
    if close and _joins(first):
        return first + second
    return f"{first} {second}"


def _dressed(dress: Dress, *parts: str) -> tuple[Piece, ...]:
    """Dress parts of a name; each takes the text case for itself."""
    if dress.case is not None:
        parts = tuple(change_text(part, dress.case, english=True) for part in parts)
    text = " ".join(part for part in parts if part)
    if not text:
        return ()
    return (text,) if dress.bare else (dress.node([text]),)
