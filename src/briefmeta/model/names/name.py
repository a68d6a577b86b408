"""Who wrote a report: people and organisations, as values and from text. Pure."""

from __future__ import annotations

import re
from typing import Any, TypeAlias, cast

import attrs

from briefmeta.errors import InvalidValueError, NameSyntaxError
from briefmeta.model.names.name_extras import strip_extras
from briefmeta.model.names.name_lines import SplitName, split_names
from briefmeta.model.names.name_units import LONGEST_NAME, cut_affiliation
from briefmeta.model.names.organizations import is_organization
from briefmeta.model.names.person_parts import parse_parts, without_titles
from briefmeta.model.names.plain_names import plain_direct, plain_inverted, plain_list
from briefmeta.text.characters import first_forbidden, has_letters, is_east_asian, plain
from briefmeta.text.clean import unbroken_line

_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:\s?)?([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])/?",
    re.I | re.A,
)
_ROR = re.compile(
    r"(?:(?:https?://)?(?:www\.)?ror\.org/|ror:\s?)?(0[a-hjkmnp-tv-z0-9]{6}[0-9]{2})/?", re.I | re.A
)


def _orcid(value: object) -> str | None:
    text = None if value is None else unbroken_line("orcid", value)
    if text is None:
        return None
    found = _ORCID.fullmatch(text)
    if not found:
        raise InvalidValueError("orcid", value, "an ORCID iD such as 0000-0002-1825-0097")
    return "-".join(found.groups()).upper()


def _ror(value: object) -> str | None:
    text = unbroken_line("ror", value)
    if text is None:
        return None
    found = _ROR.fullmatch(text)
    if not found:
        raise InvalidValueError("ror", value, "a ROR identifier such as https://ror.org/00ae7jd04")
    return f"https://ror.org/{found[1].lower()}"


def _family(value: object) -> str | None:
    return unbroken_line("family", value)


def _given(value: object) -> str | None:
    return unbroken_line("given", value)


def _dropping(value: object) -> str | None:
    return None if value is None else unbroken_line("dropping_particle", value)


def _non_dropping(value: object) -> str | None:
    return None if value is None else unbroken_line("non_dropping_particle", value)


def _suffix(value: object) -> str | None:
    return None if value is None else unbroken_line("suffix", value)


def _organization_name(value: object) -> str:
    return unbroken_line("name", value) or ""


def _join(parts: tuple[str | None, ...]) -> str:
    """Join the parts of a name with spaces, but none after a particle such as ``d'`` or ``al-``."""
    text, space = "", ""
    for part in parts:
        if part:
            text += space + part
            space = "" if part[-1] in "'’-‐" and part not in {"de'", "de’"} else " "
    return text


@attrs.frozen(kw_only=True)
class Person:
    """A person, with the parts of a name that CSL tells apart (CSL 1.0.2, "Name variables").

    White space is folded and a blank part is None. ``str(person)`` is the name as it is spoken.

    Attributes:
        family: the family name, or the only name of somebody who has one name.
        given: the given names or initials.
        dropping_particle: what stands before the family name and falls away where that name stands alone:
            the ``von`` of Alexander von Humboldt.
        non_dropping_particle: what stands before the family name and stays with it: the ``van`` of
            Vincent van Gogh.
        suffix: what tells generations apart: ``Jr.``, ``III``. Degrees are no part of a name and are left out
            where one is read.
        orcid: the ORCID iD, from any usual spelling, kept as ``0000-0002-1825-0097``. Its shape is
            checked, not its check digit.

    Raises:
        InvalidValueError: when both family and given are missing, when a part holds line breaks, control
            characters, bidirectional controls or lone surrogates, and for an ORCID iD of another shape.

    >>> person = Person(given="Vincent", non_dropping_particle="van", family="Gogh")
    >>> str(person)
    'Vincent van Gogh'
    >>> person.inverted
    'van Gogh, Vincent'
    """

    family: str | None = attrs.field(default=None, converter=_family)
    given: str | None = attrs.field(default=None, converter=_given)
    dropping_particle: str | None = attrs.field(default=None, converter=_dropping)
    non_dropping_particle: str | None = attrs.field(default=None, converter=_non_dropping)
    suffix: str | None = attrs.field(default=None, converter=_suffix)
    orcid: str | None = attrs.field(default=None, converter=_orcid)

    def __attrs_post_init__(self) -> None:
        if self.family is None and self.given is None:
            raise InvalidValueError(
                "family", self.family, "a name: a person has a family name or a given name"
            )

    def __str__(self) -> str:
        if self.family and self.given and is_east_asian(self.family) and is_east_asian(self.given):
            return self.family + self.given
        return _join(
            (self.given, self.dropping_particle, self.non_dropping_particle, self.family, self.suffix)
        )

    @classmethod
    def parse(cls, text: str) -> Person:
        """Read the name of somebody who is certainly a person.

        Titles, degrees, footnote marks, addresses and affiliations beside the name are left out (``read_names``
        says which); an ORCID iD beside it is kept.

        Raises:
            NameSyntaxError: for text that is blank, too long, holds control characters or lone surrogates, or has
                more commas than one name has.

        >>> Person.parse("García Márquez, Gabriel").family
        'García Márquez'
        >>> Person.parse("Ludwig van der Rohe").non_dropping_particle
        'van der'
        """
        extras = strip_extras(" ".join(_checked(text, "person", LONGEST_NAME).split()))
        if not has_letters(extras.name):
            raise NameSyntaxError("person", text, "the name of a person")
        name, _ = cut_affiliation(extras.name)
        return _person(name, extras.orcid, [])

    @property
    def inverted(self) -> str:
        """The name as an index files it: ``van Gogh, Vincent`` or ``Humboldt, Alexander von``.

        The non-dropping particle stays before the family name, the dropping particle follows the given names.
        """
        family = _join((self.non_dropping_particle, self.family))
        given = _join((self.given, self.dropping_particle))
        return ", ".join(part for part in (family, given, self.suffix) if part)


