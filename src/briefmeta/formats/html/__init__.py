"""The head of a web page: ``citation_*``, Dublin Core and JSON-LD, as repositories and publishers write them.

A page may say the same thing in several vocabularies. Each field is taken from the first that has it, in this
order:

1. ``citation_*`` (Google Scholar), with bepress, EPrints and PRISM, which say the same under other names;
2. ``DCTERMS.*`` and ``DC.*``: the date of issue is ``DCTERMS.issued``, never the date of deposit;
3. JSON-LD with the vocabulary of schema.org;
4. COinS, where the page has one;
5. Open Graph, ``title``, ``description`` and the other statements of plain HTML;
6. what the page shows: labelled values, ``time``, bylines.

A later date that only says the same more exactly is preferred. A head that this library has written is read
from its JSON-LD, which holds the report whole.

Source: Google Scholar, "Inclusion guidelines for webmasters"; DC-HTML of DCMI; schema.org; HTML Living
Standard, section 13 (syntax and escaping).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import ParseError, shorten
from briefmeta.formats.html.head import MAX_PAGE, PageHead, page_head
from briefmeta.formats.html.meta import (
    body_report,
    citation_report,
    describes_publisher,
    dublin_core_report,
    has_type,
    is_excuse,
    open_graph_report,
    plain_title,
)
from briefmeta.formats.json.json_text import parse_json
from briefmeta.formats.schema_org.reader import find_works, read_work
from briefmeta.model.report import FIELDS, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefmeta.model.building import Note

_FRAGMENTS = re.compile(r"(?=<head>)")
_MERGED_BY_HAND = ("type", "key", "extra", "issued")
_BROKEN_JSON = "JSON-LD"
_MAX_SOUGHT = 100  # problems whose place is looked up
_OWN = '"propertyID": "citation-key"'


@attrs.frozen(kw_only=True)
class HeadReading:
    """What was read from a page.

    Attributes:
        report: the report.
        sources: the vocabulary that each field was taken from: ``citation``, ``dublin-core``, ``json-ld``, ``coins``,
        ``html`` or ``body``.
    """

    report: Report
    sources: Mapping[str, str]


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the report that a page is about.

    Args:
        text: the page, or several heads as ``dumps`` writes them.
        problems: takes what could not be read; a page without a title is no report.

    >>> page = '<meta name="citation_title" content="Pivot"><meta name="citation_author" content="Doe, Jane">'
    >>> [report] = loads(page, [])
    >>> report.title, str(report.authors[0])
    ('Pivot', 'Jane Doe')
    """
    return list(iter_loads([text], problems))


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read the report of a page, or those of several heads, one after the other; as ``loads``, with memory for one."""
    empty = True
    for line, page in _pages(lines):
        before = len(problems)
        reading = read_head(page, problems)
        for problem in problems[before:]:
            if problem.line is not None:
                problem.line += line
        if reading is not None:
            empty = False
            yield reading.report
    if empty:
        problems.append(ParseError("no title: the page does not say what it is about", line=1))


def _pages(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Gather each page, and say how many lines precede it: heads follow each other, other pages stand alone."""
    gathered: list[str] = []
    start = seen = 0
    for line in lines:
        for piece in _FRAGMENTS.split(line) if "<head>" in line else (line,):
            if gathered and piece.startswith("<head>") and gathered[0].startswith("<head>"):
                yield start, "".join(gathered)
                gathered, start = [], seen
            if piece:
                gathered.append(piece)
                seen += piece.count("\n")
    if page := "".join(gathered):
        yield start, page


def read_head(text: str, problems: list[ParseError] | None = None) -> HeadReading | None:
    """Read the report that a page is about, and say where each field is from.

    Args:
        text: the page, decoded. The first five million characters are read.
        problems: takes what could not be read.

    Returns:
        The report and its sources; None for a page that names no title.

    >>> reading = read_head('<title>Pivot | FPRI</title><meta property="og:site_name" content="FPRI">')
    >>> reading.report.title, reading.sources["title"]
    ('Pivot', 'html')
    """
    found: list[ParseError] = [] if problems is None else problems
    head = page_head(text)
    if head.fault is not None:
        found.append(ParseError.at("a character that no text holds; read without it", text, head.fault))
    if head.is_cut:
        found.append(
            ParseError(f"the page is longer than {MAX_PAGE} characters; the rest was not read", warning=True)
        )

    def problem(message: str, field: str, culprit: str = "") -> ParseError:
        is_sought = culprit and len(found) < _MAX_SOUGHT
        offset = text.find(culprit[:200], 0, MAX_PAGE) if is_sought else -1
        return (
            ParseError(message, field=field)
            if offset < 0
            else ParseError.at(message, text, offset, field=field)
        )

    def note(field: str, message: str, culprit: str = "") -> None:
        fault = problem(message, field, culprit)
        fault.warning = message.startswith(_BROKEN_JSON)  # the page says it all in other ways, as a rule
        found.append(fault)

    own = next((script for script in head.scripts if _OWN in script), None)
    if own is not None and (report := _json_ld_report([own], note, keep_rest=True)) is not None:
        return HeadReading(report=report, sources=dict.fromkeys(FIELDS, "json-ld"))
    readings = {
        "citation": citation_report(head, note),
        "dublin-core": dublin_core_report(head, problem, found),
        "json-ld": _json_ld_report(head.scripts, note, keep_rest=False),
        "coins": _openurl_report(head, note),
        "html": open_graph_report(head, note),
    }
    if not any(readings[name] for name in ("citation", "dublin-core", "json-ld", "coins")) and is_excuse(
        head
    ):
        found.append(
            ParseError(f"this is no page about a report: it says {shorten(head.title or '')}", line=1)
        )
        return None
    readings["body"] = body_report(head, [report for report in readings.values() if report is not None], note)
    return _merged({name: report for name, report in readings.items() if report is not None}, head)


