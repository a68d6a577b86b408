"""Documents with their citations written out."""

from __future__ import annotations

from typing import Any

import pytest

from briefmeta.citations.documents import cite_document, read_document
from briefmeta.errors import InvalidValueError, StyleNotFoundError

Items = list[dict[str, Any]]


def body(text: str) -> str:
    """Take the text before the bibliography and the notes, which stand at the end."""
    return text.partition("\n\n")[0]


# -- in the text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So [see @doe, p. 3; also @roe].", "So (see Doe, 2020, p. 3; also Roe, 2019)."),
        ("@doe [p. 5] says", "Doe (2020, p. 5) says"),
        ("@doe [p. 5; see @roe] says", "Doe (2020, p. 5; see Roe, 2019) says"),
        ("Doe says [-@doe, ch. 2]", "Doe says (2020, ch. 2)"),
        ("Doe says [-@doe, chap. 2]", "Doe says (2020, chap. 2)"),
        ("see [@{https://example.com/bib?name=foobar&date=2000}]", "see (Web, 2000)"),
        (
            "[see *the* `@x` $a;b$ [l](u) \\* <b>x</b> **best** @doe]",
            "(see *the* `@x` $a;b$ [l](u) \\* <b>x</b> **best** Doe, 2020)",
        ),
        ("[@doe, p. 3 and *passim*]", "(Doe, 2020, p. 3 and *passim*)"),
        ("[see @doe--really]", "(see Doe, 2020–really)"),
        ("[@doe, a_b * c < d]", "(Doe, 2020, a\\_b \\* c \\< d)"),
        ("[see [@roe] and @doe]", "(see (Roe, 2019) and Doe, 2020)"),
        ("[@doe @roe]", "(Doe, 2020 Roe (2019))"),
        ("[@doe's]", "(Doe, 2020’s)"),
        ("[@doe, 'so' it's]", "(Doe, 2020, 'so' it’s)"),
        ("[@doe, but not; @roe]", "(Doe, 2020, but not; Roe, 2019)"),
        ("[@doe\\]]", "(Doe, 2020 \\])"),
        ("@doe [] says", "Doe (2020) says"),
        ("a [@doe;\n@roe] b", "a (Roe, 2019; Doe, 2020) b"),
        ("`@doe` \\@doe a@doe.com", "`@doe` \\@doe a@doe.com"),
    ],
)
def test_author_and_date(items: Items, author_date: str, text: str, expected: str) -> None:
    cited = cite_document(text, items, author_date)
    assert body(cited.text) == expected
    assert cited.problems == ()


def test_what_starts_a_line_does_not_become_a_list(items: Items, author_date: str) -> None:
    assert body(cite_document("[-@doe] is late.", items, author_date).text) == "\\(2020) is late."


