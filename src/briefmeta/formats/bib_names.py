r"""Names as BibTeX has them: ``First von Last``, ``von Last, First``, ``von Last, Jr, First``, ``{Body}``.

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
- A given name alone is ``{}Teller``; a suffix without a given name is ``King, Jr., {}``.

Read besides: BibLaTeX's extended format (``family=Gogh, given=Vincent, prefix=van``), several names parted by
semicolons, bodies that somebody forgot to brace.

Source: *BibTeXing*, section 4; *Tame the BeaST*, section 4; the manual of BibLaTeX, sections 2.2.3 and 3.4.
"""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from briefmeta.formats.latex import decode, encode
from briefmeta.model.name_parts import is_suffix
from briefmeta.model.names import Name, Organization, Person, parse_names
from briefmeta.model.organizations import is_organization
from briefmeta.model.person_words import PARTICLES

_AND = re.compile(r"[{}]|( and)(?= )", re.IGNORECASE)
_SEMICOLON = re.compile(r"[{}]|(;)")
_COMMA = re.compile(r"[{}]|(,)")
_SPACE = re.compile(r"[{}]|([ ~]+)")
_LATEX = re.compile(r"[\\{}$~]|--|''|``")
_EXTENDED = re.compile(r'"?(?:family|given|prefix|suffix|useprefix|id|hash)(?:-i)?=')
_AHEAD = re.compile(
    r"((?:d|l|dell|dall|degl|al|el|ad|ar|as|ash|at|az|an|adh)['’]|(?:al|el|ad|adh|ar|as|ash|at|az|an|ul)[-‐])(?=\w)"
)
_COMMAND = re.compile(r"\{\\([A-Za-z]+|.)")
_SMALL_LETTERS = frozenset("i j o l aa ae oe ss dh th dj ng".split())
_PARTICLES = PARTICLES - {"and", "et", "i", "y", "in", "op"}
_DROPPING = frozenset("von vom zu zum zur af av".split())
_ARTICLES = frozenset("der dem den und".split())
_PROTECTED = re.compile(r"[,;=()\[\]\"]|(?:^|\s)and(?:\s|$)", re.IGNORECASE)

_MARK = "{\\relax}"  # before what is not what it looks like: a particle, or a person alone; it prints nothing

OTHERS = ("others", "et al.", "et al")
"""What ends a list of names that goes on."""


@lru_cache(maxsize=8192)
def read_names(latex: str) -> tuple[tuple[Name, ...], bool]:
    """Read the names of a field.

    Args:
        latex: the value of ``author``, ``editor`` and the like.

    Returns:
        The names, and whether the list ends in ``and others``.

    Raises:
        InvalidValueError: a name that holds what no name may hold.

    >>> [str(name) for name in read_names("van Gogh, Vincent and {Food and Agriculture Organization}")[0]]
    ['Vincent van Gogh', 'Food and Agriculture Organization']
    """
    text = " ".join(latex.split())
    pieces = [piece for piece in _cut(f" {text} ", _AND) if piece]
    if len(pieces) == 1 and ";" in text:
        pieces = [piece for piece in _cut(text, _SEMICOLON) if piece]
    others = bool(pieces) and pieces[-1].lower() in OTHERS
    names: list[Name] = []
    for piece in pieces[:-1] if others else pieces:
        names += _read_name(piece)
    return tuple(names), others


def _cut(text: str, separator: re.Pattern[str]) -> list[str]:
    """Cut at separators that stand outside of braces."""
    pieces, start, depth = [], 0, 0
    for found in separator.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth <= 0:
            pieces.append(text[start : found.start()].strip(" ~"))
            start = found.end()
    pieces.append(text[start:].strip(" ~"))
    return pieces


@lru_cache(maxsize=8192)
def _read_name(text: str) -> tuple[Name, ...]:
    """Read one name; several only where somebody forgot the words between them."""
    if text[0] == "{" and _is_one_group(text):
        name = _text(text)
        return (Organization(name=name),) if name else ()
    if _EXTENDED.match(text):
        return (_extended(text),)
    parts = _cut(text, _COMMA)
    if len(parts) > 3 and not _LATEX.search(text):
        return parse_names(text)  # Doe, Roe, Poe, Moe
    if len(parts) == 1:
        return _without_comma(text)
    family, suffix, given = parts[0], None, parts[-1]
    if len(parts) > 2:
        suffix, given = parts[1], ", ".join(parts[2:])
    elif is_suffix(given):  # Martin Luther King, Jr.
        suffix, given = given, ""
        if " " in family:
            person = _direct(family)
            return (
                Person(family=person[2], given=person[0], non_dropping_particle=person[1], suffix=suffix),
            )
    if not family:
        return _without_comma(given) if given else ()
    return (_inverted(family, suffix, given),)


