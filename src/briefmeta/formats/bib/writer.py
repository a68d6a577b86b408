"""Reports to entries of ``.bib`` files, in both dialects.

No value can leave its field: text is LaTeX with balanced braces, verbatim values have none, names and keys
are made of both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from briefmeta.errors import InvalidValueError
from briefmeta.formats.bib import tables
from briefmeta.formats.bib.bib_dates import split_date
from briefmeta.formats.bib.bib_values import (
    ESCAPED_WRITERS,
    lines_of,
    write_address,
    write_list,
    write_place,
    write_subjects,
    write_verbatim,
)
from briefmeta.formats.bib.extras import LATEX_FIELDS, goes_on, write_extras
from briefmeta.formats.bib.keys import UniqueKeys
from briefmeta.formats.bib.languages import TAGS, babel_name
from briefmeta.formats.bib.name_writing import write_names
from briefmeta.formats.bib.reader import loads
from briefmeta.formats.bib.tables import Kind
from briefmeta.formats.latex import encode_all, encode_lines
from briefmeta.handles.handle import Handle
from briefmeta.model.names.name import Name, Organization

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.places.country import Country
    from briefmeta.model.report import Report

BIBTEX, BIBLATEX = 0, 1
_NOTE = "  note = "
_REMEMBERED = 200  # characters of a place that is remembered

_values = attrgetter(*(field.target for field in tables.REPORT_FIELDS))
_FIELD_NAME = re.compile(r"^  ([^\s=]+) = ", re.MULTILINE)
_ISSUERS = frozenset(tables.PUBLISHER_FIELDS)
_MASTERS = re.compile(r"master|magist|bachelor|diplom|licen|\bm\.?\s?(?:sc|a|phil|ba)\b", re.IGNORECASE)
_SUBTYPES = {csl_type: subtype for subtype, csl_type in reversed(tables.SUBTYPES.items())}


class Writer:
    """Writes entries of one dialect, one after the other, each with a key of its own.

    Args:
        dialect: ``BIBTEX`` or ``BIBLATEX``.
        handle_note: whether the handle is said in ``note`` too.
    """

    def __init__(self, dialect: int, *, handle_note: bool = False) -> None:
        self.dialect, self.handle_note = dialect, handle_note
        self.keys = UniqueKeys()

    def write(self, reports: Iterable[Report]) -> Iterator[str]:
        """Write each report as an entry with a blank line before it, except the first."""
        gap = ""
        for report in reports:
            yield gap + self.entry(report)
            gap = "\n"

    def entry(self, report: Report) -> str:
        """Write one entry."""
        key = self.keys.unique(report.key)
        if report.extra and not LATEX_FIELDS.isdisjoint(report.extra):
            text = self._entry(report, key, latex_fields=True)
            if _gives_back(text, report):
                return text
        return self._entry(report, key)

    def _place_and_dates(self, report: Report, lines: list[str]) -> None:
        if report.place is not None or report.country is not None:
            place = _place if len(report.place or "") < _REMEMBERED else _place.__wrapped__
            lines.append(place(report.place, report.country, self.dialect))
        if report.issued is not None:
            lines.append(f"  date = {{{report.issued}}},\n" if self.dialect else split_date(report.issued))
        if report.accessed is not None:
            lines.append(f"  urldate = {{{report.accessed}}},\n")

    def _entry(self, report: Report, key: str, *, latex_fields: bool = False) -> str:
        entry_type = _entry_type(report, self.dialect)
        finer = _finer_type(report, self.dialect) if report.extra else None
        lines = [f"@{finer or entry_type}{{{key},\n"]
        for names, field in (
            (report.authors, tables.NAME_FIELDS[0]),
            (report.editors, tables.NAME_FIELDS[1]),
            (report.translators, tables.NAME_FIELDS[2]),
        ):
            if names:
                lines.append(_names(report, names, field))
        publisher = "organization" if finer == "manual" else None
        if latex_fields and not _ISSUERS.isdisjoint(report.extra):
            publisher = "publisher"  # a second body has taken the field where it usually stands
        long_texts = self._texts(report, lines, publisher)
        self._place_and_dates(report, lines)
        self._addresses(report, lines)
        if report.language:
            lines.append(_language(report.language, self.dialect))
        if report.subjects:
            lines.append(f"  keywords = {{{write_subjects(report.subjects)}}},\n")
        lines += long_texts
        if tables.CSL_TYPES[entry_type] != report.type:
            lines.append(f"  entrysubtype = {{{_SUBTYPES.get(report.type, report.type)}}},\n")
        if report.extra:
            taken = set(_FIELD_NAME.findall("".join(lines)))
            extras = write_extras(report, self.dialect, taken, latex_fields=latex_fields)
            lines += [
                f"  {name} = {latex},\n" for name, latex in extras if finer is None or name != "entrytype"
            ]
        if len(lines) == 1:
            lines.append("  title = {},\n")  # an entry without any field is none to bibtexparser
        lines.append("}\n")
        return "".join(lines)

    def _texts(self, report: Report, lines: list[str], publisher: str | None) -> list[str]:
        """Write what one field holds, all escaped in one go, which is fast; return the lines of the long texts."""
        layout = _layout(report.type, self.dialect, publisher)
        values = _values(report)
        texts = [text for text in values if text is not None]
        used = [line for text, line in zip(values, layout, strict=True) if text is not None]
        long_texts = []
        for text, latex, (begin, kind) in zip(texts, encode_all(texts), used, strict=True):
            if kind == Kind.TEXT:
                lines.append(f"{begin}{{{latex}}},\n")
            elif kind == Kind.LINES:
                if not (self.handle_note and begin == _NOTE):
                    long_texts.append(f"{begin}{{{lines_of(text, latex)}}},\n")
            else:
                lines.append(f"{begin}{ESCAPED_WRITERS[kind](text, latex)},\n")
        if report.type == "thesis" and report.genre is None:
            lines.append(f"  type = {{{tables.PLAIN_THESIS}}},\n")
        if self.handle_note and (report.note or report.handle):
            parts = [report.note] if report.note else []
            if report.handle:
                parts.append(f"Handle: {report.handle}")
            long_texts.append(f"{_NOTE}{{{encode_lines(chr(10).join(parts))}}},\n")
        return long_texts

    def _addresses(self, report: Report, lines: list[str]) -> None:
        """Write handle and URL; where BibTeX has one field for both, the handle stands there."""
        url, handle = report.url, report.handle
        if handle is not None:
            if self.dialect == BIBLATEX:
                lines.append(f"  eprint = {write_verbatim(str(handle))},\n  eprinttype = {{hdl}},\n")
            elif url is not None and url != handle.uri and not _spells(url, handle):
                lines.append(f"  url = {write_address(handle.uri)},\n  bdsk-url-1 = {write_address(url)},\n")
                return
            url = url or handle.uri
        if url is not None:
            lines.append(f"  url = {write_address(url)},\n")


def _spells(url: str, handle: Handle) -> bool:
    """Return whether a URL is a spelling of a handle."""
    try:
        return "doi.org/" not in url and Handle(url) == handle
    except InvalidValueError:
        return False


def _gives_back(text: str, report: Report) -> bool:
    """Return whether fields of LaTeX's own, as they are written, are what the report says and no more."""
    back = loads(text, [])
    return len(back) == 1 and all(
        getattr(back[0], field) == getattr(report, field) for field in ("extra", "publisher", "url", "handle")
    )


