"""The parts of one person's name, from its written form. Pure.

Which word is a particle, and of which kind (CSL 1.0.2, "Names": a *dropping* particle falls away where the family name
stands alone, a *non-dropping* one stays):

- With a comma, its place tells, as in CSL processors: what stands before the family name is non-dropping
  (``van Gogh, Vincent``, ``von Mises, Ludwig``), what follows the given names is dropping
  (``Humboldt, Alexander von``).
- Without a comma, its language tells: German ``von``, ``zu`` and their compounds and Scandinavian ``af`` fall away,
  and so does French ``de`` before a capital article (``Jean de La Fontaine``: dropping ``de``, non-dropping ``La``).
  Every other particle stays, because ``de`` alone is Dutch, Portuguese, Spanish, Italian and French, and a name cited
  without a part that belongs to it is another name.
- A capital particle is part of the family name (``Robert De Niro``), as is what Celtic and Arabic names begin with.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefmeta.model.names import person_words as words
from briefmeta.model.names.organizations import is_initials
from briefmeta.model.names.romanized_names import is_family_first
from briefmeta.text.characters import is_east_asian, is_hangul, unaccented

_CONNECTORS: Final = frozenset({"y", "e", "i"})  # Ortega y Gasset, Rovira i Virgili
_LOWER: Final = words.PARTICLES - {"and", "et", "i", "y"}
_PREFIX: Final = re.compile(
    r"((?:d|l|dell|dall|degl|al|el|ad|ar|as|ash|at|az|an|adh)['’]|(?:al|el|ad|adh|ar|as|ash|at|az|an|ul)[-‐])(?=\w)"
)
_FRENCH_ARTICLES: Final = frozenset({"La", "Le", "Les"})
_FAMILY_OPENERS: Final = frozenset(
    {"Ibn", "Bint", "Umm"}
)  # nobody is called so: a name begins with its family name
_SPANISH_PARTICLES: Final = frozenset({"de", "del"})
_FATHERS: Final = frozenset(
    {"bin", "bint", "ibn", "ben"}
)  # what follows is a father's name, before a house's if any
_HOUSES: Final = ("Al", "Āl", "El")
_PATRONYMIC: Final = ("вич", "вна", "ична", "vich", "vna", "оглы", "кызы")


class Parts(NamedTuple):
    """The parts of a name, as ``Person`` has them."""

    family: str | None = None
    given: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    suffix: str | None = None


def is_suffix(text: str) -> bool:
    """Tell whether a text is what tells generations apart: ``Jr.``, ``III``."""
    low = text.strip(" .").lower()
    return low in words.SUFFIXES and (text.strip(" .").isupper() or low not in words.NUMERALS)


def is_degree(text: str) -> bool:
    """Tell whether a text is nothing but academic degrees and the like: ``PhD``, ``M.D.``, ``MSc MPH``."""
    parts = text.replace(".", "").lower().split()
    if not parts or text.islower():
        return False
    return parts == ["ph", "d"] or all(part in words.DEGREES for part in parts)


def is_degree_of(name: str, text: str) -> bool:
    """Tell whether a text after a comma is a degree: ``S.J.`` after ``Jane Doe`` is one, after ``Doe`` initials."""
    return is_degree(text) and not (
        is_initials(text) and (" " not in name or name.split(" ", 1)[0] in _LOWER)
    )


def is_given(text: str) -> bool:
    """Tell whether a text can only be given names: initials, or common given names with initials."""
    parts = text.split()
    return bool(parts) and all(
        is_initials(p)
        or unaccented(p) in words.GIVEN_NAMES
        or (len(p) == 1 and p.isupper())
        or _given_compound(p)
        for p in parts
    )


def _given_compound(word: str) -> bool:
    return "-" in word and all(unaccented(p) in words.GIVEN_NAMES for p in word.split("-"))


def _is_honorific(word: str) -> bool:
    return word.replace(".", "").lower() in words.HONORIFICS and (word[-1] == "." or word[0].isupper())


def without_titles(text: str) -> tuple[str, list[str]]:
    """Take titles before a name and degrees after it away: the name, and what was taken."""
    taken: list[str] = []
    if "," not in text:
        return _without_titles(text, taken), taken
    pieces = [piece.strip() for piece in text.split(",")]
    kept: list[str] = []
    for piece in pieces:
        if kept and is_degree_of(kept[0] if len(kept) == 1 else f"{kept[0]} {kept[1]}", piece):
            taken.append(piece)
        elif piece:
            kept.append(_without_titles(piece, taken))
    return ", ".join(kept), taken


def _without_titles(text: str, taken: list[str]) -> str:
    parts = text.split()
    while len(parts) > 1 and (
        _is_honorific(parts[0])
        or (taken and parts[0][0].islower() and parts[0].rstrip(".") in words.TITLE_TAILS)
        or (taken and parts[0][0] == "(" and parts[0][-1] == ")")
    ):
        taken.append(parts.pop(0))
    while (
        len(parts) > 2 and is_degree(" ".join(parts[-2:])) and parts[-1].strip(".").lower() == "d"
    ):  # Ph. D.
        taken.append(" ".join(parts[-2:]))
        del parts[-2:]
    while len(parts) > 2 and is_degree(parts[-1]):
        taken.append(parts.pop())
    return " ".join(parts)


def is_family(text: str) -> bool:
    """Tell whether a text looks like family names alone: ``García Márquez``, ``van der Berg``, ``Ramón y Cajal``."""
    parts = text.split()
    if parts[0] in _LOWER or not _CONNECTORS.isdisjoint(parts):
        return True
    return all(_is_spanish_family(unaccented(p)) or p in _LOWER for p in parts)


def _is_spanish_family(low: str) -> bool:
    return (len(low) > 4 and low.endswith("ez") and low != "inez") or low in words.SPANISH_FAMILY


def is_whole_east_asian(text: str) -> bool:
    """Tell whether a name in Han characters or hangul is whole, so that no given name is to follow it."""
    return len(text) > 2 or _east_asian(text).given is not None


def parse_parts(text: str) -> Parts:
    """Read the name of one person, with at most two commas in it; white space must be folded already.

    Raises:
        ValueError: for three commas and more, and where a comma is followed by nothing that a name has there.
    """
    if "," not in text and "，" not in text:
        return _direct(text)
    pieces = [piece.strip() for piece in text.replace("，", ",").split(",")]
    pieces = [piece for piece in pieces if piece]
    suffix = None
    for place, piece in enumerate(pieces):
        if place and suffix is None and is_suffix(piece):
            suffix = pieces.pop(place)
            break
    if len(pieces) == 3:  # BibTeX: von Last, Suffix, First
        suffix = pieces.pop(1)
    if not pieces or len(pieces) > 2:
        raise ValueError(text)
    if len(pieces) == 1:
        return _direct(pieces[0])._replace(suffix=suffix) if suffix else _direct(pieces[0])
    return _inverted(pieces[0], pieces[1], suffix)


def _inverted(family: str, given: str, suffix: str | None) -> Parts:
    particle, family = _leading_particle(family.split())
    if suffix is None and " " in given and is_suffix(given.rsplit(None, 1)[-1]):
        given, suffix = given.rsplit(None, 1)
    names = given.split()
    cut = len(names)
    while cut > 1 and names[cut - 1] in _LOWER:
        cut -= 1
    caps = _is_capital(family) and not given.isupper()
    if names[cut:] == ["de"]:
        article, _, rest = family.partition(" ")
        particle, family = (article, rest) if article in _FRENCH_ARTICLES and rest else (particle, family)
    return Parts(
        _capitalized(family) if caps else family,
        " ".join(names[:cut]),
        " ".join(names[cut:]) or None,
        particle or None,
        suffix,
    )


def _leading_particle(parts: list[str]) -> tuple[str, str]:
    """Split lower-case particles off the front of a family name."""
    cut = 0
    while cut < len(parts) - 1 and (parts[cut] in _LOWER or parts[cut] in words.ARABIC_PARTICLES):
        cut += 1
    prefix = _PREFIX.match(parts[cut])
    if prefix and parts[cut][0].islower():
        particle = " ".join([*parts[:cut], prefix[1]])
        return particle, " ".join([parts[cut][prefix.end() :], *parts[cut + 1 :]])
    return " ".join(parts[:cut]), " ".join(parts[cut:])


def _direct(text: str) -> Parts:
    """Read a name without commas."""
    if is_east_asian(text):
        return _east_asian(text)
    parts = text.split()
    suffix = None
    if len(parts) > 2 and is_suffix(parts[-1]):
        suffix = parts.pop()
    if len(parts) == 1:
        particle, family = _leading_particle(parts)
        return Parts(family, None, None, particle or None, suffix)
    return (_family_first(parts) or _given_first(parts))._replace(suffix=suffix)


def _family_first(parts: list[str]) -> Parts | None:
    """Read a name whose look shows that the family name comes first: capitals, initials last, a patronymic last."""
    first, last = parts[0], parts[-1]
    if last.endswith(_PATRONYMIC) and len(parts) == 3 and not parts[1].endswith((*_PATRONYMIC, ".")):
        return Parts(first, " ".join(parts[1:]))
    if is_initials(last) and not is_initials(first):
        cut = len(parts)
        while is_initials(parts[cut - 1]):
            cut -= 1
        particle, family = _leading_particle(parts[:cut])
        return Parts(family, " ".join(parts[cut:]), None, particle or None)
    if len(parts) > 2 and _is_vietnamese(first, parts[1]):
        return Parts(
            _capitalized(first) if first.isupper() and not last.isupper() else first, " ".join(parts[1:])
        )
    if is_family_first(parts) and not all(map(str.isupper, parts[1:])):
        return Parts(_capitalized(first) if first.isupper() else first, " ".join(parts[1:]))
    if _is_vancouver(first, last):
        particle, family = _leading_particle(parts[:-1])
        return Parts(family, last, None, particle or None)
    return _capital_family(parts)


def _is_vietnamese(first: str, second: str) -> bool:
    """Tell whether a name begins with a Vietnamese family name, by its accents or by the middle name after it."""
    low = unaccented(first)
    return low in words.VIETNAMESE and (low != first.lower() or unaccented(second) in {"van", "thi"})


def _is_vancouver(first: str, last: str) -> bool:
    """Tell whether a name ends in initials without dots: ``Smith JA``, but not ``Wei LI``."""
    last = last.removesuffix(".")
    if len(last) > 3 or not (last.isupper() and last.isalpha()) or first.isupper():
        return False
    return len(last) == 1 or unaccented(last) not in words.SHORT_ASIAN


def _capital_family(parts: list[str]) -> Parts | None:
    """Read ``DUPONT Jean`` and ``Jean DUPONT``; capitals of up to three letters in front are initials."""
    capital = [_is_capital(p) and not is_initials(p) for p in parts]
    if all(capital) or not any(capital):
        return None
    cut = capital.index(False) if capital[0] else 0
    if (
        cut
        and not any(capital[cut:])
        and (cut > 1 or len(parts[0]) > 3 or unaccented(parts[0]) in words.SHORT_ASIAN)
    ):
        return Parts(_capitalized(" ".join(parts[:cut])), " ".join(parts[cut:]))
    start = len(parts)
    while start > 0 and capital[start - 1]:
        start -= 1
    if 0 < start < len(parts) and not any(capital[:start]):
        given = parts[:start]
        cut = start
        while cut > 1 and given[cut - 1] in _LOWER:
            cut -= 1
        return _with_particles(given[:cut], given[cut:], _capitalized(" ".join(parts[start:])))
    return None


def _is_capital(text: str) -> bool:
    return len(text) > 1 and (text.isupper() or (text.startswith(("Mc", "Mac")) and text[3:].isupper()))


def _capitalized(text: str) -> str:
    """Write a family name in capitals as it is spelled: ``O'NEILL`` is ``O'Neill``, ``LE GOFF`` is ``Le Goff``."""
    text = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), text)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), text)


def _given_first(parts: list[str]) -> Parts:
    """Read ``Given Family``, where the family name begins at the first particle or is the last word or two."""
    start = _family_start(parts)
    end = start
    while end < len(parts) - 1 and parts[end] in _LOWER:
        end += 1
    if end == start and parts[start] in words.ARABIC_PARTICLES and start < len(parts) - 1:
        end += 1
    return _with_particles(parts[:start], parts[start:end], " ".join(parts[end:]))


def _with_particles(given: list[str], particles: list[str], family: str) -> Parts:
    dropping: list[str] = []
    if (
        particles
        and particles[0] in words.DROPPING
        and all(p in words.DROPPING | words.GERMAN_ARTICLES for p in particles)
    ):
        dropping, particles = particles, []
    first, _, rest = family.partition(" ")
    if particles == ["de"] and first in _FRENCH_ARTICLES and rest:
        dropping, particles, family = particles, [first], rest
    prefix = _PREFIX.match(family)
    if prefix and family[0].islower() and len(given) > 0:
        particles, family = [*particles, prefix[1]], family[prefix.end() :]
    return Parts(family, " ".join(given) or None, " ".join(dropping) or None, " ".join(particles) or None)


def _family_start(parts: list[str]) -> int:
    count = len(parts)
    if parts[0] in _FAMILY_OPENERS or (parts[0] in _LOWER and not all(p[0].islower() for p in parts)):
        return 0
    for place in range(1, count - 1):
        word = parts[place]
        if word in _FATHERS and (house := _house(parts, place + 2)) < count:
            return house
        if word == "of":  # Turner of Ecchinswell
            return place - 1
        if word in _LOWER and _is_devotion(parts, place):
            continue
        if word in _SPANISH_PARTICLES and place > 1 and unaccented(parts[place - 1]).endswith("ez"):
            return place - 1  # Fernández de la Vega
        if (
            (word in _LOWER and word not in _CONNECTORS)
            or word in words.FAMILY_BEGINNINGS
            or word in words.ARABIC_PARTICLES
        ):
            return place
        if word in _CONNECTORS and place > 1:
            return place - 1
        if word == "عبد":
            return place
    low = unaccented(parts[-1])
    if low in words.KINSHIP and count > 2:
        return count - 2
    if count > 2 and not is_initials(parts[-2]):
        before = unaccented(parts[-2])
        if _is_spanish_family(before) and before not in words.GIVEN_NAMES:
            return count - 2
    return count - 1


def _is_devotion(parts: list[str], place: int) -> bool:
    """Tell whether a particle belongs to a given name, as in ``Maria de Lurdes Rodrigues``."""
    after = place + 1 if parts[place + 1] not in _LOWER else place + 2
    return after < len(parts) - 1 and unaccented(parts[after]) in words.DEVOTIONS


def _house(parts: list[str], start: int) -> int:
    """Find the name of a house after a father's name: the ``Al Saud`` of ``Abdullah bin Abdulaziz Al Saud``."""
    for place in range(start, len(parts)):
        word = parts[place]
        if (word in _HOUSES and place < len(parts) - 1) or word.startswith(("Al-", "al-", "El-", "el-")):
            return place
    return len(parts)


def _east_asian(text: str) -> Parts:
    """Read a name in Han characters, kana or hangul: the family name first.

    Without a space it is split where the family name is certain enough (a compound surname, a common Chinese
    surname before two characters at most, hangul, four Han characters that end as Japanese given names do); else the
    whole is kept as one name, which is how it is written anyway.
    """
    family, _, given = text.partition(" ")
    if given:
        return Parts(family, given)
    count = len(text)
    if not text.isalpha() or count < 2:
        return Parts(text)
    if is_hangul(text[0]):
        cut = 2 if count > 3 and text[:2] in words.COMPOUND_KOREAN else 1
        return Parts(text[:cut], text[cut:]) if count < 5 else Parts(text)
    if text[:2] in words.COMPOUND_CHINESE and 2 < count < 5:
        return Parts(text[:2], text[2:])
    if text[0] in words.CHINESE and count < 4:
        return Parts(text[0], text[1:])
    if count == 4 and text[-1] in words.JAPANESE_ENDS:
        return Parts(text[:2], text[2:])
    return Parts(text)
