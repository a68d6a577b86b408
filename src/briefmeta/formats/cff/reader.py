"""A ``CITATION.cff`` as reports. What has no field is kept in ``extra`` under ``cff:`` and its key.

Source: the Citation File Format, version 1.2.0 (schema, guide).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefmeta.errors import InvalidValueError, ParseError, UnknownCountryError
from briefmeta.formats.cff.writer import MESSAGE, NO_AUTHOR, TYPES, VARIABLES
from briefmeta.formats.csljson.csl_names import name_to_csl
from briefmeta.formats.dublincore.dc_values import classify_identifier
from briefmeta.formats.yaml.yaml_text import parse_yaml
from briefmeta.model.building import Draft
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.places.country import Country

if TYPE_CHECKING:
    from briefmeta.model.building import Note
    from briefmeta.model.report import Report

Node = dict[str, Any]

_TYPES: Final = {written: csl_type for csl_type, written in reversed(TYPES.items())} | {
    "unpublished": "manuscript",
    "film-broadcast": "motion_picture",
    "serial": "periodical",
    "generic": "document",
    "blog": "post-weblog",
    "conference": "paper-conference",
    "conference-paper": "paper-conference",
    "proceedings": "book",
    "edited-work": "book",
    "encyclopedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary",
    "government-document": "report",
    "grant": "document",
    "video": "motion_picture",
    "audiovisual": "motion_picture",
    "software-code": "software",
    "software-container": "software",
    "software-executable": "software",
    "software-virtual-machine": "software",
    "database": "dataset",
    "dataset": "dataset",
}
_FIELDS: Final = {
    "title": "title",
    "abstract": "summary",
    "number": "number",
    "collection-title": "series",
    "pages": "number_of_pages",
    "thesis-type": "genre",
    "notes": "note",
}
_VARIABLES: Final = {key: variable for variable, key in VARIABLES.items()}
_NAMES: Final = {"authors": "authors", "editors": "editors", "translators": "translators"}
_RIGHTS: Final = ("license", "license-url", "copyright")
_HEAD: Final = frozenset(("cff-version", "message", "title", "authors", "preferred-citation", "references"))


def read_file(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the preferred citation of a file, the work that the file stands beside, and its references."""
    try:
        file = parse_yaml(text)
    except ParseError as problem:
        problems.append(problem)
        return []
    if (
        not isinstance(file, dict)
        or not {"cff-version", "title", "authors", "preferred-citation"} & file.keys()
    ):
        problems.append(ParseError("this is no CITATION.cff: it has neither cff-version nor title", line=1))
        return []

    def note(field: str, message: str, culprit: str = "") -> None:
        problems.append(ParseError(message, field=field or None))

    preferred, references = file.get("preferred-citation"), file.get("references")
    nodes: list[tuple[Any, str]] = [(preferred, "document")] if preferred is not None else []
    if preferred is None or file.keys() - _HEAD:
        own = {
            key: value
            for key, value in file.items()
            if key not in ("preferred-citation", "references", "cff-version")
        }
        if own.get("message") == MESSAGE or preferred is None:
            own.pop("message", None)
        nodes.append((own, "software"))
    nodes += [(node, "document") for node in (references if isinstance(references, list) else [])]
    reports = []
    for node, default in nodes:
        if isinstance(node, dict):
            reports.append(_Reference(node, note).report(default))
        else:
            note("", f"a reference is a mapping of keys, not {type(node).__name__}")
    return reports


