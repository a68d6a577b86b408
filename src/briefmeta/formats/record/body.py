"""The body of a record page: running text, then blocks that a label opens."""

from __future__ import annotations

from textwrap import dedent
from typing import NamedTuple

import attrs

from briefmeta.formats.record.field_values import Draft, read_value
from briefmeta.formats.record.labels import (
    WEAK_FIELDS,
    consists_of_label_words,
    has_label_shape,
    is_cut_label,
    label_field,
    looks_like_label,
)
from briefmeta.formats.record.page_lines import Page, folded_key, inline_label, is_date_like, is_rule
from briefmeta.formats.record.plausible import is_plausible

# Fields whose values go on behind a blank line, and fields that hold running text.
_LIST_FIELDS = frozenset(
    {"authors", "editors", "editors or publisher", "translators", "subjects", "isbn", "issn"}
)
# Fields of one line, below which a page without blank lines may go on with its date.
_ONE_LINE_FIELDS = frozenset(
    {"publisher", "country", "place", "genre", "series", "language", "handle", "doi", "number"}
)
_PROSE_FIELDS = frozenset({"summary", "rights", "note"})
_LONGEST_VALUE = 12  # words in the value of a label that no table knows, where one opens the blocks
_LONGEST_PHRASE = 3  # words of a label that its value follows without a mark
_LONGEST_PHRASE_LINE = 300
_FEWEST_PHRASES = 3  # lines, each with another label, that make a layout
_FURTHER_TEXT = "Text"


class Label(NamedTuple):
    """A label on a page: its field (None where no table knows it), as it is written, and the value on its line."""

    field: str | None
    text: str
    value: str = ""


