"""The examples run as they stand, and say what they should."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))
EXPECTED = {
    "catalogue": "added\nrefused: the page has no handle (line 1) {'US': 1}\n",
    "cited_paper": "(see Parens, Faulkner and Plichta, 2024, pp. 4–7)",
    "folder_to_bibliography": "Parens",
    "one_record": "@techreport{parens2024niger,",
}


def test_each_example_has_its_expectation() -> None:
    assert {script.stem for script in SCRIPTS} == set(EXPECTED)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_example(script: Path) -> None:
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert EXPECTED[script.stem] in done.stdout
    assert len(script.read_text(encoding="utf-8").splitlines()) <= 25
