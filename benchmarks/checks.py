"""Checks: how fast reports are checked, and near-duplicates found; how mojibake is told, beside ftfy.

Usage: python benchmarks/checks.py [REPORTS] [MANY]      (ftfy is compared with where it is installed)

REPORTS (10,000) clean reports are checked by every offline rule, one by one and beside each other; the floor is 5,000
a second. Near-duplicates are looked for among MANY (100,000) in a process of its own; the floors are 60 s and 1 GB, the
reports themselves included. The reports are those of ``tests/checks/conftest.py``.
"""

from __future__ import annotations

import resource
import runpy
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefmeta import validate
from briefmeta.text.mojibake import undo_mojibake

if TYPE_CHECKING:
    from collections.abc import Callable

MAKER = Path(__file__).parents[1] / "tests" / "checks" / "conftest.py"
LEAST_A_SECOND, MOST_SECONDS, MOST_MEGABYTES = 5_000, 60, 1_024
ROUNDS = 3


def made(count: int, seed: int) -> Any:
    """Make clean reports."""
    return runpy.run_path(str(MAKER))["clean_reports"](count, seed)


def speed(count: int) -> bool:
    """Check clean reports; tell whether that is fast enough and finds nothing."""
    reports = made(count, 1)
    validate(reports[:10])  # tables are made when they are first needed
    best = 0.0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = [finding for finding in validate(reports) if finding.severity.counts]
        best = max(best, count / (time.perf_counter() - start))
    print(
        f"checked      {best:>9,.0f} reports/s   (floor {LEAST_A_SECOND:,}), {len(found)} errors and warnings"
    )
    return best >= LEAST_A_SECOND and not found


def near_duplicates(count: int) -> bool:
    """Look for near-duplicates among clean reports and a respelt tenth of a per cent."""
    import attrs

    reports = made(count, 9)
    again = [
        attrs.evolve(
            report, key=f"{report.key}-again", title=f"{(report.title or '').upper()}.", handle=None, doi=None
        )
        for report in reports[::1000]
    ]
    start = time.perf_counter()
    found = validate([*reports, *again], select=["BIB104"])
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"near-duplicates among {len(reports) + len(again):,}: {seconds:.1f} s (at most {MOST_SECONDS}), "
        f"{megabytes} MB (at most {MOST_MEGABYTES}), {len(found)} of {len(again)} found"
    )
    return seconds < MOST_SECONDS and megabytes < MOST_MEGABYTES and len(found) >= 0.98 * len(again)


def mojibake(undo: Callable[[str], str], name: str) -> None:
    """Say how many misread titles are put right, and how many good ones are spoilt."""
    titles = [report.title for report in made(5_000, 3) if report.title and not report.title.isascii()]
    misread = [
        "".join(bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in t.encode()) for t in titles
    ]
    start = time.perf_counter()
    spoilt = sum(undo(title) != title for title in titles)
    right = sum(undo(wrong) == title for wrong, title in zip(misread, titles, strict=True))
    seconds = time.perf_counter() - start
    print(f"mojibake     {name:<10} {right / len(titles):.2%} put right, {spoilt} spoilt, {seconds:.2f} s")


def main() -> int:
    """Run each; exit 1 where a floor is missed."""
    words = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    if "--near" in sys.argv:
        return 0 if near_duplicates(words[0]) else 1
    fast = speed(words[0] if words else 10_000)
    many = str(words[1] if len(words) > 1 else 100_000)
    near = subprocess.run([sys.executable, __file__, "--near", many], check=False).returncode == 0
    mojibake(undo_mojibake, "briefmeta")
    try:
        mojibake(import_module("ftfy").fix_encoding, "ftfy")
    except ImportError:
        print("mojibake     ftfy       not installed")
    return 0 if fast and near else 1


if __name__ == "__main__":
    sys.exit(main())
