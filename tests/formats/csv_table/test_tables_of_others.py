"""Tables that people and repositories export: labels in other languages, DSpace's columns, names with initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import briefmeta

if TYPE_CHECKING:
    from briefmeta.errors import ParseError


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Titel", "title"),
        ("Erscheinungsjahr", "issued"),
        ("Título", "title"),
        ("Mots-clés", "subjects"),
        ("Author(s)", "authors"),
        ("Autor(en)", "authors"),
        ("dc.title[pt_BR]", "title"),
        ("dc.contributor.author[]", "authors"),
        ("dc.relation.ispartofseries", "series"),
    ],
)
def test_columns_in_the_languages_of_record_labels(header: str, field: str) -> None:
    value = {"issued": "2021", "authors": "Okafor, Mira"}.get(field, "Delta")
    [report] = briefmeta.loads(f'{header},DOI\n"{value}",10.5555/delta\n', "csv", [])
    assert getattr(report, field) not in (None, ())
    assert report.doi == "10.5555/delta"


def test_a_german_table() -> None:
    text = (
        "\ufeffTitel;Autor(en);Erscheinungsdatum;Herausgeber;Seiten;Regal\r\n"
        'Deiche;"Okafor, Mira; Weiß, Jörg";05.04.2021;Institut für Wasserbau;31;B 7\r\n'
        "Schlick;Li Wei;März 2020;Roe, Ann;3-9;\r\n"
    )
    problems: list[ParseError] = []
    first, second = briefmeta.loads(text, "csv", problems)
    assert [str(name) for name in first.authors] == ["Mira Okafor", "Jörg Weiß"]
    assert (str(first.issued), first.publisher, first.number_of_pages) == (
        "2021-04-05",
        "Institut für Wasserbau",
        "31",
    )
    assert (str(second.editors[0]), second.publisher, second.pages) == ("Ann Roe", None, "3-9")
    assert first.extra["Regal"] == "B 7"
    assert ["'Regal'" in problem.message for problem in problems] == [True]


def test_an_export_of_dspace() -> None:
    text = (
        "id,collection,dc.title[en],dc.contributor.author,dc.date.issued[],dc.identifier.uri,dc.subject[en]\n"
        'u-1,20.500.12592/1,Dikes||Deiche,"Okafor, M.A.||Wei, LI",2021,http://hdl.handle.net/20.500.12592/x7,silt||water\n'
    )
    [report] = briefmeta.loads(text, "csv", [])
    assert [str(name) for name in report.authors] == ["M.A. Okafor", "LI Wei"]
    assert (report.title, str(report.handle), report.series) == ("Dikes", "20.500.12592/x7", None)
    assert report.subjects == ("silt", "water")
    assert (report.extra["collection"], report.extra["dc.title[en]"]) == ("20.500.12592/1", ("Deiche",))


@pytest.mark.parametrize(("order", "date"), [("dmy", "2021-04-05"), ("mdy", "2021-05-04")])
def test_the_order_of_numbers_can_be_said(order: str, date: str) -> None:
    text = "title,date\nDikes,05/04/2021\n"
    [report] = briefmeta.loads(text, "csv", date_order=order)
    assert str(report.issued) == date
    [report] = briefmeta.loads(text, "csv", [])
    assert (report.issued, report.extra["date"]) == (None, "05/04/2021")


@pytest.mark.parametrize("name", ["Lund, A.S.", "Okafor, MA", "Wei, L."])
def test_initials_are_given_names(name: str) -> None:
    [report] = briefmeta.loads(f'title,authors\nDikes,"{name}"\n', "csv", [])
    assert [getattr(author, "inverted", None) for author in report.authors] == [name]
