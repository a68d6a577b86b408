"""verify_many: in order, as they come, in bounded memory, polite to each host; nothing stays behind."""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import briefmeta
from briefmeta.errors import InvalidValueError
from briefmeta.web.handles.resolver import Resolver
from briefmeta.web.pages.verification import Status, Summary, verify_many

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator


def report(number: int) -> briefmeta.Report:
    return briefmeta.Report(title=f"Report of the year {number}", handle=f"20.500.12592/{number}")


def page(number: int, title: str | None = None) -> bytes:
    shown = title or f"Report of the year {number}"
    return f"<html><head><title>{shown}</title></head><body>20.500.12592/{number}</body></html>".encode()


@pytest.fixture
def fill(world: Any) -> Callable[[int, int], None]:
    """Put reports there, each ten at one host."""

    def run(first: int, end: int) -> None:
        for number in range(first, end):
            url = f"http://site{number // 10}.example/{number}"
            world.handles.records[f"20.500.12592/{number}"] = [(1, "URL", url)]
            world.page(url, page(number))

    return run


def test_in_order_with_a_summary(world: Any, traveller: Any, fill: Any) -> None:
    fill(0, 60)
    world.redirect("http://site0.example/3", "/new/3")
    world.page("http://site0.example/new/3", page(3))
    world.page("http://site0.example/4", b"", status=410)
    world.page("http://site0.example/5", b"", status=500)
    del world.handles.records["20.500.12592/6"]
    found = list(verify_many(map(report, range(60)), traveller()))
    assert [each.report.title for each in found] == [report(number).title for number in range(60)]
    assert [each.status for each in found[2:8]] == ["alive", "moved", "dead", "unknown", "dead", "alive"]
    summary = Summary.of(found)
    assert summary == Summary(alive=56, moved=1, dead=2, unknown=1)
    assert (str(summary), summary.total) == ("56 alive, 1 moved, 2 dead, 1 unknown", 60)


def test_nothing_to_verify(traveller: Any) -> None:
    assert list(verify_many([], traveller())) == []
    assert Summary.of([]) == Summary()


def test_reports_are_read_as_they_are_needed(world: Any, traveller: Any, fill: Any) -> None:
    fill(0, 400)
    read = 0

    def source() -> Iterator[briefmeta.Report]:
        nonlocal read
        for number in range(400):
            read += 1
            yield report(number)

    running = verify_many(source(), traveller(workers=2))
    first = next(running)
    assert first.status == Status.ALIVE
    assert read <= 2 * 8 + 1
    assert sum(1 for _ in running) == 399


def test_results_come_before_the_last_report_is_there(world: Any, traveller: Any, fill: Any) -> None:
    fill(0, 40)
    given: list[int] = []

    def source() -> Iterator[briefmeta.Report]:
        for number in range(40):
            given.append(number)
            time.sleep(0.02)
            yield report(number)

    running = verify_many(source(), traveller())
    next(running)
    assert len(given) < 40
    running.close()  # type: ignore[attr-defined]  # it is a generator


def test_a_host_is_asked_about_few_reports_at_a_time(world: Any, traveller: Any, fill: Any) -> None:
    fill(0, 20)
    there: Counter[str] = Counter()
    most: Counter[str] = Counter()
    lock = threading.Lock()

    def slowly(
        url: str, answer: Callable[[socket.socket, str], bool]
    ) -> Callable[[socket.socket, str], bool]:
        host = url.split("/")[2]

        def exchange(connection: socket.socket, method: str) -> bool:
            with lock:
                there[host] += 1
                most[host] = max(most[host], there[host])
                most["all"] = max(most["all"], there.total())
            time.sleep(0.05)
            with lock:
                there[host] -= 1
            return answer(connection, method)

        return exchange

    for url, answer in world.pages.items():
        world.pages[url] = slowly(url, answer)
    found = list(verify_many(map(report, range(20)), traveller(workers=16)))
    assert {each.status for each in found} == {"alive"}
    assert max(most["site0.example"], most["site1.example"]) <= 4
    assert most["all"] > 4


def test_waiting_for_a_turn_does_not_count(world: Any, traveller: Any, fill: Any) -> None:
    fill(0, 10)
    for url, answer in list(world.pages.items()):

        def slowly(connection: socket.socket, method: str, answer: Any = answer) -> bool:
            time.sleep(0.6)
            return bool(answer(connection, method))

        world.pages[url] = slowly
    began = time.monotonic()
    found = list(verify_many(map(report, range(10)), traveller(deadline=3.0, workers=10)))
    assert time.monotonic() - began > 3.0  # together they take longer than each may
    assert {each.status for each in found} == {"alive"}


def test_the_rate_is_kept(world: Any, traveller: Any, fill: Any) -> None:
    fill(0, 5)
    began = time.monotonic()
    found = list(verify_many(map(report, range(5)), traveller(rate=20)))
    assert {each.status for each in found} == {"alive"}
    assert time.monotonic() - began > 9 / 20  # a HEAD and a GET each, at one host


def test_one_fault_costs_no_neighbour(world: Any, traveller: Any, fill: Any) -> None:
    def hang(connection: socket.socket, _method: str) -> bool:
        connection.recv(1)
        return False

    fill(0, 20)
    world.pages["http://site0.example/7"] = hang
    world.handles.records["20.500.12592/8"] = hang
    world.page("http://site0.example/9", b"<div>" * 100_000 + page(9))
    found = list(verify_many(map(report, range(20)), traveller(timeout=1.5, deadline=5.0)))
    assert {n for n, each in enumerate(found) if each.status != "alive"} == {7, 8}


class Broken(Resolver):
    """A resolver with a fault of ours."""

    def fetch(self, url: str, **options: Any) -> Any:
        if url.endswith("/2"):
            raise ZeroDivisionError("a fault")
        return super().fetch(url, **options)


def test_a_fault_of_ours_is_reported_with_its_report(world: Any, fill: Any) -> None:
    fill(0, 5)
    with Broken(proxies=[world.PROXY], http_proxy=world.url) as resolver:
        found = list(verify_many(map(report, range(5)), resolver))
    assert [each.status for each in found] == ["alive", "alive", "unknown", "alive", "alive"]
    assert [(each.code, each.severity) for each in found[2].findings] == [("CHK004", "unknown")]
    assert "ZeroDivisionError: a fault" in found[2].findings[0].message


def test_what_is_no_report_ends_it(world: Any, traveller: Any, fill: Any) -> None:
    fill(0, 3)
    with pytest.raises(InvalidValueError, match="a Report"):
        list(verify_many([report(0), "20.500.12592/1"], traveller()))  # type: ignore[list-item]  # the wrong type is the test


def test_a_source_that_fails_leaves_nothing_behind(world: Any, traveller: Any, fill: Any) -> None:
    fill(0, 20)

    def source() -> Iterator[briefmeta.Report]:
        yield from map(report, range(15))
        raise OSError("the file is gone")

    running = verify_many(source(), traveller())
    with pytest.raises(OSError, match="the file is gone"):
        list(running)


def test_leaving_early_ends_soon(world: Any, traveller: Any, fill: Any) -> None:
    fill(0, 200)

    def slowly(connection: socket.socket, _method: str) -> bool:
        time.sleep(0.5)
        return False

    for number in range(1, 200):
        world.pages[f"http://site{number // 10}.example/{number}"] = slowly
    running = verify_many(map(report, range(200)), traveller(workers=4, timeout=0.3, deadline=1.0))
    next(running)
    began = time.monotonic()
    running.close()  # type: ignore[attr-defined]  # it is a generator
    assert time.monotonic() - began < 3
