"""Heads of pages: what repositories and sites write, what is written, and what must not break it."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.formats import html
from briefmeta.handles.handle import Handle
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefmeta.errors import ParseError


def read(page: str) -> html.HeadReading:
    problems: list[ParseError] = []
    reading = html.read_head(page, problems)
    assert problems == []
    assert reading is not None
    return reading


def metas(*pairs: tuple[str, str]) -> str:
    return "".join(f'<meta name="{name}" content="{value}">\n' for name, value in pairs)


class Elements(HTMLParser):
    """The elements and attributes that an independent parser finds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@settings(max_examples=80)
@given(data=st.data())
def test_every_report_comes_back(data: st.DataObject, any_reports: st.SearchStrategy[Report]) -> None:
    reports = [report for report in data.draw(st.lists(any_reports, min_size=1, max_size=2)) if report.title]
    text = html.dumps(reports)
    assert html.loads(text, []) == reports


@settings(max_examples=80)
@given(data=st.data())
def test_a_value_stays_in_its_attribute(data: st.DataObject, any_reports: st.SearchStrategy[Report]) -> None:
    report = data.draw(any_reports)
    elements = Elements(html.dumps([report])).found
    assert {tag for tag, _ in elements} <= {"head", "meta", "title", "link", "script"}
    assert [tag for tag, _ in elements].count("script") == 1
    titles = [
        attributes["content"] for _, attributes in elements if attributes.get("name") == "citation_title"
    ]
    assert titles == ([] if report.title is None else [report.title])
    authors = [attributes for _, attributes in elements if attributes.get("name") == "citation_author"]
    assert len(authors) == len(report.authors)


def test_a_head_of_dspace_7() -> None:
    page = "<html lang='en'><head><title>Pivot</title>" + metas(
        ("citation_title", "Niger&#39;s Pivot"),
        ("citation_author", "Parens, Raphael"),
        ("citation_author", "Foreign Policy Research Institute"),
        ("citation_publication_date", "2024-04"),
        ("citation_abstract_html_url", "https://hdl.handle.net/20.500.12592/b2rbv89"),
        ("citation_pdf_url", "https://repository.example/bitstreams/1/download"),
        ("citation_language", "en"),
        ("citation_keywords", "Niger; security; niger"),
        ("citation_technical_report_institution", "FPRI"),
        ("citation_technical_report_number", "12"),
    )
    reading = read(page)
    report = reading.report
    assert (report.type, report.title, report.publisher, report.number) == (
        "report",
        "Niger's Pivot",
        "FPRI",
        "12",
    )
    assert report.authors == (
        Person(family="Parens", given="Raphael"),
        Organization(name="Foreign Policy Research Institute"),
    )
    assert (str(report.issued), report.language, report.subjects) == ("2024-04", "en", ("Niger", "security"))
    assert (report.handle, report.url) == (Handle("20.500.12592/b2rbv89"), None)
    assert report.extra["citation_pdf_url"] == "https://repository.example/bitstreams/1/download"
    assert reading.sources["publisher"] == "citation"


def test_the_traps_of_dspace_6() -> None:
    page = metas(
        ("DC.title", "Black holes"),
        ("DC.creator", "Singh, Balendra"),
        ("DC.publisher", "Delhi"),
        ("DC.publisher", "Jamia Millia Islamia University"),
        ("DC.publisher", "Centre for Theoretical Physics"),
        ("DC.subject", "Physics"),
        ("DC.subject", "Physics"),
        ("DCTERMS.abstract", "newline"),
        ("DCTERMS.available", "2020-10-11T13:56:39Z"),
        ("DCTERMS.dateAccepted", "2020-10-11T13:56:39Z"),
        ("DCTERMS.issued", "2019"),
        ("DCTERMS.extent", "274"),
        ("DC.identifier", "http://hdl.handle.net/10603/305247"),
        ("DC.type", "Book"),
        ("citation_keywords", "Book"),
    )
    report = read(page).report
    assert (report.place, report.publisher) == ("Delhi", "Jamia Millia Islamia University")
    assert report.extra["dc:publisher"] == ("Centre for Theoretical Physics",)
    assert (report.subjects, report.summary, report.number_of_pages) == (("Physics",), None, "274")
    assert (str(report.issued), report.handle, report.type) == ("2019", Handle("10603/305247"), "book")


