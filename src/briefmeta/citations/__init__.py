"""References and bibliographies in any CSL style.

Styles come through citeproc-py and its styles package; the renderer is our own. Items go in as reports or CSL-JSON
mappings, a :class:`Bibliography` comes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefmeta.citations.citationtexts import CitationText
    from briefmeta.citations.cites import Citation, Cite
    from briefmeta.citations.citing import cite
    from briefmeta.citations.library import available_styles
    from briefmeta.citations.processor import Change, Problem, Processor
    from briefmeta.citations.references import Bibliography, Entry, Parameters, bibliography
    from briefmeta.citations.style import Style

_HOMES = {
    "Bibliography": "references",
    "Change": "processor",
    "Citation": "cites",
    "CitationText": "citationtexts",
    "Cite": "cites",
    "Entry": "references",
    "Parameters": "references",
    "Problem": "processor",
    "Processor": "processor",
    "bibliography": "references",
    "cite": "citing",
    "Style": "style",
    "available_styles": "library",
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
