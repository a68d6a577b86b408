"""The house's order: imports go one way, the pure rooms touch nothing outside, and the front door is light."""

from __future__ import annotations

import ast
import re
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
    "names": 7,
    "validating": 7,
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
FRONT = ("__init__.py", "__main__.py")
GUIDE = Path(__file__).parents[1] / "CONTRIBUTING.md"

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())


def name_of(path: Path) -> str:
    """The dotted name of a module or package, without ``briefmeta``: the front door is the empty name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in FILES}
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every import of a tree, those for type checkers and those inside functions too: what, and in which line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                is_module = deeper.removeprefix("briefmeta.") in MODULES
                yield deeper if is_module else node.module, node.lineno


def neighbours(path: Path) -> set[Path]:
    """The files of the package that a file imports."""
    found = {
        name.removeprefix("briefmeta.") for name, _ in imports(TREES[path]) if name.startswith("briefmeta.")
    }
    return {MODULES[name] for name in found if name in MODULES} - {path}


def folder(path: Path) -> str:
    """The folder of a file as the guide names it; a module that stands beside the folders is its own."""
    parts = path.relative_to(ROOT).parts
    return "/".join(parts[:-1]) if len(parts) > 1 else parts[0].removesuffix(".py")


def test_every_file_is_found() -> None:
    assert len(FILES) > 30


@each_file
def test_imports_go_one_way(path: Path) -> None:
    here = room(path)
    if path.relative_to(ROOT).as_posix() in FRONT:
        return
    wrong = [
        (name, line)
        for name, line in imports(TREES[path])
        if name.startswith("briefmeta.")
        and name.split(".")[1] != here
        and LEVEL[name.split(".")[1]] >= LEVEL[here]
    ]
    assert not wrong


def circles() -> list[list[str]]:
    """The groups of files that reach each other by imports (Tarjan's strongly connected components)."""
    order: dict[Path, int] = {}
    low: dict[Path, int] = {}
    open_files: list[Path] = []
    groups: list[list[str]] = []

    def visit(path: Path) -> None:
        order[path] = low[path] = len(order)
        open_files.append(path)
        for other in sorted(neighbours(path)):
            if other not in order:
                visit(other)
                low[path] = min(low[path], low[other])
            elif other in open_files:
                low[path] = min(low[path], order[other])
        if low[path] == order[path]:
            at = open_files.index(path)
            groups.append(sorted(file.relative_to(ROOT).as_posix() for file in open_files[at:]))
            del open_files[at:]

    for path in FILES:
        if path not in order:
            visit(path)
    return [group for group in groups if len(group) > 1]


def test_no_circle_of_imports_leaves_a_folder() -> None:
    wide = [group for group in circles() if len({name.rpartition("/")[0] for name in group}) > 1]
    assert not wide


def test_the_guide_shows_which_folder_imports_which() -> None:
    """The block of CONTRIBUTING.md that begins with ``folder`` is what the imports are."""
    found: dict[str, set[str]] = {}
    for path in FILES:
        if path.relative_to(ROOT).as_posix() not in FRONT:
            here = folder(path)
            found.setdefault(here, set()).update({folder(other) for other in neighbours(path)} - {here})
    width = max(map(len, found)) + 2
    actual = [
        f"{here:{width}}{' '.join(sorted(found[here]))}".rstrip() for here in sorted(found, key=_height)
    ]
    block = re.search(r"```\nfolder +imports\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    assert block[1].splitlines() == actual


def _height(name: str) -> tuple[int, str]:
    return LEVEL[name.split("/", maxsplit=1)[0]], name


@pytest.mark.parametrize(
    "path", [p for p in FILES if room(p) in PURE], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_pure_rooms_touch_nothing_outside(path: Path) -> None:
    modules = [name for name, _ in imports(TREES[path]) if name in OUTSIDE_MODULES]
    calls = [
        node.func.id
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OUTSIDE_CALLS
    ]
    if path.relative_to(ROOT).as_posix() not in READS_PACKAGE_DATA:
        assert not modules + calls


@pytest.mark.parametrize("path", [p for p in FILES if p.name == "__init__.py"], ids=name_of)
def test_each_folder_says_what_lives_there(path: Path) -> None:
    assert ast.get_docstring(TREES[path])


def test_no_two_modules_share_a_name() -> None:
    """``reader`` and ``writer`` are the two halves of a format, and named by its folder."""
    names = [path.stem for path in FILES if path.name not in FRONT and path.stem not in ("reader", "writer")]
    assert not {name for name in names if names.count(name) > 1}


def docstring_lines(tree: ast.Module) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and ast.get_docstring(node) is not None
        ):
            end = node.body[0].end_lineno
            assert end is not None
            lines.update(range(node.body[0].lineno, end + 1))
    return lines


@each_file
def test_a_file_can_be_held_in_mind(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    prose = docstring_lines(TREES[path])
    code = [
        line
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.lstrip().startswith("#") and number not in prose
    ]
    assert len(code) <= 400


def branches(function: ast.AST) -> int:
    """How many ways a function can fork: statements, conditional expressions, each further *and* and *or*."""
    count = 0
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.For | ast.While | ast.ExceptHandler | ast.IfExp | ast.match_case):
            count += 1
        elif isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
    return count


@each_file
def test_a_function_can_be_held_in_mind(path: Path) -> None:
    functions = [node for node in ast.walk(TREES[path]) if isinstance(node, ast.FunctionDef)]
    assert not {node.name: branches(node) for node in functions if branches(node) > 20}


@each_file
def test_docstrings_are_plain(path: Path) -> None:
    """The idiom of Python is *Return whether …* (PEP 257: a docstring prescribes what a function does)."""
    texts = [
        ast.get_docstring(node) or ""
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    ]
    assert not [text.partition("\n")[0] for text in texts if text.startswith(("Tell ", "Say "))]


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
