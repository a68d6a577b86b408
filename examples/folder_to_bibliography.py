"""A folder of records to one bibliography: ``python folder_to_bibliography.py [FOLDER] [STYLE]``."""

import sys
from pathlib import Path

import briefmeta

folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
style = sys.argv[2] if len(sys.argv) > 2 else "harvard-cite-them-right"

reports: list[briefmeta.Report] = []
problems: list[briefmeta.ParseError] = []
for page in sorted(folder.glob("*.txt")):
    reports += briefmeta.load(page, problems=problems)

print(briefmeta.bibliography(reports, style=style))
for problem in problems:
    print(problem, file=sys.stderr)
