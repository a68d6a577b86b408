"""Which block a line starts that is no paragraph: fences, HTML, headings, rules, environments of TeX, metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.documents import patterns

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


@define(frozen=True, slots=True)
class Leaf:
    """A block that starts on a line.

    Attributes:
        text: whether the line itself is running text, as that of a heading is.
        verbatim: whether the lines after it belong to it, and none is running text.
        fence: the fence that closes those lines, or "".
        until: what their last line has in it; with neither, a blank line ends them.
    """

    text: bool = False
    verbatim: bool = False
    fence: str = ""
    until: re.Pattern[str] | None = None

    def closed_by(self, line: str, indent: int) -> bool:
        """Return whether a line is the last one of the block ("Fenced code blocks", "HTML blocks")."""
        if self.fence:
            mark = line.rstrip(" \t")
            return indent < 4 and len(mark) >= len(self.fence) and not mark.strip(self.fence[0])
        return self.until is not None and self.until.search(line) is not None

    @property
    def needs_end(self) -> bool:
        """Whether nothing but its own end closes the block."""
        return self.verbatim and bool(self.fence or self.until)


HEADING = Leaf(text=True)
SINGLE = Leaf()
_HTML = Leaf(verbatim=True)


def find_leaf(text: str, first: int, end: int, *, in_paragraph: bool) -> Leaf | None:
    """Return which block starts at the first character of a line, or None where it is a paragraph's."""
    find = _FINDERS.get(text[first])
    return find(text, first, end, in_paragraph) if find is not None else None


def _fence(text: str, first: int, end: int, _: bool) -> Leaf | None:
    found = patterns.FENCE.match(text, first, end)
    return None if found is None else Leaf(verbatim=True, fence=found["fence"] or found["tildes"])


def _html(text: str, first: int, end: int, in_paragraph: bool) -> Leaf | None:
    for opening, closing in patterns.HTML_UNTIL:
        found = opening.match(text, first, end)
        if found is None:
            continue
        closed = closing.search(text, found.end(), end)
        if closed is None:
            return Leaf(verbatim=True, until=closing)
        # text behind a comment is text: what is inside is found there, too
        return SINGLE if not text[closed.end() : end].strip() or opening is not patterns.COMMENT else None
    if patterns.BLOCK_HTML.match(text, first, end):
        return _HTML
    tag = None if in_paragraph else patterns.TAG.match(text, first, end)
    return _HTML if tag is not None and not text[tag.end() : end].strip() else None


def _heading(text: str, first: int, end: int, _: bool) -> Leaf | None:
    return HEADING if patterns.HEADING.match(text, first, end) else None


def _rule(text: str, first: int, end: int, in_paragraph: bool) -> Leaf | None:
    if patterns.TABLE_RULE.match(text, first, end):
        return None
    pattern = patterns.UNDERLINE if in_paragraph else patterns.RULE
    return SINGLE if pattern.match(text, first, end) or patterns.RULE.match(text, first, end) else None


_FINDERS: dict[str, Callable[[str, int, int, bool], Leaf | None]] = {
    "`": _fence,
    "~": _fence,
    "<": _html,
    "#": _heading,
    "-": _rule,
    "=": _rule,
    "*": _rule,
    "_": _rule,
}


class Environments:
    r"""Where environments of TeX end: ``\begin{align}`` to ``\end{align}``, each pair found once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[int, int] | None = None

    def end_of(self, start: int) -> int | None:
        """Find where the environment ends that starts here, or None where none starts or nothing ends it."""
        if not self._text.startswith("\\begin{", start):
            return None
        if self._ends is None:
            self._ends = self._pair()
        return self._ends.get(start)

    def _pair(self) -> dict[int, int]:
        ends: dict[int, int] = {}
        opened: dict[str, list[int]] = {}
        for found in patterns.ENVIRONMENT.finditer(self._text):
            starts = opened.setdefault(found[2], [])
            if found[1] == "begin":
                starts.append(found.start())
            elif starts:
                ends[starts.pop()] = found.end()
        return ends


class MetadataBlocks:
    """Where blocks of YAML metadata end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = -1  # the last line that could end one

    def content(self, start: int, end: int) -> tuple[int, int, int] | None:
        """Find the block that the line from ``start`` to ``end`` opens: its content, and where it ends as a whole."""
        text = self._text
        if not patterns.METADATA_START.match(text, start, end):
            return None
        following = end + (2 if text.startswith("\r\n", end) else 1)
        if not patterns.METADATA_FIELD.match(text, following):
            return None
        if self._last < 0:
            self._last = max((found.start() for found in patterns.METADATA_END.finditer(text)), default=0)
        if self._last < following:
            return None
        found = patterns.METADATA_END.search(text, following)
        return None if found is None else (following, found.start(), found.end())