def _without_comma(text: str) -> tuple[Name, ...]:
    if text.startswith(_MARK) and len(_cut(text, _SPACE)) == 1:
        name = _text(text)
        return (Person(family=name),) if name else ()
    if text.startswith("{}"):  # this library's own mark of a given name alone
        name = _text(text)
        return (Person(given=name),) if name else ()
    if not _LATEX.search(text) and is_organization(text):
        return (Organization(name=text),)
    given, particle, family, suffix = _direct(text)
    if not family:
        return ()
    dropping = _falls_away(particle)
    return (
        Person(
            family=family,
            given=given,
            dropping_particle=particle if dropping else None,
            non_dropping_particle=None if dropping else particle,
            suffix=suffix,
        ),
    )


def _falls_away(particle: str | None) -> bool:
    """Tell whether a particle inside a name is one that falls away from it, as German ``von`` does."""
    words = particle.split() if particle else []
    return bool(words) and words[0] in _DROPPING and all(word in _DROPPING | _ARTICLES for word in words)


def _direct(text: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Read ``First von Last``: given name, particle, family name, suffix."""
    tokens = [token for token in _cut(text, _SPACE) if token]
    suffix = tokens.pop() if len(tokens) > 2 and is_suffix(tokens[-1]) else None
    last = len(tokens) - 1
    start = next((place for place in range(last) if _begins_small(tokens[place])), last)
    end = start
    while end < last and _begins_small(tokens[end]):
        end += 1
    particle, family = _particle_ahead(tokens[start:end], " ".join(tokens[end:]))
    return _text(" ".join(tokens[:start])) or None, particle, _text(family) or None, suffix


def _inverted(family: str, suffix: str | None, given: str) -> Person:
    """Read ``von Last, Jr, First``."""
    tokens = [token for token in _cut(family, _SPACE) if token]
    end = 0
    while end < len(tokens) - 1 and _begins_small(tokens[end]):
        end += 1
    particle, family = _particle_ahead(tokens[:end], " ".join(tokens[end:]))
    names = [token for token in _cut(given, _SPACE) if token]
    cut = len(names)
    while cut > 1 and _is_trailing_particle(names[cut - 1]):
        cut -= 1
    return Person(
        family=_text(family) or None,
        given=_text(" ".join(names[:cut])) or None,
        dropping_particle=_text(" ".join(names[cut:])) or None,
        non_dropping_particle=particle,
        suffix=_text(suffix) or None if suffix else None,
    )


def _particle_ahead(particles: list[str], family: str) -> tuple[str | None, str]:
    """Part a particle that is written together with the family name: ``d'Ormesson``."""
    found = _AHEAD.match(family)
    if found and family[found.end()].isalpha() and not family[found.end()].islower():
        particles, family = [*particles, found[1]], family[found.end() :]
    return _text(" ".join(particles)) or None, family


def _is_trailing_particle(token: str) -> bool:
    if token.startswith(_MARK):
        return True
    if "\\" in token:
        return _begins_small(token) and _text(token).lower() in _PARTICLES
    return token in _PARTICLES


def _begins_small(token: str) -> bool:
    r"""Tell whether BibTeX takes a word for a particle.

    Its first letter is small, outside of braces or behind the command of a "special character".
    """
    if token.startswith(_MARK):
        return True
    found = _COMMAND.match(token)
    if found:
        if found[1] in _SMALL_LETTERS or found[1].lower() in _SMALL_LETTERS:
            return found[1] in _SMALL_LETTERS
        token = token[found.end() :]
    elif token[:1] == "{":
        return False
    letter = next((character for character in token if character.isalpha()), "")
    return letter.islower()


def _is_one_group(text: str) -> bool:
    depth = 0
    for place, character in enumerate(text):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if not depth:
                return place == len(text) - 1
    return False


def _text(latex: str) -> str:
    return decode(latex) if _LATEX.search(latex) else latex


def _extended(text: str) -> Person:
    """Read BibLaTeX's extended format."""
    parts: dict[str, str] = {}
    for piece in _cut(text, _COMMA):
        name, _, value = piece.strip('"').partition("=")
        parts[name.strip().lower()] = _text(value.strip())
    dropping = parts.get("useprefix", "true").lower() == "false"
    prefix = parts.get("prefix")
    return Person(
        family=parts.get("family"),
        given=parts.get("given"),
        dropping_particle=prefix if dropping else None,
        non_dropping_particle=None if dropping else prefix,
        suffix=parts.get("suffix"),
    )


@lru_cache(maxsize=8192)
def write_name(name: Name) -> str:
    r"""Write one name, so that ``read_names`` gives it back.

    >>> write_name(Person(family="Humboldt", given="Alexander", dropping_particle="von"))
    'Humboldt, Alexander von'
    >>> write_name(Organization(name="Research & Development"))
    '{Research \\& Development}'
    """
    if isinstance(name, Organization):
        return f"{{{encode(name.name)}}}"
    if name.family is None:
        return _without_family(name)
    if not (name.given or name.suffix or name.dropping_particle or name.non_dropping_particle):
        return _one_part("", name.family)
    given = _given(name.given)
    if name.dropping_particle:
        given = f"{given or '{}'} {_trailing(name.dropping_particle)}"
    family = _family(name.family)
    if name.non_dropping_particle:
        one_word = not given and not name.suffix and " " not in family and not is_suffix(name.family)
        family = _with_particle(name.non_dropping_particle, family)
        if one_word and not _falls_away(name.non_dropping_particle) and not is_organization(family):
            return family  # "van Gogh", which needs no comma
    if name.suffix:
        return f"{family}, {_protected(name.suffix)}, {given or '{}'}"
    return f"{family}, {given or '{}'}"


def _without_family(name: Person) -> str:
    if name.dropping_particle or name.non_dropping_particle or name.suffix:
        return write_name(attrs.evolve(name, family=name.given, given=None))
    return _one_part("{}", name.given or "")


def write_names(names: tuple[Name, ...]) -> str:
    """Write names with ``and`` between them."""
    return " and ".join([write_name(name) for name in names])


def _protected(text: str) -> str:
    return f"{{{encode(text)}}}" if _PROTECTED.search(text) else encode(text)


def _one_part(mark: str, text: str) -> str:
    """Write a name of one part, which must be one word to BibTeX and must not be one group, as a body is."""
    latex = encode(text).replace(" ", "{ }")
    for separator in ",;=":
        latex = latex.replace(separator, f"{{{separator}}}")
    if mark or text.lower() in OTHERS or text.lower() == "and":
        return (mark or _MARK) + latex
    if _AHEAD.match(text) or is_organization(text) or _is_one_group(latex):
        return _MARK + latex
    return latex


def _family(family: str) -> str:
    words = family.split(" ")
    if _AHEAD.match(words[0]) or any(_begins_small(encode(word)) for word in words[:-1]):
        return f"{{{encode(family)}}}"
    return _protected(family)


def _given(given: str | None) -> str:
    if not given:
        return ""
    *first, last = given.split(" ")
    if is_suffix(given) or (first and last in _PARTICLES):
        return f"{{{encode(given)}}}"
    return _protected(given)


def _with_particle(particle: str, family: str) -> str:
    """Set a particle before a family name, where it is found again."""
    words = particle.split(" ")
    ahead = _AHEAD.match(words[-1] + "X")
    if ahead and ahead[1] == words[-1] and family[0].isalpha() and not family[0].islower():
        before = _particles(" ".join(words[:-1])) + " " if len(words) > 1 else ""
        return before + words[-1] + family
    return f"{_particles(particle)} {family}"


def _particles(particle: str) -> str:
    return " ".join([_particle(word) for word in particle.split(" ")])


def _trailing(particle: str) -> str:
    """Write a dropping particle, behind given names, where a word that is no usual particle would be one of them."""
    words = [_particle(word) for word in particle.split(" ")]
    return " ".join([word if _is_trailing_particle(word) else _MARK + word for word in words])


def _particle(word: str) -> str:
    r"""Write a particle so that BibTeX takes it for one: a capital in it is made by ``\uppercase``."""
    first = word[0].lower()
    if _PROTECTED.search(word):
        return f"{_MARK}{{{encode(word)}}}"
    if word[0].isupper() and first.upper() == word[0]:
        return f"{{\\uppercase{{{first}}}}}{encode(word[1:])}"
    latex = encode(word)
    return latex if _begins_small(latex) and latex == word else _MARK + latex
