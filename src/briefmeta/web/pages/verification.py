"""Reports against the live handle and its landing page: does the reference still lead to the report, and is it right?

The rules are in ``checks/live.py``; ``docs/checks.md`` explains each. What nobody could find out is *unknown*, which
is never an error: a timeout says nothing about a handle.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from briefmeta.checks import fault_rules as faults
from briefmeta.errors import InvalidValueError
from briefmeta.model.report import Report
from briefmeta.web.pages.inspection import Inspection
from briefmeta.web.pages.outcomes import Status, Summary, Verification
from briefmeta.web.transport.pacing import Turns
from briefmeta.web.transport.transport import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from briefmeta.web.handles.resolver import Resolver

__all__ = ["Status", "Summary", "Verification", "verify", "verify_many"]

_AHEAD = 8  # reports under way for each worker, so that one slow page does not stop the others
_AT_ONE_HOST = 4  # reports whose pages are asked for at one host at a time


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
        return Inspection(report, resolver, turns).result()
    except Exception as error:  # noqa: BLE001 - a fault of ours is reported with its report, and costs no other
        message = f"WEB failed: {printable(f'{type(error).__name__}: {error}')}"
        finding = faults.FAILED_RULE.finding(report.key, message)
        return Verification(report=report, status=Status.UNKNOWN, findings=(finding,), handle=report.handle)
