"""Where the running text of a Markdown document stands, and what is not text: code, HTML, TeX, metadata, definitions.

No Markdown library for Python tells the places of inline text in the source, and all that is no citation has to come
back byte for byte. So the lines are sorted into blocks here, in one pass, as CommonMark 0.31 does ("Phase 1: block
structure"), with blocks of pandoc beside: metadata, footnotes, definitions, fenced divisions, more lists, TeX
environments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from briefmeta.citations.documents import patterns
from briefmeta.citations.documents.leaves import Environments, Leaf, MetadataBlocks, find_leaf

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 60  # containers in containers; deeper marks are text
_CODE = 4  # columns of indentation
_TAB = 4
_LINE = re.compile(r"[^\r\n]*+(\r\n|\n|\r|\Z)")


@define(frozen=True, slots=True)
class Passage:
    """A stretch of running text: a paragraph, a heading, the rows of a table.

    Attributes:
        start: where it starts in the document.
        end: where it ends.
        footnote: the label of the footnote that it belongs to, or "".
        marks: the marks of block quotes between its lines, which are no text.
        table: whether it is a table with columns that are drawn.
    """

    start: int
    end: int
    footnote: str = ""
    marks: tuple[int, ...] = ()
    table: bool = False

    def text(self, document: str) -> str:
        """Take the text of the passage, as long as in the document: marks between its lines become spaces."""
        parts: list[str] = []
        place = self.start
        for mark in self.marks:
            parts += (document[place:mark], " ")
            place = mark + 1
        return "".join([*parts, document[place : self.end]])


@define(slots=True)
class Blocks:
    """What a document consists of.

    Attributes:
        passages: the running text, in its order.
        metadata: the places of blocks of YAML metadata, without their fences.
        footnotes: the labels of all footnotes.
        links: the labels of link reference definitions, normalized.
        examples: the labels of numbered examples.
        references: the place of what stands in the division for the bibliography, or None where there is none.
        breaks: where one block ends and another starts that belongs to nothing else.
        unclosed: where a block starts that reaches to the end because nothing closes it, or None.
    """

    passages: list[Passage] = field(factory=list)
    metadata: list[tuple[int, int]] = field(factory=list)
    footnotes: set[str] = field(factory=set)
    links: set[str] = field(factory=set)
    examples: set[str] = field(factory=set)
    references: tuple[int, int] | None = None
    breaks: list[int] = field(factory=list)
    unclosed: int | None = None


def read_blocks(text: str) -> Blocks:
    """Sort the lines of a document into blocks."""
    return _Reader(text).read()


@define(frozen=True, slots=True)
class _Container:
    """A block that holds blocks: a quote (no indent), a list item, a footnote, a definition."""

    indent: int
    footnote: str = ""
    item: bool = False


@define(slots=True)
class _Cursor:
    """A line being read.

    Attributes:
        start: where it starts.
        end: where it ends, without the line end.
        first: its first character that is no space, behind the marks of containers.
        column: the column of that character.
        taken: the columns that belong to containers.
        matched: how many of the open containers go on.
        marks: the marks of block quotes.
    """

    start: int
    end: int
    first: int
    column: int = 0
    taken: int = 0
    matched: int = 0
    marks: list[int] = field(factory=list)

    @property
    def indent(self) -> int:
        return self.column - self.taken

    @property
    def blank(self) -> bool:
        return self.first >= self.end


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks = Blocks()
        self._containers: list[_Container] = []
        self._verbatim: Leaf | None = None  # the open block whose lines are no text ...
        self._verbatim_start = self._verbatim_depth = 0  # ... and how many containers it stands in
        self._start = -1  # of the open paragraph
        self._end = 0
        self._marks: list[int] = []
        self._table = False
        self._after_blank = True
        self._after_link = False
        self._last_end = 0  # of the last line that is not blank
        self._divisions: list[
            int
        ] = []  # where the content starts, or -1 where it is not for the bibliography
        self._skip = 0  # lines before this place are dealt with
        self._environments = Environments(text)
        self._metadata = MetadataBlocks(text)

    def read(self) -> Blocks:
        for start, end in self._lines():
            if start >= self._skip:
                self._line(start, end)
        self._end_paragraph()
        if self._verbatim is not None and self._verbatim.needs_end:
            self._blocks.unclosed = self._verbatim_start
        while self._divisions:
            self._close_division(len(self._text))
        return self._blocks

    def _lines(self) -> Iterator[tuple[int, int]]:
        text, place, length, match = self._text, 0, len(self._text), _LINE.match
        while place < length:
            found = match(text, place)
            if found is None:
                break
            yield place, found.start(1)
            place = found.end()

    def _line(self, start: int, end: int) -> None:
        if self._start >= 0 and not self._containers and self._text[start : start + 1].isalpha():
            self._end = self._last_end = end  # as most lines: the paragraph goes on
            return
        cursor = _Cursor(start, end, start)
        self._skip_spaces(cursor)
        self._match_containers(cursor)
        if self._verbatim is not None and self._is_verbatim(self._verbatim, cursor):
            self._last_end = end
        elif cursor.blank:
            self._end_paragraph()
            del self._containers[cursor.matched :]
            self._after_blank, self._after_link = True, False
        else:
            if self._after_blank and not cursor.matched and self._is_break(cursor):
                self._blocks.breaks.append(self._last_end)
            if not self._starts_block(cursor):
                self._text_line(cursor)
            self._after_blank, self._last_end = False, max(end, self._skip)

    def _skip_spaces(self, cursor: _Cursor) -> None:
        text, place, column = self._text, cursor.first, cursor.column
        while place < cursor.end:
            character = text[place]
            if character == " ":
                column += 1
            elif character == "\t":
                column += _TAB - column % _TAB
            else:
                break
            place += 1
        cursor.first, cursor.column = place, column

    def _is_verbatim(self, leaf: Leaf, cursor: _Cursor) -> bool:
        """Return whether a line belongs to the open block that is no text; close the block where it ends."""
        if cursor.matched < self._verbatim_depth or (cursor.blank and not leaf.needs_end):
            self._verbatim = None
            return False
        if leaf.closed_by(self._text[cursor.first : cursor.end], cursor.indent):
            self._verbatim = None
        self._after_blank = False
        return True

    def _is_break(self, cursor: _Cursor) -> bool:
        """Return whether something new starts here, and no item or definition that goes with what stands before."""
        text, first, end = self._text, cursor.first, cursor.end
        if cursor.indent >= _CODE or patterns.TERM_DEFINITION.match(text, first, end):
            return False
        listed = bool(self._containers) and self._containers[0].item
        return not (listed and patterns.LIST_ITEM.match(text, first, end)) or bool(
            patterns.RULE.match(text, first, end)
        )

    # -- paragraphs ---------------------------------------------------------------------------------------------------

    def _text_line(self, cursor: _Cursor) -> None:
        if self._start >= 0:
            self._marks += cursor.marks
        else:
            del self._containers[cursor.matched :]
            if cursor.indent >= _CODE:
                return  # indented code
            self._start = cursor.first
        self._end = cursor.end
        self._table = self._table or bool(patterns.TABLE_LINE.match(self._text, cursor.first, cursor.end))

    def _end_paragraph(self) -> None:
        if self._start >= 0:
            self._add_passage(self._start, self._end, tuple(self._marks))
        self._start = -1
        self._marks = []
        self._table = False

    def _add_passage(self, start: int, end: int, marks: tuple[int, ...] = ()) -> None:
        footnote = next((each.footnote for each in reversed(self._containers) if each.footnote), "")
        self._blocks.passages.append(Passage(start, end, footnote, marks, self._table))

    # -- containers ---------------------------------------------------------------------------------------------------

    def _match_containers(self, cursor: _Cursor) -> None:
        """Take off the line what belongs to the open containers that go on."""
        for container in self._containers:
            if container.indent:
                if not cursor.blank and cursor.indent < container.indent:
                    return
                cursor.taken += container.indent
            elif not cursor.blank and cursor.indent < _CODE and self._text[cursor.first] == ">":
                self._take_quote(cursor)
            else:
                return
            cursor.matched += 1

    def _take_quote(self, cursor: _Cursor) -> None:
        cursor.marks.append(cursor.first)
        self._take(cursor, 1)
        space = self._text[cursor.first : cursor.end][:1]
        self._skip_spaces(cursor)
        cursor.taken += 1 if space in (" ", "\t") else 0

    def _take(self, cursor: _Cursor, width: int) -> None:
        cursor.first += width
        cursor.column += width
        cursor.taken = cursor.column

    def _opens_container(self, cursor: _Cursor) -> bool:
        text, first, end = self._text, cursor.first, cursor.end
        if len(self._containers) >= _DEEPEST:
            return False
        if text[first] == ">":
            self._push(_Container(0), cursor)
            self._take_quote(cursor)
            return True
        found = patterns.FOOTNOTE.match(text, first, end)
        if found:
            self._push(_Container(_CODE, footnote=found[1]), cursor)
            self._blocks.footnotes.add(found[1])
        else:
            found = patterns.TERM_DEFINITION.match(text, first, end)
            if not found:
                return self._opens_item(cursor)
            self._push(_Container(_CODE), cursor)
        self._take(cursor, found.end() - first)
        self._skip_spaces(cursor)
        cursor.taken = cursor.column
        return True

    def _opens_item(self, cursor: _Cursor) -> bool:
        text, first, end = self._text, cursor.first, cursor.end
        found = patterns.LIST_ITEM.match(text, first, end)
        if found is None or patterns.RULE.match(text, first, end):
            return False
        empty = not text[found.end() : end].strip(" \t")
        continues = self._start >= 0 and not self._leaves_item(cursor)
        if continues and (empty or found["fancy"] or (found["number"] and int(found["number"]) != 1)):
            return False  # "a list item can interrupt a paragraph" only so
        if found["example"]:
            self._blocks.examples.add(found["example"])
        margin = cursor.indent
        self._push(_Container(0), cursor)
        self._take(cursor, found.end() - first)
        self._skip_spaces(cursor)
        spaces = 1 if empty or cursor.indent > _CODE else cursor.indent
        cursor.taken += spaces
        self._containers[-1] = _Container(margin + found.end() - first + spaces, item=True)
        return True

    def _leaves_item(self, cursor: _Cursor) -> bool:
        """Return whether a line ends a list item, so that it may start the next one."""
        return cursor.matched < len(self._containers) and self._containers[cursor.matched].item

    def _push(self, container: _Container, cursor: _Cursor) -> None:
        self._end_block(cursor)
        self._containers.append(container)
        cursor.matched = len(self._containers)

    def _end_block(self, cursor: _Cursor) -> None:
        """End the paragraph and the containers that do not go on."""
        self._end_paragraph()
        del self._containers[cursor.matched :]
        self._after_link = False

    # -- leaves -------------------------------------------------------------------------------------------------------

    def _starts_block(self, cursor: _Cursor) -> bool:
        """Open what starts on this line; tell whether nothing of the line is left for a paragraph."""
        while cursor.indent < _CODE and self._opens_container(cursor):
            if cursor.blank:
                return True
        if cursor.indent >= _CODE:
            return False
        if self._is_apart(cursor):
            return True
        text, first, end = self._text, cursor.first, cursor.end
        underlined = self._start >= 0 and cursor.matched == len(self._containers)
        leaf = find_leaf(text, first, end, in_paragraph=underlined)
        if leaf is None:
            return False
        self._end_block(cursor)
        if leaf.text:
            self._add_passage(first, end)
        if leaf.verbatim:
            self._verbatim = leaf
            self._verbatim_start, self._verbatim_depth = first, cursor.matched
        if text[first] == "<" and self._blocks.references is None and not self._containers:
            found = patterns.REFERENCES_ELEMENT.match(text, first, end)
            self._blocks.references = found and (found.end(), found.end())
        return True

    def _is_apart(self, cursor: _Cursor) -> bool:
        """Deal with blocks that other lines of the document decide on."""
        text, first, end = self._text, cursor.first, cursor.end
        character = text[first]
        if character == ":" and (division := patterns.DIVISION.match(text, first, end)):
            self._end_block(cursor)
            self._division(division, first, end)
            return True
        if character == "\\" and (closed := self._environments.end_of(first)) is not None:
            self._end_block(cursor)
            self._skip = closed
            return True
        if (
            character == "["
            and self._start < 0
            and (link := patterns.LINK_DEFINITION.match(text, first, end))
        ):
            self._end_block(cursor)
            self._blocks.links.add(patterns.normalized_label(link["label"]))
            self._after_link = True
            return True
        if self._after_link and patterns.LINK_TITLE.match(text, first, end):
            self._after_link = False
            return True
        if character == "-" and self._after_blank and first == cursor.start and not cursor.matched:
            found = self._metadata.content(first, end)
            if found is not None:
                self._end_block(cursor)
                self._blocks.metadata.append(found[:2])
                self._skip = found[2]
            return found is not None
        return False

    def _division(self, division: re.Match[str], first: int, end: int) -> None:
        attributes = division["attributes"]
        if attributes is None:
            if self._divisions:
                self._close_division(first)
            return
        content = end + (2 if self._text.startswith("\r\n", end) else 1)
        wanted = not self._containers and patterns.IS_REFERENCES.search(attributes)
        self._divisions.append(content if wanted else -1)

    def _close_division(self, end: int) -> None:
        content = self._divisions.pop()
        if content >= 0 and self._blocks.references is None:
            self._blocks.references = (min(content, end), end)
