"""References in running text: the cites of one citation to text, and all citations of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, evolve

from briefmeta.citations.elements.context import Citation, Cite
from briefmeta.citations.elements.name_forms import NameForm
from briefmeta.citations.output.assembly import assemble
from briefmeta.citations.output.markup import parse
from briefmeta.citations.output.tree import Node, capitalized, plain_text
from briefmeta.citations.processing.collapsing import (
    Collapser,
    Rendered,
    begins_with_word,
    groups_cites,
    name_nodes,
    names_text,
)
from briefmeta.citations.processing.sorting import SortKey
from briefmeta.errors import RenderError
from briefmeta.text.collation import collator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from briefmeta.citations.elements.context import Context, Place
    from briefmeta.citations.output.assembly import Token
    from briefmeta.citations.output.tree import Piece
    from briefmeta.citations.output.writers import Writer
    from briefmeta.citations.processing.item_registry import Registry
    from briefmeta.citations.processing.sorting import SortValue
    from briefmeta.citations.styles.style import Style


_STOPS = frozenset(",.;")
# more than one word, the end of a sentence, perhaps in quotation marks
_ENDS_SENTENCE = re.compile(r"\s\S*[.?!][\"'”’»]*\Z")
_AUTHORS = ("author", "editor", "translator", "director", "container-author")
_NAME = NameForm(short=True)
_MOST_AUTHORS = 3  # more become "et al."

#: What stands for a citation of which the style writes nothing, and for an author who is not there, as the reference
#: processor has it.
NOTHING = "[CSL STYLE ERROR: reference with no printed form.]"
NO_AUTHOR = "[NO_PRINTED_FORM]"

_OPENING = frozenset(" \u00a0([{“‘«/—–-")
_CLOSING = frozenset(" \u00a0,.;:!?)]}”’»/—–-")


def cite(
    items: Iterable[object],
    style: str | Path | Style = "apa",
    locale: str | None = None,
    output: str = "text",
) -> str:
    """Write the reference in running text: one citation of all the reports or CSL-JSON mappings.

    A document with several citations is what :class:`briefmeta.citations.processing.processor.Processor` is for.

    Args:
        items: reports or mappings.
        style: a name, a path, XML, or a :class:`Style`.
        locale: the language of terms and dates; without it, the one of the style.
        output: text, html, markdown, latex or rst.

    Returns:
        The citation; of a style for notes, the text of the note.

    Raises:
        InvalidValueError: when ``items`` is no list of reports and mappings, or ``output`` is unknown.
        StyleNotFoundError: when no style has that name.
        StyleError: when the style is invalid.

    Source: CSL 1.0.2, "Citation".

    >>> report = {"id": "a", "type": "report", "title": "On Lakes", "author": [{"family": "Doe", "given": "Ann"}],
    ...           "issued": {"date-parts": [[2024]]}}
    >>> cite([report], "harvard-cite-them-right")
    '(Doe, 2024)'
    """
    from briefmeta.citations.processing.processor import Processor

    processor = Processor(style, locale, items, output=output)
    cites = tuple(Cite(key=key) for key in processor.keys)
    return processor.cite(Citation(cites=cites, note=1 if processor.style.note else 0)).text


class CitationRenderer:
    """Renders citations in one style, cite by cite, collapsed and with the punctuation between them.

    Attributes:
        keys: the sort keys of cites in one citation.
        renderings: how many cites have been rendered so far.
    """

    def __init__(self, style: Style) -> None:
        self._style, self._layout = style, style.citation
        keys = style.citation.keys
        if keys and groups_cites(style.citation.options):
            # as the reference processor has it, cites that are grouped by names are sorted by them in the end
            keys = (*keys, SortKey(self._names_value, descending=False))
        self.keys = keys
        self._collate = collator(style.locale.language)
        self.renderings = 0

    def render(self, contexts: Sequence[Context | Cite], *, gather: bool = True) -> Node:
        """Render one citation; a cite without a context is one whose item is not known.

        Args:
            contexts: the cites, in their order.
            gather: whether a style that sorts cites may bring those of the same names together.

        Raises:
            RenderError: when an item is nested too deep for the style.
        """
        layout = self._layout
        for context in contexts:
            if not isinstance(context, Cite) and context.cite.author_only:
                return self.author(context)
        collapser = Collapser(layout, self._with_affixes, lambda context: self._body(context, suppress=True))
        parts: list[Piece] = []
        run: list[Rendered] = []
        for context in contexts:
            if not isinstance(context, Cite):
                run.append(self._rendered(context))
                continue
            parts = _joined(parts, collapser.join(run), layout.delimiter)
            run = []
            parts = _joined(parts, [self._affixed(context, self._unresolved(context))], layout.delimiter)
        run = [cite for cite in run if cite.body.children or self._stands_alone(cite.context.cite)]
        parts = _joined(parts, collapser.join(run, reorder=gather and bool(layout.keys)), layout.delimiter)
        if not parts:
            return Node([])
        parts = _punctuated(parts)
        formatting = layout.formatting
        # "Affixes" of a layout stand inside its formatting
        node = Node(
            [Node([Node(parts)], prefix=formatting.prefix, suffix=formatting.suffix)],
            format=formatting.format,
        )
        return capitalized(node) if self._style.note else node

    def _stands_alone(self, cite: Cite) -> bool:
        """Return whether what the user typed stays where the style writes nothing: in brackets of the style's own."""
        formatting = self._layout.formatting
        return (
            bool(cite.prefix or cite.suffix)
            and bool(formatting.prefix or formatting.suffix)
            and not cite.composite
        )

    def _unresolved(self, cite: Cite) -> Node:
        """Mark a cite whose item is not known; the place in it that the user named is kept."""
        mark = Node([f"{cite.key}?"], format=(("font-weight", "bold"),))
        if not cite.locator:
            return mark
        term = self._style.locale.term(cite.label, "short") or ""
        return Node(
            [mark, ", ", Node(parse(f"{term} {cite.locator}".strip(), self._style.locale), role="typed")]
        )

    def author(self, context: Context) -> Node:
        """Render the author alone, as a sentence names them: without the affixes and the formatting of the style."""
        self._body(context)
        shown = context.shown_names
        if shown is None:
            return Node([])
        plain = shown.replaced(shown.children)
        plain.format = ()
        return Node([self._affixed(context.cite, plain)])

    def name(self, context: Context) -> Node:
        """Name the author, or else the title, of an item that the style cites by number or label."""
        item = context.item
        found = next((item.names[variable] for variable in _AUTHORS if variable in item.names), ())
        if not found:
            return Node(parse(item.texts.get("title", item.key), self._style.locale), role="field")
        names: list[Piece] = [_NAME.write(name, inverted=False) for name in found[:_MOST_AUTHORS]]
        locale = self._style.locale
        if len(found) > _MOST_AUTHORS:
            return Node([names[0], f" {locale.term('et-al') or 'et al.'}"])
        *others, last = names
        if not others:
            return Node([last])
        return Node([Node(others, delimiter=", "), f" {locale.term('and') or '&'} ", last])

    def tokens(self, node: Node) -> list[Token]:
        """Settle a citation into texts and marks for a writer, without links."""
        tokens = assemble(node, self._style.locale)
        return [token for token in tokens if isinstance(token, str) or token.kind != "link"]

    def _rendered(self, context: Context) -> Rendered:
        body = self._body(context)
        names = names_text(context)
        if context.cite.suppress_author:
            return Rendered(context, self._body(context, suppress=True), names)
        return Rendered(context, body, names, titled=not names and begins_with_word(body))

    def _body(self, context: Context, *, suppress: bool = False) -> Node:
        self.renderings += 1
        context.reset()
        context.suppress_names = suppress
        children: list[Piece] = []
        try:
            self._layout.render(context, children)
        except RecursionError:
            raise RenderError(self._style.name, context.item.key, "its text is nested too deep") from None
        return Node(children)

    def _names_value(self, context: Context) -> SortValue:
        """Give the names that a cite shows, without the word between them, as a sort key; no names go last."""
        self._body(context)
        shown = context.shown_names
        names = [plain_text(name) for name in name_nodes(shown)] if shown is not None else []
        more = self._style.locale.term("et-al") or ""
        if names and more and more in plain_text(shown):
            names.append(more)
        return self._collate(" ".join(names)) or None

    def _with_affixes(self, rendered: Rendered, body: Node) -> Piece:
        return self._affixed(rendered.context.cite, body)

    def _affixed(self, cite: Cite, body: Node) -> Piece:
        """Put the user's prefix and suffix around a cite, with a space where a word would touch another."""
        if not cite.prefix and not cite.suffix:
            return body
        locale = self._style.locale
        prefix = cite.prefix if not cite.prefix or cite.prefix[-1] in _OPENING else f"{cite.prefix} "
        suffix = cite.suffix if not cite.suffix or cite.suffix[0] in _CLOSING else f" {cite.suffix}"
        if self._style.note and _ENDS_SENTENCE.search(prefix.rstrip()):
            body = capitalized(body)
        before: list[Piece] = [Node(parse(prefix, locale), role="typed")] if prefix else []
        after: list[Piece] = [Node(parse(suffix, locale), role="typed")] if suffix else []
        return Node([*before, body, *after])


