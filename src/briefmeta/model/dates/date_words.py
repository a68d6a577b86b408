"""What the words of dates mean, in many languages: months, seasons, parts of a year, and what stands between them.

The words stand in ``vocabulary/date_words.tsv``, as people write them; :func:`words` folds them as ``unaccented`` folds
the text that is read, so that case and accents do not matter.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from briefmeta.text.fold import unaccented
from briefmeta.vocabulary import rows


class Word(NamedTuple):
    """What a word is in a date.

    Attributes:
        kind: ``month``, ``season``, ``span`` (a quarter or half of a year), ``era``, ``circa``,
            ``uncertain``, ``to`` (between the ends of a range), ``now`` (the end of a range that goes
            on), ``silent``; ``unit`` (it follows a number and says what that is).
        value: which month or season; the months of the span; 1 for years before Christ, 0 for years
            after; 1 for "and", which stands in ranges and between two dates; of units 0 year, 1 month, 2
            day.
    """

    kind: str
    value: int = 0


@functools.cache
def words() -> dict[str, Word]:
    """Return what each folded word is in a date; the table is made when it is first asked for."""
    return {unaccented(word): Word(kind, int(number)) for word, kind, number in rows("date_words")}
