"""What any rendering element may have: affixes, formatting, quotes, display, text case, strip-periods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.output.tree import PLAIN, Node

if TYPE_CHECKING:
    from briefmeta.citations.output.tree import Format, Piece
    from briefmeta.citations.styles.xmltree import Element

# text of East Asian letters and punctuation alone, for which fonts have no italics
_UPRIGHT = re.compile("(?:[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff61-\uffdc]|[^\\w-])+")


@define(frozen=True, slots=True, kw_only=True)
class Dress:
    """What an element puts around and onto its text ("Formatting", "Affixes", "Quotes", "Display")."""

    prefix: str = ""
    suffix: str = ""
    format: Format = ()
    quotes: int = False
    display: str | None = None
    case: str | None = None
    strip_periods: bool = False
    bare: bool = True

    def node(self, children: list[Piece], delimiter: str = "", role: str | None = None) -> Node:
        """Put the dress around children."""
        if self.bare:  # most are
            return Node(children, "", "", delimiter, role=role)
        format = self.format
        if format and isinstance(text := children[0], str) and not text.isascii() and not children[1:]:
            format = _without_slant(format) if _UPRIGHT.fullmatch(text) else format
        return Node(
            children,
            self.prefix,
            self.suffix,
            delimiter,
            format=format,
            quotes=self.quotes,
            display=self.display,
            role=role,
        )


def _without_slant(format: Format) -> Format:
    return tuple((name, value) for name, value in format if name != "font-style")


def read_format(element: Element) -> Format:
    """Read the font attributes, outermost first; at the top level plain values change nothing."""
    return tuple((name, value) for name in PLAIN if (value := element.get(name)))


def read_dress(element: Element) -> Dress:
    """Read every attribute of dress from an element."""
    format = read_format(element)
    prefix, suffix = element.get("prefix") or "", element.get("suffix") or ""
    quotes = element.get("quotes") == "true"
    display = element.get("display")
    return Dress(
        prefix=prefix,
        suffix=suffix,
        format=format,
        quotes=quotes,
        display=display,
        case=element.get("text-case"),
        strip_periods=element.get("strip-periods") == "true",
        bare=not (prefix or suffix or format or quotes or display),
    )
