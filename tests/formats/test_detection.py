"""Detection: suffix, then content, with the reason; refusal when unsure. And the registry with its plug-ins."""

from __future__ import annotations

import subprocess
import sys
import types
from typing import TYPE_CHECKING, Any

import pytest

import briefmeta
from briefmeta import ParseError, Report
from briefmeta.errors import FormatError, UndecidedFormatError, UnknownFormatError
from briefmeta.formats import Format, detect, find_format, registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REPORT = Report(
    title="Pivot", handle="20.500.12592/b2rbv89", authors=["Ann Doe"], issued="2024", publisher="IISS"
)
PAGE = "Pivot\n\n20.500.12592/b2rbv89\n\nPivot\n\n5 Apr 2024\n"


@pytest.mark.parametrize(
    "known", [f for f in registry.formats() if f.reads and f.writes], ids=lambda f: f.name
)
def test_what_is_written_is_detected(known: briefmeta.Format) -> None:
    text = known.dumps([REPORT])
    family = {"bibtex", "biblatex"} if known.name in ("bibtex", "biblatex") else {known.name}
    assert detect(text).format.name in family
    assert detect(text).reason
    for suffix in known.suffixes:
        assert detect(text, suffix).format.name in family


@pytest.mark.parametrize(
    ("text", "suffix", "name"),
    [
        (PAGE, "", "record"),
        (PAGE, ".txt", "record"),
        ("\ufeff" + PAGE, ".txt", "record"),
        ("% a comment\n@Article{a,\n title = {B}}", "", "bibtex"),
        ("@online{a, date = {2024}}", ".bib", "biblatex"),
        ("TY  - RPRT\r\nER  - ", ".txt", "ris"),
        ('[{"id": 1, "type": "book"}]', ".json", "csl-json"),
        ('{"@context": "https://schema.org"}', ".json", "schema.org"),
        ("<!DOCTYPE html><title>x</title>", "", "html"),
        ('<mods xmlns="http://www.loc.gov/mods/v3"/>', ".xml", "mods"),
        ("Title;Author;Year\nA;B;2024", ".csv", "csv"),
        ("", ".bib", "bibtex"),
    ],
)
def test_texts_of_others(text: str, suffix: str, name: str) -> None:
    assert detect(text, suffix).format.name == name


@pytest.mark.parametrize(
    ("text", "suffix"),
    [("", ""), ("Dear Sir or Madam", ""), ("<a/>", ".xml"), ("TY  - RPRT", ".bib"), ("x" * 1_000_000, "")],
)
def test_refused_when_unsure(text: str, suffix: str) -> None:
    with pytest.raises(UndecidedFormatError, match="format="):
        detect(text, suffix)


def test_names_and_aliases() -> None:
    assert find_format("CSL").name == find_format("csl-json").name == "csl-json"
    with pytest.raises(UnknownFormatError, match="did you mean bibtex"):
        find_format("bibtxe")
    with pytest.raises(FormatError, match="cannot be written"):
        briefmeta.dumps([REPORT], "record")
    with pytest.raises(FormatError, match="no option 'colour'"):
        briefmeta.dumps([REPORT], "csl-json", colour="red")


def _plugin(folder: Path, module: str, body: str) -> None:
    (folder / f"{module}.py").write_text(body, encoding="utf-8")
    info = folder / "their_format-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: their-format\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        f"[briefmeta.formats]\nshout = {module}:FORMAT\n", encoding="utf-8"
    )


@pytest.fixture
def fresh_registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(registry, "_plugins_loaded", False)
    monkeypatch.setattr(registry, "_registered", {})
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Pivot\n\n5 Apr 2024\n\nA summary.\n", "a line that is a date"),
        ("Pivot\n\nPublished in\n\nNiger\n", "the label 'Published in'"),
    ],
)
def test_a_page_without_a_handle_is_told_by_its_other_lines(text: str, reason: str) -> None:
    assert reason in detect(text, ".txt").reason


