"""The header of a record page: title, handle, the title again, date; not always all of them, nor in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from briefmeta.formats.record.field_values import Draft, read_date, read_value
from briefmeta.formats.record.labels import has_label_shape, label_field
from briefmeta.formats.record.page_lines import (
    MAX_LINE,
    Page,
    folded_key,
    handle_of,
    inline_label,
    is_date_like,
    is_partial_handle,
    is_rule,
    same_title,
)
from briefmeta.formats.record.plausible import are_people, is_plausible
from briefmeta.formats.record.record_starts import title_around_handle

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta.handles.handle import Handle

_LONGEST_TITLE = 3  # lines
_LONGEST_PHRASE = 3  # words
_LONGEST_TITLE_BELOW = 250  # characters; a longer line below handle and date is running text
_HEADER_FIELDS = frozenset({"title", "handle", "issued", "doi"})
_PROSE_FIELDS = frozenset({"summary", "rights", "note", "citation"})


@attrs.define
class HeaderReader:
    """Reads the lines of a header into a draft, each by the first rule that knows it."""

    page: Page
    end: int
    draft: Draft
    covered: set[int]
    _labels: int = 0
    _repeated: bool = False

    def read(self, index: int) -> int:
        """Read the header from a line on; return the line where running text or labelled blocks begin."""
        rules: tuple[Callable[[int, str], int], ...] = (
            self._title_again,
            self._handle,
            self._label,
            self._inline_label,
            self._date,
            self._phrase,
            self._title,
            self._other_title,
        )
        index = self._above_title(index)
        while index < self.end:
            line = self.page.lines[index]
            if not line or is_rule(line) or index in self.covered:
                index += 1
                continue
            taken = next((count for rule in rules if (count := rule(index, line))), 0)
            if taken <= 0:
                break
            index += taken
        return index

    def _above_title(self, index: int) -> int:
        """Read what stands above a title that is repeated around the handle: a date, or what a site shows above all."""
        top = title_around_handle(self.page, index, self.end)
        if top is None and self.page.top is not None and index <= self.page.top < self.end:
            top = self.page.top
        for line in range(index, index if top is None else top):
            text = self.page.lines[line]
            handle = handle_of(text)
            if handle is not None:
                self._take_handle(line, handle, text)
            elif is_date_like(text) and "issued" not in self.draft.fields:
                read_date(self.draft, "issued", "Date", line, text)
            elif text and not is_rule(text) and line not in self.covered:
                self.draft.keep("Text", text)
                self.draft.notice(line, "text above the title; kept as it stands", text)
        return index if top is None else top

    def _title_again(self, index: int, line: str) -> int:
        """Read a further standing of the title, be it on several lines or less cut than the first."""
        title = self.draft.fields.get("title")
        if title is None or len(line) > MAX_LINE:
            return 0
        _, stop = self.page.block(index, min(self.end, index + _LONGEST_TITLE + 1))
        for last in range(index + 1, stop + 1):
            again = " ".join(self.page.lines[index:last])
            if same_title(title, again):
                self._repeated = True
                fuller = max(title, again, key=lambda text: (not text.endswith(("…", "...")), len(text)))
                self.draft.fields["title"] = fuller
                return last - index
        return 0

    def _handle(self, index: int, line: str) -> int:
        handle = handle_of(line)
        if handle is not None:
            self._take_handle(index, handle, line)
            return 1
        if is_partial_handle(line):
            self.draft.fault(
                index, "a handle has a suffix behind its prefix and a slash", line, field="handle"
            )
            return 1
        return 0

    def _take_handle(self, index: int, handle: Handle, line: str) -> None:
        fields = self.draft.fields
        known = fields.setdefault("handle", handle)
        directory = handle.prefix.removeprefix("10.")
        if directory != handle.prefix and directory.split(".")[0].isdigit():
            fields.setdefault("doi", str(handle))
        elif known != handle:
            self.draft.fault(index, f"a second handle; the first is {known}", line, field="handle")
            self.draft.keep("Handle", str(handle))

    def _label(self, index: int, line: str) -> int:
        """Read a label that stands alone, with the value below it; one that is no part of a header ends the header."""
        field = label_field(line)
        if field is None or self._is_title(index):
            return 0
        first, stop = self.page.block(index + 1, self.end)
        if (
            field not in _HEADER_FIELDS
            or first >= self.end
            or not is_plausible(field, self.page.lines[first])
        ):
            return -1
        stop = min(stop, first + _LONGEST_TITLE) if field == "title" else first + 1
        if field == "title":
            stop = next((i for i in range(first + 1, stop) if not self._goes_on(first, i)), stop)
        read_value(self.draft, field, folded_key(line), first, self.page.lines[first:stop])
        return stop - index

    def _is_title(self, index: int) -> bool:
        """Return whether a line that reads as a label is the title all the same: it stands again close below."""
        line = self.page.lines[index]
        return "title" not in self.draft.fields and any(
            same_title(line, other)
            for other in self.page.lines[index + 1 : min(index + 8, self.end)]
            if other
        )

    def _inline_label(self, index: int, line: str) -> int:
        found = inline_label(line)
        if found is None or self._is_title(index):
            return 0
        label, value = found
        field = label_field(label)
        if field is None:
            return self._unknown_label(label, value)
        if field in _PROSE_FIELDS or not is_plausible(field, value):
            return 0
        self._labels += 1
        read_value(self.draft, field, folded_key(label), index, [value])
        return 1

    def _unknown_label(self, label: str, value: str) -> int:
        """Read a label that no table knows: whatever names a handle, and any of them among labelled lines."""
        if not has_label_shape(label):
            return 0
        handle = handle_of(value) if "handle" not in self.draft.fields else None
        if handle is not None and "." in handle.prefix:
            self.draft.fields["handle"] = handle
            return 1
        if self._labels > 1:
            self.draft.keep(folded_key(label), value)
            return 1
        return 0

    def _date(self, index: int, line: str) -> int:
        fields = self.draft.fields
        if "issued" in fields or not ("title" in fields or "handle" in fields) or not is_date_like(line):
            return 0
        read_date(self.draft, "issued", "Date", index, line)
        fields.setdefault("issued", None)
        return 1

    def _phrase(self, index: int, line: str) -> int:
        """Read ``By Ann Doe and Bob Roe`` and ``Published on 5 April 2024``: a label that its value follows."""
        if "title" not in self.draft.fields or len(line) > _LONGEST_TITLE_BELOW:
            return 0
        words = line.split()
        for count in range(1, min(_LONGEST_PHRASE, len(words) - 1) + 1):
            label, value = " ".join(words[:count]), " ".join(words[count:])
            field = label_field(label)
            if field in self.draft.fields:
                continue
            if (field == "issued" and is_date_like(value)) or (field == "authors" and are_people(value)):
                read_value(self.draft, field, label, index, [value])
                return 1
        return 0

    def _title(self, index: int, line: str) -> int:
        if "title" in self.draft.fields or self._is_running_text(index, line):
            return 0
        stop = index + 1
        while stop < self.end and stop - index <= _LONGEST_TITLE and self._goes_on(index, stop):
            stop += 1
        if stop - index > _LONGEST_TITLE:
            stop = index + 1
        title = " ".join(self.page.lines[index:stop])
        if len(title) > MAX_LINE:
            message = f"a title has at most {MAX_LINE} characters, not {len(title)}"
            self.draft.fault(index, message, field="title")
            return -1
        self.draft.fields["title"] = title
        return stop - index

    def _is_running_text(self, index: int, line: str) -> bool:
        """Return whether a line below handle and date is no title: a title that stands there is short and alone."""
        if "handle" not in self.draft.fields or "issued" not in self.draft.fields:
            return False
        _, stop = self.page.block(index, min(self.end, index + 2))
        ends = line.endswith((".", ":", ";", ",", "…", "。", "।"))
        return stop - index > 1 or ends or len(line) > _LONGEST_TITLE_BELOW

    def _goes_on(self, first: int, index: int) -> bool:
        """Return whether a line goes on with the title that begins at ``first``."""
        line = self.page.lines[index]
        if not line or is_rule(line) or handle_of(line) or is_partial_handle(line) or is_date_like(line):
            return False
        found = inline_label(line)
        known = label_field(line) or (found is not None and label_field(found[0]) is not None)
        return not known and not same_title(line, self.page.lines[first])

    def _other_title(self, index: int, line: str) -> int:
        """Read a title that differs from the first: a short block where the second standing is, above the date."""
        if self._repeated or "issued" in self.draft.fields or label_field(line):
            return 0
        _, stop = self.page.block(index, min(self.end, index + 3))
        below = self.page.next_line(stop, self.end)
        if stop - index > 2 or below >= self.end or not is_date_like(self.page.lines[below]):
            return 0
        other = " ".join(self.page.lines[index:stop])
        self._repeated = True
        title = self.draft.fields.get("title")
        self.draft.fault(index, f"a second title; the first is {title!r}", other, field="title")
        self.draft.keep("Title", other)
        return stop - index
