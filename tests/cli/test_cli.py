"""The command line as a person uses it: a process, its output, its exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import briefmeta

PAGE = Path(__file__).parents[2] / "examples" / "niger.txt"
BAD = "Pivot\n\n20.500.12592/b2rbv89\n\nPivot\n\n31 Feb 2024\n"


def run(*words: object, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefmeta", *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"},
    )


@pytest.mark.parametrize(
    "name", ["bibtex", "biblatex", "csl-json", "oai_dc", "dcterms", "ris", "mods", "jsonl"]
)
def test_convert_the_main_job(name: str) -> None:
    done = run("convert", "-t", name, PAGE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == briefmeta.dumps(briefmeta.load(PAGE), name)


def test_convert_from_standard_input_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out.bib"
    done = run("convert", "-", "-o", out, stdin=PAGE.read_text(encoding="utf-8"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert briefmeta.load(out)[0].key == "parens2024niger"


def test_convert_many_inputs_goes_on_past_a_bad_one(tmp_path: Path) -> None:
    for number, text in enumerate(
        [PAGE.read_text(encoding="utf-8"), BAD, "\0\1\2" * 99, PAGE.read_text(encoding="utf-8")]
    ):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    inputs = [tmp_path / f"{number}.txt" for number in range(4)]
    out = tmp_path / "out"
    done = run("convert", *inputs, tmp_path / "none.txt", "-t", "oai_dc", "-o", f"{out}/")
    assert done.returncode == 4
    assert f"{inputs[1]}:7:1: error: " in done.stderr
    assert "31 Feb 2024\n  ^" in done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last == f"3 of 5 inputs had errors: {inputs[1]}, {inputs[2]}, {tmp_path / 'none.txt'}"
    assert sorted(os.listdir(out)) == ["parens2024niger.xml", "parens2024nigera.xml", "reportndpivot.xml"]


def test_strict_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out.bib"
    done = run("convert", "-", "-f", "record", "-o", out, "--strict", stdin=BAD)
    assert done.returncode == 4
    assert not out.exists()


def test_report_losses() -> None:
    done = run("convert", PAGE, "-t", "oai_dc", "--report-losses")
    assert done.returncode == 0
    assert "parens2024niger: country lost: United States" in done.stderr


def test_options_of_a_format() -> None:
    done = run("convert", PAGE, "-t", "oai_dc", "--option", "coverage")
    assert "<dc:coverage>United States</dc:coverage>" in done.stdout
    done = run("convert", PAGE, "-t", "oai_dc", "--option", "colour=red")
    assert (done.returncode, "no option 'colour'" in done.stderr) == (2, True)


def test_date_order() -> None:
    text = BAD.replace("31 Feb 2024", "05/04/2024")
    assert run("convert", "-", "-t", "jsonl", stdin=text).returncode == 4
    done = run("convert", "-", "-t", "jsonl", "--date-order", "dmy", stdin=text)
    assert json.loads(done.stdout)["issued"] == "2024-04-05"


@pytest.mark.parametrize(
    ("words", "stdin", "code", "message"),
    [
        (["convert", "-", "-t", "nonsense"], "", 2, "no format is called 'nonsense'"),
        (["convert", "-"], "x", 2, "-t FORMAT"),
        (["convert", "-", "-t", "record"], "x", 2, "cannot be written"),
        (["convert", "-", "-t", "bibtex"], "Dear Sir", 4, "does not tell the format"),
        (["convert", "no-such-file.bib", "-t", "ris"], None, 4, "no-such-file.bib"),
        (["cite", "-", "-s", "no-such-style"], "TY  - RPRT\nTI  - A\nER  - \n", 2, "no-such-style"),
        (["nonsense"], None, 2, "nonsense"),
        ([], None, 2, "COMMAND"),
    ],
)
def test_exit_codes(words: list[str], stdin: str | None, code: int, message: str) -> None:
    done = run(*words, stdin=stdin)
    assert (done.returncode, message in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_cite() -> None:
    done = run("cite", PAGE, "--style", "harvard-cite-them-right")
    assert done.returncode == 0
    assert done.stdout.startswith("Parens, R., Faulkner, C. and Plichta, M. (2024) ")
    assert (
        run("cite", PAGE, "-s", "harvard-cite-them-right", "--in-text").stdout
        == "(Parens, Faulkner and Plichta, 2024)\n"
    )
    assert "<i>" in run("cite", PAGE, "-s", "harvard-cite-them-right", "--output", "html").stdout


def test_formats() -> None:
    assert "bibtex" in run("formats").stdout
    rows = [json.loads(line) for line in run("formats", "--json").stdout.splitlines()]
    assert {"format", "direction", "suffixes", "title"} <= set(rows[0])
    assert json.loads(run("formats", PAGE, "--json").stdout)["format"] == "record"


def test_a_file_whose_format_nothing_tells_costs_only_itself(tmp_path: Path) -> None:
    unclear = tmp_path / "unclear.txt"
    unclear.write_text("hello\n", encoding="utf-8")
    done = run("formats", unclear, PAGE)
    assert done.returncode == 4
    assert done.stderr.startswith(f"{unclear}: the suffix .txt and the content do not tell")
    assert "a line that is a handle" in done.stdout
    assert run("formats", unclear).stdout == ""


def test_styles() -> None:
    assert "harvard-cite-them-right" in run("styles").stdout
    assert run("styles", "cite them right").stdout.count("\n") > 1
    assert run("styles", "no style has this word").returncode == 1


def test_a_broken_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m briefmeta styles | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout.splitlines()[-1]) == ("", "0")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is always full")
def test_a_full_disk_is_told_in_one_line() -> None:
    command = f"{sys.executable} -m briefmeta convert {PAGE} -t bibtex > /dev/full; echo $?"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout == "4\n"
    assert done.stderr == "briefmeta: the output cannot be written: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_a_device_is_written_to_not_replaced() -> None:
    command = f"{sys.executable} -m briefmeta convert {PAGE} -t bibtex -o /dev/stdout | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("@techreport{parens2024niger,\n", "")


def test_a_plug_in_that_breaks_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "leaving.py").write_text("import sys\nsys.exit(3)\n", encoding="utf-8")
    info = tmp_path / "leaving-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: leaving\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[briefmeta.formats]\nleave = leaving:FORMAT\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "briefmeta", "formats"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert (done.returncode, "jsonl" in done.stdout) == (0, True)
    assert done.stderr == "briefmeta: warning: the format plug-in 'leave' was left out: SystemExit: 3\n"


def test_the_encoding_of_the_input(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes("@book{a, title = {Zpráva o řekách}}".encode("cp1250"))
    found = run("convert", path, "-t", "csl-json", "--encoding", "windows-1250")
    assert found.returncode == 0
    assert "Zpráva o řekách" in found.stdout
    assert "guess" in run("convert", path, "-t", "csl-json").stderr
    assert run("convert", path, "-t", "csl-json", "--encoding", "no-such").returncode == 2


def test_keys_by_a_pattern(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(
        "@book{old, author={Núñez, José}, title={The cost}, year=2024}\n"
        "@book{older, author={王, 小明}, title={能源报告}, year=2023}\n",
        encoding="utf-8",
    )
    found = run("convert", path, "-t", "bibtex", "--key", "{author}{year}{title:1}")
    assert found.returncode == 0
    assert re.findall(r"^@book\{(.*),", found.stdout, re.MULTILINE) == [
        "Nunez2024Cost",
        "Wang2023NengYuanBaoGao",
    ]
    assert "key old is now Nunez2024Cost" in found.stderr
    again = run(
        "convert", "-", "-f", "bibtex", "-t", "bibtex", "--key", "{author}{year}{title:1}", stdin=found.stdout
    )
    assert (again.stdout, again.stderr) == (found.stdout, "")
    assert run("convert", path, "-t", "bibtex", "--key", "{nobody}").returncode == 2


def test_a_key_that_came_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("@book{dup, title={One}}\n@book{dup, title={Two}}\n", encoding="utf-8")
    found = run("convert", path, "-t", "bibtex")
    assert "key dup is now dupa" in found.stderr
