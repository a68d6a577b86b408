"""validate: the rules with the day of the call and with citation styles by their names: the edge of the checks.

The rules themselves look at nothing but what they are given (``briefmeta.checks``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefmeta.checks.validation import Check
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import HandleRecord
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefmeta.checks.finding import Finding
    from briefmeta.citations.styles.style import Style


def validate(
    subject: Report | HandleRecord | Handle | str | Iterable[Report | HandleRecord],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    styles: Iterable[str | Path | Style] = (),
    today: date | None = None,
    keys_are_given: bool = False,
) -> tuple[Finding, ...]:
    """Check something by every rule that needs no network.

    Args:
        subject: a report; several reports, which are also checked beside each other (an iterator is read once, and
            its reports need not stay in memory); the record of a handle, or several; a handle, or text that should
            be one.
        select: codes of rules, or their beginnings, such as ``RPT`` or ``RPT103``; all when empty.
        ignore: the same, for rules to leave out.
        styles: the citation styles that the reports are meant for, as ``apa``; what they print and a report does not
            have is found (``BIB105``). Without them, what hardly any style can do without.
        today: the day that dates in the future are measured by; the day of the call when not given.
        keys_are_given: whether the reports have the keys of their source, of which none may be there twice; keys
            that were made from author, year and title may.

    Returns:
        What was found, in the order of the reports and, for each, of the rules. A rule that fails inside is a finding
        (``CHK004``) itself, of severity *unknown*, and the others go on.

    Raises:
        InvalidValueError: ``select`` or ``ignore`` name no rule.
        StyleNotFoundError: a style is not installed.
        StyleError: a style is invalid.

    Source: ``docs/checks.md`` has the source of each rule.

    Example:
        >>> report = Report(title="NIGER’S PIVOT TO MOSCOW", authors=["Raphael Parens"], issued="2024-04-05",
        ...     publisher="FPRI", isbn="978-92-9260-523-1", handle="20.500.12592/b2rbv89", language="en")
        >>> [finding.code for finding in validate(report)]
        ['RPT103', 'RPT601']
    """
    check = prepare(select=select, ignore=ignore, styles=styles, today=today)
    if isinstance(subject, Report):
        return tuple(check.report(subject))
    if isinstance(subject, HandleRecord):
        return tuple(check.record(subject))
    if isinstance(subject, (Handle, str)):
        return tuple(check.handle(subject))
    return tuple(check.reports(subject, keys_are_given=keys_are_given))


def prepare(
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    styles: Iterable[str | Path | Style] = (),
    today: date | None = None,
) -> Check:
    """Choose rules, for the day of the call unless another is given; arguments and errors as for ``validate``."""
    needs = []
    if styles:
        from briefmeta.citations.processing.references import StyleNeeds

        needs = [StyleNeeds(style) for style in styles]
    return Check(today=today or date.today(), select=select, ignore=ignore, styles=needs)
