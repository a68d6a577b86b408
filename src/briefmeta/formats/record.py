"""The record page of an index of policy reports: title, handle, date, summary, and blocks that a label line opens.

Nothing on a page is dropped in silence: what no field holds goes to ``extra`` under its label, and what could not be
read is a problem with line and column. The index's own citation line is read too, on a page or alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from briefmeta.errors import InvalidValueError, ParseError
from briefmeta.formats.citation_line import is_citation, read_citation
from briefmeta.formats.record_labels import WEAK_FIELDS, has_label_shape, label_field, looks_like_label
from briefmeta.formats.record_page import (
    MAX_LINE,
    Page,
    folded_key,
    handle_of,
    inline_label,
    is_date_like,
    is_partial_handle,
    is_rule,
    same_title,
    starts_of_records,
)
from briefmeta.formats.record_values import Draft, is_plausible, read_date, read_value
from briefmeta.model.report import Report
from briefmeta.model.text import text_fault, without_faults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefmeta.handles.handle import Handle
    from briefmeta.model.dates import Order

MAX_PAGE = 64_000_000
"""The longest text that is read, in characters."""
_MAX_FAULTS = 20
_LIST_FIELDS = frozenset({"authors", "editors", "translators", "subjects", "isbn", "publisher"})
_PROSE_FIELDS = frozenset({"summary", "rights", "note", "citation"})


def loads(text: str, problems: list[ParseError], *, date_order: Order | None = None) -> list[Report]:
    r"""Read the records of a text.

    Args:
        text: one page, several pages, or citation lines of the index.
        problems: takes what could not be read.
        date_order: ``dmy`` or ``mdy``, for dates such as 05/04/2024, which are ambiguous without it.

    Returns:
        The reports, in the order of the text.

    >>> page = "Pivot\n\n20.500.12592/b2rbv89\n\nPivot\n\n5 Apr 2024\n\nAuthors\n\nA. Doe\n\nPublished in\nFrance"
    >>> report = loads(page, [])[0]
    >>> report.title, str(report.handle), str(report.issued), report.country.alpha_2
    ('Pivot', '20.500.12592/b2rbv89', '2024-04-05', 'FR')
    """
    if not text.strip():
        problems.append(ParseError("the page is empty", line=1, column=1, source=""))
        return []
    if len(text) > MAX_PAGE:
        problems.append(
            ParseError(f"the text has {len(text)} characters; at most {MAX_PAGE} are read", line=1)
        )
        return []
    page = Page.of(_clean(text, problems))
    starts = starts_of_records(page)
    reports: list[Report] = []
    for start, end in zip(starts, [*starts[1:], len(page.lines)], strict=True):
        reports += _read_section(page, start, end, problems, date_order)
    return reports


def _clean(text: str, problems: list[ParseError]) -> str:
    """Note each character that no report can hold, and take them out."""
    if text_fault(text) is None:
        return text
    lines = text.split("\n")
    found = 0
    for index, line in enumerate(lines):
        fault = text_fault(line)
        if fault:
            lines[index] = without_faults(line)
            found += 1
            if found <= _MAX_FAULTS:
                offset, what = fault
                problems.append(
                    ParseError(what + " stands here", line=index + 1, column=offset + 1, source=line)
                )
    return "\n".join(lines)


def _read_section(
    page: Page, start: int, end: int, problems: list[ParseError], order: Order | None
) -> list[Report]:
    """Read one record page with the citations on it; citations of other handles are records of their own."""
    citations = list(_citations(page, start, end))
    covered = {line for first, last in citations for line in range(first, last)}
    rest = [line for line in range(start, end) if line not in covered and page.lines[line]]
    drafts: list[Draft] = []
    if not citations or any(handle_of(page.lines[line]) for line in rest):
        draft = Draft(page, order)
        _PageReader(page, start, end, draft, covered).read()
        drafts.append(draft)
    for first, last in citations:
        own = Draft(page, order)
        read_citation(page, first, last, own)
        same = next((d for d in drafts if d.fields.get("handle") == own.fields.get("handle")), None)
        if same is None:
            drafts.append(own)
        else:
            same.fields = {**own.fields, **same.fields}
    return [report for draft in drafts if (report := _finished(draft, start, problems)) is not None]


def _citations(page: Page, start: int, end: int) -> Iterable[tuple[int, int]]:
    for first, last in page.blocks(start, end):
        line = first
        for stop in range(first + 1, last + 1):
            if page.lines[stop - 1].rstrip(".").endswith(("/", ":")) or stop - line > 12:
                continue
            if is_citation(" ".join(page.lines[line:stop])):
                yield line, stop
                line = stop


def _finished(draft: Draft, start: int, problems: list[ParseError]) -> Report | None:
    """Build the report; a value that the model refuses is a problem and leaves its field empty."""
    problems += draft.problems
    while draft.fields:
        try:
            return Report(**draft.fields, extra=draft.extra)
        except InvalidValueError as fault:
            problems.append(draft.page.problem(start, str(fault), field=fault.field))
            if fault.field in draft.fields:
                del draft.fields[fault.field]
            else:
                draft.extra = {}
    return None


@attrs.define
class _PageReader:
    """Walks one record page from top to bottom: header, summary, labelled blocks."""

    page: Page
    start: int
    end: int
    draft: Draft
    covered: set[int]
    _second_title: bool = False
    _inline_labels: int = 0
    _spaced: bool = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._spaced = any(not self.page.lines[i] for i in range(self.start, self.end - 1))

    def read(self) -> None:
        index = self._header()
        labels = self._first_label(index)
        self._summary(index, labels)
        self._blocks(labels)
        self._demand("title", "the page has no title")
        self._demand("handle", "the page has no handle")

    def _demand(self, field: str, message: str) -> None:
        told = any(problem.field == field for problem in self.draft.problems)
        if field not in self.draft.fields and not told:
            first = self.page.next_line(self.start, self.end)
            self.draft.fault(first, message, field=field)

    # header

    def _header(self) -> int:
        """Read title, handle, second title and date, in any order; return the line where running text begins."""
        index = self.start
        while index < self.end:
            line = self.page.lines[index]
            if not line or is_rule(line) or index in self.covered:
                index += 1
                continue
            taken = self._header_line(index, line)
            if taken == 0:
                break
            index += taken
        return index

    def _header_line(self, index: int, line: str) -> int:
        """Read what begins at one line of the header; return how many lines it took, 0 at the header's end."""
        fields = self.draft.fields
        handle = handle_of(line)
        if handle is not None:
            self._handle(index, handle, line)
            return 1
        if is_partial_handle(line):
            self.draft.fault(
                index, "a handle has a suffix behind its prefix and a slash", line, field="handle"
            )
            return 1
        if label_field(line) and not self._is_title(index):
            return 0
        if self._header_label(index, line):
            return 1
        if ("title" in fields or "handle" in fields) and "issued" not in fields and is_date_like(line):
            read_date(self.draft, "issued", "Date", index, line)
            fields.setdefault("issued", None)
            return 1
        if "title" not in fields:
            return self._title(index)
        return 0 if self._second_title else self._repeated(index)

    def _handle(self, index: int, handle: Handle, line: str) -> None:
        known = self.draft.fields.get("handle")
        if known is not None and known != handle:
            self.draft.fault(index, f"a second handle; the first is {known}", line, field="handle")
            self.draft.keep("Handle", str(handle))
            return
        self.draft.fields["handle"] = handle
        if handle.prefix.startswith("10.") and handle.prefix[3:].split(".")[0].isdigit():
            self.draft.fields.setdefault("doi", str(handle).removeprefix("hdl:"))

    def _is_title(self, index: int) -> bool:
        """Tell whether a line that reads as a label is the title all the same: it stands again behind the handle."""
        if "title" in self.draft.fields:
            return False
        again = [line for line in self.page.lines[index + 1 : min(index + 6, self.end)] if line][:2]
        return (
            len(again) == 2
            and handle_of(again[0]) is not None
            and same_title(again[1], self.page.lines[index])
        )

    def _header_label(self, index: int, line: str) -> bool:
        found = inline_label(line)
        if found is None or self._repeats_later(index):
            return False
        label, value = found
        field = label_field(label)
        if field is None and self._inline_labels > 1 and has_label_shape(label):
            self.draft.keep(folded_key(label), value)  # among labelled lines, one that no table knows
            return True
        if field is None or field in _PROSE_FIELDS or not is_plausible(field, value):
            return False
        self._inline_labels += 1
        read_value(self.draft, field, folded_key(label), index, [value])
        return True

    def _repeats_later(self, index: int) -> bool:
        line = self.page.lines[index]
        return "title" not in self.draft.fields and any(
            line == other for other in self.page.lines[index + 1 : min(index + 8, self.end)]
        )

    def _title(self, index: int) -> int:
        stop = index
        while stop < self.end and stop - index < 4 and self._goes_on(index, stop):
            stop += 1
        if "handle" in self.draft.fields and "issued" in self.draft.fields:
            _, end = self.page.block(index, self.end)
            line = self.page.lines[index]
            if end - index > 1 or len(line) > 250 or line.endswith((".", ":", ";", ",", "…")):
                return 0  # running text: a title stands above handle and date
        if stop - index > 3:
            stop = index + 1
        title = " ".join(self.page.lines[index:stop])
        if len(title) > MAX_LINE:
            self.draft.fault(
                index, f"a title has at most {MAX_LINE} characters, not {len(title)}", field="title"
            )
            return 0
        self.draft.fields["title"] = title
        return stop - index

    def _goes_on(self, first: int, index: int) -> bool:
        line = self.page.lines[index]
        if not line or is_rule(line):
            return False
        if index == first:
            return True
        if handle_of(line) or is_partial_handle(line) or is_date_like(line) or label_field(line):
            return False
        return not same_title(line, self.page.lines[first])

    def _repeated(self, index: int) -> int:
        """Read the title's second standing; a different one is a fault. Other text ends the header."""
        title = self.draft.fields["title"]
        _, stop = self.page.block(index, self.end)
        for last in range(index + 1, min(stop, index + 5) + 1):
            again = " ".join(self.page.lines[index:last])
            if same_title(title, again):
                self._second_title = True
                self.draft.fields["title"] = max(
                    title, again, key=lambda t: (not t.endswith(("…", "...")), len(t))
                )
                return last - index
        if stop - index <= 2 and self._date_after(stop) and "issued" not in self.draft.fields:
            other = " ".join(self.page.lines[index:stop])
            self._second_title = True
            self.draft.fault(index, f"a second title; the first is {title!r}", other, field="title")
            self.draft.keep("Title", other)
            return stop - index
        return 0

    def _date_after(self, index: int) -> bool:
        first = self.page.next_line(index, self.end)
        return first < self.end and is_date_like(self.page.lines[first])

    # running text

    def _first_label(self, index: int) -> int:
        """Return the line of the first label behind the header, or the end."""
        for line in range(index, self.end):
            if line not in self.covered and self._label_at(line, strict=True) is not None:
                return line
        return self.end

    def _summary(self, start: int, end: int) -> None:
        lines = [self.page.raw[i] for i in range(start, end) if i not in self.covered]
        while lines and (not lines[-1].strip() or is_rule(lines[-1].strip())):
            lines.pop()
        text = "\n".join(lines).strip("\n")
        if text.strip():
            self.draft.set("summary", text, start, "Summary", text)

    # labelled blocks

    def _label_at(self, index: int, *, strict: bool) -> tuple[str | None, str, str] | None:
        """Return field, label and inline value of a label at a line; the field is None for a label no table knows.

        Strictly, in running text, a label stands alone between blank lines or is followed by what can be its value.
        """
        line = self.page.lines[index]
        if not line:
            return None
        field = label_field(line)
        if field is not None:
            return (field, folded_key(line), "") if self._opens(index, field, strict) else None
        found = inline_label(line)
        if found is None:
            return None
        field = label_field(found[0])
        if field is not None and (not strict or field not in WEAK_FIELDS) and is_plausible(field, found[1]):
            return field, folded_key(found[0]), found[1]
        if not strict and field is None and ":" in line and has_label_shape(found[0]):
            return None, folded_key(found[0]), found[1]
        return None

    def _opens(self, index: int, field: str, strict: bool) -> bool:
        """Tell whether the lines below a known label can be its value."""
        below = self.page.next_line(index + 1, self.end)
        if strict and index > self.start and self.page.lines[index - 1] and self._spaced:
            return False
        if below >= self.end:
            return not strict or field not in WEAK_FIELDS
        return is_plausible(field, self.page.lines[below])

    def _blocks(self, index: int) -> None:
        while index < self.end:
            label = self._label_at(index, strict=False) or (None, folded_key(self.page.lines[index]), "")
            index = self._block(index, *label)

    def _block(self, index: int, field: str | None, label: str, value: str) -> int:
        """Read the block of the label at ``index``; return the line of the next label."""
        values = [value] if value else []
        first = index if value else None
        line = index + 1
        while line < self.end and not self._ends(line, field, values):
            if self.page.lines[line] and line not in self.covered and not is_rule(self.page.lines[line]):
                first = line if first is None else first
                values.append(self.page.lines[line])
            elif values and values[-1]:
                values.append("")
            line += 1
        while values and not values[-1]:
            values.pop()
        if first is not None:
            self._store(field, label, first, values)
        elif not self.covered.isdisjoint(range(index, line)):
            pass  # the citation that stood here has been read by itself
        elif field is not None or line >= self.end:
            self.draft.fault(index, f"nothing stands under {label!r}; is the page cut?", label, field=field)
        return line

    def _store(self, field: str | None, label: str, first: int, values: list[str]) -> None:
        if field is None or field == "citation":
            self.draft.keep(label, "\n".join(values))
        else:
            read_value(self.draft, field, label, first, values)

    def _ends(self, index: int, field: str | None, values: list[str]) -> bool:
        """Tell whether a new label stands at a line, given what the block has so far."""
        line = self.page.lines[index]
        if not line or index in self.covered:
            return False
        if self._label_at(index, strict=False) is not None:
            return True
        if not values or self.page.lines[index - 1] or field in ("summary", "citation"):
            return False
        if index + 1 >= self.end or not has_label_shape(line):
            return False
        below = self.page.next_line(index + 1, self.end)
        if below >= self.end or self._label_at(below, strict=False) is not None:
            return False
        if looks_like_label(line):
            return True
        followed_closely = below == index + 1
        return field not in _PROSE_FIELDS and (
            followed_closely or (field is not None and field not in _LIST_FIELDS)
        )
