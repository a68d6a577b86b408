"""verify: each fault of a handle, a server or an address is found by its own code, and what is none is not."""

from __future__ import annotations

import json
import socket
import time
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import briefmeta
from briefmeta.checks.finding import Severity
from briefmeta.checks.rule_registry import find_rule
from briefmeta.errors import InvalidValueError
from briefmeta.web.handles.resolver import Resolver
from briefmeta.web.pages.verification import Status, Verification, verify

if TYPE_CHECKING:
    from collections.abc import Callable

HANDLE = "20.500.12592/b2rbv89"
PAGE = "http://www.report.example/items/8"
TITLE = "Niger’s Pivot to Moscow"
REPORT = briefmeta.Report(
    title=TITLE,
    authors=["Raphael Parens", "Kim, Minjoo"],
    issued="2024-04-05",
    publisher="Institute of Affairs",
    handle=HANDLE,
)
HEAD = f"""<meta name="citation_title" content="{TITLE}">
<meta name="citation_author" content="Parens, Raphael"><meta name="citation_author" content="Kim, Minjoo">
<meta name="citation_publication_date" content="2024-04-05">
<meta name="citation_publisher" content="Institute of Affairs">
<meta name="citation_abstract_html_url" content="https://hdl.handle.net/{HANDLE}">"""


def html(head: str = HEAD, title: str = TITLE, body: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()
    )


def hang(connection: socket.socket, _method: str) -> bool:
    connection.recv(1)
    return False


def close(_connection: socket.socket, _method: str) -> bool:
    return False


def codes(found: Verification) -> list[str]:
    """Return the codes; every finding is documented, about the report, and never worse than its rule."""
    ranks = [Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.UNKNOWN]
    for each in found.findings:
        assert each.subject == found.report.key
        assert ranks.index(each.severity) >= ranks.index(find_rule(each.code).severity)
        assert each.message.isprintable()
        assert each.value is None or each.value == str(getattr(found.report, each.field or ""))
        assert each.fix
    return [each.code for each in found.findings]


@pytest.fixture
def check(world: Any, traveller: Any) -> Callable[..., Verification]:
    """Verify the report, whose handle leads to ``PAGE``."""
    world.handles.records[HANDLE] = [(1, "URL", PAGE)]
    world.page(PAGE, html())

    def run(report: briefmeta.Report = REPORT, **options: Any) -> Verification:
        return verify(report, traveller(**options))

    return run


def test_a_report_that_is_there_and_right(world: Any, check: Any) -> None:
    found = check()
    assert (found.status, found.findings) == (Status.ALIVE, ())
    assert (found.handle, found.target, found.url) == (REPORT.handle, PAGE, PAGE)
    assert world.asked == [f"GET {world.PROXY}/api/handles/{HANDLE}", f"HEAD {PAGE}", f"GET {PAGE}"]


# the handle


def test_a_handle_that_does_not_exist(world: Any, check: Any) -> None:
    del world.handles.records[HANDLE]
    found = check()
    assert (found.status, codes(found)) == (Status.DEAD, ["WEB101"])
    assert found.findings[0].severity == "error"
    assert found.findings[0].field == "handle"


@pytest.mark.parametrize(
    "fault", [hang, close, b"HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n", b"nonsense\r\n\r\n"]
)
def test_a_handle_that_nobody_could_resolve(fault: object, world: Any, check: Any) -> None:
    world.handles.records[HANDLE] = fault
    found = check(deadline=1.5)
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB102"])
    assert found.findings[0].severity == "unknown"


def test_a_handle_whose_values_are_hidden(world: Any, check: Any, respond: Any, answer: Any) -> None:
    world.handles.records[HANDLE] = respond(200, answer(HANDLE, code=200, values=[]))
    found = check()
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB104"])


def test_a_handle_without_a_url(world: Any, check: Any) -> None:
    world.handles.records[HANDLE] = [(1, "EMAIL", "x@example.org")]
    found = check()
    assert (found.status, codes(found)) == (Status.DEAD, ["WEB103"])
    assert "EMAIL" in found.findings[0].message


