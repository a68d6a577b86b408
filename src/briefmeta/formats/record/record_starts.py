"""Where the records of a text begin: by a handle's header, by a title that stands twice, or by the label of a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.formats.record.labels import label_field
from briefmeta.formats.record.page_lines import (
    MAX_LINE,
    Page,
    handle_of,
    inline_label,
    is_date_like,
    is_partial_handle,
    is_rule,
    same_title,
)

if TYPE_CHECKING:
    from briefmeta.handles.handle import Handle

_LONGEST_TITLE = 4  # lines
# Labels that stand in headers and running text too, and so do not tell that the blocks of a record have begun.
_NO_BLOCKS = frozenset({"handle", "issued", "summary", "note", "citation", "url"})
_NEAR = 12  # lines, blank ones counted, in which the parts of a header stand


def starts_of_records(page: Page) -> list[int]:
    """Find the line at which each record begins; the first begins at line 0.

    A further record is seen by its header: another handle with its title repeated around it, with a date close behind
    it, or after the label blocks of the record before; or a title that stands twice above a date; or a second line
    ``Title:``.
    """
    starts = [0]
    current: Handle | None = None
    label = title = -1  # the last lines so far that open a labelled block or separate, and that open a title
    for index, line in enumerate(page.lines):
        if not line:
            continue
        floor = starts[-1]
        top: int | None = None
        field = label_of(line)
        handle = handle_of(line)
        if handle is not None:
            if handle == current or _is_identifier_value(page, index):
                continue
            top = _top_of_handle(page, floor, index, label, is_first=current is None)
            if current is None or top is not None:
                current = handle
        elif field == "title" and title >= floor and not same_title(line, page.lines[title]):
            top = index
        elif field is None and floor < label < index and _is_twice_titled(page, floor, index):
            top, current = index, None
        if field == "title":
            title = index
        elif (field is not None and field not in _NO_BLOCKS) or is_rule(line):
            label = index
        if top is not None and top > floor:
            starts.append(top)
    return starts


def _top_of_handle(page: Page, floor: int, index: int, label: int, *, is_first: bool) -> int | None:
    """Return where a further record begins whose handle stands at ``index``; None where the handle begins none.

    The first handle below labelled blocks is the own one of the record above, unless a title stands around it.
    """
    if not is_first:
        return _header_top(page, floor, index, label)
    return _repeated_title(page, floor, index) if floor < label < index else None


def label_of(line: str) -> str | None:
    """Return the field that a line opens, by itself or with its value behind it."""
    field = label_field(line)
    if field is not None or len(line) > MAX_LINE:
        return field
    found = inline_label(line)
    return label_field(found[0]) if found else None


def _is_identifier_value(page: Page, index: int) -> bool:
    """Return whether a line is the value of a DOI or an address, and so begins no record."""
    found = inline_label(page.lines[index])
    above = page.lines[page.line_above(index)] if index else ""
    return label_field(found[0] if found else above) in ("doi", "url")


def _header_top(page: Page, floor: int, index: int, label: int) -> int | None:
    """Return where the header begins whose handle stands at ``index``, or None when it is no header."""
    if handle_of(page.lines[page.line_above(index)]) is not None:
        return None  # a further handle, or a DOI, of the same record
    repeated = _repeated_title(page, floor, index)
    if repeated is not None:
        return repeated
    if not floor < label < index and not _date_follows(page, index):
        return None
    return _title_above(page, floor, index)


def _repeated_title(page: Page, floor: int, index: int) -> int | None:
    """Return where the title begins that stands above the handle and again below it."""
    below, stop = page.block(index + 1, min(len(page.lines), index + _NEAR))
    above = page.line_above(index, floor)
    for top in range(above, max(above - _LONGEST_TITLE, floor), -1):
        if not page.lines[top]:
            return None
        if _reads(page, " ".join(page.lines[top : above + 1]), below, stop):
            twice = page.line_above(top, floor)
            return twice if twice > floor and same_title(page.lines[twice], page.lines[top]) else top
    return None


def title_around_handle(page: Page, start: int, end: int) -> int | None:
    """Return where the title stands that a record repeats around its handle, or None where it does not."""
    for index in range(start, min(end, start + 2 * _NEAR)):
        if page.lines[index] and handle_of(page.lines[index]) is not None:
            return _repeated_title(page, start - 1, index)
    return None


def _reads(page: Page, title: str, start: int, stop: int) -> bool:
    """Return whether the lines from ``start`` on are a title, be it on several lines."""
    last = min(stop, start + _LONGEST_TITLE)
    return any(same_title(title, " ".join(page.lines[start:end])) for end in range(start + 1, last + 1))


def _title_above(page: Page, floor: int, index: int) -> int:
    """Return where the title above a handle begins: the handle's own line where a label's value stands there."""
    above = page.line_above(index, floor)
    top = above
    while top - 1 > floor and page.lines[top - 1] and above - top < _LONGEST_TITLE:
        top -= 1
    for line in range(above, top - 1, -1):
        if is_rule(page.lines[line]):
            return min(line + 1, index)
        field = label_of(page.lines[line])
        if field == "title":
            return line
        if field is not None:
            # "Published in", "France", then a title: the line behind the value; without one the handle comes first
            title = line + (2 if label_field(page.lines[line]) else 1)
            return title if title <= above else index
    if above - top == _LONGEST_TITLE:
        return above  # a long block: its last line is the title
    before = page.lines[page.line_above(top, floor)]
    opener = label_field(before)
    if opener == "title":
        return page.line_above(top, floor)
    return index if opener else top


def _date_follows(page: Page, index: int) -> bool:
    """Return whether one of the next two lines is a date, and no value of a label (an ISSN reads as two years)."""
    near = [line for line in page.lines[index + 1 : index + 8] if line][:2]
    return any(is_date_like(line) for line in near) and label_of(near[0]) in (None, "issued", "title")


def _is_twice_titled(page: Page, floor: int, index: int) -> bool:
    """Return whether a title begins here that stands again below, with a date behind it: a record without a handle."""
    if index <= floor or page.lines[index - 1] or len(page.lines[index]) > MAX_LINE:
        return False
    near = min(len(page.lines), index + _NEAR)
    below, stop = page.block(index + 1, near)
    if below < stop and is_partial_handle(page.lines[below]):
        below, stop = page.block(below + 1, near)
    return _reads(page, page.lines[index], below, min(stop, below + 1)) and _date_follows(page, below)
