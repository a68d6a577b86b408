"""Crossref's JSON: answers of ``api.crossref.org`` (one work, a list of works) and single works. Read only.

Crossref has its own content types, titles in lists, and abstracts in JATS. Of its many dates, ``issued`` is the date of
publication; the others are kept.

Source: Crossref REST API, "API format" (api.crossref.org/swagger-ui); content types at api.crossref.org/types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefmeta.errors import DateSyntaxError, InvalidValueError
from briefmeta.formats.csljson.csl_dates import date_from_csl
from briefmeta.formats.csljson.csl_names import name_to_csl
from briefmeta.formats.registries.registry_record import JsonObject, RegistryRecord, read_records, texts_of
from briefmeta.formats.resource_types import crossref_type
from briefmeta.model.places.publication_place import split_place

if TYPE_CHECKING:
    from briefmeta.errors import ParseError
    from briefmeta.model.report import Report

BOOKKEEPING: Final = (
    *("indexed", "deposited", "created", "score", "prefix", "member", "source", "content-domain"),
    *("reference-count", "references-count", "is-referenced-by-count", "update-policy", "assertion"),
    *("isbn-type", "issn-type", "short-container-title", "resource", "link"),
)
"""What Crossref says of its own record, or says a second time."""
DOCUMENTED: Final = frozenset(f"crossref:{name}" for name in ("type", "subtitle"))

_NAMES: Final = {"author": "authors", "editor": "editors", "translator": "translators"}
_GENRES: Final = {"preprint": "Preprint", "working_paper": "Working paper", "working-paper": "Working paper"}
# The month in print is less exact than the day online, and ``issued`` is the earlier of them.
_DATES: Final = ("issued", "published", "published-print", "published-online", "published-other", "posted")


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the works of an answer of Crossref.

    Args:
        text: an answer with ``message``, a list of works, or one work.
        problems: takes what could not be read.

    >>> text = '{"message-type":"work","message":{"DOI":"10.5555/x","type":"report","title":["Pivot"]}}'
    >>> [report] = loads(text, [])
    >>> report.type, report.title, report.doi
    ('report', 'Pivot', '10.5555/x')
    """
    return read_records(
        text,
        problems,
        find=_works,
        read=_read,
        prefix="crossref",
        registry="Crossref",
        bookkeeping=BOOKKEEPING,
    )


def _works(value: Any) -> list[Any] | None:
    if isinstance(value, dict) and isinstance(value.get("message"), (dict, list)):
        value = value["message"]
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        return list(value["items"])
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict) and ({"DOI", "title", "type"} & value.keys()) else None


def _read(record: RegistryRecord) -> Report:
    _type(record)
    _titles(record)
    for name, field in _NAMES.items():
        _names(record, name, field)
    for name in ("chair", "contributor"):
        _further_names(record, name)
    for name in _DATES:
        _date(record, name)
    record.fill("doi", "DOI")
    for text in record.texts("ISBN"):  # older records have http://id.crossref.org/isbn/978…
        record.draft.gather("isbn", text.rpartition("/")[2])
    record.fill_all("issn", "ISSN")
    record.fill("publisher", "publisher", "standards-body")
    _institution(record)
    _place(record)
    record.fill("summary", "abstract")
    record.fill("language", "language")
    record.fill("pages", "page", "article-number")
    record.fill("number", "number", "report-number")
    record.fields["subjects"] = tuple(dict.fromkeys(record.texts("subject")))
    for variable, name in (("volume", "volume"), ("issue", "issue"), ("edition", "edition-number")):
        record.fill_extra(variable, name)
    _license(record)
    _event(record)
    for address in record.texts("URL"):
        record.draft.take_address(address)
    return record.report()


def _type(record: RegistryRecord) -> None:
    kind = " ".join(record.texts("type"))
    subtype = " ".join(record.texts("subtype"))
    record.fields["type"] = crossref_type(kind) or "document"
    if kind and record.fields["type"] == "document":
        record.extra["crossref:type"] = kind
    genre = _GENRES.get(subtype) or subtype.replace("_", " ").capitalize()
    if subtype in ("working_paper", "working-paper"):
        record.fields["type"] = "report"
    degrees = record.texts("degree")
    record.draft.add("genre", degrees[0] if degrees else genre)
    record.put_back("degree", degrees[1:])


