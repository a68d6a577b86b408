"""One CSL-JSON item on its way to a report.

Source: CSL 1.0.2, appendix IV; its JSON schema ``csl-data.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from briefmeta.errors import DateSyntaxError, InvalidValueError, ParseError
from briefmeta.formats.csljson.csl_dates import date_from_csl
from briefmeta.formats.csljson.csl_names import name_from_csl
from briefmeta.formats.json.report_json import NAME_FIELDS, names_from_json
from briefmeta.formats.resource_types import crossref_type
from briefmeta.handles.handle import USUAL_URI, Handle
from briefmeta.model.csl_variables import (
    CSL_VARIABLES,
    DATE_VARIABLES,
    FIELD_VARIABLES,
    NAME_VARIABLES,
    OLDER_NAMES,
    OWN,
    TEXT_VARIABLES,
)
from briefmeta.model.names.name_reading import parse_names
from briefmeta.model.places.publication_place import split_place
from briefmeta.model.quick_report import report_of
from briefmeta.model.report import CSL_TYPES, FIELDS
from briefmeta.text.clean import is_folded, is_printable, text_fault, without_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

_PARAGRAPHS = ("abstract", "note")
_LINE_VARIABLES = {name: field for name, field in TEXT_VARIABLES.items() if name not in _PARAGRAPHS}
_UNCHECKED = frozenset("doi isbn issn url summary note language rights extra".split())

_USUAL_PARTS = 2  # family and given
_NAME_PARTS = frozenset(
    "family given dropping-particle non-dropping-particle suffix literal name isInstitution".split()
)
_NOTHING: tuple[object, ...] = ("", [], {}, {"date-parts": []}, {"date-parts": [[]]})


def join_subjects(subjects: Iterable[str]) -> str:
    """Write subjects as one CSL ``keyword``, with semicolons where one of them has a comma.

    >>> join_subjects(["Energy, renewable", "Africa"])
    'Energy, renewable; Africa'
    """
    subjects = tuple(subjects)
    return ("; " if any("," in subject for subject in subjects) else ", ").join(subjects)


def split_subjects(text: str) -> tuple[str, ...]:
    """Read the subjects of one CSL ``keyword``: at semicolons where there are any, else at commas.

    >>> split_subjects("Niger, security")
    ('Niger', 'security')
    """
    return tuple(part for piece in text.split(";" if ";" in text else ",") if (part := piece.strip()))


def handle_of(url: str) -> Handle | None:
    """Read a handle from a URL; a DOI's URL is a DOI's, not a handle's."""
    if "doi.org/" in url[:24].lower():
        return None
    try:
        return Handle(url)
    except InvalidValueError:
        return None


def split_address(url: str) -> tuple[Handle | None, str | None]:
    """Read a URL as the handle that it leads to, and as an address where the handle's own URI is another."""
    usual = USUAL_URI.fullmatch(url)
    if usual:
        return Handle(usual[1]), None
    handle = handle_of(url)
    return handle, None if handle and handle.uri == url else url


