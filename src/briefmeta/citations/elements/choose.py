"""The tests of ``cs:if`` and ``cs:else-if`` ("Choose" of CSL 1.0.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefmeta.citations.elements.context import Context
from briefmeta.citations.elements.number_element import is_numeric, number_value

if TYPE_CHECKING:
    from briefmeta.citations.elements.compiler import Compiler
    from briefmeta.citations.styles.xmltree import Element

Condition = Callable[[Context], bool]


def compile_condition(compiler: Compiler, element: Element) -> Condition:
    """Compile the tests of one branch, joined as ``match`` says: all (the default), any or none."""
    tests: list[Condition] = []
    match = element.get("match") or "all"
    compiler.tests_disambiguate = compiler.tests_disambiguate or "disambiguate" in element.attributes
    for name, value in element.attributes.items():
        make = _TESTS.get(name)
        values = value.split()
        if name == "variable" and len(values) > 1 and match != "all" and _SPECIAL.keys().isdisjoint(values):
            tests.append(_any_variable(frozenset(values)))
        elif make is not None:
            tests += make(values)
        elif name != "match":
            raise compiler.error(element, f"there is no condition {name!r}")
    if match == "any":
        return _any(tests)
    if match == "none":
        found = _any(tests)
        return lambda context: not found(context)
    return tests[0] if len(tests) == 1 else lambda context: all(test(context) for test in tests)


def _any(tests: list[Condition]) -> Condition:
    return tests[0] if len(tests) == 1 else lambda context: any(test(context) for test in tests)


def _each(make: Callable[[str], Condition]) -> Callable[[list[str]], list[Condition]]:
    return lambda values: [make(value) for value in values]


def _types(values: list[str]) -> list[Condition]:
    """Test the type. An item has one type, so several of them can only mean "one of these", whatever ``match`` says."""
    wanted = frozenset(values)
    return [lambda context: context.item.type in wanted]


def _variable(name: str) -> Condition:
    special = _SPECIAL.get(name)
    if special is not None:
        return special
    return lambda context: context.item.has(name)


def _any_variable(names: frozenset[str]) -> Condition:
    """Test several variables at once; most branches of large styles do."""

    def test(context: Context) -> bool:
        item = context.item
        return not (
            names.isdisjoint(item.texts) and names.isdisjoint(item.names) and names.isdisjoint(item.dates)
        )

    return test


def _is_numeric(name: str) -> Condition:
    return lambda context: is_numeric(number_value(context, name))


def _is_uncertain(name: str) -> Condition:
    def test(context: Context) -> bool:
        date = context.item.dates.get(name)
        return date is not None and date.circa

    return test


def _locator(label: str) -> Condition:
    wanted = label.replace(" ", "-")
    return lambda context: bool(context.cite.locator) and context.cite.label.replace(" ", "-") == wanted


def _position(name: str) -> Condition:
    return lambda context: name in context.place.positions


def _disambiguate(_value: str) -> Condition:
    def test(context: Context) -> bool:
        context.conditions_met += 1
        return context.conditions_met <= context.conditions

    return test


_SPECIAL: dict[str, Condition] = {
    "locator": lambda context: bool(context.cite.locator),
    "citation-number": lambda context: bool(context.number),
    "year-suffix": lambda context: bool(context.year_suffix),
    "first-reference-note-number": lambda context: context.place.first_note is not None,
}
_TESTS: dict[str, Callable[[list[str]], list[Condition]]] = {
    "type": _types,
    "variable": _each(_variable),
    "is-numeric": _each(_is_numeric),
    "is-uncertain-date": _each(_is_uncertain),
    "locator": _each(_locator),
    "position": _each(_position),
    "disambiguate": _each(_disambiguate),
}