def _finer_type(report: Report, dialect: int) -> str | None:
    """Return the entry type that a report came as, where the dialect has it and it says more than the CSL type."""
    kind = report.extra.get("entrytype")
    if kind not in tables.FINER_TYPES or not tables.FINER_TYPES[kind][dialect]:
        return None
    return str(kind) if tables.CSL_TYPES[kind] == report.type else None


def _entry_type(report: Report, dialect: int) -> str:
    if report.type == "thesis" and dialect == BIBTEX and report.genre and _MASTERS.search(report.genre):
        return "mastersthesis"
    return tables.ENTRY_TYPES[report.type][dialect]


@lru_cache(maxsize=256)
def _layout(report_type: str, dialect: int, publisher: str | None) -> tuple[tuple[str, str], ...]:
    """Make, for a type, the beginning of the line and the kind of each field in the order of the values."""
    layout = []
    for field in tables.REPORT_FIELDS:
        name = field[1 + dialect]
        if field.target == "publisher" and publisher is not None:
            name = publisher
        elif field.target == "publisher":
            name = tables.PUBLISHERS.get(report_type, (name, name))[dialect]
            if dialect == BIBTEX and name == "publisher" and tables.ENTRY_TYPES[report_type][0] == "misc":
                name = "howpublished"  # the only field of @misc that prints it
        elif field.target == "number":
            name = "eid" if report_type in tables.ARTICLES else name
            name = "csl-number" if report_type in tables.NUMBERED_IN_SERIES else name
        elif field.target == "series_number" and report_type in tables.NUMBERED_IN_SERIES:
            name = "number"
        layout.append((f"  {name} = ", field.kind))
    return tuple(layout)


def _names(report: Report, names: tuple[Name, ...], field: tables.Field) -> str:
    latex = write_names(names)
    if report.extra and goes_on(report, field.target):
        latex += " and others"
    text = f"  {field.bibtex} = {{{latex}}},\n"
    notes = []
    for place, name in enumerate(names, 1):
        if isinstance(name, Organization):
            if name.ror:
                notes.append(f'{place}="ror:{name.ror.rpartition("/")[2]}"')
        elif name.orcid:
            notes.append(f'{place}="orcid:{name.orcid}"')
    return f"{text}  {field.bibtex}+an = {{{'; '.join(notes)}}},\n" if notes else text


@lru_cache(maxsize=4096)
def _place(place: str | None, country: Country | None, dialect: int) -> str:
    place, name = write_place(place, country)
    text = f"  {('address', 'location')[dialect]} = {write_list(place)},\n" if place is not None else ""
    return text if name is None else f"{text}  country = {{{name}}},\n"


@lru_cache(maxsize=1024)
def _language(tag: str, dialect: int) -> str:
    if dialect == BIBTEX:
        return f"  language = {{{tag}}},\n"
    name = babel_name(tag)
    text = f"  langid = {{{name}}},\n" if name else ""
    return text if name and TAGS[name] == tag else f"{text}  bcp47 = {{{tag}}},\n"
