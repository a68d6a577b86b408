"""The inside of a passage: keys and brackets that may make a citation, past code, math, links, HTML, TeX and escapes.

CommonMark 0.31, "Inlines", with math, footnotes and TeX as in pandoc. One pass from left to right; what could be looked
for again and again (the end of a code span, of math, of a comment) is known to be there before it is looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from typing import TYPE_CHECKING

from attrs import define, field

from briefmeta.citations.documents.patterns import TAG, normalized_label
from briefmeta.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

MAX_CITATIONS = 100_000
"""The most citations in one document."""
_DEEPEST = 100  # brackets in brackets; of deeper ones only the innermost count

#: A key: letters, figures and underscores, with single marks inside (a bounded number of them, for the sake of memory);
#: or anything without space in braces.
_KEY = r"""(?P<suppress>(?<![^\W_])(?<![.-])-)?
           (?<![^\W_])(?:(?<!\.)|(?<=\.\.\.))
           @(?:(?P<plain>[\w*]\w*+(?:(?:[:.#$%&+?<>~/-](?=\w)|[:/](?=/))\w*+){0,999})
              |\{(?P<braced>(?:[^\s{}]|\{[^\s{}]*+\})++)\})"""
_TOKEN = re.compile(
    rf"""(?P<escape>\\)
       | (?P<code>`+)
       | (?P<math>\$+)
       | (?P<angle><)
       | (?P<entity>&(?:\#[0-9A-Fa-fxX]{{1,8}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
       | (?P<note>\[\^[^\s\[\]^]+\](?!:))
       | (?P<opening>\^\[|!\[|\[+)
       | (?P<closing>\])
       | (?P<separator>;)
       | (?P<key>{_KEY})
       | (?P<address>(?<![^\W_])(?:https?|ftp)://[^\s<>\[\]]*[^\s<>\[\]?!.,:;*_~'")])""",
    re.VERBOSE,
)
_COMMAND = re.compile(r"\\[A-Za-z]+\*?")
_OPTIONS = re.compile(r"\[[^\[\]]*+\]")
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>|<[^\s<>@`]+@[A-Za-z0-9.-]+>")
_DOLLAR = re.compile(r"(?<!\\)\$(?!\$)")
_RUN = re.compile("`+")
_REFERENCE = re.compile(r"\[(?!\^|-?@)([^\[\]]*+)\]")
_SPAN = re.compile(r"\{(?=[\s}]|[^{}]*[.#=])[^{}]*+\}")
_TITLE = re.compile(r"""\s+(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))""", re.DOTALL)
_SPACE = re.compile(r"\s*+")
_IN_ANGLES = re.compile(r"<(?:[^<>\n\\]|\\.)*+>")
_DESTINATION = re.compile(r"(?:[^\s()\\]|\\.)++", re.DOTALL)
_LOOSE = re.compile(
    r"\((?:[^()\\<>\"']|\\.|\([^()]*+\))*+\)", re.DOTALL
)  # spaces are allowed, as pandoc does
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)


@define(frozen=True, slots=True)
class Key:
    """A key in the text.

    Attributes:
        start: where it starts, with ``-`` and ``@``.
        end: where it ends.
        key: the key itself.
        suppress: whether ``-`` stands before it.
    """

    start: int
    end: int
    key: str
    suppress: bool


@define(frozen=True, slots=True)
class Bracket:
    """A pair of brackets.

    Attributes:
        start: where the opening one stands.
        end: where the closing one stands.
        kind: plain, link (which something behind it makes it) or note (``^[…]``).
    """

    start: int
    end: int
    kind: str


@define(slots=True)
class Inlines:
    """What a passage has in it.

    Attributes:
        keys: keys, in their order.
        brackets: pairs of brackets that have keys in them or stand behind one, by where they open.
        notes: footnote marks: where they stand and their label.
        separators: the semicolons outside of brackets.
        opaque: what is no text (code, math, HTML, TeX, links, escapes), when that was asked for.
    """

    keys: list[Key] = field(factory=list)
    brackets: dict[int, Bracket] = field(factory=dict)
    notes: list[tuple[int, str]] = field(factory=list)
    separators: list[int] = field(factory=list)
    opaque: list[tuple[int, int]] = field(factory=list)


def read_inlines(text: str, links: Collection[str] = (), *, closely: bool = False) -> Inlines:
    """Find keys, brackets and footnote marks in a passage.

    Args:
        text: the passage.
        links: the labels of links that the document defines.
        closely: whether separators and what is no text are wanted as well.

    Raises:
        InvalidValueError: when there are more than 100,000 keys.
    """
    return _Reader(text, links, closely=closely).read()


class _Reader:
    def __init__(self, text: str, links: Collection[str], *, closely: bool) -> None:
        self._text, self._links, self._closely = text, links, closely
        self._found = Inlines()
        # open brackets: where, kind, and how many keys were found before
        self._open: deque[tuple[int, str, int]] = deque(maxlen=_DEEPEST)
        self._last: dict[str, int] = {}  # where the last mark of a kind stands that could close something
        self._closing_braces: dict[int, int] | None = None
        self._dollars: list[int] | None = None

    def read(self) -> Inlines:
        text, place, search = self._text, 0, _TOKEN.search
        while found := search(text, place):
            kind = found.lastgroup or ""
            place = _HANDLERS[kind](self, found)
        return self._found

    # -- keys and brackets --------------------------------------------------------------------------------------------

    def key(self, found: re.Match[str]) -> int:
        if len(self._found.keys) >= MAX_CITATIONS:
            raise InvalidValueError("text", self._text, f"a document with at most {MAX_CITATIONS} citations")
        key = found["plain"] or found["braced"]
        self._found.keys.append(Key(found.start(), found.end(), key, found["suppress"] is not None))
        return found.end()

    def note(self, found: re.Match[str]) -> int:
        self._found.notes.append((found.start(), found[0][2:-1]))
        return self._hide(found.start(), found.end())

    def opening(self, found: re.Match[str]) -> int:
        marks, keys = found[0], len(self._found.keys)
        if marks[0] != "[":
            self._open.append((found.end() - 1, "note" if marks[0] == "^" else "image", keys))
        else:
            # only the innermost of many can matter, and a footnote mark may stand last
            last = found.end() - (1 if self._text.startswith("[^", found.end() - 1) and len(marks) > 1 else 0)
            for place in range(max(found.start(), last - _DEEPEST), last):
                self._open.append((place, "plain", keys))
            return last
        return found.end()

    def closing(self, found: re.Match[str]) -> int:
        place = found.start()
        if not self._open:
            return place + 1
        start, kind, keys = self._open.pop()
        end, kind = self._behind(start, place, kind)
        if kind == "note" or keys < len(self._found.keys) or self._follows_key(start):
            self._found.brackets[start] = Bracket(start, place, kind)
        if kind == "link":
            self._hide(start - (1 if self._text.startswith("!", start - 1) and start else 0), end)
        return end

    def _follows_key(self, start: int) -> bool:
        keys = self._found.keys
        return bool(keys) and not self._text[keys[-1].end : start].strip(" \t\r\n")

    def _behind(self, start: int, place: int, kind: str) -> tuple[int, str]:
        """Look behind a closing bracket: what makes it a link takes the brackets away from citations."""
        text, behind = self._text, place + 1
        mark = text[behind : behind + 1]
        if kind == "note":
            return behind, kind
        if mark == "(":
            end = self._destination(behind)
            if end is not None:
                return end, "link"
        elif mark == "[":
            found = _REFERENCE.match(text, behind)
            if found:
                label = found[1] or text[start + 1 : place]
                known = normalized_label(label) in self._links
                return (found.end() if known else behind), "link"
        elif mark == "{" and kind == "plain" and (found := _SPAN.match(text, behind)):
            return found.end(), "link"
        if self._links and place - start < 1000 and normalized_label(text[start + 1 : place]) in self._links:
            return behind, "link"
        return behind, "plain"

    def _destination(self, opening: int) -> int | None:
        """Find the end of ``(address "title")``, or None ("Links")."""
        text = self._text
        loose = _LOOSE.match(text, opening)
        if loose is not None:
            return loose.end()
        place = _end(_SPACE, text, opening + 1)
        if text.startswith("<", place):
            found = _IN_ANGLES.match(text, place)
            if found is None:
                return None
            place = found.end()
        else:
            depth = 0
            while depth <= 32:  # "an implementation may impose limits on the depth of nesting"
                place = _end(_DESTINATION, text, place)
                mark = text[place : place + 1]
                if mark not in ("(", ")") or (mark == ")" and depth == 0):
                    break
                depth += 1 if mark == "(" else -1
                place += 1
            if depth:
                return None
        place = _end(_SPACE, text, _end(_TITLE, text, place))
        return place + 1 if text.startswith(")", place) else None

    def separator(self, found: re.Match[str]) -> int:
        if self._closely and not self._open:
            self._found.separators.append(found.start())
        return found.end()

    # -- what is no text ----------------------------------------------------------------------------------------------

    def _hide(self, start: int, end: int) -> int:
        if self._closely:
            self._found.opaque.append((start, end))
        return end

    def entity(self, found: re.Match[str]) -> int:
        return found.end()  # its semicolon divides nothing

    def address(self, found: re.Match[str]) -> int:
        return found.end()

    def escape(self, found: re.Match[str]) -> int:
        text, start = self._text, found.start()
        command = _COMMAND.match(text, start)
        if command is None:
            return self._hide(start, min(start + 2, len(text)))
        end = _end(_OPTIONS, text, command.end())
        while text[end : end + 1] == "{" and (closing := self._closing_brace(end)) is not None:
            end = closing + 1
        return self._hide(start, end)

    def _closing_brace(self, opening: int) -> int | None:
        if self._closing_braces is None:
            self._closing_braces = {}
            opened: deque[int] = deque(maxlen=_DEEPEST)
            for found in _BRACES.finditer(self._text):
                if found[0] == "{":
                    opened.append(found.start())
                elif found[0] == "}" and opened:
                    self._closing_braces[opened.pop()] = found.start()
        return self._closing_braces.get(opening)

    def code(self, found: re.Match[str]) -> int:
        """Skip a code span: "a backtick string of equal length" ends it."""
        text, marks = self._text, found[0]
        if "`" not in self._last:
            for run in _RUN.finditer(text):
                self._last[run[0]] = run.start()
            self._last["`"] = self._last.get("`", -1)
        if self._last.get(marks, -1) < found.end():
            return found.end()
        for run in _RUN.finditer(text, found.end()):
            if run[0] == marks:
                return self._hide(found.start(), run.end())
        return found.end()

    def math(self, found: re.Match[str]) -> int:
        """Skip math: no space inside of single dollars, no figure behind the last one."""
        text, start, end = self._text, found.start(), found.end()
        if end - start > 1:
            closing = text.find("$$", end) if end - start == 2 else -1
            return end if closing < 0 else self._hide(start, closing + 2)
        if text[end : end + 1].isspace():
            return end
        if self._dollars is None:
            # a dollar behind a space ends nothing, and no math can go on past it; one before a figure is a price
            self._dollars = [
                each.start()
                for each in _DOLLAR.finditer(text)
                if text[each.start() - 1 : each.start()].isspace()
                or not text[each.end() : each.end() + 1].isdecimal()
            ]
        index = bisect_left(self._dollars, end)
        if index == len(self._dollars) or text[self._dollars[index] - 1].isspace():
            return end
        return self._hide(start, self._dollars[index] + 1)

    def angle(self, found: re.Match[str]) -> int:
        text, start = self._text, found.start()
        if text.startswith("<!--", start):
            if "-->" not in self._last:
                self._last["-->"] = text.rfind("-->")
            if self._last["-->"] >= start + 4:
                return self._hide(start, text.find("-->", start + 4) + 3)
        tag = _AUTOLINK.match(text, start) or TAG.match(text, start)
        return start + 1 if tag is None else self._hide(start, tag.end())


_HANDLERS: dict[str, Callable[[_Reader, re.Match[str]], int]] = {
    "key": _Reader.key,
    "note": _Reader.note,
    "opening": _Reader.opening,
    "closing": _Reader.closing,
    "separator": _Reader.separator,
    "address": _Reader.address,
    "entity": _Reader.entity,
    "escape": _Reader.escape,
    "code": _Reader.code,
    "math": _Reader.math,
    "angle": _Reader.angle,
}


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    """Return where a pattern that may be missing ends."""
    found = pattern.match(text, place)
    return place if found is None else found.end()
