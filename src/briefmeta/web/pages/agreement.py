"""Where two descriptions of one report disagree: the one comparison of ``describe`` and ``verify``.

Pure; each difference is one that a reader would call one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from briefmeta.model.names.name import Organization
from briefmeta.text.fold import script
from briefmeta.web.pages.name_agreement import organizations_agree, unmatched
from briefmeta.web.pages.title_agreement import differing_words, title_likeness, titles_agree
from briefmeta.web.transport.transport import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefmeta.model.dates.publication_date import PublicationDate
    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

Field = Literal["title", "authors", "issued", "publisher"]
_UNLIKE = 0.5  # titles with less in common are about something else
_SHOWN = 200  # characters of a value
_NAMES_SHOWN = 5
_ALWAYS, _NEVER = 10**9, -(10**9)


@attrs.frozen(kw_only=True)
class Difference:
    """A field in which a report and a page disagree.

    Attributes:
        field: the field of the report.
        message: both values, and where they part.
        ours: the value of the first, as text.
        value: the value of the other, as text.
        is_slight: whether both may be right: a day's difference, a date that is uncertain, a translation.
        is_total: whether the values have so little in common that they are about something else.
    """

    field: Field
    message: str
    ours: str
    value: str
    is_slight: bool = False
    is_total: bool = False


def differences(report: Report, page: Report) -> list[Difference]:
    """Compare a report with what a page says; a field that one of them leaves out is no difference.

    Args:
        report: the report.
        page: the report that was read from the page.

    Returns:
        The differences in title, authors, date and publisher, in this order.

    Example:
        >>> from briefmeta import Report
        >>> ours = Report(title="Niger’s Pivot to Beijing", authors=["J. Doe"], issued="2024")
        >>> page = Report(title="Niger's pivot to Moscow", authors=["Doe, Jane"], issued="2024-04-05")
        >>> [difference.message for difference in differences(ours, page)]
        ["the report has 'Niger’s Pivot to Beijing', the page has 'Niger's pivot to Moscow' (Beijing → Moscow)"]
    """
    found = (_title(report, page), _authors(report, page), _issued(report, page), _publisher(report, page))
    return [difference for difference in found if difference is not None]


def _title(report: Report, page: Report) -> Difference | None:
    if not report.title or not page.title:
        return None
    ours = [title for title in (report.title, report.short_title) if title]
    theirs = [title for title in (page.title, page.short_title) if title]
    if any(titles_agree(one, other) for one in ours for other in theirs):
        return None
    translated = script(report.title) != script(page.title)
    return Difference(
        field="title",
        message=_both(report.title, page.title, differing_words(report.title, page.title)),
        ours=report.title,
        value=page.title,
        is_slight=translated,
        is_total=not translated and title_likeness(report.title, page.title) < _UNLIKE,
    )


def _authors(report: Report, page: Report) -> Difference | None:
    if not report.authors or not page.authors:
        return None
    ours, theirs = unmatched(report.authors, page.authors)
    # a page may count editors among the authors, and a report too
    ours, _ = unmatched(ours, (*page.editors, *page.translators))
    _, theirs = unmatched((*report.editors, *report.translators), theirs)
    if not ours and not theirs:
        return None
    parts = [
        f"{whose} only: {_listed(names)}" for whose, names in (("report", ours), ("page", theirs)) if names
    ]
    met = min(len(report.authors) - len(ours), len(page.authors) - len(theirs))
    only_organizations = not ours and all(isinstance(name, Organization) for name in theirs)
    return Difference(
        field="authors",
        message=_both(_listed(report.authors), _listed(page.authors), "; ".join(parts)),
        ours="; ".join(map(str, report.authors)),
        value="; ".join(map(str, page.authors)),
        is_slight=only_organizations,  # many pages list the organization beside its authors
        is_total=2 * met < min(len(report.authors), len(page.authors)),  # namesakes are in many lists
    )


def _issued(report: Report, page: Report) -> Difference | None:
    one, other = report.issued, page.issued
    if one is None or other is None or dates_agree(one, other):
        return None
    return Difference(
        field="issued",
        message=f"the report has {one}, the page has {other}",
        ours=str(one),
        value=str(other),
        is_slight=one.circa or one.uncertain or other.circa or other.uncertain or _a_day_apart(one, other),
    )


def _publisher(report: Report, page: Report) -> Difference | None:
    if not report.publisher or not page.publisher or organizations_agree(report.publisher, page.publisher):
        return None
    return Difference(
        field="publisher",
        message=_both(report.publisher, page.publisher),
        ours=report.publisher,
        value=page.publisher,
        is_slight=script(report.publisher) != script(page.publisher),
    )


def dates_agree(one: PublicationDate, other: PublicationDate) -> bool:
    """Return whether two dates may be the same: one less exact than the other, or ranges that meet.

    >>> from briefmeta import PublicationDate
    >>> dates_agree(PublicationDate.parse("2024"), PublicationDate.parse("2024-04-05"))
    True
    >>> dates_agree(PublicationDate.parse("2024-03"), PublicationDate.parse("2024-04-05"))
    False
    """
    (first, last), (other_first, other_last) = _span(one), _span(other)
    return first <= other_last and other_first <= last


def _span(date: PublicationDate) -> tuple[int, int]:
    """Return the first and the last day, counted in months of 31 days and years of twelve such months."""
    end = date.end or date
    first, last = _day(date, first=True), _day(end, first=False)
    if date.season == 4 or end.season == 4:
        last += 2 * 31  # the winter of a year goes on in the next
    return (_NEVER if date.open_start else first), (_ALWAYS if date.open_end else last)


def _day(date: PublicationDate, *, first: bool) -> int:
    month = date.month or (1 if first else 12)  # seasons differ by hemisphere, so one is its year
    return (date.year * 12 + month - 1) * 31 + (date.day or (1 if first else 31)) - 1


def _a_day_apart(one: PublicationDate, other: PublicationDate) -> bool:
    """Return whether two days follow each other, as where a time zone was lost."""
    if not (one.day and other.day) or one.is_range or other.is_range:
        return False
    from datetime import date

    try:
        days = [date(each.year, each.month or 1, each.day or 1) for each in (one, other)]
    except ValueError:  # before the year 1
        return False
    return abs((days[0] - days[1]).days) == 1


def _both(ours: str, theirs: str, parts: str = "") -> str:
    shown = f"the report has {_quoted(ours)}, the page has {_quoted(theirs)}"
    return f"{shown} ({printable(parts)})" if parts else shown


def _quoted(text: str) -> str:
    line = printable(text, _SHOWN)
    return f"'{line}…'" if len(text) > _SHOWN else f"'{line}'"


def _listed(names: Sequence[Name]) -> str:
    shown = "; ".join(map(str, names[:_NAMES_SHOWN]))
    return f"{shown} and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else shown
