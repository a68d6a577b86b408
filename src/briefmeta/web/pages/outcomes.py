"""What came of verifying reports: a status and findings for each, and the counts of a whole file."""

from __future__ import annotations

import enum
from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefmeta.checks.finding import Finding
    from briefmeta.handles.handle import Handle
    from briefmeta.model.report import Report


class Status(enum.StrEnum):
    """What is known about a reference: about its handle, or about its URL where it has no handle.

    ``ALIVE``: it leads to something. ``MOVED``: it does, by way of a permanent redirect, or the URL of the report is
    no longer where the handle leads. ``DEAD``: a server said that there is nothing. ``UNKNOWN``: nobody could say.
    """

    ALIVE = "alive"
    MOVED = "moved"
    DEAD = "dead"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Verification:
    """What came of one report.

    Attributes:
        report: the report.
        status: what is known about its handle or URL.
        findings: what is wrong, or could not be found out.
        handle: the handle that was followed; the DOI where there is no other; None for a report without either.
        target: where the handle leads, or None.
        url: where the page was found, after redirects, or None.
    """

    report: Report
    status: Status
    findings: tuple[Finding, ...] = ()
    handle: Handle | None = None
    target: str | None = None
    url: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Write what came of the report as JSON values; what is not there is left out."""
        written: dict[str, Any] = {
            "key": self.report.key,
            "status": self.status.value,
            "handle": str(self.handle) if self.handle else None,
            "target": self.target,
            "url": self.url,
            "findings": [
                _without_nothing(attrs.asdict(each) | {"severity": each.severity.value})
                for each in self.findings
            ],
        }
        return _without_nothing(written)


@attrs.frozen(kw_only=True)
class Summary:
    """How many references of a file are alive, moved, dead and unknown.

    Example:
        >>> from briefmeta import Report
        >>> report = Report(title="Niger’s Pivot to Moscow")
        >>> summary = Summary.of([Verification(report=report, status=Status.ALIVE)])
        >>> str(summary), summary.total
        ('1 alive, 0 moved, 0 dead, 0 unknown', 1)
    """

    alive: int = 0
    moved: int = 0
    dead: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, verifications: Iterable[Verification]) -> Summary:
        """Count verifications; they are taken one by one, so that they may come from ``verify_many``."""
        counts = Counter(verification.status.value for verification in verifications)
        return cls(**counts)

    @property
    def total(self) -> int:
        """How many there are."""
        return self.alive + self.moved + self.dead + self.unknown

    def __str__(self) -> str:
        return ", ".join(f"{count} {status}" for status, count in attrs.asdict(self).items())


def _without_nothing(members: dict[str, Any]) -> dict[str, Any]:
    return {name: member for name, member in members.items() if member is not None}
