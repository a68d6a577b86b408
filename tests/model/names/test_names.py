"""Person and Organization as values."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.errors import InvalidValueError
from briefmeta.model.names.name import Organization, Person

FIELDS = ["family", "given", "dropping_particle", "non_dropping_particle", "suffix"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "bad",
    [
        "a\nb",
        "a\tb",
        "a\x00",
        "\x7f",
        "\ud800",
        "a\u202eb",
        "\u2066a",
        "a\u2028b",
        "a\ufffe",
        "a\x0bb",
        "a\x85b",
    ],
)
def test_a_part_refuses_what_is_not_one_line_of_text(field: str, bad: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Person(**{"family": "Doe", field: bad})
    assert caught.value.field == field
    assert caught.value.value == bad
    assert "one line" in caught.value.expected
    str(caught.value).encode()  # the message itself can be printed


@pytest.mark.parametrize("field", FIELDS)
def test_a_part_that_is_not_text_is_refused(field: str) -> None:
    parts: dict[str, Any] = {"family": "Doe", field: 5}
    with pytest.raises(InvalidValueError, match=field):
        Person(**parts)


def test_white_space_is_folded_and_blank_is_none() -> None:
    person = Person(family="  van\u00a0 Dyke ", given=" ", suffix="\u3000", orcid="")
    assert person == Person(family="van Dyke")
    assert person.given is None


def test_marks_without_width_are_taken_away() -> None:
    assert Person(family="\ufeffDoe\u200e", given="Ja\u200bne") == Person(family="Doe", given="Jane")


def test_a_joiner_that_persian_needs_is_kept() -> None:
    assert Person(family="علی\u200cزاده").family == "علی\u200cزاده"


@pytest.mark.parametrize("parts", [{}, {"family": " "}, {"suffix": "Jr."}, {"dropping_particle": "von"}])
def test_a_person_without_a_name_is_refused(parts: dict[str, str]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Person(**parts)
    assert caught.value.field == "family"


@pytest.mark.parametrize(
    "orcid",
    [
        "0000-0002-1694-233X",
        "000000021694233x",
        "https://orcid.org/0000-0002-1694-233X",
        "http://www.orcid.org/0000-0002-1694-233x/",
        "orcid.org/0000-0002-1694-233X",
        "ORCID: 0000-0002-1694-233X",
    ],
)
def test_an_orcid_has_one_form(orcid: str) -> None:
    assert Person(family="Doe", orcid=orcid).orcid == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    "orcid", ["0000-0002-1694-23", "0000-0002-1694-233Y", "https://orcid.org/", "x", "０000-0002-1694-2330"]
)
def test_another_shape_is_no_orcid(orcid: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Person(family="Doe", orcid=orcid)
    assert caught.value.field == "orcid"


@pytest.mark.parametrize(
    "ror", ["https://ror.org/00ae7jd04", "ror.org/00AE7JD04", "00ae7jd04", "http://ror.org/00ae7jd04/"]
)
def test_a_ror_identifier_has_one_form(ror: str) -> None:
    assert Organization(name="World Bank", ror=ror).ror == "https://ror.org/00ae7jd04"


@pytest.mark.parametrize(
    "ror", ["00ae7jd0", "10ae7jd04", "00ie7jd04", "https://ror.org/", "https://example.org/00ae7jd04"]
)
def test_another_shape_is_no_ror_identifier(ror: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Organization(name="World Bank", ror=ror)
    assert caught.value.field == "ror"


@pytest.mark.parametrize("name", ["", " \u00a0", "World\nBank", "\ud800"])
def test_an_organization_needs_a_name_of_one_line(name: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Organization(name=name)
    assert caught.value.field == "name"


@pytest.mark.parametrize(
    ("person", "spoken", "filed"),
    [
        (Person(family="Doe", given="Jane"), "Jane Doe", "Doe, Jane"),
        (Person(family="Sukarno"), "Sukarno", "Sukarno"),
        (Person(given="Björk"), "Björk", "Björk"),
        (Person(family="Doe", given="John", suffix="Jr."), "John Doe Jr.", "Doe, John, Jr."),
        (
            Person(family="Humboldt", given="Alexander", dropping_particle="von"),
            "Alexander von Humboldt",
            "Humboldt, Alexander von",
        ),
        (
            Person(family="Fontaine", given="Jean", dropping_particle="de", non_dropping_particle="La"),
            "Jean de La Fontaine",
            "La Fontaine, Jean de",
        ),
        (Person(family="Arc", given="Jeanne", dropping_particle="d’"), "Jeanne d’Arc", "Arc, Jeanne d’"),
        (Person(family="Sadr", given="Musa", non_dropping_particle="al-"), "Musa al-Sadr", "al-Sadr, Musa"),
        (Person(family="山田", given="太郎"), "山田太郎", "山田, 太郎"),
        (Person(family="김", given="철수"), "김철수", "김, 철수"),
        (Person(family="Путин", given="Владимир"), "Владимир Путин", "Путин, Владимир"),
    ],
)
def test_a_person_is_written_as_spoken_and_as_filed(person: Person, spoken: str, filed: str) -> None:
    assert str(person) == spoken
    assert person.inverted == filed


def test_names_are_values() -> None:
    person = Person(family="Doe", given="Jane")
    assert person == Person(family="Doe", given="Jane")
    assert len({person, Person(family="Doe", given="Jane")}) == 1
    assert len({person, Organization(name="Jane Doe")}) == 2
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        person.family = "Roe"  # type: ignore[misc]  # that it is refused is the point


PARTS = st.one_of(st.none(), st.text(st.sampled_from("aB -'\t\u00a0\0é字"), max_size=4))


@given(family=PARTS, given_names=PARTS, particle=PARTS)
def test_a_person_is_whole_or_the_part_that_is_wrong_is_named(
    family: str | None, given_names: str | None, particle: str | None
) -> None:
    parts = {"family": family, "given": given_names, "non_dropping_particle": particle}
    bad = [name for name, text in parts.items() if text and ("\t" in text or "\0" in text)]
    missing = not (family or "").strip(" \u00a0") and not (given_names or "").strip(" \u00a0")
    if bad or missing:
        with pytest.raises(InvalidValueError) as caught:
            Person(**parts)
        assert caught.value.field in (*bad, "family")
        return
    person = Person(**parts)
    assert pickle.loads(pickle.dumps(person)) == person == attrs.evolve(person)
    for name, text in parts.items():
        assert getattr(person, name) == (" ".join((text or "").split()) or None)
