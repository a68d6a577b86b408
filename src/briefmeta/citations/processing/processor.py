"""A document that cites: citations in their order, edited one by one or given all at once, and the bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve

from briefmeta.citations.elements.context import Citation, CitationLike, read_citation
from briefmeta.citations.items.item import read_items
from briefmeta.citations.processing.citing import NO_AUTHOR, NOTHING, CitationText, CitationTexts
from briefmeta.citations.processing.item_registry import Registry, first_notes, place_cites
from briefmeta.citations.processing.references import build_bibliography, find_writer
from briefmeta.citations.processing.sorting import Section
from briefmeta.citations.styles.style import Style
from briefmeta.errors import InvalidValueError, RenderError, StyleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from briefmeta.citations.processing.references import Bibliography
    from briefmeta.citations.processing.sorting import Filter

# the default of the specification ("near-note-distance")
_NEAR = 5  # notes ("near-note-distance")


@define(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the citations of a document that could not be used.

    Attributes:
        message: what is wrong, in words.
        index: the index of the citation, or None where no single one is to blame.
        cite: the index of the cite in it, or None.
        key: the key that is concerned, or "".
    """

    message: str
    index: int | None = None
    cite: int | None = None
    key: str = ""

    def __str__(self) -> str:
        where = "" if self.index is None else f"citation {self.index + 1}: "
        return f"{where}{self.message}"


@define(frozen=True, slots=True, kw_only=True)
class Change:
    """What a change of the citations has done to the document.

    Attributes:
        index: where the citation stands that was asked for; of a removed one, where it stood.
        text: how it reads; "" when it was removed.
        changed: the other citations that read otherwise than before: index (after the change) to text.
        problems: what is wrong with the citation that was asked for.
    """

    index: int
    text: str
    changed: Mapping[int, str]
    problems: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        return self.text


