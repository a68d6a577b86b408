"""The syntax of ``.bib`` files: text to entries, each a type, a key and raw field values.

The reader takes what people have: ``@string``, ``@preamble`` and ``@comment``, ``#`` between pieces, braces,
quotes or parentheses, missing and doubled commas, missing keys, unquoted words. Nesting is counted, never
recursed into; expansion of ``@string`` is bounded. What is broken becomes a problem with its place and costs
the entry it is in, or only one field of
it: an entry that is not closed ends where, at the beginning of a line, another one starts.

Source: *BibTeXing*, sections 3 and 4; the summary of the BibTeX language in *Tame the BeaST*, sections 3 and
4; the manual of BibLaTeX, section 2.2. As in biber, a line that begins with ``%`` outside of an entry is a
comment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefmeta.formats.bib.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.errors import ParseError

MAX_DEPTH = 1_000
"""Braces in braces that a value may have."""

_MAX_ENTRY = 16_000_000  # characters of one entry that a stream waits for
_CHUNK = 1 << 16  # characters of a stream that are read at once
_FREE_EXPANSION = 16_000_000  # characters that @string may add to a text, beside eight times its own length
_MAX_MACRO = 1_000_000

_ID = r"""[^\s"#%'(),={}@\\]+"""
_HEAD = re.compile(r"@\s*+([^\W\d][\w:-]*+)\s*+([{(])")
_HALF_HEAD = re.compile(r"@\s*+(?:[^\W\d][\w:-]*+)?\s*+\Z")
_KEY = re.compile(r"\s*+([^,\n\r{}=]*+)(\s*+,|\s*+(?=\})|[\r\n]|(?==))")
# One whole field in the usual forms, up to the comma after it or the end of the entry.
_FIELD = re.compile(
    rf"""\s*+({_ID})\s*+=\s*+ (?:\{{([^{{}}]*+(?:\{{[^{{}}]*+\}}[^{{}}]*+)*+)\}} | "([^"{{}}\\]*+)" |
    ([0-9]++)(?!\w) | ([A-Za-z][\w:.+-]*+)) \s*+(?:,|(?=[}})]))""",
    re.VERBOSE,
)
_BETWEEN = r"(?:[\s,]++|%[^\r\n]*+(?:\r\n?|\n|\Z))*+"
_NAME = re.compile(rf"{_BETWEEN}({_ID})\s*+=\s*+")
_END = re.compile(rf"{_BETWEEN}([}})])")
_GAP = re.compile(_BETWEEN)
_SPACE = re.compile(r"\s*+")
_WORD = re.compile(r"""[^\s"#%'(),={}]+""")
_LOOSE = re.compile(r"[^,\n{}\"#=]+")
_WORDS = re.compile(r"^[ \t]*[^%\s]", re.MULTILINE)
_MARK = re.compile(r'[{}"]')
_BRACE = re.compile(r"[{}]")
_NEXT_ENTRY = re.compile(r"^[ \t]*@[^\W\d]\w*[ \t]*[{(]", re.MULTILINE)
_SWALLOWED = re.compile(r"^[ \t]*@[^\W\d]\w*[ \t]*[{(]\s*+[^\s{}(),=\"]++\s*+,", re.MULTILINE)
_RESUME = re.compile(
    rf"""^[ \t]*@[^\W\d]\w*[ \t]*[{{(]|(?<![^\s,{{}}"])({_ID})\s*+=\s*+(?=[{{"\w])|[}})]""", re.MULTILINE
)
_AFTER_QUOTE = re.compile(rf"\s*+(?:[,#}})]|{_ID}\s*+=|\Z)")

MONTHS = {name: name for name in "jan feb mar apr may jun jul aug sep oct nov dec".split()}
"""The macros that every BibTeX style defines."""


class BareNumber(str):
    """A value that stood there as digits alone, ``volume = 3``."""

    __slots__ = ()


class Entry:
    """One entry as it stands: values are LaTeX, names of fields are in lower case.

    Attributes:
        kind: the type without ``@``, in lower case.
        key: the citation key, or an empty text.
        fields: name to value; of a name that is repeated, the first value.
        places: name to the offset of its value in ``source``.
        source: the text it stands in.
        offset: where it begins there.
    """

    __slots__ = ("fields", "key", "kind", "offset", "places", "source")

    def __init__(self, kind: str, key: str, source: Source, offset: int) -> None:
        self.kind, self.key, self.source, self.offset = kind, key, source, offset
        self.fields: dict[str, str] = {}
        self.places: dict[str, int] = {}

    def report(
        self, problems: list[ParseError], message: str, field: str | None = None, *, warning: bool = False
    ) -> None:
        """Append an error of this entry, or of one of its fields."""
        offset = self.places.get(field, self.offset) if field else self.offset
        self.source.report(problems, message, offset, field=field, warning=warning)


class Slip(NamedTuple):
    """What is read all the same, and what makes BibTeX drop the rest of the entry."""

    key: str
    offset: int
    message: str


class _NeedsMore(Exception):  # noqa: N818 - a signal: the entry goes on in lines that are not read yet
    pass


class BibParser:
    """Reads entries from texts that follow each other; ``@string`` definitions stay.

    Args:
        problems: takes what is broken.
    """

    def __init__(self, problems: list[ParseError]) -> None:
        self.problems = problems
        self.macros: dict[str, str] = dict(MONTHS)
        self.expansion_left = _FREE_EXPANSION
        self.source = Source("")
        self.has_entities = False
        self.text = ""
        self.final = True
        self.rest = 0  # where the text begins that was not read because it goes on later
        self.search_left = 0
        self.resumed_at = -1
        self.is_bib = False  # whether any block was met
        self.slips: list[Slip] | None = (
            None  # where a list is given, it takes what BibTeX itself does not forgive
        )
        self.no_entry: ParseError | None = None  # what is said where none is, and there are words

    def stream(self, lines: Iterable[str]) -> Iterator[Entry]:
        """Read entries from lines, one after the other, holding one chunk of text at a time."""
        chunk: list[str] = []
        size, wanted, line = 0, _CHUNK, 1
        for piece in lines:
            chunk.append(piece)
            size += len(piece)
            if size >= wanted:
                source = Source("".join(chunk), line)
                yield from self.entries(source, final=False)
                left = source.text[self.rest :]
                line = source.line_of(self.rest)
                chunk, size, wanted = [left], len(left), max(_CHUNK, 2 * len(left))
        yield from self.entries(Source("".join(chunk), line), final=True)

    def entries(self, source: Source, *, final: bool = True) -> Iterator[Entry]:
        """Read the entries of one text; unless it is the final one, up to the last that is complete."""
        self.source, self.text, self.final, self.rest = source, source.text, final, 0
        self.has_entities = source.has_entities = (
            self.has_entities or source.has_entities
        )  # a macro may hold one
        self.expansion_left += 8 * len(self.text)
        self.search_left = 8 * len(self.text)
        self.resumed_at = -1
        position, text = 0, self.text
        while (at := text.find("@", position)) >= 0:
            self.rest = at
            head = _HEAD.match(text, at)
            if head is None or self._is_comment(at):
                if not final and _HALF_HEAD.match(text, at):
                    return
                position = at + 1
                continue
            self.is_bib = True
            known = len(self.problems)
            try:
                entry, position = self._block(head)
            except _NeedsMore:
                del self.problems[known:]  # they will be found again, with the rest of the entry
                if len(text) - at < _MAX_ENTRY:
                    return
                self.final = True  # no entry is that long: it is not closed
                entry, position = self._block(head)
                self.final = final
            if entry is not None:
                yield entry
        self.rest = len(text)
        if not self.is_bib and self.no_entry is None and (words := _WORDS.search(text)):
            self.no_entry = source.problem("there is no entry (@type{key, …) in this text", words.end() - 1)
        if final and not self.is_bib and self.no_entry:
            self.problems.append(self.no_entry)

    def _is_comment(self, at: int) -> bool:
        begin = max(0, at - 200)
        # the line ends of old Macintoshes are line ends, too: a comment would hold the whole file otherwise
        start = max(self.text.rfind("\n", begin, at), self.text.rfind("\r", begin, at)) + 1 or begin
        return self.text[start:at].lstrip()[:1] == "%"

    def _block(self, head: re.Match[str]) -> tuple[Entry | None, int]:
        kind = head[1].lower()
        if kind == "comment":
            return None, self._skip(head)
        if kind == "preamble":
            return None, self._skip(head)
        if kind == "string":
            return None, self._string(head)
        return self._entry(kind, head)

    def _skip(self, head: re.Match[str]) -> int:
        """Pass over a block to its closing brace, or where there is none to the end of the line."""
        end, _ = (
            self._closing_brace(head.end() - 1)
            if head[2] == "{"
            else (self.text.find(")", head.end()) + 1, 0)
        )
        if end <= 0:
            end = self.text.find("\n", head.end())
        return end if end > 0 else len(self.text)

    def _string(self, head: re.Match[str]) -> int:
        name = _NAME.match(self.text, head.end())
        if name is None:
            self._problem("@string needs a name, an equals sign and a value", head.start())
            return head.end()
        value, position = self._value(name.end(), "@string")
        if value is not None:
            if len(value) > _MAX_MACRO:
                self._problem(
                    f"the value of @string {name[1]} is longer than {_MAX_MACRO} characters", name.start(1)
                )
                value = value[:_MAX_MACRO]
            self.macros[name[1].lower()] = value
        end = _END.match(self.text, position)
        if end is None:
            if not self.final and position > len(self.text) - 200:
                raise _NeedsMore
            self._problem(f"@string {name[1]} is not closed", head.start())
            return position
        return end.end()

    def _entry(self, kind: str, head: re.Match[str]) -> tuple[Entry | None, int]:
        text, position = self.text, head.end()
        key = _KEY.match(text, position)
        if key is not None and text.startswith("=", key.end()):
            key_text = ""  # no key: what stands here is the name of the first field
        elif key is not None:
            key_text, position = key[1].strip(), key.end()
        else:
            key_text = ""
        entry = Entry(kind, key_text, self.source, head.start())
        if self.slips is not None:
            self._slip_of_key(key, key_text, head.end())
        fields, places, match = entry.fields, entry.places, _FIELD.match
        while True:
            found = match(text, position)
            if found is None:
                position, ended = self._unusual(entry, position)
                if ended:
                    return entry, position
                continue
            name, which = found[1].lower(), found.lastindex or 0
            value: str | None = found[which]
            if which == 4:
                value = BareNumber(value)
            elif which == 5:
                value = self._macro(found[5], found.start(5))
            position = found.end()
            if name in fields:
                self._repeated(entry, name, value, found.start(1))
            elif value is not None:
                fields[name], places[name] = value, found.start(which)

    def _repeated(self, entry: Entry, name: str, value: str | None, offset: int) -> None:
        if value is not None and value != entry.fields[name]:
            self._problem(f"the field {name} is given twice; the first one counts", offset, name)

    def _unusual(self, entry: Entry, position: int) -> tuple[int, bool]:
        """Read what is not a field in a usual form: the end, an unusual field, or a fault."""
        text = self.text
        end = _END.match(text, position)
        if end is not None:
            if self.slips is not None:
                self._slip_between(entry.key, position, end.start(1))
            return end.end(), True
        name = _NAME.match(text, position)
        if name is None:
            return self._fault(entry, position)
        if self.slips is not None:
            self._slip_between(entry.key, position, name.start(1))
        field = name[1].lower()
        value, after = self._value(name.end(), field)
        if value is not None and field in entry.fields:
            self._repeated(entry, field, value, name.start(1))
        elif value is not None:
            entry.fields[field], entry.places[field] = value, name.end()
        if text.startswith(",", after):
            after += 1
        elif self.slips is not None and value is not None and _NAME.match(text, after):
            self.slips.append(Slip(entry.key, after, f"a comma is missing behind {field}"))
        return after, False

    def _slip_of_key(self, key: re.Match[str] | None, key_text: str, offset: int) -> None:
        words = len(key[1].split()) if key else 0
        said = None
        if key and key_text and key[2].isspace():
            said = "a comma is missing behind the key"
        elif not key_text and words < 2:  # of more words, the reader says that they are no field
            said = "the entry has no key"
        elif words > 1:
            said = "the key holds a space"
        if said is not None and self.slips is not None:
            self.slips.append(Slip(key_text, offset, said))

    def _slip_between(self, key: str, start: int, end: int) -> None:
        """Keep what stands between two fields and is neither space nor one comma, which was read before."""
        between = self.text[start:end]
        for sign, said in (
            (",", "two commas follow each other"),
            ("%", "BibTeX knows no comments inside an entry"),
        ):
            at = between.find(sign)
            if at >= 0 and self.slips is not None:
                self.slips.append(Slip(key, start + at, said))
                return

    def _fault(self, entry: Entry, position: int) -> tuple[int, bool]:
        """Find where reading can go on, inside the entry or after it."""
        start = _GAP.match(self.text, position)
        position = start.end() if start else position
        if (
            position == self.resumed_at
        ):  # a value that is not closed was reported, and its entry is not either
            return position, True
        found = _RESUME.search(self.text, position)
        if found is None and not self.final:
            raise _NeedsMore
        if found is None or found[0].lstrip()[:1] == "@":
            self._problem(f"the entry {entry.key or '@' + entry.kind} is not closed", entry.offset)
            return (found.start() if found else len(self.text)), True
        self._problem("a field (name = value) or the end of the entry was expected here", position)
        return (found.start(1), False) if found[1] else (found.end(), True)

    def _value(self, position: int, field: str) -> tuple[str | None, int]:
        """Read a value, pieces joined by ``#``; None where it is broken, and where reading goes on."""
        pieces: list[str] = []
        while True:
            piece, position = self._piece(position, field)
            if piece is None:
                return None, position
            pieces.append(piece)
            after = _SPACE.match(self.text, position)
            position = after.end() if after else position
            if not self.text.startswith("#", position):
                break
            after = _SPACE.match(self.text, position + 1)
            position = after.end() if after else position + 1
        if len(pieces) == 1:
            return pieces[0], position
        return self._expanded("".join(pieces) if self._may_expand(pieces) else None, position), position

    def _may_expand(self, pieces: list[str]) -> bool:
        self.expansion_left -= sum(map(len, pieces))
        return self.expansion_left >= 0

    def _expanded(self, value: str | None, offset: int) -> str | None:
        if value is None:
            self._problem("@string definitions make this text too long", offset)
        return value

    def _piece(self, position: int, field: str) -> tuple[str | None, int]:
        text = self.text
        first = text[position : position + 1]
        if first == "{":
            return self._braced(position, field)
        if first == '"':
            return self._quoted(position, field)
        word = _WORD.match(text, position)
        if word is None:
            if not self.final and position >= len(text):
                raise _NeedsMore
            self._problem(f"the field {field} has no value", position, field)
            return None, position
        if not self.final and word.end() >= len(text):
            raise _NeedsMore
        follows = _SPACE.match(text, word.end())
        after = follows.end() if follows else word.end()
        if text[after : after + 1] in ("", ",", "#", "}", ")") or _NAME.match(text, after):
            if word[0].isdecimal() and word[0].isascii():
                return BareNumber(word[0]), word.end()
            return self._macro(word[0], position), word.end()
        loose = _LOOSE.match(text, position)
        end = loose.end() if loose else word.end()
        self._problem(f"the value of {field} is neither in braces nor in quotes", position, field)
        return text[position:end].strip(), end

    def _macro(self, name: str, offset: int) -> str | None:
        value = self.macros.get(name.lower())
        if value is None:  # not defined here, perhaps in another file: its name is what is known
            self._problem(f"the abbreviation {name} is not defined; its name is taken", offset, warning=True)
            return name
        self.expansion_left -= len(value)
        return value if self.expansion_left >= 0 else self._expanded(None, offset)

    def _braced(self, position: int, field: str) -> tuple[str | None, int]:
        end, depth = self._closing_brace(position)
        if end <= 0 or self._holds_entry(position, end):
            return None, self._not_closed(position, field)
        if depth > MAX_DEPTH:
            self._problem(f"the braces of {field} are nested more than {MAX_DEPTH} deep", position, field)
            return None, end
        return self.text[position + 1 : end - 1], end

    def _holds_entry(self, position: int, end: int) -> bool:
        """Return whether a line inside a value begins an entry: then a later fault closes it by chance."""
        if self.text.find("@", position, end) < 0 or not _SWALLOWED.search(self.text, position, end):
            return False
        self.search_left -= end - position
        return True

    def _closing_brace(self, position: int) -> tuple[int, int]:
        """Find the end of a group, and how deep it nests; 0 where it is not closed."""
        depth = deepest = 0
        limit = self._search_limit(position)
        for brace in _BRACE.finditer(self.text, position, limit):
            if brace[0] == "{":
                depth += 1
                deepest = max(depth, deepest)
            else:
                depth -= 1
                if not depth:
                    return brace.end(), deepest
        if not self.final:
            raise _NeedsMore
        self.search_left -= limit - position
        return 0, deepest

    def _search_limit(self, position: int) -> int:
        """Return how far the end of a value is looked for: after many without an end, no further than its entry."""
        if self.search_left > 0:
            return len(self.text)
        following = _NEXT_ENTRY.search(self.text, position)
        return following.start() if following else len(self.text)

    def _quoted(self, position: int, field: str) -> tuple[str | None, int]:
        depth, start, limit = 0, position + 1, self._search_limit(position)
        for mark in _MARK.finditer(self.text, start, limit):
            if mark[0] == "{":
                depth += 1
            elif mark[0] == "}":
                depth -= 1
                if depth < 0:
                    break
            elif depth == 0:
                escaped = self.text[mark.start() - 1] == "\\" and mark.start() > start
                if not escaped or _AFTER_QUOTE.match(self.text, mark.end()):
                    return self.text[start : mark.start()], mark.end()
            if depth > MAX_DEPTH:
                self.search_left -= mark.start() - position
                return None, self._not_closed(position, field)
        else:
            if not self.final:
                raise _NeedsMore
            self.search_left -= limit - position
        return None, self._not_closed(position, field)

    def _not_closed(self, position: int, field: str) -> int:
        """Report a value without an end; reading goes on at the next line that begins an entry."""
        self._problem(f"the value of {field} is not closed", position, field)
        following = _NEXT_ENTRY.search(self.text, position)
        self.resumed_at = following.start() if following else len(self.text)
        return self.resumed_at

    def _problem(self, message: str, offset: int, field: str | None = None, *, warning: bool = False) -> None:
        self.source.report(self.problems, message, offset, field=field, warning=warning)
