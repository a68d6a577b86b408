"""A paper that cites records to one that reads as a style has it: ``python cited_paper.py [PAPER] [STYLE]``."""

import sys
from pathlib import Path

import briefmeta
from briefmeta.citations.documents import cite_document

here = Path(__file__).parent
paper = Path(sys.argv[1]) if len(sys.argv) > 1 else here / "paper.md"
style = sys.argv[2] if len(sys.argv) > 2 else "harvard-cite-them-right"

reports = briefmeta.load(here / "niger.txt")
cited = cite_document(paper.read_text(encoding="utf-8"), reports, style)
print(cited.text)
for problem in cited.problems:
    print(f"{paper}: {problem}", file=sys.stderr)
