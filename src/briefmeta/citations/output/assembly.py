"""The one pass over a rendered tree that settles punctuation, spaces, quotation marks and flip-flops.

CSL 1.0.2 says which marks go inside a closing quotation mark (``punctuation-in-quote`` of "Locale Options") and leaves
to the processor what becomes of two marks that meet. Three tables decide, which can be checked against the cases
``punctuation_FullMonty*`` of the test suite: :data:`_MEETING` for marks with nothing between them, :data:`_MOVES` for
what enters a quotation, :data:`_GIVES_WAY` for marks with formatting or a quotation mark between them.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from briefmeta.citations.output.tree import INNER, PLAIN, UNCOUNTED

if TYPE_CHECKING:
    from briefmeta.citations.output.tree import Format, Node, Piece
    from briefmeta.citations.styles.locales import Locale


class _Reach(Enum):
    """Whose mark it is that comes after a text."""

    BESIDE = "of what comes next: its text or its prefix"
    OWN = "the suffix of the text, or the delimiter after it"
    AROUND = "the suffix of what the text is the last part of, or the delimiter after that"


class _Between(Enum):
    """What lies between the last text and the next one."""

    NOTHING = "nothing"
    FORMATTING = "a start or an end of formatting, of a block or of a link"
    QUOTE = "a closing quotation mark"
    BOTH = "a closing quotation mark and formatting"


class _After(Enum):
    """What the last text ends in, where that changes what may follow."""

    TEXT = "anything else"
    FIXED = "a prefix, a delimiter or the suffix of a number: no other mark replaces it"
    DOUBLE = "one mark for the suffixes of a text and of its group: that of a prefix goes, too"


_BESIDE, _OWN, _AROUND = _Reach
_NOTHING, _FORMATTING, _QUOTE, _BOTH = _Between

#: What two marks become where they meet; pairs that are not listed stay as they are.
_MEETING = {
    "::": ":", ":.": ":", ":!": "!", ":?": "?",
    "..": ".", ";:": ";", ";.": ";", ";;": ";", ";!": "!", ";?": "?",
    "!:": "!", "!.": "!", "!!": "!", "?:": "?", "?.": "?", "??": "?", ",,": ",",
}  # fmt: skip
_MARKS = frozenset(".,:;!?")
_TWICE = frozenset(mark + mark for mark in _MARKS)

#: The marks that enter a quotation ("punctuation-in-quote" names comma and period; the suite has the others, too) ...
_MOVES_IN = frozenset(".,!?")
#: ... and where: straight after it always, past formatting only what belongs to the quoted text.
_MOVES = frozenset(((_QUOTE, _BESIDE), (_QUOTE, _OWN), (_QUOTE, _AROUND), (_BOTH, _OWN), (_BOTH, _AROUND)))

#: The second of two marks is left out where something lies between them, by whose it is.
_GIVES_WAY = {
    _BESIDE: frozenset[str](),
    _OWN: _TWICE,
    _AROUND: _TWICE | {"?.", "!.", ":.", ";."},  # one end of a sentence is enough
}


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
        "_between",
        "_closing",
        "_font",
        "_formatted",
        "_in_quote",
        "_last",
        "_numeric",
        "_open_end",
        "_quotes",
        "_tail",
        "tokens",
    )

    def __init__(self, locale: Locale) -> None:
        self.tokens: list[Token] = []
        self._last = ""  # the last character written
        self._tail = -1  # the token that it is in
        self._between = _NOTHING
        self._after = _After.TEXT
        self._numeric = False  # whether the last text, suffixes apart, is a number
        self._closing = -1  # the token of the closing quotation mark that was written last
        self._formatted = False  # whether what it closes is formatted as a whole
        self._open_end = False  # whether what comes next still meets the end of formatting inside a group
        self._quotes = locale.quotes
        self._in_quote = locale.punctuation_in_quote
        self._font: dict[str, str] = {}

    # -- the tree ---------------------------------------------------------------------------------------------------

    def add(self, piece: Piece, level: int) -> _Reach:
        """Write a piece; ``level`` is the number of quotation marks around it. Return whose a mark after it is."""
        if isinstance(piece, str):
            self._text(piece, _BESIDE)
            return _OWN
        blocks = self._open(piece) if piece.display or piece.link else ()
        if piece.prefix:
            self._text(piece.prefix, _BESIDE)
            self._after = _After.FIXED
        closing = ""
        if piece.quotes:
            level += level == 0 and piece.quotes == INNER
            opening, closing = self._quotes[level % 2 if piece.flips else 0]
            self._text(opening, _BESIDE)
            level += piece.quotes != UNCOUNTED
        fonts = self._open_fonts(piece.format, flips=piece.flips) if piece.format else None
        reach = self._add_children(piece, level)
        if fonts is not None:
            self._close_fonts(fonts)
        if closing:
            self._formatted, self._closing = fonts is not None, len(self.tokens)
            self.tokens.append(closing)
            self._between = _QUOTE if self._between in (_NOTHING, _QUOTE) else _BOTH
        numeric = self._numeric or piece.role == "number"
        if piece.suffix:
            self._suffix(piece, reach, numeric=numeric)
        self._numeric = numeric
        self._open_end = reach is _AROUND and (fonts is None or piece.flips)
        for mark in blocks:
            if self.tokens[-1] is mark:
                self.tokens.pop()  # there is nothing in the block
            else:
                self._mark(Mark(mark.kind, mark.value, opens=False))
        return reach

    def _suffix(self, piece: Node, reach: _Reach, *, numeric: bool) -> None:
        last = self._last
        if self._text(piece.suffix, reach):
            self._after = _After.FIXED if numeric else _After.TEXT
        elif reach is _AROUND and self._between is _NOTHING and last == piece.suffix[0]:
            ends = piece.children[-1]
            if not isinstance(ends, str) and ends.suffix:
                self._after = _After.DOUBLE

    def _add_children(self, node: Node, level: int) -> _Reach:
        children, delimiter = node.children, node.delimiter
        if len(children) == 1:
            child = children[0]
            if isinstance(child, str):
                self._text(child, _BESIDE)
                return _OWN
            self.add(child, level)
            return _AROUND
        if node.role in ("field", "names", "typed") or node.flips:
            self._add_field(children, level, node.role)
            return _AROUND
        reach = _OWN
        for index, child in enumerate(children):
            if index and delimiter:
                self._text(delimiter, reach)
                self._after = _After.FIXED
            reach = self.add(child, level)
        return _AROUND

    def _add_field(self, children: list[Piece], level: int, role: str | None) -> None:
        """Write the text of a field, or names: punctuation inside stays as it was typed."""
        for index, child in enumerate(children):
            if not isinstance(child, str):
                self.add(child, level)
            elif not index:
                self._text(child, _BESIDE)
            elif role == "names" and self._last + child[:1] in ("..", ";;"):
                self._append(child[1:])  # the delimiter after initials
            elif rest := child[1:] if self._meets_space(child) else child:
                self._append(rest)

    # -- texts ------------------------------------------------------------------------------------------------------

    def _text(self, text: str, reach: _Reach) -> bool:
        """Write a text after what has been written, settling the marks and spaces that meet; return if any was left."""
        if self._meets_space(text):
            text = text[1:]
        if text and text[0] in _MARKS and self._last:
            text = self._meet(text, reach)
        if text:
            self._append(text)
        return bool(text)

    def _meets_space(self, text: str) -> bool:
        return self._last == " " and text[:1] == " " and self._between is _NOTHING

    def _append(self, text: str) -> None:
        self._open_end = self._numeric = False
        self._after = _After.TEXT
        if self._between is _NOTHING and self._tail >= 0:
            self._replace(self._inside() + text)
            return
        self._tail = len(self.tokens)
        self.tokens.append(text)
        self._between, self._last = _NOTHING, text[-1]

    def _inside(self) -> str:
        """Return the text that was written last."""
        text = self.tokens[self._tail]
        assert isinstance(text, str)  # noqa: S101 - the tail is always a text
        return text

    def _replace(self, text: str) -> None:
        self.tokens[self._tail], self._last = text, text[-1]

    def _meet(self, text: str, reach: _Reach) -> str:
        """Settle the mark that begins a text with the character before it; return what is still to be written."""
        mark, between = text[0], self._between
        pair = self._last + mark
        if self._after is _After.DOUBLE and reach is _BESIDE:
            return text[1:]
        if self._open_end and reach is _BESIDE:
            reach = _AROUND
        if between is _NOTHING:
            if self._after is _After.FIXED and mark != self._last:
                return text
            met = _MEETING.get(pair)
            if met is None:
                return text
            self._replace(self._inside()[:-1] + met)
            return text[1:]
        if self._in_quote and mark in _MOVES_IN and (between, reach) in _MOVES:
            self._move_in(pair, mark)
            return text[1:]
        return text[1:] if pair in _GIVES_WAY[reach] else text

    def _move_in(self, pair: str, mark: str) -> None:
        """Write a mark before the closing quotation mark."""
        met = _MEETING.get(pair, pair)
        end = self.tokens[self._closing - 1]
        if met == pair and isinstance(end, Mark) and (end.inline or not self._formatted):
            self.tokens.insert(self._closing, mark)  # after the formatting of a part, not into it
            self._tail, self._last = self._closing, mark  # what follows meets this mark
            self._closing += 1
        else:
            self._replace(self._inside()[:-1] + met)

    # -- marks ------------------------------------------------------------------------------------------------------

    def _mark(self, mark: Mark) -> None:
        self.tokens.append(mark)
        self._part()

    def _part(self) -> None:
        self._between = _FORMATTING if self._between in (_NOTHING, _FORMATTING) else _BOTH

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

    def _close_fonts(self, opened: list[tuple[str, str | None, Mark]]) -> None:
        self._part()  # formatting parts texts even where it changes nothing
        for attribute, before, mark in reversed(opened):
            self._mark(Mark(attribute, mark.value, opens=False, inline=mark.inline))
            if before is None:
                self._font.pop(attribute, None)
            else:
                self._font[attribute] = before
