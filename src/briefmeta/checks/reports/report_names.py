"""Rules about authors, editors and translators; they take the names of a report, which ``names_of`` lists."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefmeta.checks.finding import Severity
from briefmeta.checks.reports.check_digits import orcid_is_right, ror_is_right
from briefmeta.checks.reports.fields_of_report import bare, folded, placeholders
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import shorten
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.names.name_words import AMBIGUOUS, GIVEN_NAMES, PARTICLES, PLACES, VIETNAMESE
from briefmeta.model.names.organization_evidence import is_organization, score
from briefmeta.text.fold import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefmeta.checks.reports.fields_of_report import Named
    from briefmeta.checks.rule import Context
    from briefmeta.model.names.name import Name

    Names = Sequence[Named]

_NOBODY = "Xy"  # stands for a name that tells nothing
_SEVERAL = re.compile(r";|\bet\.? al\b|\sand others\b|\s(?:and|&|und|et)\s(?-i:(?![a-z]))", re.IGNORECASE)
_OTHERS = re.compile(r"(?:et\.? al\.?|and others|u\. ?a\.|et autres|y otros)", re.IGNORECASE)
_AND_OTHERS = (" and others", " et al", " et al.")
_STRANGE = re.compile(r"@|https?:|www\.|[\d²³¹⁰⁴-⁹*†‡§]")
_ORDINAL = re.compile(r"\b(?:2nd|3rd|4th|5th)\b", re.IGNORECASE)
_INVERTED = re.compile(
    r"([^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?), ([^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?)"
)
# Evidence for an organization (``organization_evidence.score``) that outweighs somebody's having entered a person: more
# is needed where the name has the look of a person's.
_LIKELY, _SURELY = 2, 4
# Nouns that name organizations, and places, that people are called, too: the given name must tell that one is meant.
_FAMILIES = frozenset(
    """
    abbey bank banks bureau chambers church churches comune consiglio court hall hospital house houses kammer law
    mission park parks post press temple verband
""".split()
)
_PEOPLE_TOO = _FAMILIES | AMBIGUOUS | PLACES
_GIVEN_TOO = frozenset(("iroda", "justice", "mercy", "peace", "progress", "prosperity", "rada"))
_POSSESSIVE = re.compile(r"\w['’]s\b")


# What stands behind a name: generations, and the degrees and orders that some write there.
_SUFFIX = re.compile(
    r"(?:(?:jr|sr|jnr|snr|junior|senior|júnior|filho|neto|sobrinho|fils|père|i{1,3}|iv|vi{0,3}|[1-9](?:st|nd|rd|th)|esq|"
    r"md|m\.d|phd|ph\.d|dphil|msc|mba|jd|cbe|obe|mbe|cpa|rn|sj|s\.j|op|o\.p|osb|ret|ed)\.?(?:,? |$))+",
    re.IGNORECASE,
)
_NO_SUFFIX = re.compile(r"&|(?:^|\s)[A-Z]\.(?:\s|$)")  # not P.E., which is a degree
_INITIALS_TOO = frozenset({"i", "v", "vi", "ed", "md", "op", "sj"})  # and given names: Ed, Vi
_ONLY_INITIALS = re.compile(r"(?:[A-Z]\.[ -]?){1,4}")
_ENDS_IN_INITIAL = re.compile(r"[^\W\d_]{2} [A-Z]\.$")
_JOINED = re.compile(r"(?:^|\s)&(?:\s|$)")


@lru_cache(maxsize=8192)
def _is_organization(name: Person, text: str) -> bool:
    family, given = name.family or "", name.given
    if given is None or not family:
        return _is_whole_organization(family or given or "")
    if _is_initials(given):
        return " " in family and score(family) >= _SURELY
    if given[0].islower():  # "Banco" with the given name "de España"
        return score(f"{family} {given}") > _LIKELY
    evidence = _evidence_in_given(given)
    if unaccented(family) in _PEOPLE_TOO and evidence < 1:
        return False
    if evidence >= _LIKELY:  # "Banque" with the family "de France"
        return score(text) >= _LIKELY
    doubtful = (
        name.dropping_particle is not None
        or name.non_dropping_particle is not None
        or not PARTICLES.isdisjoint(given.split())  # "Jan van het": nobody took them apart
        or family[0].islower()
        or _begins_as_given(given)
        or unaccented(family) in VIETNAMESE
    )
    return score(text) >= (_SURELY if doubtful else _LIKELY)


def _evidence_in_given(given: str) -> int:
    """Return how much given names alone have to say for an organization."""
    if _begins_as_given(given):
        return 0
    return score(f"{given} {_NOBODY}") + len(_POSSESSIVE.findall(given))


def _is_whole_organization(text: str) -> bool:
    """Return whether a name that was entered as one, as a family name only, is an organization's."""
    *others, last = text.split()
    doubtful = (
        not others
        or "&" in others  # Phiri & Banda
        or "of" in others  # Turner of Ecchinswell
        or (unaccented(last) in _FAMILIES and _evidence_in_given(" ".join(others)) < 1)
    )
    return score(text) >= (_SURELY if doubtful else _LIKELY)


