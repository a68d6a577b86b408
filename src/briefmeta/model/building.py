"""A report in the making, as a reader fills it: one bad value costs neither the record nor itself.

A value that its field cannot hold moves to ``extra`` under the name of its CSL variable, and is written back
from there; characters that no field can hold are left out, and said.
"""

from __future__ import annotations

from typing import Any, Final, Protocol

from briefmeta.errors import DateSyntaxError, InvalidValueError
from briefmeta.handles.handle import USUAL_URI, Handle
from briefmeta.model.csl_variables import FIELD_VARIABLES
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.extra import Extra
from briefmeta.model.quick_report import report_of
from briefmeta.model.report import Report
from briefmeta.text.clean import MAX_TEXT, text_fault, without_faults

VARIABLES: Final = {field: variable for variable, field in FIELD_VARIABLES.items() if variable != field} | {
    "place": "publisher-place",
    "subjects": "keyword",
}
"""The CSL variables of the fields that are not called as in CSL."""

_WHITE_SPACE = " \t\n\r"  # what a text loses at its ends: no-break spaces stay
_NUMBER_LISTS = frozenset(("isbn", "issn"))
_DOI_HOSTS = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi.org/")
_LONGEST_HOST = max(map(len, _DOI_HOSTS))
_LOOK_BACK = 20  # an address that comes again so soon is kept once


class Note(Protocol):
    """Takes a problem: the field of the report, the message, and the text that is to blame."""

    def __call__(self, field: str, message: str, culprit: str = "") -> None:
        """Note the problem."""


def _unnoted(field: str, message: str, culprit: str = "") -> None:
    """Pass over a problem that somebody else tells."""


class Draft:
    """The fields of a report that were found so far.

    Args:
        note: takes a problem for each value that could not be kept as it is.
        fields: values that are known already, by the name of the field.

    Attributes:
        fields: values by the name of the field.
        extra: values that have no field.
    """

    __slots__ = ("_gathered", "extra", "fields", "note")

    def __init__(self, note: Note = _unnoted, fields: dict[str, Any] | None = None) -> None:
        self.note = note
        self.fields: dict[str, Any] = {} if fields is None else fields
        self.extra: dict[str, Any] = {}
        self._gathered: dict[str, list[str]] = {}

    def clean(self, field: str, text: str) -> str:
        """Return a text without the characters that no field can hold, and say so if there are any."""
        fault = text_fault(text)
        if fault is None:
            return text.strip(_WHITE_SPACE)
        self.note(field, f"{fault[1]} may not stand in a text; it was left out", text)
        return without_faults(text).strip(_WHITE_SPACE)

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

    def add_item(self, field: str, item: object) -> None:
        """Add an item to a field with a list, such as the authors."""
        self.fields.setdefault(field, []).append(item)

    def gather(self, field: str, text: str) -> None:
        """Add a text to a field that holds several: paragraphs as lines, numbers between commas."""
        if text:
            self._gathered.setdefault(field, []).append(text)

    def keep(self, name: str, text: str) -> None:
        """Add a text to those that ``extra`` has under this name."""
        if text:
            self.extra.setdefault(name, []).append(text)

    def take_address(self, text: str) -> None:
        """Take a URL as the DOI, the handle or the address that it is; further ones go to ``extra``.

        An address that is the handle's own https URI is not kept beside the handle.
        """
        fields = self.fields
        usual = USUAL_URI.fullmatch(text)
        if usual and "handle" not in fields:
            fields["handle"] = Handle(usual[1])
            return
        text = text.strip()
        if not text:
            return
        if is_doi_address(text):
            if fields.setdefault("doi", text) is text or text.lower().endswith(str(fields["doi"]).lower()):
                return
        else:
            handle = handle_of(text)
            is_own = handle is not None and (
                handle.uri == text or not text.startswith(("http://", "https://"))
            )
            if is_own and fields.setdefault("handle", handle) == handle:
                return
            if handle is not None:
                fields.setdefault("handle", handle)
        if fields.setdefault("url", text) != text:
            further = self.extra.setdefault("urls", [])
            if text not in further[-_LOOK_BACK:]:
                further.append(text)

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
                return report_of({**self.fields, "extra": self.extra})
            except InvalidValueError as fault:
                field = self._refused(fault)
                if field is not None:
                    self._set_aside(field, fault)
                elif self.extra:
                    self._clean_extra()
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
        cleaned = _cleaned(value)
        if cleaned != value:
            self.note(field, f"{fault}; left out", _culprit(value))
            self.fields[field] = cleaned
        elif not (isinstance(value, str) and field != "key" and self._keep_aside(field, value)):
            self.note(field, f"{fault}; left out", _culprit(value))

    def _keep_aside(self, field: str, value: str) -> bool:
        return bool(self.extra.setdefault(VARIABLES.get(field, field), value) == value)

    def _clean_extra(self) -> None:
        """Drop from ``extra`` what no report can hold, and say so."""
        kept: dict[str, Any] = {}
        for name, value in self.extra.items():
            fault = _fault_of(name, value)
            if fault is not None:
                self.note(name, f"{fault}; left out", _culprit(value))
                name, value = without_faults(name), _cleaned(value)  # noqa: PLW2901 - what can be kept of them
            if fault is None or _fault_of(name, value) is None:
                kept[name] = value
        self.extra = kept


def is_doi_address(text: str) -> bool:
    """Return whether a text is the address of a DOI."""
    return text[:_LONGEST_HOST].lower().startswith(_DOI_HOSTS)


def handle_of(text: str) -> Handle | None:
    """Read a handle from a URL or another written form; None for what is none, and for a DOI's address."""
    if is_doi_address(text):
        return None
    try:
        return Handle(text)
    except InvalidValueError:
        return None


def _cleaned(value: Any) -> Any:
    """Take the forbidden characters out of the texts of a value, and cut what is too long."""
    if isinstance(value, str):
        return (without_faults(value) if text_fault(value) else value)[:MAX_TEXT]
    if isinstance(value, (list, tuple)):
        return type(value)(_cleaned(item) for item in value)
    return value


def _fault_of(name: str, value: Any) -> InvalidValueError | None:
    """Return why ``extra`` refuses an entry; None where it takes it."""
    try:
        Extra({name: value})
    except InvalidValueError as fault:
        return fault
    return None


def _culprit(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return next((item for item in value if isinstance(item, str) and text_fault(item)), "")
    return value if isinstance(value, str) else ""
