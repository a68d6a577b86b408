"""One record page to three formats: ``python one_record.py [PAGE]``."""

import sys
from pathlib import Path

import briefmeta

page = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name("niger.txt")
reports = briefmeta.load(page)

for name in ("bibtex", "csl-json", "oai_dc"):
    print(briefmeta.dumps(reports, format=name))
