"""The promise, for every reader: any text gives reports or problems, in bounded time, and never another error."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefmeta
from briefmeta import ParseError, Report
from briefmeta.formats import find_format, formats

READERS = [known.name for known in formats() if known.reads]
WRITERS = {known.name for known in formats() if known.writes}
REPORTS = [
    Report(
        title="Niger’s <i>Pivot</i> & {Moscow}: 50% of $5",
        authors=["Raphael Parens", briefmeta.Organization(name="Ministry of Health, Labour and Welfare")],
        issued="2024-04-05",
        handle="20.500.12592/b2rbv89",
        doi="10.1234/abc_def",
        country="US",
        place="Philadelphia",
        publisher="Foreign Policy Research Institute",
        summary="One.\n\n• two",
        subjects=["Niger", "security, regional"],
        extra={"container-title": "Briefs", "volume": 3},
    ),
    Report(title="ملخص السياسات", authors=["محمد علي"], issued="2020/2021", language="ar"),
]
PAGE = (
    "Pivot\n\n20.500.12592/b2rbv89\n\nPivot\n\n5 Apr 2024\n\nWhat happened.\n\n"
    "Authors\n\nAnn Doe\n\nPublished in\nFrance\n"
)


def written(name: str) -> str:
    return briefmeta.dumps(REPORTS, name) if name in WRITERS else PAGE


def read(name: str, text: str) -> list[Report]:
    """Read in both ways; the strict one may raise a ``ParseError`` and nothing else."""
    problems: list[ParseError] = []
    reports = briefmeta.loads(text, format=name, problems=problems)
    assert all(isinstance(report, Report) for report in reports)
    assert all(str(problem) for problem in problems)
    try:
        briefmeta.loads(text, format=name)
    except ParseError:
        assert any(not problem.warning for problem in problems)
    else:
        assert all(problem.warning for problem in problems)
    return reports


_INSERTED = st.sampled_from(
    [*"{}\\%&#_~^$\"'<>;,:/|-=+@*!?()[]\0\r\n\t\ufeff\u202e\ud800é漢", "<!--", "]]>", "@x{", "\\u0000"]
)


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
@settings(max_examples=60)
def test_mutated_texts(name: str, data: st.DataObject) -> None:
    text = written(name)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + data.draw(st.just("") | _INSERTED) + text[end:]
    read(name, text)


@pytest.mark.parametrize("name", READERS)
@given(text=st.text(max_size=300))
@settings(max_examples=40)
def test_any_text(name: str, text: str) -> None:
    read(name, text)


@pytest.mark.parametrize("name", READERS)
def test_a_text_cut_anywhere(name: str) -> None:
    text = written(name)
    for end in range(0, len(text), max(1, len(text) // 150)):
        read(name, text[:end])


HUGE = {
    "nothing": "",
    "one line": "x" * 5_000_000,
    "braces": "{" * 100_000,
    "brackets": "[" * 100_000,
    "elements": "<a>" * 100_000,
    "entry of braces": "@book{a, title = " + "{" * 100_000,
    "object of arrays": '{"title": ' + "[" * 100_000,
    "blank lines": "\n" * 1_000_000,
    "quotes": '"' * 500_000,
    "backslashes": "\\" * 500_000,
    "ats": "@" * 200_000,
    "tags": "TY  - " * 100_000,
    "commas": "," * 1_000_000,
    "entities": "&amp;" * 200_000,
    "entity bomb": '<!DOCTYPE a [<!ENTITY b "' + "c" * 10_000 + '">]><a>' + "&b;" * 10_000 + "</a>",
    "external entity": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><oai_dc:dc>&b;</oai_dc:dc>',
    "strings": "@string{a = 1}" + "".join(f"@string{{a{n} = a # a}}" for n in range(2_000)),
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
@pytest.mark.parametrize("name", READERS)
def test_huge_and_deep_texts(name: str, text: str) -> None:
    start = time.perf_counter()
    reports = read(name, text)
    assert time.perf_counter() - start < 30  # a bound against hanging, not a measure
    assert not any("root:" in str(report) for report in reports)


@pytest.mark.parametrize("text", [" \n" * 300_000, "[" + ",".join(['{"title": "x"}'] * 100_000) + "]"])
@pytest.mark.parametrize("name", READERS)
def test_streams_take_linear_time(name: str, text: str) -> None:
    start = time.perf_counter()
    reports = list(find_format(name).iter_loads(text.splitlines(keepends=True), []))
    assert time.perf_counter() - start < 30
    assert reports == briefmeta.loads(text, name, [])
