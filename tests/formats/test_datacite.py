"""DataCite XML: mandatory properties, codes for unknown values, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

import briefmeta
from briefmeta.formats import datacite
from briefmeta.formats.losses import losses
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from briefmeta.errors import ParseError

NS = {"d": "http://datacite.org/schema/kernel-4"}


def written(report: Report) -> ElementTree.Element:
    return ElementTree.fromstring(datacite.dumps([report]))


def outline(root: ElementTree.Element) -> dict[str, list[tuple[str | None, dict[str, str]]]]:
    """Each text and its attributes, by the path of element names."""
    found: dict[str, list[tuple[str | None, dict[str, str]]]] = {}

    def walk(element: ElementTree.Element, path: str) -> None:
        for inner in element:
            name = f"{path}{inner.tag.partition('}')[2]}"
            if len(inner) == 0:
                found.setdefault(name, []).append((inner.text, inner.attrib))
            walk(inner, f"{name}/")

    walk(root, "")
    return found


def test_500_reports_are_valid(shared: Path, many_reports: list[Report]) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(shared / "data/schemas/datacite-4.5/metadata.xsd")))
    assert len(many_reports) == 500
    for report in many_reports:
        schema.assertValid(etree.fromstring(datacite.dumps([report]).encode()))
    for record in etree.fromstring(datacite.dumps(many_reports).encode()):
        schema.assertValid(etree.ElementTree(record))


def test_what_a_report_lacks_is_said_to_be_unavailable() -> None:
    assert outline(written(Report())) == {
        "identifier": [("(:unav)", {"identifierType": "DOI"})],
        "creators/creator/creatorName": [("(:unav)", {})],
        "titles/title": [("(:unav)", {})],
        "publisher": [("(:unav)", {})],
        "publicationYear": [("0000", {})],
        "resourceType": [("report", {"resourceTypeGeneral": "Report"})],
    }


def test_each_field_has_its_property() -> None:
    report = Report(
        title="A & B",
        short_title="A",
        authors=(
            Person(family="Roe", given="Jane", orcid="0000-0002-1825-0097"),
            Organization(name="World Bank"),
        ),
        editors=(Person(family="Doe", given="John"),),
        issued="2024-04-05",
        handle="20.500.12592/b2rbv89",
        doi="10.1234/5",
        isbn="9292605232",
        issn="2049-3630",
        publisher="WB",
        country="CH",
        genre="Policy brief",
        number="12",
        series="S",
        series_number="7",
        number_of_pages="24",
        summary="One.\n\nTwo.",
        language="pt-BR",
        subjects=("x",),
        rights="https://creativecommons.org/licenses/by/4.0/",
        note="n",
    )
    orcid = {"nameIdentifierScheme": "ORCID", "schemeURI": "https://orcid.org"}
    assert outline(written(report)) == {
        "identifier": [("10.1234/5", {"identifierType": "DOI"})],
        "creators/creator/creatorName": [
            ("Roe, Jane", {"nameType": "Personal"}),
            ("World Bank", {"nameType": "Organizational"}),
        ],
        "creators/creator/givenName": [("Jane", {})],
        "creators/creator/familyName": [("Roe", {})],
        "creators/creator/nameIdentifier": [("0000-0002-1825-0097", orcid)],
        "titles/title": [("A & B", {}), ("A", {"titleType": "AlternativeTitle"})],
        "publisher": [("WB", {})],
        "publicationYear": [("2024", {})],
        "resourceType": [("Policy brief", {"resourceTypeGeneral": "Report"})],
        "subjects/subject": [("x", {})],
        "contributors/contributor/contributorName": [("Doe, John", {"nameType": "Personal"})],
        "contributors/contributor/givenName": [("John", {})],
        "contributors/contributor/familyName": [("Doe", {})],
        "dates/date": [("2024-04-05", {"dateType": "Issued"})],
        "language": [("pt-BR", {})],
        "alternateIdentifiers/alternateIdentifier": [
            ("20.500.12592/b2rbv89", {"alternateIdentifierType": "Handle"}),
            ("9292605232", {"alternateIdentifierType": "ISBN"}),
            ("12", {"alternateIdentifierType": "Report number"}),
        ],
        "relatedIdentifiers/relatedIdentifier": [
            ("2049-3630", {"relatedIdentifierType": "ISSN", "relationType": "IsPartOf"})
        ],
        "sizes/size": [("24 pages", {})],
        "rightsList/rights": [(report.rights, {"rightsURI": report.rights})],
        "descriptions/description": [
            ("One.\n\nTwo.", {"descriptionType": "Abstract"}),
            ("n", {"descriptionType": "Other"}),
        ],
        "relatedItems/relatedItem/titles/title": [("S", {})],
        "relatedItems/relatedItem/number": [("7", {})],
    }


def test_a_handle_identifies_a_report_without_a_doi() -> None:
    found = outline(written(Report(handle="20.500.12592/b2rbv89", number="1")))
    assert found["identifier"] == [("20.500.12592/b2rbv89", {"identifierType": "Handle"})]


def test_an_article_is_published_in_its_journal() -> None:
    report = Report(
        type="article-journal", pages="12-34", extra={"container-title": "FA", "volume": 3, "issue": "2"}
    )
    found = outline(written(report))
    assert found["relatedItems/relatedItem/titles/title"] == [("FA", {})]
    assert [
        found[f"relatedItems/relatedItem/{name}"][0][0]
        for name in ("volume", "issue", "firstPage", "lastPage")
    ] == [*("3", "2", "12", "34")]


@pytest.mark.parametrize(
    ("date", "year", "text", "information"),
    [
        ("2024", "2024", "2024", None),
        ("2019/2021-05", "2019", "2019/2021-05", None),
        ("2004/..", "2004", "2004/", None),
        ("../2004", "2004", "/2004", None),
        ("2004~", "2004", "2004", "2004~"),
        ("2004-21", "2004", "2004", "2004-21"),
        ("-0043", "0000", "-0043", None),
    ],
)
def test_dates_are_w3cdtf_or_ranges_with_edtf_beside_them(
    date: str, year: str, text: str, information: str | None
) -> None:
    found = outline(written(Report(issued=date)))
    attributes = {"dateType": "Issued"} | ({"dateInformation": information} if information else {})
    assert (found["publicationYear"], found["dates/date"]) == ([(year, {})], [(text, attributes)])


def test_several_reports_are_in_one_element() -> None:
    root = ElementTree.fromstring(datacite.dumps([Report(), Report(), Report()]))
    assert (root.tag, len(root.findall("d:resource", NS))) == (f"{{{NS['d']}}}resources", 3)
    assert len(ElementTree.fromstring(datacite.dumps([]))) == 0


def test_what_has_no_place_is_named() -> None:
    report = Report(
        title="A", accessed="2024", pages="1-2", genre="x", extra={"custom": 1}, series_number="3"
    )
    lost = {loss.field for loss in losses(report, "datacite")}
    assert lost == {"accessed", "pages", "extra.custom", "series_number"}
    article = Report(
        title="A", pages="1-2", extra={"container-title": "B", "volume": "3"}, series="S", series_number="3"
    )
    assert losses(article, "datacite") == []


FOUR = (
    '<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.5555/DELTA</identifier>'
    "<creators><creator><creatorName>Okafor, Mira</creatorName><givenName>Mira</givenName>"
    "<familyName>Okafor</familyName>"
    '<nameIdentifier nameIdentifierScheme="ORCID">0000-0002-1825-0097</nameIdentifier>'
    "<affiliation>Delta University</affiliation></creator>"
    '<creator><creatorName nameType="Organizational">Survey of Rivers</creatorName></creator></creators>'
    '<titles><title xml:lang="en">Dikes of the delta</title><title titleType="Subtitle">A survey</title></titles>'
    "<publisher>Delta Press</publisher><publicationYear>2021</publicationYear>"
    '<resourceType resourceTypeGeneral="Text">Technical report</resourceType>'
    '<dates><date dateType="Submitted">2020-12-01</date><date dateType="Issued">2021-03-04</date></dates>'
    '<relatedIdentifiers><relatedIdentifier relatedIdentifierType="DOI" relationType="Cites">'
    "10.5555/old</relatedIdentifier>"
    '</relatedIdentifiers><descriptions><description descriptionType="Abstract">Why it<br/>floods.</description>'
    "</descriptions><fundingReferences><fundingReference><funderName>Water Fund</funderName></fundingReference>"
    "</fundingReferences></resource>"
)


def test_a_record_of_a_repository_is_read() -> None:
    problems: list[ParseError] = []
    [report] = briefmeta.loads(FOUR, "datacite", problems)
    assert (report.type, report.title, str(report.issued)) == (
        "report",
        "Dikes of the delta: A survey",
        "2021-03-04",
    )
    first, second = report.authors
    assert (str(first), getattr(first, "orcid", None), str(second)) == (
        "Mira Okafor",
        "0000-0002-1825-0097",
        "Survey of Rivers",
    )
    assert (report.doi, report.publisher, report.summary) == (
        "10.5555/DELTA",
        "Delta Press",
        "Why it\nfloods.",
    )
    kept = str(report.extra.to_json())
    for text in ("Delta University", "2020-12-01", "10.5555/old", "Water Fund"):
        assert text in kept
    assert {problem.warning for problem in problems} == {True}


def test_records_in_an_answer_of_oai_pmh_and_of_version_3_are_read() -> None:
    three = FOUR.replace("kernel-4", "kernel-3")
    text = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><record><metadata>{three}</metadata></record></OAI-PMH>'
    assert [report.doi for report in briefmeta.loads(text, "datacite", [])] == ["10.5555/DELTA"]
    assert briefmeta.detect(text).format.name == "datacite"


@pytest.mark.parametrize(
    "text", ["", "<a/>", "<resource/>", "<resource><titles><title/></titles></resource>", FOUR[:300]]
)
def test_what_is_no_record_is_a_problem(text: str) -> None:
    problems: list[ParseError] = []
    briefmeta.loads(text, "datacite", problems)
    assert any(not problem.warning for problem in problems)


def test_values_that_nobody_has_are_not_read() -> None:
    [report] = briefmeta.loads(datacite.dumps([Report(title="A")]), "datacite", [])
    assert (report.authors, report.publisher, report.doi, report.issued) == ((), None, None, None)
