"""The lines of record pages, and what a single line looks like: a handle, a date, a rule, a label with its value.

Everything here looks at shape; what a value means is decided in ``record.field_values``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from briefmeta.errors import DateSyntaxError, InvalidValueError, ParseError
from briefmeta.formats.record.labels import MAX_LABEL, fold_label, label_field
from briefmeta.handles.handle import Handle
from briefmeta.model.dates.date_words import words
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.text.fold import squeezed, unaccented
from briefmeta.vocabulary import words as entries

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINE = 2_000
"""The longest line that can be a title, a handle, a label or a name list; longer ones are running text."""

# White space, and the invisible characters that pages have at the ends of lines: joiners and direction marks.
_SPACE = " \t\r\f\v\u00a0\u2007\u202f\u200b\u2060\ufeff\u3000\u200e\u200f\u061c"
# A no-break space where typography asks for none is an export's spelling of a space.
_STRAY_NO_BREAK = re.compile(r"(?<![«‹])[\u00a0\u2007\u202f](?![:;!?»›%€])")
_RULE = re.compile(r"(?:[-=*_~#—–─·•]\s?){3,200}")
_HEADING = re.compile(r"#{1,6}[ \t]+")
# "Autor:innen" has a colon that ends no label.
_INLINE = re.compile(
    rf"((?:[^:：\t\n]|:(?=innen\b)){{1,{MAX_LABEL}}}?)[*_]{{0,3}}\s*(?:[:：](?!//|innen\b)[*_]{{0,3}}|\t|\s{{2}})\s*(\S.*)"
)
_DASHED = re.compile(rf"\|?\s?([^\n|]{{1,{MAX_LABEL}}}?)\s(?:[-–—=]|\|)\s(\S[^\n|]*)\|?")
_PARTIAL_HANDLE = re.compile(r"(?:(?:hdl|handle|c[oi][di])\s*:\s*)?[0-9]{2,}(?:\.[0-9]+)+/?", re.IGNORECASE)
_DATE_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")


def clean(line: str) -> str:
    """Strip a line of white space, no-break and invisible spaces included, and of a Markdown heading's marks."""
    line = spaced(line).strip(_SPACE)
    return _HEADING.sub("", line) if line.startswith("#") else line


def spaced(line: str) -> str:
    """Write the no-break spaces of a line as spaces, but for those that typography asks for (``qui ?``)."""
    return line if line.isascii() else _STRAY_NO_BREAK.sub(" ", line)


@attrs.frozen
class Page:
    """The lines of a text as given and stripped.

    Attributes:
        raw: each line as given, without its end.
        lines: each line stripped.
        top: the line of the first record's title, where it is known that others stand above it.
        passed_over: lines of the site that are blank in ``lines``: the page itself did not set its blocks apart there.
    """

    raw: list[str]
    lines: list[str]
    top: int | None = None
    passed_over: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: str) -> Page:
        """Cut a text into lines; line ends are those of Unix, Windows and the old Macintosh."""
        raw = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
        return cls(raw, [clean(line) for line in raw])

    def problem(
        self, index: int, message: str, value: str = "", *, field: str | None = None, warning: bool = False
    ) -> ParseError:
        """Make a problem at a line, and at a value in it."""
        index = min(index, len(self.raw) - 1)
        column = max(spaced(self.raw[index]).find(value), 0) + 1
        return ParseError(
            message, line=index + 1, column=column, source=self.raw[index], field=field, warning=warning
        )

    def line_above(self, index: int, floor: int = 0) -> int:
        """Return the last line above ``index`` that is not blank, or ``floor``."""
        index -= 1
        while index > floor and not self.lines[index]:
            index -= 1
        return max(index, floor)

    def next_line(self, start: int, end: int) -> int:
        """Return the first line at or after ``start`` that is not blank, or ``end``."""
        while start < end and not self.lines[start]:
            start += 1
        return start

    def block(self, start: int, end: int) -> tuple[int, int]:
        """Return the first block (lines without a blank one) at or after ``start``, as start and end."""
        start = self.next_line(start, end)
        stop = start
        while stop < end and self.lines[stop]:
            stop += 1
        return start, stop

    def blocks(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Walk the blocks between two lines."""
        while True:
            start, stop = self.block(start, end)
            if start >= end:
                return
            yield start, stop
            start = stop


def is_rule(line: str) -> bool:
    """Return whether a line only separates, as in ``-----``."""
    return len(line) <= MAX_LINE and _RULE.fullmatch(line) is not None


def handle_of(line: str) -> Handle | None:
    """Return the handle that a whole line is, or None."""
    if not 3 <= len(line) <= MAX_LINE or "/" not in line or not any(c.isdigit() for c in line):
        return None
    label, value = inline_label(line) or (None, line)
    line = value if label and label_field(label) == "handle" else line
    if (
        " " in line.strip(" ")
        and "%" not in line
        and not line.lower().startswith(("handle", "coi", "cid", "hdl"))
    ):
        return None
    try:
        return Handle(line)
    except InvalidValueError:
        return None


def is_partial_handle(line: str) -> bool:
    """Return whether a line is a handle's prefix with nothing behind it."""
    return len(line) <= 100 and _PARTIAL_HANDLE.fullmatch(line) is not None and not is_date_like(line)


def is_undated(text: str) -> bool:
    """Return whether a text stands where a date would and says that there is none."""
    return len(text) < 20 and text.casefold().strip("[]() ") in entries("undated")


def is_date_like(line: str) -> bool:
    """Return whether a whole line is a date, or was meant as one: ``5 Apr 2024``, but also ``31 Feb 2024``."""
    if is_undated(line):
        return True
    if not 4 <= len(line) <= 60 or not any(c.isdigit() for c in line):
        return False
    try:
        PublicationDate.parse(line)
    except DateSyntaxError:
        known = words()
        tokens = _DATE_TOKEN.findall(unaccented(line))
        numbers = [token for token in tokens if token.isdigit()]
        named = any(known[token].kind in ("month", "season") for token in tokens if token in known)
        joined = re.fullmatch(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}", line)
        return bool(
            len(tokens) <= 8
            and (named or joined)
            and all(len(token) <= 4 for token in numbers)
            and all(
                token.isdigit() or token in known or token in ("st", "nd", "rd", "th") for token in tokens
            )
        )
    return True


def inline_label(line: str) -> tuple[str, str] | None:
    """Split ``Label: value``, ``Label<tab>value``, ``Label  value``, and behind a known label ``Label – value``."""
    if len(line) > 20 * MAX_LINE:
        return None
    return _known_split(line) if len(line) <= MAX_LINE else _split(line)


def _split(line: str) -> tuple[str, str] | None:
    found = _INLINE.match(line)
    if found is None or label_field(found[1]) is None:
        dashed = _DASHED.fullmatch(line)
        found = dashed if dashed and label_field(dashed[1]) else found
    return (found[1].strip(), found[2].strip()) if found else None


_known_split = lru_cache(maxsize=512)(_split)  # each rule of the reader asks this of each line


def same_title(first: str, second: str) -> bool:
    """Return whether two lines are one title: case and punctuation aside, or one of them cut short."""
    a, b = squeezed(first), squeezed(second)
    if a == b:
        return True
    for full, cut in ((a, second), (b, first)):
        short = cut.rstrip()
        if short.endswith(("…", "...")) and len(short) > 12 and full.startswith(squeezed(short)):
            return True
    return False


def folded_key(label: str) -> str:
    """Write a label as the name of an ``extra`` entry: as it stands, without its colon and decoration."""
    return label.lstrip("#>*•-–_ ").rstrip("*_#: ：") or fold_label(label)
