"""One report to an object of schema.org."""

from __future__ import annotations

import re
from typing import Any

from briefmeta.formats.json.report_json import report_to_json
from briefmeta.formats.schema_org.reader import find_works, read_work
from briefmeta.formats.schema_org.types import (
    CONTEXT,
    CSL_NAMESPACE,
    CSL_PREFIX,
    EXTRA_PROPERTIES,
    NAME_PROPERTIES,
    TEXT_PROPERTIES,
    WRITTEN_TYPES,
)
from briefmeta.model.names.name import Name, Organization
from briefmeta.model.report import FIELDS, Report

_PLAIN_NAME = re.compile(r"[A-Za-z][\w.-]*")
_PERIODICALS = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_URL = re.compile(r"https?://\S+")


def work_node(report: Report) -> dict[str, Any]:
    """Write a report as an object of schema.org.

    What has no property there, and what a property would not bring back as it is, stands under the prefix
    ``csl``.

    >>> node = work_node(Report(title="Pivot", number="12", key="pivot"))
    >>> node["@type"], node["name"], node["reportNumber"]
    ('Report', 'Pivot', '12')
    """
    node = _properties(report)
    missing = _not_brought_back(report, node)
    if missing:
        node[f"{CSL_PREFIX}:fields"] = {"@type": "@json", "@value": missing}
    if any(name.startswith(f"{CSL_PREFIX}:") for name in node):
        node["@context"] = [CONTEXT, {CSL_PREFIX: CSL_NAMESPACE}]
    return node


def _properties(report: Report) -> dict[str, Any]:
    handle, doi, place, country = report.handle, report.doi, report.place, report.country
    values = report_to_json(report)
    rights = "license" if report.rights and _URL.fullmatch(report.rights) else "copyrightNotice"
    node: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": WRITTEN_TYPES.get(report.type, "CreativeWork"),
        "@id": handle.uri if handle else f"https://doi.org/{doi}" if doi else report.url,
        **{name: values.get(field) for name, field in TEXT_PROPERTIES.items()},
        "datePublished": _iso_date(report),
        **{
            name: [_name(value) for value in getattr(report, field)]
            for name, field in NAME_PROPERTIES.items()
        },
        "publisher": report.publisher and {"@type": "Organization", "name": report.publisher},
        "locationCreated": place and {"@type": "Place", "name": place},
        "countryOfOrigin": country
        and {"@type": "Country", "name": country.name, "identifier": country.alpha_2},
        "keywords": list(report.subjects),
        rights: report.rights,
        "identifier": _identifiers(report),
        "url": report.url or (handle and handle.uri),
    }
    if report.type != "report":
        del node["reportNumber"]
    _add_parts(report, node)
    _add_extra(report, node)
    return {name: value for name, value in node.items() if value not in (None, [], "")}


def _add_extra(report: Report, node: dict[str, Any]) -> None:
    property_of = {variable: name for name, variable in EXTRA_PROPERTIES.items()}
    for name, value in report.extra.to_json().items():
        if name in property_of:
            node[property_of[name]] = value if isinstance(value, str) else None
        elif name.startswith("schema:"):
            node.setdefault(name[7:], value)
        elif (
            isinstance(value, str)
            and _PLAIN_NAME.fullmatch(name)
            and name not in ("fields", *_PART_VARIABLES)
        ):
            node[f"{CSL_PREFIX}:{name}"] = value


_PART_VARIABLES = ("container-title", "volume", "issue")


def _iso_date(report: Report) -> str | None:
    """Write the date as ISO 8601 has it: the start of a range, the year of a season."""
    date = report.issued
    if date is None or date.year < 1:
        return None
    parts = (date.year, date.month, date.day)
    return "-".join(
        f"{part:0{width}}" for part, width in zip(parts, (4, 2, 2), strict=True) if part is not None
    )


def _name(name: Name) -> dict[str, str]:
    if isinstance(name, Organization):
        node = {"@type": "Organization", "name": name.name}
        return {"@id": name.ror, **node} if name.ror else node
    family = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    node = {"@type": "Person", "name": str(name)}
    parts = (("familyName", family), ("givenName", given), ("honorificSuffix", name.suffix))
    node |= {part: value for part, value in parts if value}
    return {"@id": f"https://orcid.org/{name.orcid}", **node} if name.orcid else node


def _identifiers(report: Report) -> list[dict[str, str]]:
    found: list[tuple[str, str, str | None]] = [("citation-key", report.key, None)]
    if report.handle is not None:
        found.append(("handle", str(report.handle), report.handle.uri))
    if report.doi is not None:
        found.append(("doi", report.doi, f"https://doi.org/{report.doi}"))
    if report.number is not None and report.type != "report":
        found.append(("number", report.number, None))
    return [
        {"@type": "PropertyValue", "propertyID": kind, "value": value} | ({"url": url} if url else {})
        for kind, value, url in found
    ]


def _add_parts(report: Report, node: dict[str, Any]) -> None:
    """Write the series, and the journal with volume and issue, or the book that the work is a part of."""
    container, volume, issue = (report.extra.get(name) for name in _PART_VARIABLES)
    parts: list[dict[str, Any]] = []
    if report.series is not None:
        parts.append({"@type": "CreativeWorkSeries", "name": report.series})
        if report.series_number is not None:
            parts[-1]["position"] = report.series_number
        node.pop("position", None)
    if isinstance(container, str):
        kind = (
            "Periodical" if report.type in _PERIODICALS else "WebSite" if report.type == "webpage" else "Book"
        )
        parts.append({"@type": kind if report.type != "report" else "CreativeWork", "name": container})
    holder = parts[-1] if parts else node
    if report.issn is not None:
        holder["issn"] = report.issn
    for name, value in (("volumeNumber", volume), ("issueNumber", issue)):
        if isinstance(value, str):
            holder[name] = value
    if parts:
        node["isPartOf"] = parts


def _not_brought_back(report: Report, node: dict[str, Any]) -> dict[str, Any]:
    """Read the object again, and return the fields that come back otherwise."""
    works, by_id = find_works(node)
    read = read_work(works[0] if works else node, by_id, lambda *_: None)
    values = report_to_json(report)
    differing = [field for field in FIELDS if getattr(read, field) != getattr(report, field)]
    return {field: values.get(field) for field in differing}
