"""Who wrote a report: people and organizations, as values. Pure."""

from __future__ import annotations

import re
from typing import TypeAlias

import attrs

from briefmeta.errors import InvalidValueError
from briefmeta.text.characters import is_east_asian
from briefmeta.text.clean import unbroken_line

_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:\s?)?([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])/?",
    re.I | re.A,
)
_ROR = re.compile(
    r"(?:(?:https?://)?(?:www\.)?ror\.org/|ror:\s?)?(0[a-hjkmnp-tv-z0-9]{6}[0-9]{2})/?", re.I | re.A
)


def _orcid(value: object) -> str | None:
    text = unbroken_line("orcid", value)
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


def _organization_name(value: object) -> str:
    return unbroken_line("name", value) or ""


def _join(*parts: str | None) -> str:
    """Join the parts of a name with spaces, but none after a particle such as ``d'`` or ``al-``."""
    text, space = "", ""
    for part in parts:
        if part:
            text += space + part
            space = "" if part[-1] in "'’-‐" and part not in {"de'", "de’"} else " "
    return text


# Written out because half of the time of a record with many authors went into the converters of absent parts; the
# slots are set as attrs sets them in a frozen class, without a look-up of the attribute: 0.6 µs a person, not 1.1.
@attrs.frozen(init=False)
class Person:
    """A person, with the parts of a name that CSL has (CSL 1.0.2, "Name variables").

    White space is folded and a blank part is None. ``str(person)`` is the name as it is spoken.

    Attributes:
        family: the family name, or the only name of somebody who has one name.
        given: the given names or initials.
        dropping_particle: what stands before the family name and falls away where that name stands alone:
            the ``von`` of Alexander von Humboldt.
        non_dropping_particle: what stands before the family name and stays with it: the ``van`` of
            Vincent van Gogh.
        suffix: what distinguishes generations: ``Jr.``, ``III``. Degrees are no part of a name and are left out
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

    family: str | None
    given: str | None
    dropping_particle: str | None
    non_dropping_particle: str | None
    suffix: str | None
    orcid: str | None

    def __init__(
        self,
        *,
        family: str | None = None,
        given: str | None = None,
        dropping_particle: str | None = None,
        non_dropping_particle: str | None = None,
        suffix: str | None = None,
        orcid: str | None = None,
    ) -> None:
        family = unbroken_line("family", family)
        given = unbroken_line("given", given)
        if family is None and given is None:
            raise InvalidValueError("family", None, "a name: a person has a family name or a given name")
        _set_family(self, family)
        _set_given(self, given)
        if dropping_particle is not None:
            dropping_particle = unbroken_line("dropping_particle", dropping_particle)
        _set_dropping_particle(self, dropping_particle)
        if non_dropping_particle is not None:
            non_dropping_particle = unbroken_line("non_dropping_particle", non_dropping_particle)
        _set_non_dropping_particle(self, non_dropping_particle)
        _set_suffix(self, None if suffix is None else unbroken_line("suffix", suffix))
        _set_orcid(self, None if orcid is None else _orcid(orcid))

    def __str__(self) -> str:
        if self.family and self.given and is_east_asian(self.family) and is_east_asian(self.given):
            return self.family + self.given
        return _join(self.given, self.dropping_particle, self.non_dropping_particle, self.family, self.suffix)

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
        from briefmeta.model.names.name_reading import parse_person  # which imports this module

        return parse_person(text)

    @property
    def inverted(self) -> str:
        """The name as an index files it: ``van Gogh, Vincent`` or ``Humboldt, Alexander von``.

        The non-dropping particle stays before the family name, the dropping particle follows the given names.
        """
        family = _join(self.non_dropping_particle, self.family)
        given = _join(self.given, self.dropping_particle)
        return ", ".join(part for part in (family, given, self.suffix) if part)


_set_family, _set_given, _set_dropping_particle, _set_non_dropping_particle, _set_suffix, _set_orcid = (
    vars(Person)[field.name].__set__ for field in attrs.fields(Person)
)


@attrs.frozen(kw_only=True)
class Organization:
    """An organization that writes or publishes: an institute, a ministry, a company.

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
            raise InvalidValueError("name", self.name, "the name of an organization")

    def __str__(self) -> str:
        return self.name


Name: TypeAlias = Person | Organization
