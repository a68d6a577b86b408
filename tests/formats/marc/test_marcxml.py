"""MARC 21 in XML: fields, fixed-length data, validity."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import attrs
import pytest

from briefmeta.formats.losses import losses
from briefmeta.formats.marc import marcxml
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from pathlib import Path

NS = {"m": "http://www.loc.gov/MARC21/slim"}


def written(report: Report) -> ElementTree.Element:
    record = ElementTree.fromstring(marcxml.dumps([report])).find("m:record", NS)
    assert record is not None
    return record


def fields(report: Report) -> list[str]:
    """Data fields as cataloguers write them: tag, indicators (# for a blank), subfields."""
    return [
        f"{field.get('tag')} {field.get('ind1')}{field.get('ind2')}".replace(" ", "#").replace("#", " ", 1)
        + "".join(f" ${subfield.get('code')} {subfield.text}" for subfield in field)
        for field in written(report).findall("m:datafield", NS)
    ]


def control(report: Report, tag: str) -> str:
    return written(report).findtext(f"m:controlfield[@tag='{tag}']", namespaces=NS) or ""


def test_500_reports_are_valid(shared: Path, many_reports: list[Report]) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(shared / "data/schemas/MARC21slim.xsd")))
    assert len(many_reports) == 500
    schema.assertValid(etree.fromstring(marcxml.dumps(many_reports).encode()))
    schema.assertValid(etree.fromstring(marcxml.dumps([]).encode()))


def test_each_field_has_its_tag() -> None:
    report = Report(
        title="A & B",
        short_title="A",
        authors=(
            Person(family="Gogh", given="Vincent", non_dropping_particle="van", suffix="Jr."),
            Organization(name="World Bank", ror="https://ror.org/00ae7jd04"),
        ),
        editors=(Person(given="Björk", orcid="0000-0002-1825-0097"),),
        issued="2024-04-05",
        handle="20.500.12592/b2rbv89",
        doi="10.1234/5",
        isbn="9292605232, 978-92-9260-523-0",
        issn="2049-3630",
        url="https://example.org/a",
        publisher="WB",
        place="Geneva",
        country="CH",
        genre="Policy brief",
        number="12",
        series="S",
        series_number="7",
        number_of_pages="24",
        summary="One.",
        language="pt-BR",
        subjects=("x", "y"),
        rights="CC BY",
        note="n",
        key="k",
    )
    assert control(report, "001") == "k"
    assert fields(report) == [
        "020 ## $a 9292605232",
        "020 ## $a 978-92-9260-523-0",
        "022 ## $a 2049-3630",
        "024 7# $a 20.500.12592/b2rbv89 $2 hdl",
        "024 7# $a 10.1234/5 $2 doi",
        "041 #7 $a pt-BR $2 rfc5646",
        "044 ## $c ch",
        "088 ## $a 12",
        "100 1# $a van Gogh, Vincent $c Jr. $e author $4 aut",
        "245 10 $a A & B",
        "246 3# $a A",
        "264 #1 $a Geneva, Switzerland $b WB $c 2024-04-05",
        "300 ## $a 24 pages",
        "490 0# $a S $v 7",
        "500 ## $a n",
        "520 3# $a One.",
        "540 ## $a CC BY",
        "653 ## $a x",
        "653 ## $a y",
        "655 #7 $a Policy brief $2 local",
        "710 2# $a World Bank $e author $1 https://ror.org/00ae7jd04 $4 aut",
        "700 0# $a Björk $e editor $1 https://orcid.org/0000-0002-1825-0097 $4 edt",
        "856 40 $u https://hdl.handle.net/20.500.12592/b2rbv89",
        "856 40 $u https://example.org/a",
    ]


def test_an_article_names_its_journal_and_has_the_level_of_a_part() -> None:
    report = Report(
        type="article-journal", pages="12-34", extra={"container-title": "FA", "volume": 3, "issue": "2"}
    )
    assert "773 0# $t FA $g vol. 3, no. 2, pages 12-34" in fields(report)
    assert (written(report).findtext("m:leader", namespaces=NS) or "")[6:8] == "ab"


@pytest.mark.parametrize(
    ("date", "fixed"),
    [
        (None, "nuuuuuuuu"),
        ("2024", "s2024    "),
        ("2024-04-05", "e20240405"),
        ("2019/2021", "m20192021"),
        ("2004/..", "m20049999"),
        ("2004~", "q20042004"),
        ("-0043", "nuuuuuuuu"),
    ],
)
def test_field_008_has_forty_characters_and_both_dates(date: str | None, fixed: str) -> None:
    field = control(Report(issued=date), "008")
    assert len(field) == 40
    assert field[6:15] == fixed


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "eng"), ("fr-CA", "fre"), ("zh-Hans", "chi"), (None, "und"), ("x-own", "und")],
)
def test_languages_have_the_codes_of_marc(language: str | None, code: str) -> None:
    assert control(Report(language=language), "008")[35:38] == code


@pytest.mark.parametrize(("country", "code"), [("US", "xxu"), ("DE", "gw "), (None, "xx ")])
def test_countries_have_the_codes_of_marc(country: str | None, code: str) -> None:
    assert control(Report(country=country), "008")[15:18] == code


def test_keys_are_unique_in_a_collection() -> None:
    root = ElementTree.fromstring(marcxml.dumps([Report(key="a"), Report(key="a"), Report(key="b")]))
    keys = [field.text for field in root.iterfind(".//m:controlfield[@tag='001']", NS)]
    assert len(set(keys)) == 3
    assert (keys[0], keys[2]) == ("a", "b")


def test_what_has_no_place_is_named() -> None:
    report = Report(
        title="A", accessed="2024", pages="1-2", genre="x", extra={"custom": 1}, series_number="3"
    )
    lost = {loss.field for loss in losses(report, "marcxml")}
    assert lost == {"accessed", "extra.custom", "series_number"}
    article = attrs.evolve(
        report, accessed=None, extra={"container-title": "B", "volume": "3"}, series="S", genre=None
    )
    assert losses(article, "marcxml") == []
