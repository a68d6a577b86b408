"""Refer and NBIB: tags and values, read by way of RIS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import briefmeta
from briefmeta import Organization

if TYPE_CHECKING:
    from briefmeta.errors import ParseError

NBIB = """
PMID- 31415926
OWN - NLM
STAT- MEDLINE
IS  - 1234-5679 (Electronic)
IS  - 1234-5679 (Linking)
VI  - 12
IP  - 3
DP  - 2021 Nov 4
TI  - Cholera in floods: a review of
      river basins.
PG  - 1023-9
LID - S1234(21)00012-3 [pii]
LID - 10.5555/cholera.21 [doi]
AB  - BACKGROUND: Floods spread cholera.
      METHODS: We read.
FAU - Achieng, Mary A
AU  - Achieng MA
FAU - van der Meer, Piet
AU  - van der Meer P
CN  - River Health Group
LA  - eng
PT  - Journal Article
PT  - Review
TA  - Riv Health
JT  - Journal of river health
MH  - *Floods
OT  - cholera
PMC - PMC7654321
RN  - 0 (Water)

PMID- 2
AU  - Doe J
TI  - Second
DP  - 2019 Winter
PT  - Technical Report
"""


def test_nbib() -> None:
    problems: list[ParseError] = []
    first, second = briefmeta.loads(NBIB, problems=problems)
    assert (first.type, first.title) == ("article-journal", "Cholera in floods: a review of river basins.")
    assert [str(name) for name in first.authors] == [
        "Mary A Achieng",
        "Piet van der Meer",
        "River Health Group",
    ]
    assert isinstance(first.authors[2], Organization)
    assert (str(first.issued), first.pages, first.doi, first.issn) == (
        "2021-11-04",
        "1023-1029",
        "10.5555/cholera.21",
        "1234-5679",
    )
    assert (first.language, first.subjects) == ("en", ("Floods", "cholera"))
    assert (first.extra["container-title"], first.extra["volume"], first.extra["issue"]) == (
        "Journal of river health",
        "12",
        "3",
    )
    assert (first.extra["PMID"], first.extra["PMCID"]) == ("31415926", "PMC7654321")
    assert (second.type, str(second.authors[0]), str(second.issued)) == ("report", "J. Doe", "2019-24") or (
        str(second.authors[0])
    ) == "J Doe"
    told = " ".join(problem.message for problem in problems)
    assert "OWN, STAT" in told
    assert "'nbib:RN'" in told
    assert "'nbib:LID'" in told


def test_refer() -> None:
    text = """%0 Report
%A Okoro, Chidi
%A River Board,
%T Dams and their debts
%I River Board
%C Lusaka
%D 2018
%8 March 5
%@ 978-92-9260-523-0
%P 12-34
%K dams
debts
%X First line.
Second line.
%U https://river.example/dams
%M 0042

%0 Journal Article
%A Roe, Ann
%T Silt
%J River Notes
%V 4
%N 2
%D 2019
"""
    problems: list[ParseError] = []
    report, article = briefmeta.loads(text, problems=problems)
    assert [str(name) for name in report.authors] == ["Chidi Okoro", "River Board"]
    assert (report.publisher, report.place, str(report.issued)) == ("River Board", "Lusaka", "2018-03-05")
    assert (report.subjects, report.summary) == (("dams", "debts"), "First line.\nSecond line.")
    assert (report.pages, report.url) == ("12-34", "https://river.example/dams")
    assert report.extra["AN"] == "0042"
    assert (article.type, article.extra["issue"], article.extra["volume"]) == ("article-journal", "2", "4")
    assert article.extra["container-title"] == "River Notes"
    assert [problem.field for problem in problems] == ["AN"]


def test_old_refer_has_no_type_and_blank_lines_between_records() -> None:
    text = "%A Ann Doe\n%T On Pipes\n%J Notes\n%D 1979\n\n%A Bob Roe\n%T Memo\n%R TM-78-1\n%I Bell\n%D 1978\n"
    article, memo = briefmeta.loads(text, "refer")
    assert (article.type, article.title) == ("article-journal", "On Pipes")
    assert (memo.type, memo.number) == ("report", "TM-78-1")


@pytest.mark.parametrize(
    ("name", "text"), [("nbib", "no tags here\n"), ("refer", "\n\n"), ("nbib", "PMID- \n")]
)
def test_nothing_read_is_a_problem(name: str, text: str) -> None:
    problems: list[ParseError] = []
    assert briefmeta.loads(text, name, problems) == []
    assert problems


@pytest.mark.parametrize("name", ["nbib", "refer"])
def test_a_value_begins_no_tag_and_no_record(name: str) -> None:
    text = {
        "nbib": "PMID- 1\nTI  - Dams\nAB  - One.\n      ER  - \n      TY  - BOOK\n",
        "refer": "%0 Report\n%T Dams\n%X One.\nER  - \nTY  - BOOK\nTI  - Other\n",
    }[name]
    [report] = briefmeta.loads(text, name)
    assert report.title == "Dams"
    assert "TY" in (report.summary or "")
