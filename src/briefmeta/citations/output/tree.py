"""What a style makes of an item: a tree of formatted nodes that keeps affixes, quotes and emptiness apart.

Nothing is joined while a style runs. Punctuation, quotes and flip-flops are settled afterwards, over the whole entry
(``assembly.py``), because they depend on what stands on both sides of a boundary. The end of the file reads what any
rendering element may have: affixes, formatting, quotes, display, text case, strip-periods (CSL 1.0.2).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    from briefmeta.citations.styles.locales import Element


#: The formatting attributes of CSL 1.0.2 ("Formatting"), outermost first, with the value that changes nothing.
PLAIN = {
    "vertical-align": "baseline",
    "text-decoration": "none",
    "font-weight": "normal",
    "font-variant": "normal",
    "font-style": "normal",
}

#: For quotation marks that are the inner ones of the locale where no others are around them.
INNER = 2
#: Quotation marks that do not count for those inside, because the style turns quotes off around them.
UNCOUNTED = 3

#: One formatting: pairs of attribute and value, in the order of :data:`PLAIN`.
Format = tuple[tuple[str, str], ...]


class Node:
    """Rendered text with everything that may still change how it is written.

    Attributes:
        children: texts and nodes, in reading order.
        prefix: text before the node, outside its formatting and quotes ("Affixes").
        suffix: text after the node, likewise.
        delimiter: text between the children ("Delimiter").
        format: font attributes.
        quotes: whether the node stands in quotation marks, or :data:`INNER` or :data:`UNCOUNTED`.
        flips: whether formatting and quotes come from the item itself and so alternate inside themselves.
        display: block, left-margin, right-inline or indent ("Display"), or None.
        link: the address that the text stands for, or None.
        role: what the node is, where later steps look for it: names, year-suffix, first-number, ...
    """

    __slots__ = (
        "children",
        "delimiter",
        "display",
        "flips",
        "format",
        "link",
        "prefix",
        "quotes",
        "role",
        "suffix",
    )

    def __init__(  # noqa: PLR0913 - a plain record; nearly every call names two or three
        self,
        children: list[Piece],
        prefix: str = "",
        suffix: str = "",
        delimiter: str = "",
        *,
        format: Format = (),
        quotes: int = False,
        flips: bool = False,
        display: str | None = None,
        link: str | None = None,
        role: str | None = None,
    ) -> None:
        self.children = children
        self.prefix, self.suffix, self.delimiter = prefix, suffix, delimiter
        self.format, self.quotes, self.flips = format, quotes, flips
        self.display, self.link, self.role = display, link, role

    def replaced(self, children: list[Piece]) -> Node:
        """Make a node that is like this one around other children."""
        return Node(
            children,
            prefix=self.prefix,
            suffix=self.suffix,
            delimiter=self.delimiter,
            format=self.format,
            quotes=self.quotes,
            flips=self.flips,
            display=self.display,
            link=self.link,
            role=self.role,
        )


#: Text as it is, or a node.
Piece = str | Node


class TermText(str):
    """The text of a term: it takes a capital where it opens an entry or a note."""

    __slots__ = ()


def capitalized(node: Node) -> Node:
    """Give a term that opens the text a capital, behind a prefix as well; any other text before it prevents that."""
    if not node.children:
        return node
    first, *rest = node.children
    if not isinstance(first, str) and first.role == "citation-number" and rest:
        return node.replaced([first, *capitalized(Node(rest)).children])
    if isinstance(first, TermText):
        return node.replaced([first[:1].upper() + first[1:], *rest])
    if isinstance(first, str):
        return node
    changed = capitalized(first)
    return node if changed is first else node.replaced([changed, *rest])


def plain_text(piece: Piece | None) -> str:
    """Join the text of a tree without formatting and quotation marks; for comparing and sorting."""
    if piece is None:
        return ""
    if isinstance(piece, str):
        return piece
    texts: list[str] = []
    _collect(piece, texts)
    return "".join(texts)


def _collect(node: Node, texts: list[str]) -> None:
    texts.append(node.prefix)
    delimiter = node.delimiter
    for index, child in enumerate(node.children):
        if index and delimiter:
            texts.append(delimiter)
        if isinstance(child, str):
            texts.append(child)
        else:
            _collect(child, texts)
    texts.append(node.suffix)


def find(piece: Piece | None, role: str) -> Node | None:
    """Find the first node that has this role, in reading order."""
    if piece is None or isinstance(piece, str):
        return None
    if piece.role == role:
        return piece
    for child in piece.children:
        found = find(child, role)
        if found is not None:
            return found
    return None


_PERIOD = re.compile(r"\.([^a-z]|\Z)")


def strip_periods(text: str) -> str:
    """Take the periods out of a text, but for those inside ``example.org``; of an ellipsis one stays."""
    return _PERIOD.sub(r"\1", text) if "." in text else text


def without_periods(piece: Piece, *, own: bool = False) -> Piece:
    """Take the periods out of every text that is not an affix ("Strip-periods"), in a new tree.

    Out of a text of the style's own (``own``), a term for one, all of them: it holds no addresses.
    """
    if isinstance(piece, TermText):
        return TermText(piece.replace(".", ""))
    if isinstance(piece, str):
        return piece.replace(".", "") if own else strip_periods(piece)
    return piece.replaced([without_periods(child, own=own) for child in piece.children])


# text of East Asian letters and punctuation alone, for which fonts have no italics
_UPRIGHT = re.compile("(?:[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff61-\uffdc]|[^\\w-])+")


@define(frozen=True, slots=True, kw_only=True)
class Formatting:
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
        """Put affixes and formatting around children."""
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


def read_formatting(element: Element) -> Formatting:
    """Read every formatting attribute of an element."""
    format = read_format(element)
    prefix, suffix = element.get("prefix") or "", element.get("suffix") or ""
    quotes = element.get("quotes") == "true"
    display = element.get("display")
    return Formatting(
        prefix=prefix,
        suffix=suffix,
        format=format,
        quotes=quotes,
        display=display,
        case=element.get("text-case"),
        strip_periods=element.get("strip-periods") == "true",
        bare=not (prefix or suffix or format or quotes or display),
    )
