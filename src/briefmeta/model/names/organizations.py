"""Is this the name of a body or of a person? Evidence from the words, added up. Pure.

No body is listed. Each word gives evidence by its class (``organization_words.py``), and so does the look
of the whole; what reaches ``THRESHOLD`` is an organisation. A noun such as *ministry* decides alone; a noun that people
are called too, such as *bank* or *house*, decides unless a given name stands before it: *Chatham House* is a body,
*William House* a person, and *World Bank* is a body by two words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from briefmeta.model.names import organization_words as words
from briefmeta.model.names.person_words import ARABIC_PARTICLES, GIVEN_NAMES, PARTICLES, PEERS
from briefmeta.text.characters import has_east_asian, is_east_asian, unaccented

THRESHOLD: Final = 2

# (class of words, evidence for a body that one word gives); a later class wins where a word is in two.
_EVIDENCE: Final = (
    (words.PLACES, 1),
    (words.TOPICS, 1),
    (words.REACHES, 2),
    (words.BODIES, 2),
    (words.FUNCTION_WORDS, 3),
    (words.INSTITUTIONS, 4),
)
_WEIGHT: Final = {word: weight for table, weight in _EVIDENCE for word in table}
_LEADING_ARTICLE = 3
_BEGINNING = 4
_LEGAL_FORM = 4
_AMPERSAND = 3
_NUMBER = 3
_ACRONYM_ALONE = 4
_ACRONYM_AMONG_WORDS = 1
_LOWER_CASE_WORD = 2  # "Agence française de développement": people have no lower-case words but particles
_MANY_WORDS = 2  # seven words and more
_EAST_ASIAN_BODY = 4
_ABSTRACT_NOUN = 2  # Frontier Economics
_PLACE_LAST = 1  # Brookings India
_GIVEN_NAME = -2
_PEER = -4  # Lord Turner of Ecchinswell
_INITIALS = -4

_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&/-]+")
_INNER_CAPITAL = re.compile(r"(?!Mac|Mc|De|Di|Du|La|Le|Van|Von|Fitz|O['’])[A-Z][a-z]+[A-Z]")
_ELISION = re.compile(r"^(?:d|l|dell|all|nell|sull|qu)['’](?=\w)")


def tokens(text: str) -> list[str]:
    """Split a name into comparable words: no case, accents, elided articles, possessives or outer marks."""
    return [comparable for word in text.split() if (comparable := _comparable(word))]


def _comparable(word: str) -> str:
    bare = word.strip('.,:()[]"“”«»').lower()
    if "'" in bare or "’" in bare:
        bare = _ELISION.sub("", bare).removesuffix("'s").removesuffix("’s")
    return bare if bare.isascii() else unaccented(bare)


def _weight_in(text: str) -> int:
    """Add up what the words of a name tell by their classes."""
    mixed = not text.isupper()
    total = 0
    for word in text.split():
        low = _comparable(word)
        weight = _word_weight(low) if low else 0
        if weight and low in words.BORNE and not (mixed and _is_no_name(word, low)):
            continue  # Per Andersson, Kim Jong Un
        total += weight
    return total


def _is_no_name(word: str, low: str) -> bool:
    """Tell by its case that a word is not the name of somebody who is called so: ``per``, ``UN``."""
    return word.isupper() if low in words.REACHES else word[0].islower()


def _word_weight(word: str) -> int:
    if word in GIVEN_NAMES and word not in words.TOPICS:
        return 0
    weight = _WEIGHT.get(word)
    if weight is not None:
        return weight
    if "-" in word:
        return max((_WEIGHT.get(part, 0) for part in word.split("-") if part not in words.BORNE), default=0)
    if len(word) > 8 and word.endswith(words.COMPOUND_ENDS):
        return 4
    return 0


def has_legal_form(text: str) -> bool:
    """Tell whether a name ends in a legal form: ``KPMG LLP``, ``Siemens AG``, ``Acme Consulting, Inc.``."""
    last = text.rsplit(None, 1)[-1]
    return is_legal_form(last) and (last.isupper() or "." in last or len(last) > 2)


def is_legal_form(word: str) -> bool:
    """Tell whether a word is a legal form such as ``Inc.`` or ``GmbH``."""
    return word.replace(".", "").replace("/", "").lower() in words.LEGAL_FORMS


def _east_asian_score(text: str) -> int:
    if any(part in text for part in words.EAST_ASIAN_BODIES):
        return _EAST_ASIAN_BODY
    letters = text.replace(" ", "").replace("·", "").replace("・", "")
    ends = len(letters) > 2 and letters.endswith(words.EAST_ASIAN_ENDS)
    ends = ends or (len(letters) > 3 and letters.endswith(words.EAST_ASIAN_LONG_ENDS))
    long = len(letters) > 6 and "·" not in text and "・" not in text
    return _EAST_ASIAN_BODY if ends or long else 0


def _is_given(word: str) -> bool:
    """Tell whether a word is a given name and no subject, as *Christian* of *Christian Aid* can be."""
    return (word in GIVEN_NAMES and word not in words.TOPICS) or (
        "-" in word and all(part in GIVEN_NAMES for part in word.split("-"))
    )


def is_initials(word: str) -> bool:
    """Tell whether a word is initials with dots: ``J.``, ``J.R.R.``, ``J.-P.``."""
    return "." in word and _INITIAL.fullmatch(word) is not None


def _has_initials(parts: list[str]) -> bool:
    """Tell whether any word is initials; ``U.S.`` and the like are not."""
    return any(is_initials(word) and word.strip(".").lower() not in words.REACHES for word in parts)


def _single_word_score(text: str) -> int:
    if _ACRONYM.fullmatch(text):
        return _ACRONYM_ALONE
    if text[0].isdigit() or text[-1].isdigit() or _INNER_CAPITAL.match(text):
        return _NUMBER
    if text.startswith(words.BEGINNINGS):
        return _BEGINNING
    low = unaccented(text)
    if len(low) > 6 and low.endswith(words.SINGLE_WORD_ENDS):
        return 2
    return max(_word_weight(low), 0) if low in words.INSTITUTIONS or low in words.REACHES else _compound(low)


def _compound(low: str) -> int:
    return 4 if len(low) > 8 and low.endswith(words.COMPOUND_ENDS) else 0


def _looks(text: str, parts: list[str], low: list[str]) -> int:
    """Add up what the look of the words tells, beside their classes."""
    score = _BEGINNING if text.startswith(words.BEGINNINGS) else 0
    if low[0] in words.ARTICLES and parts[0][0].isupper() and parts[0].isascii():  # not Thế Anh
        score += _LEADING_ARTICLE
    if has_legal_form(text):
        score += _LEGAL_FORM
    if " & " in text:
        score += _AMPERSAND
    if len(parts) > 6 and ARABIC_PARTICLES.isdisjoint(parts):
        score += _MANY_WORDS
    if len(low[-1]) > 6 and low[-1].endswith(words.ABSTRACT_ENDS):
        score += _ABSTRACT_NOUN
    if low[-1] in words.PLACES and low[-1] not in words.PLACES_BORNE:
        score += _PLACE_LAST
    mixed = not text.isupper()
    for word in parts:
        if word[0].isdigit() or word[-1].isdigit():
            score += _NUMBER
        elif mixed and len(word) > 2 and _ACRONYM.fullmatch(word):
            score += _ACRONYM_AMONG_WORDS
        elif (
            word[0].islower()
            and parts[0][0].isupper()
            and len(word) > 2
            and word not in PARTICLES
            and word[-1].isalpha()
            and not _ELISION.match(word)
            and "-" not in word
        ):
            score += _LOWER_CASE_WORD
    return score


@lru_cache(maxsize=4096)
def score(text: str) -> int:
    """Add up the evidence that a text is the name of a body; from ``THRESHOLD`` on it is one.

    >>> score("World Bank") >= THRESHOLD, score("Jean Bank") >= THRESHOLD
    (True, False)
    """
    if has_east_asian(text) and (is_east_asian(text) or not any("a" <= c.lower() <= "z" for c in text)):
        return _east_asian_score(text)
    parts = text.split()
    low = tokens(text)
    if not low:
        return 0
    if len(parts) == 1:
        return _single_word_score(parts[0])
    total = _weight_in(text) + _looks(text, parts, low)
    if _is_given(low[0]) or (parts[0].isupper() and _is_given(low[1] if len(low) > 1 else "")):
        total += _GIVEN_NAME
    if low[-1] not in words.INSTITUTIONS and _has_initials(parts):
        total += _INITIALS
    if low[0] in PEERS:
        total += _PEER
    return total


def is_organization(text: str) -> bool:
    """Tell whether a text, taken as one name, is the name of a body rather than of a person.

    >>> is_organization("Food and Agriculture Organization of the United Nations")
    True
    >>> is_organization("Mary Church")
    False
    """
    return score(text) >= THRESHOLD
