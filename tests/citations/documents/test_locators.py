"""What in a suffix is a locator, by the words of a locale."""

from __future__ import annotations

import pytest

from briefmeta.citations.documents.locators import read_locator
from briefmeta.citations.elements.number_element import locator_terms
from briefmeta.citations.styles.locales import build_locale

ENGLISH = locator_terms(build_locale("en-US"))


@pytest.mark.parametrize(
    ("suffix", "label", "locator", "rest"),
    [
        (", pp. 33-35, 38-39 and *passim*", "page", "33-35, 38-39", " and *passim*"),
        (", 33", "page", "33", ""),
        ("p. 5", "page", "5", ""),
        (", p.3", "page", "3", ""),
        (", p.\u00a03", "page", "3", ""),
        (" § 5(a)(ii), passim", "section", "5(a)(ii)", ", passim"),
        (", chap. 2, fig. 3", "chapter", "2", ", fig. 3"),
        (", Chapters 2 and 3", "chapter", "2", " and 3"),
        (", 1.2.3.", "page", "1.2.3", "."),
        (", 2:34–45", "page", "2:34–45", ""),
        (", pp. iv, vi-xi, (xv)-(xvii)", "page", "iv, vi-xi, (xv)-(xvii)", ""),
        (", p. [12]", "page", "[12]", ""),
        # without a word, a number needs a figure
        (", iv", "page", "", ", iv"),
        (", A5", "page", "A5", ""),
        # in braces, anything
        ("{ii, A, D-Z}, with a suffix", "page", "ii, A, D-Z", ", with a suffix"),
        (", {pp. iv, vi-xi, (xv)-(xvii)} with suffix", "page", "iv, vi-xi, (xv)-(xvii)", " with suffix"),
        (", {chap. A{b}}", "chapter", "A{b}", ""),
        ("{}, 99 years later", "page", "", ", 99 years later"),
        ("{p. 3", "page", "", "{p. 3"),
        # no locator
        ("", "page", "", ""),
        (", see", "page", "", ", see"),
        ("see", "page", "", ", see"),
        (" says", "page", "", " says"),
        (", page", "page", "", ", page"),
    ],
)
def test_english(suffix: str, label: str, locator: str, rest: str) -> None:
    found = read_locator(suffix, ENGLISH)
    assert (found.label, found.text, found.suffix) == (label, locator, rest)


@pytest.mark.parametrize(
    ("language", "suffix", "label"),
    [
        ("de-DE", ", S. 5", "page"),
        ("de-DE", ", Kap. 5", "chapter"),
        ("fr-FR", ", chap. 5", "chapter"),
        ("es-ES", ", vol. 5", "volume"),
    ],
)
def test_other_languages(language: str, suffix: str, label: str) -> None:
    found = read_locator(suffix, locator_terms(build_locale(language)))
    assert (found.label, found.text) == (label, "5")


def test_a_long_suffix_is_not_searched_to_its_end() -> None:
    suffix = ", " + "3, " * 500_000
    found = read_locator(suffix, ENGLISH)
    assert f"{found.text}{found.suffix}".replace(" ", "") == suffix[2:].replace(" ", "")
