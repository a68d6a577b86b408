"""Markdown documents that cite as pandoc does: their citations, notes and bibliography written out.

``blocks.py`` and ``inlines.py`` tell text from code; ``citation_syntax.py`` reads citations; ``locators.py`` and
``affixes.py`` read what stands around keys; ``notes.py`` numbers notes; ``rendering.py`` asks the style;
``weaving.py`` and ``marks.py`` write the document; ``document.py`` is the door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefmeta.citations.documents.citation_syntax import WrittenCitation, WrittenDocument, read_document
    from briefmeta.citations.documents.document import CitedDocument, cite_document
    from briefmeta.citations.documents.problems import DocumentProblem

__all__ = [
    "CitedDocument",
    "DocumentProblem",
    "WrittenCitation",
    "WrittenDocument",
    "cite_document",
    "read_document",
]

_HOMES = {
    "CitedDocument": "document",
    "DocumentProblem": "problems",
    "cite_document": "document",
    "WrittenCitation": "citation_syntax",
    "WrittenDocument": "citation_syntax",
    "read_document": "citation_syntax",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{home}"), name)
