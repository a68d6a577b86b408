"""Hayagriva, the bibliography of typst: entries by key, each with its type, its fields, and what it is a part of.

An entry is read as a CSL-JSON item, by the crosswalk below, and written from one. What Hayagriva has no field for is
not written; ``losses`` names it.

Source: Hayagriva's documentation, "File format" (version 0.8): entry types, fields, and the forms of values.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from briefmeta.errors import BriefmetaError, ParseError
from briefmeta.formats.csljson import from_csl, to_csl
from briefmeta.formats.csljson.csl_dates import date_from_csl
from briefmeta.formats.yaml.yaml_text import parse_yaml, write_yaml
from briefmeta.model.key import with_unique_keys
from briefmeta.model.names.one_entity import split_entity
from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefmeta.model.report import Report

_TEXTS: Final = {
    "title": "title", "volume": "volume", "issue": "issue", "edition": "edition", "page-range": "page",
    "page-total": "number-of-pages", "volume-total": "number-of-volumes", "language": "language", "genre": "genre",
    "abstract": "abstract", "note": "note", "location": "publisher-place", "call-number": "call-number",
    "archive": "archive", "archive-location": "archive_location", "chapter": "chapter-number",
}  # fmt: skip
"""The fields of an entry that are a text, and the variables of CSL."""
_NAMES: Final = {"author": "author", "editor": "editor"}
_ROLES: Final = {
    "translator": "translator", "director": "director", "illustrator": "illustrator", "compiler": "compiler",
    "collaborator": "contributor", "narrator": "narrator", "organizer": "organizer", "composer": "composer",
    "executive-producer": "executive-producer", "producer": "producer", "founder": "editorial-director",
}  # fmt: skip
_NUMBERS: Final = {
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "serial": "number",
}
_PERSON: Final = {
    "name": "family", "given-name": "given", "prefix": "non-dropping-particle", "suffix": "suffix",
}  # fmt: skip
# Types of CSL whose items stand in something, and the type of that; a report stands in a series.
_PARENTS: Final = {
    "article-journal": "periodical", "article-magazine": "periodical", "article-newspaper": "newspaper",
    "chapter": "anthology", "paper-conference": "proceedings", "post-weblog": "blog", "post": "thread",
    "entry": "reference", "entry-dictionary": "reference", "entry-encyclopedia": "reference", "webpage": "web",
}  # fmt: skip
_SERIES: Final = "reference"


@cache
def _types() -> dict[str, str]:
    return {name: csl for name, csl, _ in rows("hayagriva_types")}


@cache
def _written_types() -> dict[str, str]:
    return {csl: name for name, csl, usual in rows("hayagriva_types") if usual}


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    r"""Read the entries of a text.

    Args:
        text: a mapping of entries by key.
        problems: takes what could not be read.

    >>> [report] = loads("doe20:\n  type: Report\n  title: Dams\n  author: Doe, Jane\n  date: 2020-03\n", [])
    >>> report.key, report.title, str(report.issued)
    ('doe20', 'Dams', '2020-03')
    """
    try:
        value = parse_yaml(text)
    except ParseError as fault:
        problems.append(fault)
        return []
    if (
        not isinstance(value, dict)
        or not value
        or not all(isinstance(entry, dict) for entry in value.values())
    ):
        problems.append(ParseError("Hayagriva is a mapping of entries by key", line=1, column=1))
        return []
    reports = []
    for key, entry in value.items():
        try:
            reports.append(from_csl(_item(str(key), entry), problems))
        except BriefmetaError as fault:
            problems.append(ParseError(f"{str(key)[:80]}: {fault}"))
    return reports


# --- reading


def _item(key: str, entry: dict[str, Any]) -> dict[str, Any]:
    parents = entry.get("parent")
    parents = [
        parent for parent in (parents if isinstance(parents, list) else [parents]) if isinstance(parent, dict)
    ]
    kind = str(entry.get("type", "misc")).lower()
    item: dict[str, Any] = {"id": key, "type": _type(kind, parents)}
    for name, value in entry.items():
        if name not in ("type", "parent"):
            _read(item, name, value)
    for parent in parents:
        _read_parent(item, parent)
    return item


def _type(kind: str, parents: list[dict[str, Any]]) -> str:
    """Return the type of CSL; that of an article depends on what it stands in."""
    above = str(parents[0].get("type", "")).lower() if parents else ""
    if kind in ("article", "entry", "chapter", "web", "misc") and above:
        for csl, parent in _PARENTS.items():
            if above == parent and _types().get(kind, kind) in (
                csl,
                "article-journal",
                "chapter",
                "webpage",
                "document",
            ):
                return csl
    return _types().get(kind, "document")


def _read(item: dict[str, Any], name: str, value: Any) -> None:
    if name in _TEXTS:
        item.setdefault(_TEXTS[name], _text(value))
    elif name in _NAMES:
        item[_NAMES[name]] = [_name(one) for one in _list(value)]
    elif name == "affiliated":
        _read_affiliated(item, value)
    elif name in ("publisher", "organization"):
        _read_publisher(item, value)
    elif name == "date":
        item["issued"] = _text(value)
    elif name == "url":
        item["URL"] = _text(value)
        if isinstance(value, dict) and "date" in value:
            item["accessed"] = _text(value["date"])
    elif name == "serial-number":
        _read_numbers(item, value)
    else:
        item[f"hayagriva:{name}"] = value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """Return a text, or the value of one with a short form or the like beside it."""
    return str(value.get("value", "")) if isinstance(value, dict) else str(value)


def _name(value: Any) -> dict[str, str]:
    """Read a name: its parts, or ``Family, Given``; without a comma it is an organization's or a single name."""
    if isinstance(value, dict):
        parts = {csl: str(value[part]) for part, csl in _PERSON.items() if part in value}
        return parts if "given" in parts else {"literal": parts.get("family", "")}
    text = str(value).strip()
    family, comma, given = (part.strip() for part in text.partition(","))
    entity = split_entity(text)
    if not comma or not given or (entity is not None and entity.is_organization):
        return {"literal": text}
    first, comma, last = (part.strip() for part in given.rpartition(","))
    return {"family": family, "given": last, "suffix": first} if comma else {"family": family, "given": given}


