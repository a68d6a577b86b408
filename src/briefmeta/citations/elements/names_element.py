"""``cs:names``: the names of variables, with labels and substitution ("Names" of CSL 1.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from briefmeta.citations.elements.context import Expansion
from briefmeta.citations.elements.formatting import Dress, read_dress
from briefmeta.citations.elements.name_lists import read_list
from briefmeta.citations.output.textcase import change_text
from briefmeta.citations.output.tree import Node, strip_periods

if TYPE_CHECKING:
    from briefmeta.citations.elements.compiler import Compiler
    from briefmeta.citations.elements.context import Context, Render
    from briefmeta.citations.elements.name_lists import NameList
    from briefmeta.citations.items.item_names import ItemName
    from briefmeta.citations.output.tree import Piece
    from briefmeta.citations.styles.locales import Locale
    from briefmeta.citations.styles.xmltree import Element

_NOT_EXPANDED = Expansion()


@define(frozen=True, slots=True, kw_only=True)
class _Label:
    """``cs:label`` in ``cs:names``: before or after the list, singular or plural by the number of names."""

    dress: Dress
    form: str
    plural: str
    before: bool
    locale: Locale

    def knows(self, variable: str) -> bool:
        """Tell whether there is a term for a variable."""
        return bool(self.locale.term(variable, self.form))

    def write(self, variable: str, count: int) -> Node | None:
        several = self.plural == "always" or (self.plural == "contextual" and count > 1)
        text = self.locale.term(variable, self.form, plural=several)
        if not text:
            return None
        if self.dress.strip_periods:
            text = strip_periods(text)
        if self.dress.case is not None:
            text = change_text(text, self.dress.case, english=True)
        return self.dress.node([text])


def _read_label(compiler: Compiler, element: Element) -> _Label | None:
    label = element.child("label")
    if label is None or compiler.sorting:
        return None
    order = [child.name for child in element.children if child.name in ("name", "label")]
    return _Label(
        dress=read_dress(label),
        form=label.get("form") or "long",
        plural=label.get("plural") or "contextual",
        before=order[0] == "label" and "name" in order,
        locale=compiler.locale,
    )


def compile_names(compiler: Compiler, element: Element) -> Render:
    """Compile ``cs:names``; without children inside ``cs:substitute`` it is written like the names element around."""
    parent = compiler.substituting
    variables = (element.get("variable") or "").split()
    if not variables:
        raise compiler.error(element, "<names> needs a variable")
    source = parent if parent is not None and not element.children else element
    names = read_list(compiler, source)
    label = _read_label(compiler, source)
    substitute = element.child("substitute")
    dress = read_dress(source)
    others = _compile_substitutes(compiler, substitute, source, names) if substitute is not None else []
    delimiter = source.get("delimiter") or compiler.options.get("names-delimiter") or ""
    render_own = _Names(variables, names, label, dress, delimiter)
    counts_none = compiler.sorting and names.count

    def render(context: Context, out: list[Piece]) -> None:
        if context.suppress_names:
            context.suppress_names = False
            called, filled, before = context.called, context.filled, len(out)
            write(context, out)  # what stands for the author is used up all the same
            if _is_author(out[before:]):
                context.called, context.filled = called, filled
                del out[before:]
            return
        write(context, out)

    def write(context: Context, out: list[Piece]) -> None:
        node = render_own(context)
        if node is not None:
            if node.children:
                out.append(node)
            return
        for other in others:
            if other(context, out):
                return
        if counts_none:
            context.filled += 1  # no names are a number too
            out.append("0")

    return render


def _is_author(written: list[Piece]) -> bool:
    """Tell whether names, or a variable in their place, were written, and not a term such as "anonymous"."""
    return not written or (not isinstance(written[0], str) and written[0].role is not None)


class _Names:
    """Renders the variables of one names element."""

    def __init__(
        self, variables: list[str], names: NameList, label: _Label | None, dress: Dress, delimiter: str
    ) -> None:
        self._variables, self._names, self._label = variables, names, label
        self._dress, self._delimiter = dress, delimiter
        self._standing_for: dict[int, NameList] = {}  # by the identity of the other list, which lives as long

    def __call__(self, context: Context) -> Node | None:
        context.called += 1
        item = context.item
        present = [
            (variable, item.names[variable])
            for variable in self._variables
            if variable in item.names and variable not in context.done
        ]
        if not present:
            return None
        for variable, _ in present:
            context.use(variable)
        listed = self._list(context.standing_for)
        if listed.count:
            return self._count(listed, present, context)
        written = [self._one(listed, variable, names, context) for variable, names in self._merged(present)]
        children: list[Piece] = [node for node in written if node is not None]
        if not children:
            return Node([])  # a given name alone has no short form, and et-al-use-first may be 0
        node = self._dress.node(children, self._delimiter, role="names-area")
        if context.shown_names is None:
            context.shown_names = node
        return node

    def _list(self, other: NameList | None) -> NameList:
        if other is None:
            return self._names
        known = self._standing_for.get(id(other))
        if known is None:
            known = self._standing_for[id(other)] = self._names.standing_for(other)
        return known

    def _merged(
        self, present: list[tuple[str, tuple[ItemName, ...]]]
    ) -> list[tuple[str, tuple[ItemName, ...]]]:
        """Make one of editor and translator when they are the same people and the locale has a word for that."""
        if len(present) == 2 and sorted(self._variables) == ["editor", "translator"]:
            first, second = present
            if first[1] == second[1] and (self._label is None or self._label.knows("editortranslator")):
                return [("editortranslator", first[1])]
        return present

    def _count(
        self, listed: NameList, present: list[tuple[str, tuple[ItemName, ...]]], context: Context
    ) -> Node | None:
        """Write how many names would be shown (form="count")."""
        total = sum(listed.shown(names, context, _NOT_EXPANDED) for _, names in present)
        return self._dress.node([str(total)]) if total else None

    def _one(
        self, listed: NameList, variable: str, names: tuple[ItemName, ...], context: Context
    ) -> Node | None:
        if context.trace is not None:
            shown = listed.shown(names, context, _NOT_EXPANDED)
            context.trace.append((variable, listed.form, names, shown))
        written = listed.write(names, context, context.expansions.get(variable, _NOT_EXPANDED))
        if not written.children:
            return None
        label = self._label.write(variable, len(names)) if self._label is not None else None
        if label is None or self._label is None:
            return Node([written])
        return Node([label, written] if self._label.before else [written, label])


def _compile_substitutes(
    compiler: Compiler, substitute: Element, parent: Element, names: NameList
) -> list[_Substitute]:
    """Compile the alternatives of a names element."""
    outer, compiler.substituting = compiler.substituting, parent
    compiled = [_Substitute(compiler.element(child), names) for child in substitute.children]
    compiler.substituting = outer
    return compiled


class _Substitute:
    """One alternative of ``cs:substitute``: what it renders is not rendered again in this entry."""

    def __init__(self, render: Render, names: NameList) -> None:
        self._render = render
        self._names = names if names.cuts or names.has_parts else None

    def __call__(self, context: Context, out: list[Piece]) -> bool:
        outer, context.substituting = context.substituting, True
        other, context.standing_for = context.standing_for, self._names or context.standing_for
        known = len(context.done)
        children: list[Piece] = []
        self._render(context, children)
        context.substituting, context.standing_for = outer, other
        if not children:
            return False
        node = Node(children, role="substitute" if len(context.done) > known else None)  # a term is nobody
        if context.shown_names is None:
            context.shown_names = node
        out.append(node)
        return True
