"""Fields that hold one name: never two organizations because of a comma, headings of libraries, hostile text."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.errors import NameSyntaxError
from briefmeta.model.names.name import Organization
from briefmeta.model.names.name_reading import parse_entity, read_entity

LINES = (Path(__file__).parents[2] / "data" / "one_entity.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


def shown(text: str) -> str:
    try:
        name = parse_entity(text)
    except NameSyntaxError:
        return "!"
    if isinstance(name, Organization):
        return f"[{name.name}]"
    return "/".join(part or "" for part in attrs.astuple(name)).rstrip("/")


@pytest.mark.parametrize(("text", "name"), CASES)
def test_one_field_is_one_name(text: str, name: str) -> None:
    assert shown(text) == name


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Doe, Jane, 1950-, author.", ("1950-", "author.")),
        ("World Bank Group, issuing body.", ("issuing body.",)),
        ("Jane Roe, World Bank", ("World Bank",)),
        ("Doe, Jane", ()),
        ("World Health Organization (WHO)", ()),
    ],
)
def test_what_a_catalogue_adds_is_told(text: str, left_out: tuple[str, ...]) -> None:
    assert read_entity(text).left_out == left_out


@pytest.mark.parametrize(
    "text", ["Jane Doe; John Roe", "Jane Doe and John Roe", "a, b, c, d", "", "1950-", ", ,"]
)
def test_several_names_and_none_are_refused(text: str) -> None:
    with pytest.raises(NameSyntaxError):
        parse_entity(text)


@given(
    st.lists(
        st.sampled_from(["Doe", ", ", " ", "S.A.", "1950-", "author", ".", "(", ")", "World Bank", "&", ";"])
    )
)
def test_any_text_is_one_name_or_a_clear_error(parts: list[str]) -> None:
    with contextlib.suppress(NameSyntaxError):
        reading = read_entity("".join(parts))
        assert len(reading.names) == 1
        assert str(reading.names[0])


@pytest.mark.parametrize(
    "piece", ["a ", "a, ", "(", ") ", "1950-, ", "author, ", ".", "Bank ", "\u202e", "J. "]
)
def test_long_text_is_refused_or_read_at_once(piece: str) -> None:
    for length in (990, 10_000 * len(piece)):
        start = time.perf_counter()
        with contextlib.suppress(NameSyntaxError):
            parse_entity((piece * length)[:length])
        assert time.perf_counter() - start < 1


def test_dates_and_a_relator_without_a_comma_between() -> None:
    assert [str(name) for name in read_entity("Banda, Chipo, 1971- author.").names] == ["Chipo Banda"]
