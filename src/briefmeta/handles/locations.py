"""10320/loc: the handle value that lists several locations, and which of them wins.

The value is XML: ``<locations chooseby="locatt,country,weighted"><location href=… weight=… country=…
…/></locations>``. Each method of ``chooseby`` narrows the set that the one before it left; a method that
would leave nothing is passed over. See https://hdl.handle.net/10320/loc for the definition of the type.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import attrs

from briefmeta.errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DEFAULT_METHODS = ("locatt", "country", "weighted")
_MAX_TEXT = 1_000_000  # characters; a handle value is a few kilobytes
_MAX_LOCATIONS = 10_000


@attrs.frozen(kw_only=True)
class Location:
    """One location of a 10320/loc value.

    Attributes:
        href: the URL.
        attributes: every attribute as written, ``href`` and ``weight`` included.
        weight: how often a proxy picks it among the others; 1 where nothing usable is written.
        country: the country of the readers that it is for, in lower case, or None.
    """

    href: str
    attributes: Mapping[str, str]
    weight: float = 1.0
    country: str | None = None


@attrs.frozen(kw_only=True)
class Locations:
    """The locations of one handle, in the order of the document, and how to choose between them.

    Attributes:
        locations: those that have an ``href``.
        methods: ``locatt``, ``country`` and ``weighted`` in the order of ``chooseby``.
    """

    locations: tuple[Location, ...] = ()
    methods: tuple[str, ...] = DEFAULT_METHODS

    @classmethod
    def parse(cls, text: str) -> Locations:
        """Read the XML of a 10320/loc value.

        Args:
            text: the value of the handle record.

        Returns:
            The locations, in order.

        Raises:
            ParseError: it is not well-formed, has a document type, is too long, or is not a ``locations``
                element.

        Example:
            >>> Locations.parse('<locations><location href="https://example.org/"/></locations>').choose()
            'https://example.org/'
        """
        methods, elements = _elements(text)
        return cls(
            locations=tuple(_location(each) for each in elements if each.get("href", "").strip()),
            methods=tuple(m.strip().lower() for m in methods.split(",")) if methods else DEFAULT_METHODS,
        )

    def choose(self, *, locatt: str | None = None, country: str | None = None) -> str | None:
        """Return which location wins, as the redirecting proxy does, but without its dice.

        Args:
            locatt: ``attribute:value`` that the location should have, as in ``?locatt=id:1``.
            country: the reader's country, ISO 3166-1 alpha-2.

        Returns:
            The URL of the winner, or None where there is no location. The proxy draws lots by weight; here
            the heaviest wins, the first of several, so that the answer is the same each time.
        """
        chosen = self.locations
        for method in self.methods:
            if (narrow := _METHODS.get(method)) is not None:
                chosen = narrow(chosen, locatt, (country or "").lower()) or chosen
        return chosen[0].href if chosen else None


def _by_attribute(locations: tuple[Location, ...], locatt: str | None, _country: str) -> tuple[Location, ...]:
    name, colon, value = (locatt or "").partition(":")
    return tuple(each for each in locations if colon and each.attributes.get(name) == value)


# A location without a country is for everybody whose country has none of its own (10320/loc, "country").
def _by_country(locations: tuple[Location, ...], _locatt: str | None, country: str) -> tuple[Location, ...]:
    here = tuple(each for each in locations if country and each.country == country)
    return here or tuple(each for each in locations if each.country is None)


def _by_weight(locations: tuple[Location, ...], _locatt: str | None, _country: str) -> tuple[Location, ...]:
    heaviest = max((each.weight for each in locations), default=0)
    return tuple(each for each in locations if heaviest > 0 and each.weight == heaviest)


_METHODS: Mapping[str, Callable[[tuple[Location, ...], str | None, str], tuple[Location, ...]]] = {
    "locatt": _by_attribute,
    "country": _by_country,
    "weighted": _by_weight,
}


def _location(attributes: dict[str, str]) -> Location:
    # the definition of the type says nothing of a weight that is no number; a proxy takes it for 1
    try:
        weight = float(attributes.get("weight", 1))
    except ValueError:
        weight = 1.0
    return Location(
        href=attributes["href"].strip(),
        attributes=attributes,
        weight=weight if math.isfinite(weight) else 1.0,
        country=attributes.get("country", "").strip().lower() or None,
    )


def _elements(text: str) -> tuple[str, list[dict[str, str]]]:
    """Read the XML: the ``chooseby`` of the root, and the attributes of each location in it.

    Expat hands over one tag after the other, so depth costs nothing; a document type, and with it every
    entity, is refused.
    """
    if len(text) > _MAX_TEXT:
        raise ParseError(f"a 10320/loc value has at most {_MAX_TEXT} characters")
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8")
    roots: list[tuple[str, str]] = []
    elements: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not roots:
            roots.append((name, attributes.get("chooseby", "")))
        elif name.rpartition(":")[2] == "location" and len(elements) < _MAX_LOCATIONS:
            elements.append(attributes)

    def refuse(*_: object) -> None:
        raise ParseError("a 10320/loc value has no document type")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse  # no entity to expand: neither a bomb nor a file of the reader's
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise ParseError(
            f"not XML: {expat.ErrorString(error.code)}", line=error.lineno, column=error.offset + 1
        ) from None
    if roots[0][0].rpartition(":")[2] != "locations":
        raise ParseError(f"expected a locations element, found {roots[0][0][:40]!r}", line=1)
    return roots[0][1], elements
