"""``briefmeta cite --document``: files in, a document out, problems on standard error."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = """[
 {"id": "doe", "type": "book", "title": "Lakes", "author": [{"family": "Doe"}], "issued": {"date-parts": [[2020]]}},
 {"id": "roe", "type": "book", "title": "Rivers", "author": [{"family": "Roe"}], "issued": {"date-parts": [[2019]]}}
]"""
STYLE = ("--style", "harvard-cite-them-right")


def run(*words: object, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "briefmeta", "cite", *map(str, words)],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"},
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.json"
    path.write_text(LIBRARY, encoding="utf-8")
    return path


def test_a_document_from_standard_input(library: Path) -> None:
    done = run("--document", "-", library, *STYLE, stdin="Zoë [see @doe, p. 3; -@roe].\r\n".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("Zoë (see Doe, 2020, p. 3; 2019).\r\n\r\nDoe (2020) *Lakes*.\r\n")


def test_a_document_to_a_file_keeps_its_byte_order_mark(library: Path, tmp_path: Path) -> None:
    paper, out = tmp_path / "paper.md", tmp_path / "out.md"
    paper.write_bytes(b"\xef\xbb\xbf---\nnocite: '@roe'\n---\n\n@doe\n")
    done = run("-d", paper, "-o", out, library, *STYLE)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert out.read_bytes().startswith(
        b"\xef\xbb\xbf---\nnocite: '@roe'\n---\n\nDoe (2020)\n\nDoe (2020) *Lakes*.\n\nRoe "
    )


def test_the_metadata_names_style_and_library(library: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(
        f"---\nbibliography: {library.name}\ncsl: harvard-cite-them-right\n---\n\n[@doe]\n", encoding="utf-8"
    )
    done = run("--document", paper)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\n\n(Doe, 2020)\n\nDoe (2020) *Lakes*.\n" in done.stdout


def test_a_style_beside_the_document(library: Path, tmp_path: Path) -> None:
    paper, style = tmp_path / "paper.md", tmp_path / "mine.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>t</id>'
        "<updated>2024-01-01T00:00:00+00:00</updated></info>"
        '<citation><layout><text variable="title"/></layout></citation></style>',
        encoding="utf-8",
    )
    paper.write_text("---\ncsl: mine.csl\n---\n\n[@doe]\n", encoding="utf-8")
    assert run("--document", paper, library).stdout.endswith(b"\n\nLakes\n")


def test_unknown_keys_are_findings(library: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("One @doe.\n\nTwo [see @nope].\n", encoding="utf-8")
    done = run("--document", paper, library, *STYLE)
    assert done.returncode == 1
    assert done.stderr.decode() == f"{paper}:3:10: error: no item has the key 'nope'\n"
    assert b"Two (see **nope?**).\n" in done.stdout


def test_notes_behind_their_paragraph(library: Path) -> None:
    style = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
    <info><title>t</title><id>t</id><updated>2024-01-01T00:00:00+00:00</updated></info>
    <citation><layout suffix="."><text variable="title"/></layout></citation></style>"""
    done = run("-d", "-", library, "-s", style, "--notes", "paragraph", stdin=b"One [@doe].\n\nTwo\n")
    assert done.stdout == b"One.[^1]\n\n[^1]: Lakes.\n\nTwo\n"


@pytest.mark.parametrize(
    ("words", "stdin", "code", "message"),
    [
        ([], b"", 2, "name a file to cite"),
        (["LIBRARY", "-o", "x.md"], b"", 2, "-o is for documents"),
        (["-d", "-", "LIBRARY", "--output", "html"], b"@doe", 2, "stays Markdown"),
        (["-d", "-", "LIBRARY", "--in-text"], b"@doe", 2, "stays Markdown"),
        (["-d", "-"], b"@doe", 2, "name a file with the items"),
        (["-d", "-", "LIBRARY", "-s", "no-such-style"], b"@doe", 2, "no-such-style"),
        (["-d", "no-such-paper.md", "LIBRARY"], b"", 4, "no-such-paper.md"),
        (["-d", "-", "no-such-library.json"], b"@doe", 4, "no-such-library.json"),
        (["-d", "-", "LIBRARY", *STYLE], b"\0\1\2\3\4\5\6\7" * 99, 4, "binary"),
        (["-d", "-", "LIBRARY", *STYLE], b"Zo\xeb @doe", 0, "warning: byte 0xeb is not utf-8"),
    ],
)
def test_exit_codes(library: Path, words: list[str], stdin: bytes, code: int, message: str) -> None:
    done = run(*[str(library) if word == "LIBRARY" else word for word in words], stdin=stdin)
    assert (done.returncode, message in done.stderr.decode()) == (code, True), done.stderr
    assert b"Traceback" not in done.stderr


def test_a_document_that_cannot_be_written_is_not_touched(library: Path, tmp_path: Path) -> None:
    done = run("-d", "-", library, *STYLE, "-o", tmp_path / "none" / "out.md", stdin=b"@doe")
    assert done.returncode == 4
    assert not (tmp_path / "none").exists()