class Processor:
    """Citations and the bibliography of one document, in one style.

    Only items that are cited, or listed by :meth:`list_uncited`, are numbered and disambiguated. An unknown key does
    not cost the citation: the cite reads ``key?`` in bold, and :attr:`problems` has the citation and the key as data.

    Attributes:
        style: the compiled style; ``style.note`` tells whether its citations stand in notes.
        output: the output format.
        strict: whether an unknown key is an error.

    Source: CSL 1.0.2, "Citation"; editing follows the interface of the reference processor.

    >>> from briefmeta.citations import Cite
    >>> doe = {"id": "doe", "type": "book", "author": [{"family": "Doe"}], "issued": {"date-parts": [[2024]]}}
    >>> roe = {"id": "roe", "type": "book", "author": [{"family": "Roe"}], "issued": {"date-parts": [[2023]]}}
    >>> processor = Processor("harvard-cite-them-right", items=[doe, roe])
    >>> processor.cite(["doe", Cite(key="roe", locator="7")]).text
    '(Roe, 2023, p. 7; Doe, 2024)'
    >>> [str(citation) for citation in processor.citations]
    ['(Roe, 2023, p. 7; Doe, 2024)']
    """

    def __init__(
        self,
        style: str | Path | Style = "apa",
        locale: str | None = None,
        items: Iterable[object] = (),
        *,
        output: str = "text",
        strict: bool = False,
    ) -> None:
        """Make a document without citations.

        Args:
            style: a name, a path, XML, or a :class:`Style`.
            locale: the language of terms and dates; without it, the one of the style.
            items: the reports or CSL-JSON mappings that can be cited.
            output: text, html, markdown, latex or rst.
            strict: raise a RenderError for an unknown key.

        Raises:
            InvalidValueError: when ``items`` is no list of reports and mappings, or ``output`` is unknown.
            StyleNotFoundError: when no style has that name.
            StyleError: when the style is invalid.
        """
        self._writer = find_writer(output)
        self.style = style if isinstance(style, Style) else Style.load(style, locale)
        self.output, self.strict = output, strict
        self._registry = Registry(self.style, read_items(items))
        self._writing = CitationTexts(self.style, self._registry, self._writer)
        self._citations: list[Citation] = []
        self._texts: list[CitationText] = []
        self._uncited: list[str] = []
        near = self.style.citation.options.get("near-note-distance") or ""
        # a style is a file of somebody's: what is no short number is as if it were not there
        self._near = int(near) if near.isdecimal() and len(near) < 6 else _NEAR

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all items, unique, in their order."""
        return tuple(self._registry.items)

    @property
    def citations(self) -> tuple[CitationText, ...]:
        """All citations as they read now, in the order of the document."""
        return tuple(self._texts)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything in items and citations that could not be used."""
        registry = self._registry
        problems = [Problem(message=f"several items have the key {key!r}", key=key) for key in registry.twice]
        for key, item in registry.items.items():
            problems += [Problem(message=f"{key}: {warning}", key=key) for warning in item.warnings]
        for index in range(len(self._citations)):
            problems += self._problems_of(index)
        return tuple(problems)

    @property
    def renderings(self) -> int:
        """How many cites have been rendered so far: what an edit costs."""
        return self._writing.renderings

    def cite(self, citation: CitationLike) -> Change:
        """Add a citation at the end of the document.

        Args:
            citation: a :class:`Citation`, a cite or a key, several of them, or a mapping as in csl-citation.json.

        Raises:
            InvalidValueError: when it is none of them.
            RenderError: when a key is unknown and the processor is strict.
        """
        return self.insert(len(self._citations), citation)

    def insert(self, index: int, citation: CitationLike, *, notes: Sequence[int] | None = None) -> Change:
        """Put a citation before the one at ``index``.

        Args:
            index: the place; the number of citations stands for the end.
            citation: what :meth:`cite` takes.
            notes: the note numbers of all citations after the change, where they move.

        Raises:
            InvalidValueError: when there is no such place, or ``citation`` is no citation.
            RenderError: when a key is unknown and the processor is strict.
        """
        read = self._read(citation)
        place = self._checked(index, len(self._citations) + 1)
        citations = [*self._citations[:place], read, *self._citations[place:]]
        return self._edit(place, _numbered(citations, notes))

    def replace(self, index: int, citation: CitationLike, *, notes: Sequence[int] | None = None) -> Change:
        """Put a citation in the place of the one at ``index``; ``notes`` as for :meth:`insert`.

        Raises:
            InvalidValueError: when there is none, or ``citation`` is no citation.
            RenderError: when a key is unknown and the processor is strict.
        """
        read = self._read(citation)
        place = self._checked(index, len(self._citations))
        citations = [*self._citations[:place], read, *self._citations[place + 1 :]]
        return self._edit(place, _numbered(citations, notes))

    def remove(self, index: int, *, notes: Sequence[int] | None = None) -> Change:
        """Take the citation at ``index`` out of the document; ``notes`` as for :meth:`insert`.

        Raises:
            InvalidValueError: when there is none.
        """
        place = self._checked(index, len(self._citations))
        # what is compared afterwards has to stand at the same places
        before = self._texts[:place] + self._texts[place + 1 :]
        self._set(_numbered([*self._citations[:place], *self._citations[place + 1 :]], notes))
        return Change(index=place, text="", changed=_changed(before, self._texts, -1))

    def cite_all(self, citations: Iterable[CitationLike]) -> tuple[CitationText, ...]:
        """Set all citations of the document at once, in the place of those that it had.

        Raises:
            InvalidValueError: when one of them is no citation.
            RenderError: when a key is unknown and the processor is strict.
        """
        self._set([self._read(citation) for citation in citations])
        return self.citations

    def list_uncited(self, keys: Iterable[str]) -> Mapping[int, str]:
        """List items in the bibliography that no citation cites; they take part in numbers and letters.

        Args:
            keys: the keys; they take the place of those listed before.

        Returns:
            The citations that read otherwise now, by index.

        Raises:
            RenderError: when a key is unknown and the processor is strict.
        """
        self._uncited = list(dict.fromkeys(keys))
        if self.strict:
            for key in self._uncited:
                self._require(key)
        before = self._texts
        self._set(self._citations)
        return _changed(before, self._texts, -1)

    def bibliography(
        self,
        *,
        include: Filter | None = None,
        exclude: Filter | None = None,
        select: Filter | None = None,
        uncited: Iterable[str] = (),
        links: bool = False,
    ) -> Bibliography:
        """Write the references of the items that are cited or listed, or a section of them.

        Args:
            include: fields and values; items with one of them are taken.
            exclude: fields and values; items with one of them are left out.
            select: fields and values; items with all of them are taken.
            uncited: items to list as well, as :meth:`list_uncited` does: citations may read otherwise afterwards.
            links: whether DOIs and addresses become links, where the output has links.

        Raises:
            StyleError: when the style has no bibliography.
            InvalidValueError: when a filter is no mapping of fields to values.
        """
        layout = self.style.bibliography
        if layout is None:
            raise StyleError(self.style.name, "has no bibliography; it formats citations in notes only")
        section = Section(include, exclude, select)
        more = [key for key in uncited if key not in self._uncited]
        if more:
            self.list_uncited([*self._uncited, *more])
        registry = self._registry
        contexts = [registry.entry(key) for key in registry.ordered if section.holds(registry.items[key])]
        return build_bibliography(
            self.style,
            layout,
            contexts,
            self._writer,
            links=links,
        )

    # -- state --------------------------------------------------------------------------------------------------------

    def _read(self, citation: CitationLike) -> Citation:
        read = read_citation(citation)
        if self.strict:
            for cite in read.cites:
                self._require(cite.key)
        return read

    def _require(self, key: str) -> None:
        if key not in self._registry.items:
            raise RenderError(self.style.name, key, "is not among the items")

    def _checked(self, index: object, count: int) -> int:
        if not isinstance(index, int) or not -count <= index < count:
            raise InvalidValueError("index", index, f"an index of {count} citations")
        return index % count

    def _edit(self, place: int, citations: list[Citation]) -> Change:
        before = list(self._texts)
        if len(citations) > len(before):
            before.insert(place, CitationText(text=""))
        self._set(citations)
        return Change(
            index=place,
            text=self._texts[place].text,
            changed=_changed(before, self._texts, place),
            problems=tuple(self._problems_of(place)),
        )

    def _set(self, citations: Sequence[Citation]) -> None:
        batches = [tuple(cite.key for cite in citation.cites) for citation in citations]
        self._registry.update([*batches, self._uncited], first_notes(citations))
        # positions are those of the cites as they are printed, so the cites are sorted first ("Sorting", "Choose")
        ordered = [self._writing.ordered(citation) for citation in citations]
        self._texts = self._writing.write_all(ordered, place_cites(ordered, self._near))
        self._citations = list(citations)

    def _problems_of(self, index: int) -> list[Problem]:
        citation = self._citations[index]
        problems = [
            Problem(message=f"no item has the key {cite.key!r}", index=index, cite=position, key=cite.key)
            for position, cite in enumerate(citation.cites)
            if cite.key not in self._registry.items
        ]
        before = self._citations[index - 1].note if index else 0
        if citation.note < 0 or 0 < citation.note < before:
            problems.append(Problem(message=f"note {citation.note} stands after note {before}", index=index))
        if self._texts[index].text in (NOTHING, NO_AUTHOR):
            problems.append(Problem(message="the style writes nothing for this citation", index=index))
        return problems


def _numbered(citations: list[Citation], notes: Sequence[int] | None) -> list[Citation]:
    if notes is None:
        return citations
    if len(notes) != len(citations):
        raise InvalidValueError("notes", notes, f"the note numbers of {len(citations)} citations")
    return [
        citation if citation.note == note else evolve(citation, note=note)
        for citation, note in zip(citations, notes, strict=True)
    ]


def _changed(before: Sequence[CitationText], after: Sequence[CitationText], place: int) -> dict[int, str]:
    return {
        index: new.text
        for index, (old, new) in enumerate(zip(before, after, strict=True))
        if index != place and (old.text, old.author) != (new.text, new.author)
    }
