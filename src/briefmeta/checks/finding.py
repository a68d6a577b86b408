"""Finding: what a rule has to say about one value, and how bad it is."""

from __future__ import annotations

import enum

import attrs


class Severity(enum.StrEnum):
    """How bad a finding is.

    ``ERROR``: it is wrong, and readers or machines are misled. ``WARNING``: it is most likely wrong, or will break.
    ``INFO``: it could be better. ``UNKNOWN``: nobody could find out; that says nothing about the record and is never
    an error.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    UNKNOWN = "unknown"

    @property
    def counts(self) -> bool:
        """Whether a check with such a finding has failed: so for errors and warnings.

        >>> [severity.value for severity in Severity if severity.counts]
        ['error', 'warning']
        """
        return self in (Severity.ERROR, Severity.WARNING)


@attrs.frozen(kw_only=True)
class Finding:
    """What is wrong with one value, where it is, and what to do about it.

    Attributes:
        code: the stable code of the rule, such as ``RPT110``; ``docs/checks.md`` explains each.
        severity: how bad it is.
        subject: what it is about: the key of the report, the handle of the record, or the name of the file.
        field: the field of the report or of the handle record, or None where it is about the whole.
        message: what is wrong, in words, with the value.
        fix: what to do, in words, or None where that is not known.
        value: the text that is wrong, as it stands in the field, or None.
        source: where the value was read: a file, the URL of a page or of a proxy; None for a value in memory.
        line: the line in the source, from 1, or None.
        column: the column in characters, from 1, or None.
        caret: the text of that line with a caret under the column, as compilers print it, or None.

    Example:
        >>> finding = Finding(
        ...     code="RPT110", severity=Severity.ERROR, subject="doe2024", field="isbn", message="wrong check digit"
        ... )
        >>> print(finding)
        doe2024: error RPT110: isbn: wrong check digit
    """

    code: str
    severity: Severity
    subject: str
    message: str
    field: str | None = None
    fix: str | None = None
    value: str | None = None
    source: str | None = None
    line: int | None = None
    column: int | None = None
    caret: str | None = None

    def __str__(self) -> str:
        where = [str(part) for part in (self.source, self.line, self.column) if part is not None]
        if self.subject != self.source:
            where.append(f" {self.subject}" if where else self.subject)
        field = f"{self.field}: " if self.field else ""
        return f"{':'.join(where)}: {self.severity} {self.code}: {field}{self.message}"
