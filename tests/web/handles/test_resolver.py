"""Resolver: the right record, or unknown with a reason; "not found" only when a server said so."""

from __future__ import annotations

import json
import multiprocessing
import pickle
import threading
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from email.utils import formatdate
from typing import TYPE_CHECKING, Any

import pytest

from briefmeta.errors import HandleNotFound, HandleSyntaxError, HandleUnresolved, InvalidValueError
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import HandleRecord, Outcome
from briefmeta.web.handles.proxies import DEFAULT_PROXIES, Proxy
from briefmeta.web.handles.resolver import Resolution, Resolver, resolve
from briefmeta.web.transport.pacing import retry_after

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "20.500.12592/b2rbv89"
URL = (1, "URL", "https://example.org/")


@pytest.fixture
def make(handles: Any, start: Any) -> Iterator[Callable[..., Resolver]]:
    """Make resolvers for the loopback proxy; they are closed with the test."""
    made: list[Resolver] = []
    base: list[str] = []

    def run(**options: Any) -> Resolver:
        if not base:
            base.append(start(handles))
        options = {"proxies": base, "allow_private": True, "timeout": 1.0, "deadline": 4.0, **options}
        made.append(Resolver(**options))
        return made[-1]

    yield run
    for resolver in made:
        resolver.close()


# outcomes


def test_a_record(handles: Any, make: Any) -> None:
    handles.records[NAME] = [URL]
    record = make().resolve(f"https://hdl.handle.net/{NAME}")
    assert (record.outcome, record.url, record.handle, record.trail) == (
        "exists",
        "https://example.org/",
        Handle(NAME),
        (),
    )


def test_not_found_is_said_when_the_server_said_so(make: Any) -> None:
    with pytest.raises(HandleNotFound) as caught:
        make().resolve(NAME)
    assert caught.value.handle == NAME
    assert make().exists(NAME) is False


def test_a_record_without_values(handles: Any, make: Any, respond: Any, answer: Any) -> None:
    handles.records[NAME] = respond(200, answer(NAME, code=200, values=[]))
    assert make().resolve(NAME).outcome == Outcome.EMPTY
    assert make().exists(NAME) is True


def test_text_that_is_no_handle(make: Any) -> None:
    with pytest.raises(HandleSyntaxError):
        make().resolve("and/or")


@pytest.mark.parametrize(
    "name",
    [
        "20.500.12592/with#hash",
        "20.500.12592/with?query",
        "20.500.12592/with%25percent",
        "20.500.12592/100%",
        "20.500.12592/a//b",
        "20.500.12592/../x",
        "20.500.12592/a/./b",
        "20.500.12592/..",
        "20.500.12592/with space",
        "20.500.12592/a+b",
        "20.500.12592/ünïcode-文書",
        "20.500.12592/paren(2009)1:2<x>",
        "20.500.12592/a;b=c&d",
        '20.500.12592/"\\^`{|}[]',
        "20.500.12592/x.",
        "20.500.12592/trail/",
        "20.500.12592/trail//",
        "hdl:TEST/ADMIN",
        "hdl:2024/05/01",
        "hdl:api/handles/x",
    ],
)
def test_a_server_is_asked_for_the_handle_that_was_meant(name: str, handles: Any, make: Any) -> None:
    bare = name.removeprefix("hdl:")
    handles.records[bare] = [URL]
    assert make().resolve(name).url == "https://example.org/"
    assert handles.asked == [bare]


def test_an_answer_in_another_case_is_about_the_same_handle(
    handles: Any, make: Any, respond: Any, answer: Any
) -> None:
    handles.records[NAME] = respond(200, answer(NAME.upper(), URL))
    assert make().resolve(NAME).url == "https://example.org/"


# faults


def hang(connection: socket.socket, _path: str) -> bool:
    connection.recv(1)
    return False


def close(_connection: socket.socket, _path: str) -> bool:
    return False


