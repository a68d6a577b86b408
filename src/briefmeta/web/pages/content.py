"""What an answer with status 200 is worth for a report: a page about it, a file, or an excuse."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.checks import live_rules as live
from briefmeta.errors import BriefmetaError, HandleSyntaxError, ParseError
from briefmeta.handles.handle import Handle
from briefmeta.text.fold import squeezed
from briefmeta.web.pages.landing import CSL_JSON, reader_of
from briefmeta.web.pages.links import Link, parse_links, related
from briefmeta.web.pages.page import (
    PageKind,
    PageSigns,
    doubt,
    is_challenge,
    is_excuse,
    look_at,
    visible_lines,
)
from briefmeta.web.pages.page_titles import titles_agree
from briefmeta.web.pages.parking import is_parked, leads_to_market
from briefmeta.web.pages.same_address import same_place
from briefmeta.web.transport.transport import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefmeta.checks.rule import Rule
    from briefmeta.model.report import Report
    from briefmeta.web.transport.transport import Answer

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_SCANNED = 2_000_000  # characters of a page in which its handle is looked for
_MOST_DESCRIPTIONS = 2  # links to metadata that are tried
_MOST_LINES = 5000
_LONGEST_LINE = 1000  # characters; titles are shorter
_OPENING = 150  # characters of a short page that are read in one
_FEW_LINES, _FEW_CHARACTERS = 40, 1500  # a page that has no more may be an excuse from top to bottom
_TROUBLE = {
    PageKind.NOT_FOUND: (live.SOFT_404, "the page says that there is nothing here"),
    PageKind.WALL: (live.LOGIN_WALL, "the page asks to log in, or for proof of a human"),
    PageKind.FAULT: (
        live.TARGET_UNANSWERED,
        "the page says that the server has a fault, or is being worked at",
    ),
    PageKind.HOME: (live.HOME_PAGE, "this is the home page of the site"),
}


@attrs.frozen(kw_only=True)
class Content:
    """What was found at an address.

    Attributes:
        trouble: the rule that says what the page is, where it is no page about a report, or None.
        why: what speaks for ``trouble``, or why nothing can be compared, in words.
        is_page: whether it is a page, and no file.
        report: what the metadata of the page say, or None.
        is_publisher_stated: whether the metadata name a publisher, and not only the site.
        identifiers: the handles that the page says it is known by.
        is_named: whether the page says the handle that was followed, anywhere.
        is_about: whether a reader of the page sees the title of the report or the handle.
        headings: the title of the page and its first headings.
        seen: the text that a reader of the page sees, folded and without spaces.
        refresh: where the page sends its reader on by itself, or None.
        described_by: links to metadata that can be read.
    """

    trouble: Rule | None = None
    why: str = ""
    is_page: bool = False
    report: Report | None = None
    is_publisher_stated: bool = False
    identifiers: tuple[Handle, ...] = ()
    is_named: bool = False
    is_about: bool = False
    headings: tuple[str, ...] = ()
    seen: str = ""
    refresh: str | None = None
    described_by: tuple[Link, ...] = ()

    def shows(self, text: str) -> bool:
        """Return whether a text stands on the page, up to case, accents and punctuation."""
        wanted = squeezed(text)
        return wanted != "" and wanted in self.seen

    def is_headed_by(self, title: str) -> bool:
        """Return whether a title is a heading of the page."""
        return any(titles_agree(title, heading) for heading in self.headings)


def read_content(answer: Answer, *, asked: str, report: Report, own: frozenset[Handle]) -> Content:
    """Read what a server answered with status 200.

    Args:
        answer: the answer.
        asked: the URL that was asked for first.
        report: the report that is looked for.
        own: every handle that it may be known by.
    """
    if not answer.body.strip():
        return Content(trouble=live.EMPTY_PAGE, why="there is nothing in the answer")
    if answer.media_type in _HTML or (not answer.media_type and answer.body.lstrip()[:1] == b"<"):
        return _Page(answer, asked, report, own).content()
    if is_textual(answer.media_type) and _is_excuse(answer, asked):
        return Content(trouble=live.SOFT_404, why="the text says that there is nothing here")
    return read_file(answer)


def read_file(answer: Answer) -> Content:
    """Read the headers of a file; they may link to metadata."""
    why = f"it is {printable(answer.media_type, 60) or 'a file of no type'}, not a page"
    return Content(
        why=why, described_by=_described_by(parse_links(answer.headers.get("Link", ""), answer.url))
    )


def read_description(answer: Answer, media_type: str) -> Report | None:
    """Read metadata that a page links to; None where they have no title."""
    problems: list[ParseError] = []
    try:
        reports = reader_of(media_type).loads(answer.text, problems)
    except BriefmetaError:
        return None
    return next((report for report in reports[:1] if report.title), None)


def with_description(content: Content, report: Report, own: frozenset[Handle]) -> Content:
    """Take linked metadata for those of a page that has none of its own."""
    names = _known_by(report, (), own)
    return attrs.evolve(
        content,
        report=report,
        is_publisher_stated=True,
        identifiers=(*content.identifiers, *names),
        is_named=content.is_named or bool(own & set(names)),
    )


def _described_by(links: tuple[Link, ...]) -> tuple[Link, ...]:
    found = [link for link in related(links, "describedby") if link.media_type not in _HTML]
    readable = [link for link in found if reader_of(link.media_type)]
    return tuple(sorted(readable, key=lambda link: link.media_type != CSL_JSON)[:_MOST_DESCRIPTIONS])


def _known_by(report: Report | None, cited_as: Sequence[str], own: frozenset[Handle]) -> list[Handle]:
    """Collect the handles that something is known by; a DOI beside a handle is another name of the same."""
    found: list[Handle] = []
    if report is not None and report.handle is not None:
        found.append(report.handle)
    for name in (report.doi if report else None, *cited_as[:2]):
        with contextlib.suppress(HandleSyntaxError):
            found.append(Handle(name or ""))
    dois = any(handle.prefix.startswith("10.") for handle in own)
    return [each for each in dict.fromkeys(found) if dois or not each.prefix.startswith("10.")]


def is_textual(media_type: str) -> bool:
    """Return whether an answer of a media type has to be read to know whether it is an excuse.

    >>> is_textual("text/html"), is_textual("application/problem+json"), is_textual("application/pdf")
    (True, True, False)
    """
    return (
        media_type in ("", *_HTML) or media_type.startswith("text/") or media_type.endswith(("json", "xml"))
    )


def _is_excuse(answer: Answer, asked: str) -> bool:
    text = answer.text
    if len(text) > _FEW_CHARACTERS:
        return False
    lines = tuple(text.splitlines()[:_FEW_LINES])
    signs = PageSigns(headings=lines, is_shared=False, has_password=False, links=())
    return doubt(signs, asked=asked, url=answer.url, described=False) == PageKind.NOT_FOUND


class _Page:
    """One page as it is read for one report."""

    def __init__(self, answer: Answer, asked: str, report: Report, own: frozenset[Handle]) -> None:
        from briefmeta.formats.html import read_head

        self.asked, self.url, self.wanted, self.own = asked, answer.url, report, own
        self.html = answer.text
        self.signs = look_at(self.html, answer.url)
        self.lines = visible_lines(self.html)[:_MOST_LINES]
        reading = read_head(self.html, [])
        self.is_described = reading is not None and reading.sources.get("title") != "html"
        self.report = reading.report if reading is not None and self.is_described else None
        self.sources: Any = reading.sources if reading is not None else {}
        links = parse_links(answer.headers.get("Link", ""), answer.url) + self.signs.links
        cited_as = [link.target for link in related(links, "cite-as")]
        self.identifiers = tuple(_known_by(self.report, cited_as, own))
        self.described_by = _described_by(links)

    def content(self) -> Content:
        shown = (*self.signs.headings, *self.lines)
        content = Content(
            why=""
            if self.is_described
            else "the page has no metadata in its head, and shows neither the title nor the handle",
            is_page=True,
            report=self.report,
            is_publisher_stated=self.sources.get("publisher", "html") != "html",
            identifiers=self.identifiers,
            is_named=self._is_named(),
            headings=self.signs.headings,
            seen="".join(squeezed(line) for line in shown if len(line) <= _LONGEST_LINE),
            refresh=self.signs.refresh,
            described_by=self.described_by,
        )
        is_about = content.shows(self.wanted.title or "") or self._is_in("\n".join(self.lines))
        content = attrs.evolve(content, is_about=is_about)
        trouble, why = (None, "") if self._is_supported() else self._trouble(content)
        return content if trouble is None else attrs.evolve(content, trouble=trouble, why=why)

    def _trouble(self, content: Content) -> tuple[Rule | None, str]:
        """Return what the page is instead of a page about a report, unless something outweighs that."""
        if leads_to_market(self.asked, self.url):
            return live.PARKED_DOMAIN, "the domain is for sale"
        kind = self._kind(self.signs)
        if kind != PageKind.HOME and (self._is_headed() or (kind == PageKind.WALL and content.is_about)):
            return None, ""  # a form to log in stands on many pages
        if is_parked(self.html, self.signs.headings, self.lines):
            return live.PARKED_DOMAIN, "the domain is for sale, or carries advertisements only"
        if is_challenge(self.html, self.lines):
            return live.LOGIN_WALL, "the page asks for proof of a human"
        if kind is None and self.report is not None and is_excuse(self.report.title or ""):
            kind = PageKind.NOT_FOUND
        if kind == PageKind.PLAIN and self._is_short() and not content.shows(self.wanted.title or ""):
            whole = attrs.evolve(
                self.signs, headings=(*self.signs.headings, *self.lines, " ".join(self.lines)[:_OPENING])
            )
            seen = self._kind(whole)
            kind = seen if seen in (PageKind.NOT_FOUND, PageKind.FAULT) else kind
        elif kind == PageKind.PLAIN and self._is_elsewhere(content):
            return live.ELSEWHERE, "this page shows neither the title nor the handle"
        return _TROUBLE.get(kind, (None, "")) if kind is not None else (None, "")

    def _kind(self, signs: PageSigns) -> PageKind | None:
        return doubt(signs, asked=self.asked, url=self.url, described=self.is_described)

    def _is_supported(self) -> bool:
        """Return whether the metadata are certainly those of a publication, whatever else the page looks like."""
        if self.report is None:
            return False
        if self.own & set(self.identifiers) or self.report.authors:
            return True
        return bool(self.wanted.title and self.report.title) and titles_agree(
            self.wanted.title or "", self.report.title or ""
        )

    def _is_headed(self) -> bool:
        """Return whether the title of the report is a heading of the page."""
        title = self.wanted.title
        return title is not None and any(titles_agree(title, heading) for heading in self.signs.headings)

    def _is_short(self) -> bool:
        return len(self.lines) <= _FEW_LINES and sum(map(len, self.lines)) <= _FEW_CHARACTERS

    def _is_elsewhere(self, content: Content) -> bool:
        """Return whether a redirect has led to a page that could show the title of the report, and does not."""
        if same_place(self.asked, self.url) or self.wanted.title is None:
            return False
        return not content.is_about and not content.is_named

    def _is_named(self) -> bool:
        return bool(self.own & set(self.identifiers)) or self._is_in(self.html) or self._is_in(self.url)

    def _is_in(self, text: str) -> bool:
        return bool(self.own) and bool(self.own & set(Handle.find_all(text[:_SCANNED])))
