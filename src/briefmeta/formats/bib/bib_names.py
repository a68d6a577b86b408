"""Names as ``.bib`` files have them, read: ``First Last``, ``von Last, First``, ``von Last, Jr, First``, ``{Body}``.

Read besides: BibLaTeX's extended format (``family=Gogh, given=Vincent, prefix=van``), several names parted by
semicolons, bodies that somebody forgot to brace, bodies with the comma behind them that EndNote writes.
``bib.name_writing`` says which conventions carry what BibTeX has no place for.

Source: *BibTeXing*, section 4; *Tame the BeaST*, section 4; the manual of BibLaTeX, sections 2.2.3 and 3.4.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefmeta.formats.bib.name_tokens import (
    COMMA,
    LATEX,
    MARK,
    OTHERS,
    REMEMBERED,
    SPACE,
    begins_small,
    cut,
    falls_away,
    is_one_group,
    is_particle,
    is_trailing_particle,
    particle_before,
    plain_name,
    text_of,
)
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.names.name_reading import parse_names
from briefmeta.model.names.organization_evidence import is_organization
from briefmeta.model.names.person_parts import is_suffix

_AND = re.compile(r"[{}]|( and)(?= )", re.IGNORECASE)
_PLAIN_AND = re.compile(r" and(?= )", re.IGNORECASE)
_SEMICOLON = re.compile(r"[{}]|(;)")
_EXTENDED = re.compile(r'"?(?:family|given|prefix|suffix|useprefix|id|hash)(?:-i)?=')
_ACCENTED = re.compile(r"\{\\[^A-Za-z{}]?[^{}\\]{0,20}(?:\{[^{}\\]{0,10}\})?\}")
_ET_AL = re.compile(r"(?<=\w\w|\w\.)[ ,;]{1,4}et\.? al\.?[ ,;]{0,4}\Z", re.IGNORECASE)
_ENDS_IN_COMMAND = re.compile(r"\\[A-Za-z]+\{\}\Z")


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
    pieces = _pieces(" ".join(latex.split()))
    last = pieces[-1].rstrip(" ,;").lower() if pieces else ""
    others = last in OTHERS
    if (
        not others and last.endswith(("al", "al.")) and (cut_off := _ET_AL.search(pieces[-1]))
    ):  # "Z. Yao, et al."
        pieces[-1:] = [pieces[-1][: cut_off.start()], cut_off[0]]
        others = True
    names: list[Name] = []
    for piece in pieces[:-1] if others else pieces:
        names += _read_name(piece) if len(piece) < REMEMBERED else _read_name.__wrapped__(piece)
    return tuple(names), others


def _pieces(text: str) -> list[str]:
    """Cut a list of names at each *and* outside of braces, or at semicolons where it has none."""
    pieces = text.split(" and ") if text else []
    if text.lower().count("and") != len(pieces) - 1:  # another spelling of the word, or a part of another
        pieces = [piece for part in _PLAIN_AND.split(f" {text} ") if (piece := part.strip(" ~"))]
    if "{" in text and any(piece.count("{") != piece.count("}") for piece in pieces):  # an "and" in braces
        pieces = [piece for piece in cut(f" {text} ", _AND) if piece]
    if len(pieces) == 1 and ";" in text:
        pieces = [piece for piece in cut(text, _SEMICOLON) if piece]
    while pieces and not pieces[-1].strip(" ,;"):
        pieces.pop()
    return pieces


@lru_cache(maxsize=32_768)
def _read_name(text: str) -> tuple[Name, ...]:
    """Read one name; several only where somebody forgot the words between them."""
    usual = plain_name(text)
    if usual:
        return (Person(family=usual[1], given=usual[2]),)
    if text[0] == "{" and is_one_group(text):
        name = text_of(text)
        if not name:
            return ()
        return (Person(family=name) if text.startswith(MARK) else Organization(name=name),)
    if _EXTENDED.match(text):
        return (_extended(text),)
    parts = cut(text, COMMA)
    body = _ends_in_comma(text, parts)
    if body:
        return (Organization(name=body),)
    if len(parts) > 3 and not LATEX.search(text):
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


def _ends_in_comma(text: str, parts: list[str]) -> str:
    """Read a body as EndNote writes it: with a comma behind it, and two commas for the first one inside it."""
    if len(parts) == 2 and not parts[1]:
        return text_of(parts[0])
    if len(parts) == 3 and not parts[2]:
        parts.pop()  # a comma before the "and" behind it
    if len(parts) == 3 and not parts[1] and ",," in text and " " in parts[0]:
        return text_of(f"{parts[0]}, {parts[2]}")
    return ""


def _without_comma(text: str) -> tuple[Name, ...]:
    if text.endswith("{}") and not _ENDS_IN_COMMAND.search(text):  # a given name alone
        name = text_of(text)
        return (Person(given=name),) if name else ()
    plain = text_of(_ACCENTED.sub(lambda found: text_of(found[0]), text)) if "\\" in text else text
    if len(text) < REMEMBERED and not LATEX.search(plain) and is_organization(plain):
        return (Organization(name=plain),)
    given, particle, family, suffix = _direct(text)
    if not family:
        return ()
    dropping = falls_away(particle)
    return (
        Person(
            family=family,
            given=given,
            dropping_particle=particle if dropping else None,
            non_dropping_particle=None if dropping else particle,
            suffix=suffix,
        ),
    )


def _direct(text: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Read ``First von Last``: given name, particle, family name, suffix."""
    tokens = [token for token in cut(text, SPACE) if token]
    suffix = tokens.pop() if len(tokens) > 2 and is_suffix(tokens[-1]) else None
    last = len(tokens) - 1
    start = next((place for place in range(last) if begins_small(tokens[place])), last)
    end = start
    while end < last and is_particle(tokens[end]):
        end += 1
    particle, family = _particle_ahead(tokens[start:end], " ".join(tokens[end:]))
    return text_of(" ".join(tokens[:start])) or None, particle, text_of(family) or None, suffix


