"""Simple Dublin Core: what is written, what is read from records as repositories have them."""

from __future__ import annotations

import itertools
import time
import tracemalloc
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmeta.formats.dublincore import oai_dc
from briefmeta.handles.handle import Handle
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.places.country import Country
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefmeta.errors import ParseError

DC = "{http://purl.org/dc/elements/1.1/}"

NIGER = Report(
    title="Niger's Pivot <to> Moscow & Beyond",
    authors=(Person(family="Parens", given="Raphael"), Organization(name="Africa Center, Washington")),
    editors=(Person(family="Roe", given="Jane"),),
    issued="2024-04-05",
    handle="20.500.12592/b2rbv89",
    doi="10.1234/ab_c",
    isbn="978-92-9260-523-0, 9292605232",
    issn="2049-3630",
    url="https://example.org/niger?a=1&b=2",
    publisher="Foreign Policy Research Institute",
    place="Philadelphia",
    country="US",
    genre="Policy brief",
    number="FPRI 24/7",
    series="Africa Notes",
    series_number="No. 12",
    number_of_pages="24",
    summary="Bottom line:\n• one\n• two\n\nThe rest.",
    language="en-US",
    subjects=["Niger", "Security, regional"],
    rights="CC BY 4.0",
    note="With maps.",
)


def statements(text: str) -> list[tuple[str, str]]:
    return [(element.tag.removeprefix(DC), element.text or "") for element in ElementTree.fromstring(text)]


def read(body: str) -> Report:
    problems: list[ParseError] = []
    (report,) = oai_dc.loads(f"<oai_dc:dc>{body}</oai_dc:dc>", problems)
    assert problems == []
    return report


def values(**elements: str | list[str]) -> Report:
    body = ""
    for element, texts in elements.items():
        for text in [texts] if isinstance(texts, str) else texts:
            body += f"<dc:{element}>{text}</dc:{element}>"
    return read(body)


# --- writing


def test_each_field_has_its_element() -> None:
    assert statements(oai_dc.dumps([NIGER])) == [
        ("title", "Niger's Pivot <to> Moscow & Beyond"),
        ("creator", "Parens, Raphael"),
        ("creator", "Africa Center, Washington"),
        ("contributor", "Roe, Jane"),
        ("publisher", "Foreign Policy Research Institute"),
        ("date", "2024-04-05"),
        ("type", "report"),
        ("type", "http://purl.org/coar/resource_type/c_93fc"),
        ("type", "Policy brief"),
        ("identifier", "https://hdl.handle.net/20.500.12592/b2rbv89"),
        ("identifier", "https://doi.org/10.1234/ab_c"),
        ("identifier", "urn:isbn:978-92-9260-523-0"),
        ("identifier", "urn:isbn:9292605232"),
        ("identifier", "https://example.org/niger?a=1&b=2"),
        ("identifier", "FPRI 24/7"),
        ("relation", "Africa Notes; No. 12"),
        ("relation", "urn:issn:2049-3630"),
        ("format", "24 pages"),
        ("language", "en-US"),
        ("description", "Bottom line:\n• one\n• two\n\nThe rest."),
        ("description", "With maps."),
        ("subject", "Niger"),
        ("subject", "Security, regional"),
        ("rights", "CC BY 4.0"),
    ]


def test_the_country_is_no_coverage_unless_asked_for() -> None:
    assert "coverage" not in dict(statements(oai_dc.dumps([NIGER])))
    assert ("coverage", "United States") in statements(oai_dc.dumps([NIGER], coverage=True))


def test_the_place_stands_before_the_publisher_when_asked_for() -> None:
    text = oai_dc.dumps([NIGER], publisher_place=True)
    publisher = "Philadelphia, United States : Foreign Policy Research Institute"
    assert [value for name, value in statements(text) if name == "publisher"] == [publisher]
    (report,) = oai_dc.loads(text, [])
    assert (report.publisher, report.place, report.country) == (NIGER.publisher, NIGER.place, NIGER.country)


@pytest.mark.parametrize(
    "date",
    ["2024", "2024-04", "2024-04-05", "2019/2021", "2004/..", "../2004", "2004~", "2004-21", "-0043", "0000"],
)
def test_dates_are_w3cdtf_and_edtf_where_that_has_none(date: str) -> None:
    text = oai_dc.dumps([Report(issued=date)])
    assert dict(statements(text))["date"] == date
    assert oai_dc.loads(text, [])[0].issued == Report(issued=date).issued


