"""The house's order: imports go one way, the pure rooms touch nothing outside, and the front door is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

# From the ground up: a room may import itself and the rooms below it.
LEVEL = {
    "errors": 0,
    "vocabulary": 1,
    "text": 2,
    "handles": 3,
    "model": 4,
    "formats": 5,
    "citations": 6,
    "checks": 6,
    "web": 7,
    "files": 7,
    "validating": 7,
    "names": 7,
    "cli": 8,
}
PURE = ("errors", "vocabulary", "text", "handles", "model", "formats", "citations", "checks")
OUTSIDE_MODULES = {"requests", "socket", "sqlite3", "subprocess", "urllib.request", "http.client", "tempfile"}
OUTSIDE_CALLS = {"open", "print", "input", "exit"}
# Citations read style and locale files, which are part of installed packages: data, not input or output.
READS_PACKAGE_DATA = {"citations/styles/locales.py"}

_spec = find_spec("briefmeta")
assert _spec is not None
assert _spec.origin is not None
ROOT = Path(_spec.origin).parent
FILES = sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno


def test_every_file_is_found() -> None:
    assert len(FILES) > 30


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    here = room(path)
    if here in ("__init__", "__main__"):
        return
    wrong = [
        (name, line)
        for name, line in imports(ast.parse(path.read_text(encoding="utf-8")))
        if name.startswith("briefmeta.")
        and name.split(".")[1] != here
        and LEVEL[name.split(".")[1]] >= LEVEL[here]
    ]
    assert not wrong


@pytest.mark.parametrize(
    "path", [p for p in FILES if room(p) in PURE], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_pure_rooms_touch_nothing_outside(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [name for name, _ in imports(tree) if name in OUTSIDE_MODULES]
    calls = [
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OUTSIDE_CALLS
    ]
    if path.relative_to(ROOT).as_posix() not in READS_PACKAGE_DATA:
        assert not modules + calls


def test_import_is_light() -> None:
    code = "import sys; before = set(sys.modules); import briefmeta;print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"lxml", "requests", "citeproc", "sqlite3", "pycountry", "attr", "typing"} & set(loaded)


def test_every_public_name_is_there() -> None:
    import briefmeta

    for name in briefmeta.__all__:
        assert getattr(briefmeta, name) is not None
    with pytest.raises(AttributeError):
        briefmeta.no_such_name  # noqa: B018 - the look-up is the test
