"""References and bibliographies in any CSL style.

Styles come through citeproc-py and its styles package; the renderer is our own. Items go in as reports or CSL-JSON
mappings, a :class:`Bibliography` comes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefmeta.citations.elements.context import Citation, Cite
    from briefmeta.citations.processing.citing import CitationText, cite
    from briefmeta.citations.processing.processor import Change, Problem, Processor
    from briefmeta.citations.processing.references import Bibliography, Entry, Parameters, bibliography
    from briefmeta.citations.styles.style import Style, available_styles

_HOMES = {
    "Bibliography": "processing.references",
    "Change": "processing.processor",
    "Citation": "elements.context",
    "CitationText": "processing.citing",
    "Cite": "elements.context",
    "Entry": "processing.references",
    "Parameters": "processing.references",
    "Problem": "processing.processor",
    "Processor": "processing.processor",
    "bibliography": "processing.references",
    "cite": "processing.citing",
    "Style": "styles.style",
    "available_styles": "styles.style",
}
__all__ = [
    "Bibliography",
    "Change",
    "Citation",
    "CitationText",
    "Cite",
    "Entry",
    "Parameters",
    "Problem",
    "Processor",
    "Style",
    "available_styles",
    "bibliography",
    "cite",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{home}"), name)