def test_one_report_is_a_document_several_are_in_a_container() -> None:
    root = ElementTree.fromstring(oai_dc.dumps([NIGER]))
    assert root.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
    assert (ElementTree.fromstring(oai_dc.dumps([])).tag, oai_dc.loads(oai_dc.dumps([]), [])) == (
        "records",
        [],
    )
    for count in (2, 3):
        several = ElementTree.fromstring(oai_dc.dumps([NIGER] * count))
        assert (several.tag, [element.tag for element in several]) == ("records", [root.tag] * count)
        assert len(oai_dc.loads(oai_dc.dumps([NIGER] * count), [])) == count


def test_what_fits_comes_back() -> None:
    (back,) = oai_dc.loads(oai_dc.dumps([NIGER]), [])
    for field in (
        *(
            "title",
            "authors",
            "issued",
            "handle",
            "doi",
            "isbn",
            "issn",
            "url",
            "publisher",
            "genre",
            "number",
            "series",
        ),
        *("series_number", "number_of_pages", "summary", "language", "subjects", "rights", "note", "type"),
    ):
        assert getattr(back, field) == getattr(NIGER, field), field


@pytest.mark.parametrize("csl_type", ["report", "bill", "book", "article-journal", "thesis", "standard"])
@pytest.mark.parametrize("genre", [None, "Report", "Working paper", "book"])
def test_type_and_genre_come_back(csl_type: str, genre: str | None) -> None:
    (back,) = oai_dc.loads(oai_dc.dumps([Report(type=csl_type, genre=genre)]), [])
    assert (back.type, back.genre) == (csl_type, genre)


def test_what_an_article_stands_in_comes_back() -> None:
    article = Report(
        type="article-journal",
        pages="12-34",
        extra={"container-title": "Foreign Affairs", "volume": "3", "issue": "2"},
    )
    text = oai_dc.dumps([article])
    assert dict(statements(text))["source"] == "Foreign Affairs; Vol. 3 No. 2; 12-34"
    (back,) = oai_dc.loads(text, [])
    assert (back.pages, back.extra) == (article.pages, article.extra)


def test_a_statement_without_a_field_is_kept_and_written_again() -> None:
    report = values(coverage=["Sahel", "2020"], audience="all", title="A")
    assert report.extra.to_json() == {"dc:coverage": ["Sahel", "2020"], "dcterms:audience": ["all"]}
    assert oai_dc.loads(oai_dc.dumps([report]), [])[0].extra["dc:coverage"] == ("Sahel", "2020")


def test_contributors_without_a_role_are_kept_and_written_again() -> None:
    report = values(contributor=["Sahel Fund", "Doe, Jane"], title="A")
    assert [name.get("literal") or name["family"] for name in report.extra["contributor"]] == [
        "Sahel Fund",
        "Doe",
    ]
    assert oai_dc.loads(oai_dc.dumps([report]), []) == [report]


def test_names_in_extra_cannot_break_out_of_an_element() -> None:
    report = Report(extra={"dc:title><x": ("a",), "dc:coverage": "no tuple", "dc:date": (1, "</dc:date>")})
    assert ("date", "</dc:date>") in statements(oai_dc.dumps([report]))
    assert len(statements(oai_dc.dumps([report]))) == 3


@given(data=st.data())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_whatever_is_written_is_one_record_of_well_formed_xml(
    data: st.DataObject, any_reports: st.SearchStrategy[Report]
) -> None:
    report = data.draw(any_reports)
    text = oai_dc.dumps([report], coverage=True, publisher_place=True)
    found = statements(text)
    assert [value for name, value in found if name == "subject"] == list(report.subjects)
    problems: list[ParseError] = []
    (back,) = oai_dc.loads(text, problems)
    assert problems == []
    assert (back.title or back.short_title) == (report.title or report.short_title)
    assert back.type == report.type
    assert back.issued == report.issued
    if report.handle:
        assert back.handle == report.handle


