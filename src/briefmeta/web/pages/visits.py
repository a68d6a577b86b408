"""Following an address: HEAD, then GET, and what the answer says about whether there is still something.

Only a server can say that a page is gone. A timeout, a fault, a refusal or a certificate that is not accepted
leaves it unknown.
"""

from __future__ import annotations

import enum
import re
import time
from typing import TYPE_CHECKING

import attrs

from briefmeta.checks import live_rules as live
from briefmeta.errors import (
    ConnectionFailed,
    RequestRefused,
    ResponseTooLarge,
    TransportError,
    TransportTimeout,
)
from briefmeta.web.pages.content import (
    Content,
    is_textual,
    read_content,
    read_description,
    read_file,
    with_description,
)
from briefmeta.web.pages.same_address import same_place
from briefmeta.web.transport.deadline import Deadline
from briefmeta.web.transport.pacing import backoff
from briefmeta.web.transport.transport import printable

if TYPE_CHECKING:
    from briefmeta.checks.rule import Rule
    from briefmeta.handles.handle import Handle
    from briefmeta.model.report import Report
    from briefmeta.web.handles.resolver import Resolver
    from briefmeta.web.transport.transport import Answer

_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_GONE = frozenset({404, 410})
_WALLS = frozenset({401, 403, 407, 451})
_BUSY = frozenset({429, 503})
_PERMANENT = frozenset({301, 308})
_MOST_REFRESHES = 2
_HTTP = re.compile(r"http://([^/?#:]+)(?::80)?([/?#].*)?", re.IGNORECASE | re.DOTALL)  # without another port


class Reach(enum.StrEnum):
    """Whether there is something at an address: ``THERE``, ``GONE``, or ``UNKNOWN``."""

    THERE = "there"
    GONE = "gone"
    UNKNOWN = "unknown"


