"""CSL-JSON: every report comes back, every item is valid, and items of other programs are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefmeta
from briefmeta import Handle, Organization, ParseError, Person, PublicationDate, Report
from briefmeta.formats import find_format
from briefmeta.formats.csljson import from_csl, to_csl
from briefmeta.model.csl_variables import CSL_VARIABLES
from briefmeta.model.report import FIELDS

if TYPE_CHECKING:
    from pathlib import Path


def read(item: dict[str, Any]) -> Report:
    (report,) = briefmeta.loads(json.dumps([item]), format="csl-json")
    return report


@given(data=st.data())
@settings(max_examples=300)
def test_every_report_comes_back_equal(any_reports: st.SearchStrategy[Report], data: st.DataObject) -> None:
    report = data.draw(any_reports)
    text = briefmeta.dumps([report], format="csl-json")
    assert briefmeta.loads(text, format="csl-json") == [report]


@given(data=st.data())
@settings(max_examples=500)
def test_items_are_valid(any_reports: st.SearchStrategy[Report], data: st.DataObject, schema: Any) -> None:
    schema.validate([to_csl(data.draw(any_reports))])


@pytest.fixture(scope="session")
def schema(shared: Path) -> Any:
    import jsonschema

    definition = json.loads((shared / "data" / "schemas" / "csl-data.json").read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(definition)(definition)


def test_names() -> None:
    report = read(
        {
            "id": "a",
            "type": "report",
            "author": [
                {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
                {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
                {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
                {"literal": "Food and Agriculture Organization"},
                {"family": "World Bank", "isInstitution": True},
                {"family": "Sukarno"},
            ],
        }
    )
    assert report.authors == (
        Person(family="Humboldt", given="Alexander", dropping_particle="von"),
        Person(family="Gogh", given="Vincent", non_dropping_particle="van"),
        Person(family="King", given="Martin Luther", suffix="Jr."),
        Organization(name="Food and Agriculture Organization"),
        Organization(name="World Bank"),
        Person(family="Sukarno"),
    )


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ({"date-parts": [[2024, 4, 5]]}, "2024-04-05"),
        ({"date-parts": [["2024", "04"]]}, "2024-04"),
        ({"date-parts": [[2020], [2022]]}, "2020/2022"),
        ({"date-parts": [[2020], [0]]}, "2020/.."),
        ({"date-parts": [[2020]], "season": 2}, "2020-22"),
        ({"date-parts": [[2020]], "season": "Spring"}, "2020-21"),
        ({"date-parts": [[2020, 23]]}, "2020-23"),
        ({"date-parts": [[1999]], "circa": True}, "1999~"),
        ({"date-parts": [[-44]]}, "-0043"),
        ({"raw": "5 April 2024"}, "2024-04-05"),
        ({"literal": "2024"}, "2024"),
        ("2024-04-05", "2024-04-05"),
        ({"date-parts": [[2024, 0, 0]]}, "2024"),
    ],
)
def test_dates(value: object, edtf: str) -> None:
    assert str(read({"id": "a", "type": "report", "issued": value}).issued) == edtf


def test_a_literal_date_is_kept_and_written_back() -> None:
    report = read({"id": "a", "type": "report", "issued": {"literal": "forthcoming"}})
    assert report.issued is None
    assert to_csl(report)["issued"] == {"literal": "forthcoming"}


@pytest.mark.parametrize(
    "item",
    [
        {"publisher-place": "Washington, DC"},
        {"publisher-place": "London, UK"},
        {"publisher-place": "Geneva, Switzerland"},
        {"publisher-place": "United States of America"},
        {"URL": "http://hdl.handle.net/20.500.12592/b2rbv89"},
        {"URL": "https://dspace.example.edu/handle/1721.1/123"},
        {"URL": "https://doi.org/10.1234/x"},
        {"volume": 3, "issue": "2-3", "container-title": "Foreign Affairs"},
        {"keyword": "Niger, security"},
        {"PMID": "123", "custom": {"x": [1, {"y": None}]}},
        {"ISBN": "not an ISBN", "language": "no language at all"},
        {"collection-editor": [{"family": "Doe", "given": "J."}], "original-date": {"date-parts": [[1999]]}},
    ],
)
def test_variables_come_back_as_they_were(item: dict[str, Any]) -> None:
    item = {"id": "Some:Key 1", "type": "article-journal", **item}
    assert to_csl(read(item)) == item


def test_the_handle_is_the_address_before_the_landing_page() -> None:
    report = Report(handle="20.500.12592/b2rbv89", url="https://example.org/pivot")
    assert to_csl(report)["URL"] == "https://hdl.handle.net/20.500.12592/b2rbv89"
    assert read(to_csl(report)) == report
    assert read({"id": "a", "type": "report", "URL": "https://hdl.handle.net/10986/2"}).handle == Handle(
        "10986/2"
    )


def test_dates_are_written_as_parts() -> None:
    assert to_csl(Report(issued=PublicationDate.parse("2004/..")))["issued"] == {"date-parts": [[2004], [0]]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "nonsense",
        "[" * 100_000,
        '[{"id": "a", "id": "b", "type": "book"}]',
        "[NaN]",
        "[1]",
        "7",
        "null",
    ],
)
def test_bad_text_is_a_parse_error(text: str) -> None:
    with pytest.raises(ParseError):
        briefmeta.loads(text, format="csl-json")


def test_a_stream_is_read_in_pieces() -> None:
    reports = [Report(title=f'Title {n} ]}}[{{ "', key=f"k{n}", summary="x\ny") for n in range(50)]
    for indent in (None, 2):
        text = briefmeta.dumps(reports, format="csl-json", indent=indent)
        lines = text.splitlines(keepends=True)
        assert list(find_format("csl-json").iter_loads(lines)) == reports
        assert list(find_format("csl-json").iter_loads([text])) == reports


def test_a_broken_stream_gives_what_stands_before_the_break() -> None:
    text = briefmeta.dumps([Report(title="One"), Report(title="Two")], format="csl-json")
    problems: list[ParseError] = []
    lines = text[: text.index("Two")].splitlines(keepends=True)
    reports = list(find_format("csl-json").iter_loads(lines, problems))
    assert [report.title for report in reports] == ["One"]
    assert len(problems) == 1


@pytest.mark.parametrize(
    "item",
    [
        {"title": {"en": "a"}},
        {"author": [7, {}]},
        {"issued": {"date-parts": [[2024, 13, 45]]}},
        {"issued": {"date-parts": "2024"}},
        {"issued": 10**400},
        {"type": "no-such-type"},
        {"title": "a\u0000b"},
        {"custom": {"briefmeta": {"authors": 7, "issued": "x", "title": {}}}},
    ],
)
def test_a_bad_value_costs_itself_only(item: dict[str, Any]) -> None:
    problems: list[ParseError] = []
    good = {"id": "g", "type": "book", "title": "Good"}
    text = json.dumps([{"id": "a", "type": "report", "number": 4, **item}, good])
    reports = briefmeta.loads(text, format="csl-json", problems=problems)
    assert [report.key for report in reports] == ["a", "g"]
    assert reports[0].number == "4"
    assert problems
    with pytest.raises(ParseError):
        briefmeta.loads(text, format="csl-json")


_TEXTS = "Pivot|a  b| c |d\te||x; y|x, y|en|12|Geneva , Switzerland|Niger|10.1234/5|e\0f|a\n  b|\u00a0i\u00a0"
_ITEM_VALUES = st.one_of(
    st.sampled_from(
        [
            *_TEXTS.split("|"),
            "978-92-9260-523-0",
            "https://hdl.handle.net/20.500.12592/..",
            "https://example.org/ ",
        ]
    ),
    st.sampled_from([3, 2.5, True, None, [], {}, ["a", " b "], ["a"], [""], {"literal": "World  Bank"}]),
    st.sampled_from(
        [
            {"date-parts": [[2024, 4, 5]]},
            {"raw": "2024~"},
            {"family": "Doe", "given": " J\u00a0"},
            {"briefmeta": {"title": " a  b ", "subjects": ["a", "  "], "place": "c "}},
        ]
    ),
)


@settings(max_examples=400)
@given(
    item=st.dictionaries(st.sampled_from([*sorted(CSL_VARIABLES), "id", "type", "custom", "x"]), _ITEM_VALUES)
)
def test_what_is_read_is_what_the_constructor_makes(item: dict[str, Any]) -> None:
    report = from_csl(item, [])
    values = {field: getattr(report, field) for field in FIELDS}
    made = Report(**values)
    assert made == report
    for field, value in values.items():
        assert type(getattr(made, field)) is type(value)


def test_a_name_of_several_lines_is_kept_and_told() -> None:
    problems: list[ParseError] = []
    text = '[{"type": "report", "author": [{"literal": "ACME\\nCorp"}]}]'
    [report] = briefmeta.loads(text, "csl-json", problems)
    assert [str(name) for name in report.authors] == ["ACME Corp"]
    assert [problem.field for problem in problems] == ["author"]


@pytest.mark.parametrize("date", ['{"date-parts": []}', '{"date-parts": [[]]}', "{}"])
def test_a_date_without_parts_is_none(date: str) -> None:
    text = f'[{{"type": "report", "title": "A", "accessed": {date}, "event-date": {date}}}]'
    [report] = briefmeta.loads(text, "csl-json")
    assert (report.accessed, report.extra.to_json()) == (None, {})


def test_hints_to_the_formatter_are_told() -> None:
    problems: list[ParseError] = []
    text = """[{"author": [
        {"family": "Bowles", "given": "E.", "suffix": "III", "comma-suffix": true, "static-ordering": false}]}]"""
    [report] = briefmeta.loads(text, "csl-json", problems)
    assert report.authors == (Person(family="Bowles", given="E.", suffix="III"),)
    assert [(problem.warning, problem.message) for problem in problems] == [
        (True, "author: a name has no place for comma-suffix; left out")
    ]
