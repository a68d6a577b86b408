"""The rules about the check itself: files that cannot be read, and rules that fail."""

from __future__ import annotations

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule import Rule

UNREADABLE_FILE = Rule("CHK001", "unreadable-file", Severity.ERROR)
UNREADABLE_PART = Rule("CHK002", "unreadable-part", Severity.ERROR)
DOUBTFUL_PART = Rule("CHK003", "doubtful-part", Severity.INFO)
FAILED_RULE = Rule("CHK004", "failed-rule", Severity.UNKNOWN)

RULES = (UNREADABLE_FILE, UNREADABLE_PART, DOUBTFUL_PART, FAILED_RULE)
