"""All citations of a document to text; what need not be written again is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve

from briefmeta.citations.processing.citing import NO_AUTHOR, NOTHING, CitationRenderer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefmeta.citations.elements.context import Context
    from briefmeta.citations.output.tree import Node
    from briefmeta.citations.output.writers import Writer
    from briefmeta.citations.processing.cites import Citation, Cite, Place
    from briefmeta.citations.processing.item_registry import Registry
    from briefmeta.citations.styles.style import Style


@define(frozen=True, slots=True, kw_only=True)
class CitationText:
    """One citation as it reads in the document.

    Attributes:
        text: the citation; in a style for notes, what the note says.
        author: in a style for notes, the author of a composite citation: what the sentence says before the note.
        note: the number of the note that was given, or 0.
    """

    text: str
    author: str = ""
    note: int = 0

    def __str__(self) -> str:
        return self.text


class CitationTexts:
    """Writes the citations of a document."""

    def __init__(self, style: Style, registry: Registry, writer: Writer) -> None:
        self._style, self._registry, self._writer = style, registry, writer
        self._renderer = CitationRenderer(style)
        variables = style.citation.variables
        self._numbered = "citation-number" in variables
        self._back_references = "first-reference-note-number" in variables
        self._known: dict[object, CitationText] = {}

    @property
    def renderings(self) -> int:
        """How many cites have been rendered so far."""
        return self._renderer.renderings

    def ordered(self, citation: Citation) -> Citation:
        """Sort the cites of a citation as the style says.

        Beside an unknown item all cites keep their place, and a composite citation starts with its first cite.
        """
        cites, items = citation.cites, self._registry.items
        keys = self._renderer.keys
        if not keys or not citation.sorted or len(cites) < 2 or cites[0].composite:
            return citation
        if any(cite.key not in items for cite in cites):
            return citation
        order = self._registry.sort(self._style.citation, keys, [cite.key for cite in cites])
        return evolve(citation, cites=[cites[position] for position in order])

    def write_all(
        self, citations: Sequence[Citation], places: Sequence[Sequence[Place]]
    ) -> list[CitationText]:
        """Write citations whose cites are in order and in their places; those that read as before are not rendered."""
        known: dict[object, CitationText] = {}
        texts: list[CitationText] = []
        for citation, placed in zip(citations, places, strict=True):
            reading = self._reading(citation, placed)
            text = self._known.get(reading) or known.get(reading)
            if text is None:
                text = self._written(citation, placed)
            known[reading] = text
            texts.append(text if text.note == citation.note else evolve(text, note=citation.note))
        self._known = known
        return texts

    def _reading(self, citation: Citation, places: Sequence[Place]) -> object:
        """Tell all that the text of a citation depends on."""
        registry = self._registry
        return (
            citation.sorted,
            citation.infix,
            *(
                (
                    cite,
                    place.positions,
                    place.first_note if self._back_references else None,
                    registry.reading(cite.key, numbered=self._numbered)
                    if cite.key in registry.items
                    else None,
                )
                for cite, place in zip(citation.cites, places, strict=True)
            ),
        )

    def _written(self, citation: Citation, places: Sequence[Place]) -> CitationText:
        cites = citation.cites
        composite = bool(cites) and cites[0].composite and cites[0].key in self._registry.items
        author = self._author(cites[0], places[0]) if composite else ""
        if composite:
            cites = (evolve(cites[0], suppress_author=True), *cites[1:])
        contexts = [self._context(cite, place) for cite, place in zip(cites, places, strict=True)]
        text = self._text(self._renderer.render(contexts, gather=citation.sorted))
        author = _joined(author, citation.infix)
        if composite and not self._style.note:
            text, author = f"{author} {text}".rstrip(), ""
        if not text:
            asked = all(cite.author_only or cite.suppress_author for cite in cites)
            text = NO_AUTHOR if asked else NOTHING
        return CitationText(text=text, author=author, note=citation.note)

    def _context(self, cite: Cite, place: Place) -> Context | Cite:
        return self._registry.context(cite.key, cite, place) if cite.key in self._registry.items else cite

    def _author(self, cite: Cite, place: Place) -> str:
        bare = evolve(cite, prefix="", suffix="", locator="")
        context = self._registry.context(cite.key, bare, place)
        return self._text(self._renderer.author(context)) or self._text(self._renderer.name(context))

    def _text(self, node: Node) -> str:
        return self._writer.write(self._renderer.tokens(node)).strip()


def _joined(author: str, infix: str) -> str:
    """Put the words of the user after an author, with a space where they do not start with a mark."""
    if not infix or not author:
        return author
    return f"{author}{infix}" if infix[0] in ",.;:!?'’ " else f"{author} {infix}"
