"""The names of organizations in a line of authors, put together again where a comma or an *and* cut them. Pure."""

from __future__ import annotations

from typing import Final

from briefmeta.model.names import name_words as words
from briefmeta.model.names.author_units import CONNECTING, QUALIFIERS, Unit
from briefmeta.model.names.known_organizations import is_known, may_be_cut
from briefmeta.model.names.organization_evidence import is_initials, is_legal_form, is_organization, tokens
from briefmeta.text.fold import unaccented

_KINDS: Final = words.INSTITUTIONS | words.AMBIGUOUS
_SOVEREIGN: Final = _KINDS - words.GOVERNED
_PLACE_BEGINNINGS: Final = frozenset({"Los", "San", "Santa", "St.", "St"})
_ARABIC_FOR: Final = "لل"  # "for the", written as one with its word
_LONGEST_ENUMERATION: Final = 8
_LONGEST_KNOWN: Final = 6  # units of one name


def rejoin_families(units: list[Unit]) -> list[Unit]:
    """Put ``Ortega`` and ``Gasset`` together again where ``y`` joins the family names of one person."""
    found: list[Unit] = []
    for unit in units:
        inside = len(found) > 1 and found[-2].kind == "organization"
        if found and unit.joined and not inside and found[-1].has_room and _is_one_family(found[-1], unit):
            found[-1].take(unit)
            found[-1].kind = "name"
        else:
            found.append(unit)
    return found


def _is_one_family(left: Unit, right: Unit) -> bool:
    """Return whether *and* joins two family names, or two particles (``von und zu``), rather than two names."""
    if left.kind in {"organization", "topic"} or right.kind == "organization":
        return False
    if left.text.rsplit(" ", 1)[-1] in words.PARTICLES:
        return True
    if right.before not in words.FAMILY_AND:
        return False
    lone_left = " " not in left.text and left.kind in {"word", "given"} and not left.before
    lone_right = " " not in right.text and right.kind in {"word", "given"} and left.kind != "given"
    return lone_left or lone_right


def _is_open(text: str) -> bool:
    """Return whether the name of an organization can go on: ``Ministry of Health`` can, ``World Bank`` cannot."""
    low = tokens(text)
    return (
        low[-1] in QUALIFIERS
        or any(word in CONNECTING or word.startswith(_ARABIC_FOR) for word in low)
        or " d'" in text
        or " d’" in text
    )


def gather_known(units: list[Unit]) -> list[Unit]:
    """Put the names of the table together that a comma or an *and* had cut: ``Save the Children``, ``Gavi, the …``."""
    found: list[Unit] = []
    place = 0
    while place < len(units):
        first = units[place]
        end = _end_of_known(units, place)
        for other in units[place + 1 : end]:
            first.take(other)
        if end > place + 1 or (first.kind == "organization" and is_known(first.text)):
            first.kind, first.known = "organization", True
        found.append(first)
        place = end
    return found


def _end_of_known(units: list[Unit], place: int) -> int:
    """Return the end of the longest name of the table that begins at a unit."""
    text, end = units[place].full, place + 1
    if end < len(units) and may_be_cut(text):
        for after in range(end, min(place + _LONGEST_KNOWN, len(units))):
            unit = units[after]
            text += f"{',' if unit.comma else ''} {unit.before} {unit.full}"
            if is_known(text):
                end = after + 1
    return end


def gather_organizations(units: list[Unit]) -> list[Unit]:
    """Put the names of organizations together that a comma or an *and* had cut."""
    found: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        last = found[-1] if found else None
        run = _forward(units, place)
        if last is not None and last.has_room and (_is_company(unit) or _continues(last, units, place)):
            last.take(unit)
            run = 1
        else:
            for other in units[place + 1 : place + run]:
                unit.take(other)
            if unit.kind in {"topic", "place", "legal"}:
                lone = "name" if " " in unit.text else "word"
                unit.kind = "organization" if is_organization(unit.text) else lone
            found.append(unit)
        place += run
    return found


def _is_company(unit: Unit) -> bool:
    """Return whether *and* joins somebody's companions: ``Arup & Partners``."""
    low = tokens(unit.text)
    return unit.joined and low[0] in words.COMPANIONS and all(map(is_legal_form, low[1:]))


def _forward(units: list[Unit], place: int) -> int:
    """Count the units from here on that one name is made of: ``Food`` and ``Agriculture Organization``."""
    first = units[place]
    if _is_topic(first):
        end = place + 1
        while end < min(len(units), place + _LONGEST_ENUMERATION) and _is_topic(units[end]):
            end += 1
        if end < len(units) and units[end].joined and units[end].kind == "organization":
            return end + 1 - place
        return end - place if units[end - 1].joined else 1
    follows = units[place + 1] if place + 1 < len(units) else None
    if (
        first.kind in {"word", "given"}
        and follows is not None
        and follows.joined
        and follows.kind == "organization"
        and " " not in first.text
        and first.before != ","
        and (first.kind == "given" or follows.before == "&")
    ):
        return 2
    return 1


def _is_topic(unit: Unit) -> bool:
    return unit.kind == "topic" or (unit.kind == "word" and unaccented(unit.text) in words.ORDINARY)


