"""Handles resolved: this library beside plain requests sessions and pyhandle, as ratios in one run.

A server of its own process answers each request after 20 ms. Run it with ``python benchmarks/handles.py``; pyhandle is
left out where it is not installed. ``--many N`` sets how many handles the memory test sends through ``resolve_many``.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import json
import multiprocessing
import resource
import statistics
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import requests

from briefmeta.handles.handle import Handle
from briefmeta.web.handles.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

LATENCY = 0.020
WORKERS = 16


def body_for(name: str) -> bytes:
    """Write an answer like the ones that hdl.handle.net gives."""
    admin = {
        "format": "admin",
        "value": {"handle": "0.NA/20.500.12592", "index": 200, "permissions": "011111110011"},
    }
    values = [
        {"index": 1, "type": "URL", "data": {"format": "string", "value": f"https://example.org/{name}"}},
        {"index": 100, "type": "HS_ADMIN", "data": admin},
    ]
    stamped = [{**value, "ttl": 86400, "timestamp": "2024-03-05T10:11:12Z"} for value in values]
    return json.dumps({"responseCode": 1, "handle": name, "values": stamped}).encode()


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the requests of one connection, each after the latency."""
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode().partition("?")[0]
            await asyncio.sleep(LATENCY)
            body = body_for(path.removeprefix("/api/handles/"))
            kind = b"Content-Type: application/json;charset=utf-8\r\n"
            writer.write(b"HTTP/1.1 200 OK\r\n" + kind + b"Content-Length: %d\r\n\r\n" % len(body) + body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def serve(pipe: Connection) -> None:
    """Run the server and tell its port."""

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def ours(base: str, names: list[str]) -> None:
    """Resolve with this library."""
    with Resolver(proxies=[base], allow_private=True, workers=WORKERS) as resolver:
        urls = [each.record.url for each in resolver.resolve_many(names) if each.record]
    assert urls == [f"https://example.org/{name}" for name in names]


def plain_requests(base: str, names: list[str]) -> None:
    """Resolve with a requests session for each of 16 threads, and nothing else."""
    local = threading.local()

    def ask(name: str) -> str:
        if not hasattr(local, "session"):
            local.session = requests.Session()
        found = local.session.get(f"{base}/api/handles/{name}", timeout=10).json()
        return str(found["values"][0]["data"]["value"])

    with ThreadPoolExecutor(WORKERS) as pool:
        urls = list(pool.map(ask, names))
    assert urls == [f"https://example.org/{name}" for name in names]


def with_pyhandle(base: str, names: list[str]) -> None:
    """Resolve with pyhandle, which knows no threads."""
    module = importlib.import_module("pyhandle.handleclient")  # a peer that need not be there
    client = module.PyHandleClient("rest").instantiate_for_read_access(handle_server_url=base)
    urls = [client.get_value_from_handle(name, "URL") for name in names]
    assert urls == [f"https://example.org/{name}" for name in names]


def rate(work: Callable[[str, list[str]], None], base: str, count: int) -> float:
    """Measure handles per second."""
    names = [f"20.500.12592/{number:06}" for number in range(count)]
    began = time.perf_counter()
    work(base, names)
    return count / (time.perf_counter() - began)


def compare(base: str, rounds: int) -> None:
    """Print the ratios; the rounds alternate, so that a busy moment of the machine meets everybody."""
    rates: dict[str, list[float]] = {"ours": [], "requests": []}
    for _ in range(rounds):
        rates["ours"].append(rate(ours, base, 500))
        rates["requests"].append(rate(plain_requests, base, 500))
    mine = statistics.median(rates["ours"])
    sessions = statistics.median(rates["requests"])
    print(f"briefmeta            {mine:8.0f} handles/s")
    print(f"requests, 16 threads {sessions:8.0f} handles/s   ratio {mine / sessions:5.2f}   (floor 0.9)")
    try:
        peer = rate(with_pyhandle, base, 100)
    except ImportError:
        print("pyhandle             not installed")
    else:
        print(f"pyhandle             {peer:8.0f} handles/s   ratio {mine / peer:5.1f}   (floor 12)")


def cached(base: str, count: int = 5000) -> None:
    """Print how fast answers come out of the cache."""
    names = [f"20.500.12592/{number:06}" for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        options = {"proxies": [base], "allow_private": True, "cache": Path(folder) / "handles.sqlite"}
        with Resolver(**options) as resolver:  # type: ignore[arg-type]  # options of several types
            for _ in resolver.resolve_many(names):
                pass
            began = time.perf_counter()
            for name in names:
                resolver.resolve(name)
            one = count / (time.perf_counter() - began)
            began = time.perf_counter()
            assert all(each.record for each in resolver.resolve_many(names))
            many = count / (time.perf_counter() - began)
    print(f"cached, resolve      {one:8.0f} answers/s   (floor 20,000)")
    print(f"cached, resolve_many {many:8.0f} answers/s   (floor 20,000)")


def memory(base: str, count: int) -> None:
    """Print how much memory a long run of different handles takes: most of them come from a filled cache."""
    with tempfile.TemporaryDirectory() as folder:
        options = {"proxies": [base], "allow_private": True, "cache": Path(folder) / "handles.sqlite"}
        with Resolver(**options) as resolver:  # type: ignore[arg-type]  # options of several types
            assert resolver.cache is not None
            fill(resolver, base, count)
            marks = []
            began = time.perf_counter()
            for number, each in enumerate(resolver.resolve_many(stream(count)), start=1):
                assert each.record is not None
                if number % (count // 4) == 0:
                    marks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
            took = time.perf_counter() - began
    print(f"resolve_many, {count} handles in {took:.0f} s; peak memory at each quarter: {marks} MB")


def stream(count: int) -> Iterator[Handle]:
    """Make handles one at a time."""
    return (Handle(f"20.500.12592/{number:06}") for number in range(count))


def fill(resolver: Resolver, base: str, count: int) -> None:
    """Put an answer for every handle into the cache but one in a hundred, which the server is asked for."""
    from briefmeta.handles.handle_record import HandleRecord

    assert resolver.cache is not None
    for number, handle in enumerate(stream(count)):
        if number % 100:
            body = body_for(str(handle))
            resolver.cache.put(HandleRecord.from_json(body, handle), base, body)


def main() -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--many", type=int, default=100_000)
    options = parser.parse_args()
    pipe, other = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(other,), daemon=True)
    server.start()
    base = f"http://127.0.0.1:{pipe.recv()}"
    try:
        compare(base, options.rounds)
        cached(base)
        memory(base, options.many)
    finally:
        server.terminate()
        server.join()


if __name__ == "__main__":
    main()
