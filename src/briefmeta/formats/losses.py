"""What a format cannot hold: each report is written and read again, and what does not come back equal is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import ParseError, shorten
from briefmeta.formats.registry import Format, find_format
from briefmeta.model.key import with_unique_keys
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
    """Tell what a format cannot hold of these reports, field by field.

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
    return [
        loss
        for report, unique in zip(given, with_unique_keys(given), strict=True)
        for loss in _losses_of(report, unique, target, options)
    ]


def _losses_of(report: Report, unique: Report, target: Format, options: dict[str, Any]) -> Iterator[Loss]:
    """Compare a report with what comes back; ``unique`` is the report under the key that the list leaves it."""
    if not target.reads:
        held = target.held_fields(report)
        yield from (
            Loss(key=report.key, field=field, before=getattr(report, field), after=None)
            for field in FIELDS
            if field not in held and getattr(report, field) not in _EMPTY
        )
        return
    problems: list[ParseError] = []
    back = target.loads(target.dumps([unique], **options), problems)
    other = back[0] if len(back) == 1 else None
    for field in FIELDS:
        before, after = getattr(report, field), getattr(other, field, None)
        if field == "extra":
            yield from _losses_of_extra(report.key, before, after or {})
        elif before != after:
            yield Loss(key=report.key, field=field, before=before, after=after)


def _losses_of_extra(key: str, before: Any, after: Any) -> Iterator[Loss]:
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Loss(key=key, field=f"extra.{name}", before=before.get(name), after=after.get(name))


def _shown(value: object) -> str:
    if isinstance(value, str):
        return shorten(value, 60)
    if isinstance(value, tuple):
        return "; ".join(_shown(item) if isinstance(item, str) else str(item) for item in value)[:200]
    return str(value)[:200]
