"""What a reader has gathered for one report: fields and values, until they are a ``Report``.

A value that its field cannot hold costs neither the report nor itself: it moves to ``extra`` under the name
of its CSL variable, and is written back from there.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

import attrs

from briefmeta.errors import InvalidValueError
from briefmeta.handles.handle import Handle
from briefmeta.model.extra import Extra
from briefmeta.model.report import Report
from briefmeta.model.text import MAX_TEXT, text_fault, without_faults

VARIABLES = {
    "short_title": "title-short",
    "authors": "author",
    "editors": "editor",
    "translators": "translator",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "url": "URL",
    "handle": "URL",
    "country": "publisher-place",
    "place": "publisher-place",
    "series": "collection-title",
    "series_number": "collection-number",
    "pages": "page",
    "number_of_pages": "number-of-pages",
    "summary": "abstract",
    "subjects": "keyword",
}
"""The CSL variables of the fields that are not called as in CSL."""

_DOI_HOSTS = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi.org/")
_LOOK_BACK = 20  # an address that comes again so soon is kept once
_LONGEST_HOST = max(map(len, _DOI_HOSTS))

_HANDLE_URI = re.compile(
    r"https://hdl\.handle\.net/([0-9]+(?:\.[0-9]+)+/[A-Za-z0-9]+)"
)  # handles as they mostly are


class Note(Protocol):
    """Takes a problem: the field of the report, the message, and the text that is to blame."""

    def __call__(self, field: str, message: str, culprit: str = "") -> None:
        """Note the problem."""


@attrs.define
class Gathered:
    """What a reader has found so far.

    Attributes:
        fields: values for the fields of ``Report``.
        extra: what no field holds.
    """

    fields: dict[str, Any] = attrs.Factory(dict)
    extra: dict[str, Any] = attrs.Factory(dict)

    def take_address(self, text: str) -> None:
        """Take a URL as the DOI, the handle or the address that it is; further ones go to ``extra``.

        An address that is the handle's own https URI is not kept beside the handle.
        """
        fields = self.fields
        usual = _HANDLE_URI.fullmatch(text)
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

    def report(self, note: Note) -> Report:
        """Build the report.

        Args:
            note: takes a problem for each value that could not be kept as it is.
        """
        while True:
            try:
                return Report(**self.fields, extra=self.extra)
            except InvalidValueError as fault:
                self._set_aside(fault, note)

    def _set_aside(self, fault: InvalidValueError, note: Note) -> None:
        field = fault.field
        if field not in self.fields:
            self._clean_extra(note)
            return
        value = self.fields.pop(field)
        cleaned = _cleaned(value)
        if cleaned != value:
            note(field, f"{fault}; left out", _culprit(value))
            self.fields[field] = cleaned
        elif field == "key" or self.extra.setdefault(VARIABLES.get(field, field), value) is not value:
            note(field, f"{fault}; left out", _culprit(value))

    def _clean_extra(self, note: Note) -> None:
        """Drop from ``extra`` what no report can hold, and say so."""
        kept: dict[str, Any] = {}
        for name, value in self.extra.items():
            for key, content in ((name, value), (without_faults(name), _cleaned(value))):
                try:
                    Extra({key: content})
                except InvalidValueError as fault:
                    note(name, f"{fault}; left out", _culprit(value))
                    continue
                kept[key] = content
                break
        self.extra = kept


def is_doi_address(text: str) -> bool:
    """Tell whether a text is the address of a DOI."""
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


def _culprit(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return next((item for item in value if isinstance(item, str) and text_fault(item)), "")
    return value if isinstance(value, str) else ""
