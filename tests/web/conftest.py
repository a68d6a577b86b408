"""Loopback servers that answer as they are told, and a check that nothing stays open."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from briefmeta.web.handles.resolver import Resolver

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
                if not self._answer(connection, head):
                    return

    def _answer(self, connection: socket.socket, head: bytes) -> bool:
        return self._exchange(connection, head.split(b" ")[1].decode("ascii"))

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


Page = Callable[[socket.socket, str], bool]
"""Answers a method on a socket; tells whether the connection goes on."""


class World(_Server):
    """Every site there is, behind one HTTP proxy on loopback: pages by URL, handles by name, TLS for https.

    A page answers HEAD as it answers GET, unless ``head`` says otherwise.
    """

    PROXY = "http://proxy.example"

    def __init__(self, certificate: Path) -> None:
        self.pages: dict[str, Page] = {}
        self.handles = HandleServer()
        self.asked: list[str] = []
        self._certificate = certificate
        super().__init__(lambda connection, path: False)

    def page(
        self, url: str, body: bytes = b"", *headers: str, status: int = 200, head: bytes | None = None
    ) -> None:
        """Put a page there; it is HTML unless a header says otherwise."""
        lines = list(headers)
        if not any(each.lower().startswith("content-type") for each in headers):
            lines.append("Content-Type: text/html; charset=utf-8")
        whole = http(status, body, *lines)
        alone = whole[: len(whole) - len(body)] if head is None else head

        def answer(connection: socket.socket, method: str) -> bool:
            connection.sendall(alone if method == "HEAD" else whole)
            return True

        self.pages[url] = answer

    def redirect(self, url: str, target: str, status: int = 301) -> None:
        """Put a redirect there."""
        self.page(url, b"", f"Location: {target}", status=status)

    def _answer(self, connection: socket.socket, head: bytes) -> bool:
        method, target = (part.decode("ascii") for part in head.split(b" ")[:2])
        if method == "CONNECT":
            return self._tunnel(connection, target.removesuffix(":443"))
        return self._find(connection, method, target)

    def _find(self, connection: socket.socket, method: str, url: str) -> bool:
        self.asked.append(f"{method} {url}")
        if url.startswith(f"{self.PROXY}/"):
            return self.handles(connection, url.removeprefix(self.PROXY))
        if url in self.pages:
            return self.pages[url](connection, method)
        connection.sendall(http(404, b"" if method == "HEAD" else b"nothing", "Content-Type: text/html"))
        return True

    def _tunnel(self, connection: socket.socket, host: str) -> bool:
        if not any(url.startswith(f"https://{host}/") for url in self.pages):
            connection.sendall(http(502))
            return False
        connection.sendall(http(200, b"", "Content-Length: 0"))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._certificate)
        with context.wrap_socket(connection, server_side=True) as secure:
            with self._lock:
                self._open.add(secure)
            pending = b""
            while came := secure.recv(65536):
                pending += came
                if b"\r\n\r\n" in pending:
                    method, path = (part.decode("ascii") for part in pending.split(b" ")[:2])
                    if not self._find(secure, method, f"https://{host}{path}"):
                        break
                    pending = b""
        return False


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate and key for the hosts below ``report.example``, which only tests trust; ``….crt`` has no key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = f"{openssl} req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=report.example -addext"
    names = "subjectAltName=DNS:report.example,DNS:*.report.example"
    subprocess.run(
        [*command.split(), names, "-keyout", path, "-out", f"{path}.crt"], check=True, capture_output=True
    )
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


@pytest.fixture
def world(certificate: Path) -> Iterator[World]:
    """All sites; nothing is there yet."""
    made = World(certificate)
    yield made
    made.close()


@pytest.fixture
def traveller(world: World, certificate: Path) -> Iterator[Callable[..., Resolver]]:
    """Make resolvers that see the world; they are closed with the test."""
    made: list[Resolver] = []

    def run(**options: object) -> Resolver:
        settings = {
            "proxies": [world.PROXY],
            "http_proxy": world.url,
            "verify": f"{certificate}.crt",
            "timeout": 3.0,
            "deadline": 12.0,
            "retries": 0,
            **options,
        }
        made.append(Resolver(**settings))  # type: ignore[arg-type]  # options of any type
        return made[-1]

    yield run
    for resolver in made:
        resolver.close()


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
