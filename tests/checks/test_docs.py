"""docs/checks.md is made from what the rules say, and their examples are what they find."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefmeta.checks.bibliographies.bib_corrections import corrections
from briefmeta.checks.bibliographies.bib_syntax import syntax_slips
from briefmeta.checks.rule_registry import explanation, find_rule, rules, selected_codes
from briefmeta.errors import InvalidValueError
from briefmeta.files import loads
from briefmeta.model.names.name import Person
from briefmeta.model.report import Report
from briefmeta.validating import validate

if TYPE_CHECKING:
    from briefmeta.checks.rule import Rule

DOCS = Path(__file__).parents[2] / "docs" / "checks.md"


MARKER = "<!-- What follows is made from src/briefmeta/vocabulary/rules/ by `make docs`. -->\n\n"
SPAN = re.compile(r"`([^`]+)`")
# Which field of a report, or of its ``extra``, an example of these rules is a value of.
FIELDS = {
    **dict.fromkeys(("RPT102", "RPT103", "RPT110", "RPT111", "RPT112", "RPT115"), "title"),
    **dict.fromkeys(("RPT206", "RPT207"), "authors"),
    "RPT105": "summary",
    "RPT404": "country",
    "RPT502": "language",
    "RPT601": "isbn",
    "RPT602": "isbn",
    "RPT603": "issn",
    "RPT604": "issn",
    "RPT605": "doi",
    **dict.fromkeys(("RPT606", "RPT608", "RPT609"), "url"),
    "RPT701": "pages",
}
EXTRA = {
    "language": "language",
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
    "url": "URL",
    "country": "country",
    "pages": "page",
}


def examples(rule: Rule) -> tuple[list[str], list[str]]:
    """Take an example apart: what is found, and what stands behind "not" or "right is"."""
    wrong, _, right = re.sub(r"; (?:not|right is) ", "\0", rule.example).partition("\0")
    return SPAN.findall(wrong), SPAN.findall(right)


def _person(text: str) -> Person:
    given, _, family = text.rpartition(" ")
    return Person(family=family, given=given or None)


def found(field: str, text: str) -> set[str]:
    changes: dict[str, Any] = {field: [_person(text)] if field == "authors" else text}
    try:
        report = Report(**{"key": "a", "title": "Pivot", **changes})
    except InvalidValueError:
        report = Report(key="a", title="Pivot", extra={EXTRA[field]: text})
    return {finding.code for finding in validate(report, today=date(2025, 6, 30))}


def test_the_page_is_made_from_the_rules() -> None:
    _, marker, made = DOCS.read_text(encoding="utf-8").partition(MARKER)
    assert marker
    assert made == explanation(), "run `make docs`"


@pytest.mark.parametrize("code", FIELDS)
def test_the_examples_of_a_rule_about_a_field_run(code: str) -> None:
    wrong, right = examples(find_rule(code))
    assert wrong
    for text in wrong:
        assert code in found(FIELDS[code], text), text
    for text in right:
        assert code not in found(FIELDS[code], text), text


@pytest.mark.parametrize("code", ["HDL001", "HDL002", "HDL003", "HDL004", "HDL005", "HDL006", "HDL007"])
def test_the_examples_of_a_rule_about_handles_run(code: str) -> None:
    wrong, right = examples(find_rule(code))
    assert wrong
    for text in wrong:
        assert code in {finding.code for finding in validate(text)}, text
    for text in right:
        assert code not in {finding.code for finding in validate(text)}, text


@pytest.mark.parametrize("code", ["RPT101", "RPT301", "RPT401", "BIB201", "BIB202", "BIB204"])
def test_the_examples_of_a_rule_about_entries_run(code: str) -> None:
    (entry, *_), _ = examples(find_rule(code))
    entry = entry if entry.startswith("@") else f"@techreport{{a, year = 2024, {entry}}}"
    problems: list[Any] = []
    reports = loads(entry, "bibtex", problems)
    told = {finding.code for finding in validate(reports, today=date(2025, 6, 30))}
    told |= {"BIB204" for _ in syntax_slips(entry)}
    assert code in told | {told for each in corrections(entry, {code}) for told, _ in each.reasons}


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
