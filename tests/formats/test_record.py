"""The record page: each page in data/record/valid beside the reports that it holds, and hostile pages."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

import briefmeta
from briefmeta import ParseError, Report
from briefmeta.model.report import FIELDS

DATA = Path(__file__).parents[1] / "data" / "record"
VALID = sorted((DATA / "valid").glob("*.txt"))
_NAMES = ("authors", "editors", "translators")


def facts(report: Report) -> dict[str, Any]:
    """Every field that says something, in plain values."""
    found: dict[str, Any] = {}
    for field in FIELDS:
        value = getattr(report, field)
        if field in ("type", "key") or value in (None, ()) or (field == "extra" and not value):
            continue
        if field in _NAMES:
            found[field] = [
                {"organization": str(name)} if isinstance(name, briefmeta.Organization) else str(name)
                for name in value
            ]
        elif field == "country":
            found[field] = value.alpha_2
        elif field == "extra":
            found[field] = value.to_json()
        else:
            found[field] = list(value) if isinstance(value, tuple) else str(value)
    return found


def test_there_are_pages() -> None:
    assert len(VALID) > 15


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert [facts(report) for report in briefmeta.load(path, format="record")] == expected


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_page_is_detected(path: Path) -> None:
    assert briefmeta.detect_file(path).format.name == "record"


def test_the_real_page(shared: Path) -> None:
    page = shared / "data" / "records" / "niger.txt"
    (report,) = briefmeta.load(page)
    text = page.read_text(encoding="utf-8")
    assert facts(report) == {
        "title": "Niger's Pivot to Moscow: What's Next for US Engagement in Africa?",
        "authors": ["Raphael Parens", "Christopher Faulkner", "Marcel Plichta"],
        "issued": "2024-04-05",
        "handle": "20.500.12592/b2rbv89",
        "country": "US",
        "summary": text[text.index("Bottom Line") : text.index("\n\nAuthors")],
    }
    assert report.key == "parens2024niger"


def page(**changes: str) -> str:
    parts = {
        "title": "Pivot to Moscow",
        "handle": "20.500.12592/b2rbv89",
        "again": "Pivot to Moscow",
        "date": "5 Apr 2024",
        "summary": "What happened, and why.",
        "authors": "Authors\n\nAnn Doe, Bob Roe",
        "country": "Published in\nFrance",
    } | changes
    return "\n\n".join(part for part in parts.values() if part) + "\n"


@pytest.mark.parametrize(
    ("changes", "line", "message"),
    [
        ({"title": "", "again": ""}, 1, "no title"),
        ({"again": "Quite Another Title"}, 5, "second title"),
        ({"handle": ""}, 1, "no handle"),
        ({"handle": "20.500.12592/"}, 3, "suffix"),
        ({"handle": "20.500.12592"}, 3, "suffix"),
        ({"date": "31 Feb 2024"}, 7, "31 Feb 2024"),
        ({"date": "05/04/2024"}, 7, "05/04/2024"),
        ({"authors": "Authors\n\n, , ,"}, 13, "Authors"),
        ({"authors": "", "country": "Published in"}, 11, "cut"),
        ({"summary": "a\0b"}, 9, "U+0000"),
        ({"summary": "a\u202eb"}, 9, "U+202E"),
        ({"summary": "a\ud800b"}, 9, "U+D800"),
    ],
)
def test_bad_page_is_an_error_with_its_place(changes: dict[str, str], line: int, message: str) -> None:
    text = page(**changes)
    with pytest.raises(ParseError, match="line ") as caught:
        briefmeta.loads(text, format="record")
    assert (caught.value.line, message in str(caught.value)) == (line, True)
    problems: list[ParseError] = []
    (report,) = briefmeta.loads(text, format="record", problems=problems)
    assert [problem.line for problem in problems if not problem.warning] == [line]
    assert report.summary == ("ab" if "summary" in changes else "What happened, and why.")


def test_an_ambiguous_date_is_read_in_the_order_that_the_caller_says() -> None:
    (report,) = briefmeta.loads(page(date="05/04/2024"), format="record", date_order="dmy")
    assert str(report.issued) == "2024-04-05"


def test_an_unknown_country_stays_as_the_place_with_a_warning() -> None:
    problems: list[ParseError] = []
    (report,) = briefmeta.loads(page(country="Published in\nAtlantis"), format="record", problems=problems)
    assert (report.place, report.country) == ("Atlantis", None)
    assert [(problem.line, problem.warning) for problem in problems] == [(16, True)]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_empty_page(text: str) -> None:
    with pytest.raises(ParseError, match="empty"):
        briefmeta.loads(text, format="record")


def test_binary_file(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(ParseError, match="binary"):
        briefmeta.load(path)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 50_000_000,
        "20.500.12592/" + "x" * 5_000_000,
        "Authors\n" * 100_000,
        "\n" * 5_000_000,
        "A, " * 1_000_000,
    ],
    ids=["one line", "handle", "labels", "blank", "commas"],
)
def test_huge_pages_end_soon(text: str) -> None:
    start = time.perf_counter()
    problems: list[ParseError] = []
    briefmeta.loads(text, format="record", problems=problems)
    assert problems
    assert time.perf_counter() - start < 20  # a bound against hanging, not a measure


def test_a_bad_record_does_not_cost_its_neighbours() -> None:
    text = (
        page()
        + "\n"
        + page(handle="20.500.12592/other1", date="31 Feb 2024")
        + "\n"
        + page(handle="20.500.12592/third1")
    )
    problems: list[ParseError] = []
    reports = briefmeta.loads(text, format="record", problems=problems)
    assert [str(report.handle) for report in reports] == [
        "20.500.12592/b2rbv89",
        "20.500.12592/other1",
        "20.500.12592/third1",
    ]
    assert [str(report.issued) for report in reports] == ["2024-04-05", "None", "2024-04-05"]
    with pytest.raises(ParseError) as caught:
        briefmeta.loads(text, format="record")
    assert [str(report.handle) for report in caught.value.reports] == [
        str(report.handle) for report in reports
    ]
