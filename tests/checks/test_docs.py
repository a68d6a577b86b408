"""docs/checks.md explains every rule, with the words of the rule itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefmeta.checks.rule_registry import find_rule, rules, selected_codes
from briefmeta.errors import InvalidValueError

if TYPE_CHECKING:
    from briefmeta.checks.rule import Rule

DOCS = Path(__file__).parents[2] / "docs" / "checks.md"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_every_rule_is_explained(rule: Rule) -> None:
    assert rule.to_markdown() in DOCS.read_text(encoding="utf-8")


def test_nothing_else_is_explained() -> None:
    headings = re.findall(r"^### ([A-Z]{3}\d{3}) ", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(rule.code for rule in rules())


def test_codes_and_names_are_unique_and_complete() -> None:
    assert len({rule.code for rule in rules()}) == len({rule.name for rule in rules()}) == len(rules())
    for rule in rules():
        assert all((rule.what, rule.why, rule.source, rule.example, rule.fix)), rule.code


def test_selection() -> None:
    every = selected_codes()
    assert selected_codes(["ALL"]) == every == {rule.code for rule in rules()}
    assert selected_codes(["rpt1"], ["RPT10"]) == {
        c for c in every if c.startswith("RPT1") and c[:5] != "RPT10"
    }
    for word in ("XYZ", "RPT999", "RPT1011", ""):
        with pytest.raises(InvalidValueError):
            selected_codes([word])
    with pytest.raises(InvalidValueError):
        find_rule("RPT999")
