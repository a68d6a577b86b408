"""The XML reader on good and hostile text, and the escapes of the writers."""

from __future__ import annotations

import itertools
import time
import tracemalloc
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree  # an independent reader of what we wrote ourselves

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.formats import xml
from briefmeta.formats.xml import (
    SKIP,
    TAKE,
    TAKE_PARENT,
    Element,
    document,
    escape,
    escape_attribute,
    make,
    read_elements,
    serialize,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.errors import ParseError


def choose(namespace: str, name: str) -> int:
    if name == "record":
        return TAKE
    return TAKE_PARENT if namespace == "dc" else SKIP


def read(text: str | Iterable[str]) -> tuple[list[Element], list[ParseError]]:
    problems: list[ParseError] = []
    return list(read_elements([text] if isinstance(text, str) else text, choose, problems)), problems


def texts(text: str | Iterable[str]) -> list[str]:
    elements, problems = read(text)
    assert not problems
    return [element.text for element in elements]


def test_records_are_found_in_any_container() -> None:
    assert texts("<a><b><record>1</record></b><record>2</record><record/></a>") == ["1", "2", ""]


def test_a_record_is_its_root_too() -> None:
    assert texts("<?xml version='1.0' encoding='ISO-8859-1'?><record>é</record>") == ["é"]


def test_the_parent_of_a_part_is_a_record() -> None:
    elements, problems = read(
        '<a xmlns:d="http://purl.org/dc/elements/1.1/">'
        '<b n="1"><d:x>1</d:x><d:y/>2</b><b><d:x>3</d:x></b></a>'
    )
    assert [(e.name, e.attributes, e.text) for e in elements] == [("b", {"n": "1"}, "12"), ("b", {}, "3")]
    assert not problems


@pytest.mark.parametrize(
    "declaration",
    [
        'xmlns:x="http://purl.org/dc/elements/1.1/"',
        'xmlns:x="http://purl.org/dc/elements/1.1"',
        'xmlns:x="https://purl.org/dc/elements/1.1/"',
        'xmlns:x="http://purl.org/DC/elements/1.0/"',
        "xmlns:x=' http://purl.org/dc/elements/1.1#'",
    ],
)
def test_spellings_of_a_namespace_are_folded(declaration: str) -> None:
    (element,), problems = read(f"<record {declaration}><x:title/></record>")
    assert not problems
    assert [(part.namespace, part.name) for part in element.elements()] == [("dc", "title")]


def test_a_fragment_without_declarations_has_the_usual_namespaces() -> None:
    (element,), problems = read('<record><dc:title xml:lang="fr"/><my:x/><y/></record>')
    assert not problems
    assert [part.namespace for part in element.elements()] == ["dc", "my", ""]
    assert [part.attributes for part in element.elements("title")] == [{"xml:lang": "fr"}]


def test_a_default_namespace_is_for_elements_and_can_be_undone() -> None:
    (element,), _ = read(
        '<record xmlns="urn:a" type="t">'
        '<b xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="u">'
        '<c xmlns=""/></b></record>'
    )
    (inner,) = element.elements()
    (innermost,) = inner.elements()
    assert (element.namespace, inner.namespace, innermost.namespace) == ("urn:a", "urn:a", "")
    assert (element.attributes, inner.attributes) == ({"type": "t"}, {"xsi:type": "u"})


def test_text_keeps_its_order_and_marked_up_paragraphs_their_lines() -> None:
    assert texts("<record>a<i>b</i>c<![CDATA[<&]]>&lt;&#233;<p>d</p><p>e<br/>f</p></record>") == [
        "abc<&<é\nd\ne\nf"
    ]


def test_concatenated_documents_are_one_stream() -> None:
    one = '\n<?xml version="1.0"?>\n<!-- c --><record>1</record>\n'
    assert texts(one + one.strip() + one) == ["1", "1", "1"]


def test_the_size_of_the_pieces_does_not_matter() -> None:
    text = '<?xml version="1.0"?>\n<a b="c">\r\n<record n="é">😀 x\r\n</record>\n<record/><!-- -- </a>\n'
    text = text.replace("-- </a>", "</a> --></a>")
    whole = [(e.text, e.attributes, e.line, e.column) for e in read(text)[0]]
    assert [(e.text, e.attributes, e.line, e.column) for e in read(iter(text))[0]] == whole
    assert whole == [("😀 x\n", {"n": "é"}, 3, 1), ("", {}, 5, 1)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_an_element_knows_its_place(line_end: str) -> None:
    (element,), _ = read(line_end.join(["<a>", "  é<record>", "<b/> <c/>", "</record></a>"]))
    assert [(e.line, e.column) for e in (element, *element.elements())] == [(2, 4), (3, 1), (3, 6)]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "empty"),
        (" \n ", 2, 2, "empty"),
        (" plain", 1, 2, "does not begin with <"),
        ("<a>\n<b></a>", 2, 6, "does not close <b>"),
        ("<a>", 1, 4, "before </a>"),
        ("<a><b", 1, 6, "inside a tag"),
        ("<a>\n é&nbsp;</a>", 2, 3, "entity"),
        ("<a>&#0;</a>", 1, 4, "invalid character"),
        ("<a b='1' b='2'/>", 1, 10, "duplicate"),
        ("<a/>\ntext", 2, 1, "junk"),
        ("<a>]]></a>", 1, 6, "not well-formed"),
        ("<a><b></a", 1, 10, "inside a tag"),
    ],
)
def test_a_fault_is_reported_with_its_place(text: str, line: int, column: int, message: str) -> None:
    elements, problems = read(text)
    assert not elements
    assert message in problems[0].message
    assert (problems[0].line, problems[0].column) == (line, column)


