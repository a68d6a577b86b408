"""BibTeX, written and read."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string as pybtex_parse

from briefmeta.formats.bib import biblatex, bibtex
from briefmeta.formats.json.report_json import report_to_json
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.report import FIELDS, Report

if TYPE_CHECKING:
    from briefmeta.errors import ParseError

_DATA = Path(__file__).parents[1] / "data" / "bibtex"
_VALID = sorted(_DATA.glob("valid/*.bib"))
_INVALID = sorted(_DATA.glob("invalid/*.bib"))


def read_one(text: str) -> Report:
    """Read a text of one entry in which nothing is wrong."""
    problems: list[ParseError] = []
    [report] = bibtex.loads(text, problems)
    assert [str(problem) for problem in problems if not problem.warning] == []
    return report


def test_there_is_data() -> None:
    assert len(_VALID) >= 5
    assert len(_INVALID) >= 4


@pytest.mark.parametrize("path", _VALID, ids=lambda path: path.stem)
def test_files_of_other_programs_are_read(path: Path) -> None:
    problems: list[ParseError] = []
    reports = bibtex.loads(path.read_text(encoding="utf-8"), problems)
    assert [str(problem) for problem in problems] == []
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert [json.loads(json.dumps(report_to_json(report))) for report in reports] == expected


@pytest.mark.parametrize("path", _INVALID, ids=lambda path: path.stem)
def test_what_is_broken_costs_itself_and_is_placed(path: Path) -> None:
    problems: list[ParseError] = []
    reports = bibtex.loads(path.read_text(encoding="utf-8"), problems)
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert [report.key for report in reports] == expected["keys"]
    assert [[problem.line, problem.column] for problem in problems] == expected["places"]
    assert all("^" in problem.caret() for problem in problems)


def test_the_crosswalk_of_a_report() -> None:
    report = Report(
        title="Niger's Pivot & Moscow",
        authors=[
            Person(family="Parens", given="Raphael"),
            Organization(name="Food and Agriculture Organization"),
        ],
        issued="2024-04-05",
        handle="20.500.12592/b2rbv89",
        publisher="Foreign Policy and Research",
        country="US",
        genre="Policy brief",
        number="R_1",
        series="Briefs",
        summary="One.\nTwo.",
        language="en",
        subjects=["Niger", "Energy, renewable"],
    )
    assert bibtex.dumps([report]) == (
        "@techreport{parens2024niger,\n"
        "  author = {Parens, Raphael and {Food and Agriculture Organization}},\n"
        "  title = {{Niger's Pivot \\& Moscow}},\n"
        "  type = {Policy brief},\n"
        "  institution = {{Foreign Policy and Research}},\n"
        "  series = {Briefs},\n"
        "  number = {R\\_1},\n"
        "  address = {United States},\n"
        "  year = {2024},\n"
        "  month = apr,\n"
        "  day = {5},\n"
        "  url = {https://hdl.handle.net/20.500.12592/b2rbv89},\n"
        "  language = {en},\n"
        "  keywords = {Niger, {Energy, renewable}},\n"
        "  abstract = {One.\\newline{}\nTwo.},\n"
        "}\n"
    )


def test_the_handle_is_said_in_a_note_on_request() -> None:
    report = Report(title="X", handle="20.500.12592/b2rbv89", note="First.")
    text = bibtex.dumps([report], handle_note=True)
    assert "Handle: 20.500.12592/b2rbv89" in text
    assert bibtex.loads(text, []) == [report]


def test_handle_and_address_are_both_rules() -> None:
    report = Report(
        title="X",
        handle="20.500.12592/x1",
        url="https://example.org/a_b%20c",
        doi="10.1234/a{b}\\c%7Bd",
    )
    text = bibtex.dumps([report])
    assert "url = {https://hdl.handle.net/20.500.12592/x1}" in text
    assert read_one(text) == report


@pytest.mark.parametrize(
    ("fields", "handle"),
    [
        ("url = {https://hdl.handle.net/20.500.12592/b2rbv89}", "20.500.12592/b2rbv89"),
        ("url = {\\url{https://coilink.org/20.500.12592/b2rbv89}}", "20.500.12592/b2rbv89"),
        ("note = {Handle: 20.500.12592/b2rbv89}", "20.500.12592/b2rbv89"),
        ("howpublished = {\\url{https://hdl.handle.net/10986/12}}", "10986/12"),
        ("howpublished = {Available at \\url{http://hdl.handle.net/10986/12}.}", "10986/12"),
        ("eprint = {10986/12}, eprinttype = {hdl}", "10986/12"),
        ("url = {https://hdl.handle.net/86/1234}", "hdl:86/1234"),
        ("eprint = {10986/12}, archiveprefix = {hdl}", "10986/12"),
    ],
)
def test_handles_are_recognised(fields: str, handle: str) -> None:
    report = read_one(f"@misc{{x, title = {{T}}, {fields}}}")
    assert str(report.handle) == handle
    assert report.note is None
    assert report.publisher is None


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2024, month = apr, day = 5", "2024-04-05"),
        ('year = "2024", month = "5~" # apr', "2024-04-05"),
        ("year = {2024}, month = {April}", "2024-04"),
        ("year = {2024}, month = {04}", "2024-04"),
        ("year = {2024}, month = {Avril}", "2024-04"),
        ("year = {2024}, month = {Spring}", "2024-21"),
        ("date = {2024-04-05/2024-05-01}", "2024-04-05/2024-05-01"),
        ("date = {2004~}", "2004~"),
        ("date = {2004/}", "2004/.."),
        ("year = {c. 2004}", "2004~"),
    ],
)
def test_dates_are_read(fields: str, date: str) -> None:
    assert str(read_one(f"@report{{x, title = {{T}}, {fields}}}").issued) == date


def test_a_date_that_is_none_is_rules() -> None:
    report = read_one("@report{x, title = {T}, year = {forthcoming}}")
    assert report.issued is None
    assert report.extra["issued"]["literal"] == "forthcoming"
    assert bibtex.loads(bibtex.dumps([report]), []) == [report]


def test_both_dialects_are_read_by_both() -> None:
    text = "@report{x, title={T}, journaltitle={J}, location={Geneva, Switzerland}, organization={W}, langid={french}}"
    report = read_one(text)
    assert (report.place, str(report.publisher), report.language) == ("Geneva", "W", "fr")
    assert report.country is not None
    assert report.country.alpha_2 == "CH"
    assert biblatex.loads(text, []) == [report]


def test_an_unknown_type_and_unknown_fields_are_rules() -> None:
    report = read_one("@gadget{x, title={T}, colour={Red \\& blue}, size=3}")
    assert (report.type, report.extra["entrytype"]) == ("document", "gadget")
    assert (report.extra["colour"], report.extra["size"]) == ("Red & blue", 3)
    assert bibtex.loads(bibtex.dumps([report]), []) == [report]


def test_fields_called_like_attributes_are_fields_like_others() -> None:
    report = read_one(
        "@report{x, title={T}, extra={E}, key={K}, authors={A}, summary={S}, issued={I}, genre={G}}"
    )
    assert report.key == "x"
    assert dict(report.extra) == {
        "extra": "E",
        "key": "K",
        "authors": "A",
        "summary": "S",
        "issued": "I",
        "genre": "G",
    }
    assert bibtex.loads(bibtex.dumps([report]), []) == [report]


def test_what_two_fields_say_of_one_thing_is_rules() -> None:
    report = read_one(
        "@article{x, title={T}, journal={J}, booktitle={B}, publisher={P}, organization={O}, "
        "pagetotal={1}, numpages={2}}"
    )
    assert (report.publisher, report.number_of_pages) == ("P", "1")
    assert dict(report.extra) == {
        "container-title": "J",
        "booktitle": "B",
        "organization": "O",
        "numpages": "2",
    }
    assert bibtex.loads(bibtex.dumps([report]), []) == [report]


def test_strings_are_put_together() -> None:
    report = read_one(
        '@string{w = "World"} @STRING(b = w # { Bank}) @report(x, title = {T}, institution = b)'
    )
    assert report.publisher == "World Bank"


def test_a_forbidden_character_is_named_and_left_out() -> None:
    problems: list[ParseError] = []
    [report] = bibtex.loads("@report{x, title = {A\x00B}, author = {Do\ud800e, J}}", problems)
    assert report.title == "AB"
    assert str(report.authors[0]) == "J Doe"
    assert len(problems) == 2


def test_no_value_can_begin_a_field_or_an_entry() -> None:
    evil = "x},\n}\n@report{evil, title = {y"
    report = Report(
        title=evil,
        publisher=evil,
        genre=evil,
        summary=evil,
        note=evil,
        authors=[Organization(name=evil.replace("\n", " ")), Person(family=evil.replace("\n", " "))],
        subjects=[evil],
        key="a}, title = {z",
        doi="10.1234/x},y={",
        extra={"archive": evil, "x} = {y": evil, "volume": "}", "DOI": "}"},
    )
    for module in (bibtex, biblatex):
        text = module.dumps([report])
        [back] = module.loads(text, [])
        assert attrs.evolve(back, key="x") == attrs.evolve(report, key="x")
        assert len(parse_string(text).entries) == 1
        assert len(pybtex_parse(text, "bibtex").entries) == 1


def test_keys_are_legal_and_each_once() -> None:
    keys = ["doe2024", "Doe2024", "doe2024", "with space", "a{b}", "ключ", "10.1/x:y", "{}"]
    text = bibtex.dumps(Report(title="T", key=key) for key in keys)
    read = [report.key for report in bibtex.loads(text, [])]
    assert read == ["doe2024", "Doe2024a", "doe2024b", "with-space", "a-b", "ключ", "10.1/x:y", "item"]
    assert set(pybtex_parse(text, "bibtex").entries) == set(read)


@settings(max_examples=60)
@given(data=st.data())
def test_what_is_written_is_read_back(data: st.DataObject, any_reports: st.SearchStrategy[Report]) -> None:
    """The law of every format; what BibTeX cannot hold is named below, and nothing else."""
    report = data.draw(any_reports)
    for module in (bibtex, biblatex):
        problems: list[ParseError] = []
        text = module.dumps([report])
        [back] = module.loads(text, problems)
        assert [str(problem) for problem in problems] == []
        changed = {field for field in FIELDS if getattr(back, field) != getattr(report, field)}
        assert changed <= _not_held(report), text
        assert list(module.iter_loads(text.splitlines(keepends=True), [])) == [back]


def _not_held(report: Report) -> set[str]:
    """Name the fields of a report that a ``.bib`` file does not give back equal."""
    changed = set() if report.key.isalnum() and report.key.isascii() else {"key"}
    for field in ("authors", "editors", "translators"):  # a name without a family name, but with particles
        if any(isinstance(name, Person) and name.family is None for name in getattr(report, field)):
            changed.add(field)
    if report.url and "doi.org/" in report.url:
        changed |= {"url", "doi"}
    elif report.url and (
        "hdl.handle.net/" in report.url or "coilink.org/" in report.url or "/10" in report.url
    ):
        changed |= {"url", "handle"}  # an address that is a handle's
    return changed


@settings(max_examples=40)
@given(data=st.data())
def test_other_programs_read_what_is_written(
    data: st.DataObject, any_reports: st.SearchStrategy[Report]
) -> None:
    reports = [data.draw(any_reports), data.draw(any_reports)]
    for module in (bibtex, biblatex):
        text = module.dumps(reports)
        assert len(pybtex_parse(text, "bibtex").entries) == 2
        library = parse_string(text)
        assert (len(library.entries), library.failed_blocks) == (2, [])


def test_a_title_keeps_its_capitals_in_braces() -> None:
    assert "title = {{Niger and NATO}}" in bibtex.dumps([Report(title="Niger and NATO")])
    assert "title = {Annual report}" in bibtex.dumps([Report(title="Annual report")])
    assert "title = {{{\\& Co}}}" in bibtex.dumps([Report(title="& Co")])


_EDITS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.integers(0, 12),
        st.sampled_from(
            ["", "{", "}", '"', "@", "#", "=", ",", "\\", "\n", "%", "@book{", "\x00", "\ud800", " and "]
        ),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150)
@given(path=st.sampled_from(_VALID + _INVALID), edits=_EDITS)
def test_damaged_files_are_read_as_far_as_they_go(path: Path, edits: list[tuple[int, int, str]]) -> None:
    """Whatever is cut out and put in: reports and placed problems, and what was read can be written."""
    text = path.read_text(encoding="utf-8")
    for place, length, put in edits:
        place %= len(text) + 1  # noqa: PLW2901 - a place in what is left of the text
        text = text[:place] + put + text[place + length :]
    problems: list[ParseError] = []
    reports = bibtex.loads(text, problems)
    assert all(problem.line is not None and problem.source is not None for problem in problems)
    assert len(bibtex.loads(bibtex.dumps(reports), [])) == len(reports)


def test_an_empty_text_is_an_empty_list() -> None:
    problems: list[ParseError] = []
    assert bibtex.loads("", problems) == []
    assert bibtex.loads("\n  \n", problems) == []
    assert problems == []
    assert bibtex.dumps([]) == ""
    assert bibtex.loads("no bibliography at all", problems) == []
    assert len(problems) == 1


@pytest.mark.parametrize(
    "text",
    [
        "@a{k,t={" + "{" * 100_000 + "}" * 100_000 + "}}\n@report{good,title={x}}",
        "@a{k,t={\n" * 10_000 + "@report{good,title={x}}",
        '@a{k,t="\n' * 10_000 + "\n@report{good,title={x}}",
        "@" * 200_000 + "\n@report{good,title={x}}",
        "@comment{\n" * 10_000 + "@report{good,title={x}}",
        "@a{k, " + "x " * 100_000 + "\n@report{good,title={x}}",
        "@string{a0={" + "x" * 1000 + "}}" + "".join(f"@string{{a{i + 1}=a{i}#a{i}}}" for i in range(60))
        + "@a{k,t=a50#a50}" * 500 + "@report{good,title={x}}",
        "@a{k,note={" + "x" * 12_000_000 + "}}@report{good,title={x}}",
        "".join(f"@a{{k{i}, crossref={{k{i + 1}}}}}\n" for i in range(5_000)) + "@report{good,title={x}}",
        "@xdata{x, a={b}}" + "@a{k, xdata={" + "x," * 50_000 + "}}@report{good,title={x}}",
    ],
    ids=["deep", "open-braces", "open-quotes", "ats", "comments", "junk", "bomb", "long", "chain", "xdata"],
)  # fmt: skip
def test_hostile_texts_cost_little_and_spare_their_neighbours(text: str) -> None:
    start = time.perf_counter()
    reports = bibtex.loads(text, [])
    assert time.perf_counter() - start < 20
    assert reports[-1].key == "good"


def test_a_stream_gives_each_report_when_it_is_read() -> None:
    lines = (line for number in range(3_000) for line in (f"@report{{r{number},\n", "  title = {T}\n", "}\n"))
    stream = bibtex.iter_loads(lines, [])
    assert next(stream).key == "r0"
    assert sum(1 for _ in lines) > 1_000  # not read to the end for the first report


def test_a_stream_waits_for_what_is_referred_to() -> None:
    text = "@inbook{a, title={A}, crossref={B}}\n@report{c, title={C}}\n@book{b, title={Big}, year=2020}\n"
    reports = list(bibtex.iter_loads(text.splitlines(keepends=True), []))
    assert [report.key for report in reports] == ["c", "b", "a"]
    assert reports[2].extra["container-title"] == "Big"
    assert [report.key for report in bibtex.loads(text, [])] == ["a", "c", "b"]


def test_places_are_right_in_streams_too() -> None:
    text = "@report{r, title={T}}\n" * 5_000 + "@report{bad, title={T},\n  stray words\n}\n"
    problems: list[ParseError] = []
    assert sum(1 for _ in bibtex.iter_loads(text.splitlines(keepends=True), problems)) == 5_001
    assert [(problem.line, problem.column) for problem in problems] == [(5_002, 3)]


def test_a_year_that_contradicts_the_date_is_kept_and_told() -> None:
    problems: list[ParseError] = []
    text = "@report{a, title={T}, date={2020-03}, year={2019}}\n@report{b, title={T}, date={2019/2021}, year={2021}}"
    contradicted, in_range = bibtex.loads(text, problems)
    assert str(contradicted.issued) == "2020-03"
    assert contradicted.extra == {"year": "2019"}
    assert in_range.extra == {}
    assert [(problem.field, problem.warning, problem.line) for problem in problems] == [("year", True, 1)]
    assert bibtex.loads(bibtex.dumps([contradicted]), [])[0] == contradicted


def test_an_entry_without_any_field_is_an_entry_to_every_reader() -> None:
    for module in (bibtex, biblatex):
        text = module.dumps([Report(key="empty")])
        assert " = " in text
        assert module.loads(text, [])[0] == Report(key="empty")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "R&amp;D &#65;"),
        ("publisher", "A&lt;B;"),
        ("doi", "10.1000/a&amp;b%26"),
        ("url", "https://example.org/?a&amp;b=%3C;"),
        ("subjects", ("&quot;", "a;b")),
        ("authors", (Organization(name="A&#38;B"), Person(family="O&apos;N", given="X"))),
    ],
)
def test_what_looks_like_an_entity_survives(field: str, value: Any) -> None:
    report = Report(key="x", **{field: value})
    for module in (bibtex, biblatex):
        assert module.loads(module.dumps([report]), [])[0] == report


def test_a_character_reference_to_what_no_text_holds_stays_as_it_is() -> None:
    assert read_one("@report{a, title={x&#0;y &#55296; &#x7B;z}}").title == "x&#0;y &#55296; &#x7B;z"


def test_what_is_taken_over_by_reference_is_bounded() -> None:
    problems: list[ParseError] = []
    text = (
        "".join(f"@inbook{{k{n}, crossref={{p}}}}\n" for n in range(500))
        + "@book{p, title={T}, note={"
        + "x" * 100_000
    )
    reports = bibtex.loads(text + "}}", problems)
    assert len(reports) == 501
    assert sum(len(report.note or "") for report in reports) < 30_000_000
    assert "took over too much" in problems[0].message


def test_what_is_said_of_a_volume_is_not_said_of_its_parts() -> None:
    text = """@inproceedings{part, title={Part}, crossref={whole}}
    @proceedings{whole, title={Whole}, doi={10.1000/whole}, url={https://example.org}, pages={300},
        isbn={9780306406157}}
    """
    part, whole = bibtex.loads(text, [])
    assert (part.doi, part.url, part.pages, part.isbn) == (None, None, None, "9780306406157")
    assert part.extra["container-title"] == "Whole"
    assert (whole.doi, whole.pages) == ("10.1000/whole", "300")


def test_a_value_that_a_later_fault_closes_by_chance_costs_its_own_entry_only() -> None:
    problems: list[ParseError] = []
    text = """@report{one, title={One}, author={Doe, J.
@report{two, title={Two}}
@report{three, title={Three}}}
@report{four, title={Four}, abstract={An entry\n begins with @report{} and a key.}}
"""
    reports = bibtex.loads(text, problems)
    assert [report.title for report in reports] == ["One", "Two", "Three", "Four"]
    assert [(problem.line, problem.field) for problem in problems if not problem.warning] == [(1, "author")]


def test_values_closed_by_chance_take_linear_time() -> None:
    started = time.perf_counter()
    assert len(bibtex.loads("@report{a, title={x\n" * 20_000 + "}" * 40_000, [])) == 20_000
    assert time.perf_counter() - started < 10
