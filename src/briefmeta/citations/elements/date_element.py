"""``cs:date`` and its parts ("Date" of CSL 1.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.elements.number_element import ordinal
from briefmeta.citations.output.markup import change_text
from briefmeta.citations.output.tree import Formatting, Node, read_formatting, strip_periods

if TYPE_CHECKING:
    from briefmeta.citations.elements.compiler import Compiler
    from briefmeta.citations.elements.context import Context, Render
    from briefmeta.citations.items.item_variables import Day, ItemDate
    from briefmeta.citations.output.tree import Piece
    from briefmeta.citations.styles.locales import Element

_SHOWN = {"year": ("year",), "year-month": ("year", "month"), "year-month-day": ("year", "month", "day")}
_RANK = {"year": 0, "month": 1, "day": 2}


@define(frozen=True, slots=True, kw_only=True)
class _Part:
    """One ``cs:date-part`` with what it inherits from the localized format."""

    name: str
    form: str
    formatting: Formatting
    range_delimiter: str


def compile_date(compiler: Compiler, element: Element) -> Render:
    """Compile ``cs:date``, localized (with ``form``) or not."""
    variable = element.get("variable")
    if not variable:
        raise compiler.error(element, "<date> needs a variable")
    parts, formatting, delimiter = _read_parts(compiler, element)
    if compiler.sorting:
        return _sort_key(variable, parts)
    writer = _DateWriter(parts, delimiter, compiler)

    def render(context: Context, out: list[Piece]) -> None:
        context.called += 1
        date = context.item.dates.get(variable)
        if date is None or variable in context.done or (context.comparing and variable == "accessed"):
            return
        children = writer.write(date, context)
        if not children:
            return
        context.use(variable)
        out.append(formatting.node(children, delimiter))

    return render


def _read_parts(compiler: Compiler, element: Element) -> tuple[list[_Part], Formatting, str]:
    form = element.get("form")
    own = {child.get("name") or "": child for child in element.all("date-part")}
    if form is None:
        return (
            [_read_part(child, None) for child in element.all("date-part")],
            read_formatting(element),
            (element.get("delimiter") or ""),
        )
    localized = compiler.locale.dates.get(form)
    if localized is None:
        raise compiler.error(element, f"there is no date form {form!r}")
    shown = _SHOWN.get(element.get("date-parts") or "year-month-day", _SHOWN["year-month-day"])
    parts = [
        _read_part(child, own.get(child.get("name") or ""))
        for child in localized.all("date-part")
        if child.get("name") in shown
    ]
    return parts, read_formatting(element), localized.get("delimiter") or ""


def _read_part(element: Element, own: Element | None) -> _Part:
    """Read a date part; the style may change the formatting of a localized one, not its order or affixes."""
    attributes = dict(element.attributes)
    if own is not None:
        attributes.update({k: v for k, v in own.attributes.items() if k not in ("prefix", "suffix", "name")})
    merged = element.with_attributes(attributes)
    name = merged.get("name") or ""
    return _Part(
        name=name,
        form=merged.get("form") or ("numeric" if name == "day" else "long"),
        formatting=read_formatting(merged),
        range_delimiter=merged.get("range-delimiter") or "–",
    )


class _DateWriter:
    """Writes the dates of one ``cs:date``."""

    def __init__(self, parts: list[_Part], delimiter: str, compiler: Compiler) -> None:
        self._parts, self._delimiter, self._locale = parts, delimiter, compiler.locale
        self._compiler = (
            compiler  # knows, once the whole area is compiled, whether the style places the year suffix
        )

    def write(self, date: ItemDate, context: Context) -> list[Piece]:
        """Write a date or a range as the children of the date's node."""
        if date.start is None:
            return self._literal(date.literal) if date.literal else []
        if date.end is not None and date.end != date.start:
            return self._range(date.start, date.end, context)
        children = self._day(date.start, self._parts, context)
        if date.open and children:
            children = [*children[:-1], self._joined([children[-1], "–"])]
        return children

    def _literal(self, text: str) -> list[Piece]:
        """Write text that stands for a date in the place of the year."""
        part = next((part for part in self._parts if part.name == "year"), None)
        return [part.formatting.node([self._with_affixes(text, part)])] if part is not None else []

    def _day(
        self,
        day: Day,
        parts: list[_Part],
        context: Context,
        drop: tuple[str | None, str | None] = (None, None),
    ) -> list[Piece]:
        """Write some parts; ``drop`` names the parts that lose their prefix and their suffix inside a range."""
        written: list[Piece] = []
        for part in parts:
            text = self._text(part, day)
            if text is None:
                continue
            children: list[Piece] = [text]
            if part.name == "year" and self._adds_year_suffix(context):
                context.year_suffix_done = True
                children.append(Node([context.year_suffix], role="year-suffix"))
            node = part.formatting.node(children)
            if part.name == drop[0]:
                node.prefix = ""
            if part.name == drop[1]:
                node.suffix = ""
            era = self._era(day.year) if part.name == "year" else ""
            written.append(Node([node, era]) if era else node)
        return written

    def _range(self, start: Day, end: Day, context: Context) -> list[Piece]:
        """Write a range; what both days share is written once ("Date Ranges")."""
        parts = [part for part in self._parts if _value(part.name, start) or _value(part.name, end)]
        names = {part.name for part in parts}
        differing = [
            name
            for name in ("year", "month", "day")
            if name in names and _value(name, start) != _value(name, end)
        ]
        if not differing:
            return self._day(start, parts, context)
        largest = _RANK[differing[0]]
        inside = [index for index, part in enumerate(parts) if _RANK.get(part.name, 0) >= largest]
        first, last = inside[0], inside[-1]
        ranged = [parts[index] for index in inside]
        delimiter = next(part for part in parts if part.name == differing[0]).range_delimiter
        before = self._day(start, parts[:first], context)
        done = context.year_suffix_done
        from_day = self._day(start, ranged, context, (None, ranged[-1].name))
        if not done and context.year_suffix and largest == 0:
            context.year_suffix_done = True
        to_day = self._day(end, ranged, context, (ranged[0].name, None))
        after = self._day(start, [part for part in parts[last + 1 :] if part not in ranged], context)
        if not from_day:
            return [*before, *to_day, *after]
        span = self._joined([*self._delimited(from_day), delimiter, *self._delimited(to_day)])
        return [*before, span, *after]

    def _adds_year_suffix(self, context: Context) -> bool:
        """Return whether the year suffix goes here: after the first year, unless the style places it itself."""
        return (
            bool(context.year_suffix)
            and not context.year_suffix_done
            and not self._compiler.year_suffix_explicit
        )

    def _delimited(self, children: list[Piece]) -> list[Piece]:
        return (
            [Node(children, delimiter=self._delimiter)] if self._delimiter and len(children) > 1 else children
        )

    def _joined(self, children: list[Piece]) -> Node:
        return Node(children)

    def _text(self, part: _Part, day: Day) -> str | None:
        text = self._part_text(part, day)
        return None if text is None else self._with_affixes(text, part)

    def _with_affixes(self, text: str, part: _Part) -> str:
        if part.formatting.strip_periods:
            text = strip_periods(text)
        if part.formatting.case is not None:
            text = change_text(text, part.formatting.case, english=self._locale.english)
        return text

    def _part_text(self, part: _Part, day: Day) -> str | None:
        if part.name == "year":
            return f"{day.year % 100:02}" if part.form == "short" and day.year >= 1000 else str(abs(day.year))
        if part.name == "month":
            return self._month(day, part.form)
        if part.name != "day" or day.day is None:
            return None
        if part.form == "numeric-leading-zeros":
            return f"{day.day:02}"
        if part.form == "ordinal" and (day.day == 1 or not self._locale.day_one_ordinal):
            gender = self._locale.gender(f"month-{day.month:02}") if day.month else None
            return ordinal(day.day, self._locale, gender)
        return str(day.day)

    def _era(self, year: int) -> str:
        """Write what follows a year before 1000, behind its affixes ("AD and BC")."""
        return self._locale.term("bc" if year < 0 else "ad") or "" if year < 1000 else ""

    def _month(self, day: Day, form: str) -> str | None:
        """Write a month, or the season that stands for it."""
        if day.month is None:
            if day.season is None:
                return None
            return self._locale.term(f"season-0{day.season}") or day.season
        if form == "numeric":
            return str(day.month)
        if form == "numeric-leading-zeros":
            return f"{day.month:02}"
        return self._locale.term(f"month-{day.month:02}", form) or str(day.month)


def _value(name: str, day: Day) -> object:
    if name == "month":
        return day.month or day.season
    return day.year if name == "year" else day.day


def _sort_key(variable: str, parts: list[_Part]) -> Render:
    """Make the key of a date in a macro: only the parts shown, in the order of time ("Sorting")."""
    shown = {part.name for part in parts}

    def render(context: Context, out: list[Piece]) -> None:
        context.called += 1
        date = context.item.dates.get(variable)
        if date is None or date.start is None:  # text has no place in time
            return
        context.filled += 1
        out.append(date_sort_key(date, shown))

    return render


def date_sort_key(
    date: ItemDate, shown: frozenset[str] | set[str] = frozenset(("year", "month", "day"))
) -> str:
    """Write a date so that text order is time order."""
    if date.start is None:
        return ""  # text has no place in time
    key = _cut(date.start, shown)
    return f"{key} {_cut(date.end, shown)}" if date.end is not None else key


def _cut(day: Day, shown: frozenset[str] | set[str]) -> str:
    return type(day)(
        day.year, day.month if "month" in shown else None, day.day if "day" in shown else None
    ).sort_key()
