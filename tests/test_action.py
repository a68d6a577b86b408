"""action.yml: its last step as a runner executes it, with inputs that a shell could take for commands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / "action.yml"
if not FILE.exists():
    pytest.skip("not part of the distribution", allow_module_level=True)
ACTION = FILE.read_text(encoding="utf-8")
BASH = shutil.which("bash")
GOOD = """@report{doe2024,
  author = {Doe, Ann}, title = {Niger's pivot to Moscow}, institution = {FPRI}, date = {2024-04-05},
  langid = {english}, url = {https://hdl.handle.net/20.500.12592/b2rbv89}
}
"""
BAD = GOOD.replace("langid", "isbn = {978-92-9260-523-1}, langid")

pytestmark = pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="needs bash")


def scripts() -> list[str]:
    """Return the script of each step, without its indentation."""
    blocks = re.findall(r"^ {6}run: \|\n((?: {8}.*\n|\n)+)", ACTION, re.MULTILINE)
    return [re.sub("^ {8}", "", block, flags=re.MULTILINE) for block in blocks]


@pytest.fixture
def run(tmp_path: Path) -> object:
    """Run the last step in a folder with two files, with this interpreter in the place of the installed one."""
    python = tmp_path / "temp dir" / "briefmeta" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "good one.bib").write_text(GOOD, encoding="utf-8")
    (folder / "bad.bib").write_text(BAD, encoding="utf-8")

    def step(files: str, arguments: str = "", sarif: str = "") -> tuple[int, str, list[str]]:
        inputs = {"FILES": files, "ARGUMENTS": arguments, "SARIF": sarif}
        done = subprocess.run(
            [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", scripts()[-1]],
            cwd=folder,
            env={**os.environ, **inputs, "PYTHON": str(python)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, sorted(os.listdir(folder))

    return step


def test_no_input_stands_in_a_script() -> None:
    assert len(scripts()) == 2
    assert not [script for script in scripts() if "${{" in script]


def test_findings_are_annotations(run: object) -> None:
    assert callable(run)
    assert run("good one.bib\n\n")[:2] == (0, "")
    code, out, _ = run("good one.bib\nbad.bib")
    assert code == 1
    assert out.startswith("::error file=bad.bib,line=3,col=11,title=RPT601 doe2024::isbn: ")
    assert run("bad.bib", "--select=RPT6\n--ignore=RPT601")[:2] == (0, "")


def test_inputs_are_no_commands(run: object) -> None:
    assert callable(run)
    code, out, files = run('$(touch a)\n`touch b`; touch c\n--fix\n"; touch d\n*', "--select=RPT\n")
    assert code == 4
    assert out.count("title=CHK001") == 5
    assert files == ["bad.bib", "good one.bib"]
    assert run("   \n")[0] == 2
    assert run("bad.bib", "--no-such-option")[0] == 2


def test_findings_as_sarif_besides(run: object) -> None:
    assert callable(run)
    code, out, files = run("bad.bib", "--select=RPT6", "find ings.sarif")
    assert (code, out.count("::error")) == (1, 1)
    assert files == ["bad.bib", "find ings.sarif", "good one.bib"]
