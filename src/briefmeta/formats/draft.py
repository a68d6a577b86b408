"""A report in the making, as a reader fills it: one bad value costs neither the record nor itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from briefmeta.errors import DateSyntaxError, InvalidValueError
from briefmeta.formats.csljson.variables import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES
from briefmeta.formats.xml import WHITE_SPACE, Element
from briefmeta.model.dates import PublicationDate
from briefmeta.model.report import Report
from briefmeta.model.text import text_fault, without_faults

Complain: TypeAlias = Callable[[str, str], None]
"""Takes a message and the field that it is about."""

_LONGEST_KEPT = 100_000  # a longer value that no field takes is no value but an accident
_NUMBER_LISTS = frozenset(("isbn", "issn"))
_VARIABLES = {
    field: variable
    for table in (TEXT_VARIABLES, NAME_VARIABLES, DATE_VARIABLES, {"URL": "url"})
    for variable, field in table.items()
}


class Draft:
    """The fields of a report that were found so far.

    A value that its field cannot hold is kept in ``extra``, under the name of its CSL variable, so that it is
    written again; characters that no field can hold are left out and reported.

    Attributes:
        fields: values by the name of the field.
        extra: values that have no field.
    """

    def __init__(self, complain: Complain) -> None:
        self.complain = complain
        self.fields: dict[str, Any] = {}
        self.extra: dict[str, Any] = {}
        self._gathered: dict[str, list[str]] = {}

    def clean(self, field: str, text: str) -> str:
        """Return a text without the characters that no field can hold, and say so if there are any."""
        fault = text_fault(text)
        if fault is None:
            return text.strip(WHITE_SPACE)
        self.complain(f"{fault[1]} may not stand in a text; it was left out", field)
        return without_faults(text).strip(WHITE_SPACE)

    def add(self, field: str, text: str | None) -> bool:
        """Fill a field that is empty yet; say whether the text went there."""
        if not text or field in self.fields:
            return False
        self.fields[field] = text
        return True

    def add_date(self, field: str, text: str) -> None:
        """Fill a date; what is no date is kept as a literal in ``extra``."""
        if text and field not in self.fields:
            try:
                self.fields[field] = PublicationDate.parse(text)
            except DateSyntaxError:
                self.extra.setdefault(field, {"literal": text})

    def gather(self, field: str, text: str) -> None:
        """Add a text to a field that holds several: paragraphs as lines, numbers between commas."""
        if text:
            self._gathered.setdefault(field, []).append(text)

    def add_item(self, field: str, item: object) -> None:
        """Add an item to a field with a list, such as the authors."""
        self.fields.setdefault(field, []).append(item)

    def keep(self, name: str, text: str) -> None:
        """Add a text to those that ``extra`` has under this name."""
        if text:
            self.extra.setdefault(name, []).append(text)

    def settle(self) -> None:
        """Put what was gathered into its fields."""
        for name, texts in self._gathered.items():
            separator = ", " if name in _NUMBER_LISTS else "\n"
            self.fields[name] = separator.join(dict.fromkeys(texts))
        self._gathered = {}

    def report(self) -> Report:
        """Build the report; what a field refuses goes to ``extra``."""
        self.settle()
        while True:
            try:
                return Report(**self.fields, extra=self.extra)
            except InvalidValueError as fault:
                field = self._refused(fault)
                if field is not None:
                    self._set_aside(field, fault)
                elif self.extra:
                    self.complain(str(fault), "extra")
                    self.extra = {}
                else:
                    raise

    def _refused(self, fault: InvalidValueError) -> str | None:
        """Find the field whose value was refused: an error may name a part of it only, as in ``month``."""
        if fault.field in self.fields:
            return fault.field
        for field, value in self.fields.items():
            try:
                Report(**{field: value})
            except InvalidValueError:
                return field
        return None

    def _set_aside(self, field: str, fault: InvalidValueError) -> None:
        value = self.fields.pop(field)
        name = _VARIABLES.get(field, field)
        if isinstance(value, str) and len(value) <= _LONGEST_KEPT:
            self.extra.setdefault(name, value)
        else:
            self.complain(str(fault), field)


def text_of(draft: Draft, element: Element | None, field: str) -> str:
    """The text of an element, clean; nothing where there is no element."""
    return draft.clean(field, element.text) if element is not None else ""
