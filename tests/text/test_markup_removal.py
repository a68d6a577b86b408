"""Tags and entities of HTML and JATS, taken out of texts that came from pages and registries."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefmeta
from briefmeta.text.markup_removal import line_without_markup, paragraphs_without_markup, without_entities


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Fish &amp; Chips", "Fish & Chips"),
        ("L&rsquo;eau &#233; &#xE9;", "L’eau é é"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("A &lt;em&gt;wild&lt;/em&gt; guess", "A wild guess"),
        ("On <jats:italic>E. coli</jats:italic> in H<sub>2</sub>O", "On E. coli in H<sub>2</sub>O"),
        ("<p>Whole title</p>", "Whole title"),
        ("Less<br/>is more", "Less is more"),
        ("Why <script> blocks", "Why <script> blocks"),
        ("a < b and c > d", "a < b and c > d"),
        ("&#0;&#27;x", "&#0;&#27;x"),
    ],
)
def test_a_line(text: str, plain: str) -> None:
    assert line_without_markup(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>One.</p><p>Two &amp; three.</p>", "One.\nTwo & three."),
        ("<jats:p>Deux <jats:bold>mots</jats:bold></jats:p>", "Deux mots"),
        ("<h2>Summary</h2><div>Text</div>", "Text"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("keeps <i>its</i> inline markup", "keeps <i>its</i> inline markup"),
        ("first line\nsecond line", "first line\nsecond line"),
    ],
)
def test_paragraphs(text: str, plain: str) -> None:
    assert paragraphs_without_markup(text) == plain


@pytest.mark.parametrize("form", ["csl-json", "ris", "bibtex", "schema.org"])
def test_no_format_lets_it_through(form: str) -> None:
    title, summary = "Debt &amp; <em>growth</em>", "<p>One.</p><p>Two.</p>"
    text = {
        "csl-json": json.dumps([{"id": "a", "type": "report", "title": title, "abstract": summary}]),
        "ris": f"TY  - RPRT\nTI  - {title}\nAB  - {summary}\nER  - \n",
        "bibtex": f"@techreport{{a, title = {{{title}}}, abstract = {{{summary}}}}}",
        "schema.org": json.dumps(
            {"@context": "https://schema.org", "@type": "Report", "name": title, "description": summary}
        ),
    }[form]
    [report] = briefmeta.loads(text, form)
    assert (report.title, report.summary) == ("Debt & growth", "One.\nTwo.")


@given(st.text("<>&;/ap1#x mlt", max_size=60))
def test_removal_ends_and_takes_no_letters(text: str) -> None:
    for remove in (line_without_markup, paragraphs_without_markup, without_entities):
        assert len(remove(text)) <= len(text)


@pytest.mark.parametrize("piece", ["<", "<p ", "&", "&#", "<a b", "</"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        started = time.perf_counter()
        paragraphs_without_markup(piece * count)
        return time.perf_counter() - started

    assert seconds(40_000) < 20 * max(seconds(4_000), 0.002)