class _OpenPerson(Person):
    """A person whose parts are still being set; it becomes a ``Person`` when it is whole."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


def person_of(family: str | None, given: str | None, particle: str | None = None) -> Person:
    """Build a person as ``Person`` does, in half the time, from the parts that most names have.

    Args:
        family: the family name.
        given: the given names.
        particle: the particle that stays with the family name.

    Raises:
        InvalidValueError: as ``Person``.

    >>> person_of("Gogh", "Vincent", "van") == Person(family="Gogh", given="Vincent", non_dropping_particle="van")
    True
    """
    person: Any = object.__new__(_OpenPerson)
    person.family = unbroken_line("family", family)
    person.given = unbroken_line("given", given)
    person.non_dropping_particle = _non_dropping(particle)
    person.dropping_particle = person.suffix = person.orcid = None
    person.__class__ = Person
    person.__attrs_post_init__()
    return cast("Person", person)


@attrs.frozen(kw_only=True)
class Organization:
    """A body that writes or publishes: an institute, a ministry, a company.

    Attributes:
        name: its name, white space folded.
        ror: its identifier in the Research Organization Registry, from any usual spelling, kept as
            ``https://ror.org/00ae7jd04``. Its shape is checked, not its check digits.

    Raises:
        InvalidValueError: for a blank name, a name with line breaks, control characters, bidirectional
            controls or lone surrogates, and for a ROR identifier of another shape.

    >>> str(Organization(name="Ministry of Health,  Labour and Welfare"))
    'Ministry of Health, Labour and Welfare'
    """

    name: str = attrs.field(converter=_organization_name)
    ror: str | None = attrs.field(default=None, converter=_ror)

    def __attrs_post_init__(self) -> None:
        if not self.name:
            raise InvalidValueError("name", self.name, "the name of an organisation")

    def __str__(self) -> str:
        return self.name


Name: TypeAlias = Person | Organization


_LONGEST_TEXT = 1_000_000  # characters: some 60,000 names


@attrs.frozen(kw_only=True)
class NameReading:
    """What a text of authors holds.

    Attributes:
        names: the names, in order, none left out because it came before.
        left_out: what is no part of a name: titles, degrees, affiliations, addresses, footnote marks, ``et al.``
    """

    names: tuple[Name, ...]
    left_out: tuple[str, ...] = ()


def parse_name(text: str) -> Name:
    """Read one name, of a person or of a body, whichever it looks like.

    Args:
        text: the name, as people write it: ``First Last``, ``Last, First``, ``Last, Jr., First``, a body's name.

    Raises:
        NameSyntaxError: for text that names nobody or several, is too long, or holds control characters.

    >>> parse_name("Doe, Jane")
    Person(family='Doe', given='Jane', dropping_particle=None, non_dropping_particle=None, suffix=None, orcid=None)
    >>> parse_name("Ministry of Health, Labour and Welfare").name
    'Ministry of Health, Labour and Welfare'
    """
    line = " ".join(_checked(text, "name", LONGEST_NAME).split())
    plain_name = plain_direct(line) or plain_inverted(line)
    if plain_name:
        return Person(family=plain_name[0], given=plain_name[1])
    names = _read(line, []) or ()
    if len(names) == 1:
        return names[0]
    if names and is_organization(line):
        return Organization(name=line)
    raise NameSyntaxError("name", text, "one name" if names else "a name")


def parse_names(text: str) -> tuple[Name, ...]:
    """Read a whole text of authors: a line, several lines, a list with commas, semicolons or *and*.

    The name of a body is not split at a comma or an *and* inside it, as far as its words tell. Titles, degrees,
    affiliations and ``et al.`` are no names; ``read_names`` also says what they were.

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
    """
    left_out: list[str] = []
    clean = _checked(text, "names", _LONGEST_TEXT)
    plain_names = plain_list(clean.strip())
    if plain_names:
        return NameReading(names=tuple(Person(family=family, given=given) for family, given in plain_names))
    names = _read(clean, left_out)
    if not names:
        raise NameSyntaxError("names", text, "a list of names")
    return NameReading(names=names, left_out=tuple(left_out))


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
    return Organization(name=part.text) if part.is_body else _person(part.text, part.orcid, left_out)


def _person(text: str, orcid: str | None, left_out: list[str]) -> Person:
    plain_name = plain_direct(text) or plain_inverted(text)
    if plain_name:
        return Person(family=plain_name[0], given=plain_name[1], orcid=orcid)
    name, titles = without_titles(text)
    left_out += titles
    try:
        parts = parse_parts(name)
    except ValueError:
        raise NameSyntaxError("name", text, "one name") from None
    return Person(**parts._asdict(), orcid=orcid)
