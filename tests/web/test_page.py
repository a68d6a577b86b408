"""Landing pages that are none: excuses and walls in the words of servers; and reports that only sound like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.web.page import PageKind, doubt, is_excuse, look_at

ITEM = "https://repository.example.org/items/8"
META = '<meta name="citation_title" content="A report">'


def page(title: str = "", head: str = "", body: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def kind(html: str, url: str = ITEM, asked: str = ITEM) -> PageKind | None:
    return doubt(look_at(html, url), asked=asked, url=url, described=META in html)


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found",
        "Page not found | Library",
        "Error 404",
        "The page you requested could not be found",
        "Item withdrawn",
        "This item is no longer available",
        "The handle does not exist",
        "Invalid identifier",
        "Page introuvable",
        "Cette page n’existe pas",
        "Seite nicht gefunden",
        "Página no encontrada",
        "Página não encontrada",
        "Pagina non trovata",
        "Pagina niet gevonden",
        "页面未找到",
        "We can't find that page",
    ],
)
def test_excuses(title: str) -> None:
    assert kind(page(title)) == PageKind.NOT_FOUND
    assert kind(page("Library", body=f"<h1>{title}</h1>")) == PageKind.NOT_FOUND


@pytest.mark.parametrize(
    "title",
    [
        "Log in",
        "Login | Library",
        "Sign in to continue",
        "Please sign in",
        "Access denied",
        "Authentication required",
        "Just a moment...",
        "Anmelden - Bibliothek",
        "Connexion",
        "Iniciar sesión",
        "403 Forbidden",
    ],
)
def test_walls(title: str) -> None:
    assert kind(page(title)) == PageKind.WALL


def test_signs_other_than_words() -> None:
    assert kind(page("Library", body='<form><input type="PASSWORD"></form>')) == PageKind.WALL
    assert (
        kind(page("A report", META, '<form><input type="password"></form>')) is None
    )  # a form in the corner
    assert kind(page("Library", META), url="https://repository.example.org/login?return=8") == PageKind.WALL
    assert kind(page("Library", META), url="https://repository.example.org/error") == PageKind.NOT_FOUND
    assert kind(page("Library", META), url="https://repository.example.org/") == PageKind.HOME
    assert kind(page("Library", META), url="https://repository.example.org/en") == PageKind.HOME
    assert kind(page("Library"), url=f"{ITEM}/") == PageKind.PLAIN
    assert (
        kind(
            page("A report", META),
            url="https://a.org/handle/10986/404",
            asked="http://a.org/handle/10986/404",
        )
        is None
    )
    assert kind(page("A report", META), url="https://a.org/", asked="https://a.org") is None
    assert kind("") == PageKind.PLAIN
    assert kind("\x00") == PageKind.PLAIN
    assert kind("\ud800") == PageKind.PLAIN


@pytest.mark.parametrize(
    ("title", "excuse"),
    [
        ("404", True),
        ("404 - Page not found", True),
        ("Page not found | Library of the Institute of International Affairs", True),
        ("Sign in", True),
        ("Niger’s Pivot to Moscow", False),
        ("Housing first: solutions that were not found in three cities", False),
        ("Working Paper 404: Trade and Growth in the Sahel", False),
        ("Signing in: the adoption of digital identity", False),
    ],
)
def test_a_title_that_is_an_excuse(title: str, excuse: bool) -> None:
    assert is_excuse(title) is excuse


def test_links_of_the_head_are_seen() -> None:
    links = look_at(page(head='<link rel="cite-as" href="/x"><link rel=stylesheet href=y>'), ITEM).links
    assert [each.target for each in links] == [
        "https://repository.example.org/x",
        "https://repository.example.org/items/y",
    ]


@given(st.text(max_size=200) | st.text('<>/="metainput titlh1&;', max_size=100))
def test_any_page_is_looked_at(html: str) -> None:
    signs = look_at(html, ITEM)
    assert doubt(signs, asked=ITEM, url=ITEM, described=False) is not None


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 300_000,
        "<" * 1_000_000,
        "<title>" + "x" * 5_000_000,
        "<meta name=a>" * 200_000,
        "&" * 1_000_000,
    ],
)
def test_a_hostile_page_is_looked_at(html: str) -> None:
    assert doubt(look_at(html, ITEM), asked=ITEM, url=ITEM, described=False) is not None