def test_a_page_with_open_graph_and_json_ld_alone() -> None:
    page = """<!doctype html><html lang="en-GB"><head><title>A Brief | The Tank</title>
        <meta property="og:title" content="A Brief | The Tank"><meta property="og:site_name" content="The
        Tank"> <meta property="og:description" content="What it says."><meta property="og:type"
        content="article"> <meta property="article:published_time" content="2024-04-05T08:00:00+00:00">
        <link rel="canonical" href="https://tank.example/brief/">
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
            {"@type":"Article","headline":"A Brief","author":{"@type":"Person","name":"Jane Doe"}},
            {"@type":"WebPage","name":"A Brief | The Tank"}]}</script></head><body><p>text"""
    reading = read(page)
    report = reading.report
    assert (report.title, report.publisher, report.summary) == ("A Brief", "The Tank", "What it says.")
    assert report.authors == (Person(family="Doe", given="Jane"),)
    assert (str(report.issued), report.url, report.language) == (
        "2024-04-05",
        "https://tank.example/brief/",
        "en-GB",
    )
    assert reading.sources["authors"] == "json-ld"
    assert reading.sources["summary"] == "html"


def test_a_head_of_eprints() -> None:
    page = metas(
        ("eprints.title", "On Niger"),
        ("eprints.creators_name", "Doe, Jane"),
        ("eprints.creators_name", "Roe, Richard"),
        ("eprints.type", "monograph"),
        ("eprints.date", "2021-03"),
        ("eprints.institution", "Institute of Peace"),
        ("eprints.abstract", "It is about Niger."),
        ("eprints.number", "7"),
    )
    report = read(page).report
    assert (report.type, report.title, report.publisher, report.number) == (
        "report",
        "On Niger",
        "Institute of Peace",
        "7",
    )
    assert len(report.authors) == 2
    assert (str(report.issued), report.summary) == ("2021-03", "It is about Niger.")


@pytest.mark.parametrize(
    ("page", "field", "expected"),
    [
        (metas(("citation_date", "2024"), ("DCTERMS.issued", "2024-04-05")), "issued", "2024-04-05"),
        (metas(("citation_date", "2024"), ("DCTERMS.issued", "2023-04-05")), "issued", "2024"),
        (metas(("citation_publication_date", "2024/04/05")), "issued", "2024-04-05"),
        (metas(("citation_doi", "doi:10.1234/x")), "doi", "10.1234/x"),
        (metas(("citation_firstpage", "12"), ("citation_lastpage", "34")), "pages", "12-34"),
        (metas(("citation_authors", "Doe, Jane; Roe, Richard")), "authors", "(2)"),
        (metas(("citation_dissertation_institution", "A University")), "type", "thesis"),
        (metas(("citation_journal_title", "A Journal")), "type", "article-journal"),
        (metas(("CITATION_PUBLISHER", "FPRI")), "publisher", "FPRI"),
        ("<META NAME='DC:Publisher' CONTENT='FPRI'>", "publisher", "FPRI"),
        (metas(("keywords", "Niger, security")), "subjects", "(2)"),
        ("<link rel=license href=https://creativecommons.org/licenses/by/4.0/>", "rights",
         "https://creativecommons.org/licenses/by/4.0/"),
        (metas(("description", "&lt;script&gt;alert(1)&lt;/script&gt; is text")), "summary",
         "<script>alert(1)</script> is text"),
    ],
)  # fmt: skip
def test_values(page: str, field: str, expected: str) -> None:
    value = getattr(read(metas(("citation_title", "A title")) + page).report, field)
    assert (f"({len(value)})" if isinstance(value, tuple) else str(value)) == expected


