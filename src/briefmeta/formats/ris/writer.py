"""One report to the lines of a RIS record."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefmeta.errors import InvalidValueError
from briefmeta.formats.csljson.csl_names import name_from_csl, name_to_csl
from briefmeta.formats.json.report_json import name_to_json
from briefmeta.formats.name_lines import name_line
from briefmeta.formats.ris.reader import is_department, is_name_list
from briefmeta.formats.ris.ris_values import (
    date_lines,
    is_label,
    labelled_line,
    read_labelled,
    split_pages,
    standard_number,
)
from briefmeta.formats.ris.tags import (
    COUNT_TYPES,
    EXTRA_TAGS,
    KNOWN_TAGS,
    NAME_TAGS,
    PART_TYPES,
    REPORT_TYPES,
    SERIES_EDITOR,
    TYPE_OF,
    TYPES,
)
from briefmeta.model.building import VARIABLES, Draft, handle_of
from briefmeta.model.places.publication_place import join_place, split_place
from briefmeta.model.report import FIELDS, Report

if TYPE_CHECKING:
    from briefmeta.model.places.country import Country

_LINE_TAGS = (
    ("TI", "title"),
    ("ST", "short_title"),
    ("SV", "series_number"),
    ("PB", "publisher"),
    ("M3", "genre"),
)
_TAG_OF = {variable: tag for tag, variable in EXTRA_TAGS.items()}
_FREE_TAG = re.compile(r"[A-Z][A-Z0-9]")
_RESERVED = frozenset({*FIELDS, *VARIABLES.values()})  # labels that mean a field, not a value of extra


def write_record(report: Report) -> str:
    """Write one report as a record, ``TY`` to ``ER`` and a blank line."""
    return _Record(report).text()


class _Record:
    """One report on its way to lines."""

    __slots__ = ("labels", "lines", "report", "type")

    def __init__(self, report: Report) -> None:
        self.report = report
        self.type = _ris_type(report)
        self.lines: list[str] = [f"TY  - {self.type}", f"ID  - {report.key}"]
        self.labels: list[str] = []

    def text(self) -> str:
        report, lines = self.report, self.lines
        if _csl_type(self.type) != report.type:
            self.label("type", report.type)
        self.names()
        for tag, field in _LINE_TAGS:
            value = getattr(report, field)
            if value is not None:
                lines.append(f"{tag}  - {value}")
        self.dates()
        self.series()
        self.numbers()
        self.pages()
        self.place()
        if report.language is not None:
            lines.append(f"LA  - {report.language}")
        self.addresses()
        self.subjects()
        self.paragraphs("AB", "summary")
        self.paragraphs("N1", "note")
        if report.rights is not None:
            self.label("rights", report.rights)
        if report.extra:
            self.extra()
        lines += self.labels
        lines.append("ER  - \n\n")
        return "\n".join(lines)

    def label(self, name: str, value: Any) -> None:
        """Add what no tag brings back as it is."""
        self.labels.append("M2  - " + labelled_line(name, value))

    def names(self) -> None:
        for tag, field in NAME_TAGS.items():
            names = getattr(self.report, field)
            if names:
                written = [name_line(name) for name in names]
                as_lines = [line for line, _ in written if not (tag == "A4" and is_department(line))]
                self.lines += [f"{tag}  - {line}" for line in as_lines]
                is_list = len(written) == 1 and is_name_list(written[0][0])
                if is_list or not all(comes_back for _, comes_back in written) or len(as_lines) < len(names):
                    self.label(field, [name_to_json(name) for name in names])

    def dates(self) -> None:
        report, lines = self.report, self.lines
        if report.issued is not None:
            year, full = date_lines(report.issued)
            if year:
                lines.append(f"PY  - {year}")
            if full != f"{year}///":
                lines.append(f"DA  - {full}")
        if report.accessed is not None:
            lines.append(f"Y2  - {date_lines(report.accessed)[1]}")

    def series(self) -> None:
        tag = "T3" if self.type in PART_TYPES else "T2"
        if self.report.series is not None:
            self.lines.append(f"{tag}  - {self.report.series}")

    def numbers(self) -> None:
        report, lines = self.report, self.lines
        is_report = self.type in REPORT_TYPES
        number = report.number
        if number is not None:
            fits = is_report and (len(number) < 8 or standard_number(number, is_report=True)[0] == "number")
            fits = fits and not number.endswith(")")
            lines.append(f"{'SN' if fits else 'M1'}  - {number}")
        if report.isbn is not None:
            lines.append(f"SN  - {'ISBN ' if is_report else ''}{report.isbn}")
        if report.issn is not None:
            lines.append(f"SN  - {'ISSN ' if is_report else ''}{report.issn}")
        if report.doi is not None:
            lines.append(f"DO  - {report.doi}")

    def pages(self) -> None:
        pages, count = self.report.pages, self.report.number_of_pages
        counts = self.type in COUNT_TYPES
        if pages is not None:
            first, last = split_pages(pages)
            self.lines.append(f"SP  - {first}")
            if last is not None:
                self.lines.append(f"EP  - {last}")
            elif counts and pages.isdigit():
                self.label("pages", pages)
                if count is None:
                    self.label("number_of_pages", None)
        if count is not None:
            if counts and pages is None and count.isdigit():
                self.lines.append(f"SP  - {count}")
            else:
                self.label("number_of_pages", count)

    def place(self) -> None:
        report = self.report
        if report.place is not None or report.country is not None:
            text, comes_back = _place_line(report.place, report.country)
            self.lines.append(f"CY  - {text}")
            if not comes_back:
                self.label("place", report.place)
                self.label("country", report.country and report.country.alpha_2)

    def addresses(self) -> None:
        handle, url = self.report.handle, self.report.url
        if url is None:
            if handle is not None:
                self.lines.append(f"UR  - {handle.uri}")
            return
        # what the reader will make of these lines
        read = Draft(fields={"doi": self.report.doi} if self.report.doi else {})
        for address in (url,) if handle is None or handle_of(url) == handle else (handle.uri, url):
            self.lines.append(f"UR  - {address}")
            read.take_address(address)
        if read.fields.get("handle") != handle:
            self.label("handle", handle and str(handle))
        for field in ("url", "doi"):
            if read.fields.get(field) != getattr(self.report, field):
                self.label(field, getattr(self.report, field))

    def subjects(self) -> None:
        subjects = self.report.subjects
        self.lines += [f"KW  - {subject}" for subject in subjects]
        if len(subjects) == 1 and ";" in subjects[0]:
            self.label("subjects", subjects)

    def paragraphs(self, tag: str, field: str) -> None:
        text = getattr(self.report, field)
        if text is None:
            return
        if "\n" in text:
            if "\n    " in text:  # could pass for the rest of a cut line
                self.label(field, text)
            text = text.replace("\n", "\n  ")
        self.lines.append(f"{tag}  - {text}")

    def extra(self) -> None:
        rest: dict[str, Any] = {}
        for name, value in self.report.extra.to_json().items():
            tag = self._tag_of(name)
            if name == SERIES_EDITOR[1] and self._series_editors(value):
                continue
            if tag is not None and _is_line(value):
                self.lines.append(f"{tag}  - {value}")
            elif name in _RESERVED or name == "extra" or not is_label(name):
                if name != "TY" or value != self.type:
                    rest[name] = value
            elif not self._free_tag(name, value):
                if tag is not None and type(value) is int:
                    self.lines.append(f"{tag}  - {value}")
                self.label(name, value)
        if rest:
            self.label("extra", rest)

    def _tag_of(self, name: str) -> str | None:
        if name == "container-title":
            return "T2" if self.type in PART_TYPES else "T3"
        return _TAG_OF.get(name)

    def _series_editors(self, value: Any) -> bool:
        try:
            names = [name_from_csl(name) for name in value]
        except (InvalidValueError, TypeError):
            return False
        written = [name_line(name) for name in names]
        if not names or [name_to_csl(name) for name in names] != value or not all(ok for _, ok in written):
            return False
        if len(written) == 1 and is_name_list(written[0][0]):
            return False
        self.lines += [f"{SERIES_EDITOR[0]}  - {line}" for line, _ in written]
        return True

    def _free_tag(self, name: str, value: Any) -> bool:
        """Write a value that was kept under its tag as lines of that tag."""
        values = value if isinstance(value, list) and len(value) > 1 else [value]
        if not all(_is_line(text) for text in values):
            return False
        if name == "M2":
            fits = all(read_labelled(text) is None for text in values)
        else:
            fits = _FREE_TAG.fullmatch(name) is not None and name not in KNOWN_TAGS
        if fits:
            self.lines += [f"{name}  - {text}" for text in values]
        return fits


@lru_cache(maxsize=4096)
def _place_line(place: str | None, country: Country | None) -> tuple[str, bool]:
    """Write place and country, and say whether they come back."""
    text = join_place(place, country) or ""
    return text, split_place(text) == (place, country)


def _ris_type(report: Report) -> str:
    kept = report.extra.get("TY")
    if isinstance(kept, str) and kept not in TYPES and kept.isalnum() and _csl_type(kept) == report.type:
        return kept
    return TYPE_OF.get(report.type, "GEN")


def _csl_type(ris_type: str) -> str:
    return TYPES.get(ris_type) or TYPES.get(ris_type.upper(), "document")


def _is_line(value: Any) -> bool:
    """Return whether a value is text that stands on one line and comes back the same."""
    return (
        isinstance(value, str)
        and bool(value)
        and not {"\n", "\r"} & set(value)
        and value == value.strip(" \t")
    )
