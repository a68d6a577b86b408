"""CITATION.cff: valid YAML that says what the report says, whatever the report says."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefmeta
from briefmeta.formats import cff
from briefmeta.handles.handle import Handle
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.places.country import Country
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefmeta.errors import ParseError


def load(text: str) -> Any:
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load(text)


def test_a_report_is_the_preferred_citation() -> None:
    report = Report(
        title="Niger's Pivot: What's Next?",
        authors=(
            Person(family="Gogh", given="Vincent", non_dropping_particle="van", orcid="0000-0002-1825-0097"),
            Organization(name="FPRI"),
        ),
        issued=PublicationDate(year=2024, month=4, day=5),
        handle=Handle("20.500.12592/b2rbv89"),
        doi="10.1234/abc",
        isbn="978-92-9260-523-0, 9292605232",
        publisher="Foreign Policy Research Institute",
        place="Philadelphia",
        country=Country.parse("US"),
        genre="Policy brief",
        number="12",
        pages="3-9",
        subjects=("Niger", "Niger", "security"),
        language="en-US",
        summary="One.\n\nTwo.",
        rights="https://creativecommons.org/licenses/by/4.0/",
    )
    assert load(cff.dumps([report])) == {
        "cff-version": "1.2.0",
        "message": "Please cite this work as stated under preferred-citation.",
        "title": "Niger's Pivot: What's Next?",
        "authors": (
            authors := [
                {
                    "family-names": "Gogh",
                    "given-names": "Vincent",
                    "name-particle": "van",
                    "orcid": "https://orcid.org/0000-0002-1825-0097",
                },
                {"name": "FPRI"},
            ]
        ),
        "preferred-citation": {
            "type": "report",
            "title": "Niger's Pivot: What's Next?",
            "authors": authors,
            "institution": {
                "name": "Foreign Policy Research Institute",
                "city": "Philadelphia",
                "country": "US",
            },
            "date-published": "2024-04-05",
            "year": 2024,
            "month": 4,
            "number": "12",
            "start": "3",
            "end": "9",
            "url": "https://hdl.handle.net/20.500.12592/b2rbv89",
            "doi": "10.1234/abc",
            "isbn": "978-92-9260-523-0",
            "identifiers": [
                {"type": "other", "value": "hdl:20.500.12592/b2rbv89", "description": "Handle"},
                {"type": "other", "value": "9292605232", "description": "ISBN"},
            ],
            "abstract": "One.\n\nTwo.",
            "keywords": ["Niger", "security"],
            "languages": ["en"],
            "license-url": "https://creativecommons.org/licenses/by/4.0/",
            "notes": "Policy brief",
        },
    }


def test_further_reports_are_references_and_none_is_nothing() -> None:
    document = load(cff.dumps([Report(title=title) for title in "abc"]))
    assert [reference["title"] for reference in document["references"]] == ["b", "c"]
    assert document["authors"] == [{"name": "anonymous"}]
    assert cff.dumps([]) == ""


@settings(max_examples=80)
@given(data=st.data())
def test_every_value_is_text_of_its_own_key(
    data: st.DataObject, any_reports: st.SearchStrategy[Report]
) -> None:
    reports = data.draw(st.lists(any_reports, min_size=1, max_size=3))
    document = load(cff.dumps(reports))
    references = [document["preferred-citation"], *document.get("references", [])]
    for report, reference in zip(reports, references, strict=True):
        _check(report, reference)
    # what double-quoted scalars escape is ASCII: another YAML reader cannot see a line end in them
    assert not {"\x85", "\u2028", "\u2029", "\ufeff"} & set(cff.dumps(reports))


@pytest.mark.parametrize(
    ("report", "lost"),
    [
        (
            Report(title="A", genre="Brief", note="n", key="x", language="en-US"),
            ["genre", "language", "note", "key"],
        ),
        (Report(type="thesis", title="A", genre="PhD thesis", language="en"), []),
        (Report(title="A", authors=(Organization(name="B", ror="https://ror.org/00ae7jd04"),)), ["authors"]),
        (Report(title="A", short_title="a", series="S", series_number="3"), ["short_title", "series_number"]),
        (Report(title="A", issued=PublicationDate(year=2024, season=1), extra={"volume": "3"}), ["issued"]),
    ],
)
def test_what_has_no_place_is_said(report: Report, lost: list[str]) -> None:
    from briefmeta.formats.losses import losses

    assert [loss.field for loss in losses(report, "cff")] == lost


FILE = """cff-version: 1.2.0
message: If you use this, cite it so.
title: Silt model
type: software
version: 1.10
doi: 10.5555/silt
repository-code: https://example.org/silt
date-released: 2021-03-04
keywords: [silt, water]
authors:
  - family-names: Okafor
    given-names: Mira
    name-particle: van
    orcid: https://orcid.org/0000-0002-1825-0097
    affiliation: Delta University
  - name: Survey of Rivers
references:
  - type: article
    title: Dikes & dams
    journal: Delta Notes
    volume: 7
    start: 33
    end: 51
    year: 1999
    month: 5
    authors: [{family-names: Wei, given-names: Li}]
    shelf: B 7
"""


def test_a_file_of_a_program_is_read() -> None:
    problems: list[ParseError] = []
    program, article = briefmeta.loads(FILE, "cff", problems)
    assert (program.type, program.title, program.doi, str(program.issued)) == (
        "software",
        "Silt model",
        "10.5555/silt",
        "2021-03-04",
    )
    assert (program.extra["version"], program.subjects) == ("1.10", ("silt", "water"))
    assert [str(name) for name in program.authors] == ["Mira van Okafor", "Survey of Rivers"]
    assert program.extra["cff:authors"] == ("Delta University",)
    assert (article.type, article.pages, str(article.issued)) == ("article-journal", "33-51", "1999-05")
    assert article.extra.to_json() == {"container-title": "Delta Notes", "volume": "7", "cff:shelf": ["B 7"]}
    assert {problem.field for problem in problems} == {"cff:authors", "cff:shelf"}


def test_the_preferred_citation_comes_first() -> None:
    text = "title: Silt\nversion: 2\nauthors: [{name: A}]\npreferred-citation: {type: report, title: B}\n"
    assert [report.title for report in briefmeta.loads(text, "cff", [])] == ["B", "Silt"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no CITATION.cff"),
        ("- a\n- b\n", "no CITATION.cff"),
        ("title: [a\n", "no YAML"),
        ("title: &a [x]\nnote: [" + "*a, " * 2_000 + "]", "full of aliases"),
        ("title: " + "[" * 3_000, "nested too deep"),
        ("title: a\n" + "# x\n" * 600_000, "at most"),
        ("title: a\n? [b]\n: c\n", ""),
        ("".join(f"{' ' * n}a:\n" for n in range(600)), ""),
    ],
)
def test_what_is_no_file_of_this_kind_is_a_problem(text: str, message: str) -> None:
    problems: list[ParseError] = []
    begin = time.process_time()
    briefmeta.loads(text, "cff", problems)
    assert time.process_time() - begin < 6
    assert any(message in problem.message for problem in problems)


def _check(report: Report, reference: dict[str, Any]) -> None:
    assert reference["title"] == (report.title or report.key)
    assert reference.get("abstract") == report.summary
    assert reference.get("keywords", []) == list(dict.fromkeys(report.subjects))
    names: Sequence[dict[str, str]] = reference["authors"]
    assert 1 <= len(names) <= max(1, len(report.authors or report.editors))
    assert all(isinstance(value, str) for name in names for value in name.values())
    assert json.dumps(reference)
