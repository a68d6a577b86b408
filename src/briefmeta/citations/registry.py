"""The items of a document: which of them are cited, their numbers, and what tells their cites apart."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from briefmeta.citations.context import Context
from briefmeta.citations.disambiguation import Disambiguator, Outcome, Told, year_suffix
from briefmeta.citations.sorting import sort_positions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefmeta.citations.cites import Cite, Place
    from briefmeta.citations.items import Item
    from briefmeta.citations.style import Style

_AS_IS = Outcome()


class Registry:
    """Knows all items; numbers and tells apart those that are cited or listed.

    Attributes:
        items: the items by their keys, which are unique.
        twice: keys that several items have; the second one is known as ``key (2)``.
        ordered: the keys that are cited or listed, in the order of the bibliography.
    """

    def __init__(self, style: Style, items: Sequence[Item]) -> None:
        self._style = style
        self.items: dict[str, Item] = {}
        self.twice: list[str] = []
        for item in items:
            key, count = item.key, 1
            while key in self.items:
                count += 1
                key = f"{item.key} ({count})"
            if count > 1:
                self.twice.append(item.key)
            self.items[key] = item
        self._disambiguator = Disambiguator(style)
        self.ordered: list[str] = []
        self._numbers: dict[str, int] = {}
        self._letters: dict[str, str] = {}
        self._told = Told()

    def update(self, batches: Sequence[Sequence[str]], notes: Mapping[str, int | None] | None = None) -> None:
        """Number the items that are cited, in the order given or that of the bibliography, and tell them apart.

        Args:
            batches: the keys of each citation, in the order of the document; keys may come again.
            notes: the notes that cite the items first, by key.
        """
        seen: set[str] = set()
        first: list[list[str]] = []
        for batch in batches:
            first.append([key for key in dict.fromkeys(batch) if key in self.items and key not in seen])
            seen.update(batch)
        self._told = self._disambiguator.tell_apart(self.items, first, notes or {})
        cited = list(chain.from_iterable(first))
        self._numbers = {key: position + 1 for position, key in enumerate(cited)}
        self._letters = {}
        self.ordered = cited
        layout = self._style.bibliography
        if layout is not None and layout.keys:
            positions = sort_positions(layout.keys, [self.context(key) for key in cited])
            self.ordered = [cited[position] for position in positions]
            self._numbers = {key: position + 1 for position, key in enumerate(self.ordered)}
        for group in self._told.alike:
            for index, key in enumerate(sorted(group, key=self._numbers.__getitem__)):
                self._letters[key] = year_suffix(index)

    def context(self, key: str, cite: Cite | None = None, place: Place | None = None) -> Context:
        """Make what is needed to render one item, cited or in the bibliography."""
        context = Context(self.items[key], number=self._numbers[key])
        if cite is not None and place is not None:
            context.cite, context.place = cite, place
        outcome = self._told.outcomes.get(key, _AS_IS)
        context.year_suffix, context.disambiguate = self._letters.get(key, ""), outcome.condition
        context.expansions = outcome.expansions
        context.register = self._told.register
        context.opens_alike = self._disambiguator.by_cite and cite is None
        return context
