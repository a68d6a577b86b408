"""JSON Lines: every report comes back, and what is wrong is told with its line."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.formats import jsonl
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from briefmeta.errors import ParseError


@settings(max_examples=150)
@given(data=st.data())
def test_every_report_comes_back(data: st.DataObject, any_reports: st.SearchStrategy[Report]) -> None:
    reports = data.draw(st.lists(any_reports, max_size=3))
    text = jsonl.dumps(reports)
    problems: list[ParseError] = []
    assert jsonl.loads(text, problems) == reports
    assert problems == []
    assert len(text.splitlines()) == len(reports)  # no value holds what any program takes for a line end
    assert jsonl.dumps(jsonl.loads(text, [])) == text


def test_the_form_is_stable() -> None:
    report = Report(
        key="a",
        title="É",
        authors=(
            Person(family="Gogh", non_dropping_particle="van"),
            Organization(name="B", ror="https://ror.org/00ae7jd04"),
        ),
        issued="2019/2021",
        extra={"volume": 3},
    )
    assert jsonl.dumps([report]) == (
        '{"briefmeta": 1, "key": "a", "type": "report", "title": "É", "authors": [{"family": "Gogh", '
        '"non_dropping_particle": "van"}, {"name": "B", "ror": "https://ror.org/00ae7jd04"}], '
        '"issued": "2019/2021", "extra": {"volume": 3}}\n'
    )


@pytest.mark.parametrize(
    ("line", "says", "extra"),
    [
        ('{"colour": "red"}', "no member of a report", {"colour": "red"}),
        ('{"title": 3}', "title", {"title": 3}),
        ('{"issued": "soon"}', "issued", {"issued": "soon"}),
        ('{"authors": "Doe"}', "authors", {"authors": "Doe"}),
        ('{"authors": [{"literal": "Doe"}]}', "authors", {"authors": [{"literal": "Doe"}]}),
        ('{"country": "Atlantis"}', "country", {"country": "Atlantis"}),
        ('{"extra": [1]}', "extra is an object", {"extra": [1]}),
        ('{"briefmeta": 2, "title": "A"}', "version 2", {}),
        ('{"title": "A", "title": "B"}', "stands twice", {}),
        ('{"title": "\\ud800"}', "lone surrogate", {}),
        ('{"extra": {"a": ' + "[" * 40 + "]" * 40 + "}}", "nested", {}),
    ],
)
def test_what_is_wrong_is_told_and_kept(line: str, says: str, extra: dict[str, Any]) -> None:
    problems: list[ParseError] = []
    [before, report, after] = jsonl.loads(f'{{"title": "1"}}\n{line}\n{{"title": "2"}}', problems)
    assert (before.title, after.title) == ("1", "2")
    assert report.extra == extra
    assert [(problem.line, says in problem.message) for problem in problems] == [(2, True)]


@pytest.mark.parametrize(
    "line", ["{", "[]", "1", "null", '"a"', "x", "{}}", "[" * 100_000, '{"a":' * 100_000]
)
def test_a_line_that_is_no_report_costs_itself_only(line: str) -> None:
    problems: list[ParseError] = []
    reports = jsonl.loads(f'{{"title": "1"}}\n\n{line}\n{{"title": "2"}}\n', problems)
    assert [report.title for report in reports] == ["1", "2"]
    assert [problem.line for problem in problems] == [3]
    assert len(str(problems[0])) < 1000


def test_null_is_nothing() -> None:
    problems: list[ParseError] = []
    assert jsonl.loads(json.dumps(dict.fromkeys(("title", "authors", "key", "type", "extra"))), problems) == [
        Report()
    ]
    assert problems == []


def test_a_line_of_50_mb_takes_bounded_time() -> None:
    start = time.perf_counter()
    problems: list[ParseError] = []
    reports = jsonl.loads('{"title": "' + "x" * 50_000_000 + '"}\n{"title": "2"}', problems)
    assert reports[-1].title == "2"
    assert len(problems) >= 1
    assert time.perf_counter() - start < 20
