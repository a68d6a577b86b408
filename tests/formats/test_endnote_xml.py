"""EndNote's XML: what other programs export, what comes back, and hostile documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefmeta

if TYPE_CHECKING:
    from briefmeta.errors import ParseError

EXPORT = """<?xml version="1.0" encoding="UTF-8" ?><xml><records><record>
<database name="Sahel.enl" path="/home/a/Sahel.enl">Sahel.enl</database>
<source-app name="EndNote" version="20.6">EndNote</source-app><rec-number>12</rec-number>
<foreign-keys><key app="EN" db-id="x" timestamp="1">12</key></foreign-keys>
<ref-type name="Report">27</ref-type>
<contributors>
<authors><author><style face="normal" font="default" size="100%">Example, Ann</style></author>
<author><style face="normal">Ministry of Health,, Labour and Welfare</style></author></authors>
<secondary-authors><author>Roe, Bo</author></secondary-authors></contributors>
<titles><title><style face="normal">Yields of </style><style face="italic">Sorghum</style>
<style face="normal"> &amp; millet</style></title>
<secondary-title>Field Notes</secondary-title></titles>
<pages>12-34</pages>
<keywords><keyword>Niger</keyword><keyword>sorghum</keyword></keywords>
<dates><year>2024</year><pub-dates><date>April 5</date></pub-dates></dates>
<pub-location>Niamey, Niger</pub-location><publisher>Institute</publisher>
<isbn>FN-17</isbn><electronic-resource-num>10.5555/x</electronic-resource-num>
<abstract>One.&#xD;Two.</abstract><label>example2024</label>
<urls><related-urls><url>https://hdl.handle.net/20.500.12592/b2rbv89</url></related-urls>
<pdf-urls><url>internal-pdf://0/a.pdf</url></pdf-urls></urls>
<language>en</language><made-up>kept</made-up>
</record></records></xml>
"""


def test_an_export() -> None:
    problems: list[ParseError] = []
    [report] = briefmeta.loads(EXPORT, problems=problems)
    assert (report.type, report.title) == ("report", "Yields of <i>Sorghum</i> & millet")
    assert [str(name) for name in report.authors] == ["Ann Example", "Ministry of Health, Labour and Welfare"]
    assert (str(report.issued), report.publisher, report.place) == ("2024-04-05", "Institute", "Niamey")
    assert (report.number, report.series, report.pages) == ("FN-17", "Field Notes", "12-34")
    assert (str(report.handle), report.doi, report.key) == (
        "20.500.12592/b2rbv89",
        "10.5555/x",
        "example2024",
    )
    assert report.subjects == ("Niger", "sorghum")
    assert report.extra["endnote:made-up"] == ("kept",)
    assert "'endnote:made-up'" in "\n".join(map(str, problems))
    assert all(problem.warning for problem in problems)


def test_a_journal_article_by_the_number_of_its_type() -> None:
    text = """<xml><records><record><ref-type>17</ref-type><titles><title>Pivot</title>
    <secondary-title>Sahel Journal</secondary-title></titles><periodical><full-title>Sahel Journal</full-title>
    </periodical><volume>3</volume><number>2</number></record></records></xml>"""
    [report] = briefmeta.loads(text)
    assert report.type == "article-journal"
    assert (report.extra["container-title"], report.extra["volume"], report.extra["issue"]) == (
        "Sahel Journal",
        "3",
        "2",
    )


def test_what_is_written_is_plain_for_others() -> None:
    report = briefmeta.Report(
        title="Pivot", issued="2024-04-05", authors=["Ann Example"], series="Notes", series_number="3"
    )
    text = briefmeta.dumps(report, "endnote-xml")
    assert "<date>2024-04-05</date>" in text
    assert '<ref-type name="Report">27</ref-type>' in text
    assert briefmeta.losses(report, "endnote-xml") == []


@pytest.mark.parametrize(
    "text",
    [
        "<xml><records></records></xml>",
        "<xml/>",
        "",
        "<xml><records><record/></records></xml>",
        '<!DOCTYPE xml [<!ENTITY a "b">]><xml><records><record><label>&a;</label></record></records></xml>',
    ],
)
def test_a_document_without_a_record_is_a_problem(text: str) -> None:
    problems: list[ParseError] = []
    assert briefmeta.loads(text, "endnote-xml", problems) == []
    assert any(not problem.warning for problem in problems)


def test_a_value_cannot_pass_for_a_tag_or_another_record() -> None:
    text = """<xml><records><record><ref-type name="Report">27</ref-type><titles><title>Pivot
ER  -
TY  - BOOK</title></titles><abstract>One.
ER  -
TY  - BOOK
TI  - Another</abstract><isbn>7&#10;ER  - </isbn><misc2>TY  - BOOK&#10;ER  - </misc2></record></records></xml>"""
    [report] = briefmeta.loads(text, "endnote-xml", [])
    assert report.title == "Pivot ER - TY - BOOK"
    assert "TI  - Another" in (report.summary or "")


@given(st.text(max_size=60), st.sampled_from(["label", "isbn", "notes", "misc2", "pages", "dates", "titles"]))
def test_any_text_in_an_element(text: str, name: str) -> None:
    from briefmeta.formats.xml import escape

    record = f"<ref-type>27</ref-type><titles><title>Pivot</title></titles><{name}>{escape(text)}</{name}>"
    problems: list[ParseError] = []
    reports = briefmeta.loads(
        f"<xml><records><record>{record}</record></records></xml>", "endnote-xml", problems
    )
    assert len(reports) == 1 or any(not problem.warning for problem in problems)
