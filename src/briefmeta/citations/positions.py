"""Where a cite stands among the others: first, subsequent, ibid, near-note ("Choose", position, of CSL 1.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefmeta.citations.context import Cite

_FIRST = frozenset(("first",))
_SUBSEQUENT = frozenset(("subsequent",))
_IBID = frozenset(("subsequent", "ibid"))
_IBID_WITH_LOCATOR = frozenset(("subsequent", "ibid", "ibid-with-locator"))
_NEAR = frozenset(("near-note",))


@attrs.define(frozen=True, slots=True, kw_only=True)
class Citation:
    """A group of cites that stand together in the text.

    Attributes:
        cites: the cites, in the order given.
        note: the number of the note that holds them, or 0 in running text.
        sorted: whether the style may sort them.
    """

    cites: tuple[Cite, ...]
    note: int = 0
    sorted: bool = True


def place_cites(citations: Sequence[Citation], near: int) -> list[Citation]:
    """Tell every cite its position and the number of the note that cites its item first.

    Args:
        citations: all citations of a document, in its order.
        near: how many notes back still counts as near ("near-note-distance").
    """
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    placed: list[Citation] = []
    before: Citation | None = None
    for citation in citations:
        cites: list[Cite] = []
        for index, cite in enumerate(citation.cites):
            if cite.key not in first_notes:
                first_notes[cite.key] = citation.note
                positions = _FIRST
                first_note = None
            else:
                positions = _again(cite, citation.cites[index - 1] if index else _only(before))
                first_note = first_notes[cite.key] or None
                if citation.note and citation.note - last_notes[cite.key] <= near:
                    positions |= _NEAR
            cites.append(attrs.evolve(cite, positions=positions, first_note=first_note))
        for cite in citation.cites:
            last_notes[cite.key] = citation.note
        before = citation
        placed.append(attrs.evolve(citation, cites=tuple(cites)))
    return placed


def _only(citation: Citation | None) -> Cite | None:
    """Take the cite of a citation that has one item only; "ibid" can refer to no other."""
    if citation is None or len({cite.key for cite in citation.cites}) != 1:
        return None
    return citation.cites[-1]


def _again(cite: Cite, before: Cite | None) -> frozenset[str]:
    if before is None or before.key != cite.key:
        return _SUBSEQUENT
    same = cite.locator == before.locator and (cite.label == before.label or not cite.locator)
    if same:
        return _IBID
    return _IBID_WITH_LOCATOR if cite.locator else _SUBSEQUENT
