"""The items of a document: which of them are cited, their numbers, what disambiguates their cites, and positions.

CSL 1.0.2, "Choose": a cite is first, subsequent, ibid or near-note among the others.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from attrs import evolve

from briefmeta.citations.elements.context import Context, Place
from briefmeta.citations.elements.number_element import locator_terms, split_locator
from briefmeta.citations.processing.disambiguation import Disambiguator, Findings, Outcome, year_suffix
from briefmeta.citations.processing.sorting import order_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefmeta.citations.elements.context import Citation, Cite
    from briefmeta.citations.items.item import Item
    from briefmeta.citations.processing.sorting import SortKey, SortValue
    from briefmeta.citations.styles.style import Layout, Style


_AS_IS = Outcome()

#: English abbreviations that programs write into locators, whatever the locale and beside its own.
_ABBREVIATIONS = {
    "app.": "appendix", "art.": "article-locator", "bk.": "book", "ch.": "chapter", "chap.": "chapter",
    "chaps.": "chapter", "col.": "column", "fig.": "figure", "figs.": "figure", "fol.": "folio", "l.": "line",
    "ll.": "line", "n.": "note", "nn.": "note", "no.": "issue", "op.": "opus", "p.": "page", "para.": "paragraph",
    "paras.": "paragraph", "pp.": "page", "pt.": "part", "pts.": "part", "sec.": "section", "secs.": "section",
    "tbl.": "table", "v.": "verse", "vol.": "volume", "vols.": "volume", "vv.": "verse",
}  # fmt: skip


class Registry:
    """Knows all items; numbers and disambiguates those that are cited or listed.

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
            # both items are kept: which of them was meant is for the user to see, not for us to guess
            while key in self.items:
                count += 1
                key = f"{item.key} ({count})"
            if count > 1:
                self.twice.append(item.key)
            self.items[key] = item
        self._disambiguator = Disambiguator(style)
        self._values: dict[tuple[object, ...], SortValue] = {}
        self.ordered: list[str] = []
        self._terms: dict[str, str] | None = (
            None  # the words that a locator may begin with, once one is asked for
        )
        self._numbers: dict[str, int] = {}
        self._letters: dict[str, str] = {}
        self._findings = Findings()

    def update(self, batches: Sequence[Sequence[str]], notes: Mapping[str, int | None] | None = None) -> None:
        """Number the items that are cited, in the order given or that of the bibliography, and disambiguate them.

        Args:
            batches: the keys of each citation, in the order of the document; keys may come again.
            notes: the notes that cite the items first, by key.
        """
        # an item counts where it is cited first; a batch is one citation, whose items are new together
        seen: set[str] = set()
        first: list[list[str]] = []
        for batch in batches:
            first.append([key for key in dict.fromkeys(batch) if key in self.items and key not in seen])
            seen.update(batch)
        self._findings = self._disambiguator.disambiguate(self.items, first, notes or {})
        cited = list(chain.from_iterable(first))
        self._numbers = {key: position + 1 for position, key in enumerate(cited)}
        self._letters = {}
        self.ordered = cited
        layout = self._style.bibliography
        if layout is not None and layout.keys:
            self.ordered = [cited[position] for position in self.sort(layout, layout.keys, cited)]
            self._numbers = {key: position + 1 for position, key in enumerate(self.ordered)}
        # the letters follow the order of the bibliography ("disambiguate-add-year-suffix")
        for group in self._findings.alike:
            for index, key in enumerate(sorted(group, key=self._numbers.__getitem__)):
                self._letters[key] = year_suffix(index)

    def sort(self, layout: Layout, keys: Sequence[SortKey], cited: Sequence[str]) -> list[int]:
        """Sort items by the keys of a layout; tell the order as positions. Values are remembered."""
        numbered = "citation-number" in layout.variables
        columns: list[tuple[list[SortValue], bool]] = []
        contexts: dict[str, Context] = {}  # a key reads from them alone
        for index, sort_key in enumerate(keys):
            values: list[SortValue] = []
            for key in cited:
                number = self._numbers[key] if numbered else 0
                known_as = (layout.element.name, index, key, number, self._outcome(key))
                # a key may render names and macros; an edit of the document asks for the same ones again
                if known_as not in self._values:
                    context = contexts.get(key) or contexts.setdefault(key, self.context(key))
                    self._values[known_as] = sort_key.value(context)
                values.append(self._values[known_as])
            columns.append((values, sort_key.descending))
        return order_columns(columns, len(cited))

    def reading(self, key: str, *, numbered: bool) -> tuple[object, ...]:
        """Return all that a cite of an item depends on, apart from the cite and its place."""
        return (self._numbers[key] if numbered else 0, self._letters.get(key, ""), self._outcome(key))

    def context(self, key: str, cite: Cite | None = None, place: Place | None = None) -> Context:
        """Make what is needed to render one item in a cite, or to sort it."""
        context = Context(self.items[key], number=self._numbers[key])
        if cite is not None and place is not None:
            context.cite, context.place = self._labelled(cite), place
        outcome = self._outcome(key)
        context.year_suffix, context.conditions = self._letters.get(key, ""), outcome.conditions
        context.register = self._findings.register
        context.expansions = self._disambiguator.expansions(key, outcome)
        return context

    def _labelled(self, cite: Cite) -> Cite:
        """Read the label that a locator begins with; it goes before the one that the cite gives, mostly by default."""
        if not cite.locator or cite.locator[0].isdigit():
            return cite
        if self._terms is None:
            self._terms = {**_ABBREVIATIONS, **locator_terms(self._style.locale)}
        found = split_locator(cite.locator, self._terms)
        return cite if found is None else evolve(cite, label=found[0], locator=found[1])

    def entry(self, key: str) -> Context:
        """Make what is needed to render one item in the bibliography."""
        context = self.context(key)
        context.written_names = self._disambiguator.cited_names(key)
        if context.written_names is None:
            # an entry shows the names that its cites need only where the style opens up given names as well
            context.expansions = {}
        return context

    def _outcome(self, key: str) -> Outcome:
        return self._findings.outcomes.get(key, _AS_IS)


