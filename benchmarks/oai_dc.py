"""Write oai_dc: briefmeta beside dcxml, from the same records, in one run.

Usage: python benchmarks/oai_dc.py [RECORDS]      (needs: pip install dcxml)

Both write the same statements, one document a record. dcxml is timed twice: from records, which it has to be given
as a dict of lists, and from such dicts made beforehand. The floor is 2.0 times its speed from records.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from typing import TYPE_CHECKING

from dcxml import simpledc  # type: ignore[import-untyped]  # it publishes no types

from briefmeta.formats import oai_dc
from briefmeta.formats.dublincore import ROWS
from briefmeta.model.names import Name, Organization, Person
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

FLOOR = 2.0
ROUNDS = 5
WORDS = """energy policy water Sahel regional security finance & growth évaluation Übersicht Africa climate <risk>
development report council ministry health trade labour 気候 outlook transition investment public""".split()


def generated(count: int, seed: int = 1) -> list[Report]:
    """Make varied reports whose statements take about 1 KB."""
    source = random.Random(seed)

    def words(least: int, most: int) -> str:
        return " ".join(source.choices(WORDS, k=source.randint(least, most)))

    def name() -> Name:
        if source.random() < 0.2:
            return Organization(name=f"Institute of {words(2, 4)}")
        return Person(family=source.choice(WORDS).title(), given=f"{source.choice(WORDS).title()} J.")

    def optional(value: str, share: float) -> str | None:
        return value if source.random() < share else None

    return [
        Report(
            title=words(5, 14),
            authors=tuple(name() for _ in range(source.randint(1, 4))),
            issued=f"{source.randint(1990, 2024)}-{source.randint(1, 12):02}-{source.randint(1, 28):02}",
            handle=f"20.500.12592/{n:x}",
            doi=optional(f"10.1234/report.{n}", 0.5),
            isbn=optional("978-92-9260-523-0", 0.3),
            publisher=f"{words(2, 5)} agency",
            country=source.choice(["US", "NE", "CH", "FR"]),
            genre=source.choice([None, "Policy brief", "Working paper"]),
            series=optional(words(2, 4), 0.4),
            language=source.choice(["en", "fr", "pt-BR"]),
            summary=words(30, 60),
            subjects=tuple(words(1, 2) for _ in range(source.randint(0, 6))),
            rights=optional("CC BY 4.0", 0.5),
            key=f"report{n}",
        )
        for n in range(count)
    ]


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
    reports = generated(count)
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
