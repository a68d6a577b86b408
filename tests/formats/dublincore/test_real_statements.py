"""What repositories put into elements of Dublin Core beside what DCMI means by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import briefmeta

if TYPE_CHECKING:
    from briefmeta.errors import ParseError


def _read(*statements: str, form: str = "oai_dc") -> tuple[briefmeta.Report, list[ParseError]]:
    problems: list[ParseError] = []
    text = (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Floods of the delta</dc:title>'
        f"{''.join(statements)}</oai_dc:dc>"
    )
    [report] = briefmeta.loads(text, form, problems)
    return report, problems


@pytest.mark.parametrize(
    "relation",
    [
        "info:eu-repo/grantAgreement/EC/FP7/101010/EU/Deltas/DELTA",
        "Mira, O. and Li, W. (2011): Dikes and their keepers. Delta Notes, 14, 33-51",
        "Map sheet 12 of the survey (tif 4 MB)",
        "https://data.example.org/sets/44",
        "Supplement at www.example.org/delta",
        "44871",
    ],
)
def test_what_is_related_is_no_series_unless_it_is_one(relation: str) -> None:
    report, problems = _read(f"<dc:relation>{relation}</dc:relation>")
    assert report.series is None
    assert report.extra["dc:relation"] == (relation,)
    assert any("'dc:relation'" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("relation", "series", "number"),
    [
        ("Delta Papers;No. 7", "Delta Papers", "No. 7"),
        ("Reports of the Survey", "Reports of the Survey", None),
    ],
)
def test_a_short_title_is_a_series(relation: str, series: str, number: str | None) -> None:
    report, problems = _read(f"<dc:relation>{relation}</dc:relation>")
    assert (report.series, report.series_number, problems) == (series, number, [])


@pytest.mark.parametrize(
    ("relation", "field", "value"),
    [
        ("info:eu-repo/semantics/altIdentifier/doi/10.5555/delta.7", "doi", "10.5555/delta.7"),
        ("info:eu-repo/semantics/altIdentifier/isbn/978-0-306-40615-7", "isbn", "978-0-306-40615-7"),
        ("info:eu-repo/semantics/altIdentifier/issn/0378-5955", "issn", "0378-5955"),
    ],
)
def test_another_identifier_of_the_report_is_its_identifier(relation: str, field: str, value: str) -> None:
    report, _ = _read(f"<dc:relation>{relation}</dc:relation>")
    assert getattr(report, field) == value


@pytest.mark.parametrize(
    ("creator", "names"),
    [
        ("Okafor, MA", ["Okafor, MA"]),
        ("Lund, A.S.", ["Lund, A.S."]),
        ("Wei, Li, author.", ["Wei, Li"]),
        ("Okafor, Mira, 1961- author.", ["Okafor, Mira"]),
        ("Survey of Rivers.", ["Survey of Rivers"]),
        ("Ibáñez Rey, María Pilar", ["Ibáñez Rey, María Pilar"]),
        ("Okafor, Mira; Wei, Li", ["Okafor, Mira", "Wei, Li"]),
        ("Rivers, Inc.", ["Rivers, Inc."]),
    ],
)
def test_a_creator_is_one_name(creator: str, names: list[str]) -> None:
    report, _ = _read(f"<dc:creator>{creator}</dc:creator>")
    written = [name.inverted if isinstance(name, briefmeta.Person) else name.name for name in report.authors]
    assert written == names


def test_the_role_behind_a_name_counts() -> None:
    report, _ = _read(
        "<dc:creator>Wei, Li, editor.</dc:creator>",
        "<dc:contributor>Roe, Ann (Übersetzerin)</dc:contributor>",
    )
    assert (str(report.editors[0]), str(report.translators[0]), report.authors) == ("Li Wei", "Ann Roe", ())


@pytest.mark.parametrize(
    ("statement", "field", "value"),
    [
        ("<dc:publisher>Delta Press, Ltd.;</dc:publisher>", "publisher", "Delta Press, Ltd."),
        ("<dc:type>doc-type:doctoralThesis</dc:type>", "type", "thesis"),
        ("<dc:type>doc-type:report</dc:type>", "type", "report"),
        ("<dc:identifier>0378-5955</dc:identifier>", "issn", "0378-5955"),
        ("<dc:identifier>1234-5678</dc:identifier>", "issn", None),  # the check digit would be 9
        ('<dc:identifier type="issn">0378-5955</dc:identifier>', "issn", "0378-5955"),
        ("<dc:date>2010, c2009.</dc:date>", "issued", "2010"),
        ("<dc:date>[c1987]</dc:date>", "issued", "1987"),
    ],
)
def test_the_habits_of_catalogues(statement: str, field: str, value: str | None) -> None:
    report, _ = _read(statement)
    assert value == (None if (found := getattr(report, field)) is None else str(found))


def test_the_address_of_a_thumbnail_is_no_summary() -> None:
    report, _ = _read(
        "<dc:description>https://example.org/7/thumb.png</dc:description>",
        "<dc:description>Why the delta floods.</dc:description>",
    )
    assert report.summary == "Why the delta floods."
    assert report.extra["dc:description"] == ("https://example.org/7/thumb.png",)


def test_an_entry_of_a_feed_says_title_and_author_in_its_own_elements() -> None:
    [report] = briefmeta.loads(
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:t="http://purl.org/dc/terms/"><entry><title>Dikes</title>'
        "<author><name>Li Wei</name></author><t:issued>1999</t:issued><t:publisher>Delta Press</t:publisher></entry>"
        "</feed>",
        "dcterms",
    )
    assert (report.title, str(report.authors[0]), str(report.issued)) == ("Dikes", "Li Wei", "1999")
