"""Rules about what citation styles cannot do without: who made an item, and for each type what it is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule import Flaw, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefmeta.checks.rule import Context
    from briefmeta.model.report import Report

# For each type what its styles print and cannot do without; of several in a row, one is enough. Title, authors, date
# and publisher have rules of their own. Source: BibTeXing, section 3.1 (required fields); the manual of BibLaTeX,
# section 2.1.1; CSL 1.0.2, appendices III and IV.
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "article-journal": ("container-title",),
    "article-magazine": ("container-title",),
    "article-newspaper": ("container-title",),
    "chapter": ("container-title",),
    "entry-dictionary": ("container-title",),
    "entry-encyclopedia": ("container-title",),
    "paper-conference": ("container-title event-title event collection-title",),
    "thesis": ("genre",),
    "webpage": ("url handle doi",),
    "post-weblog": ("url handle doi",),
    "patent": ("number",),
    "standard": ("number",),
    "dataset": ("url handle doi publisher",),
    "software": ("url handle doi publisher",),
}
# CSL 1.0.2, appendix IV, name variables: who may have made the item
_MAKERS = ("author", "collection-editor", "compiler", "composer", "container-author", "contributor", "director",
           "editorial-director", "illustrator", "interviewer", "organizer", "original-author", "producer",
           "recipient", "script-writer", "editor", "translator")  # fmt: skip
_FIELDS = frozenset({"genre", "url", "handle", "doi", "number", "publisher", "series"})
_WORDS = {
    "container-title": "what it appeared in",
    "event-title": "the conference",
    "genre": "the sort of thesis",
    "url": "an address",
    "number": "its number",
}


def _missing(report: Report, _: Context) -> Iterator[Flaw]:
    if report.authors or report.editors or report.translators:
        return
    if report.extra and any(maker in report.extra for maker in _MAKERS):
        return
    if report.publisher:
        said = "there is no author; styles put the publisher in the author's place, or the title"
        yield Flaw("authors", said, severity=Severity.INFO)
    else:
        yield Flaw("authors", "there is neither an author nor an editor nor a publisher")


def _needed(report: Report, _: Context) -> Iterator[Flaw]:
    for row in _NEEDED.get(report.type, ()):
        names = row.split()
        if not any(_has(report, name) for name in names):
            yield Flaw(
                names[0], f"{report.type}: {_WORDS.get(names[0], names[0])} is missing ({' or '.join(names)})"
            )


def _has(report: Report, name: str) -> bool:
    if name in _FIELDS:
        return bool(getattr(report, name))
    return bool(report.extra and report.extra.get(name)) or (
        name == "collection-title" and bool(report.series)
    )


RULES = (
    Rule(
        code="RPT201",
        name="author-missing",
        severity=Severity.WARNING,
        what="A report has neither author nor editor nor translator nor publisher; without a publisher's help only.",
        why="Citations are sorted and found by who is responsible.",
        source="CSL 1.0.2, cs:substitute; BibTeX's required fields",
        example="A title and a date alone; with a publisher it is a remark",
        fix="Give the authors, or the body that is responsible, as an organisation.",
        check=_missing,
    ),
    Rule(
        code="BIB105",
        name="needed-field-missing",
        severity=Severity.WARNING,
        what="A field is missing that styles print for this type: the journal of an article, the book of a chapter.",
        why="The citation has a hole where it should be; BibTeX warns.",
        source="BibTeXing, section 3.1; the manual of BibLaTeX, section 2.1.1; CSL 1.0.2, appendix IV",
        example="`@article{a, title = {Pivot}, …}` without `journal`",
        fix="Add the field, or correct the type.",
        check=_needed,
    ),
)
