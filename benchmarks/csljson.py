"""Read CSL-JSON into values: briefmeta beside citeproc-py's reader, in one run.

Usage: python benchmarks/csljson.py [RECORDS]
"""

from __future__ import annotations

import json
import sys
import warnings

from workload import generated, medians, row

import briefmeta


def main() -> int:
    """Print the table; fail below the floor."""
    from citeproc.source.json import CiteProcJSON

    warnings.simplefilter("ignore")  # citeproc-py warns of each variable that it does not know
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    text = briefmeta.dumps(generated(count), format="csl-json", indent=None)
    print(f"{count} records, {len(text.encode()) / count:.0f} bytes each")
    ours, theirs = medians(
        lambda: briefmeta.loads(text, format="csl-json"), lambda: CiteProcJSON(json.loads(text))
    )
    return 0 if row("read CSL-JSON", ours, "citeproc-py", theirs, count, 1.0) else 1


if __name__ == "__main__":
    raise SystemExit(main())
