"""Cache: answers live as long as their ttl, survive crashes, and a broken file costs time, not correctness."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import HandleRecord, Outcome
from briefmeta.web.handles.handle_cache import Cache, default_path

PROXY = "https://hdl.handle.net"
HANDLE = Handle("20.500.12592/b2rbv89")


def body(handle: Handle = HANDLE, ttl: object = 86400, code: int = 1) -> bytes:
    values = [{"index": 1, "type": "URL", "data": "https://example.org/", "ttl": ttl}] if code == 1 else []
    return json.dumps({"responseCode": code, "handle": str(handle), "values": values}).encode()


def keep(cache: Cache, handle: Handle = HANDLE, **options: Any) -> None:
    text = body(handle, **options)
    cache.put(HandleRecord.from_json(text, handle), PROXY, text)


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "handles.sqlite"


@pytest.mark.parametrize(
    ("options", "lifetime"),
    [
        ({"ttl": 86400}, 86400),
        ({"ttl": 60}, 60),
        ({"ttl": 0}, 0),
        ({"ttl": -1}, 0),
        ({"ttl": "2023-11-14T23:13:20Z"}, 3600),
        ({"ttl": "2020-01-01T00:00:00Z"}, 0),
        ({"ttl": 10**15}, 30 * 86400),
        ({"code": 100}, 300),
        ({"code": 200}, 300),
    ],
)
def test_an_answer_is_kept_as_long_as_its_ttl(options: dict[str, Any], lifetime: float, path: Path) -> None:
    clock = Clock()
    with Cache(path=path, clock=clock) as cache:
        keep(cache, **options)
        found = cache.get(HANDLE, [PROXY])
        if not lifetime:
            assert found is None
            return
        assert found == HandleRecord.from_json(body(**options), HANDLE)
        clock.now += lifetime - 1
        assert cache.get(HANDLE, [PROXY]) is not None
        clock.now += 2
        assert cache.get(HANDLE, [PROXY]) is None


def test_what_is_unknown_is_not_kept(path: Path) -> None:
    with Cache(path=path) as cache:
        cache.put(HandleRecord(handle=HANDLE, outcome=Outcome.UNKNOWN, reason="x"), PROXY, b"{}")
        assert cache.get(HANDLE, [PROXY]) is None


def test_an_answer_that_may_not_be_kept_replaces_an_older_one(path: Path) -> None:
    with Cache(path=path) as cache:
        keep(cache)
        keep(cache, ttl=0)
        assert cache.get(HANDLE, [PROXY]) is None


def test_an_answer_belongs_to_its_handle_and_its_proxy(path: Path) -> None:
    with Cache(path=path) as cache:
        keep(cache)
        assert cache.get(Handle("20.500.12592/B2RBV89"), [PROXY]) is not None
        assert cache.get(Handle("20.500.12592/b2rbv89/"), [PROXY]) is None
        assert cache.get(HANDLE, ["http://127.0.0.1:8000"]) is None
        assert cache.get(HANDLE, ["http://127.0.0.1:8000", PROXY]) is not None


def test_a_newer_answer_takes_the_place_of_one_that_was_read(path: Path) -> None:
    clock = Clock()
    with Cache(path=path, clock=clock) as cache:
        keep(cache, ttl=1000)
        assert cache.get(HANDLE, [PROXY]) is not None
        keep(cache, ttl=10)
        found = cache.get(HANDLE, [PROXY])
        assert found is not None
        assert found.values[0].ttl == 10
        clock.now += 11
        assert cache.get(HANDLE, [PROXY]) is None
        assert cache.get(Handle("20.500.12592/B2RBV89"), [PROXY]) is None


def test_an_answer_from_the_future_is_not_believed(path: Path) -> None:
    clock = Clock()
    with Cache(path=path, clock=clock) as cache:
        keep(cache)
        clock.now -= 86400
        assert cache.get(HANDLE, [PROXY]) is None


def test_answers_outlive_the_cache_object(path: Path) -> None:
    with Cache(path=path) as cache:
        keep(cache)
    with Cache(path=path) as cache:
        assert cache.get(HANDLE, [PROXY]) is not None
    assert cache.get(HANDLE, [PROXY]) is not None  # close is not the end
    cache.close()


def test_threads_share_a_cache(path: Path) -> None:
    with Cache(path=path) as cache:

        def work(number: int) -> None:
            for each in range(50):
                keep(cache, Handle(f"20.500.12592/{number}x{each}"))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(cache.get(Handle(f"20.500.12592/{n}x{e}"), [PROXY]) for n in range(8) for e in range(50))


def _write_many(path: Path, number: int) -> None:
    with Cache(path=path) as cache:
        for each in range(100):
            keep(cache, Handle(f"20.500.12592/{number}x{each}"))


def test_processes_share_a_file(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write_many, args=(path, number)) for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    with Cache(path=path) as cache:
        found = [cache.get(Handle(f"20.500.12592/{n}x{e}"), [PROXY]) for n in range(3) for e in range(100)]
        assert all(found)


WRITER = """
import json, sys
from pathlib import Path
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import HandleRecord
from briefmeta.web.handles.handle_cache import Cache
cache = Cache(path=Path(sys.argv[1]))
number = 0
while True:
    handle = Handle(f"20.500.12592/{number}")
    body = json.dumps({"responseCode": 1, "handle": str(handle), "values": [
        {"index": 1, "type": "URL", "data": "https://example.org/" + "x" * 5000, "ttl": 86400}]}).encode()
    cache.put(HandleRecord.from_json(body, handle), "https://hdl.handle.net", body)
    print(number, flush=True)
    number += 1
