"""One name as a style writes it: order of the parts, particles, initials; and the register of a document's names.

CSL 1.0.2, "Name", "Name-part Order", and "givenname-disambiguation-rule", whose rules hold for all names of a
document.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.elements.context import INITIALS_ANYWAY
from briefmeta.citations.items.item_variables import east_asian
from briefmeta.citations.output.markup import apply_case, parse
from briefmeta.citations.output.tree import Formatting, Node
from briefmeta.citations.styles.locales import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefmeta.citations.items.item_variables import ItemName
    from briefmeta.citations.output.tree import Piece


class NameRegister:
    """Every given name by family name, for each "givenname-disambiguation-rule" that opens names up everywhere."""

    def __init__(self, rule: str, *, particles: bool = True) -> None:
        """Make a register for a rule; ``particles`` tells whether they are part of the family name."""
        self._particles = particles
        self._primary = rule.startswith("primary-name")
        self._initials_only = rule.endswith("with-initials")
        self._givens: dict[str, dict[str, set[str]]] = {}

    def add_all(self, lists: Iterable[Sequence[ItemName]]) -> None:
        """Enter the names of some lists, or the first of each where the rule is about first names."""
        for names in lists:
            for index, name in enumerate(names[:1] if self._primary else names):
                self.add(name, index)

    def add(self, name: ItemName, index: int) -> None:
        """Enter one name of a list, which stands there at ``index``."""
        if name.given and not (self._primary and index):
            known = self._givens.setdefault(self._family(name), {})
            # "J Q" and "J. Q." are one name
            known.setdefault(initials(name.given, "."), set()).add(respaced(name.given, "."))

    def level(self, name: ItemName, index: int, form: NameForm) -> int:
        """Return how far a name is opened up: 0 as the style writes it, 1 and 3 to initials, 2 in full."""
        if (self._primary and index) or not name.given:
            return 0
        known = self._givens.get(self._family(name))
        if known is None:
            return 0
        own = initials(name.given, ".")
        if self._initials_only:
            return INITIALS_ANYWAY if form.short and known.keys() - {own} else 0
        if len(known.get(own, ())) > 1:
            return 2 if form.short or form.initialize_with is not None else 0
        if form.short and known.keys() - {own}:
            return 1 if form.initialize_with is not None else 2
        return 0

    def _family(self, name: ItemName) -> str:
        particles = f"{name.dropping} {name.non_dropping} " if self._particles else ""
        return f"{particles}{name.family}".casefold()


_PLAIN = Formatting()
_NEUTRAL = Locale("")  # straight quotation marks and tags are the same in every language
# A given name in pieces: words, with what joins them (a space, a hyphen, or the period of a run of initials).
_GIVEN = re.compile(r"([^\s\-.]+)(\.?)([\s\-]*)")
_TAG = re.compile("(<[^<>]*>)")
_MARKED = re.compile('[<"]')
_FULL = 2
_PERIOD = re.compile(r"\.(?=\w)")
_ABBREVIATED = 4  # letters of an abbreviated given name, such as Chas.


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
        family: the formatting of the family name ("name-part").
        given: the formatting of the given name.
    """

    short: bool = False
    initialize: bool = True
    initialize_with: str | None = None
    hyphen: bool = True
    separator: str = ", "
    demote: str = "display-and-sort"
    sorting: bool = False
    family: Formatting = _PLAIN
    given: Formatting = _PLAIN

    def write(self, name: ItemName, *, inverted: bool, level: int = 0) -> Node:
        """Write a name; ``level`` opens up the given name: 1 to initials, 2 to the full name."""
        if name.literal:
            return Node([*_atom(self.family, name, name.literal)])
        short = self.short and level == 0
        if self.sorting and name.romanesque:
            key = self._sort_key(name, self._given(name.given, level), short=short)
            return Node([key] if key else [])
        if not name.family:
            return Node([] if short else [*_atom(self.given, name, name.given)])
        if name.static or not name.romanesque:
            return self._family_first(name, short=short)
        if short:
            return Node(self._short(name, inverted=inverted))
        given = self._given(name.given, level)
        return self._inverted(name, given) if inverted else self._plain(name, given)

    def _short(self, name: ItemName, *, inverted: bool) -> list[Piece]:
        if not (inverted and name.non_dropping and self.demote == "display-and-sort"):
            return _affixed(self.family, self._family_atoms(name))
        family = _affixed(self.family, _atom(self.family, name, name.family))
        return [*family, self.separator, *_atom(self.family, name, name.non_dropping.rstrip())]

    def _family_first(self, name: ItemName, *, short: bool) -> Node:
        """Write a name whose family name always comes first, and without a comma."""
        family = self._family_atoms(name)
        if short or not name.given:
            return Node(family)
        if not name.spaced:
            return Node([*family, *_atom(self.given, name, name.given)])
        return Node([*family, " ", *_atom(self.given, name, self._given(name.given, 0))])

    def _family_atoms(self, name: ItemName) -> list[Piece]:
        if not name.non_dropping:
            return list(_atom(self.family, name, name.family))
        joint = "" if _joins(name.non_dropping) else " "
        return [*_atom(self.family, name, name.non_dropping), joint, *_atom(self.family, name, name.family)]

    def _plain(self, name: ItemName, given: str) -> Node:
        family = self._family_atoms(name)
        if name.suffix:
            suffix = self._suffix(name)
            family.append(f", {suffix}" if name.comma_suffix else f" {suffix}")
        if name.dropping:
            joint = "" if _joins(name.dropping) and not name.non_dropping else " "
            family = [*_atom(self.given, name, self._dropping(name)), joint, *family]
        parts = _affixed(self.family, family)
        joint = "" if self.given.suffix.endswith("\u00a0") else " "
        return Node(
            [*_affixed(self.given, _atom(self.given, name, given)), joint, *parts] if given else parts
        )

    def _inverted(self, name: ItemName, given: str) -> Node:
        after = [*_atom(self.given, name, given)]
        if name.dropping:
            after += [*([" "] if after else []), *_atom(self.given, name, self._dropping(name))]
        demoted = self.demote == "display-and-sort"
        if demoted and name.non_dropping:
            after += [*([" "] if after else []), *_atom(self.family, name, name.non_dropping.rstrip())]
        after = _affixed(self.given, after)
        atoms = list(_atom(self.family, name, name.family)) if demoted else self._family_atoms(name)
        parts = _affixed(self.family, atoms)
        if after:
            parts += [self.separator, *after]
        if name.suffix:
            parts += [self.separator, self._suffix(name)]
        return Node(parts)

    def _suffix(self, name: ItemName) -> str:
        """Write Jr. as the style writes initials: without a period where they have none."""
        if self.initialize_with is not None and "." not in self.initialize_with:
            return name.suffix.removesuffix(".")
        return name.suffix

    def _dropping(self, name: ItemName) -> str:
        """Write a particle; where initials are wanted, initials in lower case that stand for one take a space."""
        return _PERIOD.sub(". ", name.dropping) if self.initialize_with is not None else name.dropping

    def _sort_key(self, name: ItemName, given: str, *, short: bool) -> str:
        """Write a name for sorting: family, particles, given name, suffix ("Name-part Order", sorting)."""
        demoted = self.demote != "never"
        if demoted:
            parts = [name.family, given, name.dropping, name.non_dropping]
        else:
            parts = [name.non_dropping, name.family, name.dropping, given]
        if short:
            parts = [name.family, name.non_dropping] if demoted else [name.non_dropping, name.family]
            return " ".join(part for part in parts if part) if name.family else ""
        return " ".join(part for part in (*parts, name.suffix) if part)

    # -- given names --------------------------------------------------------------------------------------------------

    def _given(self, given: str, level: int) -> str:
        if level == INITIALS_ANYWAY and self.initialize_with is None:
            return initials(given, "")
        if not given or self.initialize_with is None or level == _FULL:
            return given
        if "<" not in given:
            return self._initials(given, self.initialize_with)
        # what stands between tags is cut by itself
        return "".join(self._initials(part, self.initialize_with) for part in _TAG.split(given))

    def _initials(self, given: str, ending: str) -> str:
        name = given.lstrip(" -")
        if not name or not _has_initial(name):
            return given
        joint = given[: -len(name)]
        if joint == " " and not ending.endswith(" "):
            joint = ""
        return joint + (
            initials(name, ending, hyphen=self.hyphen) if self.initialize else respaced(name, ending)
        )


