"""Where a cite stands among the others: first, subsequent, ibid, near-note ("Choose", position, of CSL 1.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.citations.processing.cites import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefmeta.citations.processing.cites import Citation, Cite

_FIRST = frozenset(("first",))
_SUBSEQUENT = frozenset(("subsequent",))
_IBID = frozenset(("subsequent", "ibid"))
_IBID_WITH_LOCATOR = frozenset(("subsequent", "ibid", "ibid-with-locator"))
_NEAR = frozenset(("near-note",))


def place_cites(citations: Sequence[Citation], near: int) -> list[tuple[Place, ...]]:
    """Tell the place of every cite of every citation.

    Args:
        citations: all citations of a document, in its order.
        near: how many notes back a note is near ("near-note-distance").
    """
    placed: list[tuple[Place, ...]] = []
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    before: dict[bool, list[Citation]] = {
        True: [],
        False: [],
    }  # those of the last note, and the last one in the text
    for citation in citations:
        places: list[Place] = []
        line = before[citation.note > 0]
        for index, cite in enumerate(citation.cites):
            if cite.key not in first_notes:
                first_notes[cite.key] = citation.note
                places.append(Place(_FIRST))
                continue
            positions = _again(cite, citation.cites[index - 1] if index else _referred(line, citation.note))
            if citation.note and citation.note - last_notes.get(cite.key, citation.note) <= near:
                positions |= _NEAR
            places.append(Place(positions, first_notes[cite.key] or None))
        for cite in citation.cites:
            last_notes[cite.key] = citation.note
        if not citation.note or not line or line[0].note != citation.note:
            line.clear()
        line.append(citation)
        placed.append(tuple(places))
    return placed


def _referred(line: Sequence[Citation], note: int) -> Cite | None:
    """Find the cite that "ibid" refers to: in the same note, the one before, else the only one of the note before."""
    if not line or note - line[-1].note > 1:  # a note of the writer's own stands between
        return None
    citations = line[-1:] if line[-1].note == note else line
    cites = [cite for citation in citations for cite in citation.cites]
    if note and line[-1].note == note:
        return cites[-1] if len({cite.key for cite in cites}) == 1 else None
    return cites[0] if len(cites) == 1 else None


def _again(cite: Cite, before: Cite | None) -> frozenset[str]:
    if before is None or before.key != cite.key:
        return _SUBSEQUENT
    same = cite.locator == before.locator and (cite.label == before.label or not cite.locator)
    if same:
        return _IBID
    return _IBID_WITH_LOCATOR if cite.locator else _SUBSEQUENT


def first_notes(citations: Sequence[Citation]) -> dict[str, int | None]:
    """Tell which note cites each item first; None in running text."""
    notes: dict[str, int | None] = {}
    for citation in citations:
        for cite in citation.cites:
            notes.setdefault(cite.key, citation.note or None)
    return notes
