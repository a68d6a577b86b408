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

from briefmeta.errors import BriefmetaError, HandleSyntaxError, TransportError
from briefmeta.handles.handle import Handle
from briefmeta.web.handles.resolver import Resolver
from briefmeta.web.pages.agreement import differences
from briefmeta.web.pages.landing_page import (
    CSL_JSON,
    HTML,
    LandingPage,
    is_weakly_described,
    metadata_links,
    read_metadata,
)
from briefmeta.web.pages.page_kind import MEANING, PageKind, is_error_title
from briefmeta.web.pages.retrieval import GONE, WALLS, retrieve
from briefmeta.web.pages.signposting import Link, related
from briefmeta.web.transport.deadline import Deadline
from briefmeta.web.transport.transport import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefmeta.handles.handle_record import HandleRecord
    from briefmeta.model.report import Report
    from briefmeta.web.transport.transport import Answer

_MERGED_BY_HAND = frozenset({"key", "handle", "extra", "type"})
_SHOWN = 80  # characters of a value in a message

CODES = frozenset({"other-handle", "disagreement", "unreachable", "unreadable", "no-page", *PageKind})
"""Every code that a finding may have; ``docs/handles.md`` explains them."""


@attrs.frozen(kw_only=True)
class PageFinding:
    """Something about the sources of a description that its reader should know.

    Attributes:
        code: ``other-handle``, ``disagreement``, ``unreachable``, ``unreadable``, ``no-page``, or the ``PageKind`` of
            a page that was not used.
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

    def _answered(self, ask: Callable[[], tuple[Answer, LandingPage | None]]) -> Any:
        """Ask for something; what goes wrong is a finding."""
        try:
            answer, page = ask()
        except TransportError as error:
            self._note("unreachable", str(error))
            return None, None
        if answer.status != 200:
            status = answer.status
            code = "wall" if status in WALLS else "not-found" if status in GONE else "unreachable"
            self._note(code, f"{answer.url}: HTTP {status}")
            return None, None
        return answer, page

    def _metadata(self, name: str, url: str, media_type: str) -> Iterator[_Source]:
        """Ask for metadata and read them; what is a page instead is passed over."""
        answer, _ = self._answered(
            lambda: (self.resolver.fetch(url, accept=media_type, deadline=self.deadline), None)
        )
        if answer is not None and not (name == "doi" and answer.media_type in HTML):
            yield from self._source(name, answer, media_type)

    def _doi(self) -> Iterator[_Source]:
        """Ask the registration agency of a DOI."""
        if not self.handle.prefix.startswith("10."):
            return
        # doi.org passes the Accept header on to the agency (DataCite and Crossref, "content negotiation")
        serving = [proxy for proxy in self.resolver.proxies if proxy.serves(self.handle)]
        proxy = next((each for each in serving if "10" in each.prefixes), serving[0])
        yield from self._metadata("doi", self.handle.url_for(proxy.url), CSL_JSON)

    def _landing(self) -> Iterator[_Source]:
        """Read the landing page and what it links to."""
        asked = self.record.url
        if asked is None:
            self._note("no-page", "the handle record has no URL")
            return
        answer, page = self._answered(
            lambda: retrieve(asked, own=frozenset(self.own), resolver=self.resolver, deadline=self.deadline)
        )
        if page is None:
            return
        found: list[_Source] = []
        if page.is_page or page.is_empty:
            found, kind = self._page(page)
            if kind not in (None, PageKind.PLAIN):
                return  # what an error page links to is not about this handle
        elif answer.media_type == CSL_JSON:
            found = list(self._source("page", answer, CSL_JSON))
        elif not page.links:
            self._note("unreadable", f"{answer.url} is {answer.media_type or 'of no type'}, not a page")
        yield from self._described(page)
        yield from found
        yield from self._cited_as(page.links, answer.url)

    def _described(self, page: LandingPage) -> Iterator[_Source]:
        """Read the metadata that the page links to, of the first kind that can be read."""
        for link in metadata_links(page.links, page.url):
            found = list(self._metadata("describedby", link.target, link.media_type))
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

    def _page(self, page: LandingPage) -> tuple[list[_Source], PageKind | None]:
        """Take what the head of a page says, or note what the page is instead."""
        kind = page.kind
        if page.report is not None and (
            kind is None or (kind == PageKind.PLAIN and is_weakly_described(page))
        ):
            found = list(self._accepted("page", page.url, page.report))
            return found, None if found else PageKind.NOT_FOUND
        kind = kind or PageKind.PLAIN
        self._note(kind, f"{page.url}: {MEANING[kind]}")
        return [], kind

    def _source(self, name: str, answer: Answer, media_type: str) -> Iterator[_Source]:
        """Read a report out of metadata."""
        report, fault = read_metadata(answer, media_type)
        if report is not None:
            yield from self._accepted(name, answer.url, report)
        else:
            said = f": {fault}" if fault else ""
            self._note("unreadable", f"{answer.url} has no metadata that can be read{said}")

    def _accepted(self, name: str, url: str, report: Report) -> Iterator[_Source]:
        """Take a report for a source, if nothing speaks against it or something outweighs that."""
        title = report.title or ""
        named = bool(self.own & set(_identifiers(report)))
        if is_error_title(title) and not named and not report.authors:
            self._note(PageKind.NOT_FOUND, f"{url}: {_shown(title)}", "title")
            return
        others = _identifiers(report, doi=self.handle.prefix.startswith("10."))
        # a page may be filed under an older handle; linked metadata of another handle are of another object
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
    """Note where a source says something else than the first that says anything, field by field."""
    for field in ("title", "authors", "issued", "publisher", "doi"):
        saying = [source for source in sources if getattr(source.report, field)]
        for source in saying[1:]:
            first = saying[0]
            said = _difference(field, first.report, source.report)
            if said is not None:
                both = f"{first.name} says {_shown(said[0])}, {source.name} says {_shown(said[1])}"
                message = printable(f"{both}; the first is kept")
                yield PageFinding(code="disagreement", field=field, message=message)


def _difference(field: str, one: Report, other: Report) -> tuple[str, str] | None:
    """Return what two reports say, where they do not say the same."""
    if field == "doi":  # case does not count in a DOI (ISO 26324, section 5.2)
        pair = one.doi or "", other.doi or ""
        return None if pair[0].lower() == pair[1].lower() else pair
    found = next((each for each in differences(one, other) if each.field == field), None)
    return None if found is None else (found.ours, found.value)


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
