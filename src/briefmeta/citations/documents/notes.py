"""Notes: which number each citation's note has, and under which label it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    from collections.abc import Container

    from briefmeta.citations.documents.citation_syntax import WrittenCitation, WrittenDocument


@define(frozen=True, slots=True)
class Numbered:
    """A citation in the order in which it is read.

    Attributes:
        citation: the citation.
        note: the number of the note that it stands in, or that it becomes; 0 in running text.
        becomes_note: whether the citation itself becomes a note.
        nested: whether it stands in an affix of another citation.
    """

    citation: WrittenCitation
    note: int = 0
    becomes_note: bool = False
    nested: bool = False


def number_citations(document: WrittenDocument, *, notes: bool, known: Container[str]) -> list[Numbered]:
    """Bring citations into the order in which they are read, and number their notes.

    What stands in a footnote is read where its mark stands. A footnote that nothing refers to comes last.

    Args:
        document: the document.
        notes: whether citations in running text become notes; those of which nothing is known do not.
        known: the keys of the items.
    """
    in_notes: dict[str, list[WrittenCitation]] = {}
    marks: list[tuple[int, WrittenCitation | str]] = [(place, label) for place, label in document.notes]
    for citation in document.citations:
        if citation.footnote:
            in_notes.setdefault(citation.footnote, []).append(citation)
        else:
            marks.append((citation.start, citation))
    pending = {*document.blocks.footnotes, *(label for _, label in document.notes if label[0] == "^")}
    numbered: list[Numbered] = []
    note = 0
    for _, mark in sorted(marks, key=lambda each: each[0]):
        if not isinstance(mark, str):
            becomes_note = notes and any(cite.key in known for cite in mark.cites)
            note += becomes_note
            numbered.append(Numbered(mark, note if becomes_note else 0, becomes_note))
        elif mark in pending:
            pending.discard(mark)
            note += 1
            numbered += (Numbered(citation, note) for citation in in_notes.pop(mark, ()))
    for citations in in_notes.values():
        note += 1
        numbered += (Numbered(citation, note) for citation in citations)
    return numbered


class Labels:
    """Gives out labels of footnotes: 1, 2, 3, … above those that the document uses."""

    def __init__(self, document: WrittenDocument) -> None:
        taken = {*document.blocks.footnotes, *(label for _, label in document.notes)}
        numbers = (int(label) for label in taken if label.isascii() and label.isdecimal() and len(label) < 10)
        self._last = max(numbers, default=0)

    def next(self) -> str:
        """Take a label that is free."""
        self._last += 1
        return str(self._last)