def test_words_around_a_cite_that_the_style_writes_nothing_for_are_kept(items: Items) -> None:
    style = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title>
    <id>t</id><updated>2024-01-01T00:00:00+00:00</updated></info>
    <citation><layout><names variable="author"/></layout></citation></style>"""
    cited = cite_document("So -@doe and @doe [*quite* so, p. 3] and [-@doe, but see x].", items, style)
    assert cited.text.strip().split(" and ") == ["So", "A. Doe (*quite* so, p. 3)", "(but see x)."]
    assert [problem.warning for problem in cited.problems] == [True]


def test_the_locale_decides_what_a_locator_is(items: Items, author_date: str) -> None:
    assert body(cite_document("[@doe, S. 5]", items, author_date, "de-DE").text) == "(Doe, 2020, S. 5)"
    assert body(cite_document("---\nlang: de\n---\n[@doe, S. 5]", items, author_date).text).endswith("S. 5)")


# -- in notes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Lakes [@doe].", "Lakes.[^1]"),
        ("Lakes[@doe].", "Lakes.[^1]"),
        ("Lakes [@doe] freeze", "Lakes[^1] freeze"),
        ("Lakes\n[@doe] freeze", "Lakes[^1] freeze"),
        ("“Lakes” [@doe], too", "“Lakes,”[^1] too"),
        ('"Lakes" [@doe]. Yes', '"Lakes."[^1] Yes'),
        ("'Lakes' [@doe]. Yes", "'Lakes.'[^1] Yes"),
        ("the lakes' [@doe]. Yes", "the lakes'.[^1] Yes"),
        ("(lakes [@doe]).", "(lakes).[^1]"),
        ("Lakes! [@doe]. Yes", "Lakes![^1]. Yes"),
        ("Lakes etc. [@doe], yes", "Lakes etc.,[^1] yes"),
        ("Lakes etc. [@doe].", "Lakes etc.[^1]."),
        ("Lakes[@doe]... yes", "Lakes[^1]... yes"),
        ("Lakes [@doe]---seas", "Lakes[^1]---seas"),
        ("Lakes [@doe]-based", "Lakes[^1]-based"),
        ("*Lakes [@doe]*.", "*Lakes[^1]*."),
        ("[@doe] freeze", "[^1] freeze"),
        ("| [@doe] |\n|---|", "| [^1] |\n|---|"),
        ("@doe says", "Doe[^1] says"),
        ("says @doe.", "says Doe.[^1]"),
        ("says @doe [p. 3], and", "says Doe,[^1] and"),
        ("> Lakes\n> [@doe].", "> Lakes.[^1]"),
        ("<br> [@doe].", "<br>.[^1]"),
        ("「湖」[@doe]。", "「湖」。[^1]"),
    ],
)
def test_marks_and_punctuation(items: Items, notes_style: str, text: str, marked: str) -> None:
    assert cite_document(text, items, notes_style, "en-US").text.startswith(f"{marked}\n")


def test_notes_after_punctuation_can_be_turned_off(items: Items, notes_style: str) -> None:
    text = "---\nnotes-after-punctuation: false\nsuppress-bibliography: true\n---\n\nLakes [@doe].\n"
    assert "\nLakes[^1].\n" in cite_document(text, items, notes_style).text


def test_notes_are_numbered_with_those_of_the_document(items: Items, notes_style: str) -> None:
    text = (
        "A [@doe, 1]. B[^2] C [@doe, 2]. D^[See [@roe] and @roe.] E [@doe].\n\n"
        "[^2]: As @doe [3] says, [@doe, 3]. And so on [see @kim].\n\n[^9]: Nothing refers to [@kim].\n"
    )
    cited = cite_document(text, items, notes_style).text
    assert cited.startswith(
        "A.[^10] B[^2] C.[^11] D^[See (Roe, *Rivers*) and Roe, ibid.] E.[^12]\n\n"
        "[^2]: As Doe, ibid., 3 says, (ibid.). And so on (see Kim, *Seas*).\n\n[^9]: Nothing refers to (Kim, *Seas*).\n"
    )
    assert cited.endswith("\n[^10]: Doe, *Lakes*, 1.\n\n[^11]: Doe, *Lakes*, 2.\n\n[^12]: Doe, *Lakes*.\n")


def test_a_citation_that_opens_a_footnote_needs_no_parentheses(items: Items, notes_style: str) -> None:
    text = "A[^a] B[^b]\n\n[^a]: [@doe, 1]. More [@roe].\n\n[^b]: [@kim]\n\n    More.\n"
    cited = cite_document(text, items, notes_style).text
    assert "[^a]: Doe, *Lakes*, 1. More (Roe, *Rivers*).\n" in cited
    assert "[^b]: (Kim, *Seas*)\n" in cited


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (
            "end",
            "A.[^1]\n\n- b[^2]\n- c\n\nD\n\nLakes.\n\nRivers.\n\n[^1]: Doe, *Lakes*.\n\n[^2]: Roe, *Rivers*.\n",
        ),
        (
            "paragraph",
            "A.[^1]\n\n[^1]: Doe, *Lakes*.\n\n- b[^2]\n- c\n\n[^2]: Roe, *Rivers*.\n\nD\n\nLakes.\n\nRivers.\n",
        ),
    ],
)
def test_where_notes_go(items: Items, notes_style: str, place: str, expected: str) -> None:
    text = "A [@doe].\n\n- b [@roe]\n- c\n\nD\n"
    assert cite_document(text, items, notes_style, notes=place).text == expected


# -- the bibliography -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@doe]", "(Doe, 2020)\n\nDoe, A. (2020) *Lakes*.\n"),
        ("[@doe]\n\n\n", "(Doe, 2020)\n\n\nDoe, A. (2020) *Lakes*.\n"),
        (
            "[@doe]\r\n\r\n# References\r\n",
            "(Doe, 2020)\r\n\r\n# References\r\n\r\nDoe, A. (2020) *Lakes*.\r\n",
        ),
        (
            "[@doe]\n\n::: {#refs}\n:::\n\nZ\n",
            "(Doe, 2020)\n\n::: {#refs}\nDoe, A. (2020) *Lakes*.\n:::\n\nZ\n",
        ),
        (
            "[@doe]\n\n:::: {#refs .x}\nHere:\n\n::: y\n:::\n::::\n",
            "(Doe, 2020)\n\n:::: {#refs .x}\nHere:\n\n::: y\n:::\n\nDoe, A. (2020) *Lakes*.\n::::\n",
        ),
        (
            '[@doe]\n\n<div id="refs"></div>\n\nZ\n',
            '(Doe, 2020)\n\n<div id="refs">\n\nDoe, A. (2020) *Lakes*.\n\n</div>\n\nZ\n',
        ),
        (
            "```\n::: {#refs}\n:::\n```\n\n[@doe]",
            "```\n::: {#refs}\n:::\n```\n\n(Doe, 2020)\n\nDoe, A. (2020) *Lakes*.\n",
        ),
        (
            "[@doe]\n\n> ::: {#refs}\n> :::\n",
            "(Doe, 2020)\n\n> ::: {#refs}\n> :::\n\nDoe, A. (2020) *Lakes*.\n",
        ),
        (
            "---\nreference-section-title: Sources\n---\n\n[@doe]",
            "---\nreference-section-title: Sources\n---\n\n(Doe, 2020)\n\n# Sources\n\nDoe, A. (2020) *Lakes*.\n",
        ),
        (
            "---\nsuppress-bibliography: true\n---\n\n[@doe]",
            "---\nsuppress-bibliography: true\n---\n\n(Doe, 2020)",
        ),
        (
            "---\nnocite: '@doe, @roe'\n---\n",
            "---\nnocite: '@doe, @roe'\n---\n\nDoe, A. (2020) *Lakes*.\n\nRoe, A. (2019) *Rivers*.\n",
        ),
    ],
)
def test_where_the_bibliography_goes(items: Items, author_date: str, text: str, expected: str) -> None:
    assert cite_document(text, items, author_date).text == expected


def test_every_item_can_be_listed(items: Items, author_date: str) -> None:
    cited = cite_document("---\nnocite: |\n  @*\n---\n", items, author_date)
    assert cited.bibliography is not None
    assert len(cited.bibliography) == len(items)


def test_citations_can_be_links(items: Items, author_date: str) -> None:
    cited = cite_document(
        "---\nlink-citations: true\n---\n\n[@doe] and @roe, so [@doe; @roe]\n", items, author_date
    ).text
    assert "[(Doe, 2020)](#ref-doe) and [Roe (2019)](#ref-roe), so (Roe, 2019; Doe, 2020)\n" in cited
    assert "::: {#ref-doe .csl-entry}\nDoe, A. (2020) *Lakes*.\n:::\n" in cited


# -- what could not be used -------------------------------------------------------------------------------------------


def test_unknown_keys_have_their_place(items: Items, author_date: str, notes_style: str) -> None:
    text = "---\nnocite: '@zip'\n---\n\nA [@doe; see @nope].\r\n\n> b\n> -@nada [@doe]\n"
    for style in (author_date, notes_style):
        cited = cite_document(text, items, style)
        assert [(each.line, each.column, each.key, each.warning) for each in cited.problems] == [
            (2, 1, "zip", False),
            (5, 14, "nope", False),
            (8, 3, "nada", False),
        ]
        assert cited.unresolved == ("zip", "nope", "nada")
        assert "**nope?**" in cited.text
        assert "**nada?**" in cited.text


def test_unknown_keys_show_in_the_text_of_a_style_for_notes(items: Items, notes_style: str) -> None:
    cited = cite_document("So [@nope]. And @nada says; @zip [see @doe] says.", items, notes_style)
    assert body(cited.text) == "So **nope?**. And **nada?** says; **zip?**[^1] says."


def test_items_that_are_cited_may_have_problems(items: Items, author_date: str) -> None:
    cited = cite_document("@doe", [*items, items[0], items[1], {"id": "zoe", "issued": "soon"}], author_date)
    assert [(problem.key, problem.line, problem.warning) for problem in cited.problems] == [
        ("doe", None, True)
    ]
    assert cited.unresolved == ()


def test_a_block_without_end_is_told(items: Items, author_date: str) -> None:
    cited = cite_document("[@doe]\n\n~~~\n[@roe]", items, author_date)
    assert [(each.line, each.warning) for each in cited.problems] == [(3, True)]


def test_a_table_that_is_drawn_is_told(items: Items, author_date: str) -> None:
    cited = cite_document("x\n\n+---+---+\n| a | [@doe] |\n+---+---+\n", items, author_date)
    assert [(each.line, each.warning) for each in cited.problems] == [(3, True)]


@pytest.mark.parametrize("arguments", [{"notes": "middle"}, {"locale": "no language"}])
def test_wrong_arguments(items: Items, arguments: dict[str, str]) -> None:
    with pytest.raises(InvalidValueError):
        cite_document("[@doe]", items, "harvard-cite-them-right", **arguments)


def test_a_style_that_is_not_there(items: Items) -> None:
    with pytest.raises(StyleNotFoundError):
        cite_document("---\ncsl: no-such-style\n---\n[@doe]", items)


def test_what_was_read_can_be_written_out_in_several_styles(
    items: Items, author_date: str, notes_style: str
) -> None:
    document = read_document("So [@doe].")
    assert body(cite_document(document, items, author_date).text) == "So (Doe, 2020)."
    assert body(cite_document(document, items, notes_style).text) == "So.[^1]"
