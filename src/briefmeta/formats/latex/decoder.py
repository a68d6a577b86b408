"""Reads the LaTeX of a field as text, token by token, without recursion."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from briefmeta.formats.latex import commands, decode, is_marked

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = re.compile(
    r"""\\(?P<word>[A-Za-z]+)\*?(?P<space>[ ]*)
    |\\(?P<symbol>.)
    |(?P<open>\{)
    |(?P<close>\})
    |(?P<dollar>\$)
    |(?P<script>[\^_])
    |(?P<tie>~)
    |(?P<ligature>---?|``|''|[?!]`)
    |(?P<text>[^\\{}$~^_\-`'?!]+|.)""",
    re.VERBOSE | re.DOTALL,
)
# The usual accents in the forms that need no look around, {\"o} {\"{o}} \"{o} \"o \c{c}: most texts have no others.
_USUAL = re.compile(
    r"""(?<!\\)(?:\{\\["'`^~=.](?:[A-Za-z]|\{[A-Za-z]\})\}|\\["'`^~=.](?:[A-Za-z]|\{[A-Za-z]\})|\\[cvuHrkdb]\{[A-Za-z]\})"""
)
# A formula, by what only formulas hold; or by its borders, as pandoc tells it from two prices.
_FORMULA = re.compile(
    r"""\$(?:[^$\\]|\\[^A-Za-z]){0,500}?\\[A-Za-z](?:[^$\\]|\\.){0,500}?\$
    |\$(?!\ )(?:[^$\\]|\\.){1,500}?(?<!\ )\$(?![0-9])""",
    re.DOTALL | re.VERBOSE,
)
# Pairs of quotation marks: `English', ,,German`` and "`German"' in the shorthand of babel.
_QUOTED = re.compile(r"(?<![\\`\w])`(?![`\s])([^`]{1,500}?)(?<!['\\])'(?![\w'])")
_GERMAN = re.compile(
    r"""(?<![\\,\w]),,(?=[\w\\{])([^`',]{1,500}?(?:,[^`',]{1,500}?){0,20}?)(?:``|'')|"`([^`"]{1,500}?)"'"""
)
_BRACE = re.compile(r"[{}]")
_SPACES = re.compile(" {2,}")
_BREAK = re.compile(r" ?(\n+) ?")
_MAX_OPEN = 500  # groups that are followed; deeper ones are read as if their braces were not there
_MAX_COMMANDS = 10  # commands that are each other's arguments without braces
_SPACING_ACCENTS = {"'": "´", '"': "¨", "=": "¯", "c": "¸"}
_HARD_SPACE = "\ufdd0"  # stands for a space that is not folded; no field can hold this character itself


@lru_cache(maxsize=1024)
def _usual(command: str) -> str:
    accent = command[command.index("\\") + 1]
    return _accented(command.rstrip("}")[-1], commands.ACCENTS[accent])


def _accented(letters: str, mark: str) -> str:
    """Put a combining mark on the first letter."""
    first = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0])
    return unicodedata.normalize("NFC", first + mark) + letters[1:]


class _Group:
    """An open group: where its text starts, what is done with the text at its end, and what else ends there."""

    __slots__ = ("ending", "ends_outer", "finish", "start")

    def __init__(self, start: int, finish: Callable[[str], str] | None = None) -> None:
        self.start, self.finish, self.ending, self.ends_outer = start, finish, "", 0


