"""CSL-JSON: the input format of CSL processors, and the widest of the bibliographic formats.

What a report has and CSL 1.0.2 has no variable for (a landing page beside the handle, rights, ORCID and ROR
identifiers) goes to ``custom``, the schema's own place for it, and comes back from there.

Source: CSL 1.0.2, appendices III and IV; its JSON schema ``csl-data.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefmeta.errors import BriefmetaError, DateSyntaxError, InvalidValueError, ParseError
from briefmeta.formats.csldates import date_from_csl, date_to_csl
from briefmeta.formats.cslnames import name_from_csl, name_to_csl
from briefmeta.formats.json_text import parse_json
from briefmeta.formats.place import join_place, split_place
from briefmeta.formats.report_json import NAME_FIELDS, names_from_json, report_to_json
from briefmeta.handles.handle import Handle
from briefmeta.model.key import with_unique_keys
from briefmeta.model.names import Name, parse_names
from briefmeta.model.report import CSL_TYPES, FIELDS, Report
from briefmeta.model.text import text_fault, without_faults

TEXT_VARIABLES = {
    "title": "title",
    "title-short": "short_title",
    "publisher": "publisher",
    "genre": "genre",
    "number": "number",
    "collection-title": "series",
    "collection-number": "series_number",
    "page": "pages",
    "number-of-pages": "number_of_pages",
    "abstract": "summary",
    "language": "language",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "note": "note",
}
NAME_VARIABLES = {"author": "authors", "editor": "editors", "translator": "translators"}
DATE_VARIABLES = {"issued": "issued", "accessed": "accessed"}
_MAX_ITEM = 16_000_000  # characters of one item in a stream
_OWN = "briefmeta"
_OLDER_NAMES = {"shortTitle": "title-short", "event": "event-title"}

EXTRA_NAMES = frozenset(
    """chair collection-editor compiler composer container-author contributor curator director
    editorial-director executive-producer guest host interviewer illustrator narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator""".split()
)
EXTRA_DATES = frozenset({"available-date", "event-date", "original-date", "submitted"})
EXTRA_TEXTS = frozenset(
    """annote archive archive_collection archive_location archive-place authority call-number categories
    chapter-number citation-key citation-label citation-number container-title container-title-short
    dimensions division edition event event-place event-title first-reference-note-number issue
    journalAbbreviation jurisdiction keyword locator medium number-of-volumes original-publisher
    original-publisher-place original-title page-first part part-title PMCID PMID printing references
    reviewed-genre reviewed-title scale section source status supplement version volume volume-title
    volume-title-short year-suffix""".split()
)
_FIELD_VARIABLES = {**TEXT_VARIABLES, **NAME_VARIABLES, **DATE_VARIABLES, "URL": "url"}
CSL_VARIABLES = EXTRA_NAMES | EXTRA_DATES | EXTRA_TEXTS | frozenset(_FIELD_VARIABLES) | {"publisher-place"}
"""Every variable that an item of CSL 1.0.2 may have."""


def to_csl(report: Report) -> dict[str, Any]:
    """Write a report as one CSL-JSON item.

    Args:
        report: any report.

    Returns:
        A dict of JSON values, valid against the schema of CSL 1.0.2: ``id`` is the report's key, ``URL`` its handle as
        an https URI, or its address. Reading it with ``from_csl`` gives an equal report.

    >>> from briefmeta.model.report import Report
    >>> item = to_csl(Report(title="Pivot", handle="20.500.12592/b2rbv89"))
    >>> item["URL"]
    'https://hdl.handle.net/20.500.12592/b2rbv89'
    """
    item = _own_variables(report)
    custom: dict[str, Any] = {}
    for variable, value in report.extra.to_json().items():
        if variable == "custom" and isinstance(value, dict):
            custom |= value
        elif variable not in item and _fits(variable, value):
            item[variable] = value
        else:
            custom[variable] = value
    if custom:
        item["custom"] = custom
    rest = _not_brought_back(report, item)
    if rest:
        item["custom"] = {**custom, _OWN: rest}
    return item


def _not_brought_back(report: Report, item: dict[str, Any]) -> dict[str, Any]:
    """Collect the fields that reading the item would not give back, as ``jsonl`` writes them."""
    back = _ItemReader(item).report()
    different = [field for field in FIELDS if getattr(back, field) != getattr(report, field)]
    if not different:
        return {}
    values = report_to_json(report)
    return {field: values.get(field) for field in different}


def _own_variables(report: Report) -> dict[str, Any]:
    """Write what the report's own fields hold."""
    item: dict[str, Any] = {"id": report.key, "type": report.type}
    for variable, field in NAME_VARIABLES.items():
        names = getattr(report, field)
        if names:
            item[variable] = [name_to_csl(name) for name in names]
    for variable, field in TEXT_VARIABLES.items():
        value = getattr(report, field)
        if value is not None:
            item[variable] = value
    for variable, field in DATE_VARIABLES.items():
        date = getattr(report, field)
        if date is not None:
            item[variable] = date_to_csl(date)
    others = {
        "publisher-place": join_place(report.place, report.country),
        "URL": _address(report),
        "keyword": join_subjects(report.subjects) or None,
    }
    item.update((variable, value) for variable, value in others.items() if value is not None)
    return item


