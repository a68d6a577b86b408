"""MARC records as reports: the two carriers say the same, checked against pymarc; catalogues' habits; broken files."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefmeta

if TYPE_CHECKING:
    from briefmeta.errors import ParseError

pymarc = pytest.importorskip("pymarc")

Fields = list[tuple[str, str, list[tuple[str, str]]]]

BOOK: Fields = [
    ("020", "  ", [("a", "9780306406157 (pbk.) :"), ("c", "$20")]),
    ("088", "  ", [("a", "DR-7")]),
    ("100", "1 ", [("a", "Okafor, Mira,"), ("d", "1961-"), ("e", "author.")]),
    (
        "245",
        "10",
        [("a", "Dikes of the delta :"), ("b", "a survey /"), ("c", "Mira Okafor ; edited by Li Wei.")],
    ),
    ("264", " 1", [("a", "Dhaka :"), ("b", "Delta Press,"), ("c", "[2021]")]),
    ("264", " 4", [("c", "©2019")]),
    ("300", "  ", [("a", "xii, 310 pages :"), ("b", "maps ;"), ("c", "23 cm")]),
    ("490", "1 ", [("a", "Delta papers ;"), ("v", "no. 7")]),
    ("650", " 0", [("a", "Rivers"), ("z", "Bangladesh.")]),
    ("700", "1 ", [("a", "Wei, Li,"), ("e", "editor.")]),
    ("710", "2 ", [("a", "Survey of Rivers."), ("b", "Delta Office.")]),
    ("856", "40", [("u", "https://hdl.handle.net/20.500.12592/x7")]),
    ("590", "  ", [("a", "Copy 2")]),
    ("901", "  ", [("a", "b71")]),
]


def _iso2709(fields: Fields, leader: str = "00000nam a2200000 i 4500", control: str = "") -> str:
    record = pymarc.Record(force_utf8=True)
    record.leader = pymarc.Leader(leader)
    if control:
        record.add_field(pymarc.Field(tag="008", data=control))
    for tag, indicators, subfields in fields:
        pairs = [pymarc.Subfield(code=code, value=text) for code, text in subfields]
        record.add_field(pymarc.Field(tag=tag, indicators=pymarc.Indicators(*indicators), subfields=pairs))
    return str(record.as_marc().decode("utf-8"))


def _xml(fields: Fields) -> str:
    record = next(iter(pymarc.MARCReader(_iso2709(fields).encode(), to_unicode=True)))
    return str(pymarc.record_to_xml(record, namespace=True).decode())


def _values(report: briefmeta.Report) -> object:
    return {name: getattr(report, name) for name in briefmeta.model.report.FIELDS}


def test_a_record_of_a_library_is_read_from_either_carrier() -> None:
    problems: list[ParseError] = []
    [report] = briefmeta.loads(_iso2709(BOOK), "iso2709", problems)
    assert [_values(report)] == [_values(each) for each in briefmeta.loads(_xml(BOOK), "marcxml", [])]
    assert (report.type, report.title, str(report.issued)) == (
        "report",
        "Dikes of the delta: a survey",
        "2021",
    )
    assert [str(name) for name in (*report.authors, *report.editors)] == ["Mira Okafor", "Li Wei"]
    assert (report.place, report.publisher, report.isbn) == ("Dhaka", "Delta Press", "9780306406157")
    assert (report.number, report.number_of_pages, report.series, report.series_number) == (
        "DR-7",
        "xii, 310",
        "Delta papers",
        "no. 7",
    )
    assert (report.subjects, str(report.handle)) == (("Rivers--Bangladesh",), "20.500.12592/x7")
    assert report.extra["contributor"] == ({"literal": "Survey of Rivers. Delta Office"},)
    assert report.extra["marc:245c"] == ("Mira Okafor ; edited by Li Wei.",)
    assert problems == []  # what is about the copy is kept and needs no words


CONTROL = "210401s1998    bg            000 0 ben d"


@pytest.mark.parametrize(
    ("leader", "control", "fields", "csl_type"),
    [
        ("00000nam a2200000 i 4500", "", [("020", "  ", [("a", "9780306406157")])], "book"),
        ("00000nam a2200000 i 4500", "", [("502", "  ", [("a", "Ph.D., Delta University")])], "thesis"),
        ("00000naa a2200000 i 4500", "", [("773", "0 ", [("t", "Delta notes")])], "chapter"),
        (
            "00000nab a2200000 i 4500",
            "",
            [("773", "0 ", [("t", "Delta notes"), ("g", "vol. 3, p. 4-9")])],
            "article-journal",
        ),
        ("00000nem a2200000 i 4500", "", [], "map"),
        ("00000nas a2200000 i 4500", "", [], "periodical"),
        ("00000nam a2200000 i 4500", "", [("655", " 7", [("a", "Technical report.")])], "report"),
    ],
)
def test_what_kind_of_thing_a_record_is_of(leader: str, control: str, fields: Fields, csl_type: str) -> None:
    [report] = briefmeta.loads(
        _iso2709([*fields, ("245", "00", [("a", "Dikes")])], leader, control), "iso2709", []
    )
    assert report.type == csl_type


def test_the_fixed_field_fills_what_nothing_else_says() -> None:
    [report] = briefmeta.loads(_iso2709([("245", "00", [("a", "Dikes")])], control=CONTROL), "iso2709", [])
    assert (str(report.issued), report.country and report.country.alpha_2, report.language) == (
        "1998",
        "BD",
        "bn",
    )


@pytest.mark.parametrize(
    ("field", "values"),
    [
        (
            ("245", "10", [("a", "Dikes."), ("n", "Part 2,"), ("p", "Silt /")]),
            {"title": "Dikes. Part 2, Silt"},
        ),
        (("245", "10", [("a", "Dikes ="), ("b", "Deiche /")]), {"title": "Dikes = Deiche"}),
        (
            ("260", "  ", [("a", "[S.l.] :"), ("b", "Delta Press,"), ("c", "2004 printing, c1999.")]),
            {"place": None},
        ),
        (("024", "7 ", [("a", "10.5555/delta"), ("2", "doi")]), {"doi": "10.5555/delta"}),
        (("022", "  ", [("a", "0378-5955")]), {"issn": "0378-5955"}),
    ],
)
def test_marks_of_catalogues(
    field: tuple[str, str, list[tuple[str, str]]], values: dict[str, str | None]
) -> None:
    fields = [field] if field[0] == "245" else [field, ("245", "00", [("a", "Dikes")])]
    [report] = briefmeta.loads(_iso2709(fields), "iso2709", [])
    assert {name: getattr(report, name) for name in values} == values


TAGS = st.sampled_from(["245", "500", "520", "653", "100", "264", "999", "773", "856"])
TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), min_size=1, max_size=20)
MADE = st.lists(
    st.tuples(
        TAGS, st.just("  "), st.lists(st.tuples(st.sampled_from("abcxyz"), TEXT), min_size=1, max_size=4)
    )
)


@given(fields=MADE)
def test_fields_are_split_as_pymarc_splits_them(fields: Fields) -> None:
    from briefmeta.formats.marc.iso2709 import _parse

    text = _iso2709(fields)
    problems: list[ParseError] = []
    mine = _parse(text[:-1], 1, problems) if fields else None
    if mine is None:
        return
    theirs = next(iter(pymarc.MARCReader(io.BytesIO(text.encode()), to_unicode=True)))
    assert [(field.tag, field.subfields) for field in mine.fields] == [
        (field.tag, tuple((part.code, part.value.strip()) for part in field.subfields))
        for field in theirs.fields
    ]
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no marc",
        "\x1d\x1d",
        "00000nam a2200000 i 4500",
        "00000nam a2200000 i 4500x\x1e\x1d",
        _iso2709(BOOK)[:-1],
        _iso2709(BOOK)[:200] + "\x1d",
    ],
)
def test_broken_files_are_problems(text: str) -> None:
    problems: list[ParseError] = []
    briefmeta.loads(text, "iso2709", problems)
    assert any(not problem.warning for problem in problems)


def test_a_broken_record_costs_only_itself() -> None:
    problems: list[ParseError] = []
    text = _iso2709(BOOK) + "00000garbage\x1d\r\n" + _iso2709(BOOK)
    assert len(briefmeta.loads(text, "iso2709", problems)) == 2
    assert len(problems) == 1


def test_a_record_that_is_not_marked_as_unicode_is_told() -> None:
    text = _iso2709([("245", "00", [("a", "Dämme")])]).replace("nam a", "nam  ", 1)
    problems: list[ParseError] = []
    [report] = briefmeta.loads(text, "iso2709", problems)
    assert report.title == "Dämme"
    assert ["MARC-8" in problem.message for problem in problems] == [True]


def test_an_answer_of_oai_pmh_is_read() -> None:
    inner = _xml(BOOK)
    text = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>x</identifier>'
        f"</header><metadata>{inner}</metadata></record></ListRecords></OAI-PMH>"
    )
    [report] = briefmeta.loads(text, "marcxml", [])
    assert report.number == "DR-7"


def test_hostile_records_cost_no_time() -> None:
    begin = time.process_time()
    for text in (
        "\x1e" * 500_000 + "\x1d",
        "\x1d" * 300_000,
        "0" * 900_000 + "\x1d",
        "00000nam a" + "\x1f" * 500_000,
    ):
        briefmeta.loads(text, "iso2709", [])
    assert time.process_time() - begin < 8
