"""Texts, numbers and dates of items as a style writes them: case, dashes, quotation marks, blocks."""

from __future__ import annotations

from typing import Any

import pytest

from briefmeta.citations import bibliography

_TITLE = '<text variable="title" text-case="title"/>'
_WORDS = '<text variable="title" text-case="capitalize-all"/>'
_BARE = '<text variable="title" strip-periods="true"/>'
_NUMBER = '<text variable="number"/>'
_LABELLED = '<group delimiter=" "><label variable="number" form="short"/><text variable="number"/></group>'
_YEAR = '<date variable="issued"><date-part name="year" prefix="(" suffix=")"/></date>'


@pytest.mark.parametrize(
    ("layout", "fields", "expected"),
    [
        # a straight single quotation mark with a space behind its partner is taken for an apostrophe, once
        (_TITLE, {"title": "on 'phase one' deals"}, "On “phase One” Deals"),
        (_TITLE, {"title": "on the 'phase one'"}, "On the “Phase One”"),
        (_TITLE, {"title": "one 'two' three 'four' five"}, "One “two” Three “Four” Five"),
        (_TITLE, {"title": 'on "phase one" deals'}, "On “Phase One” Deals"),
        # which quotation mark opens
        (_TITLE, {"title": "'tis the 'x'"}, "’Tis the “x”"),
        ('<text variable="title"/>', {"title": "the \"'inner' word\""}, "the “‘inner’ word”"),
        # a word with a capital after its apostrophe
        (_WORDS, {"title": "ministère de l'Air"}, "Ministère De L’Air"),
        # what belongs to a jurisdiction keeps its case
        (_TITLE, {"title": "in re gault", "jurisdiction": "us"}, "in re gault"),
        # periods go, but not those inside a name of the net; the case is changed before
        (_BARE, {"title": "U.S. J. of NRC.no"}, "US J of NRC.no"),
        (
            '<text variable="title" strip-periods="true" text-case="title"/>',
            {"title": "see NRC.no"},
            "See NRCNo",
        ),
        ('<text term="no date" form="short" strip-periods="true" text-case="uppercase"/>', {}, "ND"),
        # dashes in lists of numbers and nowhere else
        (_NUMBER, {"number": "12-14"}, "12–14"),
        (_NUMBER, {"number": "Pub. L. No. 111-148"}, "Pub. L. No. 111-148"),
        ('<text variable="version"/>', {"version": "2023-07"}, "2023-07"),
        (_LABELLED, {"number": "12-14"}, "nos. 12–14"),
        (_LABELLED, {"number": "RR-A431-1"}, "no. RR-A431-1"),
        # a label that the value brings along is not written twice
        (_LABELLED, {"number": "no. 48"}, "no. 48"),
        # a label in a substitution that uses its number up
        (f'<names variable="author"><substitute>{_LABELLED}</substitute></names>', {"number": "3"}, "no. 3"),
        # a small word before a quotation mark
        (_TITLE, {"title": "‘it’s not over’: a war"}, "‘It’s Not over’: A War"),
        # a docket number is no range
        (_LABELLED, {"number": "08-205", "type": "legal_case"}, "no. 08-205"),
        ('<number variable="number" form="ordinal"/>', {"number": "1/2"}, "1/2"),
        # the era stands behind the affixes of the year, text in the place of the year
        (_YEAR, {"issued": {"date-parts": [[-50]]}}, "(50) BC"),
        (_YEAR, {"issued": {"literal": "forthcoming"}}, "(forthcoming)"),
        # text case is for addresses, too
        (
            '<text variable="URL" text-case="lowercase"/>',
            {"URL": "https://example.org/A"},
            "https://example.org/a",
        ),
    ],
)
def test_text(layout: str, fields: dict[str, Any], expected: str, styles: Any) -> None:
    item = {"id": "a", "type": "report", **fields}
    assert bibliography([item], styles.write(layout))[0].text == expected


@pytest.mark.parametrize(
    ("format", "expected"), [("minimal", "e1–12"), ("chicago", "e1–12"), ("expanded", "e1–e12")]
)
def test_letters_before_pages(format: str, expected: str, styles: Any) -> None:
    style = styles.write('<text variable="page"/>', style=f'page-range-format="{format}"')
    assert bibliography([{"id": "a", "page": "e1-e12"}], style)[0].text == expected


@pytest.mark.parametrize("format", ["expanded", "minimal", "minimal-two", "chicago"])
def test_thousands_in_pages(format: str, styles: Any) -> None:
    style = styles.write('<text variable="page"/>', style=f'page-range-format="{format}"')
    assert bibliography([{"id": "a", "page": "13,900-13,905"}], style)[0].text == "13,900–13,905"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('<text macro="m"/>', "“On ‘x’ and ‘y’”"),
        ('<text macro="m" quotes="false"/>', "“On “x” and “y””"),
        ('<group quotes="false"><text macro="m"/></group>', "“On “x” and “y””"),
    ],
)
def test_quotes_turned_off_around_quoted_text(call: str, expected: str, styles: Any) -> None:
    macros = '<macro name="m"><text variable="title" quotes="true"/></macro>'
    item = {"id": "a", "title": "On 'x' and ‘y’"}
    assert bibliography([item], styles.write(call, macros=macros))[0].text == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [("中国经济", "中国经济"), ("中国经济 2.0", "<i>中国经济 2.0</i>"), ("Ein Titel", "<i>Ein Titel</i>")],
)
def test_east_asian_text_is_upright(title: str, expected: str, styles: Any) -> None:
    style = styles.write('<text variable="title" font-style="italic"/>')
    assert bibliography([{"id": "a", "title": title}], style, output="html")[0].text == expected


def test_quotation_marks_set_off_by_spaces_are_text(styles: Any) -> None:
    style = styles.write('<text variable="title" quotes="true"/>')
    written = bibliography([{"id": "a", "title": "Les «biens»"}], style, "fr-FR")[0].text
    assert written == "«\u00a0Les «biens»\u00a0»"


_BLOCK = '<text variable="title" display="block"/>'


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        # a mark behind a block goes into it
        (f'{_BLOCK}<text variable="volume" prefix=", "/>', '<div class="csl-block">T,</div>\n 3'),
        # only what stands in the layout itself can be a block
        (f"<group>{_BLOCK}</group>", "T"),
        (
            f'<choose><if type="book">{_BLOCK}</if></choose><text variable="volume"/>',
            '<div class="csl-block">T</div>\n3',
        ),
    ],
)
def test_blocks(layout: str, expected: str, styles: Any) -> None:
    item = {"id": "a", "type": "book", "title": "T", "volume": "3"}
    assert bibliography([item], styles.write(layout), output="html")[0].text == expected
