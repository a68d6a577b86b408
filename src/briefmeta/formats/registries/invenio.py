"""Records of Zenodo and of InvenioRDM as JSON: one record, or an answer with ``hits``. Read only.

Zenodo's older form has its own names (``creators[].orcid``, ``resource_type.type``); InvenioRDM has vocabularies with
ids (``resource_type.id``, ``languages[].id``) and persons with parts. Both may stand in one answer's family.

Source: Zenodo REST API, "Representation"; InvenioRDM Reference, "Metadata" (inveniordm.docs.cern.ch).
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
from briefmeta.model.places.publication_place import split_place

if TYPE_CHECKING:
    from briefmeta.errors import ParseError
    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

BOOKKEEPING: Final = (
    *(
        "links",
        "created",
        "updated",
        "modified",
        "revision",
        "revision_id",
        "stats",
        "owners",
        "owner",
        "state",
    ),
    *(
        "submitted",
        "status",
        "recid",
        "conceptrecid",
        "conceptdoi",
        "files",
        "media_files",
        "parent",
        "versions",
    ),
    *(
        "is_published",
        "is_draft",
        "access",
        "deletion_status",
        "ui",
        "expanded",
        "swh",
        "tombstone",
        "bucket",
    ),
    *("record_id", "resource_id", "id", "doi_url", "extra_formats"),
)
"""What a repository says of its own record."""
_TYPES: Final = {
    "annotationcollection": "collection",
    "article": "article-journal",
    "blogpost": "post-weblog",
    "book": "book",
    "conferencepaper": "paper-conference",
    "conferenceproceeding": "book",
    "datamanagementplan": "report",
    "datapaper": "article-journal",
    "dataset": "dataset",
    "deliverable": "report",
    "diagram": "graphic",
    "dissertation": "thesis",
    "event": "event",
    "figure": "figure",
    "image": "graphic",
    "journal": "periodical",
    "lesson": "document",
    "milestone": "report",
    "model": "dataset",
    "other": "document",
    "outputmanagementplan": "report",
    "patent": "patent",
    "peerreview": "review",
    "photo": "graphic",
    "physicalobject": "document",
    "policybrief": "report",
    "poster": "speech",
    "preprint": "article",
    "presentation": "speech",
    "projectdeliverable": "report",
    "projectmilestone": "report",
    "proposal": "report",
    "publication": "document",
    "report": "report",
    "section": "chapter",
    "software": "software",
    "softwaredocumentation": "report",
    "standard": "standard",
    "taxonomictreatment": "document",
    "technicalnote": "report",
    "thesis": "thesis",
    "video": "motion_picture",
    "workingpaper": "report",
}
"""The CSL type of a subtype, or of a type without one; hyphens left out."""
_PLAIN: Final = frozenset(
    ("report", "article", "book", "thesis", "dataset", "software", "preprint", "section")
)


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the records of Zenodo, or of any repository that runs InvenioRDM.

    Args:
        text: an answer with ``hits``, a list of records, or one record.
        problems: takes what could not be read.

    >>> text = '{"doi": "10.5281/zenodo.1", "metadata": {"title": "Pivot", "creators": [{"name": "Doe, Ann"}]}}'
    >>> [report] = loads(text, [])
    >>> report.title, str(report.authors[0]), report.doi
    ('Pivot', 'Ann Doe', '10.5281/zenodo.1')
    """
    return read_records(
        text,
        problems,
        find=_records,
        read=_read,
        prefix="invenio",
        registry="Zenodo or InvenioRDM",
        bookkeeping=BOOKKEEPING,
    )


def _records(value: Any) -> list[Any] | None:
    if isinstance(value, dict) and isinstance(value.get("hits"), dict):
        value = value["hits"].get("hits")
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict) and isinstance(value.get("metadata"), dict) else None


def _read(record: RegistryRecord) -> Report:
    metadata = record.part("metadata")
    _type(metadata)
    metadata.fill("title", "title")
    record.fill("title", "title")
    if record.node.get("title") == record.fields.get("title"):
        record.take("title")
    _titles(metadata)
    _people(metadata, "creators")
    _people(metadata, "contributors")
    for text in metadata.texts("publication_date")[:1]:
        metadata.draft.add_date("issued", text)
    metadata.fill("publisher", "publisher")
    _pids(record, metadata)
    metadata.fill("summary", "description")
    _descriptions(metadata)
    metadata.fill("note", "notes")
    metadata.fill_extra("version", "version")
    _languages(metadata)
    _subjects(metadata)
    _rights(metadata)
    _identifiers(metadata)
    _published_in(record, metadata)
    _sizes(metadata)
    for name, value in metadata.node.items():
        record.put_back(name, value)
    return record.report()


