"""DataCite's JSON: answers of ``api.datacite.org`` and ``application/vnd.datacite.datacite+json``. Read only.

The metadata schema has the same members in both; the REST API puts them into ``attributes`` and adds its own.

Source: DataCite Metadata Schema 4.6; DataCite REST API guide (support.datacite.org/docs/api).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefmeta.formats.csljson.csl_names import name_to_csl
from briefmeta.formats.registries.registry_record import (
    JsonObject,
    RegistryRecord,
    drop,
    read_records,
    texts_of,
)
from briefmeta.formats.resource_types import DATACITE_TYPES, read_type

if TYPE_CHECKING:
    from briefmeta.errors import ParseError
    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

DOCUMENTED: Final = frozenset(("datacite:subjects",))
"""The schemes of subjects, which say where a subject that is read comes from."""
BOOKKEEPING: Final = (
    *(
        "xml",
        "state",
        "reason",
        "isActive",
        "source",
        "schemaVersion",
        "metadataVersion",
        "contentUrl",
        "prefix",
    ),
    *(
        "suffix",
        "created",
        "registered",
        "published",
        "updated",
        "viewCount",
        "viewsOverTime",
        "downloadCount",
    ),
    *(
        "downloadsOverTime",
        "referenceCount",
        "citationCount",
        "citationsOverTime",
        "partCount",
        "partOfCount",
    ),
    *("versionCount", "versionOfCount", "agency", "clientId", "providerId", "relationships"),
)
"""What the REST API says of its own record."""
_EDITORS: Final = frozenset(("editor",))
_PAGES_WORDS: Final = ("pages", "page", "pp.", "p.", "pp", "p")


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the records of an answer of DataCite.

    Args:
        text: an answer with ``data``, a list of records, or one record.
        problems: takes what could not be read.

    >>> text = '{"data": {"type": "dois", "attributes": {"doi": "10.5555/x", "titles": [{"title": "Pivot"}]}}}'
    >>> [report] = loads(text, [])
    >>> report.title, report.doi
    ('Pivot', '10.5555/x')
    """
    return read_records(
        text,
        problems,
        find=_records,
        read=_read,
        prefix="datacite",
        registry="DataCite",
        bookkeeping=BOOKKEEPING,
    )


def read_resource(node: JsonObject, problems: list[ParseError], left_out: dict[str, None]) -> Report:
    """Read one record; its members are taken out of it.

    Args:
        node: the metadata as the JSON of DataCite has them.
        problems: takes what could not be kept.
        left_out: takes the names of members that say nothing about the work.
    """
    return _read(RegistryRecord(node, "datacite", problems, left_out))


def _records(value: Any) -> list[Any] | None:
    if isinstance(value, dict) and isinstance(value.get("data"), (dict, list)):
        value = value["data"]
    entries = value if isinstance(value, list) else [value]
    found = [_attributes(entry) for entry in entries]
    is_record = any(
        isinstance(each, dict) and ({"titles", "creators", "publicationYear", "doi"} & each.keys())
        for each in found
    )
    return found if is_record or value == [] else None


def _attributes(entry: Any) -> Any:
    """Return the metadata of a resource of JSON:API, or the entry itself."""
    inner = entry.get("attributes") if isinstance(entry, dict) else None
    return {**inner, "relationships": entry.get("relationships")} if isinstance(inner, dict) else entry


def _read(record: RegistryRecord) -> Report:
    _type(record)
    _titles(record)
    _creators(record)
    _contributors(record)
    _publisher(record)
    _dates(record)
    record.fill("doi", "doi")
    _identifiers(record)
    _related(record)
    _container(record)
    _descriptions(record)
    record.fill("language", "language")
    _subjects(record)
    _rights(record)
    _sizes(record)
    record.fill_extra("version", "version")
    for address in record.texts("url"):
        record.draft.take_address(address)
    return record.report()


def _subjects(record: RegistryRecord) -> None:
    """Read the subjects; the scheme that one is from, and its number there, are kept."""
    entries = record.objects("subjects")
    found = record.texts("subjects")  # bare texts, as older records have them
    for entry in entries:
        texts = texts_of(entry.get("subject"))
        found += texts
        record.leave_out(entry, "lang", "schemeUri")
        if texts and entry.keys() == {"subject"}:
            drop(entry, "subject")
    record.fields["subjects"] = tuple(dict.fromkeys(found))
    record.put_back("subjects", entries)


