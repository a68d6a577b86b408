"""EndNote's XML, which Word, EndNote and most reference managers import and export.

EndNote has one set of fields for RIS and for its XML, under two kinds of names. So a record is read and written by way
of RIS: a table says which element is which tag, and ``ris`` knows what a tag means for a type of reference. What RIS
brings back, this brings back; the lines of ``M2``, with what no tag holds, are ``misc2``.

Source: EndNote's document type definition ``RSXML.dtd``; its exports; the RIS format specification of 2011.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from briefmeta.errors import ParseError
from briefmeta.formats.ris.reader import read_record
from briefmeta.formats.ris.records import Block
from briefmeta.formats.ris.tags import MULTI_LINE
from briefmeta.formats.ris.writer import write_record
from briefmeta.formats.xml import (
    DECLARATION,
    SKIP,
    TAKE,
    Element,
    make,
    read_elements,
    read_whole,
    serialize,
)
from briefmeta.text.clean import text_fault, without_faults
from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.report import Report

# The tag of each element, by its path in the record, in the order of the DTD. The first element of a tag is written.
_TAGS: Final = {
    "contributors/authors/author": "AU",
    "contributors/secondary-authors/author": "ED",
    "contributors/tertiary-authors/author": "A3",
    "contributors/subsidiary-authors/author": "A4",
    "contributors/translated-authors/author": "A4",
    "auth-address": "AD",
    "titles/title": "TI",
    "titles/secondary-title": "T2",
    "titles/tertiary-title": "T3",
    "titles/alt-title": "J2",
    "titles/short-title": "ST",
    "titles/translated-title": "TT",
    "periodical/full-title": "JF",
    "periodical/abbr-1": "J2",
    "alt-periodical/full-title": "J2",
    "pages": "SP",
    "volume": "VL",
    "number": "M1",
    "issue": "IS",
    "num-vols": "NV",
    "edition": "ET",
    "section": "SE",
    "reprint-edition": "RP",
    "keywords/keyword": "KW",
    "dates/year": "PY",
    "dates/pub-dates/date": "DA",
    "pub-location": "CY",
    "publisher": "PB",
    "orig-pub": "OP",
    "isbn": "SN",
    "accession-num": "AN",
    "call-num": "CN",
    "report-id": "M1",
    "electronic-resource-num": "DO",
    "abstract": "AB",
    "label": "ID",
    "caption": "CA",
    "notes": "N1",
    "research-notes": "RN",
    "work-type": "M3",
    "reviewed-item": "RI",
    "availability": "AV",
    "remote-database-name": "DB",
    "remote-database-provider": "DP",
    "language": "LA",
    "urls/related-urls/url": "UR",
    "urls/web-urls/url": "UR",
    "urls/pdf-urls/url": "L1",
    "urls/text-urls/url": "L2",
    "urls/image-urls/url": "L4",
    "access-date": "Y2",
    **{f"custom{number}": f"C{number}" for number in range(1, 9)},
    "misc1": "U1",
    "misc2": "M2",
    "misc3": "U3",
}
_ELEMENTS: Final = {tag: path for path, tag in reversed(_TAGS.items())} | {
    "EP": "pages",
    "BT": "titles/secondary-title",
}
# EndNote's own bookkeeping: the database, its numbers, where it was exported from, how a periodical is called again.
_PASSED_OVER: Final = frozenset(
    ("database", "source-app", "rec-number", "foreign-keys", "ref-type", "modified-date", "added-date")
)
_REPEATED: Final = frozenset(("periodical/full-title", "alt-periodical/full-title", "periodical/abbr-1"))
_JOURNAL_TYPES: Final = frozenset(("JOUR", "EJOUR", "MGZN", "NEWS"))
_LINE: Final = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")
_RANGE: Final = re.compile(r"([^-\u2013\s]+)\s*[-\u2013]\s*([^-\u2013\s]+)")
_DATE: Final = re.compile(r"\d{4}(?:/\d\d){0,2}/{1,3}")
_FACES: Final = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the records of EndNote's XML.

    Args:
        text: the document, ``<xml><records><record>…``.
        problems: takes what could not be read.

    >>> record = '<ref-type name="Report">27</ref-type><titles><title><style>Pivot</style></title></titles>'
    >>> [report] = loads(f"<xml><records><record>{record}</record></records></xml>", [])
    >>> report.type, report.title
    ('report', 'Pivot')
    """
    return read_whole(iter_loads, text, problems)


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read the records of a stream, one after the other, with memory for one."""
    empty, before = True, len(problems)
    for record in read_elements(lines, lambda _, name: TAKE if name == "record" else SKIP, problems):
        empty = False
        yield from _reports(record, problems)
    if empty and len(problems) == before:
        problems.append(ParseError("there is no record of EndNote in this XML", line=1, column=1))


def _reports(record: Element, problems: list[ParseError]) -> Iterator[Report]:
    values, rest = _values(record)
    ris_type = _ris_type(record.first("ref-type"))
    found: list[ParseError] = []
    text = "\n".join((f"TY  - {ris_type}", *_lines(values, ris_type, found), "ER  - ", ""))
    for ris_record in Block(text, 1, found, tolerant=False).records():
        report = read_record(ris_record)
        yield (
            attrs.evolve(report, key=report.key, extra={**report.extra.to_json(), **rest}) if rest else report
        )
    for problem in found:
        told = record.problem(problem.message, problem.field)
        told.warning = problem.warning
        problems.append(told)


def _values(record: Element) -> tuple[list[tuple[str, str]], dict[str, list[str]]]:
    """Return the texts of a record by their path, and those that no tag of RIS is for, by their name in ``extra``."""
    values: list[tuple[str, str]] = []
    rest: dict[str, list[str]] = {}
    stack = [(part, part.name) for part in reversed(list(record.elements()))]
    while stack:
        element, path = stack.pop()
        inner = [part for part in element.elements() if part.name != "style"]
        if path in _PASSED_OVER:
            continue
        if inner and path not in _TAGS:
            stack += [(part, f"{path}/{part.name}") for part in reversed(inner)]
        elif text := _text(element, styled=path.startswith("titles/")).strip():
            if path in _TAGS:
                values.append((path, text))
            else:
                rest.setdefault(f"endnote:{path}", []).append(text)
    return values, rest


def _text(element: Element, *, styled: bool) -> str:
    """Return the text of an element; in titles, the faces of its styles are CSL's inline markup."""
    if not styled:
        return element.text
    parts: list[str] = []
    for part in element.content:
        if isinstance(part, str):
            parts.append(part)
            continue
        text = part.text
        for face, tag in _FACES.items():
            if face in part.get("face") and text.strip():
                text = f"<{tag}>{text}</{tag}>"
        parts.append(text)
    return "".join(parts)


