"""Reading and writing RIS beside rispy, as ratios of medians in one run.

    python benchmarks/ris.py [--count 10000] [--rounds 7]

Reading here builds reports: names in parts, dates, handles, languages, checked. rispy makes dictionaries of
texts.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import sys
import time
from typing import TYPE_CHECKING

import rispy

from briefmeta.formats import ris
from briefmeta.handles.handle import Handle
from briefmeta.model.country import Country
from briefmeta.model.dates import PublicationDate
from briefmeta.model.names import Name, Organization, Person
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

READ_FLOOR, WRITE_FLOOR = 1.0, 1.0

_WORDS = """policy climate finance growth resilience energy poverty water migration security budget trade debt
    reform education health evidence outlook assessment strategy regional national rural urban digital public
    private investment infrastructure governance labour market inequality food systems agriculture data""".split()
_GIVEN = (
    "Anna Raphael María José Özgür Jean Li Wei Amina John Zoë Karel Fatou Ingrid Nadia Peter Chloé".split()
)
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


def make_reports(count: int) -> list[Report]:
    """Make varied reports of about 1 KB of RIS each, the same in every run."""
    chance = random.Random(20240405)
    return [_report(number, chance) for number in range(count)]


def _name(chance: random.Random) -> Name:
    if chance.random() < 0.2:
        return Organization(name=chance.choice(_BODIES))
    given = f"{chance.choice(_GIVEN)} {chr(65 + chance.randrange(26))}."
    family = f"{chance.choice(_FAMILY)}{chance.choice(['', '', '-' + chance.choice(_FAMILY)])}"
    particle = "van der" if chance.random() < 0.1 else None
    return Person(family=family, given=given, non_dropping_particle=particle)


def _report(number: int, chance: random.Random) -> Report:
    place, country = chance.choice(_PLACES)
    words = chance.choices(_WORDS, k=90)
    return Report(
        key=f"report{number}",
        title=f"{' '.join(words[:8]).capitalize()} in {chance.choice(['Niger', 'Peru', 'Asia'])}",
        authors=tuple(_name(chance) for _ in range(chance.randint(1, 4))),
        issued=PublicationDate(
            year=chance.randint(1990, 2025), month=chance.randint(1, 12), day=chance.randint(1, 28)
        ),
        handle=Handle(f"20.500.12592/{number:07x}"),
        publisher=chance.choice(_BODIES),
        place=place,
        country=Country.parse(country),
        genre=chance.choice(["Policy brief", "Working paper", None]),
        number=f"WP/{number}",
        series="Working Papers & Notes" if chance.random() < 0.5 else None,
        doi=f"10.1234/rep_{number}" if chance.random() < 0.5 else None,
        isbn="978-92-9260-523-0" if chance.random() < 0.5 else None,
        pages="1-24",
        summary=" ".join(words).capitalize() + ".",
        language=chance.choice(["en", "fr", "es"]),
        subjects=tuple(chance.sample(_WORDS, 4)),
    )


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
    reports = make_reports(arguments.count)
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
