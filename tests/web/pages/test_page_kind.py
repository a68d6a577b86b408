"""Landing pages that are none: excuses and walls in the words of servers; and reports that only sound like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.web.pages.page_kind import PageKind, is_challenge, is_error_title, kind_of
from briefmeta.web.pages.page_signs import read_signs

ITEM = "https://repository.example.org/items/8"
META = '<meta name="citation_title" content="A report">'


def page(title: str = "", head: str = "", body: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def kind(html: str, url: str = ITEM, asked: str = ITEM) -> PageKind | None:
    return kind_of(read_signs(html, url), asked=asked, url=url, described=META in html)


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
        "Nie znaleziono strony",
        "Sayfa bulunamadı",
        "Sidan kunde inte hittas",
        "Siden finnes ikke",
        "Sivua ei löytynyt",
        "Stránka nenalezena",
        "Az oldal nem található",
        "Pagina nu a fost găsită",
        "Η σελίδα δεν βρέθηκε",
        "Сторінку не знайдено",
        "Halaman tidak ditemukan",
        "Không tìm thấy trang",
        "페이지를 찾을 수 없습니다",
        "ページが見つかりません",
        "找不到網頁",
        "الصفحة غير موجودة",
        "صفحه یافت نشد",
        "הדף לא נמצא",
        "पृष्ठ नहीं मिला",
        "ไม่พบหน้าที่คุณต้องการ",
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
        "Select your institution",
        "Making sure you're not a bot!",
        "Attention Required! | Cloudflare",
        "Logga in",
        "Accès refusé",
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
    assert is_error_title(title) is excuse


def test_links_of_the_head_are_seen() -> None:
    links = read_signs(page(head='<link rel="cite-as" href="/x"><link rel=stylesheet href=y>'), ITEM).links
    assert [each.target for each in links] == [
        "https://repository.example.org/x",
        "https://repository.example.org/items/y",
    ]


@given(st.text(max_size=200) | st.text('<>/="metainput titlh1&;', max_size=100))
def test_any_page_is_looked_at(html: str) -> None:
    signs = read_signs(html, ITEM)
    assert kind_of(signs, asked=ITEM, url=ITEM, described=False) is not None


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
    assert kind_of(read_signs(html, ITEM), asked=ITEM, url=ITEM, described=False) is not None


@pytest.mark.parametrize(
    "title",
    [
        "Scheduled maintenance",
        "We'll be back soon!",
        "Service Unavailable",
        "Error establishing a database connection",
        "Account Suspended",
        "Welcome to nginx!",
        "Apache2 Ubuntu Default Page: It works",
        "Coming soon",
        "Wartungsarbeiten",
        "Site en maintenance",
        "メンテナンス中",
    ],
)
def test_faults_that_a_page_tells(title: str) -> None:
    assert kind(page(title)) == PageKind.FAULT
    assert kind(page(title, META)) is None


@pytest.mark.parametrize(
    "title", ["The maintenance of peace", "Suspended lives", "Runtime of power plants", "It works"]
)
def test_reports_that_sound_like_a_fault(title: str) -> None:
    assert kind(page(title)) == PageKind.PLAIN


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/index.html",
        "/en",
        "/fr/accueil",
        "/pt-br/inicio/",
        "/zh-hans/home.aspx",
        "/xmlui/",
        "/?lang=en",
        "/en/?utm_source=old&utm_medium=301",
    ],
)
def test_homes(target: str) -> None:
    assert kind(page("Institute"), f"https://repository.example.org{target}") == PageKind.HOME


@pytest.mark.parametrize("target", ["/?p=17", "/ds", "/en/17", "/home/17", "/en?id=17", "/publications"])
def test_what_is_no_home(target: str) -> None:
    assert kind(page("Institute"), f"https://repository.example.org{target}") == PageKind.PLAIN


@pytest.mark.parametrize(
    "query",
    [
        "SAMLRequest=fZJ",
        "entityID=https%3A%2F%2Fsp",
        "client_id=a&response_type=code",
        "wa=wsignin1.0&wtrealm=x",
    ],
)
def test_protocols_for_logging_in(query: str) -> None:
    assert kind(page("Institute"), f"https://id.example.org/x?{query}") == PageKind.WALL


@pytest.mark.parametrize(
    ("script", "target"),
    [
        ("location.replace('/new/8')", "https://repository.example.org/new/8"),
        ('window.location = "https://example.org/8";', "https://example.org/8"),
        ("window.location.href=`/new/8`", "https://repository.example.org/new/8"),
        ("if (location == '/x') {}", None),
        ("location.href = base + '/x'", None),
    ],
)
def test_a_page_that_is_nothing_but_a_script_that_leads_on(script: str, target: str | None) -> None:
    assert read_signs(page(head=f"<script>{script}</script>"), ITEM).refresh == target
    assert read_signs(page(head=f"<script>{script}</script>", body="<p>A report</p>"), ITEM).refresh is None


def test_challenges() -> None:
    script = '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>'
    assert is_challenge(page(body=script), ["One", "line"])
    assert not is_challenge(page(body=script), ["line"] * 40)
    assert not is_challenge(page(body="<script src='/main.js'></script>"), [])