def _type(record: RegistryRecord) -> None:
    types = record.part("types")
    general, words = types.texts("resourceTypeGeneral"), types.texts("resourceType")
    citeproc = types.texts("citeproc")
    types.leave_out(types.node, "bibtex", "ris", "schemaOrg")  # the same once more
    general = general or record.texts("resourceTypeGeneral")
    found = DATACITE_TYPES.get("".join(general[:1]).replace(" ", "").lower())
    narrower = read_type(words[0]) if words else None
    if narrower is not None and narrower[0] is not None and found in (None, "document", narrower[0]):
        record.fields["type"] = narrower[0]
        record.draft.add("genre", narrower[1])
    else:
        # DataCite derives "article-journal" from any Text; only a journal makes it one
        container = record.node.get("container")
        is_article = isinstance(container, dict) and bool(texts_of(container.get("title")))
        vague = () if is_article else ("article", "article-journal")
        known = next((kind for kind in citeproc if kind not in vague and read_type(kind)), None)
        if found or known:
            record.fields["type"] = found or known
        plain = "".join(general[:1]).lower()
        if words and words[0].replace(" ", "").lower() not in (plain, record.fields.get("type")):
            record.draft.add("genre", words[0])
    record.put_back("types", types.node)


def _titles(record: RegistryRecord) -> None:
    entries = record.objects("titles") or [{"title": text} for text in record.texts("titles")]
    for entry in entries:
        kind, texts = " ".join(texts_of(entry.pop("titleType", None))), texts_of(entry.get("title"))
        if not texts:
            continue
        if kind in ("", "Title", "TranslatedTitle") and "title" not in record.fields:
            record.fields["title"] = texts[0]
        elif kind == "Subtitle" and "title" in record.fields:
            record.fields["title"] += f": {texts[0]}"
        elif not (kind == "AlternativeTitle" and record.draft.add("short_title", texts[0])):
            entry["titleType"] = kind
            continue
        entry.pop("title", None)
        record.leave_out(entry, "lang", of="titles")
    record.put_back("titles", entries)


def _creators(record: RegistryRecord) -> None:
    rest = []
    entries = record.objects("creators")
    for text in record.texts("creators"):  # bare texts, as some write them
        record.add_name("authors", record.name(literal=text))
    for entry in entries:
        name = _name(record, entry)
        record.add_name("authors", name)
        rest.append(_with_name(entry, name))
    record.put_back("creators", rest)


def _contributors(record: RegistryRecord) -> None:
    others, rest = [], []
    for entry in record.objects("contributors"):
        role = " ".join(texts_of(entry.pop("contributorType", None)))
        name = _name(record, entry)
        if name is not None and role.lower() in _EDITORS:
            record.add_name("editors", name)
        elif name is not None:
            others.append(name_to_csl(name))
        if role.lower() not in _EDITORS and role != "Other":
            entry["contributorType"] = role
        rest.append(_with_name(entry, name))
    if others:
        record.extra["contributor"] = others
    record.put_back("contributors", rest)


def _name(record: RegistryRecord, entry: JsonObject) -> Name | None:
    kind = " ".join(texts_of(entry.pop("nameType", None)))
    literal = entry.pop("name", None) or entry.pop("creatorName", None) or entry.pop("contributorName", None)
    identifiers = entry.get("nameIdentifiers")
    addresses: dict[str, str] = {}
    for each in identifiers if isinstance(identifiers, list) else []:
        if isinstance(each, dict):
            scheme = " ".join(texts_of(each.get("nameIdentifierScheme"))).upper()
            text = " ".join(texts_of(each.get("nameIdentifier")))
            if scheme in ("ORCID", "ROR") and addresses.setdefault(scheme, text) == text:
                drop(each, "nameIdentifier", "nameIdentifierScheme", "schemeUri", "schemeURI")
    organization = {"Organizational": True, "Personal": False}.get(kind)
    return record.name(
        family=entry.pop("familyName", None),
        given=entry.pop("givenName", None),
        literal=literal,
        is_organization=organization,
        orcid=None if organization else addresses.get("ORCID"),
        ror=addresses.get("ROR"),
    )