def raw(body: bytes, *headers: str, status: int = 200) -> bytes:
    lines = [f"HTTP/1.1 {status} X", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def said(code: object, name: str = NAME, **members: object) -> bytes:
    return json.dumps({"responseCode": code, "handle": name, **members}).encode()


def found(name: str = NAME) -> bytes:
    return said(1, name, values=[{"index": 1, "type": "URL", "data": "https://x.org/"}])


def absent(name: str = NAME) -> bytes:
    return said(100, name)


UTF_8, LATIN_1 = (f"Content-Type: application/json; charset={each}" for each in ("utf-8", "ISO-8859-1"))


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        pytest.param(hang, "nothing came", id="hang"),
        pytest.param(close, "asked 2 times", id="closed"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "nothing came", id="half a body"),
        pytest.param(raw(b""), "empty", id="empty body"),
        pytest.param(raw(b"<html>Not found</html>"), "not JSON", id="HTML with 200"),
        pytest.param(raw(b"<html>Not found</html>", status=404), "HTTP 404", id="HTML with 404"),
        pytest.param(raw(b"[]"), "list", id="a list"),
        pytest.param(raw(b"null"), "NoneType", id="null"),
        pytest.param(raw(b"[" * 100_000), "too deeply", id="nested deep"),
        pytest.param(raw(said("100")), "no response code", id="wrong type"),
        pytest.param(
            raw(b'{"responseCode":1,"handle":5,"values":[]}'), "another handle", id="wrong type of handle"
        ),
        pytest.param(raw(b'{"responseCode":100}', status=404), "not the answer", id="absent without a name"),
        pytest.param(raw(found("20.500.12592/other")), "another handle", id="another handle"),
        pytest.param(raw(absent("20.500.12592/other"), status=404), "another handle", id="another is absent"),
        pytest.param(raw(absent(), status=500), "contradicts", id="absent with 500"),
        pytest.param(raw(found(), status=404), "contradicts", id="found with 404"),
        pytest.param(raw(said(2), status=500), "server error", id="500"),
        pytest.param(raw(said(402), status=403), "authentication", id="403"),
        pytest.param(raw(found()[:-4]), "not JSON", id="JSON cut"),
        pytest.param(
            raw(found().replace(b"x.org", b"\xe9.org"), UTF_8), "not JSON", id="latin-1 said to be UTF-8"
        ),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 60000000\r\n\r\n", "larger", id="60 MB"),
        pytest.param(
            raw(b"", "Location: /api/handles/20.500.12592/b2rbv89", status=302),
            "redirects",
            id="redirect loop",
        ),
    ],
)
def test_a_fault_leaves_the_outcome_unknown(record: object, reason: str, handles: Any, make: Any) -> None:
    handles.records[NAME] = record
    resolver = make(retries=1, timeout=0.5)
    with pytest.raises(HandleUnresolved, match=reason) as caught:
        resolver.resolve(NAME)
    assert caught.value.reason.isprintable()
    handles.records["20.500.12592/next"] = [URL]
    assert resolver.resolve("20.500.12592/next").outcome == Outcome.EXISTS  # the next answer is not mixed up


def test_a_body_longer_than_it_says_does_not_spoil_the_next_answer(handles: Any, make: Any) -> None:
    handles.records[NAME] = raw(found()) + raw(absent("20.500.12592/next"), status=404)
    handles.records["20.500.12592/next"] = [URL]
    resolver = make()
    assert resolver.resolve(NAME).url == "https://x.org/"
    assert resolver.resolve("20.500.12592/next").url == "https://example.org/"


def test_latin_1_that_is_said_is_read(handles: Any, make: Any) -> None:
    handles.records[NAME] = raw(
        found().replace(b"x.org", b"\xe9.org"), "Content-Type: application/json; charset=ISO-8859-1"
    )
    assert make().resolve(NAME).url == "https://é.org/"


def test_the_next_proxy_knows(handles: Any, start: Any, make: Any) -> None:
    handles.records[NAME] = [URL]
    other = start(lambda c, p: c.sendall(raw(b"<html>down</html>", status=500)) is None)
    good = start(handles)
    assert make(proxies=[other, good]).resolve(NAME).outcome == Outcome.EXISTS
    hanging = start(hang)
    assert make(proxies=[hanging, good]).resolve(NAME).outcome == Outcome.EXISTS
    with pytest.raises(HandleNotFound):
        make(proxies=[other, good]).resolve("20.500.12592/nope")
    with pytest.raises(HandleUnresolved, match=r"500.*500"):
        make(proxies=[other, other]).resolve(NAME)


