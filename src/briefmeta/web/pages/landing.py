"""From a handle to a report: the landing page, the metadata that it links to, and the handle record.

Where sources disagree, the one that comes first here is right:

1. ``doi``: what the registration agency of a DOI (a handle under ``10.``) answers to content negotiation;
2. ``describedby``: metadata that the page links to with Signposting;
3. ``page``: the head of the landing page;
4. ``cite-as``: the identifier that the page says it is to be cited by;
5. ``record``: the handle record.

A field comes whole from one source; ``Description.sources`` says from which. The handle is always the one
asked for. A page that is a soft 404, a log-in, a home page or without metadata contributes nothing: a title
of such a page is not a title.
"""

from __future__ import annotations

import contextlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import BriefmetaError, HandleSyntaxError, ParseError, TransportError
from briefmeta.handles.handle import Handle
from briefmeta.text.fold import squeezed
from briefmeta.web.handles.resolver import Resolver
from briefmeta.web.pages.links import Link, parse_links, related
from briefmeta.web.pages.page import PageKind, PageSigns, doubt, is_excuse, look_at
from briefmeta.web.transport.deadline import Deadline
from briefmeta.web.transport.transport import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefmeta.handles.record import HandleRecord
    from briefmeta.model.report import Report
    from briefmeta.web.transport.transport import Answer

CSL_JSON = "application/vnd.citationstyles.csl+json"
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_MOST_DESCRIPTIONS = 3  # links to metadata that are tried
_SCANNED = 2_000_000  # characters of a page in which its handle is looked for
_COMPARED = ("title", "authors", "issued", "publisher", "doi")
_MERGED_BY_HAND = frozenset({"key", "handle", "extra", "type"})
_WALL_STATUS = frozenset({401, 403, 407, 451})
_GONE_STATUS = frozenset({404, 410})

CODES = frozenset({"other-handle", "disagreement", "unreachable", "unreadable", "no-page", *PageKind})
"""Every code that a finding may have; ``docs/handles.md`` explains them."""

_WHY = {
    PageKind.NOT_FOUND: "the page says that there is nothing here",
    PageKind.WALL: "the page asks to log in, or for proof of a human",
    PageKind.FAULT: "the page says that the server has a fault, or is being worked at",
    PageKind.HOME: "the page is the home page of the site",
    PageKind.PLAIN: "the page has no metadata in its head",
}


@attrs.frozen(kw_only=True)
class PageFinding:
    """Something about the sources of a description that its reader should know.

    Attributes:
        code: ``other-handle``, ``disagreement``, ``unreachable``, ``unreadable``, ``no-page``, or the kind
            of page that was not
            used: ``not-found``, ``wall``, ``home``, ``plain``.
        field: the field of the report that is concerned, or None.
        message: what was found, in words.
    """

    code: str
    message: str
    field: str | None = None


@attrs.frozen(kw_only=True)
class Description:
    """What is known about a handle, and from where.

    Attributes:
        handle: the handle that was asked for.
        record: its record.
        report: the report; None where no source says what the handle identifies.
        sources: for each field of the report, the name of its source.
        urls: for each source, where it was read.
        findings: what went wrong or does not fit.
    """

    handle: Handle
    record: HandleRecord
    report: Report | None
    sources: Mapping[str, str]
    urls: Mapping[str, str]
    findings: tuple[PageFinding, ...] = ()


@attrs.frozen(kw_only=True)
class _Source:
    name: str
    url: str
    report: Report


def describe(
    handle: Handle | str, *, resolver: Resolver | None = None, auth: bool = False, **options: Any
) -> Description:
    """Find out what a handle identifies.

    Args:
        handle: the handle, in any written form.
        resolver: asks for the record and the pages; one of its own with ``options`` if none is given.
        auth: ask the handle's own server, past caches.
        options: those of ``Resolver``.

    Returns:
        The description. Its report holds what the sources say, in the order at the head of this module.

    Raises:
        HandleSyntaxError: the text is no handle.
        HandleNotFound: a server said that there is no such handle.
        HandleUnresolved: nobody could say. Faults of the landing page are findings, not errors.
    """
    if resolver is None:
        with Resolver(**options) as own:
            return describe(handle, resolver=own, auth=auth)
    handle = handle if isinstance(handle, Handle) else Handle(handle)
    record = resolver.resolve(handle, auth=auth)
    return _Reading(handle, record, resolver).description()


