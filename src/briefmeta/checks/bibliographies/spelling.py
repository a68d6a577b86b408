"""Words of titles and names in one spelling, so that two spellings of a report can be told to be one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from briefmeta.errors import UnknownCountryError
from briefmeta.model.places.country import Country
from briefmeta.text.fold import stop_words, unaccented

# Typographic signs as ASCII: a title that has no other letters beyond it need not be taken apart.
_PLAIN = {ord(c): "'" for c in "’‘ʼ"} | {ord(c): " " for c in "“”„«»–—…\xa0\u202f"}
_WORD = re.compile(r"[^\W_]+")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0eff]")
# British and American spelling, umlauts written out, doubled letters, plurals: each made alike, not right.
_ALIKE: Final = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"programme", "program"),
        (r"yse", "yze"),
        (r"is(?=(?:e[drs]?|ing|ation|ations)$)", "iz"),
        (r"our(?=$|s$|al|ab|ed|ing|hood|ist)", "or"),
        (r"([bt])re(s?)$", r"\1er\2"),
        (r"([ei])nce(s?)$", r"\1nse\2"),
        (r"ogue(s?)$", r"og\1"),
        (r"([aou])e", r"\1"),
        (r"(.)\1", r"\1"),
        (r"(?<=...)s$", ""),
    )
)


@lru_cache(maxsize=65_536)
def alike(word: str) -> str:
    """Write a folded word in the one spelling that its variants share.

    >>> [alike(word) for word in ("organisations", "organization", "labour", "mueller", "muller")]
    ['organization', 'organization', 'labor', 'muler', 'muler']
    """
    for pattern, written in _ALIKE:
        word = pattern.sub(written, word)
    return word


def words_of(text: str) -> tuple[str, ...]:
    """Split a title into words in one spelling, without those that mean nothing alone.

    Scripts without spaces between words are split into pairs of characters.

    >>> words_of("The U.S. labour-market programmes, 2023")
    ('us', 'labor', 'market', 'program', '2023')
    """
    found: list[str] = []
    initials = ""
    plain = text if text.isascii() else text.translate(_PLAIN)
    for word in _WORD.findall(unaccented(plain).replace("'s ", " ")):
        if len(word) == 1 and word.isalpha() and word.isascii():
            initials += word
            continue
        found += _initials(initials)
        initials = ""
        if not word.isascii() and _EAST_ASIAN.search(word):
            found += [word[n : n + 2] for n in range(max(1, len(word) - 1))]
        elif word not in stop_words("name"):
            found.append(alike(word))
    return (*found, *_initials(initials))


def _initials(letters: str) -> list[str]:
    """Take letters that stand alone as one word: ``U.S.``, but not an article."""
    return [letters] if letters and letters not in stop_words("name") else []


def is_slip(one: str, other: str, shortest: int = 5) -> bool:
    """Return whether two words differ by one slip of the pen: a letter more, less, other, or two exchanged.

    Words of another first letter, numbers, names of countries and words that are too short differ for good.

    >>> is_slip("perspective", "perspectve"), is_slip("2023", "2024"), is_slip("import", "export")
    (True, False, False)
    """
    if one == other:
        return True
    # Not Levenshtein's distance: 2023 and 2024, or Iran and Iraq, have distance 1 and are two things.
    low, high = sorted((one, other), key=len)
    if len(low) < shortest or len(high) - len(low) > 1 or one[0] != other[0]:
        return False
    if not (one.isalpha() and other.isalpha()):
        return False
    start = next((n for n, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))
    if len(low) < len(high):
        slip = low[start:] == high[start + 1 :]
    else:
        other_letter = len(low) > shortest and low[start + 1 :] == high[start + 1 :]
        exchanged = (
            low[start : start + 2] == high[start : start + 2][::-1] and low[start + 2 :] == high[start + 2 :]
        )
        slip = other_letter or exchanged
    return slip and not (_is_country(one) or _is_country(other))


@lru_cache(maxsize=4096)
def _is_country(word: str) -> bool:
    for spelling in (word, f"{word}s"):  # "netherland": the plural was taken off
        try:
            Country.parse(spelling)
        except UnknownCountryError:
            continue
        return True
    return False
