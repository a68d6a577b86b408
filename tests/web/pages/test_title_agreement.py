"""Titles that mean the same, and titles that do not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.web.pages.title_agreement import differing_words, title_likeness, titles_agree

TEXT = st.text(max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NIGER'S PIVOT TO MOSCOW", "Niger’s pivot to Moscow"),
        ("Économie du Bénin", "Economie du Benin"),
        ("“Quotes” – and dashes", "'Quotes' - and dashes"),
        ("CO<sub>2</sub> at 5:30", "CO2 at 5:30"),
        ("<i>E. coli</i> in wells", "E. coli in wells"),
        ("Niger", "Niger: a study"),
        ("Niger – A Study", "Niger"),
        ("Is it enough? Aid in 2023", "Is It Enough"),
        ("Trade (second edition)", "Trade"),
        ("Food Security | Institute of Affairs", "Food security"),
        ("Food & Agriculture", "Food and Agriculture"),
        ("Not-so-fast", "Not so fast"),
        ("Re-think e-mail", "Rethink email"),
        ("中国 经济", "中国经济"),
        ("ﬁnance", "finance"),
        ("The very long title of a…", "The very long title of a report"),
        ("The very long title of a...", "The very long title of a report"),
        ("Straße", "STRASSE"),
        ("???", "???"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert titles_agree(one, other)
    assert titles_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Annual Report 2023", "Annual Report 2024"),
        ("Annual Report 2023", "Annual Report 2023/24"),
        ("Plan 2020", "Plan 2020–2021"),
        ("Part I", "Part II"),
        ("World Report: Kenya", "World Report: Ghana"),
        ("World Report. Vol. 2", "World Report. Vol. 3"),
        ("Food security in Niger", "Food security in Mali"),
        ("Food security", "Food insecurity"),
        ("A…", "Another report"),
        ("???", "!!!"),
        ("", "Niger"),
        ("Нигер", "Niger"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert not titles_agree(one, other)
    assert not titles_agree(other, one)


def test_where_titles_part() -> None:
    assert differing_words("Niger’s Pivot to Moscow", "NIGER'S PIVOT TO BEIJING") == "Moscow → BEIJING"
    assert differing_words("Niger in 2023", "Niger") == "in 2023 → –"
    many = differing_words(" ".join(f"a b{n}" for n in range(20)), " ".join(f"a c{n}" for n in range(20)))
    assert many.endswith("; …")
    assert title_likeness("Coastal erosion in Benin", "Trade and growth") < 0.5


@given(TEXT, TEXT)
def test_agreement_has_no_direction(one: str, other: str) -> None:
    assert titles_agree(one, other) == titles_agree(other, one)
    assert titles_agree(one, one)
    assert titles_agree(one, one.upper()) or one.upper().lower() != one.lower()


@pytest.mark.parametrize(
    "text", ["a: " * 300_000, "x" * 2_000_000, "’" * 500_000, "<i" * 500_000, "a…" * 200_000]
)
def test_a_hostile_title_takes_little_time(text: str) -> None:
    began = time.monotonic()
    titles_agree(text, text + "b")
    differing_words(text[:100_000], "b")
    assert time.monotonic() - began < 2
