"""Pages as weblogs, organizations, journals and repositories have them."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

import briefmeta

if TYPE_CHECKING:
    from briefmeta.errors import ParseError


def _page(head: str, body: str = "", lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def _read(head: str, body: str = "", lang: str = "en") -> briefmeta.Report:
    [report] = briefmeta.loads(_page(head, body, lang), "html", [])
    return report


def _script(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def _meta(**pairs: str) -> str:
    names = {name.replace("__", ":").replace("_0", "."): value for name, value in pairs.items()}
    return "".join(f'<meta name="{name}" content="{value}">' for name, value in names.items())


TITLE = "<title>Dikes of the delta</title>"


def test_a_page_is_the_work_and_not_its_picture() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "ImageObject", "@id": "#i", "url": "https://example.org/i.png"},
            {"@type": "VideoObject", "name": "A film of it", "uploadDate": "2020-01-01"},
            {"@type": "WebPage", "name": "Dikes of the delta", "datePublished": "2021-03-04T08:00:00Z"},
            {"@type": "BreadcrumbList", "itemListElement": []},
        ],
    }
    report = _read(TITLE + _script(graph))
    assert (report.type, str(report.issued), report.url) == ("webpage", "2021-03-04", None)


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta itemprop="datePublished" content="2021-03-04">', "", "2021-03-04"),
        (
            '<meta property="article:published_time" content="2021-03-04 09:10:11 +0200 CEST">',
            "",
            "2021-03-04",
        ),
        ('<meta name="date" content="Thu, 04 Mar 2021 09:10:11 +0000">', "", "2021-03-04"),
        ('<meta name="parsely-pub-date" content="2021-03-04T09:10:11Z">', "", "2021-03-04"),
        ("", '<article><time datetime="2021-03-04T09:10:11Z">today</time></article>', "2021-03-04"),
        ("", '<span itemprop="datePublished">4 March 2021</span>', "2021-03-04"),
        ("", '<p class="entry-date">Posted on March 4, 2021 by the team</p>', "2021-03-04"),
        ("", '<abbr class="published" title="2021-03-04T00:00">a week ago</abbr>', "2021-03-04"),
        ("", '<div class="post-date">04.03.2021</div>', "2021-03-04"),
        ('<link rel="canonical" href="https://example.org/blog/2021/03/04/dikes/">', "", "2021-03-04"),
        ("", '<aside><time datetime="2021-03-04">4 March</time></aside>', None),
        ("", '<ul class="comments"><li><time datetime="2021-03-04">4 March</time></li></ul>', None),
        ("", '<time class="updated" datetime="2021-03-04">4 March</time>', None),
    ],
)
def test_the_day_of_publication(head: str, body: str, date: str | None) -> None:
    issued = _read(TITLE + head, body).issued
    assert date == (str(issued) if issued else None)


@pytest.mark.parametrize(
    "body",
    [
        '<a rel="author" href="/mira">Mira Okafor</a>',
        '<span itemprop="author" itemscope><span itemprop="name">Mira Okafor</span>, editor</span>',
        '<p class="byline">By Mira Okafor</p>',
        '<span class="author vcard"><a class="fn" href="/mira">Mira Okafor</a></span>',
        '<div class="author">Von: Mira Okafor</div>',
    ],
)
def test_authors_that_the_page_shows(body: str) -> None:
    assert [str(name) for name in _read(TITLE, body).authors] == ["Mira Okafor"]


@pytest.mark.parametrize("text", ["admin", "3 posts", "https://example.org/mira", "4 March 2021", "x" * 200])
def test_no_author_is_made_of_other_words(text: str) -> None:
    assert _read(TITLE, f'<span class="author">{text}</span>').authors == ()


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Dikes of the delta | Delta Institute</title>", "<h1>Dikes of the delta</h1>"),
        ("<title>Delta Institute: news - Dikes of the delta</title>", "<h1> Dikes of the\n delta </h1>"),
        ('<title>Dikes of the delta - DI</title><meta property="og:site_name" content="DI">', ""),
        ('<title>DI | Dikes of the delta</title><meta property="og:site_name" content="DI">', ""),
        (
            '<title>Dikes of the delta – Delta</title><link rel="canonical" href="https://www.delta.org/x">',
            "",
        ),
        ('<meta property="og:title" content="Dikes of the delta | DI">', "<h1>Dikes of the delta</h1>"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(head: str, body: str) -> None:
    assert _read(head, body).title == "Dikes of the delta"


def test_a_title_that_has_a_dash_keeps_it() -> None:
    assert (
        _read("<title>Dikes – a history</title>", "<h1>Dikes – a history</h1>").title == "Dikes – a history"
    )
    assert _read("<title>Dikes – a history</title>").title == "Dikes – a history"


def test_heads_of_digital_commons_say_all_of_it() -> None:
    report = _read(
        TITLE
        + _meta(
            bepress_citation_title="Dikes of the delta",
            bepress_citation_series_title="Delta Papers",
            bepress_citation_publisher="Delta Press",
            bepress_citation_issn="0378-5955",
            bepress_citation_firstpage="3",
            bepress_citation_lastpage="9",
        )
    )
    assert (report.series, report.publisher, report.issn, report.pages) == (
        "Delta Papers",
        "Delta Press",
        "0378-5955",
        "3-9",
    )


def test_what_journals_put_into_dublin_core_is_no_number_and_no_kind_of_report() -> None:
    report = _read(
        TITLE
        + _meta(
            citation_title="Dikes of the delta",
            citation_journal_title="Delta Notes",
            DC_0identifier="4471",
            DC_0Identifier_0pageNumber="3-9",
            DC_0type="Text.Serial.Journal",
            DC_0relation_0ispartof="Delta Notes",
        )
    )
    assert (report.type, report.number, report.genre, report.series, report.pages) == (
        "article-journal",
        None,
        None,
        None,
        "3-9",
    )
    assert report.extra["dc:identifier"] == ("4471",)


def test_prism_says_where_an_article_stands() -> None:
    report = _read(
        TITLE
        + _meta(
            dc_0title="Dikes",
            prism_0publicationName="Delta Notes",
            prism_0startingPage="3",
            prism_0endingPage="9",
        )
    )
    assert (report.type, report.pages, report.extra["container-title"]) == (
        "article-journal",
        "3-9",
        "Delta Notes",
    )


def test_an_abstract_that_comes_twice_is_no_note() -> None:
    report = _read(
        TITLE + _meta(DC_0description="Why  it floods here.", DCTERMS_0abstract="Why it floods here.")
    )
    assert (report.summary, report.note) == ("Why it floods here.", None)


def test_subjects_are_the_fullest_list_and_no_authors() -> None:
    work = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": "Dikes",
        "keywords": ["water", "silt", "Bengal"],
    }
    assert _read(TITLE + _meta(DC_0subject="Water") + _script(work)).subjects == ("water", "silt", "Bengal")
    assert _read(TITLE + _meta(citation_author="Okafor, Mira", keywords="Mira Okafor, silt")).subjects == (
        "silt",
    )


def test_the_description_of_a_site_is_no_summary() -> None:
    head = TITLE + _meta(citation_title="Dikes of the delta", citation_publisher="Survey")
    assert _read(head + _meta(description="The Survey is a public office since 1920.")).summary is None
    assert (
        _read(head + _meta(description="The Survey measured the dikes.")).summary
        == "The Survey measured the dikes."
    )


@pytest.mark.parametrize(
    "title", ["Just a moment...", "Attention Required! | Cloudflare", "404 Not Found", "Access denied"]
)
def test_a_page_that_is_something_else_is_a_problem(title: str) -> None:
    problems: list[ParseError] = []
    assert briefmeta.loads(_page(f"<title>{title}</title>", "<p>Please wait.</p>"), "html", problems) == []
    assert any("no page about a report" in problem.message for problem in problems)


def test_a_report_about_such_pages_is_read() -> None:
    assert _read("<title>Access denied: walls around public data</title>", "<p>text</p>").title is not None
    assert (
        _read("<title>Access denied</title>" + _meta(citation_title="Access denied")).title == "Access denied"
    )


def test_labelled_values_and_openurls_of_a_page() -> None:
    body = (
        "<dl><dt>Authors</dt><dd><a>Okafor, Mira</a> <a>Wei, Li</a></dd><dt>Publication date</dt><dd>4-Mar-2021</dd>"
        "<dt>Handle</dt><dd>http://hdl.handle.net/20.500.12592/abc4mbb</dd></dl>"
    )
    report = _read(TITLE, body)
    assert [str(name) for name in report.authors] == ["Mira Okafor", "Li Wei"]
    assert (str(report.issued), str(report.handle)) == ("2021-03-04", "20.500.12592/abc4mbb")
    rows = "<table><tr><th>Author</th><td>Li Wei</td></tr><tr><th>DOI</th><td>10.5555/delta</td></tr></table>"
    assert (_read(TITLE, rows).doi, str(_read(TITLE, rows).authors[0])) == ("10.5555/delta", "Li Wei")
    span = '<span class="Z3988" title="rft_val_fmt=info:ofi/fmt:kev:mtx:dc&amp;rft.title=Silt&amp;rft.date=1999">'
    assert (_read(TITLE, span).title, str(_read(TITLE, span).issued)) == ("Silt", "1999")


def test_a_page_with_very_many_elements_is_read_in_time() -> None:
    body = '<p class="date"><time>x</time><a rel="author">y</a></p><dl><dt>a</dt><dd>b</dd></dl>' * 20_000
    begin = time.process_time()
    _read(TITLE, body)
    assert time.process_time() - begin < 6


def test_deep_pages_are_read_in_time() -> None:
    begin = time.process_time()
    _read(TITLE, '<div class="x">' * 250 + '<span class="date">x</span>' * 3_000)
    assert time.process_time() - begin < 6