def test_a_redirect_to_loopback_is_unknown(handles: Any, start: Any) -> None:
    handles.records[NAME] = [URL]
    with (
        Resolver(proxies=[start(handles)]) as resolver,
        pytest.raises(HandleUnresolved, match="not a public"),
    ):
        resolver.resolve(NAME)
    assert handles.asked == []


def test_the_deadline_is_for_everything(handles: Any, make: Any) -> None:
    def drip(connection: socket.socket, _path: str) -> bool:
        for byte in raw(found()):
            connection.sendall(bytes([byte]))
            time.sleep(0.1)
        return False

    handles.records[NAME] = drip
    began = time.monotonic()
    with pytest.raises(HandleUnresolved):
        make(deadline=1.0).resolve(NAME)
    assert time.monotonic() - began < 2


# retries


def in_turn(*answers: bytes | Callable[[socket.socket, str], bool]) -> Callable[[socket.socket, str], bool]:
    left = list(answers)

    def exchange(connection: socket.socket, path: str) -> bool:
        answer = left.pop(0) if len(left) > 1 else left[0]
        if callable(answer):
            return answer(connection, path)
        connection.sendall(answer)
        return True

    return exchange


@pytest.mark.parametrize(
    "first",
    [
        close,
        raw(b"", status=503),
        raw(b"", "Retry-After: 0", status=429),
        raw(b"", "Retry-After: 1", status=503),
    ],
)
def test_what_may_pass_is_asked_again(first: Any, handles: Any, make: Any) -> None:
    handles.records[NAME] = in_turn(first, raw(found()))
    assert make().resolve(NAME).outcome == Outcome.EXISTS
    assert len(handles.asked) == 2


@pytest.mark.parametrize(
    "first", [raw(b"", status=500), raw(b"", status=502), raw(b"{}"), raw(b"", status=403)]
)
def test_what_does_not_pass_is_not_asked_again(first: Any, handles: Any, make: Any) -> None:
    handles.records[NAME] = in_turn(first, raw(found()))
    with pytest.raises(HandleUnresolved):
        make().resolve(NAME)
    assert len(handles.asked) == 1


@pytest.mark.parametrize("value", ["1000000000", "Fri, 31 Dec 2100 23:59:59 GMT", "9" * 400])
def test_a_wait_past_the_deadline_is_not_begun(value: str, handles: Any, make: Any) -> None:
    handles.records[NAME] = in_turn(raw(b"", f"Retry-After: {value}", status=429), raw(found()))
    began = time.monotonic()
    with pytest.raises(HandleUnresolved, match="to be asked again"):
        make().resolve(NAME)
    assert time.monotonic() - began < 1
    assert len(handles.asked) == 1


@pytest.mark.parametrize(
    "value", ["-1", "soon", "", "Thu, 99 Jan 1970 00:00:00 GMT", formatdate(0, usegmt=True), "1e9", "\xb2"]
)
def test_a_wait_that_says_nothing_is_ours_to_choose(value: str, handles: Any, make: Any) -> None:
    handles.records[NAME] = in_turn(raw(b"", f"Retry-After: {value}", status=429), raw(found()))
    assert make().resolve(NAME).outcome == Outcome.EXISTS


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("1", 1),
        ("0", 0),
        ("1000000000", 1e9),
        ("-1", None),
        ("1.5", None),
        ("", None),
        (None, None),
        ("soon", None),
        ("Thu, 01 Jan 1970 00:01:00 GMT", 60),
        ("Thursday, 01-Jan-70 00:01:00 GMT", 60),
        ("Thu, 01 Jan 1970 00:00:00 -0100", 3600),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, 0.0) == seconds


def test_a_rate_is_kept_for_all_threads(handles: Any, make: Any) -> None:
    names = [f"20.500.12592/{number}" for number in range(10)]
    handles.records.update({each: [URL] for each in names})
    began = time.monotonic()
    results = list(make(rate=20, workers=5).resolve_many(names))
    assert time.monotonic() - began >= 9 / 20
    assert [each.outcome for each in results] == ["exists"] * 10