def _punctuated(parts: Sequence[Piece]) -> list[Piece]:
    """Leave out a delimiter where the user ends a cite in a stop, or begins the next one with a stop."""
    # a user who types the stop does not want the delimiter as well: "see A. B" and not "see A.; B"
    settled = list(parts)
    for index in range(1, len(parts) - 1):
        if parts[index] and isinstance(parts[index], str):
            if _typed(parts[index + 1], 0)[:1] in _STOPS:
                settled[index] = ""
            elif _typed(parts[index - 1], -1)[-1:] in _STOPS:
                settled[index] = " "
    return settled


def _typed(cite: Piece, end: int) -> str:
    """Find the prefix (``end`` is 0) or the suffix (-1) that the user gave a cite."""
    affix = cite.children[end] if isinstance(cite, Node) and len(cite.children) > 1 else ""
    return plain_text(affix) if isinstance(affix, Node) and affix.role == "typed" else ""


def _joined(before: list[Piece], after: Sequence[Piece], delimiter: str) -> list[Piece]:
    if before and after:
        return [*before, delimiter, *after]
    return [*before, *after]


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
        # nobody knows where an unknown item would be sorted
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
        # only what reads otherwise now is rendered: an edit costs what it changes
        self._known = known
        return texts

    def _reading(self, citation: Citation, places: Sequence[Place]) -> object:
        """Return all that the text of a citation depends on."""
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
        author = _with_infix(author, citation.infix)
        if composite and not self._style.note:
            text, author = f"{author} {text}".rstrip(), ""
        if not text:
            asked = all(cite.author_only or cite.suppress_author for cite in cites)
            # an empty note would not be seen; the words are those that users of Zotero can search for
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


def _with_infix(author: str, infix: str) -> str:
    """Put the words of the user after an author, with a space where they do not start with a mark."""
    if not infix or not author:
        return author
    return f"{author}{infix}" if infix[0] in ",.;:!?'’ " else f"{author} {infix}"
