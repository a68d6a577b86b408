"""A report beside what a page says: dates that meet, and the differences in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta import PublicationDate, Report
from briefmeta.web.pages.agreement import dates_agree, differences

DATES = st.builds(
    lambda year, month, day: PublicationDate(year=year, month=month, day=day if month else None),
    st.integers(-50, 2030),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 28),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024", "2024-04-05"),
        ("2024-04", "2024-04-05"),
        ("Spring 2024", "2024-04"),
        ("Winter 2024", "2025-01"),
        ("2023/2024", "2024-01-01"),
        ("2019/..", "2024"),
        ("../2019", "1999-01-01"),
        ("2024-04-01/2024-04-07", "2024-04-05"),
        ("-0043", "-0043"),
    ],
)
def test_dates_that_meet(one: str, other: str) -> None:
    first, second = PublicationDate.parse(one), PublicationDate.parse(other)
    assert dates_agree(first, second)
    assert dates_agree(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023", "2024-04-05"),
        ("2024-03", "2024-04-05"),
        ("2024-04-04", "2024-04-05"),
        ("2024-12-31", "2025-01"),
        ("Spring 2024", "2025"),
        ("2019/2021", "2022"),
        ("../2019", "2020"),
        ("2019/..", "2018-12-31"),
    ],
)
def test_dates_that_do_not_meet(one: str, other: str) -> None:
    first, second = PublicationDate.parse(one), PublicationDate.parse(other)
    assert not dates_agree(first, second)
    assert not dates_agree(second, first)


@given(DATES, DATES)
def test_dates_agree_exactly_where_one_is_the_other_with_less(
    one: PublicationDate, other: PublicationDate
) -> None:
    short, long = sorted((str(one), str(other)), key=len)
    assert dates_agree(one, other) == (long == short or long.startswith(f"{short}-"))


@pytest.mark.parametrize(
    ("ours", "theirs", "slight"),
    [
        ("2024-04-05", "2024-04-06", True),
        ("2024-02-29", "2024-03-01", True),
        ("2023-12-31", "2024-01-01", True),
        ("2024-04-05", "2024-04-07", False),
        ("2023~", "2024", True),
        ("2024", "2023?", True),
        ("2023", "2024", False),
        ("-0043-01-01", "-0043-01-02", False),
    ],
)
def test_dates_that_may_both_be_right(ours: str, theirs: str, slight: bool) -> None:
    [found] = differences(Report(issued=ours), Report(issued=theirs))
    assert (found.field, found.is_slight) == ("issued", slight)
    assert ours in found.message
    assert theirs in found.message


@pytest.mark.parametrize(
    ("ours", "page"),
    [
        ({"title": "A: b", "short_title": "A"}, {"title": "A"}),
        ({"title": "The whole thing", "short_title": "Thing"}, {"title": "Thing"}),
        ({"authors": ["Doe, Jane"], "editors": ["Roe, R."]}, {"authors": ["J. Doe", "Richard Roe"]}),
        ({"authors": ["Doe, Jane", "Roe, R."]}, {"authors": ["J. Doe"], "editors": ["Richard Roe"]}),
        ({"title": "A"}, {}),
        ({}, {"title": "A", "authors": ["Doe, Jane"], "issued": "2024", "publisher": "FAO"}),
    ],
)
def test_no_difference(ours: dict[str, Any], page: dict[str, Any]) -> None:
    assert differences(Report(**ours), Report(**page)) == []


def test_what_is_about_something_else() -> None:
    ours = Report(title="Niger’s Pivot to Moscow", authors=["Parens, Raphael"], publisher="FPRI")
    page = Report(title="Coastal erosion", authors=["Doe, Jane"], publisher="World Bank")
    found = differences(ours, page)
    assert [(each.field, each.is_total) for each in found] == [
        ("title", True),
        ("authors", True),
        ("publisher", False),
    ]


def test_long_values_are_cut_and_safe_to_print() -> None:
    ours = Report(title="a" * 5000, authors=[f"Doe{n}, J." for n in range(50)])
    page = Report(title="b\u2066c\u2069" + "b" * 5000, authors=["Roe, R."])
    for found in differences(ours, page):
        assert len(found.message) < 1200
        assert found.message.isprintable()