def _with_name(entry: JsonObject, name: Name | None) -> JsonObject:
    """Return what is left of a name, with the name that it belongs to; nothing where nothing is left."""
    kept = {key: value for key, value in entry.items() if value not in (None, "", [], {}, [{}])}
    return {"name": str(name), **kept} if kept and name is not None else kept


def _publisher(record: RegistryRecord) -> None:
    value = record.node.get("publisher")
    if isinstance(value, dict):  # since 4.5 with an identifier
        name = texts_of(value.pop("name", None))
        record.draft.add("publisher", name[0] if name else None)
        record.leave_out(value, "schemeUri", "lang")
    else:
        record.fill("publisher", "publisher")
    if record.fields.get("publisher") == "(:unav)":
        del record.fields["publisher"]


def _dates(record: RegistryRecord) -> None:
    """Read the date of issue: ``Issued``, else the year of publication; the others are kept by their names."""
    entries = record.objects("dates")
    years = record.texts("publicationYear")
    for entry in entries:
        kind, texts = " ".join(texts_of(entry.get("dateType"))), texts_of(entry.get("date"))
        if kind == "Issued" and texts and "issued" not in record.fields:
            said = texts_of(entry.get("dateInformation"))
            before = "issued" in record.extra
            record.draft.add_date("issued", texts[0])
            if "issued" in record.extra and not before:
                record.extra.pop("issued")  # no date: the year says more
            elif said and said[0] != texts[0]:
                entry.pop("date")
                continue
            if "issued" in record.fields:
                drop(entry, "date", "dateType", "dateInformation")
    if years and "issued" not in record.fields:
        record.draft.add_date("issued", years[0])
    elif years and not str(record.fields["issued"]).startswith(years[0]):
        record.put_back("publicationYear", years[0])
    record.put_back("dates", entries)


def _identifiers(record: RegistryRecord) -> None:
    for member, text_name, type_name in (
        ("identifiers", "identifier", "identifierType"),
        ("alternateIdentifiers", "alternateIdentifier", "alternateIdentifierType"),
    ):
        entries = record.objects(member)
        for entry in entries:
            kind, texts = " ".join(texts_of(entry.get(type_name))), texts_of(entry.get(text_name))
            if texts and _take_identifier(record, kind.lower(), texts[0]):
                drop(entry, text_name, type_name)
        record.put_back(member, entries)
    if not record.fields.get("doi"):
        for text in record.texts("id"):
            record.draft.take_address(text)
    else:
        record.take("id")


def _take_identifier(record: RegistryRecord, kind: str, text: str) -> bool:
    fields = record.fields
    if kind in ("isbn", "issn"):
        record.draft.gather(kind, text)
        return True
    if kind == "doi":
        bare = text.lower().rpartition("doi.org/")[2]
        return str(fields.setdefault("doi", text)).lower().endswith(bare)
    if kind in ("handle", "url", "uri"):
        if kind == "handle" and not text.startswith(("http:", "https:", "hdl:")):
            text = f"hdl:{text}"
        record.draft.take_address(text)
        return True
    is_number = "report" in kind or "number" in kind
    return is_number and record.draft.add("number", text)


def _related(record: RegistryRecord) -> None:
    """Read the ISSN of what the work is a part of; other relations are kept."""
    entries = record.objects("relatedIdentifiers")
    for entry in entries:
        is_part = texts_of(entry.get("relationType")) == ["IsPartOf"]
        kind, texts = texts_of(entry.get("relatedIdentifierType")), texts_of(entry.get("relatedIdentifier"))
        if is_part and kind == ["ISSN"] and texts:
            record.draft.gather("issn", texts[0])
            drop(entry, "relationType", "relatedIdentifierType", "relatedIdentifier")
    record.put_back("relatedIdentifiers", entries)
    items = record.objects("relatedItems")
    for item in items:
        relation, kind = texts_of(item.get("relationType")), texts_of(item.get("relatedItemType"))
        titles = texts_of(item.get("titles"))
        if relation == ["IsPublishedIn"] and titles and "container-title" not in record.extra:
            _published_in(record, item, titles[0])
        elif (
            relation == ["IsPartOf"]
            and titles
            and kind != ["Journal"]
            and record.draft.add("series", titles[0])
        ):
            record.draft.add("series_number", "".join(texts_of(item.get("number"))[:1]))
            drop(item, "titles", "number", "relationType", "relatedItemType")
    record.put_back("relatedItems", items)