class _Reading:
    """One description in the making."""

    def __init__(self, handle: Handle, record: HandleRecord, resolver: Resolver) -> None:
        self.handle, self.record, self.resolver = handle, record, resolver
        self.deadline = Deadline(resolver.deadline)
        self.findings: list[PageFinding] = []
        self.own = {handle, record.handle, *record.trail}  # every name that the object has

    def description(self) -> Description:
        sources = [*self._doi(), *self._landing()]
        report, fields = _merge(self.handle, sources, self.record.url)
        self.findings += _disagreements(sources)
        urls = {source.name: source.url for source in reversed(sources)}
        return Description(
            handle=self.handle,
            record=self.record,
            report=report,
            sources=MappingProxyType(fields),
            urls=MappingProxyType({"record": self.record.handle.uri, **urls}),
            findings=tuple(self.findings),
        )

    def _note(self, code: str, message: str, field: str | None = None) -> None:
        self.findings.append(PageFinding(code=str(code), message=printable(message), field=field))

    def _fetch(self, url: str, accept: str) -> Answer | None:
        """Ask for a page; what goes wrong is a finding."""
        try:
            answer = self.resolver.fetch(url, accept=accept, deadline=self.deadline)
        except TransportError as error:
            self._note("unreachable", str(error))
            return None
        if answer.status in _WALL_STATUS:
            self._note("wall", f"{answer.url}: HTTP {answer.status}")
        elif answer.status in _GONE_STATUS:
            self._note("not-found", f"{answer.url}: HTTP {answer.status}")
        elif answer.status != 200:
            self._note("unreachable", f"{answer.url}: HTTP {answer.status}")
        return answer if answer.status == 200 else None

    def _doi(self) -> Iterator[_Source]:
        """Ask the registration agency of a DOI."""
        if not self.handle.prefix.startswith("10."):
            return
        serving = [proxy for proxy in self.resolver.proxies if proxy.serves(self.handle)]
        proxy = next((each for each in serving if "10" in each.prefixes), serving[0])
        answer = self._fetch(self.handle.url_for(proxy.url), CSL_JSON)
        if answer is not None and answer.media_type not in _HTML:
            yield from self._source("doi", answer, CSL_JSON)

    def _landing(self) -> Iterator[_Source]:
        """Read the landing page and what it links to."""
        asked = self.record.url
        if asked is None:
            self._note("no-page", "the handle record has no URL")
            return
        answer = self._fetch(asked, _ACCEPT_PAGE)
        if answer is None:
            return
        links = parse_links(answer.headers.get("Link", ""), answer.url)
        page: list[_Source] = []
        if answer.media_type in _HTML:
            signs = look_at(answer.text, answer.url)
            page, against = self._page(answer, signs, asked)
            if against not in (None, PageKind.PLAIN):
                return  # what a wall or an excuse links to is not about this handle
            links += signs.links
        elif answer.media_type == CSL_JSON:
            page = list(self._source("page", answer, CSL_JSON))
        elif not links:
            self._note("unreadable", f"{answer.url} is {answer.media_type or 'of no type'}, not a page")
        yield from self._described(links, answer.url)
        yield from page
        yield from self._cited_as(links, answer.url)

    def _described(self, links: tuple[Link, ...], page: str) -> Iterator[_Source]:
        """Read the metadata that the page links to, of the first kind that can be read."""
        described = [link for link in related(links, "describedby") if link.target != page]
        wanted = [link for link in described if link.media_type not in _HTML and reader_of(link.media_type)]
        wanted.sort(key=lambda link: link.media_type != CSL_JSON)
        for link in wanted[:_MOST_DESCRIPTIONS]:
            answer = self._fetch(link.target, link.media_type)
            found = list(self._source("describedby", answer, link.media_type)) if answer else []
            if found:
                yield from found
                return

    def _cited_as(self, links: tuple[Link, ...], page: str) -> Iterator[_Source]:
        """Take the identifier that the page is to be cited by."""
        for link in related(links, "cite-as")[:1]:
            try:
                cited = Handle(link.target)
            except HandleSyntaxError:
                continue
            if cited.prefix.startswith("10.") and cited not in self.own:
                yield from _single("cite-as", page, doi=str(cited))
            elif cited not in self.own:
                self._note("other-handle", f"{page} is to be cited as {cited}", "handle")

    def _page(self, answer: Answer, signs: PageSigns, asked: str) -> tuple[list[_Source], PageKind | None]:
        """Read the head of a page, or tell what the page is instead."""
        from briefmeta.formats.html import read_head

        text = answer.text
        reading = read_head(text, [])
        source = reading.sources.get("title", "html") if reading is not None else "html"
        # many a site calls each of its pages a WebPage
        of_a_page = reading is not None and source == "json-ld" and reading.report.type == "webpage"
        described = source != "html" and not of_a_page
        against = doubt(signs, asked=asked, url=answer.url, described=described)
        if against == PageKind.PLAIN and (signs.is_shared or of_a_page) and self._is_named(text):
            against = None
        if reading is not None and (described or against is None):
            found = list(self._accepted("page", answer.url, reading.report, against))
            if found or against is None:
                return found, None if found else PageKind.NOT_FOUND
        self._note(against or PageKind.PLAIN, f"{answer.url}: {_WHY[against or PageKind.PLAIN]}")
        return [], against

    def _is_named(self, text: str) -> bool:
        return bool(self.own & set(Handle.find_all(text[:_SCANNED])))

    def _source(self, name: str, answer: Answer, media_type: str) -> Iterator[_Source]:
        """Read a report out of metadata."""
        problems: list[ParseError] = []
        reader = reader_of(media_type)
        try:
            reports = reader.loads(answer.text, problems) if reader else []
        except BriefmetaError as error:
            problems, reports = [ParseError(str(error))], []
        if reports and reports[0].title is not None:
            yield from self._accepted(name, answer.url, reports[0], None)
        else:
            said = f": {problems[0].message}" if problems else ""
            self._note("unreadable", f"{answer.url} has no metadata that can be read{said}")

    def _accepted(self, name: str, url: str, report: Report, against: PageKind | None) -> Iterator[_Source]:
        """Take a report for a source, if nothing speaks against it or something outweighs that."""
        title = report.title or ""
        named = bool(self.own & set(_identifiers(report)))
        if (against or is_excuse(title)) and not named and not report.authors:
            if against is None:
                self._note(PageKind.NOT_FOUND, f"{url}: {_shown(title)}", "title")
            return
        others = _identifiers(report, doi=self.handle.prefix.startswith("10."))
        if others and not named:
            self._note("other-handle", f"{url} is about {others[0]}", "handle")
            if name != "page":
                return
        yield _Source(name=name, url=url, report=report)