_FIRST = frozenset(("first",))
_SUBSEQUENT = frozenset(("subsequent",))
_IBID = frozenset(("subsequent", "ibid"))
_IBID_WITH_LOCATOR = frozenset(("subsequent", "ibid", "ibid-with-locator"))
_NEAR = frozenset(("near-note",))


def place_cites(citations: Sequence[Citation], near: int) -> list[tuple[Place, ...]]:
    """Return the place of every cite of every citation.

    Args:
        citations: all citations of a document, in its order.
        near: how many notes back a note is near ("near-note-distance").
    """
    placed: list[tuple[Place, ...]] = []
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    before: dict[bool, list[Citation]] = {
        True: [],
        False: [],
    }  # those of the last note, and the last one in the text
    for citation in citations:
        places: list[Place] = []
        line = before[citation.note > 0]
        for index, cite in enumerate(citation.cites):
            if cite.key not in first_notes:
                first_notes[cite.key] = citation.note
                places.append(Place(_FIRST))
                continue
            # a cite refers to the one before it in its citation, else to the citation before ("position", ibid)
            positions = _again(cite, citation.cites[index - 1] if index else _referred(line, citation.note))
            if citation.note and citation.note - last_notes.get(cite.key, citation.note) <= near:
                positions |= _NEAR
            places.append(Place(positions, first_notes[cite.key] or None))
        for cite in citation.cites:
            # distances are counted from the last cite of the item, whatever that was ("near-note")
            last_notes[cite.key] = citation.note
        if not citation.note or not line or line[0].note != citation.note:
            line.clear()
        line.append(citation)
        placed.append(tuple(places))
    return placed


def _referred(line: Sequence[Citation], note: int) -> Cite | None:
    """Find the cite that "ibid" refers to: in the same note, the one before, else the only one of the note before."""
    if not line or note - line[-1].note > 1:  # a note of the writer's own stands between
        return None
    citations = line[-1:] if line[-1].note == note else line
    cites = [cite for citation in citations for cite in citation.cites]
    if note and line[-1].note == note:
        return cites[-1] if len({cite.key for cite in cites}) == 1 else None
    return cites[0] if len(cites) == 1 else None


def _again(cite: Cite, before: Cite | None) -> frozenset[str]:
    if before is None or before.key != cite.key:
        return _SUBSEQUENT
    same = cite.locator == before.locator and (cite.label == before.label or not cite.locator)
    if same:
        return _IBID
    return _IBID_WITH_LOCATOR if cite.locator else _SUBSEQUENT


def first_notes(citations: Sequence[Citation]) -> dict[str, int | None]:
    """Return which note cites each item first; None in running text."""
    notes: dict[str, int | None] = {}
    for citation in citations:
        for cite in citation.cites:
            notes.setdefault(cite.key, citation.note or None)
    return notes
