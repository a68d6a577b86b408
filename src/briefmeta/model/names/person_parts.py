"""The parts of one person's name, from its written form. Pure.

Which word is a particle, and of which kind (CSL 1.0.2, "Names": a *dropping* particle falls away where the family name
stands alone, a *non-dropping* one stays):

- With a comma, its place decides, as in CSL processors: what stands before the family name is non-dropping
  (``van Gogh, Vincent``, ``von Mises, Ludwig``), what follows the given names is dropping
  (``Humboldt, Alexander von``).
- Without a comma, its language decides: German ``von``, ``zu`` and their compounds and Scandinavian ``af`` fall away,
  and so does French ``de`` before a capital article (``Jean de La Fontaine``: dropping ``de``, non-dropping ``La``).
  Every other particle stays, because ``de`` alone is Dutch, Portuguese, Spanish, Italian and French, and a name cited
  without a part that belongs to it is another name.
- A capital particle is part of the family name (``Robert De Niro``), as is what Celtic and Arabic names begin with.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from briefmeta.model.names import name_words as words
from briefmeta.model.names.family_first import is_hungarian, is_romanized, is_vietnamese, split_east_asian
from briefmeta.model.names.organization_evidence import is_initials
from briefmeta.text.characters import is_east_asian
from briefmeta.text.fold import unaccented

_CONNECTORS: Final = frozenset({"y", "e", "i"})  # Ortega y Gasset, Rovira i Virgili
_LOWER: Final = words.PARTICLES - {"and", "et", "i", "y"}
_PREFIX: Final = re.compile(
    r"((?:d|l|dell|dall|degl|al|el|ad|ar|as|ash|at|az|an|adh)['’]|(?:al|el|ad|adh|ar|as|ash|at|az|an|ul)[-‐])(?=\w)"
)
_FRENCH_ARTICLES: Final = frozenset({"La", "Le", "Les"})
_SPANISH_PARTICLES: Final = frozenset({"de", "del"})
# Nobody is called so: a name that begins with one of these is a family name.
_FAMILY_OPENERS: Final = frozenset({"Ibn", "Bint", "Umm"})
# What follows is a father's name, before a house's if any.
_FATHERS: Final = frozenset({"bin", "bint", "binti", "binte", "bt", "ibn", "ben"})
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
    """Return whether a text is what distinguishes generations: ``Jr.``, ``III``."""
    bare = text.strip(" .")
    low = bare.lower()
    return low in words.SUFFIXES and (bare.isupper() or low not in words.NUMERALS)


def is_degree(text: str) -> bool:
    """Return whether a text is nothing but academic degrees and the like: ``PhD``, ``M.D.``, ``MSc MPH``."""
    parts = text.replace(".", "").lower().split()
    if not parts or text.islower():
        return False
    return parts == ["ph", "d"] or words.DEGREES.issuperset(parts)


def is_degree_of(name: str, text: str) -> bool:
    """Return whether a text after a comma is a degree: ``S.J.`` after ``Jane Doe`` is one, after ``Doe`` initials."""
    if not is_degree(text):
        return False
    # After a family name alone, M.D. and MBA are initials and Meng and Md. are given names; nobody writes "Doe, MBA".
    short = is_initials(text) or text.istitle() or (text.isupper() and len(text) < 4)
    return not (short and (" " not in name or name.split(" ", 1)[0] in _LOWER))


def is_given(text: str) -> bool:
    """Return whether a text can only be given names: initials, or common given names with initials."""
    parts = text.split()
    return bool(parts) and all(
        is_initials(part)
        or (len(part) == 1 and part.isupper())
        or words.GIVEN_NAMES.issuperset((unaccented(part),))
        or ("-" in part and words.GIVEN_NAMES.issuperset(unaccented(part).split("-")))
        for part in parts
    )


def _is_honorific(word: str) -> bool:
    return word.replace(".", "").lower() in words.HONORIFICS and (word[-1] == "." or word[0].isupper())


def without_titles(text: str) -> tuple[str, list[str]]:
    """Take titles before a name and degrees after it away: the name, and what was taken."""
    taken: list[str] = []
    kept: list[str] = []
    for piece in filter(None, map(str.strip, text.split(","))):
        if kept and is_degree_of(" ".join(kept[:2]), piece):
            taken.append(piece)
        else:
            kept.append(_without_titles(piece, taken))
    return ", ".join(kept), taken


def _without_titles(text: str, taken: list[str]) -> str:
    parts = text.split()
    while len(parts) > 1 and (
        _is_honorific(parts[0])
        or (taken and not parts[0][0].isupper() and parts[0].strip("(.)") in words.TITLE_TAILS)
    ):
        taken.append(parts.pop(0))
    while len(parts) > 2:
        size = 2 if len(parts) > 3 and parts[-1].strip(".") == "D" and is_degree(" ".join(parts[-2:])) else 1
        degree = " ".join(parts[-size:])  # Ph. D. is two words
        if not is_degree(degree):
            break
        taken.append(degree)
        del parts[-size:]
    return " ".join(parts)


def is_family(text: str) -> bool:
    """Return whether a text looks like family names alone: ``García Márquez``, ``van der Berg``."""
    parts = text.split()
    return (
        parts[0] in _LOWER
        or not _CONNECTORS.isdisjoint(parts)  # Ramón y Cajal
        or all(part in _LOWER or _is_spanish_family(part) for part in parts)
    )


def _is_spanish_family(word: str) -> bool:
    low = unaccented(word)
    return low in words.SPANISH or (len(low) > 4 and low.endswith("ez") and low not in words.GIVEN_NAMES)


def parse_parts(text: str) -> Parts:
    """Read the name of one person, with at most two commas in it; white space must be folded already.

    Raises:
        ValueError: for three commas and more, and where a comma is followed by nothing that a name has there.
    """
    if "," not in text and "，" not in text:
        return _direct(text)
    pieces = [piece for part in text.replace("，", ",").split(",") if (piece := part.strip())]
    place = next((place for place, piece in enumerate(pieces) if place and is_suffix(piece)), None)
    suffix = None if place is None else pieces.pop(place)
    if len(pieces) == 3:  # BibTeX: von Last, Suffix, First
        suffix = pieces.pop(1)
    if len(pieces) == 2:
        return _inverted(pieces[0], pieces[1], suffix)
    if len(pieces) != 1:
        raise ValueError(text)
    return _direct(pieces[0])._replace(suffix=suffix) if suffix else _direct(pieces[0])


def _inverted(family: str, given: str, suffix: str | None) -> Parts:
    particle, family = _leading_particle(family.split())
    names = given.split()
    if suffix is None and len(names) > 1 and is_suffix(names[-1]):
        suffix = names.pop()
    cut = _before_particles(names, len(names))
    if names[cut:] == ["de"]:  # La Fontaine, Jean de
        article, _, rest = family.partition(" ")
        particle, family = (article, rest) if article in _FRENCH_ARTICLES and rest else (particle, family)
    return Parts(
        _capitalized(family) if _is_capital(family) and not given.isupper() else family,
        " ".join(names[:cut]),
        " ".join(names[cut:]) or None,
        particle or None,
        suffix,
    )


def _before_particles(parts: list[str], end: int) -> int:
    """Return where the particles that stand before ``end`` begin; the first word is none."""
    while end > 1 and parts[end - 1] in _LOWER:
        end -= 1
    return end


def _leading_particle(parts: list[str]) -> tuple[str, str]:
    """Split lower-case particles off the front of a family name."""
    cut = 0
    while cut < len(parts) - 1 and (parts[cut] in _LOWER or parts[cut] in words.ARABIC_PARTICLES):
        cut += 1
    particles, family = parts[:cut], " ".join(parts[cut:])
    prefix = _PREFIX.match(family)
    if prefix:
        particles, family = [*particles, prefix[1]], family[prefix.end() :]
    return " ".join(particles), family


def _direct(text: str) -> Parts:
    """Read a name without commas."""
    if is_east_asian(text):
        return Parts(*split_east_asian(text))
    parts = text.split()
    suffix = parts.pop() if len(parts) > 2 and is_suffix(parts[-1]) else None
    if len(parts) == 1:
        particle, family = _leading_particle(parts)
        return Parts(family, None, None, particle or None, suffix)
    return (_family_first(parts) or _given_first(parts))._replace(suffix=suffix)


def _family_first(parts: list[str]) -> Parts | None:
    """Read a name whose look shows that the family name comes first."""
    first, last = parts[0], parts[-1]
    if last.endswith(_PATRONYMIC) and len(parts) == 3 and not parts[1].endswith((*_PATRONYMIC, ".")):
        return Parts(first, " ".join(parts[1:]))
    if is_initials(last) and not is_initials(first):
        cut = len(parts)
        while is_initials(parts[cut - 1]):
            cut -= 1
        return _family_and_initials(parts, cut)
    if (len(parts) > 2 and is_vietnamese(first, parts[1])) or (
        (is_romanized(parts) or is_hungarian(first, last)) and not all(map(str.isupper, parts[1:]))
    ):
        capitals = first.isupper() and not last.isupper()
        return Parts(_capitalized(first) if capitals else first, " ".join(parts[1:]))
    if _is_vancouver(first, last):
        return _family_and_initials(parts, len(parts) - 1)
    return _capital_family(parts)


def _family_and_initials(parts: list[str], cut: int) -> Parts:
    particle, family = _leading_particle(parts[:cut])
    return Parts(family, " ".join(parts[cut:]), None, particle or None)


def _is_vancouver(first: str, last: str) -> bool:
    """Return whether a name ends in initials without dots: ``Smith JA``, but not ``Wei LI``."""
    last = last.removesuffix(".")
    if len(last) > 3 or not (last.isupper() and last.isalpha()) or first.isupper():
        return False
    return len(last) == 1 or unaccented(last) not in words.SHORT


def _capital_family(parts: list[str]) -> Parts | None:
    """Read ``DUPONT Jean`` and ``Jean DUPONT``; capitals of up to three letters in front are initials."""
    capital = [_is_capital(part) and not is_initials(part) for part in parts]
    if all(capital) or not any(capital):
        return None
    if capital[0]:
        cut = capital.index(False)
        initials = cut == 1 and len(parts[0]) < 4 and unaccented(parts[0]) not in words.SHORT
        if any(capital[cut:]) or initials:
            return None
        return Parts(_capitalized(" ".join(parts[:cut])), " ".join(parts[cut:]))
    start = len(parts) - capital[::-1].index(False)
    if start == len(parts) or any(capital[:start]):
        return None
    cut = _before_particles(parts, start)
    return _with_particles(parts[:cut], parts[cut:start], _capitalized(" ".join(parts[start:])))


def _is_capital(text: str) -> bool:
    return len(text) > 1 and (text.isupper() or (text.startswith(("Mc", "Mac")) and text[3:].isupper()))


def _capitalized(text: str) -> str:
    """Write a family name in capitals as it is spelled: ``O'NEILL`` is ``O'Neill``, ``LE GOFF`` is ``Le Goff``."""
    text = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), text)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), text)


def _given_first(parts: list[str]) -> Parts:
    """Read ``Given Family``, where the family name begins at the first particle or is the last word or two."""
    start = end = _family_start(parts)
    while end < len(parts) - 1 and parts[end] in _LOWER:
        end += 1
    if end == start and start < len(parts) - 1 and parts[start] in words.ARABIC_PARTICLES:
        end += 1
    return _with_particles(parts[:start], parts[start:end], " ".join(parts[end:]))


def _with_particles(given: list[str], particles: list[str], family: str) -> Parts:
    dropping: list[str] = []
    if particles and particles[0] in words.DROPPING and _DROPPING_TAILS.issuperset(particles):
        dropping, particles = particles, []
    article, _, rest = family.partition(" ")
    if particles == ["de"] and article in _FRENCH_ARTICLES and rest:  # Jean de La Fontaine
        dropping, particles, family = particles, [article], rest
    prefix = _PREFIX.match(family)
    if prefix and given:
        particles, family = [*particles, prefix[1]], family[prefix.end() :]
    return Parts(family, " ".join(given) or None, " ".join(dropping) or None, " ".join(particles) or None)


_DROPPING_TAILS: Final = words.DROPPING | words.GERMAN_ARTICLES


def _family_start(parts: list[str]) -> int:
    """Return the place of the word at which the family name begins, its particles included."""
    count = len(parts)
    if parts[0] in _FAMILY_OPENERS or (parts[0] in _LOWER and not all(part[0].islower() for part in parts)):
        return 0
    for place in range(1, count - 1):
        word = parts[place]
        if word in _FATHERS and (house := _house(parts, place + 2)) < count:
            return house
        if word == "of" or (word in _CONNECTORS and place > 1):  # Turner of Ecchinswell, Ortega y Gasset
            return place - 1
        if word in _LOWER and _is_devotion(parts, place):
            continue
        if word in _SPANISH_PARTICLES and place > 1 and _is_spanish_family(parts[place - 1]):
            return place - 1  # Fernández de la Vega
        if word in _LOWER - _CONNECTORS or word in _FAMILY_WORDS:
            return place
    return count - 2 if count > 2 and _is_double(parts[-2], parts[-1]) else count - 1


_FAMILY_WORDS: Final = words.FAMILY_BEGINNINGS | words.ARABIC_PARTICLES | {"عبد"}


def _is_double(before: str, last: str) -> bool:
    """Return whether two last words are one family name: ``García Márquez``, ``Silva Filho``."""
    return unaccented(last) in words.KINSHIP or (
        _is_spanish_family(before) and unaccented(before) not in words.GIVEN_NAMES
    )


def _is_devotion(parts: list[str], place: int) -> bool:
    """Return whether a particle belongs to a given name, as in ``Maria de Lurdes Rodrigues``."""
    after = place + 1 if parts[place + 1] not in _LOWER else place + 2
    return after < len(parts) - 1 and unaccented(parts[after]) in words.DEVOTIONS


def _house(parts: list[str], start: int) -> int:
    """Find the name of a house after a father's name: the ``Al Saud`` of ``Abdullah bin Abdulaziz Al Saud``."""
    for place in range(start, len(parts)):
        word = parts[place]
        if (word in _HOUSES and place < len(parts) - 1) or word.startswith(("Al-", "al-", "El-", "el-")):
            return place
    return len(parts)