def test_a_handle_with_locations_only(world: Any, check: Any) -> None:
    world.handles.records[HANDLE] = [(1, "10320/loc", f'<locations><location href="{PAGE}"/></locations>')]
    assert check().findings == ()


def test_an_alias(world: Any, check: Any) -> None:
    world.handles.records["20.500.12592/old"] = [(1, "HS_ALIAS", HANDLE)]
    found = check(attrs.evolve(REPORT, handle="20.500.12592/old"))
    assert (found.status, found.findings) == (Status.ALIVE, ())


def test_an_alias_that_leads_in_a_circle_is_unknown(world: Any, check: Any) -> None:
    world.handles.records[HANDLE] = [(1, "HS_ALIAS", HANDLE)]
    found = check()
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB102"])


# the server


@pytest.mark.parametrize(
    ("status", "code", "known"),
    [
        (404, "WEB201", Status.DEAD),
        (410, "WEB201", Status.DEAD),
        (401, "WEB207", Status.UNKNOWN),
        (403, "WEB207", Status.UNKNOWN),
        (451, "WEB207", Status.UNKNOWN),
        (400, "WEB202", Status.UNKNOWN),
        (429, "WEB202", Status.UNKNOWN),
        (500, "WEB202", Status.UNKNOWN),
        (502, "WEB202", Status.UNKNOWN),
        (503, "WEB202", Status.UNKNOWN),
        (999, "WEB202", Status.UNKNOWN),
    ],
)
def test_a_status_that_says_no(status: int, code: str, known: Status, world: Any, check: Any) -> None:
    world.page(PAGE, html(), status=status)
    found = check()
    assert (found.status, codes(found)) == (known, [code])
    assert (found.findings[0].severity == "error") is (known == Status.DEAD)
    assert str(status) in found.findings[0].message


@pytest.mark.parametrize("status", [400, 403, 404, 405, 429, 500, 501])
def test_a_head_that_is_refused_says_nothing(status: int, world: Any, check: Any, respond: Any) -> None:
    world.page(PAGE, html(), head=respond(status, b"", "Content-Length: 0"))
    assert check().findings == ()


@pytest.mark.parametrize("fault", [hang, close])
def test_a_head_that_is_not_answered_says_nothing(fault: Any, world: Any, check: Any) -> None:
    page = world.pages[PAGE]
    world.pages[PAGE] = lambda connection, method: (fault if method == "HEAD" else page)(connection, method)
    assert check(timeout=1.0).findings == ()


@pytest.mark.parametrize("fault", [hang, close])
def test_a_server_that_does_not_answer(fault: Any, world: Any, check: Any) -> None:
    world.pages[PAGE] = fault
    found = check(timeout=0.5)
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB202"])
    assert found.findings[0].severity == "unknown"


def test_a_body_that_breaks_off(world: Any, check: Any) -> None:
    def half(connection: socket.socket, _method: str) -> bool:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<p>")
        return False

    world.pages[PAGE] = half
    assert codes(check()) == ["WEB202"]


def test_a_server_that_drips_ends_at_the_deadline(world: Any, check: Any) -> None:
    def drip(connection: socket.socket, _method: str) -> bool:
        for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Wait: 1\r\n" * 30:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)
        return False

    world.pages[PAGE] = drip
    began = time.monotonic()
    assert codes(check(deadline=1.5)) == ["WEB202"]
    assert time.monotonic() - began < 3


def test_a_server_that_asks_to_wait_is_asked_again_then(world: Any, check: Any, respond: Any) -> None:
    world.page(PAGE, html(), head=respond(429, b"", "Content-Length: 0", "Retry-After: 1"))
    began = time.monotonic()
    assert check().findings == ()
    assert time.monotonic() - began > 0.9


def test_a_server_that_asks_to_wait_too_long_is_left_alone(world: Any, check: Any, respond: Any) -> None:
    world.page(PAGE, html(), head=respond(503, b"", "Content-Length: 0", "Retry-After: 3600"))
    found = check()
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB202"])
    assert "HTTP 503" in found.findings[0].message
    assert f"GET {PAGE}" not in world.asked


