"""Corrections change the spans that they are about, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.checks.bibliographies.bib_corrections import CORRECTED, apply, corrections
from briefmeta.formats import find_format

BIBTEX = find_format("bibtex")


def corrected(text: str) -> str:
    return apply(text, corrections(text, CORRECTED))


def entry(field: str) -> str:
    head = "% first\n@report{a,\n\ttitle = {T}, year = {2024}, % why\n  "
    return f"{head}{field}\n}}\n@comment{{kept  as   it is}}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("month = {April},", "month = apr,"),
        ('month = "avril",', "month = apr,"),
        ("month = {4},", "month = apr,"),
        ("month = 04,", "month = apr,"),
        ("month = {apr},", "month = apr,"),
        ("month = {Dezember}", "month = dec"),
        ("isbn = {ISBN 978–92–9260–523–0},", "isbn = {978-92-9260-523-0},"),
        ("isbn = {978 92 9260 523 0, 0 8044 2957 X}", "isbn = {978-92-9260-523-0, 0-8044-2957-X}"),
        ("url = {http://hdl.handle.net/10986/1},", "url = {https://hdl.handle.net/10986/1},"),
        ("url = {hdl:10986/1}", "url = {https://hdl.handle.net/10986/1}"),
        ("eprinttype = {hdl}, eprint = {https://hdl.handle.net/10986/1?noredirect=1}",) * 2,
        ("eprinttype = {hdl}, eprint = {hdl:10986/1}", "eprinttype = {hdl}, eprint = {10986/1}"),
        ("institution = { World  Bank }", "institution = {World Bank}"),
        ("abstract = {CafÃ© Ã  Niamey}", "abstract = {Café à Niamey}"),
        ("author = {MÃ¼ller,  Ute}", "author = {Müller, Ute}"),
    ],
)
def test_corrected(before: str, after: str) -> None:
    assert corrected(entry(before)) == entry(after)


@pytest.mark.parametrize(
    "field",
    [
        "month = apr",
        'month = "10~" # apr',
        "month = {Spring}",
        "month = {April--May}",
        "month = undefined",
        "isbn = {978-92-9260-523-0 (PDF)}",
        "isbn = {9789292605230}",
        "url = {https://coilink.org/10986/1}",
        "url = {https://hdl.handle.net/10986/1?locatt=view:2}",
        "url = {http://example.org/handle/10986/1}",
        "url = {\\url{hdl:10986/1}}",
        "eprint = {2101.00001}, eprinttype = {arxiv}",
        "booktitle = {A\n     wrapped}",
        "abstract = {One.\n\n  * two   spaces in a list}",
        "note = {A\\ }",
        "file = {C:\\a  b.pdf}",
        "institution = {São Tomé}",
        "publisher = world # { Bank }",
        "howpublished = {\\url{http://example.org/a  b}}",
        "title = {\\verb|a  b|}",
        "groups = {a  group}",
        "odd-field = {CafÃ© }",
        'institution = "World  ""Bank"',
    ],
)
def test_left_alone(field: str) -> None:
    assert corrected(entry(field)) == entry(field)


def test_wrapped_lines_stay_wrapped() -> None:
    assert corrected(entry("booktitle = {A\n     wrapped   }")) == entry("booktitle = {A\n     wrapped}")


def test_only_the_chosen_rules_correct() -> None:
    text = entry("month = {April}, isbn = {ISBN 978 92 9260 523 0}")
    assert apply(text, corrections(text, {"BIB201"})) == text.replace("{April}", "apr")
    assert apply(text, corrections(text, set())) == text


FIELDS = st.sampled_from(["month", "title", "isbn", "url", "author", "abstract", "note", "odd-field", "year"])
VALUES = st.text(st.sampled_from('aB é’ÃÂ©€™ \t\n{}"#,=@%\\-–0129:/.hdl'), max_size=25)


@settings(max_examples=200)
@given(st.lists(st.tuples(FIELDS, VALUES, st.sampled_from(["{%s}", '"%s"', "%s"])), max_size=6))
def test_twice_is_once_and_keys_stay(fields: list[tuple[str, str, str]]) -> None:
    text = "@report{a,\n" + ",\n".join(f"  {name} = {form % value}" for name, value, form in fields) + "\n}\n"
    once = corrected(text)
    assert corrected(once) == once
    assert once.count("\n") == text.count("\n")


SAFE = st.text(st.sampled_from("abé ’Ü:-0129"), max_size=20)


@settings(max_examples=100)
@given(st.lists(st.tuples(FIELDS, SAFE), max_size=6))
def test_what_is_read_stays(fields: list[tuple[str, str]]) -> None:
    text = "@report{a,\n" + ",\n".join(f"  {name} = {{{value}}}" for name, value in fields) + "\n}\n"
    assert BIBTEX.loads(corrected(text), []) == BIBTEX.loads(text, [])


def test_long_lines_and_many_entries_in_linear_time() -> None:
    text = "".join(
        f"@report{{k{n}, title = {{ A  B }}, year = 2024, month = {{May}}}}\n" for n in range(5000)
    )
    assert corrected(text).count("title = {A B}, year = 2024, month = may") == 5000
    assert corrected("@report{a, title = {" + " " * 500_000 + "}}").startswith("@report{a, title = {")