@attrs.define
class BodyReader:
    """Reads the summary and the labelled blocks of one record into a draft."""

    page: Page
    start: int
    end: int
    draft: Draft
    covered: set[int]
    _spaced: bool = attrs.field(init=False)
    _phrased: bool = attrs.field(init=False, default=False)

    def __attrs_post_init__(self) -> None:
        lines = self.page.lines
        labels = [i for i in range(self.start + 1, self.end) if label_field(lines[i]) is not None]
        # one label behind a blank line, such as the first, does not make a page whose blocks stand apart
        spaced = sum(not lines[i - 1] and i - 1 not in self.page.passed_over for i in labels)
        self._spaced = spaced * 3 >= len(labels) and spaced > 0

    def read(self, index: int) -> None:
        """Read the body from a line on."""
        index = self._without_heading(index)
        labels = self._first_label(index)
        self._text("summary", index, labels)
        while labels < self.end:
            label = self._label_at(labels) or Label(None, folded_key(self.page.lines[labels]))
            labels = self._block(labels, label)

    # running text

    def _without_heading(self, index: int) -> int:
        """Step over the label of the summary where running text begins with it."""
        if index >= self.end or label_field(self.page.lines[index]) != "summary":
            return index
        below = self.page.next_line(index + 1, self.end)
        if below >= self.end or self._label_at(below, strict=True):
            self._tell_of_empty(index, Label("summary", self.page.lines[index]), last=below >= self.end)
        return below

    def _first_label(self, index: int) -> int:
        """Return the line of the first label in running text, or the end.

        It is a label that is certain by itself, or the first of others when only such blocks stand between.
        """
        first = None
        line = self.page.next_line(index, self.end)
        while line < self.end:
            if line in self.covered:
                line += 1
            elif self._label_at(line, strict=True) is not None or self._begins_phrases(line):
                return line if first is None else first
            else:
                behind = self._behind_weak_block(line)
                first = None if behind == line else (line if first is None else first)
                line = max(behind, line + 1)
            line = self.page.next_line(line, self.end)
        return self.end

    def _behind_weak_block(self, index: int) -> int:
        """Return the line behind the block of a label that is none for certain, or ``index`` where there is none.

        It is a known label that headings read like too, or a line of label words, above or before a short value.
        """
        label = self._label_at(index)
        if label is not None and label.value and label.field not in (None, *_PROSE_FIELDS):
            return index + 1
        line = self.page.lines[index]
        weak = label.field == "other" if label else consists_of_label_words(line)
        if not weak or not self._stands_alone(index):
            return index
        below, stop = self.page.block(index + 1, self.end)
        if below >= self.end or not self._is_value(below) or self._label_at(below, strict=True) is not None:
            return index
        return next((line for line in range(below + 1, stop) if self._label_at(line, strict=True)), stop)

    def _is_value(self, index: int) -> bool:
        line = self.page.lines[index]
        return len(line) < 200 and len(line.split()) <= _LONGEST_VALUE and not line.endswith((".", ":", "?"))

    def _text(self, field: str, start: int, end: int) -> None:
        """Read running text as it stands, without the citations in it."""
        lines = [self.page.raw[i] for i in range(start, end) if i not in self.covered]
        while lines and (not lines[-1].strip() or is_rule(lines[-1].strip())):
            lines.pop()
        text = dedent("\n".join(lines)).strip("\n")
        found = (
            inline_label(self.page.lines[start])
            if text and len(self.page.lines[start]) < len(text) + 1
            else None
        )
        if found and label_field(found[0]) == "summary":
            text = text[text.find(found[1][:50]) :]
        if text.strip():
            self.draft.set(field, text, start, _FURTHER_TEXT, text)

    # labelled blocks

    def _label_at(self, index: int, *, strict: bool = False) -> Label | None:
        """Return the label at a line.

        Strictly, in running text, a label stands alone between blank lines and above what can be its value, or has
        such a value behind it, and only a label that a table knows opens a block.
        """
        line = self.page.lines[index]
        field = label_field(line)
        if field is not None:
            return Label(field, folded_key(line)) if self._opens(index, field, strict) else None
        found = inline_label(line) if line else None
        if found is None:
            return phrase(line) if self._phrased else None
        field = label_field(found[0])
        if field is None:
            known = not strict and has_label_shape(found[0]) and ":" in line.replace("：", ":")
        else:
            known = (not strict or field not in WEAK_FIELDS) and is_plausible(field, found[1])
        return Label(field, folded_key(found[0]), found[1]) if known else None

    def _begins_phrases(self, index: int) -> bool:
        """Return whether labels and values stand on one line with a mere space between, here and on the lines below."""
        below = self.page.lines[index : min(index + _FEWEST_PHRASES, self.end)]
        labels = [phrase(line) for line in below]
        fields = {label.field for label in labels if label is not None}
        self._phrased = self._phrased or len(fields) == _FEWEST_PHRASES
        return self._phrased

    def _opens(self, index: int, field: str, strict: bool) -> bool:
        """Return whether the lines below a known label can be its value."""
        if strict and (field == "summary" or not self._stands_alone(index)):
            return False  # within running text, "Overview" is a heading
        below = self.page.next_line(index + 1, self.end)
        if below < self.end and label_field(self.page.lines[below]) and not self._stands_alone(index):
            return False
        if below >= self.end or label_field(self.page.lines[below]):
            return not strict or field not in WEAK_FIELDS
        return is_plausible(field, self.page.lines[below])

    def _stands_alone(self, index: int) -> bool:
        return index <= self.start or not self.page.lines[index - 1] or not self._spaced

    def _block(self, index: int, label: Label) -> int:
        """Read the block of the label at ``index``; return the line of the next label."""
        values = [label.value] if label.value else []
        first = index if values else -1
        line = index + 1
        while line < self.end and not self._ends(line, label.field, values):
            text = self.page.lines[line]
            if text and line not in self.covered and not is_rule(text):
                first = line if first < 0 else first
                values.append(text)
            elif values and values[-1]:
                values.append("")
            line += 1
        while values and not values[-1]:
            values.pop()
        if first >= 0:
            read_value(self.draft, label.field or "other", label.text, first, values)
        elif self.covered.isdisjoint(range(index, line)):  # else a citation stood here, and has been read
            self._tell_of_empty(index, label, last=line >= self.end)
        return self._further_text(line) if line < self.end else line

    def _tell_of_empty(self, index: int, label: Label, *, last: bool) -> None:
        """Note that a label has no value: harmless between others, and the sign of a cut page at its end."""
        if last:
            what = f"nothing stands under {label.text!r}; is the page cut?"
            self.draft.fault(index, what, label.text, field=label.field)
        else:
            self.draft.notice(index, f"nothing stands under {label.text!r}", label.text, field=label.field)

    def _further_text(self, index: int) -> int:
        """Read running text that follows a block and belongs to no label: the summary, where none stood before."""
        if self._is_date_of_record(self.page.lines[index]) and self._label_at(index) is None:
            read_value(self.draft, "issued", "Date", index, [self.page.lines[index]])
            return self.page.next_line(index + 1, self.end)
        if self._label_at(index) is not None or self._opens_block(index) or self._is_cut(index):
            return index
        stop = self._first_label(index)
        self._text("summary", index, stop)
        return stop

    def _ends(self, index: int, field: str | None, values: list[str]) -> bool:
        """Return whether the block of a field ends above a line, given the lines that the block has so far."""
        line = self.page.lines[index]
        if not line or index in self.covered:
            return False
        if field in _ONE_LINE_FIELDS and values and self._is_date_of_record(line):
            return True
        label = self._label_at(index, strict=field == "summary")
        if label is not None and (values or label.field is not None):
            return True
        if not values or self.page.lines[index - 1] or is_rule(line) or field in ("summary", "citation"):
            return False
        if self._is_cut(index):
            return True
        if self._opens_block(index, after_list=is_whole_list(values)):
            return True
        if field in (None, "other") or field in _PROSE_FIELDS:
            return False
        return field not in _LIST_FIELDS or not is_plausible(field, line)

    def _is_date_of_record(self, line: str) -> bool:
        """Return whether a line is the date, which stands below the value of another field on pages without blanks."""
        return self.draft.fields.get("issued") is None and is_date_like(line)

    def _is_cut(self, index: int) -> bool:
        """Return whether the text ends in the middle of a label."""
        return index + 1 == len(self.page.lines) and is_cut_label(self.page.lines[index])

    def _opens_block(self, index: int, *, after_list: bool = True) -> bool:
        """Return whether a line that no table knows opens a block: it has a label's shape, and a value below it."""
        line = self.page.lines[index]
        if not has_label_shape(line):
            return False
        below = self.page.next_line(index + 1, self.end)
        if below >= self.end or self._label_at(below) is not None:
            return False
        return looks_like_label(line) or below == index + 1 or after_list


def phrase(line: str) -> Label | None:
    """Read ``Published in United States of America``: a known label, a space, and what can be its value."""
    words = (
        line.split(maxsplit=_LONGEST_PHRASE)
        if line[:1].isupper() and len(line) < _LONGEST_PHRASE_LINE
        else []
    )
    for count in range(len(words) - 1, 0, -1):
        text, value = " ".join(words[:count]), " ".join(words[count:])
        field = label_field(text)
        if field is not None and field not in WEAK_FIELDS and is_plausible(field, value):
            return Label(field, text, value)
    return None


def is_whole_list(values: list[str]) -> bool:
    """Return whether the first lines of a block are a list by themselves: no item of it stands further down."""
    first = values[: values.index("")] if "" in values else values
    return len(values) <= len(first) + 1 and (
        len(first) > 1 or any(mark in first[0] for mark in ",;、，；،|")
    )
