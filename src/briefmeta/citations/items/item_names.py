"""Names of items: the parts of a name, or an institution (CSL 1.0.2, "Names"; name variables of CSL-JSON)."""

from __future__ import annotations

import re
from math import isfinite
from typing import Any

from attrs import define, evolve

from briefmeta.errors import shorten

# A family name in letters of these scripts (East Asian ones) comes first, and without a space before one like it.
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)
_LETTER = re.compile(r"[^\W\d_]")
_SPACES = re.compile(r"[ \t\r\n]+")  # a no-break space is meant
_APOSTROPHES = str.maketrans({"'": "’"})
# "d’Arc", "al-Farsi" and "’s-Gravesande": a particle that is joined to the name
_ELIDED = re.compile(r"(\S*[’-])(\S.*)")
_LONGEST = 10_000
_LARGEST = 10_000  # bits of a number


@define(frozen=True, slots=True)
class ItemName:
    """One name, with its particles taken apart.

    Attributes:
        family: the family name without particles.
        given: the given names.
        dropping: the particle that is left out when only the family name is shown.
        non_dropping: the particle that stays with the family name.
        suffix: Jr., III.
        comma_suffix: whether a comma stands before the suffix.
        literal: the name of an institution, instead of all others.
        romanesque: whether the given name comes first, as in Latin, Greek, Cyrillic and the like.
        spaced: whether a space stands between family and given name.
        static: whether the family name always comes first.
    """

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""
    romanesque: bool = True
    spaced: bool = True
    static: bool = False

    def __str__(self) -> str:
        """Write the whole name, whatever a style shows of it."""
        parts = (self.given, self.dropping, self.non_dropping, self.family, self.suffix, self.literal)
        return " ".join(part for part in parts if part)


def read_name(value: Any) -> ItemName | None:
    """Read one name of CSL-JSON; None where it is empty.

    Raises:
        ValueError: when the value has another shape.
    """
    if isinstance(value, str):
        value = {"literal": value}
    if not isinstance(value, dict):
        raise ValueError(f"{shorten(value)} is not a name")
    family, given = _part(value, "family"), _part(value, "given")
    literal = _part(value, "literal")
    if literal and not family:
        return ItemName(literal=literal)
    if not family:
        return ItemName(given=given) if given else None
    dropping, non_dropping = _part(value, "dropping-particle"), _part(value, "non-dropping-particle")
    suffix = _part(value, "suffix")
    if not suffix and "," in given:
        given, _, suffix = (part.strip() for part in given.partition(","))
    comma = bool(value.get("comma-suffix"))
    if suffix.startswith("!"):
        suffix, comma = suffix[1:].strip(), True
    if len(family) > 2 and family[0] == family[-1] == '"':
        family = family[1:-1]  # quotation marks keep a family name whole
    elif given and value.get("parse-names") not in (0, False) and not non_dropping:
        non_dropping, family = _leading_particle(family)
        given, trailing = _trailing_particle(given)
        dropping = trailing or dropping
    romanesque, spaced = _scripts(family, given)
    return ItemName(
        family=family,
        given=given,
        dropping=dropping,
        non_dropping=non_dropping,
        suffix=suffix,
        comma_suffix=comma,
        romanesque=romanesque,
        spaced=spaced,
        static=bool(value.get("static-ordering")),
    )


def family_first(name: ItemName) -> ItemName:
    """Give a name the order of names whose family name always comes first."""
    return evolve(name, static=True)


def _part(value: dict[Any, Any], name: str) -> str:
    part = value.get(name)
    if part is None:
        return ""
    text = text_of(part, name)
    if len(text) > _LONGEST:
        raise ValueError(f"{name} {shorten(text)} is longer than {_LONGEST} characters")
    if text.isascii():
        return " ".join(text.split()).replace("'", "’")
    return _SPACES.sub(" ", text).strip().translate(_APOSTROPHES)


def text_of(value: Any, name: str = "") -> str:
    """Write a string or a number of JSON as text.

    Raises:
        ValueError: when it is neither, is no finite number, or has more digits than any number in use.
    """
    if isinstance(value, int) and value.bit_length() > _LARGEST:
        raise ValueError(f"{name} has too many digits".lstrip())
    finite = not isinstance(value, float) or isfinite(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or not finite:
        raise ValueError(f"{name} {shorten(value)} is not text".lstrip())
    return str(value)


def east_asian(text: str) -> bool:
    """Tell whether a text holds a letter of an East Asian script."""
    return _EAST_ASIAN.search(text) is not None


def _scripts(family: str, given: str) -> tuple[bool, bool]:
    """Tell whether a name is romanesque, and whether its parts are set apart by a space."""
    if family.isascii() or any(_EAST_ASIAN.match(letter) is None for letter in _LETTER.findall(family)):
        return True, True
    return False, _EAST_ASIAN.match(given) is None


def _leading_particle(family: str) -> tuple[str, str]:
    """Split "van der Vlist" and "d’Arc" ("Name Particles"): leading words in lower case are the particle."""
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and _starts_lower(words[count]):
        count += 1
    particle, rest = " ".join(words[:count]), " ".join(words[count:])
    if _starts_lower(rest) and (found := _ELIDED.fullmatch(rest)):
        return f"{particle} {found[1]}".strip(), found[2]
    return (f"{particle} " if particle.endswith("’") else particle), rest  # "de’ Medici" keeps its space


def _starts_lower(word: str) -> bool:
    first = word.removeprefix("’")[:1]
    return first.islower() and first != first.title()  # Georgian letters have no capitals for names


def _trailing_particle(given: str) -> tuple[str, str]:
    """Split "Ludwig van der": trailing words in lower case are a particle that can be dropped."""
    words = given.split(" ")
    count = len(words)
    while count and words[count - 1].islower() and _starts_lower(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])