_SAYS_GONE = frozenset(
    rule.code for rule in (live.TARGET_GONE, live.SOFT_404, live.PARKED_DOMAIN, live.HOME_PAGE)
)


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
        content: what the page says; None where there is none.
    """

    asked: str
    url: str
    rule: Rule | None = None
    reason: str = ""
    moved_to: str | None = None
    https: str | None = None
    content: Content | None = None

    @property
    def reach(self) -> Reach:
        """Whether there is something at the address."""
        if self.rule is None:
            return Reach.THERE
        return Reach.GONE if self.rule.code in _SAYS_GONE else Reach.UNKNOWN


def visit(
    url: str, *, report: Report, own: frozenset[Handle], resolver: Resolver, deadline: Deadline
) -> Visit:
    """Follow an address.

    Args:
        url: the address.
        report: the report that it should lead to.
        own: the handles that the report is known by.
        resolver: asks.
        deadline: when to give up.

    Returns:
        What came of it; no fault of the network is raised.
    """
    try:
        answer, content = _arrive(url, report, own, resolver, deadline)
    except ResponseTooLarge as error:
        return Visit(asked=url, url=error.url, content=Content(why=error.reason))
    except TransportError as error:
        return Visit(asked=url, url=error.url, rule=_rule_for(error), reason=printable(error.reason))
    rule, reason = _verdict(answer, content)
    if rule is not None:
        return Visit(asked=url, url=answer.url, rule=rule, reason=reason, content=content)
    return Visit(
        asked=url,
        url=answer.url,
        moved_to=_moved_to(url, answer),
        https=_https(url, answer, resolver, deadline),
        content=content,
    )


def _arrive(
    url: str, report: Report, own: frozenset[Handle], resolver: Resolver, deadline: Deadline
) -> tuple[Answer, Content | None]:
    """Ask, and go on where the page itself sends its reader."""
    answer = _ask(url, resolver, deadline)
    content = _content(answer, url, report, own)
    for _ in range(_MOST_REFRESHES):
        onward = _onward(answer, content)
        if onward is None:
            break
        answer = resolver.fetch(onward, accept=_ACCEPT, deadline=deadline)
        content = _content(answer, url, report, own)
    if content is not None and content.report is None and content.trouble is None:
        content = _described(content, own, resolver, deadline)
    return answer, content


def _onward(answer: Answer, content: Content | None) -> str | None:
    """Return where a page sends its reader on by itself, unless it says what it is about or leaves https."""
    if content is None or content.report is not None or content.trouble is not None:
        return None
    onward = content.refresh
    if onward is None or same_place(onward, answer.url):
        return None
    return None if answer.url.startswith("https:") and not onward.startswith("https:") else onward


def _described(content: Content, own: frozenset[Handle], resolver: Resolver, deadline: Deadline) -> Content:
    """Ask for the metadata that a page without any links to (Signposting, ``describedby``)."""
    for link in content.described_by:
        try:
            answer = resolver.fetch(link.target, accept=link.media_type, deadline=deadline)
        except TransportError:
            continue
        found = read_description(answer, link.media_type) if answer.status == 200 else None
        if found is not None:
            return with_description(content, found, own)
    return content


def _content(answer: Answer, asked: str, report: Report, own: frozenset[Handle]) -> Content | None:
    if not 200 <= answer.status < 300:
        return None
    if _is_file(answer):
        return read_file(answer)
    return read_content(answer, asked=asked, report=report, own=own)


def _ask(url: str, resolver: Resolver, deadline: Deadline) -> Answer:
    """Ask for the headers; then for the page, unless the headers say that it is a file."""
    doubt = ""
    try:
        limit = Deadline(min(deadline.remaining() / 3, resolver.timeout))
        head = resolver.fetch(url, accept=_ACCEPT, deadline=limit, head=True)
        if head.status == 200 and _is_file(head):
            return head
        if head.status in _BUSY:
            doubt = f"HTTP {head.status}, then "
            if "Retry-After" not in head.headers:
                time.sleep(min(backoff(0), deadline.remaining()))
    except (TransportTimeout, ConnectionFailed):
        pass  # some servers do not answer HEAD at all
    try:
        return resolver.fetch(url, accept=_ACCEPT, deadline=deadline)
    except TransportTimeout as error:
        raise TransportTimeout(error.url, f"{doubt}{error.reason}") from error


def _is_file(answer: Answer) -> bool:
    """Return whether the headers say that there is a file with something in it."""
    return not is_textual(answer.media_type) and answer.headers.get("Content-Length", "").strip() != "0"


def _rule_for(error: TransportError) -> Rule:
    if isinstance(error, RequestRefused):
        return live.TARGET_NOT_ASKED
    return live.TLS_FAULT if error.reason.startswith("TLS:") else live.TARGET_UNANSWERED


def _verdict(answer: Answer, content: Content | None) -> tuple[Rule | None, str]:
    """Return what is wrong with an answer."""
    if content is not None:
        return content.trouble, content.why if content.trouble else ""
    said = f"HTTP {answer.status}"
    if answer.status in _GONE:
        return live.TARGET_GONE, said
    return (live.LOGIN_WALL if answer.status in _WALLS else live.TARGET_UNANSWERED), said


def _moved_to(asked: str, answer: Answer) -> str | None:
    """Return where permanent redirects lead, up to the first that is not permanent."""
    place = asked
    for status, following in zip(answer.statuses, (*answer.redirects[1:], answer.url), strict=False):
        if status not in _PERMANENT:
            break
        place = following
    return None if same_place(place, asked) else place


def _https(asked: str, answer: Answer, resolver: Resolver, deadline: Deadline) -> str | None:
    """Return the address with https, where it is http and https leads to the same place."""
    address = _HTTP.fullmatch(asked)
    if address is None:
        return None
    secure = f"https://{address[1]}{address[2] or ''}"
    if answer.url.startswith("https:"):
        return secure if same_place(asked, answer.url) else None
    try:
        limit = Deadline(min(deadline.remaining() / 2, resolver.timeout))
        found = resolver.fetch(secure, accept=_ACCEPT, deadline=limit, head=True)
    except TransportError:
        return None
    return secure if found.status == 200 and same_place(found.url, answer.url) else None
