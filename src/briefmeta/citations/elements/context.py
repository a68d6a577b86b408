"""What a compiled style is told about one rendering: the item, the cite and the state of suppression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.processing.cites import Cite, Place

if TYPE_CHECKING:
    from briefmeta.citations.elements.name_forms import NameForm
    from briefmeta.citations.elements.name_lists import NameList
    from briefmeta.citations.elements.name_register import NameRegister
    from briefmeta.citations.items.item import Item
    from briefmeta.citations.items.item_names import ItemName
    from briefmeta.citations.output.tree import Node, Piece


@define(frozen=True, slots=True, kw_only=True)
class Expansion:
    """How far the names of one variable are opened up so that a cite is unambiguous ("Disambiguation").

    Attributes:
        names: how many names are shown, where the et-al settings allow fewer.
        givens: for each name, 0 for the form of the style, 1 for initials, 2 for the given name in full.
    """

    names: int = 0
    givens: tuple[int, ...] = ()


#: The level of a given name that becomes initials where the style has none, too ("all-names-with-initials").
INITIALS_ANYWAY = 3

_NOTHING: Mapping[str, Expansion] = {}
_NO_CITE, _NO_PLACE = Cite(), Place(frozenset())  # in a bibliography, no position holds ("Choose")


class Context:
    """The state of one rendering of one item.

    Attributes:
        item: what is rendered.
        cite: how it is cited; an empty cite in a bibliography.
        place: where it is cited, among other cites.
        number: the citation number.
        year_suffix: the letter that tells works of one year apart, or "".
        comparing: whether the cite is rendered only to be compared with others.
        conditions: how many ``disambiguate`` conditions hold, the first ones that are met.
        conditions_met: how many have been met.
        expansions: names that are opened up, by variable.
        called: how many variables the current group has asked for.
        filled: how many of them had a value.
        done: variables that a substitution has used up ("Substitute").
        standing_for: the list of names for which a substitution stands.
        substituting: whether a substitution is being tried, which uses up every variable that it renders.
        suppress_names: whether the first names are left out.
        year_suffix_done: whether the year suffix has been written.
        shown_names: what the first names element rendered.
        shown_list: the names that it shows, in full; none where something else stands for them.
        written_names: the names that are cited and those that the entry has written so far; names that share family
            name and initials with one of them are opened up. None where the style opens up none.
        register: all names, where a rule opens up given names everywhere.
        trace: the lists of names that are rendered, noted when somebody asks: variable, form, names, how many show.
    """

    __slots__ = (
        "called",
        "cite",
        "comparing",
        "conditions",
        "conditions_met",
        "done",
        "expansions",
        "filled",
        "item",
        "number",
        "place",
        "register",
        "shown_list",
        "shown_names",
        "standing_for",
        "substituting",
        "suppress_names",
        "trace",
        "written_names",
        "year_suffix",
        "year_suffix_done",
    )

    def __init__(
        self, item: Item, *, number: int = 0, cite: Cite = _NO_CITE, place: Place = _NO_PLACE
    ) -> None:
        self.item, self.cite, self.place, self.number = item, cite, place, number
        self.year_suffix = ""
        self.conditions = 0
        self.expansions: Mapping[str, Expansion] = _NOTHING
        self.comparing = False
        self.register: NameRegister | None = None
        self.written_names: NameRegister | None = None
        self.trace: list[tuple[str, NameForm, tuple[ItemName, ...], int]] | None = None
        self.reset()

    def reset(self) -> None:
        """Forget what a rendering has left, so that the item can be rendered again."""
        self.called = self.filled = self.conditions_met = 0
        self.done: set[str] = set()
        self.substituting = False
        self.standing_for: NameList | None = None
        self.suppress_names = False
        self.year_suffix_done = False
        self.shown_names: Node | None = None
        self.shown_list: list[str] = []

    def use(self, variable: str) -> None:
        """Note that a variable was rendered: in a substitution it does not come again ("Substitute")."""
        self.filled += 1
        if self.substituting:
            self.done.add(variable)


#: A compiled element: it adds what it renders to the pieces of its parent.
Render = Callable[[Context, "list[Piece]"], None]
