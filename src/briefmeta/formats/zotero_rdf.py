"""Zotero's RDF export, read only: items with the resources that they refer to, in one document.

An item names its journal or series, its notes and its files by ``rdf:resource``; their descriptions stand anywhere in
the document. So the whole of it is read, and the resources are found by ``rdf:about``.

Source: Zotero's translator "Zotero RDF"; RDF/XML, section 2; the Bibliontology, PRISM 1.2, FOAF and vCard terms in it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from briefmeta.errors import InvalidValueError, NameSyntaxError, ParseError
from briefmeta.formats.csljson.csl_names import name_to_csl
from briefmeta.formats.dublincore.dc_values import classify_identifier
from briefmeta.formats.xml import SKIP, TAKE, Element, read_elements, read_whole
from briefmeta.model.building import Draft
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.names.name_reading import parse_name
from briefmeta.model.places.publication_place import split_place
from briefmeta.text.markup_removal import paragraphs_without_markup
from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefmeta.model.report import Report

_ZOTERO: Final = "http://www.zotero.org/namespaces/export#"
_NOT_ITEMS: Final = frozenset(
    ("Attachment", "Collection", "Memo", "Journal", "Series", "Person", "Organization")
)
_NAMES: Final = {"authors": "authors", "editors": "editors", "translators": "translators"}
_FURTHER_NAMES: Final = {
    "contributors": "contributor",
    "seriesEditors": "collection-editor",
    "bookAuthors": "container-author",
    "directors": "director",
    "interviewers": "interviewer",
    "presenters": "author",
}
_FIELDS: Final = {
    "shortTitle": "short_title",
    "language": "language",
    "pages": "pages",
    "numPages": "number_of_pages",
    "type": "genre",
    "rights": "rights",
    "citationKey": "key",
}
_VARIABLES: Final = {
    "archive": "archive",
    "callNumber": "call-number",
    "coverage": "archive_location",
    "edition": "edition",
    "libraryCatalog": "source",
    "meetingName": "event-title",
    "numberOfVolumes": "number-of-volumes",
    "version": "version",
    "volume": "volume",
}
_READ_APART: Final = frozenset(("itemType", "isReferencedBy"))
_MOST_PARTS: Final = 4  # of which an item is a part, one in another; more are a circle
_CONTAINED: Final = frozenset(
    (
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "chapter",
        "paper-conference",
        "post-weblog",
        "post",
    )
)
_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)[ T][\d:Z+.-]+")


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the items of Zotero's RDF.

    Args:
        text: the document, ``<rdf:RDF>…``.
        problems: takes what could not be read.

    >>> item = "<bib:Report><z:itemType>report</z:itemType><dc:title>Pivot</dc:title></bib:Report>"
    >>> opening = '<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">'
    >>> loads(f"{opening}{item}</rdf:RDF>", [])[0].title
    'Pivot'
    """
    return read_whole(_iter_reports, text, problems)


