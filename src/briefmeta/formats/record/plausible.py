"""What can be the value of a field: the test that tells a label with its value from a heading with text below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefmeta.errors import InvalidValueError, NameSyntaxError
from briefmeta.formats.record.page_lines import is_date_like
from briefmeta.model.language.language_tag import language_tag
from briefmeta.model.names.name import Person
from briefmeta.model.names.name_reading import parse_names

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_HEADING = 200
# A word of four letters or more that a full stop ends is no abbreviation.
_SENTENCE_END = re.compile(r"\b([^\W\d_]{4,40})[.!?。](?=\s|$)")


def is_prose(text: str) -> bool:
    """Return whether a line is running text and no name or list: it has a sentence's end."""
    ends = list(_SENTENCE_END.finditer(text[:5_000]))
    if any(end[1][0].islower() for end in ends):
        return True
    words = len(text.split())
    return bool(ends) and ends[-1].end() == len(text) and words > 8 and text.count(",") * 4 < words


def _short(words: int, characters: int = 200) -> Callable[[str], bool]:
    return lambda text: len(text) <= characters and len(text.split()) <= words and not is_prose(text)


def are_people(text: str) -> bool:
    """Return whether a line is full names of people and nothing else."""
    if is_prose(text) or any(c.isdigit() for c in text):
        return False
    try:
        names = parse_names(text)
    except NameSyntaxError:
        return False
    return all(
        isinstance(name, Person) and name.family and name.given and str(name)[0].isupper() for name in names
    )


CATALOGUE_NAME = re.compile(r"[^,;]{1,80}, [^,;]{1,80}, (?:[0-9]{4}-|[a-z]{4,20}\.$)")
"""The heading of a catalogue: a name with dates or a relator term behind it (MARC 21, field 100)."""


def _is_name_list(text: str) -> bool:
    if CATALOGUE_NAME.match(text) is not None and len(text) < _LONGEST_HEADING:
        return True
    if len(text) > 5_000 or is_prose(text):
        return False
    return all(len(part.split()) <= 14 for part in re.split(r"[,;、，；،]| and | & ", text))


def _is_language(text: str) -> bool:
    try:
        language_tag(re.split(r"[,;/、，|]| and | et | und | y ", text)[0].strip())
    except InvalidValueError:
        return False
    return True


_PLAUSIBLE: dict[str, Callable[[str], bool]] = {
    "authors": _is_name_list,
    "editors": _is_name_list,
    "editors or publisher": _is_name_list,
    "translators": _is_name_list,
    "country": _short(9, 100),
    "place": _short(9, 100),
    "publisher": _short(30, 300),
    "issued": lambda text: is_date_like(text) or is_date_like(text.rpartition(", ")[2]),
    "accessed": is_date_like,
    "pages": lambda text: len(text) <= 60 and any(c.isdigit() for c in text),
    "number_of_pages": lambda text: len(text) <= 60 and any(c.isdigit() for c in text),
    "doi": lambda text: "10." in text[:40],
    "isbn": lambda text: sum(c.isdigit() for c in text[:200]) >= 9,
    "issn": lambda text: sum(c.isdigit() for c in text[:200]) >= 7,
    "url": lambda text: "://" in text[:20] or text.startswith("www."),
    "handle": lambda text: "/" in text[:300] and any(c.isdigit() for c in text[:300]),
    "language": _is_language,
    "genre": _short(10, 120),
    "number": _short(8, 80),
    "series": _short(30, 300),
    "series_number": _short(8, 80),
    "subjects": lambda text: (
        len(text) <= 10_000
        and not is_prose(text)
        and all(len(p.split()) <= 10 for p in re.split(r"[,;|、，،]", text))
    ),
}


def is_plausible(field: str, text: str) -> bool:
    """Return whether the first line of a block can be a value of the field; headings of a summary open no field."""
    test = _PLAUSIBLE.get(field)
    return test is None or test(text)