"""


def test_what_was_written_survives_a_kill(path: Path) -> None:
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            last = 0
            for line in writer.stdout:
                last = int(line)
                if last >= random.randint(20, 60):
                    break
            writer.send_signal(signal.SIGKILL)
        with Cache(path=path) as cache:
            for number in range(last + 1):
                record = cache.get(Handle(f"20.500.12592/{number}"), [PROXY])
                assert record is not None
                assert len(record.url or "") == 5020


def test_a_file_cut_at_any_byte_costs_answers_but_makes_up_none(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    handles = [Handle(f"20.500.12592/{number}") for number in range(60)]
    with Cache(path=path) as cache:
        for handle in handles:
            keep(cache, handle)
    whole = path.read_bytes()
    expected = {handle: HandleRecord.from_json(body(handle), handle) for handle in handles}
    edges = {0, 1, 15, 16, 99, 100, 4095, 4096, 4097, len(whole) - 1}
    places = sorted(edges | set(random.Random(7).sample(range(len(whole)), 40)))
    for place in places:
        for each in path.parent.iterdir():
            each.unlink()
        path.write_bytes(whole[:place])
        with Cache(path=path) as cache:
            for handle in handles:
                assert cache.get(handle, [PROXY]) in (None, expected[handle])
            keep(cache)
            cache.get(HANDLE, [PROXY])
            keep(cache)  # whatever was found out on the way, the next answer is kept
            assert cache.get(HANDLE, [PROXY]) is not None, place


def test_a_damaged_file_is_put_aside_with_a_warning(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, but longer than the header of one " * 100)
    with caplog.at_level(logging.WARNING), Cache(path=path) as cache:
        assert cache.get(HANDLE, [PROXY]) is None
        keep(cache)
        assert cache.get(HANDLE, [PROXY]) is not None
    assert "damaged" in caplog.text
    assert Path(f"{path}.damaged").read_bytes().startswith(b"not a database")


def test_flipped_bytes_make_up_no_answer(path: Path) -> None:
    with Cache(path=path) as cache:
        keep(cache)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE answers SET body = replace(body, 'example.org', 'evil.example')")
    connection.close()
    with Cache(path=path) as cache:
        assert cache.get(HANDLE, [PROXY]) is None


def test_a_database_of_something_else_is_left_alone(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE answers (mine TEXT)")
        connection.execute("INSERT INTO answers VALUES ('precious')")
    connection.close()
    before = path.read_bytes()
    with caplog.at_level(logging.WARNING), Cache(path=path) as cache:
        keep(cache)
        assert cache.get(HANDLE, [PROXY]) is None
    assert "something else" in caplog.text
    assert path.read_bytes() == before


def test_a_file_of_another_version_is_left_alone(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Cache(path=path) as cache:
        keep(cache)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with caplog.at_level(logging.WARNING), Cache(path=path) as cache:
        assert cache.get(HANDLE, [PROXY]) is None
    assert "version 99" in caplog.text


def test_a_folder_that_cannot_be_made(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING), Cache(path=tmp_path / "file" / "handles.sqlite") as cache:
        keep(cache)
        keep(cache)
        assert cache.get(HANDLE, [PROXY]) is None
    assert caplog.text.count("is not used") == 1


FULL_DISK = """
import json, logging, resource, signal, sys
from pathlib import Path
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import HandleRecord
from briefmeta.web.handles.handle_cache import Cache
logging.basicConfig(level=logging.WARNING)
cache = Cache(path=Path(sys.argv[1]))
def keep(number):
    handle = Handle(f"20.500.12592/{number}")
    body = json.dumps({"responseCode": 1, "handle": str(handle), "values": [
        {"index": 1, "type": "URL", "data": "https://example.org/" + "x" * 50000, "ttl": 86400}]}).encode()
    cache.put(HandleRecord.from_json(body, handle), "https://hdl.handle.net", body)
    return cache.get(handle, ["https://hdl.handle.net"]) is not None
