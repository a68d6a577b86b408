"""All names of a document, for the rules of given names that hold everywhere ("givenname-disambiguation-rule")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.citations.elements.context import INITIALS_ANYWAY
from briefmeta.citations.elements.name_forms import initials, respaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefmeta.citations.elements.name_forms import NameForm
    from briefmeta.citations.items.item_names import ItemName


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
        """Tell how far a name is opened up: 0 as the style writes it, 1 and 3 to initials, 2 in full."""
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