@lru_cache(maxsize=2048)
def respaced(given: str, ending: str) -> str:
    """Write initials that a given name already has as the style writes initials ("initialize" is false).

    >>> respaced("John M.E.", ". "), respaced("Ph. M E", ""), respaced("J.-P.", ".")
    ('John M. E.', 'PhME', 'J.P.')
    """
    written = ""
    joint = ""
    for found in _GIVEN.finditer(given):
        word, period, after = found.groups()
        initial = bool(period) or (len(word) == 1 and word.isupper())
        if not initial and written:
            written = written.rstrip() + joint  # the hyphen of whole names stays; initials have their ending
        written += word + (ending if initial else " ")
        joint = after.strip() or " "
    return written.rstrip()


@lru_cache(maxsize=2048)
def initials(given: str, ending: str, *, hyphen: bool = True) -> str:
    """Cut given names to initials ("initialize-with"); words in lower case stay, as do abbreviations such as ``Ph.``.

    >>> initials("Jean-Luc M.", ". "), initials("Yo-Yo", ""), initials("Guillermo J.G.", "."), initials("Guo-ping", ".")
    ('J.-L. M.', 'Y-Y', 'G.J.G.', 'G.')
    """
    written = ""
    joint = ""
    for found in _GIVEN.finditer(given):
        word, period, after = found.groups()
        if (not period and word[0] != word[0].title()) or (written and not _has_initial(word)):
            # after a hyphen, the second half of a name; after a space, a particle
            written = written if joint == "-" and hyphen else f"{written.rstrip()} {word}{period} ".lstrip()
        else:
            if joint == "-" and hyphen:
                written = f"{written.rstrip()}-"
            written += (word if period and len(word) <= _ABBREVIATED else _initial(word)) + ending
        joint = "-" if after.strip() else " "
    return written.rstrip()