def _continues(last: Unit, units: list[Unit], place: int) -> bool:
    """Return whether a unit goes on with the name of the organization before it."""
    unit = units[place]
    if unit.kind == "legal":
        return True
    if last.kind != "organization":
        return False
    if unit.kind == "place":
        return not unit.joined or unit.before in {"with", "i"}  # Høgskolen i Oslo
    if _is_bound(last, unit) or _is_campus(last, units, place):
        return True
    if last.known or unit.known:
        return False
    if unit.kind == "word" and unit.before in words.FAMILY_AND and _has_institution(last.text):
        return True  # Osservatorio Balcani e Caucaso
    if not _is_open(last.text):
        return False
    if unit.kind == "topic":
        return _is_further_topic(units, place)
    if unit.kind == "word":
        return not _is_family(units, place) if unit.joined else _is_enumeration(units, place)
    return unit.joined and not _has_given(unit.text) and _is_subject(unit.text)


def _has_institution(text: str) -> bool:
    return not words.INSTITUTIONS.isdisjoint(tokens(text))


def _is_campus(last: Unit, units: list[Unit], place: int) -> bool:
    """Return whether a unit is the place of a university: ``University of California, Los Angeles``."""
    unit = units[place]
    if unit.joined or words.UNIVERSITIES.isdisjoint(tokens(last.text)):
        return False
    if unit.kind == "word":
        return _is_open(last.text) and not _is_family(units, place)
    return unit.text.split(" ", 1)[0] in _PLACE_BEGINNINGS


def _is_further_topic(units: list[Unit], place: int) -> bool:
    """Return whether a topic is one more of what an organization is for, and begins no name of its own."""
    unit, run = units[place], _forward(units, place)
    if not unit.joined and run > 1:
        end = units[place + run - 1]
        return end.kind != "organization" or _is_subject(end.text)
    if " " in unit.text and not unit.joined and not _is_enumeration(units, place):
        return False  # Bank of England, HM Treasury
    return not _is_family(units, place)


def _is_bound(last: Unit, unit: Unit) -> bool:
    """Return whether the separator and the words beside it show that the name of an organization goes on."""
    first = unit.text.split(" ", 1)[0]
    if first == "the" or (
        unit.joined and (first in words.PARTICLES or (first[0].islower() and " " in unit.text))
    ):
        return True  # Ministère de l'Économie et des Finances
    if unit.before == ",":
        return _is_part(last.text, unit.text)
    if unit.before == "i":  # in Norwegian it says where: Universitetet i Tromsø
        return unit.kind == "word"
    if unit.before == "و":  # no given name begins with the article
        return unit.kind != "organization" and unit.text.startswith("ال")
    return (
        unit.joined
        and unit.kind == "organization"
        and _is_left_open(last.text)
        and _is_generic(tokens(unit.text))
    )


def _is_part(whole: str, part: str) -> bool:
    """Return whether an organization is a part of the one before it: ``University of Leeds, School of Law``."""
    outer, inner = tokens(whole), tokens(part)
    if not inner:  # nothing but marks
        return False
    heads, generic = {inner[0], inner[-1]}, _is_generic(inner)
    return (
        not heads.isdisjoint(words.INNER_PARTS)
        or ((inner[0] in words.PARTS or generic) and not words.WHOLES.isdisjoint(outer))
        or (generic and inner[-1] in words.GENERIC_PARTS)
        or (not heads.isdisjoint(words.OFFICES) and "department" in outer)
        or (inner[0] in words.GOVERNMENTS and not words.MINISTRIES.isdisjoint(outer))
    )


def _is_left_open(text: str) -> bool:
    """Return whether a name ends in a subject that nothing governs: ``House of Lords Science``."""
    low = tokens(text)
    place = len(low)
    while place > 0 and low[place - 1] in words.SUBJECTS:
        place -= 1
    return 0 < place < len(low) and low[place - 1] not in CONNECTING and low[place - 1] not in _KINDS


def _is_generic(low: list[str]) -> bool:
    """Return whether words are a subject and a kind of organization, and name none: ``Technology Committee``."""
    return low[-1] in words.INSTITUTIONS and words.SUBJECTS.issuperset(low[:-1])


def _is_subject(text: str) -> bool:
    """Return whether a text says what an organization is for, and names none: ``Urban Poverty Alleviation``."""
    low = tokens(text)
    if low[-1] in words.SCOPES or not _SOVEREIGN.isdisjoint(low) or text.split(maxsplit=1)[0].isupper():
        return False
    governed = low[:-1] if len(low) > 2 and low[-2] in CONNECTING else low  # Finanzas del Perú
    return not words.SUBJECTS.isdisjoint(low) and words.PLACES.isdisjoint(governed)


def _has_given(text: str) -> bool:
    first, *_ = parts = text.split()
    return unaccented(first) in words.GIVEN_NAMES or any(map(is_initials, parts))


def _is_family(units: list[Unit], place: int) -> bool:
    """Return whether the next unit is the given name to this one: ``Smith, J.``."""
    follows = units[place + 1] if place + 1 < len(units) else None
    return follows is not None and follows.kind == "given" and follows.before == ","


def _is_enumeration(units: list[Unit], place: int) -> bool:
    """Return whether single words follow up to an *and* with one more: ``…, Pesca y Alimentación``."""
    for unit in units[place + 1 : place + _LONGEST_ENUMERATION]:
        if unit.kind not in {"word", "topic"}:
            return False
        if unit.joined:
            return True
    return False