def test_a_name_without_an_address_is_unknown(handles: Any, start: Any) -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    handles.records[HANDLE] = [(1, "URL", "https://gone.example/8")]
    with Resolver(proxies=[start(handles)], allow_private=True, lookup=nowhere) as resolver:
        found = verify(REPORT, resolver)
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB202"])
    assert "cannot be resolved" in found.findings[0].message


def test_a_connection_that_is_refused_is_unknown(handles: Any, start: Any) -> None:
    handles.records[HANDLE] = [(1, "URL", "http://127.0.0.1:1/8")]
    with Resolver(proxies=[start(handles)], allow_private=True) as resolver:
        assert codes(verify(REPORT, resolver)) == ["WEB202"]


def test_a_certificate_for_another_name(world: Any, check: Any) -> None:
    other = "https://elsewhere.example/8"
    world.handles.records[HANDLE] = [(1, "URL", other)]
    world.page(other, html())
    found = check()
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB204"])
    assert found.findings[0].severity == "warning"
    assert found.url is None


# addresses that must not be asked


@pytest.mark.parametrize(
    "target",
    [
        "ftp://report.example/8",
        "http://10.0.0.7/8",
        "http://169.254.169.254/",
        "http://user@report.example/8",
        "mailto://x",
    ],
)
def test_an_address_that_must_not_be_asked(target: str, world: Any, check: Any) -> None:
    world.handles.records[HANDLE] = [(1, "URL", target)]
    found = check()
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB203"])
    assert found.findings[0].severity == "unknown"
    assert len(world.asked) == 1


@pytest.mark.parametrize("target", ["http://127.0.0.1/8", "file:///etc/passwd"])
def test_a_redirect_that_must_not_be_followed(target: str, world: Any, check: Any) -> None:
    world.redirect(PAGE, target)
    assert codes(check()) == ["WEB203"]


def test_a_redirect_from_https_to_http_is_not_followed(world: Any, check: Any) -> None:
    secure = PAGE.replace("http:", "https:")
    world.handles.records[HANDLE] = [(1, "URL", secure)]
    world.redirect(secure, PAGE)
    assert codes(check()) == ["WEB203"]


def test_redirects_in_a_circle(world: Any, check: Any) -> None:
    world.redirect(PAGE, PAGE)
    found = check()
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB203"])


# moved


@pytest.mark.parametrize("status", [301, 308])
@pytest.mark.parametrize("new", ["/new/8", "http://other.report.example/items/8", "/items/8?lang=en"])
def test_a_page_that_has_moved(status: int, new: str, world: Any, check: Any) -> None:
    absolute = new if "://" in new else f"http://www.report.example{new}"
    world.redirect(PAGE, new, status)
    world.page(absolute, html())
    found = check()
    assert (found.status, codes(found)) == (Status.MOVED, ["WEB211"])
    assert found.findings[0].severity == "info"  # the handle hides it, which is what it is for
    assert absolute in (found.findings[0].fix or "")
    assert found.url == absolute


def test_the_url_of_a_report_without_a_handle_has_moved(world: Any, check: Any) -> None:
    world.redirect(PAGE, "/new/8")
    world.page("http://www.report.example/new/8", html())
    found = check(attrs.evolve(REPORT, handle=None, url=PAGE))
    assert (found.status, codes(found)) == (Status.MOVED, ["WEB211"])
    assert (found.findings[0].severity, found.findings[0].field) == ("warning", "url")


@pytest.mark.parametrize(
    ("status", "target"),
    [
        (302, "/new/8"),
        (303, "/new/8"),
        (307, "/new/8"),
        (301, "/items/8/"),
        (301, "http://report.example/items/8"),
    ],
)
def test_a_redirect_that_is_no_move(status: int, target: str, world: Any, check: Any) -> None:
    world.redirect(PAGE, target, status)
    world.page(target if "://" in target else f"http://www.report.example{target}", html())
    found = check()
    assert (found.status, found.findings) == (Status.ALIVE, ())


