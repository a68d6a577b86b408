"""Texts folded for comparing: what two people write differently and mean alike is the same afterwards."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefmeta.text.characters import has_east_asian, unaccented

_LONGEST = 2000  # characters that are compared
_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span|nocase|u|tt)\b[^<>]{0,100}>", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_INNER = re.compile(
    r"(?<=\w)[’'ʼ`´‘](?=\w)|(?<=\w)[-‐‑\xad\u200b-\u200d\u2060](?=\w)|(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)"
)
_ELIDED = re.compile(r"\b(?:[dlnjmtsc]|qu|dell|all|nell|sull)[’'](?=\w)", re.IGNORECASE)
# Umlauts are written with an e where a keyboard has none, and å as aa; both sides lose that letter.
_DIGRAPH = re.compile(r"(?<=[aou])e|(?<=a)a")
_JOINING = frozenset({"and", "et", "und", "y", "e", "en", "i", "og", "och", "ja"})

FUNCTION_WORDS = frozenset(
    """a an and the of for on in to at by with from de des du d la le les l et en au aux pour sur der die das dem den
    und für von zu im y e o el los las del para por da do dos das di della dei delle degli il lo gli per van het voor
    og för av""".split()
)
"""Words that acronyms pass over and that a shorter name leaves out."""


def folded(text: str) -> str:
    """Fold case, accents, compatibility forms and inline markup; of very long texts, the beginning.

    >>> folded("<i>L’Économie</i> ﬁnancière")
    'l’economie financiere'
    """
    return _folded(text[:_LONGEST])


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    text = _TAG.sub("", text)
    if text.isascii():
        return text.lower()
    return unaccented(unicodedata.normalize("NFKC", text))


def words(text: str) -> list[str]:
    """Split a text into folded words; hyphens, apostrophes and dots inside a word, *and* and ``&`` do not count.

    >>> words("Niger’s E-Mail & the U.S.")
    ['nigers', 'email', 'the', 'us']
    """
    found: list[str] = _WORD.findall(_INNER.sub("", folded(text)))
    return [word for word in found if word not in _JOINING] or found


def squeezed(text: str) -> str:
    """Join the folded words, for what differs in spaces only.

    >>> squeezed("CO 2–emissions") == squeezed("CO2 emissions")
    True
    """
    return "".join(words(text))


def spelled(text: str) -> str:
    """Squeeze a name, with umlauts in either spelling.

    >>> spelled("Müller") == spelled("Mueller"), spelled("O’Brien") == spelled("O Brien")
    (True, True)
    """
    return _spelled(text[:_LONGEST])


@lru_cache(maxsize=4096)
def _spelled(text: str) -> str:
    return _DIGRAPH.sub("", squeezed(text)) or _folded(text).strip()


def significant(text: str) -> list[str]:
    """Split the name of a body into its words without function words.

    >>> significant("Food and Agriculture Organization of the United Nations")
    ['food', 'agriculture', 'organization', 'united', 'nations']
    """
    found = words(_ELIDED.sub("", text[:_LONGEST]))
    return [word for word in found if word not in FUNCTION_WORDS] or found


def script(text: str) -> str:
    """Return the script of most of the letters; a text without letters has none.

    >>> script("Niger"), script("尼日尔"), script("Нигер"), script("2024")
    ('LATIN', 'CJK', 'CYRILLIC', '')
    """
    if has_east_asian(text[:_LONGEST]):
        return "CJK"
    counts: dict[str, int] = {}
    for character in text[:200]:
        if character.isalpha():
            name = "LATIN" if character.isascii() else unicodedata.name(character, "?").partition(" ")[0]
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=counts.__getitem__, default="")
