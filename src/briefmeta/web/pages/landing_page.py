"""What an answer with status 200 is worth: a page about a report, a file, an error page. One reader for all callers.

``describe`` and ``verify`` ask the same questions of a landing page: what kind of page is it, what do its metadata say,
which handles does it name? ``verify`` knows a title to look for besides.
"""

from __future__ import annotations

import contextlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import BriefmetaError, HandleSyntaxError, ParseError
from briefmeta.handles.handle import Handle
from briefmeta.text.fold import squeezed
from briefmeta.web.pages.page_kind import (
    MEANING,
    PageKind,
    is_challenge,
    is_error_title,
    is_parked,
    kind_of,
    leads_to_market,
)
from briefmeta.web.pages.page_signs import SCANNED, PageSigns, read_signs
from briefmeta.web.pages.signposting import Link, parse_links, related
from briefmeta.web.pages.title_agreement import titles_agree
from briefmeta.web.transport.transport import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefmeta.model.report import Report
    from briefmeta.web.transport.transport import Answer

CSL_JSON = "application/vnd.citationstyles.csl+json"
HTML = frozenset({"text/html", "application/xhtml+xml"})
ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
"""What is asked for where a handle leads."""
_MOST_DESCRIPTIONS = 3  # links to metadata that are tried
_MOST_LINES = 5000
_LONGEST_LINE = 1000  # characters; titles are shorter
_OPENING = 150  # characters of a short page that are read in one
_FEW_LINES, _FEW_CHARACTERS = 40, 1500  # a page that has no more may be an error page from top to bottom


_UNSEEN = PageSigns()  # of what is no page


@attrs.frozen(kw_only=True)
class LandingPage:
    """What was found at an address.

    Attributes:
        url: where the answer came from.
        kind: what the page is, where it is not a page about something, or None.
        why: what speaks for ``kind``, or why there is nothing to compare, in words.
        is_page: whether it is a page, and no file.
        is_empty: whether the answer has no body.
        report: what the head says, or None.
        sources: the vocabulary that each field of ``report`` was taken from.
        is_described: whether the head has metadata of a publication, and not just what each page has.
        identifiers: the handles that the page says it is known by.
        is_named: whether the page says the handle that was followed, anywhere.
        is_about: whether a reader of the page sees the title that is looked for, or the handle.
        signs: its headings, its visible text and where it sends its reader on.
        seen: the visible text, folded and without spaces.
        links: the typed links of head and headers.
    """

    url: str
    kind: PageKind | None = None
    why: str = ""
    is_page: bool = False
    is_empty: bool = False
    report: Report | None = None
    sources: Mapping[str, str] = MappingProxyType({})
    is_described: bool = False
    identifiers: tuple[Handle, ...] = ()
    is_named: bool = False
    is_about: bool = False
    signs: PageSigns = _UNSEEN
    seen: str = ""
    links: tuple[Link, ...] = ()

    def shows(self, text: str) -> bool:
        """Return whether a text stands on the page, up to case, accents and punctuation."""
        wanted = squeezed(text)
        return wanted != "" and wanted in self.seen

    def is_headed_by(self, title: str) -> bool:
        """Return whether a title is a heading of the page."""
        return any(titles_agree(title, heading) for heading in self.signs.headings)


def read_landing_page(
    answer: Answer, *, asked: str, own: frozenset[Handle], title: str | None = None
) -> LandingPage:
    """Read what a server answered with status 200.

    Args:
        answer: the answer.
        asked: the URL that was asked for first.
        own: every handle that the report may be known by.
        title: the title that is looked for, where one is known.
    """
    links = parse_links(answer.headers.get("Link", ""), answer.url)
    if not answer.body.strip():
        return LandingPage(url=answer.url, is_empty=True, why="there is nothing in the answer", links=links)
    if answer.media_type in HTML or (not answer.media_type and answer.body.lstrip()[:1] == b"<"):
        return _read_html(answer, asked, own, title, links)
    if is_textual(answer.media_type) and _is_error_text(answer, asked):
        why = "the text says that there is nothing here"
        return LandingPage(url=answer.url, kind=PageKind.NOT_FOUND, why=why)
    return read_file(answer)


def read_file(answer: Answer) -> LandingPage:
    """Read the headers of a file; they may link to metadata."""
    why = f"it is {printable(answer.media_type, 60) or 'a file of no type'}, not a page"
    links = parse_links(answer.headers.get("Link", ""), answer.url)
    return LandingPage(url=answer.url, why=why, links=links)


def read_metadata(answer: Answer, media_type: str) -> tuple[Report | None, str]:
    """Read metadata that a page links to.

    Args:
        answer: the answer.
        media_type: the type that was asked for.

    Returns:
        The first report, or None where there is none with a title, and what is wrong then, in words.
    """
    problems: list[ParseError] = []
    reader = metadata_reader(media_type)
    try:
        reports = reader.loads(answer.text, problems) if reader else []
    except BriefmetaError as error:
        return None, str(error)
    if reports and reports[0].title:
        return reports[0], ""
    return None, problems[0].message if problems else ""


def metadata_reader(media_type: str) -> Any:
    """Return the format that reads a media type, among those that describe publications, or None."""
    from briefmeta.formats import formats

    if media_type in ("text/plain", "application/json"):  # says nothing of a format
        return None
    return next((each for each in formats() if each.reads and each.media_type == media_type), None)


def metadata_links(links: Iterable[Link], page: str) -> list[Link]:
    """Return the links to metadata that can be read (Signposting, ``describedby``), CSL-JSON first."""
    # a page that describes another is HTML, which says less than the page itself
    found = [
        link
        for link in related(links, "describedby")
        if link.target != page and link.media_type not in HTML and metadata_reader(link.media_type)
    ]
    return sorted(found, key=lambda link: link.media_type != CSL_JSON)[:_MOST_DESCRIPTIONS]


