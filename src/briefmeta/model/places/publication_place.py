"""Place and country of publication in the one field that most formats have for both."""

from __future__ import annotations

from functools import lru_cache

from briefmeta.errors import UnknownCountryError
from briefmeta.model.places.country import Country

_LONGEST_KNOWN = 200  # characters; longer texts are no places, and are not remembered


def join_place(place: str | None, country: Country | None) -> str | None:
    """Write place and country as one text: ``Geneva, Switzerland``.

    A place that says its country itself stays as it is.

    >>> join_place("Geneva", Country.parse("CH"))
    'Geneva, Switzerland'
    >>> join_place(None, Country.parse("CH"))
    'Switzerland'
    >>> join_place("London, UK", Country.parse("GB"))
    'London, UK'
    """
    if country is None:
        return place
    if place is None:
        return country.name
    return place if split_place(place)[1] == country else f"{place}, {country.name}"


def split_place(text: str) -> tuple[str | None, Country | None]:
    """Read place and country from one text, so that ``join_place`` gives the same text again.

    The part behind the last comma is the country where it is one's English name; where it is another spelling of
    one, the country is recognised and the place keeps the whole text.

    >>> place, country = split_place("Geneva, Switzerland")
    >>> place, country.alpha_2
    ('Geneva', 'CH')
    >>> split_place("Washington, DC")
    ('Washington, DC', None)
    >>> place, country = split_place("London, UK")
    >>> place, country.alpha_2
    ('London, UK', 'GB')
    """
    return _split_place(text) if len(text) > _LONGEST_KNOWN else _known_place(text)


def _split_place(text: str) -> tuple[str | None, Country | None]:
    country = _country(text)
    if country:
        return (None if country.name == text else text), country
    head, comma, tail = text.rpartition(", ")
    country = _country(tail) if comma and head else None
    if country is None:
        return text, None
    # "Lima, Peru, Peru" would be cut twice: the head must not name the country again
    is_tail_whole = country.name == tail and split_place(head)[1] != country
    return (head.rstrip(" ") if is_tail_whole else text), country


_known_place = lru_cache(maxsize=1024)(_split_place)  # the same places come again and again


def _country(text: str) -> Country | None:
    # Two-letter words behind a comma are as often a state of the US or Canada as a country: "Wilmington, DE".
    if len(text) == 2 and text.isascii() and text not in ("UK", "US"):
        return None
    try:
        return Country.parse(text)
    except UnknownCountryError:
        return None
