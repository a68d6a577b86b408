"""``briefmeta resolve`` against a real server on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = """<!DOCTYPE html><html><head><title>Pivot</title>
<meta name="citation_title" content="Pivot to Moscow"><meta name="citation_author" content="Parens, Raphael">
<meta name="citation_publication_date" content="2024-04-05">
<meta name="citation_abstract_html_url" content="https://hdl.handle.net/20.500.12592/b2rbv89">
</head><body><p>20.500.12592/b2rbv89</p></body></html>"""


class Proxy(BaseHTTPRequestHandler):
    """A handle proxy that knows two handles, and the landing page of one."""

    def do_GET(self) -> None:
        base = f"http://{self.headers['Host']}"
        name = unquote(self.path.removeprefix("/api/handles/").partition("?")[0])
        value = {"index": 1, "type": "URL", "data": {"format": "string", "value": f"{base}/page"}, "ttl": 60}
        if self.path == "/page":
            self.answer(200, "text/html; charset=utf-8", PAGE)
        elif name.lower() == "20.500.12592/b2rbv89":
            self.answer(
                200, "application/json", json.dumps({"responseCode": 1, "handle": name, "values": [value]})
            )
        elif name.endswith("/fault"):
            self.answer(500, "text/plain", "trouble")
        else:
            self.answer(404, "application/json", json.dumps({"responseCode": 100, "handle": name}))

    def answer(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def proxy() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def run(
    proxy: str, *words: str, stdin: str = "", home: Path | None = None
) -> subprocess.CompletedProcess[str]:
    network = ["--proxy", proxy, "--allow-private", *([] if home else ["--no-cache"])]
    return subprocess.run(
        [sys.executable, "-m", "briefmeta", *words, *network],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **({"XDG_CACHE_HOME": str(home)} if home else {})},
    )


def test_outcomes_and_exit_codes(proxy: str) -> None:
    done = run(proxy, "resolve", "hdl:20.500.12592/B2RBV89")
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, row["outcome"], row["url"]) == (0, "exists", f"{proxy}/page")
    assert run(proxy, "resolve", "20.500.12592/none").returncode == 1
    assert run(proxy, "resolve", "20.500.12592/fault").returncode == 3
    assert run(proxy, "resolve", "and/or").returncode == 4


def test_many_from_standard_input(proxy: str) -> None:
    text = "20.500.12592/b2rbv89\n\n20.500.12592/none\nnonsense\n20.500.12592/b2rbv89\n"
    done = run(proxy, "resolve", "-", stdin=text)
    outcomes = [json.loads(line)["outcome"] for line in done.stdout.splitlines()]
    assert outcomes == ["exists", "absent", "unknown", "exists"]
    assert done.returncode == 4


def test_describe(proxy: str) -> None:
    done = run(proxy, "resolve", "--describe", "20.500.12592/b2rbv89")
    row = json.loads(done.stdout)
    assert (row["report"]["title"], row["report"]["issued"]) == ("Pivot to Moscow", "2024-04-05")
    assert row["sources"]["title"]


def test_a_handle_is_an_input(proxy: str) -> None:
    done = run(proxy, "convert", "20.500.12592/b2rbv89", "-t", "bibtex")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("@techreport{parens2024pivot,")
    done = run(proxy, "convert", "20.500.12592/fault", "-t", "bibtex")
    assert (done.returncode, done.stdout) == (3, "")
    assert run(proxy, "convert", "20.500.12592/none", "-t", "bibtex").returncode == 4


def test_the_cache_lies_in_the_users_folder(proxy: str, tmp_path: Path) -> None:
    assert run(proxy, "resolve", "20.500.12592/b2rbv89", home=tmp_path).returncode == 0
    assert (tmp_path / "briefmeta" / "handles.sqlite").exists()
