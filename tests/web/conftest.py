"""Loopback servers that answer as they are told, and a check that nothing stays open."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

Exchange = Callable[[socket.socket, str], bool]
"""Answers one request, given its path, on a socket; tells whether the connection goes on."""

Start = Callable[[Exchange], str]
"""Starts a server and returns its base URL."""


def http(status: int = 200, body: bytes = b"", *headers: str) -> bytes:
    """Write a response; a length is added unless a header says something about it."""
    lines = [f"HTTP/1.1 {status} Status", *headers]
    if not any(each.lower().startswith(("content-length", "transfer-encoding")) for each in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


class _Server:
    """Accepts connections and lets ``exchange`` answer each request; every thread and socket ends with it."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._main = threading.Thread(target=self._accept)
        self._main.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            thread = threading.Thread(target=self._serve, args=(connection,))
            with self._lock:
                self._open.add(connection)
                self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            pending = b""
            while True:
                while b"\r\n\r\n" not in pending:
                    came = connection.recv(65536)
                    if not came:
                        return
                    pending += came
                head, _, pending = pending.partition(b"\r\n\r\n")
                if not self._exchange(connection, head.split(b" ")[1].decode("ascii")):
                    return

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self._main.join()
        for thread in self._threads:
            thread.join()


@pytest.fixture
def start() -> Iterator[Start]:
    """Start servers that end with the test."""
    servers: list[_Server] = []

    def run(exchange: Exchange) -> str:
        servers.append(_Server(exchange))
        return servers[-1].url

    yield run
    for server in servers:
        server.close()


@pytest.fixture
def respond() -> Callable[..., bytes]:
    """The writer of responses."""
    return http


def handle_answer(name: str, *values: tuple[int, str, str], code: int = 1, **members: object) -> bytes:
    """Write the answer of a proxy about a handle: values as index, type and text."""
    listed = [
        {"index": index, "type": kind, "data": {"format": "string", "value": text}, "ttl": 86400}
        for index, kind, text in values
    ]
    extra = {"values": listed} if code == 1 else {}
    return json.dumps({"responseCode": code, "handle": name, **extra, **members}).encode()


class HandleServer:
    """A handle proxy with records of its own: names to values, bodies or functions; it counts what it is asked."""

    def __init__(self) -> None:
        self.records: dict[str, object] = {}
        self.asked: list[str] = []
        self.delay = 0.0

    def __call__(self, connection: socket.socket, path: str) -> bool:
        raw, _, query = path.removeprefix("/api/handles/").partition("?")
        name = unquote(raw)
        self.asked.append(name + (f"?{query}" if query else ""))
        if self.delay:
            time.sleep(self.delay)
        record = self.records.get(name)
        if callable(record):
            return bool(record(connection, path))
        if record is None:
            connection.sendall(
                http(404, handle_answer(name, code=100), "Content-Type: application/json;charset=utf-8")
            )
        elif isinstance(record, bytes):
            connection.sendall(record)
        else:
            body = handle_answer(name, *record)  # type: ignore[misc]  # a list of values
            connection.sendall(http(200, body, "Content-Type: application/json;charset=utf-8"))
        return True


@pytest.fixture
def handles() -> HandleServer:
    """A handle proxy to be started; it knows no handle yet."""
    return HandleServer()


@pytest.fixture
def answer() -> Callable[..., bytes]:
    """The writer of a proxy's answers."""
    return handle_answer


def _descriptors() -> set[str]:
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        return set()
    found = set()
    for each in os.listdir(folder):
        with contextlib.suppress(OSError):
            found.add(os.readlink(folder / each))
    return {each for each in found if each.startswith("socket:")}


@pytest.fixture(autouse=True)
def _nothing_stays_open() -> Iterator[None]:
    """Fail where a test leaves a thread or a socket behind."""
    threads, sockets = set(threading.enumerate()), _descriptors()
    yield
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if not set(threading.enumerate()) - threads and not _descriptors() - sockets:
            return
        gc.collect()
        time.sleep(0.02)
    left = [thread.name for thread in set(threading.enumerate()) - threads]
    pytest.fail(f"left behind: threads {left}, sockets {_descriptors() - sockets}")
