"""Names that may be the same person's or body's, and names that cannot be."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.names.name_reading import parse_name
from briefmeta.web.pages.name_agreement import names_agree, organizations_agree, unmatched

PART = st.text("abcdeéüøÄŁ.-' ", min_size=1, max_size=12).filter(lambda text: any(map(str.isalpha, text)))
PERSON = st.builds(Person, family=PART, given=PART)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. Doe", "Jane Doe"),
        ("Doe, J. M.", "Jane Mary Doe"),
        ("Müller, K.", "Mueller, Karl"),
        ("Łukasz Żak", "Lukasz Zak"),
        ("Vincent van Gogh", "Gogh, Vincent"),
        ("Alexander von Humboldt", "von Humboldt, A."),
        ("Sun Yat-sen", "Yat-sen Sun"),
        ("Li Wei", "Wei Li"),
        ("García Márquez, Gabriel", "Gabriel Garcia"),
        ("Kim, Min-joo", "Minjoo Kim"),
        ("Kim, M.-J.", "Min-Joo Kim"),
        ("JRR Tolkien", "J. R. R. Tolkien"),
        ("Tolkien, John Ronald Reuel", "J.R.R. Tolkien"),
        ("Smith, Michael", "J. Michael Smith"),
        ("Rob Doe", "Robert Doe"),
        ("O'Brien, Pat", "O’Brien, Patrick"),
        ("Martin Luther King, Jr.", "Martin Luther King"),
        ("Smith-Jones, Jane", "Jane Smith Jones"),
        ("Иван Петров", "Ivan Petrov"),  # a transliteration cannot be compared
        ("Plato", "PLATO"),
    ],
)
def test_the_same_person(one: str, other: str) -> None:
    assert names_agree(parse_name(one), parse_name(other))
    assert names_agree(parse_name(other), parse_name(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Doe, Jane", "Doe, John"),
        ("Doe, Jane", "Roe, Jane"),
        ("Doe, J. A.", "Doe, J. B."),
        ("Smith, A.", "Smythe, A."),
        ("Müller, K.", "Möller, P."),
        ("Jane Doe", "World Bank"),
    ],
)
def test_not_the_same_person(one: str, other: str) -> None:
    assert not names_agree(parse_name(one), parse_name(other))
    assert not names_agree(parse_name(other), parse_name(one))


def test_an_orcid_decides() -> None:
    one = Person(family="Doe", given="Jane", orcid="0000-0002-1825-0097")
    assert names_agree(one, Person(family="Roe", given="Mary", orcid="0000-0002-1825-0097"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FAO", "Food and Agriculture Organization of the United Nations"),
        ("WHO", "World Health Organization"),
        ("WHO", "Organisation mondiale de la santé"),
        ("World Health Organization (WHO)", "WHO"),
        ("Geneva: WHO", "World Health Organization"),
        ("UN Environment Programme", "United Nations Environment Programme"),
        ("OECD", "Organisation for Economic Co-operation and Development"),
        ("U.S. Department of State", "US Department of State"),
        ("World Bank", "The World Bank Group"),
        ("Ministry of Health, Kenya", "Ministry of Health"),
        ("Agence francaise de developpement", "Agence française de développement"),
        ("GIZ", "Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ) GmbH"),
        ("AT&T", "AT & T"),
        ("Всемирный банк", "World Bank"),
    ],
)
def test_the_same_organization(one: str, other: str) -> None:
    assert organizations_agree(one, other)
    assert organizations_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("World Bank", "Asian Development Bank"),
        ("IMF", "World Bank"),
        ("Institute of International Affairs", "Institute of Strategic Affairs"),
        ("Department of Health", "Department of Education"),
        ("WHO", "World Trade Organization"),
        ("UN Environment Programme", "United Nations Development Programme"),
        ("Of", "Office of Statistics"),
    ],
)
def test_not_the_same_body(one: str, other: str) -> None:
    assert not organizations_agree(one, other)
    assert not organizations_agree(other, one)


def test_lists_in_any_order() -> None:
    ours: list[Name] = [parse_name("Doe, Jane"), parse_name("Roe, R."), Organization(name="FAO")]
    theirs: list[Name] = [
        Organization(name="Food and Agriculture Organization"),
        parse_name("Richard Roe"),
        parse_name("Poe, E."),
    ]
    left, right = unmatched(ours, theirs)
    assert [str(name) for name in left + right] == ["Jane Doe", "E. Poe"]


def test_the_same_name_twice_is_two_people() -> None:
    one = [parse_name("Doe, J."), parse_name("Doe, J.")]
    assert unmatched(one, one[:1])[0] == one[:1]


@given(st.lists(PERSON, max_size=6).flatmap(lambda names: st.tuples(st.just(names), st.permutations(names))))
def test_a_list_agrees_with_itself_in_any_order(lists: tuple[list[Person], list[Person]]) -> None:
    assert unmatched(*lists) == ([], [])


@given(PERSON, PERSON)
def test_agreement_has_no_direction(one: Person, other: Person) -> None:
    assert names_agree(one, other) == names_agree(other, one)


def test_long_lists_take_little_time() -> None:
    ours = [Person(family=f"Doe{n}", given="Jane") for n in range(5000)]
    theirs = [Person(family=f"Roe{n}", given="Jane") for n in range(5000)]
    began = time.monotonic()
    assert unmatched(ours, list(reversed(ours))) == ([], [])
    assert len(unmatched(ours, theirs)[0]) == 5000
    same = [Person(family="Doe", given=f"Jane{n}") for n in range(2000)]
    assert len(unmatched(same, [Person(family="Doe", given=f"John{n}") for n in range(2000)])[0]) == 2000
    initials = [Person(family=f"Doe{n}", given="J.") for n in range(3000)]
    assert unmatched(initials, list(reversed(ours[:3000]))) == ([], [])
    assert time.monotonic() - began < 10
