"""``bibliography()``: items to a sorted, formatted list of references; and what a style asks of an item in vain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from attrs import define, field

from briefmeta.citations.elements.context import Context
from briefmeta.citations.items.item import DATE_VARIABLES, NAME_VARIABLES, read_items
from briefmeta.citations.items.item_variables import ItemName, read_date
from briefmeta.citations.output.assembly import Mark, assemble
from briefmeta.citations.output.tree import Node, capitalized, plain_text
from briefmeta.citations.output.writers import WRITERS
from briefmeta.citations.processing.collapsing import AuthorSubstitute
from briefmeta.citations.processing.item_registry import Registry
from briefmeta.citations.styles.style import Style
from briefmeta.errors import InvalidValueError, RenderError, StyleError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefmeta.citations.items.item import Item
    from briefmeta.citations.output.assembly import Token
    from briefmeta.citations.output.tree import Piece
    from briefmeta.citations.output.writers import Writer
    from briefmeta.citations.styles.style import Layout


@define(frozen=True, kw_only=True)
class Entry:
    """One entry of a bibliography.

    Attributes:
        key: the id of the item, as it was given.
        text: the reference, in the output format.
    """

    key: str
    text: str

    def __str__(self) -> str:
        return self.text


@define(frozen=True, kw_only=True)
class Parameters:
    """How the style wants its bibliography laid out ("Bibliography-specific Options").

    Attributes:
        hanging_indent: whether all lines but the first are indented.
        second_field_align: ``flush`` or ``margin`` where the first field stands in a column of its own, else None.
        entry_spacing: lines between entries.
        line_spacing: distance of lines, in lines.
    """

    hanging_indent: bool = False
    second_field_align: str | None = None
    entry_spacing: int = 1
    line_spacing: int = 1


@define(frozen=True, kw_only=True)
class Bibliography(Sequence[Entry]):
    """A list of references: a sequence of entries that prints as a whole, without those that have no text.

    Attributes:
        entries: the entries, in the order of the style.
        parameters: how the style wants them laid out.
        warnings: what could not be used, in words, with the key of the item or the name of the style.
        output: the output format.
    """

    entries: tuple[Entry, ...]
    parameters: Parameters = field(factory=Parameters)
    warnings: tuple[str, ...] = ()
    output: str = "text"
    _tokens: tuple[Sequence[Token], ...] = field(default=(), repr=False, eq=False)

    def __len__(self) -> int:
        return len(self.entries)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, index: int | slice) -> Entry | tuple[Entry, ...]:
        return self.entries[index]

    def __str__(self) -> str:
        if self.output == "html":
            return _html(entry.text for entry in self.entries if entry.text)
        between = "\n\n" if self.output in ("markdown", "latex", "rst") else "\n"
        return between.join(entry.text for entry in self.entries if entry.text)

    def _repr_html_(self) -> str:
        """Show the bibliography in a notebook."""
        return _html(WRITERS["html"].write(tokens) for tokens in self._tokens if tokens)


def _html(entries: Iterable[str]) -> str:
    body = "".join(f'  <div class="csl-entry">{entry}</div>\n' for entry in entries)
    return f'<div class="csl-bib-body">\n{body}</div>'


def bibliography(
    items: Iterable[object],
    style: str | Path | Style = "apa",
    locale: str | None = None,
    output: str = "text",
    *,
    links: bool = False,
) -> Bibliography:
    """Write the references of reports, or of CSL-JSON mappings of any type, in a CSL style.

    Args:
        items: reports or mappings; their order decides ties. Ids are kept as they are.
        style: a name, a path, XML, or a :class:`Style`.
        locale: the language of terms and dates; without it, the one of the style.
        output: text, html, markdown, latex or rst; every value is escaped for it.
        links: whether DOIs and addresses become links, where the output has links.

    Returns:
        The entries in the order of the style, with the layout that it asks for and warnings as data.

    Raises:
        InvalidValueError: when ``items`` is no list of reports and mappings, or ``output`` is unknown.
        StyleNotFoundError: when no style has that name; ``apa`` comes with ``pip install 'briefmeta[styles]'``.
        StyleError: when the style is invalid or has no bibliography.

    Source: CSL 1.0.2, "Bibliography".

    >>> report = {"id": "a", "type": "report", "title": "On Lakes", "author": [{"family": "Doe", "given": "Ann"}],
    ...           "issued": {"date-parts": [[2024]]}, "publisher": "Lake Trust"}
    >>> print(bibliography([report], "harvard-cite-them-right"))
    Doe, A. (2024) On Lakes. Lake Trust.
    """
    writer = find_writer(output)
    loaded = style if isinstance(style, Style) else Style.load(style, locale)
    layout = loaded.bibliography
    if layout is None:
        raise StyleError(loaded.name, "has no bibliography; it formats citations in notes only")
    registry = Registry(loaded, read_items(items))
    registry.update([tuple(registry.items)])
    ordered = [registry.entry(key) for key in registry.ordered]
    warnings = [f"{loaded.name}: {warning}" for warning in loaded.warnings]
    warnings += [f"{item.key}: {warning}" for item in registry.items.values() for warning in item.warnings]
    return build_bibliography(loaded, layout, ordered, writer, links=links, warnings=warnings)


def build_bibliography(
    style: Style,
    layout: Layout,
    contexts: Sequence[Context],
    writer: Writer,
    *,
    links: bool = False,
    warnings: Sequence[str] = (),
) -> Bibliography:
    """Write items that are sorted, numbered and disambiguated; ``warnings`` are what is wrong with them."""
    found = list(warnings)
    entries: list[Entry] = []
    settled: list[list[Token]] = []
    for item, node in render_entries(style, layout, contexts):
        if not node.children:
            found.append(f"{item.key}: the style writes nothing for this item")
        tokens = migrated(assemble(node, style.locale))
        if not links:
            tokens = [token for token in tokens if isinstance(token, str) or token.kind != "link"]
        settled.append(tokens)
        # spaces at the edge of a block do not show in HTML: there they stay as the style has them
        text = writer.write(tokens).strip("\n" if writer.name == "html" else None)
        entries.append(Entry(key=item.key, text=text))
    return Bibliography(
        entries=tuple(entries),
        parameters=_parameters(layout),
        warnings=tuple(found),
        output=writer.name,
        tokens=tuple(settled),
    )


def find_writer(output: str) -> Writer:
    """Find the writer of an output format.

    Raises:
        InvalidValueError: when there is none.
    """
    writer = WRITERS.get(str(output))
    if writer is None:
        raise InvalidValueError("output", output, "one of " + ", ".join(WRITERS))
    return writer


def render_entries(style: Style, layout: Layout, contexts: Sequence[Context]) -> list[tuple[Item, Node]]:
    """Render each item to a tree."""
    substitute = AuthorSubstitute.of(layout)
    rendered: list[tuple[Item, Node]] = []
    for context in contexts:
        node = capitalized(render_entry(style, layout, context))
        if substitute is not None:
            node = substitute.apply(node, context)
        rendered.append((context.item, _aligned(node, layout)))
        # parsed texts are of use within one entry; kept for all they would hold the whole library twice
        context.item.fields.clear()
    return rendered


def render_entry(style: Style, layout: Layout, context: Context) -> Node:
    """Render one item as an entry.

    Raises:
        RenderError: when the item is nested too deep for the style.
    """
    children: list[Piece] = []
    try:
        layout.render(context, children)
    except RecursionError:
        raise RenderError(style.name, context.item.key, "its text is nested too deep") from None
    formatting = layout.formatting
    if not children:
        return Node([])
    first, last = children[0], children[-1]
    if isinstance(last, Node) and last.display and isinstance(first, Node) and first.display:
        # an entry of blocks: the suffix stands in the last
        inner = last.replaced(last.children)
        inner.display = None
        block = Node([inner], suffix=formatting.suffix, display=last.display)
        return Node([*children[:-1], block], prefix=formatting.prefix, format=formatting.format)
    return Node(children, prefix=formatting.prefix, suffix=formatting.suffix, format=formatting.format)


def _aligned(node: Node, layout: Layout) -> Node:
    """Set the first field apart ("second-field-align")."""
    if not layout.options.get("second-field-align") or len(node.children) < 2:
        return node
    first, *rest = node.children
    margin = Node([Node([first], prefix=node.prefix, format=node.format)], display="left-margin")
    inline = Node([Node([Node(rest)], suffix=node.suffix, format=node.format)], display="right-inline")
    return Node([margin, inline])


def migrated(tokens: list[Token]) -> list[Token]:
    """Move marks that follow the border of a block before it, so that no line starts with them.

    The last of aligned fields does not end in a space; one before it keeps what parts it from the next.
    """
    # a block ends a line of print, and none begins with a comma: the suite's display cases
    moved: list[Token] = []
    border = 0  # where the borders begin that were met last
    for token in tokens:
        if isinstance(token, str):
            rest = token.lstrip(".,:;!?")
            if 0 < border < len(moved) and rest and len(rest) < len(token):
                moved.insert(border, token[: len(token) - len(rest)])
                moved.append(rest)
            else:
                moved.append(token)
            border = len(moved)
        else:
            moved.append(token)
            border = border if token.kind == "display" else len(moved)
    if len(moved) > 1 and isinstance(end := moved[-1], Mark) and end.value == "right-inline":
        text = moved[-2]
        moved[-2] = text.rstrip() if isinstance(text, str) else text
    return moved


def _parameters(layout: Layout) -> Parameters:
    options = layout.options
    return Parameters(
        hanging_indent=options.get("hanging-indent") == "true",
        second_field_align=options.get("second-field-align"),
        entry_spacing=_lines(options.get("entry-spacing")),
        line_spacing=_lines(options.get("line-spacing")),
    )


def _lines(value: str | None) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 4 else 1


_YEAR = 7919  # stands for a date that is not there, and is hardly in a report otherwise
_MOST = 4096  # answers that are kept


class StyleNeeds:
    """What one style asks of items.

    An item is rendered as it is and with a value in the place of what is missing. Where the value is printed, the
    style has a place for it, whatever macros, groups and conditions lead there; where another variable had taken that
    place (``cs:substitute``), nothing is missing.

    Args:
        style: a name, a path, the XML of a style, or a :class:`Style`.

    Attributes:
        name: the name of the style.

    Raises:
        StyleNotFoundError: when no style has that name.
        StyleError: when the style is invalid.

    >>> needs = StyleNeeds("harvard-cite-them-right")
    >>> report = {"id": "a", "type": "report", "title": "On Lakes", "publisher": "Lake Trust"}
    >>> needs.lacking(report, ["title", "author", "issued", "volume"])
    frozenset({'issued'})
    """

    def __init__(self, style: str | Path | Style) -> None:
        self._style = style if isinstance(style, Style) else Style.load(style)
        self._layout = self._style.bibliography or self._style.citation
        self.name = self._style.name
        self._known: dict[tuple[str, frozenset[str], str], bool] = {}

    def __repr__(self) -> str:
        return f"<StyleNeeds of {self.name!r}>"

    def lacking(self, report: object, variables: Iterable[str]) -> frozenset[str]:
        """Return which variables the style would print, if the report had them.

        Args:
            report: a report or a CSL-JSON mapping.
            variables: CSL variables; those that the report has are not lacking.

        Raises:
            InvalidValueError: when ``report`` is neither.
        """
        (item,) = read_items([report])
        present = frozenset(item.texts.keys() | item.names.keys() | item.dates.keys())
        return frozenset(
            each for each in variables if each not in present and self._lacks(item, present, each)
        )

    def _lacks(self, item: Item, present: frozenset[str], variable: str) -> bool:
        # conditions and substitutions look at the type and at which variables are there, hardly at values
        key = (item.type, present, variable)
        if key not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = self._would_print(item, variable) and not self._is_replaced(item, variable)
        return self._known[key]

    def _would_print(self, item: Item, variable: str) -> bool:
        filled = _copy(item)
        value = f"Zq{variable.replace('-', '')}zq"
        if variable in DATE_VARIABLES:
            value, date = str(_YEAR), read_date({"date-parts": [[_YEAR]]})
            if date is not None:
                filled.dates[variable] = date
        elif variable in NAME_VARIABLES:
            filled.names[variable] = (ItemName(literal=value),)
        else:
            filled.texts[variable] = value
        return value.casefold() in self._rendered(filled)[0].casefold()

    def _is_replaced(self, item: Item, variable: str) -> bool:
        """Return whether something else stands where names would; for other variables nothing ever does."""
        return variable in NAME_VARIABLES and bool(self._rendered(_copy(item))[1])

    def _rendered(self, item: Item) -> tuple[str, set[str]]:
        """Render an item to text, and tell which variables stand in the place of others."""
        context = Context(item, number=1)
        pieces: list[Piece] = []
        self._layout.render(context, pieces)
        return plain_text(Node(pieces)), context.done


def _copy(item: Item) -> Item:
    copy = type(item)(item.key, item.type)
    copy.texts, copy.names, copy.dates = dict(item.texts), dict(item.names), dict(item.dates)
    copy.language = item.language
    return copy
