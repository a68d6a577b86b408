"""How ``briefmeta check`` prints findings: for people, for programs, for code hosts; and what a correction changes."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.checks.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from briefmeta.checks.finding import Finding

_CONTEXT = 3  # lines of a diff around a change
_GITHUB = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
    Severity.UNKNOWN: "notice",
}


def as_text(findings: Sequence[Finding]) -> Iterator[str]:
    """Write findings as compilers do: place, what is wrong, the line with a caret, what to do."""
    for finding in findings:
        yield _printable(str(finding))
        if finding.caret:
            yield finding.caret
        if finding.fix:
            yield f"  help: {_printable(finding.fix)}"


def as_json(findings: Sequence[Finding]) -> Iterator[str]:
    """Write one JSON object a line."""
    for finding in findings:
        members = {name: value for name, value in attrs.asdict(finding).items() if value is not None}
        yield json_text(members)


def as_sarif(findings: Sequence[Finding]) -> Iterator[str]:
    """Write one SARIF log."""
    from briefmeta import __version__
    from briefmeta.checks.sarif import to_sarif

    yield json_text(to_sarif(findings, __version__), indent=1)


def json_text(value: Any, indent: int | None = None) -> str:
    r"""Write JSON, with letters as they are unless the text or the name of a file is no Unicode.

    >>> print(json_text("é"), json_text("é\udcff"))
    "é" "\u00e9\udcff"
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return text


def as_github(findings: Sequence[Finding]) -> Iterator[str]:
    """Write the commands by which GitHub shows findings beside the lines of a change.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", setting an error message.
    """
    for finding in findings:
        place: dict[str, Any] = {
            "file": finding.source,
            "line": finding.line,
            "col": finding.column,
            "title": f"{finding.code} {finding.subject}",
        }
        members = ",".join(
            f"{name}={_property(str(value))}" for name, value in place.items() if value is not None
        )
        field = f"{finding.field}: " if finding.field else ""
        said = _data(f"{field}{finding.message}. {finding.fix or ''}".rstrip())
        yield f"::{_GITHUB[finding.severity]} {members}::{said}"


WRITERS: Mapping[str, Callable[[Sequence[Finding]], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
"""The formats of ``--format``."""


def summary(findings: Sequence[Finding], checked: int, hidden: int) -> str:
    """Return a line that counts what was found.

    >>> summary([], 3, 0)
    '3 checked, nothing found'
    """
    counts = Counter(finding.severity for finding in findings)
    words = [f"{counts[severity]} {severity}" for severity in Severity if counts[severity]]
    old = f"; {hidden} old findings not shown" if hidden else ""
    return f"{checked} checked, {', '.join(words) or 'nothing found'}{old}"


def line_diff(old: str, new: str, name: str) -> Iterator[str]:
    r"""Write a unified diff of two texts with the same number of lines, in time linear in their length.

    >>> print(*line_diff("a\nb\n", "a\nc\n", "x.bib"), sep="\n")
    --- x.bib
    +++ x.bib
    @@ -1,2 +1,2 @@
     a
    -b
    +c
    """
    before, after = old.removesuffix("\n").split("\n"), new.removesuffix("\n").split("\n")
    changed = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    if not changed:
        return
    yield from (f"--- {name}", f"+++ {name}")
    for first, last in _hunks(changed):
        start, end = max(0, first - _CONTEXT), min(len(before), last + _CONTEXT + 1)
        yield f"@@ -{start + 1},{end - start} +{start + 1},{end - start} @@"
        yield from _hunk(before, after, start, end)


def _hunks(changed: list[int]) -> Iterator[tuple[int, int]]:
    first = last = changed[0]
    for line in changed[1:]:
        if line - last > 2 * _CONTEXT:
            yield first, last
            first = line
        last = line
    yield first, last


def _hunk(before: list[str], after: list[str], start: int, end: int) -> Iterator[str]:
    line = start
    while line < end:
        if before[line] == after[line]:
            yield f" {before[line]}"
            line += 1
            continue
        stop = line
        while stop < end and before[stop] != after[stop]:
            stop += 1
        yield from (f"-{text}" for text in before[line:stop])
        yield from (f"+{text}" for text in after[line:stop])
        line = stop


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