def _type(metadata: RegistryRecord) -> None:
    kind = metadata.part("resource_type")
    title = texts_of(kind.node.get("title"))  # in several languages, of which English says the same as the id
    kind.leave_out(kind.node, "title", of="resource_type")
    kinds = [*kind.texts("subtype"), *kind.texts("type"), *kind.texts("id")]
    kinds += metadata.texts("publication_type") + metadata.texts("upload_type")
    found = [name.lower() for name in kinds]
    # the id of InvenioRDM has type and subtype in it: publication-report
    names = [part for name in found for part in (name.partition("-")[2], name) if part]
    known = next((name for name in names if name.replace("-", "") in _TYPES), "")
    if names:
        metadata.fields["type"] = _TYPES.get(known.replace("-", ""), "document")
    if title and known not in _PLAIN:
        metadata.draft.add("genre", title[0])
    metadata.put_back("resource_type", kind.node)


def _titles(metadata: RegistryRecord) -> None:
    entries = metadata.objects("additional_titles")
    for entry in entries:
        part = entry.get("type")
        kind = "".join(texts_of(part.get("id") if isinstance(part, dict) else part)[:1])
        texts = texts_of(entry.get("title"))
        if texts and kind == "subtitle" and "title" in metadata.fields:
            metadata.fields["title"] += f": {texts[0]}"
            drop(entry, "title")
            metadata.leave_out(entry, "type", "lang", of="additional_titles")
        elif texts and kind == "alternative-title" and metadata.draft.add("short_title", texts[0]):
            drop(entry, "title")
            metadata.leave_out(entry, "type", "lang", of="additional_titles")
    metadata.put_back("additional_titles", entries)


def _people(metadata: RegistryRecord, member: str) -> None:
    others, rest = [], []
    for entry in metadata.objects(member):
        role = entry.pop("role", None) if member == "contributors" else None
        role = role or entry.pop("type", None)
        kind = "".join(texts_of(role.get("id") if isinstance(role, dict) else role)[:1]).lower()
        name = _name(metadata, entry)
        if member == "creators":
            metadata.add_name("authors", name)
        elif kind == "editor":
            metadata.add_name("editors", name)
        elif name is not None:
            others.append(name_to_csl(name))
            entry.update({"role": kind} if kind and kind != "other" else {})
        left = {key: value for key, value in entry.items() if value not in (None, "", [], {})}
        if left:
            rest.append({"name": str(name), **left} if name else left)
    if others:
        metadata.extra["contributor"] = others
    metadata.put_back(member, rest)


def _name(metadata: RegistryRecord, entry: JsonObject) -> Name | None:
    inner = entry.pop("person_or_org", None)
    parts = inner if isinstance(inner, dict) else entry
    kind = "".join(texts_of(parts.pop("type", None)))
    schemes: dict[str, str] = {}
    identifiers = parts.pop("identifiers", None)
    kept = []
    for each in identifiers if isinstance(identifiers, list) else []:
        if isinstance(each, dict):
            scheme = "".join(texts_of(each.get("scheme")))
            if scheme in ("orcid", "ror") and scheme not in schemes:
                schemes[scheme] = "".join(texts_of(each.get("identifier")))
                drop(each, "scheme", "identifier")
        kept.append(each)
    orcid = texts_of(parts.pop("orcid", None))
    name = metadata.name(
        family=parts.pop("family_name", None),
        given=parts.pop("given_name", None),
        literal=parts.pop("name", None),
        is_organization={"organizational": True, "personal": False}.get(kind),
        orcid=orcid[0] if orcid else schemes.get("orcid"),
        ror=schemes.get("ror"),
    )
    if parts is not entry:
        entry |= parts
    entry |= {"identifiers": kept} if any(kept) else {}
    return name


def _pids(record: RegistryRecord, metadata: RegistryRecord) -> None:
    metadata.fill("doi", "doi")
    record.fill("doi", "doi")
    if str(record.node.get("doi")).lower() == str(record.fields.get("doi")).lower():
        record.take("doi")
    pids = record.part("pids")
    for scheme in list(pids.node):
        entry = pids.part(scheme)
        texts = entry.texts("identifier")
        entry.leave_out(entry.node, "provider", "client", of="pids")
        pids.put_back(scheme, entry.node)
        if scheme == "doi" and texts:
            record.draft.add("doi", texts[0])
        elif scheme == "handle" and texts:
            record.draft.take_address(texts[0] if texts[0].startswith("http") else f"hdl:{texts[0]}")
        elif scheme != "oai" and texts:
            pids.put_back(scheme, texts)
    record.put_back("pids", pids.node)


