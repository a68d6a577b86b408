"""describe: a report out of landing page, Signposting, DOI registry and handle record; never out of an excuse."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefmeta.errors import HandleNotFound
from briefmeta.handles.handle import Handle
from briefmeta.web.handles.proxies import Proxy
from briefmeta.web.handles.resolver import Resolver
from briefmeta.web.pages.description import CODES, Description, describe
from briefmeta.web.pages.landing_page import CSL_JSON

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

NAME = "20.500.12592/b2rbv89"
TITLE = "Niger’s Pivot to Moscow"
HEAD = f"""<meta name="citation_title" content="{TITLE}">
<meta name="citation_author" content="Parens, Raphael"><meta name="citation_author" content="Kim, Minjoo">
<meta name="citation_publication_date" content="2024-04-05">
<meta name="citation_publisher" content="Institute of Affairs">
<meta name="citation_technical_report_institution" content="Institute of Affairs">
<meta name="citation_abstract_html_url" content="https://hdl.handle.net/{NAME}">"""


def csl(**members: object) -> bytes:
    item = {
        "id": "x",
        "type": "report",
        "title": TITLE,
        "author": [{"family": "Parens", "given": "Raphael"}],
        "issued": {"date-parts": [[2024, 4, 5]]},
        "number": "17",
        **members,
    }
    return json.dumps([item]).encode()


def html(head: str = HEAD, title: str = TITLE, body: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()
    )


class Site:
    """A proxy and a repository on one server: the record of a handle, and pages by path."""

    def __init__(self, respond: Callable[..., bytes], answer: Callable[..., bytes]) -> None:
        self._respond, self._answer = respond, answer
        self.pages: dict[str, bytes] = {}
        self.record: list[tuple[int, str, str]] = []
        self.asked: list[str] = []
        self.base = ""

    def __call__(self, connection: socket.socket, path: str) -> bool:
        self.asked.append(path)
        if path.startswith("/api/handles/"):
            name = path.removeprefix("/api/handles/")
            values = [(index, kind, text.replace("{base}", self.base)) for index, kind, text in self.record]
            found = (
                self._respond(200, self._answer(name, *values))
                if values
                else self._respond(404, self._answer(name, code=100))
            )
            connection.sendall(found)
        else:
            connection.sendall(self.pages.get(path) or self._respond(404, b"nothing"))
        return True

    def page(
        self, path: str, body: bytes, *headers: str, kind: str = "text/html; charset=utf-8", status: int = 200
    ) -> None:
        lines = [each.replace("{base}", self.base) for each in headers]
        self.pages[path] = self._respond(status, body, f"Content-Type: {kind}", *lines)


@pytest.fixture
def site(start: Any, respond: Any, answer: Any) -> Site:
    made = Site(respond, answer)
    made.base = start(made)
    made.record = [(1, "URL", "{base}/items/8")]
    return made


@pytest.fixture
def look(site: Site) -> Iterator[Callable[..., Description]]:
    with Resolver(
        proxies=[site.base, Proxy(site.base, prefixes=("10",))], allow_private=True, timeout=1.0
    ) as resolver:
        yield lambda handle=NAME: describe(handle, resolver=resolver)


def codes(description: Description) -> list[str]:
    found = [each.code for each in description.findings]
    assert set(found) <= CODES
    return found


def test_every_code_is_explained() -> None:
    text = (Path(__file__).parents[3] / "docs/handles.md").read_text(encoding="utf-8")
    table = text.partition("| code | meaning |")[2].partition("\n\n")[0]
    named = {
        code
        for row in table.splitlines()
        for code in re.findall(r"`([a-z-]+)`", row.partition("|")[2].partition("|")[0])
    }
    assert named == CODES


def test_a_landing_page(site: Site, look: Any) -> None:
    site.page("/items/8", html())
    found = look()
    report = found.report
    assert report is not None
    assert (report.title, str(report.issued), report.publisher) == (
        TITLE,
        "2024-04-05",
        "Institute of Affairs",
    )
    assert [str(each) for each in report.authors] == ["Raphael Parens", "Minjoo Kim"]
    assert report.handle == Handle(NAME)
    assert report.url == f"{site.base}/items/8"
    assert found.sources["title"] == found.sources["authors"] == "page"
    assert found.sources["handle"] == found.sources["url"] == "record"
    assert found.urls["page"] == f"{site.base}/items/8"
    assert found.findings == ()


def test_the_linked_metadata_comes_first(site: Site, look: Any) -> None:
    described = f'<{{base}}/8.json>; rel="describedby"; type="{CSL_JSON}"'
    link = f'Link: {described}, <https://hdl.handle.net/{NAME}>; rel="cite-as"'
    site.page("/items/8", html(), link)
    site.page("/8.json", csl(genre="Policy brief"), kind=CSL_JSON)
    found = look()
    assert found.report is not None
    assert (found.report.number, found.report.genre, found.report.publisher) == (
        "17",
        "Policy brief",
        "Institute of Affairs",
    )
    assert found.sources["title"] == found.sources["number"] == "describedby"
    assert found.sources["publisher"] == "page"
    assert codes(found) == ["disagreement"]  # the page names two authors, the metadata one
    assert found.findings[0].field == "authors"


def test_links_of_the_head_count_too(site: Site, look: Any) -> None:
    site.page("/items/8", html(f'<link rel="describedby" type="{CSL_JSON}" href="/8.json">'))
    site.page("/8.json", csl(), kind=CSL_JSON)
    found = look()
    assert found.report is not None
    assert found.sources["title"] == "describedby"
    assert codes(found) == ["plain"]  # the head itself describes nothing


@pytest.mark.parametrize(
    "page",
    [
        {"status": 404},
        {"status": 500},
        {"body": b"{"},
        {"body": b"[" * 100_000},
        {"body": b"[]"},
        {"body": csl(URL="https://hdl.handle.net/20.500.12592/other")},
        {"body": csl(title="404 Not Found", author=[])},
        {"body": csl(title=None)},
    ],
)
def test_linked_metadata_that_is_none(page: dict[str, Any], site: Site, look: Any) -> None:
    site.page("/items/8", html(), f'Link: </8.json>; rel="describedby"; type="{CSL_JSON}"')
    site.page("/8.json", page.pop("body", csl()), kind=CSL_JSON, **page)
    found = look()
    assert found.report is not None
    assert found.sources["title"] == "page"
    assert len(found.findings) == 1


def test_a_doi_is_described_by_its_registry(site: Site, look: Any) -> None:
    site.page("/10.1234/x", csl(DOI="10.1234/x", publisher="Registry"), kind=CSL_JSON)
    site.page("/items/8", html().replace(NAME.encode(), b"10.1234/x"))
    found = look("https://doi.org/10.1234/x")
    assert found.report is not None
    assert found.sources["title"] == found.sources["publisher"] == "doi"
    assert found.report.doi == "10.1234/x"
    assert ("disagreement", "publisher") in [(each.code, each.field) for each in found.findings]


def test_a_doi_registry_that_answers_about_another_doi(site: Site, look: Any) -> None:
    site.page("/10.1234/x", csl(DOI="10.1234/other"), kind=CSL_JSON)
    found = look("10.1234/x")
    assert found.report is None
    assert "other-handle" in codes(found)


def test_cite_as_names_the_doi(site: Site, look: Any) -> None:
    site.page("/items/8", html(), "Link: <https://doi.org/10.1234/x>; rel=cite-as")
    found = look()
    assert found.report is not None
    assert found.report.doi == "10.1234/x"
    assert found.sources["doi"] == "cite-as"


def test_cite_as_may_say_nothing_new(site: Site, look: Any) -> None:
    for target in (f"https://hdl.handle.net/{NAME}", "https://repository.example.org/items/8"):
        site.page("/items/8", html(), f"Link: <{target}>; rel=cite-as")
        found = look()
        assert found.report is not None
        assert found.report.doi is None
        assert found.findings == ()


def test_a_landing_page_of_metadata(site: Site, look: Any) -> None:
    site.page("/items/8", csl(), kind=CSL_JSON)
    found = look()
    assert found.report is not None
    assert found.sources["number"] == "page"


def test_a_page_that_names_another_handle(site: Site, look: Any) -> None:
    site.page(
        "/items/8",
        html().replace(b"b2rbv89", b"other"),
        "Link: <https://hdl.handle.net/20.500.12592/third>; rel=cite-as",
    )
    found = look()
    assert codes(found) == ["other-handle", "other-handle"]
    assert "20.500.12592/other" in found.findings[0].message
    assert found.report is not None
    assert found.report.handle == Handle(NAME)


def test_a_page_may_name_the_alias_or_its_target(site: Site, look: Any, respond: Any, answer: Any) -> None:
    site.page("/items/8", html())
    site.pages["/api/handles/20.500.12592/alias"] = b""
    original = site.__class__.__call__

    def route(self: Site, connection: socket.socket, path: str) -> bool:
        if path.endswith("/alias"):
            connection.sendall(respond(200, answer("20.500.12592/alias", (1, "HS_ALIAS", NAME))))
            return True
        return original(self, connection, path)

    site.__class__.__call__ = route  # type: ignore[method-assign]  # one more answer for this test
    try:
        found = look("20.500.12592/alias")
    finally:
        site.__class__.__call__ = original  # type: ignore[method-assign]  # and back
    assert codes(found) == []
    assert found.report is not None
    assert found.report.handle == Handle("20.500.12592/alias")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (html("", "404 Not Found"), "not-found"),
        (html("", "Library", "<h1>Page not found</h1>"), "not-found"),
        (
            html('<meta name="DC.title" content="Page not found | Library">', "Page not found | Library"),
            "not-found",
        ),
        (html('<meta name="citation_title" content="404">', "Library"), "not-found"),
        (html("", "Sign in", '<input type="password">'), "wall"),
        (html("", "Just a moment..."), "wall"),
        (html("", "A fine library"), "plain"),
        (html('<meta property="og:title" content="A fine library">', "A fine library"), "plain"),
        (
            html(
                '<script type="application/ld+json">{"@type": "WebSite", "name": "Library"}</script>',
                "Library",
            ),
            "plain",
        ),
        (
            html(
                '<script type="application/ld+json">{"@type": "WebPage", "name": "Search"}</script>',
                "Library",
            ),
            "plain",
        ),
        (html('<meta name="DC.publisher" content="Library">', "Library"), "plain"),
        (html('<meta property="og:title" content="Oops">', "Oops", f"<h1>Not found</h1>{NAME}"), "not-found"),
        (b"", "plain"),
    ],
)
def test_an_excuse_never_becomes_a_report(body: bytes, code: str, site: Site, look: Any) -> None:
    site.page("/items/8", body)
    found = look()
    assert found.report is None
    assert code in codes(found)


def test_a_page_that_says_little_but_names_the_handle(site: Site, look: Any) -> None:
    site.page(
        "/items/8",
        html(f'<meta property="og:title" content="{TITLE}">', f"{TITLE} | Library", f"COI: {NAME}."),
    )
    found = look()
    assert found.report is not None
    assert found.report.title == TITLE
    assert found.findings == ()


@pytest.mark.parametrize(
    ("name", "handle", "title"),
    [
        ("deepblue_dspace6_head.html", "2027.42/151767", "Skeleton of Late Paleocene Plesiadapis Cookei"),
        ("shodhganga_dspace_head.html", "10603/305247", "Analytical description of black holes shadow"),
    ],
)
def test_real_pages(name: str, handle: str, title: str, site: Site, look: Any, shared: Path) -> None:
    site.page("/items/8", (shared / "data/pages" / name).read_bytes())
    found = look(handle)
    assert found.report is not None
    assert (found.report.title or "").startswith(title)
    assert found.report.handle == Handle(handle)
    assert found.findings == ()
    assert "other-handle" in codes(look(NAME))


def test_a_report_about_things_not_found_is_a_report(site: Site, look: Any) -> None:
    title = "Not Found"
    site.page("/items/8", html(HEAD.replace(TITLE, title), title))
    found = look()
    assert found.report is not None
    assert found.report.title == title


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500, 503])
def test_a_status_that_says_no(status: int, site: Site, look: Any) -> None:
    site.page("/items/8", html(), status=status)
    found = look()
    assert found.report is None
    assert len(found.findings) == 1


@pytest.mark.parametrize("target", ["/login?return=8", "/error", "/"])
def test_a_redirect_to_somewhere_else(target: str, site: Site, look: Any) -> None:
    site.page("/items/8", b"", f"Location: {target}", status=302)
    site.page(target, html('<meta name="DC.title" content="Library">', "Library"))
    found = look()
    assert found.report is None
    assert codes(found)


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ([(1, "EMAIL", "x@example.org")], "no-page"),
        ([(1, "URL", "ftp://example.org/x")], "unreachable"),
        ([(1, "URL", "http://[::1")], "unreachable"),
        ([(1, "URL", "http://user@127.0.0.1/")], "unreachable"),
        ([(1, "URL", "http://127.0.0.1:1/")], "unreachable"),
    ],
)
def test_a_record_that_leads_nowhere(
    record: list[tuple[int, str, str]], code: str, site: Site, look: Any
) -> None:
    site.record = record
    found = look()
    assert found.report is None
    assert codes(found) == [code]


def test_a_file_is_no_page(site: Site, look: Any) -> None:
    site.page("/items/8", b"%PDF-1.7", kind="application/pdf")
    assert codes(look()) == ["unreadable"]


def test_a_file_may_link_to_its_metadata(site: Site, look: Any) -> None:
    site.page(
        "/items/8",
        b"%PDF-1.7",
        f'Link: </8.json>; rel=describedby; type="{CSL_JSON}"',
        kind="application/pdf",
    )
    site.page("/8.json", csl(), kind=CSL_JSON)
    assert look().sources["title"] == "describedby"


def test_a_handle_that_does_not_exist(site: Site, look: Any) -> None:
    site.record = []
    with pytest.raises(HandleNotFound):
        look()


def described(site: Site, look: Any, head: str, **members: object) -> list[str | None]:
    """Describe a page whose linked metadata say things in other words; return the fields that disagree."""
    site.page("/items/8", html(head), f'Link: </8.json>; rel="describedby"; type="{CSL_JSON}"')
    site.page("/8.json", csl(**members), kind=CSL_JSON)
    return [each.field for each in look().findings]


@pytest.mark.parametrize(
    ("name", "page", "members"),
    [
        ("author", "Müller, Jana", {"author": [{"family": "Mueller", "given": "Jana"}]}),
        ("author", "World Health Organization", {"author": [{"literal": "WHO"}]}),
        ("author", "Doe, J. M.", {"author": [{"family": "Doe", "given": "Jane Mary"}]}),
        ("publisher", "World Health Organization", {"publisher": "WHO"}),
        ("title", f"{TITLE}: What Comes Next", {"title": TITLE}),
        ("title", TITLE.upper(), {"title": TITLE}),
        ("publication_date", "2024", {"issued": {"date-parts": [[2024]], "circa": True}}),
        ("publication_date", "2024-04-05", {"issued": {"date-parts": [[2024]], "circa": True}}),
    ],
)
def test_sources_agree_as_a_report_agrees_with_its_page(
    name: str, page: str, members: dict[str, Any], site: Site, look: Any
) -> None:
    head = f'<meta name="citation_title" content="{TITLE}">'
    if name == "title":
        head = ""
    assert described(site, look, f'{head}<meta name="citation_{name}" content="{page}">', **members) == []


@pytest.mark.parametrize(
    ("name", "page", "members"),
    [
        ("author", "Miller, Jana", {"author": [{"family": "Mueller", "given": "Jana"}]}),
        ("publisher", "World Bank", {"publisher": "WHO"}),
        ("publication_date", "2023", {"issued": {"date-parts": [[2024]]}}),
    ],
)
def test_sources_disagree(name: str, page: str, members: dict[str, Any], site: Site, look: Any) -> None:
    head = f'<meta name="citation_title" content="{TITLE}"><meta name="citation_{name}" content="{page}">'
    field = {"author": "authors", "publication_date": "issued"}.get(name, name)
    assert described(site, look, head, **members) == [field]


@pytest.mark.parametrize(
    "leaf",
    [
        html('<meta http-equiv="refresh" content="0; url=/new/8">', "Moved"),
        b"<script>location.replace('/new/8')</script>",
    ],
)
def test_a_page_that_sends_its_reader_on_is_followed(leaf: bytes, site: Site, look: Any) -> None:
    site.page("/items/8", leaf)
    site.page("/new/8", html())
    found = look()
    assert found.report is not None
    assert found.report.title == TITLE
    assert found.urls["page"] == f"{site.base}/new/8"


def test_a_page_that_sends_its_reader_round_in_a_circle(site: Site, look: Any) -> None:
    site.page("/items/8", html('<meta http-equiv="refresh" content="0; url=/b">', "A"))
    site.page("/b", html('<meta http-equiv="refresh" content="0; url=/items/8">', "B"))
    assert look().report is None
    assert len(site.asked) <= 4


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (html("", "report.example", "<p>This domain is for sale.</p>"), "parked"),
        (html("", "Library", "<p>Sorry, the item you asked for could not be found.</p>"), "not-found"),
        (html("", "Library", "<p>We are performing scheduled maintenance.</p>"), "fault"),
        (html("", "", "<script src='/cdn-cgi/challenge-platform/x.js'></script>"), "wall"),
    ],
)
def test_describe_knows_the_pages_that_verify_knows(body: bytes, code: str, site: Site, look: Any) -> None:
    site.page("/items/8", body)
    assert codes(look()) == [code]


def test_a_tag_of_very_many_attributes_does_not_stop_the_clock(site: Site, look: Any) -> None:
    for count, name in ((60_000, 'a{}="x"'), (60_000, "a{}"), (6_000, "a{} ")):
        tags = " ".join(name.format(number) for number in range(count))
        body = html("", "Library", f"<a {tags}></a>" * (1 if count > 6_000 else 20))
        site.page("/items/8", body)
        began = time.process_time()
        assert codes(look()) == ["plain"]
        assert time.process_time() - began < 3


def test_a_resolver_of_its_own(site: Site) -> None:
    site.page("/items/8", html(f'<link rel="describedby" type="{CSL_JSON}" href="/8.json">'))
    site.page("/8.json", csl(), kind=CSL_JSON)
    found = describe(NAME, proxies=[site.base], allow_private=True)
    assert found.report is not None
    assert found.report.title == TITLE
