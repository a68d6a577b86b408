"""Small layouts, an item, and what the rules of the specification make of them, in HTML."""

from __future__ import annotations

from typing import Any

import pytest

from briefmeta.citations import Cite, Processor, bibliography

DOE, ROE = {"family": "Doe", "given": "Ann"}, {"family": "Roe", "given": "Bob"}
AUTHOR = '<names variable="author"><name/></names>'
TITLE = '<text variable="title" text-case="title"/>'
LABEL = '<text variable="citation-label" prefix="[" suffix="]"/>'
EDITOR = '<names variable="editor"><name/></names>'


@pytest.mark.parametrize(
    ("layout", "fields", "expected"),
    [
        # "Substitute": what was rendered does not come again, not in the substitution either
        (
            f'<names variable="author"><substitute><group>{EDITOR}{EDITOR}</group></substitute></names>{EDITOR}',
            {"editor": [DOE]},
            "Ann Doe",
        ),
        # "Et-al": both attributes are needed
        (
            '<names variable="author"><name et-al-min="2"/></names>',
            {"author": [DOE, ROE]},
            "Ann Doe, Bob Roe",
        ),
        # "Choose": no position holds in a bibliography
        (
            '<choose><if position="first"><text value="no"/></if><else><text value="yes"/></else></choose>',
            {},
            "yes",
        ),
        # affixes stay as they are, and so do no-break spaces of names
        ('<text variable="title" prefix=" " suffix=". "/>', {"title": "A"}, " A. "),
        (AUTHOR, {"author": [{"family": "A\u00a0 B", "given": " C\tD"}]}, "C D A\u00a0 B"),
        (
            '<text variable="title"/>',
            {"title": "xʰ and Ex™ ˀ"},
            "x<sup>h</sup> and Ex<sup>TM</sup> <sup>ʔ</sup>",
        ),
        # "Title case": the first word before a hyphen is no stop word; what keeps its case may be the last word;
        # a Greek letter is a symbol
        (TITLE, {"title": "a by-product of in-house work"}, "A By-Product of in-House Work"),
        (TITLE, {"title": 'look up <span class="nocase">it</span>'}, "Look up it"),
        (TITLE, {"title": "on β-carotene"}, "On β-Carotene"),
        # markup of other processors; French spaces
        (
            '<text variable="title" font-style="italic"/>',
            {"title": 'A <span class="nodecor">v.</span> B'},
            '<i>A <span style="font-style:normal;">v.</span> B</i>',
        ),
        (
            '<text variable="title"/>',
            {"title": "« Oui » ? Non : si ;"},
            "«\u202fOui\u202f»\u202f? Non\u202f: si\u202f;",
        ),
        # "Variables", citation-label
        (LABEL, {"author": [{"family": "van O'Neil"}], "issued": {"date-parts": [[1965]]}}, "[Onei65]"),
        (LABEL, {"author": [DOE, ROE], "issued": {"date-parts": [[2004]]}}, "[DoRo04]"),
        (LABEL, {"author": [DOE, ROE, {"literal": "the World Bank"}]}, "[DoRW00]"),
        (LABEL, {"editor": [DOE, ROE, DOE, ROE, ROE], "issued": {"date-parts": [[-44]]}}, "[DRDR44]"),
        (LABEL, {"title": "<i>In</i> 7 seas", "issued": {"date-parts": [[2004]]}}, "[Inse04]"),
        (LABEL, {"author": [DOE], "citation-label": "Own"}, "[Own]"),
        # the dotted i of Turkish
        ('<text variable="title" text-case="uppercase"/>', {"title": "iı", "language": "tr"}, "İI"),
        ('<text variable="title" text-case="lowercase"/>', {"title": "İI", "language": "tr"}, "iı"),
        # two capitals that are typed as one letter; a no-break space behind the given name
        (
            '<names variable="author"><name initialize-with="."/></names>',
            {"author": [{"family": "X", "given": "YUri McA"}]},
            "Yu.M. X",
        ),
        (
            '<names variable="author"><name><name-part name="given" suffix="&#160;"/></name></names>',
            {"author": [DOE]},
            "Ann\u00a0Doe",
        ),
        # marks behind a number do not meet, unless they are the same
        ('<group suffix="."><text variable="volume" suffix=":"/></group>', {"volume": "3"}, "3:."),
        ('<group suffix="?"><text variable="volume" suffix=";"/></group>', {"volume": "3"}, "3;?"),
        ('<group suffix="."><text variable="volume" suffix="."/></group>', {"volume": "3"}, "3."),
        # "Punctuation-in-quote": a colon that delimits stays behind the mark that has moved in
        (
            '<group delimiter=": "><text variable="title" quotes="true" suffix="!"/><text value="x"/></group>',
            {"title": "A"},
            "“A!”: x",
        ),
        # two suffixes become one, and what follows gives way, where the one closes the element and the other its group
        (
            '<group suffix="."><text variable="genre" suffix="."/></group><text value="x" prefix="; "/>',
            {"genre": "A"},
            "A. x",
        ),
        (
            '<group suffix="."><group><text variable="genre" suffix="."/></group></group><text value="x" prefix="; "/>',
            {"genre": "A"},
            "A.; x",
        ),
        # a given name in lower case is none to cut
        (
            '<names variable="author"><name initialize-with="."/></names>',
            {"author": [{"family": "Doe", "given": "bell J."}, {"family": "Roe", "given": "jean-Paul"}]},
            "bell J. Doe, jean-P. Roe",
        ),
        # of two kinds of straight quotation marks, the first is the outer one
        ('<text variable="title"/>', {"title": "'a' \"b\" 'c \"d\"' it's"}, "“a” ‘b’ “c ‘d’” it’s"),
        ('<text variable="title" quotes="true"/>', {"title": "'a' \"b\""}, "“‘a’ ‘b’”"),
        # markup and straight quotation marks in names
        (
            '<names variable="author"><name initialize-with=". "/></names>',
            {"author": [{"family": "<b>Doe</b>", "given": "<i>John Paul</i>-Ann"}]},
            "<i>J. P.</i>-A. <b>Doe</b>",
        ),
        (
            '<names variable="author"><name><name-part name="family" text-case="uppercase"/></name></names>',
            {"author": [{"literal": 'The "New" <sup>x</sup>'}, {"family": "<q>", "given": '"Al" A'}]},
            "THE “NEW” <sup>x</sup>, “Al” A &lt;Q&gt;",
        ),
        # variables in the note
        (
            '<text variable="event-place"/> <names variable="editor" prefix=", "/><date variable="issued" form="text" '
            'prefix=", "/><text variable="volume" prefix=", "/><text variable="note" prefix=", "/>',
            {
                "volume": "1",
                "note": "event-place: Rome\nissued: 2001\neditor: Roe || Bob\neditor: WHO\nvolume: 2\nfoo: bar",
            },
            "Rome, Bob Roe, WHO, 2001, 1, volume: 2\nfoo: bar",
        ),
        (
            '<text variable="genre"/>|<text variable="note"/>',
            {"note": "x {:genre: a} y\nno: b"},
            "ax  y\nno: b",
        ),
        # "Page Ranges": the ampersand of the locale between numbers
        ('<text variable="volume"/>', {"volume": "2&3, A&B"}, "2 &amp; 3, A&amp;B"),
    ],
)
def test_rules(styles: Any, layout: str, fields: dict[str, Any], expected: str) -> None:
    item = {"id": "a", "type": "book", **fields}
    assert bibliography([item], styles.write(layout), output="html")[0].text == expected


