"""LaTeX to text and back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.formats.latex import decode, encode, encode_all, encode_lines, encode_markup

_TAGS = [
    "<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>", "</span>",
    '<span class="nocase">', '<span style="font-variant:small-caps;">',
]  # fmt: skip
_TEXT = st.lists(
    st.text("\\{}&%$#_~^<>|-'`?! ab\"é漢/\n\t", max_size=12) | st.sampled_from(_TAGS), max_size=8
).map("".join)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"O}zg{\"u}r \v{C}apek", "Özgür Čapek"),
        (r"\'{\i}ndice \'\i {\'{\i}} \c cedilla {\c c}", "índice íí çedilla ç"),
        (r"\aa ngstr{\"o}m {\L}{\'o}d{\'z} \'{\^e} \'\^e \t{oo}", "ångström Łódź ế ế o͡o"),
        (r"\H{o} \k{a} \.z \=a \d{h} \r{u} \u{g} \textcommabelow{s}", "ő ą ż ā ḥ ů ğ ș"),
        (r"R\&D 50\,\% \#1 a\_b \$5 \{x\}", "R&D 50\u2009% #1 a_b $5 {x}"),
        ("{{Whole} Title}~--- a--b ``q'' ?`si", "Whole Title\xa0— a–b “q” ¿si"),
        (r"\textbackslash{}x \textasciitilde{} \~{} \^{}", "\\x ~ ~ ^"),
        (r"from $5 to $10, $\alpha$-test, CO$_2$ and $10^{-3}$", "from $5 to $10, α-test, CO₂ and 10⁻³"),
        (r"\emph{a \textbf{b}} {\em c d} \textsc{e}", "a b c d e"),
        (r"\enquote{x} \href{http://a}{text} \url{http://a_b%c}", "“x” text http://a_b%c"),
        (r"{\noopsort{1973b}}1973 {\uppercase{d}}e", "1973 De"),
        (r"\ldots and \dots{} so \TeX{}nical", "…and … so TeXnical"),
        ("wrapped\n   over\tlines", "wrapped over lines"),
    ],
)
def test_latex_becomes_unicode(latex: str, text: str) -> None:
    assert decode(latex) == text


def test_a_command_that_is_not_known_stays() -> None:
    assert decode(r"\SI{5}{\kilo\metre} of \foo") == r"\SI{5}{\kilo\metre} of \foo"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\emph{E. coli} {\it and} \textbf{b}", "<i>E. coli</i> <i>and</i> <b>b</b>"),
        (r"CO$_2$ m\textsuperscript{2} x$^{2}$", "CO<sub>2</sub> m<sup>2</sup> x<sup>2</sup>"),
        (r"\textsc{Nato}", '<span style="font-variant:small-caps;">Nato</span>'),
        ("{DNA} and {{RNA}}", "DNA and RNA"),
    ],
)
def test_fonts_become_csl_markup(latex: str, text: str) -> None:
    assert decode(latex, markup=True) == text


def test_lines_are_kept_where_they_mean_something() -> None:
    assert decode("a\nb\n\nc\\\\ d \\par e", lines=True) == "a b\n\nc\nd\n\ne"
    assert decode("a\n\nb \\newline c") == "a b c"


@given(_TEXT)
def test_what_is_written_is_read_back(text: str) -> None:
    line = " ".join(text.split())
    assert decode(encode(line)) == line
    assert decode(encode_markup(line), markup=True) == line
    paragraphs = "\n".join(part.rstrip() for part in text.split("\n")).strip("\n").rstrip()
    assert decode(encode_lines(paragraphs), lines=True) == paragraphs


@given(_TEXT)
def test_braces_are_always_balanced_for_bibtex(text: str) -> None:
    """BibTeX counts braces without regard to backslashes."""
    for latex in (encode(text), encode_lines(text), encode_markup(text)):
        depth = 0
        for character in latex:
            depth += (character == "{") - (character == "}")
            assert depth >= 0
        assert depth == 0


@given(st.lists(st.text("ab&\\{-"), max_size=5))
def test_many_texts_are_escaped_as_each_is(texts: list[str]) -> None:
    assert encode_all(texts) == [encode(text) for text in texts]


@pytest.mark.parametrize(
    "latex",
    [
        "{" * 100_000,
        "{" * 50_000 + "x" + "}" * 50_000,
        "\\'" * 100_000,
        "\\uppercase{" * 50_000,
        "\\foo{" * 50_000,
        "$a" * 50_000,
        "\\emph{a" * 50_000,
        "{\\em " * 50_000,
        "\\noopsort{{" * 30_000,
        "\\",
        "\\'",
        "}}}{{{",
    ],
    ids=lambda latex: latex[:10],
)
def test_hostile_latex_takes_linear_time(latex: str) -> None:
    start = time.perf_counter()
    decode(latex, markup=True, lines=True)
    assert time.perf_counter() - start < 10
