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

_WORDS = """policy transition climate finance growth resilience energy poverty water migration security
    budget trade debt reform education health evidence outlook assessment strategy regional
    national rural urban digital public private investment infrastructure governance labour
    market inequality food systems agriculture data""".split()
_GIVEN = "Anna Raphael María José Özgür Jean Li Wei Amina John Zoë Karel Fatou Ingrid Tomás Nadia Peter Chloé".split()
_FAMILY = (
    "Parens Taylor García Çelik Müller Nguyen Okafor Smith Dvořák Diallo Hansen Silva Rossi Novák Kim".split()
)
_BODIES = [
    "World Bank",
    "Food and Agriculture Organization",
    "International Energy Agency",
    "UNICEF",
    "R&D Institute",
]
_PLACES = [("Geneva", "CH"), ("Washington, DC", "US"), (None, "NE"), ("Paris", "FR"), ("Nairobi", "KE")]


def generated(count: int, seed: int = 20240405) -> Iterator[Report]:
    """Make varied reports, the same in every run: people and bodies, dates, identifiers, places, a summary."""
    chance = random.Random(seed)
    return (_report(number, chance) for number in range(count))


def _name(chance: random.Random) -> Name:
    if chance.random() < 0.2:
        return Organization(name=chance.choice(_BODIES))
    particle = "van der" if chance.random() < 0.1 else None
    given = f"{chance.choice(_GIVEN)} {chr(65 + chance.randrange(26))}."
    family = f"{chance.choice(_FAMILY)}{chance.choice(['', '', '-' + chance.choice(_FAMILY)])}"
    return Person(family=family, given=given, non_dropping_particle=particle)


def _report(number: int, chance: random.Random) -> Report:
    place, country = chance.choice(_PLACES)
    words = chance.choices(_WORDS, k=90)
    title = " ".join(words[:8]).capitalize() + (" & Co: 50% of {x}" if chance.random() < 0.1 else "")
    return Report(
        key=f"report{number}",
        title=f"{title} in {chance.choice(['Niger', 'Peru', 'Asia'])}",
        authors=[_name(chance) for _ in range(chance.randint(1, 4))],
        issued=f"{chance.randint(1990, 2025)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        handle=f"20.500.12592/{number:07x}",
        publisher=chance.choice(_BODIES),
        place=place,
        country=country,
        genre=chance.choice(["Policy brief", "Working paper", None]),
        number=f"WP/{number}",
        series="Working Papers & Notes" if chance.random() < 0.5 else None,
        doi=f"10.1234/rep_{number}" if chance.random() < 0.5 else None,
        isbn="978-92-9260-523-0" if chance.random() < 0.5 else None,
        pages="1-24",
        summary=" ".join(words).capitalize() + (", and 20% more." if chance.random() < 0.3 else "."),
        language=chance.choice(["en", "fr", "es"]),
        subjects=chance.sample(_WORDS, 4),
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