def test_a_move_ends_where_redirects_are_not_permanent_any_more(world: Any, check: Any) -> None:
    world.redirect(PAGE, "/a", 301)
    world.redirect("http://www.report.example/a", "/b", 308)
    world.redirect("http://www.report.example/b", "/session/c", 302)
    world.page("http://www.report.example/session/c", html())
    found = check()
    assert codes(found) == ["WEB211"]
    assert "has moved to http://www.report.example/b" in found.findings[0].message


def test_a_page_that_sends_its_reader_on(world: Any, check: Any) -> None:
    world.page(PAGE, html('<meta http-equiv="Refresh" content="0; URL=/new/8">', "Moved"))
    world.page("http://www.report.example/new/8", html())
    found = check()
    assert (found.status, found.findings) == (Status.ALIVE, ())
    assert found.url == "http://www.report.example/new/8"


def test_a_page_that_sends_its_reader_to_nothing(world: Any, check: Any) -> None:
    world.page(PAGE, html('<meta http-equiv="refresh" content="3;url=/new/8">', "Moved"))
    found = check()
    assert (found.status, codes(found)) == (Status.DEAD, ["WEB201"])


# http and https


def test_https_works_too(world: Any, check: Any) -> None:
    world.page(PAGE.replace("http:", "https:"), html())
    found = check()
    assert (found.status, codes(found)) == (Status.ALIVE, ["WEB210"])
    assert found.findings[0].severity == "info"


def test_a_redirect_to_https(world: Any, check: Any) -> None:
    secure = PAGE.replace("http:", "https:")
    world.redirect(PAGE, secure)
    world.page(secure, html())
    found = check()
    assert (found.status, codes(found)) == (Status.ALIVE, ["WEB210"])
    assert (found.target, found.url) == (PAGE, secure)


@pytest.mark.parametrize("status", [404, 500, 302])
def test_https_that_does_not_work(status: int, world: Any, check: Any) -> None:
    world.page(PAGE.replace("http:", "https:"), b"x", f"Location: {PAGE}", status=status)
    assert check().findings == ()


# the URL of the report beside the handle


def test_a_url_that_is_the_page_of_the_handle(world: Any, check: Any) -> None:
    assert check(attrs.evolve(REPORT, url=f"{PAGE}/#top")).findings == ()
    assert check(attrs.evolve(REPORT, url=f"https://coilink.org/{HANDLE}")).findings == ()
    assert f"HEAD {PAGE}/" not in world.asked


def test_a_url_that_is_gone_where_the_handle_is_not(world: Any, check: Any) -> None:
    found = check(attrs.evolve(REPORT, url="http://old.report.example/8"))
    assert (found.status, codes(found)) == (Status.MOVED, ["WEB212"])
    assert (found.findings[0].severity, found.findings[0].field) == ("warning", "url")
    assert PAGE in (found.findings[0].fix or "")


def test_a_url_that_has_moved_to_the_page_of_the_handle(world: Any, check: Any) -> None:
    world.redirect("http://old.report.example/8", PAGE)
    found = check(attrs.evolve(REPORT, url="http://old.report.example/8"))
    assert (found.status, codes(found)) == (Status.MOVED, ["WEB211"])
    assert found.findings[0].severity == "warning"


def test_a_url_that_leads_to_the_page_of_the_handle_for_now(world: Any, check: Any) -> None:
    world.redirect("http://short.report.example/8", PAGE, 302)
    found = check(attrs.evolve(REPORT, url="http://short.report.example/8"))
    assert (found.status, found.findings) == (Status.ALIVE, ())


@pytest.mark.parametrize(
    ("url", "status"),
    [("http://publisher.report.example/8", Status.ALIVE), ("http://www.report.example/old/8", Status.MOVED)],
)
def test_a_url_that_is_another_page(url: str, status: Status, world: Any, check: Any) -> None:
    world.page(url, html())
    found = check(attrs.evolve(REPORT, url=url))
    assert (found.status, codes(found)) == (status, ["WEB212"])
    assert found.findings[0].severity == "info"


