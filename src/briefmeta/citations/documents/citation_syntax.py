"""Citations as pandoc writes them in Markdown: ``[see @doe, p. 3; -@roe]``, ``@doe [p. 3]``, ``@doe``.

Source: pandoc's manual, "Citation syntax". Nothing is rendered here: a document comes in, the places of its citations
come out, and everything between them is left alone.
"""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.documents.blocks import Blocks, Passage, read_blocks
from briefmeta.citations.documents.inlines import MAX_CITATIONS, Bracket, Inlines, Key, read_inlines
from briefmeta.citations.documents.metadata import Metadata, read_metadata
from briefmeta.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_DOCUMENT = 64 * 1024 * 1024
"""The longest document, in characters."""
_NESTED = 3  # citations in the affixes of citations


@define(frozen=True, slots=True, kw_only=True)
class Affix:
    """Text before or after a cite, as it is written.

    Attributes:
        text: the text, in Markdown; marks of block quotes in it are spaces.
        start: where it starts in the document.
        citations: citations in it.
    """

    text: str = ""
    start: int = 0
    citations: tuple[WrittenCitation, ...] = ()


@define(frozen=True, slots=True, kw_only=True)
class WrittenCite:
    """A key in a citation, with what is written around it.

    Attributes:
        key: the key.
        start: where it stands in the document.
        prefix: the text before it.
        suffix: the text after it; a locator is still part of it.
        suppress_author: whether ``-`` stands before the key.
    """

    key: str
    start: int
    prefix: Affix
    suffix: Affix
    suppress_author: bool = False


@define(frozen=True, slots=True, kw_only=True)
class WrittenCitation:
    """A citation in a document.

    Attributes:
        start: where it starts.
        end: where it ends.
        cites: the cites, in their order.
        in_text: whether the first one is part of the sentence (``@doe says``).
        footnote: the footnote that it stands in: its label, ``^`` and the place of one that is written inline, or "".
    """

    start: int
    end: int
    cites: tuple[WrittenCite, ...]
    in_text: bool = False
    footnote: str = ""

    @property
    def inline_note(self) -> int | None:
        """Where the inline footnote starts that it stands in, or None."""
        return int(self.footnote[1:]) if self.footnote.startswith("^") else None


@define(frozen=True, slots=True, kw_only=True)
class WrittenDocument:
    """A Markdown document, read for its citations.

    Attributes:
        text: the document.
        citations: the citations, in the order of the source.
        notes: the marks of footnotes in running text: place, and label or ``^`` with the place of an inline one.
        blocks: its blocks.
        metadata: what its metadata says about citing.
    """

    text: str
    citations: tuple[WrittenCitation, ...]
    notes: tuple[tuple[int, str], ...]
    blocks: Blocks
    metadata: Metadata


def read_document(text: str) -> WrittenDocument:
    """Find the citations of a Markdown document.

    Args:
        text: the document, with line ends of any kind.

    Returns:
        The document with its citations; what is in code, links' addresses, HTML, TeX, math and metadata is none.

    Raises:
        InvalidValueError: when it has more than 64 million characters, or 100,000 citations.

    Source: pandoc's manual, "Citation syntax"; CommonMark 0.31.

    >>> document = read_document("As @doe [p. 3] says, `@code` is code [see @roe; -@poe].")
    >>> [(document.text[each.start:each.end], [cite.key for cite in each.cites]) for each in document.citations]
    [('@doe [p. 3]', ['doe']), ('[see @roe; -@poe]', ['roe', 'poe'])]
    """
    if len(text) > MAX_DOCUMENT:
        raise InvalidValueError("text", text, f"text of at most {MAX_DOCUMENT} characters")
    blocks = read_blocks(text)
    metadata = read_metadata(text, blocks.metadata)
    citations: list[WrittenCitation] = []
    notes: list[tuple[int, str]] = []
    for passage in blocks.passages:
        if _is_plain(text, passage):
            continue
        reader = _Reader(passage.text(text), passage.start, blocks, passage.footnote)
        citations += islice(reader.citations(), MAX_CITATIONS + 1 - len(citations))
        if len(citations) > MAX_CITATIONS:
            raise InvalidValueError("text", text, f"a document with at most {MAX_CITATIONS} citations")
        notes += reader.notes()
    return WrittenDocument(
        text=text, citations=tuple(citations), notes=tuple(notes), blocks=blocks, metadata=metadata
    )


def keys_in(text: str) -> list[str]:
    """List the keys in a text, in their order, as ``nocite`` of the metadata gives them."""
    return list(dict.fromkeys(key.key for key in read_inlines(text).keys))


def _is_plain(text: str, passage: Passage) -> bool:
    return all(text.find(mark, passage.start, passage.end) < 0 for mark in ("@", "[^", "^["))


