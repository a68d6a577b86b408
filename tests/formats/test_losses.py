"""Losses: what is not named comes back equal, in every format that is read and written."""

from __future__ import annotations

import sys
import types

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefmeta
from briefmeta import Report
from briefmeta.formats import formats, registry
from briefmeta.formats.registry import Format

BOTH_WAYS = [known.name for known in formats() if known.reads and known.writes]
LOSSLESS = ["csl-json", "jsonl", "mods"]


def test_there_are_formats() -> None:
    assert len(BOTH_WAYS) > 9


@pytest.mark.parametrize("name", BOTH_WAYS)
@given(data=st.data())
@settings(max_examples=40)
def test_what_is_not_named_comes_back(
    name: str, any_reports: st.SearchStrategy[Report], data: st.DataObject
) -> None:
    """In a list, where neighbours and keys that stand twice could matter, as they do not for ``losses``."""
    # a report with nothing that the format holds would come back as no report at all
    reports = [
        report if report.title else attrs.evolve(report, title="Alpha")
        for report in data.draw(st.lists(any_reports, min_size=1, max_size=4))
    ]
    named = {(loss.key, loss.field.split(".")[0]) for loss in briefmeta.losses(reports, name)}
    back = briefmeta.loads(briefmeta.dumps(reports, name), name, [])
    assert len(back) == len(reports)
    for before, after in zip(reports, back, strict=True):
        for field in briefmeta.model.report.FIELDS:
            assert getattr(before, field) == getattr(after, field) or (before.key, field) in named


@pytest.mark.parametrize("name", LOSSLESS)
@given(data=st.data())
@settings(max_examples=40)
def test_lossless_formats_lose_nothing(
    name: str, any_reports: st.SearchStrategy[Report], data: st.DataObject
) -> None:
    assert briefmeta.losses(data.draw(any_reports), name) == []


def test_write_only_formats_say_what_they_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("written_only")
    monkeypatch.setattr(module, "dumps", lambda reports: "", raising=False)
    monkeypatch.setattr(module, "HOLDS", ("type", "title", "authors", "issued", "key"), raising=False)
    monkeypatch.setitem(sys.modules, "written_only", module)
    monkeypatch.setattr(registry, "_registered", {})
    registry.register(Format(name="written-only", title="W", module="written_only", reads=False))
    report = Report(title="Pivot", authors=["Ann Doe"], issued="2024", extra={"x": 1})
    assert [loss.field for loss in briefmeta.losses(report, "written-only")] == ["extra"]


def test_a_loss_says_what_went_in_and_what_came_back() -> None:
    report = Report(title="Pivot", country="FR", issued="2024-04-05", key="pivot")
    (country, key) = briefmeta.losses([report], "oai_dc")
    assert (country.field, country.kind, str(country.before), country.after) == (
        "country",
        "lost",
        "France",
        None,
    )
    assert (key.field, key.kind) == ("key", "changed")


def test_an_entry_that_is_null_is_lost_as_any_other() -> None:
    report = Report(title="Pivot", extra={"A": None})
    assert "extra.A" in [loss.field for loss in briefmeta.losses(report, "oai_dc")]


def test_a_key_is_changed_where_the_format_does_not_tell_case() -> None:
    reports = [Report(title="One", key="Doe"), Report(title="Two", key="doe")]
    assert [(loss.key, loss.field, loss.after) for loss in briefmeta.losses(reports, "bibtex")] == [
        ("doe", "key", "doea")
    ]


def test_a_key_that_stands_twice_is_named() -> None:
    reports = [Report(title="One", key="x"), Report(title="Two", key="x")]
    assert [(loss.key, loss.field, loss.after) for loss in briefmeta.losses(reports, "csl-json")] == [
        ("x", "key", "xa")
    ]