def _lines(values: list[tuple[str, str]], ris_type: str, problems: list[ParseError]) -> Iterator[str]:
    """Write texts as lines of RIS."""
    is_article = ris_type in _JOURNAL_TYPES
    titled = any(path == "titles/secondary-title" for path, _ in values)
    for path, given in values:
        fault = text_fault(given)
        if fault is not None:
            problems.append(ParseError(f"{fault[1]} may not stand in a text; it was left out", field=path))
        text = without_faults(given) if fault is not None else given
        tag = _TAGS[path]
        if path in _REPEATED and (path != "periodical/full-title" or titled):
            continue  # the titles of the journal as EndNote keeps them in its list of terms
        if path == "number" and is_article:
            tag = "IS"
        if tag == "SP" and (ends := _RANGE.fullmatch(text)):
            yield f"SP  - {ends[1]}"
            yield f"EP  - {ends[2]}"
        elif tag == "M2":  # the lines that were written there
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            yield from (line if _is_tagged(line) else f"M2  - {line}" for line in lines)
        elif tag in MULTI_LINE:
            yield f"{tag}  - " + "\n  ".join(line.strip() for line in text.split("\n"))
        else:
            yield f"{tag}  - {' '.join(text.split())}"


def _is_tagged(line: str) -> bool:
    """Return whether a line was written for a tag that has no element; no text begins or ends a record."""
    return _LINE.fullmatch(line) is not None and not line.startswith(("TY", "ER"))


