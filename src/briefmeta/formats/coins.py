"""COinS: the citation of a report inside a web page, for reference managers that look for it.

An OpenURL ContextObject in an empty ``span``. Reports, books, chapters and papers are in the
format *book*, articles in *journal*, theses in *dissertation*, everything else in *dc*.

Source: ANSI/NISO Z39.88-2004 (OpenURL), its KEV formats ``book``, ``journal``, ``dissertation`` and ``dc``;
the COinS specification, version 1.0.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any, Final

from briefmeta.errors import NameSyntaxError, ParseError
from briefmeta.formats.csljson.csl_names import name_to_csl
from briefmeta.formats.dublincore.dc_values import classify_identifier
from briefmeta.formats.name_headings import read_heading
from briefmeta.formats.resource_types import read_type
from briefmeta.formats.ris.ris_values import split_pages
from briefmeta.model.building import Draft
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.places.publication_place import join_place, split_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.building import Note
    from briefmeta.model.dates.publication_date import PublicationDate
    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

_FORMATS: Final = {
    "report": ("book", "report"),
    "book": ("book", "book"),
    "chapter": ("book", "bookitem"),
    "paper-conference": ("book", "proceeding"),
    "article-journal": ("journal", "article"),
    "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "thesis": ("dissertation", None),
}
"""The KEV format and the genre of each CSL type; ``dc`` for any other."""


_GENRES: Final = {
    **{genre: csl_type for csl_type, (_, genre) in reversed(_FORMATS.items()) if genre},
    "conference": "paper-conference",
    "issue": "periodical",
    "preprint": "article",
    "document": "document",
    "unknown": "document",
}
"""The CSL type of each genre of the formats ``book`` and ``journal``."""
_FIELDS: Final = {
    "pub": "publisher",
    "publisher": "publisher",
    "inst": "publisher",
    "series": "series",
    "isbn": "isbn",
    "issn": "issn",
    "eissn": "issn",
    "pages": "pages",
    "tpages": "number_of_pages",
    "language": "language",
    "description": "summary",
    "rights": "rights",
}
_VARIABLES: Final = {
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "stitle": "container-title-short",
}
# Said by the fields that are read, or about the request and not the work.
_PASSED_OVER: Final = frozenset(
    (
        "genre",
        "aulast",
        "aufirst",
        "auinit",
        "auinit1",
        "auinitm",
        "ausuffix",
        "spage",
        "epage",
        "ssn",
        "quarter",
        "type",
    )
)
_SPAN: Final = re.compile(
    r"<span\b[^<>]{0,200}?\bZ3988\b[^<>]{0,100000}>|<span\b[^<>]{0,100000}?\bZ3988\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(r"""\btitle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_MOST_PAIRS: Final = 2000  # of one OpenURL


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the reports of a page with COinS in it, or of OpenURLs, one a line.

    Args:
        text: the page.
        problems: takes what could not be read; a page without any is a problem.

    >>> span = '<span class="Z3988" title="rft_val_fmt=info:ofi/fmt:kev:mtx:book&amp;rft.btitle=Pivot"></span>'
    >>> loads(span, [])[0].title
    'Pivot'
    """
    found = [
        (span.start(), unescape(title[1] or title[2] or ""))
        for span in _SPAN.finditer(text)
        if (title := _TITLE.search(span[0]))
    ]
    if not found and "rft" in text and "<" not in text:
        found = [(0, line.strip().lstrip("?")) for line in text.splitlines() if "rft" in line]
    if not found:
        problems.append(
            ParseError("there is no OpenURL in this text: no span of class Z3988", line=1, column=1)
        )
    reports = []
    for offset, query in found:

        def note(field: str, message: str, culprit: str = "", offset: int = offset) -> None:
            problems.append(ParseError.at(message, text, offset, field=field))

        reports.append(read_openurl(query, note))
    return reports


_NAME_KEYS = frozenset("aulast aufirst auinit ausuffix au creator aucorp contributor".split())


def read_openurl(query: str, note: Note) -> Report:
    """Read an OpenURL in the form of keys and values.

    Args:
        query: ``rft.btitle=Pivot&rft.date=2024``, percent-encoded.
        note: takes a problem for each value that could not be kept as it is.
    """
    from urllib.parse import parse_qsl

    draft = Draft(note)
    try:
        pairs = parse_qsl(query, max_num_fields=_MOST_PAIRS, separator="&")
    except ValueError:
        note("", f"the OpenURL has more than {_MOST_PAIRS} keys; it was not read")
        pairs = []
    values: dict[str, list[str]] = {}
    for name, whole in pairs:
        key, value = name.removeprefix("rft."), whole
        if key in _NAME_KEYS and not whole.isprintable():  # controls, lone surrogates: no name holds them
            value = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in whole)
            if any(not c.isprintable() and not c.isspace() for c in whole):
                note("authors", "characters that no name holds were left out", whole)
        values.setdefault(key, []).append(value.strip())
    kind = values.get("rft_val_fmt", [""])[0].rpartition(":")[2]
    _read_titles(draft, values, kind)
    _read_people(draft, values)
    for text in values.pop("rft_id", []) + values.pop("identifier", []):
        _read_identifier(draft, text)
    for text in values.pop("date", []):
        draft.add_date("issued", text)
    for text in values.pop("place", []):
        place, country = split_place(text)
        draft.fields |= {
            name: value for name, value in (("place", place), ("country", country)) if value is not None
        }
    draft.fields["subjects"] = values.pop("subject", [])
    if "spage" in values and "pages" not in values:
        values["pages"] = ["-".join(dict.fromkeys(values["spage"][:1] + values.get("epage", [])[:1]))]
    for name, texts in values.items():
        _read_key(draft, name, texts)
    return draft.report()


_MEANS: Final = ("ctx_", "rfr_", "rft_", "url_", "svc", "rfe", "req")  # of the OpenURL itself


def _read_key(draft: Draft, name: str, texts: list[str]) -> None:
    if name in ("isbn", "issn", "eissn"):
        for text in texts:
            draft.gather(_FIELDS[name], text)
    elif name in _FIELDS and draft.add(_FIELDS[name], texts[0]):
        texts = texts[1:]
    elif name in _VARIABLES:
        draft.extra[_VARIABLES[name]] = texts[0]
        texts = texts[1:]
    if name not in _PASSED_OVER and name not in ("isbn", "issn", "eissn") and not name.startswith(_MEANS):
        for text in texts:
            draft.keep(f"coins:{name}", text)


def _read_identifier(draft: Draft, text: str) -> None:
    found = classify_identifier(text)
    if found.kind in ("handle", "url"):
        draft.take_address(text)
    elif found.kind not in ("doi", "isbn", "issn") or not draft.add(found.kind, found.value):
        draft.keep("coins:identifier", text)


def _read_titles(draft: Draft, values: dict[str, list[str]], kind: str) -> None:
    """Read the title of the work apart from that of what it stands in: ``atitle`` is an article's or a chapter's."""
    genre = values.get("genre", [""])[0].lower()
    default = {
        "journal": "article-journal",
        "dissertation": "thesis",
        "patent": "patent",
        "book": "book",
    }.get(kind)
    named = read_type(values.get("type", [""])[0]) if kind == "dc" else None
    csl_type = _GENRES.get(genre) or default or (named[0] if named else None)
    draft.add("type", csl_type)
    whole = [text for name in ("btitle", "jtitle", "title") for text in values.pop(name, [])]
    whole = list(dict.fromkeys(whole))
    own = values.pop("atitle", [])
    draft.add("title", own[0] if own else whole.pop(0) if whole else None)
    if whole:
        draft.extra["container-title"] = whole.pop(0)
    for text in own[1:] + whole:
        draft.keep("coins:title", text)


def _read_people(draft: Draft, values: dict[str, list[str]]) -> None:
    """Read the authors; the first stands in parts too, which tell its family name."""
    family, given = values.get("aulast", [""])[0], values.get("aufirst", values.get("auinit", [""]))[0]
    suffix = values.get("ausuffix", [""])[0] or None
    first = Person(family=family or None, given=given or None, suffix=suffix) if family or given else None
    people = [
        name for text in values.pop("au", []) + values.pop("creator", []) for name in _read_name(draft, text)
    ]
    if first is not None:
        same = bool(people) and first.family is not None and first.family in str(people[0])
        people = [first, *(people[1:] if same else people)]
    people += [Organization(name=text) for text in values.pop("aucorp", []) if text]
    if people:
        draft.fields["authors"] = people
    others = [name for text in values.pop("contributor", []) for name in _read_name(draft, text)]
    if others:
        draft.extra["contributor"] = [name_to_csl(name) for name in others]


def _read_name(draft: Draft, text: str) -> tuple[Name, ...]:
    try:
        return read_heading(text).names
    except NameSyntaxError:
        draft.keep("coins:au", text)
        return ()


def dumps(reports: Iterable[Report]) -> str:
    """Write a ``span`` for each report, one a line.

    >>> from briefmeta.model.report import Report
    >>> span = dumps([Report(title="Niger & Mali", handle="20.500.12592/b2rbv89")])
    >>> "rft.btitle=Niger%20%26%20Mali" in span, "rft_id=info%3Ahdl%2F20.500.12592%2Fb2rbv89" in span
    (True, True)
    """
    return "".join(iter_dumps(reports))


def iter_dumps(reports: Iterable[Report]) -> Iterator[str]:
    """Write a ``span`` for each report, one after the other."""
    from urllib.parse import quote

    for report in reports:
        pairs = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in _pairs(report) if value)
        yield f'<span class="Z3988" title="{escape(pairs)}"></span>\n'


def _pairs(report: Report) -> Iterator[tuple[str, Any]]:
    kind, genre = _FORMATS.get(report.type, ("dc", None))
    yield "ctx_ver", "Z39.88-2004"
    yield "ctx_enc", "info:ofi/enc:UTF-8"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"
    if report.handle is not None:
        yield "rft_id", report.handle.info_uri
    if report.doi is not None:
        yield "rft_id", f"info:doi/{report.doi}"
    if report.url is not None:
        yield "rft_id", report.url
    pairs = _dublin_core(report) if kind == "dc" else _scholarly(report, kind, genre)
    for name, value in pairs:
        yield f"rft.{name}", value


def _scholarly(report: Report, kind: str, genre: str | None) -> Iterator[tuple[str, Any]]:
    """Write the keys of the formats ``book``, ``journal`` and ``dissertation``."""
    is_part = genre in ("article", "bookitem", "proceeding")
    container = report.extra.get("container-title")
    whole = {"book": "btitle", "journal": "jtitle", "dissertation": "title"}[kind]
    yield "genre", genre
    yield "atitle" if is_part else whole, report.title
    if is_part:
        yield whole, container
    if kind == "dissertation":
        yield "inst", report.publisher
    elif kind == "book":
        yield "pub", report.publisher
        yield "place", join_place(report.place, report.country)
        yield "series", report.series
        yield "edition", report.extra.get("edition")
        yield "tpages", report.number_of_pages
    yield from (("isbn", report.isbn), ("issn", report.issn), ("date", _date(report.issued)))
    yield from ((name, report.extra.get(name)) for name in ("volume", "issue"))
    if report.pages is not None:
        first, last = split_pages(report.pages)
        yield from (("pages", report.pages), ("spage", first if last else None), ("epage", last))
    yield from _authors(report)


def _authors(report: Report) -> Iterator[tuple[str, Any]]:
    """Write the first person in parts, every person whole, and organisations as corporate authors."""
    first = report.authors[0] if report.authors else None
    if first is not None and not isinstance(first, Organization):
        yield from (("aulast", first.family), ("aufirst", first.given), ("ausuffix", first.suffix))
    for author in report.authors:
        yield ("aucorp", author.name) if isinstance(author, Organization) else ("au", str(author))


def _dublin_core(report: Report) -> Iterator[tuple[str, Any]]:
    """Write the keys of the format ``dc``."""
    yield "title", report.title
    yield from (("creator", str(author)) for author in report.authors)
    yield from (("contributor", str(name)) for name in (*report.editors, *report.translators))
    yield from (("publisher", report.publisher), ("date", _date(report.issued)), ("type", report.type))
    yield from (("subject", subject) for subject in report.subjects)
    yield from (("language", report.language), ("description", report.summary), ("rights", report.rights))
    yield "identifier", report.handle.uri if report.handle else None


def _date(date: PublicationDate | None) -> str | None:
    """Write a date as W3CDTF; of a range the start, of a season the year."""
    if date is None or date.year < 1:
        return None
    rest = [f"-{part:02}" for part in (date.month, date.day) if part is not None]
    return f"{date.year:04}" + "".join(rest)
