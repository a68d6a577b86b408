"""Reading and writing BibTeX beside bibtexparser, as ratios of medians in one run.

    python benchmarks/bibtex.py [--peer PYTHON] [--count 10000] [--rounds 5]

Reading here decodes LaTeX, splits names and builds reports; bibtexparser 2 does neither. Writing here escapes;
bibtexparser 1.4, which does not, runs in the interpreter given as ``--peer``, as both versions have one name.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from workload import generated

from briefmeta.formats.bib import bibtex

if TYPE_CHECKING:
    from collections.abc import Callable

READ_FLOOR, WRITE_FLOOR = 1.5, 1.0


def seconds(work: Callable[[], object]) -> float:
    """Time one call of ``work``."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> tuple[float, float]:
    """Take turns, so that a busy machine is busy for both; the median of each, in seconds."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


_PEER = """
import json, sys, time
from bibtexparser.bibdatabase import BibDatabase
from bibtexparser.bwriter import BibTexWriter
database = BibDatabase()
database.entries = json.load(sys.stdin)
writer = BibTexWriter()
writer.order_entries_by = None
start = time.perf_counter()
writer.write(database)
print(time.perf_counter() - start)
"""


def peer_entries(text: str) -> str:
    """Give the fields of a text as JSON, for the interpreter that has bibtexparser 1.4."""
    from bibtexparser.entrypoint import parse_string

    return json.dumps(
        [
            {
                "ENTRYTYPE": entry.entry_type,
                "ID": entry.key,
                **{field.key: field.value for field in entry.fields},
            }
            for entry in parse_string(text).entries
        ]
    )


def peer_write(python: str, entries: str) -> float:
    """Time bibtexparser 1.4 writing these entries."""
    run = subprocess.run([python, "-c", _PEER], input=entries, capture_output=True, text=True, check=True)
    return float(run.stdout)


def main() -> int:
    """Print the table; 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", help="an interpreter that has bibtexparser 1.4")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    import bibtexparser
    from bibtexparser.entrypoint import parse_string

    reports = list(generated(options.count))
    text = bibtex.dumps(reports)
    print(
        f"{options.count} reports, {len(text) / options.count:.0f} characters each, medians of {options.rounds}"
    )
    if bibtex.loads(text, []) != reports:
        print("what was read is not what was written")
        return 1
    ours, theirs = medians(
        lambda: seconds(lambda: bibtex.loads(text, [])),
        lambda: seconds(lambda: parse_string(text)),
        options.rounds,
    )
    missed = _line(
        "read", ours, f"bibtexparser {bibtexparser.__version__}", theirs, options.count, READ_FLOOR
    )
    if options.peer:
        entries = peer_entries(text)
        ours, theirs = medians(
            lambda: seconds(lambda: bibtex.dumps(reports)),
            lambda: peer_write(options.peer, entries),
            options.rounds,
        )
        missed |= _line("write", ours, "bibtexparser 1.4", theirs, options.count, WRITE_FLOOR)
    return int(missed)


def _line(work: str, ours: float, name: str, theirs: float, count: int, floor: float) -> bool:
    ratio = theirs / ours
    print(
        f"{work:6} briefmeta {count / ours:8,.0f}/s   {name} {count / theirs:8,.0f}/s   "
        f"ratio {ratio:.2f} (floor {floor})"
    )
    return ratio < floor


if __name__ == "__main__":
    sys.exit(main())
