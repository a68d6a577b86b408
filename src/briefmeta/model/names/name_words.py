"""The vocabulary of names: each class of words as a set, folded as the texts are that are compared with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefmeta.text.fold import unaccented
from briefmeta.vocabulary import rows, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def _by_class(
    entries: Iterable[tuple[str, ...]], fold: Callable[[str], str] = str
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, classes, *_ in entries:
        folded = fold(word)
        for name in classes.split(" "):
            if name in found:
                found[name].add(folded)
            else:
                found[name] = {folded}
    return {name: frozenset(members) for name, members in found.items()}


_organization = _by_class(rows("organization_words"), unaccented)
INSTITUTIONS: Final = _organization["institution"]
AMBIGUOUS: Final = _organization["ambiguous"]
SCOPES: Final = _organization["scope"]
SUBJECTS: Final = _organization["subject"]
PLACES: Final = _organization["place"]
FAMILY_TOO: Final = _organization["family"]
ORDINARY: Final = _organization["ordinary"]
FUNCTION_WORDS: Final = _organization["function"]
ARTICLES: Final = _organization["article"]
GIVEN_TOO: Final = _organization["given"]
GOVERNED: Final = _organization["governed"]
LEGAL_FORMS: Final = _organization["legal"]
COMPANIONS: Final = _organization["companion"]
WHOLES: Final = _organization["whole"]
PARTS: Final = _organization["part"]
UNIVERSITIES: Final = _organization["university"]
GENERIC_PARTS: Final = _organization["generic-part"]
INNER_PARTS: Final = _organization["inner-part"]
OFFICES: Final = _organization["office"]
MINISTRIES: Final = _organization["ministry"]
GOVERNMENTS: Final = _organization["government"]

# str.startswith and str.endswith take tuples.
_affixes = _by_class(rows("organization_affixes"))
BEGINNINGS: Final = tuple(_affixes["beginning"])
COMPOUND_ENDS: Final = tuple(_affixes["compound"])
ABSTRACT_ENDS: Final = tuple(_affixes["abstract"])
SINGLE_WORD_ENDS: Final = tuple(_affixes["single"])
EAST_ASIAN_INSIDE: Final = tuple(_affixes["inside"])
EAST_ASIAN_ENDS: Final = tuple(_affixes["end"])
EAST_ASIAN_LONG_ENDS: Final = tuple(_affixes["long-end"])

# Folded once here: a look-up then costs the folding of one word.
GIVEN_NAMES: Final = frozenset(map(unaccented, words("given_names")))
_person = _by_class(rows("person_words"), unaccented)
HONORIFICS: Final = _person["honorific"]
PEERS: Final = _person["peer"]
TITLE_TAILS: Final = _person["title-tail"]
DEGREES: Final = _person["degree"]
POSITIONS: Final = _person["position"]
RANKS: Final = _person["rank"]
SUFFIXES: Final = _person["suffix"]
NUMERALS: Final = _person["numeral"]
KINSHIP: Final = _person["kinship"]
DEVOTIONS: Final = _person["devotion"]

# As they are written: "de" is a particle, "De" begins a family name.
_particles = _by_class(rows("name_particles"))
PARTICLES: Final = _particles["particle"]
DROPPING: Final = _particles["dropping"]
GERMAN_ARTICLES: Final = _particles["german-article"]
FAMILY_BEGINNINGS: Final = _particles["opening"]
ARABIC_PARTICLES: Final = _particles["arabic"]

_written = _by_class(rows("family_names"))
CHINESE: Final = _written["chinese"]
JAPANESE: Final = _written["japanese"]
KOREAN: Final = _written["korean"]
_family = _by_class(rows("family_names"), unaccented)
ROMANIZED: Final = _family["romanized"]
SHORT: Final = _family["short"]
WESTERN: Final = _family["western"]
HUNGARIAN: Final = _family["hungarian"]
VIETNAMESE: Final = _family["vietnamese"]
SPANISH: Final = _family["spanish"]

_line = _by_class(rows("author_line_words"))
AND: Final = _line["and"]
FAMILY_AND: Final = _line["family-and"]
OTHERS: Final = _line["others"]
BY: Final = _line["by"]
RELATORS: Final = frozenset(map(unaccented, _line["relator"]))
