"""Order and choice of entries: ``cs:sort``, the values of its keys, and the sections of a bibliography.

CSL 1.0.2, "Sorting": keys from variables and macros, each ascending or descending, compared by the rules of the locale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import define, evolve

from briefmeta.citations.elements.compiler import Compiler, sequence
from briefmeta.citations.elements.context import Context
from briefmeta.citations.elements.date_element import date_sort_key
from briefmeta.citations.elements.number_element import is_numeric, number_value
from briefmeta.citations.elements.text_element import citation_label
from briefmeta.citations.items.item import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES
from briefmeta.citations.output.tree import plain_text
from briefmeta.citations.styles.locales import Element
from briefmeta.errors import InvalidValueError
from briefmeta.text.collation import collator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefmeta.citations.items.item import Item
    from briefmeta.citations.output.tree import Piece
    from briefmeta.citations.styles.locales import Locale


#: A key by which entries are compared; None sorts last in either direction.
SortValue = str | None
_KEY_OPTIONS = {
    "names-min": "et-al-min",
    "names-use-first": "et-al-use-first",
    "names-use-last": "et-al-use-last",
}
_DATES = " (dates)"  # no name of a macro in use ends so
_STRUCTURE = ("choose", "if", "else-if", "else", "group", "date")
_DIGITS = re.compile(r"\d+")
_MARKUP = re.compile(r"</?(?:i|b|sc|su[bp]|span)(?: [^<>]{0,60})?>")


@define(frozen=True, slots=True)
class SortKey:
    """One ``cs:key``."""

    value: Callable[[Context], SortValue]
    descending: bool


def compile_sort(
    style: str,
    macros: Mapping[str, Element],
    locale: Locale,
    element: Element | None,
    *,
    area: str,
    options: Mapping[str, str],
) -> tuple[SortKey, ...]:
    """Compile the sort keys of an area; none where it has no ``cs:sort``."""
    if element is None:
        return ()
    keys: list[SortKey] = []
    macros = _sorting_macros(macros, element)
    for key in element.all("key"):
        # here the options of the area go before those of a names element, as the reference processor has it
        own = {name: options[name] for name in _KEY_OPTIONS.values() if name in options}
        own |= {name: key.attributes[to] for to, name in _KEY_OPTIONS.items() if to in key.attributes}
        compiler = Compiler(style, macros, locale, area=area, options=options, key_options=own)
        keys.append(SortKey(_compile_key(compiler, key), key.get("sort") == "descending"))
    return tuple(keys)


def _compile_key(compiler: Compiler, key: Element) -> Callable[[Context], SortValue]:
    macro, variable = key.get("macro"), key.get("variable")
    collate = collator(compiler.locale.language)
    if macro is not None:
        call = Element(name="text", attributes={"macro": macro}, text="", line=key.line, children=())
        render = sequence([compiler.element(call)])  # as where it shows: nothing, if its variables are empty
        return lambda context: _text_value(_rendered(render, context), collate)
    if variable is None:
        raise compiler.error(key, "<key> needs a macro or a variable")
    if variable in NAME_VARIABLES:
        names = Element(name="names", attributes={"variable": variable}, text="", line=key.line, children=())
        render = sequence([compiler.element(names)])
        return lambda context: _text_value(_rendered(render, context), collate)
    if variable in DATE_VARIABLES:
        return lambda context: _date_value(context, variable)
    if variable in NUMBER_VARIABLES:
        return lambda context: _text_value(_first_number(number_value(context, variable) or ""), collate)
    if variable == "citation-label":
        return lambda context: _text_value(citation_label(context.item), collate)
    return lambda context: _text_value(context.item.texts.get(variable, ""), collate)


def _sorting_macros(macros: Mapping[str, Element], sort: Element) -> Mapping[str, Element]:
    """Write the macros that keys call for sorting: one that has a date of its own is compared by its dates alone.

    So the reference processor has it. What such a macro calls is there in a second form, of its dates.
    """
    found: dict[str, Element] = {}
    pending = list(_called(sort))
    while pending:
        name = pending.pop()
        macro = macros.get(name.removesuffix(_DATES))
        if macro is None or name in found:
            continue
        found[name] = _dates_of(macro) if name.endswith(_DATES) or _has_date(macro) else macro
        pending += _called(found[name])
    return found


def _called(element: Element) -> Iterator[str]:
    if (macro := element.get("macro")) is not None:
        yield macro
    for child in element.children:
        yield from _called(child)


def _has_date(element: Element) -> bool:
    return any(child.name == "date" or _has_date(child) for child in element.children)


def _dates_of(element: Element) -> Element:
    """Leave of an element only what leads to dates, without affixes."""
    if element.name == "date":
        return element
    attributes = element.attributes if element.name in ("if", "else-if") else {}
    if element.name == "text":
        attributes = {"macro": f"{element.get('macro')}{_DATES}"}
    children = tuple(_dates_of(child) for child in element.children if _leads_to_dates(child))
    return evolve(element, attributes=attributes, children=children)


def _leads_to_dates(element: Element) -> bool:
    return element.get("macro") is not None if element.name == "text" else element.name in _STRUCTURE


def _rendered(render: Callable[[Context, list[Piece]], None], context: Context) -> str:
    # a key is rendered as if nothing had been: substitutions of the entry are none of its own
    fresh = Context(context.item, number=context.number, cite=context.cite, place=context.place)
    fresh.register = context.register
    pieces: list[Piece] = []
    render(fresh, pieces)
    return "".join(plain_text(piece) for piece in pieces)


def _text_value(text: str, collate: Callable[[str], str]) -> SortValue:
    return (collate(_MARKUP.sub("", text)) or text) if text else None


def _first_number(value: str) -> str:
    """Take of a number, or of several, the first one: of ``12a`` and ``12-15`` only 12 counts."""
    return found[0] if is_numeric(value) and (found := _DIGITS.search(value)) else value


def _date_value(context: Context, variable: str) -> SortValue:
    date = context.item.dates.get(variable)
    return date_sort_key(date) or None if date is not None else None


def order_columns(columns: Sequence[tuple[Sequence[SortValue], bool]], count: int) -> list[int]:
    """Sort by columns of values, the first column first, each ascending or descending; tell the order as positions."""
    order = list(range(count))
    # from the last key to the first: a stable sort keeps what the later keys have settled
    for values, descending in reversed(columns):
        # "items with an empty sort key value are placed at the end of the sort, both for ascending and descending"
        empty = [index for index in order if values[index] is None]
        full = [index for index in order if values[index] is not None]
        full.sort(key=values.__getitem__, reverse=descending)  # type: ignore[arg-type]  # None is not among them
        order = full + empty
    return order


#: Fields and the values wanted, one or several of them; "" stands for a field that is empty.
Filter = Mapping[str, Any]


class Section:
    """Chooses items by their fields.

    ``include`` takes items for which one of its fields has a value wanted, ``exclude`` leaves such items out, and
    ``select`` takes those for which all its fields have.
    """

    def __init__(
        self, include: Filter | None = None, exclude: Filter | None = None, select: Filter | None = None
    ) -> None:
        self._include = _read("include", include)
        self._exclude = _read("exclude", exclude)
        self._select = _read("select", select)

    def holds(self, item: Item, keywords: Iterable[str] = ()) -> bool:
        """Return whether an item belongs to the section."""
        if self._select and not all(_matches(item, *pair) for pair in self._select):
            return False
        if self._include and not any(_matches(item, *pair) for pair in self._include):
            return False
        return not any(_matches(item, *pair) for pair in self._exclude)


def _read(name: str, wanted: Filter | None) -> list[tuple[str, frozenset[str]]]:
    if wanted is None:
        return []
    if not isinstance(wanted, Mapping):
        raise InvalidValueError(name, wanted, "a mapping of fields to the values wanted")
    return [(str(field), _values(f"{name}[{field!r}]", value)) for field, value in wanted.items()]


def _values(name: str, value: object) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset((value,))
    if not isinstance(value, Iterable) or isinstance(value, (bytes, Mapping)):
        raise InvalidValueError(name, value, "a value, or a list of values")
    return frozenset(str(each) for each in value)


def _matches(item: Item, field: str, wanted: frozenset[str]) -> bool:
    if field == "type":
        return item.type in wanted
    # the filters of citeproc-js, whose names these are, compare texts alone
    if field in item.names or field in item.dates:
        return False
    return item.texts.get(field, "") in wanted