def test_500_reports_are_valid(shared: Path, many_reports: list[Report]) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(shared / "data/schemas/oai_dc.xsd")))
    assert len(many_reports) == 500
    for report in many_reports:
        schema.assertValid(etree.fromstring(oai_dc.dumps([report], coverage=True).encode()))
    for record in etree.fromstring(oai_dc.dumps(many_reports, coverage=True).encode()):
        schema.assertValid(etree.ElementTree(record))


# --- reading: what repositories write

DSPACE = """<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="static/style.xsl"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2024-05-01T10:00:00Z</responseDate>
<request verb="ListRecords" metadataPrefix="oai_dc">https://repository.example.org/oai/request</request>
<ListRecords>
<record><header><identifier>oai:repository.example.org:10986/1234</identifier><datestamp>2024-04-30</datestamp></header>
<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:doc="http://www.lyncode.com/xoai"
 xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">
<dc:title>Water in the Sahel</dc:title>
<dc:title>Water</dc:title>
<dc:creator>van der Berg, Anna</dc:creator>
<dc:creator>World Bank</dc:creator>
<dc:contributor>Traoré, Moussa (ed.)</dc:contributor>
<dc:contributor>Sahel Fund</dc:contributor>
<dc:subject>Water supply; Irrigation;Sahel</dc:subject>
<dc:subject>Sahel</dc:subject>
<dc:description>31 p.</dc:description>
<dc:description>{abstract}</dc:description>
<dc:date>2012-05-03T08:12:11Z</dc:date>
<dc:date>2012-05-04T00:00:00Z</dc:date>
<dc:date>2011-04</dc:date>
<dc:type>Text</dc:type>
<dc:type>Working Paper</dc:type>
<dc:type>info:eu-repo/semantics/workingPaper</dc:type>
<dc:type>info:eu-repo/semantics/publishedVersion</dc:type>
<dc:identifier>Berg, A. (2011). Water in the Sahel. World Bank.</dc:identifier>
<dc:identifier>http://hdl.handle.net/10986/1234</dc:identifier>
<dc:identifier>https://repository.example.org/files/water.pdf</dc:identifier>
<dc:identifier>10.1596/1813-9450-1</dc:identifier>
<dc:identifier>978-0-306-40615-7</dc:identifier>
<dc:language>eng</dc:language>
<dc:relation>Policy Research Working Paper;No. 8765</dc:relation>
<dc:relation>https://example.org/related</dc:relation>
<dc:rights>info:eu-repo/semantics/openAccess</dc:rights>
<dc:rights>CC BY 3.0 IGO</dc:rights>
<dc:format>application/pdf</dc:format>
<dc:publisher>Washington, DC: World Bank</dc:publisher>
</oai_dc:dc></metadata></record>
<record><header status="deleted"><identifier>oai:x:2</identifier><datestamp>2024-04-30</datestamp></header></record>
<record><header status="deleted"><identifier>oai:x:3</identifier></header><metadata>
<dc xmlns="http://purl.org/dc/elements/1.1/"><title>Withdrawn</title></dc></metadata></record>
<record><header><identifier>oai:x:4</identifier></header><metadata>
<dc xmlns="http://purl.org/dc/elements/1.1/"><title>Second</title></dc></metadata>
<about><p:provenance xmlns:p="urn:p" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>no</dc:title></p:provenance>
</about></record>
<resumptionToken completeListSize="9" cursor="0">abc</resumptionToken>
</ListRecords></OAI-PMH>
"""
ABSTRACT = "Water is scarce in the Sahel. " * 20


def test_a_dspace_answer() -> None:
    problems: list[ParseError] = []
    first, second = oai_dc.loads(DSPACE.replace("{abstract}", ABSTRACT), problems)
    [goes_on] = problems
    assert (goes_on.warning, goes_on.line) == (
        True,
        DSPACE[: DSPACE.index("<resumptionToken")].count("\n") + 1,
    )
    assert goes_on.message == "the list of 9 goes on; the server gives the rest for resumptionToken=abc"
    assert second.title == "Second"
    assert (first.title, first.short_title) == ("Water in the Sahel", "Water")
    assert [str(name) for name in first.authors] == ["Anna van der Berg", "World Bank"]
    assert isinstance(first.authors[1], Organization)
    assert [str(name) for name in first.editors] == ["Moussa Traoré"]
    assert first.subjects == ("Water supply", "Irrigation", "Sahel")
    assert (first.summary, first.note) == (ABSTRACT.strip(), "31 p.")
    assert str(first.issued) == "2011-04"
    assert (first.type, first.genre) == ("report", "Working Paper")
    assert first.handle == Handle("10986/1234")
    assert (first.doi, first.isbn) == ("10.1596/1813-9450-1", "978-0-306-40615-7")
    assert first.url == "https://repository.example.org/files/water.pdf"
    assert first.language == "en"
    assert (first.series, first.series_number) == ("Policy Research Working Paper", "No. 8765")
    assert first.rights == "info:eu-repo/semantics/openAccess\nCC BY 3.0 IGO"
    assert (first.place, first.publisher) == ("Washington, DC", "World Bank")
    kept = str(first.extra.to_json())
    for text in (
        "2012-05-03",
        "application/pdf",
        "Sahel Fund",
        "publishedVersion",
        "https://example.org/related",
        "(2011)",
    ):
        assert text in kept, text


