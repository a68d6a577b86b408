"""``cite_document()``: a Markdown document with its citations and its bibliography written out."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from briefmeta.citations.cites import Citation, Cite
from briefmeta.citations.citing import NOTHING
from briefmeta.citations.documents.affixes import StandIns, to_csl
from briefmeta.citations.documents.locators import locator_terms, read_locator
from briefmeta.citations.documents.metadata import Metadata, read_metadata
from briefmeta.citations.documents.notes import Numbered, number_citations
from briefmeta.citations.documents.syntax import keys_in, read_document
from briefmeta.citations.documents.weaving import Weaver
from briefmeta.citations.locales import build_locale
from briefmeta.citations.processor import Processor
from briefmeta.citations.style import Style
from briefmeta.citations.writers import WRITERS
from briefmeta.errors import InvalidValueError, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from briefmeta.citations.citationtexts import CitationText
    from briefmeta.citations.documents.syntax import Affix, WrittenDocument
    from briefmeta.citations.references import Bibliography

MAX_DOCUMENT = 64 * 1024 * 1024
"""The longest document, in characters."""
_DEFAULT_STYLE = "apa"
_PLACES = ("end", "paragraph")


@define(frozen=True, slots=True, kw_only=True)
class DocumentProblem:
    """Something in a document that could not be used.

    Attributes:
        message: what is wrong, in words.
        line: the line, from 1, or None where no line is to blame.
        column: the column in characters, from 1, or None.
        key: the key that is concerned, or "".
        warning: whether every citation is there all the same.
    """

    message: str
    line: int | None = None
    column: int | None = None
    key: str = ""
    warning: bool = False

    def __str__(self) -> str:
        return (
            self.message if self.line is None else f"line {self.line}, column {self.column}: {self.message}"
        )


@define(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """A document whose citations are written out.

    Attributes:
        text: the document.
        bibliography: the references as they stand in it, or None where the style has none.
        problems: what could not be used, unknown keys first of all, in the order of the document.
    """

    text: str
    bibliography: Bibliography | None = None
    problems: tuple[DocumentProblem, ...] = field(default=())

    def __str__(self) -> str:
        return self.text

    @property
    def unresolved(self) -> tuple[str, ...]:
        """The keys that no item has, each once."""
        return tuple(
            dict.fromkeys(problem.key for problem in self.problems if problem.key and not problem.warning)
        )


def cite_document(
    text: str,
    items: Iterable[object],
    style: str | Path | Style | None = None,
    locale: str | None = None,
    *,
    notes: str = "end",
) -> CitedDocument:
    r"""Write out the citations of a Markdown document, and its bibliography.

    Citations are read as pandoc does: ``[see @doe, p. 3; -@roe]``, ``@doe [p. 3]``, ``@doe``. In a style for notes they
    become footnotes. Everything that is no citation stays as it is, character by character. An unknown key does not
    cost the citation: it reads ``**key?**`` and is listed in the problems.

    Args:
        text: the document. Its YAML metadata may have ``csl``, ``lang``, ``nocite``, ``link-citations``,
            ``notes-after-punctuation``, ``suppress-bibliography`` and ``reference-section-title``.
        items: reports or CSL-JSON mappings.
        style: a name, a path, XML, or a :class:`Style`; without it, the one of the metadata, else ``apa``.
        locale: the language of terms and dates; without it, the one of the metadata, else that of the style.
        notes: where footnotes go: ``end``, or ``paragraph`` for behind the block that refers to them.

    Returns:
        The document, with the problems as data. The bibliography stands in the division ``refs`` where there is one,
        else at the end.

    Raises:
        InvalidValueError: when the text is no text or has more than 64 million characters, when ``items`` is no list
            of reports and mappings, or when ``notes`` is neither.
        StyleNotFoundError: when no style has that name.
        StyleError: when the style is invalid.

    Source: pandoc's manual, "Citations" and "Citation syntax".

    >>> doe = {"id": "doe", "type": "book", "title": "Lakes", "author": [{"family": "Doe", "given": "Ann"}],
    ...        "issued": {"date-parts": [[2024]]}}
    >>> print(cite_document("So @doe [p. 3].\n", [doe], "harvard-cite-them-right"))
    So Doe (2024, p. 3).
    <BLANKLINE>
    Doe, A. (2024) *Lakes*.
    <BLANKLINE>
    """
    if len(text) > MAX_DOCUMENT:
        raise InvalidValueError("text", text, f"text of at most {MAX_DOCUMENT} characters")
    if notes not in _PLACES:
        raise InvalidValueError("notes", notes, "one of " + ", ".join(_PLACES))
    document = read_document(text)
    metadata = read_metadata(text, document.blocks.metadata)
    if not isinstance(style, Style):
        style = Style.load(
            style or metadata.text("csl") or _DEFAULT_STYLE, locale or metadata.text("lang") or None
        )
    return _Citing(document, metadata, style, items).run(after_blocks=notes == "paragraph")


class _Citing:
    """The work on one document."""

    def __init__(
        self, document: WrittenDocument, metadata: Metadata, style: Style, items: Iterable[object]
    ) -> None:
        self._document, self._metadata, self._style = document, metadata, style
        self._processor = Processor(style, items=items, output="markdown")
        self._known = frozenset(self._processor.keys)
        self._terms = locator_terms(style.locale, build_locale(style.locale.language))
        self._stand_ins = StandIns()
        self._nested: list[tuple[Numbered, str]] = []

    def run(self, *, after_blocks: bool) -> CitedDocument:
        numbered = number_citations(self._document, notes=self._style.note, known=self._known)
        uncited = self._uncited()
        self._processor.list_uncited(key for key in uncited if key in self._known)
        citations = [self._citation(each) for each in numbered]
        inner: list[Numbered] = []
        place = 0
        while place < len(self._nested):  # citations in affixes may have affixes with citations
            each, _ = self._nested[place]
            inner.append(each)
            citations.append(self._citation(each))
            place += 1
        texts = [
            self._with_author(*pair)
            for pair in zip([*numbered, *inner], self._processor.cite_all(citations), strict=True)
        ]
        weaver = Weaver(
            self._document,
            self._style,
            moves=self._metadata.flag("notes-after-punctuation", self._style.note),
        )
        for index in range(len(self._nested) - 1, -1, -1):  # the inner ones first
            each, character = self._nested[index]
            written = self._restored(texts[len(numbered) + index])
            if character:
                self._stand_ins.change(
                    character, weaver.in_note(each, written) if self._style.note else written.text
                )
        weaver.add(numbered, [self._restored(text) for text in texts[: len(numbered)]])
        bibliography = self._bibliography()
        if bibliography is not None:
            weaver.place_bibliography(
                self._entries(bibliography), self._metadata.text("reference-section-title")
            )
        weaver.place_notes(after_blocks=after_blocks)
        problems = self._problems([*numbered, *inner], uncited)
        return CitedDocument(text=weaver.text(), bibliography=bibliography, problems=problems)

    # -- citations ----------------------------------------------------------------------------------------------------

    def _citation(self, numbered: Numbered) -> Citation:
        written = numbered.citation
        cites: list[Cite] = []
        for index, each in enumerate(written.cites):
            prefix = self._affix(numbered, each.prefix)
            locator = read_locator(self._affix(numbered, each.suffix), self._terms)
            cites.append(
                Cite(
                    key=each.key,
                    locator=locator.text,
                    label=locator.label,
                    prefix=prefix.strip(),
                    suffix=locator.suffix,
                    suppress_author=each.suppress_author,
                    composite=written.in_text and index == 0 and not each.suppress_author,
                )
            )
        # "see" is said of the cite that it stands before, and of those behind it
        return Citation(cites=cites, note=numbered.note, sorted=not any(cite.prefix for cite in cites))

    def _affix(self, numbered: Numbered, affix: Affix) -> str:
        text, characters = to_csl(affix, self._document.blocks.links, self._stand_ins)
        for citation, character in zip(affix.citations, characters, strict=True):
            self._nested.append((Numbered(citation, numbered.note, nested=True), character))
        return f" {text.strip()}" if text[:1].isspace() else text.rstrip()

    def _with_author(self, numbered: Numbered, written: CitationText) -> CitationText:
        """Let the sentence keep a mark of an unknown author where the citation goes into a note."""
        first = numbered.citation.cites[0]
        if not numbered.becomes_note or not numbered.citation.in_text or first.key in self._known:
            return written
        return evolve(written, author=f"**{WRITERS['markdown'].escape(first.key)}?**")

    def _restored(self, written: CitationText) -> CitationText:
        if written.text == NOTHING:
            written = evolve(written, text="")
        restore = self._stand_ins.restore
        return evolve(written, text=restore(written.text), author=restore(written.author))

    # -- bibliography -------------------------------------------------------------------------------------------------

    def _uncited(self) -> list[str]:
        keys = keys_in(self._metadata.text("nocite"))
        return list(dict.fromkeys([*keys, *self._processor.keys])) if "*" in keys else keys

    def _bibliography(self) -> Bibliography | None:
        if self._style.bibliography is None or self._metadata.flag("suppress-bibliography", False):
            return None
        return self._processor.bibliography()

    def _entries(self, bibliography: Bibliography) -> list[str]:
        return [entry.text for entry in bibliography]

    # -- problems -----------------------------------------------------------------------------------------------------

    def _problems(self, numbered: Sequence[Numbered], uncited: Sequence[str]) -> tuple[DocumentProblem, ...]:
        places, known = self._metadata.places, self._known
        cites = [cite for each in numbered for cite in each.citation.cites]
        found = [
            *((each.start, _unknown(each.key), each.key, False) for each in cites if each.key not in known),
            *(
                (places["nocite"], f"nocite: {_unknown(key)}", key, False)
                for key in uncited
                if key != "*" and key not in known
            ),
            *(
                (places[name], f"{name}: no simple value, so not used", "", True)
                for name in self._metadata.unread
            ),
        ]
        if self._document.blocks.unclosed is not None:
            message = "nothing closes this block, so that all after it is no text"
            found.append((self._document.blocks.unclosed, message, "", True))
        rows = _Rows(self._document.text)
        problems = [
            DocumentProblem(message=message, line=line, column=column, key=key, warning=warning)
            for place, message, key, warning in sorted(found)
            for line, column in (rows.at(place),)
        ]
        problems += (
            DocumentProblem(message=problem.message, key=problem.key, warning=True)
            for problem in self._processor.problems
            if problem.index is None
        )
        return tuple(problems)


def _unknown(key: str) -> str:
    return f"no item has the key {shorten(key)}"


class _Rows:
    """Lines and columns of places in a text; it is walked once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []

    def at(self, place: int) -> tuple[int, int]:
        if not self._starts:
            self._starts = [0, *(found.end() for found in _LINE_END.finditer(self._text))]
        line = bisect_right(self._starts, place)
        return line, place - self._starts[line - 1] + 1


_LINE_END = re.compile(r"\r\n|\n|\r")
