"""COinS: an OpenURL that a reader of HTML and of query strings takes apart again."""

from __future__ import annotations

import re
import time
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefmeta
from briefmeta.formats import coins
from briefmeta.handles.handle import Handle
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.places.country import Country
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefmeta.errors import ParseError


def pairs(report: Report) -> list[tuple[str, str]]:
    found = re.fullmatch(r'<span class="Z3988" title="([^"<>\n]*)"></span>\n', coins.dumps([report]))
    assert found is not None
    return parse_qsl(unescape(found[1]), strict_parsing=True)


def values(found: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in found if key == name]


def test_a_report() -> None:
    report = Report(
        title='Niger\'s "Pivot" & more',
        authors=(Person(family="Doe", given="Jane"), Organization(name="FPRI")),
        issued=PublicationDate(year=2024, month=4, day=5),
        handle=Handle("20.500.12592/b2rbv89"),
        doi="10.1234/a&b",
        publisher="FPRI",
        place="Philadelphia",
        country=Country.parse("US"),
        series="Briefs",
        pages="3-9",
    )
    assert pairs(report) == [
        ("ctx_ver", "Z39.88-2004"),
        ("ctx_enc", "info:ofi/enc:UTF-8"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft_id", "info:hdl/20.500.12592/b2rbv89"),
        ("rft_id", "info:doi/10.1234/a&b"),
        ("rft.genre", "report"),
        ("rft.btitle", 'Niger\'s "Pivot" & more'),
        ("rft.pub", "FPRI"),
        ("rft.place", "Philadelphia, United States"),
        ("rft.series", "Briefs"),
        ("rft.date", "2024-04-05"),
        ("rft.pages", "3-9"),
        ("rft.spage", "3"),
        ("rft.epage", "9"),
        ("rft.aulast", "Doe"),
        ("rft.aufirst", "Jane"),
        ("rft.au", "Jane Doe"),
        ("rft.aucorp", "FPRI"),
    ]


def test_an_article_and_a_thesis_and_a_map() -> None:
    article = pairs(Report(type="article-journal", title="A", extra={"container-title": "J", "volume": "3"}))
    assert (values(article, "rft.atitle"), values(article, "rft.jtitle"), values(article, "rft.volume")) == (
        ["A"],
        ["J"],
        ["3"],
    )
    assert values(pairs(Report(type="thesis", title="A", publisher="U")), "rft.inst") == ["U"]
    assert values(pairs(Report(type="map", title="A", authors=(Organization(name="B"),))), "rft.creator") == [
        "B"
    ]


@pytest.mark.parametrize(
    ("report", "lost"),
    [
        (
            Report(title="A", authors=(Person(family="Doe", given="Jane"),), number="3", summary="s"),
            ["number", "summary"],
        ),
        (Report(title="A", editors=(Person(family="Doe", given="Jane"),), series="S"), ["editors", "key"]),
        (Report(title="A", extra={"container-title": "B"}), ["extra.container-title"]),
        (
            Report(type="article-journal", title="A", publisher="P", extra={"container-title": "B"}),
            ["publisher", "key"],
        ),
        (Report(type="article-magazine", title="A"), ["type", "key"]),
        (Report(type="map", title="A", subjects=("a",), summary="s", key="x"), ["key"]),
    ],
)
def test_what_has_no_place_is_said(report: Report, lost: list[str]) -> None:
    from briefmeta.formats.losses import losses

    assert [loss.field for loss in losses(report, "coins")] == lost


@settings(max_examples=80)
@given(data=st.data())
def test_no_value_leaves_its_key(data: st.DataObject, any_reports: st.SearchStrategy[Report]) -> None:
    report = data.draw(any_reports)
    found = pairs(report)
    titles = [value for key, value in found if key in ("rft.btitle", "rft.atitle", "rft.jtitle", "rft.title")]
    assert report.title in titles or report.title is None
    assert len(titles) <= 2
    people = [value for key, value in found if key in ("rft.au", "rft.aucorp", "rft.creator")]
    assert people == [str(author) for author in report.authors]
    assert values(found, "ctx_ver") == ["Z39.88-2004"]


def test_a_page_with_openurls_is_read() -> None:
    problems: list[ParseError] = []
    page = (
        "<p>One: <span title='ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal"
        "&amp;rft.genre=article"
        "&amp;rft.atitle=Dikes%20%26%20dams&amp;rft.jtitle=Delta+Notes&amp;rft.volume=7&amp;rft.spage=33&amp;rft.epage=51"
        "&amp;rft.aulast=Okafor&amp;rft.auinit=M&amp;rft.au=Mira+Okafor&amp;rft.au=Wei%2C+Li&amp;rft.date=1999-05"
        "&amp;rft_id=info%3Adoi%2F10.5555%2Fdelta&amp;rft.coden=DELN' class='Z3988'></span>"
        '<span class="x Z3988" title="rft_val_fmt=info:ofi/fmt:kev:mtx:dissertation'
        '&amp;rft.title=Silt&amp;rft.inst=Delta U"></span>'
    )
    first, second = briefmeta.loads(page, "coins", problems)
    assert (first.type, first.title, first.pages, first.doi) == (
        "article-journal",
        "Dikes & dams",
        "33-51",
        "10.5555/delta",
    )
    assert [str(name) for name in first.authors] == ["M Okafor", "Li Wei"]
    assert first.extra.to_json() == {"container-title": "Delta Notes", "volume": "7", "coins:coden": ["DELN"]}
    assert ["'coins:coden'" in problem.message for problem in problems] == [True]
    assert (second.type, second.title, second.publisher) == ("thesis", "Silt", "Delta U")


@pytest.mark.parametrize(
    "text", ["", "<p>no span</p>", '<span class="Z3988"></span>', '<span class="Z3988" title="">']
)
def test_a_page_without_openurls_is_a_problem(text: str) -> None:
    problems: list[ParseError] = []
    assert briefmeta.loads(text, "coins", problems) == []
    assert problems


def test_hostile_spans_cost_no_time() -> None:
    begin = time.process_time()
    for text in (
        "<span " * 20_000,
        '<span class="Z3988" ' + "a='b' " * 50_000,
        "<span Z3988" * 20_000,
        "<span class='Z3988' title='" + "a=b&" * 30_000 + "'>",
    ):
        briefmeta.loads(text, "coins", [])
    assert time.process_time() - begin < 4


@pytest.mark.parametrize("key", ["aucorp", "aulast", "au", "contributor"])
@pytest.mark.parametrize("sign", ["\ud800", "%00", "%E2%80%AE", "%0A"])
def test_signs_that_no_name_holds(key: str, sign: str) -> None:
    problems: list[ParseError] = []
    text = f'<span class="Z3988" title="ctx_ver=Z39.88-2004&rft.btitle=Water&rft.{key}=Bank{sign} of Roe"></span>'
    (report,) = briefmeta.loads(text, "coins", problems)
    assert report.title == "Water"
    assert sign == "%0A" or any("left out" in str(problem) for problem in problems)
