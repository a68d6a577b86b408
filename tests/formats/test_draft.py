"""A report in the making: values that a field refuses are kept, whichever they are."""

from __future__ import annotations

from typing import Any

import pytest

from briefmeta.model.building import Draft


def draft() -> tuple[Draft, list[tuple[str, str]]]:
    complaints: list[tuple[str, str]] = []
    return Draft(lambda field, message, culprit="": complaints.append((message, field))), complaints


@pytest.mark.parametrize(
    ("field", "value", "extra"),
    [
        ("isbn", "none", {"ISBN": "none"}),
        ("issued", "soon", {"issued": "soon"}),
        ("handle", "and/or", {"handle": "and/or"}),
        ("country", "Atlantis", {"country": "Atlantis"}),
        ("language", "???", {"language": "???"}),
        ("type", "leaflet", {"type": "leaflet"}),
    ],
)
def test_a_refused_value_goes_to_extra(field: str, value: str, extra: dict[str, Any]) -> None:
    made, complaints = draft()
    made.fields = {"title": "A", field: value}
    report = made.report()
    assert (report.title, report.extra.to_json()) == ("A", extra)
    assert complaints == []


@pytest.mark.parametrize(("field", "value"), [("authors", 5), ("title", "x" * 10_000_001), ("subjects", [1])])
def test_a_value_that_cannot_be_kept_is_reported(field: str, value: object) -> None:
    made, complaints = draft()
    made.fields = {"publisher": "A", field: value}
    assert made.report().publisher == "A"
    assert [name for _, name in complaints] == [field]


def test_an_extra_that_is_no_json_is_reported() -> None:
    made, complaints = draft()
    made.fields, made.extra = {"title": "A"}, {"x": object(), "y": "kept", "z": "a\0b"}
    assert made.report().extra == {"y": "kept", "z": "ab"}
    assert [name for _, name in complaints] == ["x", "z"]


def test_what_is_gathered_is_joined_once_each() -> None:
    made, _ = draft()
    for field, text in (
        ("isbn", "9292605232"),
        ("isbn", "9292605232"),
        ("note", "a"),
        ("note", "b"),
        ("note", ""),
    ):
        made.gather(field, text)
    report = made.report()
    assert (report.isbn, report.note) == ("9292605232", "a\nb")


def test_the_first_text_and_the_first_date_count() -> None:
    made, _ = draft()
    assert [made.add("title", text) for text in (None, "", "A", "B")] == [False, False, True, False]
    for text in ("soon", "2024", "2025"):
        made.add_date("issued", text)
    assert str(made.report().issued) == "2024"
    assert made.report().title == "A"


def test_forbidden_characters_are_left_out_and_reported() -> None:
    made, complaints = draft()
    assert made.clean("title", " a\x00b\u00a0 ") == "ab\u00a0"
    assert [field for _, field in complaints] == ["title"]


def test_addresses_are_what_they_lead_to() -> None:
    made, _ = draft()
    for address in (
        "https://doi.org/10.1000/x",
        " ",
        "https://hdl.handle.net/20.500.12592/abc",
        "https://coilink.org/20.500.12592/abc",
        "https://example.org/1",
        "https://example.org/1",
    ):
        made.take_address(address)
    report = made.report()
    assert (report.doi, str(report.handle)) == ("10.1000/x", "20.500.12592/abc")
    assert report.url == "https://coilink.org/20.500.12592/abc"
    assert report.extra == {"urls": ["https://example.org/1"]}