def _initial(word: str) -> str:
    """Take the first letter, or the letters that are typed as one: ``Yu`` of ``YUri``."""
    if not word[1:2].isupper():
        return word[0]
    capitals = next((index for index, letter in enumerate(word) if not letter.isupper()), len(word))
    typed_as_one = 1 < capitals < len(word) and word[capitals].islower()
    return word[:capitals].capitalize() if typed_as_one else word[0]


def _has_initial(word: str) -> bool:
    """Return whether a word can be cut to its first letter: not "2nd", "(Bob)", "ʻAbd" and what has no alphabet."""
    return unicodedata.category(word[0]) in ("Lu", "Ll", "Lt", "Lo") and not east_asian(word[0])


# -- parts ------------------------------------------------------------------------------------------------------------


def _joins(particle: str) -> bool:
    """Return whether a particle takes no space after it, as ``d’`` and ``al-``."""
    return particle.endswith(("’", "-", "'", "\u00a0", " "))


def _atom(formatting: Formatting, name: ItemName, text: str) -> tuple[Piece, ...]:
    """Format one part of a name."""
    if not text:
        return ()
    parts: list[Piece] = parse(text, _NEUTRAL) if _MARKED.search(text) else [text]
    if formatting.case is not None:
        parts = apply_case(parts, formatting.case, english=True, language=name.language)
    return (
        (Node(parts, format=formatting.format, role="field"),)
        if formatting.format or len(parts) > 1
        else tuple(parts)
    )


def _affixed(formatting: Formatting, parts: list[Piece] | tuple[Piece, ...]) -> list[Piece]:
    """Put the affixes of a name-part around the parts that it covers."""
    if not parts or not (formatting.prefix or formatting.suffix):
        return list(parts)
    return [Node(list(parts), prefix=formatting.prefix, suffix=formatting.suffix)]