def test_the_end_of_a_list_needs_no_words() -> None:
    problems: list[ParseError] = []
    text = DSPACE.replace("{abstract}", "x").replace(">abc</resumptionToken>", "/>")
    assert len(oai_dc.loads(text, problems)) == 2
    assert problems == []


def test_an_error_of_the_server_is_a_problem() -> None:
    problems: list[ParseError] = []
    text = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">\n'
        '<error code="badResumptionToken">The token has\nexpired</error></OAI-PMH>'
    )
    assert oai_dc.loads(text, problems) == []
    assert "badResumptionToken: The token has expired" in problems[0].message
    assert (problems[0].line, problems[0].column) == (2, 1)
    assert problems[0].source == '<error code="badResumptionToken">The token has'


@pytest.mark.parametrize(
    "text",
    [
        "<dc:dc><dc:title>A</dc:title></dc:dc>",
        '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>A</title></dc>',
        '<dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/"><title>A</title></dc>',
        '<oai_dc:dc xmlns:oai_dc="urn:x" xmlns:dc="https://purl.org/dc/elements/1.1"><dc:title>A</dc:title></oai_dc:dc>',
        '<metadata xmlns:d="http://purl.org/dc/elements/1.1/"><x/><d:title>A</d:title></metadata>',
        '<a><b><record xmlns:z="http://purl.org/dc/elements/1.1/"><z:title>A</z:title></record></b></a>',
        '<simpledc xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A</dc:title></simpledc>',
        "<srw:records><srw:record><srw:recordData><srw_dc:dc><dc:title>A</dc:title></srw_dc:dc></srw:recordData>"
        "</srw:record></srw:records>",
        "<rdf:RDF><rdf:Description><dc:title>A</dc:title></rdf:Description></rdf:RDF>",
        '<rdf:RDF><rdf:Description dc:title="A"><dc:type>report</dc:type></rdf:Description></rdf:RDF>',
        "<record><header/><metadata><oai_dc:dc><dc:title><![CDATA[A]]></dc:title></oai_dc:dc></metadata></record>",
    ],
)
def test_containers_and_namespaces_as_people_have_them(text: str) -> None:
    problems: list[ParseError] = []
    assert [report.title for report in oai_dc.loads(text, problems)] == ["A"]
    assert problems == []


def test_rdf_resources_and_lists() -> None:
    (report,) = oai_dc.loads(
        '<rdf:RDF><rdf:Description rdf:about="https://doi.org/10.1234/x">'
        "<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Bag></dc:subject>"
        '<dc:rights rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>'
        "</rdf:Description></rdf:RDF>",
        [],
    )
    assert (report.doi, report.subjects) == ("10.1234/x", ("a", "b"))
    assert report.rights == "https://creativecommons.org/licenses/by/4.0/"


