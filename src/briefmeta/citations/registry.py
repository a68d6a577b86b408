"""The items of a document: which of them are cited, their numbers, and what tells their cites apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.citations.context import Context
from briefmeta.citations.disambiguation import disambiguate, give_letters
from briefmeta.citations.sorting import sort_positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefmeta.citations.cites import Cite, Place
    from briefmeta.citations.items import Item
    from briefmeta.citations.style import Style


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
            name, key, count = item.key, item.key, 1
            while key in self.items:
                count += 1
                key = f"{name} ({count})"
            if count > 1:
                self.twice.append(name)
            item.key = key
            self.items[key] = item
        self._known: dict[str, Context] = {}
        self.ordered: list[str] = []

    def update(self, keys: Iterable[str]) -> None:
        """Number the items that are cited, in the order given or that of the bibliography, and tell them apart."""
        style = self._style
        cited = [key for key in dict.fromkeys(keys) if key in self.items]
        contexts = [Context(self.items[key], number=position + 1) for position, key in enumerate(cited)]
        alike = disambiguate(style, contexts)
        self.ordered = cited
        if style.bibliography is not None:
            positions = sort_positions(style.bibliography.keys, contexts)
            for number, position in enumerate(positions):
                contexts[position].number = number + 1
            self.ordered = [cited[position] for position in positions]
        give_letters(alike)
        self._known = dict(zip(cited, contexts, strict=True))

    def context(self, key: str, cite: Cite | None = None, place: Place | None = None) -> Context:
        """Make what is needed to render one item, cited or in the bibliography."""
        known = self._known[key]
        context = Context(known.item, number=known.number)
        if cite is not None and place is not None:
            context.cite, context.place = cite, place
        context.year_suffix, context.disambiguate = known.year_suffix, known.disambiguate
        context.expansions, context.register = known.expansions, known.register
        context.opens_alike = known.opens_alike and cite is None
        return context
