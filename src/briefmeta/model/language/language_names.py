"""The languages in which most reports are written: their codes and names, so that these need no other data.

All other languages, and names in third languages, come from pycountry. The tables are read when this module is
imported, which is when a language is first met.
"""

from __future__ import annotations

from typing import Final

from briefmeta.vocabulary import rows

COMMON: Final = {tag: names for tag, names in rows("language_names")}  # noqa: C416 - rows have any number of columns
"""By tag: the codes of ISO 639-2 and the names, with ``; `` between."""

REPLACED: Final = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "jw": "jv",
    "mo": "ro",
    "scc": "sr",
    "scr": "hr",
    "mol": "ro",
}
"""Codes that were replaced (IANA Language Subtag Registry, "Preferred-Value")."""

VARIETIES: Final = {subtag: words for subtag, words in rows("language_varieties")}  # noqa: C416 - as above
"""By subtag: what may stand at the name of a language beside the name of a country."""
