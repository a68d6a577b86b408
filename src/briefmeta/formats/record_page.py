"""The layout of record pages: lines, blocks, and where one record ends and the next begins.

A page is a header (title, handle, the title again, date; not always all of them nor in this order), running text, and
blocks that a label line opens. Everything here looks at shape; what a value means is decided in ``record_values``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from briefmeta.errors import DateSyntaxError, InvalidValueError, ParseError
from briefmeta.formats.record_labels import MAX_LABEL, fold_label, label_field
from briefmeta.handles.handle import Handle
from briefmeta.model.date_words import fold, words
from briefmeta.model.dates import PublicationDate

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINE = 2_000
"""The longest line that can be a title, a handle, a label or a name list; longer ones are running text."""

_SPACE = " \t\r\f\v\u00a0\u2007\u202f\u200b\u2060\ufeff\u3000"
_RULE = re.compile(r"(?:[-=*_~#—–─·•]\s?){3,200}")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_INLINE = re.compile(rf"([^:：\t\n]{{1,{MAX_LABEL}}}?)[*_]{{0,3}}\s*(?:[:：][*_]{{0,3}}|\t|\s{{2}})\s*(\S.*)")
_PARTIAL_HANDLE = re.compile(r"(?:(?:hdl|handle|c[oi][di])\s*:\s*)?[0-9]{2,}(?:\.[0-9]+)+/?", re.IGNORECASE)
_DATE_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")


def clean(line: str) -> str:
    """Strip a line of white space, no-break and invisible spaces included, and of a Markdown heading's marks."""
    line = line.strip(_SPACE)
    return _HEADING.sub("", line) if line.startswith("#") else line


@attrs.frozen
class Page:
    """The lines of a text as given and stripped.

    Attributes:
        raw: each line as given, without its end.
        lines: each line stripped.
    """

    raw: list[str]
    lines: list[str]

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
        column = max(self.raw[index].find(value), 0) + 1
        return ParseError(
            message, line=index + 1, column=column, source=self.raw[index], field=field, warning=warning
        )

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
    """Tell whether a line only separates, as in ``-----``."""
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
    """Tell whether a line is a handle's prefix with nothing behind it."""
    return len(line) <= 100 and _PARTIAL_HANDLE.fullmatch(line) is not None and not is_date_like(line)


def is_date_like(line: str) -> bool:
    """Tell whether a whole line is a date, or was meant as one: ``5 Apr 2024``, but also ``31 Feb 2024``."""
    if not 4 <= len(line) <= 60 or not any(c.isdigit() for c in line):
        return False
    try:
        PublicationDate.parse(line)
    except DateSyntaxError:
        known = words()
        tokens = _DATE_TOKEN.findall(fold(line))
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
    """Split ``Label: value``, ``Label<tab>value`` and ``Label  value``; None where there is no such label."""
    if len(line) > 20 * MAX_LINE:
        return None
    found = _INLINE.match(line)
    return (found[1].strip(), found[2].strip()) if found else None


def same_title(first: str, second: str) -> bool:
    """Tell whether two lines are one title: case and punctuation aside, or one of them cut short."""
    a, b = _title_fold(first), _title_fold(second)
    if a == b:
        return True
    for full, cut in ((a, second), (b, first)):
        short = cut.rstrip()
        if short.endswith(("…", "...")) and len(short) > 12 and full.startswith(_title_fold(short)):
            return True
    return False


def _title_fold(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum())


def starts_of_records(page: Page) -> list[int]:
    """Find the line at which each record begins; the first begins at line 0.

    A further record is seen by its header: a line that is another handle, with its title repeated around it, or with a
    date close behind it, or after the label blocks of the record before.
    """
    starts = [0]
    current: Handle | None = None
    label = -1  # the last line so far that opens a labelled block, or separates
    for index, line in enumerate(page.lines):
        if line and (label_field(line) or is_rule(line)):
            label = index
        handle = handle_of(line)
        if handle is None or handle == current or _is_identifier_value(page, index):
            continue
        if current is None:
            current = handle
            continue
        top = _header_top(page, starts[-1], index, label)
        if top is not None:
            starts.append(top)
            current = handle
    return starts


def _is_identifier_value(page: Page, index: int) -> bool:
    """Tell whether the line above opens a block of identifiers, so that this handle is its value."""
    above = index - 1
    while above >= 0 and not page.lines[above]:
        above -= 1
    if above < 0:
        return False
    if label_field(page.lines[above]) in ("doi", "url", "handle"):
        return True
    found = inline_label(page.lines[index])
    return found is not None and label_field(found[0]) in ("doi", "url")


def _header_top(page: Page, floor: int, index: int, label: int) -> int | None:
    """Return where the header begins whose handle stands at ``index``, or None when it is no header."""
    repeated = _repeated_title(page, floor, index)
    if repeated is not None:
        return repeated
    top = _title_above(page, floor, index)
    return top if _date_follows(page, index) or floor < label < index else None


def _repeated_title(page: Page, floor: int, index: int) -> int | None:
    below, stop = page.block(index + 1, min(len(page.lines), index + 12))
    above = index - 1
    while above > floor and not page.lines[above]:
        above -= 1
    for count in range(1, 5):
        top = above - count + 1
        if top <= floor or not page.lines[top]:
            return None
        title = " ".join(page.lines[top : above + 1])
        for taken in range(1, stop - below + 1):
            if same_title(title, " ".join(page.lines[below : below + taken])):
                return top
    return None


def _title_above(page: Page, floor: int, index: int) -> int:
    """Return where the title above a handle begins: the handle's own line where a label's value stands there."""
    above = index - 1
    while above > floor and not page.lines[above]:
        above -= 1
    top = above
    while top - 1 > floor and page.lines[top - 1] and above - top < 3:
        top -= 1
    if page.lines[top - 1] if top else "":
        return above  # a long block: its last line is the title
    before = top - 1
    while before > floor and not page.lines[before]:
        before -= 1
    for line in range(above, top - 1, -1):
        if label_field(page.lines[line]):
            # "Published in", "France", then a title: the line behind the value; without one the handle comes first
            return line + 2 if line + 2 <= above else index
    return index if label_field(page.lines[before]) else top


def _date_follows(page: Page, index: int) -> bool:
    near = [line for line in page.lines[index + 1 : index + 8] if line][:2]
    return any(is_date_like(line) for line in near)


def folded_key(label: str) -> str:
    """Write a label as the name of an ``extra`` entry: as it stands, without its colon and decoration."""
    return label.strip("*_#: ：\u00a0\u202f") or fold_label(label)
