"""Cite grouping and collapsing: ``(Doe 2001, 2003a, b)``, ``[1–3]``.

CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.tree import Node, find, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefmeta.citations.context import Context
    from briefmeta.citations.style import Layout
    from briefmeta.citations.tree import Piece


@define(eq=False, slots=True)
class Rendered:
    """One rendered cite.

    Attributes:
        context: what it was rendered from.
        body: the cite without the affixes of the user.
        names: the text of its first names, or "".
    """

    context: Context
    body: Node
    names: str

    @property
    def bare(self) -> bool:
        """Whether the user put nothing before, after or into the cite."""
        cite = self.context.cite
        return not (cite.prefix or cite.suffix or cite.locator)

    @property
    def number(self) -> int | None:
        """The citation number, where the cite shows it."""
        return self.context.number if find(self.body, "citation-number") is not None else None


class Collapser:
    """Joins the cites of one citation as the style says."""

    def __init__(
        self,
        layout: Layout,
        dressed: Callable[[Rendered, Node], Piece],
        without_names: Callable[[Context], Node],
    ) -> None:
        options = layout.options
        self._mode = options.get("collapse") or ""
        self._delimiter = layout.delimiter
        grouping = "cite-group-delimiter" in options
        self._groups = grouping or self._mode.startswith("year")
        letters = self._mode.startswith("year-suffix")
        self._group_delimiter = options.get("cite-group-delimiter", layout.delimiter if letters else ", ")
        self._after = options.get("after-collapse-delimiter", layout.delimiter)
        self._suffix_delimiter = options.get("year-suffix-delimiter", self._group_delimiter)
        self._dressed, self._without_names = dressed, without_names

    def join(self, cites: Sequence[Rendered]) -> list[Piece]:
        """Join cites with their delimiters, collapsed."""
        if self._mode == "citation-number":
            return self._numbers(cites)
        if not self._groups:
            return self._delimited([[self._dressed(cite, cite.body)] for cite in cites], [False] * len(cites))
        groups = _grouped(cites)
        return self._delimited([self._group(group) for group in groups], [self._mode != ""] * len(groups))

    def _delimited(self, parts: Sequence[Sequence[Piece]], collapsed: Sequence[bool]) -> list[Piece]:
        joined: list[Piece] = []
        for index, part in enumerate(parts):
            if index:
                joined.append(self._after if collapsed[index - 1] else self._delimiter)
            joined += part
        return joined

    # -- citation numbers ---------------------------------------------------------------------------------------------

    def _numbers(self, cites: Sequence[Rendered]) -> list[Piece]:
        """Write runs of three and more numbers as a range (collapse="citation-number")."""
        parts: list[list[Piece]] = []
        ranged: list[bool] = []
        index = 0
        while index < len(cites):
            end = self._end_of_run(cites, index)
            if end - index >= 2:
                first, last = cites[index], cites[end]
                parts.append([self._dressed(first, first.body), "–", self._dressed(last, last.body)])
                ranged.append(True)
                index = end + 1
                continue
            parts.append([self._dressed(cites[index], cites[index].body)])
            ranged.append(False)
            index += 1
        return self._delimited(parts, ranged)

    def _end_of_run(self, cites: Sequence[Rendered], start: int) -> int:
        end = start
        while end + 1 < len(cites):
            one, other = cites[end], cites[end + 1]
            if not (one.bare and other.bare and one.number is not None and other.number == one.number + 1):
                break
            end += 1
        return end

    # -- names and years ----------------------------------------------------------------------------------------------

    def _group(self, group: Sequence[Rendered]) -> list[Piece]:
        """Write cites of the same names; after the first, without the names."""
        first = group[0]
        if len(group) == 1:
            return [self._dressed(first, first.body)]
        if not self._mode.startswith("year"):
            return self._separated([self._dressed(cite, cite.body) for cite in group])
        rest = [(cite, self._without_names(cite.context)) for cite in group[1:]]
        shown = [(first, first.body), *((cite, body) for cite, body in rest if body.children)]
        if self._mode != "year":
            return self._years([cite for cite, _ in shown], [body for _, body in shown])
        joined: list[Piece] = []
        for index, (cite, body) in enumerate(shown):
            if index:
                bare = shown[index - 1][0].bare
                joined.append(self._group_delimiter if bare else self._after)
            joined.append(self._dressed(cite, body))
        return joined

    def _separated(self, pieces: Sequence[Piece]) -> list[Piece]:
        joined: list[Piece] = []
        for index, piece in enumerate(pieces):
            if index:
                joined.append(self._group_delimiter)
            joined.append(piece)
        return joined

    def _years(self, group: Sequence[Rendered], bodies: Sequence[Node]) -> list[Piece]:
        """Write the letters alone where cites share the year too (collapse="year-suffix" and "year-suffix-ranged")."""
        bare_first = self._without_names(group[0].context)
        texts = [_without_suffix(body) for body in (bare_first, *bodies[1:])]
        joined: list[Piece] = []
        index = 0
        while index < len(group):
            end = index
            while (
                end + 1 < len(group)
                and texts[end + 1] == texts[index]
                and group[end].bare
                and group[end + 1].bare
                and find(bodies[end + 1], "year-suffix") is not None
            ):
                end += 1
            if joined:
                joined.append(self._group_delimiter)
            joined.append(self._dressed(group[index], bodies[index]))
            joined += self._letters(
                [find(body, "year-suffix") for body in bodies[index : end + 1]], group[index:]
            )
            index = end + 1
        return joined

    def _letters(self, suffixes: Sequence[Node | None], group: Sequence[Rendered]) -> list[Piece]:
        """Write the letters after the first one, runs as a range where the style wants that."""
        joined: list[Piece] = []
        index = 1
        while index < len(suffixes):
            end = index
            if self._mode == "year-suffix-ranged":
                while end < len(suffixes) and _follows(group[end - 1], group[end]):
                    end += 1
                if end - index >= 2:
                    joined += ["–", suffixes[end - 1] or ""]
                    index = end
                    continue
            joined += [self._suffix_delimiter, suffixes[index] or ""]
            index += 1
        return joined


def _grouped(cites: Sequence[Rendered]) -> list[list[Rendered]]:
    """Bring cites of the same names together, at the place of the first of them."""
    groups: dict[str, list[Rendered]] = {}
    for index, cite in enumerate(cites):
        groups.setdefault(cite.names or f"\0{index}", []).append(cite)
    return list(groups.values())


def _follows(one: Rendered, other: Rendered) -> bool:
    first, second = one.context.year_suffix, other.context.year_suffix
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1


def _without_suffix(node: Node) -> str:
    return "".join("" if _is_suffix(child) else _text(child) for child in node.children)


def _is_suffix(piece: Piece) -> bool:
    return not isinstance(piece, str) and piece.role == "year-suffix"


def _text(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    if piece.role == "year-suffix":
        return ""
    return f"{piece.prefix}{piece.delimiter.join(_text(child) for child in piece.children)}{piece.suffix}"


def names_text(context: Context) -> str:
    """Write the first names of a cite, to compare them with those of others."""
    return plain_text(context.shown_names)
