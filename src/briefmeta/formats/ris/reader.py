"""The lines of one RIS record to a report."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from briefmeta.errors import DateSyntaxError, InvalidValueError, ParseError
from briefmeta.formats.csljson.names import name_to_csl
from briefmeta.formats.draft import VARIABLES, Draft
from briefmeta.formats.name_lines import read_name
from briefmeta.formats.place import split_place
from briefmeta.formats.report_json import NAME_FIELDS, names_from_json
from briefmeta.formats.ris.tags import (
    COUNT_TYPES,
    EXTRA_TAGS,
    FIELD_TAGS,
    MULTI_LINE,
    NAME_TAGS,
    OLDER_TAGS,
    PART_TYPES,
    REPORT_TYPES,
    SERIES_EDITOR,
    TYPES,
)
from briefmeta.formats.ris.values import read_date, read_labelled, standard_number
from briefmeta.model.report import CSL_TYPES, FIELDS, Report
from briefmeta.model.text import text_fault, without_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefmeta.model.country import Country
    from briefmeta.model.dates import PublicationDate
    from briefmeta.model.names import Name

_OLDER = frozenset({"BT", *OLDER_TAGS})
_MAX_NOTES = 100  # problems of one record that are looked up and listed
_SPACE = " \t"  # what a value loses at its ends: no-break spaces stay
_FIELD_OF = {
    variable: field for field, variable in VARIABLES.items() if field not in ("country", "place", "handle")
}


Entry: TypeAlias = tuple[str, str]
"""A tag and its value."""


Source: TypeAlias = tuple[str, int, int]
"""Where a record is from: a text, the number of its first line, and how many records precede it there."""

Record: TypeAlias = tuple[Iterable[Entry], Source]


def read_record(entries: Iterable[Entry], source: Source, problems: list[ParseError]) -> Report:
    """Read one record.

    Args:
        entries: tags and values, in the order of the text.
        source: where the record stands, to show where a problem is.
        problems: takes what could not be read.
    """
    return _Record(entries, source, problems).report()


@lru_cache(maxsize=1024)
def read_place(text: str) -> tuple[str | None, Country | None]:
    """Read place and country from one text."""
    return split_place(text)


@lru_cache(maxsize=16_384)  # the days of 45 years
def _issued(year: str, full: str) -> tuple[PublicationDate | None, list[tuple[str, str]]]:
    """Make one date of ``PY`` and ``DA``, and say which of them is not in it."""
    year, full = year.strip(_SPACE), full.strip(_SPACE)
    kept = []
    dates = []
    for tag, text, known in (("DA", full, year.rstrip("/ ") or None), ("PY", year, None)):
        if text:
            try:
                dates.append((tag, read_date(text, known)))
            except DateSyntaxError:
                kept.append((tag, text))
    if len(dates) == 2 and dates[0][1].year != dates[1][1].year:
        del dates[0]  # the year of publication wins over the day of another year
        kept.append(("DA", full))
    return (dates[0][1] if dates else None), kept


class _Record:
    """One record on its way to a report."""

    __slots__ = ("draft", "noted", "problems", "source", "type", "values")

    def __init__(self, entries: Iterable[Entry], source: Source, problems: list[ParseError]) -> None:
        self.source, self.problems, self.noted = source, problems, 0
        fields: dict[str, Any] = {}
        values: dict[str, list[str]] = {}
        self.draft, self.values = Draft(fields=fields), values
        field_of = FIELD_TAGS.get
        for tag, value in entries:
            field = field_of(tag)
            if field is not None and field not in fields:
                fields[field] = value
            elif tag in values:
                values[tag].append(value)
            else:
                values[tag] = [value]
        self.type = values.pop("TY", ["RPRT"])[0].strip(_SPACE)

    def note(self, field: str, message: str, culprit: str = "") -> None:
        """Note a problem at the line that holds ``culprit``, or the part of it that is at fault."""
        self.noted += 1
        if self.noted > _MAX_NOTES:
            if self.noted == _MAX_NOTES + 1:
                self.problems.append(
                    ParseError("further problems of the same record", line=self.problems[-1].line)
                )
            return
        fault = text_fault(culprit)
        start = culprit.rfind("\n", 0, fault[0]) + 1 if fault else 0
        wanted = culprit[start:].split("\n", 1)[0].strip()
        lines = self._lines()
        number, line = next(((number, line) for number, line in lines if wanted and wanted in line), lines[0])
        column = line.index(wanted) + 1 + (fault[0] - start if fault else 0) if wanted in line else 1
        self.problems.append(ParseError(message, line=number, column=column, source=line, field=field))

    def _lines(self) -> list[tuple[int, str]]:
        """Find the lines of this record in its source, and their numbers."""
        text, number, place = self.source
        lines = list(enumerate(text.split("\n"), number))
        starts = [start for start, (_, line) in enumerate(lines) if line.startswith("TY  -")] or [0]
        return lines[starts[place] : [*starts, len(lines)][place + 1]]

    def report(self) -> Report:
        values, fields = self.values, self.draft.fields
        self._read_type()
        if not _OLDER.isdisjoint(values):
            self._rename_older_tags()
        for tag, texts in values.items():
            reader = _READERS.get(tag)
            if reader is not None:
                reader(self, texts)
            elif tag in NAME_TAGS:
                fields[NAME_TAGS[tag]] = self._names(texts)
            elif tag in EXTRA_TAGS:
                if text := self._one_of(tag, texts):
                    self.draft.extra[EXTRA_TAGS[tag]] = text
            elif tag in FIELD_TAGS:
                self._add(tag, texts)
            elif tag != "M2":
                self.keep(tag, texts)
        if "M2" in values:
            self._read_labelled(values["M2"])
        if not fields.get("key"):
            fields.pop("key", None)
        try:
            return Report(**fields, extra=self.draft.extra)
        except InvalidValueError:
            self.draft.note = self.note
            return self.draft.report()

    def _add(self, tag: str, texts: list[str]) -> None:
        """Take further values of a tag that is one field: more paragraphs, or what the field cannot hold."""
        fields, field = self.draft.fields, FIELD_TAGS[tag]
        if tag in MULTI_LINE:
            fields[field] = "\n".join([fields[field], *texts])
        else:
            self.keep(tag, [text for text in texts if text.strip(_SPACE) != fields[field].strip(_SPACE)])

    def keep(self, tag: str, texts: list[str]) -> None:
        """Keep under its tag what has no meaning here."""
        texts = [text for text in (text.strip(_SPACE) for text in texts) if text]
        if texts:
            self.draft.extra[tag] = texts[0] if len(texts) == 1 else texts

    def _one_of(self, tag: str, texts: Sequence[str]) -> str:
        """Make one value of a tag that occurs several times: paragraphs, or where it has none, the first."""
        if len(texts) == 1:
            return texts[0].strip(_SPACE)
        if tag in MULTI_LINE:
            return "\n".join(text for text in texts if text.strip(_SPACE))
        texts = [stripped for text in texts if (stripped := text.strip(_SPACE))]
        if len(texts) > 1:
            self.keep(tag, texts[1:])
        return texts[0] if texts else ""

    def _read_type(self) -> None:
        csl_type = TYPES.get(self.type)
        if csl_type is None:
            csl_type = TYPES.get(self.type.upper(), "document")
            if self.type:
                self.draft.extra["TY"] = self.type
        self.draft.fields["type"] = csl_type

    def _rename_older_tags(self) -> None:
        """Give older tags the name of today; a value beside one under the tag of today keeps its own."""
        if "BT" in self.values:
            self._rename("BT", "T2" if self.type in PART_TYPES or "title" in self.draft.fields else "TI")
        for older, tag in OLDER_TAGS.items():
            if older in self.values:
                self._rename(older, tag)

    def _rename(self, older: str, tag: str) -> None:
        values, fields = self.values, self.draft.fields
        field = FIELD_TAGS.get(tag)
        if field is not None:
            texts = values.pop(older)
            if not fields.get(field):
                fields[field] = texts.pop(0)
            self.keep(older, [text for text in texts if text != fields[field]])
        elif tag in NAME_TAGS or tag == "UR":
            values[tag] = [*values.get(tag, ()), *values.pop(older)]
        elif tag not in values:
            values[tag] = values.pop(older)
        elif values[tag] == values[older]:
            del values[older]

    def _names(self, texts: list[str]) -> list[Name]:
        names = []
        for text in texts:
            if not text or text.isspace():
                continue
            try:
                names.append(read_name(text))
            except InvalidValueError as fault:
                try:
                    names.append(read_name(without_faults(text)))
                    self.note("authors", f"{fault}; read without it", text)
                except InvalidValueError:
                    self.note("authors", f"{fault}; left out", text)
        return names

    def series_editors(self, texts: list[str]) -> None:
        """``A3``: a name variable that a report has no field for."""
        names = self._names(texts)
        if names:
            self.draft.extra[SERIES_EDITOR[1]] = [name_to_csl(name) for name in names]

    def published(self, years: list[str]) -> None:
        """``PY`` and ``DA`` (or ``Y1``): the year, and the date in full."""
        dates = self.values.get("DA")
        full = "" if dates is None else dates[0] if len(dates) == 1 else self._one_of("DA", dates)
        date, kept = _issued(years[0] if len(years) == 1 else self._one_of("PY", years), full)
        if date is not None:
            self.draft.fields["issued"] = date
        for tag, text in kept:
            self.keep(tag, [text])

    def published_on(self, _: list[str]) -> None:
        """``DA`` where there is no ``PY``."""
        if "PY" not in self.values:
            self.published([])

    def accessed(self, texts: list[str]) -> None:
        """``Y2``: when the address was asked for."""
        try:
            self.draft.fields["accessed"] = read_date(texts[0].strip(_SPACE))
        except DateSyntaxError:
            self.keep("Y2", texts)

    def place(self, texts: list[str]) -> None:
        """``CY``: place and country."""
        fields = self.draft.fields
        fields["place"], fields["country"] = read_place(self._one_of("CY", texts))

    def titles_of_two(self, texts: list[str]) -> None:
        """``T2``: the series, or what the item is a part of."""
        if self.type in PART_TYPES:
            self.container("T2")
        else:
            self.draft.fields["series"] = self._one_of("T2", texts)

    def titles_of_three(self, texts: list[str]) -> None:
        """``T3``: the other one of these two."""
        if self.type in PART_TYPES:
            self.draft.fields["series"] = self._one_of("T3", texts)
        else:
            self.container("T3")

    def journal(self, _: list[str]) -> None:
        """``JF`` and ``JO``: the journal, in full and as it is."""
        self.container("T2" if self.type in PART_TYPES else "T3")

    def container(self, tag: str) -> None:
        """Take the title of what the item is a part of; a second one is kept under ``JO``."""
        texts = [text for name in (tag, "JF", "JO") for text in self.values.get(name, ())]
        titles = list(dict.fromkeys(text for text in (text.strip(_SPACE) for text in texts) if text))
        if titles:
            self.draft.extra["container-title"] = titles[0]
            if len(titles) > 1:
                self.draft.extra["JO"] = titles[1] if len(titles) == 2 else titles[1:]

    def numbers(self, texts: list[str]) -> None:
        """``SN``: the number of a report, ISBNs, ISSNs."""
        fields = self.draft.fields
        is_report = self.type in REPORT_TYPES
        found: dict[str, list[str]] = {"isbn": [], "issn": []}
        rest = []
        for text in texts:
            if is_report and len(text) < 8 and "number" not in fields:  # too short for the others
                fields["number"] = text
                continue
            field, value = standard_number(text.strip(_SPACE), is_report=is_report)
            if field != "number":
                found[field].append(value)
            elif not is_report or fields.setdefault("number", value) != value:
                rest.append(text)
        for field, values in found.items():
            if values:
                fields[field] = ", ".join(dict.fromkeys(values))
        if rest:
            self.keep("SN", rest)

    def further_number(self, texts: list[str]) -> None:
        """``M1``: the number of anything but a report, and of a report whose ``SN`` is none."""
        if self.type in REPORT_TYPES and "SN" in self.values:
            sorts = [standard_number(text.strip(_SPACE), is_report=True)[0] for text in self.values["SN"]]
            if "number" in sorts:
                self.keep("M1", texts)
                return
        self.draft.fields["number"] = self._one_of("M1", texts)

    def pages(self, starts: list[str]) -> None:
        """``SP`` and ``EP``: a range of pages, or how many there are."""
        first = self._one_of("SP", starts)
        last = self._one_of("EP", self.values.get("EP", ()))
        if first and not last and self.type in COUNT_TYPES and first.isdigit():
            self.draft.fields["number_of_pages"] = first
        elif first and last and first != last and not first.endswith(f"-{last}"):
            self.draft.fields["pages"] = f"{first}-{last}"
        else:
            self.draft.fields["pages"] = first or last

    def last_page(self, _: list[str]) -> None:
        """``EP`` where there is no ``SP``."""
        if "SP" not in self.values:
            self.pages([])

    def addresses(self, texts: list[str]) -> None:
        """``UR``: the handle, the DOI, an address; one a line, or several with semicolons between."""
        take = self.draft.take_address
        for text in texts:
            if "; " not in text:
                take(text)
            else:
                for address in text.split("; "):
                    take(address)

    def subjects(self, texts: list[str]) -> None:
        """``KW``: one a line; a list in a single line is cut at its semicolons."""
        if len(texts) == 1 and ";" in texts[0]:
            texts = texts[0].split(";")
        self.draft.fields["subjects"] = texts

    def _read_labelled(self, texts: list[str]) -> None:
        """``M2``: what has no tag."""
        rest = []
        for text in texts:
            labelled = read_labelled(text)
            if labelled is None:
                rest.append(text)
            elif labelled[0] == "extra" and isinstance(labelled[1], dict):
                self.draft.extra.update(labelled[1])
            else:
                self._take_labelled(*labelled)
        self.keep("M2", rest)

    def _take_labelled(self, name: str, value: Any) -> None:
        fields = self.draft.fields
        field = _FIELD_OF.get(name, name)
        if field in NAME_FIELDS and not isinstance(value, str):
            try:
                fields[field] = names_from_json(field, value)
            except InvalidValueError as fault:
                self.note(field, f"{fault}; left out")
        elif (field == "type" and value not in CSL_TYPES) or field in NAME_FIELDS:
            self.draft.extra[name] = value
        elif field in FIELDS and (field == name or fields.get(field) is None):
            fields[field] = value
        else:
            self.draft.extra[name] = value


_READERS: dict[str, Callable[[_Record, list[str]], None]] = {
    "A3": _Record.series_editors,
    "PY": _Record.published,
    "DA": _Record.published_on,
    "Y2": _Record.accessed,
    "CY": _Record.place,
    "T2": _Record.titles_of_two,
    "T3": _Record.titles_of_three,
    "JF": _Record.journal,
    "JO": _Record.journal,
    "SN": _Record.numbers,
    "M1": _Record.further_number,
    "SP": _Record.pages,
    "EP": _Record.last_page,
    "UR": _Record.addresses,
    "KW": _Record.subjects,
}