class ItemReader:
    """One item on its way to a report: fields found, the rest, and what was wrong."""

    def __init__(self, item: object) -> None:
        if not isinstance(item, Mapping):
            raise ParseError(f"an item is an object of CSL variables, not {type(item).__name__}")
        self.item = item
        self.problems: list[ParseError] = []
        self.fields: dict[str, Any] = {}
        self.extra: dict[str, Any] = {}
        self.lines: list[str] = []  # what the texts of one line are made from
        self.is_plain = True  # whether all values are of the types of their fields

    def _problem(self, field: str, message: str) -> None:
        self.problems.append(ParseError(f"{self._name()}: {message}", field=field))

    def _name(self) -> str:
        """Return what an item is called in messages: its id, or its title where it has none."""
        name = self.item.get("id") or self.item.get("title") or self.item.get("DOI")
        return f"item {str(name)[:80]!r}" if name else "an item without id and title"

    def report(self) -> Report:
        """Read the item; what its fields cannot hold stands in ``extra`` afterwards, or among the problems."""
        fields, lines = self.fields, self.lines
        for variable, value in self.item.items():
            field = _LINE_VARIABLES.get(variable)
            if field is not None and type(value) is str and value.isprintable():  # the usual case, shortly
                fields[field] = value
                lines.append(value)
            elif value is not None and value not in _NOTHING:
                self._read(str(variable), value)
        self._custom(self.extra.pop("custom", None))
        unchecked = _UNCHECKED if self.is_plain and is_folded(" ".join(lines)) else None
        while True:
            try:
                return report_of({**fields, "extra": self.extra}, unchecked)
            except InvalidValueError as fault:
                self._keep_unread(fault)

    def _keep_unread(self, fault: InvalidValueError) -> None:
        """Move a value that its field cannot hold to ``extra``, where it is kept and written back."""
        if fault.field in self.fields:
            variable = next((v for v, f in FIELD_VARIABLES.items() if f == fault.field), fault.field)
            value = self.fields.pop(fault.field)
            if fault.field != "key":
                self.extra[variable] = value
                return
        elif self.extra:
            self.extra = {}
        else:
            raise ParseError(str(fault), field=fault.field)
        self._problem(fault.field, str(fault))

    def _read(self, variable: str, value: Any) -> None:
        read = _READERS.get(variable)
        if read is not None:
            read(self, variable, value)
        else:
            self.extra[variable] = self._clean(variable, value)

    def _paragraphs(self, variable: str, value: Any) -> None:
        if type(value) is str and is_printable(value):
            self.fields[TEXT_VARIABLES[variable]] = value
        else:
            self._plain(variable, value)

    def _plain(self, variable: str, value: Any) -> None:
        variable = OLDER_NAMES.get(variable, variable)
        if (text := self._text(variable, value)) is not None:
            self.fields[TEXT_VARIABLES[variable]] = text

    def _place(self, variable: str, value: Any) -> None:
        if (text := self._text(variable, value)) is not None:
            self.fields["place"], self.fields["country"] = split_place(text)

    def _identity(self, variable: str, value: Any) -> None:
        text = self._text(variable, value)
        if variable == "id":
            self.fields["key"] = text
        elif text in CSL_TYPES or (text is not None and text.lower() in CSL_TYPES):
            self.fields["type"] = text.lower()
        elif (found := crossref_type(text)) is not None:  # as Crossref answers where CSL-JSON is asked for
            self.fields["type"] = found
        elif text is not None:
            self.fields["type"] = "document"
            self._problem("type", f"{text!r} is no CSL type; taken as a document")

    def _text(self, variable: str, value: Any) -> str | None:
        if isinstance(value, list) and len(value) == 1:  # as some services write titles
            value = value[0]
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            text = str(self._clean(variable, str(value)))
            self.lines.append(text)
            return text
        self._problem(variable, f"{variable} is text, not {type(value).__name__}")
        return None

    def _clean(self, variable: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        fault = text_fault(value)
        if fault is None:
            return value
        self._problem(variable, f"{variable}: character {fault[0] + 1} is {fault[1]}; it was left out")
        return without_faults(value)

    def _names(self, variable: str, value: Any) -> None:
        names: list[Name] = []
        for entry in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(entry, Mapping) and len(entry) > _USUAL_PARTS:
                self._further_parts(variable, entry)
            try:
                names += [name_from_csl(entry)] if isinstance(entry, Mapping) else parse_names(entry)
            except InvalidValueError as fault:
                self._problem(variable, f"{variable}: {fault}")
                names += _without_faults(entry)
        self.fields[NAME_VARIABLES[variable]] = tuple(names)

    def _further_parts(self, variable: str, name: Mapping[str, Any]) -> None:
        """Return which parts of a name a report has no place for: hints to the formatter, such as ``comma-suffix``."""
        further = sorted(part for part, value in name.items() if value and part not in _NAME_PARTS)
        if further:
            message = f"{variable}: a name has no place for {', '.join(further)[:200]}; left out"
            self.problems.append(ParseError(message, field=variable, warning=True))

    def _date(self, variable: str, value: Any) -> None:
        try:
            date = date_from_csl(value)
        except DateSyntaxError as fault:
            self._problem(variable, f"{variable}: {fault}")
            date = None
        if date is None:
            self.extra[variable] = value if isinstance(value, Mapping) else {"literal": str(value)}
        else:
            self.fields[variable] = date

    def _url(self, variable: str, value: Any) -> None:
        if (text := self._text(variable, value)) is not None:
            handle, url = split_address(text.strip())
            if handle:
                self.fields["handle"] = handle
            if url:
                self.fields["url"] = url

    def _subjects(self, variable: str, value: Any) -> None:
        if isinstance(value, (list, tuple)):
            subjects = [str(self._clean(variable, str(part))) for part in value]
            self.lines += subjects
            self.fields["subjects"] = tuple(subjects)
        elif (text := self._text(variable, value)) is not None:
            self.fields["subjects"] = split_subjects(text)

    def _custom(self, custom: Any) -> None:
        """Take back what ``to_csl`` put there, last of all; keep the rest."""
        if not isinstance(custom, Mapping):
            if custom is not None:
                self.extra["custom"] = custom
            return
        known = {name: value for name, value in custom.items() if name in CSL_VARIABLES}
        self.extra |= {
            str(name): value for name, value in custom.items() if name not in known and name != OWN
        }
        if known:
            self.extra["custom"] = known
        own = custom.get(OWN)
        if isinstance(own, Mapping):
            self._own(own)

    def _own(self, own: Mapping[str, Any]) -> None:
        self.is_plain = False
        for field, value in own.items():
            if value is None:
                self.fields.pop(field, None)
            elif field == "extra" and isinstance(value, Mapping):
                self.extra = dict(value)
            elif field in NAME_FIELDS:
                try:
                    self.fields[field] = names_from_json(field, value)
                except InvalidValueError as fault:
                    self._problem(field, str(fault))
            elif field in FIELDS:
                self.fields[field] = value


_READERS: dict[str, Callable[[ItemReader, str, Any], None]] = {
    "id": ItemReader._identity,
    "type": ItemReader._identity,
    **dict.fromkeys((*TEXT_VARIABLES, *OLDER_NAMES), ItemReader._plain),
    **dict.fromkeys(NAME_VARIABLES, ItemReader._names),
    **dict.fromkeys(DATE_VARIABLES, ItemReader._date),
    **dict.fromkeys(_PARAGRAPHS, ItemReader._paragraphs),
    "URL": ItemReader._url,
    "publisher-place": ItemReader._place,
    "keyword": ItemReader._subjects,
}


def _without_faults(entry: Any) -> list[Name]:
    """Try a name once more, on one line and without the characters that no field can hold."""
    if not isinstance(entry, Mapping):
        return []
    parts = {
        part: " ".join(without_faults(value).split()) if isinstance(value, str) else value
        for part, value in entry.items()
    }
    try:
        return [name_from_csl(parts)]
    except InvalidValueError:
        return []
