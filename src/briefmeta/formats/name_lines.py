"""Names one a line, as RIS and spreadsheets have them: ``Last, First, Suffix`` or an organisation.

An organisation is written with a comma behind it, and with two commas for the first comma inside it: so
EndNote tells them apart (EndNote manual, "Corporate author names"), and other programs show them whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefmeta.errors import InvalidValueError, NameSyntaxError
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.names.name_reading import parse_name

# Names as they mostly are: a particle in small letters, one family name, given names or initials. What is
# left to the general parser is whatever could be a suffix, a body or a second family name.
_CAPITAL = "[^\\W\\d_a-zß-öø-ÿ]"
_USUAL = re.compile(
    rf"(?:((?:[a-z]+ ){{0,2}}[a-z]+) )?({_CAPITAL}[^\W\d_]+(?:['’-][^\W\d_]+)*), ?"
    rf"({_CAPITAL}[\w'’]*\.?(?:[ -]?{_CAPITAL}[\w'’]*\.?){{0,2}})"
)
_CACHED = 32_768  # the same people write many reports; about 10 MB when full


@lru_cache(maxsize=_CACHED)
def read_name(text: str) -> Name:
    """Read a name from a line; a line ``Last, First`` is a person's unless its words say otherwise.

    Raises:
        InvalidValueError: the text is blank, or holds characters that no name holds.

    >>> read_name("Parens, Raphael").given
    'Raphael'
    >>> read_name("World Bank,"), read_name("University of California,, Berkeley").name
    (Organization(name='World Bank', ror=None), 'University of California, Berkeley')
    """
    usual = _USUAL.fullmatch(text)
    if usual is None:
        return _read_unusual(text)
    particle, family, given = usual.groups()
    return Person(family=family, given=given, non_dropping_particle=particle)


def _read_unusual(text: str) -> Name:
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


def name_line(name: Name) -> tuple[str, bool]:
    """Write a name as a line.

    Returns:
        the line, and whether ``read_name`` gives the same name back. An identifier never does.

    >>> name_line(Person(family="Parens", given="Raphael"))
    ('Parens, Raphael', True)
    >>> name_line(Organization(name="Ministry of Health, Labour and Welfare"))
    ('Ministry of Health,, Labour and Welfare', True)
    """
    if isinstance(name, Person) and name.orcid is name.suffix is name.dropping_particle is None:
        particle = name.non_dropping_particle
        line = (
            f"{name.family}, {name.given}" if particle is None else f"{particle} {name.family}, {name.given}"
        )
        usual = _USUAL.fullmatch(line)
        if usual is not None and usual[1] == particle and name.family and name.given:
            return line, True
    return _unusual_line(name)


@lru_cache(maxsize=_CACHED)
def _unusual_line(name: Name) -> tuple[str, bool]:
    if isinstance(name, Person):
        line = name.inverted
    else:
        line = name.name.replace(", ", ",, ", 1) if ", " in name.name else f"{name.name},"
    try:
        return line, read_name(line) == name
    except InvalidValueError:
        return line, False
