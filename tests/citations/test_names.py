"""Names as a style writes them: particles, scripts, order, delimiters; checked against the reference processor."""

from __future__ import annotations

from typing import Any

import pytest

from briefmeta.citations import bibliography


def _written(styles: Any, names: list[Any], attributes: str = "", parts: str = "", options: str = "") -> str:
    style = styles.write(
        f'<names variable="author"><name {attributes}>{parts}</name></names>', bibliography=options
    )
    return bibliography([{"id": "a", "type": "book", "author": names}], style)[0].text


@pytest.mark.parametrize(
    ("family", "given", "plain", "inverted"),
    [
        ("van der Berg", "Jan", "Jan van der Berg", "Berg, Jan van der"),
        ("d'Alembert", "Jean", "Jean d’Alembert", "Alembert, Jean d’"),
        ("dell'Oro", "Anna", "Anna dell’Oro", "Oro, Anna dell’"),
        ("'t Hooft", "G.", "G. ’t Hooft", "Hooft, G. ’t"),
        ("van 't Hoff", "J.", "J. van ’t Hoff", "Hoff, J. van ’t"),
        ("'s-Gravesande", "W.", "W. ’s-Gravesande", "Gravesande, W. ’s-"),
        ("de' Medici", "G.", "G. de’ Medici", "Medici, G. de’"),
        ("de-la-Cruz", "J.", "J. de-la-Cruz", "Cruz, J. de-la-"),
        ("’Abd al-Rahman", "U.", "U. ’Abd al-Rahman", "’Abd al-Rahman, U."),
        ("Van Buren", "M.", "M. Van Buren", "Van Buren, M."),
        ("Goethe", "J. W. von", "J. W. von Goethe", "Goethe, J. W. von"),
        ("van Plato", "", "van Plato", "van Plato"),
        ("hooks", "bell", "bell hooks", "hooks, bell"),
    ],
)
def test_particles(styles: Any, family: str, given: str, plain: str, inverted: str) -> None:
    name = {"family": family, "given": given}
    assert _written(styles, [name]) == plain
    assert _written(styles, [name], 'name-as-sort-order="all"') == inverted


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Jean-Luc M.", "J.-L. M. Doe"),
        ("bell", "bell Doe"),
        ("e.e.", "e. e. Doe"),
        ("Ken-ichi", "K. Doe"),
        ("小明", "小明 Doe"),
        ("ვახტანგ", "ვ. Doe"),
        ("ʻAbd al-Raḥmān", "ʻAbd al-Raḥmān Doe"),
        ("Nils 2nd (Bob)", "N. 2nd (Bob) Doe"),
        ("Al (Prof.)", "A. (Prof. ) Doe"),
        ("Jean‐Luc", "J. Doe"),  # a typographic hyphen joins the parts of one word
    ],
)
def test_initials(styles: Any, given: str, expected: str) -> None:
    assert _written(styles, [{"family": "Doe", "given": given}], 'initialize-with=". "') == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"family": "村上", "given": "春樹"}, "村上春樹"),
        ({"family": "王", "given": "John"}, "王 John"),
        ({"family": "村上", "given": "春樹 H."}, "村上春樹 H."),
        ({"family": "王 Wang", "given": "小明"}, "王 Wang, 小明"),
        ({"family": "Толстой", "given": "Лев"}, "Толстой, Лев"),
        (
            {"family": "van Bartók", "given": "Béla", "suffix": "Jr.", "static-ordering": True},
            "van Bartók Béla",
        ),
        ({"given": "Madonna"}, "Madonna"),
    ],
)
def test_order_of_the_parts(styles: Any, name: dict[str, Any], expected: str) -> None:
    assert _written(styles, [name], 'name-as-sort-order="all"') == expected


def test_a_given_name_alone_has_no_short_form_and_no_affixes(styles: Any) -> None:
    names = [{"family": "Plato"}, {"given": "Madonna"}]
    assert _written(styles, names, 'form="short" and="text"') == "Plato"
    parts = '<name-part name="family" text-case="uppercase" prefix="(" suffix=")"/>'
    assert _written(styles, names, parts=parts) == "(PLATO), Madonna"


