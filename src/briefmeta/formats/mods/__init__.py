"""MODS 3.8, the one XML format that holds a report whole.

What MODS has a place for stands there. What it has none for (where a particle ends, CSL variables without a
MODS element), or would be read otherwise, stands in an ``extension`` of the record as one JSON object, in an
element ``briefmeta`` of the namespace ``EXTENSION``. Its members are those of a line of ``jsonl``, for the
fields concerned only; ``absent`` lists fields, and ``absent_extra`` names in ``extra``, that the other
elements seem to give and the report does not have. The writer reads each record as it writes it, so every
report comes back equal.

Source: MODS 3.8 (Library of Congress, 2022), XML schema and User Guidelines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefmeta.errors import InvalidValueError, ParseError
from briefmeta.formats.dublincore import oai
from briefmeta.formats.json.json_text import parse_json
from briefmeta.formats.json.report_json import NAME_FIELDS, names_from_json, report_to_json
from briefmeta.formats.mods.reader import read_record
from briefmeta.formats.mods.writer import elements_of
from briefmeta.formats.xml import (
    DECLARATION,
    NAMESPACES,
    SKIP,
    TAKE,
    Element,
    make,
    read_elements,
    read_whole,
    serialize,
)
from briefmeta.model.building import Draft
from briefmeta.model.report import FIELDS, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EXTENSION: Final = "https://github.com/briefmeta/briefmeta/ns/mods"
"""The namespace of the extension."""

_OPENING: Final = (
    f'<modsCollection xmlns="{NAMESPACES["mods"]}" xmlns:xsi="{NAMESPACES["xsi"]}"'
    f' xsi:schemaLocation="{NAMESPACES["mods"]} http://www.loc.gov/standards/mods/v3/mods-3-8.xsd">\n'
)


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the records of a text with MODS in it, of any version 3.

    Args:
        text: a ``mods`` document, a ``modsCollection``, or any XML with ``mods`` elements, such as an OAI-PMH
            answer.
        problems: takes what could not be read.

    >>> loads("<mods><titleInfo><nonSort>The</nonSort><title>Pivot</title></titleInfo></mods>", [])[0].title
    'The Pivot'
    """
    return read_whole(iter_loads, text, problems)


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read the records of a stream, one after the other, with memory for one."""
    empty, before = True, len(problems)
    for record in read_elements(lines, _choose, problems):
        empty = False
        if record.name != "mods":
            oai.tell(record, problems)
        else:
            yield _report(record, problems)
    if empty and len(problems) == before:
        problems.append(ParseError("there is no MODS record in this XML", line=1, column=1))


def _choose(namespace: str, name: str) -> int:
    return TAKE if name == "mods" or oai.is_message(namespace, name) else SKIP


def _report(record: Element, problems: list[ParseError]) -> Report:
    draft = Draft(lambda field, message, culprit="": problems.append(record.problem(message, field)))
    read_record(record, draft)
    for extension in record.elements("extension"):
        inner = extension.first("briefmeta")
        if inner is not None and inner.namespace == EXTENSION:
            _read_extension(inner, draft, problems)
    return draft.report()


def dumps(reports: Iterable[Report]) -> str:
    """Write reports as MODS, in a ``modsCollection``.

    >>> from briefmeta.model.report import Report
    >>> print(dumps([Report(title="Pivot", country="NE")]))  # doctest: +ELLIPSIS
    <?xml version="1.0" encoding="UTF-8"?>
    <modsCollection xmlns="http://www.loc.gov/mods/v3" ...>
      <mods version="3.8">
        <titleInfo>
          <title>Pivot</title>
        </titleInfo>
    ...
    """
    return "".join(iter_dumps(reports))


def iter_dumps(reports: Iterable[Report]) -> Iterator[str]:
    """Write reports as MODS, record by record."""
    yield DECLARATION + _OPENING
    for report in reports:
        yield serialize(_record(report), "  ")
    yield "</modsCollection>\n"


def _record(report: Report) -> Element:
    record = make("mods", *elements_of(report), version="3.8")
    key = make("recordInfo", make("recordIdentifier", report.key))
    record.content.append(key)
    rest = _unsaid(report, record)
    if rest:
        import json

        said = make("briefmeta", json.dumps(rest, ensure_ascii=False), xmlns=EXTENSION)
        record.content.insert(-1, make("extension", said))
    return record


# --- the extension


def _unsaid(report: Report, record: Element) -> dict[str, Any]:
    """Read a record that is about to be written, and give what would not come back."""
    draft = Draft()
    read_record(record, draft)
    back = draft.report()
    if back == report:
        return {}
    values = report_to_json(report)
    changed = [
        field for field in FIELDS if field != "extra" and getattr(back, field) != getattr(report, field)
    ]
    rest: dict[str, Any] = {field: values[field] for field in changed if field in values}
    absent = [field for field in changed if field not in values]
    if back.extra != report.extra:
        extra = {
            k: v
            for k, v in values.get("extra", {}).items()
            if k not in back.extra or back.extra[k] != report.extra[k]
        }
        rest |= {"extra": extra} if extra else {}
        absent_extra = [name for name in back.extra if name not in report.extra]
        rest |= {"absent_extra": absent_extra} if absent_extra else {}
    return rest | ({"absent": absent} if absent else {})


def _read_extension(element: Element, draft: Draft, problems: list[ParseError]) -> None:
    try:
        said = parse_json(element.text)
    except ParseError as fault:
        problems.append(element.problem(f"the extension is no JSON: {fault.message}"))
        return
    if not isinstance(said, dict):
        problems.append(element.problem("the extension is no JSON object"))
        return
    extra = said.pop("extra", None)
    for name in _names(said.pop("absent", ())):
        draft.fields.pop(name, None)
    for name in _names(said.pop("absent_extra", ())):
        draft.extra.pop(name, None)
    if isinstance(extra, dict):
        draft.extra |= extra
    for field, value in said.items():
        if field not in FIELDS:
            problems.append(element.problem(f"the extension has an unknown member: {field[:40]!r}"))
            continue
        try:
            draft.fields[field] = names_from_json(field, value) if field in NAME_FIELDS else value
        except InvalidValueError as fault:
            problems.append(element.problem(str(fault), field))


def _names(value: object) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, (list, tuple)) else []