def test_the_waits_of_a_rate_are_beside_the_deadline(handles: Any, make: Any) -> None:
    names = [f"20.500.12592/{number}" for number in range(12)]
    handles.records.update({each: [URL] for each in names})
    results = list(make(rate=10, workers=12, deadline=0.5).resolve_many(names))
    assert [each.outcome for each in results] == ["exists"] * 12


def test_a_host_that_asks_to_be_left_alone_is_left_alone(handles: Any, make: Any) -> None:
    handles.records["20.500.12592/busy"] = raw(b"", "Retry-After: 100", status=429)
    handles.records[NAME] = [URL]
    resolver = make(deadline=2.0)
    with pytest.raises(HandleUnresolved, match="to be asked again"):
        resolver.resolve("20.500.12592/busy")
    began = time.monotonic()
    assert resolver.resolve(NAME).outcome == Outcome.EXISTS
    assert time.monotonic() - began > 0.8


# aliases


def test_an_alias_is_followed(handles: Any, make: Any) -> None:
    handles.records["20.500.12592/a"] = [(1, "HS_ALIAS", "20.500.12592/b")]
    handles.records["20.500.12592/b"] = [(1, "HS_ALIAS", NAME)]
    handles.records[NAME] = [URL]
    record = make().resolve("20.500.12592/a")
    assert record.handle == Handle(NAME)
    assert record.trail == (Handle("20.500.12592/a"), Handle("20.500.12592/b"))
    assert record.url == "https://example.org/"
    assert make(follow_aliases=False).resolve("20.500.12592/a").alias == Handle("20.500.12592/b")


@pytest.mark.parametrize(
    ("aliases", "reason"),
    [
        ({"20.500.12592/a": "20.500.12592/a"}, "circle"),
        ({"20.500.12592/a": "20.500.12592/b", "20.500.12592/b": "20.500.12592/A"}, "circle"),
        ({"20.500.12592/a": "20.500.12592/nowhere"}, "20.500.12592/nowhere"),
        ({f"20.500.12592/{'a' * n}": f"20.500.12592/{'a' * (n + 1)}" for n in range(1, 30)}, "more than 10"),
    ],
)
def test_aliases_that_lead_nowhere(aliases: dict[str, str], reason: str, handles: Any, make: Any) -> None:
    handles.records.update({name: [(1, "HS_ALIAS", target)] for name, target in aliases.items()})
    handles.records["20.500.12592/A"] = [(1, "HS_ALIAS", "20.500.12592/b")]
    resolver = make()
    with pytest.raises(HandleUnresolved, match=reason):
        resolver.resolve("20.500.12592/a")
    assert resolver.exists("20.500.12592/a")  # the alias itself is there


# proxies


@pytest.mark.parametrize(
    ("handle", "hosts"),
    [
        (NAME, ["hdl.handle.net", "coilink.org"]),
        ("20.500.12592.1/x", ["hdl.handle.net", "coilink.org"]),
        ("20.500.125921/x", ["hdl.handle.net"]),
        ("10.1234/x", ["hdl.handle.net", "doi.org"]),
        ("10986/1", ["hdl.handle.net"]),
    ],
)
def test_which_proxies_are_asked(handle: str, hosts: list[str]) -> None:
    assert [proxy.host for proxy in DEFAULT_PROXIES if proxy.serves(Handle(handle))] == hosts


def test_a_proxy_is_asked_for_its_prefixes_only(handles: Any, start: Any, make: Any) -> None:
    base = start(handles)
    with pytest.raises(HandleUnresolved, match="no proxy serves"):
        make(proxies=[Proxy(base, prefixes=["10"])]).resolve(NAME)
    assert handles.asked == []


def test_auth_goes_past_the_cache_of_the_proxy_and_ours(handles: Any, make: Any, tmp_path: Path) -> None:
    handles.records[NAME] = [URL]
    resolver = make(cache=tmp_path / "handles.sqlite")
    resolver.resolve(NAME)
    resolver.resolve(NAME)
    resolver.resolve(NAME, auth=True)
    assert handles.asked == [NAME, f"{NAME}?auth=true"]