@pytest.mark.parametrize(
    ("attributes", "options", "expected"),
    [
        ("", 'name-delimiter="/"', "Doe/Roe, Lake Trust"),
        ('delimiter=";"', 'name-delimiter="/"', "Doe;Roe;Lake Trust"),
        ('and="text"', 'name-delimiter="/"', "Doe/Roe, and Lake Trust"),
        (
            'and="text" delimiter-precedes-last="always"',
            'delimiter-precedes-last="never"',
            "Doe, Roe and Lake Trust",
        ),
    ],
)
def test_an_institution_comes_last(styles: Any, attributes: str, options: str, expected: str) -> None:
    names = [{"family": "Doe"}, {"family": "Roe"}, {"literal": "Lake Trust"}]
    assert _written(styles, names, attributes, options=options) == expected


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ("editor translator", "Doe editor & translator"),
        ("translator editor", "Doe editor & translator"),
        ("author editor translator", "Doe editor; Doe translator"),
    ],
)
def test_editors_who_are_the_translators(styles: Any, variables: str, expected: str) -> None:
    style = styles.write(f'<names variable="{variables}" delimiter="; "><name/><label prefix=" "/></names>')
    item = {"id": "a", "type": "book", "editor": [{"family": "Doe"}], "translator": [{"family": "Doe"}]}
    assert bibliography([item], style)[0].text == expected


def test_alike_names_of_one_entry_are_opened_up(styles: Any) -> None:
    """All of those that are cited; of the others, from the second on; ``J Q`` and ``J. Q.`` are alike."""
    names = '<names variable="author editor" delimiter="; "><name initialize-with=". "/></names>'
    style = styles.write(names, citation='disambiguate-add-givenname="true"')

    def twins(*given: str) -> list[dict[str, str]]:
        return [{"family": "Doe", "given": name} for name in given]

    item = {"id": "a", "type": "book", "author": twins("Tom", "Tim", "J Q", "J. Q.")}
    assert bibliography([item], style)[0].text == "Tom Doe, Tim Doe, J. Q. Doe, J. Q. Doe"
    other = style.replace("author editor", "author").replace(
        "</layout></bibliography>",
        '<names variable="editor" prefix="; "><name initialize-with=". "/></names></layout></bibliography>',
    )
    item = {"id": "a", "type": "book", "author": twins("Tod"), "editor": twins("Tom", "Uwe")}
    assert bibliography([item], other)[0].text == "T. Doe; Tom Doe, U. Doe"


def test_an_ellipsis_leaves_out_a_name_however_many_are_wanted(styles: Any) -> None:
    options = 'disambiguate-add-names="true"'
    attributes = 'et-al-min="4" et-al-use-first="1" et-al-use-last="true"'
    style = styles.write(f'<names variable="author"><name {attributes}/></names>', citation=options)
    items = [
        {"id": key, "type": "book", "author": [{"family": name} for name in f"ABC{key}"]} for key in "xy"
    ]
    assert [entry.text for entry in bibliography(items, style)] == ["A … x", "A … y"]


@pytest.mark.parametrize(
    ("language", "expected"), [("ja", "Kurosawa A."), ("hu-HU", "Kurosawa A."), ("ko", "A. Kurosawa")]
)
def test_items_in_languages_that_write_the_family_name_first(
    styles: Any, language: str, expected: str
) -> None:
    names = '<names variable="author"><name initialize-with="."/></names>'
    item = {"id": "a", "language": language, "author": [{"family": "Kurosawa", "given": "Akira"}]}
    assert bibliography([item], styles.write(names))[0].text == expected


