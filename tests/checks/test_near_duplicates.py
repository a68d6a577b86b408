"""Two spellings of one report are found; two reports that only look alike are not."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from briefmeta.model.names.name import Organization, Person
from briefmeta.model.report import Report
from briefmeta.validating import validate

if TYPE_CHECKING:
    from collections.abc import Callable

DOE = Person(family="Müller", given="Ann")
BASE: dict[str, Any] = {
    "title": "The organisation of labour markets in West Africa",
    "authors": [DOE],
    "issued": "2023-05",
    "publisher": "World Bank",
    "language": "en",
}
SAME: list[dict[str, Any]] = [
    {"title": "THE ORGANIZATION OF LABOR MARKETS IN WEST AFRICA"},
    {"title": "Organisation of labour-markets in West Africa."},
    {"title": "The organisation of labour makrets in West Africa"},
    {"title": "The organisation of labour markets in West Afirca"},
    {"title": "The organisation of labour markets in West Africa: lessons from ten years of reform"},
    {"title": "“The organisation of labour markets in West Africa”"},
    {"authors": [Person(family="Mueller", given="A.")]},
    {"authors": [Person(family="Muller", given="Ann M.")]},
    {"issued": "2023"},
    {"issued": None},
    {"authors": []},
    {"handle": "10986/1"},
]
OTHER: list[dict[str, Any]] = [
    {"title": "The organisation of labour markets in East Africa"},
    {"title": "The organisation of capital markets in West Africa"},
    {"issued": "2022"},
    {"issued": "2023-06"},
    {"authors": [Person(family="Roe", given="Ann")]},
    {"language": "fr"},
    {"number": "2"},
    {"type": "article-journal", "extra": {"container-title": "Sahel"}},
]


def twice(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    first = Report(**{**BASE, "number": "1" if "number" in other else None, **one, "key": "one"})
    second = Report(**{**BASE, **one, **other, "key": "two"})
    found = validate([first, second], select=["BIB104"], today=date(2025, 6, 30))
    assert all(finding.subject == "two" for finding in found)
    assert all("one" in finding.message for finding in found)
    return [finding.code for finding in found]


@pytest.mark.parametrize("changes", SAME, ids=str)
def test_same(changes: dict[str, Any]) -> None:
    assert twice({}, changes) == ["BIB104"]


@pytest.mark.parametrize("changes", OTHER, ids=str)
def test_other(changes: dict[str, Any]) -> None:
    assert twice({}, changes) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Country report on human rights: Iran", "Country report on human rights: Iraq"),
        ("Water governance in Niger", "Water governance in Nigeria"),
        ("Growth and debt in Austria", "Growth and debt in Australia"),
        ("Poverty in Gambia, 2023", "Poverty in Zambia, 2023"),
        ("Statistics of imports of cotton", "Statistics of exports of cotton"),
        ("Global outlook, part 1", "Global outlook, part 2"),
        ("Minutes of the board, annex A", "Minutes of the board, annex B"),
        ("Annual report 2022", "Annual report 2023"),
        ("云南省粮食安全研究", "云南省能源安全研究"),
    ],
)
def test_series_are_not_one_report(one: str, other: str) -> None:
    assert twice({"title": one}, {"title": other}) == []


def test_bodies_under_their_initials() -> None:
    who = {"authors": [Organization(name="World Health Organization")]}
    assert twice(who, {"authors": [Organization(name="WHO")]}) == ["BIB104"]
    assert twice(who, {"authors": [Organization(name="Organisation mondiale de la santé")]}) == ["BIB104"]
    assert twice(who, {"authors": [Organization(name="World Trade Organization")]}) == []


def test_keys_handles_and_dois() -> None:
    reports = [
        Report(title="Water in Mali", key="x", handle="10986/1", doi="10.1234/ABC", issued="2020"),
        Report(title="Peace in Peru", key="x", handle="10986/1", issued="2021"),
        Report(title="Coal in Togo", key="z", doi="10.1234/abc", issued="2022"),
        Report(title="A chapter", key="c", type="chapter", handle="10986/1", doi="10.1234/abc"),
    ]
    found = validate(reports, select=["BIB101", "BIB102", "BIB103"])
    assert [(finding.code, finding.subject) for finding in found] == [
        ("BIB101", "x"),
        ("BIB102", "x"),
        ("BIB103", "z"),
    ]


def test_derived_keys_may_be_there_twice() -> None:
    reports = [Report(title="Water in Mali", issued="2020", number=number) for number in ("1", "2")]
    assert validate(reports, select=["BIB101"]) == ()
    assert [f.code for f in validate(reports, select=["BIB101"], keys_are_given=True)] == ["BIB101"]


def respelt(report: Report, source: random.Random) -> Report | None:
    """Write a report as another catalogue might."""
    title = report.title or ""
    letters = [
        n for n in range(2, len(title) - 2) if title[n - 2 : n + 2].isalpha() and title[n] != title[n - 1]
    ]
    changes: list[dict[str, Any]] = [
        {"title": title.upper()},
        {"title": title.replace("’", "'").replace(":", " -").replace("–", "-")},
        {"title": f" {title}. "},
        {"authors": tuple(reversed(report.authors))},
    ]
    if report.issued:
        changes.append({"issued": str(report.issued.year), "accessed": None})
    if letters and len(title.split()) > 4 and title.isascii():
        at = source.choice(letters)
        changes.append({"title": title[: at - 1] + title[at] + title[at - 1] + title[at + 1 :]})
    return attrs.evolve(
        report, key=f"{report.key}-again", handle=None, doi=None, isbn=None, **source.choice(changes)
    )


def test_respelt_reports_are_found_among_many(make_clean: Callable[[int, int], list[Report]]) -> None:
    source = random.Random(3)
    clean = make_clean(4000, 11)
    again = [copy for report in clean[::10] if (copy := respelt(report, source))]
    mixed = [*clean, *again]
    source.shuffle(mixed)
    found = validate(mixed, select=["BIB104"])
    pairs = {frozenset((f.subject, f.message.split(" once more")[0].rpartition(" ")[2])) for f in found}
    wanted = {frozenset((report.key, report.key.removesuffix("-again"))) for report in again}
    assert pairs - wanted == set()
    assert len(wanted & pairs) >= 0.98 * len(wanted)


def test_the_same_each_time(make_clean: Callable[[int, int], list[Report]]) -> None:
    reports = make_clean(300, 5) * 2
    assert validate(reports, today=date(2025, 1, 1)) == validate(reports, today=date(2025, 1, 1))


def test_one_title_ten_thousand_times_is_bounded() -> None:
    reports = [Report(title="Annual report of the ministry", key=f"r{n}") for n in range(10_000)]
    assert len(validate(reports, select=["BIB104"])) <= 10_000
