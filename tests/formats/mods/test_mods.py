"""MODS: every report comes back equal; records of other tools are read as they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmeta.formats import mods
from briefmeta.handles.handle import Handle
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.places.country import Country
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from briefmeta.errors import ParseError

NS = {"m": "http://www.loc.gov/mods/v3", "b": mods.EXTENSION}

FULL = Report(
    title="Niger's Pivot <to> Moscow & Beyond",
    short_title="Niger's Pivot",
    authors=(
        Person(family="Parens", given="Raphael", orcid="0000-0002-1825-0097"),
        Person(family="Berg", given="Anna", non_dropping_particle="van der"),
        Person(family="Humboldt", given="Alexander", dropping_particle="von", suffix="Jr."),
        Organization(name="Ministry of Health, Labour and Welfare", ror="https://ror.org/00ae7jd04"),
    ),
    editors=(Person(family="Roe", given="Jane"),),
    translators=(Person(family="Sukarno"),),
    issued="2024-04-05",
    accessed="2024-05-01",
    handle="20.500.12592/b2rbv89",
    doi="10.1234/ab_c",
    isbn="978-92-9260-523-0, 9292605232",
    issn="2049-3630",
    url="https://example.org/niger?a=1&b=2",
    publisher="Foreign Policy Research Institute",
    place="Philadelphia",
    country="US",
    genre="Policy brief",
    number="24/7",
    series="Africa Notes",
    series_number="12",
    pages="3-9",
    number_of_pages="24",
    summary="Bottom line:\n• one\n\nThe rest.",
    language="en-US",
    subjects=("Niger", "Security, regional"),
    rights="CC BY 4.0",
    note="With maps.",
    key="parens2024niger",
)


def written(report: Report) -> ElementTree.Element:
    record = ElementTree.fromstring(mods.dumps([report])).find("m:mods", NS)
    assert record is not None
    return record


def text(record: ElementTree.Element, path: str) -> str | None:
    return record.findtext("/".join(f"m:{part}" for part in path.split("/")), namespaces=NS)


def read(body: str) -> Report:
    problems: list[ParseError] = []
    (report,) = mods.loads(f'<mods xmlns="{NS["m"]}" version="3.7">{body}</mods>', problems)
    assert problems == []
    return report


# --- our own


@given(data=st.data())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_every_report_comes_back_equal(data: st.DataObject, any_reports: st.SearchStrategy[Report]) -> None:
    reports = data.draw(st.lists(any_reports, min_size=1, max_size=3))
    problems: list[ParseError] = []
    assert mods.loads(mods.dumps(reports), problems) == reports
    assert problems == []


def test_spaces_that_the_elements_would_lose_come_back() -> None:
    report = Report(
        note=" indented", rights="  a\n b", isbn="9292605232, 9292605232", subjects=("\u00a0x", "x", "x")
    )
    assert mods.loads(mods.dumps([report]), []) == [report]


def test_500_reports_come_back_equal(many_reports: list[Report]) -> None:
    problems: list[ParseError] = []
    for report, back in zip(many_reports, mods.loads(mods.dumps(many_reports), problems), strict=True):
        assert back == report
    assert problems == []


def test_500_reports_are_valid(shared: Path, many_reports: list[Report]) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(shared / "data/schemas/mods-3-8.xsd")))
    assert len(many_reports) == 500
    schema.assertValid(etree.fromstring(mods.dumps(many_reports).encode()))


def test_what_mods_has_a_place_for_is_not_in_the_extension() -> None:
    assert written(FULL).find("m:extension", NS) is None
    article = Report(
        type="article-journal",
        pages="12-34",
        extra={
            "container-title": "Foreign Affairs",
            "container-title-short": "FA",
            "volume": "3",
            "issue": "2",
            "edition": "2nd",
            "event-title": "Sahel Forum",
            "original-date": {"date-parts": [[1999, 2]]},
            "collection-editor": [{"family": "Roe", "given": "Jane"}],
            "container-author": [{"literal": "World Bank"}],
            "illustrator": [{"family": "Doe"}],
            "archive": "NARA",
            "call-number": "QA 1",
        },
    )
    assert written(article).find("m:extension", NS) is None


def test_the_extension_says_only_what_the_elements_do_not() -> None:
    report = Report(title="A", publisher="B", extra={"volume": 3, "custom": {"a": [1, None]}})
    extension = written(report).findtext("m:extension/b:briefmeta", namespaces=NS)
    assert extension == '{"extra": {"volume": 3, "custom": {"a": [1, null]}}}'


def test_each_field_has_its_element() -> None:
    record = written(FULL)
    assert record.get("version") == "3.8"
    for path, value in (
        ("titleInfo/title", FULL.title),
        ("originInfo/publisher", FULL.publisher),
        ("originInfo/dateIssued", "2024-04-05"),
        ("language/languageTerm", "en-US"),
        ("abstract", FULL.summary),
        ("relatedItem/titleInfo/title", "Africa Notes"),
        ("relatedItem/titleInfo/partNumber", "12"),
        ("location/url", FULL.url),
        ("recordInfo/recordIdentifier", "parens2024niger"),
    ):
        assert text(record, path) == value, path
    assert [(i.get("type"), i.text) for i in record.findall("m:identifier", NS)] == [
        ("hdl", "20.500.12592/b2rbv89"),
        ("doi", "10.1234/ab_c"),
        ("isbn", "978-92-9260-523-0"),
        ("isbn", "9292605232"),
        ("issn", "2049-3630"),
        ("report number", "24/7"),
    ]
    assert [(g.get("authority"), g.text) for g in record.findall("m:genre", NS)] == [
        ("csl", "report"),
        (None, "Policy brief"),
    ]
    terms = record.findall("m:originInfo/m:place/m:placeTerm", NS)
    assert [(term.get("type"), term.get("authority"), term.text) for term in terms] == [
        ("text", None, "Philadelphia"),
        ("code", "iso3166", "US"),
        ("text", None, "United States"),
    ]


@pytest.mark.parametrize(
    ("date", "elements"),
    [
        ("2024-04", [("2024-04", {"encoding": "w3cdtf", "keyDate": "yes"})]),
        ("2024~", [("2024", {"encoding": "w3cdtf", "qualifier": "approximate", "keyDate": "yes"})]),
        ("2024?", [("2024", {"encoding": "w3cdtf", "qualifier": "questionable", "keyDate": "yes"})]),
        (
            "2019/2021~",
            [
                ("2019", {"encoding": "w3cdtf", "point": "start", "keyDate": "yes"}),
                ("2021", {"encoding": "w3cdtf", "qualifier": "approximate", "point": "end"}),
            ],
        ),
        ("2024-21", [("2024-21", {"encoding": "edtf", "keyDate": "yes"})]),
        ("2004/..", [("2004/..", {"encoding": "edtf", "keyDate": "yes"})]),
        ("-0043", [("-0043", {"encoding": "edtf", "keyDate": "yes"})]),
        ("2024%", [("2024%", {"encoding": "edtf", "keyDate": "yes"})]),
    ],
)
def test_dates_are_w3cdtf_with_points_and_qualifiers_else_edtf(
    date: str, elements: list[tuple[str, dict[str, str]]]
) -> None:
    report = Report(issued=date, key="k")
    found = written(report).findall("m:originInfo/m:dateIssued", NS)
    assert [(element.text, element.attrib) for element in found] == elements
    assert mods.loads(mods.dumps([report]), []) == [report]


def test_a_url_that_is_no_uri_is_an_identifier() -> None:
    report = Report(url="https://example.org/50%?a=[1]")
    assert written(report).find("m:location", NS) is None
    assert text(written(report), "identifier") == report.url
    assert mods.loads(mods.dumps([report]), []) == [report]


# --- other tools

MARC_MADE = """
<titleInfo><nonSort xml:space="preserve">The </nonSort><title>water of the Sahel</title><subTitle>a survey</subTitle>
<partNumber>Part 2</partNumber></titleInfo>
<titleInfo type="alternative"><title>Sahel water</title></titleInfo>
<name type="personal" usage="primary"><namePart>Traoré, Moussa</namePart><namePart type="date">1970-</namePart>
<role><roleTerm type="text">author.</roleTerm>
<roleTerm type="code" authority="marcrelator">aut</roleTerm></role></name>
<name type="corporate"><namePart>Mali.</namePart><namePart>Ministère de l'eau</namePart></name>
<name type="personal"><namePart>Roe, Jane</namePart><role><roleTerm type="text">funder</roleTerm></role></name>
<name type="conference"><namePart>Sahel Forum</namePart></name>
<typeOfResource>text</typeOfResource>
<genre authority="marcgt">technical report</genre>
<genre authority="lcgft">Statistics</genre>
<originInfo><place><placeTerm type="code" authority="marccountry">ml </placeTerm></place>
<place><placeTerm type="text">Bamako :</placeTerm></place><publisher>Ministère de l'eau</publisher>
<dateIssued>c2004.</dateIssued><dateIssued encoding="marc">2004</dateIssued><edition>2e éd.</edition>
<issuance>monographic</issuance></originInfo>
<language><languageTerm authority="iso639-2b" type="code">fre</languageTerm></language>
<physicalDescription><form authority="marcform">print</form>
<extent>xii, 207 p. : ill. ; 28 cm.</extent></physicalDescription>
<abstract>What there is.</abstract>
<note type="statement of responsibility">Moussa Traoré.</note><note>Includes index.</note>
<subject authority="lcsh"><topic>Water-supply</topic><geographic>Sahel</geographic></subject>
<subject><geographicCode authority="marcgac">f------</geographicCode></subject>
<classification authority="lcc">TD319</classification>
<relatedItem type="series"><titleInfo><title>Série eau ; no. 12</title></titleInfo></relatedItem>
<identifier type="isbn">2747512345 (br.) : 20 EUR</identifier><identifier type="isbn" invalid="yes">123</identifier>
<identifier type="lccn">2005123456</identifier>
<identifier type="uri">http://hdl.handle.net/10986/12</identifier>
<location><physicalLocation>DLC</physicalLocation><url displayLabel="x">https://example.org/table</url>
<url usage="primary display">https://example.org/water</url></location>
<recordInfo><recordContentSource>DLC</recordContentSource><recordIdentifier>13579</recordIdentifier></recordInfo>
"""


def test_a_record_made_from_marc() -> None:
    report = read(MARC_MADE)
    assert report.title == "The water of the Sahel: a survey. Part 2"
    assert report.short_title == "Sahel water"
    assert report.authors == (
        Person(family="Traoré", given="Moussa"),
        Organization(name="Mali. Ministère de l'eau"),
    )
    assert (report.type, report.genre) == ("report", "Statistics")
    assert (report.place, report.publisher) == ("Bamako", "Ministère de l'eau")
    assert report.country == Country.parse("ML")
    assert str(report.issued) == "2004"
    assert report.language == "fr"
    assert report.number_of_pages == "xii, 207"
    assert report.summary == "What there is."
    assert report.note == "Moussa Traoré.\nIncludes index."
    assert report.subjects == ("Water-supply--Sahel",)
    assert (report.series, report.series_number) == ("Série eau", "no. 12")
    assert report.isbn == "2747512345"
    assert report.handle == Handle("10986/12")
    assert report.key == "13579"
    assert report.extra["edition"] == "2e éd."
    assert report.extra["event-title"] == "Sahel Forum"
    assert report.extra["contributor"].__len__() == 1
    kept = str(report.extra.to_json())
    for value in ("lccn: 2005123456", "TD319", "f------", "print", "https://example.org/table", "123"):
        assert value in kept, value
    assert mods.loads(mods.dumps([report]), []) == [report]


ZOTERO_ARTICLE = """
<titleInfo><title>Of pivots</title></titleInfo><typeOfResource>text</typeOfResource>
<genre authority="local">journalArticle</genre><genre authority="marcgt">article</genre>
<name type="personal"><namePart type="family">van der Berg</namePart><namePart type="given">Anna</namePart>
<role><roleTerm type="code" authority="marcrelator">aut</roleTerm></role></name>
<name type="corporate"><namePart>World Bank</namePart>
<role><roleTerm type="code" authority="marcrelator">ctb</roleTerm></role></name>
<relatedItem type="host"><titleInfo><title>Foreign Affairs</title></titleInfo>
<titleInfo type="abbreviated"><title>For. Aff.</title></titleInfo>
<originInfo><issuance>continuing</issuance></originInfo>
<part><detail type="volume"><number>3</number></detail>
<detail type="issue"><caption>no.</caption><number>2</number></detail>
<extent unit="pages"><start>12</start><end>34</end></extent><date>2024-04</date></part>
<identifier type="issn">0015-7120</identifier></relatedItem>
<identifier type="doi">10.1234/5</identifier>
<location><url dateLastAccessed="2024-05-01T10:00:00Z">https://example.org/pivots</url></location>
<language><languageTerm type="text">English</languageTerm></language>
"""


def test_an_article_of_zotero() -> None:
    report = read(ZOTERO_ARTICLE)
    assert (report.type, report.genre) == ("article-journal", None)
    assert report.authors == (Person(family="Berg", given="Anna", non_dropping_particle="van der"),)
    assert (report.pages, report.issn, report.doi) == ("12-34", "0015-7120", "10.1234/5")
    assert (str(report.issued), str(report.accessed)) == ("2024-04", "2024-05-01")
    assert (report.language, report.url) == ("en", "https://example.org/pivots")
    assert {
        name: report.extra[name] for name in ("container-title", "container-title-short", "volume", "issue")
    } == {
        **{"container-title": "Foreign Affairs", "container-title-short": "For. Aff."},
        **{"volume": "3", "issue": "2"},
    }
    assert report.extra["contributor"][0]["literal"] == "World Bank"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("<originInfo><copyrightDate>2004</copyrightDate></originInfo>", {"issued": "2004"}),
        ("<originInfo><dateIssued>[2004?]</dateIssued></originInfo>", {"issued": "2004?"}),
        (
            '<originInfo><dateIssued encoding="marc" point="start">2004</dateIssued>'
            '<dateIssued encoding="marc" point="end">9999</dateIssued></originInfo>',
            {"issued": "2004/.."},
        ),
        (
            '<originInfo><dateIssued point="start">2004</dateIssued>'
            '<dateIssued point="end">2001</dateIssued></originInfo>',
            {"issued": "2004"},
        ),
        (
            "<typeOfResource>cartographic</typeOfResource><genre>atlas</genre>",
            {"type": "map", "genre": "atlas"},
        ),
        ('<genre valueURI="http://purl.org/coar/resource_type/c_8042">x</genre>', {"genre": "Working paper"}),
        (
            '<originInfo><place><placeTerm type="code" authority="iso3166">ne</placeTerm></place></originInfo>',
            {"country": "NE"},
        ),
        ("<name><namePart>World Bank</namePart></name>", {"authors": (Organization(name="World Bank"),)}),
        (
            "<name><displayForm>Jane Roe</displayForm></name>",
            {"authors": (Person(family="Roe", given="Jane"),)},
        ),
        ('<identifier type="hdl">hdl:loc.music/x.1</identifier>', {"handle": "hdl:loc.music/x.1"}),
        ('<accessCondition xlink:href="https://example.org/cc"/>', {"rights": "https://example.org/cc"}),
        ('<relatedItem type="series"><titleInfo><title>S</title></titleInfo></relatedItem>', {"series": "S"}),
    ],
)
def test_habits_of_other_tools(body: str, fields: dict[str, Any]) -> None:
    report = read(body)
    for field, value in fields.items():
        expected = Country.parse(value) if field == "country" else value
        found = getattr(report, field)
        assert (str(found) if field in ("issued", "handle") else found) == expected


def test_records_in_an_answer_of_oai_pmh_and_of_older_versions() -> None:
    record = '<mods xmlns="http://www.loc.gov/mods/"><titleInfo><title>{}</title></titleInfo></mods>'
    answer = "".join(f"<record><header/><metadata>{record.format(n)}</metadata></record>" for n in range(3))
    document = (
        f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{answer}</ListRecords></OAI-PMH>'
    )
    assert [report.title for report in mods.iter_loads([document], [])] == ["0", "1", "2"]


# --- bad input


@pytest.mark.parametrize(
    "source", ["", "<a/>", "no xml", '<modsCollection xmlns="http://www.loc.gov/mods/v3"/>']
)
def test_text_without_a_record_is_a_problem(source: str) -> None:
    problems: list[ParseError] = []
    assert mods.loads(source, problems) == []
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("extension", "message"),
    [
        ("no json", "no JSON"),
        ("[1]", "no JSON object"),
        ('{"colour": "red"}', "unknown member"),
        ('{"authors": 5}', "list of names"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_an_extension_that_is_not_ours_costs_itself_only(extension: str, message: str) -> None:
    problems: list[ParseError] = []
    (report,) = mods.loads(
        f'<mods><titleInfo><title>A</title></titleInfo><extension>\n<briefmeta xmlns="{mods.EXTENSION}">'
        f"{extension}</briefmeta></extension></mods>",
        problems,
    )
    assert report.title == "A"
    assert [message in problem.message for problem in problems] == [True]
    assert problems[0].line == 2


@pytest.mark.parametrize(
    "extension",
    [
        '{"type": "nonsense"}',
        '{"issued": "soon"}',
        '{"extra": {"a": 1}, "absent": ["title", 5]}',
        '{"absent_extra": [[]]}',
    ],
)
def test_values_in_the_extension_that_no_field_takes_do_not_cost_the_record(extension: str) -> None:
    assert (
        len(
            mods.loads(
                f'<mods><extension><briefmeta xmlns="{mods.EXTENSION}">{extension}</briefmeta></extension></mods>',
                [],
            )
        )
        == 1
    )


def test_characters_that_no_field_holds_are_left_out_with_a_problem() -> None:
    problems: list[ParseError] = []
    (report,) = mods.loads("<mods><titleInfo><title>a\u202eb</title></titleInfo></mods>", problems)
    assert report.title == "ab"
    assert problems[0].field == "title"


ELEMENTS = st.sampled_from(
    """titleInfo title name namePart role roleTerm originInfo place placeTerm dateIssued part detail number extent start
    relatedItem identifier location url language languageTerm subject topic genre abstract note recordInfo mods
    recordIdentifier physicalDescription typeOfResource extension""".split()
)


@given(
    st.recursive(
        st.text("a1 -/:~", max_size=8), lambda inner: st.lists(st.tuples(ELEMENTS, inner), max_size=4)
    ),
    st.data(),
)
@settings(max_examples=100)
def test_any_elements_in_any_order_give_a_report(tree: Any, data: st.DataObject) -> None:
    kinds = st.sampled_from(
        ["", ' type="code"', ' type="host"', ' point="end"', ' type="hdl"', ' type="corporate"']
    )

    def render(part: Any) -> str:
        if isinstance(part, str):
            return part
        return "".join(f"<{name}{data.draw(kinds)}>{render(inner)}</{name}>" for name, inner in part)

    body = render(tree).replace("mods", "note")
    assert len(mods.loads(f"<mods>{body}</mods>", [])) == 1