class Decoder:
    """One text on its way from LaTeX to Unicode; its white space is folded already."""

    def __init__(self, latex: str, markup: bool, lines: bool) -> None:
        self.latex, self.markup, self.lines = latex, markup, lines
        self.position = 0
        self.formula_end = -1
        self.parts: list[str] = []
        self.groups: list[_Group] = []
        self.commands_in_commands = 0
        self.ends: dict[int, int] | None = None

    def text(self) -> str:
        """Read it all."""
        if "\\" in self.latex:
            self.latex = _USUAL.sub(lambda found: _usual(found[0]), self.latex)
        if "`" in self.latex or ",," in self.latex:
            self.latex = _GERMAN.sub(lambda found: f"„{found[1] or found[2]}“", self.latex)
            self.latex = _QUOTED.sub(r"‘\1’", self.latex)
        if not is_marked(self.latex):
            return self.latex
        while self.position < len(self.latex):
            self._token()
        while self.groups:
            self._end_group()
        return _tidy("".join(self.parts))

    def _token(self) -> None:
        found = _TOKEN.match(self.latex, self.position)
        if found is None:  # a backslash with nothing after it
            self.parts.append(self.latex[self.position :])
            self.position = len(self.latex)
            return
        self.position = found.end()
        kind = found.lastgroup
        if kind == "text":
            self.parts.append(found.group())
        elif kind == "open":
            self._open_group()
        elif kind == "close":
            self._end_group()
        elif kind == "space":
            self._command(found["word"], found["space"])
        else:
            self._other(kind, found.group())

    def _other(self, kind: str | None, text: str) -> None:
        if kind == "symbol":
            self._control_symbol(text[1])
        elif kind == "ligature":
            self.parts.append(commands.LIGATURES[text])
        elif kind == "tie":
            self.parts.append("\xa0")
        elif kind == "script" and self.position <= self.formula_end:
            self._script("<sup>" if text == "^" else "<sub>")
        elif kind != "dollar" or not self._at_formula():
            self.parts.append(text)

    def _at_formula(self) -> bool:
        """Return whether the dollar sign just read opens or closes a formula, as pandoc tells it from a price."""
        if self.position == self.formula_end:
            self.formula_end = -1
            return True
        found = _FORMULA.match(self.latex, self.position - 1) if self.formula_end < 0 else None
        if found:
            self.formula_end = found.end()
        return found is not None

    def _open_group(self, finish: Callable[[str], str] | None = None) -> None:
        if len(self.groups) >= _MAX_OPEN:
            return
        self.groups.append(_Group(len(self.parts), finish))
        if finish is None and self.latex.startswith("{}", self.position):
            following = self.latex[self.position + 2 : self.position + 3]
            if self.markup and following not in ("}", ""):  # what is written for <span class="nocase">
                self.position += 2
                self._begin_tag(commands.NO_CASE)

    def _end_group(self) -> None:
        if not self.groups:
            return
        group = self.groups.pop()
        if group.ending:
            self.parts.append(group.ending)
        if group.finish:
            text = group.finish("".join(self.parts[group.start :]))
            self.parts[group.start :] = [text] if text else []
        for _ in range(group.ends_outer):
            self._end_group()

    def _begin_tag(self, tag: str) -> None:
        """Begin a tag that ends with the innermost group."""
        if self.markup and self.groups:
            self.parts.append(tag)
            self.groups[-1].ending = commands.CLOSING_TAGS[tag] + self.groups[-1].ending

    def _control_symbol(self, symbol: str) -> None:
        if symbol in commands.ACCENTS:
            self._accent(symbol)
        elif symbol == "\\":
            self._line_break("\n")
        elif symbol == " ":
            self.parts.append(_HARD_SPACE)
        elif symbol in "()":
            self.formula_end = len(self.latex) + 1 if symbol == "(" else -1
        else:
            self.parts.append(commands.CONTROL_SYMBOLS.get(symbol, "\\" + symbol))

    def _line_break(self, line_break: str) -> None:
        self.parts.append(line_break if self.lines else " ")

    def _command(self, name: str, space: str) -> None:
        if name in commands.SYMBOLS:
            self.parts.append(commands.SYMBOLS[name])
            if name in commands.RELATIONS and space and self.position <= self.formula_end:
                self.parts.append(" ")
            self._skip_empty_group()
        elif name in commands.ACCENTS:
            self._accent(name)
        elif name in commands.LINE_BREAKS:
            self._line_break(commands.LINE_BREAKS[name])
            self._skip_empty_group()
        elif name in commands.FONT_COMMANDS:
            self._font(name)
        elif name in commands.CASES:
            self._argument(commands.CASES[name])
        elif name in commands.QUOTED:
            before, after = commands.QUOTED[name]
            self._argument(lambda text: before + text + after)
        elif name == "url":
            self.parts.append(self._raw_argument()[1:-1])
        elif name in commands.DROPPED_ARGUMENTS:
            self._raw_argument()
        elif name in _READERS:
            _READERS[name](self)
        elif name not in commands.TRANSPARENT and name not in commands.IGNORED:
            self._unknown(name, space)

    def _fraction(self) -> None:
        r"""Read ``\frac{1}{2}``: one character where Unicode has it, else with a slash."""
        numerator, denominator = (self._nested() for _ in range(2))
        text = f"{numerator}/{denominator}"
        self.parts.append(commands.VULGAR_FRACTIONS.get(text, text))

    def _nested(self) -> str:
        """Read the next argument by itself: a group, or one character."""
        self._skip_space()
        argument = self._raw_argument()
        if not argument:
            argument = self.latex[self.position : self.position + 1]
            self.position += len(argument)
            return argument
        inner = argument[1:-1]
        # a fraction in a fraction is read as written from the third on: depth is bounded
        return decode(inner, markup=self.markup) if inner.count("\\") <= _MAX_COMMANDS else inner

    def _begin(self) -> None:
        r"""Read ``\begin{em}`` as the group that it is; what an environment does beside the font is layout."""
        name = self._raw_argument()[1:-1].strip()
        self._open_group(lambda text: text)
        if name in commands.FONT_COMMANDS:
            self._begin_tag(commands.FONT_COMMANDS[name])

    def _end(self) -> None:
        self._raw_argument()
        self._end_group()

    def _numbered(self) -> None:
        """Read a character that is given by its number in the font: those of ASCII are in their places."""
        start, argument = self.position, self._raw_argument()
        digits = argument[1:-1].strip()
        if digits.isdecimal() and digits.isascii() and len(digits) < 4 and 32 < int(digits) < 127:
            self.parts.append(chr(int(digits)))
        else:
            self.position = start
            self._unknown("symbol", "")

    def _unknown(self, name: str, space: str) -> None:
        """Leave a command that is not known as it is, with its arguments."""
        self.parts.append("\\" + name + space)
        while argument := self._raw_argument():
            self.parts.append(argument)

    def _skip_empty_group(self) -> None:
        if self.latex.startswith("{}", self.position):
            self.position += 2

    def _skip_space(self) -> None:
        if self.latex.startswith(" ", self.position):
            self.position += 1

    def _raw_argument(self) -> str:
        """Return the group that comes next, with its braces and as it stands; empty where there is none."""
        start = self.position
        if not self.latex.startswith("{", start):
            return ""
        self.position = self._ends_of_groups().get(start, start)
        return self.latex[start : self.position]

    def _ends_of_groups(self) -> dict[int, int]:
        """Match all braces, once: where the group ends that a brace opens."""
        if self.ends is None:
            self.ends, opened = {}, []
            for brace in _BRACE.finditer(self.latex):
                if brace[0] == "{":
                    opened.append(brace.start())
                elif opened:
                    self.ends[opened.pop()] = brace.end()
        return self.ends

    def _argument(self, finish: Callable[[str], str]) -> None:
        """Apply ``finish`` to the text of the group, the character or the symbol that comes next."""
        self._skip_space()
        if self.latex.startswith("{", self.position):
            if len(self.groups) < _MAX_OPEN:
                self.position += 1
                self._open_group(finish)
            return
        if self.position >= len(self.latex) or self.latex[self.position] == "}":
            self.parts.append(finish(""))
            return
        found = _TOKEN.match(self.latex, self.position)
        if found and found.lastgroup == "space" and found["word"] in commands.SYMBOLS:
            self.position = found.end()
            self._skip_empty_group()
            self.parts.append(finish(commands.SYMBOLS[found["word"]]))
        elif found and found.lastgroup in ("space", "symbol") and self.commands_in_commands < _MAX_COMMANDS:
            # a command as argument, such as the inner accent of \'\^e: it is read as the only thing of a group
            self.commands_in_commands += 1
            self.groups.append(_Group(len(self.parts), finish))
            depth = len(self.groups)
            self._token()
            if len(self.groups) == depth:
                self._end_group()
            else:  # that command has opened a group of its own: this one ends with it
                self.groups[-1].ends_outer += 1
            self.commands_in_commands -= 1
        else:
            self.position += 1
            self.parts.append(finish(self.latex[self.position - 1]))

    def _accent(self, name: str) -> None:
        mark = commands.ACCENTS[name]
        spacing = _SPACING_ACCENTS.get(name, name if len(name) == 1 and not name.isalpha() else "")
        self._argument(lambda text: _accented(text, mark) if text.strip() else spacing)

    def _font(self, name: str) -> None:
        tag = commands.FONT_COMMANDS[name]
        if name in commands.DECLARATIONS:
            self._begin_tag(tag)
            return
        self._skip_space()
        if self.latex.startswith("{", self.position) and len(self.groups) < _MAX_OPEN:
            self.position += 1
            self.groups.append(_Group(len(self.parts)))
            self._begin_tag(tag)

    def _script(self, tag: str) -> None:
        """Read a super- or subscript of a formula: as markup, or in the characters that Unicode has for it."""
        table = commands.SUPERSCRIPTS if tag == "<sup>" else commands.SUBSCRIPTS
        sign = "^" if tag == "<sup>" else "_"

        def finish(text: str) -> str:
            if text in ("∘", "°"):
                return "°"
            if self.markup:
                return tag + text + commands.CLOSING_TAGS[tag]
            return text.translate(table) if all(ord(c) in table for c in text) else sign + text

        self._argument(finish)


_READERS: dict[str, Callable[[Decoder], None]] = {
    **dict.fromkeys(commands.FRACTIONS, Decoder._fraction),
    "symbol": Decoder._numbered,
    "begin": Decoder._begin,
    "end": Decoder._end,
}


def _tidy(text: str) -> str:
    """Drop the spaces around line breaks, fold those that commands left, and set the hard ones."""
    if "\n" in text:
        text = _BREAK.sub(r"\1", text)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    return text.strip(" ").replace(_HARD_SPACE, " ")
