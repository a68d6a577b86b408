"""The citations of a document, rendered: from what is written to what is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

from briefmeta.citations.documents.affixes import StandIns, to_csl
from briefmeta.citations.documents.locators import read_locator
from briefmeta.citations.documents.notes import Numbered
from briefmeta.citations.elements.context import Citation, Cite
from briefmeta.citations.elements.number_element import locator_terms
from briefmeta.citations.output.writers import WRITERS
from briefmeta.citations.processing.citing import NO_AUTHOR, NOTHING
from briefmeta.citations.styles.locales import build_locale

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from briefmeta.citations.documents.citation_syntax import Affix, WrittenCite, WrittenDocument
    from briefmeta.citations.processing.citing import CitationText
    from briefmeta.citations.processing.processor import Processor

_EMPTY = frozenset((NO_AUTHOR, NOTHING))
ANCHOR = re.compile(r"[\w.:/+-]+")


class Renderer:
    """Renders all citations of one document.

    Attributes:
        inner: the citations that stand in affixes of others.
    """

    def __init__(self, document: WrittenDocument, processor: Processor, known: Container[str]) -> None:
        self._document, self._processor, self._known = document, processor, known
        locale = processor.style.locale
        self._terms = locator_terms(locale, build_locale(locale.language))
        self._stand_ins = StandIns()
        self._characters: list[str] = []
        self.inner: list[Numbered] = []

    def render(
        self, numbered: Sequence[Numbered], write_inner: Callable[[Numbered, CitationText], str]
    ) -> list[CitationText]:
        """Render the citations in their order.

        Args:
            numbered: the citations.
            write_inner: writes one that stands in an affix.
        """
        citations = [self._citation(each) for each in numbered]
        for each in self.inner:  # which grows: citations in affixes may have such affixes, too
            citations.append(self._citation(each))  # noqa: PERF401 - the list grows meanwhile
        texts = list(
            zip([*numbered, *self.inner], citations, self._processor.cite_all(citations), strict=True)
        )
        for character, text in reversed(list(zip(self._characters, texts[len(numbered) :], strict=True))):
            if character:  # the innermost first
                self._stand_ins.change(character, write_inner(text[0], self._settled(*text)))
        return [self._settled(*text) for text in texts[: len(numbered)]]

    def _citation(self, numbered: Numbered) -> Citation:
        written = numbered.citation
        cites = [
            self._cite(numbered, each, composite=written.in_text and not index)
            for index, each in enumerate(written.cites)
        ]
        # what is said of one cite, such as "see" and "but", may be said with regard to its neighbours
        alone = not any(cite.prefix or cite.suffix for cite in cites)
        return Citation(cites=cites, note=numbered.note, sorted=alone)

    def _cite(self, numbered: Numbered, written: WrittenCite, *, composite: bool) -> Cite:
        prefix = self._affix(numbered, written.prefix)
        suffix = self._affix(numbered, written.suffix)
        # an apostrophe, as in "Doe's": no quotation starts right behind a key
        suffix = f"’{suffix[1:]}" if suffix.startswith("'") else suffix
        locator = read_locator(suffix, self._terms)
        return Cite(
            key=written.key,
            locator=locator.text,
            label=locator.label,
            prefix=prefix.strip(),
            suffix=locator.suffix,
            suppress_author=written.suppress_author,
            composite=composite and not written.suppress_author,
        )

    def _affix(self, numbered: Numbered, affix: Affix) -> str:
        text, characters = to_csl(affix, self._document.blocks.links, self._stand_ins)
        for citation, character in zip(affix.citations, characters, strict=True):
            self.inner.append(Numbered(citation, numbered.note, nested=True))
            self._characters.append(character)
        return f" {text.strip()}" if text[:1].isspace() else text.rstrip()

    def _settled(self, numbered: Numbered, citation: Citation, written: CitationText) -> CitationText:
        """Put back what went around the style; a sentence keeps a mark of an author that is not known."""
        first, restore = numbered.citation.cites[0], self._stand_ins.restore
        author = restore(written.author)
        if numbered.becomes_note and numbered.citation.in_text and first.key not in self._known:
            author = f"**{WRITERS['markdown'].escape(first.key)}?**"
        text = "" if written.text in _EMPTY else restore(written.text)
        lost = restore(_lost_affixes(citation, written.author + written.text))
        return evolve(written, text=f"{text} ({lost})".lstrip() if lost else text, author=author)


def _lost_affixes(citation: Citation, shown: str) -> str:
    """Collect what the user wrote around cites that the style writes nothing for, as those without their author."""
    letters = _letters(shown)
    affixes = [affix for cite in citation.cites for affix in (cite.prefix, cite.suffix)]
    lost = [affix.strip(_TRIMMED) for affix in affixes if _letters(_TAG.sub("", affix)) not in letters]
    return _TAG.sub(lambda found: _MARKS[found[1]], ", ".join(lost))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


_TRIMMED = " ,;"
_MARKS = {"i": "*", "b": "**", "sup": "^", "sub": "~"}
_TAG = re.compile(r"</?(i|b|sup|sub)>")


def linked(numbered: Numbered, written: CitationText, known: Container[str]) -> CitationText:
    """Make a citation of one item a link to its entry."""
    cites = numbered.citation.cites
    key = cites[0].key
    if len(cites) > 1 or key not in known or not ANCHOR.fullmatch(key):
        return written
    if not written.text or "](" in written.text:
        return written
    return evolve(written, text=f"[{written.text}](#ref-{key})")
