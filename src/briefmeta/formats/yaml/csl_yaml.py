"""CSL-YAML: the items of CSL-JSON as YAML, a list or ``references`` of a document's metadata, as pandoc has them.

Source: pandoc's manual, "Specifying bibliographic data"; CSL 1.0.2 and ``csl-data.json`` for the items.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefmeta.errors import BriefmetaError, ParseError
from briefmeta.formats.csljson import from_csl, to_csl
from briefmeta.formats.yaml.yaml_text import parse_yaml, write_yaml
from briefmeta.model.csl_variables import CSL_VARIABLES
from briefmeta.model.key import with_unique_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefmeta.model.report import Report

_DATES: Final = frozenset(
    ("issued", "accessed", "available-date", "event-date", "original-date", "submitted")
)
_PARTS: Final = ("year", "month", "day")


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    r"""Read the items of a text.

    Args:
        text: a list of items, a mapping with ``references``, or a Markdown document with such a head.
        problems: takes what could not be read.

    >>> [report] = loads("- id: a\n  type: report\n  title: Dams\n  issued: 2020-03\n", [])
    >>> report.title, str(report.issued)
    ('Dams', '2020-03')
    """
    try:
        value = parse_yaml(text)
    except ParseError as fault:
        problems.append(fault)
        return []
    items = value.get("references", value) if isinstance(value, dict) else value
    if isinstance(items, dict):
        items = [items] if "type" in items or "title" in items else None
    if not isinstance(items, list):
        problems.append(
            ParseError("there is no list of items in this YAML (references: …)", line=1, column=1)
        )
        return []
    reports = []
    for number, item in enumerate(items, 1):
        try:
            reports.append(from_csl(_item(item), problems))
        except BriefmetaError as fault:
            problems.append(ParseError(f"item {number}: {fault}"))
    return reports


def _item(item: Any) -> Any:
    """Return an item with the dates of pandoc's older form as those of CSL-JSON."""
    if not isinstance(item, dict):
        return item
    return {name: _date(value) if name in _DATES else value for name, value in item.items()}


def _date(value: Any) -> Any:
    """Write ``{year: 2020, month: 3}``, or a list of one or two of them, as ``date-parts``."""
    points = value if isinstance(value, list) else [value]
    if not points or not all(isinstance(point, dict) and "year" in point for point in points):
        return value
    parts = [[point[part] for part in _PARTS if part in point] for point in points[:2]]
    further = {name: text for name, text in points[0].items() if name not in _PARTS}
    return {"date-parts": parts, **further}


def dumps(reports: Iterable[Report]) -> str:
    """Write reports as the ``references`` of pandoc.

    >>> from briefmeta.model.report import Report
    >>> dumps([Report(title="Dams", key="a")]).splitlines()
    ['references:', '- id: a', '  type: report', '  title: Dams']
    """
    return write_yaml({"references": [_plain(to_csl(report)) for report in with_unique_keys(reports)]})


def _plain(value: Any) -> Any:
    """Return a value of JSON as builtin types, which is all that a safe writer takes."""
    if hasattr(value, "items"):
        return {str(name): _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


DOCUMENTED: Final = CSL_VARIABLES
"""The names in ``extra`` that are no news: the variables of CSL."""
