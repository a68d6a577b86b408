"""Reading names: a large list of author lines in many languages, and laws over it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import attrs
import pytest

from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.names.name_reading import parse_name, parse_names


class Case(NamedTuple):
    result: str
    set: str
    text: str
    names: str


def read_cases() -> list[Case]:
    path = Path(__file__).parents[2] / "data" / "names.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Case(*line.split("\t")) for line in lines if not line.startswith("#")]


CASES = read_cases()
RIGHT = [case for case in CASES if case.result == "right"]
KNOWN = [case for case in CASES if case.result == "known"]
SINGLE = [case for case in RIGHT if " + " not in case.names and "\\n" not in case.text]


def shown(name: Name) -> str:
    if isinstance(name, Organization):
        return f"[{name.name}]"
    return "/".join(part or "" for part in attrs.astuple(name)).rstrip("/")


def read(text: str) -> str:
    text = text.replace("\\r", "\r").replace("\\n", "\n")
    return " + ".join(map(shown, parse_names(text)))


def test_the_list_is_there() -> None:
    assert len(CASES) > 500
    assert len(KNOWN) < len(CASES) // 40


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case.text)
def test_a_line_of_authors(case: Case) -> None:
    assert read(case.text) == case.names


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: case.text)
def test_what_no_word_tells_is_known_to_be_wrong(case: Case) -> None:
    assert read(case.text) != case.names  # when it comes right, mark it "right" in the list


@pytest.mark.parametrize("case", SINGLE, ids=lambda case: case.text)
def test_one_name_is_read_alone_as_in_a_line(case: Case) -> None:
    assert shown(parse_name(case.text)) == case.names


MORE_THAN_A_NAME = ("By ", " et al", " and others", "@")
ONE_PERSON = [
    case
    for case in SINGLE
    if case.names[0] != "[" and not any(part in case.text for part in MORE_THAN_A_NAME)
]


@pytest.mark.parametrize("case", ONE_PERSON, ids=lambda case: case.text)
def test_certainly_a_person(case: Case) -> None:
    assert shown(Person.parse(case.text)) == case.names


NAMES = {name for case in RIGHT for name in parse_names(case.text)}
# Brackets at the end of a name are read as an affiliation, so "Gates, William (Bill)" does not read back.
PEOPLE = sorted((name for name in NAMES if isinstance(name, Person) and "(" not in str(name)), key=str)


@pytest.mark.parametrize("person", PEOPLE, ids=str)
def test_the_filed_form_reads_back(person: Person) -> None:
    assert Person.parse(person.inverted) == attrs.evolve(person, orcid=None)


# A lone word in a line can be known for a body by its neighbours only: "Department for Education, Ofsted".
BODIES = sorted(
    {name for name in NAMES if isinstance(name, Organization) and not name.name.isalpha()}
    | {Organization(name=case.text) for case in SINGLE if case.names == f"[{case.text}]"},
    key=str,
)


@pytest.mark.parametrize("body", BODIES, ids=str)
def test_a_body_reads_back(body: Organization) -> None:
    assert parse_name(str(body)) == body


@pytest.mark.parametrize("body", BODIES, ids=str)
def test_a_body_stays_whole_in_a_semicolon_list(body: Organization) -> None:
    assert parse_names(f"Doe, Jane; {body}; Roe, John") == (
        Person(family="Doe", given="Jane"),
        body,
        Person(family="Roe", given="John"),
    )
