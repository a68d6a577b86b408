"""What a style asks for twice, in vain or in another language: cites and entries as readers expect them."""

from __future__ import annotations

from typing import Any

import pytest

from briefmeta.citations import Cite, Processor, bibliography

Item = dict[str, Any]
_ROE = {"family": "Roe", "given": "Bo"}


def _style(
    layout: str, *, citation: str = '<text variable="title"/>', kind: str = "in-text", affixes: str = ""
) -> str:
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0"><info><title>t</title><id>t</id>'
        f"<updated>2024-01-01T00:00:00+00:00</updated></info><citation><layout {affixes}>{citation}</layout></citation>"
        f"<bibliography><layout>{layout}</layout></bibliography></style>"
    )


@pytest.mark.parametrize(
    ("layout", "item", "expected"),
    [
        # "Substitute": a short form stands for its variable, and neither comes again
        (
            '<group delimiter=", "><names variable="author"><substitute><text variable="title" form="short"/>'
            '</substitute></names><text variable="title"/><text variable="title" form="short"/></group>',
            {"title": "Report on the Tides of 1953", "title-short": "Tide Report"},
            "Tide Report",
        ),
        # "Strip-periods" on a term takes every period; on a variable those in a name such as example.org stay
        ('<text term="no date" form="short" strip-periods="true"/>', {}, "Nd"),
        ('<text variable="title" strip-periods="true"/>', {"title": "Bull. of lake.org"}, "Bull of lake.org"),
        # "Text-case" by the language of the item
        ('<text variable="title" text-case="uppercase"/>', {"title": "ilk", "language": "tr"}, "İLK"),
        ('<text variable="title" text-case="uppercase"/>', {"title": "ilk", "language": "de"}, "ILK"),
        (
            '<text variable="title" text-case="uppercase"/>',
            {"title": "Άνθη και μαΐου", "language": "el"},
            "ΑΝΘΗ ΚΑΙ ΜΑΪΟΥ",
        ),
        (
            '<text variable="title" text-case="uppercase"/>',
            {"title": "γάιδαρος", "language": "el"},
            "ΓΑΪΔΑΡΟΣ",
        ),
        (
            '<names variable="author"><name><name-part name="family" text-case="uppercase"/></name></names>',
            {"author": [{"family": "Πέτρου", "given": "Άννα"}], "language": "el"},
            "Άννα ΠΕΤΡΟΥ",
        ),
        # quotation marks alternate at every level, and those of the second level count without a first one
        (
            '<text variable="title" quotes="true" suffix="."/>',
            {"title": "On “so-called ‘soft’ rules”"},
            "“On ‘so-called “soft” rules.’”",
        ),
        ('<text variable="title" suffix="."/>', {"title": "Against ‘experts’"}, "Against ‘experts.’"),
        ('<text variable="title" suffix="."/>', {"title": "The voters’"}, "The voters’."),
        # a number of pages keeps the word for pages that its style gives it
        (
            '<group><number variable="number-of-pages"/><label variable="page" form="short" prefix=" "/></group>',
            {"number-of-pages": "88"},
            "88 p.",
        ),
        (
            '<group><text variable="title"/><label variable="page" form="short" prefix=" "/></group>',
            {"title": "T"},
            "T",
        ),
        (
            '<group><label variable="issue" form="short" suffix=" "/><text variable="number"/></group>',
            {"number": "7"},
            "no. 7",
        ),
        # a label of its own variable is left out with it, whatever else the group writes
        (
            '<group delimiter=" "><text variable="volume"/><label variable="issue"/><text variable="issue"/></group>',
            {"volume": "7"},
            "7",
        ),
        # the marks of two prefixes both stand
        (
            '<text value="x"/><group prefix=";"><text variable="page" prefix=":"/></group>',
            {"page": "3"},
            "x;:3",
        ),
        # the delimiter of names after initials
        (
            '<names variable="author"><name delimiter=". " initialize-with="." name-as-sort-order="all"/></names>',
            {"author": [_ROE, _ROE, _ROE]},
            "Roe, B. Roe, B. Roe, B.",
        ),
        # what stands around names stands around a list that is cut
        (
            '<names variable="author"><name prefix="[" suffix="]" et-al-min="2" et-al-use-first="1"/></names>',
            {"author": [_ROE, _ROE]},
            "[[Bo Roe] et al.]",
        ),
        ('<text variable="citation-key"/>', {"citation-key": "roe99"}, "roe99"),
        # a hyphen that does not break is part of its word
        ('<text variable="title" text-case="title"/>', {"title": "how e‑voting fails"}, "How E‑voting Fails"),
    ],
)
def test_entries(layout: str, item: Item, expected: str) -> None:
    entries = bibliography([{"id": "a", "type": "book", "language": "en", **item}], _style(layout), "en-US")
    assert entries[0].text == expected