def _identifiers(report: Report, *, doi: bool = True) -> list[Handle]:
    """Return the handle of a report, and its DOI, which is a handle."""
    names = [report.handle] if report.handle else []
    if doi and report.doi:
        with contextlib.suppress(HandleSyntaxError):
            names.append(Handle.exact(report.doi))
    return names


def reader_of(media_type: str) -> Any:
    """Find the format that reads a media type, among those that describe publications."""
    from briefmeta.formats import formats

    readers = (each for each in formats() if each.reads and each.media_type == media_type)
    return next(readers, None) if media_type != "text/plain" else None


def _single(name: str, source_url: str, **fields: Any) -> Iterator[_Source]:
    """Make a source of single values; a value that its field does not hold makes none."""
    from briefmeta.model.report import Report

    try:
        yield _Source(name=name, url=source_url, report=Report(**fields))
    except BriefmetaError:
        return


def _merge(handle: Handle, sources: list[_Source], url: str | None) -> tuple[Report | None, dict[str, str]]:
    """Take each field from the first source that has it."""
    from briefmeta.model.report import FIELDS, Report

    if not any(source.report.title for source in sources):
        return None, {}
    values: dict[str, Any] = {"handle": handle, "type": sources[0].report.type}
    origin = {"handle": "record", "type": sources[0].name}
    for field in FIELDS:
        for source in sources:
            if field not in _MERGED_BY_HAND and field not in values and getattr(source.report, field):
                values[field], origin[field] = getattr(source.report, field), source.name
    extra: dict[str, Any] = {}
    for source in reversed(sources):
        extra.update(source.report.extra.to_json())
    if extra:
        values["extra"] = extra
    if url is not None and "url" not in values:
        located = next(_single("record", url, url=url), None)
        if located is not None and located.report.url:
            values["url"], origin["url"] = located.report.url, "record"
    return Report(**values), origin


def _disagreements(sources: list[_Source]) -> Iterator[PageFinding]:
    """Note where two sources say different things."""
    for field in _COMPARED:
        said = [(source.name, value) for source in sources if (value := getattr(source.report, field))]
        for name, value in said[1:]:
            if not _agree(field, said[0][1], value):
                message = (
                    f"{said[0][0]} says {_shown(said[0][1])}, {name} says {_shown(value)}; the first is kept"
                )
                yield PageFinding(code="disagreement", field=field, message=printable(message))


def _agree(field: str, one: Any, other: Any) -> bool:
    """Return whether two values say the same, one perhaps with less detail."""
    if field == "issued":
        short, long = sorted((str(one), str(other)), key=len)
        return long.startswith(short)
    if field == "authors":
        return {_surname(each) for each in one} == {_surname(each) for each in other}
    return squeezed(str(one)) == squeezed(str(other))


def _surname(name: Any) -> str:
    return squeezed(getattr(name, "family", None) or str(name))


def _shown(value: Any) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return repr(text if len(text) <= 80 else f"{text[:80]}…")
