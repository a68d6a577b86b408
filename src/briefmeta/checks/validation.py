"""validate: every rule over a report, a bibliography, a handle or a handle record, without the network."""

from __future__ import annotations

import logging
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from briefmeta.checks.bibliography import Bibliography
from briefmeta.checks.faults import FAILED_RULE
from briefmeta.checks.registry import selected_codes
from briefmeta.checks.rule import Context
from briefmeta.checks.texts import names_of, texts_of
from briefmeta.errors import shorten
from briefmeta.handles.handle import Handle
from briefmeta.handles.record import HandleRecord
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.checks.finding import Finding
    from briefmeta.checks.rule import Rule

_log = logging.getLogger(__name__)

HANDLE_RULES = ("handle_rules",)
RECORD_RULES = ("record_targets", "record_values")
REPORT_RULES = (
    "report_titles",
    "report_dates",
    "report_origin",
    "report_language",
    "report_identifiers",
    "needed_fields",
)
TEXT_RULES = ("report_texts",)
NAME_RULES = ("report_names",)
BIBLIOGRAPHY_RULES = ("bibliography",)


def validate(
    subject: Report | HandleRecord | Handle | str | Iterable[Report],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    today: date | None = None,
    keys_are_given: bool = False,
) -> tuple[Finding, ...]:
    """Check something by every rule that needs no network.

    Args:
        subject: a report; several reports, which are also checked beside each other (an iterator is read once, and
            its reports need not stay in memory); the record of a handle; a handle, or text that should be one.
        select: codes of rules, or their beginnings, such as ``RPT`` or ``RPT103``; all when empty.
        ignore: the same, for rules to leave out.
        today: the day that dates in the future are measured by; the day of the call when not given.
        keys_are_given: whether the reports have the keys of their source, of which none may be there twice; keys
            that were made from author, year and title may.

    Returns:
        What was found, in the order of the reports and, for each, of the rules. A rule that fails inside is a finding
        (``CHK004``) itself, of severity *unknown*, and the others go on.

    Raises:
        InvalidValueError: ``select`` or ``ignore`` name no rule.

    Source: ``docs/checks.md`` has the source of each rule.

    Example:
        >>> report = Report(title="NIGER’S PIVOT TO MOSCOW", authors=["Raphael Parens"], issued="2024-04-05",
        ...     publisher="FPRI", isbn="978-92-9260-523-1", handle="20.500.12592/b2rbv89", language="en")
        >>> [finding.code for finding in validate(report)]
        ['RPT103', 'RPT601']
    """
    check = Check(select=select, ignore=ignore, today=today)
    if isinstance(subject, Report):
        return tuple(check.report(subject))
    if isinstance(subject, HandleRecord):
        return tuple(check.record(subject))
    if isinstance(subject, (Handle, str)):
        return tuple(check.handle(subject))
    return tuple(check.reports(subject, keys_are_given=keys_are_given))


class Check:
    """The rules that were chosen, ready to look at one thing after the other.

    Args:
        select: as for ``validate``.
        ignore: as for ``validate``.
        today: as for ``validate``.
    """

    def __init__(
        self, *, select: Iterable[str] = (), ignore: Iterable[str] = (), today: date | None = None
    ) -> None:
        self.codes = selected_codes(select, ignore)
        # The one place of this room that looks at the clock, so that validate(report) finds a date in the future.
        self.context = Context(today=today or date.today())
        self._handle = self._chosen(HANDLE_RULES)
        self._record = self._chosen(RECORD_RULES)
        self._report = self._chosen(REPORT_RULES)
        self._texts = self._chosen(TEXT_RULES)
        self._names = self._chosen(NAME_RULES)
        self._bibliography = self._chosen(BIBLIOGRAPHY_RULES)

    def _chosen(self, modules: tuple[str, ...]) -> tuple[Rule, ...]:
        return tuple(rule for rule in _rules_of(modules) if rule.code in self.codes)

    def handle(self, text: Handle | str, subject: str | None = None) -> Iterator[Finding]:
        """Check how a handle is written."""
        written = _written(text) if isinstance(text, Handle) else text
        yield from self._run(self._handle, written, subject or shorten(written).strip("'\""))

    def record(self, record: HandleRecord) -> Iterator[Finding]:
        """Check the record of a handle."""
        yield from self._run(self._record, record, str(record.handle))

    def report(self, report: Report) -> Iterator[Finding]:
        """Check a report by itself."""
        names = names_of(report)
        yield from self._run(self._report, report, report.key)
        yield from self._run(self._texts, tuple(texts_of(report, names)), report.key)
        if names:
            yield from self._run(self._names, names, report.key)
        if report.handle is not None:
            yield from self.handle(report.handle, report.key)
        elif report.extra:
            for variable in ("handle", "hdl"):
                kept = report.extra.get(variable)
                if isinstance(kept, str) and kept.strip():
                    yield from self.handle(kept, report.key)

    def reports(self, reports: Iterable[Report], *, keys_are_given: bool = False) -> Iterator[Finding]:
        """Check reports one by one, then beside each other."""
        together = Bibliography(keys_are_given=keys_are_given) if self._bibliography else None
        for report in reports:
            yield from self.report(report)
            if together is not None:
                together.add(report)
        if together is not None:
            yield from self.bibliography(together)

    def bibliography(self, together: Bibliography) -> Iterator[Finding]:
        """Check reports beside each other."""
        yield from self._run(self._bibliography, together, "bibliography")

    def _run(self, rules: tuple[Rule, ...], thing: object, subject: str) -> Iterator[Finding]:
        context = self.context
        for rule in rules:
            if rule.check is None:
                continue
            try:
                for flaw in rule.check(thing, context):
                    yield rule.finding(
                        flaw.subject or subject,
                        flaw.message,
                        field=flaw.field,
                        fix=flaw.fix,
                        severity=flaw.severity,
                        value=flaw.value,
                    )
            except GeneratorExit:
                raise
            except Exception as fault:  # noqa: BLE001 - whatever fails in a rule costs that rule only, and is told
                _log.debug("%s failed on %s", rule.code, subject, exc_info=True)
                if FAILED_RULE.code in self.codes:
                    said = f"{rule.code} failed: {type(fault).__name__}: {shorten(str(fault))}"
                    yield FAILED_RULE.finding(subject, said, field=rule.code)


def _written(handle: Handle) -> str:
    return str(handle) if handle.index is None else f"{handle.index}:{handle}"


@lru_cache
def _rules_of(modules: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(rule for name in modules for rule in import_module(f"briefmeta.checks.{name}").RULES)
