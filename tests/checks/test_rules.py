"""Each rule finds what it is for, and leaves alone what only looks like it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule_registry import rules
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.report import Report
from briefmeta.validating import validate

TODAY = date(2025, 6, 30)
DOE, ROE = Person(family="Doe", given="Ann"), Person(family="Roe", given="John")
GOOD: dict[str, Any] = {
    "title": "Niger’s pivot to Moscow",
    "authors": [DOE],
    "issued": "2024-04-05",
    "publisher": "Foreign Policy Research Institute",
    "language": "en",
    "handle": "20.500.12592/b2rbv89",
    "key": "doe2024",
}
ORCID, WRONG_ORCID = "0000-0002-1825-0097", "0000-0002-1825-0098"
LONG = "This report asks what has become of the reform, and who has paid. It finds that little was done in time. "

# For each rule, what is wrong and what only looks like it: changes of a good report.
CASES: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {
    "HDL003": ([{"handle": "123456789/42"}], [{"handle": "1234567/42"}, {"handle": "10986/123456789"}]),
    "HDL004": (
        [{"handle": "20.500.12592/b2rbv89."}, {"handle": "10986/1]"}],
        [{"handle": "10.1002/(SICI)1096(199)"}, {"handle": "10986/a.b"}, {"handle": "10986/trail/"}],
    ),
    "HDL005": ([{"handle": "10986/a%2Fb"}], [{"handle": "10986/50%"}, {"handle": "10986/ünïcode-文書"}]),
    "HDL006": ([{"handle": "10986/https://hdl.handle.net/10986/1"}], [{"handle": "10986/https"}]),
    "HDL007": ([{"handle": "300:10986/1"}], [{"handle": "10986/300:1"}]),
    "HDL001": ([{"handle": None, "extra": {"handle": "and/or"}}], [{"handle": None}]),
    "RPT101": ([{"title": None}], [{"title": "X"}, {"title": None, "type": "personal_communication"}]),
    "RPT102": (
        [
            {"title": "Untitled"},
            {"title": "Microsoft Word - brief_final.docx"},
            {"title": "report-2024.pdf"},
            {"title": "https://example.org/report"},
            {"title": "---"},
            {"title": "Sans titre"},
            {"title": "PowerPoint Presentation"},
            {"title": "Slide 1"},
            {"title": "untitled-2"},
        ],
        [
            {"title": "Untitled land: tenure in Mali"},
            {"title": "1984"},
            {"title": "PDF considered harmful"},
            {"title": "Test of time"},
            {"title": "Page 1: the press in Mali"},
            {"title": "中国"},
        ],
    ),
    "RPT103": (
        [
            {"title": "NIGER’S PIVOT TO MOSCOW"},
            {"title": "RAPPORT SUR LA SÉCURITÉ", "language": "fr"},
            {"title": "CLIMATE CHANGE 2022"},
            {"title": "ДОКЛАД О КЛИМАТЕ СИБИРИ", "language": "ru"},
            {"title": "ANNUAL REPORT 2019"},
        ],
        [
            {"title": "UNESCO UNEVOC"},
            {"title": "WHO FCTC"},
            {"title": "SIPRI 2023"},
            {"title": "COVID-19"},
            {"title": "NATO after Madrid"},
            {"title": "EUROSTAT"},
            {"title": "气候报告", "language": "zh"},
        ],
    ),
    "RPT104": (
        [
            {"title": LONG * 4},
            {"title": "Water in Mali", "summary": "Water in Mali."},
            {"title": f"{LONG}And more was lost", "summary": f"{LONG}And more was lost than anybody had thought."},
        ],
        [
            {"title": "Water in Mali", "summary": "Water in Mali is scarce. This brief asks why."},
            {"title": f"A very long title on {'governance, ' * 30}and law"},
            {"title": "Energy", "summary": "Eight lessons."},
        ],
    ),
    "RPT105": (
        [
            {"summary": text}
            for text in ("newline", "No abstract available.", "N/A", "...", "Lorem ipsum dolor sit amet, consectetur.")
        ],
        [{"summary": "Nothing new."}, {"summary": None}, {"summary": "Abstract art in Mali"}],
    ),
    "RPT110": (
        [
            {"title": "Le cafÃ© Ã  Niamey"},
            {"summary": "Nigerâ€™s pivot"},
            {"publisher": "Ministerio de EducaciÃ³n"},
            {"authors": [Person(family="MÃ¼ller", given="Ute")]},
            {"title": "ÐšÐ»Ð¸Ð¼Ð°Ñ‚"},
        ],
        [
            {"title": "SÃO TOMÉ E PRÍNCIPE: «MANHÔ"},
            {"title": "«Où est la clé ?» — voilà…"},
            {"title": "Ürün ve Ağaç"},
            {"summary": "Îles, Île-de-France: 5 °C, 3 × 4"},
        ],
    ),
    "RPT111": ([{"title": "C\ufffdte d’Ivoire"}], [{"title": "Côte d’Ivoire?"}]),
    "RPT112": (
        [
            {"summary": "<p>One.</p>"},
            {"title": "Trade &amp; growth"},
            {"title": "Line<br/>break"},
            {"summary": "a&nbsp;b"},
            {"publisher": "<a href='https://x.org'>X</a>"},
            {"title": "A<jats:p>b"},
            {"title": "The <scp>rna</scp> of mice"},
            {"title": "Growth of <mml:mi>n</mml:mi>"},
            {"title": "Growth of <math>n</math>"},
        ],
        [
            {"title": "The <i>Sahel</i> and CO<sub>2</sub>"},
            {"summary": "p < 0.05 and b > a"},
            {"title": "R&D; what for?"},
            {"publisher": "Smith & Sons"},
            {"title": 'A <span class="nocase">bioRxiv</span> study'},
        ],
    ),
    "RPT113": (
        [{"title": "develop\xadment"}, {"title": "zero\u200bwidth"}, {"subjects": ["\ufeffwater"]}],
        [{"title": "می\u200cخواهم", "language": "fa"}, {"title": "100\xa0km"}],
    ),
    "RPT114": (
        [{"title": r"M{\"u}ller and \'Etude"}, {"publisher": r"R\&D"}, {"summary": r"\textit{Sahel}"},
         {"title": "{W}ater in {M}ali"}, {"title": "CO$_2$ prices"}],
        [{"title": r"C:\reports"}, {"note": "either\\or"}, {"title": "A$2 or US$3_000"}, {"note": "{ a; b }"}],
    ),
    "RPT115": (
        [
            {"authors": [Person(family="Lef`evre", given="Anne"), ROE]},
            {"title": "Une e´tude du Sahel", "language": "fr"},
            {"title": "Mu¨nchen und Umland", "language": "de"},
            {"publisher": "Universite\u0301 de +\u0301Mali"},
        ],
        [
            {"authors": [Person(family="Lefe\u0300vre", given="Anne"), ROE]},
            {"title": "The `grey' economy ´as it is´"},
            {"title": "Tone marks: ◌\u0301 and \u00a0\u0300"},
            {"title": "Ngân hàng Việt Nam", "language": "vi"},
        ],
    ),
    "RPT201": (
        [{"authors": [], "publisher": None}, {"authors": []}],
        [
            {"authors": [], "editors": [DOE]},
            {"authors": [], "extra": {"compiler": [{"family": "Doe"}]}},
            {"authors": [], "publisher": None, "type": "legislation"},
        ],
    ),
    "RPT202": (
        [
            {"authors": [Person(family="Organization", given="World Health")]},
            {"authors": [Person(family="Ministry of Finance")]},
            {"authors": [Person(family="Institute", given="International Food Policy Research")]},
            {"editors": [Person(family="Bank", given="World")]},
            {"authors": [Person(family="Stiftung", given="Friedrich Ebert")]},
            {"authors": [Person(family="International", given="Amnesty")]},
            {"authors": [Person(family="France", given="Banque de")]},
            {"authors": [Person(family="Banco", given="de España")]},
            {"authors": [Person(family="Fund", given="King’s")]},
            {"authors": [Person(family="Europe", given="RAND")]},
            {"authors": [Person(family="Welsh Government")]},
            {"authors": [Person(family="centralbyrån", given="Statistiska")]},
        ],
        [
            {"authors": [Person(family="Bank", given="Jean")]},
            {"authors": [Person(family="King", given="Mervyn")]},
            {"authors": [Person(family="Church", given="Mary")]},
            {"authors": [Person(family="Commission", given="Ann")]},
            {"authors": [Person(family="House", given="Okechukwu")]},
            {"authors": [Person(family="Veen", given="Jan van het")]},
            {"authors": [Person(family="Turner of Ecchinswell")]},
            {"authors": [Person(family="Hôpital", given="Guillaume", dropping_particle="de L’")]},
            {"authors": [Person(family="Anonymous")]},
            {"authors": [Person(family="Camara", given="Fatou")]},
            {"authors": [Person(family="Bureau", given="D.")]},
            {"authors": [Person(family="Congo", given="Anwar")]},
            {"authors": [Person(family="Andersson", given="Per")]},
            {"authors": [Person(family="Kim", given="Jong Un")]},
            {"authors": [Person(family="Nguyễn", given="Thế Anh")]},
            {"authors": [Person(family="Church", given="Peace")]},
        ],
    ),
    "RPT203": (
        [{"authors": [Organization(name="Doe, Jane")]}, {"authors": [Organization(name="Smith, J. A.")]}],
        [
            {"authors": [Organization(name="Ministry of Health, Uganda")]},
            {"authors": [Organization(name="Deloitte, Paris")]},
            {"authors": [Organization(name="Anna Lindh Foundation")]},
        ],
    ),
    "RPT204": (
        [{"authors": [DOE, ROE, DOE]},
         {"authors": [Person(family="Müller", given="Jan"), Person(family="Muller", given="Jan")]},
         {"authors": [Organization(name="World Bank"), Organization(name="World bank")]}],
        [
            {"authors": [DOE, Person(family="Doe", given="Bob")]},
            {"authors": [Person(family="Doe", given="Ann", orcid=each) for each in (ORCID, "0000-0001-5109-3700")]},
            {"authors": [DOE], "editors": [DOE]},
            {"authors": [Person(family="Doe", given="Ann", suffix="Jr."), DOE]},
        ],
    ),
    "RPT205": (
        [
            {"authors": [Person(family="Doe, J.; Roe, R.")]},
            {"authors": [Person(family="Doe and Roe")]},
            {"authors": [Person(family="Phiri & Banda")]},
            {"authors": [Person(family="Karimova and others")]},
            {"authors": [DOE, Person(family="al.", given="et")]},
            {"authors": [DOE, Organization(name="et al.")]},
        ],
        [
            {"authors": [Person(family="Ortega y Gasset", given="José")]},
            {"authors": [Person(family="Hof", given="Otto von und zum")]},
        ],
    ),
    "RPT206": (
        [{"authors": [Organization(name="Unknown")]}, {"authors": [Person(family="N/A")]}],
        [{"authors": [Organization(name="Anonymous")]}, {"authors": [Person(family="Na", given="Ji-won")]}],
    ),
    "RPT207": (
        [{"authors": [Person(family="Doe1", given="Ann")]}, {"authors": [Person(family="jane@example.org")]},
         {"authors": [Person(family="Doe†", given="Ann")]}, {"authors": [Person(family="Doe", given="Ann²")]}],
        [{"authors": [Person(family="Doe", given="Ann", suffix="3rd")]}, {"authors": [Organization(name="Group 77")]}],
    ),
    "RPT208": (
        [{"authors": [Person(family="Doe", orcid=WRONG_ORCID)]}],
        [{"authors": [Person(family="Doe", orcid=ORCID)]}, {}],
    ),
    "RPT209": (
        [{"authors": [Organization(name="World Bank", ror="https://ror.org/00ae7jd05")]}],
        [{"authors": [Organization(name="World Bank", ror="https://ror.org/00ae7jd04")]}],
    ),
    "RPT210": (
        [{"authors": [Person(family="Doe", orcid=ORCID), Person(family="Roe", orcid=ORCID)]}],
        [{"authors": [Person(family="Doe", orcid=ORCID)], "editors": [Person(family="Doe", given="A.", orcid=ORCID)]}],
    ),
    "RPT211": (
        [
            {"authors": [Person(family="Brook", given="Ann", suffix="Peter & Field")]},
            {"authors": [Person(family="Carey", given="Jr.", suffix="Paul W.")]},
            {"authors": [Person(family="Carey", given="III")]},
            {"authors": [DOE, Person(family="J.", given="K. L.")]},
            {"authors": [Person(family="Fields F.", given="T.")]},
            {"authors": [Person(family="Doe & Roe", given="Ann")]},
        ],
        [
            {"authors": [Person(family="King", given="Martin Luther", suffix="Jr.")]},
            {"authors": [Person(family="Silva", given="João", suffix="Filho")]},
            {"authors": [Person(family="Ford", given="Ed"), Person(family="Nguyen", given="Vi")]},
            {"authors": [Person(family="Roe", given="Ann", suffix="Ph.D., M.D.")]},
            {"authors": [Person(family="Roe", given="Ann", suffix="Baroness of Kent")]},
            {"authors": [Person(family="Roe", given="Ann", suffix="P.E., LL.M.")]},
            {"authors": [Person(family="O", given="Yoko"), Person(family="U", given="Nu")]},
        ],
    ),
    "RPT301": ([{"issued": None}], [{"issued": "2024"}, {"issued": "1998~"}]),
    "RPT302": (
        [
            {"issued": None, "extra": {"issued": {"literal": "31 February 2024"}}},
            {"issued": None, "extra": {"issued": {"literal": "forthcoming"}}},
        ],
        [{"issued": "2024", "extra": {"issued-note": "x"}}],
    ),
    "RPT303": (
        [{"issued": "2204"}, {"issued": "2025-07-01"}, {"issued": "2026"}],
        [{"issued": "2025"}, {"issued": "2025-06-30"}, {"issued": "2024/.."}, {"issued": "2025-24"}],
    ),
    "RPT304": (
        [{"issued": "0202"}, {"issued": "1024-04"}],
        [{"issued": "1453"}, {"issued": "1200", "type": "manuscript"}, {"issued": "-0043", "type": "classic"}],
    ),
    "RPT305": (
        [{"accessed": "2023-01-01"}, {"accessed": "2024-04-04"}],
        [{"accessed": "2024"}, {"accessed": "2024-04-05"}, {"issued": "2024-21", "accessed": "2024-03-01"},
         {"issued": "2204", "accessed": "2025-01-01"}],
    ),
    "RPT306": ([{"accessed": "2204-01-01"}], [{"accessed": "2025-06-30"}]),
    "RPT401": (
        [{"publisher": None}, {"publisher": None, "type": "thesis", "genre": "PhD thesis"}],
        [{"publisher": None, "type": "webpage", "url": "https://example.org/"}],
    ),
    "RPT402": ([{"publisher": "s.n."}, {"publisher": "Unknown"}, {"place": "S.l."},
                {"publisher": "[publisher not identified]"}], [{"publisher": "Unknown Press"}]),
    "RPT403": (
        [
            {"place": "Geneva", "country": "FR"},
            {"place": "Lyon, France", "country": "DE"},
            {"place": "Washington, DC", "country": "NE"},
            {"place": "Germany", "country": "FR"},
        ],
        [
            {"place": "Geneva", "country": "CH"},
            {"place": "Saint-Denis", "country": "RE"},
            {"place": "Paris, France", "country": "RE"},
            {"place": "Cambridge", "country": "US"},
            {"place": "London", "country": "CA"},
            {"place": "Wilmington, DE", "country": "US"},
        ],
    ),
    "RPT404": (
        [{"extra": {"country": "Yugoslavia"}}, {"extra": {"country-name": "Europe"}}],
        [{"country": "XK"}, {"extra": {"country-of-study": "Yugoslavia"}}],
    ),
    "RPT501": ([{"language": None}], [{"language": "mul"}]),
    "RPT502": (
        [
            {"language": None, "extra": {"language": "English/French/Klingon"}},
            {"language": "xq"},
            {"language": "en-QX"},
            {"language": None, "extra": {"langid": "xq"}},
        ],
        [{"language": "mul"}, {"language": "es-419"}, {"language": "zh-Hant-TW"}],
    ),
    "RPT503": (
        [
            {"title": "Отчёт о климате", "language": "en"},
            {"title": "Les droits des femmes dans une ville pour qui elle est", "language": "de"},
            {"title": "气候变化报告", "language": "fr"},
            {"title": "Die Lage der Bauern im Sahel und ihre Geschichte", "language": "en"},
            {"title": "Statistik dan kebijakan", "summary": "Laporan ini untuk yang tidak bisa.", "language": "en"},
        ],
        [
            {"title": "Отчёт о климате", "language": "ru"},
            {"title": "Le Sahel et les femmes", "summary": "The women and what they have.", "language": "fr"},
            {"title": "Otchet o klimate", "language": "ru"},
            {"title": "Weltanschauung", "language": "en"},
            {"title": "Universidad de la República y de los Andes: budget", "language": "en"},
            {"title": "Mali : crise", "summary": "What the crisis has done to the people of Mali.", "language": "fr"},
            {"title": "Klima og energi på Svalbard", "summary": "Det er en rapport om klima.", "language": "nb"},
        ],
    ),
    "RPT601": (
        [{"isbn": "978-92-9260-523-1"}, {"isbn": "080442957X, 0804429579"}, {"isbn": "9790000000000"}],
        [{"isbn": "978-92-9260-523-0"}, {"isbn": "0-8044-2957-X"}, {"isbn": "080442957x"}],
    ),
    "RPT602": (
        [{"extra": {"ISBN": "978-92-9260-52"}}, {"extra": {"ISBN": "978-92-9260-523-0 (PDF)"}}],
        [{"extra": {"volume": "978"}}],
    ),
    "RPT603": ([{"issn": "2049-3631"}], [{"issn": "2049-3630"}, {"issn": "2434-561X"}]),
    "RPT604": ([{"extra": {"ISSN": "2049-363"}}, {"extra": {"ISSN": "978-92-9260-523-0"}}], [{"issn": "2049-3630"}]),
    "RPT605": (
        [{"extra": {"DOI": "doi.org/abc"}}, {"doi": "10.1234/abc."}, {"extra": {"DOI": "see 10.1234/abc"}}],
        [{"doi": "10.1002/(SICI)1096-8644(199601)99:1<1::AID>3.0.CO;2-1"}, {"extra": {"doi": "10.1234/a"}}],
    ),
    "RPT606": (
        [
            {"extra": {"URL": "www.example.org/report"}},
            {"extra": {"URL": "https://example.org/a b"}},
            {"url": "https://https://example.org/x"},
            {"url": "https://www.example,org/x"},
        ],
        [
            {"url": "https://example.org/a%20b"},
            {"url": "ftp://example.org/x"},
            {"url": "https://web.archive.org/web/2020/https://example.org/a,b"},
            {"extra": {"url": "https://example.org/"}},
        ],
    ),
    "RPT607": (
        [{"url": "http://hdl.handle.net/20.500.12592/b2rbv89"}, {"url": "https://coilink.org/20.500.12592/B2RBV89"}],
        [{"url": "https://hdl.handle.net/20.500.12592/other"}, {"url": "https://example.org/"}],
    ),
    "RPT608": (
        [{"url": "http://localhost:8080/x"}, {"url": "http://192.168.0.7/x"}, {"url": "http://intranet/x"}],
        [{"url": f"https://{host}/x"} for host in ("localhost.example.org", "192.0.2.7", "[2001:db8::1]", "a.org")],
    ),
    "RPT609": (
        [
            {"url": "https://login.ezproxy.example.edu/login?url=https://x.org"},
            {"url": "https://x.org/a;jsessionid=8A7B6C5D4E"},
            {"url": "https://user:secret@example.org/x"},
        ],
        [{"url": "https://example.org/?side=12345678"}, {"url": "https://example.org/tokens?page=2"}],
    ),
    "RPT610": ([{"handle": None}], [{"handle": None, "isbn": "978-92-9260-523-0"}]),
    "RPT701": ([{"pages": "34-12"}], [{"pages": "134-41"}, {"pages": "12-34"}, {"pages": "7"}, {"pages": "i-xii"}]),
    "RPT702": ([{"number_of_pages": "0"}, {"number_of_pages": "99999"}], [{"number_of_pages": "xii, 340 p."}]),
    "BIB105": (
        [{"type": "article-journal"}, {"type": "thesis"}, {"type": "webpage", "handle": None}],
        [{"type": "article-journal", "extra": {"container-title": "Sahel"}}, {"type": "webpage"}],
    ),
}  # fmt: skip
# Rules that look at something else than a report: the tests of those have their cases.
ELSEWHERE = {"HDL002", "BIB101", "BIB102", "BIB103", "BIB104", "BIB201", "BIB202", "BIB203", "BIB204"}


def codes(**changes: Any) -> list[str]:
    return [finding.code for finding in validate(Report(**{**GOOD, **changes}), today=TODAY)]


def test_every_rule_has_cases() -> None:
    offline = {rule.code for rule in rules() if rule.family in ("HDL", "RPT", "BIB")}
    assert offline == CASES.keys() | ELSEWHERE


def test_good_report_has_no_findings() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("code", "changes"), [(code, wrong) for code, (found, _) in CASES.items() for wrong in found], ids=str
)
def test_found(code: str, changes: dict[str, Any]) -> None:
    assert code in codes(**changes)


@pytest.mark.parametrize(
    ("code", "changes"), [(code, right) for code, (_, missed) in CASES.items() for right in missed], ids=str
)
def test_near_miss(code: str, changes: dict[str, Any]) -> None:
    assert code not in codes(**changes)


def test_a_finding_says_what_where_and_what_to_do() -> None:
    (finding,) = validate(Report(**{**GOOD, "isbn": "978-92-9260-523-1"}), today=TODAY)
    assert (finding.code, finding.severity, finding.subject, finding.field) == (
        "RPT601",
        Severity.ERROR,
        "doe2024",
        "isbn",
    )
    assert finding.value == "978-92-9260-523-1"
    assert "978-92-9260-523-1" in finding.message
    assert finding.fix


@pytest.mark.parametrize("text", ["and/or", "20.500.12592", "2024/05/01", "", "10986/a\x00b"])
def test_text_that_is_no_handle(text: str) -> None:
    assert [finding.code for finding in validate(text)] == ["HDL001"]


@pytest.mark.parametrize(
    "text",
    [
        "hdl:10986/1",
        "http://hdl.handle.net/10986/1",
        "COI: 10986/1.",
        "https://hdl.handle.net/10986/1?noredirect",
    ],
)
def test_spellings_of_a_handle(text: str) -> None:
    assert [finding.code for finding in validate(text)] == ["HDL002"]


@pytest.mark.parametrize(
    "text",
    [
        "10986/1",
        "https://hdl.handle.net/10986/1",
        "https://coilink.org/10986/1",
        "hdl:TEST/x",
        "1721.1/a(b)c",
    ],
)
def test_well_spelt_handles(text: str) -> None:
    assert validate(text) == ()


def test_early_and_uncertain_is_milder() -> None:
    found = validate(Report(**{**GOOD, "issued": "1200~"}), today=TODAY)
    assert [(finding.code, finding.severity) for finding in found] == [("RPT304", Severity.WARNING)]


def test_initials_beside_the_name_are_a_remark() -> None:
    found = validate(Report(**{**GOOD, "authors": [DOE, Person(family="Doe", given="A.")]}), today=TODAY)
    assert [(finding.code, finding.severity) for finding in found] == [("RPT204", Severity.INFO)]


def test_select_and_ignore() -> None:
    report = Report(**{**GOOD, "isbn": "978-92-9260-523-1", "language": None})
    assert [f.code for f in validate(report, select=["RPT6"], today=TODAY)] == ["RPT601"]
    assert [f.code for f in validate(report, ignore=["RPT6"], today=TODAY)] == ["RPT501"]
    assert [f.code for f in validate(report, select=["RPT601", "RPT501"], ignore=["RPT"], today=TODAY)] == [
        "RPT501",
        "RPT601",
    ]


def test_hostile_text_takes_no_longer() -> None:
    for text in (
        "<" * 200_000,
        "Ã" * 200_000,
        "&" * 200_000,
        "\\" * 200_000,
        "a\u200b" * 100_000,
        "{" * 200_000,
    ):
        assert isinstance(codes(title=text, summary=text, note=text), list)


def test_initials_of_a_given_name_with_a_hyphen() -> None:
    full, short = Person(family="Roe", given="Jean-Pierre"), Person(family="Roe", given="J.-P.")
    found = validate(Report(**{**GOOD, "authors": [full, short]}), today=TODAY)
    assert [(finding.code, finding.severity) for finding in found] == [("RPT204", Severity.INFO)]
