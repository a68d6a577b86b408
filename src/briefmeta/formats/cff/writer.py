"""Citation File Format: a ``CITATION.cff`` that asks for the report to be cited.

The report is the ``preferred-citation``; further reports are ``references``. The file is YAML in which every
text is a double-quoted scalar, so no value can be anything but text.

Source: the Citation File Format, version 1.2.0, its schema and its guide; YAML 1.2.2, sections 5.1 and 7.3.1.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from briefmeta.formats.ris.ris_values import split_pages
from briefmeta.model.names.name import Organization

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.names.name import Name
    from briefmeta.model.places.country import Country
    from briefmeta.model.report import Report

TYPES: Final = {
    "article": "unpublished",
    "article-journal": "article",
    "article-magazine": "magazine-article",
    "article-newspaper": "newspaper-article",
    "bill": "bill",
    "book": "book",
    "broadcast": "film-broadcast",
    "chapter": "generic",
    "classic": "historical-work",
    "collection": "serial",
    "dataset": "data",
    "entry-dictionary": "dictionary",
    "entry-encyclopedia": "encyclopedia",
    "event": "conference",
    "graphic": "art",
    "hearing": "hearing",
    "legal_case": "legal-case",
    "legislation": "statute",
    "manuscript": "unpublished",
    "map": "map",
    "motion_picture": "film-broadcast",
    "musical_score": "music",
    "pamphlet": "pamphlet",
    "paper-conference": "conference-paper",
    "patent": "patent",
    "periodical": "serial",
    "personal_communication": "personal-communication",
    "post": "blog",
    "post-weblog": "blog",
    "regulation": "legal-rule",
    "report": "report",
    "software": "software",
    "song": "sound-recording",
    "speech": "slides",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legal-rule",
    "webpage": "website",
}
"""The reference type of each CSL type; ``generic`` for any other."""

VARIABLES: Final = {
    "container-title": "journal",
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "section": "section",
    "version": "version",
    "volume-title": "volume-title",
    "number-of-volumes": "number-volumes",
}
"""CSL variables, and the keys of a reference that hold them."""

_DOI = re.compile(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-\.\(\)\[\]\\]+")
_ISBN = re.compile(r"[0-9\- ]{10,17}X?")
_URL = re.compile(r"https?://\S+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=-|$)")
# What a double-quoted scalar must escape although JSON need not (YAML 1.2.2, rule 1 and 34; line ends of YAML
# 1.1).
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
MESSAGE = "Please cite this work as stated under preferred-citation."
NO_AUTHOR = "anonymous"  # as the guide to the format recommends


def write_file(reports: Iterable[Report]) -> Iterator[str]:
    """Write a ``CITATION.cff``, report by report."""
    for number, report in enumerate(reports):
        reference = _reference(report)
        if number == 0:
            head = {"cff-version": "1.2.0", "message": MESSAGE}
            head |= {key: reference[key] for key in ("title", "authors")}
            yield _yaml({**head, "preferred-citation": reference})
        else:
            yield ("references:\n" if number == 1 else "") + "".join(_item(reference, 2))


def _reference(report: Report) -> dict[str, Any]:
    """Write a report as a reference; keys without a value are left out."""
    names = report.authors or report.editors
    authors = _persons(names) or [{"name": report.publisher or NO_AUTHOR}]
    first, last = split_pages(report.pages) if report.pages else (None, None)
    reference: dict[str, Any] = {
        "type": TYPES.get(report.type, "generic"),
        "title": report.title or report.key,
        "authors": authors,
        "editors": _persons(report.editors),
        "translators": _persons(report.translators),
        **_issuing_body(report),
        **_dates(report),
        "number": report.number,
        "collection-title": report.series,
        **_extra(report),
        "start": first,
        "end": last,
        "pages": report.number_of_pages,
        **_identifiers(report),
        "abstract": report.summary,
        "keywords": list(dict.fromkeys(report.subjects)),
        "languages": _LANGUAGE.findall(report.language or "")[:1],
        "license-url" if report.rights and _URL.fullmatch(report.rights) else "copyright": report.rights,
        "thesis-type": report.genre if report.type == "thesis" else None,
        "notes": "\n".join(text for text in (report.genre, report.note) if text),
    }
    return {key: value for key, value in reference.items() if value not in (None, "", [], {})}


def _issuing_body(report: Report) -> dict[str, Any]:
    """Write the issuing body with its place; a place alone is a ``location``."""
    if report.publisher is not None:
        key = "institution" if report.type in ("report", "thesis") else "publisher"
        return {key: _entity(report.publisher, report.place, report.country)}
    if report.place is None and report.country is None:
        return {}
    country = report.country
    return {"location": _entity(report.place or (country.name if country else ""), None, country)}


def _entity(name: str, city: str | None, country: Country | None) -> dict[str, str]:
    entity = {"name": name}
    if city is not None:
        entity["city"] = city
    if country is not None and country.alpha_2 != "XK":  # the schema lists ISO 3166-1 alone
        entity["country"] = country.alpha_2
    return entity


def _persons(names: Iterable[Name]) -> list[dict[str, str]]:
    """Write names, each once: the schema allows no two equal ones."""
    persons: list[dict[str, str]] = []
    for name in names:
        person = _person(name)
        if person not in persons:
            persons.append(person)
    return persons


def _person(name: Name) -> dict[str, str]:
    if isinstance(name, Organization):
        return {"name": name.name}
    particle = " ".join(part for part in (name.dropping_particle, name.non_dropping_particle) if part)
    parts = (
        ("family-names", name.family),
        ("given-names", name.given),
        ("name-particle", particle),
        ("name-suffix", name.suffix),
        ("orcid", f"https://orcid.org/{name.orcid}" if name.orcid else None),
    )
    return {key: value for key, value in parts if value}


def _dates(report: Report) -> dict[str, Any]:
    dates: dict[str, Any] = {}
    issued, accessed = report.issued, report.accessed
    if issued is not None and issued.year > 0:
        if issued.day is not None and not issued.is_range:
            dates["date-published"] = f"{issued.year:04}-{issued.month:02}-{issued.day:02}"
        dates |= {"year": issued.year, "month": issued.month}
    if accessed is not None and accessed.year > 0 and accessed.day is not None:
        dates["date-accessed"] = f"{accessed.year:04}-{accessed.month:02}-{accessed.day:02}"
    return dates


def _extra(report: Report) -> dict[str, Any]:
    values = {key: report.extra.get(variable) for variable, key in VARIABLES.items()}
    return {key: str(value) for key, value in values.items() if type(value) in (str, int)}


def _identifiers(report: Report) -> dict[str, Any]:
    """Write the identifiers, as far as the patterns of the schema allow."""
    found: dict[str, Any] = {"url": report.url or (report.handle.uri if report.handle else None)}
    others = []
    if report.doi is not None:
        if _DOI.fullmatch(report.doi):
            found["doi"] = report.doi
        else:
            others.append({"type": "other", "value": f"doi:{report.doi}", "description": "DOI"})
    if report.handle is not None:
        others.append(
            {
                "type": "other",
                "value": f"hdl:{report.handle.prefix}/{report.handle.suffix}",
                "description": "Handle",
            }
        )
    for key, value in (("isbn", report.isbn), ("issn", report.issn)):
        if value is not None:
            first, *further = value.split(", ")
            if key == "issn" or _ISBN.fullmatch(first):
                found[key] = first
            else:
                further.insert(0, first)
            others += [{"type": "other", "value": number, "description": key.upper()} for number in further]
    return {
        **found,
        "identifiers": [other for place, other in enumerate(others) if other not in others[:place]],
    }


def _yaml(value: dict[str, Any], indent: int = 0) -> str:
    """Write nested mappings and lists of texts and numbers as YAML in block style."""
    return "".join(_mapping(value, indent))


def _mapping(value: dict[str, Any], indent: int) -> Iterator[str]:
    for key, item in value.items():
        yield f"{' ' * indent}{key}:"
        if isinstance(item, dict):
            yield "\n"
            yield from _mapping(item, indent + 2)
        elif isinstance(item, list):
            yield "\n"
            for entry in item:
                yield from _item(entry, indent + 2)
        else:
            yield f" {_scalar(item)}\n"


def _item(entry: Any, indent: int) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"{' ' * indent}- {_scalar(entry)}\n"
        return
    text = "".join(_mapping(entry, indent + 2))
    yield f"{' ' * indent}- {text[indent + 2 :]}"


def _scalar(value: str | int) -> str:
    if not isinstance(value, str):
        return str(value)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))
