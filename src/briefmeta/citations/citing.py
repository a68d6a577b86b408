"""References in running text: one citation, or all citations of a document in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from briefmeta.citations.assembly import assemble
from briefmeta.citations.collapsing import Collapser, Rendered, names_text
from briefmeta.citations.context import Cite, Context
from briefmeta.citations.disambiguation import disambiguate, give_letters
from briefmeta.citations.items import read_items
from briefmeta.citations.markup import parse
from briefmeta.citations.positions import Citation, place_cites
from briefmeta.citations.references import find_writer
from briefmeta.citations.sorting import sort_positions
from briefmeta.citations.style import Style
from briefmeta.citations.tree import Node, capitalized
from briefmeta.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from briefmeta.citations.items import Item
    from briefmeta.citations.tree import Piece

_NEAR = 5  # notes ("near-note-distance")
_OPENING = frozenset(" \u00a0([{“‘«/—–-")
_CLOSING = frozenset(" \u00a0,.;:!?)]}”’»/—–-")


def cite(
    items: Iterable[object],
    style: str | Path | Style = "apa",
    locale: str | None = None,
    output: str = "text",
) -> str:
    """Write the reference in running text: one citation of all the reports or CSL-JSON mappings.

    Args:
        items: reports or mappings.
        style: a name, a path, XML, or a :class:`Style`.
        locale: the language of terms and dates; without it, the one of the style.
        output: text, html, markdown, latex or rst.

    Returns:
        The citation; of a style for notes, the text of the note.

    Raises:
        InvalidValueError: when ``items`` is no list of reports and mappings, or ``output`` is unknown.
        StyleNotFoundError: when no style has that name.
        StyleError: when the style is invalid.

    Source: CSL 1.0.2, "Citation".

    >>> report = {"id": "a", "type": "report", "title": "On Lakes", "author": [{"family": "Doe", "given": "Ann"}],
    ...           "issued": {"date-parts": [[2024]]}}
    >>> cite([report], "harvard-cite-them-right")
    '(Doe, 2024)'
    """
    writer = find_writer(output)
    loaded = style if isinstance(style, Style) else Style.load(style, locale)
    read = read_items(items)
    document = Document(loaded, read)
    keys = document.keys
    node = document.render(Citation(cites=tuple(Cite(key=key) for key in keys), note=1 if loaded.note else 0))
    tokens = assemble(node, loaded.locale)
    return writer.write([token for token in tokens if isinstance(token, str) or token.kind != "link"]).strip()


class Document:
    """Items that are cited in one style: numbered, told apart, ready to be cited in any order.

    Attributes:
        keys: the keys of the items, unique, in their order.
    """

    def __init__(self, style: Style, items: Sequence[Item]) -> None:
        self._style = style
        self._contexts: dict[str, Context] = {}
        for item in items:
            key, count = item.key, 1
            while key in self._contexts:
                count += 1
                key = f"{item.key} ({count})"
            self._contexts[key] = Context(item, number=len(self._contexts) + 1)
        self.keys = list(self._contexts)
        contexts = list(self._contexts.values())
        alike = disambiguate(style, contexts)
        if style.bibliography is not None:
            for number, position in enumerate(sort_positions(style.bibliography.keys, contexts)):
                contexts[position].number = number + 1
        give_letters(alike)

    def render_all(self, citations: Sequence[Citation]) -> list[Node]:
        """Render all citations of a document, each with its position among the others."""
        near = self._style.citation.options.get("near-note-distance") or ""
        placed = place_cites(citations, int(near) if near.isdecimal() and len(near) < 6 else _NEAR)
        return [self.render(citation) for citation in placed]

    def render(self, citation: Citation) -> Node:
        """Render one citation.

        Raises:
            RenderError: when a cite names an item that is not there.
        """
        layout = self._style.citation
        contexts = [self._context(cite) for cite in citation.cites]
        if citation.sorted and layout.keys:
            contexts = [contexts[position] for position in sort_positions(layout.keys, contexts)]
        rendered = [self._rendered(context) for context in contexts]
        collapser = Collapser(layout, self._dressed, lambda context: self._body(context, suppress=True))
        joined = collapser.join([cite for cite in rendered if cite.body.children])
        dress = layout.dress
        # "Affixes" of a layout stand inside its formatting
        node = Node([Node([Node(joined)], prefix=dress.prefix, suffix=dress.suffix)], format=dress.format)
        if not joined:
            return Node([])
        return capitalized(node) if self._style.note else node

    def _context(self, cite: Cite) -> Context:
        known = self._contexts.get(cite.key)
        if known is None:
            raise RenderError(self._style.name, cite.key, "is not among the items")
        context = Context(known.item, number=known.number, cite=cite)
        context.year_suffix, context.disambiguate = known.year_suffix, known.disambiguate
        context.expansions, context.register = known.expansions, known.register
        context.opens_alike = known.opens_alike
        return context

    def _rendered(self, context: Context) -> Rendered:
        if context.cite.suppress_author:
            return Rendered(context, self._body(context, suppress=True), "")
        body = self._body(context)
        if context.cite.author_only and context.shown_names is not None:
            body = Node([context.shown_names])
        return Rendered(context, body, names_text(context))

    def _body(self, context: Context, *, suppress: bool = False) -> Node:
        context.reset()
        context.suppress_names = suppress
        children: list[Piece] = []
        try:
            self._style.citation.render(context, children)
        except RecursionError:
            raise RenderError(self._style.name, context.item.key, "its text is nested too deep") from None
        return Node(children)

    def _dressed(self, rendered: Rendered, body: Node) -> Piece:
        """Put the user's prefix and suffix around a cite, with a space where a word would touch another."""
        cite = rendered.context.cite
        if not cite.prefix and not cite.suffix:
            return body
        locale = self._style.locale
        prefix = cite.prefix if not cite.prefix or cite.prefix[-1] in _OPENING else f"{cite.prefix} "
        suffix = cite.suffix if not cite.suffix or cite.suffix[0] in _CLOSING else f" {cite.suffix}"
        before: list[Piece] = [Node(parse(prefix, locale), role="field")] if prefix else []
        after: list[Piece] = [Node(parse(suffix, locale), role="field")] if suffix else []
        return Node([*before, body, *after])


def read_cite(data: Mapping[str, object]) -> Cite:
    """Read a cite of csl-citation.json; what has another type than it should is left out."""
    text = {
        name: str(value)
        for name, value in data.items()
        if isinstance(value, (str, int)) and not isinstance(value, bool)
    }
    cite = Cite(
        key=text.get("id", ""),
        locator=text.get("locator", ""),
        label=text.get("label") or "page",
        prefix=text.get("prefix", ""),
        suffix=text.get("suffix", ""),
        suppress_author=data.get("suppress-author") in (True, 1),
        author_only=data.get("author-only") in (True, 1),
    )
    position = data.get("position")
    if isinstance(position, int) and 0 <= position < len(_POSITIONS):
        cite = attrs.evolve(cite, positions=_POSITIONS[position])
    return cite


_POSITIONS = (
    frozenset(("first",)),
    frozenset(("subsequent",)),
    frozenset(("subsequent", "ibid")),
    frozenset(("subsequent", "ibid", "ibid-with-locator")),
)
