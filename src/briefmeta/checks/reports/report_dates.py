"""Rules about dates: missing, unreadable, in the future, before printing, out of order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefmeta.checks.finding import Severity
from briefmeta.checks.reports.fields_of_report import bare, placeholders
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
            state = bare(text) in placeholders("date")
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
    # Compared as far as both are known: a visit in 2024 is not before a publication in May 2024.
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
    Rule("RPT301", "date-missing", Severity.WARNING, _missing),
    Rule("RPT302", "date-unreadable", Severity.WARNING, _unreadable),
    Rule("RPT303", "date-in-future", Severity.WARNING, _future),
    Rule("RPT304", "date-too-early", Severity.ERROR, _early),
    Rule("RPT305", "visited-before-published", Severity.WARNING, _visited_before),
    Rule("RPT306", "visited-in-future", Severity.WARNING, _future_visit),
)
