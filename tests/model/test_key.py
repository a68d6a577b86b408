"""Citation keys: how they are made and how they are made to differ."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.model.key import citation_key, unique_keys, with_unique_keys
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.report import Report
from briefmeta.text.fold import ascii_letters

KEY = re.compile(r"[a-z][a-z0-9]{0,79}")


def key(**fields: Any) -> str:
    return citation_key(Report(**fields))


def by(person: Person | Organization, title: str = "Water", issued: str | None = "2024") -> str:
    return key(authors=[person], title=title, issued=issued)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person(family="Parens", given="Raphael"), "parens"),
        (Person(family="Gogh", given="Vincent", non_dropping_particle="van"), "gogh"),
        (Person(family="O’Neill"), "oneill"),
        (Person(family="García Márquez"), "garciamarquez"),
        (Person(family="Müller-Lüdenscheidt"), "mullerludenscheidt"),
        (Person(given="Björk"), "bjork"),
        (Person(family="Ødegård"), "odegard"),
        (Person(family="Straße"), "strasse"),
        (Person(family="Łukasiewicz"), "lukasiewicz"),
        (Person(family="Þórðarson"), "thordarson"),
        (Person(family="Đặng"), "dang"),
        (Person(family="Путин"), "putin"),
        (Person(family="Щербаков"), "shcherbakov"),
        (Person(family="Παπανδρέου"), "papandreoy"),
        (Person(family="김"), "gim"),
        (Person(family="やまだ"), "yamada"),
        (Person(family="علي"), "ly"),
        (Person(family="习", given="近平"), "xi"),
        (Person(family="佐藤", given="太郎"), "zuoteng"),
        (Person(family="मिश्र"), "misr"),
        (Organization(name="UNICEF"), "unicef"),
        (Organization(name="World Bank"), "worldbank"),
        (Organization(name="The World Bank"), "worldbank"),
        (Organization(name="RAND Corporation"), "rand"),
        (Organization(name="World Health Organization (WHO)"), "who"),
        (Organization(name="Organisation for Economic Co-operation and Development"), "oecd"),
        (Organization(name="International Institute for Strategic Studies"), "iiss"),
        (Organization(name="Centre d'études stratégiques"), "ces"),
        (Organization(name="3ie"), "report3ie"),
        (Organization(name="世界银行"), "shijieyinxing"),
    ],
)
def test_the_author_part(person: Person | Organization, expected: str) -> None:
    assert by(person) == expected + "2024water"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Niger's Pivot to Moscow", "niger"),
        ("Niger’s Pivot to Moscow", "niger"),
        ("The Future of Work", "future"),
        ("How to Do It: A Guide", "it"),
        ("L’avenir de l’Europe", "avenir"),
        ("Der Weg zur Energiewende", "weg"),
        ("El futuro de la pesca", "futuro"),
        ("2030 Agenda", "2030"),
        ("COVID-19 in Africa", "covid19"),
        ("<i>Homo sapiens</i> and us", "homo"),
        ("“Quoted” Words", "quoted"),
        ("To Be or Not to Be", "to"),
        ("О войне", "voine"),
        ("…", ""),
        ("未来", "weilai"),
        ("尼日尔的外交转向", "nirierde"),
        ("हिन्दी में रिपोर्ट", "hindi"),
        ("x" * 5000, "x" * 24),
    ],
)
def test_the_title_part(title: str, expected: str) -> None:
    assert by(Person(family="Doe"), title) == "doe2024" + expected


@pytest.mark.parametrize(
    ("issued", "expected"), [("2024-04-05", "2024"), ("-0043", "44bce"), (None, "nd"), ("2020/2022", "2020")]
)
def test_the_year_part(issued: str | None, expected: str) -> None:
    assert by(Person(family="Doe"), issued=issued) == f"doe{expected}water"


def test_who_stands_for_the_author_where_there_is_none() -> None:
    editor, translator = Person(family="Roe"), Person(family="Poe")
    assert key(editors=[editor], translators=[translator], publisher="World Bank") == "roend"
    assert key(translators=[translator], publisher="World Bank") == "poend"
    assert key(publisher="World Bank", title="Water") == "worldbankndwater"
    assert key(title="Water") == "reportndwater"
    assert key(type="article-journal") == "articlejournalnd"


def test_the_handle_stands_for_a_title_that_has_no_reading() -> None:
    assert key(title="…", handle="20.500.12592/b2rbv89", issued="2024") == "report2024b2rbv89"


@given(
    family=st.text(max_size=40).filter(lambda text: ascii_letters(text) or text.strip().isalpha()),
    title=st.text(max_size=60),
    year=st.one_of(st.none(), st.integers(-500, 2500)),
)
@settings(max_examples=150)
def test_a_key_has_one_form_whatever_the_text(family: str, title: str, year: int | None) -> None:
    from briefmeta.errors import InvalidValueError
    from briefmeta.model.dates.publication_date import PublicationDate

    issued = None if year is None else PublicationDate(year=year)
    try:
        report = Report(title=title, authors=(Person(family=family),), issued=issued)
    except InvalidValueError:
        return  # text that no report holds
    assert KEY.fullmatch(report.key)
    assert citation_key(report) == report.key


@given(st.text())
@settings(max_examples=200)
def test_text_in_ascii_letters_is_ascii(text: str) -> None:
    assert re.fullmatch("[a-z0-9]*", ascii_letters(text))


def test_unique_keys_count_in_letters() -> None:
    found = list(unique_keys(["k"] * 30))
    assert found[:3] == ["k", "ka", "kb"]
    assert found[25:29] == ["ky", "kz", "kaa", "kab"]


def test_a_suffix_does_not_take_a_key_that_comes_later_in_a_list() -> None:
    assert list(unique_keys(["k", "k", "ka", "kb"])) == ["k", "kc", "ka", "kb"]


def test_a_stream_gives_the_later_key_a_suffix() -> None:
    assert list(unique_keys(iter(["k", "k", "ka"]))) == ["k", "ka", "kaa"]


@given(st.lists(st.sampled_from(["k", "ka", "kb", "kaa", "x", ""]), max_size=40), st.booleans())
def test_unique_keys_differ_and_first_ones_stay(keys: list[str], stream: bool) -> None:
    found = list(unique_keys(iter(keys) if stream else keys))
    assert len(set(found)) == len(keys)
    assert all(new.startswith(old) for old, new in zip(keys, found, strict=True))
    if not stream:
        assert all(
            new == old for i, (old, new) in enumerate(zip(keys, found, strict=True)) if old not in keys[:i]
        )


def test_unique_keys_are_made_as_they_are_asked_for() -> None:
    def keys() -> Any:
        yield "k"
        raise RuntimeError("asked for too early")

    assert next(iter(unique_keys(keys()))) == "k"


def test_many_equal_keys_take_linear_time() -> None:
    start = time.perf_counter()
    assert len(set(unique_keys(["k"] * 200_000))) == 200_000
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("stream", [False, True])
def test_reports_get_unique_keys_and_keep_what_needs_no_change(stream: bool) -> None:
    reports = [Report(title="A", key="x"), Report(title="B", key="x"), Report(title="C", key="y")]
    found = list(with_unique_keys(iter(reports) if stream else reports))
    assert [report.key for report in found] == ["x", "xa", "y"]
    assert [report.title for report in found] == ["A", "B", "C"]
    assert found[0] is reports[0]
    assert found[2] is reports[2]