@pytest.mark.parametrize("text", ["", "hello world\n", "PT J\nAU Doe, J\nTI Pivot\nER\n"])
def test_any_text_is_no_record_page(text: str) -> None:
    with pytest.raises(UndecidedFormatError, match=r"suffix \.txt and the content do not tell"):
        detect(text, ".txt")


def test_a_plug_in_is_a_format_as_any_other(fresh_registry: Path) -> None:
    _plugin(
        fresh_registry,
        "shouting",
        "from briefmeta import Format\n"
        "FORMAT = Format(name='shout', title='Shout', module='shouting', reads=False)\n"
        "def dumps(reports): return ''.join(f'{r.title.upper()}!' for r in reports)\n",
    )
    assert briefmeta.dumps([REPORT], "shout") == "PIVOT!"


@pytest.mark.parametrize(
    "text",
    [
        "Titre;Auteur(s);Année;Éditeur\nL'eau;Durand, Anne;2019;Institut\n",
        "Titel\tVerfasser\tErscheinungsjahr\nWasser\tMeier, Eva\t2018\n",
        'id,collection,"dc.title[en_US]",dc.contributor.author[]\n1,123/4,Dams,"Doe, Jane"\n',
    ],
)
def test_tables_in_the_languages_that_their_reader_knows(text: str) -> None:
    assert briefmeta.detect(text).format.name == "csv"
    assert briefmeta.loads(text)[0].title


def test_a_sentence_with_commas_is_no_table() -> None:
    with pytest.raises(UndecidedFormatError):
        briefmeta.detect("The title, as the author says, was changed in the year of the flood.\n")


@pytest.mark.parametrize(
    "before", ["", "import briefmeta.formats", "briefmeta.loads('@book{a, title = {B}}')"]
)
def test_the_formats_are_listed_whatever_was_imported_before(before: str) -> None:
    """``briefmeta.formats`` is a function of the front door, and the name of the room that it comes from."""
    script = f"import briefmeta\n{before}\nprint(len(briefmeta.formats()))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 10


def test_a_broken_plug_in_warns(fresh_registry: Path) -> None:
    _plugin(fresh_registry, "broken", "raise RuntimeError('broken')\n")
    with pytest.warns(RuntimeWarning, match="'shout' was left out: broken"):
        names = [known.name for known in registry.formats()]
    assert "bibtex" in names
    assert "shout" not in names


def test_what_a_plug_in_raises_is_an_error_that_names_it(
    monkeypatch: pytest.MonkeyPatch, fresh_registry: Path
) -> None:
    module = types.ModuleType("their_module")
    module.__dict__["loads"] = lambda text, problems: None
    module.__dict__["iter_loads"] = lambda lines, problems: (1 // 0 for _ in lines)
    module.__dict__["dumps"] = lambda reports: reports[0].no_such_field
    monkeypatch.setitem(sys.modules, "their_module", module)
    registry.register(Format(name="theirs", title="Theirs", module="their_module"))
    registry.register(Format(name="gone", title="Gone", module="no_such_module"))
    works: list[Callable[[], object]] = [
        lambda: briefmeta.loads("x", "theirs"),
        lambda: list(registry.find_format("theirs").iter_loads(["x"])),
        lambda: briefmeta.dumps([REPORT], "theirs"),
        lambda: briefmeta.loads("x", "gone"),
    ]
    for work in works:
        with pytest.raises(FormatError, match=r"plug-in '(theirs|gone)' failed"):
            work()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": 5}, {"suffixes": ".x"}, {"aliases": (1,)}])
def test_a_format_that_is_none_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="of a format"):
        Format(**{"name": "x", "title": "X", "module": "x", **wrong})


def test_problems_are_raised_together_or_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    text = '{"briefmeta": 1, "title": "A", "issued": "x"}\nnonsense\n{"briefmeta": 1, "title": "B"}\n'
    with pytest.raises(ParseError, match="and 1 more") as caught:
        briefmeta.loads(text, "jsonl")
    assert [problem.line for problem in caught.value.problems] == [1, 2]
    assert [report.title for report in caught.value.reports] == ["A", "B"]
    found: list[Any] = []
    assert len(briefmeta.loads(text, "jsonl", problems=found)) == 2
    assert len(found) == 2
