"""Which citations a Markdown document has, and what in it is none."""

from __future__ import annotations

import pytest

from briefmeta.citations.documents import WrittenCitation, read_document

_Cite = tuple[str, str, str]


def read(text: str) -> list[tuple[str, ...]]:
    """Write each citation as its text in the document and its keys."""
    document = read_document(text)
    return [(text[each.start : each.end], *(cite.key for cite in each.cites)) for each in document.citations]


def only(text: str) -> WrittenCitation:
    (citation,) = read_document(text).citations
    return citation


def cites(text: str) -> list[_Cite]:
    """Write the cites of the only citation: prefix, key, suffix; ``-`` stands before the key of one without author."""
    return [
        (cite.prefix.text.strip(), ("-" if cite.suppress_author else "") + cite.key, cite.suffix.text)
        for cite in only(text).cites
    ]


# -- citations, as pandoc's manual has them ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@doe]", [("", "doe", "")]),
        ("[ @doe ]", [("", "doe", "")]),
        (
            "[see @doe, pp. 33-35; also @roe, ch. 1]",
            [("see", "doe", ", pp. 33-35"), ("also", "roe", ", ch. 1")],
        ),
        ("[-@doe, ch. 2]", [("", "-doe", ", ch. 2")]),
        ("[see -@doe]", [("see", "-doe", "")]),
        ("[- @doe]", [("-", "doe", "")]),
        ("[@a{ii, A, D-Z}, with a suffix]", [("", "a", "{ii, A, D-Z}, with a suffix")]),
        ("[@a, p. 3 [sic]; @b]", [("", "a", ", p. 3 [sic]"), ("", "b", "")]),
        ("[@a, `;]` $x;y$ and \\; x; @b]", [("", "a", ", `;]` $x;y$ and \\; x"), ("", "b", "")]),
        ('[@a "x; y"; @b]', [("", "a", ' "x; y"'), ("", "b", "")]),
        ("[@a, p.&nbsp;5; @b]", [("", "a", ", p.&nbsp;5"), ("", "b", "")]),
        ("[@doe;\n@roe]", [("", "doe", ""), ("", "roe", "")]),
        ("@doe [p. 5]", [("", "doe", "p. 5")]),
        ("@doe[p. 5]", [("", "doe", "p. 5")]),
        ("@doe\n[p. 5]", [("", "doe", "p. 5")]),
        ("@doe [p. 3; see @roe]", [("", "doe", "p. 3"), ("see", "roe", "")]),
        ("@doe [@roe; @kim]", [("", "doe", ""), ("", "roe", ""), ("", "kim", "")]),
        ("-@doe [p. 5]", [("", "-doe", "p. 5")]),
    ],
)
def test_cites_with_what_stands_around_them(text: str, expected: list[_Cite]) -> None:
    assert cites(text) == expected
    citation = only(text)
    assert (citation.start, citation.end) == (0, len(text))
    assert citation.in_text == (text[0] != "[")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("@doe99", "doe99"),
        ("@_doe", "_doe"),
        ("@1", "1"),
        ("@étude", "étude"),
        ("@a.b:c.", "a.b:c"),
        ("@a:.#$%&-+?<>~/b", "a"),
        ("@a:b.c#d$e%f&g-h+i?j<k>l~m/n", "a:b.c#d$e%f&g-h+i?j<k>l~m/n"),
        ("@http://x.org/y.", "http://x.org/y"),
        ("@a..b", "a"),
        ("@doe's", "doe"),
        ("@doe--x", "doe"),
        ("@{https://example.com/a?b=c.}", "https://example.com/a?b=c."),
        ("@{a{b}c}", "a{b}c"),
        ("end…@doe", "doe"),
        ("end...@doe", "doe"),
        ("*@doe*", "doe"),
        ("“@doe”", "doe"),
        ("(@doe)", "doe"),
        ("---@doe", "doe"),
    ],
)
def test_keys(text: str, key: str) -> None:
    text = f"x {text}"
    assert [cite.key for cite in only(text).cites] == [key]


