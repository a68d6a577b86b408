"""Reports against the live handle and its landing page: does the reference still lead to the report, and is it right?

The rules are in ``checks/live_rules.py``; ``docs/checks.md`` explains each. What nobody could find out is
*unknown*, which is never an error: a timeout says nothing about a handle.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.checks import fault_rules as faults
from briefmeta.errors import InvalidValueError
from briefmeta.model.report import Report
from briefmeta.web.pages.inspection import Inspection, Status
from briefmeta.web.transport.pacing import Turns
from briefmeta.web.transport.transport import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from briefmeta.checks.finding import Finding
    from briefmeta.handles.handle import Handle
    from briefmeta.web.handles.resolver import Resolver

__all__ = ["Status", "Summary", "Verification", "verify", "verify_many"]

_AHEAD = 8  # reports under way for each worker, so that one slow page does not stop the others
_AT_ONE_HOST = 4  # reports whose pages are asked for at one host at a time


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


def verify(report: Report, resolver: Resolver) -> Verification:
    """Check a report against its live handle record and landing page.

    The handle is resolved (the DOI, where there is no other handle; the URL, where there is neither), the page that
    it leads to is asked for, and title, authors, date and publisher are compared with what the page says.

    Args:
        report: the report.
        resolver: asks, within its limits: ``deadline`` seconds for the handle and its pages together.

    Returns:
        The status and the findings, whose codes are ``WEB…``. No fault of the network is raised.

    Raises:
        InvalidValueError: ``report`` is not a ``Report``.

    Example:
        >>> from briefmeta.web.handles.resolver import Resolver
        >>> with Resolver() as resolver:
        ...     checked = verify(Report(title="Niger’s Pivot to Moscow"), resolver)
        >>> checked.status.value, [finding.code for finding in checked.findings]
        ('unknown', ['WEB001'])
    """
    return _verify(report, resolver, Turns(_AT_ONE_HOST))


def verify_many(reports: Iterable[Report], resolver: Resolver) -> Iterator[Verification]:
    """Check any number of reports, some at a time, in bounded memory.

    Args:
        reports: the reports; read as they are needed, so they may come from a file.
        resolver: asks; its ``workers`` says how many reports are under way. No host is asked about more than four
            reports at a time; ``rate`` is kept besides.

    Yields:
        A verification for each report, in order, as soon as it and those before it are there. No fault of a report
        or of the network ends the iteration.

    Raises:
        InvalidValueError: one of them is not a ``Report``.
    """
    from concurrent.futures import ThreadPoolExecutor

    turns = Turns(_AT_ONE_HOST)
    under_way: deque[Future[Verification]] = deque()
    pool = ThreadPoolExecutor(resolver.workers, thread_name_prefix="briefmeta-verify")
    try:
        for report in reports:
            under_way.append(pool.submit(_verify, report, resolver, turns))
            while under_way and (len(under_way) >= resolver.workers * _AHEAD or under_way[0].done()):
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        turns.close()
        pool.shutdown(wait=True, cancel_futures=True)


def _verify(report: Report, resolver: Resolver, turns: Turns) -> Verification:
    if not isinstance(report, Report):
        raise InvalidValueError("report", report, "a Report")
    try:
        followed = Inspection(report, resolver, turns)
        followed.run()
    except Exception as error:  # noqa: BLE001 - a fault of ours is reported with its report, and costs no other
        message = f"WEB failed: {printable(f'{type(error).__name__}: {error}')}"
        finding = faults.FAILED_RULE.finding(report.key, message)
        return Verification(report=report, status=Status.UNKNOWN, findings=(finding,), handle=report.handle)
    return Verification(
        report=report,
        status=followed.status,
        findings=tuple(followed.findings),
        handle=followed.handle,
        target=followed.target,
        url=followed.url,
    )


def _without_nothing(members: dict[str, Any]) -> dict[str, Any]:
    return {name: member for name, member in members.items() if member is not None}
