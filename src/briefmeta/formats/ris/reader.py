"""The values of one RIS record to a report."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefmeta.errors import DateSyntaxError, InvalidValueError
from briefmeta.formats.csljson.csl_names import name_to_csl
from briefmeta.formats.json.report_json import NAME_FIELDS, names_from_json
from briefmeta.formats.name_lines import read_name
from briefmeta.formats.ris.layouts import layout_of
from briefmeta.formats.ris.records import SPACE
from briefmeta.formats.ris.ris_values import DAY, read_date, read_labelled, standard_number
from briefmeta.formats.ris.tags import (
    COUNT_TYPES,
    EXTRA_TAGS,
    FIELD_TAGS,
    FILE_TAGS,
    MULTI_LINE,
    NAME_TAGS,
    OLDER_TAGS,
    PART_TYPES,
    REPORT_TYPES,
    SERIES_EDITOR,
    TYPES,
)
from briefmeta.handles.handle import USUAL_URI, Handle
from briefmeta.model.building import VARIABLES, Draft
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.names.name import Organization
from briefmeta.model.places.publication_place import split_place
from briefmeta.model.quick_report import report_of
from briefmeta.model.report import CSL_TYPES, FIELDS
from briefmeta.text.clean import is_folded, without_faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefmeta.formats.ris.layouts import Layout, Reader
    from briefmeta.formats.ris.records import Record
    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

_FIELD_OF = {
    variable: field for field, variable in VARIABLES.items() if field not in ("country", "place", "handle")
}
_LONGEST_LAYOUT = 200  # tags; longer ones are not remembered
_UNCHECKED = frozenset(
    "doi url language summary note extra".split()
)  # where all texts of one line are folded
_UNFOLDED = _UNCHECKED.union(  # where one of them is not
    "title short_title publisher place genre number isbn issn series series_number".split(),
    "pages number_of_pages subjects key".split(),
)
_OTHERS = frozenset(("others", "et al.", "et al"))
_BETWEEN_ADDRESSES = re.compile(r"; |;(?=(?:https?|ftp)://)")  # RIS specification, "UR"
_WEB_ADDRESS = re.compile(r"https?://[^\s;]+")


def read_record(record: Record) -> Report:
    """Read one record; what could not be read is noted there."""
    values, extra = record.values, record.extra
    layout = record.layout = _layout_of(record)
    fields = record.fields = dict(zip(layout.fields, layout.texts(values), strict=True))
    fields["type"] = TYPES.get(record.type) or _unusual_type(record)
    for read, tag, take in layout.steps:
        read(record, tag, take(values))
    if not fields.get("key"):
        fields.pop("key", None)
    if extra:
        fields["extra"] = extra
    unchecked = _UNCHECKED if is_folded(" ".join(layout.lines(values))) else _UNFOLDED
    try:
        return report_of(fields, None if "M2" in layout.others else unchecked)
    except InvalidValueError:
        fields.pop("extra", None)
        return _draft(record).report()


def _layout_of(record: Record) -> Layout:
    if len(record.tags) > _LONGEST_LAYOUT:
        return layout_of(record.type in PART_TYPES, record.tags, _READERS, _keep)
    return _known_layout(record.type in PART_TYPES, " ".join(record.tags))


@lru_cache(maxsize=1024)
def _known_layout(is_part: bool, tags: str) -> Layout:
    return layout_of(is_part, tags.split(" "), _READERS, _keep)


def _texts(record: Record, tag: str) -> Sequence[str]:
    """Return the values of a tag that is not one field."""
    take = record.layout.others.get(tag)
    return take(record.values) if take else ()


def _draft(record: Record) -> Draft:
    draft = Draft(record.note, record.fields)
    draft.extra = record.extra
    return draft


def _unusual_type(record: Record) -> str:
    if record.type:
        record.extra["TY"] = record.type
    return TYPES.get(record.type.upper(), "document")


def _one_of(record: Record, tag: str, texts: Sequence[str]) -> str:
    """Make one value of a tag that occurs several times: paragraphs, or where it has none, the first."""
    if len(texts) == 1:
        return texts[0].strip(SPACE)
    texts = list(dict.fromkeys(stripped for text in texts if (stripped := text.strip(SPACE))))
    if tag in MULTI_LINE:
        return "\n".join(texts)
    if len(texts) > 1:
        record.keep(tag, texts[1:])
    return texts[0] if texts else ""


def _keep(record: Record, tag: str, texts: Sequence[str]) -> None:
    """Any other tag."""
    record.keep(tag, texts)


def _further_texts(record: Record, tag: str, texts: Sequence[str]) -> None:
    """Tags that are one field, where they occur again."""
    field = FIELD_TAGS[tag]
    record.fields[field] = _one_of(record, tag, [record.fields.get(field, ""), *texts])


def _variable(record: Record, tag: str, texts: Sequence[str]) -> None:
    """Tags of a CSL variable that a report has no field for."""
    if text := _one_of(record, tag, texts):
        record.extra[EXTRA_TAGS[tag]] = text


def _names(record: Record, tag: str, texts: Sequence[str]) -> None:
    """``AU``, ``ED``, ``A4``: one name a line."""
    record.fields[NAME_TAGS[tag]] = _read_names(record, texts, NAME_TAGS[tag])


def _translators(record: Record, tag: str, texts: Sequence[str]) -> None:
    """``A4``: translators; in EndNote's export of a report it is the department, which translated nothing.

    An organization that did translate has EndNote's own comma behind it, as all organizations of RIS should.
    """
    departments = []
    if record.type in REPORT_TYPES:
        departments = [text for text in texts if is_department(text)]
    record.keep(tag, departments)
    if translators := [text for text in texts if text not in departments]:
        _names(record, tag, translators)


def is_department(text: str) -> bool:
    """Return whether the line of an ``A4`` in a report is the department of EndNote, not a translator."""
    text = text.rstrip()
    if not text or "," in text:  # a person, or an organization as EndNote marks it
        return False
    try:
        return isinstance(read_name(text), Organization)
    except InvalidValueError:
        return False


def _series_editors(record: Record, _: str, texts: Sequence[str]) -> None:
    """``A3``: a name variable that a report has no field for."""
    names = _read_names(record, texts, SERIES_EDITOR[1])
    if names:
        record.extra[SERIES_EDITOR[1]] = [name_to_csl(name) for name in names]


def _read_names(record: Record, texts: Sequence[str], field: str) -> tuple[Name, ...]:
    if len(texts) == 1 and is_name_list(texts[0]):
        texts = texts[0].split(";")
    if len(texts) > 1 and texts[-1].strip(" \t,").lower() in _OTHERS:  # the list goes on
        texts = texts[:-1]
        record.extra.setdefault("and-others", []).append(field)
    try:
        return tuple(map(read_name, texts))
    except InvalidValueError:
        names = [_doubtful_name(record, text) for text in texts if text.strip()]
        return tuple([name for name in names if name is not None])


def _doubtful_name(record: Record, text: str) -> Name | None:
    """Read a name, if need be without the characters that no name holds."""
    try:
        return read_name(text)
    except InvalidValueError as fault:
        try:
            name = read_name(without_faults(text))
        except InvalidValueError:
            record.note("authors", f"{fault}; left out", text)
            return None
        record.note("authors", f"{fault}; read without it", text)
        return name


def _published(record: Record, tag: str, texts: Sequence[str]) -> None:
    """``PY`` and ``DA`` (or ``Y1``): the year, and the date in full."""
    years, days = (texts, _texts(record, "DA")) if tag == "PY" else ((), texts)
    year = years[0] if len(years) == 1 else _one_of(record, "PY", years)
    date, kept = _issued(year, days[0] if len(days) == 1 else _one_of(record, "DA", days))
    if date is not None:
        record.fields["issued"] = date
    for kept_tag, text in kept:
        record.keep(kept_tag, [text])


@lru_cache(maxsize=16_384)  # the days of 45 years
def _issued(year: str, full: str) -> tuple[PublicationDate | None, list[tuple[str, str]]]:
    """Make one date of ``PY`` and ``DA``, and say which of them is not in it."""
    year, full = year.strip(SPACE), full.strip(SPACE)
    kept = []
    dates = []
    for tag, text, known in (("DA", full, year.rstrip("/ ") or None), ("PY", year, None)):
        if text:
            try:
                dates.append((tag, read_date(text, known)))
            except DateSyntaxError:
                kept.append((tag, text))
                if found := DAY.match(text):  # what follows the day is no date
                    dates.append((tag, PublicationDate.parse("-".join(found.groups()))))
    if len(dates) == 2 and dates[0][1].year != dates[1][1].year:
        del dates[0]  # the year of publication wins over the day of another year
        kept.append(("DA", full))
    return (dates[0][1] if dates else None), kept


def _accessed(record: Record, tag: str, texts: Sequence[str]) -> None:
    """``Y2``: when the address was asked for."""
    try:
        record.fields["accessed"] = read_date(texts[0].strip(SPACE))
    except DateSyntaxError:
        record.keep(tag, texts)


def _place(record: Record, tag: str, texts: Sequence[str]) -> None:
    """``CY``: place and country."""
    record.fields["place"], record.fields["country"] = split_place(_one_of(record, tag, texts))


def _series(record: Record, tag: str, texts: Sequence[str]) -> None:
    """``T2`` and ``T3``: one of them is the series, the other one what the item is a part of."""
    if (tag == "T3") == (record.type in PART_TYPES):
        record.fields["series"] = _one_of(record, tag, [record.fields.get("series", ""), *texts])
    else:
        _container(record, tag, texts)


def _container(record: Record, _: str, __: Sequence[str]) -> None:
    """``JF`` and ``JO`` too: take the title of what the item is a part of; a second one is kept."""
    tags = ("T2", "BT", "JF", "JO") if record.type in PART_TYPES else ("T3", "JF", "JO")
    texts = [text.strip(SPACE) for tag in tags for text in _texts(record, tag)]
    titles = list(dict.fromkeys(filter(None, texts)))
    if titles:
        record.extra["container-title"] = titles[0]
    record.keep("JO", titles[1:])


def is_name_list(text: str) -> bool:
    """Return whether a line that is the only one of its tag holds names with semicolons between."""
    return "; " in text and not text.rstrip().endswith(",")  # an organisation ends with a comma


def _numbers(record: Record, tag: str, texts: Sequence[str]) -> None:
    """``SN``: the number of a report, ISBNs, ISSNs."""
    is_report = record.type in REPORT_TYPES
    fields = record.fields
    further: dict[str, list[str]] = {}
    for text in texts:
        field, value = standard_number(text.strip(SPACE), is_report=is_report)
        if field != "number" and ("(" in text or text.rstrip()[-1:] == "."):  # what is said of it is kept
            further.setdefault("number", []).append(text.strip(SPACE))
        if field not in fields and (is_report or field != "number"):
            fields[field] = value
        elif fields.get(field) != value:
            further.setdefault(field, []).append(value)
    if further:
        record.keep(tag, further.pop("number", ()))
    for field, values in further.items():
        fields[field] = ", ".join(dict.fromkeys((fields[field], *values)))


def _further_number(record: Record, tag: str, texts: Sequence[str]) -> None:
    """``M1``: the number of anything but a report, and of a report whose ``SN`` is none."""
    if record.type in REPORT_TYPES and "SN" in record.layout.others:
        numbers = [text.strip(SPACE) for text in _texts(record, "SN")]
        if "number" in [standard_number(number, is_report=True)[0] for number in numbers]:
            record.keep(tag, texts)
            return
    record.fields["number"] = _one_of(record, tag, texts)


def _pages(record: Record, tag: str, texts: Sequence[str]) -> None:
    """``SP`` and ``EP``: a range of pages, or how many there are."""
    first = _one_of(record, tag, texts) if tag == "SP" else ""
    last = _one_of(record, "EP", _texts(record, "EP"))
    if first and last and first != last and not first.endswith(f"-{last}"):
        record.fields["pages"] = f"{first}-{last}"
    elif first and not last and record.type in COUNT_TYPES and first.isdigit():
        record.fields["number_of_pages"] = first
    else:
        record.fields["pages"] = first or last or None


def _subjects(record: Record, _: str, texts: Sequence[str]) -> None:
    """``KW``: one a line; a list in a single line is cut at its semicolons."""
    if len(texts) == 1 and ";" in texts[0]:
        texts = [stripped for text in texts[0].split(";") if (stripped := text.strip(SPACE))]
    record.fields["subjects"] = tuple(texts)


def _addresses(record: Record, _: str, texts: Sequence[str]) -> None:
    """``UR``: the handle, the DOI, an address; one a line, or several with semicolons between."""
    usual = USUAL_URI.fullmatch(texts[0])
    if usual and len(texts) == 1:
        record.fields["handle"] = Handle(usual[1])
        return
    take = _draft(record).take_address
    for text in texts:
        if ";" not in text:
            take(text)
        else:
            for address in _BETWEEN_ADDRESSES.split(text):
                take(address)


def _files(record: Record, tag: str, texts: Sequence[str]) -> None:
    """``L1`` and ``L2``: links to the full text, which are all that some programs write."""
    kept = []
    for text in texts:
        link = text.strip(SPACE)
        if "UR" not in record.layout.others and "url" not in record.fields and _WEB_ADDRESS.fullmatch(link):
            record.fields["url"] = link
        else:
            kept.append(text)
    record.keep(tag, kept)


def _labelled(record: Record, _: str, texts: Sequence[str]) -> None:
    """``M2``: what has no tag."""
    rest = []
    for text in texts:
        labelled = read_labelled(text)
        if labelled is None:
            rest.append(text)
        elif labelled[0] == "extra" and isinstance(labelled[1], dict):
            record.extra.update(labelled[1])
        else:
            _take_labelled(record, *labelled)
    record.keep("M2", rest)


def _take_labelled(record: Record, name: str, value: Any) -> None:
    fields = record.fields
    field = _FIELD_OF.get(name, name)
    if field in NAME_FIELDS and not isinstance(value, str):
        try:
            fields[field] = names_from_json(field, value)
        except InvalidValueError as fault:
            record.note(field, f"{fault}; left out")
    elif (field == "type" and value not in CSL_TYPES) or field in NAME_FIELDS:
        record.extra[name] = value
    elif field in FIELDS and (field == name or fields.get(field) is None):
        fields[field] = value
    else:
        record.extra[name] = value


def _older(record: Record, tag: str, texts: Sequence[str]) -> None:
    """Older tags beside the tag of today: they keep a value of their own, and stand in for a blank."""
    today = OLDER_TAGS[tag]
    first = record.fields.get(FIELD_TAGS.get(today, ""), "")
    there = [text.strip(SPACE) for text in (first, *_texts(record, today))]
    if any(there):
        record.keep(tag, [text for text in texts if text.strip(SPACE) not in there])
    else:
        _READERS[today](record, today, texts)


def _book_title(record: Record, tag: str, texts: Sequence[str]) -> None:
    """``BT``: the title of a book, or of the one that the item is a part of, or a series."""
    if record.type in PART_TYPES:
        _container(record, tag, texts)
    elif record.fields.get("title"):
        _series(record, "T2", texts)
    else:
        record.fields["title"] = _one_of(record, tag, texts)


_READERS: dict[str, Reader] = {
    **dict.fromkeys(FIELD_TAGS, _further_texts),
    **dict.fromkeys(EXTRA_TAGS, _variable),
    **dict.fromkeys(NAME_TAGS, _names),
    **dict.fromkeys(FILE_TAGS, _files),
    "A4": _translators,
    **dict.fromkeys(("PY", "DA"), _published),
    **dict.fromkeys(("T2", "T3"), _series),
    **dict.fromkeys(("JF", "JO"), _container),
    **dict.fromkeys(("SP", "EP"), _pages),
    "A3": _series_editors,
    "Y2": _accessed,
    "CY": _place,
    "SN": _numbers,
    "M1": _further_number,
    "KW": _subjects,
    "UR": _addresses,
    "M2": _labelled,
    "BT": _book_title,
    **dict.fromkeys(OLDER_TAGS, _older),
}
