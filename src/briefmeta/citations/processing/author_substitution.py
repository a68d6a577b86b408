"""``subsequent-author-substitute``: what stands for names that the entry before has as well.

CSL 1.0.2, "Bibliography-specific Options". Names that do not open the entry stay, as the reference processor has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.citations.output.tree import Node, find, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.citations.elements.context import Context
    from briefmeta.citations.output.tree import Piece
    from briefmeta.citations.styles.style import Layout

_NAMES = ("names-area", "substitute")


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
        shown = next((piece for piece in _opening(entry) if piece), None)
        if isinstance(shown, str):
            shown = None
        before = self._before
        self._before = found = (context.shown_list or [plain_text(shown)]) if shown is not None else []
        if shown is None or not before:
            return entry
        names = list(name_nodes(shown))
        same = len(found)  # how many names are as before, from the first on
        if self._rule.startswith("complete") or not names:
            if found != before:
                return entry
        else:
            pairs = zip(found, before, strict=False)
            same = next((index for index, (name, old) in enumerate(pairs) if name != old), len(before))
        if self._rule == "partial-first":
            same = min(same, 1)
        if names and self._rule != "complete-all":
            changed = self._each(entry, {id(name) for name in names[:same]})
        else:
            changed = _exchanged(entry, shown, self._all(shown))
        return changed if self._text else _without_blanks(changed)

    def _all(self, shown: Node) -> Node:
        listed = find(shown, "names")
        if listed is not None:
            return _exchanged(shown, listed, Node([self._text]))
        first, *rest = shown.children
        if isinstance(first, str):
            return shown.replaced([self._text] if self._text else [])
        return shown.replaced([self._all(first), *rest])

    def _each(self, node: Node, wanted: set[int]) -> Node:
        if id(node) in wanted:
            return Node([self._text], role="name")
        return node.replaced(
            [child if isinstance(child, str) else self._each(child, wanted) for child in node.children]
        )


def _opening(piece: Piece) -> Iterator[Piece]:
    """List what an entry shows, in reading order: names and text, without the number of the entry."""
    if isinstance(piece, str) or piece.role in _NAMES:
        yield piece
    elif piece.role != "citation-number":
        for child in piece.children:
            yield from _opening(child)


def name_nodes(piece: Piece) -> Iterator[Node]:
    """Find the names in a tree, in reading order."""
    if isinstance(piece, str):
        return
    if piece.role in ("name", "institution"):
        yield piece
        return
    for child in piece.children:
        yield from name_nodes(child)


def _without_blanks(node: Node) -> Node:
    """Leave out the nodes without text, so that no delimiter stands beside them."""
    children = [child if isinstance(child, str) else _without_blanks(child) for child in node.children]
    return node.replaced(
        [child for child in children if child and (isinstance(child, str) or child.children)]
    )


def _exchanged(node: Node, old: Node, new: Node) -> Node:
    if node is old:
        return new
    return node.replaced(
        [child if isinstance(child, str) else _exchanged(child, old, new) for child in node.children]
    )
