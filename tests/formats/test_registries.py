"""The JSON of registries and repositories: each member is in a field, in ``extra`` and told, or told as left out."""

from __future__ import annotations

import copy
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefmeta

if TYPE_CHECKING:
    from briefmeta import Report
    from briefmeta.errors import ParseError

DATA = Path(__file__).parents[1] / "data" / "registries"
FILES = sorted(DATA.glob("*.json"))
FORMATS = ("crossref", "datacite-json", "openalex", "invenio", "dspace")


def answer(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def format_of(path: Path) -> str:
    return path.stem.removesuffix("-zenodo").removesuffix("-rdm")


def read(value: Any, name: str | None = None) -> tuple[Report, str]:
    """Read the one report of an answer, and what was told."""
    problems: list[ParseError] = []
    [report] = briefmeta.loads(json.dumps(value), name, problems)
    assert all(problem.warning for problem in problems)
    return report, "\n".join(map(str, problems))


def test_there_are_answers() -> None:
    assert {format_of(path) for path in FILES} == set(FORMATS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_answer_is_detected_and_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert briefmeta.detect(text, ".json").format.name == format_of(path)
    report, _ = read(json.loads(text))
    assert (report.title or "").startswith("Pivot")
    assert str(report.authors[0]) == "Ann Example"
    assert str(report.issued).startswith("2024-04")
    assert report.language == "en"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_answer_may_hold_several_records(path: Path) -> None:
    value = json.loads(path.read_text(encoding="utf-8"))
    inner = value.get("message") or value.get("data") or value
    several = {
        "crossref": {"message-type": "work-list", "message": {"items": [inner, inner], "total-results": 2}},
        "datacite-json": {"data": [inner, inner], "meta": {"total": 2}},
        "openalex": {"meta": {"count": 2}, "results": [inner, inner]},
        "invenio": {"hits": {"hits": [inner, inner], "total": 2}},
        "dspace": {
            "_embedded": {
                "searchResult": {
                    "_embedded": {
                        "objects": [{"_embedded": {"indexableObject": inner}} for _ in range(2)],
                    }
                }
            }
        },
    }[format_of(path)]
    text = json.dumps(several)
    assert briefmeta.detect(text, ".json").format.name == format_of(path)
    assert len(briefmeta.loads(text)) == 2
    assert len(briefmeta.loads(json.dumps([inner]), format_of(path))) == 1


def test_other_json_with_metadata_is_none_of_these() -> None:
    notebook = {"cells": [], "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4}
    with pytest.raises(briefmeta.UndecidedFormatError):
        briefmeta.detect(json.dumps(notebook))


def test_crossref() -> None:
    report, told = read(answer("crossref"))
    assert (report.type, report.title) == ("report", "Pivot in the Sahel: A study")
    assert [str(name) for name in report.authors] == ["Ann Example", "World Bank"]
    assert getattr(report.authors[0], "orcid", None) == "0000-0002-1825-0097"
    assert str(report.issued) == "2024-04-05"  # "published" says the day
    assert report.summary == "A brief text."
    assert (report.series, report.series_number, report.pages) == ("Sahel Reports", "12", "1-20")
    assert (report.publisher, report.place, str(report.country)) == ("Sahel Press", "Niamey", "Niger")
    assert report.extra["crossref:author"][0]["affiliation"][0]["name"] == "Univ"
    assert "'crossref:funder'" in told
    assert "indexed" in told


@pytest.mark.parametrize(
    ("kind", "csl_type"),
    [
        ("journal-article", "article-journal"),
        ("posted-content", "article"),
        ("report-component", "report"),
        ("dissertation", "thesis"),
        ("proceedings-article", "paper-conference"),
        ("monograph", "book"),
        ("peer-review", "review"),
        ("made-up-type", "document"),
    ],
)
def test_types_of_crossref(kind: str, csl_type: str) -> None:
    value = {"message-type": "work", "message": {"DOI": "10.5555/x", "type": kind, "title": ["Pivot"]}}
    assert read(value)[0].type == csl_type
    if csl_type != "document":  # what Crossref answers to content negotiation
        item = {"DOI": "10.5555/x", "type": kind, "title": "Pivot", "abstract": "<jats:p>A text.</jats:p>"}
        report, _ = read(item, "csl-json")
        assert (report.type, report.summary) == (csl_type, "A text.")


def test_a_date_that_crossref_does_not_know() -> None:
    message = {"DOI": "10.5555/x", "title": ["Pivot"], "issued": {"date-parts": [[None]]}}
    report, told = read({"message-type": "work", "message": message})
    assert report.issued is None
    assert told == ""


def test_datacite() -> None:
    report, told = read(answer("datacite-json"))
    assert (report.title, report.genre) == ("Pivot in the Sahel: A study", "Policy brief")
    assert [str(name) for name in (*report.authors, *report.editors)] == [
        "Ann Example",
        "World Bank",
        "Bo Roe",
    ]
    assert (str(report.handle), report.doi, report.url) == ("10986/1", "10.5555/x", "https://sahel.example/x")
    assert (report.issn, report.series, report.number_of_pages) == ("1234-5679", "Reports", "20")
    assert report.extra["contributor"][0]["literal"] == "Data Center"
    assert "'datacite:fundingReferences'" in told
    # the metadata alone, as content negotiation gives them
    assert read(answer("datacite-json")["data"]["attributes"], "datacite-json")[0] == report


@pytest.mark.parametrize(
    ("types", "csl_type", "genre"),
    [
        ({"resourceTypeGeneral": "Report"}, "report", None),
        (
            {"resourceTypeGeneral": "JournalArticle", "resourceType": "Journal Article"},
            "article-journal",
            None,
        ),
        ({"resourceTypeGeneral": "Text", "resourceType": "Working paper"}, "report", "Working paper"),
        ({"resourceTypeGeneral": "Text", "citeproc": "thesis"}, "thesis", None),
        (
            {"resourceTypeGeneral": "Text", "resourceType": "Deliverable", "citeproc": "article-journal"},
            "report",
            "Deliverable",
        ),
        ({"resourceTypeGeneral": "Dataset", "resourceType": "Survey data"}, "dataset", "Survey data"),
        ({}, "report", None),
    ],
)
def test_types_of_datacite(types: dict[str, str], csl_type: str, genre: str | None) -> None:
    report, _ = read({"doi": "10.5555/x", "titles": [{"title": "Pivot"}], "types": types}, "datacite-json")
    assert (report.type, report.genre) == (csl_type, genre)


def test_a_text_in_a_journal_is_an_article() -> None:
    value = {
        "doi": "10.5555/x",
        "titles": [{"title": "Pivot"}],
        "types": {"resourceTypeGeneral": "Text", "citeproc": "article-journal"},
        "container": {
            "type": "Journal",
            "title": "Sahel Journal",
            "volume": "3",
            "firstPage": "1",
            "lastPage": "9",
        },
    }
    report, _ = read(value, "datacite-json")
    assert (report.type, report.extra["container-title"], report.pages) == (
        "article-journal",
        "Sahel Journal",
        "1-9",
    )


def test_datacite_of_older_forms() -> None:
    value = {
        "doi": "10.5555/x",
        "titles": [{"title": "Pivot"}],
        "creators": ["Example, Ann", {"creatorName": "Roe, Bo"}],
        "subjects": ["Niger", {"subject": "Security"}],
        "publicationYear": "2024",
        "publisher": {"name": "Institute", "publisherIdentifier": "https://ror.org/0x"},
    }
    report, _ = read(value, "datacite-json")
    assert sorted(str(name) for name in report.authors) == ["Ann Example", "Bo Roe"]
    assert (report.subjects, str(report.issued), report.publisher) == (
        ("Niger", "Security"),
        "2024",
        "Institute",
    )
    assert report.extra["datacite:publisher"]["publisherIdentifier"] == "https://ror.org/0x"


def test_openalex() -> None:
    report, told = read(answer("openalex"))
    assert (report.type, report.summary, report.pages) == ("article-journal", "A brief text", "1-9")
    assert report.extra["container-title"] == "Sahel Journal"
    assert (report.extra["volume"], report.extra["PMID"]) == ("12", "123")
    assert "'openalex:grants'" in told


def test_an_abstract_of_openalex_with_positions_that_are_none() -> None:
    index = {"A": [0, -1, 10**12, "x", None, True], "text": [1], "B": "7"}
    value = {"id": "https://openalex.org/W1", "display_name": "Pivot", "abstract_inverted_index": index}
    report, told = read(value)
    assert report.summary == "A text"
    assert "'openalex:abstract_inverted_index'" in told


def test_zenodo() -> None:
    report, told = read(answer("invenio-zenodo"))
    assert (report.type, report.doi, report.isbn) == ("report", "10.5281/zenodo.1", "978-92-9260-523-0")
    assert report.summary == "A brief text.\nMore."
    assert (report.publisher, report.place, str(report.country)) == ("Institute", "Niamey", "Niger")
    assert report.editors
    assert "'invenio:related_identifiers'" in told


def test_inveniordm() -> None:
    report, _ = read(answer("invenio-rdm"))
    assert (report.type, report.genre) == ("report", "Working paper")
    assert (report.title, report.number_of_pages) == ("Pivot: A study", "20")
    assert getattr(report.authors[0], "orcid", None) == "0000-0002-1825-0097"


def test_dspace() -> None:
    report, told = read(answer("dspace"))
    assert (str(report.handle), report.issn) == ("10986/1", "1234-5679")
    assert (report.series, report.series_number) == ("Briefs", "12")
    assert "'dspace:dc.contributor.advisor'" in told
    older = {"handle": "10986/1", "metadata": [{"key": "dc.title", "value": "Pivot", "language": "en"}]}
    assert read(older, "dspace")[0].title == "Pivot"


# the law, and hostile answers


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return where the objects of a record are."""
    if isinstance(value, dict):
        return [path, *(found for name in value for found in _places(value[name], (*path, name)))]
    if isinstance(value, list):
        return [found for place, item in enumerate(value) for found in _places(item, (*path, place))]
    return []


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


# parts that are left out whole, and told by the name of the member
LEFT_OUT = {"indexed", "resource", "content-domain", "relationships", "links", "files", "_links", "relations"}
LEFT_OUT |= {"source", "institutions", "props", "created", "deposited", "start"}
OUTSIDE = {(), ("data",)}  # of the answer, not of the record


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_member_that_nobody_knows_is_kept_wherever_it_stands(path: Path) -> None:
    original = json.loads(path.read_text(encoding="utf-8"))
    outside = OUTSIDE if {"message", "data"} & original.keys() else set()
    places = [place for place in _places(original) if place not in outside and not LEFT_OUT & set(place)]
    assert len(places) > 4
    lost = []
    for place in places:
        value = copy.deepcopy(original)
        inner = _at(value, place)
        inner["xunknown"] = [{"value": "Qx1Z"}] if place == ("metadata",) else "Qx1Z"
        report, told = read(value, format_of(path))
        kept = json.dumps(report.extra.to_json())
        if "Qx1Z" not in kept and "xunknown" not in told:
            lost.append(place)
    # objects that are told whole, by their name: translations, and the words for a kind of title
    names = [[step for step in place if isinstance(step, str)] for place in lost]
    assert [name for name in names if ".".join(name[-2:]) not in told] == []


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("2024-04-05"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "title", "id"]), inner, max_size=2)
    ),
    max_leaves=5,
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_value_anywhere(path: Path, data: st.DataObject) -> None:
    value = json.loads(path.read_text(encoding="utf-8"))
    for _ in range(2):
        inner = _at(value, data.draw(st.sampled_from(_places(value))))
        if inner:
            inner[data.draw(st.sampled_from(sorted(inner)))] = data.draw(_VALUES)
    problems: list[ParseError] = []
    briefmeta.loads(json.dumps(value), format_of(path), problems)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "7",
        '"x"',
        "null",
        "{}",
        '{"data": 7}',
        '{"message": []}',
        '{"hits": {"hits": 3}}',
        "[1, 2]",
        "[[]]",
    ],
)
def test_what_is_no_answer(name: str, text: str) -> None:
    problems: list[ParseError] = []
    assert briefmeta.loads(text, name, problems) == []
    assert any(not problem.warning for problem in problems)


@pytest.mark.parametrize("name", FORMATS)
def test_large_answers_take_time_in_proportion(name: str) -> None:
    path = next(path for path in FILES if format_of(path) == name)
    record = json.loads(path.read_text(encoding="utf-8"))
    inner = record.get("message") or record.get("data") or record
    began = time.process_time()
    inner.get("attributes", inner).setdefault("x", ["y"] * 100_000)
    assert len(briefmeta.loads(json.dumps([inner] * 20), name, [])) == 20
    assert time.process_time() - began < 10
