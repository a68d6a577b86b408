"""What stands around a citation when it becomes a note: the space before its mark goes, punctuation moves before it.

Source: pandoc's manual, "notes-after-punctuation": as editors set it, ``lakes [@doe].`` is ``lakes.[^1]``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.documents.patterns import LIST_ITEM

if TYPE_CHECKING:
    from briefmeta.citations.documents.blocks import Passage

_STOPS = frozenset(".,;:!?。，、；：！？")
_RUN = re.compile(r"(?:[.,;:?…)”’»›。，、；：！？）」』]|!(?!\[))+")
_DOUBLE_QUOTES = frozenset('"”')
_SINGLE_QUOTES = frozenset("'’")
_OPENS_SINGLE = re.compile(r"(?:\A|(?<=[\s(\[\"“—–]))['‘](?=[^\s])")
_CLOSES_SINGLE = re.compile(r"(?<=\S)['’](?!\w)")
_FAR = 500  # characters that a quotation may be long
_LEFT_ALONE = frozenset("|\\")  # cells of tables, escaped spaces
_FINAL_STOP = re.compile(r"\.([*_”’»\"]*)\Z")


@define(frozen=True, slots=True)
class Edit:
    """A change of the text: what stands between two places is replaced."""

    start: int
    end: int
    text: str


def space_before(text: str, start: int, passage: Passage) -> int:
    """Find where the space before a citation starts; a line end is a space, the start of a passage is none."""
    if passage.table:
        return start
    place = start
    while place > passage.start and (text[place - 1] in " \t\r\n" or place - 1 in passage.marks):
        place -= 1
    if place <= passage.start or text[place - 1] in _LEFT_ALONE:
        return start
    return place


def note_edit(
    text: str,
    place: tuple[int, int],
    passage: Passage,
    mark: str,
    *,
    author: str = "",
    edited: int = 0,
    moves: bool,
    quoted: bool,
) -> Edit:
    """Put the mark of a note in the place of a citation.

    Args:
        text: the document.
        place: where the citation starts and ends.
        passage: what it stands in.
        mark: the mark of the note.
        author: what the sentence keeps of the citation.
        edited: where the text starts that no other citation has changed.
        moves: whether punctuation moves before the mark.
        quoted: whether commas and full stops stand inside quotation marks.
    """
    start, end = place
    before = start if author else space_before(text, start, passage)
    run = _RUN.match(text, end, passage.end) if moves else None
    if run is not None and not author and before > edited and _collide(text[before - 1], run[0][0]):
        run = None
    if run is None or (before == start and (run[0][0] not in _STOPS or run[0].startswith("..."))):
        return Edit(before, end, author + mark)
    moved = run[0]
    if author:
        return Edit(start, run.end(), author + (moved[1:] if author[-1] == moved[0] else moved) + mark)
    inside = before
    if quoted and moved[0] in ".,":
        while inside > passage.start and _closes_quotation(text, inside - 1, passage):
            inside -= 1
    if inside < before:
        moved = moved[0] + text[inside:before] + moved[1:]
    return Edit(inside, run.end(), moved + mark)


def _collide(before: str, mark: str) -> bool:
    """Return whether a mark cannot follow another one: only an abbreviation takes a comma after its full stop."""
    return before in _STOPS and (before != "." or mark == ".")


def _closes_quotation(text: str, place: int, passage: Passage) -> bool:
    """Return whether a mark ends a quotation; a single one only where a single one has started it."""
    if text[place] in _DOUBLE_QUOTES:
        return True
    if text[place] not in _SINGLE_QUOTES:
        return False
    before = text[max(passage.start, place - _FAR) : place]
    opened = max((found.end() for found in _OPENS_SINGLE.finditer(before)), default=-1)
    return opened > max((found.start() for found in _CLOSES_SINGLE.finditer(before)), default=-1)


def text_edit(text: str, start: int, end: int, passage: Passage, written: str, *, raised: bool) -> Edit:
    """Put the text of a citation in its place; two full stops become one, a raised number takes no space before it."""
    if written.endswith(".") and text[end : end + 1] == "." and text[end + 1 : end + 2] != ".":
        end += 1
    if not text[max(passage.start, start - 1) : start].strip(" \t\r\n"):
        written = _no_item(written, text[end : passage.end][:2])
    return Edit(space_before(text, start, passage) if raised or not written else start, end, written)


def _no_item(written: str, behind: str) -> str:
    """Keep what starts a line from being a list item, as ``(2020) found …`` would be."""
    found = LIST_ITEM.match(written + behind)
    if found is None:
        return written
    place = 0 if written[0] in "(-+*" else found.end() - 1
    return f"{written[:place]}\\{written[place:]}" if place <= len(written) else written


def without_stop(written: str, keep: frozenset[str]) -> str:
    """Take the full stop off the end of a note that is no note any more, but not that of an abbreviation."""
    words = written.rsplit(None, 1)
    last = words[-1].lower() if words else ""
    return written if last in keep else _FINAL_STOP.sub(r"\1", written)


def ends_sentence(text: str, place: int, end: int) -> bool:
    """Return whether a sentence ends here: at the end of the text, or before a capital."""
    rest = text[place : min(end, place + _FAR)].lstrip()
    return not rest or rest[0].isupper()


def capitalized(note: str) -> str:
    """Start a note with a capital, behind quotation marks and marks of emphasis."""
    found = _OPENING.match(note)
    place = found.end() if found is not None else 0
    return note[:place] + note[place : place + 1].upper() + note[place + 1 :]


_OPENING = re.compile(r"[*_“‘«„(]*")
