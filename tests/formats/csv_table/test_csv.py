"""CSV: tables of this library and of others, spreadsheets' formulas, and what must not break it."""

from __future__ import annotations

import csv
import io
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.formats import csv_table
from briefmeta.handles.handle import Handle
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.places.country import Country
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from briefmeta.errors import ParseError


def read(text: str) -> list[Report]:
    problems: list[ParseError] = []
    reports = csv_table.loads(text, problems)
    assert problems == []
    return reports


@settings(max_examples=100)
@given(data=st.data())
def test_every_report_comes_back(data: st.DataObject, any_reports: st.SearchStrategy[Report]) -> None:
    reports = data.draw(st.lists(any_reports, min_size=1, max_size=3))
    text = csv_table.dumps(reports, delimiter=data.draw(st.sampled_from([",", ";", "\t"])))
    assert read(text) == reports
    assert list(csv_table.iter_loads(io.StringIO(text, newline="\n"), [])) == reports


@settings(max_examples=80)
@given(data=st.data())
def test_no_cell_begins_a_formula_and_others_read_the_rows(
    data: st.DataObject, any_reports: st.SearchStrategy[Report]
) -> None:
    reports = data.draw(st.lists(any_reports, max_size=2))
    rows = list(csv.reader(io.StringIO(csv_table.dumps(reports), newline="")))
    assert len(rows) == len(reports) + 1
    assert {len(row) for row in rows} == {len(csv_table.HEADER)}
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r＝＋－＠")]


def test_a_usual_report_needs_no_json() -> None:
    report = Report(
        title="Niger's Pivot",
        authors=(Person(family="Parens", given="Raphael"), Organization(name="World Bank")),
        handle=Handle("20.500.12592/b2rbv89"),
        country=Country.parse("US"),
        subjects=("Niger", "security"),
        key="parens2024niger",
        extra={"container-title": "Briefs"},
    )
    [row] = csv.DictReader(io.StringIO(csv_table.dumps([report]), newline=""))
    assert {name: cell for name, cell in row.items() if cell} == {
        "key": "parens2024niger",
        "type": "report",
        "title": "Niger's Pivot",
        "authors": "Parens, Raphael; World Bank",
        "handle": "20.500.12592/b2rbv89",
        "country": "United States",
        "subjects": "Niger; security",
        "container-title": "Briefs",
    }


def test_an_export_of_zotero() -> None:
    [report] = read(
        '\ufeff"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI","Url",'
        '"Abstract Note","Date","Date Added","Num Pages","Volume","Publisher","Place","Language","Type","Extra",'
        '"Manual Tags"\r\n"ABCD1234","journalArticle","2024","Doe, Jane; World Bank","On ""Niger""","A Journal","",'
        '"0015-7120","10.1234/x","https://journal.example/1","One.\n\nTwo.","2024-04-05","2025-01-01","","12","P",'
        '"Geneva","en","","PMID: 12\nSee there","a; b"\r\n'.removeprefix("\ufeff")
    )
    assert (report.type, report.title, report.doi, report.issn) == (
        "article-journal",
        'On "Niger"',
        "10.1234/x",
        "0015-7120",
    )
    assert report.authors == (Person(family="Doe", given="Jane"), Organization(name="World Bank"))
    assert (report.summary, report.place, report.subjects, report.note) == (
        "One.\n\nTwo.",
        "Geneva",
        ("a", "b"),
        "See there",
    )
    assert str(report.issued) == "2024-04-05"
    assert (report.extra["container-title"], report.extra["volume"], report.extra["PMID"]) == (
        "A Journal",
        "12",
        "12",
    )
    assert (report.extra["Date Added"], report.extra["Key"]) == ("2025-01-01", "ABCD1234")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "sep={0}\n", "\n\n"])
def test_dialects(delimiter: str, end: str, before: str) -> None:
    rows = [
        "Title{0}Authors{0}Year{0}Handle",
        '"A{0} b"{0}Jane Doe{0}2024{0}hdl:20.500.12592/x',
        "{0}{0}{0}",
        "C{0}{0}{0}",
    ]
    text = (before + end.join([*rows, ""])).format(delimiter)
    if end == "\r":
        text = text.replace("\n", "\r")
    one, two = read(text)
    assert (one.title, str(one.authors[0]), str(one.issued)) == (
        f"A{delimiter.strip()} b",
        "Jane Doe",
        "2024",
    )
    assert (one.handle, two.title) == (Handle("20.500.12592/x"), "C")


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        ("'90s", "'90s"),
        ("=1+1", "=1+1"),
        ('"a ""b"" c"', 'a "b" c'),
        ('a "b" c', 'a "b" c'),
        ('"a"b', "ab"),
        ('"a\nb"', "a b"),
        ('""', None),
    ],
)
def test_cells(cell: str, title: str | None) -> None:
    assert [report.title for report in read(f"title,key\n{cell},x\nlast,y\n")] == [title, "last"]


def test_an_open_quote_costs_its_own_row_only() -> None:
    problems: list[ParseError] = []
    reports = csv_table.loads('title,key\n"open,a\nnext,b\nlast,c\n', problems)
    assert [(report.title, report.key) for report in reports] == [
        ('"open', "a"),
        ("next", "b"),
        ("last", "c"),
    ]
    assert [(problem.line, problem.column) for problem in problems] == [(2, 1)]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "no table"),
        ("a,b\n1,2", 1, "no table"),
        ("title\nA,B", 2, "behind the last column"),
        ("title\nA\0B", 2, "U+0000"),
        ("title,extra\nA,{x", 2, "not JSON"),
    ],
)
def test_problems_say_where(text: str, line: int, says: str) -> None:
    problems: list[ParseError] = []
    csv_table.loads(text, problems)
    assert [(problem.line, says in problem.message) for problem in problems] == [(line, True)]


@pytest.mark.parametrize(
    "unit", ['"', '""', '"\n', '""\n', "a,", ",", "\n", '"a\n"', ";", "'", "=", "a\0,", "x\n"]
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    start = time.perf_counter()
    csv_table.loads("title,authors\n" + unit * (300_000 // len(unit)), [])
    csv_table.loads(unit * (300_000 // len(unit)), [])
    assert time.perf_counter() - start < 20


def test_a_long_cell_is_read() -> None:
    [report] = read("title,summary\nA," + "x" * 1_000_000)
    assert len(report.summary or "") == 1_000_000
