"""JSON-LD of schema.org to reports, as pages and repositories have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefmeta.errors import InvalidValueError, UnknownCountryError
from briefmeta.formats.json.report_json import NAME_FIELDS, names_from_json
from briefmeta.formats.name_lines import read_name
from briefmeta.formats.schema_org.types import (
    CSL_PREFIX,
    EXTRA_PROPERTIES,
    NAME_PROPERTIES,
    PAGE_TYPES,
    PASSED_OVER,
    READ_TYPES,
    SECOND_PROPERTIES,
    TEXT_PROPERTIES,
)
from briefmeta.model.building import Draft, Note, handle_of, is_doi_address
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.places.country import Country
from briefmeta.model.places.publication_place import split_place
from briefmeta.model.report import FIELDS, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MAX_NODES = 10_000  # of one document: a page has a few, a catalogue some thousands
_MAX_NESTING = 8
Node = dict[str, Any]


def find_works(document: object) -> tuple[list[Node], dict[str, Node]]:
    """Find the works that a JSON-LD document is about.

    Args:
        document: JSON values: an object, a list of them, or ``@graph``.

    Returns:
        the works, in order, and every object by its ``@id``. Objects about the page itself count only where
        there is no other work.
    """
    nodes = [_plain_names(node) for node in _nodes(document)]
    by_id: dict[str, Node] = {}
    for node in nodes:
        identifier = node.get("@id")
        if isinstance(identifier, str) and len(node) > 1:
            by_id.setdefault(identifier, node)
    works = [node for node in nodes if csl_type(node) is not None]
    # the page that a work stands on is a WebPage and the like, without an identifier of its own
    main = [node for node in works if "identifier" in node or not PAGE_TYPES.intersection(types_of(node))]
    # beside a page, its pictures, videos and events are parts of it
    pages = [node for node in works if csl_type(node) == "webpage"]
    return main or pages or works, by_id


def _nodes(document: object) -> Iterator[Node]:
    """Walk over the objects of the top level, ``@graph`` and ``mainEntity``."""
    stack: list[tuple[object, int]] = [(document, 0)]
    count = 0
    while stack and count < _MAX_NODES:
        value, depth = stack.pop()
        if isinstance(value, list):
            stack += [(item, depth + 1) for item in reversed(value)] if depth < _MAX_NESTING else ()
        elif isinstance(value, dict):
            count += 1
            if set(value) - {"@context", "@graph", "@id"}:
                yield value
            if depth < _MAX_NESTING:
                stack += [(value[name], depth + 1) for name in ("mainEntity", "@graph") if name in value]


def _plain_names(node: Node) -> Node:
    """Take the namespace of schema.org off the names of properties."""
    prefixes = ("schema:", "https://schema.org/", "http://schema.org/")
    return {_without(name, prefixes): value for name, value in node.items()}


def _without(name: str, prefixes: tuple[str, ...]) -> str:
    return next((name[len(prefix) :] for prefix in prefixes if name.startswith(prefix)), name)


def types_of(node: Node) -> list[str]:
    """Return the types of an object, without namespaces."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return [
        name.replace("#", "/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
        for name in names
        if isinstance(name, str)
    ]


def csl_type(node: Node) -> str | None:
    """Return the CSL type of a work; None for what is none. The most telling of several types counts."""
    found = [READ_TYPES[name] for name in types_of(node) if name in READ_TYPES]
    return next((name for name in found if name not in ("document", "webpage")), found[0] if found else None)


