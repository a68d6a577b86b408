"""Input that means harm, or no sense: an error that says where, or an entry without the bad part, in bounded time."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.citations import Style, bibliography
from briefmeta.errors import StyleError

HARVARD = "harvard-cite-them-right"


def test_broken_styles_say_where(styles: Any) -> None:
    chain = "".join(
        f'<macro name="m{i}"><text macro="m{i + 1}"/><text macro="m{i + 1}"/></macro>' for i in range(40)
    )
    nested = "".join(f'<macro name="n{i}"><text macro="n{i + 1}"/></macro>' for i in range(3000))
    end = '<text variable="title"/></macro>'
    cases = {
        "there is no macro": styles.write('<text macro="m"/>'),
        "calls itself": styles.write('<text macro="m"/>', macros='<macro name="m"><text macro="m"/></macro>'),
        "too often": styles.write('<text macro="m0"/>', macros=f'{chain}<macro name="m40">{end}'),
        "too deep": styles.write('<text macro="n0"/>', macros=f'{nested}<macro name="n3000">{end}'),
        "cannot stand here": styles.write("<foo/>"),
        "needs a variable": styles.write("<text/>"),
        "no condition": styles.write('<choose><if colour="red"><text value="x"/></if></choose>'),
        "not well-formed": "<style",
        "root is": "<html/>",
        "no <citation>": '<style xmlns="http://purl.org/net/xbiblio/csl"/>',
        "no <layout>": '<style xmlns="http://purl.org/net/xbiblio/csl"><citation/></style>',
    }
    for reason, xml in cases.items():
        with pytest.raises(StyleError, match=reason) as caught:
            Style.load(xml)
        assert caught.value.line is not None


@pytest.mark.parametrize("declared", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/hostname">'])
def test_entities_are_refused(declared: str, styles: Any) -> None:
    with pytest.raises(StyleError):
        Style.load(f"<!DOCTYPE style [{declared}]>" + styles.write('<text value="&a;"/>'))


@pytest.mark.parametrize(
    "unit", ["x", "'", '"', "“", "<i>", "</i>", "1-2, ", "a. ", "?", "\ud800", "\x00", "\u202e"]
)
def test_a_huge_field_takes_bounded_time(unit: str) -> None:
    text = unit * (500_000 // len(unit))
    item = {
        "id": "a",
        "type": "book",
        "title": text,
        "page": text,
        "edition": text,
        "author": [{"family": text}],
    }
    start = time.perf_counter()
    assert len(bibliography([item], HARVARD)[0].text) > 400_000
    assert time.perf_counter() - start < 20


def test_thousands_of_names_and_of_alike_cites(styles: Any) -> None:
    names = [{"family": f"F{index}", "given": "G."} for index in range(30_000)]
    style = styles.write(
        '<names variable="author"><name form="short" et-al-min="2" et-al-use-first="1"/></names>',
        citation='disambiguate-add-names="true" disambiguate-add-givenname="true" disambiguate-add-year-suffix="true"',
    )
    start = time.perf_counter()
    long = bibliography([{"id": "a", "type": "book", "author": names}], style)
    assert long[0].text == "F0 et al."
    assert any("20000" in warning for warning in long.warnings)
    alike = [{"id": str(index), "type": "book", "author": names[:20]} for index in range(500)]
    assert len(bibliography(alike, style)) == 500
    assert time.perf_counter() - start < 30


_SCALAR = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20))
_JSON = st.recursive(
    _SCALAR,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_VARIABLES = st.sampled_from(
    ["id", "type", "title", "author", "editor", "issued", "accessed", "page", "volume", "DOI", "language"]
)


@given(st.dictionaries(_VARIABLES, _JSON, max_size=8))
@settings(max_examples=150)
def test_any_json_is_rendered_or_reported(item: dict[str, Any]) -> None:
    assert len(bibliography([item], HARVARD)) == 1


@given(
    st.sampled_from(["date-parts", "raw", "literal", "season", "circa"]),
    _JSON,
)
@settings(max_examples=100)
def test_any_date_is_rendered_or_reported(name: str, value: Any) -> None:
    assert len(bibliography([{"id": "a", "title": "T", "issued": {name: value}}], HARVARD)) == 1


_TITLE_ALONE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title></info>'
    '<citation><layout><text variable="title"/></layout></citation>'
    '<bibliography><layout><text variable="title" text-case="{case}"/></layout></bibliography></style>'
)


def _titles(*titles: str, output: str, case: str = "none") -> list[str]:
    items = [{"id": str(index), "type": "book", "title": title} for index, title in enumerate(titles)]
    entries = bibliography(items, _TITLE_ALONE.replace("{case}", case), "en-US", output)
    return [entry.text for entry in entries]


@pytest.mark.parametrize("case", ["title", "sentence", "uppercase", "capitalize-all", "capitalize-first"])
def test_quotation_marks_around_nothing_are_text(case: str) -> None:
    titles = ("''", "'' ''", "up '' up", '""', "<i>''</i>", "“”", "‘’ ‘’")
    assert all(_titles(*titles, output="text", case=case))


@pytest.mark.parametrize(
    ("title", "markdown", "rst"),
    [
        ("- item", "\\- item", "\\- item"),
        ("---", "\\---", "\\---"),
        ("+", "\\+", "\\+"),
        ("7. item", "7\\. item", "\\7. item"),
        ("7.", "7\\.", "\\7."),
        ("iv) item", "iv) item", "\\iv) item"),
        (".. raw:: html", ".. raw:: html", "\\.. raw:: html"),
        ("====", "\\====", "\\===="),
        ("::", "::", "\\:\\:"),
        (":field: x", ":field: x", "\\:field: x"),
        ("--flag x", "--flag x", "\\--flag x"),
        (">>> x", "\\>\\>\\> x", "\\>\\>\\> x"),
        ("Ends::", "Ends::", "Ends:\\:"),
        ("7.5 metres", "7.5 metres", "7.5 metres"),
        ("a - b", "a - b", "a - b"),
    ],
)
def test_a_line_does_not_start_as_a_list_or_a_directive(title: str, markdown: str, rst: str) -> None:
    assert _titles(title, output="markdown") == [markdown]
    assert _titles(title, output="rst") == [rst]


@pytest.mark.parametrize("output", ["text", "markdown", "rst", "latex"])
@pytest.mark.parametrize("line_end", ["\n\n", "\r\n", "\n \n", "\v", "\u2028", "\x85"])
def test_line_breaks_of_a_value_end_no_paragraph(output: str, line_end: str) -> None:
    (text,) = _titles(f"One{line_end}.. include:: two", output=output)
    assert "\n\n" not in text
    assert output == "text" or len(text.splitlines()) == 1


def test_an_address_keeps_its_percent_signs_in_latex() -> None:
    style = _TITLE_ALONE.replace('variable="title" text-case="{case}"', 'variable="URL"')
    item = {"id": "a", "type": "webpage", "URL": "https://example.org/a%20b#c{d"}
    (entry,) = bibliography([item], style, "en-US", "latex", links=True)
    assert entry.text.startswith(r"\href{https://example.org/a\%20b\#c\%7Bd}{")
