"""The rule about fields that citation styles need for an item of some type, beside those of every report."""

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
_FIELDS = frozenset({"genre", "url", "handle", "doi", "number", "publisher", "series"})
_WORDS = {
    "container-title": "what it appeared in",
    "event-title": "the conference",
    "genre": "the sort of thesis",
    "url": "an address",
    "number": "its number",
}


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
