"""Findings as SARIF 2.1.0, which code hosts and editors read.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0; the section of each member is named
where it is made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule_registry import rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefmeta.checks.finding import Finding
    from briefmeta.checks.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://github.com/briefmeta/briefmeta"

_DRIVE = re.compile(r"[A-Za-z]:(?=[\\/])")

# Section 3.27.10; what nobody could find out is a note, and of the kind that says so (section 3.27.9).
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.UNKNOWN: "none",
}
_KINDS = {Severity.UNKNOWN: "open"}


def to_sarif(findings: Iterable[Finding], version: str) -> dict[str, Any]:
    """Write findings as a SARIF log.

    Args:
        findings: the findings; their ``source`` is a path or a URL.
        version: the version of this library.

    Returns:
        JSON values.

    >>> log = to_sarif([], "1.0")
    >>> log["version"], log["runs"][0]["results"]
    ('2.1.0', [])
    """
    known = rules()
    numbers = {rule.code: number for number, rule in enumerate(known)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {  # section 3.18
                    "driver": {
                        "name": "briefmeta",
                        "semanticVersion": version,
                        "informationUri": _HOME,
                        "rules": [_rule(rule) for rule in known],
                    }
                },
                "columnKind": "unicodeCodePoints",  # section 3.14.17
                "results": [_result(finding, numbers) for finding in findings],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """Write a reportingDescriptor (section 3.49)."""
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "helpUri": f"{_HOME}/blob/main/docs/checks.md#{rule.code.lower()}-{rule.name}",
        "help": {"text": f"{rule.fix} Source: {rule.source}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, numbers: dict[str, int]) -> dict[str, Any]:
    """Write a result (section 3.27)."""
    field = f"{finding.field}: " if finding.field else ""
    fix = f" {finding.fix}" if finding.fix else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "kind": _KINDS.get(finding.severity, "fail"),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.subject}: {field}{finding.message}.{fix}"},
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }
    if finding.code in numbers:
        result["ruleIndex"] = numbers[finding.code]
    place = _location(finding)
    if place:
        result["locations"] = [place]
    return result


def _fingerprint(finding: Finding) -> str:
    """Write what a finding is known by where lines move (section 3.27.17); its file is compared besides."""
    import hashlib

    said = finding.value if finding.value is not None else finding.message
    known_by = "\x1f".join((finding.code, finding.subject, finding.field or "", said))
    return hashlib.sha256(known_by.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _location(finding: Finding) -> dict[str, Any] | None:
    """Write a location (section 3.28): the file and the region in it, and the report as a logical location."""
    place: dict[str, Any] = {"logicalLocations": [{"name": finding.subject, "kind": "element"}]}
    if finding.source:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.source)}}
        if finding.line is not None:
            physical["region"] = {"startLine": finding.line}
            if finding.column is not None:
                physical["region"]["startColumn"] = finding.column
        place["physicalLocation"] = physical
    return place


def _uri(source: str) -> str:
    """Write a path as a relative or absolute URI reference (section 3.10.1); a URL stays."""
    if "://" in source:
        return source
    drive = _DRIVE.match(source)
    path = quote(
        source[drive.end() if drive else 0 :].replace("\\", "/"), safe="/~", errors="surrogateescape"
    )
    if drive:
        return f"file:///{drive[0]}{path}"
    return f"file://{path}" if path.startswith("/") else path