class _Reference:
    """One reference on its way to a report; keys are taken out of it."""

    def __init__(self, node: Node, note: Note) -> None:
        self.node = {str(key): value for key, value in node.items()}
        self.draft = Draft(note)

    def report(self, default: str) -> Report:
        draft, fields = self.draft, self.draft.fields
        kind = self.text("type")
        fields["type"] = _TYPES.get(kind, default) if kind else default
        if kind and kind not in _TYPES:
            draft.keep("cff:type", kind)
        for key, field in _FIELDS.items():
            draft.add(field, self.text(key))
        for key, field in _NAMES.items():
            if names := self.names(key):
                fields[field] = names
        for key in ("editors-series", "senders", "recipients", "contact"):
            if names := self.names(key):
                draft.extra["collection-editor" if key == "editors-series" else f"cff:{key}"] = [
                    name_to_csl(name) for name in names
                ]
        for key, variable in _VARIABLES.items():
            if text := self.text(key):
                draft.extra[variable] = text
        self.entities()
        self.dates()
        self.identifiers()
        self.rest()
        first, _, rest = str(fields.get("note", "")).partition("\n")
        if first and first == fields.get(
            "genre"
        ):  # the writer puts the genre before the note, as most types have no key for it
            del fields["note"]
            draft.add("note", rest)
        if fields.get("authors") == fields.get("editors"):  # written twice, since the schema demands authors
            fields.pop("authors", None)
        return draft.report()

    def text(self, key: str) -> str:
        """Take the text of a key; what is no text stays."""
        value = self.node.get(key)
        if not isinstance(value, str):
            return ""
        del self.node[key]
        return self.draft.clean(key, value)

    def texts(self, key: str) -> list[str]:
        value = self.node.get(key)
        if not isinstance(value, list):
            text = self.text(key)
            return [text] if text else []
        self.node[key] = [each for each in value if not isinstance(each, str)]
        return [self.draft.clean(key, each) for each in value if isinstance(each, str)]

    def names(self, key: str) -> list[Name]:
        value = self.node.pop(key, None)
        found = []
        for entry in value if isinstance(value, list) else []:
            try:
                name = _name(entry) if isinstance(entry, dict) else None
            except InvalidValueError as fault:
                self.draft.note(key, f"{fault}; left out")
                continue
            if name is not None and not (isinstance(name, Organization) and name.name == NO_AUTHOR):
                found.append(name)
            self.keep(
                f"{key}",
                {k: v for k, v in entry.items() if k in _BESIDE} if isinstance(entry, dict) else entry,
            )
        return found

    def entities(self) -> None:
        """Read the issuing body and its place."""
        for key in ("institution", "publisher", "location", "database-provider", "conference"):
            value = self.node.get(key)
            if not isinstance(value, dict):
                continue
            name, city, country = (value.pop(part, None) for part in ("name", "city", "country"))
            if key == "conference":
                self.draft.extra["event-title"] = str(name)
                continue
            if (
                isinstance(name, str)
                and not (key == "location" and self.place(name))
                and not self.draft.add("publisher", name)
            ):
                value["name"] = name
            if isinstance(city, str):
                self.draft.add("place", city)
            if isinstance(country, str) and not self.place(country):
                value["country"] = country

    def place(self, text: str) -> bool:
        """Take a country, or the name of a location."""
        try:
            return self.draft.fields.setdefault("country", Country.parse(text)) is not None
        except UnknownCountryError:
            return len(text) > 2 and self.draft.add("place", text)

    def dates(self) -> None:
        draft = self.draft
        parts = [self.text(key) for key in ("year", "month")]
        for key in ("date-published", "date-released"):
            draft.add_date("issued", self.text(key))
        if "issued" not in draft.fields and parts[0]:
            draft.add_date("issued", "-".join(part.zfill(2) for part in parts if part))
        draft.add_date("accessed", self.text("date-accessed"))
        first, last = self.text("start"), self.text("end")
        draft.add("pages", "-".join(dict.fromkeys(part for part in (first, last) if part)))

    def identifiers(self) -> None:
        draft, fields = self.draft, self.draft.fields
        draft.add("doi", self.text("doi").removeprefix("https://doi.org/"))
        numbers = {kind: self.text(kind) for kind in ("isbn", "issn")}
        for kind, number in numbers.items():
            draft.gather(kind, number)
        address = self.text("url")
        entries = self.node.pop("identifiers", None)
        for entry in entries if isinstance(entries, list) else []:
            self.identifier(entry)
        handle = fields.get("handle")
        if address and not (handle is not None and handle.uri == address):
            draft.take_address(address)

    def identifier(self, entry: Any) -> None:
        value = entry.get("value") if isinstance(entry, dict) else entry
        if not isinstance(value, str):
            self.keep("identifiers", entry)
            return
        kind = str(entry.get("type", "")).lower() if isinstance(entry, dict) else ""
        label = str(entry.get("description", "")).lower() if isinstance(entry, dict) else ""
        found = classify_identifier(f"doi:{value}" if kind == "doi" and value.startswith("10.") else value)
        if label in ("isbn", "issn"):
            self.draft.gather(label, value)
        elif (
            found.handle is not None and self.draft.fields.setdefault("handle", found.handle) == found.handle
        ):
            return
        elif found.kind != "doi" or not self.draft.add("doi", found.value):
            self.keep("identifiers", value)

    def rest(self) -> None:
        """Read subjects, language and rights, and keep whatever is left."""
        draft = self.draft
        draft.fields["subjects"] = self.texts("keywords")
        languages = self.texts("languages")
        draft.add("language", languages[0] if languages else "")
        self.keep("languages", languages[1:])
        for key in _RIGHTS:
            texts = self.texts(key)
            if texts and not draft.add("rights", texts[0]):
                self.keep(key, texts)
            self.keep(key, texts[1:])
        for key, value in self.node.items():
            self.keep(key, value)

    def keep(self, key: str, value: Any) -> None:
        for text in _leaves(value):
            self.draft.keep(f"cff:{key}", self.draft.clean(key, text))


_BESIDE: Final = frozenset(("affiliation", "email", "website", "alias", "address", "tel", "fax"))


def _leaves(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _leaves(each)]
    return [text for each in value for text in _leaves(each)] if isinstance(value, list) else []


def _name(entry: Node) -> Name | None:
    """Read a person or an entity; a person without a name may have an alias."""
    parts = {key: value for key, value in entry.items() if isinstance(value, str) and value}
    if "name" in parts:
        return Organization(name=parts["name"])
    family, given = parts.get("family-names"), parts.get("given-names")
    if not family and not given:
        return Organization(name=parts["alias"]) if "alias" in parts else None
    orcid = parts.get("orcid")
    return Person(
        family=family,
        given=given,
        non_dropping_particle=parts.get("name-particle") if family else None,
        suffix=parts.get("name-suffix"),
        orcid=orcid if orcid and "orcid.org/" in orcid else None,
    )