def _begins_as_given(given: str) -> bool:
    """Return whether given names are a usual one, alone or with initials behind it."""
    first, *others = folded(given).split() or [""]
    return (first in GIVEN_NAMES or first in _GIVEN_TOO) and all(len(word) == 1 for word in others)


def _organization_as_person(names: Names, _: Context) -> Iterator[Flaw]:
    for field, name, text in names:
        if (
            isinstance(name, Person)
            and name.orcid is None
            and _is_organization(name, text)
            and not _STRANGE.search(text)
            and not text.endswith(_AND_OTHERS)
        ):
            said = f"{shorten(text)} is entered as a person, and reads as an organization"
            yield Flaw(field, said, value=name.family or name.given)


def _person_as_organization(names: Names, _: Context) -> Iterator[Flaw]:
    for field, name, _text in names:
        if isinstance(name, Organization) and name.ror is None and _reads_as_person(name.name):
            yield Flaw(
                field,
                f"{shorten(name.name)} is entered as an organization, and reads as a person",
                value=name.name,
            )


@lru_cache(maxsize=8192)
def _reads_as_person(text: str) -> bool:
    found = _INVERTED.fullmatch(text)
    if found is None or is_organization(text) or is_organization(f"{found[2]} {found[1]}"):
        return False
    first = unaccented(found[2].split()[0])
    return first in GIVEN_NAMES or (len(first.rstrip(".")) == 1 and found[2].isascii() and "." in found[2])


def _twice(names: Names, _: Context) -> Iterator[Flaw]:
    if len(names) < 2 or len({unaccented(_family(name)) for _, name, _ in names}) == len(names):
        return
    for field in ("authors", "editors", "translators"):
        yield from _repeated(field, [each for each in names if each.field == field])


def _repeated(field: str, names: Names) -> Iterator[Flaw]:
    seen: dict[str, Named] = {}
    for each in names:
        known = seen.setdefault(_compared(each.name), each)
        if known is not each and not _are_distinct(known.name, each.name):
            yield Flaw(field, f"{shorten(each.text)} is there twice", value=_family(each.name))
    alike: dict[tuple[str, str], list[Person]] = {}
    for each in seen.values():
        name = each.name
        if isinstance(name, Person) and name.family and name.given:
            alike.setdefault((folded(name.family), folded(name.given)[:1]), []).append(name)
    for group in alike.values():
        if len(group) > 1:
            yield from _abbreviated(field, group)


def _abbreviated(field: str, group: list[Person]) -> Iterator[Flaw]:
    full = [name for name in group if not _is_initials(name.given or "")]
    for name in group:
        same = [each for each in full if _may_stand_for(name, each) and not _are_distinct(name, each)]
        if _is_initials(name.given or "") and same:
            said = f"{shorten(str(name))} may be {shorten(str(same[0]))} once more"
            yield Flaw(field, said, value=name.given, severity=Severity.INFO)


def _is_initials(given: str) -> bool:
    return all(len(part) == 1 for part in folded(given).split())


def _may_stand_for(short: Person, full: Person) -> bool:
    initials = folded(short.given or "").split()
    return initials == [part[0] for part in folded(full.given or "").split()][: len(initials)]


def _are_distinct(one: Name, other: Name) -> bool:
    """Return whether identifiers or suffixes say that two names are two people or organizations."""
    if isinstance(one, Person) and isinstance(other, Person):
        differ = one.orcid and other.orcid and one.orcid != other.orcid
        return bool(differ) or folded(one.suffix or "") != folded(other.suffix or "")
    if isinstance(one, Organization) and isinstance(other, Organization):
        return bool(one.ror and other.ror and one.ror != other.ror)
    return True


def _compared(name: Name) -> str:
    if isinstance(name, Organization):
        return f"o {folded(name.name)}"
    return f"p {folded(name.family or '')}|{folded(name.given or '')}|{folded(_particles(name))}"


def _particles(name: Person) -> str:
    return f"{name.dropping_particle or ''} {name.non_dropping_particle or ''}"


