"""Mojibake: UTF-8 that was read as Windows-1252 or Latin-1, found and undone.

Each byte of a UTF-8 sequence became one character, ``é`` two of them (``Ã©``), ``’`` three (``â€™``). Such sequences
are found by their form, and undone where they are valid UTF-8 (RFC 3629, section 4). Few of them are spelling in some
language, as the last two characters of ``«está»…`` are; those count only where a letter follows.
"""

from __future__ import annotations

import re

_ROUNDS = 3  # texts were misread twice, even three times
_LONGEST = 200_000  # characters of a text that are looked at


def _byte(character: str) -> int:
    code = ord(character)
    return code if code < 256 else _WINDOWS[character]


_WINDOWS = {
    bytes([n]).decode("cp1252"): n for n in range(0x80, 0xA0) if n not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_NEXT = "[\x80-\xbf" + "".join(map(re.escape, _WINDOWS)) + "]"
_RUN = re.compile(f"(?:[\xc2-\xdf]{_NEXT}|[\xe0-\xef]{_NEXT}{{2}}|[\xf0-\xf4]{_NEXT}{{3}})+")

# Leads of two-byte sequences for letters of Europe; an accident is possible before punctuation only.
_EUROPE = frozenset("ÂÃÄÅÎÏÐÑ")
# Three- and four-byte sequences that no good text has: general punctuation and signs, a byte-order mark, emoji.
_TELLTALE = re.compile("â(?:€|‚|„|†|ˆ)|ï»¿|ðŸ")
_VIETNAMESE = re.compile("á[¸¹º»]")
# What follows a letter in good text: a quote, a dash, an ellipsis, a no-break space.
_NATURAL = frozenset("«»‹›”’“‘„‚…–—\xa0\xad")
_C1 = re.compile("[\x80-\x9f]")  # controls that nobody writes, but Latin-1 makes of the bytes
_INVISIBLE = frozenset("\xa0\xad\ufeff\u200b\u200c\u200d\u200e\u200f\u2009\u202f\u2003")
_A_GRAVE = re.compile(
    r"(?<!\S)Ã {1,2}(?=\S)"
)  # the no-break space of its second byte was folded into a space


def undo_mojibake(text: str) -> str:
    """Write a text as it was before its UTF-8 was read as Windows-1252; a text without mojibake comes back as it is.

    >>> undo_mojibake("Nigerâ€™s pivot Ã  Moscou, CafÃ©"), undo_mojibake("IRMÃ”, «está»…, São Tomé")
    ('Niger’s pivot à Moscou, Café', 'IRMÃ”, «está»…, São Tomé')
    """
    if text.isascii() or len(text) > _LONGEST:
        return text
    for _ in range(_ROUNDS):
        if not _has_mojibake(text):
            break
        repaired = _A_GRAVE.sub("à ", _RUN.sub(_repaired, text))
        if repaired == text:
            break
        text = repaired
    return text


def _has_mojibake(text: str) -> bool:
    """Return whether one sequence is mojibake for certain, or two are most likely."""
    likely = 0
    for found in _RUN.finditer(text):
        if _is_certain(found, text):
            return True
        likely += found[0][0] in _EUROPE and _decoded(found[0]) is not None
    return likely > 1


def _decoded(run: str) -> str | None:
    try:
        text = bytes(map(_byte, run)).decode("utf-8")
    except UnicodeDecodeError:
        return None
    # of a text that was misread twice, controls are the bytes of the first time
    fine = all(c.isprintable() or c in _INVISIBLE or "\x80" <= c <= "\x9f" for c in text)
    return text if fine else None


def _repaired(found: re.Match[str]) -> str:
    decoded = _decoded(found[0])
    return found[0] if decoded is None else decoded


def _is_certain(found: re.Match[str], text: str) -> bool:
    """Return whether a sequence is mojibake for certain, and no spelling by accident."""
    run = found[0]
    decoded = _decoded(run)
    if decoded is None:
        return False
    if len(decoded) > 1 or _C1.search(run):
        return True
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    natural = run[-1] in _NATURAL
    if run[0] in _EUROPE:
        # in a word of capitals, such as IRMÃ”, the quote is a quote
        return not natural or before.islower() or after.islower()
    return bool(_TELLTALE.match(run)) or (bool(_VIETNAMESE.match(run)) and (not natural or after.isalpha()))
