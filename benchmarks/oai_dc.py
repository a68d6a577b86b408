"""Write oai_dc: briefmeta beside dcxml, from the same records, in one run.

Usage: python benchmarks/oai_dc.py [RECORDS]      (needs: pip install dcxml)

Both write the same statements, one document a record. dcxml is timed twice: from records, which it has to be given
as a dict of lists, and from such dicts made beforehand. The floor is 2.0 times its speed from records.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING

from dcxml import simpledc
from workload import generated

from briefmeta.formats.dublincore import ROWS, oai_dc

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta import Report

FLOOR = 2.0
ROUNDS = 5


def statements(report: Report) -> dict[str, list[str]]:
    """Map a report to what dcxml takes."""
    found: dict[str, list[str]] = {}
    for row in ROWS:
        values = row.values(report)
        if values:
            name = row.simple if row.simple in ("rights", "coverage") else f"{row.simple}s"
            found.setdefault(name, []).extend(values)
    return found


def median(run: Callable[[], object]) -> float:
    """Time a run several times and give the median, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> int:
    """Print the table; fail below the floor."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    reports = list(generated(count))
    prepared = [statements(report) for report in reports]
    size = sum(len(oai_dc.dumps([report]).encode()) for report in reports) / count
    ours = median(lambda: [oai_dc.dumps([report]) for report in reports])
    stream = median(lambda: oai_dc.dumps(reports))
    mapped = median(lambda: [simpledc.tostring(statements(report)) for report in reports])
    premapped = median(lambda: [simpledc.tostring(data) for data in prepared])
    print(f"{count} records, {size:.0f} bytes each as oai_dc, medians of {ROUNDS} rounds")
    for label, seconds in (
        ("briefmeta, one document a record", ours),
        ("briefmeta, one document", stream),
        ("dcxml, from records", mapped),
        ("dcxml, from prepared dicts", premapped),
    ):
        print(f"{label:34} {count / seconds:10,.0f} records/s {mapped / seconds:6.2f} x")
    return 0 if mapped / ours >= FLOOR else 1


if __name__ == "__main__":
    raise SystemExit(main())
