"""The order of texts by the rules of a language: a key whose order, by code points, is theirs.

CLDR (Unicode Technical Standard 10 and 35) gives the rules: letters of a language's own, its script before all others.
Case and other accents do not count, nor does punctuation; numbers count by their value: the orders of citeproc-js,
which asks ICU so. ``vocabulary/collation.tsv`` has the rules of some fifty languages; for others, and for Chinese by
tones or strokes, PyICU is asked where it is installed, and without it they follow their code points.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from briefmeta.text.fold import LETTERS
from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PUNCTUATION = re.compile(r"[^\w\s$+<=>|~^`©®±×£€]+|_")
_DIGITS_OR_PUNCTUATION = re.compile(rf"(\d+)|{_PUNCTUATION.pattern}")
# What opens a quotation: its space, which does not break, is no space that sorts first.
_SPACED_QUOTE = re.compile(r"[^\w\s]*[\u00a0\u202f]+")
_SORTED_AS = str.maketrans({**LETTERS, "\u00a0": " ", "\u202f": " "})

# Scripts that a language sorts before the Latin letters ("reorder" of CLDR), or (the last group) directly after them.
_FIRST = {
    **dict.fromkeys(("ru", "uk", "bg", "sr", "mk", "be", "mn", "kk"), "\u0400-\u052f"),
    "el": "\u0370-\u03ff", "ar": "\u0600-\u06ff", "fa": "\u0600-\u06ff", "he": "\u0590-\u05ff",
    "hy": "\u0530-\u058f", "th": "\u0e00-\u0e7f", "zh": "\u2e80-\u9fff\uf900-\ufaff",
    "ko": "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff",
}  # fmt: skip
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
_SECOND = {"ja": "\u2e80-\u9fff\uf900-\ufaff"}
_DOTTED = frozenset(("az", "tr"))  # a dotted and a dotless i are two letters
#: A letter of no language in use that sorts after z, as CLDR's own tables have it: it sets a letter after its base.
_AFTER = "ǀ"


@cache
def collator(language: str) -> Callable[[str], str]:
    """Make the key function of a language.

    Args:
        language: a language tag; ``de-u-co-phonebk`` is the order of German telephone books (RFC 6067).

    Returns:
        A function that gives a text its key; keys are compared as strings.

    Source: CLDR, "Collation"; the rules of languages stand in ``vocabulary/collation.tsv``.

    >>> sorted(["Öberg", "Zorn", "Åberg", "Oden"], key=collator("sv-SE"))
    ['Oden', 'Zorn', 'Åberg', 'Öberg']
    >>> sorted(["Öberg", "Zorn", "Åberg", "Oden"], key=collator("de"))
    ['Åberg', 'Öberg', 'Oden', 'Zorn']
    """
    tag = language.lower()
    base = tag.partition("-")[0]
    rules = {row[0]: row[1] for row in rows("collation")}
    if tag not in rules and base not in rules and (by_icu := _icu_key(language)) is not None:
        return by_icu
    tailored = _tailored(rules.get(tag) or rules.get(base) or "")
    if base == "zh":
        return lambda text: _HAN.sub(_pinyin, collation_key(text))
    for scripts, mark in ((_FIRST, "`"), (_SECOND, "{")):
        if base in scripts:
            own = re.compile(f"([{scripts[base]}])")
            return lambda text: own.sub(rf"{mark}\1", collation_key(text, tailored))
    if base in _DOTTED:
        return lambda text: collation_key(text.replace("I", "ı").replace("İ", "i"), tailored)
    if tailored is None:
        return collation_key
    return lambda text: collation_key(text, tailored)


def _icu_key(language: str) -> Callable[[str], str] | None:
    """Make the key function of a language by ICU, word by word; None where PyICU is not installed.

    Only for languages that the table does not know: of the others the order is the same on every machine.
    """
    try:
        import icu
    except ImportError:
        return None
    order = icu.Collator.createInstance(icu.Locale.forLanguageTag(language))
    order.setStrength(icu.Collator.PRIMARY)
    order.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
    order.setAttribute(icu.UCollAttribute.ALTERNATE_HANDLING, icu.UCollAttributeValue.SHIFTED)

    def key(text: str) -> str:
        # keys are bytes above 1 that end in 0
        return "\x01".join(order.getSortKey(word).rstrip(b"\0").decode("latin-1") for word in text.split())

    return key


def _pinyin(found: re.Match[str]) -> str:
    """Write a Chinese character by how it is read, without its tone; those that are read alike by their code points."""
    from anyascii import anyascii

    return f"`{anyascii(found[0]).lower()} {found[0]}"


def collation_key(text: str, tailored: Callable[[str], str] | None = None) -> str:
    """Make a text whose order, by code points, is the order of the given one, for languages in Latin letters.

    >>> sorted(["Zed", "12 Years", "elan", "3D", "Élan 2", "St. John", "Staub"], key=collation_key)
    ['3D', '12 Years', 'elan', 'Élan 2', 'St. John', 'Staub', 'Zed']
    """
    folded = text.casefold()
    if tailored is not None:
        folded = tailored(folded)
    if not folded.isascii():
        if found := _SPACED_QUOTE.match(folded):
            folded = folded[found.end() :]
        # Not the key by which texts are compared: an order keeps ², ½ and ligatures where CLDR has them.
        decomposed = unicodedata.normalize("NFD", folded.translate(_SORTED_AS))
        folded = "".join(character for character in decomposed if not unicodedata.combining(character))
    if any(character.isdigit() for character in folded):
        bare = _DIGITS_OR_PUNCTUATION.sub(_by_value, folded)
    else:
        bare = _PUNCTUATION.sub("", folded)
    return bare.rstrip()  # a prefix that starts with a space sorts first


def _by_value(found: re.Match[str]) -> str:
    if not found[1]:
        return ""  # punctuation, which ends a number
    digits = found[1].lstrip("0") or "0"
    return f"0{chr(0x30 + min(len(digits), 0xFFFF))}{digits}"


def _tailored(rules: str) -> Callable[[str], str] | None:
    """Compile the rules of a language: what its letters are replaced by; None where it has none."""
    units: dict[str, str] = {}
    same: dict[str, str] = {}
    for rule in rules.split():
        base, *steps = rule.split("<")
        base, *alike = base.split("=")
        same.update(dict.fromkeys(alike, base))
        for rank, step in enumerate(steps):
            units.update(dict.fromkeys(step.split("="), f"{base}{_AFTER}{chr(ord('a') + rank)}"))
    if not units and not same:
        return None
    own = _replacing(units)
    every = _replacing(units | {unit: own(base) for unit, base in same.items()})  # Hungarian ggy is gy twice
    return lambda text: every(unicodedata.normalize("NFC", text))


def _replacing(units: Mapping[str, str]) -> Callable[[str], str]:
    """Make a function that replaces each unit, the longest first."""
    if not units:
        return str
    pattern = re.compile("|".join(sorted(map(re.escape, units), key=len, reverse=True)))
    return lambda text: pattern.sub(lambda found: units[found[0]], text)
