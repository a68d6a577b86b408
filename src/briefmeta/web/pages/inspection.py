"""One report followed to its page and compared with it: handle, address, page, in this order."""

from __future__ import annotations

import contextlib
import enum
import time
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.checks import live_rules as live
from briefmeta.checks.finding import Finding, Severity
from briefmeta.errors import (
    BriefmetaError,
    HandleNotFound,
    HandleSyntaxError,
    HandleUnresolved,
    RequestRefused,
    ResponseTooLarge,
    TransportError,
)
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import Outcome
from briefmeta.web.pages.agreement import differences
from briefmeta.web.pages.landing_page import LandingPage, known_by, metadata_links, read_metadata
from briefmeta.web.pages.page_kind import PageKind
from briefmeta.web.pages.retrieval import (
    GONE,
    WALLS,
    https_address,
    moved_to,
    retrieve,
    same_address,
    same_site,
)
from briefmeta.web.transport.deadline import Deadline
from briefmeta.web.transport.transport import host_of, printable

if TYPE_CHECKING:
    from briefmeta.checks.rule import Rule
    from briefmeta.model.report import Report
    from briefmeta.web.handles.resolver import Resolver
    from briefmeta.web.pages.agreement import Difference
    from briefmeta.web.transport.pacing import Turns

_LONGEST = 600  # characters of a message
_NOTHING_SHOWN = "the page has no metadata in its head, and shows neither the title nor the handle"
_FIELD_RULES = {
    "title": live.TITLE_DIFFERS,
    "authors": live.AUTHORS_DIFFER,
    "issued": live.DATE_DIFFERS,
    "publisher": live.PUBLISHER_DIFFERS,
}
_KIND_RULES = {
    PageKind.NOT_FOUND: live.SOFT_404,
    PageKind.WALL: live.LOGIN_WALL,
    PageKind.FAULT: live.TARGET_UNANSWERED,
    PageKind.HOME: live.HOME_PAGE,
    PageKind.PARKED: live.PARKED_DOMAIN,
}
_SAYS_GONE = frozenset(
    rule.code for rule in (live.TARGET_GONE, live.SOFT_404, live.PARKED_DOMAIN, live.HOME_PAGE)
)


class Status(enum.StrEnum):
    """What is known about a reference: about its handle, or about its URL where it has no handle.

    ``ALIVE``: it leads to something. ``MOVED``: it does, by way of a permanent redirect, or the URL of the report is
    no longer where the handle leads. ``DEAD``: a server said that there is nothing. ``UNKNOWN``: nobody could say.
    """

    ALIVE = "alive"
    MOVED = "moved"
    DEAD = "dead"
    UNKNOWN = "unknown"


class Reach(enum.StrEnum):
    """Whether there is something at an address: ``THERE``, ``GONE``, or ``UNKNOWN``."""

    THERE = "there"
    GONE = "gone"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Visit:
    """What came of following an address.

    Attributes:
        asked: the address.
        url: where the answer came from, after redirects; the address itself where there was none.
        rule: what is wrong, or None where there is a page or a file.
        reason: what is wrong, in words.
        moved_to: where the server says the page has moved for good, or None.
        https: the same address with https, where the address is http and https works.
        page: what is there; None where there is nothing.
    """

    asked: str
    url: str
    rule: Rule | None = None
    reason: str = ""
    moved_to: str | None = None
    https: str | None = None
    page: LandingPage | None = None

    @property
    def reach(self) -> Reach:
        """Whether there is something at the address."""
        if self.rule is None:
            return Reach.THERE
        return Reach.GONE if self.rule.code in _SAYS_GONE else Reach.UNKNOWN