def test_an_orcid_stands_behind_its_author() -> None:
    page = metas(
        ("citation_title", "A"),
        ("citation_author", "Doe, Jane"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "Roe, Richard"),
    )
    authors = read(page).report.authors
    assert [getattr(author, "orcid", None) for author in authors] == ["0000-0002-1825-0097", None]


def test_broken_json_ld_costs_itself_only() -> None:
    problems: list[ParseError] = []
    page = metas(("citation_title", "A")) + '<script type="application/ld+json">{"@type": "Report", </script>'
    [report] = html.loads(page, problems)
    assert report.title == "A"
    assert [problem.warning for problem in problems] == [True]


@pytest.mark.parametrize(
    "page", ["", " ", "text", "<p>", "\0", "<title></title>", "<html><body>Sign in", "\ud800"]
)
def test_a_page_without_a_title_is_no_report(page: str) -> None:
    problems: list[ParseError] = []
    assert html.loads(page, problems) == []
    assert "no title" in problems[-1].message


@pytest.mark.parametrize(
    "unit",
    ["<div>", "<", "&amp;", "&#x0;", "<!--", "<meta ", "a=b ", "\0", "<title>", "<script type='application/ld+json'>",
     "<meta name=citation_author content='A, B'>", "<meta name=dc.publisher content='x'>",
     "<!DOCTYPE a [<!ENTITY b 'c'>"],
)  # fmt: skip
def test_hostile_pages_take_bounded_time(unit: str) -> None:
    page = metas(("citation_title", "A title")) + unit * (50_000_000 // len(unit))
    start = time.perf_counter()
    html.loads(page, [])
    assert time.perf_counter() - start < 20


def test_no_entity_is_expanded_and_nothing_fetched() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><title>&x; A</title>'
    [report] = html.loads(page, [])
    assert report.title is not None
    assert "root:" not in report.title


@pytest.mark.parametrize(
    ("name", "title", "handle"),
    [
        ("deepblue_dspace6_head.html", "Skeleton of Late Paleocene", "2027.42/151767"),
        ("shodhganga_dspace_head.html", "Analytical description of black holes", "10603/305247"),
    ],
)
def test_real_heads(shared: Path, name: str, title: str, handle: str) -> None:
    report = read((shared / "data/pages" / name).read_text(encoding="utf-8")).report
    assert report.title is not None
    assert report.title.startswith(title)
    assert report.handle == Handle(handle)
    assert report.publisher is not None
    assert re.search("University", report.publisher)
    assert len(report.subjects) == len(set(report.subjects)) >= 1
    assert report.summary is None
    assert report.issued is not None
    assert report.issued.year == 2019


def test_heads_are_read_one_after_the_other() -> None:
    text = "".join(html.iter_dumps([Report(title="One", key="a"), Report(title="Two", key="b")]))
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in text.splitlines(keepends=True):
            taken.append(line)
            yield line

    reports = html.iter_loads(lines(), [])
    assert next(reports).title == "One"
    assert len(taken) < text.count("\n")
    assert next(reports).title == "Two"
    assert next(reports, None) is None


def test_a_fault_in_a_later_head_is_placed_in_the_file() -> None:
    text = html.dumps([Report(title="One", key="a")]) + "<head>\n<title>Two\0</title>\n</head>\n"
    problems: list[ParseError] = []
    assert [report.title for report in html.loads(text, problems)] == ["One", "Two"]
    assert problems[0].line == text[: text.index("\0")].count("\n") + 1


@pytest.mark.parametrize("attribute", ['a{}="x" ', "a{}/", "a{}='>'", "a{} ", '"a{} '])
def test_a_tag_with_very_many_attributes_takes_no_time(attribute: str) -> None:
    tag = "<p " + "".join(attribute.format(number) for number in range(50_000)) + ">"
    started = time.perf_counter()
    assert read(f"<title>Pivot</title>{tag}").report.title == "Pivot"
    assert time.perf_counter() - started < 3


def test_a_long_value_is_no_crowd_of_attributes() -> None:
    summary = "water = power, " * 5_000
    assert (
        read(f"<title>T</title><meta name='dcterms.abstract' content='{summary}'>").report.summary
        == summary.strip()
    )
