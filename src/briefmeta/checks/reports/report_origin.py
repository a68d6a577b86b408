"""Rules about where a report comes from: publisher, place and country; and about its extent."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefmeta.checks.finding import Severity
from briefmeta.checks.reports.fields_of_report import bare, folded, listed
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
_PLACEHOLDERS = listed("""
    s.n.; s. n.; sine nomine; n.p.; no publisher; publisher not identified; publisher not named; éditeur non
    identifié; editor no identificado; verlag nicht ermittelbar; without publisher; publisher; publisher
    unknown; unknown publisher; unknown; n/a; none; null; nan; undefined; tbd; test; éditeur inconnu;
    o.v.; ohne verlag; not available; not specified
""")
_NO_PLACE = listed("""
    s.l.; s. l.; sine loco; n.p.; no place; place of publication not identified; lieu de publication non identifié;
    unknown; n/a; none; null; o.o.
""")
_RANGE = re.compile(r"([0-9]{1,7}) ?[-‐-―] ?([0-9]{1,7})")
_COUNT = re.compile(
    r"(?:[ivxlcdm]+ ?[+,] ?)?([0-9]{1,9})(?: ?(?:p|pp|pages|p\.|pp\.|s|s\.|seiten))?", re.IGNORECASE
)
_MOST_PAGES = 20_000


def _publisher_missing(report: Report, _: Context) -> Iterator[Flaw]:
    if report.publisher is None and report.type in _PUBLISHED_TYPES:
        yield Flaw("publisher", "there is no publisher")


def _placeholder(report: Report, _: Context) -> Iterator[Flaw]:
    for field, text, known in (
        ("publisher", report.publisher, _PLACEHOLDERS),
        ("place", report.place, _NO_PLACE),
    ):
        if text is not None and len(text) < 60 and (bare(text) in known or not any(map(str.isalnum, text))):
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
    Rule(
        code="RPT401",
        name="publisher-missing",
        severity=Severity.INFO,
        what="A report, a book or a thesis has no publisher.",
        why="Grey literature is found by who issued it; BibTeX warns of an empty institution.",
        source="BibTeXing, section 3.1 (institution is required); CSL 1.0.2, appendix IV (publisher)",
        example="`@techreport{a, author = {Ann Doe}, title = {Pivot}, year = 2024}`",
        fix="Give the body that issued it.",
        check=_publisher_missing,
    ),
    Rule(
        code="RPT402",
        name="publisher-placeholder",
        severity=Severity.WARNING,
        what="A stopgap stands in the place of the publisher or of its place.",
        why="Citations print it; styles have words of their own for what is missing.",
        source="CSL 1.0.2, terms (no-place, no-publisher)",
        example="`s.n.`, `n.p.`, `Unknown`",
        fix="Leave the field out.",
        check=_placeholder,
    ),
    Rule(
        code="RPT403",
        name="country-against-place",
        severity=Severity.WARNING,
        what="The place of publication lies in another country than the one that is given.",
        why="One of the two is wrong; often the country is what the report is about.",
        source="ISO 3166-1; the usual names of capitals and seats of international bodies",
        example="`Geneva` with `France`; not `Saint-Denis` with `Réunion`",
        fix="Give the country of publication.",
        check=_country,
    ),
    Rule(
        code="RPT404",
        name="country-unknown",
        severity=Severity.WARNING,
        what="What stands in the place of the country is none.",
        why="No program can sort or translate it.",
        source="ISO 3166-1",
        example="`Yugoslavia`, `Europe`",
        fix="Give a country of today, or put the name into the place.",
        check=_unknown_country,
    ),
    Rule(
        code="RPT701",
        name="pages-backwards",
        severity=Severity.WARNING,
        what="The last page is before the first.",
        why="Styles that shorten ranges garble it.",
        source="CSL 1.0.2, page-range-format",
        example="`34-12`; not `134-41`",
        fix="Correct the pages.",
        check=_pages,
    ),
    Rule(
        code="RPT702",
        name="pages-implausible",
        severity=Severity.WARNING,
        what="The number of pages is 0, or more than 20,000.",
        why="It is a count of something else, or a default.",
        source="Practice of repositories",
        example="`0`",
        fix="Correct the number, or leave it out.",
        check=_extent,
    ),
)
