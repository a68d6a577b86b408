"""The rules about the check itself: files that cannot be read, and rules that fail."""

from __future__ import annotations

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule import Rule

UNREADABLE_FILE = Rule(
    code="CHK001",
    name="unreadable-file",
    severity=Severity.ERROR,
    what="A file cannot be read at all: it is missing, binary, or of a format that cannot be told.",
    why="Nothing in it is checked.",
    source="briefmeta",
    example="`briefmeta check missing.bib`",
    fix="Give the right path, or name the format with `--from`.",
)
UNREADABLE_PART = Rule(
    code="CHK002",
    name="unreadable-part",
    severity=Severity.ERROR,
    what="A record, or a part of one, cannot be read; the rest of the file is checked.",
    why="Other programs stop there, or drop what follows in silence.",
    source="The specification of the file's format",
    example="`title = {A brace that is not closed`",
    fix="Correct the text at the place that is shown.",
)
DOUBTFUL_PART = Rule(
    code="CHK003",
    name="doubtful-part",
    severity=Severity.INFO,
    what="Something was read, but not quite as the format has it; nothing was lost.",
    why="Other programs may read it otherwise.",
    source="The specification of the file's format",
    example="`publisher = undefined_abbreviation`",
    fix="Write it as the format has it.",
)
FAILED_RULE = Rule(
    code="CHK004",
    name="failed-rule",
    severity=Severity.UNKNOWN,
    what="A rule failed inside; the others went on.",
    why="As far as that rule goes, nothing is known of the record. It is a fault of briefmeta, not of the record.",
    source="briefmeta",
    example="`RPT101 failed: KeyError('title')`",
    fix="Report it, with the record.",
)

RULES = (UNREADABLE_FILE, UNREADABLE_PART, DOUBTFUL_PART, FAILED_RULE)
