"""The words of a name in a ``.bib`` file: where it is cut, which words are particles, what a group of braces is.

Source: *BibTeXing*, section 4; *Tame the BeaST*, section 4.
"""

from __future__ import annotations

import re

from briefmeta.formats.latex import decode
from briefmeta.model.names.name_words import PARTICLES
from briefmeta.model.names.person_parts import is_suffix

COMMA = re.compile(r"[{}]|(,)")
SPACE = re.compile(r"[{}]|((?:(?<!\\)[ ~])+)")
"""What parts a name, for ``cut``."""

LATEX = re.compile(r"[\\{}$~]|--|''|``")
"""What tells that a text has to be decoded."""

AHEAD = re.compile(
    r"((?:d|l|dell|dall|degl|al|el|ad|ar|as|ash|at|az|an|adh)['’]|(?:al|el|ad|adh|ar|as|ash|at|az|an|ul)[-‐])(?=\w)"
)
"""A particle that is written together with the name behind it."""

TRAILING = PARTICLES - {"and", "et", "i", "y", "in", "op"}
"""Words that are a particle behind given names."""

MARK = "{\\relax{}"
"""Begins a group that is not what it looks like: a particle, or a person alone."""

OTHERS = ("others", "et al.", "et al")
"""What ends a list of names that goes on."""

REMEMBERED = 200
"""Characters of a name that is remembered: a cache of long ones would fill the memory."""

_COMMAND = re.compile(r"\{\\([A-Za-z]+|.)")
_SMALL_LETTERS = frozenset("i j o l aa ae oe ss dh th dj ng".split())
_DROPPING = frozenset("von vom zu zum zur af av".split())
_ARTICLES = frozenset("der dem den und".split())
# words that begin with a capital: nothing among them is a particle or LaTeX
_WORD = r"[^\W\d_a-z][^\W_]*+\.?(?:-[^\W_]++\.?)*"
_WORDS = rf"{_WORD}(?: {_WORD})*"
_PLAIN = re.compile(f"({_WORDS}), ({_WORDS})")


def plain_name(text: str) -> re.Match[str] | None:
    """Match ``Family, Given`` of words with capitals, in which nothing means anything but itself.

    Most names are such, and need no further look.
    """
    found = _PLAIN.fullmatch(text)
    if found and " " not in found[2] and is_suffix(found[2]):
        return None
    if found and " " in found[1] and any(word[0].islower() for word in found[1].split(" ")):
        return None
    return found


def cut(text: str, separator: re.Pattern[str]) -> list[str]:
    """Cut at separators that stand outside of braces."""
    pieces, start, depth = [], 0, 0
    for found in separator.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth <= 0:
            pieces.append(_trimmed(text[start : found.start()]))
            start = found.end()
    pieces.append(_trimmed(text[start:]))
    return pieces


def _trimmed(piece: str) -> str:
    r"""Take ties and spaces from the ends of a piece, but not the accent of an unbraced ``\~n``."""
    piece = piece.strip(" ")
    while piece[:1] == "~" or (piece[-1:] == "~" and piece[-2:-1] != "\\"):
        piece = piece.strip(" ") if piece[:1] != "~" else piece[1:]
        piece = piece[:-1].rstrip(" ") if piece[-1:] == "~" and piece[-2:-1] != "\\" else piece
    return piece


def falls_away(particle: str | None) -> bool:
    """Return whether a particle inside a name is one that falls away from it, as German ``von`` does."""
    words = particle.split() if particle else []
    return bool(words) and words[0] in _DROPPING and all(word in _DROPPING | _ARTICLES for word in words)


def particle_before(word: str) -> str:
    """Find a particle that begins a word and has a capital behind it, ``d'`` of ``d'Ormesson``."""
    found = AHEAD.match(word)
    return found[1] if found and word[found.end()].isalpha() and not word[found.end()].islower() else ""


def is_particle(token: str) -> bool:
    """Return whether a word ahead of a family name is a particle of its own."""
    return begins_small(token) and not particle_before(token)


def is_trailing_particle(token: str) -> bool:
    """Return whether a word behind given names is a particle."""
    if token.startswith(MARK):
        return True
    if "\\" in token:
        return begins_small(token) and text_of(token).lower() in TRAILING
    return token in TRAILING


def begins_small(token: str) -> bool:
    r"""Return whether BibTeX takes a word for a particle.

    Its first letter is small, outside of braces or behind the command of a "special character".
    """
    if token.startswith(MARK):
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


def is_one_group(text: str) -> bool:
    """Return whether the first brace is closed by the last character."""
    depth = 0
    for place, character in enumerate(text):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if not depth:
                return place == len(text) - 1
    return False


def text_of(latex: str) -> str:
    """Read a part of a name, which mostly needs no decoding."""
    return decode(latex) if LATEX.search(latex) else latex
