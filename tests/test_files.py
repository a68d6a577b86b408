"""The file edge: paths, encodings, streams, and files that are replaced whole or not at all."""

from __future__ import annotations

import io
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest

import briefmeta
from briefmeta import FileError, ParseError, Report, UndecidedFormatError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPORTS = [
    Report(title=f"Zoë’s report {n}", authors=["Ann Doe"], issued="2024", key=f"k{n}") for n in range(3)
]


@pytest.mark.parametrize(
    "name", ["a.bib", "a.json", "a.xml", "a.ris", "a.jsonl", "a.csv", "a.html", "a.mods", "a.jsonld"]
)
def test_the_suffix_tells_the_format_both_ways(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    briefmeta.dump(REPORTS, path)
    assert [report.title for report in briefmeta.load(str(path))] == [report.title for report in REPORTS]


def test_a_file_of_two_encodings_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes("@book{a, title={Zoë}}\n".encode() + "@book{b, title={Größe}}\n".encode("latin-1"))
    problems: list[ParseError] = []
    assert [report.title for report in briefmeta.load(path, problems=problems)] == ["Zoë", "Größe"]
    assert [(problem.line, problem.column, problem.warning) for problem in problems] == [(2, 19, True)]
    assert [report.title for report in briefmeta.iter_load(path)] == ["Zoë", "Größe"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.bib"
    marks = {"utf-16-le": b"\xff\xfe"}
    path.write_bytes(marks.get(encoding, b"") + "@book{a, title = {Zoë Größe}}".encode(encoding))
    problems: list[ParseError] = []
    assert briefmeta.load(path, problems=problems)[0].title == "Zoë Größe"
    assert [problem.warning for problem in problems] == ([True] if encoding in ("latin-1", "cp1252") else [])
    assert next(briefmeta.iter_load(path)).title == "Zoë Größe"


def test_an_xml_declaration_decides(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    text = briefmeta.dumps(REPORTS[:1], "mods").replace("’", "'").replace("UTF-8", "ISO-8859-15")
    path.write_bytes(text.encode("iso-8859-15"))
    assert briefmeta.load(path)[0].title == "Zoë's report 0"


def test_file_objects() -> None:
    text = briefmeta.dumps(REPORTS, "ris")
    assert briefmeta.load(io.StringIO(text)) == briefmeta.load(io.BytesIO(text.encode())) == REPORTS
    assert (
        list(briefmeta.iter_load(io.StringIO(text)))
        == list(briefmeta.iter_load(io.BytesIO(text.encode())))
        == REPORTS
    )
    out, raw = io.StringIO(), io.BytesIO()
    briefmeta.dump(REPORTS, out, "ris")
    briefmeta.dump(iter(REPORTS), raw, "ris")
    assert out.getvalue() == raw.getvalue().decode() == text


def test_one_report_is_as_good_as_a_list() -> None:
    assert briefmeta.dumps(REPORTS[0], "jsonl") == briefmeta.dumps(REPORTS[:1], "jsonl")


@pytest.mark.parametrize("suffix", [".jsonl", ".bib", ".ris", ".csv", ".json", ".xml"])
def test_streams_give_what_whole_reading_gives(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    briefmeta.dump(REPORTS, path)
    assert list(briefmeta.iter_load(path)) == briefmeta.load(path)


def _breaking() -> Iterator[Report]:
    yield REPORTS[0]
    raise RuntimeError("in the middle")


def test_a_write_that_breaks_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError, match="in the middle"):
        briefmeta.dump(_breaking(), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_a_write_keeps_the_mode_and_follows_links(tmp_path: Path) -> None:
    path, link = tmp_path / "a.jsonl", tmp_path / "link.jsonl"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    briefmeta.dump(REPORTS, link)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert len(briefmeta.load(path)) == 3


@pytest.mark.parametrize("name", ["no/such/folder/a.bib", "."])
def test_paths_that_cannot_be_used(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match=r"No such|directory"):
        briefmeta.load(tmp_path / name, format="bibtex")
    with pytest.raises(FileError):
        briefmeta.dump(REPORTS, tmp_path / name, "bibtex")
    with pytest.raises(FileError):
        list(briefmeta.iter_load(tmp_path / name, format="bibtex"))


def test_a_suffix_that_tells_nothing(tmp_path: Path) -> None:
    with pytest.raises(UndecidedFormatError, match=r"\.pdf"):
        briefmeta.dump(REPORTS, tmp_path / "a.pdf")
    assert not os.listdir(tmp_path)


def test_a_line_without_end_does_not_fill_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"title": "' + b"x" * 20_000_000)
    with pytest.raises(ParseError, match="more than"):
        list(briefmeta.iter_load(path))


def test_binary_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"\x89PNG\r\n" + bytes(range(256)))
    for read in (briefmeta.load, lambda p: list(briefmeta.iter_load(p)), briefmeta.detect_file):
        with pytest.raises(ParseError, match="binary"):
            read(path)
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    with pytest.raises(briefmeta.FormatError, match="it begins with %PDF"):
        briefmeta.load(path)


@pytest.mark.parametrize("wrong", [7, None, ["a.bib"]])
def test_what_is_no_source(wrong: Any) -> None:
    with pytest.raises(TypeError):
        briefmeta.load(wrong)


def test_a_line_without_end_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("@book{a, title={A}}\n\n@book{b, title={" + "x" * (17 * 1024 * 1024))
    reports = briefmeta.iter_load(path)
    with pytest.raises(ParseError, match="a line has more than") as caught:
        list(reports)
    assert caught.value.line == 3


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_are_whole_wherever_the_pieces_end(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        f'{{"briefmeta": 1, "title": "{number} {"é" * (number % 997)}"}}{newline}' for number in range(2_000)
    ]
    path.write_bytes("".join(rows).encode())
    assert [report.title for report in briefmeta.iter_load(path)] == [
        report.title for report in briefmeta.load(path)
    ]


def test_an_encoding_that_the_caller_states(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes("@book{a, title = {Zpráva o řekách}}".encode("cp1250"))
    problems: list[ParseError] = []
    assert briefmeta.load(path, problems=problems, encoding="windows-1250")[0].title == "Zpráva o řekách"
    assert next(briefmeta.iter_load(path, encoding="cp1250")).title == "Zpráva o řekách"
    assert briefmeta.loads(path.read_bytes(), encoding="cp1250")[0].title == "Zpráva o řekách"
    assert problems == []
    with pytest.raises(briefmeta.BriefmetaError, match="encoding"):
        briefmeta.load(path, encoding="no-such")


@pytest.mark.parametrize("encoding", ["gbk", "shift_jis", "euc_kr", "utf-16-le"])
def test_an_encoding_that_is_guessed_is_told(
    tmp_path: Path, encoding: str, caplog: pytest.LogCaptureFixture
) -> None:
    titles = {"gbk": "能源政策研究报告", "shift_jis": "エネルギー政策の評価", "euc_kr": "기후 변화 보고서"}
    title = titles.get(encoding, "Annual report")
    path = tmp_path / "a.bib"
    path.write_bytes(f"@book{{a,\n  title = {{{title}}}\n}}\n".encode(encoding) * 3)
    problems: list[ParseError] = []
    assert briefmeta.load(path, problems=problems)[0].title == title
    assert [problem.warning for problem in problems if "read as" in str(problem)] == [True]
    caplog.clear()
    assert next(briefmeta.iter_load(path)).title == title
    assert "read as" in caplog.text
