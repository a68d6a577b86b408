"""What a format cannot hold: each report is written and read again, and what does not come back equal is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import shorten
from briefmeta.formats.registry import Format, find_format
from briefmeta.model.report import FIELDS, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EMPTY: tuple[Any, ...] = (None, (), {})


@attrs.frozen(kw_only=True)
class Loss:
    """One field of one report that a format cannot hold, or changes.

    Attributes:
        key: the report's key.
        field: the field; of ``extra``, the entry, as in ``extra.volume``.
        before: the value that goes in.
        after: the value that comes back; None where nothing does.
    """

    key: str
    field: str
    before: object
    after: object

    @property
    def kind(self) -> str:
        """``lost`` where nothing comes back, ``added`` where nothing went in, else ``changed``."""
        if self.after in _EMPTY:
            return "lost"
        return "added" if self.before in _EMPTY else "changed"

    def __str__(self) -> str:
        text = f"{self.key}: {self.field} {self.kind}: {_shown(self.before)}"
        return text if self.kind == "lost" else f"{text} → {_shown(self.after)}"


def losses(reports: Iterable[Report] | Report, format: str, **options: Any) -> list[Loss]:
    """Return what a format cannot hold of these reports, field by field.

    Each report is written and read again; what is not named here comes back equal. Of a format that is only written,
    the module says which fields it has a place for.

    Args:
        reports: the reports.
        format: the name of the format.
        options: the format's own, as for ``dumps``.

    Returns:
        The losses, report by report, in the order of the fields.

    Raises:
        FormatError: there is no such format, or it cannot be written.

    >>> [str(loss) for loss in losses(Report(title="Pivot", country="FR", key="pivot"), "oai_dc")]
    ['pivot: country lost: France', "pivot: key changed: 'pivot' → 'reportndpivot'"]
    """
    target = find_format(format)
    given = [reports] if isinstance(reports, Report) else list(reports)
    if not target.reads:
        return [loss for report in given for loss in _not_held(report, target)]
    return [
        loss
        for before, after in zip(given, _read_again(given, target, options), strict=True)
        for loss in _differences(before, after)
    ]


def _read_again(reports: list[Report], target: Format, options: dict[str, Any]) -> list[Report | None]:
    """Write and read the reports, all in one text, as keys depend on their neighbours; one by one if that fails."""
    back = target.loads(target.dumps(reports, **options), [])
    if len(back) == len(reports):
        return list(back)
    if len(reports) > 1:
        return [after for report in reports for after in _read_again([report], target, options)]
    return [None]


def _not_held(report: Report, target: Format) -> Iterator[Loss]:
    held = target.held_fields(report)
    for field in FIELDS:
        value = getattr(report, field)
        if field not in held and value not in _EMPTY:
            yield Loss(key=report.key, field=field, before=value, after=None)


def _differences(report: Report, other: Report | None) -> Iterator[Loss]:
    for field in FIELDS:
        before, after = getattr(report, field), getattr(other, field, None)
        if field == "extra":
            yield from _losses_of_extra(report.key, before, after or {})
        elif before != after:
            yield Loss(key=report.key, field=field, before=before, after=after)


def _losses_of_extra(key: str, before: Any, after: Any) -> Iterator[Loss]:
    for name in dict.fromkeys((*before, *after)):
        if (name in before, before.get(name)) != (name in after, after.get(name)):  # null is not absence
            yield Loss(key=key, field=f"extra.{name}", before=before.get(name), after=after.get(name))


def _shown(value: object) -> str:
    if isinstance(value, str):
        return shorten(value, 60)
    if isinstance(value, tuple):
        return "; ".join(_shown(item) if isinstance(item, str) else str(item) for item in value)[:200]
    return str(value)[:200]