def _inverted(family: str, suffix: str | None, given: str) -> Person:
    """Read ``von Last, Jr, First``."""
    tokens = [token for token in cut(family, SPACE) if token]
    end = 0
    while end < len(tokens) - 1 and is_particle(tokens[end]):
        end += 1
    particle, family = _particle_ahead(tokens[:end], " ".join(tokens[end:]))
    names = [token for token in cut(given, SPACE) if token]
    given_end = len(names)
    while given_end > 1 and is_trailing_particle(names[given_end - 1]):
        given_end -= 1
    return Person(
        family=text_of(family) or None,
        given=text_of(" ".join(names[:given_end])) or None,
        dropping_particle=text_of(" ".join(names[given_end:])) or None,
        non_dropping_particle=particle,
        suffix=text_of(suffix) or None if suffix else None,
    )


def _particle_ahead(particles: list[str], family: str) -> tuple[str | None, str]:
    """Part a particle that is written together with the family name: ``d'Ormesson``."""
    found = particle_before(family)
    if found:
        particles, family = [*particles, found], family[len(found) :]
    return text_of(" ".join(particles)) or None, family


def _extended(text: str) -> Person:
    """Read BibLaTeX's extended format."""
    parts: dict[str, str] = {}
    for piece in cut(text, COMMA):
        name, _, value = piece.strip('"').partition("=")
        parts[name.strip().lower()] = text_of(value.strip())
    dropping = parts.get("useprefix", "true").lower() == "false"
    prefix = parts.get("prefix")
    return Person(
        family=parts.get("family"),
        given=parts.get("given"),
        dropping_particle=prefix if dropping else None,
        non_dropping_particle=None if dropping else prefix,
        suffix=parts.get("suffix"),
    )