def test_an_empty_block_is_left_out(styles: Any) -> None:
    style = styles.write(
        f'<group display="block">{AUTHOR}</group><text variable="title"/>',
        bibliography='subsequent-author-substitute=""',
    )
    run_on = styles.write(
        f'<group delimiter=", ">{AUTHOR}<text variable="title"/></group>',
        bibliography='subsequent-author-substitute=""',
    )
    items = [{"id": key, "type": "book", "author": [DOE], "title": key} for key in "AB"]
    assert [entry.text for entry in bibliography(items, style, output="html")] == [
        '<div class="csl-block">Ann Doe</div>\nA',
        "B",
    ]
    assert [entry.text for entry in bibliography(items, run_on)] == ["Ann Doe, A", "B"]


def test_entries_without_text_are_not_printed(styles: Any) -> None:
    items = [
        {"id": key, "type": kind, "title": key} for key, kind in (("A", "book"), ("B", "map"), ("C", "book"))
    ]
    style = styles.write('<choose><if type="book"><text variable="title"/></if></choose>')
    written = bibliography(items, style)
    assert ([entry.key for entry in written], str(written)) == (["A", "B", "C"], "A\nC")
    assert written.warnings == ("B: the style writes nothing for this item",)


@pytest.mark.parametrize(
    ("suffix", "prefix", "expected"),
    [
        ("", "", "Ibid.; ibid."),
        ("", ", cited in ", "Ibid., cited in ibid."),
        (" is one,", "", "Ibid. is one, ibid."),
        (" is one.", "He said “this.” ", "Ibid. is one. He said “this.” Ibid."),
        ("", "Cf. ", "Ibid.; Cf. ibid."),
        ("", "See. It ", "Ibid.; See. It ibid."),
    ],
)
def test_what_the_user_types_around_a_cite_in_a_note(
    styles: Any, suffix: str, prefix: str, expected: str
) -> None:
    style = (
        styles.write('<text term="ibid"/>')
        .replace("in-text", "note")
        .replace("<layout>", '<layout delimiter="; ">')
    )
    processor = Processor(style, items=[{"id": key, "type": "book"} for key in "AB"])
    cites = (Cite(key="A", suffix=suffix), Cite(key="B", prefix=prefix))
    assert processor.cite(cites).text == expected


def test_labels_take_the_year_suffix_and_sort(styles: Any) -> None:
    style = styles.write(
        f'<sort><key variable="citation-label"/></sort>{LABEL}<date variable="issued" form="text" prefix=" "/>',
        citation='disambiguate-add-year-suffix="true"',
    )
    items = [
        {"id": key, "type": "book", "author": [name], "issued": {"date-parts": [[2004]]}}
        for key, name in (("A", ROE), ("B", ROE), ("C", DOE))
    ]
    written = [entry.text for entry in bibliography(items, style)]
    assert written == ["[Doe04] 2004", "[Roe04a] 2004", "[Roe04b] 2004"]


def test_an_east_asian_conjunction_takes_no_spaces(styles: Any) -> None:
    style = styles.write(
        '<names variable="author"><name and="text" delimiter-precedes-last="always"/></names>'
    )
    items = [
        {"id": key, "type": "book", "author": [DOE, ROE, DOE][:count]} for key, count in (("A", 2), ("B", 3))
    ]
    assert [entry.text for entry in bibliography(items, style, "zh-CN")] == [
        "Ann Doe, 和Bob Roe",
        "Ann Doe, Bob Roe和Ann Doe",
    ]
