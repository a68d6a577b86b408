"""Check: every rule over a report, a bibliography, a handle or a handle record, without the network or the clock."""

from __future__ import annotations

import logging
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from briefmeta.checks.bibliographies.bibliography import Bibliography
from briefmeta.checks.fault_rules import FAILED_RULE
from briefmeta.checks.records.aliases import Aliases
from briefmeta.checks.reports.fields_of_report import names_of, texts_of
from briefmeta.checks.rule import Context
from briefmeta.checks.rule_registry import selected_codes
from briefmeta.errors import shorten
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import HandleRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from briefmeta.checks.finding import Finding
    from briefmeta.checks.rule import CitationStyle, Rule
    from briefmeta.model.report import Report

_log = logging.getLogger(__name__)

HANDLE_RULES = ("handles.handle_rules",)
RECORD_RULES = ("records.record_targets", "records.record_values")
REPORT_RULES = (
    "reports.report_titles",
    "reports.report_dates",
    "reports.report_origin",
    "reports.report_language",
    "reports.report_identifiers",
    "reports.needed_fields",
)
TEXT_RULES = ("reports.report_texts",)
NAME_RULES = ("reports.report_names",)
BIBLIOGRAPHY_RULES = ("bibliographies.bibliography",)
ALIAS_RULES = ("records.aliases",)


class Check:
    """The rules that were chosen, ready to look at one thing after the other.

    Args:
        today: the day that dates in the future are measured by.
        select: codes of rules, or their beginnings, such as ``RPT`` or ``RPT103``; all when empty.
        ignore: the same, for rules to leave out.
        styles: the citation styles that reports are meant for.

    Raises:
        InvalidValueError: ``select`` or ``ignore`` name no rule.

    Example:
        >>> from datetime import date
        >>> from briefmeta.model.report import Report
        >>> check = Check(today=date(2025, 6, 30), select=["RPT303"])
        >>> [str(finding) for finding in check.report(Report(key="a", title="Pivot", issued="2204"))]
        ['a: error RPT303: issued: 2204 is in the future']
    """

    def __init__(
        self,
        *,
        today: date,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        styles: Iterable[CitationStyle] = (),
    ) -> None:
        self.codes = selected_codes(select, ignore)
        self.context = Context(today=today, styles=tuple(styles))
        self._handle = self._chosen(HANDLE_RULES)
        self._record = self._chosen(RECORD_RULES)
        self._report = self._chosen(REPORT_RULES)
        self._texts = self._chosen(TEXT_RULES)
        self._names = self._chosen(NAME_RULES)
        self._bibliography = self._chosen(BIBLIOGRAPHY_RULES)
        self._aliases = self._chosen(ALIAS_RULES)

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

    def reports(
        self, reports: Iterable[Report | HandleRecord], *, keys_are_given: bool = False
    ) -> Iterator[Finding]:
        """Check reports one by one, then beside each other; and so records of handles."""
        together = Bibliography(keys_are_given=keys_are_given) if self._bibliography else None
        aliases = Aliases()
        for each in reports:
            if isinstance(each, HandleRecord):
                yield from self.record(each)
                aliases.add(each)
                continue
            yield from self.report(each)
            if together is not None:
                together.add(each)
        if together is not None:
            yield from self.bibliography(together)
        yield from self.aliases(aliases)

    def bibliography(self, together: Bibliography) -> Iterator[Finding]:
        """Check reports beside each other."""
        yield from self._run(self._bibliography, together, "bibliography")

    def aliases(self, together: Aliases) -> Iterator[Finding]:
        """Check the records of handles beside each other."""
        yield from self._run(self._aliases, together, "aliases")

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
