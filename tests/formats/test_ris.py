"""RIS as programs write it, both ways, and what must not break it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.formats import ris
from briefmeta.formats.ris.tags import KNOWN_TAGS
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.report import FIELDS, Report

if TYPE_CHECKING:
    from pathlib import Path

    from briefmeta.errors import ParseError


def read(text: str) -> Report:
    problems: list[ParseError] = []
    [report] = ris.loads(text, problems)
    assert problems == []
    return report


@settings(max_examples=150)
@given(data=st.data())
def test_every_report_comes_back(data: st.DataObject, any_reports: st.SearchStrategy[Report]) -> None:
    reports = data.draw(st.lists(any_reports, min_size=1, max_size=3))
    text = ris.dumps(reports)
    problems: list[ParseError] = []
    assert ris.loads(text, problems) == reports
    assert problems == []
    assert (
        list(ris.iter_loads(text.splitlines(keepends=True) if text.isascii() else text.split("\n"), []))
        == reports
    )


@settings(max_examples=100)
@given(data=st.data())
def test_a_value_never_adds_a_line_of_its_own(
    data: st.DataObject, any_reports: st.SearchStrategy[Report]
) -> None:
    report = data.draw(any_reports)
    lines = ris.dumps([report]).split("\n")
    tags = [line[:2] for line in lines if not line.startswith("  ") and line]
    assert all(line[2:6] == "  - " for line in lines if line and not line.startswith("  "))
    assert tags[0] == "TY"
    assert tags.count("TY") == tags.count("ER") == 1
    assert tags.count("AU") == len(report.authors)
    assert tags.count("KW") == len(report.subjects)


ZOTERO = """TY  - RPRT
TI  - Renewable power generation costs in 2022
AU  - Taylor, Michael
AU  - International Renewable Energy Agency
A2  - Ralon, Pablo
AB  - First paragraph.

Second paragraph.
CY  - Abu Dhabi
DA  - 2023/08//
PY  - 2023
LA  - en
M1  - 12
M3  - Cost report
PB  - International Renewable Energy Agency
SN  - 978-92-9260-544-5
SP  - 1
EP  - 208
ST  - Renewable power generation costs
T2  - Costs
UR  - https://coilink.org/20.500.12592/mpg4mbb
Y2  - 2025/04/22/14:00:01
N1  - <p>A note</p>
KW  - costs
KW  - solar
L1  - https://example.org/a.pdf
ER  -

