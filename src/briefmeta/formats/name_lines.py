"""Names one a line, as RIS and spreadsheets have them: ``Last, First, Suffix`` or an organisation.

An organisation is written with a comma behind it, and with two commas for the first comma inside it: so
EndNote tells them apart (EndNote manual, "Corporate author names"), and other programs show them whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefmeta.errors import InvalidValueError, NameSyntaxError
from briefmeta.model.names import Name, Organization, Person, parse_name

# One family name, and given names or initials: nothing in them that could be a particle, a suffix or a body.
_SIMPLE = re.compile(r"([^\W\d_][^\W\d_]+(?:['’-][^\W\d_]+)*), ((?:[^\W\d_][\w'’-]*\.? ?){1,3})")
_CACHED = 4096


def read_name(text: str) -> Name:
    """Read a name from a line; a line ``Last, First`` is a person's unless its words say otherwise.

    Raises:
        InvalidValueError: the text is blank, or holds characters that no name holds.

    >>> read_name("Parens, Raphael").given
    'Raphael'
    >>> read_name("World Bank,"), read_name("University of California,, Berkeley").name
    (Organization(name='World Bank', ror=None), 'University of California, Berkeley')
    """
    return _read(text)


@lru_cache(maxsize=_CACHED)
def _read(text: str) -> Name:
    simple = _simple(text)
    if simple is not None:
        return simple
    if ",, " in text:
        return Organization(name=text.replace(",, ", ", ", 1))
    stripped = text.rstrip()
    if stripped.endswith(","):
        return Organization(name=stripped[:-1])
    try:
        return parse_name(text)
    except NameSyntaxError:
        return _as_written(stripped)


def _as_written(text: str) -> Name:
    """Take a line at its word that is like no name: a line of its own is one name all the same."""
    family, *given = (part.strip() for part in text.split(",", 2))
    if not given:
        return Organization(name=text)
    return Person(family=family, given=given[0], suffix=given[1] if len(given) > 1 else None)


def _simple(text: str) -> Person | None:
    found = _SIMPLE.fullmatch(text)
    if found is None:
        return None
    family, given = found.groups()
    is_usual = family[0].isupper() and all(word[:1].isupper() for word in given.split())
    return Person(family=family, given=given) if is_usual else None


@lru_cache(maxsize=_CACHED)
def name_line(name: Name) -> tuple[str, bool]:
    """Write a name as a line.

    Returns:
        the line, and whether ``read_name`` gives the same name back. An identifier never does.

    >>> name_line(Person(family="Parens", given="Raphael"))
    ('Parens, Raphael', True)
    >>> name_line(Organization(name="Ministry of Health, Labour and Welfare"))
    ('Ministry of Health,, Labour and Welfare', True)
    """
    if isinstance(name, Person):
        line = name.inverted
    else:
        line = name.name.replace(", ", ",, ", 1) if ", " in name.name else f"{name.name},"
    try:
        return line, _read(line) == name
    except InvalidValueError:
        return line, False
