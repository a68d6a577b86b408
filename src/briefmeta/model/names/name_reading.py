"""Reading one name, or a whole text of names: the door of this folder. Pure."""

from __future__ import annotations

import attrs

from briefmeta.errors import NameSyntaxError
from briefmeta.model.names import name_words as words
from briefmeta.model.names.author_lines import SplitName, split_names
from briefmeta.model.names.author_units import LONGEST_NAME, cut_affiliation
from briefmeta.model.names.beside_names import strip_extras
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.names.one_entity import split_entity
from briefmeta.model.names.organization_evidence import is_organization
from briefmeta.model.names.person_parts import parse_parts, without_titles
from briefmeta.model.names.plain_names import plain_direct, plain_inverted, plain_list
from briefmeta.text.characters import first_forbidden, has_letters, plain

_LONGEST_TEXT = 1_000_000  # characters: some 60,000 names


@attrs.frozen(kw_only=True)
class NameReading:
    """What a text of authors holds.

    Attributes:
        names: the names, in order, none left out because it came before.
        left_out: what is no part of a name: titles, degrees, affiliations, addresses, footnote marks, ``et al.``
        others: whether the list goes on: it ended in ``et al.``, ``and others`` or the like.
    """

    names: tuple[Name, ...]
    left_out: tuple[str, ...] = ()
    others: bool = False


def parse_name(text: str) -> Name:
    """Read one name, of a person or of an organization, whichever it looks like.

    Args:
        text: the name, as people write it: ``First Last``, ``Last, First``, ``Last, Jr., First``, an organization's.

    Raises:
        NameSyntaxError: for text that names nobody or several, is too long, or holds control characters.

    >>> parse_name("Doe, Jane")
    Person(family='Doe', given='Jane', dropping_particle=None, non_dropping_particle=None, suffix=None, orcid=None)
    >>> parse_name("Ministry of Health, Labour and Welfare").name
    'Ministry of Health, Labour and Welfare'
    """
    line = _line(text, "name")
    plain_name = plain_direct(line) or plain_inverted(line)
    if plain_name:
        return Person(family=plain_name[0], given=plain_name[1])
    names = _read(line, [])
    # "Ministry of Health, Labour and Welfare" may come apart; as a whole it is one organization all the same.
    if len(names) == 1:
        return names[0]
    if names and is_organization(line):
        return Organization(name=line)
    raise NameSyntaxError("name", text, "one name" if names else "a name")


def parse_names(text: str) -> tuple[Name, ...]:
    """Read a whole text of authors: a line, several lines, a list with commas, semicolons or *and*.

    The name of an organization is not split at a comma or an *and* inside it, as far as its words show. Titles,
    degrees, affiliations and ``et al.`` are no names; ``read_names`` also says what they were.

    Raises:
        NameSyntaxError: for text that names nobody, is too long, or holds control characters or lone surrogates.

    >>> [str(name) for name in parse_names("Doe, J., Roe, A. and Centre for Science and Technology")]
    ['J. Doe', 'A. Roe', 'Centre for Science and Technology']
    """
    return read_names(text).names


def read_names(text: str) -> NameReading:
    """Read a whole text of authors as ``parse_names`` does, and say what in it is no part of a name.

    Raises:
        NameSyntaxError: as ``parse_names``.

    >>> read_names("Dr. Jane Doe (World Bank), John Roe et al.").left_out
    ('(World Bank)', 'et al.', 'Dr.')
    >>> read_names("Jane Doe and others").others
    True
    """
    left_out: list[str] = []
    clean = _checked(text, "names", _LONGEST_TEXT)
    plain_names = plain_list(clean.strip())
    if plain_names:
        return NameReading(names=tuple(Person(family=family, given=given) for family, given in plain_names))
    names = _read(clean, left_out)
    if not names:
        raise NameSyntaxError("names", text, "a list of names")
    others = any(text.lower() in words.OTHERS for text in left_out)
    return NameReading(names=names, left_out=tuple(left_out), others=others)


def parse_entity(text: str) -> Name:
    """Read a text that holds one name, as ``dc:creator``, ``citation_author`` and MARC 100 do.

    It is never split into two organizations; dates, relator terms and the full stop of a library's heading are left
    out (``read_entity`` says which).

    Raises:
        NameSyntaxError: for text that names nobody or certainly several, is too long, or holds control characters.

    Source: DCMI Metadata Terms, "creator"; MARC 21, field 100.

    >>> parse_entity("Garcia, S.A.").inverted, parse_entity("Doe, Jane, 1950-, author.").inverted
    ('Garcia, S.A.', 'Doe, Jane')
    >>> parse_entity("University of Leeds, School of Law").name
    'University of Leeds, School of Law'
    """
    return read_entity(text).names[0]


def read_entity(text: str) -> NameReading:
    """Read a text that holds one name as ``parse_entity`` does, and say what in it is no part of the name.

    Raises:
        NameSyntaxError: as ``parse_entity``.

    >>> read_entity("World Bank Group, issuing body.").left_out
    ('issuing body.',)
    """
    line = _line(text, "name")
    plain_name = plain_direct(line) or plain_inverted(line)
    if plain_name:
        return NameReading(names=(Person(family=plain_name[0], given=plain_name[1]),))
    entity = split_entity(line) if has_letters(line) else None
    if entity is None or not has_letters(entity.text):
        raise NameSyntaxError("name", text, "one name" if entity is None and has_letters(line) else "a name")
    left_out = list(entity.left_out)
    if entity.is_organization:
        name: Name = Organization(name=entity.text)
    else:
        name = _person(entity.text, entity.orcid, left_out)
    return NameReading(names=(name,), left_out=tuple(left_out))


def parse_person(text: str) -> Person:
    """Read the name of somebody who is certainly a person, as ``Person.parse`` says."""
    extras = strip_extras(_line(text, "person"))
    if not has_letters(extras.name):
        raise NameSyntaxError("person", text, "the name of a person")
    return _person(cut_affiliation(extras.name)[0], extras.orcid, [])


def _line(text: str, field: str) -> str:
    return " ".join(_checked(text, field, LONGEST_NAME).split())


def _checked(text: str, field: str, longest: int) -> str:
    if not isinstance(text, str):
        raise NameSyntaxError(field, text, "text")
    if len(text) > longest:
        raise NameSyntaxError(field, text, f"at most {longest} characters")
    if first_forbidden(text) is not None:
        raise NameSyntaxError(field, text, "text without control characters")
    return plain(text)


def _read(text: str, left_out: list[str]) -> tuple[Name, ...]:
    split, extras = split_names(text)
    left_out += extras
    return tuple(_name(part, left_out) for part in split)


def _name(part: SplitName, left_out: list[str]) -> Name:
    if part.is_organization:
        return Organization(name=part.text)
    return _person(part.text, part.orcid, left_out)


def _person(text: str, orcid: str | None, left_out: list[str]) -> Person:
    plain_name = plain_direct(text) or plain_inverted(text)
    if plain_name:
        return Person(family=plain_name[0], given=plain_name[1], orcid=orcid)
    # Titles go before parts are read: "Dr." would be a given name, "PhD" a suffix.
    name, titles = without_titles(text)
    left_out += titles
    try:
        parts = parse_parts(name)
    except ValueError:
        raise NameSyntaxError("name", text, "one name") from None
    return Person(**parts._asdict(), orcid=orcid)
