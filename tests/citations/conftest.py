"""Items and styles that several tests of citations share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def items() -> list[dict[str, Any]]:
    """Eight items of common types, ours."""
    loaded: list[dict[str, Any]] = json.loads(
        (Path(__file__).parent / "data" / "items.json").read_text("utf-8")
    )
    return loaded


class Styles:
    """Writes small styles around a layout."""

    def write(
        self, layout: str, *, macros: str = "", bibliography: str = "", citation: str = "", style: str = ""
    ) -> str:
        """Write a style whose citation and bibliography have the same layout."""
        sort, _, layout = layout.rpartition("</sort>") if "</sort>" in layout else ("", "", layout)
        sort = f"{sort}</sort>" if sort else ""
        return (
            f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" {style}>'
            f"<info><title>Test</title><id>test</id><updated>2020-01-01T00:00:00Z</updated></info>{macros}"
            f"<citation {citation}>{sort}<layout>{layout}</layout></citation>"
            f"<bibliography {bibliography}>{sort}<layout>{layout}</layout></bibliography></style>"
        )


@pytest.fixture(scope="session")
def styles() -> Styles:
    """A writer of small styles."""
    return Styles()
