"""``cite_document()``: a Markdown document with its citations and its bibliography written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from briefmeta.citations.documents.citation_syntax import WrittenDocument, keys_in, read_document
from briefmeta.citations.documents.notes import number_citations
from briefmeta.citations.documents.problems import DocumentProblem, find_problems
from briefmeta.citations.documents.rendering import ANCHOR, Renderer, linked
from briefmeta.citations.documents.weaving import Weaver
from briefmeta.citations.processing.processor import Processor
from briefmeta.citations.styles.style import Style
from briefmeta.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from briefmeta.citations.processing.references import Bibliography

_DEFAULT_STYLE = "apa"
_PLACES = ("end", "paragraph")


@define(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """A document whose citations are written out.

    Attributes:
        text: the document.
        bibliography: the references as they stand in it, or None where there are none.
        problems: what could not be used, in the order of the document; then what no place is to blame for.
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
    text: str | WrittenDocument,
    items: Iterable[object] = (),
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
        text: the document, or what :func:`read_document` has made of it. Its YAML metadata may have ``csl``, ``lang``,
            ``nocite``, ``link-citations``, ``notes-after-punctuation``, ``suppress-bibliography`` and
            ``reference-section-title``.
        items: reports or CSL-JSON mappings.
        style: a name, a path, XML, or a :class:`Style`; without it, the one of the metadata, else ``apa``.
        locale: the language of terms and dates; without it, the one of the metadata, else that of the style.
        notes: where footnotes go: ``end``, or ``paragraph`` for behind the block that refers to them.

    Returns:
        The document, with the problems as data. The bibliography stands in the division ``refs`` where there is one,
        else at the end.

    Raises:
        InvalidValueError: when the document has more than 64 million characters or 100,000 citations, when ``items``
            is no list of reports and mappings, or when ``notes`` is neither.
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
    if notes not in _PLACES:
        raise InvalidValueError("notes", notes, "one of " + ", ".join(_PLACES))
    document = text if isinstance(text, WrittenDocument) else read_document(text)
    metadata = document.metadata
    if not isinstance(style, Style):
        name = style or metadata.text("csl") or _DEFAULT_STYLE
        style = Style.load(name, locale or metadata.text("lang") or None)
    return _written_out(document, style, items, after_blocks=notes == "paragraph")


def _written_out(
    document: WrittenDocument, style: Style, items: Iterable[object], *, after_blocks: bool
) -> CitedDocument:
    metadata = document.metadata
    processor = Processor(style, items=items, output="markdown")
    known = frozenset(processor.keys)
    uncited = _uncited(metadata.text("nocite"), processor.keys)
    processor.list_uncited(key for key in uncited if key in known)
    numbered = number_citations(document, notes=style.note, known=known)
    weaver = Weaver(document, style, moves=metadata.flag("notes-after-punctuation", style.note))
    renderer = Renderer(document, processor, known)
    texts = renderer.render(numbered, weaver.in_note)
    silent = [each for each, written in zip(numbered, texts, strict=True) if not written.text]
    links = not style.note and metadata.flag("link-citations", False)
    if links:
        texts = [linked(each, written, known) for each, written in zip(numbered, texts, strict=True)]
    weaver.add(numbered, texts)
    bibliography = None
    if style.bibliography is not None and not metadata.flag("suppress-bibliography", False):
        bibliography = processor.bibliography()
        weaver.place_bibliography(
            _entries(bibliography, links=links), metadata.text("reference-section-title")
        )
    weaver.place_notes(after_blocks=after_blocks)
    everything = [*numbered, *renderer.inner]
    problems = find_problems(document, everything, uncited=uncited, silent=silent, known=known)
    used = {*uncited, *(cite.key for each in everything for cite in each.citation.cites)}
    problems += (
        DocumentProblem(message=each.message, key=each.key, warning=True)
        for each in processor.problems
        if each.index is None and each.key in used
    )
    return CitedDocument(text=weaver.text(), bibliography=bibliography, problems=tuple(problems))


def _uncited(nocite: str, every_key: Sequence[str]) -> list[str]:
    """List the keys of ``nocite``; ``@*`` stands for all items."""
    keys = keys_in(nocite)
    return list(dict.fromkeys([*keys, *every_key])) if "*" in keys else keys


def _entries(bibliography: Bibliography, *, links: bool) -> list[str]:
    """Take the entries, as targets of links where citations are linked."""
    return [
        f"::: {{#ref-{entry.key} .csl-entry}}\n{entry.text}\n:::"
        if links and ANCHOR.fullmatch(entry.key)
        else entry.text
        for entry in bibliography
    ]