def _read_affiliated(item: dict[str, Any], value: Any) -> None:
    for group in _list(value):
        role = str(group.get("role", "")) if isinstance(group, dict) else ""
        if role in _ROLES:
            item.setdefault(_ROLES[role], []).extend(_name(one) for one in _list(group.get("names", [])))
        else:
            item.setdefault("hayagriva:affiliated", []).append(group)


def _read_publisher(item: dict[str, Any], value: Any) -> None:
    name = str(value.get("name", "")) if isinstance(value, dict) else str(value)
    if isinstance(value, dict) and "location" in value:
        item.setdefault("publisher-place", _text(value["location"]))
    if item.setdefault("publisher", name) != name:
        item["hayagriva:organization"] = name


def _read_numbers(item: dict[str, Any], value: Any) -> None:
    numbers = value if isinstance(value, dict) else {"serial": value}
    for name, number in numbers.items():
        item[_NUMBERS.get(str(name).lower(), f"hayagriva:serial-number:{name}")] = str(number)


def _read_parent(item: dict[str, Any], parent: dict[str, Any]) -> None:
    """Read what an entry stands in: a journal, a book, or the series of a report."""
    is_series = item["type"] not in _PARENTS
    names = {"title": "collection-title" if is_series else "container-title"}
    names |= {"issue": "collection-number"} if is_series else {}
    for name, value in parent.items():
        if name in names:
            item.setdefault(names[name], _text(value))
        elif name == "author":
            item.setdefault("container-author", [_name(one) for one in _list(value)])
        elif name == "parent":
            for further in _list(value):
                if isinstance(further, dict) and "title" in further:
                    item.setdefault("collection-title", _text(further["title"]))
        elif name not in ("type", "title") and not (name in _NAMES and _NAMES[name] in item):
            _read(item, name, value)


# --- writing


def dumps(reports: Iterable[Report]) -> str:
    """Write reports as Hayagriva.

    >>> from briefmeta.model.report import Report
    >>> print(dumps([Report(title="Dams", authors=["Jane Doe"], issued="2020-03", key="a")]), end="")
    a:
      type: report
      title: Dams
      author:
      - Doe, Jane
      date: 2020-03
    """
    entries = {report.key: _entry(to_csl(report)) for report in with_unique_keys(reports)}
    return write_yaml(entries) if entries else ""


def _entry(item: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": _written_types().get(item["type"], "misc")}
    entry |= {name: str(item[csl]) for name, csl in _TEXTS.items() if name == "title" and csl in item}
    for name, csl in _NAMES.items():
        if names := [written for one in item.get(csl, ()) if (written := _written_name(one))]:
            entry[name] = names
    if (date := _date(item.get("issued"))) is not None:
        entry["date"] = date
    affiliated = [
        {"role": role, "names": [_written_name(one) for one in item[csl]]}
        for role, csl in _ROLES.items()
        if csl in item
    ]
    entry |= {"affiliated": affiliated} if affiliated else {}
    entry |= _written_publisher(item)
    entry |= {
        name: str(item[csl])
        for name, csl in _TEXTS.items()
        if csl in item and name not in ("title", "location")
    }
    if "URL" in item:
        accessed = _date(item.get("accessed"))
        entry["url"] = {"value": item["URL"], "date": accessed} if accessed else item["URL"]
    numbers = {name: str(item[csl]) for name, csl in _NUMBERS.items() if csl in item}
    entry |= {"serial-number": numbers} if numbers else {}
    return entry | _written_parent(item)


def _date(value: Any) -> str | None:
    """Return a date as Hayagriva can say it: a year, a month or a day, perhaps about."""
    date = date_from_csl(value) if value else None
    if date is None or date.is_range or date.season is not None or date.year < 0:
        return None
    parts = [f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part)]
    return ("~" if date.circa else "") + "-".join(parts)


def _written_name(name: dict[str, Any]) -> Any:
    if "literal" in name:
        return {"name": name["literal"]} if "," in name["literal"] else name["literal"]
    parts = {part: name[csl] for part, csl in _PERSON.items() if name.get(csl)}
    if parts.keys() == {"name", "given-name"} and "," not in parts["name"] + parts["given-name"]:
        return f"{parts['name']}, {parts['given-name']}"
    return parts or None


def _written_publisher(item: dict[str, Any]) -> dict[str, Any]:
    publisher, place = item.get("publisher"), item.get("publisher-place")
    if publisher is None:
        return {"location": place} if place else {}
    return {"publisher": {"name": publisher, "location": place} if place else publisher}


def _written_parent(item: dict[str, Any]) -> dict[str, Any]:
    kind = _PARENTS.get(item["type"])
    if kind and "container-title" in item:
        return {"parent": {"type": kind, "title": str(item["container-title"])}}
    if not kind and "collection-title" in item:
        number = {"issue": str(item["collection-number"])} if "collection-number" in item else {}
        return {"parent": {"type": _SERIES, "title": str(item["collection-title"]), **number}}
    return {}