assert keep(0)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
print([keep(number) for number in range(1, 20)].count(True), keep(0))
"""


@pytest.mark.skipif(os.name != "posix", reason="needs setrlimit")
def test_a_full_disk(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL_DISK, path], capture_output=True, text=True, check=True)
    kept, first = done.stdout.split()
    assert int(kept) < 19
    assert first == "True"
    assert done.stderr.count("cannot be written") == 1
    with Cache(path=path) as cache:
        assert cache.get(Handle("20.500.12592/0"), [PROXY]) is not None


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(path: Path) -> None:
    with Cache(path=path) as cache:
        keep(cache)
    path.parent.chmod(0o500)
    try:
        with Cache(path=path) as cache:
            keep(cache, Handle("20.500.12592/new"))
            assert cache.get(Handle("20.500.12592/new"), [PROXY]) is None
    finally:
        path.parent.chmod(0o700)


def test_a_file_that_another_process_holds(path: Path) -> None:
    with Cache(path=path) as cache:
        keep(cache)
        holder = sqlite3.connect(path, isolation_level=None)
        try:
            holder.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            for _ in range(5):
                keep(cache, Handle("20.500.12592/new"))  # one wait, not five
            assert cache.get(HANDLE, [PROXY]) is not None
            assert time.monotonic() - began < 3
        finally:
            holder.close()


def test_a_file_that_is_only_to_be_read(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What SQLite says on a read-only disk, whoever runs the test."""
    with Cache(path=path) as cache:
        keep(cache)
        assert cache.get(HANDLE, [PROXY]) is not None
        connection = cache._connection
        assert connection is not None
        connection.execute("PRAGMA query_only = 1")
        with caplog.at_level(logging.WARNING):
            keep(cache, Handle("20.500.12592/new"))
            keep(cache, Handle("20.500.12592/new"))
        assert caplog.text.count("cannot be written") == 1
        assert cache.get(HANDLE, [PROXY]) is not None


def test_where_the_cache_of_a_user_lies() -> None:
    assert default_path().is_absolute()
    assert default_path().parent.name == "briefmeta"
