"""The order of entries: keys of names, dates and macros; checked against the reference processor."""

from __future__ import annotations

from typing import Any

import pytest

from briefmeta.citations import bibliography

YEAR = '<date variable="issued"><date-part name="year"/></date>'


def _order(
    styles: Any, items: list[dict[str, Any]], key: str, macro: str = "", options: str = ""
) -> list[str]:
    sorted_style = styles.write(
        f'<sort><key {key}/></sort><text variable="title"/>',
        macros=f'<macro name="inner"><text variable="publisher"/></macro><macro name="m">{macro}</macro>',
        style=options,
    )
    return [
        entry.key for entry in bibliography([{**item, "id": item["title"]} for item in items], sorted_style)
    ]


@pytest.mark.parametrize(
    ("demote", "expected"),
    [
        ("never", ["al-Farsi", "Ala", "d'Ormesson", "Darwin", "dell'Oro", "van 't Hoff"]),
        ("sort-only", ["Ala", "Darwin", "al-Farsi", "van 't Hoff", "d'Ormesson", "dell'Oro"]),
    ],
)
def test_particles_that_are_joined_count_as_words(styles: Any, demote: str, expected: list[str]) -> None:
    items = [
        {"id": name, "title": name, "author": [{"family": name, "given": "G"}]} for name in sorted(expected)
    ]
    options = f'demote-non-dropping-particle="{demote}"'
    assert _order(styles, items, 'variable="author"', options=options) == expected


def test_a_name_without_given_name_keeps_its_particle_in_front(styles: Any) -> None:
    items = [{"title": name, "author": [{"family": name}]} for name in ("van Plato", "Plato", "Vaz")]
    assert _order(styles, items, 'variable="author"') == ["Plato", "van Plato", "Vaz"]


@pytest.mark.parametrize(
    "macro",
    [
        f'<text value="k"/>{YEAR}',
        f'<choose><if variable="issued">{YEAR}</if><else><text term="no date"/></else></choose>',
        f'<group prefix="("><text macro="inner"/>{YEAR}</group>',
    ],
)
def test_a_macro_with_a_date_sorts_by_the_date_alone(styles: Any, macro: str) -> None:
    items: list[dict[str, Any]] = [
        {"title": "undated", "publisher": "B"},
        {"title": "in words", "issued": {"literal": "soon"}, "publisher": "C"},
        {"title": "2001", "issued": {"date-parts": [[2001]]}, "publisher": "A"},
        {"title": "1999", "issued": {"date-parts": [[1999]]}, "publisher": "Z"},
    ]
    assert _order(styles, items, 'macro="m"', macro) == ["1999", "2001", "undated", "in words"]
    descending = _order(styles, items, 'macro="m" sort="descending"', macro)
    assert descending == ["2001", "1999", "undated", "in words"]


def test_names_are_joined_as_the_style_joins_them(styles: Any) -> None:
    """The delimiter counts: a slash is nothing, a comma leaves its space."""
    authors = {"one": ["Smith"], "two": ["Smith", "Adams"], "firm": ["Smith Trust"]}
    items = [{"title": key, "author": [{"family": name} for name in names]} for key, names in authors.items()]
    for delimiter, expected in ((", ", ["one", "two", "firm"]), ("/", ["one", "firm", "two"])):
        names = f'<names variable="author"><name form="short" delimiter="{delimiter}"/></names>'
        assert _order(styles, items, 'macro="m"', names) == expected


def test_the_area_cuts_lists_before_their_own_options_do(styles: Any) -> None:
    """Keys first, then the bibliography, then the style, then the names element itself."""
    authors = {"three": ["Smith", "Zed", "Zed"], "two": ["Smith", "Adams"]}
    items = [{"title": key, "author": [{"family": name} for name in names]} for key, names in authors.items()]
    names = '<names variable="author"><name et-al-min="2" et-al-use-first="1"/></names>'
    assert _order(styles, items, 'macro="m"', names) == ["three", "two"]
    assert _order(styles, items, 'macro="m"', names, 'et-al-min="9"') == ["two", "three"]
    assert _order(styles, items, 'macro="m" names-min="2"', names, 'et-al-min="9"') == ["three", "two"]


def test_numbers_count_by_their_value(styles: Any) -> None:
    """A number variable counts by its first number, text by each of its numbers in turn."""
    values = ["100", "12a", "a12", "2-4", "2", "34", "X"]
    items = [{"title": value, "volume": value, "archive": value} for value in values]
    assert _order(styles, items, 'variable="volume"') == ["2-4", "2", "12a", "a12", "34", "100", "X"]
    assert _order(styles, items, 'variable="archive"') == ["2", "2-4", "12a", "34", "100", "a12", "X"]


def test_the_space_of_an_opening_quotation_mark_does_not_count(styles: Any) -> None:
    items = [
        {"title": "Beta", "publisher": "Beta"},
        {"title": "Alpha", "publisher": "Alpha"},
        {"title": "Azur"},
    ]
    macro = (
        '<choose><if variable="publisher"><text variable="publisher"/></if>'
        '<else><text variable="title" prefix="«\u00a0"/></else></choose>'
    )
    assert _order(styles, items, 'macro="m"', macro) == ["Alpha", "Azur", "Beta"]


def test_the_last_name_behind_an_ellipsis_counts(styles: Any) -> None:
    authors = {"long": "ABCZ", "short": "ABM"}
    items = [{"title": key, "author": [{"family": name} for name in names]} for key, names in authors.items()]
    names = '<names variable="author"><name et-al-min="4" et-al-use-first="2" et-al-use-last="true"/></names>'
    assert _order(styles, items, 'macro="m"', names) == ["short", "long"]