class _Reader:
    """Reads the citations of one passage, or of an affix.

    Attributes:
        text: the passage.
        start: where it starts in the document.
        footnote: the footnote that it stands in.
        depth: how many affixes it stands in.
    """

    def __init__(self, text: str, start: int, blocks: Blocks, footnote: str, depth: int = 0) -> None:
        self.text, self.start, self.footnote, self.depth = text, start, footnote, depth
        self._blocks = blocks
        self._inlines = read_inlines(text, blocks.links)

    def notes(self) -> list[tuple[int, str]]:
        """List the footnote marks; a footnote has none that count."""
        if self.footnote:
            return []
        marks = [(self.start + place, label) for place, label in self._inlines.notes]
        marks += [(self.start + each.start, self._inline(each)) for each in self._notes()]
        return sorted(marks)

    def _notes(self) -> list[Bracket]:
        return [each for each in self._inlines.brackets.values() if each.kind == "note"]

    def _inline(self, note: Bracket) -> str:
        return f"^{self.start + note.start}"

    def citations(self) -> Iterator[WrittenCitation]:
        """Walk the citations; a key inside of one that was found belongs to it."""
        brackets = self._inlines.brackets
        marks: list[Key | Bracket] = [*self._inlines.keys, *brackets.values()]
        done, note_end, footnote = 0, 0, self.footnote
        for mark in sorted(marks, key=lambda each: each.start):
            if mark.start < done:
                continue
            if mark.start >= note_end:
                footnote = self.footnote
            if isinstance(mark, Key):
                found = self._in_text(mark)
            elif mark.kind == "plain":
                found = self._in_brackets(mark)
            else:
                if mark.kind == "note" and not self.footnote:
                    note_end, footnote = mark.end, self._inline(mark)
                continue
            if found is not None:
                end, cites = found
                yield WrittenCitation(
                    start=self.start + mark.start,
                    end=self.start + end,
                    cites=tuple(cites),
                    in_text=isinstance(mark, Key),
                    footnote=footnote,
                )
                done = end

    def _in_brackets(self, bracket: Bracket) -> tuple[int, list[WrittenCite]] | None:
        cites = self._list(bracket.start + 1, bracket.end)
        return None if cites is None else (bracket.end + 1, cites)

    def _in_text(self, key: Key) -> tuple[int, list[WrittenCite]] | None:
        if key.key == "*" or key.key in self._blocks.examples:
            return None
        bracket = self._bracket_behind(key)
        if bracket is not None:
            more = self._list(bracket.start + 1, bracket.end)
            if more is not None:
                return bracket.end + 1, [self._cite(key), *more]
            suffixed = self._suffixed(key, bracket)
            if suffixed is not None:
                return bracket.end + 1, suffixed
        return key.end, [self._cite(key)]

    def _bracket_behind(self, key: Key) -> Bracket | None:
        place = key.end
        while self.text[place : place + 1] in _SPACES:
            place += 1
        bracket = self._inlines.brackets.get(place)
        return bracket if bracket is not None and bracket.kind == "plain" else None

    def _suffixed(self, key: Key, bracket: Bracket) -> list[WrittenCite] | None:
        """Read ``[p. 3; see @roe]`` behind a key: a suffix, and more cites."""
        if self.text[bracket.end + 1 : bracket.end + 2] in _LINKS:
            return None
        start, end = bracket.start + 1, bracket.end
        parts = self._parts(start, end)
        stop = parts[0][1]
        more = self._list(stop + 1, end) if stop < end else []
        if more is None:
            return None
        return [self._cite(key, suffix=(start, stop)), *more]

    def _list(self, start: int, end: int) -> list[WrittenCite] | None:
        """Read cites with semicolons between them, or None where a part has no key."""
        cites: list[WrittenCite] = []
        for part_start, part_end, key in self._parts(start, end):
            if key is None:
                return None
            cites.append(self._cite(key, prefix=(part_start, key.start), suffix=(key.end, part_end)))
        return cites

    def _parts(self, start: int, end: int) -> list[tuple[int, int, Key | None]]:
        """Divide a text at its semicolons, but for those in quotation marks; each part with the first key in it."""
        text = self.text[start:end]
        inside = read_inlines(text, self._blocks.links, closely=True)
        keys = deque(_outside(inside))
        parts: list[tuple[int, int, Key | None]] = []
        place = 0
        for stop in [*_unquoted(text, inside.separators), end - start]:
            first = None
            while keys and keys[0].start < stop:
                key = keys.popleft()
                first = first or Key(start + key.start, start + key.end, key.key, key.suppress)
            parts.append((start + place, start + stop, first))
            place = stop + 1
        return parts

    def _cite(
        self, key: Key, prefix: tuple[int, int] = (0, 0), suffix: tuple[int, int] = (0, 0)
    ) -> WrittenCite:
        return WrittenCite(
            key=key.key,
            start=self.start + key.start,
            prefix=self._affix(*prefix),
            suffix=self._affix(*suffix),
            suppress_author=key.suppress,
        )

    def _affix(self, start: int, end: int) -> Affix:
        text = self.text[start:end]
        if not text.strip():
            return _NO_AFFIX
        citations: tuple[WrittenCitation, ...] = ()
        if "@" in text and self.depth < _NESTED:
            reader = _Reader(text, self.start + start, self._blocks, self.footnote, self.depth + 1)
            citations = tuple(reader.citations())
        return Affix(text=text, start=self.start + start, citations=citations)


_SPACES = frozenset(" \t\r\n")
_LINKS = frozenset("[(")
_NO_AFFIX = Affix()


def _unquoted(text: str, places: Sequence[int]) -> list[int]:
    """Leave out the places between straight quotation marks."""
    last, marks, done = text.rfind('"'), 0, 0
    outside: list[int] = []
    for place in places:
        marks += text.count('"', done, place)
        done = place
        if marks % 2 == 0 or place > last:
            outside.append(place)
    return outside


def _outside(inlines: Inlines) -> list[Key]:
    """Take the keys that stand in no brackets."""
    keys: list[Key] = []
    brackets = sorted(inlines.brackets.values(), key=lambda each: each.start)
    place = covered = 0
    for key in inlines.keys:
        while place < len(brackets) and brackets[place].start < key.start:
            covered = max(covered, brackets[place].end)
            place += 1
        if key.start >= covered:
            keys.append(key)
    return keys
