"""Names of BibTeX, in all forms and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.errors import InvalidValueError
from briefmeta.formats.bib.bib_names import read_names
from briefmeta.formats.bib.name_writing import write_name, write_names
from briefmeta.model.names.name import Name, Organization, Person

_WORDS = [
    "van", "von", "de", "d'", "al-", "De", "Jr.", "III", "and", "others", "y", "World", "Bank", "a,b", "王",
    "Élan", "d'Or", "al-Hadid", "(x)", "PhD", "Ö", "family=x", "{", "}", "\\", "&", "50%", "ß", "[1]", ";",
]  # fmt: skip
_WORD = st.sampled_from(_WORDS) | st.text("abAB王é'-.", min_size=1, max_size=5)
_PART = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)


def _person(family: str, given: str | None = None, **parts: str) -> Person:
    return Person(family=family, given=given, **parts)


@pytest.mark.parametrize(
    ("latex", "name"),
    [
        ("Donald~E. Knuth", _person("Knuth", "Donald E.")),
        ("Knuth, Donald E.", _person("Knuth", "Donald E.")),
        ("Ludwig van Beethoven", _person("Beethoven", "Ludwig", non_dropping_particle="van")),
        ("van Beethoven, Ludwig", _person("Beethoven", "Ludwig", non_dropping_particle="van")),
        ("Alexander von Humboldt", _person("Humboldt", "Alexander", dropping_particle="von")),
        ("Humboldt, Alexander von", _person("Humboldt", "Alexander", dropping_particle="von")),
        (r"de la Vall{\'e}e Poussin, Ch.", _person("Vallée Poussin", "Ch.", non_dropping_particle="de la")),
        ("King, Jr., Martin Luther", _person("King", "Martin Luther", suffix="Jr.")),
        ("Martin Luther King, Jr.", _person("King", "Martin Luther", suffix="Jr.")),
        ("van der Berg, III, Jan", _person("Berg", "Jan", non_dropping_particle="van der", suffix="III")),
        ("Jean d'Ormesson", _person("Ormesson", "Jean", non_dropping_particle="d'")),
        (r"Ortega y Gasset, Jos\'e", _person("Ortega y Gasset", "José")),
        (r"{\'E}mile Zola", _person("Zola", "Émile")),
        ("Teller", _person("Teller")),
        (", Teller", _person("Teller")),
        ("family=Gogh, given=Vincent, prefix=van", _person("Gogh", "Vincent", non_dropping_particle="van")),
        ("{World Bank}", Organization(name="World Bank")),
        ("World Bank", Organization(name="World Bank")),
        ("{Barnes and Noble, Inc.}", Organization(name="Barnes and Noble, Inc.")),
    ],
)
def test_each_form_is_read(latex: str, name: Name) -> None:
    assert read_names(latex) == ((name,), False)


def test_lists_are_split_at_and_outside_of_braces() -> None:
    names, others = read_names("Doe, Jane AND {Food and Agriculture Organization}\n and Roe, R. and others")
    assert [str(name) for name in names] == ["Jane Doe", "Food and Agriculture Organization", "R. Roe"]
    assert others
    assert read_names("Doe, Andrew and Sandhand, A")[0] == (
        _person("Doe", "Andrew"),
        _person("Sandhand", "A"),
    )


def test_lists_of_other_programs_are_read() -> None:
    assert len(read_names("Smith, J.; Doe, A.")[0]) == 2
    assert [str(name) for name in read_names("A. Smith, B. Jones, C. Doe, D. Roe")[0]][1] == "B. Jones"
    assert read_names("") == ((), False)


def test_a_forbidden_character_is_an_error() -> None:
    with pytest.raises(InvalidValueError):
        read_names("Do\x00e, Jane")


@given(_PART, _PART, *[st.none() | _PART] * 2)
def test_persons_survive(family: str, given: str, suffix: str | None, other: str | None) -> None:
    for person in (
        Person(family=family, given=given, suffix=suffix),
        Person(family=family),
        Person(given=given),
        Person(family=family, suffix=other),
    ):
        latex = write_names((person, _person("Doe", "Jane")))
        assert read_names(latex) == ((person, _person("Doe", "Jane")), False), latex


@given(
    st.sampled_from(["Berg", "王", "Ortega y Gasset", "d'Or"]),
    st.sampled_from(["Jan", None, "J. K.", "Maria de"]),
    st.sampled_from([None, "von", "de la", "xyz", "Van", "d'", "王", "a, b"]),
    st.sampled_from([None, "van der", "De", "al-", "d'", "王", "("]),
    st.sampled_from([None, "Jr.", "PhD, MPH"]),
)
def test_particles_survive(
    family: str, given: str | None, dropping: str | None, non_dropping: str | None, suffix: str | None
) -> None:
    person = Person(
        family=family,
        given=given,
        dropping_particle=dropping,
        non_dropping_particle=non_dropping,
        suffix=suffix,
    )
    assert read_names(write_name(person)) == ((person,), False)


@given(_PART)
def test_bodies_survive(name: str) -> None:
    body = Organization(name=name)
    assert read_names(write_names((body, body))) == ((body, body), False)


def test_usual_names_are_written_plainly() -> None:
    assert write_name(_person("Parens", "Raphael")) == "Parens, Raphael"
    assert write_name(_person("Gogh", "Vincent", non_dropping_particle="van")) == "van Gogh, Vincent"
    assert write_name(_person("Ormesson", "Jean", non_dropping_particle="d'")) == "d'Ormesson, Jean"
    assert write_name(_person("King", "Martin Luther", suffix="Jr.")) == "King, Jr., Martin Luther"
    assert write_name(_person("Teller")) == "Teller"
    assert not write_name(Person(given="Teller")).startswith(",")


@pytest.mark.parametrize(
    "name",
    [
        _person("Roe", "Jane", suffix="PhD, MPH"),
        _person("a,,b", "X"),
        _person("X, Y", "a, b", suffix="c,d", dropping_particle="von"),
        _person("a, b, c, d"),
        _person("a,,b", non_dropping_particle="van"),
    ],
)
def test_biber_finds_no_more_than_two_commas(name: Person) -> None:
    """It counts those in braces, too, unless the braces are around all."""
    latex = write_name(name)
    assert latex.startswith("{\\relax") or (latex.count(",") < 3 and ",," not in latex)
    assert read_names(latex)[0] == (name,)


@pytest.mark.parametrize(
    ("latex", "names"),
    [
        ("Oxfam International,", [Organization(name="Oxfam International")]),
        ("UNESCO, and Doe, Jane", [Organization(name="UNESCO"), _person("Doe", "Jane")]),
        ("University of California,, Berkeley", [Organization(name="University of California, Berkeley")]),
        ("Doe,,Jane", [_person("Doe", "Jane")]),
        ("Doe, , Jane", [_person("Doe", "Jane")]),
    ],
)
def test_a_comma_behind_a_name_marks_a_body(latex: str, names: list[Name]) -> None:
    assert list(read_names(latex)[0]) == names
