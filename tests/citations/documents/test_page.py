"""The page about documents says what happens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from briefmeta.citations.documents import cite_document

PAGE = Path(__file__).parents[3] / "docs" / "documents.md"
ROWS = re.findall(
    r"^\| `([^`]*@[^`]*)` \| ([^|]*[a-z0-9)*]) \|$",
    PAGE.read_text(encoding="utf-8").partition("Locators")[0],
    re.M,
)


def test_the_rows_are_found() -> None:
    assert len(ROWS) > 8


@pytest.mark.parametrize(("written", "read"), ROWS, ids=[written for written, _ in ROWS])
def test_a_row_of_the_page(items: list[dict[str, Any]], author_date: str, written: str, read: str) -> None:
    text = cite_document(f"x {written}", items, author_date).text.partition("\n")[0]
    assert text.removeprefix("x ") == read
