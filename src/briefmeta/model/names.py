"""Who wrote a report: people and organisations, as values and from text. Pure."""

from __future__ import annotations

import re
from typing import TypeAlias

import attrs

from briefmeta.errors import InvalidValueError
from briefmeta.model.name_text import is_east_asian, one_line

_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:\s?)?([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])/?",
    re.I | re.A,
)
_ROR = re.compile(
    r"(?:(?:https?://)?(?:www\.)?ror\.org/|ror:\s?)?(0[a-hjkmnp-tv-z0-9]{6}[0-9]{2})/?", re.I | re.A
)


def _orcid(value: object) -> str | None:
    text = one_line(value, "orcid")
    if text is None:
        return None
    found = _ORCID.fullmatch(text)
    if not found:
        raise InvalidValueError("orcid", value, "an ORCID iD such as 0000-0002-1825-0097")
    return "-".join(found.groups()).upper()


def _ror(value: object) -> str | None:
    text = one_line(value, "ror")
    if text is None:
        return None
    found = _ROR.fullmatch(text)
    if not found:
        raise InvalidValueError("ror", value, "a ROR identifier such as https://ror.org/00ae7jd04")
    return f"https://ror.org/{found[1].lower()}"


def _family(value: object) -> str | None:
    return one_line(value, "family")


def _given(value: object) -> str | None:
    return one_line(value, "given")


def _dropping(value: object) -> str | None:
    return one_line(value, "dropping_particle")


def _non_dropping(value: object) -> str | None:
    return one_line(value, "non_dropping_particle")


def _suffix(value: object) -> str | None:
    return one_line(value, "suffix")


def _organization_name(value: object) -> str:
    return one_line(value, "name") or ""


def _join(parts: tuple[str | None, ...]) -> str:
    """Join the parts of a name with spaces, but none after a particle such as ``d'`` or ``al-``."""
    text = ""
    for part in parts:
        if part:
            text += part if not text or text[-1] in "'’-‐" else f" {part}"
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
        suffix: what follows the name: ``Jr.``, ``III``, ``PhD``.
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

    @property
    def inverted(self) -> str:
        """The name as an index files it: ``van Gogh, Vincent`` or ``Humboldt, Alexander von``.

        The non-dropping particle stays before the family name, the dropping particle follows the given names.
        """
        family = _join((self.non_dropping_particle, self.family))
        given = _join((self.given, self.dropping_particle))
        return ", ".join(part for part in (family, given, self.suffix) if part)


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
