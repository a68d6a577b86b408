"""CSL-YAML and Hayagriva: read, written, and bounded."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

import briefmeta
from briefmeta import Organization, Report

if TYPE_CHECKING:
    from briefmeta.errors import ParseError

yaml = pytest.importorskip("yaml")

REPORT = Report(
    title="Dams: who pays?",
    authors=["Jane Doe", Organization(name="River Board")],
    issued="2020-03-05",
    publisher="River Institute",
    place="Lusaka",
    country="ZM",
    number="WP 3",
    series="River Notes",
    series_number="4",
    handle="20.500.12592/d4m5",
    doi="10.5555/dams",
    genre="Working paper",
    summary="One.\nTwo: three.",
    language="en",
    pages="3-9",
    number_of_pages="20",
    note="no",
    key="doe2020",
)


@pytest.mark.parametrize("name", ["csl-yaml", "hayagriva"])
def test_a_report_comes_back(name: str) -> None:
    text = briefmeta.dumps([REPORT], name)
    assert briefmeta.detect(text).format.name == name
    assert briefmeta.loads(text, name) == [REPORT]
    assert briefmeta.losses(REPORT, name) == []


def test_what_is_written_is_what_others_read() -> None:
    written = yaml.safe_load(briefmeta.dumps([REPORT], "hayagriva"))["doe2020"]
    assert written["author"] == ["Doe, Jane", "River Board"]
    assert written["publisher"] == {"name": "River Institute", "location": "Lusaka, Zambia"}
    assert written["serial-number"] == {"doi": "10.5555/dams", "serial": "WP 3"}
    [item] = yaml.safe_load(briefmeta.dumps([REPORT], "csl-yaml"))["references"]
    assert (item["id"], item["type"], item["title"]) == ("doe2020", "report", "Dams: who pays?")


def test_references_of_a_document() -> None:
    text = """---
title: My paper
references:
- id: a
  type: report
  title: Dams
  author:
  - family: Doe
    given: Jane
  issued:
    year: 2020
    month: 3
- id: b
  title: "No: yes"
  issued: [{year: 2019}, {year: 2021}]
...

Text [@a].
"""
    first, second = briefmeta.loads(text, "csl-yaml")
    assert (first.title, str(first.issued), str(first.authors[0])) == ("Dams", "2020-03", "Jane Doe")
    assert (second.title, str(second.issued)) == ("No: yes", "2019/2021")


def test_an_article_of_hayagriva_stands_in_its_parent() -> None:
    text = """
kinetics:
    type: Article
    title: Kinetics of Silt
    author: ["Roe, Ann", {name: Meer, given-name: Piet, prefix: van der}]
    date: 2019-07
    page-range: 12-20
    serial-number: {doi: "10.5555/silt"}
    url: {value: https://river.example/silt, date: 2020-01-02}
    parent:
        type: Periodical
        title: River Notes
        volume: 4
        issue: 2
    colour: red
"""
    problems: list[ParseError] = []
    [report] = briefmeta.loads(text, problems=problems)
    assert (report.type, report.title, str(report.issued)) == (
        "article-journal",
        "Kinetics of Silt",
        "2019-07",
    )
    assert [str(name) for name in report.authors] == ["Ann Roe", "Piet van der Meer"]
    assert (report.extra["container-title"], report.extra["volume"], report.extra["issue"]) == (
        "River Notes",
        "4",
        "2",
    )
    assert (report.doi, str(report.accessed)) == ("10.5555/silt", "2020-01-02")
    assert [problem.field for problem in problems] == ["hayagriva:colour"]


@pytest.mark.parametrize("name", ["csl-yaml", "hayagriva"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: [1, 2",
        "- !!python/object/apply:os.system [ls]",
        "[" * 500,
        "just words",
        "a: &a [x]\nb: " + "[" + "*a, " * 2_000 + "]",
        "\x00",
        "? [a, b]\n: c",
    ],
)
def test_what_is_no_bibliography_is_a_problem(name: str, text: str) -> None:
    problems: list[ParseError] = []
    assert briefmeta.loads(text, name, problems) == []
    assert any(not problem.warning for problem in problems)


def test_a_bomb_of_aliases_ends_soon() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 200)]
    started = time.perf_counter()
    assert briefmeta.loads("\n".join(lines), "csl-yaml", []) == []
    assert time.perf_counter() - started < 5
