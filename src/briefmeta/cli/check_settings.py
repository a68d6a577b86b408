"""What ``briefmeta check`` is told beside its words: ``[tool.briefmeta]`` in pyproject.toml, and old findings."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.cli.check_output import json_text
from briefmeta.errors import FileError, FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefmeta.checks.finding import Finding

_LISTS = ("select", "ignore", "styles")
_TEXTS = ("baseline",)
_VERSION = 1
_MAX_SETTINGS = 10_000_000  # bytes


@attrs.frozen(kw_only=True)
class Settings:
    """What is configured.

    Attributes:
        select: codes of rules, or their beginnings; all when empty.
        ignore: the same, left out.
        styles: the citation styles that the reports are meant for: names, or paths of ``.csl`` files.
        baseline: the file of old findings, or None.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    baseline: str | None = None


def find_settings(folder: Path) -> Settings:
    """Read ``[tool.briefmeta]`` of the nearest pyproject.toml in a folder or above it.

    Raises:
        FormatError: the table holds what it cannot hold.
        FileError: the file cannot be read.
    """
    for place in (folder, *folder.parents):
        path = place / "pyproject.toml"
        if path.is_file():
            return _read(path)
    return Settings()


def _read(path: Path) -> Settings:
    import tomllib

    try:
        with path.open("rb") as file:
            table = tomllib.loads(file.read(_MAX_SETTINGS).decode())
    except OSError as fault:
        raise FileError(path, fault.strerror or str(fault)) from fault
    except ValueError as fault:  # not TOML, or not UTF-8
        raise FormatError(f"{path}: {fault}") from fault
    tool = table.get("tool", {})
    given = tool.get("briefmeta", {}) if isinstance(tool, dict) else {}
    return Settings(**dict(_member(path, name, value) for name, value in given.items()))


def _member(path: Path, name: str, value: Any) -> tuple[str, Any]:
    if name in _LISTS and isinstance(value, list) and all(isinstance(word, str) for word in value):
        return name, tuple(_placed(path, word) if name == "styles" else word for word in value)
    if name in _TEXTS and isinstance(value, str):
        return name, str(path.parent / value)
    known = ", ".join((*_LISTS, *_TEXTS))
    raise FormatError(f"{path}: [tool.briefmeta] has {name} = {value!r}; known are {known}")


def _placed(path: Path, style: str) -> str:
    """Write the path of a style as seen from here; a name stays."""
    return str(path.parent / style) if style.endswith(".csl") and "://" not in style else style


class Baseline:
    """Old findings, which are not told again.

    A finding is known by its code, file, subject, field and value, not by its line, so that it stays old when text
    moves. Of findings that are alike, as many stay old as there were.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.hidden = 0
        self._left: Counter[str] = Counter()

    def read(self) -> Baseline:
        """Read the file.

        Raises:
            FileError: it cannot be read, or is no baseline.
        """
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            self._left = Counter({_joined(each): int(each["count"]) for each in found["findings"]})
        except OSError as fault:
            raise FileError(self.path, fault.strerror or str(fault)) from fault
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
            raise FileError(self.path, "no baseline that briefmeta wrote") from fault
        return self

    def hides(self, finding: Finding) -> bool:
        """Return whether a finding is old; each old one hides one."""
        key = _joined(self._described(finding))
        if self._left[key] <= 0:
            return False
        self._left[key] -= 1
        self.hidden += 1
        return True

    def write(self, findings: Iterable[Finding]) -> int:
        """Write findings as the old ones; return how many.

        Raises:
            FileError: the file cannot be written.
        """
        from briefmeta.files import write_whole

        described = {}
        counts: Counter[str] = Counter()
        for finding in findings:
            entry = self._described(finding)
            counts[_joined(entry)] += 1
            described[_joined(entry)] = entry
        rows = [described[key] | {"count": counts[key]} for key in sorted(described)]
        written = {"briefmeta": _VERSION, "findings": rows}
        write_whole(self.path, [json_text(written, indent=1), "\n"])
        return counts.total()

    def _described(self, finding: Finding) -> dict[str, Any]:
        return {
            "code": finding.code,
            "file": self._relative(finding.source),
            "subject": finding.subject,
            "field": finding.field,
            "value": finding.value if finding.value is not None else finding.message,
        }

    def _relative(self, source: str | None) -> str | None:
        """Write a path as seen from the baseline, so that both can move together."""
        if source is None or "://" in source:
            return source
        try:
            return Path(source).resolve().relative_to(self.path.parent.resolve()).as_posix()
        except ValueError:
            return source


def _joined(entry: dict[str, Any]) -> str:
    return "\x1f".join(str(entry[name]) for name in ("code", "file", "subject", "field", "value"))