def test_the_title_in_the_language_of_the_report_is_the_title() -> None:
    report = read(
        '<dc:title xml:lang="en">The water of the Sahel</dc:title><dc:title xml:lang="fr">L’eau du Sahel</dc:title>'
        "<dc:language>fra</dc:language>"
    )
    assert report.title == "L’eau du Sahel"
    assert report.extra["dc:title"] == ("The water of the Sahel",)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("hdl:20.500.12592/b2rbv89", "handle", Handle("20.500.12592/b2rbv89")),
        ("20.500.12592/b2rbv89", "handle", Handle("20.500.12592/b2rbv89")),
        ("https://coilink.org/20.500.12592/b2rbv89", "handle", Handle("20.500.12592/b2rbv89")),
        ("https://repository.example.org/handle/2027.42/99", "handle", Handle("2027.42/99")),
        ("http://localhost/handle/123456789/12", "url", "http://localhost/handle/123456789/12"),
        ("doi:10.1234/Ab_c", "doi", "10.1234/Ab_c"),
        ("https://dx.doi.org/10.1002/(SICI)1%3C1::AID%3E3", "doi", "10.1002/(SICI)1<1::AID>3"),
        ("info:doi/10.1234/5", "doi", "10.1234/5"),
        ("urn:ISBN:9789292605230", "isbn", "9789292605230"),
        ("ISBN 92-9260-523-2", "isbn", "92-9260-523-2"),
        ("urn:issn:2049-3630", "issn", "2049-3630"),
        ("ISSN: 2049-3630", "issn", "2049-3630"),
        ("https://example.org/a b", "number", "https://example.org/a b"),
        ("2024/15", "number", "2024/15"),
        ("WP/24/12", "number", "WP/24/12"),
        ("978-92-9260-523-9", "number", "978-92-9260-523-9"),
        ("ISBN: 0306406152 (pbk.)", "isbn", "0306406152"),
        ("urn:nbn:de:0168-ssoar-1", "number", None),
        ("Final report.pdf", "number", None),
    ],
)
def test_identifiers_are_told_apart(text: str, field: str, value: object) -> None:
    assert getattr(values(identifier=text.replace("<", "&lt;")), field) == value


@pytest.mark.parametrize(
    ("texts", "publisher", "place", "country"),
    [
        (["Geneva : World Health Organization"], "World Health Organization", "Geneva", None),
        (["Geneva, Switzerland: WHO"], "WHO", "Geneva", "CH"),
        (["Kenya: Ministry of Health"], "Ministry of Health", None, "KE"),
        (["World Bank: Africa Region"], "World Bank: Africa Region", None, None),
        (
            ["Ann Arbor, USA", "University of Michigan", "Department of Physics"],
            "University of Michigan",
            "Ann Arbor, USA",
            "US",
        ),
        (["Ministry of Health, Ghana", "Accra, Ghana"], "Ministry of Health, Ghana", "Accra", "GH"),
        (["Springer"], "Springer", None, None),
        (["Niger"], "Niger", None, None),
    ],
)
def test_a_publisher_may_say_its_place(
    texts: list[str], publisher: str, place: str | None, country: str | None
) -> None:
    report = values(publisher=texts)
    assert (report.publisher, report.place) == (publisher, place)
    assert report.country == (Country.parse(country) if country else None)


@pytest.mark.parametrize(
    ("texts", "csl_type", "genre"),
    [
        (["http://purl.org/coar/resource_type/c_18gh"], "report", "Technical report"),
        (["http://purl.org/coar/resource_type/c_93fc", "Policy brief"], "report", "Policy brief"),
        (["Report", "Technical Report"], "report", "Technical Report"),
        (["Thesis"], "thesis", None),
        (["info:eu-repo/semantics/report", "Report"], "report", None),
        (["Report", "Report", "info:eu-repo/semantics/report"], "report", None),
        (["info:eu-repo/semantics/doctoralThesis"], "thesis", "Doctoral thesis"),
        (["http://purl.org/dc/dcmitype/Text", "Book chapter"], "chapter", None),
        (["Fact sheet"], "report", "Fact sheet"),
        ([], "report", None),
    ],
)
def test_the_type_is_read_from_what_repositories_say(
    texts: list[str], csl_type: str, genre: str | None
) -> None:
    report = values(type=texts, title="A")
    assert (report.type, report.genre) == (csl_type, genre)


def test_values_that_no_field_takes_are_rules() -> None:
    report = values(date="forthcoming", language="Klingonese!", title="A")
    assert report.extra.to_json() == {"issued": {"literal": "forthcoming"}, "language": "Klingonese!"}


def test_a_period_of_dcmi_is_a_range() -> None:
    assert str(values(date="start=2019; end=2021; scheme=W3C-DTF").issued) == "2019/2021"


# --- bad input


