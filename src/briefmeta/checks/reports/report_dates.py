"""Rules about dates: missing, unreadable, in the future, before printing, out of order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefmeta.checks.finding import Severity
from briefmeta.checks.reports.fields_of_report import bare, listed
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefmeta.checks.rule import Context
    from briefmeta.model.dates.publication_date import PublicationDate
    from briefmeta.model.report import Report

_PRINTING = 1450  # Gutenberg's press
# What may be older than printing, or be dated by what it is of.
_OLD_TYPES = frozenset(
    "classic manuscript map musical_score graphic figure legislation treaty collection document book chapter".split()
)
_STATES = listed("""
    forthcoming; in press; in preparation; submitted; to appear; under review; à paraître; sous presse; im
    druck; im erscheinen; en prensa; no prelo; in corso di stampa; n.d.; nd; s.d.; no date; undated; o.j.;
    ohne jahr; s.a.; sans date; sin fecha; sem data; ongoing; present
""")


def unread_date(report: Report, variable: str) -> str | None:
    """Return the text of a date that no reader could read."""
    value: Any = report.extra.get(variable) if report.extra else None
    if isinstance(value, str):
        return value
    literal = value.get("literal", value.get("raw")) if hasattr(value, "get") else None
    return literal if isinstance(literal, str) else None


def _missing(report: Report, _: Context) -> Iterator[Flaw]:
    if report.issued is None and unread_date(report, "issued") is None:
        if report.type == "webpage" and report.accessed is not None:
            yield Flaw("issued", "there is no date, only that of the last visit", severity=Severity.INFO)
        else:
            yield Flaw("issued", "there is no date")


def _unreadable(report: Report, _: Context) -> Iterator[Flaw]:
    for field in ("issued", "accessed"):
        text = unread_date(report, field) if getattr(report, field) is None else None
        if text is not None:
            state = bare(text) in _STATES
            yield Flaw(
                field,
                f"{shorten(text)} is a state, no date"
                if state
                else f"{shorten(text)} is no date that can be read",
                value=text,
                severity=Severity.INFO if state else None,
            )


def _begins_after(date: PublicationDate, today: date) -> bool:
    """Return whether a date, taken as early as it can be meant, lies behind a day."""
    if date.year != today.year:
        return date.year > today.year
    return (date.month or 1, date.day or 1) > (today.month, today.day) and date.season is None


def _future(report: Report, context: Context) -> Iterator[Flaw]:
    issued = report.issued
    if issued is not None and not issued.open_start and _begins_after(issued, context.today):
        far = issued.year > context.today.year + 1
        yield Flaw(
            "issued",
            f"{issued} is in the future",
            value=str(issued),
            severity=Severity.ERROR if far else None,
            fix=None if far else "Correct the date, unless the report is announced for that day.",
        )


def _early(report: Report, _: Context) -> Iterator[Flaw]:
    issued = report.issued
    if issued is not None and (issued.end or issued).year < _PRINTING and report.type not in _OLD_TYPES:
        doubted = issued.circa or issued.uncertain
        yield Flaw(
            "issued",
            f"{issued} is before printing began",
            value=str(issued),
            severity=Severity.WARNING if doubted else None,
        )


def _visited_before(report: Report, context: Context) -> Iterator[Flaw]:
    issued, accessed = report.issued, report.accessed
    if issued is None or accessed is None or issued.is_range or accessed.is_range:
        return
    if _begins_after(issued, context.today):
        return  # the date of publication is wrong, and is told
    parts = [(date.year, date.month or 0, date.day or 0) for date in (accessed, issued)]
    known = min(len([part for part in each if part]) for each in parts)
    if issued.season is None and accessed.season is None and parts[0][:known] < parts[1][:known]:
        yield Flaw(
            "accessed", f"the visit of {accessed} was before the publication in {issued}", value=str(accessed)
        )


def _future_visit(report: Report, context: Context) -> Iterator[Flaw]:
    accessed = report.accessed
    if accessed is not None and _begins_after(accessed, context.today):
        yield Flaw("accessed", f"the visit of {accessed} is in the future", value=str(accessed))


RULES = (
    Rule(
        code="RPT301",
        name="date-missing",
        severity=Severity.WARNING,
        what="A report has no date of publication.",
        why="Citations need the year; editions cannot be told apart.",
        source="CSL 1.0.2, appendix IV (issued); BibTeX's required fields",
        example="`@techreport{a, title = {Pivot}}`; a web page with a date of access is a remark",
        fix="Give the year at least, or `n.d.` where the report has none.",
        check=_missing,
    ),
    Rule(
        code="RPT302",
        name="date-unreadable",
        severity=Severity.WARNING,
        what="A date is there, and cannot be read as one. States such as *forthcoming* are a remark.",
        why="Nothing can sort or format it.",
        source="EDTF (ISO 8601-2:2019), level 1",
        example="`31 February 2024`, `20l4`; `forthcoming` is a remark",
        fix="Write it as 2024-04-05, 2024-04 or 2024.",
        check=_unreadable,
    ),
    Rule(
        code="RPT303",
        name="date-in-future",
        severity=Severity.WARNING,
        what="The date of publication is in the future; more than a year ahead it is an error.",
        why="Most often a digit was mistyped.",
        source="The day of the check",
        example="`2204` for `2024`",
        fix="Correct the date.",
        check=_future,
    ),
    Rule(
        code="RPT304",
        name="date-too-early",
        severity=Severity.ERROR,
        what="The date of a report is before 1450. Manuscripts, classics, maps and the like may be as old.",
        why="Nothing of the kind was printed then; most often a digit is missing.",
        source="Gutenberg’s press, about 1450",
        example="`202` for `2023`",
        fix="Correct the date.",
        check=_early,
    ),
    Rule(
        code="RPT305",
        name="visited-before-published",
        severity=Severity.WARNING,
        what="The date of access is before the date of publication.",
        why="One of the two is wrong, or belongs to another edition.",
        source="CSL 1.0.2, appendix IV (accessed, issued)",
        example="accessed 2021-03-01, issued 2023",
        fix="Correct the one that is wrong.",
        check=_visited_before,
    ),
    Rule(
        code="RPT306",
        name="visited-in-future",
        severity=Severity.WARNING,
        what="The date of access is in the future.",
        why="Nobody can have been there.",
        source="The day of the check",
        example="accessed 2204-03-01",
        fix="Correct the date.",
        check=_future_visit,
    ),
)
