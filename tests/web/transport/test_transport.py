"""Transport: each fault of a server or of the network ends in an answer or an error, in bounded time and memory."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import socket
import ssl
import struct
import threading
import time
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from briefmeta.errors import (
    ConnectionFailed,
    InvalidValueError,
    RequestRefused,
    ResponseTooLarge,
    TransportError,
    TransportTimeout,
)
from briefmeta.web.transport.address_checks import is_public
from briefmeta.web.transport.deadline import Deadline
from briefmeta.web.transport.transport import Transport, user_agent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

PUBLIC = "93.184.215.14"


@pytest.fixture
def transport() -> Iterator[Transport]:
    with Transport(allow_private=True, timeout=1.0) as made:
        yield made


def test_an_answer(transport: Transport, start: Any, respond: Any) -> None:
    base = start(
        lambda c, p: c.sendall(respond(200, p.encode(), "Content-Type: text/plain; charset=utf-8")) is None
    )
    answer = transport.get(f"{base}/a%2F..%2Fb%23%3F%25%20%2B?auth=true")
    assert answer.body == b"/a%2F..%2Fb%23%3F%25%20%2B?auth=true"
    assert (answer.status, answer.media_type, answer.redirects) == (200, "text/plain", ())
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_head_has_no_body(transport: Transport, start: Any, respond: Any) -> None:
    base = start(lambda c, p: c.sendall(respond(200, b"", "Content-Length: 60000000")) is None)
    answer = transport.head(base)
    assert (answer.status, answer.body) == (200, b"")


def test_a_connection_is_used_again(transport: Transport, start: Any, respond: Any) -> None:
    ports = []

    def exchange(connection: socket.socket, _path: str) -> bool:
        ports.append(connection.getpeername()[1])
        connection.sendall(respond(200, b"x"))
        return True

    base = start(exchange)
    for _ in range(5):
        transport.get(base)
    assert len(set(ports)) == 1


def test_nothing_of_the_environment_is_used(
    transport: Transport, start: Any, respond: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    base = start(lambda c, p: c.sendall(respond(200, b"x", "Set-Cookie: a=b")) is None)
    assert transport.get(base).body == b"x"


def test_an_http_proxy_that_was_asked_for_is_used(start: Any, respond: Any) -> None:
    base = start(lambda c, p: c.sendall(respond(200, p.encode())) is None)
    with Transport(http_proxy=base) as transport:
        assert transport.get("http://report.example/x").body == b"http://report.example/x"
        with pytest.raises(RequestRefused, match="not a public address"):
            transport.get("http://169.254.169.254/latest/meta-data/")


# faults of a server


def hang(connection: socket.socket, _path: str) -> bool:
    connection.recv(1)
    return False


def drip(*parts: bytes) -> Callable[[socket.socket, str], bool]:
    def exchange(connection: socket.socket, _path: str) -> bool:
        for part in parts:
            for byte in part:
                connection.sendall(bytes([byte]))
                time.sleep(0.05)
        return False

    return exchange


def reset(connection: socket.socket, _path: str) -> bool:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


def send(*parts: bytes) -> Callable[[socket.socket, str], bool]:
    def exchange(connection: socket.socket, _path: str) -> bool:
        for part in parts:
            connection.sendall(part)
        return False

    return exchange


@pytest.mark.parametrize(
    ("exchange", "error"),
    [
        pytest.param(hang, TransportTimeout, id="hang"),
        pytest.param(
            drip(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 999), TransportTimeout, id="dripping headers"
        ),
        pytest.param(
            drip(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n", b"x" * 999),
            TransportTimeout,
            id="dripping body",
        ),
        pytest.param(reset, ConnectionFailed, id="reset"),
        pytest.param(send(), ConnectionFailed, id="closed at once"),
        pytest.param(
            send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"), ConnectionFailed, id="half a body"
        ),
        pytest.param(
            send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"),
            ConnectionFailed,
            id="half a chunk",
        ),
        pytest.param(
            send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            ConnectionFailed,
            id="no chunk length",
        ),
        pytest.param(
            send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nok\r\n0\r\n\r\n"),
            ConnectionFailed,
            id="a chunk of negative length",
        ),
        pytest.param(send(b"SSH-2.0-OpenSSH\r\n"), ConnectionFailed, id="not HTTP"),
        pytest.param(send(b"\x1b[31m\x80\xff\r\n"), ConnectionFailed, id="controls"),
        pytest.param(
            send(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 100_000), ConnectionFailed, id="endless header"
        ),
        pytest.param(
            send(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n"), ConnectionFailed, id="many headers"
        ),
        pytest.param(
            send(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx"), TransportError, id="unknown coding"
        ),
        pytest.param(
            send(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip"), TransportError, id="not gzip"
        ),
        pytest.param(
            send(
                b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"x" * 999, mtime=0)[:-9]
            ),
            ConnectionFailed,
            id="half a gzip",
        ),
    ],
)
def test_a_fault_is_an_error_in_time(
    exchange: Callable[[socket.socket, str], bool],
    error: type[TransportError],
    transport: Transport,
    start: Any,
) -> None:
    base = start(exchange)
    began = time.monotonic()
    with pytest.raises(error) as caught:
        transport.get(base, deadline=Deadline(1.5))
    assert time.monotonic() - began < 3
    assert caught.value.url == base
    assert caught.value.reason.isprintable()


def test_a_deadline_is_for_the_whole_of_a_chain_of_redirects(
    transport: Transport, start: Any, respond: Any
) -> None:
    def exchange(connection: socket.socket, _path: str) -> bool:
        time.sleep(0.4)
        connection.sendall(respond(302, b"", "Location: /again"))
        return True

    base = start(exchange)
    began = time.monotonic()
    with pytest.raises(TransportTimeout):
        transport.get(base, deadline=Deadline(1.0))
    assert time.monotonic() - began < 2


def test_nobody_listens(transport: Transport) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ConnectionFailed):
        transport.get(f"http://127.0.0.1:{port}/")


def test_a_large_body_is_dropped(start: Any, respond: Any) -> None:
    sent = []

    def exchange(connection: socket.socket, path: str) -> bool:
        if path == "/stated":
            connection.sendall(respond(200, b"", "Content-Length: 60000000"))
        else:
            connection.sendall(respond(200, b"", "Transfer-Encoding: identity"))
        for _ in range(60_000_000 // 65536):
            connection.sendall(b"x" * 65536)
            sent.append(65536)
        return False

    base = start(exchange)
    with Transport(allow_private=True, max_bytes=1_000_000) as transport:
        for path in ("/stated", "/open"):
            sent.clear()
            with pytest.raises(ResponseTooLarge, match="1000000"):
                transport.get(base + path)
            assert sum(sent) < 30_000_000  # what is in flight, not what there is


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate"])
def test_a_bomb_stays_small(coding: str, start: Any, respond: Any) -> None:
    import tracemalloc

    bits = {"gzip": 31, "deflate": 15, "raw deflate": -15}[coding]
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.flush()
    base = start(
        lambda c, p: (
            c.sendall(respond(200, bomb, f"Content-Encoding: {coding.rsplit(maxsplit=1)[-1]}")) is None
        )
    )
    with Transport(allow_private=True, max_bytes=1_000_000) as transport:
        tracemalloc.start()
        try:
            with pytest.raises(ResponseTooLarge):
                transport.get(base)
            assert tracemalloc.get_traced_memory()[1] < 20_000_000
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"report " * 1000, mtime=0)),
        ("GZip", gzip.compress(b"report " * 500, mtime=0) + gzip.compress(b"report " * 500, mtime=0)),
        ("gzip", gzip.compress(b"report " * 1000, mtime=0) + bytes(20)),
        ("deflate", zlib.compress(b"report " * 1000)),
        ("deflate", zlib.compress(b"report " * 1000)[2:-4]),
        ("identity", b"report " * 1000),
    ],
)
def test_a_compressed_body_is_read(
    coding: str, body: bytes, transport: Transport, start: Any, respond: Any
) -> None:
    base = start(lambda c, p: c.sendall(respond(200, body, f"Content-Encoding: {coding}")) is None)
    assert transport.get(base).body == b"report " * 1000


# redirects


def test_redirects_are_followed_and_kept(transport: Transport, start: Any, respond: Any) -> None:
    hops = {"/": "/1", "/1": "2?x", "/2?x": "http://127.0.0.1:{port}/é"}

    def exchange(connection: socket.socket, path: str) -> bool:
        port = connection.getsockname()[1]
        target = hops.get(path, "").replace("{port}", str(port)).encode().decode("latin-1")
        connection.sendall(
            respond(302, b"gone", f"Location: {target}") if target else respond(200, path.encode())
        )
        return True

    base = start(exchange)
    answer = transport.get(f"{base}/")
    assert answer.body == b"/%C3%A9"
    assert answer.redirects == (f"{base}/", f"{base}/1", f"{base}/2?x")


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("/loop", "more than 5 redirects"),
        ("ftp://127.0.0.1/x", "http or https"),
        ("file:///etc/passwd", "http or https"),
        ("javascript:alert(1)", "http or https"),
        ("http://user:secret@127.0.0.1/", "user name"),
        ("http://[::1", "not a URL"),
    ],
)
def test_a_redirect_that_must_not_be_followed(
    location: str, why: str, transport: Transport, start: Any, respond: Any
) -> None:
    base = start(lambda c, p: c.sendall(respond(302, b"", f"Location: {location}")) is None)
    with pytest.raises(RequestRefused, match=why):
        transport.get(base)


# addresses


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1",
        "100.64.0.1", "100.100.100.200", "169.254.169.254", "168.63.129.16", "192.0.0.192",
        "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250",
        "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1",
        "::ffff:169.254.169.254", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254",
        "ff02::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::",
        "2002:a9fe:a9fe::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "100::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with (
        Transport(lookup=lambda host, port: [address]) as transport,
        pytest.raises(RequestRefused, match="not a public"),
    ):
        transport.get("http://report.example/")


@pytest.mark.parametrize(
    "address",
    [PUBLIC, "1.1.1.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://[::1]:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f.1:{port}/",
        "http://127.1:{port}/",
    ],
)
def test_loopback_is_not_asked_by_any_name(url: str, start: Any) -> None:
    asked: list[str] = []

    def exchange(_connection: socket.socket, path: str) -> bool:
        asked.append(path)
        return False

    base = start(exchange)
    with Transport() as transport, pytest.raises((RequestRefused, ConnectionFailed)):
        transport.get(url.format(port=base.rpartition(":")[2]))
    assert asked == []


def test_one_private_address_among_public_ones_is_enough() -> None:
    with (
        Transport(lookup=lambda host, port: [PUBLIC, "127.0.0.1"]) as transport,
        pytest.raises(RequestRefused),
    ):
        transport.get("http://report.example/")


def test_a_name_is_resolved_once_and_the_checked_address_is_asked(
    start: Any, respond: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that answers public first and private second gets no second question."""
    base = start(lambda c, p: c.sendall(respond(200, b"secret")) is None)
    port = int(base.rpartition(":")[2])
    asked: list[str] = []
    connected: list[tuple[str, int]] = []

    def lookup(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    def connect(_sock: socket.socket, address: tuple[str, int]) -> None:
        connected.append(address)
        raise OSError("unreachable")

    with Transport(lookup=lookup) as transport, monkeypatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        with pytest.raises(ConnectionFailed):
            transport.get(f"http://report.example:{port}/")
    assert asked == ["report.example"]
    assert connected == [(PUBLIC, port)]


def test_the_name_stays_in_the_host_header(start: Any, respond: Any) -> None:
    base = start(lambda c, p: c.sendall(respond(200, b"x")) is None)
    port = base.rpartition(":")[2]
    with Transport(allow_private=True, lookup=lambda host, port: ["127.0.0.1"]) as transport:
        assert transport.get(f"http://report.example:{port}/").url == f"http://report.example:{port}/"


def test_a_redirect_to_loopback_is_refused(start: Any, respond: Any) -> None:
    """The first server is let pass as public; the address that it redirects to is checked again."""
    secret = start(lambda c, p: c.sendall(respond(200, b"secret")) is None)
    base = start(lambda c, p: c.sendall(respond(302, b"", f"Location: {secret}/")) is None)

    class FirstIsPublic(Transport):
        def _addresses(self, host: str, port: int, context: Any) -> Any:
            if f":{port}" in base:
                return [ipaddress.ip_address("127.0.0.1")]
            return super()._addresses(host, port, context)

    with FirstIsPublic() as transport, pytest.raises(RequestRefused, match="not a public address"):
        transport.get(base)


@pytest.mark.parametrize(
    "answer", [[], ["not an address"], OSError("no such host"), UnicodeError("label too long")]
)
def test_a_lookup_that_goes_wrong(answer: Any) -> None:
    def lookup(_host: str, _port: int) -> Sequence[str]:
        if isinstance(answer, Exception):
            raise answer
        return list(answer)

    with Transport(lookup=lookup) as transport, pytest.raises(TransportError):
        transport.get("http://report.example/")


def test_a_lookup_that_hangs_ends_at_the_deadline() -> None:
    done = threading.Event()

    def lookup(_host: str, _port: int) -> Sequence[str]:
        done.wait(20)
        return []

    with Transport(lookup=lookup) as transport, pytest.raises(TransportTimeout, match="looking up"):
        transport.get("http://report.example/", deadline=Deadline(0.2))
    done.set()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "report",
        "ftp://report.example/",
        "file:///etc/passwd",
        "http://",
        "http:///x",
        "http://a b/",
        "http://user@report.example/",
        "http://\x00/",
        "http://report.example:99999/",
        "http://" + "a" * 300 + "/",
        "http://*.example/",
        "http://[::1",
        "http://\ud800/",
    ],
)
def test_a_url_that_cannot_be_asked(url: str) -> None:
    def lookup(host: str, port: int) -> Sequence[str]:
        raise OSError(f"no such host: {host}:{port}")

    with Transport(lookup=lookup) as transport, pytest.raises(TransportError):
        transport.get(url)


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for report.example, which only this test trusts."""
    import shutil
    import subprocess

    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subprocess.run(
        [
            openssl,
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=report.example",
            "-addext",
            "subjectAltName=DNS:report.example",
            "-keyout",
            path,
            "-out",
            f"{path}.crt",
        ],
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + path.with_name("both.pem.crt").read_bytes())
    return path


@pytest.fixture
def tls_port(certificate: Path, respond: Any) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    names: list[str] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                raw, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(raw, server_side=True) as connection:
                    connection.recv(65536)
                    connection.sendall(
                        respond(302, b"", "Location: http://report.example/")
                        if names
                        else respond(200, b"x", "Connection: close")
                    )
            except OSError:
                raw.close()

    thread = threading.Thread(target=serve)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def test_tls_is_checked_against_the_name_not_the_address(certificate: Path, tls_port: int) -> None:
    with Transport(
        allow_private=True, verify=f"{certificate}.crt", lookup=lambda h, p: ["127.0.0.1"]
    ) as transport:
        assert transport.get(f"https://report.example:{tls_port}/").body == b"x"
        with pytest.raises(TransportError, match="TLS"):
            transport.get(f"https://other.example:{tls_port}/")


def test_a_certificate_of_nobody_is_an_error(tls_port: int) -> None:
    with Transport(allow_private=True, lookup=lambda h, p: ["127.0.0.1"]) as transport:
        with pytest.raises(TransportError, match="TLS") as caught:
            transport.get(f"https://report.example:{tls_port}/")
        assert not isinstance(caught.value, ConnectionFailed)  # asking again would not help


def test_https_goes_through_an_http_proxy(certificate: Path, tls_port: int, start: Any, respond: Any) -> None:
    asked: list[str] = []

    def tunnel(connection: socket.socket, target: str) -> bool:
        asked.append(target)
        connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        with socket.create_connection(("127.0.0.1", tls_port)) as upstream:
            back = threading.Thread(target=pump, args=(upstream, connection))
            back.start()
            pump(connection, upstream)
            back.join()
        return False

    def pump(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)

    with Transport(http_proxy=start(tunnel), verify=f"{certificate}.crt") as transport:
        assert transport.get("https://report.example/").body == b"x"
    assert asked == ["report.example:443"]


def test_https_to_http_is_refused() -> None:
    from briefmeta.web.transport.transport import _redirect

    with pytest.raises(RequestRefused, match="from https"):
        _redirect("https://report.example/", "http://report.example/")
    assert _redirect("http://report.example/", "https://report.example/x") == "https://report.example/x"


def test_a_tls_handshake_that_drips_ends_at_the_deadline(transport: Transport, start: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        began = time.monotonic()
        with pytest.raises(TransportTimeout):
            transport.get(f"https://127.0.0.1:{port}/", deadline=Deadline(0.5))
        assert time.monotonic() - began < 3


def test_the_user_agent_says_who_asks() -> None:
    assert user_agent().startswith("briefmeta/")
    assert "mailto:me@example.org" in user_agent("mailto:me@example.org")
    with pytest.raises(InvalidValueError):
        user_agent("me\r\nX-Evil: 1")
