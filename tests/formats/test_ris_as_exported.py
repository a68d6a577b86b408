"""RIS as programs and databases export it: the kinds of fault that were met, each in words of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import briefmeta

if TYPE_CHECKING:
    from briefmeta.errors import ParseError


def read(*lines: str) -> tuple[briefmeta.Report, list[ParseError]]:
    problems: list[ParseError] = []
    [report] = briefmeta.loads("\n".join(("TY  - RPRT", "TI  - Dams", *lines, "ER  - ", "")), "ris", problems)
    return report, problems


def test_a_name_needs_no_space_behind_its_comma() -> None:
    report, _ = read("AU  - Okafor,M.J.", "AU  - Lindqvist,Sara")
    assert [(name.family, name.given) for name in report.authors if isinstance(name, briefmeta.Person)] == [
        ("Okafor", "M.J."),
        ("Lindqvist", "Sara"),
    ]


def test_a_qualifier_does_not_make_an_isbn_a_report_number() -> None:
    report, _ = read("SN  - 978-92-9260-523-0 hardback")
    assert (report.isbn, report.number) == ("978-92-9260-523-0", None)


def test_addresses_with_a_semicolon_and_no_space_between() -> None:
    report, _ = read("UR  - https://a.example/x;https://b.example/y")
    assert report.url == "https://a.example/x"
    assert list(report.extra["urls"]) == ["https://b.example/y"]


def test_an_address_with_a_semicolon_inside_is_one() -> None:
    report, _ = read("UR  - https://a.example/x;jsessionid=1?y=2")
    assert report.url == "https://a.example/x;jsessionid=1?y=2"


def test_a_department_of_endnote_translated_nothing_and_is_told() -> None:
    report, problems = read("A4  - Department of Hydrology", "PB  - River Board")
    assert report.translators == ()
    assert report.extra["A4"] == "Department of Hydrology"
    assert "A4" in [problem.field for problem in problems]


def test_a_translating_organization_keeps_its_place_by_its_comma() -> None:
    report, _ = read("A4  - Translation Bureau,")
    assert [str(name) for name in report.translators] == ["Translation Bureau"]


def test_the_order_of_authors_is_that_of_the_file() -> None:
    report, _ = read("A1  - Alpha, Ann", "AU  - Beta, Bob", "A1  - Gamma, Gil")
    assert [str(name) for name in report.authors] == ["Ann Alpha", "Bob Beta", "Gil Gamma"]


@pytest.mark.parametrize("tag", ["AD", "AN", "C3", "L1", "LB", "OP", "RP", "U2"])
def test_every_tag_is_known_when_it_is_written_loosely(tag: str) -> None:
    problems: list[ParseError] = []
    text = f"TY - RPRT\nTI - Dams\nAU - Doe, Jane\n{tag} - what it says\nPY - 2020\nER -\n"
    [report] = briefmeta.loads(text, "ris", problems)
    assert [str(name) for name in report.authors] == ["Jane Doe"]
    assert report.extra[tag] == "what it says"


@pytest.mark.parametrize(("day", "date"), [("2001-00-00", "2001"), ("2001/05/00", "2001-05")])
def test_zero_is_an_unknown_month_or_day(day: str, date: str) -> None:
    assert str(read(f"DA  - {day}")[0].issued) == date


def test_a_link_to_the_full_text_is_the_address_where_there_is_no_other() -> None:
    assert read("L2  - https://a.example/dams.pdf")[0].url == "https://a.example/dams.pdf"
    report, _ = read("UR  - https://a.example/dams", "L1  - https://a.example/dams.pdf")
    assert (report.url, report.extra["L1"]) == ("https://a.example/dams", "https://a.example/dams.pdf")
    assert read("L1  - file:///home/dams.pdf")[0].url is None
