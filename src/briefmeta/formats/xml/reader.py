"""From XML text to elements: Expat, fed in pieces, stopped at what is refused, begun anew after a fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from briefmeta.errors import ParseError, shorten
from briefmeta.formats.xml import (
    LONGEST_SHOWN_LINE,
    MAX_DEPTH,
    MAX_NAMESPACES,
    MAX_RECORD,
    NAMES,
    SKIP,
    TAKE,
    TAKE_PARENT,
    USUAL_SCOPE,
    Choice,
    Element,
    spelling,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pyexpat import XMLParserType

_ELEMENT_WEIGHT = 100
_PIECE = 1 << 16  # characters that the parser is given at a time
_MAX_SILENT_PIECES = 16  # pieces inside one tag or comment; Expat before 2.6 reads a tag anew with each piece
_MAX_RECOVERIES = 20  # faults outside records after which the rest is left alone


def pieces(lines: Iterable[str]) -> Iterator[str]:
    """Gather lines, and cut long ones behind a tag, so that the parser gets pieces of one size."""
    gathered: list[str] = []
    size = 0
    for line in lines:
        gathered.append(line)
        size += len(line)
        if size >= _PIECE:
            text = "".join(gathered)
            start = 0
            while len(text) - start > _PIECE:
                cut = max(text.rfind("\n", start, start + _PIECE), text.rfind(">", start, start + _PIECE)) + 1
                cut = cut or start + _PIECE
                yield text[start:cut]
                start = cut
            gathered = [text[start:]]
            size = len(gathered[0])
    yield "".join(gathered)


class _Fault(Exception):  # noqa: N818 - passes through Expat, never leaves this module
    def __init__(self, message: str, parser: XMLParserType, *, fatal: bool = False) -> None:
        super().__init__(message)
        self.message, self.fatal = message, fatal
        self.line, self.column = parser.CurrentLineNumber, parser.CurrentColumnNumber


# What XML 1.0 has no place for at all (section 2.2, Char).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Error codes of Expat (expat.h, enum XML_Error).
_BAD_TOKEN, _UNCLOSED, _MISMATCH, _JUNK, _ENTITY, _LATE_DECLARATION = 4, 5, 7, 9, 11, 17
_Frame: TypeAlias = tuple[
    str, dict[str, str], Element
]  # the name as written, namespaces by prefix, the element


class XmlReader:
    """Takes pieces of text, gives the elements that each completes; ``read_elements`` is its front door."""

    def __init__(self, choose: Choice, problems: list[ParseError]) -> None:
        self._choose, self._problems = choose, problems
        self._path: list[_Frame] = []
        self._record = -1  # where in the path the record stands that is being read
        self._record_name = ""  # as it is written; empty for a parent that was taken for its part
        self._size = self._events = self._silent = self._recoveries = 0
        self._taken: list[Element] = []
        self._line, self._column = 1, 0  # where the current piece begins
        self._text = ""
        self._resume: re.Pattern[str] | None = None
        self._started = self._reported = self.done = False
        self._parser = self._new_parser(0)

    # --- the parser and the place in the text

    def _new_parser(self, offset: int) -> XMLParserType:
        """Begin anew at ``offset`` of the piece, inside the elements that are open."""
        from pyexpat import ParserCreate

        parser = ParserCreate()
        opened = "".join(f"<{raw}>" for raw, _, _ in self._path)
        parser.Parse(opened, False)
        self._base_line, self._base_column = self._place(offset)
        self._base_column -= len(opened)
        parser.buffer_text = True
        parser.buffer_size = _PIECE
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.CommentHandler = self._event
        parser.ProcessingInstructionHandler = self._event
        return parser

    def _place(self, offset: int) -> tuple[int, int]:
        """The line, from 1, and the column, from 0, of an offset in the piece."""
        newlines = self._text.count("\n", 0, offset)
        if not newlines:
            return self._line, self._column + offset
        return self._line + newlines, offset - self._text.rfind("\n", 0, offset) - 1

    def _offset(self, line: int, column: int) -> int:
        """The offset in the piece of a place that Expat names; 0 where it lies before the piece."""
        line += self._base_line - 1
        column += self._base_column if line == self._base_line else 0
        if (line, column) < (self._line, self._column):
            return 0
        start = 0
        for _ in range(line - self._line):
            start = self._text.find("\n", start) + 1
        return min(start + column - (self._column if line == self._line else 0), len(self._text))

    def _report(self, message: str, offset: int) -> None:
        line, column = self._place(offset)
        start = self._text.rfind("\n", 0, offset) + 1
        end = self._text.find("\n", offset)
        source: str | None = self._text[start : end if end >= 0 else None]
        if offset - start != column or len(source or "") > LONGEST_SHOWN_LINE:
            source = None
            if offset < len(self._text):
                message += f", near {shorten(self._text[offset : offset + 40])}"
        self._problems.append(ParseError(message, line=line, column=column + 1, source=source))
        self._reported = True

    # --- pieces in, elements out

    def feed(self, text: str) -> list[Element]:
        """Take a piece of text; give the elements that it completes."""
        self._text = self._cleaned(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)
        offset = 0
        if not self._started:
            offset = len(self._text) - len(self._text.lstrip(" \t\n\ufeff"))
            if offset == len(self._text):
                self._advance()
                return []
            self._started = True
            if self._text[offset] != "<":
                self._report("this is no XML: it does not begin with <", offset)
                self.done = True
                return []
            self._parser = self._new_parser(offset)
        self._parse(offset)
        self._advance()
        taken, self._taken = self._taken, []
        return taken

    def close(self) -> list[Element]:
        """End the text."""
        from pyexpat import ExpatError

        if self._resume is None and not self.done:
            self._text = ""
            try:
                self._parser.Parse("", True)
            except ExpatError as error:
                if (
                    self._path or not self._reported
                ):  # a record at the root whose fault is known leaves nothing
                    self._report(self._at_the_end(error.code), 0)
            except _Fault as fault:  # newer releases of Expat keep the last tag back until the end
                self._report(fault.message, 0)
        taken, self._taken = self._taken, []
        return taken

    def _at_the_end(self, code: int) -> str:
        if not self._started:
            return "there is no XML: the text is empty"
        if code == _UNCLOSED:
            return "the text ends inside a tag or a comment"
        return f"the text ends before </{self._path[-1][0]}>" if self._path else "there is no element"

    def _advance(self) -> None:
        self._line, self._column = self._place(len(self._text))

    def _cleaned(self, text: str) -> str:
        found = _NOT_XML.search(text)
        if found is None:
            return text
        self._text = text
        kind = "the lone surrogate" if "\ud800" <= found.group() <= "\udfff" else "the character"
        self._report(
            f"{kind} U+{ord(found.group()):04X} may not stand in XML; it was left out", found.start()
        )
        return _NOT_XML.sub("", text)

    def _parse(self, offset: int) -> None:
        from pyexpat import ExpatError

        while offset < len(self._text):
            if self._resume is not None:
                found = self._resume.search(self._text, offset)
                if found is None:
                    return
                offset = found.end() if found.group().startswith("</") else found.start()
                self._resume = None
                self._parser = self._new_parser(offset)
            self._events = 0
            try:
                self._parser.Parse(self._text[offset:], False)
                self._silent = 0 if self._events else self._silent + 1
                if self._silent > _MAX_SILENT_PIECES:
                    raise _Fault("a tag or comment is too long", self._parser)
                return
            except ExpatError as error:
                place = self._offset(error.lineno, error.offset)
                offset = self._recover(error.code, self._message(error.code), place)
            except _Fault as fault:
                place = self._offset(fault.line, fault.column)
                offset = self._recover(0, fault.message, place, fatal=fault.fatal)

    def _message(self, code: int) -> str:
        if code == _MISMATCH:
            return f"this end tag does not close <{self._path[-1][0]}>"
        if code == _ENTITY:
            return "an entity that XML does not define"
        from pyexpat import ErrorString

        return f"this is not well-formed XML: {ErrorString(code)}"

    def _recover(self, code: int, message: str, offset: int, *, fatal: bool = False) -> int:
        """Settle where reading goes on after a fault at ``offset``: there, or where ``_resume`` is found."""
        self._silent = 0
        if not self._path and code in (_JUNK, _LATE_DECLARATION) and self._text.startswith("<", offset):
            self._parser = self._new_parser(offset)  # another document
            return offset
        if code == _BAD_TOKEN and self._text.endswith("&", 0, offset):
            offset -= 1  # Expat points behind an ampersand that begins no reference
        self._report(message, offset)
        self._recoveries += self._record < 0
        if fatal or self._recoveries > _MAX_RECOVERIES:
            self.done = True
            return len(self._text)
        if self._record >= 0:
            name = re.escape(self._path[self._record][0])
            del self._path[self._record :]
            self._resume = re.compile(rf"</{name}[ \t\n]*>|<{name}(?=[ \t\n/>])")
            self._record = -1
            return offset
        self._resume = re.compile("<")
        return offset + 1

    # --- what Expat calls

    def _event(self, *_: object) -> None:
        self._events += 1

    def _doctype(self, *_: object) -> None:
        raise _Fault("a document type declaration is refused, as entities are", self._parser, fatal=True)

    def _start(self, raw: str, written: list[str]) -> None:
        path = self._path
        self._events += 1
        if len(path) >= MAX_DEPTH:
            message = f"elements are nested more than {MAX_DEPTH} deep"
            raise _Fault(message, self._parser, fatal=self._record < 0)
        if self._record >= 0 and raw == self._record_name:
            raise _Fault(f"<{raw}> begins before </{raw}>", self._parser)
        scope = path[-1][1] if path else USUAL_SCOPE
        attributes: dict[str, str] = {}
        if written:
            scope, attributes = _attributes(scope, written)
            if len(scope) > MAX_NAMESPACES:
                raise _Fault(f"more than {MAX_NAMESPACES} namespace prefixes are declared", self._parser)
        prefix, _, name = raw.rpartition(":")
        line = self._parser.CurrentLineNumber
        column = self._parser.CurrentColumnNumber + (self._base_column if line == 1 else 0)
        namespace = scope.get(prefix, prefix)
        element = Element(namespace, name, attributes, line + self._base_line - 1, column + 1)
        if self._record < 0:
            self._begin(self._choose(namespace, name), raw)
        if self._record >= 0:
            self._grow(_ELEMENT_WEIGHT + sum(map(len, written)))
            if len(path) > self._record:
                path[-1][2].content.append(element)
        path.append((raw, scope, element))

    def _begin(self, choice: int, raw: str) -> None:
        if choice != SKIP:
            self._size = 0
            self._record = len(self._path) - (choice == TAKE_PARENT and bool(self._path))
            self._record_name = raw if choice == TAKE else ""

    def _characters(self, data: str) -> None:
        self._events += 1
        if self._record >= 0:
            self._grow(len(data))
            self._path[-1][2].content.append(data)

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > MAX_RECORD:
            raise _Fault(f"a record is larger than {MAX_RECORD} characters", self._parser)

    def _end(self, _: str) -> None:
        self._events += 1
        element = self._path.pop()[2]
        if len(self._path) == self._record:
            self._record = -1
            self._taken.append(element)


def _attributes(scope: dict[str, str], written: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Sort what a tag carries into namespace declarations, added to ``scope``, and attributes."""
    declared: dict[str, Any] = {}
    pairs = list(zip(written[::2], written[1::2], strict=True))
    for name, value in pairs:
        if name == "xmlns":
            declared[""] = NAMES.get(spelling(value), value)
        elif name.startswith("xmlns:"):
            declared[name[6:]] = NAMES.get(spelling(value), value)
    if declared:
        scope = {**scope, **declared}
    attributes = {}
    for name, value in pairs:
        prefix, colon, local = name.rpartition(":")
        if prefix != "xmlns" and name != "xmlns":
            attributes[f"{scope.get(prefix, prefix)}:{local}" if colon else name] = value
    return scope, attributes
