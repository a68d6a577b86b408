"""Cites and entries of the same authors: grouping, collapsing, and what stands for names that were just printed.

CSL 1.0.2, "Cite Grouping", "Cite Collapsing" (``(Doe 2001, 2003a, b)``, ``[1–3]``) and ``subsequent-author-substitute``
of "Bibliography-specific Options". Where the specification leaves open which delimiter stands between two cites, which
is so for cites with affixes, this follows the reference processor.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.output.tree import Node, TermText, find, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from briefmeta.citations.elements.context import Context
    from briefmeta.citations.output.tree import Piece
    from briefmeta.citations.styles.style import Layout


# [1–3] for three and more: two are as short as they are ("Cite Collapsing", citation-number)
_SHORTEST_RANGE = 3  # numbers or letters that become a range


@define(eq=False, slots=True)
class Rendered:
    """One rendered cite.

    Attributes:
        context: what it was rendered from.
        body: the cite without the affixes of the user.
        names: the text of its first names, or "".
        titled: whether the cite begins with something else that names the item, such as a title.
    """

    context: Context
    body: Node
    names: str
    titled: bool = False

    @property
    def bare(self) -> bool:
        """Whether the user put nothing before, after or into the cite."""
        cite = self.context.cite
        return not (cite.prefix or cite.suffix or cite.locator)

    @property
    def number(self) -> int | None:
        """The citation number, where the cite shows nothing else; a locator that the style leaves out is nothing."""
        found = find(self.body, "citation-number")
        if found is None:
            return None
        # a cite that shows more than its number, such as a locator, is none of a range
        around = plain_text(self.body).replace(plain_text(found), "", 1)
        return None if any(character.isalnum() for character in around) else self.context.number


@define(frozen=True, slots=True, kw_only=True)
class _Delimiters:
    """What stands between cites.

    Attributes:
        layout: between cites.
        group: between cites of the same names.
        letters: between the letters of one year.
        after: after cites that were collapsed, and after a locator; None where the style has no such delimiter.
        after_all: whether ``after`` follows a group of one cite, too.
    """

    layout: str
    group: str
    letters: str
    after: str | None
    after_all: bool

    @classmethod
    def of(cls, layout: str, options: Mapping[str, str]) -> _Delimiters:
        group, after = options.get("cite-group-delimiter"), options.get("after-collapse-delimiter")
        # a comma is the default of the specification ("Cite Grouping"); in notes the reference has none
        if group is None and options.get("class") != "note":
            group = ", "
        return cls(
            layout=layout,
            group=layout if after is not None or group is None else group,
            letters=options.get("cite-group-delimiter", options.get("year-suffix-delimiter", layout)),
            after=after,
            after_all=options.get("collapse") != "year-suffix",
        )

    def between_groups(self, before: Sequence[Rendered]) -> str:
        if self.after is None or not (self.after_all or len(before) > 1):
            return self.layout
        return self.after

    def inside(self, before: Rendered) -> str:
        if self.after is not None and before.context.cite.locator:
            return self.after
        return self.group


def groups_cites(options: Mapping[str, str]) -> bool:
    """Return whether a style brings cites of the same names together."""
    return "cite-group-delimiter" in options or (options.get("collapse") or "").startswith("year")


class Collapser:
    """Joins the cites of one citation as the style says."""

    def __init__(
        self,
        layout: Layout,
        with_affixes: Callable[[Rendered, Node], Piece],
        without_names: Callable[[Context], Node],
    ) -> None:
        options = layout.options
        self._mode = options.get("collapse") or ""
        self._groups = groups_cites(options)
        self._delimiters = _Delimiters.of(layout.delimiter, options)
        self._with_affixes, self._without_names = with_affixes, without_names

    def join(self, cites: Sequence[Rendered], *, reorder: bool = False) -> list[Piece]:
        """Join cites with their delimiters, collapsed; ``reorder`` brings cites of the same names together."""
        if self._mode == "citation-number":
            return self._numbers(cites)
        if not self._groups:
            return self._separated([self._with_affixes(cite, cite.body) for cite in cites])
        groups = _adjacent(_gathered(cites) if reorder else cites, nameless=bool(self._mode))
        joined: list[Piece] = []
        for index, group in enumerate(groups):
            if index:
                joined.append(self._delimiters.between_groups(groups[index - 1]))
            joined += self._group(group)
        return joined

    def _separated(self, pieces: Sequence[Piece]) -> list[Piece]:
        joined: list[Piece] = []
        for index, piece in enumerate(pieces):
            if index:
                joined.append(self._delimiters.layout)
            joined.append(piece)
        return joined

    # -- citation numbers ---------------------------------------------------------------------------------------------

    def _numbers(self, cites: Sequence[Rendered]) -> list[Piece]:
        """Write runs of three and more numbers as a range (collapse="citation-number")."""
        joined: list[Piece] = []
        index = 0
        while index < len(cites):
            if index:
                before = cites[index - 1]
                shows_locator = before.context.cite.locator and before.number is None
                after = self._delimiters.after
                joined.append(after if after is not None and shows_locator else self._delimiters.layout)
            end = _end_of_run(cites, index)
            if end - index + 1 < _SHORTEST_RANGE:
                end = index
            joined.append(self._with_affixes(cites[index], cites[index].body))
            if end > index:
                joined += ["–", self._with_affixes(cites[end], cites[end].body)]
            index = end + 1
        return joined

    # -- names and years ----------------------------------------------------------------------------------------------

    def _group(self, group: Sequence[Rendered]) -> list[Piece]:
        """Write cites of the same names; after the first, without the names where the style collapses."""
        first = group[0]
        # nothing was printed before that could be left out
        if len(group) == 1:
            return [self._with_affixes(first, first.body)]
        if not self._mode:
            return self._listed(group, [cite.body for cite in group])
        rest = [(cite, self._without_names(cite.context) if cite.names else cite.body) for cite in group[1:]]
        shown = [(first, first.body), *((cite, body) for cite, body in rest if body.children)]
        cites, bodies = [cite for cite, _ in shown], [body for _, body in shown]
        return self._listed(cites, bodies) if self._mode == "year" else self._lettered(cites, bodies)

    def _listed(self, cites: Sequence[Rendered], bodies: Sequence[Node]) -> list[Piece]:
        joined: list[Piece] = []
        for index, (cite, body) in enumerate(zip(cites, bodies, strict=True)):
            if index:
                joined.append(self._delimiters.inside(cites[index - 1]))
            joined.append(self._with_affixes(cite, body))
        return joined

    def _lettered(self, cites: Sequence[Rendered], bodies: Sequence[Node]) -> list[Piece]:
        """Write the letters alone where cites share the year too (collapse="year-suffix" and "year-suffix-ranged")."""
        joined = [self._with_affixes(cites[0], bodies[0])]
        years = [_before_letter(self._without_names(cites[0].context)), *map(_before_letter, bodies[1:])]
        index = 1
        while index < len(cites):
            before, cite, body = cites[index - 1], cites[index], bodies[index]
            letter = find(body, "year-suffix")
            # the letter alone says something only after its own year: (2003a, b) but (2003a, 2004b)
            if letter is None or years[index] != years[index - 1]:
                joined += [self._delimiters.inside(before), self._with_affixes(cite, body)]
                index += 1
                continue
            end = _end_of_letters(cites, index) if self._mode == "year-suffix-ranged" else index
            if end - index + 2 >= _SHORTEST_RANGE and years[end] == years[index]:
                joined += [
                    "–",
                    self._with_affixes(cites[end], Node([find(bodies[end], "year-suffix") or ""])),
                ]
                index = end + 1
                continue
            head = index == 1 and not before.context.cite.suffix
            closely = cite.bare and (before.bare or head)
            joined.append(self._delimiters.letters if closely else self._delimiters.inside(before))
            joined.append(self._with_affixes(cite, Node([letter]) if cite.bare else _from_letter(body)))
            index += 1
        return joined


def _end_of_run(cites: Sequence[Rendered], start: int) -> int:
    end = start
    for one, other in pairwise(cites[start:]):
        number = one.number
        if one.context.cite.suffix or other.context.cite.suffix or other.context.cite.prefix:
            break
        # what the user typed between two numbers parts them
        if number is None or other.number != number + 1:
            break
        end += 1
    return end


def _adjacent(cites: Sequence[Rendered], *, nameless: bool) -> list[list[Rendered]]:
    """Take cites of the same names that stand side by side as one group.

    Where cites collapse, one without names goes with the one before it.
    """
    groups: list[list[Rendered]] = []
    for cite in cites:
        joins = cite.names == groups[-1][-1].names if cite.names and groups else nameless and not cite.titled
        if groups and joins:
            groups[-1].append(cite)
        else:
            groups.append([cite])
    return groups


def _gathered(cites: Sequence[Rendered]) -> list[Rendered]:
    """Bring cites of the same names together, at the place of the first of them."""
    # what is compared are names as rendered ("Cite Grouping"); a cite without names is a group of its own
    groups: dict[str, list[Rendered]] = {}
    for index, cite in enumerate(cites):
        groups.setdefault(cite.names or f"\0{index}", []).append(cite)
    return list(chain.from_iterable(groups.values()))


def _end_of_letters(cites: Sequence[Rendered], start: int) -> int:
    """Find the last of the letters that follow one another, from the cite before ``start`` on."""
    end = start - 1
    while end + 1 < len(cites):
        one, other = cites[end], cites[end + 1]
        opens = end == start - 1 and not (one.context.cite.suffix or one.context.cite.locator)
        if not (other.bare and (one.bare or opens) and _follows(one, other)):
            break
        end += 1
    return end


def _follows(one: Rendered, other: Rendered) -> bool:
    first, second = one.context.year_suffix, other.context.year_suffix
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1


def _before_letter(node: Node) -> str | None:
    """Write what a cite says before its year suffix; None where it has none."""
    texts: list[str] = []
    return "".join(texts) if _collect(node, texts) else None


def _collect(node: Node, texts: list[str]) -> bool:
    if node.role == "year-suffix":
        return True
    texts.append(node.prefix)
    for index, child in enumerate(node.children):
        if index:
            texts.append(node.delimiter)
        if isinstance(child, str):
            texts.append(child)
        elif _collect(child, texts):
            return True
    texts.append(node.suffix)
    return False


def _from_letter(node: Node) -> Node:
    """Leave out what stands before the year suffix."""
    for index, child in enumerate(node.children):
        if isinstance(child, str) or find(child, "year-suffix") is None:
            continue
        kept = child if child.role == "year-suffix" else _from_letter(child)
        rest = node.replaced([kept, *node.children[index + 1 :]])
        rest.prefix = ""
        return rest
    return node


def begins_with_word(node: Node) -> bool:
    """Return whether a cite begins with words of the item, and not with a term, a number or a date."""
    for child in node.children:
        if not isinstance(child, str):
            return begins_with_word(child)
        return not isinstance(child, TermText) and child[:1].isalpha()
    return False


def names_text(context: Context) -> str:
    """Write the first names of a cite, to compare them with those of others; a term such as "anonymous" is none."""
    shown = context.shown_names
    return plain_text(shown) if shown is not None and shown.role is not None else ""


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
        # "complete-all" and "complete-each": only where all names are the same
        if self._rule.startswith("complete") or not names:
            if found != before:
                return entry
        else:
            pairs = zip(found, before, strict=False)
            same = next((index for index, (name, old) in enumerate(pairs) if name != old), len(before))
        # "as partial-each, but substitution is limited to the first name of the name variable"
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
