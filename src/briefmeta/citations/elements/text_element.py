"""``cs:text``: variables, terms, verbatim values and citation labels (CSL 1.0.2, "Text")."""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING
from urllib.parse import quote

from attrs import evolve

from briefmeta.citations.elements.number_element import (
    is_numeric,
    number_text,
    number_value,
    page_text,
    range_text,
)
from briefmeta.citations.items.item import NUMBER_VARIABLES
from briefmeta.citations.output.markup import apply_case, change_text, parse
from briefmeta.citations.output.tree import (
    UNCOUNTED,
    Node,
    TermText,
    read_formatting,
    strip_periods,
    without_periods,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta.citations.elements.compiler import Compiler
    from briefmeta.citations.elements.context import Context, Render
    from briefmeta.citations.items.item import Item
    from briefmeta.citations.items.item_variables import ItemName
    from briefmeta.citations.output.tree import Formatting, Piece
    from briefmeta.citations.styles.locales import Element, Locale


#: How many letters of each name, by the number of names; of more than four names, four count.
_LETTERS = ((4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))
_NO_LETTER = re.compile(r"<[^<>]*>|[\W\d_]")


def citation_label(item: Item) -> str:
    """Find the label of an item, or make one: letters of names, or of the title, and two digits of the year.

    >>> from briefmeta.citations.items.item import read_item
    >>> doe, roe = {"family": "Doe"}, {"family": "Roe"}
    >>> citation_label(read_item({"author": [doe, roe], "issued": {"date-parts": [[1978]]}}, ""))
    'DoRo78'
    """
    own = item.texts.get("citation-label")
    if own is not None:
        return own
    # authors, else the people whose variable comes first in the alphabet, as the reference processor has it
    names = item.names[min(item.names)] if item.names else ()
    words = [_word(name) for name in names[: len(_LETTERS)]]
    words = words or [item.texts.get("title", "")]
    counts = _LETTERS[len(words) - 1]
    letters = [
        _NO_LETTER.sub("", word)[:count].capitalize() for word, count in zip(words, counts, strict=True)
    ]
    date = item.dates.get("issued")
    year = date.start.year if date is not None and date.start is not None else 0
    return f"{''.join(letters)}{abs(year) % 100:02}"


def _word(name: ItemName) -> str:
    """Find what a name is filed under: ``Berg`` of van den Berg, ``Beatles`` of the Beatles."""
    text = name.literal or name.family or name.given
    return "".join(dropwhile(lambda word: word[:1].islower(), text.split(" "))) or text


_VERBATIM = frozenset(("URL", "DOI", "PMID", "PMCID", "ISBN", "ISSN"))
# number variables in which a hyphen between numbers is an en dash
_WITH_RANGES = NUMBER_VARIABLES - frozenset(
    ("part-number", "printing-number", "section", "supplement-number", "version")
)
_QUOTING = frozenset("'’\"“”")
_SAFE = "/:;()@!$&'*+,=-._~"  # what the path of an address may hold as it is
_LINKS = {
    "URL": "",
    "DOI": "https://doi.org/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}


def compile_value(compiler: Compiler, element: Element) -> Render:
    """Compile a verbatim value."""
    return _constant(compiler, element, element.get("value") or "")


def compile_term(compiler: Compiler, element: Element) -> Render:
    """Compile a term; its form and its locale are known here."""
    name = element.get("term") or ""
    plural = element.get("plural") == "true"
    text = compiler.locale.term(name, element.get("form") or "long", plural=plural)
    return _constant(compiler, element, text or "", term=True)


def _constant(compiler: Compiler, element: Element, text: str, *, term: bool = False) -> Render:
    formatting = read_formatting(element)
    if not text:
        return lambda _context, _out: None
    children = parse(text, compiler.locale)
    if formatting.case is not None:
        # a word of the style takes title case in any language; the rule about languages is for the item's text
        children = apply_case(children, formatting.case, english=True)
    if formatting.strip_periods:
        children = [without_periods(child, own=True) for child in children]
    if term and formatting.case != "lowercase" and isinstance(children[0], str):
        children[0] = TermText(children[0])
    piece = children[0] if formatting.bare and len(children) == 1 else formatting.node(children)
    return lambda _context, out: out.append(piece)


def compile_variable(compiler: Compiler, element: Element) -> Render:
    """Compile a text or number variable."""
    name = element.get("variable") or ""
    formatting = read_formatting(element)
    if compiler.unquoted and formatting.quotes:
        formatting = evolve(formatting, quotes=UNCOUNTED)
    if name == "year-suffix":
        compiler.year_suffix_explicit = True
        return _year_suffix(formatting)
    if name == "citation-label":
        return _compile_label(compiler, formatting)
    if name in ("citation-number", "locator", "first-reference-note-number"):
        return _compile_cited(compiler, name, formatting)
    names: tuple[str, ...] = (name,)
    if element.get("form") == "short" and name in ("title", "container-title"):
        names = (f"{name}-short", name)
    if name in ("page", "page-first", "locator"):
        return _compile_pages(compiler, formatting, name)
    return _compile_text(compiler, formatting, names, unquoted=compiler.unquoted)


def _compile_text(
    compiler: Compiler, formatting: Formatting, names: tuple[str, ...], *, unquoted: bool = False
) -> Render:
    locale, bare, variable = compiler.locale, formatting.bare, names[-1]
    link = variable if variable in _LINKS else None
    read, numeric = _reader(variable, formatting, locale, unquoted=unquoted), variable in NUMBER_VARIABLES
    cached = (names, formatting.case, formatting.strip_periods, formatting.prefix if link else "", unquoted)

    def render(context: Context, out: list[Piece]) -> None:
        context.called += 1
        item = context.item
        # the short form is a form of one variable, so a substitution uses up both ("Substitute")
        found = next((name for name in names if name in item.texts), None)
        if found is None or variable in context.done:
            return
        context.use(variable)
        children = item.fields.get(cached)
        if children is None:
            children = item.fields[cached] = read(item.texts[found], item)
        if link is not None and (address := _address(link, item.texts[found])) is not None:
            children = [Node(children, link=address)]
        if numeric and len(children) == 1 and is_numeric(item.texts[found]):
            out.append(formatting.node(children, role="number"))
        elif bare and len(children) == 1:
            out.append(children[0])
        else:
            out.append(formatting.node(children, role="field" if len(children) > 1 else None))

    return render


def _reader(
    name: str, formatting: Formatting, locale: Locale, *, unquoted: bool
) -> Callable[[str, Item], list[Piece]]:
    """Make the function that parses the text of a variable; identifiers are taken as they are."""
    ranges, case = name in _WITH_RANGES, formatting.case
    if name in _VERBATIM:
        return lambda value, item: apply_case(
            [_without_resolver(value, formatting.prefix)], case or "", english=item.is_english(locale)
        )

    def read(value: str, item: Item) -> list[Piece]:
        if ranges and not (name == "number" and item.type == "legal_case"):  # a docket number is no range
            value = number_text(value, locale)
        children = parse(value, locale, outermost=unquoted)
        if len(children) == 1 and not _QUOTING.isdisjoint(value):
            children = [
                Node(children)
            ]  # such a mark makes parts of a text, as the reference processor has it
        if case is not None:
            language = item.language or locale.language
            children = apply_case(children, case, english=item.is_english(locale), language=language)
        return [without_periods(child) for child in children] if formatting.strip_periods else children

    return read


def _without_resolver(value: str, prefix: str) -> str:
    """Leave out what the style writes itself: a DOI given as an address after ``https://doi.org/``."""
    if "://" in value and prefix.rstrip().endswith("/"):
        for resolver in ("https://doi.org/", "http://doi.org/", "http://dx.doi.org/", "https://dx.doi.org/"):
            if value.lower().startswith(resolver):
                return value[len(resolver) :]
    return value


def _address(name: str, value: str) -> str | None:
    """Make the address that an identifier stands for; None for what is no web address, such as ``javascript:``."""
    if value.lower().startswith(("http://", "https://")):
        return value
    return f"{_LINKS[name]}{quote(value, safe=_SAFE)}" if name != "URL" else None


def _year_suffix(formatting: Formatting) -> Render:
    def render(context: Context, out: list[Piece]) -> None:
        if context.year_suffix:
            context.called += 1
            context.filled += 1
            out.append(formatting.node([context.year_suffix], role="year-suffix"))

    return render


def _compile_label(compiler: Compiler, formatting: Formatting) -> Render:
    """Compile the label of an item; the year suffix goes behind it, unless the style places that itself."""
    locale = compiler.locale

    def render(context: Context, out: list[Piece]) -> None:
        context.called += 1
        context.filled += 1
        label = citation_label(context.item)
        if formatting.case is not None:
            label = change_text(label, formatting.case, english=context.item.is_english(locale))
        children: list[Piece] = [label]
        if context.year_suffix and not context.year_suffix_done and not compiler.year_suffix_explicit:
            context.year_suffix_done = True
            children.append(Node([context.year_suffix], role="year-suffix"))
        out.append(formatting.node(children))

    return render


def _compile_cited(compiler: Compiler, name: str, formatting: Formatting) -> Render:
    """Compile what the citation knows and not the item."""
    locale = compiler.locale
    style_pages = compiler.options.get("page-range-format")
    role = "citation-number" if name == "citation-number" else None

    def render(context: Context, out: list[Piece]) -> None:
        context.called += 1
        value = number_value(context, name)
        if not value:
            return
        context.filled += 1
        if name == "locator":
            context.locator_done = True
            value = page_text(value, locale, style_pages if context.cite.label == "page" else None)
        if formatting.strip_periods:
            value = strip_periods(value)
        if formatting.case is not None:
            value = change_text(value, formatting.case, english=context.item.is_english(locale))
        # what is typed as a locator may hold words
        children: list[Piece] = parse(value, locale) if name == "locator" else [value]
        out.append(formatting.node(children, role=role))

    return render


def _compile_pages(compiler: Compiler, formatting: Formatting, name: str) -> Render:
    locale = compiler.locale
    style_pages = compiler.options.get("page-range-format")

    def render(context: Context, out: list[Piece]) -> None:
        context.called += 1
        value = context.item.texts.get(name)
        if value is None or name in context.done:
            return
        context.use(name)
        pages = range_text(value, locale, style_pages)
        if formatting.case is not None:
            pages = change_text(pages, formatting.case, english=context.item.is_english(locale))
        out.append(formatting.node([pages], role="number"))

    return render