@pytest.mark.parametrize(
    "options",
    [
        {"proxies": []},
        {"proxies": ["hdl.handle.net"]},
        {"proxies": ["https://a/?q"]},
        {"deadline": 0},
        {"timeout": -1},
        {"workers": 0},
        {"workers": 1.5},
        {"retries": -1},
        {"rate": 0},
        {"max_bytes": 0},
        {"deadline": float("nan")},
    ],
)
def test_an_option_that_cannot_be_used(options: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Resolver(**options)
    assert caught.value.field == next(iter(options))


def test_the_front_door(handles: Any, start: Any) -> None:
    handles.records[NAME] = [URL]
    assert resolve(NAME, proxies=[start(handles)], allow_private=True).url == "https://example.org/"


# many


def test_many_in_order_each_once(handles: Any, make: Any) -> None:
    known = [f"20.500.12592/{number}" for number in range(60)]
    handles.records.update({each: [URL] for each in known})
    handles.records["20.500.12592/7"] = raw(b"down", status=500)
    asked = [*known, "20.500.12592/nope", "and/or", *known, "20.500.12592/NOPE"]
    found = list(make().resolve_many(asked))
    assert [str(each.handle) for each in found] == asked
    outcomes = [each.outcome for each in found]
    assert outcomes.count(Outcome.EXISTS) == 118
    assert outcomes[60:62] == ["absent", "unknown"]
    assert isinstance(found[60].error, HandleNotFound)
    assert isinstance(found[61].error, HandleSyntaxError)
    assert isinstance(found[7].error, HandleUnresolved)
    assert outcomes[7] == outcomes[69] == "unknown"
    assert outcomes[-1] == "absent"
    assert len(handles.asked) == 61
    assert all((each.record is None) != (each.error is None) for each in found)


def test_many_come_as_they_are_there(handles: Any, make: Any) -> None:
    handles.records["20.500.12592/fast"] = [URL]
    handles.records["20.500.12592/slow"] = hang
    results = make(workers=2, timeout=1.0).resolve_many(["20.500.12592/fast"] + ["20.500.12592/slow"] * 3)
    began = time.monotonic()
    assert next(results).outcome == "exists"
    assert time.monotonic() - began < 0.9
    results.close()


def test_many_are_read_as_they_are_needed(handles: Any, make: Any) -> None:
    read = []

    def names() -> Iterator[str]:
        for number in range(10**9):
            read.append(number)
            yield f"20.500.12592/{number}"

    results = make(workers=2).resolve_many(names())
    for _ in range(5):
        assert next(results).outcome == "absent"
    results.close()
    assert len(read) < 100


class Inline(Executor):
    """Runs the work at once, in the thread that submits it."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Broken(Executor):
    """Fails in the ways that executors fail."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(OSError("the pool is broken"))
        return future


def test_any_executor(handles: Any, make: Any) -> None:
    names = [f"20.500.12592/{number}" for number in range(5)]
    handles.records.update({each: [URL] for each in names})
    resolver = make()
    with ThreadPoolExecutor(2) as pool:
        assert [each.outcome for each in resolver.resolve_many(names, executor=pool)] == ["exists"] * 5
    assert [each.outcome for each in resolver.resolve_many(names, executor=Inline())] == ["exists"] * 5
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as processes:
        found = list(resolver.resolve_many(names, executor=processes))
    assert [each.outcome for each in found] == ["exists"] * 5
    assert found[0].record is not None
    assert found[0].record.url == "https://example.org/"
    shut = ThreadPoolExecutor(1)
    shut.shutdown()
    for executor in (shut, Broken()):
        assert [each.outcome for each in resolver.resolve_many(names, executor=executor)] == ["unknown"] * 5


def test_close_ends_the_waits(handles: Any, make: Any) -> None:
    handles.records[NAME] = raw(b"", "Retry-After: 60", status=503)
    resolver = make(deadline=120.0)
    results: list[Resolution] = []
    thread = threading.Thread(target=lambda: results.extend(resolver.resolve_many([NAME])))
    thread.start()
    while not handles.asked:
        time.sleep(0.01)
    resolver.close()
    thread.join(5)
    assert not thread.is_alive()
    assert [each.outcome for each in results] == ["unknown"]
    with pytest.raises(HandleUnresolved, match="closed"):
        resolver.resolve("20.500.12592/next")


def test_answers_come_from_the_cache(handles: Any, make: Any, tmp_path: Path) -> None:
    names = [f"20.500.12592/{number}" for number in range(20)]
    handles.records.update({each: [URL] for each in names[:10]})
    handles.records[names[0]] = [(1, "HS_ALIAS", names[1])]
    resolver = make(cache=tmp_path / "handles.sqlite")
    first = list(resolver.resolve_many(names))
    handles.asked.clear()
    assert list(resolver.resolve_many(names)) == [attrs_equal(each) for each in first]
    assert resolver.resolve(names[2]).url == "https://example.org/"
    with pytest.raises(HandleNotFound):
        resolver.resolve(names[15])
    assert handles.asked == []


class attrs_equal:  # noqa: N801 - reads as a word in the assertion
    """Compares resolutions; errors have no equality of their own."""

    def __init__(self, one: Resolution) -> None:
        self.one = one

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Resolution) and (
            other.handle,
            other.outcome,
            other.record,
            repr(other.error),
        ) == (
            self.one.handle,
            self.one.outcome,
            self.one.record,
            repr(self.one.error),
        )

    def __hash__(self) -> int:
        return 0


