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
