"""Rule: one check with a stable code, its function, and what it says to people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from briefmeta.checks.finding import Finding, Severity
from briefmeta.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from briefmeta.model.report import Report

_FILES = {
    "HDL": "rules/handles",
    "REC": "rules/records",
    "RPT": "rules/reports",
    "BIB": "rules/bibliographies",
    "WEB": "rules/live",
    "CHK": "rules/files",
}
_CODE = re.compile(r"[A-Z]{3}[0-9]{3}")


class CitationStyle(Protocol):
    """What rules ask of a citation style; ``briefmeta.citations.processing.references.StyleNeeds`` answers."""

    name: str

    def lacking(self, report: Report, variables: Iterable[str]) -> frozenset[str]:
        """Return which CSL variables, of those that the report does not have, the style would print."""
        ...


@attrs.frozen(kw_only=True)
class Context:
    """What rules know beside the thing that they look at.

    Attributes:
        today: the day on which the check is made, for dates in the future.
        styles: the citation styles that the reports are meant for; none when that is not known.
    """

    today: date
    styles: Sequence[CitationStyle] = ()


@attrs.frozen
class Flaw:
    """What the function of a rule yields: a finding without what the rule knows by itself.

    Attributes:
        field: the field that is concerned, or None.
        message: what is wrong, in words, with the value.
        value: the text that is wrong, as it stands in the field, or None.
        fix: what to do, where that is more than the fix of the rule.
        severity: where it is milder than the rule's own.
        subject: what it is about, where the rule looks at several things at once.
    """

    field: str | None
    message: str
    value: str | None = attrs.field(default=None, kw_only=True)
    fix: str | None = attrs.field(default=None, kw_only=True)
    severity: Severity | None = attrs.field(default=None, kw_only=True)
    subject: str | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Rule:
    """One check. Its code never changes its meaning; the code of a rule that is dropped is not used again.

    What it says to people stands in ``vocabulary/rules/``, and is read when it is first asked for.

    Attributes:
        code: three letters for the kind of thing it looks at, three digits.
        name: a few words with hyphens, for people.
        severity: of its findings, unless one says that it is milder.
        check: the function that finds it, which takes the thing that is checked and the ``Context``, and yields each
            ``Flaw``; None where the rule is not one function (live checks, faults of files).
    """

    code: str = attrs.field(validator=attrs.validators.matches_re(_CODE))
    name: str
    severity: Severity
    check: Callable[..., Iterable[Flaw]] | None = attrs.field(default=None, repr=False, eq=False)

    @property
    def family(self) -> str:
        """The three letters of the code."""
        return self.code[:3]

    @property
    def what(self) -> str:
        """What is found, in a sentence."""
        return self._says("what")

    @property
    def why(self) -> str:
        """Why that is bad, in a sentence."""
        return self._says("why")

    @property
    def source(self) -> str:
        """The specification or the practice that it rests upon."""
        return self._says("source")

    @property
    def example(self) -> str:
        """A value that is found, and one that is not."""
        return self._says("example")

    @property
    def fix(self) -> str:
        """What to do, in a sentence."""
        return self._says("fix")

    # Read when asked for: that of reports takes 2 ms to parse, which a check that finds nothing need not spend.
    def _says(self, part: str) -> str:
        said: str = table(_FILES[self.family])[self.code][part]
        return said

    def to_markdown(self) -> str:
        """Write the section of ``docs/checks.md`` that explains the rule."""
        rows = (
            ("Severity", self.severity.value),
            ("Why", self.why),
            ("Source", self.source),
            ("Example", self.example),
            ("Fix", self.fix),
        )
        listed = "\n".join(f"- **{name}:** {text}" for name, text in rows)
        return f"### {self.code} {self.name}\n\n{self.what}\n\n{listed}\n"

    def finding(
        self,
        subject: str,
        message: str,
        *,
        field: str | None = None,
        fix: str | None = None,
        severity: Severity | None = None,
        **place: Any,
    ) -> Finding:
        """Make a finding of this rule.

        Args:
            subject: what it is about.
            message: what is wrong, in words.
            field: the field that is concerned.
            fix: what to do; the fix of the rule when not given.
            severity: the severity of the rule when not given.
            **place: ``value``, ``source``, ``line``, ``column`` and ``caret`` of the finding.
        """
        return Finding(
            code=self.code,
            severity=severity or self.severity,
            subject=subject,
            field=field,
            message=message,
            fix=fix or self.fix,
            **place,
        )
