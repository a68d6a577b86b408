"""Items of DSpace's REST API, version 7 and later, as JSON: one item, or a page of a search. Read only.

The metadata are keys of DSpace's registries (``dc.contributor.author``, ``dcterms.issued``) with lists of values; they
mean what the same statements mean in Dublin Core, so ``dublincore`` makes sense of them.

Source: DSpace REST Contract, "Items" and "Discovery" (github.com/DSpace/RestContract);
DSpace's ``dublin-core-types.xml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from briefmeta.errors import ParseError
from briefmeta.formats.dublincore import BASE_ELEMENTS, REFINED
from briefmeta.formats.dublincore.dc_statements import Term, report_from_terms
from briefmeta.formats.registries.registry_record import (
    JsonObject,
    RegistryRecord,
    read_records,
    texts_of,
    without_nothing,
)
from briefmeta.handles.handle import Handle
from briefmeta.text.clean import text_fault, without_faults

if TYPE_CHECKING:
    from briefmeta.model.report import Report

BOOKKEEPING: Final = (
    *(
        "_links",
        "_embedded",
        "uuid",
        "id",
        "uniqueType",
        "inArchive",
        "discoverable",
        "withdrawn",
        "lastModified",
    ),
    *("entityType", "type", "hitHighlights", "bitstreams", "expand", "link", "archived", "parentCollection"),
)
"""What DSpace says of its own item."""
# Qualifiers of DSpace that are no terms of DCMI, and the statement that says the same.
_QUALIFIED: Final = {
    "contributor.author": "creator",
    "contributor.editor": "edt",
    "contributor.translator": "trl",
    "date.accessioned": "available",
    "date.copyright": "dateCopyrighted",
    "date.submitted": "dateSubmitted",
    "description": "description",
    "description.abstract": "abstract",
    "description.tableofcontents": "tableOfContents",
    "format.extent": "extent",
    "format.medium": "medium",
    "identifier.citation": "bibliographicCitation",
    "identifier.doi": "identifier",
    "identifier.isbn": "identifier",
    "identifier.uri": "identifier",
    "identifier.url": "identifier",
    "language.iso": "language",
    "language.rfc3066": "language",
    "publisher": "publisher",
    "relation.ispartofseries": "isPartOf",
    "rights.license": "rights",
    "rights.uri": "rights",
    "subject.keyword": "subject",
    "subject.lcsh": "subject",
    "subject.mesh": "subject",
    "subject.other": "subject",
    "title.alternative": "alternative",
    "type": "type",
}
_ISSN: Final = ("identifier.issn", "relation.issn")
_NOTHING: Final[tuple[Any, ...]] = (None, "", [], {})
_PLACES: Final = ("publisher.place", "coverage.placeofpublication")


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the items of an answer of DSpace.

    Args:
        text: an item, or a page of items or of a search.
        problems: takes what could not be read.

    >>> text = '{"handle": "10986/1", "metadata": {"dc.title": [{"value": "Pivot"}], "dc.type": [{"value": "Report"}]}}'
    >>> [report] = loads(text, [])
    >>> report.title, str(report.handle), report.type
    ('Pivot', '10986/1', 'report')
    """
    return read_records(
        text, problems, find=_items, read=_read, prefix="dspace", registry="DSpace", bookkeeping=BOOKKEEPING
    )


def _items(value: Any) -> list[Any] | None:
    """Return the items of an answer: itself, those of a list, those that a page of results embeds."""
    if isinstance(value, list):
        return [item for entry in value for item in _items(entry) or [entry]]
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("metadata"), (dict, list)):
        return [value]
    embedded = value.get("_embedded")
    if not isinstance(embedded, dict):
        return None
    found = [
        _items(embedded[name])
        for name in ("searchResult", "indexableObject", "items", "objects")
        if name in embedded
    ]
    return [item for items in found if items for item in items]


def _read(record: RegistryRecord) -> Report:
    item = record.node
    terms: list[Term] = []
    rest: dict[str, Any] = {}
    for key, values in _metadata(item.pop("metadata", None)).items():
        for value in values if isinstance(values, list) else [values]:
            term, kept = _statement(record, key, value)
            if term is not None:
                terms.append(term)
            if kept not in _NOTHING:
                rest.setdefault(f"dspace:{key}", []).append(kept)
    names = texts_of(item.pop("name", None))
    if names and not any(term.name == "title" for term in terms):
        terms.append(Term(name="title", text=names[0]))
    terms += _handle(item, terms)
    report = report_from_terms(
        terms, lambda message, field: ParseError(message, field=field), record.problems
    )
    left = ((name, without_nothing(value)) for name, value in item.items())
    rest |= {f"dspace:{name}": kept for name, kept in left if kept not in _NOTHING}
    return attrs.evolve(report, extra={**report.extra.to_json(), **rest}) if rest else report


def _statement(record: RegistryRecord, key: str, value: Any) -> tuple[Term | None, Any]:
    """Read one value of a key: the statement of Dublin Core that it is, and what is kept of it beside that."""
    node = value if isinstance(value, dict) else {"value": value}
    record.leave_out(node, "authority", "confidence", "place", "key")
    text = "\n".join(texts_of(node.get("value")))
    text = without_faults(text) if text_fault(text) else text
    name, said = term_of(key), without_nothing(node)
    if name is None or not text:
        return None, text if said.keys() <= {"value", "language"} and text else said
    if key.endswith(_ISSN) and not text.upper().startswith("ISSN"):
        text = f"ISSN {text}"
    language = node.get("language")
    term = Term(name=name, text=text, language=language if isinstance(language, str) else "")
    return term, said if said.keys() - {"value", "language"} else None  # what no version of DSpace says today


def _metadata(value: Any) -> JsonObject:
    """Return the metadata by key; the REST API before version 7 has a list of statements."""
    if isinstance(value, dict):
        return value
    found: JsonObject = {}
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("key"), str):
            found.setdefault(entry["key"], []).append(entry)
    return found


def term_of(key: str) -> str | None:
    """Return the term of Dublin Core that a key of DSpace's metadata means, or None.

    >>> term_of("dc.contributor.author"), term_of("dcterms.issued"), term_of("local.embargo"), term_of("dc.date.issued")
    ('creator', 'issued', None, 'issued')
    """
    schema, _, name = key.partition(".")
    if schema not in ("dc", "dcterms") or not name:
        return None
    if name in _QUALIFIED:
        return _QUALIFIED[name]
    if name in _ISSN:
        return "relation"
    if name in _PLACES:
        return "pup"
    element, _, qualifier = name.partition(".")
    known = BASE_ELEMENTS | REFINED.keys()
    if not qualifier:
        return element if element in known else None
    if element == "contributor":
        return None  # advisors, departments, sponsors: no author, and no editor
    return qualifier if qualifier in known and REFINED.get(qualifier) == element else None


def _handle(item: JsonObject, terms: list[Term]) -> list[Term]:
    """Return the item's handle as an identifier, unless a statement gives it."""
    handle = texts_of(item.pop("handle", None))
    if not handle or any(handle[0] in term.text for term in terms if term.name == "identifier"):
        return []
    try:
        return [Term(name="identifier", text=Handle(handle[0]).uri)]
    except ValueError:
        item["handle"] = handle[0]
        return []