def _family(name: Name) -> str:
    return name.name if isinstance(name, Organization) else name.family or name.given or ""


def _several(names: Names, _: Context) -> Iterator[Flaw]:
    for field, name, text in names:
        if isinstance(name, Person):
            # particles aside: people are called "von und zu"
            if _SEVERAL.search(f"{name.given} {name.family}") and (
                text.endswith(_AND_OTHERS) or not _is_organization(name, text)
            ):
                yield Flaw(field, f"{shorten(text)} is entered as one person", value=_family(name))
        elif _OTHERS.fullmatch(text):
            yield Flaw(field, f"{shorten(text)} is entered as an organization", value=text)


def _is_given(suffix: str) -> bool:
    """Return whether what stands behind a name is somebody's: titles and degrees that no list has are left alone."""
    return _NO_SUFFIX.search(suffix) is not None or unaccented(suffix.split(maxsplit=1)[0]) in GIVEN_NAMES


def _mixed(names: Names, _: Context) -> Iterator[Flaw]:
    for field, name, text in names:
        if not isinstance(name, Person):
            continue
        given, family, suffix = name.given or "", name.family or "", name.suffix or ""
        said = None
        if suffix and not _SUFFIX.fullmatch(suffix) and _is_given(suffix):
            said = f"{shorten(suffix)} stands where Jr. or III belongs"
        elif _SUFFIX.fullmatch(given) and given.rstrip(".").lower() not in _INITIALS_TOO:
            said = f"the given name is {shorten(given)}"
        elif given and family.isascii() and _ONLY_INITIALS.fullmatch(family):
            said = f"the family name is {shorten(family)}"
        elif given and _ENDS_IN_INITIAL.search(family):
            said = f"the family name {shorten(family)} ends with an initial"
        elif _JOINED.search(given) or _JOINED.search(family):
            said = "an & stands in a part of the name"
        if said is not None:
            yield Flaw(
                field, f"the parts of the name {shorten(text)} are mixed up: {said}", value=_family(name)
            )


def _placeholder(names: Names, _: Context) -> Iterator[Flaw]:
    for field, name, text in names:
        if len(text) < 25 and bare(text) in placeholders("name"):
            yield Flaw(field, f"{shorten(text)} is nobody's name", value=_family(name))


def _strange(names: Names, _: Context) -> Iterator[Flaw]:
    for field, name, text in names:
        if isinstance(name, Person) and _STRANGE.search(text) and _STRANGE.search(_ORDINAL.sub("", text)):
            yield Flaw(
                field, f"a digit or an address stands in the name {shorten(text)}", value=_family(name)
            )


def _orcid(names: Names, _: Context) -> Iterator[Flaw]:
    for field, name, text in names:
        if isinstance(name, Person) and name.orcid and not orcid_is_right(name.orcid):
            said = f"the check digit of the ORCID iD {name.orcid} of {shorten(text)} is wrong"
            yield Flaw(field, said, value=name.orcid)


def _ror(names: Names, _: Context) -> Iterator[Flaw]:
    for field, name, _text in names:
        if isinstance(name, Organization) and name.ror and not ror_is_right(name.ror):
            said = f"the check digits of the ROR identifier {name.ror} of {shorten(name.name)} are wrong"
            yield Flaw(field, said, value=name.ror)


def _shared_orcid(names: Names, _: Context) -> Iterator[Flaw]:
    seen: dict[str, str] = {}
    for field, name, text in names:
        if isinstance(name, Person) and name.orcid:
            family = folded(name.family or name.given or "")
            if seen.setdefault(name.orcid, family) != family:
                said = f"{shorten(text)} has the ORCID iD {name.orcid}, and somebody else has it too"
                yield Flaw(field, said, value=name.orcid)


RULES = (
    Rule("RPT202", "organization-as-person", Severity.WARNING, _organization_as_person),
    Rule("RPT203", "person-as-organization", Severity.WARNING, _person_as_organization),
    Rule("RPT204", "person-twice", Severity.WARNING, _twice),
    Rule("RPT205", "several-in-one", Severity.WARNING, _several),
    Rule("RPT206", "name-placeholder", Severity.WARNING, _placeholder),
    Rule("RPT207", "name-with-address", Severity.WARNING, _strange),
    Rule("RPT208", "orcid-check-digit", Severity.ERROR, _orcid),
    Rule("RPT209", "ror-check-digits", Severity.ERROR, _ror),
    Rule("RPT210", "orcid-shared", Severity.ERROR, _shared_orcid),
    Rule("RPT211", "name-parts-mixed", Severity.WARNING, _mixed),
)
