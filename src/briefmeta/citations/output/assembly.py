"""The one pass over a rendered tree that settles punctuation, spaces, quotation marks and flip-flops.

CSL 1.0.2 leaves collisions at the boundary of two texts to the processor; the table below is the one of the test
suite's ``punctuation_FullMonty*``. "Quotes" and "punctuation-in-quote" of the specification decide what moves inside a
closing quotation mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.citations.output.tree import INNER, PLAIN, UNCOUNTED, Node

if TYPE_CHECKING:
    from briefmeta.citations.output.tree import Format, Piece
    from briefmeta.citations.styles.locales import Locale

#: What two punctuation marks become where they meet; pairs that are not listed stay as they are.
_MEETING = {
    "::": ":", ":.": ":", ":!": "!", ":?": "?",
    "..": ".", ";:": ";", ";.": ";", ";;": ";", ";!": "!", ";?": "?",
    "!:": "!", "!.": "!", "!!": "!", "?:": "?", "?.": "?", "??": "?", ",,": ",",
}  # fmt: skip
_MARKS = frozenset(".,:;!?")
_MOVES_IN = frozenset(".,!?")
_ENDS_SENTENCE = frozenset(".?!:;")

# How a text reaches the end of what stands before it across a change of formatting.
_SIBLING, _OWN, _OUTER, _PREFIX, _DRESSED_PREFIX, _AFTER_SUFFIX, _TYPED = range(7)
# What was written last, where that matters: a prefix meets nothing, a delimiter only its like.
_TEXT, _DELIMITER, _LEAF_SUFFIX, _GROUP_SUFFIX, _DRESSED_SUFFIX = 0, 10, 11, 12, 13
# What lies between the last text and the next one.
_NOTHING, _FORMATTING, _QUOTE = 0, 1, 2  # the last two may come together


class Mark:
    """The start or the end of formatting, of a display block or of a link, between two texts.

    ``inline`` says that an item's own markup asks for the formatting.
    """

    __slots__ = ("inline", "kind", "opens", "value")

    def __init__(self, kind: str, value: str, *, opens: bool, inline: bool = False) -> None:
        self.kind, self.value, self.opens, self.inline = kind, value, opens, inline


#: What a writer gets: texts and marks, properly nested.
Token = str | Mark


def assemble(piece: Piece | None, locale: Locale) -> list[Token]:
    """Settle a rendered tree into texts and marks for a writer."""
    if piece is None:
        return []
    if isinstance(piece, str):
        return [piece]
    run = _Assembly(locale)
    run.add(piece, 0)
    return run.tokens


class _Assembly:
    __slots__ = (
        "_after",
        "_closing",
        "_doubled",
        "_font",
        "_formatted",
        "_gap",
        "_in_quote",
        "_inline",
        "_inner",
        "_inner_quote",
        "_last",
        "_numeric",
        "_of_group",
        "_of_leaf",
        "_open_end",
        "_quoted",
        "_quotes",
        "_settled",
        "_suffixed",
        "_tail",
        "tokens",
    )

    def __init__(self, locale: Locale) -> None:
        self.tokens: list[Token] = []
        self._last = ""  # the last character written
        self._tail = -1  # the token that it is in
        self._gap = _NOTHING
        self._inline = False  # whether what lies between begins with the end of the item's own markup
        self._after = _TEXT
        self._quoted = -1  # the text inside the quotation marks that the last text follows directly, or -1
        self._quotes = locale.quotes
        self._in_quote = locale.punctuation_in_quote
        self._doubled = False  # whether the suffix of a group became one with that of its last element
        self._settled = ""  # the suffix of which nothing stands at the end, because it was moved or gave way
        self._of_leaf = False  # whether that was the suffix of a plain text
        self._of_group = False  # whether it was the one of a group
        self._inner = ""  # the character before the suffix that was written last
        self._closing = -1  # the token of the closing quotation mark that was written last
        self._formatted = False  # whether what it closes is formatted as a whole
        self._inner_quote = False  # whether it belongs to the text of the item
        self._open_end = False  # whether what follows a group can meet the end of formatting inside it
        self._numeric = False  # whether the last text, suffixes apart, is the value of a number
        self._suffixed = False  # whether the last piece left a mark of its suffix
        self._font: dict[str, str] = {}

    # -- the tree ---------------------------------------------------------------------------------------------------

    def add(self, piece: Piece, level: int, *, first: bool = True) -> int:
        """Write a piece; ``level`` is the number of quotation marks around it. Tell how its end can be reached."""
        if isinstance(piece, str):
            self.text(piece, _SIBLING)
            return _OWN
        marks = self._open(piece) if piece.display or piece.link else ()
        if piece.prefix:
            self.text(piece.prefix, _DRESSED_PREFIX if piece.format and not first else _PREFIX)
        closing = ""
        if piece.quotes:
            level += level == 0 and piece.quotes == INNER
            outer = level % 2 == 0 or not piece.flips
            opening, closing = self._quotes[0 if outer else 1]
            self._mark_text(opening)
            level += piece.quotes != UNCOUNTED
        fonts = self._open_fonts(piece.format, flips=piece.flips) if piece.format else None
        reach = self._add_children(piece, level)
        if fonts is not None:
            self._close_fonts(fonts, inline=piece.flips)
        if piece.quotes:
            self._close_quote(closing, formatted=fonts is not None, inline=piece.flips)
        numeric = self._numeric or piece.role == "number"
        suffixed = bool(piece.suffix) and self._suffix(piece, reach, formatted=fonts is not None)
        if piece.flips:
            reach = _OUTER  # markup of the item around a whole field
        self._open_end = reach == _OUTER and (fonts is None or piece.flips)
        for mark in marks:
            if self.tokens[-1] is mark:
                self.tokens.pop()  # there is nothing in the block
            else:
                self._mark(Mark(mark.kind, mark.value, opens=False))
        self._suffixed, self._numeric = suffixed, numeric
        return reach

    def _suffix(self, piece: Node, reach: int, *, formatted: bool) -> bool:
        """Write the suffix of a piece; tell if any of it was left."""
        inner, settled, after = self._last, self._settled, self._after
        left = self.text(piece.suffix, reach)
        if not left and reach == _OUTER and self._gap == _NOTHING:
            ends = piece.children[-1]
            own = isinstance(ends, Node) and bool(ends.suffix)
            twice = own and after in (_LEAF_SUFFIX, _GROUP_SUFFIX) and inner == piece.suffix[0]
            self._doubled = twice or (self._of_leaf and settled == piece.suffix[0])
        if left:
            leaf = _DRESSED_SUFFIX if formatted else _LEAF_SUFFIX
            self._after = _GROUP_SUFFIX if reach == _OUTER else leaf
            self._inner = inner
        elif not settled:
            child = piece.children[0]
            field = piece.role == "field" or (isinstance(child, Node) and child.flips)
            self._settled, self._inner = piece.suffix[0], inner
            self._of_leaf, self._of_group = reach == _OWN, reach == _OUTER and not field
        return left

    def _add_children(self, node: Node, level: int) -> int:
        reach = _OWN
        delimiter = node.delimiter
        children = node.children
        if len(children) == 1:
            child = children[0]
            if isinstance(child, str):
                self.text(child, _TYPED if node.role == "typed" else _SIBLING)
                return _OWN
            self.add(child, level)
            return _OUTER
        if node.role in ("field", "names", "typed") or node.flips:
            return self._add_field(children, level)
        for index, child in enumerate(children):
            if index and delimiter:
                self.text(delimiter, reach)
                self._after = _DELIMITER
            reach = self.add(child, level, first=not index)
            if not isinstance(child, str) and self._suffixed:
                reach = _AFTER_SUFFIX
        return _OUTER

    def _add_field(self, children: list[Piece], level: int) -> int:
        """Write the text of a field, or names: punctuation inside stays as it was typed."""
        for index, child in enumerate(children):
            if not isinstance(child, str):
                self.add(child, level)
            elif index and child:
                spaced = self._last == " " and child[0] == " " and len(child) > 1 and self._gap == _NOTHING
                self._append(child[1:] if spaced else child)
            else:
                self.text(child, _SIBLING)
        return _OUTER

    # -- texts ------------------------------------------------------------------------------------------------------

    def text(self, text: str, reach: int) -> bool:
        """Write a text after what has been written, settling the marks and spaces that meet; tell if any was left."""
        if not text:
            return False
        first, last = text[0], self._last
        # across formatting, only the suffix of a group gives way
        if (
            last == " "
            and first == " "
            and (self._gap == _NOTHING or (reach == _OUTER and not self._gap & _QUOTE))
        ):
            text = text[1:]
            if not text:
                return False
            first = text[0]
        if first in _MARKS and last:
            text = self._meet(text, first, last, reach)
            if not text:
                return False
        self._append(text)
        if reach in (_PREFIX, _DRESSED_PREFIX):
            self._after = _PREFIX
        return True

    def _append(self, text: str) -> None:
        if self._gap & _QUOTE:
            self._quoted = self._tail
        elif self._tail >= 0:
            self._quoted = -1
        self._open_end = self._numeric = False
        self._settled, self._doubled = "", False
        if self._gap == _NOTHING and self._tail >= 0:
            joined = self.tokens[self._tail]
            assert isinstance(joined, str)  # noqa: S101 - the tail is always a text
            self.tokens[self._tail] = joined + text
        else:
            self._tail = len(self.tokens)
            self.tokens.append(text)
        self._gap, self._after = _NOTHING, _TEXT
        self._last = text[-1]

    def _meet(self, text: str, first: str, last: str, reach: int) -> str:
        """Settle a mark with the character before it; tell what is still to be written."""
        after = self._after
        if after == _PREFIX:
            return text
        if self._doubled and reach == _PREFIX:
            return text[1:]  # as the reference processor has it where two suffixes became one
        if reach == _AFTER_SUFFIX or (reach == _DRESSED_PREFIX and after in (_LEAF_SUFFIX, _GROUP_SUFFIX)):
            return text[1:] if first == last else text
        if reach == _DRESSED_PREFIX:
            return text
        if reach == _TYPED:
            if first == "," and self._gap & _QUOTE:
                return text  # the comma of who cites stays outside
            reach = _SIBLING
        sibling, prefix = reach == _SIBLING, reach == _PREFIX
        if self._open_end and reach in (_SIBLING, _PREFIX):
            if after == _LEAF_SUFFIX:
                return text[1:] if first == last else text
            reach = _OUTER
        met = self._meet_settled(text, first, reach, prefix=prefix) if self._settled else None
        if met is not None:
            return met
        if self._gap == _NOTHING:
            return self._meet_directly(text, first, last, reach)
        return self._meet_across(text, first, last, reach, sibling=sibling)

    def _meet_settled(self, text: str, first: str, reach: int, *, prefix: bool) -> str | None:
        """Settle a mark behind a suffix that gave way or was moved, and so keeps what follows apart.

        Returns:
            What is still to be written, or None where the suffix does not matter.
        """
        settled, quoted = self._settled, self._gap & _QUOTE and self._in_quote
        if quoted and reach == _OUTER and self._of_leaf:
            return self._before_settled(text)
        if quoted and prefix and first == ":" and settled in "!?" and settled != self._inner:
            return text[1:]
        outside = first in ":;" or (first == "," and (self._inner_quote or self._of_group))
        apart = settled + first == ".:" or (settled + first == ":." and reach == _OWN)
        if (quoted and outside) or apart:
            return text[1:] if first == settled else text
        return None

    def _meet_across(self, text: str, first: str, last: str, reach: int, *, sibling: bool) -> str:
        """Settle two marks with the end of formatting or of a quotation between them."""
        if first == ":" and last in "?!" and (reach == _OUTER or (self._inline and reach != _PREFIX)):
            return text[1:]
        if self._gap & _QUOTE and self._in_quote and first in ":;" and not sibling:
            inner = self._closing - 1
            while isinstance(self.tokens[inner], Mark):
                inner -= 1
            if inner > self._tail:
                return self._between_quotes(text, inner + 1)
            if reach == _OUTER and not self._inline:
                return self._into_quote(text)
        moves = self._gap & _QUOTE and self._in_quote and first in _MOVES_IN
        if moves and (self._gap == _QUOTE or reach in (_OWN, _OUTER)):
            return self._into_quote(text)
        if self._gap == _FORMATTING | _QUOTE and self._in_quote and first in ":;" and reach in (_OWN, _OUTER):
            closing = self.tokens[self._closing]
            assert isinstance(closing, str)  # noqa: S101 - a quotation mark is a text
            self.tokens[self._closing], self._last = closing + first, first
            return text[1:]
        if reach == _OWN and first == last:
            return text[1:]
        if reach == _OUTER and (first == last or (first == "." and last in _ENDS_SENTENCE)):
            return text[1:]
        return text

    def _meet_directly(self, text: str, first: str, last: str, reach: int) -> str:
        """Settle two marks with nothing between them."""
        after = self._after
        if after == _DELIMITER and first != last:
            return text
        if after in (_GROUP_SUFFIX, _LEAF_SUFFIX) and self._numeric and first != last:
            return text  # as the reference processor has it after a number
        leaf = reach == _OUTER and after in (_LEAF_SUFFIX, _DRESSED_SUFFIX)
        if leaf and last in _ENDS_SENTENCE and last != ".":
            if self._quoted >= 0 and self._in_quote:
                return self._before_leaf(text)
            if first == ".":
                return text[1:] if self._inner in _ENDS_SENTENCE else self._replace_last(".", last + text[1:])
        if after == _DRESSED_SUFFIX:
            return text[1:] if first == last and reach in (_OWN, _OUTER) else text
        met = _MEETING.get(last + first)
        if met is None:
            return text
        return text[1:] if met == last else self._replace_last(met, text[1:])

    def _into_quote(self, text: str) -> str:
        """Move a mark inside the closing quotation mark (punctuation-in-quote)."""
        inside = self.tokens[self._tail]
        assert isinstance(inside, str)  # noqa: S101 - the tail is always a text
        last, first = inside[-1], text[0]
        met = _MEETING.get(last + first, last + first)
        self._last = met[-1]
        end = self.tokens[self._closing - 1]
        if isinstance(end, Mark) and (end.inline or not self._formatted) and met == last + first:
            self.tokens.insert(self._closing, first)  # after the formatting of a part, not into it
            self._tail = self._closing  # what follows meets this mark
            self._closing += 1
        else:
            self.tokens[self._tail] = inside[:-1] + met
        return text[1:]

    def _before_leaf(self, text: str) -> str:
        """Write the mark of a group into the quotation marks of its last element, before the suffix behind them.

        As the reference processor has it, which settles a group before the affixes of what is in it.
        """
        inside = self.tokens[self._quoted]
        assert isinstance(inside, str)  # noqa: S101 - quotation marks close a text
        mark, last = text[0], self._last
        self.tokens[self._quoted] = inside[:-1] + _MEETING.get(inside[-1] + mark, inside[-1] + mark)
        if mark == last:
            self.tokens[self._tail] = ""
            self._tail, self._gap, self._last = self._quoted, _QUOTE, mark
        return text[1:]

    def _before_settled(self, text: str) -> str:
        """Write the mark of a group into the quotation marks, before the mark that its last element has moved there.

        As the reference processor has it.
        """
        inside, settled = self.tokens[self._tail], self._settled
        assert isinstance(inside, str)  # noqa: S101 - the tail is always a text
        if self._inner == settled or settled in ":;":
            settled = ""  # it gave way, or stands behind the quotation mark
        elif inside[-1] == settled:
            inside = inside[:-1]
        for mark in text[0] + settled:
            inside = inside[:-1] + _MEETING.get(inside[-1:] + mark, inside[-1:] + mark)
        self.tokens[self._tail], self._last = inside, inside[-1]
        return text[1:]

    def _between_quotes(self, text: str, place: int) -> str:
        """Move a mark between an inner and an outer closing quotation mark."""
        self.tokens.insert(place, text[0])
        self._tail, self._last = place, text[0]
        self._closing += 1
        return text[1:]

    def _replace_last(self, mark: str, rest: str) -> str:
        """Put a mark in the place of the last character; tell what is still to be written."""
        text = self.tokens[self._tail]
        assert isinstance(text, str)  # noqa: S101 - the tail is always a text
        if len(text) == 1 and self._quoted >= 0 and self._in_quote and mark in _MOVES_IN:
            self.tokens[self._tail] = ""
            self._tail, self._gap = self._quoted, _QUOTE
            return self._into_quote(mark + rest)
        self.tokens[self._tail] = text[:-1] + mark
        self._last = mark
        return rest

    # -- marks ------------------------------------------------------------------------------------------------------

    def _mark(self, mark: Mark) -> None:
        self.tokens.append(mark)
        self._gap |= _FORMATTING

    def _mark_text(self, text: str) -> None:
        self.text(text, _SIBLING)

    def _close_quote(self, closing: str, *, formatted: bool, inline: bool) -> None:
        """Write a closing quotation mark; ``formatted`` says that what it closes is formatted as a whole."""
        last, tail = self._last, self._tail
        self._inline = inline if self._gap == _NOTHING else self._inline
        self._formatted, self._inner_quote = formatted, inline
        if last == "," and not self._in_quote and tail >= 0:
            inside = self.tokens[tail]
            assert isinstance(inside, str)  # noqa: S101 - the tail is always a text
            self.tokens[tail] = inside[:-1]
            self.tokens.append(closing + ",")
            self._tail, self._gap = len(self.tokens) - 1, _NOTHING
            return
        self._closing = len(self.tokens)
        self.tokens.append(closing)
        self._gap |= _QUOTE

    def _open(self, node: Node) -> tuple[Mark, ...]:
        marks: tuple[Mark, ...] = ()
        if node.display:
            marks = (Mark("display", node.display, opens=True),)
        if node.link:
            marks = (*marks, Mark("link", node.link, opens=True))
        for mark in marks:
            self._mark(mark)
        return marks[::-1]

    def _open_fonts(self, format: Format, *, flips: bool) -> list[tuple[str, str | None, Mark]]:
        """Open formatting; what is already so flips to plain when it comes from the item ("flip-flop")."""
        opened: list[tuple[str, str | None, Mark]] = []
        font = self._font
        for attribute, wanted in format:
            now = font.get(attribute)
            value = PLAIN[attribute] if flips and now == wanted else wanted
            if (
                value == (now or PLAIN[attribute])
                and value == PLAIN[attribute]
                and attribute != "text-decoration"
            ):
                continue
            mark = Mark(attribute, value, opens=True, inline=flips)
            self._mark(mark)
            font[attribute] = value
            opened.append((attribute, now, mark))
        return opened

    def _close_fonts(self, opened: list[tuple[str, str | None, Mark]], *, inline: bool) -> None:
        self._inline = inline if self._gap == _NOTHING else self._inline
        self._gap |= _FORMATTING  # formatting parts texts even where it changes nothing
        for attribute, before, mark in reversed(opened):
            self._mark(Mark(attribute, mark.value, opens=False, inline=mark.inline))
            if before is None:
                self._font.pop(attribute, None)
            else:
                self._font[attribute] = before
