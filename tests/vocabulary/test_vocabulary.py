"""The files of words: each says what it holds, is in order, has nothing twice, and is read by the package."""

from __future__ import annotations

import re
import unicodedata
from importlib.util import find_spec
from pathlib import Path

import pytest

from briefmeta import vocabulary

_spec = find_spec("briefmeta")
assert _spec is not None
assert _spec.origin is not None
ROOT = Path(_spec.origin).parent
FOLDER = ROOT / "vocabulary"
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".txt", ".tsv", ".toml"))
SOURCE = "\n".join(path.read_text("utf-8") for path in ROOT.rglob("*.py"))

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())


@every_file
def test_the_head_says_what_a_line_means(path: Path) -> None:
    head = [line for line in path.read_text("utf-8").split("\n")[:3] if line.startswith("#")]
    assert len(head) >= 2, "at least two lines of comment: what a line means, how to add one"


@every_file
def test_text_is_composed_and_ends_with_a_line_end(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert "\r" not in text
    assert not re.search(r"[ \t]$", text.replace("\t\n", "\n"), re.MULTILINE)


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.suffix in (".txt", ".tsv")], ids=lambda path: path.name
)
def test_entries_are_in_order_and_stand_once(path: Path) -> None:
    name = path.relative_to(FOLDER).with_suffix("").as_posix()
    found = vocabulary.words(name) if path.suffix == ".txt" else [row[0] for row in vocabulary.rows(name)]
    assert list(found) == sorted(set(found))


@every_file
def test_each_file_is_read(path: Path) -> None:
    name = path.relative_to(FOLDER).with_suffix("").as_posix()
    assert f'"{name}"' in SOURCE


def test_a_line_with_other_columns_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_text", lambda _: "# head\nword\tclass\na\tb\nc\n")
    with pytest.raises(ValueError, match="2 columns, but 1 in the line of 'c'"):
        vocabulary.rows("test of columns")
