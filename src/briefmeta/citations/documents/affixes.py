"""Text around a cite: from Markdown to the inline markup of CSL, and back when the citation is written.

Emphasis becomes CSL's own (``<i>``). What CSL has no word for (code, math, links, HTML, TeX) travels through the style
as a single character that means nothing, and comes out as it was written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.documents.inlines import read_inlines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from briefmeta.citations.documents.citation_syntax import Affix

_FIRST = 0xF0000  # planes 15 and 16 are for private use
_LAST = 0x10FFFD
_STAND_IN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")

_TAGS = {"*": "i", "_": "i", "**": "b", "__": "b", "^": "sup", "~": "sub"}
_MARK = re.compile(
    rf"""(?P<mark>\*\*?|__?|\^|~~?)
       | (?P<dash>---?)
       | (?P<dots>\.\.\.)
       | (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
       | (?P<foreign>[<{chr(_FIRST)}-{chr(_LAST)}])
       | (?P<space>\s+)""",
    re.VERBOSE,
)
_DASHES = {"--": "–", "---": "—"}


class StandIns:
    """Characters that stand for texts which must come through a style as they are."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def put(self, text: str) -> str:
        """Keep a text; return the character that stands for it, or the text itself where there are too many."""
        if _FIRST + len(self._texts) > _LAST:
            return text
        self._texts.append(text)
        return chr(_FIRST + len(self._texts) - 1)

    def change(self, character: str, text: str) -> None:
        """Keep another text for a character that was given out."""
        self._texts[ord(character) - _FIRST] = text

    def restore(self, text: str) -> str:
        """Put the texts where their characters stand."""
        return text if text.isascii() else _STAND_IN.sub(self._text_of, text)

    def _text_of(self, found: re.Match[str]) -> str:
        index = ord(found[0]) - _FIRST
        return self._texts[index] if index < len(self._texts) else found[0]


@define(frozen=True, slots=True)
class _Mark:
    """A run of marks that may start or end emphasis ("delimiter run")."""

    text: str
    opens: bool
    closes: bool


def to_csl(affix: Affix, links: Collection[str], stand_ins: StandIns) -> tuple[str, list[str]]:
    """Write an affix with CSL's inline markup.

    Args:
        affix: the text as it is written.
        links: the labels of links that the document defines.
        stand_ins: takes what CSL has no markup for.

    Returns:
        The text, and the character that stands for each of the citations in the affix, or "" where it shows nowhere.
    """
    text = affix.text
    holes: list[tuple[int, int, int]] = [
        (each.start - affix.start, affix.start - each.end, index)
        for index, each in enumerate(affix.citations)
    ]
    if _MAYBE_OPAQUE.search(text):
        holes += ((start, -end, -1) for start, end in read_inlines(text, links, closely=True).opaque)
    for found in _SINGLE_QUOTED.finditer(text):  # CSL would make double quotation marks of them
        holes += ((place, -place - 1, -1) for place in (found.start(), found.end() - 1))
    characters = [""] * len(affix.citations)
    parts: list[str | _Mark] = []
    place = 0
    for start, negative_end, index in sorted(holes):  # of what starts at one place, the longest first
        end = -negative_end
        if start < place:
            continue
        parts += _text_parts(text, place, start, stand_ins)
        parts.append(stand_ins.put(" ".join(text[start:end].split()) or text[start:end]))
        if index >= 0:
            characters[index] = str(parts[-1])
        place = end
    parts += _text_parts(text, place, len(text), stand_ins)
    return _emphasized(parts), characters


_SINGLE_QUOTED = re.compile(r"(?<!\w)'(?=\S)[^']{1,500}(?<=\S)'(?!\w)")
_MAYBE_OPAQUE = re.compile(r"[\\`$<\]]")


def _text_parts(text: str, start: int, end: int, stand_ins: StandIns) -> Iterator[str | _Mark]:
    place = start
    for found in _MARK.finditer(text, start, end):
        yield text[place : found.start()]
        yield _part(found, text, stand_ins)
        place = found.end()
    yield text[place:end]


def _part(found: re.Match[str], text: str, stand_ins: StandIns) -> str | _Mark:
    kind, mark = found.lastgroup, found[0]
    if kind == "mark":
        return _mark(mark, text[: found.start()][-1:], text[found.end() : found.end() + 1], stand_ins)
    if kind == "dash":
        return _DASHES[mark]
    if kind == "entity":
        from html import unescape

        return unescape(mark)
    if kind == "foreign":
        return stand_ins.put("\\<" if mark == "<" else mark)
    return "…" if kind == "dots" else " "


def _mark(mark: str, before: str, after: str, stand_ins: StandIns) -> str | _Mark:
    if mark == "~~":
        return stand_ins.put(mark)  # strikeout
    opens, closes = bool(after.strip()), bool(before.strip())
    if mark[0] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    return _Mark(mark, opens, closes)


def _emphasized(parts: list[str | _Mark]) -> str:
    """Turn marks that pair into tags; the others are text."""
    out: list[str] = []
    opened: list[tuple[int, str]] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
            continue
        place = next((place for place, mark in reversed(opened[-_DEEPEST:]) if mark == part.text), -1)
        if part.closes and place >= 0:
            while opened and opened[-1][0] >= place:
                opened.pop()
            tag = _TAGS[part.text]
            out[place] = f"<{tag}>"
            out.append(f"</{tag}>")
            continue
        if part.opens:
            opened.append((len(out), part.text))
        out.append(part.text)
    return "".join(out)


_DEEPEST = 20  # marks that are open at once
