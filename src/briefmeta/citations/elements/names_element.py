"""``cs:names``: the names of variables, with ``cs:name``, ``cs:et-al``, labels and substitution.

CSL 1.0.2, "Names", "Name" and "Et-al".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve

from briefmeta.citations.elements.context import Expansion
from briefmeta.citations.elements.name_forms import NameForm
from briefmeta.citations.items.item_variables import east_asian
from briefmeta.citations.output.markup import change_text
from briefmeta.citations.output.tree import Formatting, Node, read_formatting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefmeta.citations.elements.compiler import Compiler
    from briefmeta.citations.elements.context import Context, Render
    from briefmeta.citations.items.item_variables import ItemName
    from briefmeta.citations.output.tree import Piece
    from briefmeta.citations.styles.locales import Element, Locale


#: Attributes of cs:name and the names under which they are inherited ("Inheritable Name Options").
_INHERITED = {"form": "name-form", "delimiter": "name-delimiter"}
_PLAIN = Formatting()


@define(frozen=True, slots=True, kw_only=True)
class EtAl:
    """When a list is cut, and to how many names ("et-al-min" and its companions)."""

    least: int = 0
    first: int = 1
    last: bool = False

    def shown(self, count: int, wanted: int) -> int:
        """Return how many of ``count`` names are shown, at least those that disambiguation wants."""
        if not self.least or count < self.least:
            return count
        most = max(count - 2, self.first) if self.last else count  # an ellipsis stands for one name at least
        return min(max(self.first, wanted), most, count)


@define(frozen=True, slots=True, kw_only=True)
class NameList:
    """How a list of names is written: the attributes of ``cs:name`` and ``cs:et-al``, inherited ones included."""

    form: NameForm
    count: bool
    conjunction: str | None
    delimiter: str
    before_last: str
    institution_delimiter: str
    before_institution: str
    before_et_al: str
    inverted: str | None
    et_al: EtAl
    et_al_subsequent: EtAl
    et_al_text: str
    et_al_formatting: Formatting
    formatting: Formatting
    cuts: bool
    has_parts: bool

    def standing_for(self, other: NameList) -> NameList:
        """Give a list in ``cs:substitute`` what it takes over from the list for which it stands.

        That is, as the reference processor has it, where the list is cut, if ``cs:name`` itself says it there, and the
        formatting of the parts of names that have none here.
        """
        changed = self
        if other.cuts:
            changed = evolve(changed, et_al=other.et_al, et_al_subsequent=other.et_al_subsequent)
        if other.has_parts:
            own, form = self.form, other.form
            family = form.family if own.family == _PLAIN else own.family
            given = form.given if own.given == _PLAIN else own.given
            changed = evolve(changed, form=evolve(own, family=family, given=given))
        return changed

    def shown(self, names: tuple[ItemName, ...], context: Context, expansion: Expansion) -> int:
        """Return how many names are shown here."""
        later = "subsequent" in context.place.positions
        # names that are not listed count as one more
        count = len(names) + names[-1].goes_on
        return min((self.et_al_subsequent if later else self.et_al).shown(count, expansion.names), len(names))

    def write(self, names: tuple[ItemName, ...], context: Context, expansion: Expansion) -> Node:
        """Write the list."""
        shown = self.shown(names, context, expansion)

        def written(name: ItemName, index: int) -> Node:
            return self._name(name, index, self._level(name, index, context, expansion))

        every = [written(name, index) for index, name in enumerate(names[:shown])]
        nodes = [node for node in every if node.children]  # a given name alone has no short form
        goes_on = names[-1].goes_on
        cut = shown < len(names) or goes_on
        if context.shown_names is None:
            context.shown_list += map(str, names[:shown])
        if cut and self.et_al.last and not goes_on and len(names) - shown > (0 if self.form.sorting else 1):
            last = written(names[-1], len(names) - 1)
            children = [*self._joined(nodes, cut=True), *self._ellipsis(shown), last]
        elif cut and self.et_al_text:
            children = [*self._joined(nodes, cut=True), *self._and_others(shown)]
        else:
            children = self._joined(nodes, cut=cut)
        names_node = Node(children, format=self.formatting.format if cut else (), role="names")
        if cut and self.et_al_text and (goes_on or not self.et_al.last):
            # what stands around each name stands around a list that is cut, too, as the reference processor has it
            names_node.prefix, names_node.suffix = self.formatting.prefix, self.formatting.suffix
        return names_node

    def _level(self, name: ItemName, index: int, context: Context, expansion: Expansion) -> int:
        level = expansion.givens[index] if index < len(expansion.givens) else 0
        if context.register is not None:
            level = max(level, context.register.level(name, index, self.form))
        if context.written_names is not None and not self.form.short:
            context.written_names.add(name, index)
            level = max(level, context.written_names.level(name, index, self.form))
        return level

    def _name(self, name: ItemName, index: int, level: int) -> Node:
        node = self.form.write(name, inverted=self._is_inverted(index), level=level)
        node.role = "institution" if name.literal else "name"
        if self.formatting.bare or not node.children:
            return node
        if name.literal:  # affixes are for persons
            return Node([node], format=self.formatting.format, role=node.role)
        return self.formatting.node([node], role=node.role)

    def _is_inverted(self, index: int) -> bool:
        return self.inverted == "all" or (self.inverted == "first" and index == 0)

    def _joined(self, nodes: list[Node], *, cut: bool) -> list[Piece]:
        children: list[Piece] = []
        last = len(nodes) - 1
        for index, node in enumerate(nodes):
            if index:
                ends = index == last and not cut
                children.append(self._before_last(index, nodes) if ends else self.delimiter)
            children.append(node)
        return children

    def _before_last(self, index: int, nodes: list[Node]) -> str:
        """Write what stands before the last name ("and", "delimiter-precedes-last").

        Before an institution the reference processor inherits no delimiter, and heeds the rule of the whole area
        alone, unless it is about inverted names.
        """
        rule, delimiter = self.before_last, self.delimiter
        if nodes[index].role == "institution":
            delimiter = self.institution_delimiter
            if rule != "after-inverted-name" or index > 1:
                rule = self.before_institution
        if self.conjunction is None:
            return delimiter
        space = "" if self.conjunction and east_asian(self.conjunction) else " "
        if rule == "after-inverted-name" and nodes[index - 1].role == "institution":
            rule = "always" if index == 1 and nodes[1].role == "name" else "never"
        # as the reference processor has it, an East Asian "and" takes a delimiter between two names only
        if (space or index == 1) and self._delimits(rule, index, several=index > 1):
            return f"{delimiter}{self.conjunction}{space}"
        return f"{space}{self.conjunction}{space}"

    def _ellipsis(self, shown: int) -> list[Piece]:
        if self.form.sorting:
            return [self.delimiter]
        return [self.delimiter, "… "] if shown > 1 else [" … "]

    def _and_others(self, shown: int) -> list[Piece]:
        if not shown:
            return []
        delimits = self._delimits(self.before_et_al, shown, several=shown > 1)
        space = "" if east_asian(self.et_al_text[0]) else " "
        return [self.delimiter if delimits else space, self.et_al_formatting.node([self.et_al_text])]

    def _delimits(self, rule: str, index: int, *, several: bool) -> bool:
        if rule == "contextual":
            return several
        if rule == "after-inverted-name":
            return self._is_inverted(index - 1)
        return rule == "always"


# -- reading ----------------------------------------------------------------------------------------------------------


def read_list(compiler: Compiler, element: Element) -> NameList:
    """Read how a names element has its names written, with the options that it inherits."""
    name, et_al = element.child("name"), element.child("et-al")
    own = name.attributes if name is not None else {}
    options = {**_options(compiler.options, element.attributes, own), **compiler.key_options}
    parts = (
        {part.get("name"): read_formatting(part) for part in name.all("name-part")}
        if name is not None
        else {}
    )
    conjunction = options.get("and")
    first = _et_al(options, sorting=compiler.sorting)
    later = _et_al(
        {**options, **{key: options[long] for key, long in _LATER.items() if long in options}},
        sorting=compiler.sorting,
    )
    locale = compiler.locale
    return NameList(
        form=NameForm(
            short=options.get("form") == "short" and not _sorts_long(compiler, options),
            initialize=options.get("initialize") != "false",
            initialize_with=options.get("initialize-with"),
            hyphen=options.get("initialize-with-hyphen") != "false",
            separator=options.get("sort-separator", ", "),
            demote=options.get("demote-non-dropping-particle") or "display-and-sort",
            sorting=compiler.sorting,
            family=parts.get("family", _PLAIN),
            given=parts.get("given", _PLAIN),
        ),
        count=options.get("form") == "count",
        conjunction=None if compiler.sorting else _conjunction(conjunction, locale),
        delimiter=options.get("delimiter", ", "),
        before_last=options.get("delimiter-precedes-last") or "contextual",
        institution_delimiter=(options if compiler.sorting else own).get("delimiter", ", "),
        before_institution=compiler.options.get("delimiter-precedes-last") or "contextual",
        before_et_al=options.get("delimiter-precedes-et-al") or "contextual",
        inverted="all" if compiler.sorting else options.get("name-as-sort-order"),
        et_al=first,
        et_al_subsequent=later,
        et_al_text=""
        if compiler.sorting
        else locale.term((et_al.get("term") if et_al is not None else None) or "et-al") or "",
        et_al_formatting=read_formatting(et_al) if et_al is not None else _PLAIN,
        formatting=read_formatting(name) if name is not None else _PLAIN,
        cuts="et-al-min" in own and "et-al-use-first" in own,
        has_parts=bool(parts),
    )


_LATER = {"et-al-min": "et-al-subsequent-min", "et-al-use-first": "et-al-subsequent-use-first"}


def _sorts_long(compiler: Compiler, options: Mapping[str, str]) -> bool:
    return compiler.sorting and options.get("sort-form") == "long"


def _conjunction(value: str | None, locale: Locale) -> str | None:
    if value == "symbol":
        return locale.ampersand
    return locale.term("and") if value == "text" else None


def _options(*sources: Mapping[str, str]) -> dict[str, str]:
    """Merge name options from the outermost element to cs:name itself."""
    merged: dict[str, str] = {}
    *inherited, own = sources
    for source in inherited:
        merged.update({key: value for key, value in source.items() if key not in ("form", "delimiter")})
    options = {key: value for key, value in merged.items() if key not in _INHERITED.values()}
    for key, long in _INHERITED.items():
        if long in merged:
            options[key] = merged[long]
    options.update(own)
    return options


def _et_al(options: Mapping[str, str], *, sorting: bool) -> EtAl:
    # "Use of these two attributes enables et-al abbreviation": one alone does nothing
    least = _number(options.get("et-al-min"), 0) if "et-al-use-first" in options else 0
    first, last = _number(options.get("et-al-use-first"), 1), options.get("et-al-use-last") == "true"
    if last and not sorting:
        # an ellipsis stands for one name at least: of the shortest list that is cut, that is the last but one
        first = min(first, max(least - 2, 1))
    return EtAl(least=least, first=first, last=last)


def _number(value: str | None, default: int) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 6 else default


_NOT_EXPANDED = Expansion()


@define(frozen=True, slots=True, kw_only=True)
class _Label:
    """``cs:label`` in ``cs:names``: before or after the list, singular or plural by the number of names."""

    formatting: Formatting
    form: str
    plural: str
    before: bool
    locale: Locale

    def knows(self, variable: str) -> bool:
        """Return whether there is a term for a variable."""
        return bool(self.locale.term(variable, self.form))

    def write(self, variable: str, count: int) -> Node | None:
        several = self.plural == "always" or (self.plural == "contextual" and count > 1)
        text = self.locale.term(variable, self.form, plural=several)
        if not text:
            return None
        if self.formatting.strip_periods:
            text = text.replace(".", "")
        if self.formatting.case is not None:
            text = change_text(text, self.formatting.case, english=True)
        return self.formatting.node([text])


def _read_label(compiler: Compiler, element: Element) -> _Label | None:
    label = element.child("label")
    if label is None or compiler.sorting:
        return None
    order = [child.name for child in element.children if child.name in ("name", "label")]
    return _Label(
        formatting=read_formatting(label),
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
    formatting = read_formatting(source)
    others = _compile_substitutes(compiler, substitute, source, names) if substitute is not None else []
    delimiter = source.get("delimiter") or compiler.options.get("names-delimiter") or ""
    render_own = _Names(variables, names, label, formatting, delimiter)
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
    """Return whether names, or a variable in their place, were written, and not a term such as "anonymous"."""
    return not written or (not isinstance(written[0], str) and written[0].role is not None)


class _Names:
    """Renders the variables of one names element."""

    def __init__(
        self,
        variables: list[str],
        names: NameList,
        label: _Label | None,
        formatting: Formatting,
        delimiter: str,
    ) -> None:
        self._variables, self._names, self._label = variables, names, label
        self._dress, self._delimiter = formatting, delimiter
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
