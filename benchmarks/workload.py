"""What the benchmarks share: generated reports of about 1 KB, and medians of timed rounds."""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING

from briefmeta import Organization, Person, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefmeta import Name

WORDS = """energy policy water Sahel regional security finance & growth évaluation Übersicht Africa climate risk
development report council ministry health trade labour 気候 outlook transition investment public""".split()
FAMILIES = "Doe Roe Müller O'Neill García Márquez Nguyễn Çapek van Лебедев 佐藤 Smith Plichta Faulkner Parens".split()


def generated(count: int, seed: int = 1) -> Iterator[Report]:
    """Make varied reports: people and bodies, dates, identifiers, places, a summary of two to four lines."""
    source = random.Random(seed)
    return (_report(number, source) for number in range(count))


def _words(source: random.Random, least: int, most: int) -> str:
    return " ".join(source.choices(WORDS, k=source.randint(least, most)))


def _name(source: random.Random) -> Name:
    if source.random() < 0.2:
        return Organization(name=f"Institute of {_words(source, 2, 4)}")
    given = f"{source.choice(WORDS).title()} J."
    return Person(family=source.choice(FAMILIES), given=given)


def _report(number: int, source: random.Random) -> Report:
    def optional(value: str, share: float) -> str | None:
        return value if source.random() < share else None

    return Report(
        title=_words(source, 5, 14),
        authors=[_name(source) for _ in range(source.randint(1, 4))],
        issued=f"{source.randint(1990, 2024)}-{source.randint(1, 12):02}-{source.randint(1, 28):02}",
        handle=f"20.500.12592/{number:x}",
        doi=optional(f"10.1234/report.{number}", 0.5),
        isbn=optional("978-92-9260-523-0", 0.3),
        publisher=f"{_words(source, 2, 5)} agency",
        country=source.choice(["US", "NE", "CH", "FR"]),
        genre=source.choice([None, "Policy brief", "Working paper"]),
        series=optional(_words(source, 2, 4), 0.4),
        language=source.choice(["en", "fr", "pt-BR"]),
        summary=_words(source, 40, 70),
        subjects=[_words(source, 1, 2) for _ in range(source.randint(0, 6))],
        rights=optional("CC BY 4.0", 0.5),
        key=f"report{number}",
    )


def medians(*works: Callable[[], object], rounds: int = 5) -> list[float]:
    """Time several works in turn, so that a busy moment meets them all; the median of each, in seconds."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def row(work: str, ours: float, peer: str, theirs: float, count: int, floor: float) -> bool:
    """Print one line of the table; tell whether the floor holds."""
    ratio = theirs / ours
    speeds = f"briefmeta {count / ours:9,.0f}/s  {peer} {count / theirs:9,.0f}/s"
    print(f"{work:20} {speeds}  {ratio:5.2f} x (floor {floor:.1f} x)")
    return ratio >= floor
