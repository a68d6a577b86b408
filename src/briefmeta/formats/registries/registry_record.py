"""One record of a registry's JSON while it is read: what is taken out has been read, and what stays is kept.

Registries add members to their answers every year. So a reader does not list what it passes over: it takes out what
it knows, and the rest goes to ``extra`` whole, under the registry's name and its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import InvalidValueError, ParseError
from briefmeta.formats.json.json_text import parse_json
from briefmeta.model.building import Draft
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.names.name_reading import parse_name, parse_person

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from briefmeta.model.report import Report

JsonObject = dict[str, Any]

_NOTHING: tuple[object, ...] = (None, "", [], {})
_TEXT_MEMBERS = ("value", "title", "name", "display_name", "en", "id")  # where an object has its text


def texts_of(value: Any) -> list[str]:
    """Return the texts of a value, whatever form it has: text, number, list, object with a title or a name.

    >>> texts_of(["a", 3, {"title": {"en": "b"}}, None])
    ['a', '3', 'b']
    """
    if isinstance(value, str):
        text = value.strip()
        return [text] if text else []
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [str(value)]
    if isinstance(value, list):
        return [text for item in value for text in texts_of(item)]
    if isinstance(value, dict):
        return next((found for name in _TEXT_MEMBERS if (found := texts_of(value.get(name)))), [])
    return []


def _taken(value: Any) -> tuple[list[str], Any]:
    """Return the texts of a value, as ``texts_of`` does, and what else there is in it."""
    if isinstance(value, list):
        pairs = [_taken(item) for item in value]
        return [text for texts, _ in pairs for text in texts], [rest for _, rest in pairs]
    if not isinstance(value, dict):
        found = texts_of(value)
        return found, None if found else value
    for name in _TEXT_MEMBERS:
        texts, rest = _taken(value.get(name))
        if texts:
            return texts, {**value, name: rest}
    return [], value


def drop(node: JsonObject, *names: str) -> None:
    """Take members out of a part of the record that have been read."""
    for name in names:
        node.pop(name, None)


class RegistryRecord:
    """A record on its way to a report.

    Args:
        node: the record as JSON values; members are taken out of it.
        prefix: the name of the registry, for what stays.
        problems: takes what could not be kept.
        left_out: takes the names of members that say nothing about the work.
    """

    def __init__(
        self, node: JsonObject, prefix: str, problems: list[ParseError], left_out: dict[str, None]
    ) -> None:
        self.node, self.prefix, self.problems, self._left_out = node, prefix, problems, left_out
        self.draft = Draft(self._note)
        self.fields, self.extra = self.draft.fields, self.draft.extra

    def _note(self, field: str, message: str, culprit: str = "") -> None:
        self.problems.append(ParseError(message, field=field or None))

    def take(self, name: str) -> Any:
        """Take a member out of the record; None where there is none."""
        return self.node.pop(name, None)

    def texts(self, name: str) -> list[str]:
        """Take the texts of a member; whatever else its objects say stays."""
        found, rest = _taken(self.node.pop(name, None))
        self.put_back(name, rest)
        return [self.draft.clean(name, text) for text in found]

    def objects(self, name: str) -> list[JsonObject]:
        """Take the objects of a member that holds a list of them, or one; others stay."""
        value = self.node.pop(name, None)
        entries = value if isinstance(value, list) else [value]
        others = [entry for entry in entries if not isinstance(entry, dict) and entry not in _NOTHING]
        if others:
            self.node[name] = others
        return [entry for entry in entries if isinstance(entry, dict)]

    def part(self, name: str) -> RegistryRecord:
        """Take an object for a record of its own, with the same report; see ``put_back``."""
        value = self.node.pop(name, None)
        if not isinstance(value, dict):
            if value not in _NOTHING:
                self.node[name] = value
            value = {}
        inner = RegistryRecord(value, self.prefix, self.problems, self._left_out)
        inner.draft, inner.fields, inner.extra = self.draft, self.fields, self.extra
        return inner

    def put_back(self, name: str, rest: Any) -> None:
        """Return to the record what nothing was made of."""
        kept = without_nothing(rest)
        if kept not in _NOTHING:
            before = self.node.get(name)
            self.node[name] = kept if before in _NOTHING else [before, kept]

    def leave_out(self, node: JsonObject, *names: str, of: str = "") -> None:
        """Drop members of the record, or of its part ``of``, that say nothing about the work; they are told once."""
        for name in names:
            if node.pop(name, None) not in _NOTHING:
                self._left_out[f"{of}.{name}" if of else name] = None

    def fill(self, field: str, *names: str) -> None:
        """Fill a field with the first text of the first of several members; further texts stay."""
        for name in names:
            if field in self.fields:
                return
            found = list(dict.fromkeys(self.texts(name)))
            if found:
                self.fields[field] = found[0]
                self.put_back(name, found[1:])

    def fill_all(self, field: str, *names: str) -> None:
        """Fill a field of several numbers, such as ISBNs, with all texts of the members."""
        for name in names:
            for text in self.texts(name):
                self.draft.gather(field, text)

    def fill_extra(self, variable: str, *names: str) -> None:
        """Fill a CSL variable that is no field with the first text of the first of several members."""
        for name in names:
            if variable in self.extra:
                return
            found = list(dict.fromkeys(self.texts(name)))
            if found:
                self.extra[variable] = found[0]
                self.put_back(name, found[1:])

    def add_name(self, field: str, name: Name | None) -> None:
        """Add a name to the authors, editors or translators."""
        if name is not None:
            self.draft.add_item(field, name)

    def name(self, **parts: Any) -> Name | None:
        """Build a name out of ``family``, ``given``, ``literal`` and so on; see ``build_name``."""
        try:
            return build_name(**parts)
        except InvalidValueError as fault:
            self._note(fault.field, f"{fault}; left out")
        parts |= {"orcid": None, "ror": None}  # without the identifier, which is what is wrong as a rule
        try:
            return build_name(**parts)
        except InvalidValueError:
            return None

    def report(self) -> Report:
        """Build the report; what was not taken out of the record stands in ``extra``."""
        for name, value in self.node.items():
            kept = without_nothing(value)
            if kept not in _NOTHING:
                self.extra.setdefault(f"{self.prefix}:{name}", kept)
        return self.draft.report()


def build_name(
    *,
    family: object = None,
    given: object = None,
    literal: object = None,
    suffix: object = None,
    is_organization: bool | None = None,
    orcid: str | None = None,
    ror: str | None = None,
) -> Name | None:
    """Build a name out of what a registry has of it.

    Args:
        family: the family name, of a person.
        given: the given names.
        literal: the whole name.
        suffix: what follows the name, such as Jr.
        is_organization: what the registry says; None where it says nothing.
        orcid: the ORCID iD of a person, as URI or bare.
        ror: the ROR id of an organization, as URI or bare.

    Raises:
        InvalidValueError: a part cannot stand in a name, or an identifier is none.
    """
    parts = [" ".join(texts_of(part)) for part in (family, given, suffix)]
    whole = " ".join(texts_of(literal))
    if (parts[0] or parts[1]) and not is_organization:
        return Person(family=parts[0] or None, given=parts[1] or None, suffix=parts[2] or None, orcid=orcid)
    whole = whole or parts[0]
    if not whole:
        return None
    if is_organization or (is_organization is None and ror):
        return Organization(name=whole, ror=ror)
    name = parse_person(whole) if is_organization is False or orcid else parse_name(whole)
    return attrs.evolve(name, orcid=orcid) if orcid and isinstance(name, Person) else name


def without_nothing(value: Any) -> Any:
    """Return a JSON value without members and items that say nothing."""
    if isinstance(value, dict):
        pairs = ((name, without_nothing(item)) for name, item in value.items())
        return {name: item for name, item in pairs if item not in _NOTHING}
    if isinstance(value, list):
        return [kept for item in value if (kept := without_nothing(item)) not in _NOTHING]
    return value


def read_records(
    text: str,
    problems: list[ParseError],
    *,
    find: Callable[[Any], Iterable[Any] | None],
    read: Callable[[RegistryRecord], Report],
    prefix: str,
    registry: str,
    bookkeeping: Collection[str] = (),
) -> list[Report]:
    """Read the records of an answer.

    Args:
        text: the JSON text.
        problems: takes what could not be read.
        find: returns the records in the JSON value, or None where the value is no answer of this registry.
        read: makes a report of a record.
        prefix: what the names of its members in ``extra`` begin with.
        registry: the name of the registry, in words.
        bookkeeping: members that say something about the registry's own record, and nothing about the work.
    """
    try:
        value = parse_json(text, problems)
    except ParseError as problem:
        problems.append(problem)
        return []
    records = find(value)
    if records is None:
        problems.append(ParseError(f"this is no record of {registry}", line=1, column=1))
        return []
    reports: list[Report] = []
    left_out: dict[str, None] = {}
    for number, record in enumerate(records, 1):
        if not isinstance(record, dict):
            message = f"record {number} is an object of members, not {type(record).__name__}"
            problems.append(ParseError(message))
            continue
        taken = RegistryRecord(record, prefix, problems, left_out)
        taken.leave_out(record, *bookkeeping)
        reports.append(read(taken))
    if left_out:
        message = (
            f"left out, as {registry} says it of its own record and not of the work: {', '.join(left_out)}"
        )
        problems.append(ParseError(message, warning=True))
    if not reports and not problems:
        problems.append(ParseError(f"there is no record in this answer of {registry}", line=1, column=1))
    return reports