_LOCATED = (
    '<group delimiter=", "><text variable="title"/>'
    '<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group></group>'
)


@pytest.mark.parametrize(
    ("locator", "label", "expected"),
    [
        ("p. 7, fig. 2", "page", "T, p. 7, fig. 2"),
        ("ch. 7, p. 2", "page", "T, chap. 7, p. 2"),
        ("Chapter 7", "page", "T, chap. 7"),
        ("pp. 7-9", "chapter", "T, pp. 7–9"),
        ("passim", "page", "T, p. passim"),
        ("12n3", "page", "T, p. 12n3"),
        ("x. 7", "page", "T, p. x. 7"),
    ],
)
def test_a_locator_may_begin_with_its_label(locator: str, label: str, expected: str) -> None:
    processor = Processor(_style("", citation=_LOCATED), "en-US", [{"id": "a", "type": "book", "title": "T"}])
    assert processor.cite(Cite(key="a", locator=locator, label=label)).text == expected


def test_the_label_in_a_locator_decides_whether_it_is_numeric() -> None:
    words = '<choose><if is-numeric="locator"><label variable="locator"/></if><else><text value="n"/></else></choose>'
    processor = Processor(_style("", citation=words), "en-US", [{"id": "a", "type": "book", "title": "T"}])
    assert processor.cite(Cite(key="a", locator="ch. 3, p. 12")).text == "chapter"
    assert processor.cite(Cite(key="a", locator="the end, p. 12")).text == "n"


@pytest.mark.parametrize("citation", [f'<group delimiter="; ">{_LOCATED}{_LOCATED}</group>'])
def test_a_locator_is_written_once_a_cite(citation: str) -> None:
    processor = Processor(_style("", citation=citation), "en-US", [{"id": "a", "type": "book", "title": "T"}])
    assert processor.cite(Cite(key="a", locator="7")).text == "T, p. 7; T"
    assert processor.cite(Cite(key="a", locator="8")).text == "T, p. 8; T"


def test_words_that_are_typed_stay_where_the_style_writes_nothing() -> None:
    style = _style("", citation='<names variable="author"/>', affixes='prefix="(" suffix=")"')
    processor = Processor(style, "en-US", [{"id": "a", "type": "book", "title": "T", "author": [_ROE]}])
    change = processor.cite(Cite(key="a", suffix=", and others", suppress_author=True))
    assert change.text == "(, and others)"


_NOTES = (
    '<choose><if position="first"><text variable="title"/></if><else><group delimiter=" ">'
    '<names variable="author"><name form="short"/></names>'
    '<choose><if disambiguate="true"><text variable="title"/></if></choose>'
    '<text variable="first-reference-note-number" prefix="(n " suffix=")"/></group></else></choose>'
)


def test_the_number_of_the_first_note_is_a_difference() -> None:
    items = [{"id": key, "type": "book", "title": key.upper(), "author": [_ROE]} for key in "ab"]
    processor = Processor(_style("", citation=_NOTES, kind="note"), "en-US", items)
    cites = [
        {"citationItems": [{"id": key}], "properties": {"noteIndex": note}}
        for note, key in enumerate("abab", 1)
    ]
    assert [text.text for text in processor.cite_all(cites)] == ["A", "B", "Roe (n 1)", "Roe (n 2)"]


def test_one_note_for_two_first_cites_is_none() -> None:
    items = [{"id": key, "type": "book", "title": key.upper(), "author": [_ROE]} for key in "ab"]
    processor = Processor(_style("", citation=_NOTES, kind="note"), "en-US", items)
    cites = [
        {"citationItems": [{"id": key} for key in keys], "properties": {"noteIndex": 1 + index}}
        for index, keys in enumerate(("ab", "a", "b"))
    ]
    assert [text.text for text in processor.cite_all(cites)][1:] == ["Roe A (n 1)", "Roe B (n 1)"]


def test_blocks_that_follow_one_another_keep_the_space_between_them() -> None:
    layout = (
        '<text variable="citation-number" display="left-margin" suffix=". "/>'
        '<text variable="title" display="right-inline" suffix=". "/><text variable="archive" display="right-inline"/>'
    )
    entries = bibliography(
        [{"id": "a", "type": "book", "title": "T", "archive": "Tower"}], _style(layout), "en-US"
    )
    assert entries[0].text == "1. T. Tower"


def test_a_layout_for_a_language_is_for_items_in_it() -> None:
    style = _style("").replace(
        "<layout></layout>",
        '<layout locale="fr de"><text value="own "/><text variable="title"/><text term="and" prefix=" "/></layout>'
        '<layout><text variable="title"/></layout>',
    )
    items = [{"id": key, "type": "book", "title": key, "language": key} for key in ("en-GB", "fr-CA", "de")]
    assert [entry.text for entry in bibliography(items, style, "en-US")] == [
        "en-GB",
        "own fr-CA et",
        "own de und",
    ]