def test_the_line_of_a_fault_is_shown() -> None:
    _, problems = read("<a>\n  <b>R & D</b>\n</a>")
    assert problems[0].source == "  <b>R & D</b>"
    assert str(problems[0]).splitlines()[-1] == "  " + " " * 7 + "^"


def test_in_a_long_line_the_place_is_shown() -> None:
    _, problems = read("<a>" + "<b/>" * 100_000 + "R & D</a>")
    assert problems[0].column == 400_006
    assert problems[0].source is None
    assert "& D</a>" in problems[0].message


@pytest.mark.parametrize(
    "bad",
    [
        "<record>2 & 3</record>",
        "<record><x></record>",
        "<record>&nope;</record>",
        "<record><x y=1></x></record>",
        "<record>" + "<x>" * 100 + "</x>" * 100 + "</record>",
        "<record><x>cut of",
        "<record></x></record>",
    ],
)
@pytest.mark.parametrize("separator", ["", "\n"])
def test_a_fault_costs_its_own_record_only(bad: str, separator: str) -> None:
    good = [f"<record>{n}</record>" for n in range(4)]
    parts = ["<a xmlns='urn:x'><b>", good[0], bad, good[1], bad, bad, good[2], "</b>", good[3], "</a>"]
    elements, problems = read(separator.join(parts))
    assert [element.text.strip() for element in elements] == ["0", "1", "2", "3"]
    assert {element.namespace for element in elements} == {"urn:x"}
    assert len(problems) == 3
    if separator:
        seen = bad.endswith("of")  # where the next record begins, a line further down
        assert [problem.line for problem in problems] == [3 + seen, 5 + seen, 6 + seen]
        assert [element.line for element in elements] == [2, 4, 7, 9]


def test_a_fault_between_records_costs_none() -> None:
    elements, problems = read("<a><request>x?a=1&b=2</request>\n<record>1</record><record>2</record></a>")
    assert [element.text for element in elements] == ["1", "2"]
    assert len(problems) == 1


def test_faults_between_records_come_to_an_end() -> None:
    _, problems = read("<a>" + "<&" * 100_000)
    assert 1 < len(problems) < 50


def test_characters_that_xml_cannot_hold_are_left_out_and_reported() -> None:
    (element,), problems = read("<record>a\x00b\n\ud800c\ufffe</record>")
    assert element.text == "ab\nc"
    assert [(problem.line, problem.column) for problem in problems] == [(1, 10)]
    assert "U+0000" in problems[0].message


BILLION_LAUGHS = (
    '<!DOCTYPE record [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise("abcdefghij"))
    + "]><record x='&j;'>&j;</record>"
)


@pytest.mark.parametrize(
    "text",
    [
        BILLION_LAUGHS,
        '<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><record>&x;</record>',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><record>1</record>',
        "<!DOCTYPE html><record>1</record>",
    ],
)
def test_a_document_type_is_refused_before_it_can_do_anything(text: str) -> None:
    elements, problems = read(text)
    assert not elements
    assert ["document type" in problem.message for problem in problems] == [True]


def timed(text: str) -> tuple[list[Element], list[ParseError]]:
    start = time.perf_counter()
    found = read(text)
    assert time.perf_counter() - start < 10  # far more than linear time needs, far less than squares do
    return found


