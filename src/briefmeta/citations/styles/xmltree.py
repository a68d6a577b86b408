"""XML of styles and locales as a plain tree: read once with a parser that expands and fetches nothing.

citeproc-py's own element classes answer each question by an XPath and rewrite the tree while they parse; a compiler
that reads every element once is better served by the bare names, attributes and lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import define, field

from briefmeta.errors import StyleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CSL = "{http://purl.org/net/xbiblio/csl}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ESCAPED_TWICE = re.compile(r"&#(\d{1,5});")
_LARGEST = 8_000_000  # bytes; the largest style in use has 0.3 MB
_DEEPEST = 100  # levels of elements
_MOST = 100_000  # elements


@define(frozen=True, kw_only=True, eq=False)
class Element:
    """One element of a style or locale.

    Attributes:
        name: the local name, within the namespace of CSL.
        attributes: the attributes; ``xml:lang`` is called ``lang``.
        text: the text before the first child.
        line: the line of the file.
        children: the child elements of the namespace of CSL.
    """

    name: str
    attributes: Mapping[str, str]
    text: str
    line: int
    children: tuple[Element, ...] = field(repr=False)

    def get(self, name: str, default: str | None = None) -> str | None:
        """Read an attribute."""
        return self.attributes.get(name, default)

    def with_attributes(self, attributes: Mapping[str, str]) -> Element:
        """Make an element like this one with other attributes."""
        return Element(
            name=self.name, attributes=attributes, text=self.text, line=self.line, children=self.children
        )

    def child(self, name: str) -> Element | None:
        """Find the first child of this name."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def all(self, name: str) -> Iterator[Element]:
        """List the children of this name."""
        return (child for child in self.children if child.name == name)


def parse(data: bytes, origin: str) -> Element:
    """Parse XML to a tree.

    Raises:
        StyleError: when it is not well-formed, declares entities, or is too large, with the line.
    """
    from lxml import etree

    if len(data) > _LARGEST:
        raise StyleError(origin, f"is larger than {_LARGEST} bytes")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise StyleError(origin, f"is not well-formed XML: {error.msg}", error.lineno) from None
    except ValueError as error:
        raise StyleError(origin, f"is not XML: {error}") from None
    if getattr(root.getroottree().docinfo, "doctype", None):
        raise StyleError(origin, "declares a document type, which a style never needs", 1)
    return _Reader(origin).element(root, 0)


class _Reader:
    def __init__(self, origin: str) -> None:
        self._origin, self._count = origin, 0

    def element(self, node: Any, depth: int) -> Element:
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST:
            raise StyleError(self._origin, "is nested too deep or has too many elements", node.sourceline)
        tag = node.tag
        attributes = {
            name.rpartition("}")[2] if name == _LANG else name: _text(value)
            for name, value in node.attrib.items()
        }
        children = tuple(
            self.element(child, depth + 1)
            for child in node
            if isinstance(child.tag, str) and child.tag.startswith(_CSL)
        )
        name = tag[len(_CSL) :] if tag.startswith(_CSL) else tag
        return Element(
            name=name,
            attributes=attributes,
            text=_text(node.text or ""),
            line=node.sourceline or 0,
            children=children,
        )


def _text(value: str) -> str:
    """Resolve character references that a style has escaped twice, as ``&amp;#160;``; no style means their letters."""
    return _ESCAPED_TWICE.sub(lambda found: chr(int(found[1])), value) if "&#" in value else value
