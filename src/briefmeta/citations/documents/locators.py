"""Locators at the start of a suffix: ``pp. 33-35, 38-39 and passim`` is pages 33-35, 38-39, and a suffix.

The words for pages, chapters and so on are the terms of the locale, those that the style defines included. What is a
number is read as pandoc does (its manual, "Citation syntax"): figures and Roman numerals, with letters, ranges,
brackets around and full stops in them; in braces, anything.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROMAN = re.compile(r"(?=[MDCLXVI])M*(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})", re.IGNORECASE)
_TOKEN = re.compile(r"</?\w+>|[^\W_]+|.", re.DOTALL)
_WITHIN_NUMBERS = frozenset("-–:")
_BRACES = {"(": ")", "[": "]", "{": "}"}
_LONGEST = 1000  # characters of a suffix in which a locator is looked for


@define(frozen=True, slots=True)
class Locator:
    """A locator and what follows it.

    Attributes:
        label: what it counts, as CSL calls it.
        text: the locator; "" where there is none.
        suffix: the rest.
    """

    label: str = "page"
    text: str = ""
    suffix: str = ""


def read_locator(suffix: str, terms: Mapping[str, str]) -> Locator:
    """Divide a suffix into a locator and the rest.

    Args:
        suffix: the text behind a key.
        terms: the words for locators, as :func:`~briefmeta.citations.elements.number_element.locator_terms` lists them.

    Source: pandoc's manual, "Citation syntax".

    >>> read_locator(", ch. 2-4, passim", {"ch.": "chapter"})
    Locator(label='chapter', text='2-4', suffix=', passim')
    """
    head, rest = suffix[:_LONGEST], suffix[_LONGEST:]
    tokens = _TOKEN.findall(head)
    reader = _Reader(tokens, terms)
    start = 1 if tokens[:1] == [","] else 0
    start += 1 if start < len(tokens) and tokens[start].isspace() else 0
    found = reader.delimited(start) or reader.integrated(start)
    if found is None:
        return Locator(suffix=_with_comma(suffix))
    label, text, end = found
    return Locator(label, text.strip(), "".join(tokens[end:]) + rest)


def _with_comma(suffix: str) -> str:
    """Set a suffix apart that starts with a word."""
    if not suffix or suffix[0].isspace() or unicodedata.category(suffix[0]) in _STOPS:
        return suffix
    return f", {suffix}"


def _stops(token: str) -> bool:
    """Return whether a token cannot be part of a number."""
    if token in _WITHIN_NUMBERS:
        return False
    return token.isspace() or token[0] == "<" or unicodedata.category(token[0]) in _STOPS


_STOPS = frozenset(("Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Co"))
_Number = tuple[int, bool]  # where it ends, and whether it has figures or Roman numerals


class _Reader:
    """Reads tokens; every method takes the place where it starts and returns where it ends, or None."""

    def __init__(self, tokens: Sequence[str], terms: Mapping[str, str]) -> None:
        self._tokens, self._terms = tokens, terms
        self._longest = max(map(len, terms), default=0)

    def delimited(self, start: int) -> tuple[str, str, int] | None:
        """Read ``{p. iv, or whatever}``."""
        tokens = self._tokens
        if start >= len(tokens) or tokens[start] != "{":
            return None
        depth, end = 0, start
        for end in range(start, len(tokens)):
            depth += {"{": 1, "}": -1}.get(tokens[end], 0)
            if depth == 0:
                break
        if depth:
            return None
        place = start + 1
        while place < end and tokens[place].isspace():
            place += 1
        label = self._label(place, end, number_follows=False)
        if label is not None:
            name, place = label
        else:
            name = "page"
        return name, "".join(tokens[place:end]), end + 1

    def integrated(self, start: int) -> tuple[str, str, int] | None:
        """Read ``pp. 33-35, 38``: with a label, Roman numerals count as numbers."""
        label = self._label(start, len(self._tokens), number_follows=True)
        name, place = label or ("page", start)
        end = place
        while (number := self._number(end, first=end == place)) is not None:
            if not (number[1] if label else self._has_figure(end, number[0])):
                break
            end = number[0]
        return (name, "".join(self._tokens[place:end]), end) if end > place else None

    def _has_figure(self, start: int, end: int) -> bool:
        return any(character.isdigit() for token in self._tokens[start:end] for character in token)

    def _label(self, start: int, end: int, *, number_follows: bool) -> tuple[str, int] | None:
        """Find the longest term that starts here; in running text a number has to follow."""
        text, found = "", None
        for place in range(start, end):
            text += self._tokens[place]
            if len(text) > self._longest + 2:
                break
            label = self._terms.get(text.strip().casefold())
            if label is None:
                continue
            number = self._number(place + 1, first=True)
            if not number_follows or (number is not None and number[1]):
                found = label, place + 1
        return found

    def _number(self, start: int, *, first: bool) -> _Number | None:
        """Read a number, behind a separator unless it is the first, and behind a space."""
        place = start
        if not first and self._at(place) in (",", ";"):
            place += 1
        if self._at(place).isspace():
            place += 1
        end, counts = place, False
        while (part := self._part(end)) is not None:
            end, counts = part[0], counts or part[1]
        return (end, counts) if end > place else None

    def _at(self, place: int) -> str:
        return self._tokens[place] if place < len(self._tokens) else ""

    def _part(self, start: int) -> _Number | None:
        """Read a sequence of units, or one in brackets."""
        closing = _BRACES.get(self._at(start))
        if closing is None:
            return self._sequence(start)
        inside = self._sequence(start + 1) or (start + 1, False)
        return (inside[0] + 1, inside[1]) if self._at(inside[0]) == closing else None

    def _sequence(self, start: int) -> _Number | None:
        """Read units with full stops between them; a full stop at the end is none of it."""
        unit = self._unit(start)
        end, counts = unit or (start, False)
        while self._at(end) == "." and (unit := self._unit(end + 1)) is not None:
            end, counts = unit[0], counts or unit[1]
        return (end, counts) if end > start else None

    def _unit(self, start: int) -> _Number | None:
        if _ROMAN.fullmatch(self._at(start)):
            return start + 1, True
        end = start
        while end < len(self._tokens) and not _stops(self._tokens[end]):
            end += 1
        return (end, self._has_figure(start, end)) if end > start else None
