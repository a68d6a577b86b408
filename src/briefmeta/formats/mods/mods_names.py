"""Names in MODS, in both directions: ``name`` with its parts, identifiers and role.

Source: MODS User Guidelines, version 3, "name"; MARC Code List for Relators.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from briefmeta.errors import InvalidValueError, NameSyntaxError
from briefmeta.formats.name_headings import read_heading
from briefmeta.formats.xml import Element, make, text_of
from briefmeta.model.names.name import Name, Organization, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.model.building import Draft


def write_name(name: Name, code: str, term: str) -> Element:
    """Write a name with the code and the term of its role."""
    role = make(
        "role",
        make("roleTerm", code, type="code", authority="marcrelator"),
        make("roleTerm", term, type="text", authority="marcrelator"),
    )
    if isinstance(name, Organization):
        identifier = make("nameIdentifier", name.ror, type="ror") if name.ror else None
        return make("name", make("namePart", name.name), identifier, role, type="corporate")
    return make("name", *_name_parts(name), role, type="personal")


def _name_parts(person: Person) -> Iterator[Element]:
    """MODS has no part for particles: they stand where an index has them, as in "Humboldt, Alexander von"."""
    bare = attrs.evolve(person, suffix=None) if person.suffix else person
    family, _, given = (
        bare.inverted.partition(", ") if person.family and person.given else (bare.inverted, "", "")
    )
    if person.family is None:
        family, given = "", family
    for kind, text in (("given", given), ("family", family), ("termsOfAddress", person.suffix)):
        if text:
            yield make("namePart", text, type=kind)
    if person.orcid:
        yield make("nameIdentifier", person.orcid, type="orcid")


def read_name(draft: Draft, element: Element) -> Name | None:
    """Read a name; None for one without any part, or with a part that no name has."""
    identifiers = {part.get("type").lower(): part.text for part in element.elements("nameIdentifier")}
    try:
        if element.get("type") == "corporate":
            name = _without_full_stop(joined_parts(draft, element, ". "))
            return Organization(name=name, ror=identifiers.get("ror")) if name else None
        name_read = _person(draft, element)
        if isinstance(name_read, Person) and identifiers.get("orcid"):
            return attrs.evolve(name_read, orcid=identifiers["orcid"])
        return name_read
    except InvalidValueError as fault:
        draft.note("authors", str(fault))
        return None


# A heading of AACR2 ends with a full stop, which after a short word is more likely an abbreviation's.
_CLOSED = re.compile(r".*[^\W\d_]{4,}\.")


def _without_full_stop(text: str) -> str:
    return text[:-1] if _CLOSED.fullmatch(text) else text


def joined_parts(draft: Draft, element: Element, separator: str) -> str:
    """Join the parts of a name that is not a person's."""
    texts = (
        text_of(draft, part, "name") for part in element.elements("namePart") if part.get("type") != "date"
    )
    parts = [text for text in texts if text]
    whole = separator.join([*(part.rstrip(".") for part in parts[:-1]), *parts[-1:]])
    return whole or text_of(draft, element.first("displayForm"), "name")


def _person(draft: Draft, element: Element) -> Name | None:
    parts: dict[str, list[str]] = {}
    for part in element.elements("namePart"):
        text = text_of(draft, part, "name")
        if text:
            parts.setdefault(part.get("type"), []).append(text)
    if "family" in parts or "given" in parts:
        family, given = " ".join(parts.get("family", ())), " ".join(parts.get("given", ()))
        suffix = ", ".join(parts.get("termsOfAddress", ())) or None
        return _with_particles(family, given, suffix)
    text = " ".join(parts.get("", ())) or text_of(draft, element.first("displayForm"), "name")
    if not text:
        return None
    try:
        name = read_heading(text).names[0]
        is_person = element.get("type") == "personal"
        return Person.parse(text) if is_person and not isinstance(name, Person) else name
    except NameSyntaxError:
        return Person(family=text) if element.get("type") == "personal" else Organization(name=text)


def _with_particles(family: str, given: str, suffix: str | None) -> Person:
    """Find particles in the parts of a name: MODS has no part for them."""
    person = Person(family=family or None, given=given or None, suffix=suffix)
    last = given.rpartition(" ")[2]
    if "," in family + given or not (family[:1].islower() or (last != given and last.islower())):
        return person
    try:
        found = Person.parse(f"{family}, {given}" if given else family)
    except NameSyntaxError:
        return person
    return attrs.evolve(found, suffix=suffix) if found.suffix is None and found.orcid is None else person
