"""A MODS record as a report, as this library and others write it.

Source: MODS 3.8 and the MODS User Guidelines, version 3; the habits of the Library of Congress (records made
from MARC) and of Zotero.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefmeta.errors import UnknownCountryError
from briefmeta.formats.catalogue_punctuation import without_area_end
from briefmeta.formats.csljson.csl_dates import date_to_csl
from briefmeta.formats.csljson.csl_names import name_to_csl
from briefmeta.formats.dublincore.dc_values import classify_identifier, split_series, without_remark
from briefmeta.formats.marc.marc_countries import iso_code
from briefmeta.formats.mods.mods_dates import read_dates
from briefmeta.formats.mods.mods_names import joined_parts, read_name
from briefmeta.formats.mods.terms import (
    DETAILS,
    GENRE_TYPES,
    HOST_PARTS,
    READ_RESOURCES,
    RELATED_NAMES,
    ROLES,
    TEXT_PLACES,
)
from briefmeta.formats.name_headings import relator_of
from briefmeta.formats.resource_types import read_type
from briefmeta.formats.xml import text_of
from briefmeta.model.places.country import Country
from briefmeta.model.report import CSL_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefmeta.formats.xml import Element
    from briefmeta.model.building import Draft
    from briefmeta.model.names.name import Name

_NAME_FIELDS: Final = frozenset(("authors", "editors", "translators"))


def read_record(record: Element, draft: Draft) -> None:
    """Fill a draft from the elements of a MODS record; what has no field is kept under ``mods:`` and its name."""
    for element in sorted(record.elements(), key=_order):  # stable: otherwise as the record has them
        read = _READERS.get(element.name)
        if read is not None:
            read(draft, element)
        elif element.name not in _ABOUT_THE_RECORD:
            _keep(draft, element)
    _settle_type(draft, record)
    draft.settle()


def _order(element: Element) -> int:
    """Let the statement that says more come before its like: publication before copyright, report numbers first."""
    if element.name == "originInfo":
        return element.get("eventType").lower() not in ("", "publication")
    return element.name == "identifier" and element.get("type").lower() in ("", "local")


def _keep(draft: Draft, element: Element) -> None:
    draft.keep(f"mods:{element.name}", " ".join(text_of(draft, element, element.name).split()))


# --- titles


def _title_info(draft: Draft, element: Element) -> None:
    title = _title(draft, element)
    kind = element.get("type")
    if not kind:
        taken = draft.add("title", title)
    else:
        taken = (kind == "abbreviated" or len(title) < len(draft.fields.get("title", ""))) and draft.add(
            "short_title", title
        )
    if not taken:
        _keep(draft, element)


def _title(draft: Draft, element: Element) -> str:
    """Put a title together: what is left out in sorting, the title, its subtitle, its part."""
    texts = {
        name: [text for part in element.elements(name) if (text := text_of(draft, part, "title"))]
        for name in ("nonSort", "title", "subTitle", "partNumber", "partName")
    }
    title = " ".join(texts["title"])
    for article in texts["nonSort"]:
        title = article + ("" if article.endswith(("'", "’", "-")) else " ") + title
    title = without_area_end(title)
    title = ": ".join([title.rstrip(" :") if texts["subTitle"] else title, *texts["subTitle"]])
    return ". ".join(filter(None, [title, ", ".join(texts["partNumber"] + texts["partName"])]))


# --- names


def _name(draft: Draft, element: Element) -> None:
    if element.get("type") == "conference":
        draft.extra.setdefault("event-title", joined_parts(draft, element, " "))
        return
    target = _role(element)
    name = read_name(draft, element)
    if name is not None:
        _add_name(draft, target, name)


def _add_name(draft: Draft, target: str, name: Name) -> None:
    if target in _NAME_FIELDS:
        draft.add_item(target, name)
    else:
        draft.extra.setdefault(target, []).append(name_to_csl(name))


def _role(element: Element) -> str:
    terms = [
        term.text.strip(" .\t\r\n").lower()
        for role in element.elements("role")
        for term in role.elements("roleTerm")
    ]
    known = (ROLES[term.rpartition("/")[2]] for term in terms if term.rpartition("/")[2] in ROLES)
    return next(known, "contributor" if terms else "authors")


# --- kind


def _genre(draft: Draft, element: Element) -> None:
    text = text_of(draft, element, "genre")
    authority = element.get("authority").lower()
    if authority == "csl" and text in CSL_TYPES:
        draft.fields.setdefault("type", text)
        return
    if authority.startswith("rda"):  # content, media and carrier types say how something is perceived
        _keep(draft, element)
        return
    listed = GENRE_TYPES.get(text.lower()) if authority in ("marcgt", "local", "") else None
    csl_type, genre = (listed, "") if listed else (read_type(element.get("valueURI")) or (None, ""))
    if csl_type is None and "type" not in draft.fields:
        csl_type, genre = read_type(text) or (None, text)
    if csl_type is not None and "type" not in draft.fields:
        draft.fields["type"] = csl_type
        draft.fields.update({"genre": genre} if genre and "genre" not in draft.fields else {})
    elif not (listed and listed == draft.fields.get("type")) and not draft.add("genre", text):
        _keep(draft, element)


def _type_of_resource(draft: Draft, element: Element) -> None:
    """Nothing is taken from it at once: the genre says more, wherever it stands."""


def _settle_type(draft: Draft, record: Element) -> None:
    if "type" in draft.fields:
        return
    resource = record.first("typeOfResource")
    text = resource.text.strip().lower() if resource else ""
    hosts = [item for item in record.elements("relatedItem") if item.get("type") == "host"]
    if text in READ_RESOURCES:
        draft.fields["type"] = READ_RESOURCES[text]
    elif resource is not None and resource.get("manuscript") == "yes":
        draft.fields["type"] = "manuscript"
    elif hosts and (csl_type := _part_type(draft, hosts[0])):
        draft.fields["type"] = csl_type
    elif not hosts and draft.fields.get("isbn") and _issuance(record) == "monographic":
        draft.fields["type"] = "book"


def _part_type(draft: Draft, host: Element) -> str | None:
    """Return what a part of a host is; None for an item of a collection, as most repositories have it."""
    for genre in host.elements("genre"):
        if csl_type := HOST_PARTS.get(genre.text.strip().lower()):
            return csl_type
    kinds = {identifier.get("type") for identifier in host.elements("identifier")}
    issuance = _issuance(host)
    numbered = "volume" in draft.extra or "issue" in draft.extra
    if issuance in _CONTINUING or "issn" in kinds or (numbered and issuance != "monographic"):
        return "article-journal"
    return "chapter" if issuance == "monographic" or "isbn" in kinds or "pages" in draft.fields else None


_CONTINUING: Final = frozenset(("continuing", "serial", "integrating resource"))


def _issuance(element: Element) -> str:
    texts = (part.text for origin in element.elements("originInfo") for part in origin.elements("issuance"))
    return next(texts, "").strip().lower()


# --- origin


def _origin(draft: Draft, element: Element) -> None:
    for place in element.elements("place"):
        _place(draft, place)
    for publisher in element.elements("publisher"):
        _publisher(draft, without_area_end(text_of(draft, publisher, "publisher")))
    for agent in element.elements("agent"):  # MODS 3.8
        roles = [term.text for role in agent.elements("role") for term in role.elements("roleTerm")]
        if not roles or any(relator_of(role) == "pbl" for role in roles):
            _publisher(draft, without_area_end(joined_parts(draft, agent, ". ")))
        else:
            _keep(draft, agent)
    key_dates = [date for date in element.elements(*_DATES) if date.get("keyDate") == "yes"]
    for name in (*(date.name for date in key_dates[:1]), *_DATES):
        dates = list(element.elements(name))
        if dates and "issued" not in draft.fields:
            _issued(draft, dates)
    originals = [date for date in element.elements("dateOther") if date.get("type") == "original"]
    date = read_dates(draft, originals) if originals else None
    if date is not None:
        draft.extra.setdefault("original-date", date_to_csl(date))
    _text_places(draft, element)


_DATES: Final = ("dateIssued", "copyrightDate", "dateCreated")


def _publisher(draft: Draft, text: str) -> None:
    if not draft.add("publisher", text):
        draft.keep("mods:publisher", text)


def _place(draft: Draft, place: Element) -> None:
    """Read a place: the text beside a code of ISO 3166 names the country too, beside one of MARC the place."""
    texts = [
        text_of(draft, term, "place") for term in place.elements("placeTerm") if term.get("type") != "code"
    ]
    for term in place.elements("placeTerm"):
        if term.get("type") == "code":
            code = text_of(draft, term, "country")
            is_iso = term.get("authority").startswith("iso3166")
            if not _country(draft, code if is_iso else iso_code(code)):
                draft.keep("mods:place", code)
            elif is_iso:
                return
    for text in filter(None, texts):
        if not draft.add("place", without_area_end(text)):
            draft.keep("mods:place", text)


def _country(draft: Draft, code: str | None) -> bool:
    try:
        country = Country.parse(code.upper()) if code else None
    except UnknownCountryError:
        return False
    return country is not None and draft.fields.setdefault("country", country) == country


def _issued(draft: Draft, dates: list[Element]) -> None:
    date = read_dates(draft, dates)
    if date is not None:
        draft.fields["issued"] = date
        draft.extra.pop("issued", None)
    elif dates[0].get("encoding") != "marc":
        draft.add_date("issued", text_of(draft, dates[0], "issued"))


def _text_places(draft: Draft, element: Element) -> None:
    for variable, (parent, name) in TEXT_PLACES.items():
        if parent == element.name:
            for part in element.elements(name):
                if variable not in draft.extra and (text := text_of(draft, part, variable)):
                    draft.extra[variable] = text


# --- the simple ones


def _language(draft: Draft, element: Element) -> None:
    terms = sorted(element.elements("languageTerm"), key=lambda term: term.get("type") != "code")
    text = text_of(draft, terms[0] if terms else element, "language")
    if not draft.add("language", text):
        draft.keep("mods:language", text)


_EXTENT: Final = re.compile(
    r"(?P<count>[^:;]{1,40}?)\s?(?:pages?|pp?\.?|leaves|seiten|s\.)\s?(?:[:;].{0,200})?", re.IGNORECASE
)


def _physical(draft: Draft, element: Element) -> None:
    for part in element.elements():
        text = text_of(draft, part, "number_of_pages")
        if part.name == "extent":
            found = _EXTENT.fullmatch(text)
            if part.get("unit").startswith("page") and draft.add("number_of_pages", text):
                continue
            if found and draft.add("number_of_pages", found["count"].strip()):
                continue
        draft.keep(f"mods:{part.name}", text)


def _into(field: str) -> Callable[[Draft, Element], None]:
    def read(draft: Draft, element: Element) -> None:
        draft.gather(field, text_of(draft, element, field) or element.get("xlink:href"))

    return read


def _abstract(draft: Draft, element: Element) -> None:
    if not draft.add("summary", text_of(draft, element, "summary")):
        _keep(draft, element)


def _subject(draft: Draft, element: Element) -> None:
    texts = [text for text in _subject_texts(draft, element) if text]
    if texts:
        draft.add_item("subjects", "--".join(texts))


def _subject_texts(draft: Draft, element: Element) -> Iterator[str]:
    for part in element.elements():
        if part.name in ("geographicCode", "cartographics"):
            _keep(draft, part)
        elif part.name == "name":
            yield joined_parts(draft, part, ", ")
        elif part.name == "titleInfo":
            yield _title(draft, part)
        elif part.name == "hierarchicalGeographic":
            yield "--".join(text_of(draft, level, "subjects") for level in part.elements())
        else:
            yield text_of(draft, part, "subjects")


# --- related items


def _related(draft: Draft, element: Element) -> None:
    kind = element.get("type")
    if kind not in ("series", "host"):
        _keep(draft, element)
        return
    for part in element.elements():
        if part.name == "titleInfo":
            (_series_title if kind == "series" else _host_title)(draft, part, element)
        elif part.name == "name":
            _related_name(draft, part, kind)
        elif part.name == "part":
            _part(draft, part)
        elif part.name == "identifier" and part.get("type") in ("issn", "isbn"):
            draft.gather(part.get("type"), text_of(draft, part, part.get("type")))
        elif part.name == "originInfo" and kind == "host":
            _origin(draft, part)
        elif part.name == "genre" and part.text.strip().lower() in HOST_PARTS:
            pass  # said by the type of the part
        else:
            _keep(draft, part)


def _series_title(draft: Draft, element: Element, _: Element) -> None:
    number = text_of(draft, element.first("partNumber"), "series_number")
    series = ": ".join(
        text
        for name in ("title", "subTitle")
        for part in element.elements(name)
        if (text := text_of(draft, part, "series"))
    )
    if series and not number and " ; " in series:
        series, split = split_series(series)
        number = split or ""
    if series and not draft.add("series", series):
        _keep(draft, element)
    elif number:
        draft.add("series_number", number)


def _host_title(draft: Draft, element: Element, host: Element) -> None:
    resource = host.first("typeOfResource")
    is_collection = "collection" in host.get("displayLabel").lower() or (
        resource is not None and resource.get("collection") == "yes"
    )
    if is_collection:  # of a digital library, not what the report was published in
        draft.extra.setdefault("archive_collection", _title(draft, element))
        return
    variable = "container-title-short" if element.get("type") == "abbreviated" else "container-title"
    draft.extra.setdefault(variable, _title(draft, element))


def _related_name(draft: Draft, element: Element, kind: str) -> None:
    role = _role(element)
    for variable, (related, code) in RELATED_NAMES.items():
        if related == kind and ROLES[code] == role:
            name = read_name(draft, element)
            if name is not None:
                _add_name(draft, variable, name)
            return
    if kind == "host" and role == "editors":
        _name(draft, element)
    else:
        _keep(draft, element)


def _part(draft: Draft, element: Element) -> None:
    for part in element.elements():
        if part.name == "detail":
            _detail(draft, part)
        elif part.name == "extent":
            draft.add("pages", _pages(draft, part))
        elif part.name == "date" and "issued" not in draft.fields:
            _issued(draft, [part])
        else:
            _keep(draft, part)


def _detail(draft: Draft, element: Element) -> None:
    number = text_of(draft, element.first("number") or element.first("caption"), "number")
    variable = next((v for v, kind in DETAILS.items() if kind == element.get("type")), None)
    if variable is None or variable in draft.extra:
        if not (element.get("type") in ("", "number", "report number") and draft.add("number", number)):
            draft.keep("mods:detail", number)
    elif number:
        draft.extra[variable] = number


def _pages(draft: Draft, extent: Element) -> str:
    ends = [text for name in ("start", "end") if (text := text_of(draft, extent.first(name), "pages"))]
    return "-".join(dict.fromkeys(ends)) or text_of(draft, extent.first("list", "total"), "pages")


# --- identifiers and places to find it


_IDENTIFIERS: Final = {
    **dict.fromkeys(("hdl", "handle"), "handle"),
    **dict.fromkeys(("issn", "eissn", "issn-l", "issne", "issnp"), "issn"),
    "isbn": "isbn",
    "doi": "doi",
}


def _identifier(draft: Draft, element: Element) -> None:
    kind, text = element.get("type").lower(), text_of(draft, element, "identifier")
    if not text or element.get("invalid") == "yes":
        _keep(draft, element)
        return
    field = _IDENTIFIERS.get(kind)
    if field in ("isbn", "issn"):
        draft.gather(field, without_remark(text))
    elif field is not None:
        taken = draft.add(field, _handle_text(text) if field == "handle" else text)
        draft.keep("mods:identifier", "" if taken else text)
    elif kind in ("uri", "url", ""):
        _address(draft, text)
    elif "number" in kind or kind in ("local", "report"):
        draft.keep("mods:identifier", "" if draft.add("number", text) else text)
    else:
        draft.keep("mods:identifier", f"{kind}: {text}")


def _handle_text(text: str) -> str:
    """Announce a handle as one, since its element says so: prefixes of letters are read too."""
    return text if ":" in text.partition("/")[0] else f"hdl:{text}"


def _address(draft: Draft, text: str) -> None:
    found = classify_identifier(text)
    if found.handle is not None:
        draft.fields.setdefault("handle", found.handle)
        if text == found.handle.uri:
            return
    field = found.kind if found.kind in ("doi", "isbn", "issn") else "url"
    if not draft.add(field, found.value):
        draft.keep("mods:identifier", text)


def _location(draft: Draft, element: Element) -> None:
    _text_places(draft, element)
    for url in sorted(element.elements("url"), key=lambda url: not url.get("usage").startswith("primary")):
        text = text_of(draft, url, "url")
        if text:
            _address(draft, text)
        draft.add_date("accessed", draft.clean("accessed", url.get("dateLastAccessed")))


def _record_info(draft: Draft, element: Element) -> None:
    draft.add("key", " ".join(text_of(draft, element.first("recordIdentifier"), "key").split(" ")))


_ABOUT_THE_RECORD: Final = frozenset(("extension",))
_READERS: Final[dict[str, Callable[[Draft, Element], None]]] = {
    "abstract": _abstract,
    "accessCondition": _into("rights"),
    "genre": _genre,
    "identifier": _identifier,
    "language": _language,
    "location": _location,
    "name": _name,
    "note": _into("note"),
    "originInfo": _origin,
    "part": _part,
    "physicalDescription": _physical,
    "recordInfo": _record_info,
    "relatedItem": _related,
    "subject": _subject,
    "titleInfo": _title_info,
    "typeOfResource": _type_of_resource,
}
