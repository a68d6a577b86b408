"""briefmeta.names: why a name is read as it is, and a table of organizations that can be widened."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from briefmeta import cli, names
from briefmeta.errors import FileError, InvalidValueError
from briefmeta.model.names import known_organizations
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.names.organization_evidence import score

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION_1 = {
    "id": "https://ror.org/00ae7jd04",
    "name": "Zalvera Quonset",
    "aliases": ["Quonset Zalvera"],
    "acronyms": ["ZQX"],
    "labels": [{"label": "Zalvera-Kwonset", "iso639": "de"}],
}
VERSION_2 = {
    "id": "https://ror.org/00ae7jd05",
    "names": [
        {"value": "Tolmin Arbeck", "types": ["ror_display", "label"], "lang": "en"},
        {"value": "TOAR", "types": ["acronym"], "lang": None},
        {"value": "Arbeck Tolminska", "types": ["alias"], "lang": "sl"},
    ],
}


@pytest.fixture(autouse=True)
def _forget_what_was_added() -> Iterator[None]:
    yield
    known_organizations._more.clear()
    score.cache_clear()


def dump(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize("entry", [VERSION_1, VERSION_2], ids=["1", "2"])
def test_a_dump_of_ror_widens_the_table(tmp_path: Path, entry: dict[str, Any]) -> None:
    name = entry.get("name") or entry["names"][0]["value"]
    assert isinstance(names.parse_name(name), Person)
    assert names.organizations(dump(tmp_path / "ror.json", [entry, 5, {}, {"names": "x"}])) == 1
    assert names.parse_name(name) == Organization(name=name)
    found = names.known_organization(name)
    assert found is not None
    assert found.ror == entry["id"]
    assert [str(one) for one in names.parse_names(f"Jane Doe, {name}")] == ["Jane Doe", name]


@pytest.mark.parametrize("text", ["{}", "[", "", "5", "[" * 100_000])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ror.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidValueError) as caught:
        names.organizations(path)
    assert caught.value.field == "organizations"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        names.organizations(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("text", "kind", "word", "vocabulary"),
    [
        ("Lighthouse Reports", "organization", "Lighthouse Reports", "organizations.tsv"),
        ("Windmill Reports", "organization", "Reports", "organization_words.tsv: ordinary"),
        ("Ministry of Magic", "organization", "Ministry", "organization_words.tsv: institution"),
        ("Mary Church", "person", "Mary", "given_names.txt"),
    ],
)
def test_the_line_of_vocabulary_is_shown(text: str, kind: str, word: str, vocabulary: str) -> None:
    [found] = names.explain_name(text)
    assert found.kind == kind
    assert (word, vocabulary) in [(piece.text, piece.vocabulary) for piece in found.evidence]
    assert any(vocabulary in line for line in found.lines())


def test_acronyms_and_names_are_one_organization() -> None:
    assert names.same_organization("WHO", "Organización Mundial de la Salud")
    assert names.same_organization("the World Bank", "Banque mondiale")
    assert not names.same_organization("WHO", "WTO")
    assert not names.same_organization("Jane Doe", "Jane Doe")


def test_the_command_shows_what_decides(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["names", "Windmill Reports"]) == 0
    assert "organization_words.tsv: ordinary" in capsys.readouterr().out
    assert cli.main(["names", "--json", "Doe, Jane"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == {"family": "Doe", "given": "Jane"}
    assert cli.main(["names", "12"]) == 4