def test_a_url_that_is_a_file_beside_the_page(world: Any, check: Any) -> None:
    world.page("http://www.report.example/8.pdf", b"%PDF-1.7", "Content-Type: application/pdf")
    found = check(attrs.evolve(REPORT, url="http://www.report.example/8.pdf"))
    assert (found.status, found.findings) == (Status.ALIVE, ())


def test_a_url_that_nobody_could_ask(world: Any, check: Any) -> None:
    world.page("http://publisher.report.example/8", html(), status=503)
    found = check(attrs.evolve(REPORT, url="http://publisher.report.example/8"))
    assert (found.status, codes(found)) == (Status.ALIVE, ["WEB202", "WEB212"])
    assert {each.severity for each in found.findings} == {"unknown", "info"}
    world.page("http://www.report.example/old", b"", status=503)
    assert check(attrs.evolve(REPORT, url="http://www.report.example/old")).status == Status.ALIVE


def test_a_url_beside_a_handle_that_is_dead(world: Any, check: Any) -> None:
    del world.handles.records[HANDLE]
    found = check(attrs.evolve(REPORT, url=PAGE))
    assert (found.status, codes(found)) == (Status.DEAD, ["WEB101"])
    assert found.url == PAGE


def test_a_report_with_a_url_only(world: Any, check: Any) -> None:
    found = check(attrs.evolve(REPORT, handle=None, url=PAGE))
    assert (found.status, found.findings, found.handle) == (Status.ALIVE, (), None)
    found = check(attrs.evolve(REPORT, handle=None, url=f"{PAGE}/none"))
    assert (found.status, codes(found)) == (Status.DEAD, ["WEB201"])


def test_a_report_with_a_doi_only(world: Any, check: Any) -> None:
    world.handles.records["10.1234/x"] = [(1, "URL", PAGE)]
    world.page(
        PAGE,
        html(
            HEAD.replace("citation_abstract_html_url", "x") + '<meta name="citation_doi" content="10.1234/x">'
        ),
    )
    found = check(attrs.evolve(REPORT, handle=None, doi="10.1234/x"))
    assert (found.status, found.findings, str(found.handle)) == (Status.ALIVE, (), "10.1234/x")
    found = check(attrs.evolve(REPORT, handle=None, doi="10.1234/y"))
    assert (found.status, codes(found), found.findings[0].field) == (Status.DEAD, ["WEB101"], "doi")


def test_a_report_with_nothing_to_follow(check: Any) -> None:
    found = check(attrs.evolve(REPORT, handle=None))
    assert (found.status, codes(found)) == (Status.UNKNOWN, ["WEB001"])


# the door


def test_what_is_no_report_is_refused(traveller: Any) -> None:
    with pytest.raises(InvalidValueError, match="a Report"):
        verify("20.500.12592/b2rbv89", traveller())  # type: ignore[arg-type]  # the wrong type is the test


def test_a_closed_resolver_finds_nothing_out(world: Any, traveller: Any, check: Any) -> None:
    resolver = traveller()
    resolver.close()
    found = verify(attrs.evolve(REPORT, url=PAGE), resolver)
    assert found.status == Status.UNKNOWN
    assert {each.severity for each in found.findings} == {"unknown"}
    assert world.asked == []


def test_as_json(world: Any, check: Any) -> None:
    world.page(PAGE, html(), status=404)
    written = check().to_json()
    assert json.loads(json.dumps(written)) == written
    assert type(written["findings"][0]["severity"]) is str
    assert (written["key"], written["status"], written["handle"], written["target"]) == (
        REPORT.key,
        "dead",
        HANDLE,
        PAGE,
    )
    assert written["findings"][0]["code"] == "WEB201"
    assert "url" not in written


def test_the_front_door() -> None:
    assert briefmeta.verify is verify
    assert briefmeta.Verification is Verification
