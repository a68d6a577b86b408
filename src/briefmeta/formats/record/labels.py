"""Labels of record pages: which field a line opens, and whether a line that no table knows could be a label."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from briefmeta.text.fold import unaccented
from briefmeta.vocabulary import rows, words

# Headings and sentence openings as much as labels: with a colon in running text they open nothing.
WEAK_FIELDS = frozenset(
    {"summary", "note", "genre", "number", "url", "title", "citation", "issued", "series", "place", "other"}
)

_DECORATION = re.compile(r"^[#>*•\-–\s]{0,10}[*_]{0,3}|[*_]{0,3}$")
_BRACKETED = re.compile(r"(?<=\w)\s?[(（][^()]{1,10}[)）]$")
_WORD = re.compile(r"[^\W\d_]+")
MAX_LABEL = 80
"""The longest label: repositories ask in a whole sentence to cite an item by the identifier that follows."""
_LONGEST_UNKNOWN = 60  # characters of a label that no table knows
_SHORTEST_CUT = 4


def fold_label(text: str) -> str:
    """Fold a label for look-up: case, accents, apostrophes, decoration and a final colon do not matter."""
    text = _DECORATION.sub("", text.strip()).rstrip(":： \u00a0\u202f*_")
    text = _BRACKETED.sub("", text) if text.endswith((")", "）")) else text  # Topics (3), Keyword(s)
    return " ".join(unaccented(text.replace("’", "'")).split())


@cache
def _fields() -> dict[str, str]:
    return {fold_label(label): field for label, field, _ in rows("record_labels")}


@cache
def _label_words() -> frozenset[str]:
    return frozenset(words("label_words"))


def label_field(text: str) -> str | None:
    """Return the field that a label opens, or None for a text that is no known label.

    >>> label_field("Published in"), label_field("MOTS-CLÉS :"), label_field("Bottom Line")
    ('country', 'subjects', None)
    """
    return _known_field(text) if 0 < len(text) <= MAX_LABEL else None


# The lines of a page are asked for their labels some thirty times, each time folded anew: half of the reading time.
@lru_cache(maxsize=512)
def _known_field(text: str) -> str | None:
    return _fields().get(fold_label(text))


def is_cut_label(text: str) -> bool:
    """Return whether a line is the beginning of a known label, as where a page is cut in the middle.

    >>> is_cut_label("Published i"), is_cut_label("Ann Doe")
    (True, False)
    """
    begin = fold_label(text) if _SHORTEST_CUT <= len(text) <= MAX_LABEL else ""
    return begin not in _fields() and any(label.startswith(begin) for label in _fields()) if begin else False


def looks_like_label(text: str) -> bool:
    """Return whether a line could be a label that no table knows: short, no sentence, made of the words of labels.

    >>> looks_like_label("Geographic focus"), looks_like_label("Christopher Faulkner")
    (True, False)
    """
    return has_label_shape(text) and any(word in _label_words() for word in _WORD.findall(text.casefold()))


def consists_of_label_words(text: str) -> bool:
    """Return whether a line is a label by all its words of more than three letters."""
    words = [word for word in _WORD.findall(text.casefold()) if len(word) > 3]
    return has_label_shape(text) and bool(words) and all(word in _label_words() for word in words)


def has_label_shape(text: str) -> bool:
    """Return whether a line is short enough and plain enough to be a label at all."""
    text = _DECORATION.sub("", text.strip()).rstrip(":： ")
    if not 1 < len(text) <= _LONGEST_UNKNOWN or text[-1] in ".,;!?…)" or not text[0].isalpha():
        return False
    return len(text.split()) <= 5 and not any(c.isdigit() or c in ";,/:：" for c in text)
