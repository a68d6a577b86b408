"""Pages of parked domains, and pages that only speak of domains."""

from __future__ import annotations

import time

import pytest

from briefmeta.web.pages.page_kind import is_offer, is_parked, leads_to_market


@pytest.mark.parametrize(
    "text",
    [
        "example.org: this domain may be for sale!",
        "The domain name example.org is available for purchase",
        "Buy this domain",
        "Inquire about this domain",
        "This domain has expired",
        "This page is parked free, courtesy of a registrar",
        "Diese Domain steht zum Verkauf",
        "Ce nom de domaine est à vendre",
        "Este dominio está a la venta",
        "Questo dominio è in vendita",
        "Deze domeinnaam is een domein: te koop",
        "Этот домен продается",
        "此域名可以出售",
    ],
)
def test_an_offer(text: str) -> None:
    assert is_offer(text)


@pytest.mark.parametrize(
    "text",
    [
        "The price of domains in 2023",
        "Public domain works for sale in antiquity",
        "Eminent domain and the sale of land",
        "Parking policy in European cities",
        "Le domaine public maritime",
        "Domain names: a primer for regulators",
        "x" * 400 + " this domain is for sale",
    ],
)
def test_no_offer(text: str) -> None:
    assert not is_offer(text)


def test_a_long_page_that_quotes_an_offer_is_not_parked() -> None:
    lines = [f"Paragraph {number}" for number in range(200)]
    assert not is_parked("<p>", [], [*lines, "This domain is for sale"])
    assert is_parked("<p>", [], ["This domain is for sale"])


@pytest.mark.parametrize(
    ("asked", "url", "sold"),
    [
        ("http://reports.example/17", "https://market.example/domain?name=reports.example", True),
        ("http://www.reports.example/17", "https://parking.example/reports.example", True),
        ("http://reports.example/17", "https://www.reports.example/domain/reports.example", False),
        ("http://reports.example/17", "https://archive.example/web/reports.example/17", False),
        ("http://domain.example/17", "https://archive.example/web/domain.example/17", False),
        ("nonsense", "https://market.example/domain", False),
    ],
)
def test_a_market(asked: str, url: str, sold: bool) -> None:
    assert leads_to_market(asked, url) is sold


@pytest.mark.parametrize(
    "text",
    ["domain " * 50_000, "<script " * 100_000, "<script src=//" * 50_000, "<iframe src=//" + "a" * 500_000],
)
def test_a_hostile_page_takes_little_time(text: str) -> None:
    began = time.monotonic()
    is_parked(text, [text[:5000]], [text[:5000]])
    assert time.monotonic() - began < 2
