"""What a ``.bib`` file says in LaTeX's own terms is read as that, and goes out to a ``.bib`` file as that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import briefmeta
from briefmeta.formats import find_format

if TYPE_CHECKING:
    from briefmeta.errors import ParseError

DIALECTS = pytest.mark.parametrize("format", ["bibtex", "biblatex"])


def read(text: str, format: str = "bibtex") -> tuple[list[briefmeta.Report], list[str]]:
    problems: list[ParseError] = []
    return briefmeta.loads(text, format, problems), [problem.message for problem in problems]


@DIALECTS
@pytest.mark.parametrize(
    ("fields", "url"),
    [
        (
            "eprint = {2303.01234}, archiveprefix = {arXiv}, primaryclass = {physics.flu-dyn}",
            "arxiv.org/abs/2303.01234",
        ),
        (
            "eprint = {math/0309136}, eprinttype = {arxiv}, eprintclass = {math.NT}",
            "arxiv.org/abs/math/0309136",
        ),
        ("eprint = {31414}, eprinttype = {pubmed}", "pubmed.ncbi.nlm.nih.gov/31414"),
        ("eprint = {4711}, eprinttype = {jstor}", "www.jstor.org/stable/4711"),
    ],
)
def test_an_eprint_stays_one_and_can_be_followed(format: str, fields: str, url: str) -> None:
    [report], told = read(f"@misc{{p, author = {{Fell, Ida}}, title = {{Foam}}, {fields}}}")
    assert (report.url, told) == (f"https://{url}", [])
    text = briefmeta.dumps([report], format)
    for field in fields.split(", "):
        assert f"  {field},\n" in text
    assert "csl-json" not in text
    assert briefmeta.loads(text, format) == [report]


def test_an_address_is_not_made_up_beside_another() -> None:
    [report], _ = read(
        "@misc{p, title = {Foam}, doi = {10.5555/1}, eprint = {2303.01234}, archiveprefix = {arXiv}}"
    )
    assert report.url is None
    [report], _ = read("@misc{p, title = {Foam}, eprint = {x y}, archiveprefix = {arXiv}}")
    assert (report.url, report.extra["eprint"]) == (None, "x y")


@DIALECTS
@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("misc", "institution = {Office of Dams}, publisher = {River Press}"),
        ("online", "organization = {Office of Dams}, publisher = {River Press}"),
        ("report", "related = {other}, relatedtype = {translationof}, institution = {Dam Office}"),
        ("article", "journal = {Rivers}, institution = {Office of Dams}, publisher = {River Press}"),
    ],
)
def test_fields_of_latex_stay_fields(format: str, kind: str, fields: str) -> None:
    [report], _ = read(f"@{kind}{{p, title = {{Foam}}, {fields}}}")
    text = briefmeta.dumps([report], format)
    assert "csl-json" not in text
    assert briefmeta.loads(text, format) == [report]
    for body in ("Office of Dams", "River Press", "other"):
        assert text.count(f"= {{{body}}}") == fields.count(f"= {{{body}}}")


def test_what_would_be_read_as_something_else_stays_beside() -> None:
    report = briefmeta.Report(title="Foam", key="p", extra={"eprint": "10986/1", "eprinttype": "hdl"})
    text = briefmeta.dumps([report], "bibtex")
    assert briefmeta.loads(text, "bibtex") == [report]


@DIALECTS
@pytest.mark.parametrize("kind", ["manual", "proceedings", "inbook"])
def test_an_entry_type_goes_out_as_it_came(format: str, kind: str) -> None:
    [report], told = read(f"@{kind}{{p, title = {{Foam}}, publisher = {{Press}}, year = 2019}}")
    text = briefmeta.dumps([report], format)
    assert text.startswith(f"@{kind}{{p,")
    assert briefmeta.loads(text, format) == [report]
    assert told == []


def test_a_manual_has_an_organization() -> None:
    [report], _ = read("@manual{p, title = {Pump}, organization = {Works}, year = 2019}")
    assert "  organization = {Works},\n" in briefmeta.dumps([report], "bibtex")
    assert briefmeta.loads(briefmeta.dumps([report], "csl-json"), "csl-json") == [report]


def test_a_type_of_biblatex_is_none_of_bibtex() -> None:
    [report], _ = read("@mvbook{p, title = {Rivers}, year = 2019}")
    assert briefmeta.dumps([report], "biblatex").startswith("@mvbook{p,")
    text = briefmeta.dumps([report], "bibtex")
    assert text.startswith("@book{p,")
    assert briefmeta.loads(text, "bibtex") == [report]


@pytest.mark.parametrize(
    ("kind", "csl_type"), [("data", "dataset"), ("softwareversion", "software"), ("website", "webpage")]
)
def test_types_of_programs(kind: str, csl_type: str) -> None:
    [report], told = read(f"@{kind}{{p, title = {{Foam}}, year = 2019}}")
    assert (report.type, told) == (csl_type, [])


def test_a_type_that_nobody_knows_is_told() -> None:
    [report], told = read("@gizmo{p, title = {Foam}, year = 2019}")
    assert (report.type, report.extra["entrytype"]) == ("document", "gizmo")
    assert told == ["@gizmo is no type that is known; taken as a document, and kept in extra"]


@pytest.mark.parametrize("end", ["others", "others,", "others, ", "others and", "et al.,", "et al"])
def test_and_others_with_a_comma_behind(end: str) -> None:
    [report], _ = read(f"@misc{{p, title = {{Foam}}, author = {{Fell, Ida and Moor, Jon and {end}}}}}")
    assert [str(name) for name in report.authors] == ["Ida Fell", "Jon Moor"]
    assert report.extra["and-others"] == ("authors",)


@pytest.mark.parametrize("text", ["Fell, Ida and Jon Moor, et al.", "Fell, Ida and Jon Moor et al"])
def test_et_al_behind_the_last_name(text: str) -> None:
    [report], _ = read(f"@misc{{p, title = {{Foam}}, author = {{{text}}}}}")
    assert [str(name) for name in report.authors] == ["Ida Fell", "Jon Moor"]
    assert report.extra["and-others"] == ("authors",)


def test_a_body_of_that_name_in_braces_is_a_body() -> None:
    [report], _ = read("@misc{p, title = {Foam}, author = {Fell, Ida and {others}}}")
    assert len(report.authors) == 2
    assert "and-others" not in report.extra


@pytest.mark.parametrize(
    ("own", "issued"),
    [
        ("year = 2011", "2011"),
        ("year = 2011, month = feb", "2011-02"),
        ("date = {2011-02}", "2011-02"),
        ("month = feb", "1999-06-07"),
    ],
)
def test_the_date_of_a_part_is_its_own(own: str, issued: str) -> None:
    text = (
        f"@inproceedings{{c, title = {{Foam}}, crossref = {{whole}}, {own}}}\n"
        "@proceedings{whole, title = {Flows}, date = {1999-06-07}}"
    )
    reports, told = read(text)
    assert (str(reports[0].issued), reports[0].extra["container-title"]) == (issued, "Flows")
    assert not told


@pytest.mark.parametrize("stream", [False, True])
def test_values_that_stand_in_xdata(stream: bool) -> None:
    text = """@report{a, title = {Foam}, institution = {xdata=data-of-x-institution},
        location = {xdata = data-of-x-location}, author = {Fell, Ida and xdata=data-of-x-author-2}}
    @report{b, title = {Spray}, institution = {xdata=nowhere-institution}}
    @xdata{data-of-x, institution = {Dam Office}, location = {Lagos}, author = {Ash, Ann and Moor, Jon}}"""
    problems: list[ParseError] = []
    known = find_format("biblatex")
    reports = (
        list(known.iter_loads(text.splitlines(keepends=True), problems))
        if stream
        else known.loads(text, problems)
    )
    first, second = sorted(reports, key=lambda report: report.key)
    assert (first.publisher, first.place, len(first.authors)) == ("Dam Office", "Lagos", 2)
    assert str(first.authors[1]) == "Jon Moor"
    assert second.publisher == "xdata=nowhere-institution"
    assert [problem.message for problem in problems] == ["there is no value for xdata=nowhere-institution"]


def test_a_set_is_told() -> None:
    reports, told = read("@misc{a, title = {Foam}}\n@set{s, entryset = {a}}")
    assert len(reports) == 1
    assert told == ["@set{s} puts entries in one reference: no report holds that; left out"]


@DIALECTS
@pytest.mark.parametrize("field", ["title", "booktitle"])
def test_a_subtitle_of_nothing(format: str, field: str) -> None:
    subtitle = field.replace("title", "subtitle")
    [report], _ = read(
        f"@incollection{{a, author = {{Fell, Ida}}, {field} = {{}}, {subtitle} = {{Foam}}}}", format
    )
    assert (report.title or report.extra["container-title"]) == "Foam"


def test_a_type_of_csl_in_capitals() -> None:
    problems: list[ParseError] = []
    text = '{"type": "Article", "title": "Foam"}'
    [report] = briefmeta.loads(text, "csl-json", problems)
    assert (report.type, problems) == ("article", [])
    briefmeta.loads('{"type": "gizmo", "title": "Foam"}', "csl-json", problems)
    assert problems[0].message == "item 'Foam': 'gizmo' is no CSL type; taken as a document"


def test_annotations_take_time_that_grows_with_them() -> None:
    for filler in (" ", "1 ", "1=", '1="orcid:'):
        [report], _ = read(
            f"@misc{{a, title = {{Foam}}, author = {{Fell, Ida}}, author+an = {{{filler * 60_000}}}}}"
        )
        assert report.title == "Foam"
    [report], _ = read(
        '@misc{a, title = {Foam}, author = {Fell, Ida}, author+an = {  1 = "orcid: 0000-0002-1825-0097" ; }}'
    )
    assert report.authors[0] == briefmeta.Person(family="Fell", given="Ida", orcid="0000-0002-1825-0097")