@pytest.mark.parametrize("text", ["", " ", "<a/>", "<OAI-PMH><ListRecords/></OAI-PMH>", "no xml", "{}"])
def test_text_without_dublin_core_is_a_problem(text: str) -> None:
    problems: list[ParseError] = []
    assert oai_dc.loads(text, problems) == []
    assert len(problems) == 1


def test_no_records_match_is_no_silence() -> None:
    problems: list[ParseError] = []
    text = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="noRecordsMatch"/></OAI-PMH>'
    assert oai_dc.loads(text, problems) == []
    assert "noRecordsMatch" in problems[0].message


def test_a_record_without_dublin_core_costs_itself_only() -> None:
    problems: list[ParseError] = []
    good = "<record><metadata><dc:title>A</dc:title></metadata></record>"
    text = f"<r><record><metadata><x/></metadata></record>{good}</r>"
    assert [report.title for report in oai_dc.loads(text, problems)] == ["A"]
    assert "no Dublin Core" in problems[0].message


def test_characters_that_no_field_holds_are_left_out_with_a_problem() -> None:
    problems: list[ParseError] = []
    text = "<dc:dc>\n<dc:title>a\u202eb\x00c</dc:title></dc:dc>"
    assert [report.title for report in oai_dc.loads(text, problems)] == ["abc"]
    assert [problem.line for problem in problems] == [2, 2]
    assert problems[1].field == "title"


def test_a_broken_record_costs_itself_only() -> None:
    problems: list[ParseError] = []
    good = "<record><metadata><oai_dc:dc><dc:title>A</dc:title></oai_dc:dc></metadata></record>"
    text = f"<r>{good}\n{good.replace('>A<', '>R & D<')}\n{good}</r>"
    assert len(oai_dc.loads(text, problems)) == 2
    assert [problem.line for problem in problems] == [2]


@given(
    st.lists(st.sampled_from(["creator", "date", "identifier", "publisher", "type", "relation", "format"])),
    st.data(),
)
@settings(max_examples=100)
def test_any_text_in_any_element_gives_a_report(elements: list[str], data: st.DataObject) -> None:
    from briefmeta.formats.xml import escape

    hostile = st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40
    )
    usual = st.sampled_from(
        ["start=2020;", ": a", "A : b", ";", ",", "hdl:", "10.1234/", "urn:isbn:1", "p.", "12 p."]
    )
    body = "".join(f"<dc:{e}>{escape(data.draw(hostile | usual))}</dc:{e}>" for e in elements)
    assert len(oai_dc.loads(f"<dc:dc><dc:title>x</dc:title>{body}</dc:dc>", [])) == 1


def test_a_stream_gives_its_records_as_they_come() -> None:
    def lines() -> Iterator[str]:
        yield "<r>\n"
        for n in range(3000):
            yield f"<record><metadata><oai_dc:dc><dc:title>{n}</dc:title></oai_dc:dc></metadata></record>\n"
        raise AssertionError("read to the end before the first record was given")

    assert next(oai_dc.iter_loads(lines(), [])).title == "0"


@pytest.mark.parametrize(
    "text", ["Doe, J", "https://example.org/{}", "urn:isbn:9292605232", "2020-01-01", "a : {}", "x;"]
)
def test_a_record_with_very_many_statements_takes_linear_time(text: str) -> None:
    names = (
        "title",
        "creator",
        "contributor",
        "publisher",
        "date",
        "type",
        "identifier",
        "relation",
        "source",
        "format",
    )
    more = ("description", "subject", "rights", "language", "coverage")
    body = "".join(
        f"<dc:{name}>{text.format(n)}</dc:{name}>" for n in range(2000) for name in (*names, *more)
    )
    start = time.perf_counter()
    assert len(oai_dc.loads(f"<dc:dc>{body}</dc:dc>", [])) == 1
    assert time.perf_counter() - start < 15  # squares would take hours


def test_memory_stays_flat_over_a_harvest() -> None:
    record = (
        f"<record><metadata><oai_dc:dc><dc:title>A</dc:title><dc:description>{'x ' * 500}</dc:description>"
    )
    lines = (f"{record}</oai_dc:dc></metadata></record>\n" for _ in range(5000))
    tracemalloc.start()
    try:
        count = sum(1 for _ in oai_dc.iter_loads(itertools.chain(["<r>"], lines, ["</r>"]), []))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 5000
    assert peak < 5_000_000  # the text has 5.5 million characters, the reports hold as many
