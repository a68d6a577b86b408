"""Organizations that are known by name: the table, and what widens it. Pure.

The table is read when a name is first looked up, which takes 10 ms once; a look-up takes 1 µs.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import attrs

from briefmeta.text.fold import unaccented
from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

# Hyphens and slashes part words (Konrad-Adenauer-Stiftung); dots and apostrophes do not (B'Tselem).
_MARKS = str.maketrans(
    dict.fromkeys("-‐‑–—/,;:", " ") | dict.fromkeys(".'’‘´`!?\"“”„«»()[]") | {"&": " and "}
)


_SHORT = 4  # letters: acronyms of up to four are words or names in small letters too: Care, Mind, Cob


@attrs.frozen(kw_only=True)
class KnownOrganization:
    """An organization of the table.

    Attributes:
        name: its name in full.
        acronyms: its acronyms.
        countries: the ISO 3166-1 alpha-2 codes of its countries; none for one of several countries.
        kind: what it is: ``think tank``, ``central bank``.
        names: its other names, in any language.
        ror: its identifier in the Research Organization Registry, where the data has it.
    """

    name: str
    acronyms: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kind: str = ""
    names: tuple[str, ...] = ()
    ror: str | None = None


@lru_cache(maxsize=4096)
def organization_key(text: str) -> str:
    """Fold a name for looking it up: no case, accents, marks or leading article; ``&`` is *and*.

    >>> organization_key("The Brookings Institution") == organization_key("Brookings  Institution.")
    True
    """
    if text.isascii() and text.replace(" ", "").isalpha():
        words = text.lower().split()
    else:
        words = unaccented(text.translate(_MARKS)).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Return the lines of the table by the keys of all names in it; an acronym that several have is none's."""
    fold = organization_key.__wrapped__  # the cache is for texts that come again
    found: dict[str, tuple[str, ...]] = {}
    # Names come first: what is an acronym of one and the name of another is the other.
    acronyms: dict[str, tuple[str, ...] | None] = {}
    for row in rows("organizations"):
        name, acronym, _, _, names = row
        found[fold(name)] = row
        for other in names.split("; ") if names else ():
            found.setdefault(fold(other.split(":", 1)[1]), row)
        for short in acronym.split("; ") if acronym else ():
            key = fold(short)
            acronyms[key] = None if key in acronyms else row
    for key, line in acronyms.items():
        if line is not None:
            found.setdefault(key, line)
    return found


_more: dict[str, KnownOrganization] = {}


def add_organizations(organizations: Iterable[KnownOrganization]) -> int:
    """Widen the table for as long as the program runs.

    Args:
        organizations: what to add; a name that the table has already keeps its line there, and gains the identifier.

    Returns:
        how many were added.
    """
    count = 0
    for organization in organizations:
        count += 1
        for name in (organization.name, *organization.names):
            _more.setdefault(organization_key(name), organization)
    return count


def known_organization(text: str) -> KnownOrganization | None:
    """Return the organization that a text names in full, by another name or by an acronym that it alone has.

    >>> known_organization("Banque mondiale").name
    'World Bank'
    >>> known_organization("Jane Doe") is None
    True
    """
    key = organization_key(text)
    line, more = _table().get(key), _more.get(key)
    if line is None:
        return more
    name, acronym, country, kind, names = line
    return KnownOrganization(
        name=name,
        acronyms=tuple(acronym.split("; ")) if acronym else (),
        countries=tuple(country.split()),
        kind=kind,
        names=tuple(other.split(":", 1)[1] for other in names.split("; ")) if names else (),
        ror=more.ror if more else None,
    )


def is_known(text: str) -> bool:
    """Return whether a text is the name of an organization of the table; an acronym counts in its capitals only.

    >>> is_known("Publish What You Pay"), is_known("Jane Doe"), is_known("Care")
    (True, False, False)
    """
    key = organization_key(text)
    line = _table().get(key)
    if line is None:
        more = _more.get(key)
        return more is not None and (" " in key or text == more.name or text in more.names)
    return " " in key or text in line[1].split("; ") or text == line[0] or f":{text}" in line[4]


def is_known_in_ascii(text: str) -> bool:
    """Return what ``is_known`` does for a text of several words of ASCII letters and no article in front, sooner."""
    low = text.lower()
    return low in _table() or low in _more


def is_acronym(text: str) -> bool:
    """Return whether a word is an acronym of the table in other capitals: ``Unicef``; short ones are words too."""
    return len(text) > _SHORT and organization_key(text) in _table()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(key.split(" ", 1)[0] for key in _table())


def may_be_cut(text: str) -> bool:
    """Return whether a text begins with the first word of a name of the table, which a comma may have cut."""
    first = text.split(" ", 1)[0]
    return first.lower() in _first_words() or (
        not first.isascii() and organization_key(first) in _first_words()
    )


def same_organization(one: str, other: str) -> bool:
    """Return whether the table has two texts as names or acronyms of one organization.

    >>> same_organization("WHO", "Organisation mondiale de la santé"), same_organization("WHO", "World Bank")
    (True, False)
    """
    first, second = known_organization(one), known_organization(other)
    return first is not None and second is not None and first.name == second.name
