from __future__ import annotations

import subprocess
import sys

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.errors import BriefmetaError, DateSyntaxError
from briefmeta.model.dates.publication_date import Order, PublicationDate

parse = PublicationDate.parse


def points() -> st.SearchStrategy[PublicationDate]:
    years = st.integers(-9999, 9999)
    flags = {"circa": st.booleans(), "uncertain": st.booleans()}
    return st.one_of(
        st.builds(PublicationDate, year=years, **flags),
        st.builds(PublicationDate, year=years, month=st.integers(1, 12), **flags),
        st.builds(PublicationDate, year=years, month=st.integers(1, 12), day=st.integers(1, 28), **flags),
        st.builds(PublicationDate, year=years, season=st.integers(1, 4), **flags),
    )


def _between(one: PublicationDate, other: PublicationDate) -> PublicationDate:
    for start, end in ((one, other), (other, one)):
        try:
            return attrs.evolve(start, end=end)
        except DateSyntaxError:
            continue
    raise AssertionError(f"no range between {one} and {other}")


def dates() -> st.SearchStrategy[PublicationDate]:
    return st.one_of(
        points(),
        points().map(lambda date: attrs.evolve(date, open_end=True)),
        points().map(lambda date: attrs.evolve(date, open_start=True)),
        st.builds(_between, points(), points()),
    )


# --- laws


@given(dates())
def test_what_is_written_reads_as_the_same_date(date: PublicationDate) -> None:
    assert parse(str(date)) == date


@given(dates(), dates(), dates())
def test_the_order_is_total(one: PublicationDate, two: PublicationDate, three: PublicationDate) -> None:
    assert (one < two) + (one == two) + (one > two) == 1
    assert (one <= two) == (one < two or one == two)
    if one <= two <= three:
        assert one <= three


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        date = parse(text)
    except DateSyntaxError:
        return
    assert parse(str(date)) == date


_PIECES = [
    "2024",
    "19",
    "5",
    "44",
    "April",
    "mai",
    "-",
    "–",
    "/",
    "~",
    "?",
    "c.",
    "BC",
    "Q",
    "Spring",
    "to",
    "年",
    "[",
    ".",
    "XX",
    "00",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=9), st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_any_mixture_of_the_parts_of_dates_is_a_date_or_a_date_error(
    pieces: list[str], order: Order | None
) -> None:
    for joint in ("", " "):
        try:
            date = parse(joint.join(pieces), order)
        except DateSyntaxError:
            continue
        assert parse(str(date)) == date


# --- EDTF and ISO 8601


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024", "2024"),
        ("2024-04", "2024-04"),
        ("2024-04-05", "2024-04-05"),
        ("20240405", "2024-04-05"),
        ("2004~", "2004~"),
        ("2004?", "2004?"),
        ("2004-06%", "2004-06%"),
        ("2024-21", "2024-21"),
        ("../2004", "../2004"),
        ("/2004", "../2004"),
        ("2004/..", "2004/.."),
        ("2004/", "2004/.."),
        ("2004-02-01/2005", "2004-02-01/2005"),
        ("2004~/2005?", "2004~/2005?"),
        ("2024-24/2024-21", "2024-24/2024-21"),  # seasons are not compared within a year
        ("-0044", "-0044"),
        ("0000", "0000"),
        ("-0044-03-15", "-0044-03-15"),
        ("2019-XX", "2019"),
        ("2019-xx-XX", "2019"),
        ("2019-04-XX?", "2019-04?"),
        ("2019-00-00", "2019"),
        ("2019-04-00", "2019-04"),
        ("199X", "1990/1999"),
        ("20XX", "2000/2099"),
        ("199X?", "1990?/1999?"),
        ("2024-04-05T12:00:00Z", "2024-04-05"),
        ("2024-04-05T23:59:59.123+02:00", "2024-04-05"),
        ("2024-04-05 12:00", "2024-04-05"),
        ("2024-04-05T12:00:00+0530", "2024-04-05"),
        ("2024-04-05Z", "2024-04-05"),  # xsd:date
        ("2024-04-05+02:00", "2024-04-05"),
        ("2000-02-29", "2000-02-29"),
        ("-0004-02-29", "-0004-02-29"),
    ],
)
def test_edtf(text: str, written: str) -> None:
    assert str(parse(text)) == written


def test_the_parts_of_a_date() -> None:
    date = parse("2004-06~/2005?")
    assert (date.year, date.month, date.day, date.season) == (2004, 6, None, None)
    assert (date.circa, date.uncertain, date.is_range) == (True, False, True)
    assert date.end == PublicationDate(year=2005, uncertain=True)
    until = parse("../2004-12-31")
    assert (until.open_start, until.open_end, until.month, until.day) == (True, False, 12, 31)
    assert parse("2024-22").season == 2
    assert not parse("2024").is_range


# --- construction and order


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"year": "2024"}, "year"),
        ({"year": True}, "year"),
        ({"year": 10000}, "year"),
        ({"year": -10000}, "year"),
        ({"year": 2024, "month": 13}, "month"),
        ({"year": 2024, "month": 4.0}, "month"),
        ({"year": 2024, "day": 5}, "day"),
        ({"year": 2024, "month": 2, "day": 30}, "day"),
        ({"year": 2024, "season": 5}, "season"),
        ({"year": 2024, "season": 1, "month": 4}, "season"),
        ({"year": 2024, "circa": 1}, "circa"),
        ({"year": 2024, "end": PublicationDate(year=2023)}, "end"),
        ({"year": 2024, "end": PublicationDate(year=2025, open_end=True)}, "end"),
        ({"year": 2024, "end": PublicationDate(year=2025), "open_end": True}, "end"),
        ({"year": 2024, "open_start": True, "open_end": True}, "end"),
        ({"year": 2024, "end": "2025"}, "end"),
    ],
)
def test_a_date_is_valid_once_built(values: dict[str, object], field: str) -> None:
    with pytest.raises(DateSyntaxError) as caught:
        PublicationDate(**values)  # type: ignore[arg-type]  # wrong on purpose
    assert caught.value.field == field
    assert isinstance(caught.value, BriefmetaError)
    assert isinstance(caught.value, ValueError)


def test_the_order_of_dates() -> None:
    texts = [
        "-0043", "0000", "../2004", "2004", "2004~", "2004?", "2004/2004", "2004/2005", "2004/..",
        "2004-01", "2004-21", "2004-03", "2004-03-01", "2004-03-02", "2004-24", "2004-12", "2005",
    ]  # fmt: skip
    assert [str(date) for date in sorted(parse(text) for text in reversed(texts))] == texts
    with pytest.raises(TypeError):
        assert parse("2004") < "2005"


def test_dates_are_values() -> None:
    date = parse("2024-04-05")
    assert {date: 1}[PublicationDate(year=2024, month=4, day=5)] == 1
    with pytest.raises(AttributeError):
        date.year = 2025  # type: ignore[misc]  # wrong on purpose
    assert repr(date) == "PublicationDate('2024-04-05')"


def test_importing_dates_loads_no_heavy_module() -> None:
    script = (
        "import sys, briefmeta.model.dates.publication_date as d; "
        "d.PublicationDate.parse('2024-04-05'); print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    ).stdout.split()
    assert {
        "datetime",
        "calendar",
        "briefmeta.model.dates.date_text",
        "lxml",
        "requests",
        "pycountry",
    }.isdisjoint(loaded)