def texts(value: Any, depth: int = 0) -> list[str]:
    """Return the texts of a property, whatever form it has: text, number, list, object with value or name."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [str(value)]
    if depth < _MAX_NESTING and isinstance(value, list):
        return [text for item in value for text in texts(item, depth + 1)]
    if depth < _MAX_NESTING and isinstance(value, dict):
        inner = next(
            (value[name] for name in ("@value", "name", "value", "url", "@id") if name in value), None
        )
        return texts(inner, depth + 1)
    return []


def read_work(node: Node, by_id: Mapping[str, Node], note: Note, *, keep_rest: bool = True) -> Report:
    """Read one work.

    Args:
        node: the object, as ``find_works`` returns it.
        by_id: the objects that it may refer to.
        note: takes a problem.
        keep_rest: whether properties without a meaning here are kept in ``extra`` under ``schema:NAME``.
    """
    return _Work(node, by_id, note).report(keep_rest=keep_rest)


class _Work:
    """One work on its way to a report."""

    def __init__(self, node: Node, by_id: Mapping[str, Node], note: Note) -> None:
        self.node, self.by_id, self.note = node, by_id, note
        self.draft = Draft(note)

    def report(self, *, keep_rest: bool) -> Report:
        fields = self.draft.fields
        fields["type"] = csl_type(self.node) or "document"
        for name, field in TEXT_PROPERTIES.items():
            found = texts(self.value(name))
            if found:
                fields[field] = ", ".join(found) if field == "isbn" else found[0]
        self.read_date()
        for name, field in NAME_PROPERTIES.items():
            names = self.names(field, self.value(name))
            if names:
                fields[field] = names
        publishers = texts(self.resolved(self.value("publisher")))
        if publishers:
            fields["publisher"] = publishers[0]
        self.read_subjects()
        self.read_rights()
        self.read_place()
        self.read_parts()
        self.read_identifiers()
        self.read_extra(keep_rest=keep_rest)
        return self.draft.report()

    def value(self, name: str) -> Any:
        """Return the value of a property, or of the one that often stands for it."""
        for candidate in (name, *SECOND_PROPERTIES.get(name, ())):
            value = self.node.get(candidate)
            if value not in (None, "", [], {}):
                return value
        return None

    def resolved(self, value: Any) -> Any:
        """Put objects in the place of references to them."""
        if isinstance(value, list):
            return [self.resolved(item) for item in value if not isinstance(item, list)]
        if isinstance(value, dict):
            node = _plain_names(value)
            if isinstance(node.get("@id"), str) and not set(node) - {"@id", "@type"}:
                return self.by_id.get(node["@id"], node)
            return node
        return value

    def read_date(self) -> None:
        from briefmeta.errors import DateSyntaxError
        from briefmeta.model.dates.publication_date import PublicationDate

        text = self.draft.fields.pop("issued", None)
        if text is not None:
            try:
                self.draft.fields["issued"] = PublicationDate.parse(text)
            except DateSyntaxError:
                self.draft.extra["issued"] = {"literal": text}

    def names(self, field: str, value: Any) -> list[Name]:
        value = self.resolved(value)
        names = []
        for entry in value if isinstance(value, list) else [value]:
            try:
                names += _names(entry)
            except InvalidValueError as fault:
                self.note(field, f"{fault}; left out")
        return names

    def read_subjects(self) -> None:
        found = texts(self.node.get("keywords"))
        if len(found) == 1 and isinstance(self.node["keywords"], str):
            found = found[0].split(";" if ";" in found[0] else ",")
        self.draft.fields["subjects"] = found

    def read_rights(self) -> None:
        found = texts(self.node.get("license")) or texts(self.node.get("copyrightNotice"))
        if found:
            self.draft.fields["rights"] = found[0]

    def read_place(self) -> None:
        fields = self.draft.fields
        places = texts(self.resolved(self.node.get("locationCreated")))
        country = _country(self.resolved(self.node.get("countryOfOrigin")))
        if places and country is None:
            fields["place"], country = split_place(places[0])
        elif places:
            fields["place"] = places[0]
        fields["country"] = country

    def read_parts(self) -> None:
        """Read ``isPartOf``: a series, or a journal with its volume and issue, or a book."""
        extra = self.draft.extra
        parts = [self.node]
        seen = 0
        while parts and seen < _MAX_NESTING:
            part, seen = parts.pop(0), seen + 1
            for name, variable in (("volumeNumber", "volume"), ("issueNumber", "issue")):
                if found := texts(part.get(name)):
                    extra.setdefault(variable, found[0])
            if found := texts(part.get("issn")):
                self.draft.fields.setdefault("issn", ", ".join(found))
            if part is not self.node:
                self._read_part_title(part)
            outer = self.resolved(part.get("isPartOf"))
            for entry in outer if isinstance(outer, list) else [outer]:
                if isinstance(entry, str):
                    self.draft.extra.setdefault("container-title", entry)
                elif isinstance(entry, dict):
                    parts.append(entry)

    def _read_part_title(self, part: Node) -> None:
        kinds = set(types_of(part))
        title = texts(part.get("name"))
        is_series = bool(kinds & {"CreativeWorkSeries", "BookSeries"})
        is_site = not kinds.isdisjoint({"WebSite", "WebPage"})
        if not title or (is_site and self.draft.fields["type"] not in _WEB_TYPES):
            return
        if is_series or ("Periodical" in kinds and self.draft.fields["type"] == "report"):
            self.draft.fields.setdefault("series", title[0])
            if number := texts(part.get("position")):
                self.draft.fields.setdefault("series_number", number[0])
        else:
            self.draft.extra.setdefault("container-title", title[0])

    def read_identifiers(self) -> None:
        """Read handle, DOI, number, key and addresses, whatever property they stand in."""
        draft, fields = self.draft, self.draft.fields
        identifiers = self.node.get("identifier")
        for entry in identifiers if isinstance(identifiers, list) else [identifiers]:
            self._read_identifier(entry)
        for name in ("url", "@id", "sameAs"):
            for address in texts(self.node.get(name)):
                is_web = address.startswith(("http://", "https://"))
                names_work = is_doi_address(address) or (
                    "#" not in address and handle_of(address) is not None
                )
                if name != "url" and not names_work:
                    continue
                if is_web and (name != "sameAs" or "doi" not in fields or "handle" not in fields):
                    draft.take_address(address)

    def _read_identifier(self, entry: Any) -> None:
        fields = self.draft.fields
        kind = ""
        if isinstance(entry, dict):
            kind = " ".join(texts(entry.get("propertyID"))).rsplit("/", 1)[-1].lower().strip()
        for text in texts(entry):
            field = {
                "doi": "doi",
                "isbn": "isbn",
                "issn": "issn",
                "number": "number",
                "citation-key": "key",
            }.get(kind)
            handle = (
                handle_of(text)
                if kind in ("handle", "hdl") or text.startswith(("http", "hdl:", "info:"))
                else None
            )
            if field is not None:
                fields.setdefault(field, text)
            elif is_doi_address(text) or text.lower().startswith("doi:"):
                fields.setdefault("doi", text)
            elif handle is not None:
                fields.setdefault("handle", handle)
            elif text.startswith(("http://", "https://")):
                self.draft.take_address(text)
            else:
                self.draft.extra.setdefault("identifier", []).append(text)

    def read_extra(self, *, keep_rest: bool) -> None:
        extra = self.draft.extra
        second = {name for names in SECOND_PROPERTIES.values() for name in names}
        known = {*TEXT_PROPERTIES, *NAME_PROPERTIES, *second, *EXTRA_PROPERTIES, *PASSED_OVER}
        for name, variable in EXTRA_PROPERTIES.items():
            if found := texts(self.node.get(name)):
                extra[variable] = found[0]
        for name, value in self.node.items():
            if name == f"{CSL_PREFIX}:fields":
                continue
            if name.startswith(f"{CSL_PREFIX}:"):
                extra[name[len(CSL_PREFIX) + 1 :]] = value
            elif keep_rest and name not in known:
                extra[f"schema:{name}"] = value
        stored = self.node.get(f"{CSL_PREFIX}:fields")
        if isinstance(stored, dict) and isinstance(stored.get("@value"), dict):
            self._restore(stored["@value"])

    def _restore(self, values: Mapping[str, Any]) -> None:
        """Take the fields that the writer has added because no property brings them back."""
        for field, value in values.items():
            if field == "extra" and isinstance(value, dict):
                self.draft.extra = dict(value)
            elif field in NAME_FIELDS:
                try:
                    self.draft.fields[field] = names_from_json(field, value or [])
                except InvalidValueError as fault:
                    self.note(field, f"{fault}; left out")
            elif field in FIELDS:
                self.draft.fields[field] = value


_WEB_TYPES = ("webpage", "post", "post-weblog", "article-newspaper")


def _country(value: Any) -> Country | None:
    candidates = [value.get("identifier"), value.get("name")] if isinstance(value, dict) else [value]
    for text in texts(candidates):
        try:
            return Country.parse(text)
        except UnknownCountryError:
            continue
    return None


def _names(entry: Any) -> list[Name]:
    if not isinstance(entry, dict):
        return [read_name(text) for text in texts(entry)]
    identifiers = [text for name in ("@id", "identifier", "sameAs") for text in texts(entry.get(name))]
    orcid = next((text for text in identifiers if "orcid.org/" in text), None)
    ror = next((text for text in identifiers if "ror.org/" in text), None)
    family, given = texts(entry.get("familyName")), texts(entry.get("givenName"))
    if "Person" in types_of(entry) and family:
        suffix = texts(entry.get("honorificSuffix"))
        person = read_name(f"{family[0]}, {given[0]}") if given and family[0][:1].islower() else None
        if not isinstance(person, Person):
            person = Person(family=family[0], given=given[0] if given else None)
        return [_evolved(person, suffix=suffix[0] if suffix else None, orcid=orcid)]
    found = texts(entry.get("name"))[:1]
    if {"Organization", "GovernmentOrganization", "Corporation", "NGO", "CollegeOrUniversity"} & set(
        types_of(entry)
    ):
        return [Organization(name=text, ror=ror) for text in found]
    names = [read_name(text) for text in found]
    return [_evolved(name, orcid=orcid) if isinstance(name, Person) else name for name in names]


def _evolved(person: Person, **changes: str | None) -> Person:
    import attrs

    return attrs.evolve(person, **{part: value for part, value in changes.items() if value is not None})
