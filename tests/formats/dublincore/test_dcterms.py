"""Qualified Dublin Core: terms, encoding schemes, relators."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmeta.formats.dublincore import dcterms, oai_dc
from briefmeta.model.names.name import Person
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from briefmeta.errors import ParseError

TERMS = "{http://purl.org/dc/terms/}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
REPORT = Report(
    title="Renewable Power & Costs",
    short_title="Costs",
    authors=(Person(family="Taylor", given="Michael"),),
    editors=(Person(family="Roe", given="Jane"),),
    translators=(Person(family="Doe", given="John"),),
    issued="2023-08",
    handle="20.500.12592/mpg4mbb",
    url="https://example.org/é?b=c",
    publisher="International Renewable Energy Agency",
    place="Abu Dhabi",
    country="AE",
    genre="Policy report",
    series="Costs",
    series_number="7",
    number_of_pages="207",
    summary="What it costs.",
    language="en",
    note="Summary in Arabic.",
)


def statements(text: str) -> list[tuple[str, str, str]]:
    return [
        (element.tag.removeprefix(TERMS), element.get(TYPE, ""), element.text or "")
        for element in ElementTree.fromstring(text)
    ]


def test_each_field_has_its_term_and_scheme() -> None:
    assert statements(dcterms.dumps([REPORT])) == [
        ("title", "", "Renewable Power & Costs"),
        ("alternative", "", "Costs"),
        ("creator", "", "Taylor, Michael"),
        ("contributor", "", "Roe, Jane"),
        ("contributor", "", "Doe, John"),
        ("publisher", "", "International Renewable Energy Agency"),
        ("issued", "dcterms:W3CDTF", "2023-08"),
        ("type", "", "report"),
        ("type", "dcterms:URI", "http://purl.org/coar/resource_type/c_186u"),
        ("type", "", "Policy report"),
        ("identifier", "dcterms:URI", "https://hdl.handle.net/20.500.12592/mpg4mbb"),
        ("identifier", "", "https://example.org/é?b=c"),
        ("isPartOf", "", "Costs; 7"),
        ("extent", "", "207 pages"),
        ("language", "dcterms:RFC4646", "en"),
        ("abstract", "", "What it costs."),
        ("description", "", "Summary in Arabic."),
    ]


def test_relators_hold_what_dublin_core_has_no_term_for() -> None:
    text = dcterms.dumps([REPORT], relators=True)
    relators = "{http://id.loc.gov/vocabulary/relators/}"
    assert [
        (name.removeprefix(relators), value) for name, _, value in statements(text) if relators in name
    ] == [
        ("edt", "Roe, Jane"),
        ("trl", "Doe, John"),
        ("pup", "Abu Dhabi, United Arab Emirates"),
    ]
    assert dcterms.loads(text, []) == [REPORT]


def test_the_country_is_spatial_only_when_asked_for() -> None:
    assert "spatial" not in dcterms.dumps([REPORT])
    assert ("spatial", "", "United Arab Emirates") in statements(dcterms.dumps([REPORT], coverage=True))


@pytest.mark.parametrize(
    ("date", "scheme"),
    [
        ("2024", "dcterms:W3CDTF"),
        ("2024-04-05", "dcterms:W3CDTF"),
        ("2019/2021", ""),
        ("2004-21", ""),
        ("2004~", ""),
        ("0000", ""),
        ("-0043", ""),
    ],
)
def test_a_date_that_w3cdtf_cannot_hold_is_edtf(date: str, scheme: str) -> None:
    text = dcterms.dumps([Report(issued=date)])
    assert ("issued", scheme, date) in statements(text)
    assert str(dcterms.loads(text, [])[0].issued) == date


def test_refinements_are_preferred_to_their_elements() -> None:
    problems: list[ParseError] = []
    (report,) = dcterms.loads(
        """<qdc:qualifieddc xmlns:qdc="http://dspace.org/qualifieddc/" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>A</dc:title><dc:date>2020</dc:date>
        <dcterms:dateAccepted>2012-05-03T08:12:11Z</dcterms:dateAccepted>
        <dcterms:available>2012-05-03T08:12:11Z</dcterms:available><dcterms:issued>2011-04</dcterms:issued>
        <dc:description>A note that is a good deal longer than the abstract.</dc:description>
        <dcterms:abstract>Short.</dcterms:abstract>
        <dcterms:bibliographicCitation>Doe (2011)</dcterms:bibliographicCitation>
        <dcterms:isPartOf>A series;12</dcterms:isPartOf></qdc:qualifieddc>""",
        problems,
    )
    assert problems == []
    assert str(report.issued) == "2011-04"
    assert report.summary == "Short."
    assert (report.series, report.series_number) == ("A series", "12")
    assert set(report.extra) == {
        *("dc:date", "dcterms:dateAccepted", "dcterms:available", "dcterms:bibliographicCitation"),
    }
    assert dcterms.loads(dcterms.dumps([report]), []) == [report]


def test_deposit_dates_are_not_the_date_of_issue() -> None:
    (report,) = dcterms.loads(
        "<a><dcterms:title>A</dcterms:title><dcterms:available>2012</dcterms:available></a>", []
    )
    assert report.issued is None
    assert report.extra["dcterms:available"] == ("2012",)


def test_both_readers_read_both() -> None:
    for text in (dcterms.dumps([REPORT] * 2), oai_dc.dumps([REPORT] * 2)):
        assert oai_dc.loads(text, []) == dcterms.loads(text, [])
        assert list(dcterms.iter_loads(text.splitlines(keepends=True), [])) == dcterms.loads(text, [])


@given(data=st.data())
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_whatever_is_written_is_one_record(
    data: st.DataObject, any_reports: st.SearchStrategy[Report]
) -> None:
    report = data.draw(any_reports)
    problems: list[ParseError] = []
    (back,) = dcterms.loads(dcterms.dumps([report], coverage=True, relators=True), problems)
    assert problems == []
    for field in ("title", "summary", "issued", "type"):
        if getattr(report, field) is not None:
            assert getattr(back, field) == getattr(report, field), field


def test_500_reports_are_valid(shared: Path, many_reports: list[Report]) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(shared / "data/schemas/qualifieddc.xsd")))
    assert len(many_reports) == 500
    for report in many_reports:
        schema.assertValid(etree.fromstring(dcterms.dumps([report], coverage=True).encode()))
    for record in etree.fromstring(dcterms.dumps(many_reports, coverage=True).encode()):
        schema.assertValid(etree.ElementTree(record))
