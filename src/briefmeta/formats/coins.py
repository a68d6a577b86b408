"""COinS: the citation of a report inside a web page, for reference managers that look for it.

An OpenURL ContextObject in an empty ``span``: written only. Reports, books, chapters and papers are in the
format *book*, articles in *journal*, theses in *dissertation*, everything else in *dc*.

Source: ANSI/NISO Z39.88-2004 (OpenURL), its KEV formats ``book``, ``journal``, ``dissertation`` and ``dc``;
the COinS specification, version 1.0.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from briefmeta.formats.ris.values import split_pages
from briefmeta.model.names.name import Organization
from briefmeta.model.places.publication_place import join_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


_HELD_BY_KIND: Final = {
    "book": ("publisher", "place", "country", "series", "isbn", "issn", "pages", "number_of_pages"),
    "journal": ("isbn", "issn", "pages"),
    "dissertation": ("publisher", "isbn", "issn", "pages"),
    "dc": ("type", "publisher", "subjects", "language", "summary", "rights"),
}
_EXTRA_BY_KIND: Final = {
    "book": {"container-title", "volume", "issue", "edition"},
    "journal": {"container-title", "volume", "issue"},
    "dissertation": {"volume", "issue"},
    "dc": set[str](),
}


def held_fields(report: Report) -> frozenset[str]:
    """Return which fields of a report an OpenURL has a place for; editors, for one, have none."""
    from briefmeta.model.key import citation_key

    kind, genre = _FORMATS.get(report.type, ("dc", None))
    date = report.issued
    variables = _EXTRA_BY_KIND[kind] - (
        set() if genre in ("bookitem", "proceeding", "article") else {"container-title"}
    )
    conditions = {
        "type": next((name for name, value in _FORMATS.items() if value == (kind, genre)), None)
        == report.type,
        "authors": all(_is_held(author) for author in report.authors),
        "issued": date is None
        or not (date.is_range or date.season or date.circa or date.uncertain or date.year < 1),
        "extra": all(name in variables and isinstance(value, str) for name, value in report.extra.items()),
        "key": report.key == citation_key(report),
    }
    held = {"title", "handle", "doi", "url", *_HELD_BY_KIND[kind]}
    return frozenset(held | {field for field, met in conditions.items() if met})


def _is_held(name: Name) -> bool:
    """Return whether a name can be read from ``au``: it has no part that the order of words does not tell."""
    if isinstance(name, Organization):
        return name.ror is None
    from briefmeta.formats.name_lines import read_name

    return read_name(str(name)) == name


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