def _published_in(record: RegistryRecord, item: JsonObject, title: str) -> None:
    record.extra["container-title"] = title
    for name in ("volume", "issue"):
        for text in texts_of(item.get(name))[:1]:
            record.extra.setdefault(name, text)
    _pages(record, item)
    for name in ("titles", "volume", "issue", "firstPage", "lastPage", "relatedItemType", "relationType"):
        item.pop(name, None)


def _pages(record: RegistryRecord, node: JsonObject) -> None:
    first, last = ("".join(texts_of(node.pop(name, None))[:1]) for name in ("firstPage", "lastPage"))
    record.draft.add("pages", f"{first}-{last}" if first and last and first != last else first or last)


def _container(record: RegistryRecord) -> None:
    container = record.part("container")
    kind = " ".join(container.texts("type"))
    identifiers, of = container.texts("identifier"), " ".join(container.texts("identifierType"))
    titles = container.texts("title")
    for text in identifiers:
        if of in ("ISSN", "ISBN"):
            record.draft.gather(of.lower(), text)
        else:
            container.put_back("identifier", text)
    if titles and kind in ("Series", "BookSeries") and record.draft.add("series", titles[0]):
        record.fill("series_number", "number")
    elif titles:
        container.fill_extra("volume", "volume")
        container.fill_extra("issue", "issue")
        record.extra.setdefault("container-title", titles[0])
    _pages(record, container.node)
    record.put_back("container", container.node)


def _descriptions(record: RegistryRecord) -> None:
    entries = record.objects("descriptions")
    record.fill("summary", "descriptions")  # a bare text, as some write it
    fields = {"Abstract": "summary", "Other": "note", "SeriesInformation": "series"}
    # an abstract first, as others may stand before it
    for entry in sorted(entries, key=lambda each: texts_of(each.get("descriptionType")) != ["Abstract"]):
        record.leave_out(entry, "lang")
        kind = " ".join(texts_of(entry.get("descriptionType"))) or "Abstract"
        texts = texts_of(entry.get("description"))
        field = fields.get(kind)
        if texts and field and field not in record.fields and not _is_container(record, kind, texts[0]):
            record.draft.add(field, record.draft.clean(field, texts[0]))
            drop(entry, "description", "descriptionType")
        elif texts and _is_container(record, kind, texts[0]):
            drop(entry, "description", "descriptionType")
    record.put_back("descriptions", entries)


def _is_container(record: RegistryRecord, kind: str, text: str) -> bool:
    """Return whether a statement of the series says again what ``container`` has said."""
    title = record.extra.get("container-title")
    return kind == "SeriesInformation" and isinstance(title, str) and text.startswith(title)


def _rights(record: RegistryRecord) -> None:
    entries = record.objects("rightsList")
    for number, entry in enumerate(entries):
        texts, uris = (
            texts_of(entry.get("rights")),
            texts_of(entry.get("rightsUri") or entry.get("rightsURI")),
        )
        if number == 0 and (texts or uris):
            record.draft.add("rights", (texts or uris)[0])
            drop(entry, "rights") if texts else drop(entry, "rightsUri", "rightsURI")
            record.leave_out(entry, "lang", "schemeUri", of="rightsList")
    record.put_back("rightsList", entries)


def _sizes(record: RegistryRecord) -> None:
    sizes = record.texts("sizes")
    for size in sizes:
        count, _, unit = size.partition(" ")
        if count.isdecimal() and unit.strip().lower() in _PAGES_WORDS:
            record.draft.add("number_of_pages", count)
            sizes = [each for each in sizes if each != size]
            break
    record.put_back("sizes", sizes)
