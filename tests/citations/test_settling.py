"""What becomes of marks, quotation marks and prefixes where parts of an entry meet."""

from __future__ import annotations

from typing import Any

import pytest

from briefmeta.citations import bibliography

_TERM = '<text term="no date" form="short"/>'
_RANGE = {"date-parts": [[2014, 10, 3], [2015, 1, 5]]}
_TITLE = "Abc"


@pytest.mark.parametrize(
    ("layout", "item", "expected"),
    [
        # a suffix that gave way to the mark of the title leaves the delimiter free to give way as well
        (
            '<group delimiter=". "><text variable="title" suffix="."/><text value="In"/></group>',
            {"title": "Why?"},
            "Why? In",
        ),
        (
            '<group delimiter=". "><text variable="title" suffix="."/><text value="In"/></group>',
            {"title": _TITLE},
            "Abc. In",
        ),
        # two commas move to the end of a quotation whose title ends in markup, and become one
        (
            '<group delimiter=", "><group><text variable="title" quotes="true" suffix=","/></group>'
            '<text value="In"/></group>',
            {"title": "On <i>Zoos</i>"},
            "“On Zoos,” In",
        ),
        # the suffix of a group around one text is the one of a group
        (
            '<group suffix="."><group suffix=";"><text variable="title"/></group></group>',
            {"title": _TITLE},
            "Abc;",
        ),
        # after a number the full stop stays
        (
            '<group suffix="."><group suffix=";"><text value="a"/><text variable="page" prefix=" "/></group></group>',
            {"page": "12"},
            "a 12;.",
        ),
        # a colon never enters a quotation
        (
            '<text variable="title" quotes="true" suffix=": "/><text value="In"/>',
            {"title": _TITLE},
            "“Abc”: In",
        ),
        # both marks enter the quotation, in their order
        (
            '<group suffix="."><group suffix=","><text variable="title" quotes="true"/></group></group>',
            {"title": _TITLE},
            "“Abc,.”",
        ),
        # where the suffixes of a group and of its text became one, the next prefix loses its mark;
        # not with another group between them
        (
            '<group suffix="."><text variable="title" suffix="."/></group><text value="In" prefix="; "/>',
            {"title": _TITLE},
            "Abc. In",
        ),
        (
            '<group suffix="."><group><text variable="volume" suffix="."/></group></group>'
            '<text value="In" prefix="; "/>',
            {"volume": "3"},
            "3.; In",
        ),
        # a style that turns quotes off makes inner marks outer ones
        ('<text variable="title" quotes="false"/>', {"title": "A ‘no’ to it"}, "A “no” to it"),
        ('<text variable="title"/>', {"title": "A ‘no’ to it"}, "A ‘no’ to it"),
        # a term takes a capital where it opens the entry, behind a prefix too
        (f'<group prefix="(" suffix=")">{_TERM}</group>', {}, "(N.d.)"),
        (f'<text value="a"/><group prefix=" (" suffix=")">{_TERM}</group>', {}, "a (n.d.)"),
        # the end of a range does not begin with the prefix of its first part
        (
            '<date variable="issued"><date-part name="month" prefix="x"/><date-part name="year" prefix=" "/></date>',
            {"issued": _RANGE},
            "xOctober 2014–January 2015",
        ),
    ],
)
def test_where_parts_meet(styles: Any, layout: str, item: dict[str, Any], expected: str) -> None:
    entries = bibliography([{"id": "a", "type": "book", **item}], styles.write(layout), "en-US")
    assert entries[0].text == expected


def test_a_sort_key_is_empty_where_its_macro_shows_nothing(styles: Any) -> None:
    macro = (
        '<macro name="who"><names variable="author"><name/><substitute><choose><if variable="editor">'
        '<names variable="editor"/></if><else><text term="anonymous"/></else></choose></substitute></names></macro>'
    )
    style = styles.write('<sort><key macro="who"/></sort><text variable="title"/>', macros=macro)
    items = [
        {"id": "nobody", "type": "book", "title": "A"},
        {"id": "zoe", "type": "book", "title": "B", "author": [{"family": "Zoe", "given": "Z"}]},
    ]
    assert [entry.key for entry in bibliography(items, style, "en-US")] == ["zoe", "nobody"]


def test_no_names_count_as_zero_in_a_sort_key(styles: Any) -> None:
    macro = '<macro name="count"><names variable="author"><name form="count"/></names></macro>'
    style = styles.write('<sort><key macro="count"/></sort><text variable="title"/>', macros=macro)
    items = [
        {"id": "zoe", "type": "book", "title": "B", "author": [{"family": "Zoe", "given": "Z"}]},
        {"id": "nobody", "type": "book", "title": "A"},
    ]
    assert [entry.key for entry in bibliography(items, style, "en-US")] == ["nobody", "zoe"]


def test_a_no_break_space_sorts_as_a_space(styles: Any) -> None:
    style = styles.write('<sort><key variable="title"/></sort><text variable="title"/>')
    items = [{"id": title, "type": "book", "title": title} for title in ("Oasis", "O\u00a0Zoo")]
    assert [entry.key for entry in bibliography(items, style, "en-US")] == ["O\u00a0Zoo", "Oasis"]
