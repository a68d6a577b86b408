"""The one XML reader, made for hostile text, and the escapes that every XML writer uses.

The reader hands out records, one element with its content at a time, and forgets them: memory is that of the
largest record. It refuses document type declarations, so that there are no entities to expand and nothing to
fetch; nesting, the size of a record and the length of a tag are bounded. A fault costs the record it stands
in: reading goes on at the next one.

The parser is Expat, as Python carries it: it does not recurse, stops where it is told to, and knows line and
column. ``xml.reader`` drives it.

Source: Extensible Markup Language (XML) 1.0, fifth edition; Namespaces in XML 1.0, third edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from briefmeta.errors import ParseError
from briefmeta.text.clean import MAX_TEXT

if TYPE_CHECKING:
    from briefmeta.model.building import Draft

T = TypeVar("T")

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
"""How every written document begins."""

MAX_DEPTH = 64
"""How deep elements may be nested; MODS, the deepest of our formats, needs about ten levels."""
MAX_RECORD = 2 * MAX_TEXT
"""How large a record may be, in characters, an element counted as 100."""
MAX_NAMESPACES = 256
"""How many namespace prefixes may be declared at one place."""

WHITE_SPACE: Final = " \t\r\n"
"""White space of XML (section 2.3); other spaces are text."""

LONGEST_SHOWN_LINE = 2000
"""Longer lines are not repeated in an error; it shows the place instead."""

NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dcmitype": "http://purl.org/dc/dcmitype/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "oai": "http://www.openarchives.org/OAI/2.0/",
    "mods": "http://www.loc.gov/mods/v3",
    "marcrel": "http://id.loc.gov/vocabulary/relators/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
"""The namespaces that readers know, by the name an ``Element`` has for them."""
# Spellings met in the wild, beside those that differ in scheme, case or the character at the end only.
_OTHER_SPELLINGS = {
    "purl.org/dc/elements/1.0": "dc",
    "dublincore.org/2008/xmlns/dc-ds-xml": "dc",
    "purl.org/dc/qualifiers/1.0": "dcterms",
    "dublincore.org/documents/dcmi-terms": "dcterms",
    "www.openarchives.org/oai/2.0/oai_dc.xsd": "oai_dc",
    "www.openarchives.org/oai/dc": "oai_dc",
    "www.loc.gov/loc.terms/relators": "marcrel",
    "www.loc.gov/mods": "mods",
}


def spelling(uri: str) -> str:
    """Fold what differs in spellings of one namespace: scheme, case, the character at the end."""
    return uri.strip().lower().removeprefix("http://").removeprefix("https://").rstrip("/#")


NAMES: Final = {spelling(uri): name for name, uri in NAMESPACES.items()} | _OTHER_SPELLINGS
# A record cut out of its document has lost the declarations: the usual prefixes are known without them.
USUAL_SCOPE: Final = {"": "", **{name: name for name in NAMESPACES}, "dct": "dcterms", "dcq": "dcterms"}


def escape(text: str) -> str:
    """Write text as the content of an element.

    >>> escape("R&D <in> ]]>")
    'R&amp;D &lt;in&gt; ]]&gt;'
    """
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\r" in text:
        text = text.replace("\r", "&#13;")
    return text


def escape_attribute(text: str) -> str:
    """Write text as the value of an attribute, without the quotes around it.

    >>> escape_attribute('a "b" & c')
    'a &quot;b&quot; &amp; c'
    """
    text = escape(text).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")


class Element:
    """An element with its content, as the reader hands it out.

    Attributes:
        namespace: its namespace, by the name in ``NAMESPACES``, or as the document has it.
        name: its local name.
        attributes: by local name; those in a namespace by ``name:local``, as in ``xml:lang``.
        content: texts and elements, in order.
        line: where it begins, from 1.
        column: where it begins, from 1.
    """

    __slots__ = ("attributes", "column", "content", "line", "name", "namespace")

    def __init__(self, namespace: str, name: str, attributes: dict[str, str], line: int, column: int) -> None:
        self.namespace, self.name, self.attributes = namespace, name, attributes
        self.line, self.column = line, column
        self.content: list[str | Element] = []

    def get(self, attribute: str) -> str:
        """The value of an attribute without white space around it, or nothing."""
        return self.attributes.get(attribute, "").strip()

    def elements(self, *names: str) -> Iterator[Element]:
        """The elements in it, one level down; with ``names``, those of these local names."""
        for part in self.content:
            if not isinstance(part, str) and (not names or part.name in names):
                yield part

    def first(self, *names: str) -> Element | None:
        """The first element in it of one of these local names."""
        return next(self.elements(*names), None)

    @property
    def text(self) -> str:
        """All text in it. Elements that stand for a line or paragraph, as in HTML, begin a new line."""
        content = self.content
        if len(content) == 1 and isinstance(content[0], str):
            return content[0]
        return "".join(part if isinstance(part, str) else _inner_text(part) for part in content)

    def problem(self, message: str, field: str | None = None) -> ParseError:
        """Make an error that points at this element."""
        return ParseError(message, line=self.line, column=self.column, field=field)


def make(name: str, *content: str | Element | None, **attributes: str | None) -> Element:
    r"""Make an element for writing; content and attributes that are None are left out.

    >>> serialize(make("note", "R&D", type="remark", lang=None))
    '<note type="remark">R&amp;D</note>\n'
    """
    present = {key: value for key, value in attributes.items() if value is not None}
    element = Element("", name, present, 0, 0)
    element.content = [part for part in content if part is not None]
    return element


def serialize(element: Element, indent: str = "") -> str:
    """Write an element that holds text or elements, but not both, with each element on its own line."""
    parts: list[str] = []
    _serialize(element, indent, parts)
    return "".join(parts)


def _serialize(element: Element, indent: str, parts: list[str]) -> None:
    name, opening = element.name, element.name
    for attribute, value in element.attributes.items():
        opening += f' {attribute}="{escape_attribute(value)}"'
    if not element.content:
        parts.append(f"{indent}<{opening}/>\n")
    elif isinstance(element.content[0], str):
        parts.append(f"{indent}<{opening}>{escape(element.text)}</{name}>\n")
    else:
        parts.append(f"{indent}<{opening}>\n")
        for inner in element.elements():
            _serialize(inner, indent + "  ", parts)
        parts.append(f"{indent}</{name}>\n")


def document(records: Iterator[str], root: str, container: str, declarations: str) -> Iterator[str]:
    """Put one record as the root of a document, several into a container.

    Args:
        records: the content of each record.
        root: the name of a record's element.
        container: the name of the element around several.
        declarations: the attributes that declare the namespaces, for whichever is the root.
    """
    first = next(records, None)
    if first is None:
        yield f"{DECLARATION}<{container} {declarations}/>\n"
        return
    second = next(records, None)
    if second is None:
        yield f"{DECLARATION}<{root} {declarations}>\n{first}</{root}>\n"
        return
    yield f"{DECLARATION}<{container} {declarations}>\n"
    for record in chain((first, second), records):
        yield f"<{root}>\n{record}</{root}>\n"
    yield f"</{container}>\n"


def _inner_text(element: Element) -> str:
    return f"\n{element.text}" if element.name in ("p", "br", "li", "div") else element.text


SKIP, TAKE, TAKE_PARENT = 0, 1, 2
Choice: TypeAlias = Callable[[str, str], int]
"""By namespace and local name: ``TAKE`` the element, ``TAKE_PARENT`` (it is part of a record) or ``SKIP``."""


def text_of(draft: Draft, element: Element | None, field: str) -> str:
    """Return the text of an element, clean; nothing where there is no element."""
    return draft.clean(field, element.text) if element is not None else ""


def read_elements(lines: Iterable[str], choose: Choice, problems: list[ParseError]) -> Iterator[Element]:
    """Read the elements that ``choose`` takes, each with its content, from XML text.

    Several documents one after the other are read as one, and white space before them is passed over.

    Args:
        lines: the text in pieces of any size.
        choose: which elements are records; what is inside one is not asked for.
        problems: takes a ``ParseError`` for each fault.

    Yields:
        The elements, as soon as they are complete.

    >>> problems = []
    >>> text = "<a><b>1</b><b>&bad;</b><b>3</b></a>"
    >>> [e.text for e in read_elements([text], lambda ns, name: name == "b", problems)]
    ['1', '3']
    >>> problems[0].column
    15
    """
    from briefmeta.formats.xml.reader import XmlReader, pieces

    reader = XmlReader(choose, problems)
    for piece in pieces(lines):
        yield from reader.feed(piece)
        if reader.done:
            return
    yield from reader.close()


def read_whole(
    iterate: Callable[[Iterable[str], list[ParseError]], Iterator[T]], text: str, problems: list[ParseError]
) -> list[T]:
    """Read all records of a text by the reader of streams; its problems show the lines that they stand in."""
    found: list[ParseError] = []
    records = list(iterate([text], found))
    _show_lines(found, text)
    problems.extend(found)
    return records


def _show_lines(problems: Iterable[ParseError], text: str) -> None:
    """Show the line of each problem that knows its place but not the text of it."""
    lines: list[str] | None = None
    for problem in problems:
        if problem.source is None and problem.line is not None:
            lines = text.split("\n") if lines is None else lines
            line = lines[problem.line - 1] if problem.line <= len(lines) else ""
            problem.source = line.rstrip("\r") if len(line) < LONGEST_SHOWN_LINE else None
