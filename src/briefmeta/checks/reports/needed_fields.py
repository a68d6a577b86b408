"""Rules about what citation styles cannot do without: who made an item, and for each type what it is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefmeta.checks.finding import Severity
from briefmeta.checks.reports.report_dates import unread_date
from briefmeta.checks.reports.report_titles import UNTITLED_TYPES
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.model.names.name import Organization

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefmeta.checks.rule import CitationStyle, Context
    from briefmeta.model.report import Report

# For each type what entries have; of several in a row, one is enough. Title, authors, date and publisher have rules of
# their own. Source: BibTeXing, section 3.1 (required fields); the manual of BibLaTeX, section 2.1.1; CSL 1.0.2,
# appendices III and IV.
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "article-journal": ("container-title",),
    "article-magazine": ("container-title",),
    "article-newspaper": ("container-title",),
    "chapter": ("container-title",),
    "entry-dictionary": ("container-title",),
    "entry-encyclopedia": ("container-title",),
    "paper-conference": ("container-title event-title event collection-title",),
    "thesis": ("genre",),
    "webpage": ("URL",),
    "post-weblog": ("URL",),
    "patent": ("number",),
    "standard": ("number",),
    "dataset": ("URL publisher",),
    "software": ("URL publisher",),
}
_PUBLISHED = frozenset("book chapter map pamphlet report standard thesis".split())
# Works that nobody signs, or not always.
_UNSIGNED = frozenset(
    "article-magazine article-newspaper bill broadcast classic entry entry-dictionary entry-encyclopedia event hearing "
    "legal_case legislation map motion_picture periodical regulation standard treaty".split()
)
# Works that are by somebody; laws, news and entries of encyclopedias need not be.
_AUTHORED = frozenset("article-journal book chapter manuscript paper-conference speech thesis".split())
# Works whose publisher may have made them.
_ISSUED = frozenset("article dataset pamphlet report software".split())
# CSL 1.0.2, appendix IV, name variables: who may have made the item
_MAKERS = ("author", "collection-editor", "compiler", "composer", "container-author", "contributor", "director",
           "editorial-director", "illustrator", "interviewer", "organizer", "original-author", "producer",
           "recipient", "script-writer", "editor", "translator")  # fmt: skip
_WORDS = {
    "author": "who made it",
    "container-title": "what it appeared in",
    "event-title": "the conference",
    "genre": "the sort of thesis",
    "issued": "the date",
    "number": "its number",
    "publisher": "the publisher",
    "title": "the title",
    "URL": "an address",
}
# The fields of a report that hold a CSL variable.
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "author": ("authors",),
    "collection-title": ("series",),
    "editor": ("editors",),
    "genre": ("genre",),
    "issued": ("issued",),
    "number": ("number",),
    "publisher": ("publisher",),
    "title": ("title",),
    "translator": ("translators",),
    "URL": ("url", "handle", "doi"),
}
_SHOWN = 3  # styles that a message names


def _missing(report: Report, _: Context) -> Iterator[Flaw]:
    if report.authors or report.editors or report.translators or report.type in _UNSIGNED:
        return
    if report.extra and any(maker in report.extra for maker in _MAKERS):
        return
    if report.publisher:
        said = "there is no author; styles put the publisher in the author's place, or the title"
        yield Flaw("authors", said, severity=Severity.INFO)
    else:
        yield Flaw("authors", "there is neither an author nor an editor nor a publisher")


def _needed(report: Report, context: Context) -> Iterator[Flaw]:
    rows = _NEEDED.get(report.type, ())
    if context.styles:
        yield from _asked_for(report, [*_common(report), *(row.split() for row in rows)], context.styles)
        return
    for row in rows:
        if not _has_one(report, row.split()):
            names = [name for each in row.split() for name in _FIELDS.get(each, (each,))]
            yield Flaw(names[0], f"{report.type}: {_called(row)} is missing ({' or '.join(names)})")


def _common(report: Report) -> Iterator[list[str]]:
    """Yield what entries of any type have, as rows of alternatives."""
    if report.type not in UNTITLED_TYPES:
        yield ["title"]
    if report.type in _AUTHORED:
        yield ["author", *_MAKERS]
    elif report.type in _ISSUED:
        yield ["author", *_MAKERS, "publisher"]
    if unread_date(report, "issued") is None and not (report.type == "webpage" and report.accessed):
        yield ["issued"]
    if report.type in _PUBLISHED and not _is_by_its_publisher(report):
        yield ["publisher"]


def _asked_for(
    report: Report, rows: Sequence[Sequence[str]], styles: Sequence[CitationStyle]
) -> Iterator[Flaw]:
    """Yield what a well-formed entry has, this report has not, and the styles have a place for."""
    missing = [row for row in rows if not _has_one(report, row)]
    if not missing:
        return
    asked = [
        row[:1] if row[0] == "author" else row for row in missing
    ]  # of makers, styles print the author first
    lacking = {style.name: style.lacking(report, {name for row in asked for name in row}) for style in styles}
    for row in asked:
        names = [name for name, holes in lacking.items() if not holes.isdisjoint(row)]
        if names:
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            said = f"{', '.join(names[:_SHOWN])}{more} would print {_called(row[0])}, which is missing"
            yield Flaw(_FIELDS.get(row[0], (row[0],))[0], said)


def _is_by_its_publisher(report: Report) -> bool:
    """Return whether organizations are the authors: styles do not print them once more as publishers."""
    return bool(report.authors) and all(isinstance(name, Organization) for name in report.authors)


def _called(row: str) -> str:
    first, *_ = row.split()
    return _WORDS.get(first, first)


def _has_one(report: Report, variables: Sequence[str]) -> bool:
    return any(_has(report, name) for name in variables)


def _has(report: Report, variable: str) -> bool:
    if any(getattr(report, field) for field in _FIELDS.get(variable, ())):
        return True
    return bool(report.extra and report.extra.get(variable))


RULES = (
    Rule("RPT201", "author-missing", Severity.WARNING, _missing),
    Rule("BIB105", "needed-field-missing", Severity.WARNING, _needed),
)