def _iter_reports(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    before = len(problems)
    resources = list(read_elements(lines, lambda _, name: SKIP if name == "RDF" else TAKE, problems))
    by_name = {resource.get("rdf:about"): resource for resource in resources if resource.get("rdf:about")}
    empty = True
    for resource in resources:
        if resource.name not in _NOT_ITEMS:
            empty = False
            yield _Item(resource, by_name, problems).report()
    if empty and len(problems) == before:
        problems.append(ParseError("there is no item of Zotero in this XML", line=1, column=1))


@cache
def _types() -> dict[str, str]:
    return {name: csl for name, csl in rows("zotero_types")}  # noqa: C416 - rows have any number of columns


class _Item:
    """One item on its way to a report."""

    def __init__(self, item: Element, by_name: Mapping[str, Element], problems: list[ParseError]) -> None:
        self.item, self.by_name, self.problems = item, by_name, problems
        self.draft = Draft(self._note)
        self.fields, self.extra = self.draft.fields, self.draft.extra

    def _note(self, field: str, message: str, culprit: str = "") -> None:
        self.problems.append(self.item.problem(message, field or None))

    def report(self) -> Report:
        kind = self.item.first("itemType")
        name = kind.text.strip() if kind is not None else self.item.name[:1].lower() + self.item.name[1:]
        self.fields["type"] = _types().get(name, "document")
        if name not in _types():
            self.extra["zotero:itemType"] = name
        for statement in self.item.elements():
            self._read(statement)
        for statement in self.item.elements("isReferencedBy"):
            self._read_note(statement)
        return self.draft.report()

    def _read(self, statement: Element) -> None:
        name = statement.name
        if name in _READ_APART:
            return
        if name in _NAMES or name in _FURTHER_NAMES or statement.first("Seq") is not None:
            self._read_names(statement)
        elif name in _READERS:
            _READERS[name](self, statement)
        elif text := self._text(statement):
            self._read_text(name, text)

    def _text(self, element: Element) -> str:
        return self.draft.clean(element.name, element.text)

    def _read_text(self, name: str, text: str) -> None:
        if name == "title":
            taken = self.draft.add("title", " ".join(text.split()))
        elif name == "abstract":
            taken = self.draft.add("summary", text)
        elif name == "description":
            taken = self.draft.add("note", text)
        elif name == "number":
            is_issue = self.fields["type"] in _CONTAINED
            taken = (
                self.extra.setdefault("issue", text) == text if is_issue else self.draft.add("number", text)
            )
        elif name in _FIELDS:
            taken = self.draft.add(_FIELDS[name], text)
        else:
            variable = _VARIABLES.get(name)
            taken = variable is not None and self.extra.setdefault(variable, text) == text
        if not taken:
            self.draft.keep(f"zotero:{name}", text)

    def _read_names(self, statement: Element) -> None:
        sequence = statement.first("Seq") or statement
        names = [name for entry in sequence.elements("li") if (name := self._name(entry)) is not None]
        field = _NAMES.get(statement.name)
        variable = _FURTHER_NAMES.get(statement.name, "contributor")
        if field is None and variable == "author":
            field = "authors"
        if field is not None:
            self.fields[field] = [*self.fields.get(field, []), *names]
        elif names:
            known = self.extra.setdefault(variable, [])
            known += [name_to_csl(name) for name in names]

    def _name(self, entry: Element) -> Name | None:
        agent = entry.first("Person", "Organization") or entry
        parts = {part.name: self._text(part) for part in agent.elements()}
        family, given = parts.get("surname", ""), parts.get("givenName", parts.get("givenname", ""))
        try:
            if agent.name == "Organization":
                return Organization(name=parts.get("name") or family)
            if given:
                return Person(family=family or None, given=given)
            # Zotero has one field for an organization, and for a person with one name
            return parse_name(family or self._text(agent)) if family or agent is entry else None
        except (NameSyntaxError, InvalidValueError) as fault:
            self._note("authors", f"{fault}; left out")
            return None

    def _read_publisher(self, statement: Element) -> None:
        organization = statement.first("Organization") or statement
        name = organization.first("name")
        text = (
            self._text(name)
            if name is not None
            else ""
            if list(organization.elements())
            else self._text(statement)
        )
        self.draft.add("publisher", text)
        for address in organization.elements("adr"):
            for part in address.elements("Address"):
                place = ", ".join(filter(None, map(self._text, part.elements())))
                self.fields["place"], self.fields["country"] = split_place(place) if place else (None, None)

    def _read_subject(self, statement: Element) -> None:
        for text in filter(
            None, (self._text(part) for part in (statement.first("AutomaticTag") or statement,))
        ):
            self.draft.add_item("subjects", " ".join(text.split()))

    def _read_identifier(self, statement: Element) -> None:
        text = self._text(statement)
        found = classify_identifier(text.replace("DOI ", "doi:", 1) if text.startswith("DOI ") else text)
        if not text:
            return
        if found.kind in ("isbn", "issn"):
            self.draft.gather(found.kind, found.value)
        elif found.kind == "doi":
            self.draft.add("doi", found.value)
        elif found.handle is not None or found.kind == "url":
            self.draft.take_address(text)
        else:
            self.draft.keep("zotero:identifier", text)

    def _read_date(self, statement: Element) -> None:
        self.draft.add_date("issued", self._text(statement))

    def _read_accessed(self, statement: Element) -> None:
        text = self._text(statement)
        day = _TIME.fullmatch(text)
        self.draft.add_date("accessed", day[1] if day else text)

    def _read_link(self, statement: Element) -> None:
        """Keep the title and the place of a file, or the address of a related item."""
        target = statement.get("rdf:resource")
        file = self.by_name.get(target)
        texts = (
            [part.get("rdf:resource") or self._text(part) for part in file.elements()] if file else [target]
        )
        self.draft.keep(f"zotero:{statement.name}", "; ".join(filter(None, texts)))

    def _read_part(self, statement: Element, depth: int = 1) -> None:
        """Read what the item is a part of: a journal, a book or a series, here or elsewhere in the document."""
        target = statement.get("rdf:resource")
        part = self.by_name.get(target) if target else next(statement.elements(), None)
        if part is None:
            self.draft.keep("zotero:isPartOf", target)
            return
        titles = [self._text(title) for title in part.elements("title")]
        is_series = part.name == "Series" or self.fields["type"] not in _CONTAINED
        if titles and is_series:
            self.draft.add("series", titles[0])
        elif titles:
            self.extra.setdefault("container-title", titles[0])
        for inner in part.elements():
            text = self._text(inner)
            if inner.name == "identifier":
                self._read_identifier(inner)
            elif inner.name == "isPartOf" and depth < _MOST_PARTS:
                self._read_part(inner, depth + 1)
            elif inner.name == "alternative":
                self.extra.setdefault("container-title-short", text)
            elif inner.name == "number" and is_series:
                self.draft.add("series_number", text)
            elif inner.name != "title" and text:
                self._read_text(inner.name, text)

    def _read_note(self, statement: Element) -> None:
        memo = self.by_name.get(statement.get("rdf:resource"))
        if memo is not None and (text := self._text(memo)):
            self.draft.gather("note", paragraphs_without_markup(text))


_READERS: Final = {
    "publisher": _Item._read_publisher,
    "subject": _Item._read_subject,
    "identifier": _Item._read_identifier,
    "date": _Item._read_date,
    "dateSubmitted": _Item._read_accessed,
    "isPartOf": _Item._read_part,
    "link": _Item._read_link,
    "relation": _Item._read_link,
}
