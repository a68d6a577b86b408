"""Reading Dublin Core as people have it: many values for one element, text for URIs, any container.

Records are found wherever Dublin Core is; ``dublincore.report`` makes sense of their statements.

Source: OAI-PMH 2.0, section 4 (verbs and their answers); RDF/XML, section 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from briefmeta.errors import ParseError
from briefmeta.formats.dublincore import BASE_ELEMENTS, REFINED, dspace, oai
from briefmeta.formats.dublincore.dc_statements import RELATORS, Term, report_from_terms
from briefmeta.formats.xml import SKIP, TAKE, TAKE_PARENT, WHITE_SPACE, Element, read_elements, read_whole
from briefmeta.text.clean import text_fault, without_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.report import Report

_CONTAINERS: Final = frozenset({"dc", "dim", "oai_dc", "qualifieddc", "simpledc"})
_TERMS: Final = BASE_ELEMENTS | REFINED.keys()
_ATOM_NAMESPACE: Final = "www.w3.org/2005/atom"
_VOCABULARIES: Final = {"dc": _TERMS, "dcterms": _TERMS, "marcrel": RELATORS}


def read_records(text: str, problems: list[ParseError]) -> list[Report]:
    """Read every record with Dublin Core in a text."""
    return read_whole(iter_records, text, problems)


def iter_records(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read every record with Dublin Core in a stream, with memory for one."""
    empty, before = True, len(problems)
    for element in read_elements(lines, _choose, problems):
        empty = False
        if oai.is_message(element.namespace, element.name):
            oai.tell(element, problems)
        elif not _is_deleted(element):
            yield from _reports(element, problems)
    if empty and len(problems) == before:
        problems.append(ParseError("there is no Dublin Core in this XML", line=1, column=1))


def _choose(namespace: str, name: str) -> int:
    if name == "record" or name in _CONTAINERS or oai.is_message(namespace, name):
        return TAKE
    if name == "entry" and namespace.lower().endswith(_ATOM_NAMESPACE):
        return TAKE
    return TAKE_PARENT if name in _VOCABULARIES.get(namespace, ()) else SKIP


def _is_deleted(record: Element) -> bool:
    header = record.first("header") if record.name == "record" else None
    return header is not None and header.get("status") == "deleted"


def _reports(element: Element, problems: list[ParseError]) -> Iterator[Report]:
    empty = True
    for container in _containers(element):
        empty = False
        yield report_from_terms(list(_terms(container, problems)), container.problem, problems)
    if empty:
        problems.append(element.problem("the record has no Dublin Core in it"))


def _containers(element: Element) -> Iterator[Element]:
    """The elements that hold statements; the reader bounds the depth."""
    if dspace.is_container(element):
        yield element
        return
    if any(_is_statement(part, element) for part in element.elements()) or _property_attributes(element):
        yield element
        return
    for part in element.elements("metadata") if element.first("metadata") else element.elements():
        if part is not None:
            yield from _containers(part)


def _is_statement(part: Element, container: Element) -> bool:
    if _is_atom(container) and part.namespace == container.namespace:
        return part.name in _ATOM
    if part.name in _VOCABULARIES.get(part.namespace, ()):
        return True
    # people forget the prefix: <dc><title>
    return container.name in _CONTAINERS and part.name in _TERMS


_ATOM: Final = {
    "title": "title",
    "author": "creator",
    "contributor": "contributor",
    "published": "date",
    "summary": "abstract",
    "rights": "rights",
    "id": "identifier",
}
"""The elements of an Atom entry, in which OPDS and repositories put their Dublin Core, and what they say (RFC 4287)."""


def _is_atom(container: Element) -> bool:
    return container.name == "entry" and container.namespace.lower().endswith(_ATOM_NAMESPACE)


def _property_attributes(element: Element) -> list[tuple[str, str]]:
    """Statements as attributes, which RDF/XML allows (section 2.5)."""
    if element.namespace != "rdf" or not element.attributes:
        return []
    pairs = ((name.partition(":"), value) for name, value in element.attributes.items())
    return [(local, value) for (prefix, _, local), value in pairs if local in _VOCABULARIES.get(prefix, ())]


def _terms(container: Element, problems: list[ParseError]) -> Iterator[Term]:
    if dspace.is_container(container):
        for term in dspace.terms_in(container):
            yield attrs.evolve(term, text=_cleaned(term.text, container, term.name, problems))
        return
    about = container.get("rdf:about")
    if about:
        yield Term(name="identifier", text=about)
    for name, value in _property_attributes(container):
        yield Term(name=name, text=_cleaned(value, container, name, problems))
    for part in container.elements():
        if not _is_statement(part, container):
            continue
        name = part.name
        if _is_atom(container) and part.namespace == container.namespace:
            name, part = _ATOM[name], part.first("name") or part  # noqa: PLW2901 - the author's name is an element
        for item in _items(part):
            text = _cleaned(item.text, item, name, problems) or item.get("rdf:resource")
            if name in _CLOSED_BY_SEMICOLON:
                text = text.rstrip("; ") or text
            if text:
                yield Term(name=name, text=_with_scheme(text, item, name), language=item.get("xml:lang"))


# CONTENTdm ends the values of its fields with a semicolon, since it allows several in one.
_CLOSED_BY_SEMICOLON: Final = frozenset(
    ("contributor", "coverage", "creator", "date", "format", "language", "publisher", "spatial", "type")
)
_SCHEMES: Final = frozenset(("doi", "hdl", "isbn", "issn"))


def _with_scheme(text: str, item: Element, name: str) -> str:
    """Write the scheme that an attribute gives an identifier before it, as in ``<identifier type="issn">``."""
    scheme = item.get("type").lower() or item.get("xsi:type").rpartition(":")[2].lower()
    scheme = {"handle": "hdl"}.get(scheme, scheme)
    has_scheme = scheme in _SCHEMES and name in ("identifier", "relation", "isPartOf", "source")
    return f"{scheme}:{text}" if has_scheme and ":" not in text else text


def _items(statement: Element) -> Iterator[Element]:
    """The statement, or the items of the RDF container or collection in it."""
    inner = next((part for part in statement.elements("Bag", "Seq", "Alt") if part.namespace == "rdf"), None)
    yield from inner.elements("li") if inner else [statement]


def _cleaned(text: str, element: Element, field: str, problems: list[ParseError]) -> str:
    fault = text_fault(text)
    if fault is not None:
        problems.append(element.problem(f"{fault[1]} may not stand in a text; it was left out", field))
        text = without_faults(text)
    return text.strip(WHITE_SPACE)
