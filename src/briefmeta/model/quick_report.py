"""The quick way to a ``Report`` for readers of many: ``report_of``.

A report of twelve fields takes 0.8 µs where they need no check, 4.6 µs where they do, and 6.2 µs by its constructor:
attrs calls each converter, and sets each field of a frozen class through a function. A BibTeX entry is read in 40 µs
altogether. The way around that is a subclass whose fields can be set, and which gives its instance back as a
``Report``; it stays in this module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from briefmeta.model.key import citation_key
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

_CONVERTERS: dict[str, Any] = {field.name: field.converter for field in attrs.fields(Report)}
_DEFAULTS: dict[str, Any] = {field.name: field.default for field in attrs.fields(Report)}


class _OpenReport(Report):
    """A report whose fields are still being set; it becomes a ``Report`` when it is whole."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


def report_of(values: Mapping[str, Any], unchecked: Set[str] | None = None) -> Report:
    """Build a report from a mapping of its fields: ``Report(**values)`` in less time, for readers of many.

    Args:
        values: values by the name of the field.
        unchecked: the fields whose values are to be converted and checked; None for all. The values of the
            others are what the constructor would have made of them: tuples of names, dates, texts that
            ``one_line`` leaves as they are.

    Raises:
        InvalidValueError: a value is not what its field holds.
        KeyError: a name is not that of a field.

    >>> report_of({"title": "Pivot", "issued": "2024"}) == Report(title="Pivot", issued="2024")
    True
    """
    whole = {**_DEFAULTS, **values}
    for name in values if unchecked is None else unchecked:
        if name in values:
            whole[name] = _CONVERTERS[name](values[name])
    report: Any = object.__new__(_OpenReport)
    # fmt: off
    (
        report.type, report.title, report.short_title, report.authors, report.editors, report.translators,
        report.issued, report.accessed, report.handle, report.doi, report.isbn, report.issn, report.url,
        report.publisher, report.country, report.place, report.genre, report.number, report.series,
        report.series_number, report.pages, report.number_of_pages, report.summary, report.language,
        report.subjects, report.rights, report.note, report.extra, report.key,
    ) = whole.values()
    # fmt: on
    report.__class__ = Report
    if "key" not in values:
        object.__setattr__(report, "key", citation_key(report))
    return cast("Report", report)