def _address(report: Report) -> str | None:
    """Choose the one URL: the handle, in the spelling of the report's own address where that is a spelling of it."""
    if report.handle is None:
        return report.url
    return report.url if report.url and _handle_of(report.url) == report.handle else report.handle.uri


def _fits(variable: str, value: object) -> bool:
    """Tell whether the schema takes this value for this variable."""
    if variable in EXTRA_TEXTS:
        return variable == "categories" or (
            isinstance(value, (str, int, float)) and not isinstance(value, bool)
        )
    if variable in EXTRA_NAMES or variable in NAME_VARIABLES:
        return isinstance(value, list) and all(isinstance(name, dict) for name in value)
    if variable in EXTRA_DATES or variable in DATE_VARIABLES:
        return isinstance(value, dict)
    return (variable in TEXT_VARIABLES or variable in ("URL", "publisher-place")) and isinstance(value, str)


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


def _handle_of(url: str) -> Handle | None:
    """Read a handle from a URL; a DOI's URL is a DOI's, not a handle's."""
    if "doi.org/" in url[:24].lower():
        return None
    try:
        return Handle(url)
    except InvalidValueError:
        return None


def _split_address(url: str) -> tuple[Handle | None, str | None]:
    handle = _handle_of(url)
    return handle, None if handle and handle.uri == url else url


def from_csl(item: object, problems: list[ParseError] | None = None) -> Report:
    """Read one CSL-JSON item.

    Args:
        item: a mapping of CSL variables. Unknown ones, and values that a field cannot hold, are kept in ``extra``.
        problems: takes a ``ParseError`` for each value that could not be kept; without it the first is raised.

    Raises:
        ParseError: the item is not an object, or a value could not be read and ``problems`` was not given.

    >>> report = from_csl({"id": "x", "type": "book", "title": "On War", "volume": 1})
    >>> report.type, report.title, report.extra["volume"]
    ('book', 'On War', 1)
    """
    reader = _ItemReader(item)
    report = reader.report()
    if problems is None:
        if reader.problems:
            raise ParseError.of(reader.problems, [report])
    else:
        problems.extend(reader.problems)
    return report


