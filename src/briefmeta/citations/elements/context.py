"""What a compiled style is told about one rendering: the item, the cite with its place, and the state of suppression.

Cites and citations, and their JSON form, are those of csl-citation.json.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import define, field

from briefmeta.errors import InvalidValueError

if TYPE_CHECKING:
    from briefmeta.citations.elements.name_forms import NameForm, NameRegister
    from briefmeta.citations.elements.names_element import NameList
    from briefmeta.citations.items.item import Item
    from briefmeta.citations.items.item_variables import ItemName
    from briefmeta.citations.output.tree import Node, Piece


def _text(value: str | float | None) -> str:
    """Take text, and numbers as text."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InvalidValueError("cite", value, "text, as keys, locators and affixes are")
    return str(value)


def _stripped(value: str | float | None) -> str:
    return _text(value).strip()


def _label(value: str | None) -> str:
    return value if isinstance(value, str) and value else "page"


def _cites(value: Iterable[Cite]) -> tuple[Cite, ...]:
    cites = tuple(value)
    for cite in cites:
        if not isinstance(cite, Cite):
            raise InvalidValueError("cites", cite, "a Cite")
    return cites


@define(frozen=True, slots=True, kw_only=True)
class Cite:
    """One item in one citation.

    Attributes:
        key: the key of the item.
        locator: the place in the item, such as ``12–15``.
        label: what the locator counts: page, chapter, section, ...
        prefix: text before the cite; CSL's inline markup (``<i>``) is understood.
        suffix: text after it, likewise.
        suppress_author: whether the author is left out, because the text names them.
        author_only: whether only the author is wanted.
        composite: whether the author stands in the sentence and the rest of the citation after it: ``Doe (2020)``.

    Raises:
        InvalidValueError: when the key, the locator or an affix is no text.

    Source: csl-citation.json, "citationItems"; ``composite`` is a mode of the reference processor.

    >>> Cite(key="doe2020", locator=12).locator
    '12'
    """

    key: str = field(default="", converter=_text)
    locator: str = field(default="", converter=_stripped)
    label: str = field(default="page", converter=_label)
    prefix: str = field(default="", converter=_text)
    suffix: str = field(default="", converter=_text)
    suppress_author: bool = False
    author_only: bool = False
    composite: bool = False


@define(frozen=True, slots=True, kw_only=True)
class Citation:
    """Cites that stand together in the text or in one note.

    Attributes:
        cites: the cites, in the order given.
        note: the number of the note that holds them, or 0 in running text.
        sorted: whether the style may sort them.
        infix: text between the author and the rest of a composite citation.

    >>> Citation(cites=[Cite(key="doe2020")]).note
    0
    """

    cites: tuple[Cite, ...] = field(converter=_cites)
    note: int = 0
    sorted: bool = True
    infix: str = ""


#: What a citation may be given as.
CitationLike = Citation | Cite | str | Mapping[str, Any] | Iterable["Cite | str | Mapping[str, Any]"]


@define(frozen=True, slots=True)
class Place:
    """Where a cite stands among the others.

    Attributes:
        positions: the values of ``position`` that hold: first, subsequent, ibid, ibid-with-locator, near-note.
        first_note: the number of the note that cites the item first, or None.
    """

    positions: frozenset[str] = frozenset(("first",))
    first_note: int | None = None


def read_citation(value: object) -> Citation:
    """Read a citation: a key, a cite, several of them, or a mapping as in csl-citation.json.

    Raises:
        InvalidValueError: when ``value`` is none of them.

    >>> read_citation({"citationItems": [{"id": "a"}], "properties": {"noteIndex": 3}}).note
    3
    >>> [cite.key for cite in read_citation(["a", Cite(key="b")]).cites]
    ['a', 'b']
    """
    if isinstance(value, Citation):
        return value
    if isinstance(value, (Cite, str)):
        return Citation(cites=(_read_any(value),))
    if isinstance(value, Mapping):
        return _read_mapping(value)
    if not isinstance(value, Iterable) or isinstance(value, _BYTES):
        raise InvalidValueError("citation", value, "a citation, a cite, a key, or a list of cites")
    return Citation(cites=tuple(_read_any(cite) for cite in value))


def _read_mapping(data: Mapping[str, Any]) -> Citation:
    items = data.get("citationItems")
    if items is None and "id" in data:
        return Citation(cites=(read_cite(data),))
    if not isinstance(items, (list, tuple)):
        raise InvalidValueError("citationItems", items, "a list of cites")
    properties = data.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    note, mode, infix = properties.get("noteIndex"), properties.get("mode"), properties.get("infix")
    cites = [_read_any(item) for item in items]
    if cites and mode in _MODES:
        first = items[0] if isinstance(items[0], Mapping) else {"id": items[0]}
        cites[0] = read_cite({**first, _MODES[mode]: True})
    return Citation(
        cites=tuple(cites),
        note=note if isinstance(note, int) and note > 0 else 0,
        sorted=not properties.get("unsorted"),
        infix=infix if isinstance(infix, str) else "",
    )


_BYTES = (bytes, bytearray)
_MODES = {"author-only": "author-only", "suppress-author": "suppress-author", "composite": "composite"}


def _read_any(value: object) -> Cite:
    if isinstance(value, Cite):
        return value
    if isinstance(value, str):
        return Cite(key=value)
    if isinstance(value, Mapping):
        return read_cite(value)
    raise InvalidValueError("cite", value, "a cite, a key, or a mapping with an id")


def read_cite(data: Mapping[str, Any]) -> Cite:
    """Read a cite of csl-citation.json.

    Raises:
        InvalidValueError: when its id, locator or an affix is no text.
    """
    return Cite(
        key=data.get("id"),
        locator=data.get("locator"),
        label=data.get("label"),
        prefix=data.get("prefix"),
        suffix=data.get("suffix"),
        suppress_author=data.get("suppress-author") in (True, 1),
        author_only=data.get("author-only") in (True, 1),
        composite=data.get("composite") in (True, 1),
    )


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
        year_suffix: the letter that distinguishes works of one year, or "".
        comparing: whether the cite is rendered only to be compared with others.
        conditions: how many ``disambiguate`` conditions hold, the first ones that are met.
        conditions_met: how many have been met.
        expansions: names that are opened up, by variable.
        called: how many variables the current group has asked for.
        filled: how many of them had a value.
        done: variables that a substitution has used up ("Substitute").
        standing_for: the list of names for which a substitution stands.
        substituting: whether a substitution is being tried, which uses up every variable that it renders.
        locator_done: whether the locator has been written: a style that asks again gets it once a cite.
        locator_labelled: whether its label has been written.
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
        "locator_done",
        "locator_labelled",
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
        self.substituting = self.locator_done = self.locator_labelled = False
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
