"""Reading names: what is left out, what is refused, hostile text, laws."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefmeta.errors import InvalidValueError, NameSyntaxError
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.names.name_reading import parse_name, parse_names, read_names
from briefmeta.model.names.organization_evidence import is_organization


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Jane Doe, John Roe", ()),
        ("Dr. Jane Doe", ("Dr.",)),
        ("Prof. Dr. Jane Doe, PhD", ("PhD", "Prof.", "Dr.")),
        ("Jane Doe (World Bank), John Roe", ("(World Bank)",)),
        ("Jane Doe et al.", ("et al.",)),
        ("Jane Doe <jane@example.org>", ("<jane@example.org>",)),
        ("Jane Doe¹, John Roe*", ("¹", "*")),
        ("Jane Doe1,2, John Roe", ("1", "2")),
        ("By Jane Doe", ("By",)),
        ("Edited by Jane Doe", ("Edited by",)),
        ("Jane Doe, Senior Fellow; John Roe", ("Senior Fellow",)),
        ("Jane Doe – World Bank", ("World Bank",)),
        ("Doe, M.D., Roe, S.J.", ()),
        ("World Health Organization (WHO)", ()),
        ("Jane Doe https://example.org/jane", ("https://example.org/jane",)),
    ],
)
def test_what_is_no_part_of_a_name_is_said(text: str, left_out: tuple[str, ...]) -> None:
    assert read_names(text).left_out == left_out


@pytest.mark.parametrize("text", ["", " ", "\n", ",", ", , ,", ";;", "1, 2", "\ufeff", "()", "*", "،,，"])
@pytest.mark.parametrize("read", [parse_name, parse_names, read_names, Person.parse])
def test_a_text_that_names_nobody_is_refused(read: object, text: str) -> None:
    assert callable(read)
    with pytest.raises(NameSyntaxError) as caught:
        read(text)
    assert caught.value.value == text


def test_et_al_is_nobody() -> None:
    with pytest.raises(NameSyntaxError):
        parse_names("et al.")


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x7f", "\ud800", "\ufffe"])
@pytest.mark.parametrize("read", [parse_name, parse_names, Person.parse])
def test_control_characters_and_lone_surrogates_are_refused(read: object, bad: str) -> None:
    assert callable(read)
    with pytest.raises(NameSyntaxError, match="control"):
        read(f"Jane {bad}Doe")


def test_bidirectional_controls_of_a_page_are_taken_away() -> None:
    assert parse_names("\u202bمحمد علي\u202c، \u2067أحمد حسن\u2069") == parse_names("محمد علي، أحمد حسن")


@pytest.mark.parametrize("text", ["Jane Doe and John Roe", "Doe, Jane; Roe, John", "Jane Doe, John Roe"])
def test_two_names_are_not_one(text: str) -> None:
    with pytest.raises(NameSyntaxError, match="one name"):
        parse_name(text)


def test_more_commas_than_a_name_has() -> None:
    with pytest.raises(NameSyntaxError):
        Person.parse("a, b, c, d")


def test_a_line_break_inside_one_name_is_white_space() -> None:
    assert parse_name("Jane\n Doe") == Person(family="Doe", given="Jane")


def test_duplicates_are_kept() -> None:
    assert len(parse_names("Jane Doe; Jane Doe")) == 2


@pytest.mark.parametrize("read", [parse_name, parse_names, Person.parse])
def test_what_is_too_long_is_refused_at_once(read: object) -> None:
    assert callable(read)
    start = time.perf_counter()
    with pytest.raises(NameSyntaxError, match="at most"):
        read("a" * 50_000_000)
    assert time.perf_counter() - start < 1


def test_one_name_that_is_too_long_in_a_line() -> None:
    with pytest.raises(NameSyntaxError, match="at most 1000"):
        parse_names("Jane Doe, " + "x" * 2000)


PIECES = [  # each repeated to a long line
    "(", "()", "[(<", "a ", "a, ", ",", ";", "\n", "and ", "a and ", "Food and ", "Food, ", "a y ",
    "et al ", "J.", "d'", "Institute of Health, ", "Mary and Institute ", "Jr., ", "山、", "أحمد و", "*",
    "Doe1", "A\n,", "von ", "the, ", "Ministry of X and y ", "(a) ", "http://a ", "@", "0000-", "Inc., ",
    "Bank i a, ", "\u200b", "Dr. ", "PhD, ", "a- und ", "Jane – Bank – ", "一・", "Xi ", "Bank, Division, ",
    "Jane Roe, Fellow, ", "SMITH, Jane, ", "Maria de ", "bin ", "Bank & Partners & ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(NameSyntaxError):
        parse_names(piece * (50_000 // len(piece)))
    assert time.perf_counter() - start < 10  # what is quadratic takes minutes


def test_ten_thousand_names() -> None:
    names = [f"Given{chr(97 + n % 26)} Family{chr(97 + n // 26 % 26)}" for n in range(10_000)]
    assert len(parse_names(", ".join(names))) == 10_000
    assert len(parse_names("\n".join(names))) == 10_000
    assert len(parse_names(" and ".join(", ".join(reversed(name.split())) for name in names))) == 10_000


SEPARATORS = st.sampled_from(
    [", ", "; ", " and ", "\n", " & ", ",", "، ", " y ", " et al.", " (", ") ", "*", ". ", " "]
)
WORDS = st.sampled_from(
    (
        "Jane Doe J. van der Bank World Institute of for Jr. III PhD Dr. UNICEF García the O'Neill d'Arc al-Sadr "
        "山田 محمد Иван 김 Health Labour Canada Inc. DUPONT 1 ¹ de La"
    ).split()
)


@given(st.lists(st.one_of(WORDS, SEPARATORS, st.text(max_size=4)), max_size=14).map("".join))
@settings(max_examples=200)
@example("Jane Doe,, Jr.")
@example("Jr.")
@example("von")
@example("'t")
def test_any_text_gives_names_or_a_clear_error(text: str) -> None:
    try:
        names = parse_names(text)
    except NameSyntaxError:
        return
    assert names
    for name in names:
        assert str(name)
        if isinstance(name, Person):
            assert name.inverted


@given(st.text(max_size=40))
@settings(max_examples=200)
def test_any_text_is_a_person_or_an_error(text: str) -> None:
    with contextlib.suppress(InvalidValueError):
        assert str(Person.parse(text))


NAME_WORD = st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True)
NAME = st.one_of(
    st.tuples(NAME_WORD, NAME_WORD).map(" ".join),
    st.tuples(NAME_WORD, NAME_WORD).map(", ".join),
    st.tuples(NAME_WORD, st.sampled_from(["J.", "J. R.", "J.R."])).map(", ".join),
    st.tuples(NAME_WORD, st.just("B."), NAME_WORD).map(" ".join),
    st.tuples(st.sampled_from(["Jane", "World", "Van", "Ministry", "Jean"]), NAME_WORD).map(" ".join),
)


@given(NAME)
@settings(max_examples=150)
def test_the_quick_way_reads_as_the_general_one(text: str) -> None:
    assert parse_names(text) == parse_names(f"{text}*")  # a footnote mark keeps a text from the quick way


@given(st.lists(st.tuples(NAME_WORD, NAME_WORD).map(" ".join), min_size=2, max_size=5))
@settings(max_examples=200)
def test_the_quick_way_reads_a_list_as_the_general_one(names: list[str]) -> None:
    assert parse_names(", ".join(names)) == parse_names(", ".join(names) + "*")


@given(
    st.lists(
        st.sampled_from(["Jane Doe", "World Bank", "UNICEF", "Ludwig van Beethoven"]), min_size=1, max_size=6
    )
)
def test_semicolons_keep_count_and_order(names: list[str]) -> None:
    assert parse_names("; ".join(names)) == tuple(parse_name(name) for name in names)


def test_a_surname_that_is_a_noun_does_not_make_a_body_of_a_person() -> None:
    for noun in ["Bank", "Church", "House", "Council", "Court", "Union", "Park", "Press", "School", "Watch"]:
        assert not is_organization(f"Mary {noun}")
        assert parse_name(f"{noun}, M.") == Person(family=noun, given="M.")


def test_a_noun_of_institutions_makes_a_body_of_a_name() -> None:
    for text in [
        "Jean Monnet Institute",
        "Mary Robinson Foundation",
        "Ministry of Magic",
        "Zzyzx Research Institute",
    ]:
        assert parse_name(text) == Organization(name=text)
