"""The library inside another program: a catalogue that takes record pages and counts them by country."""

from collections import Counter
from pathlib import Path

import briefmeta

catalogue: dict[briefmeta.Handle, briefmeta.Report] = {}


def add(page: str) -> str:
    """Add the records of a page; one that cannot be read is refused with the reason."""
    try:
        reports = briefmeta.loads(page, format="record")
    except briefmeta.ParseError as error:
        return f"refused: {error.message} (line {error.line})"
    catalogue.update({report.handle: report for report in reports if report.handle})
    return "added"


print(add(Path(__file__).with_name("niger.txt").read_text(encoding="utf-8")))
print(add("A page without a handle"), end=" ")
print(dict(Counter(report.country.alpha_2 for report in catalogue.values() if report.country)))