def known_by(report: Report | None, cited_as: Sequence[str], own: frozenset[Handle]) -> list[Handle]:
    """Collect the handles that something is known by; a DOI beside a handle is another name of the same."""
    found: list[Handle] = []
    if report is not None and report.handle is not None:
        found.append(report.handle)
    for name in (report.doi if report else None, *cited_as[:2]):
        with contextlib.suppress(HandleSyntaxError):
            found.append(Handle(name or ""))
    # where a handle is asked for, the DOI beside it names the same object and is no other handle
    dois = any(handle.prefix.startswith("10.") for handle in own)
    return [each for each in dict.fromkeys(found) if each in own or dois or not each.prefix.startswith("10.")]


def is_textual(media_type: str) -> bool:
    """Return whether an answer of a media type has to be read to know whether it is an error page.

    >>> is_textual("text/html"), is_textual("application/problem+json"), is_textual("application/pdf")
    (True, True, False)
    """
    return media_type in ("", *HTML) or media_type.startswith("text/") or media_type.endswith(("json", "xml"))


def _is_error_text(answer: Answer, asked: str) -> bool:
    text = answer.text
    if len(text) > _FEW_CHARACTERS:
        return False
    signs = PageSigns(headings=tuple(text.splitlines()[:_FEW_LINES]))
    return kind_of(signs, asked=asked, url=answer.url, described=False) == PageKind.NOT_FOUND


def _read_html(
    answer: Answer, asked: str, own: frozenset[Handle], title: str | None, links: tuple[Link, ...]
) -> LandingPage:
    from briefmeta.formats.html import read_head

    html, url = answer.text, answer.url
    signs = read_signs(html, url)
    reading = read_head(html, [])
    report, sources = (reading.report, reading.sources) if reading is not None else (None, {})
    source = sources.get("title", "html")
    # many a site calls each of its pages a WebPage in its JSON-LD, so that this says nothing of a publication
    is_described = source != "html" and not (
        source == "json-ld" and report is not None and report.type == "webpage"
    )
    links += signs.links
    cited_as = [link.target for link in related(links, "cite-as")]
    identifiers = tuple(known_by(report if source != "html" else None, cited_as, own))
    lines = signs.lines[:_MOST_LINES]
    page = LandingPage(
        url=url,
        is_page=True,
        report=report,
        sources=MappingProxyType(dict(sources)),
        is_described=is_described,
        identifiers=identifiers,
        is_named=bool(own & set(identifiers)) or _names(own, html) or _names(own, url),
        signs=signs,
        seen="".join(squeezed(line) for line in (*signs.headings, *lines) if len(line) <= _LONGEST_LINE),
        links=links,
    )
    page = attrs.evolve(page, is_about=page.shows(title or "") or _names(own, "\n".join(lines)))
    if _is_certain(page, own, title):
        return page
    kind = _kind(page, html, asked, title)
    return page if kind is None else attrs.evolve(page, kind=kind, why=MEANING[kind])


def _is_certain(page: LandingPage, own: frozenset[Handle], title: str | None) -> bool:
    """Return whether the metadata are certainly those of a publication, whatever else the page looks like."""
    if page.report is None or page.sources.get("title", "html") == "html":
        return False
    # error pages and walls name no authors, and no handle in their metadata
    if own & set(page.identifiers) or (page.report.authors and page.is_described):
        return True
    return bool(title and page.report.title) and titles_agree(title or "", page.report.title or "")


def _kind(page: LandingPage, html: str, asked: str, title: str | None) -> PageKind | None:
    """Return what a page is instead of a page about a report, unless something outweighs that."""
    if leads_to_market(asked, page.url):
        return PageKind.PARKED
    kind = kind_of(page.signs, asked=asked, url=page.url, described=page.is_described)
    is_headed = title is not None and page.is_headed_by(title)
    if kind != PageKind.HOME and (is_headed or (kind == PageKind.WALL and page.is_about)):
        return None if page.is_described else PageKind.PLAIN  # a form to log in stands on many pages
    lines = page.signs.lines[:_MOST_LINES]
    if is_parked(html, page.signs.headings, lines):
        return PageKind.PARKED
    if is_challenge(html, lines):
        return PageKind.WALL
    if kind is None and page.report is not None and is_error_title(page.report.title or ""):
        return PageKind.NOT_FOUND
    if kind != PageKind.PLAIN or is_weakly_described(page):
        return kind
    # a site without a template for errors writes the error into the text, and nothing else
    is_short = len(lines) <= _FEW_LINES and sum(map(len, lines)) <= _FEW_CHARACTERS
    if is_short and not page.shows(title or ""):
        headings = (*page.signs.headings, *lines, " ".join(lines)[:_OPENING])
        whole = attrs.evolve(page.signs, headings=headings)
        seen = kind_of(whole, asked=asked, url=page.url, described=False)
        return seen if seen in (PageKind.NOT_FOUND, PageKind.FAULT) else kind
    return kind


def is_weakly_described(page: LandingPage) -> bool:
    """Return whether a page that names the handle has at least the metadata for sharing it, as articles have."""
    is_of_a_page = page.report is not None and page.sources.get("title") == "json-ld"
    return page.is_named and (page.signs.is_shared or is_of_a_page)


def _names(own: frozenset[Handle], text: str) -> bool:
    return bool(own) and bool(own & set(Handle.find_all(text[:SCANNED])))