@pytest.mark.parametrize(
    "text",
    [
        "jane@example.org",
        "a.b@c.de",
        "end.@doe",
        "1@doe",
        "\\@doe",
        "@ doe",
        "@-x",
        "@{a b}",
        "@{}",
        "@*",
        "<jane@example.org>",
        "<https://example.org/@doe>",
        "https://example.org/@doe",
        "[home](https://example.org/@doe)",
        '[home](<x> "by @doe")',
        "[home][x]\n\n[x]: https://example.org/@doe 'by @doe'",
        "[x]: https://example.org\n  'by @doe'",
        "`@doe`",
        "`` ` @doe` ``",
        "`two\n@doe lines`",
        "$@doe$",
        "$$\n@doe\n$$",
        '<a title="@doe">',
        "x <!-- @doe --> y",
        "<!--\n\n@doe\n\n-->",
        "<pre>\n\n@doe\n\n</pre>",
        "<div>\n@doe\n</div>",
        "<script>\nlet x = '@doe';\n</script>",
        "<?php\n\n@doe ?>",
        "\\cite{@doe}",
        "\\foo[@doe]{x{@doe}}",
        "\\begin{align}\n\n@doe\n\n\\end{align}",
        "    @doe",
        "\t@doe",
        "- a\n\n      @doe",
        "> a\n>\n>     @doe",
        "```\n@doe\n```",
        "```\n@doe",
        "~~~~ {.r}\n~~~\n@doe\n~~~~",
        "text\n```\n@doe\n```",
        "- a\n\n  ```\n  @doe\n  ```",
        "> ```\n> @doe\n> ```",
        "---\ntitle: '@doe'\n---",
        "text\n\n---\nabstract: |\n  @doe\n...",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the text of a link, of a span and of an image is text
        ("[see @doe](u)", [("@doe", "doe")]),
        ("[@doe](u)", [("@doe", "doe")]),
        ("[@doe](two words)", [("@doe", "doe")]),
        ("[@doe](never closed", [("[@doe]", "doe")]),
        ("[@doe]{.x}", [("@doe", "doe")]),
        ("[@doe][x]\n\n[x]: u", [("@doe", "doe")]),
        ("![@doe](u)", [("@doe", "doe")]),
        ("![@doe]", [("[@doe]", "doe")]),
        # what stands behind a key in brackets is a link first
        ("@doe [p. 3](u)", [("@doe", "doe")]),
        ("@doe [p. 3]\n\n[p. 3]: u", [("@doe", "doe")]),
        ("@doe [^1]\n\n[^1]: x", [("@doe", "doe")]),
        ("@doe\n\n[p. 3]", [("@doe", "doe")]),
        # brackets with a part that cites nothing are brackets
        ("[@doe; see below]", [("@doe", "doe")]),
        ("[see; @doe]", [("@doe", "doe")]),
        ("[@doe;;@roe]", [("@doe", "doe"), ("@roe", "roe")]),
        ("\\[@doe\\]", [("@doe", "doe")]),
        # unbalanced ones, too
        ("[@doe", [("@doe", "doe")]),
        ("[[@doe]", [("[@doe]", "doe")]),
        ("[[[@doe]]]", [("[@doe]", "doe")]),
        ("[@doe]]", [("[@doe]", "doe")]),
        ("x] [@doe [@roe] ", [("@doe [@roe]", "doe", "roe")]),
        # not code, not math, not metadata, not a definition, not HTML
        ("`a @doe", [("@doe", "doe")]),
        ("$5 @doe $6", [("@doe", "doe")]),
        ("---\n\n@doe\n\n---", [("@doe", "doe")]),
        ("---\n@doe", [("@doe", "doe")]),
        ("---\na: b\n\n@doe", [("@doe", "doe")]),
        ("[@doe]: u", [("[@doe]", "doe")]),
        ("a < b @doe", [("@doe", "doe")]),
        ("text\n    @doe", [("@doe", "doe")]),
        ("<div>\n\n@doe\n\n</div>", [("@doe", "doe")]),
        ("\\begin{x}\n\n@doe", [("@doe", "doe")]),
        ("<!-- note --> @doe", [("@doe", "doe")]),
        # blocks inside of blocks
        ("> [@doe;\n> @roe]", [("[@doe;\n> @roe]", "doe", "roe")]),
        ("- a\n\n  @doe", [("@doe", "doe")]),
        ("1. a\n\n    @doe", [("@doe", "doe")]),
        ("a)  b\n\n    @doe", [("@doe", "doe")]),
        ("Term\n\n:   @doe\n\n    @roe", [("@doe", "doe"), ("@roe", "roe")]),
        ("[^1]: @doe\n\n    @roe\n\n        @code", [("@doe", "doe"), ("@roe", "roe")]),
        ("::: {.note}\n@doe\n:::", [("@doe", "doe")]),
        ("A  B\n-- ----\n   @doe", [("@doe", "doe")]),
        ("| a |\n|---|\n| [@doe] |", [("[@doe]", "doe")]),
        ("Head @doe\n===\n\n# [@roe] {#x}", [("@doe", "doe"), ("[@roe]", "roe")]),
        # examples have labels that look like keys
        ("(@good) x\n\nAs (@good) and @good say, @doe.", [("@doe", "doe")]),
    ],
)
def test_what_is_text_and_what_is_not(text: str, expected: list[tuple[str, ...]]) -> None:
    assert read(text) == expected


def test_a_citation_in_an_affix_belongs_to_it() -> None:
    (citation,) = read_document("[see [@roe] and @doe @kim]").citations
    (cite,) = citation.cites
    assert [each.cites[0].key for each in cite.prefix.citations] == ["roe"]
    assert [each.cites[0].key for each in cite.suffix.citations] == ["kim"]


def test_footnotes_are_told() -> None:
    document = read_document("a[^x] b^[see @doe] `[^x]`\n\n[^x]: @roe\n\n[^y]: > @kim\n")
    assert [(each.cites[0].key, each.footnote) for each in document.citations] == [
        ("doe", "^8"),
        ("roe", "x"),
        ("kim", "y"),
    ]
    assert document.notes == ((1, "x"), (8, "^8"))
    assert document.blocks.footnotes == {"x", "y"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_kind(end: str) -> None:
    text = end.join(
        ["---", "nocite: '@kim'", "---", "", "> [@doe;", "> @roe]", "", "```", "@x", "```", "", "    @y"]
    )
    document = read_document(text)
    assert [cite.key for each in document.citations for cite in each.cites] == ["doe", "roe"]
    assert document.metadata.text("nocite") == "@kim"