def _descriptions(metadata: RegistryRecord) -> None:
    entries = metadata.objects("additional_descriptions")
    for entry in entries:
        texts = texts_of(entry.get("description"))
        if texts and metadata.draft.add("note", metadata.draft.clean("note", texts[0])):
            drop(entry, "description")
            metadata.leave_out(entry, "type", "lang", of="additional_descriptions")
    metadata.put_back("additional_descriptions", entries)


def _languages(metadata: RegistryRecord) -> None:
    entries = metadata.objects("languages")
    codes = metadata.texts("languages")
    for entry in entries:
        codes += texts_of(entry.pop("id", None))
        metadata.leave_out(entry, "title", of="languages")
    codes += metadata.texts("language")
    if codes:
        metadata.draft.add("language", codes[0])
    metadata.put_back("languages", [*codes[1:], *entries])


def _subjects(metadata: RegistryRecord) -> None:
    found = metadata.texts("keywords")
    entries = metadata.objects("subjects")
    for entry in entries:
        found += texts_of(entry.pop("subject", None)) or texts_of(entry.pop("term", None))
        metadata.leave_out(entry, "id", "identifier", "scheme", "title", of="subjects")
    metadata.fields["subjects"] = tuple(dict.fromkeys([*found, *metadata.texts("subjects")]))
    metadata.put_back("subjects", entries)


def _rights(metadata: RegistryRecord) -> None:
    entries = [*metadata.objects("license"), *metadata.objects("rights")]
    bare = metadata.texts("license")
    for entry in entries:
        texts = texts_of(entry.get("title")) or texts_of(entry.get("id"))
        if texts and metadata.draft.add("rights", texts[0]):
            metadata.leave_out(entry, "id", "title", "props", "icon", "description", of="rights")
    for text in bare[:1]:
        metadata.draft.add("rights", text)
    metadata.put_back("rights", entries)
    metadata.leave_out(metadata.node, "access_right", "relations")


def _identifiers(metadata: RegistryRecord) -> None:
    for member in ("identifiers", "alternate_identifiers"):
        entries = metadata.objects(member)
        for entry in entries:
            scheme, texts = "".join(texts_of(entry.get("scheme"))).lower(), texts_of(entry.get("identifier"))
            if texts and scheme in ("isbn", "issn"):
                metadata.draft.gather(scheme, texts[0])
            elif texts and scheme in ("url", "handle", "doi"):
                text = texts[0]
                prefix = {"handle": "hdl:", "doi": "https://doi.org/"}.get(scheme, "")
                metadata.draft.take_address(text if text.startswith("http") else f"{prefix}{text}")
            else:
                continue
            drop(entry, "scheme", "identifier")
        metadata.put_back(member, entries)


def _published_in(record: RegistryRecord, metadata: RegistryRecord) -> None:
    """Read what the work is published in: Zenodo's own members, or InvenioRDM's custom fields."""
    custom = record.part("custom_fields")
    for source, journal_name, imprint_name in (
        (metadata, "journal", "imprint"),
        (custom, "journal:journal", "imprint:imprint"),
    ):
        journal = source.part(journal_name)
        journal.fill_extra("container-title", "title")
        journal.fill_extra("volume", "volume")
        journal.fill_extra("issue", "issue")
        journal.fill("pages", "pages")
        journal.fill_all("issn", "issn")
        source.put_back(journal_name, journal.node)
        imprint = source.part(imprint_name)
        imprint.fill("publisher", "publisher")
        imprint.fill_all("isbn", "isbn")
        imprint.fill_extra("container-title", "title")
        imprint.fill("pages", "pages")
        for text in imprint.texts("place")[:1]:
            record.fields["place"], record.fields["country"] = split_place(text)
        source.put_back(imprint_name, imprint.node)
    part_of = metadata.part("part_of")
    part_of.fill_extra("container-title", "title")
    part_of.fill("pages", "pages")
    metadata.put_back("part_of", part_of.node)
    _meeting(metadata, "meeting")
    _meeting(custom, "meeting:meeting")
    thesis = metadata.part("thesis")
    thesis.fill("publisher", "university")
    metadata.put_back("thesis", thesis.node)
    custom.fill("publisher", "thesis:university")
    record.put_back("custom_fields", custom.node)


def _meeting(source: RegistryRecord, name: str) -> None:
    meeting = source.part(name)
    meeting.fill_extra("event-title", "title")
    meeting.fill_extra("event-place", "place")
    source.put_back(name, meeting.node)


def _sizes(metadata: RegistryRecord) -> None:
    sizes = metadata.texts("sizes")
    for size in sizes:
        count, _, unit = size.partition(" ")
        if count.isdecimal() and unit.strip(" .").lower() in ("pages", "page", "pp", "p"):
            metadata.draft.add("number_of_pages", count)
            sizes = [each for each in sizes if each != size]
            break
    metadata.put_back("sizes", sizes)