def _openurl_report(head: PageHead, note: Note) -> Report | None:
    """Read the OpenURL of a page that has one; where it has several, they are its list of references."""
    openurls = head.body.openurls()
    if len(openurls) != 1:
        return None
    from briefmeta.formats.coins import read_openurl

    report = read_openurl(openurls[0], note)
    return report if report.title else None


def _json_ld_report(scripts: Iterable[str], note: Note, *, keep_rest: bool) -> Report | None:
    """Read the first work of the JSON-LD of a page."""
    documents = []
    for script in scripts:
        problems: list[ParseError] = []
        try:
            documents.append(parse_json(script.strip().removesuffix(";"), problems))
        except ParseError as fault:
            problems.append(fault)
        for problem in problems:
            note("", f"{_BROKEN_JSON}: {problem.message}", script[:200])
    works, by_id = find_works(documents)
    return read_work(works[0], by_id, note, keep_rest=keep_rest) if works else None


def _merged(readings: Mapping[str, Report], head: PageHead) -> HeadReading | None:
    """Take each field from the first reading that has it."""
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for field in FIELDS:
        for name, report in readings.items():
            value = getattr(report, field)
            if field not in _MERGED_BY_HAND and field not in values and value not in (None, ()):
                values[field], sources[field] = value, name
    if "title" not in values:
        return None
    if sources["title"] in ("json-ld", "html"):
        values["title"] = plain_title(values["title"], head)
    for name, report in readings.items():
        date, known = report.issued, values.get("issued")
        if date is not None and (known is None or (date != known and str(date).startswith(f"{known}-"))):
            values["issued"], sources["issued"] = date, name
    telling = {
        "citation": has_type(head),
        "dublin-core": bool(head.values("dc.type", "dcterms.type")),
        "json-ld": True,
        "coins": True,
    }
    kind = next((name for name in readings if telling.get(name)), None)
    if kind is not None:
        values["type"], sources["type"] = readings[kind].type, kind
    extra: dict[str, Any] = {}
    for report in reversed(list(readings.values())):
        extra |= report.extra.to_json()
    if "issued" in values:
        extra.pop("issued", None)
    _settle_part(values, sources, extra)
    _settle_texts(values, readings, sources, extra)
    return HeadReading(report=Report(**values, extra=extra), sources=sources)


def _settle_part(values: dict[str, Any], sources: dict[str, str], extra: dict[str, Any]) -> None:
    """Set aside what Dublin Core says of an article with the words of a report.

    Journal systems put their own id into ``DC.identifier``, the kind of journal into ``DC.type`` and the title of the
    journal into ``DC.relation.isPartOf``.
    """
    container = extra.get("container-title")
    if not isinstance(container, str) or not str(values.get("type")).startswith("article-"):
        return
    for field, name in (("number", "dc:identifier"), ("genre", "dc:type")):
        if sources.get(field) == "dublin-core":
            extra[name] = [values.pop(field), *extra.get(name, ())]
            del sources[field]
    if str(values.get("series", "")).casefold() == container.casefold():
        del values["series"], sources["series"]


def _settle_texts(
    values: dict[str, Any], readings: Mapping[str, Report], sources: dict[str, str], extra: dict[str, Any]
) -> None:
    """Choose the longest list of subjects that holds the others; drop names and the site's own description."""
    names = {str(name).casefold() for name in (*values.get("authors", ()), *values.get("editors", ()))}
    names |= {getattr(name, "inverted", "").casefold() for name in values.get("authors", ())}
    for source, report in readings.items():
        known = {subject.casefold() for subject in values.get("subjects", ())}
        if known and known < {subject.casefold() for subject in report.subjects}:
            values["subjects"], sources["subjects"] = report.subjects, source
    if "subjects" in values:
        values["subjects"] = tuple(
            subject for subject in values["subjects"] if subject.casefold() not in names
        )
    if sources.get("summary") == "html" and describes_publisher(values):
        extra["description"] = values.pop("summary")
        del sources["summary"]


def dumps(reports: Iterable[Report]) -> str:
    """Write a ``<head>`` for the page of a report; several reports are several heads, one after the other.

    >>> print(dumps([Report(title="Niger & Mali", key="niger")]).splitlines()[2])
    <title>Niger &amp; Mali</title>
    """
    return "".join(iter_dumps(reports))


def iter_dumps(reports: Iterable[Report]) -> Iterator[str]:
    """Write a ``<head>`` for each report."""
    from briefmeta.formats.html.writer import write_heads

    return write_heads(reports)
