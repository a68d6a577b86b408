"""A style and a locale to a tree of functions: macros, terms, conditions and inherited options resolved once.

CSL 1.0.2, "Rendering Elements", "Choose" and "Style Behavior". Each ``compile_…`` function takes an element and gives
a function that renders it in a context.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from briefmeta.citations.elements.context import Context
from briefmeta.citations.elements.date_element import compile_date
from briefmeta.citations.elements.names_element import compile_names
from briefmeta.citations.elements.number_element import (
    compile_label,
    compile_number,
    is_numeric,
    number_value,
)
from briefmeta.citations.elements.text_element import compile_term, compile_value, compile_variable
from briefmeta.citations.items.item import NUMBER_VARIABLES
from briefmeta.citations.output.tree import Node, read_formatting, without_periods
from briefmeta.errors import StyleError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefmeta.citations.elements.context import Render
    from briefmeta.citations.output.tree import Formatting, Piece
    from briefmeta.citations.styles.locales import Element, Locale


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
    if name == "locator":  # of several parts, as in "3, fig. 4", the one that its label counts
        return lambda context: is_numeric(_LATER_PARTS.sub("", context.cite.locator))
    return lambda context: is_numeric(number_value(context, name))


_LATER_PARTS = re.compile(r"[,;&]\s{0,3}[^\W\d_]{1,20}\.?\s{0,3}\d.*", re.DOTALL)


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


_LARGEST = (
    100_000  # elements that one layout may render, the largest branch of each choice, macros written out
)
_DEEPEST = 150  # elements inside elements, macros written out


class Compiler:
    """Compiles the elements of one area: the citation, the bibliography, or a sort key of either.

    Attributes:
        style: the name of the style, for errors.
        locale: the terms, dates and options.
        area: citation or bibliography.
        options: the attributes that elements inherit: of the style, of the area, of the sort key.
        size: how many elements have been compiled so far, the largest branch of each choice.
        counted: the number variables that the group around the element writes.
        unquoted: whether the element or one around it turns quotes off.
        substituting: the names element whose alternatives are being compiled ("Substitute").
        year_suffix_explicit: whether a year-suffix variable has been met.
        tests_disambiguate: whether a ``disambiguate`` condition has been met.
        key_options: name options of a sort key, which go before those of any names element.
        sorting: whether a sort key is compiled ("Sorting" changes how names and dates are written).
    """

    def __init__(
        self,
        style: str,
        macros: Mapping[str, Element],
        locale: Locale,
        *,
        area: str,
        options: Mapping[str, str],
        key_options: Mapping[str, str] | None = None,
    ) -> None:
        self.style, self.locale, self.area, self.options = style, locale, area, options
        self.sorting = key_options is not None
        self.key_options = key_options or {}
        self.unquoted = False
        self.counted: frozenset[str] = frozenset()
        self.substituting: Element | None = None
        self.year_suffix_explicit = self.tests_disambiguate = False
        self._macros = macros
        self._compiled: dict[tuple[str, bool], tuple[Render, int, int]] = {}
        self._open: list[str] = []
        self.size = self._depth = self._deepest = self._enclosed = 0

    def error(self, element: Element, reason: str) -> StyleError:
        """Make an error for an element."""
        return StyleError(self.style, reason, element.line or None)

    def children(self, element: Element) -> list[Render]:
        """Compile the children of an element."""
        self._depth += 1
        self._deepest = max(self._deepest, self._depth)
        if self._depth > _DEEPEST:
            raise self.error(element, "elements and macros are nested too deep")
        compiled = [self.element(child) for child in element.children]
        self._depth -= 1
        return compiled

    def element(self, element: Element) -> Render:
        """Compile one rendering element.

        Only what stands in the layout itself, or in a choice there, can be a block of its own ("Display").

        Raises:
            StyleError: when no rendering element has that name, or it lacks what it needs.
        """
        self.size += 1
        if self.size > _LARGEST:
            raise self.error(element, "its macros call one another too often")
        compile_it = _ELEMENTS.get(element.name)
        if compile_it is None:
            raise self.error(element, f"<{element.name}> cannot stand here")
        if self._enclosed and element.get("display") is not None:
            kept = {name: value for name, value in element.attributes.items() if name != "display"}
            element = element.with_attributes(kept)
        outside, self.unquoted = self.unquoted, self.unquoted or element.get("quotes") == "false"
        render = compile_it(self, element)
        self.unquoted = outside
        return render

    def enclosed(self, element: Element) -> Render:
        """Compile the children of a group or a macro."""
        self._enclosed += 1
        outside, self.counted = self.counted, _counted(element)
        render = sequence(self.children(element))
        self.counted = outside
        self._enclosed -= 1
        return render

    def alternatives(self) -> Alternatives:
        """Count what follows as alternatives, of which one renders."""
        return Alternatives(self)

    def macro(self, name: str, element: Element) -> Render:
        """Compile a macro, once an area.

        Raises:
            StyleError: when there is no such macro, or it calls itself.
        """
        key = (name, self.unquoted)
        known = self._compiled.get(key)
        if known is not None:
            render, size, depth = known
            self.size += size
            if self.size > _LARGEST:
                raise self.error(element, "its macros call one another too often")
            if self._depth + depth > _DEEPEST:
                raise self.error(element, "elements and macros are nested too deep")
            self._deepest = max(self._deepest, self._depth + depth)
            return render
        macro = self._macros.get(name)
        if macro is None:
            raise self.error(element, f"there is no macro {name!r}")
        if name in self._open:
            raise self.error(element, f"the macro {name!r} calls itself")
        self._open.append(name)
        before, deepest = self.size, self._deepest
        outer, self.substituting = self.substituting, None
        self._deepest = self._depth
        render = self.enclosed(macro)
        self._open.pop()
        self.substituting = outer
        self._compiled[key] = (render, self.size - before, self._deepest - self._depth)
        self._deepest = max(deepest, self._deepest)
        return render


def _counted(group: Element) -> frozenset[str]:
    """Find which number variables a group writes, macros apart."""
    found: set[str] = set()
    pending = list(group.children)
    while pending:
        element = pending.pop()
        if element.name in ("text", "number"):
            found.add(element.get("variable") or "")
        pending += element.children
    return NUMBER_VARIABLES & found


class Alternatives:
    """Counts the branches of a ``cs:choose``: only the largest counts for what a layout may render."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler, self._start, self._largest, self._count = compiler, compiler.size, 0, 0

    def next(self) -> None:
        """End one branch."""
        self._count += 1
        self._largest = max(self._largest, self._compiler.size - self._start)
        self._compiler.size = self._start

    def end(self) -> None:
        """End the last branch."""
        self._compiler.size = self._start + self._largest + self._count


