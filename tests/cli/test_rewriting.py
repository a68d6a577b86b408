"""``briefmeta convert`` from a ``.bib`` file to a ``.bib`` file keeps the file, and no input is spoilt in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import briefmeta
from briefmeta.formats.bib.passages import read_passages

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = """% Encoding: windows-1252
% The library of the dam project
@preamble{"\\newcommand{\\dam}{D}"}
@string{odw = "Office of Dams and Waterways"}

@techreport{foam, author = {Fell, Ida}, title = {Foam}, institution = odw, year = 2019}

% still to be read
@techreport{spray, author = {Moor, Jon}, title = {Spray}, institution = odw, year = 2021}

@comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:To read\\;0\\;1\\;\\;\\;\\;;
}
"""


def convert(*words: object, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefmeta", "convert", *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


@pytest.mark.parametrize("format", ["bibtex", "biblatex"])
@pytest.mark.parametrize("stdin", [False, True])
def test_what_stands_between_entries_is_carried(tmp_path: Path, format: str, stdin: bool) -> None:
    path = tmp_path / "dams.bib"
    path.write_text(LIBRARY, encoding="utf-8")
    done = convert("-" if stdin else path, "-t", format, "--report-losses", stdin=LIBRARY if stdin else None)
    assert (done.returncode, done.stderr) == (0, "nothing is lost\n")
    text = done.stdout
    order = [
        "% Encoding: UTF-8\n% The library",
        "@preamble{",
        "@string{odw",
        "{foam,",
        "% still to be read\n\n@",
        "{spray,",
        "@comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:To read\\;0\\;1\\;\\;\\;\\;;\n}\n",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert briefmeta.loads(text, format) == briefmeta.loads(LIBRARY, format)
    again = convert("-", "-t", format, stdin=text)
    assert again.stdout == text


def test_the_input_itself_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "dams.bib"
    path.write_text(LIBRARY, encoding="utf-8")
    done = convert(path, "-o", path, "-t", "bibtex", "--key", "{author}{year}")
    assert done.returncode == 0
    text = path.read_text(encoding="utf-8")
    assert "% still to be read\n\n@techreport{Moor2021," in text
    assert "StaticGroup" in text


def test_an_input_is_not_written_over_where_something_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "foam.json"
    path.write_text('[{"id": "foam", "type": "report", "title": "Foam", "language": "fr"}]', encoding="utf-8")
    before = path.read_bytes()
    refused = convert(path, "-o", path, "-t", "oai_dc")
    assert refused.returncode == 2
    assert "is an input, and would lose something: foam: key changed" in refused.stderr
    assert path.read_bytes() == before
    assert convert(path, "-o", path, "-t", "oai_dc", "--force").returncode == 0
    assert path.read_bytes() != before


def test_an_input_with_an_error_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "foam.bib"
    path.write_text(f"{LIBRARY}\n@misc{{broken, title = {{Never closed\n", encoding="utf-8")
    before = path.read_bytes()
    assert convert(path, "-o", path).returncode == 4
    assert path.read_bytes() == before


def test_what_cannot_be_carried_is_named(tmp_path: Path) -> None:
    path = tmp_path / "foam.bib"
    path.write_text("a stray } brace\n@misc{foam, title = {Foam}}\n", encoding="utf-8")
    done = convert(path, "-t", "bibtex", "--report-losses")
    assert "between entries, lost: 'a stray } brace'" in done.stderr
    assert "stray" not in done.stdout
    refused = convert(path, "-o", path)
    assert (refused.returncode, path.read_text(encoding="utf-8")[:7]) == (2, "a stray")


def test_other_formats_have_no_place_for_it(tmp_path: Path) -> None:
    path = tmp_path / "foam.bib"
    path.write_text("% rivers\n@misc{foam, title = {Foam}}\n", encoding="utf-8")
    done = convert(path, "-t", "csl-json", "--report-losses")
    assert done.stderr == "between entries, lost: '% rivers'\n1 losses in 1 reports\n"


@pytest.mark.parametrize("text", ["", "no entry", "% a\n% b\n", '{"a": 1}'])
def test_a_text_without_entries_has_no_passages(text: str) -> None:
    assert read_passages(text) == []


def test_passages_that_would_become_entries_are_not_sound() -> None:
    passages = read_passages(
        "@string{a = {b}}\n@misc{x, title = {Foam}\n\n@misc{y, title = a}\n@string{c = a # a}"
    )
    assert [passage.text for passage in passages if passage.sound] == [
        "@string{a = {b}}",
        "@string{c = a # a}",
    ]
