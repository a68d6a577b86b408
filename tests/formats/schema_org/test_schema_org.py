"""JSON-LD of schema.org: what is written, what pages have, and what must not break it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.formats import schema_org
from briefmeta.handles.handle import Handle
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.places.country import Country
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from briefmeta.errors import ParseError


def read(document: Any) -> Report:
    problems: list[ParseError] = []
    [report] = schema_org.loads(json.dumps(document), problems)
    assert problems == []
    return report


@settings(max_examples=100)
@given(data=st.data())
def test_every_report_comes_back(data: st.DataObject, any_reports: st.SearchStrategy[Report]) -> None:
    reports = data.draw(st.lists(any_reports, min_size=1, max_size=3))
    text = schema_org.dumps(reports)
    problems: list[ParseError] = []
    assert schema_org.loads(text, problems) == reports
    assert problems == []
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(text)


def test_a_report_is_written_with_the_properties_of_the_vocabulary() -> None:
    report = Report(
        title="Niger's Pivot",
        authors=(Person(family="Doe", given="Jane", orcid="0000-0002-1825-0097"), Organization(name="FPRI")),
        issued=PublicationDate(year=2024, month=4, day=5),
        handle=Handle("20.500.12592/b2rbv89"),
        publisher="FPRI",
        place="Philadelphia",
        country=Country.parse("US"),
        number="12",
        series="Briefs",
        series_number="3",
        subjects=("Niger", "security"),
        rights="https://creativecommons.org/licenses/by/4.0/",
        language="en",
        key="doe2024niger",
    )
    assert json.loads(schema_org.dumps([report])) == {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": "https://hdl.handle.net/20.500.12592/b2rbv89",
        "name": "Niger's Pivot",
        "reportNumber": "12",
        "inLanguage": "en",
        "datePublished": "2024-04-05",
        "author": [
            {
                "@id": "https://orcid.org/0000-0002-1825-0097",
                "@type": "Person",
                "name": "Jane Doe",
                "familyName": "Doe",
                "givenName": "Jane",
            },
            {"@type": "Organization", "name": "FPRI"},
        ],
        "publisher": {"@type": "Organization", "name": "FPRI"},
        "locationCreated": {"@type": "Place", "name": "Philadelphia"},
        "countryOfOrigin": {"@type": "Country", "name": "United States", "identifier": "US"},
        "keywords": ["Niger", "security"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "citation-key", "value": "doe2024niger"},
            {
                "@type": "PropertyValue",
                "propertyID": "handle",
                "value": "20.500.12592/b2rbv89",
                "url": "https://hdl.handle.net/20.500.12592/b2rbv89",
            },
        ],
        "url": "https://hdl.handle.net/20.500.12592/b2rbv89",
        "isPartOf": [{"@type": "CreativeWorkSeries", "name": "Briefs", "position": "3"}],
    }


def test_a_graph_of_a_content_management_system() -> None:
    report = read(
        {
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "Article",
                    "@id": "https://tank.example/brief/#article",
                    "isPartOf": {"@id": "https://tank.example/brief/"},
                    "author": [{"@id": "https://tank.example/#/person/1"}],
                    "headline": "A Brief",
                    "datePublished": "2024-04-05T08:00:00+00:00",
                    "publisher": {"@id": "https://tank.example/#organization"},
                    "keywords": ["Energy", "Africa"],
                    "inLanguage": "en-US",
                },
                {"@type": "WebPage", "@id": "https://tank.example/brief/", "name": "A Brief - Tank"},
                {"@type": "Organization", "@id": "https://tank.example/#organization", "name": "The Tank"},
                {"@type": "Person", "@id": "https://tank.example/#/person/1", "name": "Jane Doe"},
                {"@type": "BreadcrumbList", "itemListElement": []},
            ],
        }
    )
    assert (report.title, report.publisher, str(report.issued)) == ("A Brief", "The Tank", "2024-04-05")
    assert report.authors == (Person(family="Doe", given="Jane"),)
    assert (report.subjects, report.language, report.url) == (("Energy", "Africa"), "en-US", None)


def test_an_article_with_its_journal() -> None:
    report = read(
        {
            "@type": "http://schema.org/ScholarlyArticle",
            "name": {"@value": "On Niger", "@language": "en"},
            "author": "Doe, Jane",
            "pagination": "12-34",
            "isPartOf": {
                "@type": "PublicationIssue",
                "issueNumber": 3,
                "isPartOf": {
                    "@type": ["PublicationVolume", "Periodical"],
                    "volumeNumber": "12",
                    "name": "Foreign Affairs",
                    "issn": ["0015-7120"],
                },
            },
            "sameAs": "https://doi.org/10.1234/abc",
        }
    )
    assert report.type == "article-journal"
    assert report.extra == {"container-title": "Foreign Affairs", "volume": "12", "issue": "3"}
    assert (report.title, report.issn, report.doi, report.pages) == (
        "On Niger",
        "0015-7120",
        "10.1234/abc",
        "12-34",
    )


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("identifier", "https://hdl.handle.net/10986/1", "handle", Handle("10986/1")),
        ("identifier", {"propertyID": "hdl", "value": "10986/1"}, "handle", Handle("10986/1")),
        ("identifier", {"propertyID": "https://registry.identifiers.org/registry/doi", "value": "doi:10.1234/x"},
         "doi", "10.1234/x"),
        ("keywords", "a; b, c", "subjects", ("a", "b, c")),
        ("keywords", "a, b", "subjects", ("a", "b")),
        ("countryOfOrigin", "Niger", "country", Country.parse("NE")),
        ("inLanguage", {"@type": "Language", "name": "English"}, "language", "en"),
        ("numberOfPages", 24, "number_of_pages", "24"),
        ("creator", [{"@type": "Person", "familyName": "van Gogh", "givenName": "Vincent"}], "authors",
         (Person(family="Gogh", given="Vincent", non_dropping_particle="van"),)),
        ("author", {"@type": "Organization", "name": "Smith, John"}, "authors", (Organization(name="Smith, John"),)),
        ("description", "Summary", "summary", "Summary"),
        ("isbn", ["978-92-9260-523-0", "9292605232"], "isbn", "978-92-9260-523-0, 9292605232"),
    ],
)  # fmt: skip
def test_values(name: str, value: Any, field: str, expected: Any) -> None:
    assert getattr(read({"@type": "Report", "name": "A", name: value}), field) == expected


def test_what_is_not_known_is_kept_and_written_back() -> None:
    node = {"@type": "Report", "name": "A", "funder": {"@type": "Organization", "name": "B"}}
    report = read(node)
    assert report.extra["schema:funder"] == {"@type": "Organization", "name": "B"}
    assert json.loads(schema_org.dumps([report]))["funder"] == node["funder"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "no work"),
        ('{"@type": "Organization", "name": "A"}', "no work"),
        ('{"@type": "Report", "name": "a\\u0000b"}', "U+0000"),
        ('{"@type": "Report", "name": "A", "name": "B"}', "stands twice"),
        ("[" * 100_000, "levels deep"),
    ],
)
def test_problems_are_told(text: str, says: str) -> None:
    problems: list[ParseError] = []
    schema_org.loads(text, problems)
    assert len(problems) == 1
    assert says in problems[0].message


@pytest.mark.parametrize(
    "value", [None, 1, True, [], {}, [[[["a"]]]], {"@value": {"@value": []}}, {"@id": {}}, [None, 1]]
)
def test_values_of_any_shape_are_survived(value: Any) -> None:
    names = "name author publisher datePublished keywords license isPartOf identifier url sameAs issn @id"
    for name in names.split():
        schema_org.loads(json.dumps({"@type": "Report", name: value}), [])
    schema_org.loads(json.dumps({"@type": value, "@graph": value}), [])


def test_a_part_of_itself_ends() -> None:
    report = read(
        {
            "@type": "Report",
            "@id": "https://x.example/a",
            "name": "A",
            "isPartOf": {"@id": "https://x.example/a"},
        }
    )
    assert report.title == "A"
