"""MODS as libraries and their programs write it: made from MARC, with hosts, agents and several dates."""

from __future__ import annotations

import pytest

import briefmeta


def _read(inner: str) -> briefmeta.Report:
    [report] = briefmeta.loads(
        f'<mods xmlns="http://www.loc.gov/mods/v3" version="3.8">{inner}</mods>', "mods", []
    )
    return report


TITLE = "<titleInfo><title>Dikes of the delta</title></titleInfo>"


def _host(inner: str, attributes: str = "") -> str:
    title = "<titleInfo><title>Notes on water</title></titleInfo>"
    return f'{TITLE}<relatedItem type="host"{attributes}>{title}{inner}</relatedItem>'


@pytest.mark.parametrize(
    ("record", "csl_type"),
    [
        (_host("<originInfo><issuance>continuing</issuance></originInfo>"), "article-journal"),
        (_host('<identifier type="issn">0378-5955</identifier>'), "article-journal"),
        (_host('<part><detail type="volume"><number>7</number></detail></part>'), "article-journal"),
        (_host("<originInfo><issuance>monographic</issuance></originInfo>"), "chapter"),
        (_host('<genre authority="marcgt">conference publication</genre>'), "paper-conference"),
        (_host("<genre>newspaper</genre>"), "article-newspaper"),
        (_host("", ' displayLabel="Collection"'), "report"),
        (_host('<typeOfResource collection="yes">text</typeOfResource>'), "report"),
        (f"{TITLE}<typeOfResource>sound recording-nonmusical</typeOfResource>", "song"),
        (f"{TITLE}<typeOfResource>Still image</typeOfResource>", "graphic"),
        (f'{TITLE}<typeOfResource manuscript="yes">text</typeOfResource>', "manuscript"),
    ],
)
def test_what_a_part_is_depends_on_its_host(record: str, csl_type: str) -> None:
    assert _read(record).type == csl_type


def test_a_digital_collection_is_no_container() -> None:
    report = _read(_host("", ' displayLabel="digital collection"'))
    assert "container-title" not in report.extra
    assert report.extra["archive_collection"] == "Notes on water"


@pytest.mark.parametrize(
    ("origin", "date"),
    [
        ("<dateIssued>1987, c1985.</dateIssued>", "1987"),
        ('<dateIssued encoding="marc">9999</dateIssued>', None),
        ('<dateCreated keyDate="yes">1931-02</dateCreated><dateIssued>2008</dateIssued>', "1931-02"),
    ],
)
def test_the_date_that_counts(origin: str, date: str | None) -> None:
    issued = _read(f"{TITLE}<originInfo>{origin}</originInfo>").issued
    assert date == (str(issued) if issued else None)


def test_publication_counts_before_copyright_whatever_comes_first() -> None:
    report = _read(
        f'{TITLE}<originInfo eventType="copyright"><copyrightDate>2001</copyrightDate></originInfo>'
        '<originInfo eventType="publication"><agent><namePart>Delta Press,</namePart></agent>'
        '<agent><namePart>Printer and Sons</namePart><role><roleTerm type="text">manufacturer</roleTerm></role></agent>'
        "<dateIssued>2003</dateIssued></originInfo>"
    )
    assert (str(report.issued), report.publisher) == ("2003", "Delta Press")
    assert report.extra["mods:agent"] == ("Printer and Sonsmanufacturer",)


def test_marks_between_areas_are_no_part_of_a_value() -> None:
    report = _read(
        "<titleInfo><title>Dikes of the delta /</title></titleInfo>"
        '<originInfo><place><placeTerm type="text">Dhaka :</placeTerm></place>'
        "<publisher>Delta Press,</publisher></originInfo>"
    )
    assert (report.title, report.place, report.publisher) == ("Dikes of the delta", "Dhaka", "Delta Press")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ('<name type="personal"><namePart>Okafor, Mira, 1961-</namePart></name>', "Okafor, Mira"),
        ('<name type="personal"><namePart>Okafor, Mira.</namePart></name>', "Okafor, Mira"),
        ('<name type="corporate"><namePart>Survey of Rivers.</namePart></name>', "Survey of Rivers"),
        ('<name type="corporate"><namePart>Rivers Ltd.</namePart></name>', "Rivers Ltd."),
    ],
)
def test_headings_of_catalogues(name: str, written: str) -> None:
    [author] = _read(TITLE + name).authors
    assert (author.inverted if isinstance(author, briefmeta.Person) else author.name) == written


def test_the_number_of_a_report_is_the_one_that_says_so() -> None:
    report = _read(
        f'{TITLE}<identifier type="local">b71</identifier><identifier type="report number">R 7</identifier>'
    )
    assert (report.number, report.extra["mods:identifier"]) == ("R 7", ("b71",))


def test_a_content_type_of_rda_is_no_genre() -> None:
    report = _read(f'{TITLE}<genre authority="rdacontent">text</genre><genre>Yearbook</genre>')
    assert (report.genre, report.extra["mods:genre"]) == ("Yearbook", ("text",))