def _titles(record: RegistryRecord) -> None:
    """Read the title with its subtitle, as title pages have them; containers and series."""
    titles, subtitles = record.texts("title"), record.texts("subtitle")
    if titles:
        title, *others = titles
        subtitle = subtitles.pop(0) if subtitles else ""
        is_new = subtitle and subtitle.casefold() not in title.casefold()
        record.fields["title"] = f"{title}: {subtitle}" if is_new else title
        record.put_back("title", others)
    record.put_back("subtitle", subtitles)
    record.fill("short_title", "short-title")
    record.fill_extra("original-title", "original-title")
    containers = record.texts("container-title")
    if record.fields["type"] in ("report", "book", "standard", "thesis") and containers:
        record.draft.add("series", containers.pop(0))
        record.fill("series_number", "volume")
    elif containers:
        record.extra["container-title"] = containers.pop(0)
    # a chapter of a series names its book first
    if containers and record.draft.add("series", containers[0]):
        containers.pop(0)
    record.put_back("container-title", containers)


def _names(record: RegistryRecord, member: str, field: str) -> None:
    rest: list[JsonObject] = []
    for entry in record.objects(member):
        name = _name(record, entry, member)
        record.add_name(field, name)
        if entry and name is not None:
            rest.append({"name": str(name), **entry})
        elif entry:
            rest.append(entry)
    record.put_back(member, [entry for entry in rest if _says_more(entry)])


def _name(record: RegistryRecord, entry: JsonObject, member: str) -> Any:
    family, given, literal = entry.pop("family", None), entry.pop("given", None), entry.pop("name", None)
    identifiers = texts_of(entry.pop("ORCID", None))
    record.leave_out(
        entry, "sequence", "authenticated-orcid", "role", of=member
    )  # the order of the list says it
    return record.name(
        family=family,
        given=given,
        literal=literal,
        suffix=entry.pop("suffix", None),
        is_organization=True if literal and not family else None,
        orcid=identifiers[0] if identifiers else None,
    )


def _says_more(entry: JsonObject) -> bool:
    return any(value not in (None, "", [], {}) for name, value in entry.items() if name != "name")


def _further_names(record: RegistryRecord, member: str) -> None:
    found = [name for entry in record.objects(member) if (name := _name(record, entry, member)) is not None]
    if found:
        record.extra[member] = [name_to_csl(name) for name in found]


def _date(record: RegistryRecord, member: str) -> None:
    value = record.node.get(member)
    if not isinstance(value, dict):
        return
    parts = value.get("date-parts")
    if not isinstance(parts, list) or not parts or not parts[0] or parts[0] == [None]:
        record.node.pop(member)  # {"date-parts": [[null]]} is Crossref's way of saying that it does not know
        return
    try:
        date = date_from_csl({"date-parts": parts})
    except (DateSyntaxError, InvalidValueError, TypeError, ValueError):
        return
    known = record.fields.get("issued")
    if known is None:
        record.fields["issued"] = date
    elif date is not None and str(date).startswith(f"{known}-"):
        record.fields["issued"] = date  # the same date, more exactly
    elif not str(known).startswith(str(date)):
        return
    rest = {
        name: each for name, each in value.items() if name not in ("date-parts", "date-time", "timestamp")
    }
    record.node.pop(member)
    record.put_back(member, rest)


def _institution(record: RegistryRecord) -> None:
    """Read the institution: of a thesis or report it is who issued it, as the publisher may be a platform."""
    entries = record.objects("institution")
    for number, entry in enumerate(entries):
        names = texts_of(entry.get("name"))
        if number or not names:
            continue
        entry.pop("name")
        if record.fields["type"] in ("thesis", "report", "article") and not record.fields.get("publisher"):
            record.fields["publisher"] = names[0]
        elif names[0] != record.fields.get("publisher"):
            entry["name"] = names[0]
        places = texts_of(entry.pop("place", None))
        if places:
            record.fields["place"], record.fields["country"] = split_place(places[0])
    record.put_back("institution", entries)


def _place(record: RegistryRecord) -> None:
    for text in record.texts("publisher-location")[:1]:
        record.fields["place"], record.fields["country"] = split_place(text)


def _license(record: RegistryRecord) -> None:
    entries = record.objects("license")
    for entry in entries[:1]:
        record.draft.add("rights", " ".join(texts_of(entry.pop("URL", None))))
        record.leave_out(entry, "start", "delay-in-days", "content-version", of="license")
    urls = [entry for entry in entries[1:] if texts_of(entry.get("URL")) != [record.fields.get("rights")]]
    record.put_back("license", [entries[0] if entries else {}, *urls])


def _event(record: RegistryRecord) -> None:
    event = record.part("event")
    event.fill_extra("event-title", "name")
    event.fill_extra("event-place", "location")
    record.put_back("event", event.node)