def visit(url: str, *, report: Report, own: frozenset[Handle], resolver: Resolver, limit: Deadline) -> Visit:
    """Follow an address that should lead to a report which is known by the handles ``own``; nothing is raised."""
    try:
        answer, page = retrieve(
            url, own=own, resolver=resolver, deadline=limit, title=report.title, head_first=True
        )
        if page is not None:
            page = _with_metadata(page, own, resolver, limit)
    except ResponseTooLarge as error:
        return Visit(asked=url, url=error.url, page=LandingPage(url=error.url, why=error.reason))
    except TransportError as error:
        return Visit(asked=url, url=error.url, rule=_rule_for(error), reason=printable(error.reason))
    if page is None:
        said, status = f"HTTP {answer.status}", answer.status
        kind = live.LOGIN_WALL if status in WALLS else live.TARGET_UNANSWERED
        return Visit(
            asked=url, url=answer.url, rule=live.TARGET_GONE if status in GONE else kind, reason=said
        )
    rule, reason = _page_rule(page, url, report)
    if rule is not None:
        return Visit(asked=url, url=answer.url, rule=rule, reason=reason, page=page)
    return Visit(
        asked=url,
        url=answer.url,
        moved_to=moved_to(url, answer),
        https=https_address(url, answer, resolver, limit),
        page=page,
    )


# Metadata in the page itself come first: what it links to is often written by another program, from older data.
def _with_metadata(
    page: LandingPage, own: frozenset[Handle], resolver: Resolver, limit: Deadline
) -> LandingPage:
    """Ask for the metadata that a page without any links to (Signposting, ``describedby``)."""
    if page.kind not in (None, PageKind.PLAIN) or page.sources.get("title", "html") != "html":
        return page
    for link in metadata_links(page.links, page.url):
        try:
            answer = resolver.fetch(link.target, accept=link.media_type, deadline=limit)
        except TransportError:
            continue
        report = read_metadata(answer, link.media_type)[0] if answer.status == 200 else None
        if report is not None:
            names = known_by(report, (), own)
            return attrs.evolve(
                page,
                report=report,
                sources={"title": "describedby", "publisher": "describedby"},
                identifiers=(*page.identifiers, *names),
                is_named=page.is_named or bool(own & set(names)),
            )
    return page


def _page_rule(page: LandingPage, asked: str, report: Report) -> tuple[Rule | None, str]:
    """Return what is wrong with a page, and why."""
    if page.is_empty:
        return live.EMPTY_PAGE, page.why
    if page.kind is None or page.kind in _KIND_RULES:
        return (None, "") if page.kind is None else (_KIND_RULES[page.kind], page.why)
    # sites that are rebuilt redirect old addresses to a list or a search, which has a title of its own
    is_silent = not page.is_about and not page.is_named and report.title is not None
    if is_silent and page.signs.lines and not same_address(asked, page.url):
        return live.ELSEWHERE, "this page shows neither the title nor the handle"
    return None, ""


def _rule_for(error: TransportError) -> Rule:
    if isinstance(error, RequestRefused):
        return live.TARGET_NOT_ASKED
    return live.TLS_FAULT if error.reason.startswith("TLS:") else live.TARGET_UNANSWERED