def test_a_cache_that_cannot_be_used_costs_no_answer(handles: Any, make: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    handles.records[NAME] = [URL]
    assert make(cache=tmp_path / "file" / "handles.sqlite").resolve(NAME).url == "https://example.org/"


def test_resolutions_as_json(handles: Any, make: Any) -> None:
    handles.records[NAME] = [URL]
    handles.records["20.500.12592/alias"] = [(1, "HS_ALIAS", NAME)]
    names = [NAME, "20.500.12592/nope", "and/or", "20.500.12592/alias"]
    lines = [json.loads(json.dumps(each.to_json())) for each in make().resolve_many(names)]
    assert [line["outcome"] for line in lines] == ["exists", "absent", "unknown", "exists"]
    assert lines[0]["url"] == "https://example.org/"
    assert HandleRecord.from_json(json.dumps(lines[0]["record"])).url == "https://example.org/"
    assert "does not exist" in lines[1]["error"]
    assert lines[2]["handle"] == "and/or"
    assert lines[3]["record"]["aliases"] == ["20.500.12592/alias"]


def test_resolutions_and_records_can_be_pickled(handles: Any, make: Any) -> None:
    handles.records[NAME] = [URL]
    for each in make().resolve_many([NAME, "20.500.12592/nope"]):
        again = pickle.loads(pickle.dumps(each))
        assert (again.handle, again.outcome, again.record) == (each.handle, each.outcome, each.record)


# the real server


def test_every_handle_of_the_captures_is_asked_for_and_understood(shared: Path, start: Any) -> None:
    captures = json.loads((shared / "data/handle/captures.json").read_text(encoding="utf-8"))
    asked = []
    wanted: dict[str, Any] = {}

    def exchange(connection: socket.socket, path: str) -> bool:
        asked.append(path)
        capture = wanted[path]
        connection.sendall(raw(capture["body"].encode(), UTF_8, status=capture["status"]))
        return True

    base = start(exchange)
    expected = {1: Outcome.EXISTS, 100: Outcome.ABSENT, 200: Outcome.EMPTY}
    with Resolver(proxies=[base], allow_private=True, follow_aliases=False) as resolver:
        for capture in captures:
            if (
                not capture["label"].startswith("rec:")
                or len(capture["body"].encode()) != capture["body_len"]
            ):
                continue
            body = json.loads(capture["body"])
            handle = Handle.exact(body["handle"])
            wanted[handle.url_for(f"{base}/api/handles").removeprefix(base)] = capture
            [found] = resolver.resolve_many([handle])
            assert found.outcome == expected[body["responseCode"]], capture["label"]
            if found.record is not None:
                assert found.record == HandleRecord.from_json(capture["body"], handle)
    assert len(asked) > 25
    assert asked == list(wanted)
