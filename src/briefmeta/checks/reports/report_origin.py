"""Rules about where a report comes from: publisher, place and country; and about its extent."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefmeta.checks.finding import Severity
from briefmeta.checks.reports.fields_of_report import bare, folded, placeholders
from briefmeta.checks.reports.geography import are_compatible, cities
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import shorten
from briefmeta.model.places.publication_place import split_place
from briefmeta.text.fold import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.rule import Context
    from briefmeta.model.report import Report

_PUBLISHED_TYPES = frozenset({"report", "book", "thesis", "chapter", "pamphlet", "standard"})
_RANGE = re.compile(r"([0-9]{1,7}) ?[-‐-―] ?([0-9]{1,7})")
_COUNT = re.compile(
    r"(?:[ivxlcdm]+ ?[+,] ?)?([0-9]{1,9})(?: ?(?:p|pp|pages|p\.|pp\.|s|s\.|seiten))?", re.IGNORECASE
)
_MOST_PAGES = 20_000


def _publisher_missing(report: Report, _: Context) -> Iterator[Flaw]:
    if report.publisher is None and report.type in _PUBLISHED_TYPES:
        yield Flaw("publisher", "there is no publisher")


def _placeholder(report: Report, _: Context) -> Iterator[Flaw]:
    for field, text in (("publisher", report.publisher), ("place", report.place)):
        if text is None or len(text) >= 60:
            continue
        if bare(text) in placeholders(field) or not any(map(str.isalnum, text)):
            yield Flaw(field, f"{shorten(text)} names no {field}", value=text)


@lru_cache(maxsize=4096)
def countries_of(place: str) -> frozenset[str]:
    """Return which countries a place names or may be in, as codes of ISO 3166-1; none where that is not known.

    >>> sorted(countries_of("Geneva")), sorted(countries_of("Lyon, France")), sorted(countries_of("Springfield"))
    (['CH'], ['FR'], [])
    """
    if len(place) > 200:
        return frozenset()
    named = split_place(place)[1]
    if named is not None:
        return frozenset({named.alpha_2})
    return cities().get(unaccented(place).strip(" .[]")) or cities().get(folded(place)) or frozenset()


def _country(report: Report, _: Context) -> Iterator[Flaw]:
    country, place = report.country, report.place
    if country is not None and place is not None:
        codes = countries_of(place)
        if codes and not any(are_compatible(code, country.alpha_2) for code in codes):
            yield Flaw(
                "country", f"the place is {shorten(place)}, the country {country.name}", value=country.name
            )


def _unknown_country(report: Report, _: Context) -> Iterator[Flaw]:
    for variable in ("country", "country-name") if report.extra else ():
        value: Any = report.extra.get(variable)
        if isinstance(value, str):
            yield Flaw("country", f"{shorten(value)} is no country of ISO 3166-1", value=value)


def _pages(report: Report, _: Context) -> Iterator[Flaw]:
    if report.pages is not None:
        for first, last in _RANGE.findall(report.pages):
            if len(first) == len(last) and int(last) < int(first):  # 134-41 is 134-141
                yield Flaw("pages", f"the pages {first}-{last} run backwards", value=report.pages)


def _extent(report: Report, _: Context) -> Iterator[Flaw]:
    if report.number_of_pages is not None:
        count = _COUNT.fullmatch(report.number_of_pages)
        if count and not 0 < int(count[1]) <= _MOST_PAGES:
            yield Flaw(
                "number_of_pages", f"a report of {count[1]} pages is not likely", value=report.number_of_pages
            )


RULES = (
    Rule("RPT401", "publisher-missing", Severity.INFO, _publisher_missing),
    Rule("RPT402", "publisher-placeholder", Severity.WARNING, _placeholder),
    Rule("RPT403", "country-against-place", Severity.WARNING, _country),
    Rule("RPT404", "country-unknown", Severity.WARNING, _unknown_country),
    Rule("RPT701", "pages-backwards", Severity.WARNING, _pages),
    Rule("RPT702", "pages-implausible", Severity.WARNING, _extent),
)
