"""Labels of items made of names and year, such as ``Doe65`` ("citation-label" of CSL 1.0.2, "Variables")."""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefmeta.citations.items.item import Item
    from briefmeta.citations.items.item_names import ItemName

#: How many letters of each name, by the number of names; of more than four names, four count.
_LETTERS = ((4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))
_NO_LETTER = re.compile(r"<[^<>]*>|[\W\d_]")


def citation_label(item: Item) -> str:
    """Find the label of an item, or make one: letters of names, or of the title, and two digits of the year.

    >>> from briefmeta.citations.items.item import read_item
    >>> doe, roe = {"family": "Doe"}, {"family": "Roe"}
    >>> citation_label(read_item({"author": [doe, roe], "issued": {"date-parts": [[1978]]}}, ""))
    'DoRo78'
    """
    own = item.texts.get("citation-label")
    if own is not None:
        return own
    # authors, else the people whose variable comes first in the alphabet, as the reference processor has it
    names = item.names[min(item.names)] if item.names else ()
    words = [_word(name) for name in names[: len(_LETTERS)]]
    words = words or [item.texts.get("title", "")]
    counts = _LETTERS[len(words) - 1]
    letters = [
        _NO_LETTER.sub("", word)[:count].capitalize() for word, count in zip(words, counts, strict=True)
    ]
    date = item.dates.get("issued")
    year = date.start.year if date is not None and date.start is not None else 0
    return f"{''.join(letters)}{abs(year) % 100:02}"


def _word(name: ItemName) -> str:
    """Find what a name is filed under: ``Berg`` of van den Berg, ``Beatles`` of the Beatles."""
    text = name.literal or name.family or name.given
    return "".join(dropwhile(lambda word: word[:1].islower(), text.split(" "))) or text
