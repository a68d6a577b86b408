"""verify: what a page with status 200 is, and where it disagrees with the report; and what only looks like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

import briefmeta
from briefmeta.checks.rule_registry import find_rule
from briefmeta.web.pages.verification import Status, Verification, verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HANDLE = "20.500.12592/b2rbv89"
SITE = "http://www.report.example"
PAGE = f"{SITE}/items/8"
TITLE = "Niger’s Pivot to Moscow"
REPORT = briefmeta.Report(
    title=TITLE,
    authors=["Raphael Parens", "Kim, Minjoo"],
    issued="2024-04-05",
    publisher="Institute of Affairs",
    handle=HANDLE,
)
NAMED = f'<meta name="citation_abstract_html_url" content="https://hdl.handle.net/{HANDLE}">'


def head(**values: str | tuple[str, ...]) -> str:
    fields: dict[str, str | tuple[str, ...]] = {
        "title": TITLE,
        "author": ("Parens, Raphael", "Kim, Minjoo"),
        "publication_date": "2024-04-05",
        "publisher": "Institute of Affairs",
        **values,
    }
    return "\n".join(
        f'<meta name="citation_{name}" content="{value}">'
        for name, given in fields.items()
        for value in ((given,) if isinstance(given, str) else given)
    )


def html(head: str = "", title: str = "Library", body: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()
    )


@pytest.fixture
def check(world: Any, traveller: Any) -> Callable[..., Verification]:
    """Verify a report, whose handle leads to a page."""
    world.handles.records[HANDLE] = [(1, "URL", PAGE)]

    def run(page: bytes | None = None, *headers: str, report: briefmeta.Report = REPORT) -> Verification:
        if page is not None:
            world.page(PAGE, page, *headers)
        return verify(report, traveller())

    return run


def codes(found: Verification) -> list[str]:
    assert all(find_rule(each.code) for each in found.findings)
    return [each.code for each in found.findings]


# what a page is


@pytest.mark.parametrize(
    "page",
    [
        html(title="404 Not Found"),
        html(body="<h1>Page not found</h1>"),
        html(body="<p>Sorry, the item you asked for could not be found.</p>"),
        html(body="<p>Diese Seite wurde nicht gefunden.</p>"),
        html('<meta name="citation_title" content="404">'),
        html('<meta name="DC.title" content="Page not found | Library">', "Page not found | Library"),
        html('<meta property="og:title" content="Oops">', "Oops", "<h2>This document has been removed</h2>"),
    ],
)
def test_a_soft_404(page: bytes, check: Any) -> None:
    found = check(page)
    assert (found.status, codes(found)) == (Status.DEAD, ["WEB205"])


@pytest.mark.parametrize("path", ["/error", "/404.html"])
def test_a_redirect_to_an_excuse(path: str, world: Any, check: Any) -> None:
    world.redirect(PAGE, path, 302)
    world.page(f"{SITE}{path}", html(body="<p>Hello</p>"))
    assert codes(check()) == ["WEB205"]


@pytest.mark.parametrize("title", ["Not Found", "Signs Not Found: The Missing of 1994", "Working Paper 404"])
@pytest.mark.parametrize("described", [True, False])
def test_a_report_that_only_sounds_like_an_excuse(title: str, described: bool, check: Any) -> None:
    named = head(title=title) + NAMED if described else ""
    found = check(html(named, title, f"<h1>{title}</h1>{HANDLE}"), report=attrs.evolve(REPORT, title=title))
    assert (found.status, found.findings) == (Status.ALIVE, ())


@pytest.mark.parametrize(
    "page",
    [
        html(title="Sign in to continue"),
        html(body='<form><input type="password"></form>', title="Log in | Library"),
        html(title="Just a moment..."),
        html(body="<h1>Access denied</h1>"),
    ],
)
def test_a_wall(page: bytes, check: Any) -> None:
    found = check(page)
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB207"])
    assert found.findings[0].severity == "unknown"


def test_a_page_without_metadata_that_shows_the_title_beside_a_form_is_no_wall(check: Any) -> None:
    assert check(html(body=f'<form><input type="password"></form><p>{TITLE}</p>')).findings == ()


def test_a_redirect_to_a_wall(world: Any, check: Any) -> None:
    world.redirect(PAGE, "http://sso.report.example/idp/profile?return=8", 302)
    world.page("http://sso.report.example/idp/profile?return=8", html(body="<p>Hello</p>"))
    assert codes(check()) == ["WEB207"]


def test_a_page_with_a_form_in_the_corner_is_no_wall(check: Any) -> None:
    assert check(html(head() + NAMED, TITLE, '<form><input type="password"></form>')).findings == ()


@pytest.mark.parametrize("home", ["/", "/index.html", "/en/"])
@pytest.mark.parametrize("status", [301, 302])
def test_a_redirect_to_the_home_page(home: str, status: int, world: Any, check: Any) -> None:
    world.redirect(PAGE, home, status)
    world.page(f"{SITE}{home}", html(title="Institute of Affairs", body=f"<p>Latest: {TITLE}</p>"))
    found = check()
    assert (found.status, codes(found)) == (Status.DEAD, ["WEB208"])


def test_a_site_of_one_report_has_it_on_its_home_page(world: Any, check: Any) -> None:
    world.redirect(PAGE, "/", 302)
    world.page(f"{SITE}/", html(head() + NAMED, TITLE))
    assert check().findings == ()
    world.handles.records[HANDLE] = [(1, "URL", f"{SITE}/")]
    world.page(f"{SITE}/", html("", TITLE, f"<h1>{TITLE}</h1>"))
    assert check().findings == ()


@pytest.mark.parametrize(
    "page",
    [
        html(title="report.example - This domain is for sale"),
        html(body="<h1>report.example</h1><p>Buy this domain today</p>"),
        html(body="<p>The domain report.example has expired.</p>"),
        html(body="<h2>Diese Domain steht zum Verkauf</h2>"),
        html(body="<p>Ce nom de domaine est à vendre</p>"),
        html('<script src="https://js.domain-parking.example/caf.js"></script>', "report.example"),
        b"<script>window.location.href='/lander'</script>",
    ],
)
def test_a_parked_domain(page: bytes, check: Any) -> None:
    found = check(page)
    assert (found.status, codes(found)) == (Status.DEAD, ["WEB206"])


def test_a_redirect_to_who_sells_the_domain(world: Any, check: Any) -> None:
    target = "http://market.example/buy-domain/report.example"
    world.redirect(PAGE, target, 302)
    world.page(target, html(title="Great names"))
    assert codes(check()) == ["WEB206"]


def test_a_report_about_domains_that_are_for_sale(check: Any) -> None:
    title = "Every Domain Is for Sale: Parked Domains and Their Owners"
    report = attrs.evolve(REPORT, title=title)
    assert check(html(head(title=title) + NAMED, title, f"<h1>{title}</h1>"), report=report).findings == ()


def test_an_empty_page(check: Any) -> None:
    for page in (b"", b" \n"):
        found = check(page)
        assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB209"])


def test_a_file(world: Any, check: Any) -> None:
    found = check(b"%PDF-1.7", "Content-Type: application/pdf")
    assert (found.status, codes(found)) == (Status.ALIVE, ["WEB301"])
    assert "application/pdf" in found.findings[0].message
    assert f"GET {PAGE}" not in world.asked  # the headers said enough


def test_a_file_that_is_larger_than_the_limit(world: Any, traveller: Any, check: Any, respond: Any) -> None:
    world.page(PAGE, b"x" * 20_000, head=respond(405, b"", "Content-Length: 0"))
    found = verify(REPORT, traveller(max_bytes=10_000))
    assert (found.status, codes(found)) == (Status.ALIVE, ["WEB301"])


def test_a_page_that_only_scripts_fill(check: Any) -> None:
    found = check(html(body='<div id="app"></div><script>render()</script>'))
    assert (found.status, codes(found)) == (Status.ALIVE, ["WEB301"])


def test_a_page_that_only_scripts_fill_at_the_address_of_the_handle(world: Any, check: Any) -> None:
    world.redirect(PAGE, f"{SITE}/handle/{HANDLE}", 302)
    world.page(f"{SITE}/handle/{HANDLE}", html(body="<script>render()</script>"))
    assert codes(check()) == ["WEB301"]


def test_a_page_without_metadata_that_shows_the_title(check: Any) -> None:
    assert check(html(body=f"<h3>{TITLE.upper()}</h3>")).findings == ()
    assert check(html(body=f"<p>Cite as: COI: {HANDLE}.</p>")).findings == ()


# the handle on the page


def test_a_page_that_does_not_name_the_handle(check: Any) -> None:
    found = check(html(head()))
    assert (found.status, codes(found)) == (Status.ALIVE, ["WEB302"])
    assert found.findings[0].severity == "info"


@pytest.mark.parametrize(
    "named",
    [
        f'<a href="https://hdl.handle.net/{HANDLE.upper()}">',
        f"COI: {HANDLE}.",
        f'<link rel="canonical" href="http://repository.example/handle/{HANDLE}">',
        f'<link rel="cite-as" href="https://coilink.org/{HANDLE}">',
    ],
)
def test_a_page_that_names_the_handle_somewhere(named: str, check: Any) -> None:
    assert check(html(head(), body=named)).findings == ()


def test_a_page_that_names_the_handle_in_a_header(check: Any) -> None:
    assert check(html(head()), f"Link: <https://hdl.handle.net/{HANDLE}>; rel=cite-as").findings == ()


def test_a_page_that_names_the_handle_in_its_address(world: Any, check: Any) -> None:
    world.redirect(PAGE, f"{SITE}/handle/{HANDLE}", 302)
    world.page(f"{SITE}/handle/{HANDLE}", html(head()))
    assert check().findings == ()


def test_a_page_that_names_the_alias(world: Any, check: Any) -> None:
    world.handles.records["20.500.12592/old"] = [(1, "HS_ALIAS", HANDLE)]
    report = attrs.evolve(REPORT, handle="20.500.12592/old")
    assert check(html(head() + NAMED), report=report).findings == ()


def test_a_page_that_is_known_by_another_handle(check: Any) -> None:
    found = check(html(head() + NAMED.replace("b2rbv89", "other")))
    assert codes(found) == ["WEB303"]
    assert "20.500.12592/other" in found.findings[0].message
    both = html(head() + NAMED.replace("b2rbv89", "other"), body=HANDLE)
    assert check(both).findings == ()


def test_a_page_with_a_doi_beside_the_handle(check: Any) -> None:
    assert check(html(f'{head()}{NAMED}<meta name="citation_doi" content="10.1234/x">')).findings == ()


# what the page says


def test_a_page_about_something_else(check: Any) -> None:
    other = head(title="Coastal erosion in Benin", author="Doe, Jane", publication_date="2019")
    for page in (
        html(other + NAMED),
        html(head(title="Coastal erosion in Benin") + NAMED.replace("b2rbv89", "other")),
    ):
        found = check(page)
        assert (found.status, codes(found)) == (Status.ALIVE, ["WEB304"])
        assert found.findings[0].severity == "error"


@pytest.mark.parametrize(
    ("values", "code", "field", "shown"),
    [
        ({"title": "Niger’s Pivot to Beijing"}, "WEB311", "title", "Moscow → Beijing"),
        ({"title": "Coastal erosion in Benin"}, "WEB311", "title", "Coastal erosion"),
        (
            {"author": ("Parens, Rita", "Kim, Minjoo")},
            "WEB312",
            "authors",
            "report only: Raphael Parens; page only: Rita",
        ),
        ({"author": "Parens, Raphael"}, "WEB312", "authors", "report only: Minjoo Kim"),
        ({"author": ("Parens, Raphael", "Kim, M.", "Doe, J.")}, "WEB312", "authors", "page only: J. Doe"),
        ({"publication_date": "2023-04-05"}, "WEB313", "issued", "2023-04-05"),
        ({"publication_date": "2024/05"}, "WEB313", "issued", "2024-05"),
        ({"publisher": "World Bank"}, "WEB314", "publisher", "World Bank"),
    ],
)
def test_a_difference(values: dict[str, Any], code: str, field: str, shown: str, check: Any) -> None:
    found = check(html(head(**values) + NAMED))
    assert (found.status, codes(found)) == (Status.ALIVE, [code])
    finding = found.findings[0]
    assert (finding.field, finding.severity, finding.source) == (field, "warning", PAGE)
    assert shown in finding.message
    assert "If the page is right" in (finding.fix or "")


@pytest.mark.parametrize(
    "values",
    [
        {"title": "NIGER'S PIVOT TO MOSCOW"},
        {"title": "Niger’s Pivot to Moscow: Russia in the Sahel"},
        {"title": "Niger&#39;s  <i>Pivot</i> to Moscow"},
        {"author": ("Kim, M.", "Parens, R.")},
        {"author": ("Raphael PARENS", "Min-joo Kim")},
        {"publication_date": "2024"},
        {"publication_date": "2024/04"},
        {"publisher": "The Institute of Affairs (IoA)"},
        {"publisher": "IA"},
    ],
)
def test_no_difference(values: dict[str, Any], check: Any) -> None:
    escaped = {
        name: value.replace("<", "&lt;") if isinstance(value, str) else value
        for name, value in values.items()
    }
    found = check(html(head(**escaped) + NAMED))
    assert (found.status, found.findings) == (Status.ALIVE, ())


def test_several_differences_at_once(check: Any) -> None:
    found = check(
        html(head(title="Niger’s Pivot to Beijing", publication_date="2022", publisher="World Bank"))
    )
    assert codes(found) == ["WEB302", "WEB311", "WEB313", "WEB314"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"publication_date": "2024-04-06"}, "WEB313"),  # a time zone was lost
        ({"title": "尼日尔转向莫斯科"}, "WEB311"),  # a translation
        ({"author": ("Parens, Raphael", "Kim, Minjoo", "Institute of Affairs")}, "WEB312"),
    ],
)
def test_a_difference_that_may_be_none(values: dict[str, Any], code: str, check: Any) -> None:
    found = check(html(head(**values) + NAMED))
    assert codes(found) == [code]
    assert found.findings[0].severity == "info"


def test_a_field_that_one_side_leaves_out_is_no_difference(check: Any) -> None:
    only = f'<meta name="citation_title" content="{TITLE}">{NAMED}'
    assert check(html(only)).findings == ()
    assert check(html(head() + NAMED), report=briefmeta.Report(title=TITLE, handle=HANDLE)).findings == ()


def test_what_the_page_says_elsewhere_counts_too(check: Any) -> None:
    translated = html(head(title="Le pivot du Niger vers Moscou") + NAMED, TITLE)
    assert check(translated).findings == ()
    hosted = html(
        head(publisher="University Repository") + NAMED, body="<p>Published by the Institute of Affairs</p>"
    )
    assert check(hosted).findings == ()


def test_the_name_of_the_site_is_no_publisher(check: Any) -> None:
    page = (
        head().replace("citation_publisher", "x") + NAMED + '<meta property="og:site_name" content="Library">'
    )
    assert check(html(page)).findings == ()


@pytest.mark.parametrize(
    ("name", "handle", "report"),
    [
        (
            "deepblue_dspace6_head.html",
            "2027.42/151767",
            {"title": "Skeleton of Late Paleocene Plesiadapis Cookei", "issued": "2019"},
        ),
        (
            "shodhganga_dspace_head.html",
            "10603/305247",
            {"title": "Analytical description of black holes shadow"},
        ),
    ],
)
def test_real_heads(
    name: str, handle: str, report: dict[str, Any], world: Any, check: Any, shared: Path
) -> None:
    world.handles.records[handle] = [(1, "URL", PAGE)]
    page = (shared / "data/pages" / name).read_bytes()
    right = briefmeta.loads(page.decode(), format="html")[0]
    assert check(page, report=attrs.evolve(right, handle=handle, url=None)).findings == ()
    wrong = attrs.evolve(right, handle=handle, url=None, title="Another Title", issued="1999")
    assert {"WEB311", "WEB313"} <= set(codes(check(page, report=wrong)))


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 100_000,
        b"<" * 500_000,
        b"<title>" + b"x" * 1_000_000,
        b"<meta name=a content=b>" * 50_000,
        b"<p>Niger " * 50_000,
        b"\x00\xff\xfe" * 1000,
        b'<meta http-equiv=refresh content="0;url=' + b" " * 500_000 + b'">',
        b"<script src=" + b"//a" * 200_000,
        html(head(author=tuple(f"Doe, J{number}" for number in range(3000)))),
        html(head(title="Niger " * 50_000)),
    ],
)
def test_a_hostile_page(page: bytes, check: Any) -> None:
    found = check(page)
    assert set(codes(found)) <= {"WEB301", "WEB302", "WEB311", "WEB312"}
    assert all(len(each.message) < 1000 for each in found.findings)


LIST = "".join(
    f"<p>Another report of the institute, number {number}, of the year 2019</p>" for number in range(60)
)


@pytest.mark.parametrize("status", [301, 302])
def test_a_redirect_to_a_list_of_other_things(status: int, world: Any, check: Any) -> None:
    world.redirect(PAGE, "/publications", status)
    world.page(f"{SITE}/publications", html(title="Publications", body=LIST))
    found = check()
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB213"])
    world.page(
        f"{SITE}/publications", html(title="Publications", body=f"{LIST}<p>Niger’s <i>Pivot</i> to Moscow")
    )
    assert "WEB213" not in codes(check())


def test_a_list_that_the_handle_leads_to_is_no_redirect(check: Any) -> None:
    assert codes(check(html(title="Publications", body=LIST))) == ["WEB301"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"status": 404, "message": "Not found"}', "application/json"),
        (b"The item does not exist.\n", "text/plain"),
        (b"<error>Item not found</error>", "application/xml"),
    ],
)
def test_an_excuse_that_is_no_page(body: bytes, kind: str, check: Any) -> None:
    found = check(body, f"Content-Type: {kind}")
    assert (found.status, codes(found)) == (Status.DEAD, ["WEB205"])


def test_a_text_that_is_no_excuse(check: Any) -> None:
    assert codes(check(b"Report 17\n" * 500 + b"not found", "Content-Type: text/plain")) == ["WEB301"]
    assert codes(check(b'{"title": "Niger"}', "Content-Type: application/json")) == ["WEB301"]


def test_a_report_about_domains_without_metadata(check: Any) -> None:
    title = "This Domain Is for Sale: Parked Domains and Their Owners"
    page = html("", title, f"<h1>{title}</h1><p>{HANDLE}")
    assert check(page, report=attrs.evolve(REPORT, title=title)).findings == ()


CSL = "application/vnd.citationstyles.csl+json"


@pytest.mark.parametrize(
    "page",
    [
        (html(f'<link rel="describedby" type="{CSL}" href="/8.json">'),),
        (html(), f'Link: </8.json>; rel="describedby"; type="{CSL}"'),
        (b"%PDF-1.7", f'Link: </8.json>; rel="describedby"; type="{CSL}"', "Content-Type: application/pdf"),
    ],
)
def test_a_page_without_metadata_may_link_to_some(page: tuple[Any, ...], world: Any, check: Any) -> None:
    written = briefmeta.dumps([attrs.evolve(REPORT, publisher="World Bank")], format="csl-json").encode()
    world.page(f"{SITE}/8.json", written, f"Content-Type: {CSL}")
    found = check(*page)
    assert codes(found) == ["WEB314"]
    assert "World Bank" in found.findings[0].message


@pytest.mark.parametrize("linked", [b"{", b"[]", b"[" * 100_000, b""])
def test_linked_metadata_that_are_none(linked: bytes, world: Any, check: Any) -> None:
    world.page(f"{SITE}/8.json", linked, f"Content-Type: {CSL}")
    assert codes(check(html(f'<link rel="describedby" type="{CSL}" href="/8.json">'))) == ["WEB301"]