"""


def test_a_report_of_zotero() -> None:
    report = read(ZOTERO)
    assert report.type == "report"
    assert report.title == "Renewable power generation costs in 2022"
    assert report.authors == (
        Person(family="Taylor", given="Michael"),
        Organization(name="International Renewable Energy Agency"),
    )
    assert report.editors == (Person(family="Ralon", given="Pablo"),)
    assert report.summary == "First paragraph.\n\nSecond paragraph."
    assert (report.place, report.number, report.genre, report.pages) == (
        "Abu Dhabi",
        "12",
        "Cost report",
        "1-208",
    )
    assert str(report.issued) == "2023-08"
    assert report.isbn == "978-92-9260-544-5"
    assert (str(report.handle), report.url) == (
        "20.500.12592/mpg4mbb",
        "https://coilink.org/20.500.12592/mpg4mbb",
    )
    assert str(report.accessed) == "2025-04-22"
    assert report.subjects == ("costs", "solar")
    assert report.series == "Costs"
    assert report.extra["L1"] == "https://example.org/a.pdf"


def test_a_journal_article_of_an_older_program() -> None:
    report = read(
        "TY  - JOUR\nA1  - van Gogh, Vincent\nA1  - King, Martin Luther, Jr.\nT1  - Fields\nJF  - Journal of Art\n"
        "JA  - J. Art\nY1  - 1999/02/03/\nVL  - 12\nCP  - 3\nSP  - 12\nEP  - 34\nN2  - Said so.\n"
        "SN  - 1234-5678\nUR  - https://doi.org/10.1234/abc\nID  - 77\nER  - \n"
    )
    assert report.type == "article-journal"
    assert report.authors[0] == Person(family="Gogh", given="Vincent", non_dropping_particle="van")
    assert report.authors[1] == Person(family="King", given="Martin Luther", suffix="Jr.")
    assert report.extra == {
        "container-title": "Journal of Art",
        "container-title-short": "J. Art",
        "volume": "12",
        "issue": "3",
    }
    assert (report.title, report.pages, report.summary) == ("Fields", "12-34", "Said so.")
    assert (report.issn, report.doi, report.url, report.key) == ("1234-5678", "10.1234/abc", None, "77")
    assert report.issued == PublicationDate(year=1999, month=2, day=3)


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("PY  - 2024", "issued", "2024"),
        ("PY  - 2024///", "issued", "2024"),
        ("PY  - 2024\nDA  - 2024/00/00/", "issued", "2024"),
        ("PY  - 2024\nDA  - Apr 5", "issued", "2024-04-05"),
        ("DA  - 2024-04-05", "issued", "2024-04-05"),
        ("PY  - 2024\nDA  - 2024///Spring", "issued", "2024-21"),
        ("PY  - 2009\nDA  - 2008/12/30/", "issued", "2009"),
        ("DO  - https://doi.org/10.1234/x", "doi", "10.1234/x"),
        ("SN  - 2023-0012", "number", "2023-0012"),
        ("SN  - WP/12\nSN  - 9789292605230", "number", "WP/12"),
        ("SN  - ISSN 2049-3630", "issn", "2049-3630"),
        ("KW  - a; b ;c", "subjects", ("a", "b", "c")),
        ("KW  - a\nb\nc", "subjects", ("a", "b", "c")),
        ("CY  - Geneva, Switzerland", "place", "Geneva"),
        ("AB  - cut in the\nmiddle of a line", "summary", "cut in the middle of a line"),
        ("AB  - cut as\n      others do", "summary", "cut as others do"),
        ("TI  - A title\nover two lines", "title", "A title over two lines"),
        ("T1  - Old", "title", "Old"),
        ("BT  - A book", "title", "A book"),
        ("LA  - many tongues", "language", None),
        ("AB  - one\nAB  - two", "summary", "one\ntwo"),
        ("UR  - https://a.example/x; https://b.example/y", "url", "https://a.example/x"),
        ("AB  - AU  - Doe, Jane is no author", "summary", "AU  - Doe, Jane is no author"),
        ("M2  - rights: CC BY 4.0", "rights", "CC BY 4.0"),
        ("M2  - number-of-pages: 24", "number_of_pages", "24"),
    ],
)
def test_values(lines: str, field: str, value: object) -> None:
    found = getattr(read(f"TY  - RPRT\n{lines}\nER  - \n"), field)
    assert (str(found) if isinstance(found, PublicationDate) else found) == value


@pytest.mark.parametrize(
    ("lines", "extra"),
    [
        ("LA  - many tongues", {"language": "many tongues"}),
        ("DO  - soon", {"DOI": "soon"}),
        ("DA  - in the spring", {"DA": "in the spring"}),
        ("PY  - 2009\nDA  - 2008/12/30/", {"DA": "2008/12/30/"}),
        ("AD  - Street 1\nAD  - Street 2", {"AD": ["Street 1", "Street 2"]}),
        ("TI  - One\nTI  - Two", {"TI": "Two"}),
        ("M2  - see page 3", {"M2": "see page 3"}),
        ("M2  - PMID: 12", {"PMID": "12"}),
        ("UR  - https://a.example/x\nUR  - https://b.example/y", {"urls": ["https://b.example/y"]}),
    ],
)
def test_what_no_field_holds_is_kept(lines: str, extra: dict[str, object]) -> None:
    report = read(f"TY  - RPRT\n{lines}\nER  - \n")
    assert report.extra == extra
    assert read(ris.dumps([report])) == report


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["ER  - ", "ER  -", ""])
def test_line_ends_and_missing_ends(end: str, last: str) -> None:
    record = ["TY  - RPRT", "TI  - One", "ID  - a", last]
    text = end.join(["Provider: somebody", "", *record, "", *record, ""])
    problems: list[ParseError] = []
    assert [report.title for report in ris.loads(text, problems)] == ["One", "One"]
    assert problems == []


def test_places_are_found_in_long_texts() -> None:
    usual = "TY  - RPRT\nTI  - a\nAB  - one\n  two\nER  - \n\n"
    faulty = "TY  - RPRT\nTI  - a\0b\nER  - \n\n"
    problems: list[ParseError] = []
    text = (usual * 3000 + faulty) * 2 + "stray\n" + usual + faulty
    assert len(ris.loads(text, problems)) == 6004
    lines = text.split("\n")
    assert [lines[(problem.line or 0) - 1] for problem in problems] == [
        "TI  - a\0b",
        "TI  - a\0b",
        "stray",
        "TI  - a\0b",
    ]
    again: list[ParseError] = []
    list(ris.iter_loads(text.splitlines(keepends=True), again))
    assert [problem.line for problem in again] == [problem.line for problem in problems]


def test_tags_written_loosely() -> None:
    report = read(
        "\ufeffTY - RPRT\n AU  - Doe, Jane\nTI  -Pivot\nPY - 2024\nAB  - EU - US relations\nUS - Africa\nER  -"
    )
    assert (report.title, str(report.authors[0]), str(report.issued)) == ("Pivot", "Jane Doe", "2024")
    assert report.summary == "EU - US relations\nUS - Africa"


def test_an_unknown_type_is_rules() -> None:
    report = read("TY  - XYZ\nTI  - One\nER  - \n")
    assert (report.type, report.extra["TY"]) == ("document", "XYZ")
    assert ris.dumps([report]).startswith("TY  - XYZ\n")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "no record"),
        ("nothing here\nat all", 1, "no record"),
        ("AU  - Doe, Jane\nTI  - One", 1, "outside a record"),
        ("TY  - RPRT\nER  - \nstray\nTY  - RPRT\nER  - ", 3, "outside a record"),
        ("TY  - RPRT\nPY  - 2024\nTI  - a\0b\nER  - ", 3, "U+0000"),
        ("TY  - RPRT\nAB  - one\n\n  tw\udc80o\nER  - ", 4, "U+DC80"),
        ("TY  - RPRT\nAU  - \u202eDoe, J\0ane\nER  - ", 2, "control characters"),
    ],
)
def test_problems_say_where(text: str, line: int, says: str) -> None:
    problems: list[ParseError] = []
    reports = ris.loads(text, problems)
    assert [(problem.line, says in problem.message) for problem in problems] == [(line, True)]
    assert len(reports) == text.count("TY  - ") or "outside" in says


def test_a_faulty_value_is_read_without_what_is_wrong() -> None:
    problems: list[ParseError] = []
    [report] = ris.loads("TY  - RPRT\nTI  - a\0b\nAU  - Do\0e, Jane\nKW  - x\nKW  - y\0\nER  - ", problems)
    assert (report.title, str(report.authors[0]), report.subjects) == ("ab", "Jane Doe", ("x", "y"))
    assert [(problem.line, problem.column) for problem in problems] == [(3, 9), (2, 8), (5, 8)]


@pytest.mark.parametrize(
    "unit",
    [
        "TY  - RPRT\n",
        "TY  - RPRT\nER  - \n",
        "AU  - A, B\n",
        "x\n",
        "\n",
        "TI  -",
        " ",
        "KW  - a;",
        "AU  - a\0b\n",
        "UR  - x; ",
        "M2  - a:= [",
        "ER  - \n",
        "DA  - 1/",
        "AU  - ,",
        "SP  - 1-",
    ],
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    start = time.perf_counter()
    ris.loads("TY  - RPRT\n" + unit * (600_000 // len(unit)), [])
    assert time.perf_counter() - start < 20


def test_a_line_of_50_mb_is_an_error_or_rules() -> None:
    problems: list[ParseError] = []
    reports = ris.loads(
        "TY  - RPRT\nID  - a\nTI  - " + "x" * 50_000_000 + "\nER  - \nTY  - RPRT\nTI  - b\nER  - ", problems
    )
    assert reports[1].title == "b"
    assert len(problems) == 1
    assert len(str(problems[0])) < 1000


def test_rispy_reads_what_is_written() -> None:
    rispy = pytest.importorskip("rispy")
    report = Report(
        title="Pivot",
        authors=(
            Person(family="Doe", given="Jane"),
            Organization(name="Ministry of Health, Labour and Welfare"),
        ),
        summary="One.\nER  - \nTY  - RPRT\n\nTwo.",
        issued=PublicationDate(year=2024, month=4, day=5),
        subjects=("a", "b"),
        number="12",
    )
    [record] = rispy.loads(ris.dumps([report]))
    assert record["authors"] == ["Doe, Jane", "Ministry of Health,, Labour and Welfare"]
    assert record["type_of_reference"] == "RPRT"
    assert record["abstract"].startswith("One. ER  -")
    assert (record["year"], record["date"], record["issn"]) == ("2024", "2024/04/05/", "12")


def test_the_record_of_an_index(shared: Path) -> None:
    from briefmeta.formats.registry import find_format

    [report] = find_format("record").loads((shared / "data/records/niger.txt").read_text(encoding="utf-8"))
    assert ris.loads(ris.dumps([report]), []) == [report]


@pytest.mark.parametrize("line", ["ER  -", "ER  - ", "TY  - BOOK", "ER -", "TI  - x", "T2- x"])
def test_a_line_of_a_value_is_no_tag(line: str) -> None:
    """Also where a record of the text has to be read tolerantly."""
    report = Report(title="A", note=f"first\n{line}\nlast", extra={"container-title": "C"}, key="k")
    assert ris.loads(ris.dumps([report, report]), []) == [report, report]


_PIECES = st.sampled_from(
    "RPRT|Doe, Jane|World Bank,|2024|2024/04/05/|a  b| c |d\te||x; y|en|12|1-2|ISBN 978-92-9260-523-0|1234-567X"
    "|Geneva , Switzerland|https://hdl.handle.net/20.500.12592/a|https://doi.org/10.1234/5|M: 1|title: b  c"
    "|e\0f|g\u202eh|\u00a0i\u00a0|a\n  b|a\nb".split("|")
)
_TAGS = st.sampled_from([*sorted(KNOWN_TAGS - {"TY", "ER"}), "C1", "U1"])


@settings(max_examples=300)
@given(
    lines=st.lists(st.tuples(_TAGS, _PIECES), max_size=9),
    ris_type=st.sampled_from(["RPRT", "JOUR", "BOOK", "rprt", "X", ""]),
)
def test_what_is_read_is_what_the_constructor_makes(lines: list[tuple[str, str]], ris_type: str) -> None:
    text = "".join(f"{tag}  - {value}\n" for tag, value in [("TY", ris_type), *lines, ("ER", "")])
    [report] = ris.loads(text, [])
    values = {field: getattr(report, field) for field in FIELDS}
    made = Report(**values)
    assert made == report
    for field, value in values.items():
        assert type(getattr(made, field)) is type(value)


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("ty  - RPRT\nti  - Lower\ner  - ", "title", "Lower"),
        ("TY\t-\tRPRT\nTI\t-\tTabs\nER\t-\t", "title", "Tabs"),
        ("TY  \u2013 RPRT\nTI  \u2013 Dashes\nER  \u2013 ", "title", "Dashes"),
        ("  TY  - RPRT\n  TI  - Indented\n  AB  - One\n  two.\n  ER  - ", "summary", "One two."),
        ("TY  - RPRT\nAB  - What it\nis - a question\nER  - ", "summary", "What it is - a question"),
        ("TY  - RPRT\nU1  -\nC7  -\nAB  - Text\nER  -", "summary", "Text"),
        ("TY  - RPRT\nTI  - A\nER  -\n\nEF\n", "title", "A"),
        ("TY  - RPRT\nKW  - one; two\n\nER  -\n", "subjects", ("one", "two")),
        ("TY  - RPRT\nY1  - 2018\nDA  - 2018/11/05\nER  - ", "issued", PublicationDate.parse("2018-11-05")),
        ("TY  - JOUR\nY1  - 2001/03/05/3/5/2001\nER  - ", "issued", PublicationDate.parse("2001-03-05")),
        (
            "TY  - JOUR\nY1  - 2001/03//Mar/Apr2001\nER  - ",
            "issued",
            PublicationDate.parse("2001-03/2001-04"),
        ),
        ("TY  - BOOK\nSN  - 978-0-19-852663-6 (pbk.)\nER  - ", "isbn", "978-0-19-852663-6"),
        (
            "TY  - JOUR\nSN  - 1474-547X (Electronic) 0140-6736 (Linking)\nER  - ",
            "issn",
            "1474-547X, 0140-6736",
        ),
        (
            "TY  - RPRT\nAU  - Doe, Jane; Roe, Richard\nER  - ",
            "authors",
            (Person(family="Doe", given="Jane"), Person(family="Roe", given="Richard")),
        ),
        ("TY  - CHAP\nTI  - Chapter\nBT  - The Book\nER  - ", "extra", {"container-title": "The Book"}),
        ("TY  - RPRT\nAB  - One.\nAB  - Two.\nAB  - One.\nER  - ", "summary", "One.\nTwo."),
    ],
)
def test_what_other_programs_write(lines: str, field: str, value: object) -> None:
    assert getattr(read(lines), field) == value


def test_what_a_number_says_of_itself_is_rules() -> None:
    report = read("TY  - BOOK\nSN  - 978-0-19-852663-6 (pbk.)\nER  - ")
    assert report.extra == {"SN": "978-0-19-852663-6 (pbk.)"}
    assert read(ris.dumps([report])) == report


def test_a_single_name_with_a_semicolon_comes_back() -> None:
    for name in (Organization(name="Aid; Trade"), Person(family="Doe; Roe", given="J.")):
        report = Report(authors=[name], number="978-0-19-852663-6 (pbk.)", key="a")
        assert read(ris.dumps([report])) == report
