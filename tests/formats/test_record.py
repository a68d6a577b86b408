"""The record page: each page in data/record/valid beside the reports that it holds, and hostile pages."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    assert len(VALID) > 80


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
        "".join(f"20.500.12592/x{number}\n" for number in range(5_000)),
        "T\n\n20.500.12592/x\n" + "\n" * 1_000_000 + "T\n" + "\n" * 1_000_000 + "Authors",
        "T\n\n20.500.12592/x\n\nT\n\nAuthors\n\n" + "Ann Doe\n\n" * 10_000 + "Published in",
        "T\n\n20.500.12592/x\n\nT\n\nPublished in\n\n" + "Kenya\n\n" * 20_000 + "Topics",
        "----\n" * 100_000,
    ],
    ids=[
        "one line",
        "handle",
        "labels",
        "blank",
        "commas",
        "handles",
        "gaps",
        "authors",
        "countries",
        "rules",
    ],
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


def test_a_page_cut_anywhere_gives_what_stands_before_the_cut() -> None:
    whole = page()
    for length in range(len(whole)):
        problems: list[ParseError] = []
        reports = briefmeta.loads(whole[:length], format="record", problems=problems)
        fields = facts(reports[0]) if reports else {}
        assert whole.startswith(fields.get("title", "")), length
        if length > whole.index("Published") + 3:  # "Pub" may be a name, "Publ" begins a label
            assert fields["authors"] == ["Ann Doe", "Bob Roe"], length
        assert fields.get("extra", {}).keys() <= {"issued"}, (
            length
        )  # no part of the page is taken for a label


def test_a_list_of_citations_is_read_in_full() -> None:
    line = (
        "Taylor, M., 2023. Power {0}, World Bank. France. Retrieved from https://coilink.org/20.500.12592/m{0} "
        "on 22 Apr 2025. COI: 20.500.12592/m{0}.\n"
    )
    problems: list[ParseError] = []
    text = "References\n" + "".join(line.format(number) for number in range(2_000))
    reports = briefmeta.loads(text, format="record", problems=problems)
    assert [report.title for report in reports] == [f"Power {number}" for number in range(2_000)]
    assert [(problem.line, problem.warning) for problem in problems] == [(1, True)]  # the heading


_PAGES = [path.read_text(encoding="utf-8") for path in VALID]
_BITS = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "\r",
            "\0",
            "\u202e",
            "\u2066",
            "\ud800",
            ":",
            "\t",
            "  ",
            "- ",
            "-----\n",
            "Authors\n",
            "|",
        ),
        *(
            "Published in\n",
            "COI: ",
            "20.500.12592/",
            "20.500.12592/x\n",
            "31 Feb 2024\n",
            ", , ,",
            "Pages\n",
        ),
        *("ISBN\n", "Title: ", "Summary\n", "DOI\n", "Series\n", "…", "٣", "²", "**", "#", "\u00a0"),
    ]
)


@given(
    text=st.sampled_from(_PAGES),
    edits=st.lists(st.tuples(st.floats(0, 1), _BITS, st.integers(0, 40)), max_size=12),
)
@settings(max_examples=150, deadline=None)
def test_a_broken_page_is_told_of_and_never_crashes(text: str, edits: list[tuple[float, str, int]]) -> None:
    for position, bit, cut in edits:
        index = int(position * len(text))
        text = text[:index] + bit + text[index + cut :]
    problems: list[ParseError] = []
    briefmeta.loads(text, format="record", problems=problems)
    lines = text.count("\n") + text.count("\r") + 1
    assert all(problem.line and problem.column and problem.line <= lines for problem in problems)
    if any(not problem.warning for problem in problems):
        with pytest.raises(ParseError):
            briefmeta.loads(text, format="record")
    else:
        briefmeta.loads(text, format="record")


@pytest.mark.parametrize("block", ["Authors\n\nAnn Doe\n\n", "Topics\n\nWater {}\n\n"])
def test_very_many_blocks_for_one_field_take_linear_time(block: str) -> None:
    def seconds(count: int) -> float:
        page = _PAGES[0] + "\n\n" + "".join(block.format(number) for number in range(count))
        started = time.perf_counter()
        briefmeta.loads(page, "record", [])
        return time.perf_counter() - started

    seconds(100)
    assert seconds(12_000) < 10 * max(seconds(3_000), 0.05)


@pytest.mark.parametrize("place", ["中国", "日本", "Deutschland", "Singapore"])
def test_a_place_that_names_its_country_is_not_written_with_it_again(place: str) -> None:
    (report,) = briefmeta.loads(
        f"Pivot to the lakes\n\n20.500.12592/abc123x\n\n出版地\n{place}\n", format="record", problems=[]
    )
    assert report.country is not None
    assert json.loads(briefmeta.dumps([report], format="csl-json"))[0]["publisher-place"] == place
