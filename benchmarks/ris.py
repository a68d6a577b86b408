"""Reading and writing RIS beside rispy, as ratios of medians in one run.

    python benchmarks/ris.py [--count 10000] [--rounds 7]

Reading here builds reports: names in parts, dates, handles, languages, checked. rispy makes dictionaries of
texts.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import time
from typing import TYPE_CHECKING

import rispy
from workload import generated

from briefmeta.formats import ris

if TYPE_CHECKING:
    from collections.abc import Callable

READ_FLOOR, WRITE_FLOOR = 1.0, 1.0


def medians(peer: Callable[[], object], ours: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Time two pieces of work in turn; the median of each, in seconds."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for work, found in zip((peer, ours), times, strict=True):
            gc.collect()
            start = time.perf_counter()
            work()
            found.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def main() -> int:
    """Print the table; return 1 where a floor is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    reports = list(generated(arguments.count))
    text = ris.dumps(reports)
    records = rispy.loads(text)
    assert ris.loads(text, []) == reports
    assert len(records) == len(reports)
    print(
        f"{arguments.count} reports, {len(text) / len(reports):.0f} characters each, {arguments.rounds} rounds"
    )
    missed = False
    for name, floor, peer, ours in (
        ("read", READ_FLOOR, lambda: rispy.loads(text), lambda: ris.loads(text, [])),
        ("write", WRITE_FLOOR, lambda: rispy.dumps(records), lambda: ris.dumps(reports)),
    ):
        theirs, own = medians(peer, ours, arguments.rounds)
        ratio = theirs / own
        missed |= ratio < floor
        rates = f"rispy {len(reports) / theirs:9,.0f}/s   briefmeta {len(reports) / own:9,.0f}/s"
        print(f"{name:6} {rates}   ratio {ratio:.2f} (floor {floor})")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
