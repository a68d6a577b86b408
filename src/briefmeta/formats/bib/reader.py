"""Entries of ``.bib`` files to reports, for both dialects at once: people mix them, and so do programs."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from briefmeta.errors import InvalidValueError
from briefmeta.formats.bib import tables
from briefmeta.formats.bib.addresses import read_addresses
from briefmeta.formats.bib.bib_dates import join_date, read_date
from briefmeta.formats.bib.bib_names import read_names
from briefmeta.formats.bib.bib_parser import BareNumber, BibParser, Entry
from briefmeta.formats.bib.bib_values import READERS, read_repeated, read_subjects, without_entities
from briefmeta.formats.bib.crossrefs import CrossReferences
from briefmeta.formats.bib.extras import read_json
from briefmeta.formats.bib.languages import tag_of
from briefmeta.formats.bib.source import Source
from briefmeta.formats.bib.tables import ATTRIBUTES, EDITOR_FIELDS, KEYWORDS, SPECIAL, STEPS, SUBTITLES, Kind
from briefmeta.formats.csljson.csl_dates import date_to_csl
from briefmeta.formats.csljson.csl_names import name_to_csl
from briefmeta.formats.latex import decode
from briefmeta.model.building import Draft
from briefmeta.model.extra import EMPTY
from briefmeta.model.language.language_tag import language_tag
from briefmeta.model.names.name import Name, Organization
from briefmeta.model.places.country import Country
from briefmeta.model.places.publication_place import split_place
from briefmeta.model.quick_report import report_of
from briefmeta.model.report import CSL_TYPES, Report
from briefmeta.text.clean import text_fault, without_faults
from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.errors import ParseError

DOCUMENTED: Final = frozenset(
    """and-others archiveprefix entrytype eprint eprintclass eprinttype primaryclass related relatedtype""".split()
)
"""What a ``.bib`` file keeps in ``extra`` and gives back as it was: ``docs/crosswalk.md`` explains these."""

_ACCESSED = ("urldate", "lastchecked", "lastaccessed", "accessed", "visited")
_DIGITS = 18
_LONGEST_LANGUAGE = 100
# every run is bounded: unbounded white space here took 15 seconds for 32 KB of it
_ANNOTATION = re.compile(
    r'(?<!\d)(\d{1,6})\s{0,9}=\s{0,9}"?(orcid|ror):\s{0,9}([^";\s][^";]{0,99}?)\s{0,9}"?\s{0,9}(?:;|$)'
)


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the reports of a whole ``.bib`` text, in its order."""
    entries = BibParser(problems).entries(Source(text))
    return list(_reports(CrossReferences(problems).whole(entries), problems))


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read reports from lines, one after the other; one that refers to a later entry comes after it."""
    entries = BibParser(problems).stream(lines)
    return _reports(CrossReferences(problems).stream(entries), problems)


def _reports(entries: Iterable[Entry], problems: list[ParseError]) -> Iterator[Report]:
    for entry in entries:
        if entry.kind not in tables.NOT_REPORTS:
            yield EntryReader(entry, problems).report()
        elif entry.kind == "set":
            message = (
                f"@set{{{entry.key[:80]}}} puts entries in one reference: no report holds that; left out"
            )
            entry.report(problems, message, warning=True)


@lru_cache(maxsize=1024)
def _language_tag(text: str) -> str | None:
    try:
        return tag_of(text) or language_tag(text)
    except InvalidValueError:
        return None


# fields that are a text of the report's own: by far the most, so they are read without detours
_TEXTS = {
    name: (target, READERS[kind])
    for name, (target, kind) in STEPS.items()
    if target in ATTRIBUTES and kind in READERS
}


@cache
def _journals() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("journal_macros")}


def _written_out(latex: str) -> str:
    r"""Return the title of a journal that is a macro, as ``\mnras``; any other text as it is."""
    return _journals().get(latex.strip("\\ "), latex) if latex[:1] == "\\" else latex


class EntryReader:
    """One entry on its way to a report: what was found for its fields, and the rest."""

    def __init__(self, entry: Entry, problems: list[ParseError]) -> None:
        self.entry, self.problems = entry, problems
        self.fields = entry.fields
        self.values: dict[str, Any] = {}
        self.extra: dict[str, Any] = {}
        self.type = "document"

    def problem(self, message: str, field: str | None = None) -> None:
        """Report something that is wrong with this entry."""
        self.entry.report(self.problems, message, field)

    def report(self) -> Report:
        """Read the entry."""
        if self.entry.source.has_entities:
            self._mend_entities()
        if "journal" in self.fields:
            self.fields["journal"] = _written_out(self.fields["journal"])
        self._type()
        for name, latex in self.fields.items():
            plain = _TEXTS.get(name)
            if plain is not None:
                value = plain[1](latex)
                if self.values.setdefault(plain[0], value) is not value:
                    self._put_field(name, plain[0], value)
            elif name in STEPS:
                self._field(name, latex, *STEPS[name])
            elif name not in SPECIAL:
                self._unknown(name, latex)
        if not SUBTITLES.isdisjoint(self.fields):
            self._subtitles()
        if (series := self.values.get("series")) in tables.LOCALISATION_KEYS:
            self.values["series"] = tables.LOCALISATION_KEYS[series]
        self._issued()
        self._publisher()
        self._place()
        self._numbers()
        self._language()
        self._subjects()
        if not EDITOR_FIELDS.isdisjoint(self.fields):
            self._editors()
        read_addresses(self)
        if "csl-json" in self.fields:
            self.extra |= read_json(self.fields["csl-json"], self.problem)
        return self._valid()

    def _mend_entities(self) -> None:
        for name, latex in self.fields.items():
            if "&" in latex and ";" in latex and name != "csl-json":
                self.fields[name] = without_entities(latex)

    # --- fields one by one

    def put(self, target: str, value: Any) -> None:
        """Keep a value for an attribute of the report, or for a CSL variable; the first one stays."""
        if value is None or value == "":
            return
        (self.values if target in ATTRIBUTES else self.extra).setdefault(target, value)

    def _put_field(self, name: str, target: str, value: Any) -> None:
        """Keep the value of a field; where another field said something else, under the field's own name."""
        if value is None or value == "":
            return
        if (self.values if target in ATTRIBUTES else self.extra).setdefault(target, value) != value:
            self.extra[name] = value

    def _field(self, name: str, latex: str, target: str, kind: str) -> None:
        if kind == Kind.NAMES:
            self._names(name, latex, target)
        elif kind == Kind.DATE:
            self._date(target, latex)
        elif isinstance(latex, BareNumber) and target not in ATTRIBUTES and len(latex) <= _DIGITS:
            self._put_field(name, target, int(latex))
        else:
            self._put_field(name, target, READERS[kind](latex))

    def _unknown(self, name: str, latex: str) -> None:
        """Keep a field that has no place in a report."""
        if name.endswith("+an"):
            self._annotations(name, latex)
        elif isinstance(latex, BareNumber) and len(latex) <= _DIGITS:
            self.extra[name] = int(latex)
        elif text := decode(latex, lines=True):
            self.extra.setdefault(name, text)

    def _type(self) -> None:
        kind = self.entry.kind
        self.type = tables.CSL_TYPES.get(kind, "document")
        if "entrysubtype" in self.fields:
            subtype = decode(self.fields["entrysubtype"]).lower()
            if subtype in CSL_TYPES:
                self.type = subtype
            elif subtype in tables.SUBTYPES:
                self.type = tables.SUBTYPES[subtype]
            else:
                self.put("entrysubtype", subtype)
        if kind not in tables.CSL_TYPES:
            message = f"@{kind[:80]} is no type that is known; taken as a {self.type}, and kept in extra"
            self.entry.report(self.problems, message, warning=True)
        if kind not in tables.CSL_TYPES or kind in tables.FINER_TYPES:
            self.put("entrytype", kind)
        self.values["type"] = self.type
        genre = read_repeated(self.fields["type"]) if "type" in self.fields else ""
        genre = tables.THESES.get(genre) or tables.LOCALISATION_KEYS.get(genre, genre)
        if self.type == "thesis":
            genre = "" if genre == tables.PLAIN_THESIS else genre or tables.THESES.get(kind, "")
        self.put("genre", genre)

    def _subtitles(self) -> None:
        """Put subtitles behind their titles."""
        fields = self.fields
        for subtitle, target in (
            ("subtitle", "title"),
            ("booksubtitle", "container-title"),
            ("journalsubtitle", "container-title"),
        ):
            if subtitle in fields:
                values = self.values if target == "title" else self.extra
                title, text = values.get(target), decode(fields[subtitle], markup=True)
                if not title:
                    values[target] = text
                elif text:
                    values[target] = f"{title} {text}" if str(title)[-1] in ".?!:…" else f"{title}: {text}"

    def _issued(self) -> None:
        """Read ``date``; where it is missing or no date, ``year``, ``month`` and ``day``."""
        fields = self.fields
        for name in _ACCESSED:
            if name in fields and "accessed" not in self.values:
                self._date("accessed", fields[name])
        if "date" in fields and ("year" not in fields or read_date(fields["date"]) is not None):
            self._date("issued", fields["date"])
            if "year" in fields:
                self._compare_years(fields["year"])
        elif "year" in fields:
            date, unread = join_date(fields["year"], fields.get("month", ""), fields.get("day", ""))
            if date is None:
                self._date("issued", f"{fields.get('month', '')} {fields['year']}")
                return
            self.values["issued"] = date
            if unread:
                self.extra[unread] = decode(fields[unread])
        elif "month" in fields:
            self.extra["month"] = decode(fields["month"])

    def _compare_years(self, latex: str) -> None:
        """Keep a ``year`` that contradicts ``date``, and say so: the reader of the other dialect sees that one."""
        date, (year, _) = self.values["issued"], join_date(latex, "", "")
        known = {date.year, date.end.year if date.end else date.year}
        text = decode(latex)
        if text and (year is None or year.year not in known):
            self.extra["year"] = text
            message = f"the year {text[:40]} is not the one of date; kept in extra, and the date counts"
            self.entry.report(self.problems, message, "year", warning=True)

    def _date(self, target: str, latex: str) -> None:
        """Keep a date, or as a literal what is none."""
        date = read_date(latex)
        if date is None:
            if text := decode(latex):
                self.extra[target] = {"literal": text}
        elif target in ATTRIBUTES:
            self.values[target] = date
        else:
            self.extra[target] = date_to_csl(date)

    def _publisher(self) -> None:
        fields = self.fields
        names: tuple[str, ...] = tables.PUBLISHER_FIELDS
        if self.type not in ("report", "thesis"):
            names = ("publisher", *(name for name in names if name != "publisher"))
        for name in names:
            if name in fields:
                self._put_field(name, "publisher", read_repeated(fields[name]))

    def _place(self) -> None:
        fields = self.fields
        latex = fields.get("address", fields.get("location"))
        if "address" in fields and "location" in fields:
            self.put("event-place", decode(fields["location"]))
        text = read_repeated(latex) if latex else None
        if "country" in fields:
            name = decode(fields["country"])
            try:
                self.put("country", Country.parse(name) if name else None)
                self.put("place", text)
                return
            except InvalidValueError:
                self.put("country-name", name)
        if text:
            self.values["place"], self.values["country"] = split_place(text)

    def _numbers(self) -> None:
        """Return the number of a report from an issue and from a number in a series."""
        fields = self.fields
        for name, target in (("csl-number", "number"), ("collection-number", "series_number")):
            if name in fields:
                self.put(target, decode(fields[name]))
        if "number" in fields:
            if self.type in tables.ARTICLES:
                self._field("number", fields["number"], "issue", Kind.TEXT)
            else:
                in_series = self.type in tables.NUMBERED_IN_SERIES
                self.put("series_number" if in_series else "number", decode(fields["number"]))
        if "issue" in fields:
            self._field(
                "issue", fields["issue"], "issue" if "issue" not in self.extra else "issue-name", Kind.TEXT
            )
        if "eid" in fields:
            self.put(
                "number" if self.type in tables.ARTICLES and "number" not in self.values else "eid",
                decode(fields["eid"]),
            )

    def _language(self) -> None:
        fields = self.fields
        for name in ("bcp47", "language", "langid", "hyphenation"):
            if name not in fields:
                continue
            text = read_repeated(fields[name])
            tag = _language_tag(text) if len(text) < _LONGEST_LANGUAGE else None
            if tag is None:
                self.put("language-name" if name == "language" else name, text)
            else:
                self.put("language", tag)
        if "language" not in self.values and "language-name" in self.extra:
            self.extra["language"] = self.extra.pop("language-name")

    def _subjects(self) -> None:
        for name in KEYWORDS:
            if name in self.fields:
                known = self.values.get("subjects", ())
                found = read_subjects(self.fields[name])
                self.values["subjects"] = known + tuple(subject for subject in found if subject not in known)

    # --- names

    def _names(self, field: str, latex: str, target: str) -> None:
        try:
            names, others = read_names(latex)
        except InvalidValueError:
            fault = text_fault(latex)
            self.problem(
                f"{field}: {fault[1] if fault else 'a name that cannot be read'}; it was left out", field
            )
            try:
                names, others = read_names(without_faults(latex))
            except InvalidValueError:
                self.extra[field] = decode(without_faults(latex))
                return
        if others:
            self.extra["and-others"] = [*self.extra.get("and-others", ()), target]
        if not names:
            return
        if target in ATTRIBUTES:
            self.values[target] = names
        else:
            self.extra[target] = [name_to_csl(name) for name in names]

    def _editors(self) -> None:
        """Give editors with a role of their own to the CSL variable of that role."""
        roles = {role: variable for variable, role in tables.EDITOR_ROLES.items()}
        role = self.fields.get("editortype")
        if role is not None:
            variable = roles.get(role.strip().lower())
            if variable and "editors" in self.values and variable not in self.extra:
                self.extra[variable] = [name_to_csl(name) for name in self.values.pop("editors")]
            elif role.strip().lower() != "editor":
                self.put("editortype", decode(role))
        for editor in tables.FURTHER_EDITORS:
            role = self.fields.get(f"{editor}type", "").strip().lower()
            variable = roles.get(role)
            if editor in self.extra and variable and variable not in self.extra:
                self.extra[variable] = self.extra.pop(editor)
            elif role:
                self.put(f"{editor}type", role)

    def _annotations(self, field: str, latex: str) -> None:
        """Read identifiers of people and bodies: ``author+an = {1="orcid:…"}``."""
        target = next((f.target for f in tables.NAME_FIELDS if f"{f.bibtex}+an" == field), None)
        found = _ANNOTATION.findall(latex)
        if target is None or target not in self.values or _ANNOTATION.sub("", latex).strip():
            self.put(field, decode(latex))
            return
        import attrs

        names: list[Name] = list(self.values[target])
        for place, scheme, identifier in found:
            index = int(place) - 1
            try:
                fits = isinstance(names[index], Organization) == (scheme == "ror") and index >= 0
                names[index] = attrs.evolve(names[index], **{scheme: identifier}) if fits else names[index]
            except (IndexError, InvalidValueError):
                self.problem(f"{field}: {scheme} {identifier[:40]!r} is no identifier of name {place}", field)
        self.values[target] = tuple(names)

    # --- the report

    def _valid(self) -> Report:
        """Build the report; what its fields cannot hold goes to ``extra``, or is named as a problem."""
        values = self.values
        if self.entry.key:
            values["key"] = self.entry.key
        try:
            return report_of({**values, "extra": self.extra or EMPTY})
        except InvalidValueError:
            draft = Draft(lambda field, message, culprit="": self.problem(message, field), values)
            draft.extra = self.extra
            return draft.report()
