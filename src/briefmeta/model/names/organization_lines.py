"""The names of bodies in a line of authors, put together again where a comma or an *and* had cut them. Pure."""

from __future__ import annotations

from typing import Final

from briefmeta.model.names import organization_words as words
from briefmeta.model.names.name_units import CONNECTING, SUBJECTS, Unit
from briefmeta.model.names.organizations import is_initials, is_legal_form, is_organization, tokens
from briefmeta.model.names.person_words import GIVEN_NAMES, PARTICLES
from briefmeta.text.characters import unaccented

_BODIES: Final = words.INSTITUTIONS | words.BODIES
_SOVEREIGN: Final = _BODIES - words.GOVERNED
_UNIVERSITIES: Final = frozenset(
    "university universidad universite universitat universita universidade college".split()
)
_PLACE_BEGINNINGS: Final = frozenset({"Los", "San", "Santa", "St.", "St"})
_TIGHT: Final = frozenset(
    "y e i и і en".split()
)  # words for "and" that also join two family names of one person
_ARABIC_FOR: Final = "لل"  # "for the", written as one with its word
_LONGEST_ENUMERATION: Final = 8


def rejoin_families(units: list[Unit]) -> list[Unit]:
    """Put ``Ortega`` and ``Gasset`` together again where ``y`` joins the family names of one person."""
    found: list[Unit] = []
    for unit in units:
        inside_body = len(found) > 1 and found[-2].kind == "body"
        if (
            found
            and unit.joined
            and not inside_body
            and found[-1].has_room
            and _is_one_family(found[-1], unit)
        ):
            found[-1].take(unit)
            found[-1].kind = "name"
        else:
            found.append(unit)
    return found


def _is_one_family(left: Unit, right: Unit) -> bool:
    """Tell whether *and* joins two family names, or two particles (``von und zu``), rather than two names."""
    if left.kind in {"body", "topic"} or right.kind == "body":
        return False
    if left.text.rsplit(" ", 1)[-1] in PARTICLES:
        return True
    if right.before not in _TIGHT:
        return False
    lone_left = " " not in left.text and left.kind in {"word", "given"} and not left.before
    lone_right = " " not in right.text and right.kind in {"word", "given"} and left.kind != "given"
    return lone_left or lone_right


def _is_open(text: str) -> bool:
    """Tell whether the name of a body can go on: ``Ministry of Health`` can, ``World Bank`` cannot."""
    low = tokens(text)
    return (
        low[-1] in SUBJECTS
        or any(word in CONNECTING or word.startswith(_ARABIC_FOR) for word in low)
        or " d'" in text
        or " d’" in text
    )


def gather_bodies(units: list[Unit]) -> list[Unit]:
    """Put the names of bodies together that a comma or an *and* had cut."""
    found: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        last = found[-1] if found else None
        run = _forward(units, place) if unit.kind in {"topic", "word", "given"} else 1
        if last is not None and last.has_room and (_is_company(unit) or _continues(last, units, place)):
            last.take(unit)
        elif run > 1:
            for other in units[place + 1 : place + run]:
                unit.take(other)
            found.append(unit)
            place += run - 1
        else:
            if unit.kind in {"topic", "place", "legal"}:
                unit.kind = "body" if is_organization(unit.text) else "name" if " " in unit.text else "word"
            found.append(unit)
        place += 1
    return found


def _is_company(unit: Unit) -> bool:
    """Tell whether *and* joins somebody's companions: ``Arup & Partners``."""
    low = tokens(unit.text)
    return unit.joined and low[0] in words.COMPANIONS and all(map(is_legal_form, low[1:]))


def _forward(units: list[Unit], place: int) -> int:
    """Count the units from here on that one body's name is made of: ``Food`` and ``Agriculture Organization``."""
    first = units[place]
    if first.kind == "topic":
        end = place + 1
        while end < min(len(units), place + _LONGEST_ENUMERATION) and units[end].kind == "topic":
            end += 1
        if end < len(units) and units[end].joined and units[end].kind == "body":
            return end + 1 - place
        return end - place if end - place > 1 and units[end - 1].joined else 1
    follows = units[place + 1] if place + 1 < len(units) else None
    if follows is None or not follows.joined or follows.kind != "body":
        return 1
    if " " in first.text or first.before == ",":
        return 1
    return 2 if first.kind == "given" or follows.before == "&" else 1


