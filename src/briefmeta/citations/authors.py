"""``subsequent-author-substitute``: what stands for names that the entry before has as well.

CSL 1.0.2, "Bibliography-specific Options".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.citations.tree import Node, find, plain_text

if TYPE_CHECKING:
    from briefmeta.citations.context import Context
    from briefmeta.citations.style import Layout
    from briefmeta.citations.tree import Piece


class AuthorSubstitute:
    """Compares the first names of each entry with those of the entry before."""

    def __init__(self, text: str, rule: str) -> None:
        self._text, self._rule = text, rule
        self._before: list[str] = []

    @classmethod
    def of(cls, layout: Layout) -> AuthorSubstitute | None:
        """Make one for a bibliography, or None where the style wants none."""
        text = layout.options.get("subsequent-author-substitute")
        if text is None:
            return None
        return cls(text, layout.options.get("subsequent-author-substitute-rule") or "complete-all")

    def apply(self, entry: Node, context: Context) -> Node:
        """Replace what the rule says in an entry; entries come in their order."""
        shown = context.shown_names
        names = _name_nodes(shown)
        texts = [plain_text(name) for name in names] if names else [plain_text(shown)]
        before, self._before = self._before, texts
        if shown is None or not before or not texts[0]:
            return entry
        if self._rule.startswith("complete") or not names:
            if texts != before:
                return entry
            replacement = self._complete(shown, names)
        else:
            replacement = self._partial(shown, names, texts, before)
        return _exchanged(entry, shown, replacement)

    def _complete(self, shown: Node, names: list[Node]) -> Node:
        if self._rule == "complete-each" and names:
            return _exchanged_all(shown, {id(name) for name in names}, self._text)
        listed = find(shown, "names")
        if listed is None:
            return shown.replaced([self._text] if self._text else [])
        return _exchanged(shown, listed, Node([self._text]))

    def _partial(self, shown: Node, names: list[Node], texts: list[str], before: list[str]) -> Node:
        count = 0
        while count < min(len(texts), len(before)) and texts[count] == before[count]:
            count += 1
        if self._rule == "partial-first":
            count = min(count, 1)
        return _exchanged_all(shown, {id(name) for name in names[:count]}, self._text)


def _name_nodes(piece: Piece | None) -> list[Node]:
    if piece is None or isinstance(piece, str):
        return []
    if piece.role in ("name", "institution"):
        return [piece]
    return [name for child in piece.children for name in _name_nodes(child)]


def _exchanged(node: Node, old: Node, new: Node) -> Node:
    if node is old:
        return new
    return node.replaced(
        [child if isinstance(child, str) else _exchanged(child, old, new) for child in node.children]
    )


def _exchanged_all(node: Node, wanted: set[int], text: str) -> Node:
    if id(node) in wanted:
        return Node([text], role="name")
    return node.replaced(
        [child if isinstance(child, str) else _exchanged_all(child, wanted, text) for child in node.children]
    )
