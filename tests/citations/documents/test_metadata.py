"""The few values of YAML that citing needs."""

from __future__ import annotations

import pytest

from briefmeta.citations.documents import read_document


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("nocite: '@doe'", ["@doe"]),
        ('nocite: "@doe, \\"x\\"" # why', ['@doe, "x"']),
        ("nocite: 'it''s @doe'", ["it's @doe"]),
        ("nocite: |\n  @doe,\n  @roe", ["@doe,\n@roe"]),
        ("nocite: >-\n  @doe\n\ntitle: x", ["@doe"]),
        ("nocite: see @doe # not @roe", ["see @doe"]),
        ("nocite: see\n  @doe", ["see @doe"]),
        ("nocite: [a.bib, 'b,c.bib']", ["a.bib", "b,c.bib"]),
        ("nocite:\n- a.bib\n- b.bib\nx: y", ["a.bib", "b.bib"]),
        ("nocite:\n  - a.bib\n  # and\n  - b.bib", ["a.bib", "b.bib"]),
        ("'nocite': '@doe'", ["@doe"]),
        ("title: x\nauthor:\n- nocite: y\nnocite: '@doe'", ["@doe"]),
    ],
)
def test_simple_values(yaml: str, expected: list[str]) -> None:
    metadata = read_document(f"---\n{yaml}\n---\n").metadata
    assert metadata.values["nocite"] == expected
    assert metadata.unread == ()


@pytest.mark.parametrize(
    "value", ["{a: b}", "*alias", "&a '@doe'", "!!str x", "[a,\n  b]", '"never closed', "\n  a: b"]
)
def test_values_that_are_not_simple_are_told(value: str) -> None:
    metadata = read_document(f"---\ntitle: x\nnocite: {value}\n---\n").metadata
    assert metadata.values == {}
    assert metadata.unread == ("nocite",)
    assert metadata.places["nocite"] == len("---\ntitle: x\n")


def test_yes_and_no() -> None:
    metadata = read_document("---\nlink-citations: Yes\nsuppress-bibliography: false\n...\n").metadata
    assert metadata.flag("link-citations", default=False)
    assert not metadata.flag("suppress-bibliography", default=True)
    assert metadata.flag("notes-after-punctuation", default=True)


def test_the_first_block_counts() -> None:
    assert read_document("---\nlang: de\n---\n\ntext\n\n---\nlang: fr\n---\n").metadata.text("lang") == "de"