class _ItemReader:
    """One item on its way to a report: fields found, the rest, and what was wrong."""

    def __init__(self, item: object) -> None:
        if not isinstance(item, Mapping):
            raise ParseError(f"an item is an object of CSL variables, not {type(item).__name__}")
        self.item = item
        self.problems: list[ParseError] = []
        self.fields: dict[str, Any] = {}
        self.extra: dict[str, Any] = {}

    def problem(self, field: str, message: str) -> None:
        self.problems.append(ParseError(f"item {str(self.item.get('id'))[:80]!r}: {message}", field=field))

    def report(self) -> Report:
        for variable, value in self.item.items():
            if value is not None and value not in ("", [], {}):
                self.read(str(variable), value)
        self._custom(self.extra.pop("custom", None))
        while True:
            try:
                return Report(**self.fields, extra=self.extra)
            except InvalidValueError as fault:
                self._keep_unread(fault)

    def _keep_unread(self, fault: InvalidValueError) -> None:
        """Move a value that its field cannot hold to ``extra``, where it is kept and written back."""
        if fault.field in self.fields:
            variable = next((v for v, f in _FIELD_VARIABLES.items() if f == fault.field), fault.field)
            value = self.fields.pop(fault.field)
            if fault.field != "key":
                self.extra[variable] = value
                return
        elif self.extra:
            self.extra = {}
        else:
            raise ParseError(str(fault), field=fault.field)
        self.problem(fault.field, str(fault))

    def read(self, variable: str, value: Any) -> None:
        variable = _OLDER_NAMES.get(variable, variable)
        if variable in ("id", "type"):
            self._identity(variable, value)
        elif variable in TEXT_VARIABLES:
            if (text := self._text(variable, value)) is not None:
                self.fields[TEXT_VARIABLES[variable]] = text
        elif variable in NAME_VARIABLES:
            self._names(variable, value)
        elif variable in DATE_VARIABLES:
            self._date(variable, value)
        elif variable == "URL":
            self._url(value)
        elif variable == "publisher-place":
            if (text := self._text(variable, value)) is not None:
                self.fields["place"], self.fields["country"] = split_place(text)
        elif variable == "keyword":
            self._subjects(value)
        else:
            self.extra[variable] = self._clean(variable, value)

    def _identity(self, variable: str, value: Any) -> None:
        text = self._text(variable, value)
        if variable == "id":
            self.fields["key"] = text
        elif text in CSL_TYPES:
            self.fields["type"] = text
        elif text is not None:
            self.fields["type"] = "document"
            self.problem("type", f"{text!r} is no CSL type; taken as a document")

    def _text(self, variable: str, value: Any) -> str | None:
        if isinstance(value, list) and len(value) == 1:  # as some services write titles
            value = value[0]
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            return str(self._clean(variable, str(value)))
        self.problem(variable, f"{variable} is text, not {type(value).__name__}")
        return None

    def _clean(self, variable: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        fault = text_fault(value)
        if fault is None:
            return value
        self.problem(variable, f"{variable}: character {fault[0] + 1} is {fault[1]}; it was left out")
        return without_faults(value)

    def _names(self, variable: str, value: Any) -> None:
        names: list[Name] = []
        for entry in value if isinstance(value, (list, tuple)) else [value]:
            try:
                names += (
                    [name_from_csl(_clean_parts(entry))] if isinstance(entry, Mapping) else parse_names(entry)
                )
            except InvalidValueError as fault:
                self.problem(variable, f"{variable}: {fault}")
        self.fields[NAME_VARIABLES[variable]] = tuple(names)

    def _date(self, variable: str, value: Any) -> None:
        try:
            date = date_from_csl(value)
        except DateSyntaxError as fault:
            self.problem(variable, f"{variable}: {fault}")
            date = None
        if date is None:
            self.extra[variable] = value if isinstance(value, Mapping) else {"literal": str(value)}
        else:
            self.fields[variable] = date

    def _url(self, value: Any) -> None:
        if (text := self._text("URL", value)) is not None:
            handle, url = _split_address(text.strip())
            self.fields.update({"handle": handle} if handle else {}, **({"url": url} if url else {}))

    def _subjects(self, value: Any) -> None:
        if isinstance(value, (list, tuple)):
            self.fields["subjects"] = tuple(str(self._clean("keyword", str(part))) for part in value)
        elif (text := self._text("keyword", value)) is not None:
            self.fields["subjects"] = split_subjects(text)

    def _custom(self, custom: Any) -> None:
        """Take back what ``to_csl`` put there, last of all; keep the rest."""
        if not isinstance(custom, Mapping):
            if custom is not None:
                self.extra["custom"] = custom
            return
        known = {name: value for name, value in custom.items() if name in CSL_VARIABLES}
        self.extra |= {
            str(name): value for name, value in custom.items() if name not in known and name != _OWN
        }
        if known:
            self.extra["custom"] = known
        own = custom.get(_OWN)
        if isinstance(own, Mapping):
            self._own(own)

    def _own(self, own: Mapping[str, Any]) -> None:
        for field, value in own.items():
            if value is None:
                self.fields.pop(field, None)
            elif field == "extra" and isinstance(value, Mapping):
                self.extra = dict(value)
            elif field in NAME_FIELDS:
                try:
                    self.fields[field] = names_from_json(field, value)
                except InvalidValueError as fault:
                    self.problem(field, str(fault))
            elif field in FIELDS:
                self.fields[field] = value


def _clean_parts(entry: Any) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    return {part: without_faults(value) if isinstance(value, str) else value for part, value in entry.items()}


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read a CSL-JSON text: a list of items, one item, or an object with ``items``."""
    try:
        value = parse_json(text, problems)
    except ParseError as problem:
        problems.append(problem)
        return []
    if isinstance(value, dict):
        value = value["items"] if isinstance(value.get("items"), list) else [value]
    if not isinstance(value, list):
        problems.append(
            ParseError(f"CSL-JSON is a list of items, not {type(value).__name__}", line=1, column=1)
        )
        return []
    return list(_items(value, problems))


def _items(items: Iterable[object], problems: list[ParseError]) -> Iterator[Report]:
    for number, item in enumerate(items, 1):
        try:
            yield from_csl(item, problems)
        except BriefmetaError as fault:
            problems.append(ParseError(f"item {number}: {fault}"))


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read the items of a list one after the other; memory holds one item at a time."""
    pending = iter(lines)
    buffer = ""
    while not buffer.strip() and (line := next(pending, None)) is not None:
        buffer += line
    buffer = buffer.lstrip()
    if buffer.startswith("["):
        yield from _items(_stream(buffer[1:], pending, problems), problems)
    else:
        yield from loads(buffer + "".join(pending), problems)


def _stream(buffer: str, lines: Iterator[str], problems: list[ParseError]) -> Iterator[object]:
    """Cut a list into its items; an item that never ends, or ends wrongly, ends the list."""
    import json

    find_end = json.JSONDecoder().raw_decode
    while True:
        buffer = buffer.lstrip(" \t\r\n,")
        try:
            _, end = find_end(buffer) if buffer[:1] not in ("", "]") else (None, 0)
        except (ValueError, RecursionError):
            more = _at_least(len(buffer), lines)
            if not more or len(buffer) > _MAX_ITEM:
                problems.append(
                    ParseError("the list breaks off or is no JSON here", source=buffer[:100], column=1)
                )
                return
            buffer += more
            continue
        if end:
            yield parse_json(buffer[:end], problems)
            buffer = buffer[end:]
        elif buffer or not (buffer := _at_least(0, lines)):
            if not buffer:
                problems.append(ParseError("the list of items has no end"))
            return


def _at_least(size: int, lines: Iterator[str]) -> str:
    """Take lines of at least so many characters, so that an item is tried anew only after it has doubled."""
    pieces: list[str] = []
    length = 0
    for line in lines:
        pieces.append(line)
        length += len(line)
        if length > size:
            break
    return "".join(pieces)


def dumps(reports: Iterable[Report], *, indent: int | None = 2) -> str:
    """Write reports as a CSL-JSON list.

    Args:
        reports: the reports.
        indent: spaces a level; None for one line an item.
    """
    return "".join(iter_dumps(reports, indent=indent))


def iter_dumps(reports: Iterable[Report], *, indent: int | None = 2) -> Iterator[str]:
    """Write reports as a CSL-JSON list, piece by piece."""
    import json

    separator = "[\n"
    for report in with_unique_keys(reports):
        text = json.dumps(to_csl(report), ensure_ascii=False, indent=indent)
        if indent:
            text = " " * indent + text.replace("\n", "\n" + " " * indent)
        yield separator + text
        separator = ",\n"
    yield "\n]\n" if separator != "[\n" else "[]\n"
