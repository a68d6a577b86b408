"""Country: one of the countries and territories of ISO 3166-1, from any usual spelling of its name.

Codes, English names and translations come from pycountry, which follows the releases of Debian's
iso-codes. It is imported when the first country is needed; its translations are read when a name is no
English one.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from briefmeta.errors import UnknownCountryError
from briefmeta.model.places.country_names import names_of_kind
from briefmeta.text.fold import unaccented

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST = 120  # characters; the longest name of ISO 3166-1 in any language has fewer than 100
_EXPECTED = "a country of ISO 3166-1 (a code such as US or USA, or a name such as United States)"
_DROPPED = frozenset("'’‘ʻʼ`´.·")  # signs inside words: Côte d’Ivoire, U.S.A.
_LONG_FORMS = {"st": "saint", "ste": "sainte", "rep": "republic", "dem": "democratic", "fed": "federated"}
_INITIALS = re.compile(r"\b[a-z](?: [a-z]\b)+")
_KNOWN_CHARACTERS = 10_000
_LITTLE_WORDS = frozenset(("the", "of", "and"))

# The languages whose names of countries are read; the first ones, which are met most, without reading the
# others. Where one name means two countries, the earlier language wins.
_MAIN_LANGUAGES = ("fr", "es", "de", "pt", "pt_BR", "it", "nl", "ru", "ar", "zh_CN", "ja")
_MORE_LANGUAGES = (
    "zh_TW zh_HK ko pl tr sv da nb_NO nn fi cs el hu ro uk id vi fa he hi bn ur th ca bg hr sr bs sk "
    "sl et lv lt mk sq is ga mt eu gl ms sw ta ka hy az kk uz be af am km lo mn my ne si so te tg tk "
    "fil sd"
).split()


class _Entry(NamedTuple):
    """One row of ISO 3166-1: the codes, the short name people write, the ISO name, the formal one."""

    alpha_2: str
    alpha_3: str
    numeric: str
    name: str
    iso_name: str
    official_name: str


# in use by the European Commission and the World Bank; ISO 3166-1 reserves XA to XZ for its users
_KOSOVO = _Entry("XK", "XKX", "", "Kosovo", "Kosovo", "Republic of Kosovo")


def _code(text: object) -> str:
    code = text.strip().upper() if isinstance(text, str) and len(text) <= _LONGEST else ""
    if code not in _entries():
        raise UnknownCountryError("country", text, "a two-letter code of ISO 3166-1")
    return code


@attrs.frozen
class Country:
    """A country or territory of ISO 3166-1, or Kosovo (``XK``, a code that ISO leaves to its users).

    Countries are equal when their codes are. ``str(country)`` is the name.

    Attributes:
        alpha_2: the code of two letters, such as ``US``.

    Raises:
        UnknownCountryError: the code is not one of ISO 3166-1. For names there is :meth:`parse`.

    Example:
        >>> from briefmeta.model.places.country import Country
        >>> country = Country.parse("Korea, Republic of")
        >>> country.alpha_2, country.alpha_3, country.name, country.official_name
        ('KR', 'KOR', 'South Korea', 'Republic of Korea')
        >>> Country("FR") == Country.parse("Frankreich")
        True
    """

    alpha_2: str = attrs.field(converter=_code)

    @property
    def alpha_3(self) -> str:
        """The code of three letters, such as ``USA``."""
        return _entries()[self.alpha_2].alpha_3

    @property
    def name(self) -> str:
        """The short English name as people write it, such as ``Vietnam`` or ``South Korea``."""
        return _entries()[self.alpha_2].name

    @property
    def official_name(self) -> str:
        """The formal English name of ISO 3166-1, such as ``Socialist Republic of Viet Nam``."""
        return _entries()[self.alpha_2].official_name

    @classmethod
    def parse(cls, text: str) -> Country:
        """Read a country from a code or from any usual spelling of its name.

        Read are the codes of ISO 3166-1 (two letters, three letters, three digits) and ``UK``; English
        names, short and formal, in any word order; everyday and former names of countries that still
        exist (``Ivory Coast``, ``Burma``); names in some seventy other languages. Case, accents,
        apostrophes and other punctuation do not matter.

        Raises:
            UnknownCountryError: ``text`` names no country, several (``Congo``, ``Korea``), a state of the
                past (``Yugoslavia``), a group of countries or a part of one (``European Union``,
                ``Scotland``).

        Example:
            >>> [Country.parse(text).alpha_2 for text in ("U.S.", "Cote d'Ivoire", "DR Congo", "Deutschland")]
            ['US', 'CI', 'CD', 'DE']
            >>> Country.parse("Scotland")
            Traceback (most recent call last):
            ...
            briefmeta.errors.UnknownCountryError: country: 'Scotland' is not a country: it is ...
        """
        if not isinstance(text, str):
            raise UnknownCountryError("country", text, _EXPECTED)
        code = _find(text) if len(text) <= _LONGEST else None
        if code is None:
            raise UnknownCountryError("country", text, _refused().get(fold_name(text[:_LONGEST]), _EXPECTED))
        return cls(code)

    def __str__(self) -> str:
        return self.name


@functools.lru_cache(maxsize=1024)
def _find(text: str) -> str | None:
    """Find a name, or several names of one country: ``Myanmar (Burma)``, ``Suisse/Schweiz``."""
    parts = [part for part in re.split(r"[(/)]", text) if part.strip()]
    found = {_find_name(part) for part in parts} if 1 < len(parts) < 5 else set()
    return _find_name(text) or (found.pop() if len(found) == 1 else None)


def _find_name(text: str) -> str | None:
    code, folded = _codes().get(text.strip().upper()), fold_name(text)
    if code is not None and not text.istitle():  # "Nga" may be a name (Russia in Vietnamese), NGA is Nigeria
        return code
    if not folded or folded in _refused():
        return None
    for table, name in (
        (_english, folded),
        (_english_in_any_order, _in_any_order(folded)),
        (_in_main_languages, folded),
        (_in_more_languages, folded),
    ):
        if name in table():
            return table()[name]
    return code


class _Folding(dict[int, str | None]):
    """What each character of a folded name becomes, for ``str.translate``: what is no letter parts words."""

    def __missing__(self, point: int) -> str | None:
        char = chr(point)
        kept = None if char in _DROPPED else char if unicodedata.category(char)[0] in "LNM" else " "
        if len(self) < _KNOWN_CHARACTERS:
            self[point] = kept
        return kept


_folding = _Folding()


def fold_name(text: str) -> str:
    """Write a name without case, accents, punctuation and the article, abbreviations in full.

    Example:
        >>> from briefmeta.model.places.country import fold_name
        >>> fold_name("The St. Vincent & Grenadines"), fold_name("Côte d’Ivoire"), fold_name("U. S. A.")
        ('saint vincent and grenadines', 'cote divoire', 'usa')
    """
    words = unaccented(text.replace("&", " and ")).translate(_folding).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    folded = " ".join(_LONG_FORMS.get(word, word) for word in words)
    return _INITIALS.sub(lambda found: found[0].replace(" ", ""), folded)


def _in_any_order(folded: str) -> str:
    """Write the words of a name in one order, so that ``Korea, Republic of`` is ``Republic of Korea``."""
    return "|".join(sorted(word for word in folded.split() if word not in _LITTLE_WORDS))


# --- tables, each made when it is first needed


@functools.cache
def _entries() -> Mapping[str, _Entry]:
    import pycountry

    return {row.alpha_2: _entry(row) for row in pycountry.countries} | {"XK": _KOSOVO}


def _entry(row: Any) -> _Entry:
    iso_name: str = row.name
    short: str = _short_names().get(row.alpha_2, getattr(row, "common_name", iso_name))
    before, comma, after = iso_name.partition(", ")
    formal = f"{after} {before}" if comma and after.endswith((" of", " of the")) else iso_name
    official: str = getattr(row, "official_name", formal)
    official = official.removeprefix("the ").removeprefix("The ")
    return _Entry(row.alpha_2, row.alpha_3, row.numeric, short, iso_name, official)


@functools.cache
def _codes() -> Mapping[str, str]:
    """Map the codes of two and three letters and of three digits to those of two letters."""
    rows = _entries().values()
    return {code: row.alpha_2 for row in rows for code in (row.alpha_2, row.alpha_3, row.numeric) if code}


@functools.cache
def _english() -> Mapping[str, str]:
    """Map folded English names to codes."""
    table: dict[str, str] = {}
    for row in _entries().values():
        table |= dict.fromkeys(map(fold_name, (row.iso_name, row.official_name, row.name)), row.alpha_2)
    return table | _listed("english")


@functools.cache
def _english_in_any_order() -> Mapping[str, str]:
    return {_in_any_order(folded): code for folded, code in reversed([*_english().items()])}


@functools.cache
def _in_main_languages() -> Mapping[str, str]:
    """Map folded names in the most usual languages to codes."""
    return _translations(_MAIN_LANGUAGES) | _listed("other")


@functools.cache
def _in_more_languages() -> Mapping[str, str]:
    return _translations(_MORE_LANGUAGES)


def _translations(languages: Sequence[str]) -> dict[str, str]:
    import gettext

    import pycountry

    messages = [
        (message, row.alpha_2)
        for row in pycountry.countries
        for field in ("name", "official_name", "common_name")
        if (message := getattr(row, field, None))
    ]
    table: dict[str, str] = {}
    for language in reversed(languages):
        try:
            translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language]).gettext
        except OSError:  # a release of pycountry without this language
            continue
        translated = ((translate(message), message, code) for message, code in messages)
        table |= {fold_name(name): code for name, message, code in translated if name != message}
    # without their accents, names such as Áo and Mỹ (Vietnamese for Austria and the United States) are
    # words of others
    return {name: code for name, code in table.items() if len(name) > 3 or not name.isascii()}


def _listed(kind: str) -> dict[str, str]:
    return {fold_name(name): code for name, code in names_of_kind(kind)}


@functools.cache
def _short_names() -> dict[str, str]:
    return {code: name for name, code in names_of_kind("short")}


@functools.cache
def _refused() -> Mapping[str, str]:
    """Map folded names that are no country's to what was expected instead."""
    table = dict.fromkeys(_listed("region"), "a country: it is a region or a group of countries")
    table |= dict.fromkeys(_listed("former"), "a country of today: it is a state of the past")
    for name, code in _listed("part").items():
        table[name] = f"a country: it is a part of one, {_entries()[code].name} ({code})"
    for name, codes in _listed("shared").items():
        choices = [f"{_entries()[code].name} ({code})" for code in codes.split()]
        table[name] = f"one country: it is {' or '.join(choices)}"
    return table