@pytest.mark.parametrize(
    ("demote", "expected"), [("display-and-sort", "Mille, de"), ("sort-only", "de Mille")]
)
def test_a_short_name_that_is_inverted_shows_its_particle_last(
    styles: Any, demote: str, expected: str
) -> None:
    attributes = f'form="short" name-as-sort-order="all" demote-non-dropping-particle="{demote}"'
    assert (
        _written(
            styles,
            [{"family": "de Mille", "given": "Cecil"}],
            options=attributes.replace("form", "name-form"),
        )
        == expected
    )


def test_a_particle_given_as_such_is_inverted_without_a_given_name(styles: Any) -> None:
    name = {"family": "Hohenlohe", "non-dropping-particle": "zu"}
    assert _written(styles, [name]) == "zu Hohenlohe"
    assert _written(styles, [name], 'name-as-sort-order="all"') == "Hohenlohe, zu"


@pytest.mark.parametrize(
    ("citation", "expected"),
    [("", "A et al."), ('disambiguate-add-givenname="true"', "A, B, C, x")],
)
def test_names_added_for_cites_show_where_given_names_are_opened_up(
    styles: Any, citation: str, expected: str
) -> None:
    attributes = 'disambiguate-add-names="true" et-al-min="3" et-al-use-first="1"'
    names = '<names variable="author"><name form="short"/></names>'
    style = styles.write(
        names, citation=f"{attributes} {citation}", bibliography='et-al-min="3" et-al-use-first="1"'
    )
    items = [{"id": key, "author": [{"family": name} for name in f"ABC{key}"]} for key in "xy"]
    assert bibliography(items, style)[0].text == expected


@pytest.mark.parametrize(("first", "expected"), [(1, "A … E"), (2, "A, B, … E")])
def test_an_ellipsis_has_a_delimiter_behind_several_names(styles: Any, first: int, expected: str) -> None:
    attributes = f'et-al-min="5" et-al-use-first="{first}" et-al-use-last="true"'
    assert _written(styles, [{"family": name} for name in "ABCDE"], attributes) == expected


def test_roles_that_are_not_cited_are_opened_up_in_their_turn(styles: Any) -> None:
    """The first of two alike names stays cut where neither is cited."""
    layout = '<text variable="title"/><names variable="editor" prefix=" "><name initialize-with="."/></names>'
    citation = 'disambiguate-add-givenname="true"'
    style = styles.write(layout, citation=citation)
    cited, _, rest = style.partition("<bibliography")
    style = (
        cited.replace('<names variable="editor" prefix=" "><name initialize-with="."/></names>', "")
        + f"<bibliography{rest}"
    )
    item = {"id": "a", "title": "T", "editor": [{"family": "Doe", "given": name} for name in ("Tom", "Tim")]}
    assert bibliography([item], style)[0].text == "T T. Doe, Tim Doe"


def test_a_list_in_the_place_of_another_takes_over_its_parts_and_where_it_is_cut(styles: Any) -> None:
    own = 'et-al-min="3" et-al-use-first="1" delimiter="/"'
    parts = '<name-part name="family" text-case="uppercase"/>'
    editors = [{"family": name} for name in ("Doe", "Roe", "Poe")]
    item = {"id": "a", "type": "book", "editor": editors}
    for stand_in in ('<names variable="editor"><name/></names>', '<text macro="m"/>'):
        style = styles.write(
            f'<names variable="author"><name {own}>{parts}</name><substitute>{stand_in}</substitute></names>',
            macros='<macro name="m"><names variable="editor"><name/></names></macro>',
        )
        assert bibliography([item], style)[0].text == "DOE et al."
        two = bibliography([{**item, "editor": editors[:2]}], style)
        assert two[0].text == "DOE, ROE"


def test_nothing_stands_for_names_that_have_no_short_form(styles: Any) -> None:
    style = styles.write(
        '<names variable="author"><name form="short"/><substitute><text variable="title"/></substitute></names>'
        '<text value="!"/>'
    )
    item = {"id": "a", "title": "T", "author": [{"given": "Pelé"}]}
    assert bibliography([item], style)[0].text == "!"
