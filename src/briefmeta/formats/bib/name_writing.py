r"""Names as BibTeX has them, written: ``First von Last``, ``von Last, First``, ``von Last, Jr, First``, ``{Body}``.

A convention carries the parts that BibTeX has no place of its own for, so that every program prints the name
rightly and
this library reads it back equal:

- A body stands in braces of its own. A person never does: a name of one part that has spaces is ``Dalai{
}Lama``.
- A particle before the family name stays with it (non-dropping): ``van Gogh, Vincent``. One behind the given
  names falls away from it (dropping), as libraries write such names: ``Humboldt, Alexander von``.
- Braces protect what would be read as something else: ``{Ortega y Gasset}, Jos\'e``, ``{de Gaulle},
  Charles``. A capital particle is written by BibTeX's own trick, ``{\uppercase{d}}e la Cruz, Ana``, for a
  particle is what begins small.
- What is not what it looks like stands behind ``\relax{}``, which prints nothing: a particle that BibTeX takes for a
  name, ``{\relax{}al} Hadid, Zaha``; a person that looks like a body, ``{\relax{}UNESCO}``; given names that are
  none, ``King, Jr., \relax{}``. A given name alone is ``Teller{}``. (biber cuts initials from names as they stand;
  these are the forms that it leaves whole.)

Source: *BibTeXing*, section 4; *Tame the BeaST*, section 4; the manual of BibLaTeX, sections 2.2.3 and 3.4.
"""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from briefmeta.formats.bib.name_tokens import (
    AHEAD,
    COMMA,
    MARK,
    OTHERS,
    REMEMBERED,
    TRAILING,
    begins_small,
    cut,
    falls_away,
    is_one_group,
    is_particle,
    is_trailing_particle,
    plain_name,
)
from briefmeta.formats.latex import encode
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.names.organization_evidence import is_organization
from briefmeta.model.names.person_parts import is_suffix

_PROTECTED = re.compile(r"[,;=()\[\]\"]|(?:^|\s)and(?:\s|$)", re.IGNORECASE)
_COMMANDED = frozenset("&%$#_~^<>|{}\\")  # characters that are commands in LaTeX
_COMMA_COMMAND = "\\symbol{44}"
_NOTHING = "\\relax{}"  # stands for given names where BibTeX must have some


def write_names(names: tuple[Name, ...]) -> str:
    """Write names with ``and`` between them."""
    return " and ".join([write_name(name) for name in names])


def write_name(name: Name) -> str:
    r"""Write one name, so that ``read_names`` gives it back.

    >>> write_name(Person(family="Humboldt", given="Alexander", dropping_particle="von"))
    'Humboldt, Alexander von'
    >>> write_name(Organization(name="Research & Development"))
    '{Research \\& Development}'
    """
    if isinstance(name, Organization):
        return _body(name.name) if len(name.name) < REMEMBERED else f"{{{encode(name.name)}}}"
    family, given = name.family, name.given
    particles = name.dropping_particle or name.non_dropping_particle
    if not particles and family and given and not name.suffix:
        text = f"{family}, {given}"
        if plain_name(text):
            return text
    short = len(family or "") + len(given or "") + len(particles or "") + len(name.suffix or "") < REMEMBERED
    return _write_person(name) if short else _write_person.__wrapped__(name)


@lru_cache(maxsize=2048)
def _body(name: str) -> str:
    return f"{{{encode(name)}}}"


@lru_cache(maxsize=8192)
def _write_person(name: Person) -> str:
    if name.family is None:
        return _without_family(name)
    if not (name.given or name.suffix or name.dropping_particle or name.non_dropping_particle):
        return _one_part(name.family)
    given = _given(name.given)
    if name.dropping_particle:
        given = f"{given or _NOTHING} {_trailing(name.dropping_particle)}"
    family = _family(name.family)
    if name.non_dropping_particle:
        one_word = not given and not name.suffix and " " not in family and not is_suffix(name.family)
        family = _with_particle(name.non_dropping_particle, family)
        if one_word and not falls_away(name.non_dropping_particle) and not is_organization(family):
            return _commas_hidden(family)  # "van Gogh", which needs no comma
    if name.suffix:
        return _commas_hidden(f"{family}, {_protected(name.suffix)}, {given or _NOTHING}")
    return _commas_hidden(f"{family}, {given or _NOTHING}")


def _commas_hidden(latex: str) -> str:
    """Write the commas in braces as commands where biber, which counts all of them, would find too many."""
    if latex.count(",") < 3 and ",," not in latex:
        return latex
    cuts = cut(latex, COMMA)
    return ", ".join([cut.replace(",", _COMMA_COMMAND) for cut in cuts])


def _without_family(name: Person) -> str:
    if name.dropping_particle or name.non_dropping_particle or name.suffix:
        return write_name(attrs.evolve(name, family=name.given, given=None))
    return _one_part(name.given or "", "{}")


def _protected(text: str) -> str:
    return f"{{{encode(text)}}}" if _PROTECTED.search(text) else encode(text)


def _one_part(text: str, mark: str = "") -> str:
    """Write a name of one part, which must be one word to BibTeX and must not look like a body or anything else."""
    latex = encode(text).replace(" ", "{ }")
    for separator in ",;=":
        latex = latex.replace(separator, f"{{{separator}}}")
    doubtful = text.lower() in (*OTHERS, "and") or AHEAD.match(text) or is_organization(text)
    if not mark and (doubtful or is_one_group(latex) or _PROTECTED.search(text)):
        return _marked(encode(text))
    return _commas_hidden(latex) + mark


def _marked(latex: str) -> str:
    return f"{MARK}{latex}}}"


def _family(family: str) -> str:
    words = family.split(" ")
    if AHEAD.match(words[0]) or any(begins_small(encode(word)) for word in words[:-1]):
        return f"{{{encode(family)}}}"
    return _protected(family)


def _given(given: str | None) -> str:
    if not given:
        return ""
    *first, last = given.split(" ")
    if is_suffix(given) or (first and last in TRAILING):
        return f"{{{encode(given)}}}"
    return _protected(given)


def _with_particle(particle: str, family: str) -> str:
    """Set a particle before a family name, where it is found again."""
    words = particle.split(" ")
    ahead = AHEAD.match(words[-1] + "X")
    if ahead and ahead[1] == words[-1] and family[0].isalpha() and not family[0].islower():
        before = _particles(" ".join(words[:-1])) + " " if len(words) > 1 else ""
        return before + words[-1] + family
    return f"{_particles(particle)} {family}"


def _particles(particle: str) -> str:
    return " ".join([_particle(word) for word in particle.split(" ")])


def _trailing(particle: str) -> str:
    """Write a dropping particle, behind given names, where a word that is no usual particle would be one of them."""
    return " ".join([_trailing_word(word) for word in particle.split(" ")])


def _trailing_word(word: str) -> str:
    latex = _particle(word)
    return latex if is_trailing_particle(latex) or word[0] in _COMMANDED else _marked(encode(word))


def _particle(word: str) -> str:
    r"""Write a particle so that BibTeX takes it for one: a capital in it is made by ``\uppercase``."""
    first = word[0].lower()
    if _PROTECTED.search(word):
        return _marked(encode(word)) if word[0] not in _COMMANDED else f"{{{encode(word)}}}"
    if word[0].isupper() and first.upper() == word[0]:
        return f"{{\\uppercase{{{first}}}}}{encode(word[1:])}"
    latex = encode(word)
    # biber takes the initial of a marked word from what stands first in it, which must not be a command
    return latex if (is_particle(latex) and latex == word) or latex[0] == "\\" else _marked(latex)