@cache
def _ris_types() -> dict[str, str]:
    """Return the RIS types by EndNote's names and numbers."""
    return {key: ris for name, number, ris in rows("endnote_types") for key in (name.lower(), number)}


def _ris_type(element: Element | None) -> str:
    if element is None:
        return "GEN"
    known = _ris_types()
    name = element.get("name").lower()
    return known.get(name) or known.get(element.text.strip(), "GEN")


def dumps(reports: Iterable[Report]) -> str:
    """Write reports as EndNote's XML.

    >>> from briefmeta.model.report import Report
    >>> print(dumps([Report(title="Pivot", publisher="FPRI", key="pivot")]))
    <?xml version="1.0" encoding="UTF-8"?>
    <xml>
    <records>
      <record>
        <rec-number>1</rec-number>
        <ref-type name="Report">27</ref-type>
        <titles>
          <title>Pivot</title>
        </titles>
        <publisher>FPRI</publisher>
        <label>pivot</label>
      </record>
    </records>
    </xml>
    <BLANKLINE>
    """
    return "".join(iter_dumps(reports))


def iter_dumps(reports: Iterable[Report]) -> Iterator[str]:
    """Write reports as EndNote's XML, record by record."""
    yield f"{DECLARATION}<xml>\n<records>\n"
    for number, report in enumerate(reports, 1):
        yield serialize(_record(report, number), "  ")
    yield "</records>\n</xml>\n"


def _record(report: Report, number: int) -> Element:
    lines = _tagged(write_record(report))
    ris_type = lines.pop("TY")[0]
    name, code = next(
        ((name, code) for name, code, ris in rows("endnote_types") if ris == ris_type), ("Generic", "13")
    )
    kind = make("ref-type", code)
    kind.attributes["name"] = name
    record = make("record", make("rec-number", str(number)), kind)
    texts: dict[str, list[str]] = {}
    pages = lines.pop("EP", [])
    for tag, values in lines.items():
        if tag in ("DA", "Y2"):
            values = [_plain_date(value) for value in values]  # noqa: PLW2901 - RIS has slashes
        if tag == "SP" and pages:
            values = [f"{values[0]}-{pages[0]}", *values[1:]]  # noqa: PLW2901 - RIS has the two ends apart
        path = "number" if tag == "IS" and ris_type in _JOURNAL_TYPES else _ELEMENTS.get(tag)
        if path is None:
            texts.setdefault("misc2", []).extend(f"{tag}  - {value}" for value in values)
        else:
            texts.setdefault(path, []).extend(["\n".join(values)] if tag == "M2" else values)
    places = {path: place for place, path in enumerate(_TAGS)}
    for path in sorted(texts, key=lambda path: places[path]):
        for text in texts[path]:
            _add(record, path.split("/"), text)
    return record


def _plain_date(text: str) -> str:
    """Write a date of RIS, ``2024/04/05/``, as other programs read it: ``2024-04-05``."""
    return text.strip("/").replace("/", "-") if _DATE.fullmatch(text) else text


def _tagged(text: str) -> dict[str, list[str]]:
    """Return the values of a record of RIS by tag; what goes on in further lines is one value."""
    values: dict[str, list[str]] = {}
    last: list[str] = []
    for line in text.split("\n"):
        found = _LINE.fullmatch(line)
        if found is not None and found[1] != "ER":
            last = values.setdefault(found[1], [])
            last.append(found[2])
        elif last and line.startswith("  "):
            last[-1] += f"\n{line[2:]}"
    return values


def _add(parent: Element, path: list[str], text: str) -> None:
    """Add an element below those that group it, which are made once."""
    *groups, name = path
    for group in groups:
        inner = parent.first(group)
        if inner is None:
            inner = make(group)
            parent.content.append(inner)
        parent = inner
    parent.content.append(make(name, text))
