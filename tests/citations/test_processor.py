"""A document that cites: edits, positions, what tells cites apart, bibliographies, and input that is wrong."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.citations import Citation, Cite, Processor
from briefmeta.errors import InvalidValueError, RenderError, StyleError

HARVARD = "harvard-cite-them-right"
NAMES = '<names variable="author"><name form="short" and="text" {}/></names>'
AUTHOR_DATE = (
    '<group delimiter=" ">' + NAMES + '<date variable="issued"><date-part name="year"/></date></group>'
)
NOTE = "<if position={!r}><text value={!r}/></if>"


def _item(key: str, names: str, year: int = 2000, **more: Any) -> dict[str, Any]:
    """Make an item; names are written "Given Family, Given Family"."""
    author = [
        {"given": given, "family": family}
        for given, _, family in (n.partition(" ") for n in names.split(", "))
    ]
    return {
        "id": key,
        "type": "book",
        "title": key,
        "author": author,
        "issued": {"date-parts": [[year]]},
        **more,
    }


def _cited(style: str, items: list[dict[str, Any]], citations: list[Any] | None = None) -> list[str]:
    processor = Processor(style, items=items)
    return [str(each) for each in processor.cite_all(citations or [[item["id"]] for item in items])]


# -- edits ------------------------------------------------------------------------------------------------------------


def test_an_edit_tells_what_else_changed(styles: Any) -> None:
    style = styles.write(AUTHOR_DATE.format(""), citation='disambiguate-add-year-suffix="true"')
    processor = Processor(style, items=[_item("a", "A Doe"), _item("b", "A Doe"), _item("c", "C Roe")])
    assert processor.cite("a").text == "Doe 2000"
    assert processor.cite("c").changed == {}
    change = processor.insert(0, "b")
    assert (change.index, change.text, dict(change.changed)) == (0, "Doe 2000a", {1: "Doe 2000b"})
    change = processor.replace(0, "c")
    assert (change.text, dict(change.changed)) == ("Roe 2000", {1: "Doe 2000"})
    assert dict(processor.remove(2).changed) == {}
    assert [str(citation) for citation in processor.citations] == ["Roe 2000", "Doe 2000"]


def test_only_what_changed_is_rendered(styles: Any) -> None:
    items = [_item(f"i{number}", f"A Name{number}") for number in range(300)]
    processor = Processor(styles.write(AUTHOR_DATE.format("")), items=[*items, _item("new", "N New")])
    processor.cite_all([[item["id"]] for item in items])
    before = processor.renderings
    assert processor.insert(0, "new").changed == {}
    assert processor.renderings - before == 1


def test_numbers_follow_the_first_citation(styles: Any) -> None:
    processor = Processor(
        styles.write('<text variable="citation-number"/>'), items=[_item("a", "A A"), _item("b", "B B")]
    )
    processor.cite("b")
    assert processor.cite("a").text == "2"
    assert processor.insert(0, "a").changed == {1: "2", 2: "1"}


def test_notes_may_be_numbered_anew(styles: Any) -> None:
    layout = (
        '<choose><if position="subsequent"><text variable="first-reference-note-number"/></if>'
        '<else><text variable="title"/></else></choose>'
    )
    processor = Processor(styles.write(layout), items=[_item("a", "A A"), _item("b", "B B")])
    processor.cite_all([Citation(cites=[Cite(key="a")], note=1), Citation(cites=[Cite(key="a")], note=3)])
    assert processor.insert(0, {"citationItems": [{"id": "b"}]}, notes=[1, 2, 4]).changed == {2: "2"}
    with pytest.raises(InvalidValueError, match="note numbers of 2"):
        processor.remove(0, notes=[1])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_edits_lead_where_all_at_once_leads(seed: int) -> None:
    chance = random.Random(seed)
    items = [_item(f"i{n}", chance.choice(("Ann Doe", "Al Doe", "Bo Doe", "C Roe")), 2000) for n in range(8)]
    processor = Processor(HARVARD, items=items)
    wanted: list[list[str]] = []
    for _ in range(12):
        citation = chance.sample([item["id"] for item in items], chance.randint(1, 3))
        place = chance.randrange(len(wanted) + 1)
        if wanted and chance.random() < 0.3:
            place = chance.randrange(len(wanted))
            processor.remove(place)
            del wanted[place]
        else:
            processor.insert(place, citation)
            wanted.insert(place, citation)
    assert processor.citations == Processor(HARVARD, items=items).cite_all(wanted)


# -- positions --------------------------------------------------------------------------------------------------------

POSITIONS = (
    '<choose><if position="ibid-with-locator"><text value="ibid-loc"/></if><else-if position="ibid">'
    '<text value="ibid"/></else-if><else-if position="near-note"><text value="near"/></else-if>'
    '<else-if position="subsequent"><text value="later"/></else-if><else><text value="first"/></else></choose>'
)


@pytest.mark.parametrize(
    ("citations", "last"),
    [
        ([("a", 1), ("a", 2)], "ibid"),
        ([("a", 1), ("a", 3)], "near"),  # a note of the writer's own stands between
        ([("a", 1), ("b", 1), ("b", 2)], "near"),  # the note before has two sources
        ([("a", 1), ("b", 1), ("b", 1)], "ibid"),
        ([("ab", 1), ("b", 2)], "near"),
        ([("a", 1), ("b", 2), ("a", 9)], "later"),
        ([("a", 0), ("b", 1), ("a", 0)], "ibid"),  # the text goes on past a note
        ([("a", 2), ("a", 1)], "ibid"),
    ],
)
def test_positions(styles: Any, citations: list[tuple[str, int]], last: str) -> None:
    given = [Citation(cites=[Cite(key=key) for key in keys], note=note) for keys, note in citations]
    assert _cited(styles.write(POSITIONS), [_item("a", "A A"), _item("b", "B B")], given)[-1] == last


def test_ibid_looks_at_the_locator(styles: Any) -> None:
    cites = [Cite(key="a", locator=locator, label=label) for locator, label in
             (("1", "page"), ("1", "page"), ("2", "page"), ("2", "chapter"), ("", "page"))]  # fmt: skip
    written = _cited(styles.write(POSITIONS), [_item("a", "A A")], [[cite] for cite in cites])
    assert written == ["first", "ibid", "ibid-loc", "ibid-loc", "later"]


# -- telling apart ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "options", "form", "wanted"),
    [
        (["Ann Doe, B Roe, C Poe", "Al Doe, B Roe, D Poe"], "names", "", ["Doe et al."] * 2),
        (
            ["A Doe, B Roe, C Poe", "A Doe, D Foe, C Poe"],
            "names",
            "",
            ["Doe, Roe, et al.", "Doe, Foe, et al."],
        ),
        (["Ann Doe", "Bo Doe", "C Roe"], "givenname", 'initialize-with=". "', ["A. Doe", "B. Doe", "Roe"]),
        (["Ann Doe", "Al Doe"], "givenname", 'initialize-with=". "', ["Ann Doe", "Al Doe"]),
        (
            ["Ann Doe", "Al Doe", "Bo Doe"],
            "givenname",
            'initialize-with=". "',
            ["Ann Doe", "Al Doe", "Bo Doe"],
        ),
        (
            ["Bo Doe", "Ann Doe", "Al Doe"],
            "givenname",
            'initialize-with=". "',
            ["B. Doe", "Ann Doe", "Al Doe"],
        ),
        (["A Doe, B Roe", "A Doe, C Roe"], "names givenname", "", ["Doe and B Roe", "Doe and C Roe"]),
    ],
)
def test_names_tell_cites_apart(
    styles: Any, names: list[str], options: str, form: str, wanted: list[str]
) -> None:
    flags = " ".join(f'disambiguate-add-{option}="true"' for option in options.split())
    style = styles.write(NAMES.format(form), citation=f'et-al-min="3" et-al-use-first="1" {flags}')
    assert _cited(style, [_item(str(number), each) for number, each in enumerate(names)]) == wanted


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("all-names", ["Ann Doe and B. Roe", "Al Doe", "C. Roe"]),
        ("all-names-with-initials", ["Doe and B. Roe", "Doe", "C. Roe"]),
        ("primary-name", ["Ann Doe and Roe", "Al Doe", "Roe"]),
        ("primary-name-with-initials", ["Doe and Roe", "Doe", "Roe"]),
        ("by-cite", ["Doe and Roe", "Doe", "Roe"]),
    ],
)
def test_each_rule_of_given_names(styles: Any, rule: str, wanted: list[str]) -> None:
    style = styles.write(
        NAMES.format('initialize-with=". "'),
        citation=f'disambiguate-add-givenname="true" givenname-disambiguation-rule="{rule}"',
    )
    assert (
        _cited(style, [_item("a", "Ann Doe, Bo Roe"), _item("b", "Al Doe"), _item("c", "Cy Roe")]) == wanted
    )


@pytest.mark.parametrize(
    ("demote", "wanted"), [("never", ["van Roe", "Roe"]), ("sort-only", ["Ann van Roe", "Al Roe"])]
)
def test_particles_count_where_they_are_never_demoted(styles: Any, demote: str, wanted: list[str]) -> None:
    style = styles.write(
        NAMES.format('initialize-with=". "'),
        citation='disambiguate-add-givenname="true" givenname-disambiguation-rule="all-names"',
        style=f'demote-non-dropping-particle="{demote}"',
    )
    author = [{"given": "Ann", "family": "Roe", "non-dropping-particle": "van"}]
    assert _cited(style, [_item("a", "A A") | {"author": author}, _item("b", "Al Roe")]) == wanted


def test_conditions_hold_one_after_another(styles: Any) -> None:
    tests = "".join(
        f'<choose><if disambiguate="true"><text variable="{name}"/></if></choose>'
        for name in ("title", "edition")
    )
    style = styles.write(f'<group delimiter=" ">{NAMES.format("")}{tests}</group>')
    items = [
        _item("a", "A Doe", title="Lakes", edition="1"),
        _item("b", "A Doe", title="Rivers", edition="1"),
        _item("c", "A Doe", title="Rivers", edition="2"),
        _item("d", "D Roe", title="Seas"),
    ]
    assert _cited(style, items) == ["Doe Lakes", "Doe Rivers 1", "Doe Rivers 2", "Roe"]


def test_letters_go_before_conditions_and_follow_the_bibliography(styles: Any) -> None:
    layout = AUTHOR_DATE.format("") + '<choose><if disambiguate="true"><text variable="title"/></if></choose>'
    style = styles.write(
        f'<sort><key variable="title"/></sort>{layout}', citation='disambiguate-add-year-suffix="true"'
    )
    items = [_item("z", "A Doe", title="Z"), _item("m", "A Doe", title="M")]
    assert _cited(style, items) == ["Doe 2000b", "Doe 2000a"]


def test_the_number_of_a_note_tells_cites_apart(styles: Any) -> None:
    layout = f'<group delimiter=" ">{NAMES.format("")}<text variable="first-reference-note-number"/></group>'
    style = styles.write(layout, citation='disambiguate-add-names="true" et-al-min="2" et-al-use-first="1"')
    citations = [Citation(cites=[Cite(key=key)], note=note + 1) for note, key in enumerate("abab")]
    items = [_item("a", "A Doe, B Roe"), _item("b", "A Doe, C Poe")]
    assert _cited(style, items, citations) == ["Doe et al.", "Doe et al.", "Doe et al. 1", "Doe et al. 2"]


def test_many_that_read_the_same_take_bounded_time(styles: Any) -> None:
    style = styles.write(
        AUTHOR_DATE.format('initialize-with=". "'),
        citation='disambiguate-add-names="true" disambiguate-add-givenname="true" disambiguate-add-year-suffix="true" '
        'et-al-min="3" et-al-use-first="1"',
    )
    written = _cited(style, [_item(str(number), "A Doe, B Roe, C Poe") for number in range(1000)])
    assert written[0] == "Doe et al. 2000a"
    assert written[-1] == "Doe et al. 2000all"


# -- collapsing -------------------------------------------------------------------------------------------------------

COLLAPSE = [
    ('collapse="year"', "abc", "Doe 2000a, 2000b; Roe 2001"),
    ('collapse="year"', ["a", Cite(key="b", locator="5"), "c"], "Doe 2000a, 2000b@5; Roe 2001"),
    ('collapse="year" after-collapse-delimiter="|"', "acb", "Doe 2000a|Roe 2001|Doe 2000b"),
    ('collapse="year" after-collapse-delimiter="|"', [Cite(key="a", locator="5"), "b"], "Doe 2000a@5|2000b"),
    ('collapse="year-suffix" year-suffix-delimiter="+"', "abc", "Doe 2000a+b; Roe 2001"),
    ('collapse="year-suffix"', ["a", Cite(key="b", prefix="see")], "Doe 2000a, see b"),
    ('collapse="year-suffix-ranged" year-suffix-delimiter=","', "abdc", "Doe 2000a–c; Roe 2001"),
    ('cite-group-delimiter="/"', "abc", "Doe 2000a/Doe 2000b; Roe 2001"),
    ('collapse="year"', "an", "Doe 2000a, 2000"),
]


@pytest.mark.parametrize(("options", "cites", "wanted"), COLLAPSE)
def test_cites_collapse(styles: Any, options: str, cites: Any, wanted: str) -> None:
    layout = AUTHOR_DATE.format("") + '<text variable="locator" prefix="@"/>'
    style = styles.write(layout, citation=f'disambiguate-add-year-suffix="true" {options}')
    style = style.replace("<layout>", '<layout delimiter="; ">', 1)
    nameless = {"id": "n", "type": "book", "issued": {"date-parts": [[2000]]}}
    items = [
        _item("a", "A Doe"),
        _item("b", "A Doe"),
        _item("d", "A Doe"),
        _item("c", "C Roe", 2001),
        nameless,
    ]
    processor = Processor(style, items=items)
    processor.list_uncited("abd")
    assert processor.cite(list(cites)).text == wanted


@pytest.mark.parametrize(
    ("cites", "wanted"),
    [
        ("abc", "1–3"),
        ("ab", "1, 2"),
        ([Cite(key="a", prefix="see"), "b", "c"], "see 1–3"),
        (["a", Cite(key="b", locator="5"), "c", "d"], "1, 2@5, 3, 4"),
        (["a", "b", Cite(key="c", suffix="!"), "d"], "1, 2, 3!, 4"),
    ],
)
def test_numbers_collapse(styles: Any, cites: Any, wanted: str) -> None:
    layout = '<text variable="citation-number"/><text variable="locator" prefix="@"/>'
    style = styles.write(layout, citation='collapse="citation-number"').replace(
        "<layout>", '<layout delimiter=", ">', 1
    )
    processor = Processor(style, items=[_item(key, f"{key} {key}") for key in "abcd"])
    assert processor.cite(list(cites)).text == wanted


# -- authors in the sentence ------------------------------------------------------------------------------------------


def test_composite_citations(styles: Any) -> None:
    items = [_item("a", "A Doe, B Roe"), _item("b", "C Poe")]
    processor = Processor(styles.write(AUTHOR_DATE.format("")), items=items)
    cite = Cite(key="a", composite=True, suffix="passim")
    assert processor.cite([cite, "b"]).text == "Doe and Roe 2000 passimPoe 2000"
    assert processor.cite(
        {"citationItems": [{"id": "a"}], "properties": {"mode": "composite", "infix": "say"}}
    ).text == ("Doe and Roe say 2000")
    numbered = Processor(
        styles.write('<text variable="citation-number" prefix="[" suffix="]"/>'), items=items
    )
    assert numbered.cite([cite]).text == "Doe and Roe [1] passim"


def test_composite_citations_in_notes(styles: Any) -> None:
    style = styles.write(AUTHOR_DATE.format("")).replace('class="in-text"', 'class="note"')
    processor = Processor(style, items=[_item("a", "A Doe")])
    processor.cite(Citation(cites=[Cite(key="a", composite=True)], note=1))
    (written,) = processor.citations
    assert (written.author, written.text, written.note) == ("Doe", "2000", 1)


def test_the_author_alone(styles: Any) -> None:
    style = styles.write(AUTHOR_DATE.format("")).replace("<layout>", '<layout prefix="(" suffix=")">', 1)
    processor = Processor(style, items=[_item("a", "A Doe")])
    assert processor.cite(Cite(key="a", author_only=True)).text == "Doe"
    assert processor.cite(Cite(key="a", suppress_author=True)).text == "(2000)"


# -- the bibliography -------------------------------------------------------------------------------------------------


def _sections() -> Processor:
    items = [
        _item("a", "A Doe", keyword="lake"),
        _item("b", "B Roe", type="report", language="fr"),
        _item("c", "C Poe", keyword="sea"),
        _item("d", "D Foe"),
    ]
    processor = Processor(HARVARD, items=items)
    processor.cite(["a", "b", "c"])
    return processor


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({}, "acb"),
        ({"include": {"type": "report", "keyword": "sea"}}, "cb"),
        ({"exclude": {"type": ["book", "chapter"]}}, "b"),
        ({"select": {"type": "book", "keyword": ["sea", "river"]}}, "c"),
        ({"select": {"language": ""}}, "ac"),
        ({"uncited": ["d"]}, "adcb"),
    ],
)
def test_sections(filters: dict[str, Any], keys: str) -> None:
    assert [entry.key for entry in _sections().bibliography(**filters)] == list(keys)


def test_a_filter_must_be_a_mapping() -> None:
    with pytest.raises(InvalidValueError, match="include"):
        _sections().bibliography(include=["type"])  # type: ignore[arg-type]  # what is tested
    with pytest.raises(InvalidValueError, match="type"):
        _sections().bibliography(select={"type": 5})


def test_uncited_items_take_letters(styles: Any) -> None:
    style = styles.write(AUTHOR_DATE.format(""), citation='disambiguate-add-year-suffix="true"')
    processor = Processor(style, items=[_item("a", "A Doe"), _item("b", "A Doe")])
    processor.cite("a")
    assert processor.list_uncited(["b"]) == {0: "Doe 2000a"}
    assert [entry.text for entry in processor.bibliography()] == ["Doe 2000a", "Doe 2000b"]


def test_a_style_without_bibliography(styles: Any) -> None:
    style = styles.write(AUTHOR_DATE.format(""))
    start = style.index("<bibliography")
    with pytest.raises(StyleError, match="no bibliography"):
        Processor(f"{style[:start]}</style>", items=[]).bibliography()


# -- wrong input ------------------------------------------------------------------------------------------------------


def test_an_unknown_key_costs_no_citation() -> None:
    processor = Processor(HARVARD, items=[_item("a", "A Doe")], output="html")
    change = processor.cite(["a", Cite(key="no<body", prefix="see", locator="5")])
    assert change.text == "(Doe, 2000; see <b>no&lt;body?</b>, p. 5)"
    (problem,) = change.problems
    assert (problem.index, problem.cite, problem.key) == (0, 1, "no<body")
    assert str(problem) == "citation 1: no item has the key 'no<body'"
    assert processor.problems == change.problems
    with pytest.raises(RenderError, match="nobody"):
        Processor(HARVARD, items=[], strict=True).cite("nobody")


def test_the_same_id_twice() -> None:
    processor = Processor(HARVARD, items=[_item("a", "A Doe"), _item("a", "B Roe")])
    assert processor.keys == ("a", "a (2)")
    assert processor.cite(list(processor.keys)).text == "(Doe, 2000; Roe, 2000)"
    assert "several items" in str(processor.problems[0])


def test_notes_that_go_back_are_a_problem() -> None:
    processor = Processor(HARVARD, items=[_item("a", "A Doe")])
    processor.cite_all([Citation(cites=[Cite(key="a")], note=note) for note in (5, 3, 4, -1)])
    assert [problem.index for problem in processor.problems] == [1, 3]


def test_a_citation_of_nothing_is_marked() -> None:
    processor = Processor(HARVARD, items=[])
    assert processor.cite([]).text.startswith("[")
    assert "writes nothing" in str(processor.problems[0])


@pytest.mark.parametrize(
    "citation",
    [
        None,
        5,
        b"a",
        [5],
        {"citationItems": "a"},
        {"citationItems": [{"id": ["a"]}]},
        {"citationItems": [None]},
    ],
)
def test_what_is_no_citation(citation: Any) -> None:
    processor = Processor(HARVARD, items=[_item("a", "A Doe")])
    with pytest.raises(InvalidValueError):
        processor.cite(citation)
    assert processor.citations == ()


@pytest.mark.parametrize("locator", [["5"], {"page": 5}, True])
def test_a_locator_of_another_type(locator: Any) -> None:
    with pytest.raises(InvalidValueError, match="locators"):
        Cite(key="a", locator=locator)


@pytest.mark.parametrize("index", [1, -2, "0", None, 0.0])
def test_there_is_no_such_citation(index: Any) -> None:
    processor = Processor(HARVARD, items=[_item("a", "A Doe")])
    processor.cite("a")
    with pytest.raises(InvalidValueError, match="index"):
        processor.replace(index, "a")
    assert processor.citations[0].text == "(Doe, 2000)"


def test_hostile_affixes() -> None:
    processor = Processor(HARVARD, items=[_item("a", "A Doe")], output="html")
    cite = Cite(key="a", prefix="<script>", locator="1-" * 50_000, suffix="\ud800\0" + "(" * 50_000)
    text = processor.cite(cite).text
    assert "<script>" not in text
    assert "\0" not in text
