"""A report is valid once it is built, by either way of building one."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.errors import InvalidValueError
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.places.country import Country
from briefmeta.model.quick_report import report_of
from briefmeta.model.report import FIELDS, Report
from briefmeta.text.clean import MAX_TEXT, is_folded, one_line, paragraphs, text_fault

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXTS = st.one_of(
    st.none(),
    st.text(st.sampled_from("ab ,;\t\n\r\x0b\u00a0\u0301\u202b\u202c\u2028\0é字"), max_size=6),
    st.sampled_from(
        ["en", "10.1234/5", "2049-3630", "978-92-9260-523-0", "https://example.org/", "12", "x" * 300]
    ),
)
_OTHERS: dict[str, st.SearchStrategy[Any]] = {
    "type": st.sampled_from(["report", "book", "nonsense"]),
    "authors": st.lists(
        st.sampled_from([Person(family="Doe"), "Roe, Jane", Organization(name="FAO"), 5]), max_size=3
    ),
    "editors": st.sampled_from([(), None, "Doe", [Person(family="Doe")]]),
    "translators": st.sampled_from([(), (Organization(name="FAO"),)]),
    "issued": st.sampled_from([None, "2024-04", PublicationDate(year=2024), "never", 5]),
    "accessed": st.sampled_from([None, "2024-04-05"]),
    "handle": st.sampled_from([None, "20.500.12592/b2rbv89", "and/or"]),
    "country": st.sampled_from([None, "NE", Country.parse("FR"), "Atlantis"]),
    "subjects": st.lists(_TEXTS, max_size=3),
    "extra": st.sampled_from([None, {}, {"volume": 3}, {"a": {"b": [1, None]}}, 5]),
}
_VALUES = st.fixed_dictionaries({}, optional={field: _OTHERS.get(field, _TEXTS) for field in FIELDS})


def outcome(build: Callable[[], Report | Person]) -> object:
    """What came of building a value: the value, or which field refused which value."""
    try:
        return build()
    except InvalidValueError as fault:
        return fault.field, repr(fault.value)


@settings(max_examples=400)
@given(values=_VALUES)
def test_both_ways_of_building_a_report_do_the_same(values: dict[str, Any]) -> None:
    usual = outcome(lambda: Report(**values))
    quick = outcome(lambda: report_of(values))
    if not isinstance(usual, Report):
        assert not isinstance(quick, Report)
        return
    assert quick == usual
    assert type(quick) is Report
    assert repr(quick) == repr(usual)
    assert hash(quick) == hash(usual)
    assert pickle.loads(pickle.dumps(quick)) == copy.copy(quick) == attrs.evolve(usual) == usual


def test_a_report_is_immutable_in_both_ways() -> None:
    for report in (Report(title="Pivot"), report_of({"title": "Pivot"})):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            report.title = "Other"  # type: ignore[misc] # that it cannot be set is the point
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            del report.title


def test_a_key_that_is_not_given_is_derived() -> None:
    usual = Report(title="Pivot", issued="2024")
    for ask in (attrs.asdict, hash, repr, copy.deepcopy, pickle.dumps, attrs.evolve):
        report = report_of({"title": "Pivot", "issued": "2024"})
        ask(report)
        assert report.key == "report2024pivot"
        assert report == usual


def test_only_what_is_unchecked_is_looked_at() -> None:
    report = report_of({"title": "Pivot", "doi": "https://doi.org/10.1234/5"}, frozenset({"doi"}))
    assert (report.title, report.doi, report.key) == ("Pivot", "10.1234/5", "reportndpivot")
    with pytest.raises(InvalidValueError):
        report_of({"title": "Pivot", "doi": "none"}, frozenset({"doi"}))
    with pytest.raises(KeyError):
        report_of({"nonsense": "Pivot"})


@given(text=st.text(st.sampled_from("ab \t\n\u00a0é\u200b\ud800"), max_size=5))
def test_folded_is_what_one_line_leaves(text: str) -> None:
    if is_folded(text):
        assert one_line("title", text) == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("One.\nTwo.", "One.\nTwo."),
        ("One. \n\n\u2022 two\n\n", "One.\n\n\u2022 two"),
        ("One.\r\nTwo.\u2028Three.", "One.\nTwo.\nThree."),
        ("Une\u00a0phrase \n", "Une\u00a0phrase"),
        (" \n ", None),
        ("\n a", " a"),
    ],
)
def test_paragraphs(text: str, folded: str | None) -> None:
    assert paragraphs("summary", text) == folded


@pytest.mark.parametrize("text", ["a\0b", "é\ud800", "a\n\x7f", "\u202ea", "字\ufffe", "a" * (MAX_TEXT + 1)])
def test_paragraphs_refuse_what_no_field_holds(text: str) -> None:
    with pytest.raises(InvalidValueError):
        paragraphs("summary", text)
    assert len(text) > MAX_TEXT or text_fault(text)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.5555%2Fabc-1", "10.5555/abc-1"),
        ("https://doi.org/10.5555%2Fabc-1", "10.5555/abc-1"),
        ("https://dx.doi.org/10.1002/(SICI)1%3C1::AID%3E3.0", "10.1002/(SICI)1<1::AID>3.0"),
        ("10.5555/a%2Fb", "10.5555/a%2Fb"),
        ("10/abc7", "10/abc7"),
        ("https://doi.org/10/abc7", "10/abc7"),
        ("https://doi.org/abc7", "10/abc7"),
        ("doi:10/abc7", "10/abc7"),
    ],
)
def test_forms_of_a_doi(text: str, doi: str) -> None:
    assert Report(title="X", doi=text).doi == doi


@pytest.mark.parametrize(
    "text", ["10/2024", "https://doi.org/handbook", "10.5555%ZZabc", "10%2F2024", "abc7"]
)
def test_what_is_no_doi(text: str) -> None:
    with pytest.raises(InvalidValueError):
        Report(title="X", doi=text)
