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
- What is not what it looks like stands behind ``\relax{}``, which prints nothing: a particle that BibTeX takes for a
  name, ``{\relax{}al} Hadid, Zaha``; a person that looks like a body, ``{\relax{}UNESCO}``; given names that are
  none, ``King, Jr., \relax{}``. A given name alone is ``Teller{}``. (biber cuts initials from names as they stand;
  these are the forms that it leaves whole.)

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
_PLAIN_AND = re.compile(r" and(?= )", re.IGNORECASE)
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

_REMEMBERED = 200  # characters of a name that is remembered: a cache of long ones would fill the memory

_MARK = "{\\relax{}"  # begins a group that is not what it looks like: a particle, or a person alone
# words that begin with a capital: nothing among them is a particle or LaTeX
_WORDS = r"[^\W\d_a-z][^\W_]*+\.?(?:-[^\W_]++\.?)*+(?: [^\W\d_a-z][^\W_]*+\.?(?:-[^\W_]++\.?)*+)*+"
_PLAIN = re.compile(f"({_WORDS}), ({_WORDS})")
_COMMANDED = frozenset("&%$#_~^<>|{}\\")  # characters that are commands in LaTeX
_NOTHING = "\\relax{}"  # stands for given names where BibTeX must have some
_ENDS_IN_COMMAND = re.compile(r"\\[A-Za-z]+\{\}\Z")

OTHERS = ("others", "et al.", "et al")
"""What ends a list of names that goes on."""


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
    pieces = text.split(" and ") if text else []
    if text.lower().count("and") != len(pieces) - 1:  # another spelling of the word, or a part of another
        pieces = [piece for part in _PLAIN_AND.split(f" {text} ") if (piece := part.strip(" ~"))]
    if "{" in text and any(piece.count("{") != piece.count("}") for piece in pieces):  # an "and" in braces
        pieces = [piece for piece in _cut(f" {text} ", _AND) if piece]
    if len(pieces) == 1 and ";" in text:
        pieces = [piece for piece in _cut(text, _SEMICOLON) if piece]
    others = bool(pieces) and pieces[-1].lower() in OTHERS
    names: list[Name] = []
    for piece in pieces[:-1] if others else pieces:
        names += _read_name(piece) if len(piece) < _REMEMBERED else _read_name.__wrapped__(piece)
    return tuple(names), others


def _plain(text: str) -> re.Match[str] | None:
    """Match ``Family, Given`` of words with capitals, in which nothing means anything but itself.

    Most names are such, and need no further look.
    """
    found = _PLAIN.fullmatch(text)
    if found and " " not in found[2] and is_suffix(found[2]):
        return None
    if found and " " in found[1] and any(word[0].islower() for word in found[1].split(" ")):
        return None
    return found


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


@lru_cache(maxsize=32_768)
def _read_name(text: str) -> tuple[Name, ...]:
    """Read one name; several only where somebody forgot the words between them."""
    plain = _plain(text)
    if plain:
        return (Person(family=plain[1], given=plain[2]),)
    if text[0] == "{" and _is_one_group(text):
        name = _text(text)
        if not name:
            return ()
        return (Person(family=name) if text.startswith(_MARK) else Organization(name=name),)
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
    if text.endswith("{}") and not _ENDS_IN_COMMAND.search(text):  # a given name alone
        name = _text(text)
        return (Person(given=name),) if name else ()
    if len(text) < _REMEMBERED and not _LATEX.search(text) and is_organization(text):
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
    while end < last and _is_particle(tokens[end]):
        end += 1
    particle, family = _particle_ahead(tokens[start:end], " ".join(tokens[end:]))
    return _text(" ".join(tokens[:start])) or None, particle, _text(family) or None, suffix


def _inverted(family: str, suffix: str | None, given: str) -> Person:
    """Read ``von Last, Jr, First``."""
    tokens = [token for token in _cut(family, _SPACE) if token]
    end = 0
    while end < len(tokens) - 1 and _is_particle(tokens[end]):
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
    found = _particle_before(family)
    if found:
        particles, family = [*particles, found], family[len(found) :]
    return _text(" ".join(particles)) or None, family


def _particle_before(word: str) -> str:
    """Find a particle that begins a word and has a capital behind it, ``d'`` of ``d'Ormesson``."""
    found = _AHEAD.match(word)
    return found[1] if found and word[found.end()].isalpha() and not word[found.end()].islower() else ""


def _is_particle(token: str) -> bool:
    return _begins_small(token) and not _particle_before(token)


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


def write_name(name: Name) -> str:
    r"""Write one name, so that ``read_names`` gives it back.

    >>> write_name(Person(family="Humboldt", given="Alexander", dropping_particle="von"))
    'Humboldt, Alexander von'
    >>> write_name(Organization(name="Research & Development"))
    '{Research \\& Development}'
    """
    if isinstance(name, Organization):
        return _body(name.name) if len(name.name) < _REMEMBERED else f"{{{encode(name.name)}}}"
    family, given = name.family, name.given
    particles = name.dropping_particle or name.non_dropping_particle
    if not particles and family and given and not name.suffix:
        text = f"{family}, {given}"
        if _plain(text):
            return text
    short = len(family or "") + len(given or "") + len(particles or "") + len(name.suffix or "") < _REMEMBERED
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
        if one_word and not _falls_away(name.non_dropping_particle) and not is_organization(family):
            return family  # "van Gogh", which needs no comma
    if name.suffix:
        return f"{family}, {_protected(name.suffix)}, {given or _NOTHING}"
    return f"{family}, {given or _NOTHING}"


def _without_family(name: Person) -> str:
    if name.dropping_particle or name.non_dropping_particle or name.suffix:
        return write_name(attrs.evolve(name, family=name.given, given=None))
    return _one_part(name.given or "", "{}")


def write_names(names: tuple[Name, ...]) -> str:
    """Write names with ``and`` between them."""
    return " and ".join([write_name(name) for name in names])


def _protected(text: str) -> str:
    return f"{{{encode(text)}}}" if _PROTECTED.search(text) else encode(text)


def _one_part(text: str, mark: str = "") -> str:
    """Write a name of one part, which must be one word to BibTeX and must not look like a body or anything else."""
    latex = encode(text).replace(" ", "{ }")
    for separator in ",;=":
        latex = latex.replace(separator, f"{{{separator}}}")
    doubtful = text.lower() in (*OTHERS, "and") or _AHEAD.match(text) or is_organization(text)
    if not mark and (doubtful or _is_one_group(latex) or _PROTECTED.search(text)):
        return _marked(encode(text))
    return latex + mark


def _marked(latex: str) -> str:
    return f"{_MARK}{latex}}}"


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
    return " ".join([_trailing_word(word) for word in particle.split(" ")])


def _trailing_word(word: str) -> str:
    latex = _particle(word)
    return latex if _is_trailing_particle(latex) or word[0] in _COMMANDED else _marked(encode(word))


def _particle(word: str) -> str:
    r"""Write a particle so that BibTeX takes it for one: a capital in it is made by ``\uppercase``."""
    first = word[0].lower()
    if _PROTECTED.search(word):
        return _marked(encode(word)) if word[0] not in _COMMANDED else f"{{{encode(word)}}}"
    if word[0].isupper() and first.upper() == word[0]:
        return f"{{\\uppercase{{{first}}}}}{encode(word[1:])}"
    latex = encode(word)
    # biber takes the initial of a marked word from what stands first in it, which must not be a command
    return latex if (_is_particle(latex) and latex == word) or latex[0] == "\\" else _marked(latex)
