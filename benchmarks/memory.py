"""Convert a million reports from jsonl to BibTeX as a stream, and say how much memory that took.

Usage: python benchmarks/memory.py [RECORDS]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from workload import generated

import briefmeta

FLOOR = 100  # megabytes
CONVERT = "import sys, briefmeta; briefmeta.dump(briefmeta.iter_load(sys.argv[1]), sys.argv[2])"


def main() -> int:
    """Print time and memory; fail above the floor."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.jsonl"), Path(folder, "out.bib")
        briefmeta.dump(generated(count), source)
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", CONVERT, source, target], check=True)
        seconds = time.perf_counter() - start
        size = target.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{count} reports, {size / 1e6:.0f} MB of BibTeX: {count / seconds:,.0f}/s, peak {peak:.0f} MB (floor {FLOOR})"
    )
    return 0 if peak < FLOOR else 1


if __name__ == "__main__":
    raise SystemExit(main())
