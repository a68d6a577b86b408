"""Documents that are hostile or broken: in bounded time, and never with a lost paragraph."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.citations.documents import cite_document, read_document
from briefmeta.errors import InvalidValueError

STYLE = "harvard-cite-them-right"
DOE = {
    "id": "doe",
    "type": "book",
    "title": "Lakes",
    "author": [{"family": "Doe"}],
    "issued": {"date-parts": [[2020]]},
}

_REPEATED = [
    "[", "]", "@", "`", "` `` ", "[@a", "[@a] ", "[[@a]", ">", "> a @b\n", "- ", "- a @b\n",
    "1. @a\n   ", "[@a](", "[x](", "[a](b(", "[a][", "$a ", "$5@x", "$$a ", "<a ", "<!--@a ", '<a b="@x',
    "<a b='c' ", "</", "\\a{@b", "\\a[", "\\", "@{a", "@{", "@{{}", "^[@a", "*@a ", "**", "\0@a",
    "\ud800@a ", "@a\r", "@\n", "@a\n\n", "```\n@a\n", "~~~~\n```\n@x\n", "---\na: b\n\n", "---\n",
    "[^a]: @b\n\n", "[^", "[^a] ", "::: a\n@b\n", ":::\n", "\\begin{a}\n@b\n", "[a]: b\n", "<div>@a\n",
    "<script>\n", "https://a@b", "https://;;;;@a ", "@a [b ", "@a [b] ", "- - -x", "\t@a\n", "--- ---\n",
    "&amp", "(@a) b\n\n", "a\n: @b\n", "-@", "...@a", "_@a", "|---", "+---+\n", "'@a' ", "\u202e@a ",
]  # fmt: skip


_TRIES = 5  # another process may have its turn during one of them


def seconds(text: str) -> float:
    start = time.process_time()
    read_document(text)
    return time.process_time() - start


@pytest.mark.parametrize("repeated", _REPEATED, ids=ascii)
def test_time_grows_with_the_length(repeated: str) -> None:
    small = repeated * (6_000 // len(repeated))
    short = min(seconds(small) for _ in range(3))
    assert any(seconds(small * 4) <= 4 * 3 * short + 0.1 for _ in range(_TRIES))


@pytest.mark.parametrize("inside", ["@a;", '"@a;', "@a [b];", "[@a];", "$@a;"], ids=ascii)
def test_time_grows_with_the_length_of_one_citation(inside: str) -> None:
    small = 6_000 // len(inside)
    short = min(seconds(f"[{inside * small}@z]") for _ in range(3))
    long = f"[{inside * 4 * small}@z]"
    assert any(seconds(long) <= 4 * 3 * short + 0.1 for _ in range(_TRIES))


def test_nothing_is_lost_in_deep_nesting() -> None:
    for opening, closing in (("[", "]"), ("> ", ""), ("- ", ""), ("*", "*"), ("^[", "]"), ("(", ")")):
        text = f"{opening * 3000}[@doe]{closing * 3000}\n\nLast @doe.\n"
        cited = cite_document(text, [DOE], STYLE).text
        assert "Last Doe (2020)." in cited
        assert cited.startswith(opening * 3000)


@pytest.mark.parametrize(
    "open_end",
    ["```", "~~~", "<!--", "---\na: b", "[", "`", "$$", "\\begin{x}", "::: {#refs}", "<div>", "<?", "^["],
)
def test_what_is_never_closed_costs_no_text(open_end: str) -> None:
    text = f"First [@doe].\n\n{open_end}\n\nLast words"
    cited = cite_document(text, [DOE], STYLE).text
    assert cited.startswith("First (Doe, 2020).\n\n" + open_end)
    assert "Last words" in cited


_MARKS = r"""[ ] ; , . ! ? " ' ` `` ``` ~~~ $ $$ * _ ^ ~ ( ) { } < > \ | # - + = : ::: ^[ [^1] [^1]: --- ... @{ \a{"""
_WORDS = (
    "@doe @nope -@doe [@doe] see p. 3 word é <!-- --> <b> </b> <div> </div> :::{#refs} https://a/@b [x](y)"
)
_LONGER = ("[see @doe, p. 3; @doe]", "@doe [p. 3]", "---\nnocite: '@doe'\n---\n")
_SPACES = (
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    " ",
    "    ",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\0",
    "\ud800",
    "\U000f0000",
)
_PIECES = st.sampled_from([*_MARKS.split(), *_WORDS.split(), *_LONGER, *_SPACES])
_TEXTS = st.lists(_PIECES, max_size=40).map("".join)


def restored(text: str) -> str:
    """Take the citations out of a document and put them back."""
    document = read_document(text)
    pieces, place = [], 0
    for citation in document.citations:
        assert place <= citation.start < citation.end <= len(text)
        pieces += [text[place : citation.start], text[citation.start : citation.end]]
        place = citation.end
    return "".join([*pieces, text[place:]])


@settings(max_examples=300)
@given(_TEXTS)
def test_citations_are_stretches_of_the_text(text: str) -> None:
    assert restored(text) == text
    for citation in read_document(text).citations:
        written = text[citation.start : citation.end]
        assert written[0] in "[@-"
        assert all(text[cite.start :].startswith(("@", "-@")) for cite in citation.cites)


@settings(max_examples=200)
@given(_TEXTS)
def test_text_without_keys_comes_back(text: str) -> None:
    text = text.replace("@", "a")
    assert cite_document(text, [DOE], STYLE).text == text


@settings(max_examples=150)
@given(_TEXTS)
def test_what_is_no_citation_comes_back(text: str) -> None:
    text = f"---\nsuppress-bibliography: yes\n---\n\n{text}"
    document = read_document(text)
    rest, place = cite_document(document, [DOE], STYLE).text, 0
    for start, end in [*((each.start, each.end) for each in document.citations), (len(text), len(text))]:
        between = text[place:start]
        # of two full stops, one goes with the citation
        found = rest.find(between) if between in rest else rest.find(between[1:])
        assert found >= 0
        rest, place = rest[found + max(len(between) - 1, 0) :], end


@settings(max_examples=150)
@given(_TEXTS)
def test_notes_are_written_for_each_mark(notes_text: str) -> None:
    style = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>t</title>
    <id>t</id><updated>2024-01-01T00:00:00+00:00</updated></info>
    <citation><layout suffix="."><text variable="title"/></layout></citation></style>"""
    cited = cite_document(notes_text, [DOE], style).text
    before, after = (set(re.findall(r"\[\^([0-9]+)\](?!:)", each)) for each in (notes_text, cited))
    for label in after - before:
        assert f"[^{label}]: " in cited


def test_many_citations_of_one_document() -> None:
    items: list[dict[str, Any]] = [
        {**DOE, "id": f"k{number}", "title": f"T{number}"} for number in range(200)
    ]
    text = " ".join(f"[@k{number % 200}, p. {number}]" for number in range(2000))
    start = time.process_time()
    cited = cite_document(text, items, STYLE)
    assert time.process_time() - start < 30
    assert cited.problems == ()


@pytest.mark.parametrize("repeated", ["@a ", "@a\n\n"])
def test_more_citations_than_a_document_has_are_refused(repeated: str) -> None:
    with pytest.raises(InvalidValueError, match="at most 100000 citations"):
        read_document(repeated * 100_001)