def _continues(body: Unit, units: list[Unit], place: int) -> bool:
    """Tell whether a unit goes on with the name of the body before it."""
    unit = units[place]
    if body.kind != "body" or unit.kind == "legal":
        return unit.kind == "legal"
    follows = units[place + 1] if place + 1 < len(units) else None
    if unit.kind == "place":
        return not unit.joined or unit.before == "with"
    first = unit.text.split(" ", 1)[0]
    if first == "the" or (unit.joined and (first in PARTICLES or (first[0].islower() and " " in unit.text))):
        return True  # Ministère de l'Économie et des Finances
    if _is_bound(body, unit):
        return True
    if unit.joined and unit.kind in {"name", "body"} and not _has_given(unit.text):
        return _is_open(body.text) and _is_subject(unit.text)
    if _UNIVERSITIES.intersection(tokens(body.text)) and first in _PLACE_BEGINNINGS and not unit.joined:
        return True
    if unit.kind == "topic" and not unit.joined and _forward(units, place) > 1:
        return units[place + _forward(units, place) - 1].kind != "body" and _is_open(body.text)
    if unit.kind == "topic" and " " in unit.text and not unit.joined and not _is_enumeration(units, place):
        return False  # Bank of England, HM Treasury
    if unit.kind == "topic" or (unit.kind == "word" and unit.joined):
        return _is_open(body.text) and not _is_family_of(unit, follows)
    if unit.kind == "word" and _is_open(body.text):
        if _UNIVERSITIES.intersection(tokens(body.text)):
            return not _is_family_of(unit, follows)
        return _is_enumeration(units, place)
    return False


def _is_bound(body: Unit, unit: Unit) -> bool:
    """Tell whether the separator and the words beside it show that a body's name goes on."""
    if unit.before == ",":
        return _is_part(body.text, unit.text)
    if unit.before == "i":  # Høgskolen i Oslo
        return unit.kind in {"word", "place"}
    if unit.before == "و":  # no given name begins with the article
        return unit.kind != "body" and unit.text.startswith("ال")
    return unit.joined and unit.kind == "body" and _is_left_open(body.text) and _is_generic(unit.text)


def _is_part(whole: str, part: str) -> bool:
    """Tell whether a body is a part of the one before it: ``University of Leeds, School of Law``."""
    outer, inner = tokens(whole), tokens(part)
    if not inner:  # nothing but marks
        return False
    heads = {inner[0], inner[-1]}
    if not heads.isdisjoint(words.INNER_PARTS):
        return True
    if (inner[0] in words.PARTS or _is_generic(part)) and not words.WHOLES.isdisjoint(outer):
        return True
    if inner[-1] in words.GENERIC_PARTS and _is_generic(part):
        return True
    if not heads.isdisjoint(words.OFFICES) and "department" in outer:
        return True
    return inner[0] in words.GOVERNMENTS and not words.MINISTRIES.isdisjoint(outer)


def _is_left_open(text: str) -> bool:
    """Tell whether the name of a body ends in a subject that nothing governs: ``House of Lords Science``."""
    low = tokens(text)
    place = len(low)
    while place > 0 and low[place - 1] in words.TOPICS:
        place -= 1
    return 0 < place < len(low) and low[place - 1] not in CONNECTING and low[place - 1] not in _BODIES


def _is_generic(text: str) -> bool:
    """Tell whether a text is a subject and a kind of body, and names none: ``Technology Committee``."""
    low = tokens(text)
    return low[-1] in words.INSTITUTIONS and all(word in words.TOPICS for word in low[:-1])


def _is_subject(text: str) -> bool:
    """Tell whether a text says what a body is for, and is no body by itself: ``Urban Poverty Alleviation``."""
    low = tokens(text)
    if len(low) == 2 and low[0] in words.INSTITUTIONS and low[1] in words.TOPICS:
        return True  # Programme Implementation
    if low[-1] in words.REACHES or not _SOVEREIGN.isdisjoint(low) or text.split(maxsplit=1)[0].isupper():
        return False
    governed = low[:-1] if len(low) > 2 and low[-2] in CONNECTING else low  # Finanzas del Perú
    return not words.TOPICS.isdisjoint(low) and words.PLACES.isdisjoint(governed)


def _has_given(text: str) -> bool:
    return unaccented(text.split(" ", 1)[0]) in GIVEN_NAMES or any(is_initials(word) for word in text.split())


def _is_family_of(unit: Unit, follows: Unit | None) -> bool:
    """Tell whether the next unit is the given name to this one: ``Smith, J.``."""
    return follows is not None and follows.kind == "given" and follows.before == ","


def _is_enumeration(units: list[Unit], place: int) -> bool:
    """Tell whether single words follow up to an *and* with one more: ``…, Pesca y Alimentación``."""
    for unit in units[place + 1 : place + _LONGEST_ENUMERATION]:
        if unit.kind not in {"word", "topic"}:
            return False
        if unit.joined:
            return True
    return False
