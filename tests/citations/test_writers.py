"""Every value means itself in every output format."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.citations import bibliography

TITLE = '<script>alert("1")</script> \\input{x} *a* `b` _c_ $x$ [l](u) # 50% & ~'


def _style(styles: Any) -> str:
    return str(styles.write('<text variable="title" font-style="italic"/>'))


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("text", "<script>alert(“1”)</script> \\input{x} *a* `b` _c_ $x$ [l](u) # 50% & ~"),
        (
            "html",
            "<i>&lt;script&gt;alert(“1”)&lt;/script&gt; \\input{x} *a* `b` _c_ $x$ [l](u) # 50% &amp; ~</i>",
        ),
        (
            "markdown",
            "*\\<script\\>alert(“1”)\\</script\\> \\\\input\\{x\\} \\*a\\* \\`b\\` \\_c\\_ "
            "\\$x\\$ \\[l\\](u) \\# 50% \\& \\~*",
        ),
        (
            "latex",
            "\\textit{\\textless{}script\\textgreater{}alert(“1”)\\textless{}/script\\textgreater{} "
            "\\textbackslash{}input\\{x\\} *a* `b` \\_c\\_ \\$x\\$ [l](u) \\# 50\\% \\& \\textasciitilde{}}",
        ),
        (
            "rst",
            "*\\<script\\>alert(“1”)\\</script\\> \\\\input{x} \\*a\\* \\`b\\` \\_c\\_ $x$ [l](u) # 50% & ~*",
        ),
    ],
)
def test_hostile_title(output: str, expected: str, styles: Any) -> None:
    written = bibliography([{"id": "a", "type": "book", "title": TITLE}], _style(styles), output=output)
    assert written[0].text.removeprefix("\\ ").removesuffix("\\ ") == expected


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=60)
def test_html_holds_no_markup_of_the_item(title: str) -> None:
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl"><citation><layout/></citation><bibliography><layout>'
        '<text variable="URL"/></layout></bibliography></style>'
    )
    written = bibliography([{"id": "a", "type": "book", "URL": title}], style, output="html")[0].text
    unescaped = html.unescape(written.replace("<sup>", "").replace("</sup>", ""))
    assert "<" not in written.replace("<sup>", "").replace("</sup>", "")
    assert len(unescaped) <= 4 * len(title)


def test_inline_markup_flips(styles: Any) -> None:
    title = 'On <i>Sphagnum</i> and <b>"peat"</b> <sup>2</sup> <span class="nocase">x</span> <em>y</em>'
    written = bibliography([{"id": "a", "type": "book", "title": title}], _style(styles), output="html")[
        0
    ].text
    assert written == (
        '<i>On <span style="font-style:normal;">Sphagnum</span> and <b>“peat”</b> <sup>2</sup> x '
        "&lt;em&gt;y&lt;/em&gt;</i>"
    )


def test_unbalanced_markup_is_text(styles: Any) -> None:
    title = "a </i> b <i> c <b> d \" e ' f"
    written = bibliography([{"id": "a", "type": "book", "title": title}], _style(styles))[0].text
    assert written == 'a </i> b <i> c <b> d " e ’ f'
