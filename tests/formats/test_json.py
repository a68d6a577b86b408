"""The strict JSON reader: what it refuses, what it mends, and where it says that the fault is."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.errors import ParseError
from briefmeta.formats.json.json_text import MAX_DEPTH, parse_json
from briefmeta.text.clean import text_fault

_TEXT = st.text(max_size=8).filter(lambda text: text_fault(text) is None)
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=100)
@given(_VALUES, st.booleans())
def test_reads_what_the_standard_library_writes(value: Any, ascii_only: bool) -> None:
    assert parse_json(json.dumps(value, ensure_ascii=ascii_only)) == value


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ('{"a": 1,\n "a": 2}', 2, 2, "'a' stands twice"),
        ('[1, {"b": {"x": 1}, "c": 0, "b": 1}]', 1, 29, "'b' stands twice"),
        ('{"a": 1, "\\u0061": 2}', 1, 10, "'a' stands twice"),
        ("[1,\n\n NaN]", 3, 2, "NaN is not JSON"),
        ("[-Infinity]", 1, 2, "-Infinity is not JSON"),
        ("[1e400]", 1, 2, "too large"),
        ("[" + "7" * 6000 + "]", 1, 2, "more than 30 digits"),
        ('["\\ud800"]', 1, 2, "lone surrogate U+D800"),
        ('["ab\ud800"]', 1, 5, "lone surrogate U+D800"),
        ('["a\\u0000"]', 1, 2, "control character U+0000"),
        ('["\u202eabc"]', 1, 3, "bidirectional control U+202E"),
        ('["a\tb"]', 1, 2, "raw control character"),
    ],
)
def test_refuses_beyond_the_grammar_or_mends(text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(ParseError, match=re.escape(says)) as caught:
        parse_json(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    problems: list[ParseError] = []
    value = parse_json(text, problems)
    assert [problem.message for problem in problems] == [caught.value.message]
    assert parse_json(json.dumps(value)) == value


def test_mends_without_touching_the_rest() -> None:
    problems: list[ParseError] = []
    text = '{"a": NaN, "b": "x\\u0000y", "c": ' + "9" * 31 + ', "d": 1, "d": [2], "e": "\\ud83d\\ude00"}'
    assert parse_json(text, problems) == {"a": None, "b": "xy", "c": "9" * 31, "d": [2], "e": "😀"}
    assert len(problems) == 4


@pytest.mark.parametrize(
    "text", ["", " ", "[1,2", "[1,]", '{"a"}', "{'a': 1}", '["\\x"]', "nul", "[1] 2", "\0", '"', "01"]
)
@pytest.mark.parametrize("mend", [True, False])
def test_what_is_no_json_is_an_error(text: str, mend: bool) -> None:
    with pytest.raises(ParseError, match="not JSON") as caught:
        parse_json(text, [] if mend else None)
    assert caught.value.line == 1


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"b":[', "[0,["])
@pytest.mark.parametrize("closed", [True, False])
def test_deep_nesting_is_an_error(opening: str, closed: bool) -> None:
    text = (
        opening * 100_000
        + ("0" + "".join("]" if c == "[" else "}" for c in opening[::-1] if c in "[{") * 100_000) * closed
    )
    with pytest.raises(ParseError, match=f"more than {MAX_DEPTH} levels"):
        parse_json(text)


def test_depth_is_allowed_up_to_the_limit() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert json.dumps(parse_json(text)) == text
    with pytest.raises(ParseError, match="levels deep"):
        parse_json(f"[{text}]")


@pytest.mark.parametrize(
    "unit", ['{"a":1,"a":1},', "NaN,", '"\\ud800",', '"' + "x" * 50 + '\ud800",', '"\\\\\\"",']
)
def test_many_faults_take_linear_time_and_few_problems(unit: str) -> None:
    problems: list[ParseError] = []
    start = time.perf_counter()
    value = parse_json("[" + unit * 50_000 + "0]", problems)
    assert len(value) == 50_001
    assert len(problems) <= 51
    assert sum(len(problem.source or "") for problem in problems) < 10_000_000
    assert time.perf_counter() - start < 20
