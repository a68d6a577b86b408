"""BibTeX as programs export it and people write it: the kinds of fault that were met, each in words of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import briefmeta

if TYPE_CHECKING:
    from briefmeta.errors import ParseError


def read(fields: str, kind: str = "techreport", format: str = "bibtex") -> briefmeta.Report:
    [report] = briefmeta.loads(f"@{kind}{{a, title = {{Dams}}, {fields}}}", format)
    return report


def people(report: briefmeta.Report) -> list[tuple[str | None, ...]]:
    return [
        (name.non_dropping_particle, name.family, name.given)
        for name in report.authors
        if isinstance(name, briefmeta.Person)
    ]


def test_an_accent_without_braces_is_no_tie() -> None:
    report = read(r"author = {Ibá\~nez, Sof\'ia and Jo\~ao Le\~ao and Anne~Le~Clerc}")
    assert people(report) == [
        (None, "Ibáñez", "Sofía"),
        (None, "Leão", "João"),
        (None, "Clerc", "Anne Le"),
    ]


def test_commands_that_print_nothing_leave_the_particle() -> None:
    report = read(r"author = {l'{\aftergroup\ignorespaces} Hôpital, Anne}", "report", "biblatex")
    assert people(report) == [("l'", "Hôpital", "Anne")]


@pytest.mark.parametrize(
    ("latex", "subjects"),
    [
        ("{dams; rivers; floods}", ("dams", "rivers", "floods")),
        ("{dams; rivers}", ("dams", "rivers")),
        ("dams,Smith; Adam,rivers,floods,fish", ("dams", "Smith; Adam", "rivers", "floods", "fish")),
        ("{Energy, renewable}", ("Energy, renewable",)),
        ("dams; rivers, large", ("dams", "rivers, large")),
    ],
)
def test_keywords(latex: str, subjects: tuple[str, ...]) -> None:
    assert read(f"keywords = {{{latex}}}").subjects == subjects


@pytest.mark.parametrize(
    "subjects", [(";",), ("Kuhn; Thomas",), ("a, b, c",), ("Energy, renewable",), ("a; b", "c")]
)
def test_one_keyword_with_separators_comes_back(subjects: tuple[str, ...]) -> None:
    report = briefmeta.Report(title="Dams", subjects=subjects, key="a")
    for name in ("bibtex", "biblatex"):
        assert briefmeta.loads(briefmeta.dumps(report, name), name)[0].subjects == subjects


def test_a_qualifier_does_not_cost_a_number() -> None:
    report = read("isbn = {978-92-9260-523-0 (online)}, issn = {2049-3630 (ISSN)}")
    assert (report.isbn, report.issn) == ("978-92-9260-523-0", "2049-3630")


@pytest.mark.parametrize(
    ("latex", "date"), [("1987-11-00", "1987-11"), ("198X", "1980/1989"), ("19XX", "1900/1999")]
)
def test_parts_of_a_date_that_are_not_known(latex: str, date: str) -> None:
    assert str(read(f"date = {{{latex}}}", "report", "biblatex").issued) == date


def test_the_line_ends_of_old_macintoshes() -> None:
    text = "% made by a program\r% of 1998\r@techreport{a,\r  title = {Dams}, % a comment\r  year = 1998\r}\r"
    [report] = briefmeta.loads(text, "bibtex")
    assert (report.title, str(report.issued)) == ("Dams", "1998")


def test_formulas_and_environments() -> None:
    latex = r"On $\frac{1}{4}$ and \frac{7}{11}, $\hat{y}$, \overline{2}, c\hyphen d, \begin{em}so\end{em}"
    [report] = briefmeta.loads(f"@misc{{a, title = {{{latex}}}}}", "bibtex")
    assert report.title == "On ¼ and 7/11, ŷ, 2̅, c-d, <i>so</i>"


def test_a_part_has_the_author_of_its_book() -> None:
    text = """@book{whole, author = {Abara, Ngozi}, title = {Whole}}
    @inbook{part, author = {Bianchi, Carla}, title = {Part}, crossref = {whole}}
    @incollection{other, author = {Bianchi, Carla}, title = {Part}, crossref = {whole}}"""
    reports = {report.key: report for report in briefmeta.loads(text, "biblatex")}
    assert [dict(name) for name in reports["part"].extra["container-author"]] == [
        {"family": "Abara", "given": "Ngozi"}
    ]
    assert [str(name) for name in reports["part"].authors] == ["Carla Bianchi"]


def test_localisation_keys_are_words() -> None:
    report = read("series = {oldseries}, type = {software}", "report", "biblatex")
    assert (report.series, report.genre) == ("Old series", "Computer software")


def test_a_blank_in_an_address_is_kept_as_one() -> None:
    assert (
        read("url = {https://a.example/Annual Report/2 b.pdf}").url
        == "https://a.example/Annual%20Report/2%20b.pdf"
    )


def test_items_by_id_are_a_library_and_crossref_types_are_known() -> None:
    problems: list[ParseError] = []
    text = (
        '{"x": {"type": "journal-article", "title": "A"}, "y": {"id": "why", "type": "report", "title": "B"}}'
    )
    reports = briefmeta.loads(text, "csl-json", problems)
    assert [(r.key, r.type, r.title) for r in reports] == [
        ("x", "article-journal", "A"),
        ("why", "report", "B"),
    ]
    assert problems == []
