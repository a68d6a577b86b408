"""Everyday names of countries that ISO 3166-1 does not have, and names that are no country's.

ISO has one English short name a country, and the translations of ISO names follow it (``Fédération de Russie``);
``vocabulary/country_names.tsv`` has the names that people write instead. Names are compared without case, accents and
punctuation (``fold_name``), and English ones also without word order, so that ``Egypt, Arab Rep.`` needs no line.
"""

from __future__ import annotations

from functools import cache

from briefmeta.vocabulary import rows


@cache
def names_of_kind(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the names of a kind, each with its code or codes of ISO 3166-1, in the order of the file."""
    return tuple((name, code) for name, found, code in rows("country_names") if found == kind)