def sequence(renders: list[Render]) -> Render:
    """Make one function of several."""
    if len(renders) == 1:
        return renders[0]

    def render(context: Context, out: list[Piece]) -> None:
        for each in renders:
            each(context, out)

    return render


def first_of(renders: list[Render]) -> Render:
    """Make one function that stops after the first of several that renders anything."""

    def render(context: Context, out: list[Piece]) -> None:
        before = len(out)
        for each in renders:
            each(context, out)
            if len(out) > before:
                return

    return render


def compile_text(compiler: Compiler, element: Element) -> Render:
    """Compile ``cs:text``: a macro, a term, a value or a variable."""
    macro = element.get("macro")
    if macro is not None:
        return _compile_macro_call(compiler, element, macro)
    if element.get("term") is not None:
        return compile_term(compiler, element)
    if element.get("variable") is not None:
        return compile_variable(compiler, element)
    if element.get("value") is not None:
        return compile_value(compiler, element)
    raise compiler.error(element, "<text> needs a variable, macro, term or value")


def _compile_macro_call(compiler: Compiler, element: Element, name: str) -> Render:
    return _enclosed(compiler.macro(name, element), read_formatting(element), "")


def _enclosed(inner: Render, formatting: Formatting, delimiter: str) -> Render:
    """Make the function of a group, or of a macro call, which counts as one ("Group": implicit condition)."""

    def render(context: Context, out: list[Piece]) -> None:
        called, filled = context.called, context.filled
        context.called = context.filled = 0
        children: list[Piece] = []
        inner(context, children)
        empty = context.called and not context.filled
        context.called += called
        context.filled = filled
        if empty or not children:
            return
        # a group that shows counts as a variable with a value for the group around it
        context.called += 1
        context.filled += 1
        if formatting.strip_periods:
            children = [without_periods(child) for child in children]
        if (
            formatting.format
            or formatting.quotes
            or (formatting.suffix and children[1:] == [] and isinstance(children[0], str))
        ):
            children = [Node(children, delimiter=delimiter)]  # its suffix is not the one of a single text
        out.append(formatting.node(children, delimiter))

    return render


def compile_group(compiler: Compiler, element: Element) -> Render:
    """Compile ``cs:group`` with its implicit condition: it shows when no variable is called or one has a value."""
    return _enclosed(compiler.enclosed(element), read_formatting(element), element.get("delimiter") or "")


def compile_choose(compiler: Compiler, element: Element) -> Render:
    """Compile ``cs:choose``: the first branch whose conditions hold."""
    branches = []
    otherwise: Render | None = None
    # a substitution ends with the first element that renders, inside a choice as well ("Substitute")
    join = sequence if compiler.substituting is None else first_of
    sizes = compiler.alternatives()
    for child in element.children:
        if child.name in ("if", "else-if"):
            branches.append((compile_condition(compiler, child), join(compiler.children(child))))
        elif child.name == "else":
            otherwise = join(compiler.children(child))
        else:
            raise compiler.error(child, f"<{child.name}> cannot stand in <choose>")
        sizes.next()
    sizes.end()

    def render(context: Context, out: list[Piece]) -> None:
        for holds, branch in branches:
            if holds(context):
                branch(context, out)
                return
        if otherwise is not None:
            otherwise(context, out)

    return render


_ELEMENTS = {
    "text": compile_text,
    "number": compile_number,
    "label": compile_label,
    "date": compile_date,
    "names": compile_names,
    "group": compile_group,
    "choose": compile_choose,
}
