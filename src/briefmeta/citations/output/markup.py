"""Text of an item to nodes: CSL's inline markup, quotation marks and apostrophes.

CSL 1.0.2, appendix "Inline markup" of CSL-JSON: ``<i> <b> <sup> <sub> <sc>``, a small-caps span and a nocase span; and
the nodecor span of other processors, which takes no formatting. Any other tag is text. A mark without its partner is
text as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefmeta.citations.output.tree import INNER, PLAIN, Node

if TYPE_CHECKING:
    from briefmeta.citations.output.tree import Format, Piece
    from briefmeta.citations.styles.locales import Locale

_UNDECORATED = tuple(font for font in PLAIN.items() if font[0] != "text-decoration")
_TAGS: dict[str, tuple[str, Format, str | None]] = {
    "<i>": ("</i>", (("font-style", "italic"),), None),
    "<b>": ("</b>", (("font-weight", "bold"),), None),
    "<sup>": ("</sup>", (("vertical-align", "sup"),), None),
    "<sub>": ("</sub>", (("vertical-align", "sub"),), None),
    "<sc>": ("</sc>", (("font-variant", "small-caps"),), None),
    '<span style="font-variant:small-caps;">': ("</span>", (("font-variant", "small-caps"),), None),
    '<span style="font-variant: small-caps;">': ("</span>", (("font-variant", "small-caps"),), None),
    '<span class="nocase">': ("</span>", (), "nocase"),
    '<span class="nodecor">': ("</span>", _UNDECORATED, None),
}
_CLOSING = frozenset(end for end, _, _ in _TAGS.values())
_TAG = "|".join(re.escape(tag) for tag in sorted({*_TAGS, *_CLOSING}, key=len, reverse=True))
_TOKEN = re.compile(f"({_TAG}|[\"'“”‘’„‚«»‹›「」『』])")
_SPECIAL = re.compile("[<\"'“”‘’„‚«»‹›「」『』]")
_FRENCH_SPACE = re.compile("(?<=«) | (?=[;:!?»])")  # a line does not break there
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u202f([{/—“‘„‚«‹")
_AFTER_CLOSING = frozenset(" \t\n\u00a0\u202f)]}/.,;:?—–-”’»›…<")
_MOST_MARKS = 20_000  # quotation marks and tags in one field
_DEEPEST = 40  # markup inside markup; deeper marks are text

_APOSTROPHE = "’"


def parse(text: str, locale: Locale, *, outermost: bool = False) -> list[Piece]:
    """Parse the text of a field; text without any mark comes back as it is, in a list.

    ``outermost`` says that the style wants no quotation marks around it: inner ones then become outer ones.
    """
    text = _FRENCH_SPACE.sub("\u202f", text)
    if _SPECIAL.search(text) is None:
        return [text]
    parts = _TOKEN.split(text, maxsplit=_MOST_MARKS + 1)
    # a field with so many marks is no title: they are left as they are
    return [text] if len(parts) > 2 * _MOST_MARKS else _Parser(parts, locale, outermost=outermost).run()


class _Open:
    __slots__ = ("children", "end", "format", "kind", "source")

    def __init__(self, source: str, end: str, format: Format, kind: str | None) -> None:
        self.source, self.end, self.format, self.kind = source, end, format, kind
        self.children: list[Piece] = []


class _Parser:
    def __init__(self, parts: list[str], locale: Locale, *, outermost: bool) -> None:
        self._parts, self._outermost = parts, outermost
        self._first = ""  # the kind of straight quotation mark that came first
        self._stack = [_Open("", "", (), None)]
        self._pairs, self._inner = locale.quote_pairs, locale.inner_quote_pairs
        self._ends = frozenset((*self._pairs.values(), *self._inner.values()))

    def run(self) -> list[Piece]:
        parts = self._parts
        for index, part in enumerate(parts):
            if not part:
                continue
            if index % 2 == 0:
                self._text(part)
            elif part[0] == "<":
                self._tag(part)
            else:
                self._quote(part, self._neighbour(index, -1), self._neighbour(index, 1))
        while len(self._stack) > 1:
            self._give_up()
        return _merged(self._stack[0].children)

    def _neighbour(self, index: int, step: int) -> str:
        """Find the character before or after a mark, looking through tags."""
        parts = self._parts
        for _ in range(2 * _DEEPEST):
            index += step
            if not 0 <= index < len(parts):
                return ""
            part = parts[index]
            if part and not (index % 2 and part[0] == "<"):
                return part[-1 if step < 0 else 0]
        return ""

    def _text(self, text: str) -> None:
        self._stack[-1].children.append(text)

    def _tag(self, tag: str) -> None:
        known = _TAGS.get(tag)
        if known is not None and len(self._stack) < _DEEPEST:
            end, format, kind = known
            self._stack.append(_Open(tag, end, format, kind))
        elif known is None and self._is_open(tag):
            self._close(tag)
        else:
            self._text(tag)

    def _quote(self, mark: str, before: str, after: str) -> None:
        inside = before in "\"'" and before == self._stack[-1].end
        opens = (not before or before in _BEFORE_OPENING or inside) and bool(after) and not after.isspace()
        closes = bool(before) and not before.isspace() and (not after or after in _AFTER_CLOSING)
        if mark in "\"'":
            closes = closes or (mark == '"' and after == "!")
            closes = closes or (after in "\"'" and bool(before))
            if closes and self._is_open(mark):
                self._close(mark)
            elif opens and (mark == "'" or not self._is_open(mark)) and len(self._stack) < _DEEPEST:
                if self._stack[-1].end == "'" == mark:
                    self._give_up()  # the one before was an apostrophe
                self._stack.append(_Open(mark, mark, (), "quote"))
            else:
                self._text(mark if mark == '"' else _APOSTROPHE)
        elif mark in self._ends and self._is_open(mark) and (closes or mark not in _APOSTROPHE):
            self._close(mark)
        elif opens and len(self._stack) < _DEEPEST and (end := self._end_of(mark)) is not None:
            self._stack.append(_Open(mark, end, (), "quote"))
        else:
            self._text(mark)

    def _end_of(self, mark: str) -> str | None:
        if mark in self._pairs:
            return self._pairs[mark]
        inside = self._outermost or any(opened.end in self._pairs.values() for opened in self._stack)
        return self._inner.get(mark) if inside else None

    def _is_open(self, end: str) -> bool:
        return any(opened.end == end for opened in self._stack)

    def _close(self, end: str) -> None:
        while self._stack[-1].end != end:
            self._give_up()
        opened = self._stack.pop()
        children = _merged(opened.children)
        if opened.kind == "quote":
            role = {'"': "straight", "'": "apostrophes"}.get(opened.source)
            node = Node(children, quotes=self._rank(opened.source), flips=True, role=role)
        else:
            node = Node(children, format=opened.format, flips=True, role=opened.kind)
        self._stack[-1].children.append(node)

    def _rank(self, mark: str) -> int:
        """Tell outer marks from inner ones where a text uses both kinds of straight ones: the first are the outer."""
        if mark not in "\"'" or any(opened.kind == "quote" for opened in self._stack):
            return True
        self._first = self._first or mark
        return True if mark == self._first or self._outermost else INNER

    def _give_up(self) -> None:
        """Turn an opening mark that has no partner into text."""
        opened = self._stack.pop()
        self._text(_APOSTROPHE if opened.source == "'" else opened.source)
        self._stack[-1].children.extend(opened.children)


def _merged(children: list[Piece]) -> list[Piece]:
    """Join neighbouring texts, in linear time."""
    merged: list[Piece] = []
    texts: list[str] = []
    for child in children:
        if isinstance(child, str):
            texts.append(child)
            continue
        if texts:
            merged.append("".join(texts))
            texts = []
        merged.append(child)
    if texts:
        merged.append("".join(texts))
    return merged
