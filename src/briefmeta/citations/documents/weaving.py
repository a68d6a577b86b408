"""A document with its citations written out: the edits of the text, the notes and the bibliography."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from briefmeta.citations.documents.marks import (
    Edit,
    capitalized,
    ends_sentence,
    note_edit,
    text_edit,
    without_stop,
)
from briefmeta.citations.documents.notes import Labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefmeta.citations.documents.blocks import Passage
    from briefmeta.citations.documents.citation_syntax import WrittenCitation, WrittenDocument
    from briefmeta.citations.documents.notes import Numbered
    from briefmeta.citations.processing.citing import CitationText
    from briefmeta.citations.styles.style import Style

_RAISED = "<sup>"
_SPACE_RAISED = re.compile(r" (<sup>[^<>]*</sup>)\Z")
_ABBREVIATIONS = ("ibid", "et-al", "no date", "editor", "translator", "edition", "and others")


class Weaver:
    """Collects what changes in a document, and writes it.

    Attributes:
        edits: the changes so far.
        line_end: how the lines of the document end.
    """

    def __init__(self, document: WrittenDocument, style: Style, *, moves: bool) -> None:
        self._document, self._style, self._moves = document, style, moves
        self._text = document.text
        self._passages = document.blocks.passages
        self._starts = [passage.start for passage in self._passages]
        self._notes: list[tuple[int, str]] = []
        footnotes = Counter(passage.footnote for passage in self._passages)
        self._single = {
            each.start for each in self._passages if each.footnote and footnotes[each.footnote] == 1
        }
        locale = style.locale
        terms = [locale.term(name, form) for name in _ABBREVIATIONS for form in ("short", "long")]
        self._abbreviations = frozenset(
            term.split()[-1].lower() for term in terms if term and term.endswith(".")
        )
        self._ibid = locale.term("ibid") or ""
        self._edited = 0
        self.edits: list[Edit] = []
        self.line_end = _line_end(document.text)

    def add(self, numbered: Sequence[Numbered], texts: Sequence[CitationText]) -> None:
        """Put citations in their places; in a style for notes, those of the running text become footnotes."""
        labels = Labels(self._document)
        for each, written in zip(numbered, texts, strict=True):
            citation = each.citation
            passage = self._passage(citation.start)
            if each.becomes_note:
                label = labels.next()
                self._notes.append((citation.end, f"[^{label}]: {self._indented(capitalized(written.text))}"))
                edit = note_edit(
                    self._text,
                    (citation.start, citation.end),
                    passage,
                    f"[^{label}]",
                    author=written.author,
                    edited=max(self._edited, passage.start),
                    moves=self._moves,
                    quoted=self._style.locale.punctuation_in_quote,
                )
                self._edited = edit.end
            else:
                text = self.in_note(each, written) if self._style.note else written.text
                raised = text.startswith(_RAISED)
                if citation.in_text:  # no space before a raised number behind the author
                    text = _SPACE_RAISED.sub(r"\1", text)
                edit = text_edit(self._text, citation.start, citation.end, passage, text, raised=raised)
            self.edits.append(edit)

    def in_note(self, numbered: Numbered, written: CitationText) -> str:
        """Write a citation of a style for notes inside of a note: in parentheses, unless the note starts with it."""
        citation, text = numbered.citation, written.text
        if not numbered.note:
            return f"{written.author} {text}" if written.author else text
        opens = not numbered.nested and not citation.in_text and self._opens_note(citation)
        if not opens and self._ibid and text.lower().startswith(self._ibid.lower()):
            text = self._ibid + text[len(self._ibid) :]  # no capital inside of a sentence
        bare = without_stop(text, self._abbreviations)
        if citation.in_text:
            ends = not numbered.nested and ends_sentence(self._text, citation.end, self._note_end(citation))
            tail = text if ends else bare
            return f"{written.author}, {tail}" if written.author else tail
        return text if opens else f"({bare})"

    def _note_end(self, citation: WrittenCitation) -> int:
        """Find where the text ends that a citation in a note stands in."""
        end = self._passage(citation.start).end
        if citation.inline_note is None:
            return end
        closing = self._text.find("]", citation.end, end)
        return end if closing < 0 else closing

    def _opens_note(self, citation: WrittenCitation) -> bool:
        if citation.inline_note is not None:
            return citation.start == citation.inline_note + 1
        return citation.start in self._single

    def _passage(self, place: int) -> Passage:
        return self._passages[bisect_right(self._starts, place) - 1]

    def _indented(self, text: str) -> str:
        """Indent the lines of a note behind its first."""
        return text.replace("\n", f"{self.line_end}    ")

    def place_bibliography(self, entries: Sequence[str], title: str) -> None:
        """Put the bibliography into the division for it, else to the end of the document."""
        if not entries:
            return
        line, content = self.line_end, self._document.blocks.references
        written = f"{line}{line}".join(entry.replace("\n", line) for entry in entries)
        if content is None:
            if title:
                written = f"# {title}{line}{line}{written}"
            self._append(len(self._text), written)
            return
        start, end = content
        own_line = self._text[end - 1 : end] in ("\n", "\r")
        if own_line:
            space = line if self._text[start:end].strip() else ""
            self.edits.append(Edit(end, end, f"{space}{written}{line}"))
        else:  # right behind a tag
            self.edits.append(Edit(end, end, f"{line}{line}{written}{line}{line}"))

    def place_notes(self, *, after_blocks: bool) -> None:
        """Put the footnotes to the end of the document, or behind the blocks that their marks stand in."""
        line, breaks = self.line_end, self._document.blocks.breaks
        groups: dict[int, list[str]] = {}
        for place, note in self._notes:
            index = bisect_left(breaks, place) if after_blocks else len(breaks)
            groups.setdefault(breaks[index] if index < len(breaks) else len(self._text), []).append(note)
        for place, notes in groups.items():
            self._append(place, f"{line}{line}".join(notes))

    def _append(self, place: int, written: str) -> None:
        """Add a block behind what ends at a place."""
        line = self.line_end
        if place < len(self._text):
            self.edits.append(Edit(place, place, f"{line}{line}{written}"))
            return
        before = self._text[-2 * len(line) :]
        filled = "" if not before or before == line * 2 else line if before.endswith(line) else line * 2
        if any(edit.start == place for edit in self.edits):
            filled = line
        self.edits.append(Edit(place, place, f"{filled}{written}{line}"))

    def text(self) -> str:
        """Write the document with all changes."""
        pieces: list[str] = []
        place = 0
        for edit in sorted(self.edits, key=lambda each: each.start):
            # two notes side by side: the space between them belongs to the first
            start = max(edit.start, place)
            pieces += (self._text[place:start], edit.text)
            place = max(edit.end, start)
        return "".join([*pieces, self._text[place:]])


def _line_end(text: str) -> str:
    for place, character in enumerate(text):
        if character == "\n":
            return "\n"
        if character == "\r":
            return "\r\n" if text.startswith("\n", place + 1) else "\r"
    return "\n"