@pytest.mark.parametrize(
    "text",
    [
        "<a>" * 100_000,
        "<a>" * 100_000 + "</a>" * 100_000,
        "<record>" + "<a>" * 100_000 + "</a>" * 100_000 + "</record>",
        "<record " + " ".join(f'a{n}="{n}"' for n in range(300_000)) + "/>",
        "<!--" + "-" * 3_000_000,
        "<!-- " + "x\n" * 3_000_000,
        "<" * 2_000_000,
        "<record>&" * 20_000,
        "<record><x></record>" * 20_000,
        "<?xml " * 300_000,
        "<a " + "".join(f'xmlns:a{n}="{n}" ' for n in range(10_000)) + "><b xmlns='c'/></a>",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_ends_in_a_report_soon(text: str) -> None:
    elements, problems = timed(text)
    assert problems
    assert not elements


def test_large_text_is_read_and_larger_text_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    (element,), problems = timed("<record>" + "x" * 15_000_000 + "</record>")
    assert len(element.text) == 15_000_000
    assert not problems
    elements, problems = timed("<a><record>" + "x" * 21_000_000 + "</record><record/></a>")
    assert [e.text for e in elements] == [""]
    assert "larger than" in problems[0].message


def test_memory_stays_flat_over_a_stream() -> None:
    def lines() -> Iterator[str]:
        yield "<a>\n"
        for n in range(20_000):
            yield f"<record><x>{n}</x><y>{'text ' * 100}</y></record>\n"
        yield "</a>"

    problems: list[ParseError] = []
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_elements(lines(), choose, problems))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (count, problems) == (20_000, [])
    assert peak < 4_000_000  # the text has 10 million characters


XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufffe\uffff").filter(
        lambda c: c in "\t\n\r" or c >= " "
    )
)


@given(XML_TEXT, XML_TEXT)
def test_what_is_escaped_comes_back(text: str, value: str) -> None:
    document = f'<record a="{escape_attribute(value)}">{escape(text)}</record>'
    root = ElementTree.fromstring(document)
    assert (root.text or "", root.get("a")) == (text, value)
    (element,), problems = read(document)
    assert (element.text, element.attributes["a"], problems) == (text, value, [])


@given(st.text("<>/ac=\"'& \n!-[]record?", max_size=60))
def test_any_text_gives_elements_or_problems(text: str) -> None:
    elements, problems = read(f"<a>{text}<record>last</record></a>")
    assert elements or problems
    assert all(problem.line is not None for problem in problems)


@given(
    st.lists(st.sampled_from(["<record>", "</record>", "<b>", "</b>", "&", "x", "<!--", "-->"]), max_size=30)
)
def test_a_whole_record_after_any_rubbish_is_read_unless_the_rubbish_swallowed_it(parts: list[str]) -> None:
    rubbish = "".join(parts)
    elements, problems = read(f"<a>{rubbish}</a><record>last</record>")
    swallowed = rubbish.count("<!--") or "<record>" in rubbish
    assert swallowed or problems or elements[-1].text == "last"


def test_the_declaration_is_one_that_readers_take() -> None:
    assert texts(xml.DECLARATION + "<record/>") == [""]


def test_a_fault_in_the_only_record_is_the_only_problem() -> None:
    elements, problems = read("<record>R & D</record>")
    assert not elements
    assert len(problems) == 1


@given(
    st.recursive(
        XML_TEXT.map(lambda text: text.strip(xml.WHITE_SPACE) or "x"),
        lambda inner: st.lists(inner, max_size=3),
    )
)
def test_a_tree_is_written_and_read(tree: Any) -> None:
    def build(part: Any) -> Element:
        if isinstance(part, str):
            return make("text", part, lang=part)
        return make("part", *map(build, part))

    def outline(element: Element) -> Any:
        if element.name == "text":
            return element.text, element.attributes
        return [outline(inner) for inner in element.elements()]

    root = make("record", build(tree))
    (element,), problems = read(serialize(root))
    assert problems == []
    assert outline(element) == outline(root)


def test_a_document_has_a_container_for_several_records_only() -> None:
    for count, outlines in (
        (0, "<rs n='1'/>"),
        (1, "<r n='1'>0</r>"),
        (3, "<rs n='1'><r>0</r><r>1</r><r>2</r></rs>"),
    ):
        written = "".join(document((str(n) for n in range(count)), "r", "rs", "n='1'"))
        assert written.removeprefix(xml.DECLARATION).replace("\n", "") == outlines
