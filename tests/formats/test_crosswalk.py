"""The tables of docs/crosswalk.md, each cell against what is written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import attrs
import pytest

import briefmeta
from briefmeta.model.names.name import Person
from briefmeta.model.report import FIELDS, Report

DOCUMENT = Path(__file__).parents[2] / "docs" / "crosswalk.md"
PERSON = (Person(family="Roe", given="Jane"),)
SAMPLES: dict[str, Any] = {
    "type": "report",
    "authors": PERSON,
    "editors": PERSON,
    "translators": PERSON,
    "issued": "2024-04-05",
    "accessed": "2024-05-01",
    "handle": "20.500.12592/b2rbv89",
    "doi": "10.1234/5",
    "isbn": "9292605232",
    "issn": "2049-3630",
    "url": "https://example.org/a",
    "country": "CH",
    "pages": "12-34",
    "number_of_pages": "24",
    "language": "pt-BR",
    "subjects": ("Sahel",),
    "series_number": "7",
}
BASES: dict[str, dict[str, Any]] = {
    "type": {"type": "bill", "title": "Alpha"},
    "accessed": {"url": "https://example.org/"},
    "series_number": {"series": "Africa Notes"},
    "short_title": {"title": "Alpha and Omega"},
    "note": {"summary": "What it says."},
    "editors": {"authors": PERSON},
    "translators": {"authors": PERSON},
}


def rows() -> list[tuple[str, str, str]]:
    """Field, format and cell of every table whose first column is ``field``."""
    found = []
    header: list[str] = []
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if cells and cells[0] == "field":
            header = cells
        elif cells and header and cells[0] in FIELDS:
            found += [(cells[0], name, cell) for name, cell in zip(header[1:], cells[1:], strict=True)]
        elif not cells:
            header = []
    return found


def patterns(format: str, token: str) -> list[str]:
    """Regular expressions for what a token of a cell stands for in that format."""
    if format in ("bibtex", "biblatex"):
        return [re.escape(token) + r"\{" if token.startswith("@") else rf"(?m)^\s+{token} = "]
    if format in ("csl-json", "schema.org"):
        return [re.escape(f'"{token}"')]
    if format in ("csl-yaml", "hayagriva"):
        return [rf"(?m)^[\s-]+{token}:"]
    if format == "ris":
        return [rf"(?m)^{token}  - "]
    if format == "marcxml":
        tag, code = token.split(" $")
        return [rf'tag="{tag}"(?:(?!</datafield)[\s\S])*code="{code}"']
    parts = [re.fullmatch(r"([\w:]+)(?:\[(.+)\])?", part) for part in token.split("/")]
    return [
        rf'<{part[1]}[ >](?:(?<=>)|[^>]*"{part[2]}")' if part[2] else rf"<{part[1]}[ >]"
        for part in parts
        if part
    ]


def test_every_field_has_its_row() -> None:
    assert {field for field, _, _ in rows()} == set(FIELDS) - {"key", "extra"}
    assert len({name for _, name, _ in rows()}) >= 10


@pytest.mark.parametrize(("field", "format", "cell"), rows(), ids=lambda value: value.replace("`", ""))
def test_a_cell_says_where_a_field_is_written(field: str, format: str, cell: str) -> None:
    base = Report(key="k", **BASES.get(field, {}))
    report = attrs.evolve(base, **{field: SAMPLES.get(field, "Alpha")})
    if cell == "none":
        assert field in {loss.field for loss in briefmeta.losses(report, format)}
        return
    with_field, without = briefmeta.dumps([report], format), briefmeta.dumps([base], format)
    assert with_field != without
    tokens = re.findall(r"`([^`]+)`", cell)
    assert tokens
    for pattern in (pattern for token in tokens for pattern in patterns(format, token)):
        assert re.search(pattern, with_field), pattern
    assert field not in {loss.field for loss in briefmeta.losses(report, format)} or field in (
        "editors",
        "translators",
    )
