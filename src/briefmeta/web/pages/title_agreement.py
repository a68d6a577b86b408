"""Do two titles mean the same? One may leave out the subtitle, or carry the name of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefmeta.text.fold import folded, significant, squeezed, words

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where a subtitle may begin (ISBD 1.3: space colon space; in print also a dash, a full stop, ? and !).
_BOUNDARY = re.compile(r"[:;.?!]\s|\s[:;/–·•»=-]\s|\s-{2,3}\s|[|—―(\[]")
_CUT = re.compile(r"\s*(?:…|\.{3})\s*$")
_SHORTEST = 3  # words that a title cut short must have left
_MOST_WORDS = 80
_LONGEST = 2000  # characters in which parts are looked for
_TOP = 20  # beginnings of a title that are tried


def titles_agree(one: str, other: str) -> bool:
    """Return whether two titles mean the same.

    Args:
        one: a title.
        other: another one.

    Returns:
        Whether they are the same but for case, accents, punctuation, markup and spaces, or one is the other
        without its subtitle, without the name of the site behind it, or cut short with an ellipsis.

    >>> titles_agree("NIGER'S PIVOT TO MOSCOW", "Niger’s pivot to Moscow: a study")
    True
    >>> titles_agree("Annual Report 2023", "Annual Report 2024")
    False
    """
    first, second = squeezed(one), squeezed(other)
    if not first or not second:
        return folded(one).split() == folded(other).split()
    if first == second or first in _beginnings(other) or second in _beginnings(one):
        return True
    return _is_cut(one, second) or _is_cut(other, first)


def title_likeness(one: str, other: str) -> float:
    """Return how much of two titles is the same, from 0 to 1, by their words, function words apart.

    The titles are compared whole and without subtitles, and the lower value counts.

    >>> round(title_likeness("Niger’s Pivot to Moscow", "Niger's pivot to Beijing"), 2)
    0.67
    """
    mains = [_BOUNDARY.split(title[:_LONGEST], maxsplit=1)[0] for title in (one, other)]
    return min(_likeness(one, other), _likeness(*mains))


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    first, second = significant(one)[:_MOST_WORDS], significant(other)[:_MOST_WORDS]
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def differing_words(one: str, other: str) -> str:
    """Show where two titles part, as ``Moscow → Beijing``; what is missing on one side is ``–``.

    >>> differing_words("Niger’s Pivot to Moscow", "Niger's pivot to Beijing: a study")
    'Moscow → Beijing: a study'
    """
    from difflib import SequenceMatcher

    first, second = one.split()[:_MOST_WORDS], other.split()[:_MOST_WORDS]
    left, right = [squeezed(word) for word in first], [squeezed(word) for word in second]
    changes = [
        f"{' '.join(first[a:b]) or '–'} → {' '.join(second[c:d]) or '–'}"
        for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
        if kind != "equal" and "".join(left[a:b]) != "".join(right[c:d])
    ]
    return "; ".join(changes[:5]) + ("; …" if len(changes) > 5 else "")


def _beginnings(title: str) -> set[str]:
    """Collect what is left of a title without its last parts."""
    return set(_cut_at_boundaries(title)) - {""}


def _cut_at_boundaries(title: str) -> Iterator[str]:
    for count, boundary in enumerate(_BOUNDARY.finditer(title, 0, _LONGEST)):
        if count >= _TOP:
            return
        yield squeezed(title[: boundary.start()])


def _is_cut(title: str, whole: str) -> bool:
    cut = _CUT.sub("", title)
    return cut != title and len(words(cut)) >= _SHORTEST and whole.startswith(squeezed(cut))