class Inspection:
    """One report while it is verified.

    Args:
        report: the report.
        resolver: asks.
        turns: how many threads may be at one host.
    """

    def __init__(self, report: Report, resolver: Resolver, turns: Turns) -> None:
        self.report, self.resolver, self.turns = report, resolver, turns
        self.handle, self.field = _identifier(report)
        self.own = frozenset({self.handle} if self.handle else ())
        self.left = resolver.deadline  # seconds; waiting for a turn does not count
        self.findings: list[Finding] = []
        self.status = Status.UNKNOWN
        self.target: str | None = None
        self.url: str | None = None

    def run(self) -> None:
        """Follow the report to its page, and note what came of it."""
        status, target = self._resolve(self.handle) if self.handle is not None else (None, None)
        page = self._visit(target) if target is not None else None
        if page is not None:
            status = self._judge(page, self.field)
        address = self._address(target, page)
        if address is not None:
            seen = self._visit(address)
            status = self._judge_address(seen, page, status)
            page = page or seen
        if self.handle is None and address is None:
            self._find(live.NOTHING_TO_FOLLOW, "the report has no handle, no DOI and no URL")
        self.status, self.target = status or Status.UNKNOWN, target
        self.url = page.url if page is not None and page.page is not None else None

    def _find(self, rule: Rule, message: str, field: str | None = None, **details: Any) -> None:
        value = getattr(self.report, field) if field is not None else None
        self.findings.append(
            rule.finding(
                self.report.key,
                printable(message, _LONGEST),
                field=field,
                value=None if value is None or isinstance(value, tuple) else str(value),
                **details,
            )
        )

    # the handle

    def _resolve(self, handle: Handle) -> tuple[Status | None, str | None]:
        """Resolve the handle: the status where it leads nowhere, and the URL that it leads to."""
        began = time.monotonic()
        try:
            record = self.resolver.resolve(handle)
        except HandleNotFound:
            return self._nowhere(handle, live.HANDLE_NOT_FOUND, "it does not exist"), None
        except HandleUnresolved as error:
            return self._nowhere(handle, live.HANDLE_UNRESOLVED, error.reason), None
        finally:
            self.left -= time.monotonic() - began
        self.own |= {record.handle, *record.trail}
        if record.outcome == Outcome.EMPTY:
            return self._nowhere(handle, live.HANDLE_SHOWS_NOTHING, "it exists, but shows no values"), None
        if record.url is None:
            kinds = ", ".join(dict.fromkeys(value.type for value in record.values))
            return self._nowhere(
                handle, live.HANDLE_LEADS_NOWHERE, f"its record has no URL; it has {kinds}"
            ), None
        return None, record.url

    def _nowhere(self, handle: Handle, rule: Rule, message: str) -> Status:
        self._find(rule, f"{handle}: {message}", self.field, source=handle.uri)
        return Status.DEAD if rule.severity == Severity.ERROR else Status.UNKNOWN

    # the address

    def _visit(self, url: str) -> Visit:
        """Follow an address when it is the turn of its host."""
        try:
            host = host_of(url)
        except RequestRefused as error:
            return Visit(asked=url, url=url, rule=live.TARGET_NOT_ASKED, reason=printable(error.reason))
        with self.turns.at(host):
            if self.left <= 0 or self.turns.closed:
                reason = f"no time was left of {self.resolver.deadline:g} s"
                return Visit(asked=url, url=url, rule=live.TARGET_UNANSWERED, reason=reason)
            began, limit = time.monotonic(), Deadline(self.left)
            seen = visit(url, report=self.report, own=self.own, resolver=self.resolver, limit=limit)
            self.left -= time.monotonic() - began
        return seen

    def _judge(self, page: Visit, field: str) -> Status:
        """Note what is wrong with an address and its page; tell what it means."""
        source = page.url
        if page.rule is not None:
            away = f", by way of {page.asked}" if page.url != page.asked else ""
            self._find(page.rule, f"{page.url}: {page.reason}{away}", field, source=source)
            return Status.DEAD if page.reach == Reach.GONE else Status.UNKNOWN
        if page.moved_to is not None:
            self._find_moved(page.asked, page.moved_to, field)
        elif page.https is not None:
            self._find(
                live.HTTPS_WORKS, f"{page.asked}: https works too", field, fix=_correct(field, page.https)
            )
        if page.page is not None:
            self._compare(page.page, page.url)
        return Status.ALIVE if page.moved_to is None else Status.MOVED

    def _find_moved(self, asked: str, moved_to: str, field: str) -> None:
        # the handle goes on working, which is what it is for; a URL in a reference does not
        severity = None if field == "url" else Severity.INFO
        message = f"{asked} has moved to {moved_to}"
        self._find(
            live.TARGET_MOVED, message, field, fix=_correct(field, moved_to), severity=severity, source=asked
        )

    def _address(self, target: str | None, page: Visit | None) -> str | None:
        """Return the URL of the report, where it is one of its own: not the handle's, nor where that leads."""
        url = self.report.url
        if url is None or any(known and same_address(url, known) for known in (target, page and page.url)):
            return None
        with contextlib.suppress(HandleSyntaxError):
            if self.own and Handle(url) in self.own:
                return None
        return url

    def _judge_address(self, seen: Visit, page: Visit | None, status: Status | None) -> Status:
        """Judge the URL of the report beside the page that its handle leads to."""
        if page is None or page.reach != Reach.THERE:
            own = self._judge(seen, "url")
            return status or own
        known = status or Status.ALIVE
        if seen.reach == Reach.UNKNOWN and seen.rule is not None:
            self._find(seen.rule, f"{seen.url}: {seen.reason}", "url", source=seen.url)
        elif seen.reach == Reach.THERE and same_address(seen.url, page.url):
            if seen.moved_to is None:
                return known
            self._find_moved(seen.asked, page.asked, "url")
            return Status.MOVED
        elif seen.page is not None and not seen.page.is_page and seen.rule is None:
            return known  # a file beside its landing page
        self._find_changed(seen, page)
        is_there = seen.reach == Reach.THERE and same_site(seen.asked, page.asked)
        return Status.MOVED if is_there or seen.reach == Reach.GONE else known

    def _find_changed(self, seen: Visit, page: Visit) -> None:
        is_gone = seen.reach == Reach.GONE
        state = f"is gone ({seen.reason})" if is_gone else "is not where the handle leads"
        self._find(
            live.URL_CHANGED,
            f"{seen.asked} {state}; {self.handle} leads to {page.asked}",
            "url",
            severity=None if is_gone else Severity.INFO,
            fix=_correct("url", page.asked),
            source=seen.url,
        )

    # the page

    def _compare(self, page: LandingPage, url: str) -> None:
        """Note where the report and its page disagree."""
        if page.report is None or page.sources.get("title", "html") == "html":
            if not page.is_about:
                why = _NOTHING_SHOWN if page.is_page else page.why
                self._find(live.PAGE_SAYS_NOTHING, f"{url}: {why}", source=url)
            return
        found = [each for each in differences(self.report, page.report) if self._counts(each, page)]
        strangers = [each for each in page.identifiers if each not in self.own]
        is_other = bool(strangers) and not page.is_named and bool(self.own)
        # a title alone may be a translation or a later edition; with the authors or the handle it is another work
        total = {each.field for each in found if each.is_total}
        if "title" in total and ("authors" in total or is_other):
            message = "; ".join(each.message for each in found if each.is_total)
            self._find(live.OTHER_PUBLICATION, f"{url} is about something else: {message}", source=url)
            return
        if is_other:
            message = f"{url} is known as {strangers[0]}, and does not say {self.handle}"
            self._find(live.OTHER_HANDLE, message, self.field, source=url)
        elif self.own and not page.is_named:
            self._find(live.HANDLE_NOT_NAMED, f"{url} does not say {self.handle}", self.field, source=url)
        self._find_differences(found, url)

    def _find_differences(self, found: list[Difference], url: str) -> None:
        for each in found:
            self._find(
                _FIELD_RULES[each.field],
                each.message,
                each.field,
                severity=Severity.INFO if each.is_slight else None,
                fix=f"If the page is right, write {printable(each.value)}.",
                source=url,
            )

    def _counts(self, difference: Difference, page: LandingPage) -> bool:
        """Return whether a difference stays one, with all that the page says elsewhere."""
        # metadata are typed once more by hand, and a heading of the page is what its reader sees
        if difference.field == "title":
            return not any(page.is_headed_by(title) for title in _titles(self.report))
        if difference.field == "publisher":
            return page.sources.get("publisher", "html") != "html" and not page.shows(
                self.report.publisher or ""
            )
        return True


def _identifier(report: Report) -> tuple[Handle | None, str]:
    """Return the handle to follow and its field; a DOI is a handle."""
    if report.handle is not None or report.doi is None:
        return report.handle, "handle" if report.handle is not None else "url"
    try:
        return Handle.exact(report.doi), "doi"
    except BriefmetaError:
        return None, "url"


def _titles(report: Report) -> list[str]:
    return [title for title in (report.title, report.short_title) if title]


def _correct(field: str, url: str) -> str:
    if field == "url":
        return f"Write {printable(url)}."
    return f"Ask whoever runs the prefix of the handle to change its URL to {printable(url)}."
