"""``cs:number`` and ``cs:label``, page ranges and ranges of other numbers.

CSL 1.0.2, "Number", "Label", "Page Ranges" and the appendix "Page Range Formats".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING

from briefmeta.citations.output.markup import change_text, parse
from briefmeta.citations.output.tree import read_formatting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefmeta.citations.elements.compiler import Compiler
    from briefmeta.citations.elements.context import Context, Render
    from briefmeta.citations.output.tree import Piece
    from briefmeta.citations.styles.locales import Element, Locale


_END = r"(?![\w.\-–:])"
_PAGE = r"(?:[A-Za-z]*\d[A-Za-z\d]*|[ivxlcdm]+|[IVXLCDM]+)"
# A list of numbers and ranges and nothing else: dashes in any other text are part of it.
_LIST = re.compile(rf"{_PAGE}(?:\s*(?:[-–,;&]|\b(?:and|et|und|y)\b)\s*{_PAGE})*")
_NUMBER = r"((?:[A-Za-z\d]*[A-Za-z])?)(\d+)([A-Za-z]*)"
# Two page numbers with the same letters before them; roman numerals; in each case a hyphen or an en dash between.
_PAGE_RANGE = re.compile(
    rf"(?<![\w.\-–:/]){_NUMBER}\s*[-–]\s*{_NUMBER}{_END}"
    rf"|(?<![\w.\-–:/])([ivxlcdm]+|[IVXLCDM]+)\s*[-–]\s*([ivxlcdm]+|[IVXLCDM]+){_END}"
)
# Of "13,900-13,905" no part can be shortened or filled up: it may be a list as well.
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3},\d{3}(?!\d)")
_SPACED = re.compile(r"(?<=\d) {0,3}- {0,3}(?=\w)")
_AMPERSAND = re.compile(r"(?<=\d)\s?&\s?(?=\d)")
_LONGEST_LIST = 2_000  # characters; longer text is no list of pages


def range_text(value: str, locale: Locale, format: str | None = None) -> str:
    """Write a number variable of an item: en dashes in its ranges, where it is a list of numbers and nothing else."""
    if len(value) > _LONGEST_LIST or _LIST.fullmatch(value) is None:
        return _plain(value, locale)
    return page_text(value, locale, format)


def number_text(value: str, locale: Locale) -> str:
    """Write a number variable other than pages, where dashes that were typed stay as they are."""
    return range_text(value, locale) if "-" in value else _plain(value, locale)


def page_text(value: str, locale: Locale, format: str | None) -> str:
    """Write pages in a ``page-range-format``, each range with the delimiter of the locale."""
    if ("-" not in value and "–" not in value) or len(value) > _LONGEST_LIST:
        return _plain(value, locale)
    value = _SPACED.sub("-", value)
    dash = locale.term("page-range-delimiter") or "–"
    if _THOUSANDS.search(value):
        format = None

    def written(found: re.Match[str]) -> str:
        if found[7]:
            return f"{found[7]}{dash}{found[8]}"
        before, first, after, before_last, last, after_last = found.groups()[:6]
        if before_last and before_last != before:
            return found[0]
        if before and not before_last:
            return found[0]
        if before and not before.isalpha() and format in (None, "expanded"):
            return found[0]  # "8n115" is a number that a style may shorten, else a text
        if after or after_last or format is None:
            return f"{before}{first}{after}{dash}{before_last}{last}{after_last}"
        return _formatted(format, before, first, last, dash)

    return _plain(_PAGE_RANGE.sub(written, value), locale)


def _plain(value: str, locale: Locale) -> str:
    """Write what is no range: hyphens that are meant, and ampersands between numbers as the locale has them."""
    return _AMPERSAND.sub(lambda _: f" {locale.ampersand} ", value).replace("\\-", "-")


def _formatted(format: str, before: str, first: str, last: str, dash: str) -> str:
    full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    if format == "expanded":
        return f"{before}{first}{dash}{before}{full}"
    if len(first) != len(full):
        return f"{before}{first}{dash}{full}"
    if int(first) > int(full):
        return f"{before}{first}{dash}{before}{full}"
    shorten = _FORMATS.get(format)
    if shorten is None:
        return f"{before}{first}{dash}{before}{last}"
    return f"{before}{first}{dash}{shorten(first, full)}"


def _minimal(first: str, last: str, least: int = 1) -> str:
    """Keep the digits that change, and at least so many."""
    start = 0
    while start < len(last) - least and first[start] == last[start]:
        start += 1
    return last[start:]


def _minimal_two(first: str, last: str) -> str:
    return _minimal(first, last, 2)


def _chicago(first: str, last: str, *, long_change: bool = True) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0:
        return last
    if number % 100 < 10:
        return _minimal(first, last)
    changed = _minimal(first, last, 2)
    return last if long_change and len(first) == 4 and len(changed) > 2 else changed


def _chicago_16(first: str, last: str) -> str:
    return _chicago(first, last, long_change=False)


_FORMATS: dict[str, Callable[[str, str], str]] = {
    "minimal": _minimal,
    "minimal-two": _minimal_two,
    "chicago": _chicago,
    "chicago-15": _chicago,
    "chicago-16": _chicago_16,
}


#: What a locator can count (CSL 1.0.2, "Locators").
LABELS = (
    "act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus page"
    " paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse volume"
).split()
_TERM_FORMS = ("long", "short", "symbol")


def locator_terms(*locales: Locale) -> dict[str, str]:
    """List the words for locators of locales, in lower case, each with its label; the first locale decides."""
    terms: dict[str, str] = {}
    for locale, label, form, plural in product(locales, LABELS, _TERM_FORMS, (False, True)):
        term = locale.term(label, form, plural=plural)
        if term and term.strip():
            terms.setdefault(term.strip().casefold(), label)
    return terms


# a word, perhaps in two parts as in "s. v.", and a number after it
_LABELLED = re.compile(
    r"([^\W\d_]{1,20}\.?(?: ?[^\W\d_]{1,10}\.)?|[§¶]{1,2})\s{0,3}(?=[\d(\[]|[ivxlcdmIVXLCDM]+\b)"
)


def split_locator(locator: str, terms: Mapping[str, str]) -> tuple[str, str] | None:
    """Take the label off a locator that begins with one: ``ch. 3, p. 12`` is chapter ``3, p. 12``.

    Args:
        locator: the locator as it was typed.
        terms: the words for locators, as :func:`locator_terms` lists them.

    Returns:
        The label and the rest, or None where the locator begins with no label.

    >>> split_locator("ch. 3, p. 12", {"ch.": "chapter"})
    ('chapter', '3, p. 12')
    """
    found = _LABELLED.match(locator)
    label = terms.get(found[1].casefold()) if found is not None else None
    return (label, locator[found.end() :]) if found is not None and label is not None else None


# "is-numeric": numbers, perhaps with letters before or after, joined by hyphens, commas and ampersands
_ONE = r"(?:[A-Za-z]*\d+[A-Za-z]*|[ivxlcdm]+)"
_JOIN = r"\s*(?:,\s*(?:and\b|et\b|und\b|y\b)?|;\s|&|--?|–|\band\b|\bet\b|\bund\b|\by\b)\s*"
_NUMERIC = re.compile(rf"{_ONE}(?:(?:{_JOIN}|/){_ONE})*")
_SEVERAL = re.compile(rf"{_ONE}{_JOIN}{_ONE}")
_RANGE = re.compile(rf"{_ONE}\s*[-–]\s*{_ONE}")
_COUNT = re.compile(r"[A-Za-z]*(\d{1,18})[A-Za-z]*")
_DIGITS = re.compile(r"\d+")
_LONGEST = 500
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_COUNTS = frozenset(("number-of-pages", "number-of-volumes"))
_LOCATOR_TERMS = {"sub verbo": "sub-verbo"}


def number_value(context: Context, name: str) -> str | None:
    """Find the value of a number variable, in the item or in the citation."""
    if name == "locator":
        return None if context.locator_done else context.cite.locator or None
    if name == "citation-number":
        return str(context.number) if context.number else None
    if name == "first-reference-note-number":
        return None if context.place.first_note is None else str(context.place.first_note)
    value = context.item.texts.get(name)
    return None if value is not None and name in context.done else value


def is_numeric(value: str | None) -> bool:
    """Return whether a value is a number or a list of numbers ("is-numeric")."""
    return value is not None and len(value) <= _LONGEST and _NUMERIC.fullmatch(value.strip()) is not None


def is_several(value: str) -> bool:
    """Return whether a value is a range or a list of numbers and nothing else, which makes its label plural."""
    return is_numeric(value) and _SEVERAL.search(value) is not None


def compile_number(compiler: Compiler, element: Element) -> Render:
    """Compile ``cs:number``: numeric, ordinal, long-ordinal or roman; a value that is no number is written as it is."""
    name = element.get("variable")
    if not name:
        raise compiler.error(element, "<number> needs a variable")
    formatting = read_formatting(element)
    locale = compiler.locale
    write = _FORMS.get(element.get("form") or "numeric")
    gender = locale.gender(name)
    paged = name in ("page", "locator")
    pages = compiler.options.get("page-range-format") if paged else None
    write_ranges = page_text if name == "locator" else range_text

    def render(context: Context, out: list[Piece]) -> None:
        context.called += 1
        value = number_value(context, name)
        if not value:
            return
        context.use(name)
        context.locator_done = context.locator_done or name == "locator"
        text = write_ranges(value, locale, pages) if paged else number_text(value, locale)
        if write is not None and "/" not in value and is_numeric(value):
            text = _DIGITS.sub(lambda found: _replaced(found, write, locale, gender), text)
        if formatting.case is not None:
            text = change_text(text, formatting.case, english=context.item.is_english(locale))
        role = "number" if pages or is_numeric(value) else None
        out.append(formatting.node(parse(text, locale), role=role))

    return render


def _replaced(found: re.Match[str], write: _Write, locale: Locale, gender: str | None) -> str:
    start, end, text = found.start(), found.end(), found.string
    beside_letter = (start and text[start - 1].isalpha()) or (end < len(text) and text[end].isalpha())
    if beside_letter or len(found[0]) > 9:
        return found[0]
    return write(int(found[0]), locale, gender)


def ordinal(number: int, locale: Locale, gender: str | None) -> str:
    """Write a number with its ordinal suffix ("Ordinal Suffixes")."""
    return f"{number}{locale.ordinal(number, gender)}"


def _long_ordinal(number: int, locale: Locale, gender: str | None) -> str:
    """Write first to tenth in words ("Long Ordinals"), the others with a suffix."""
    if 1 <= number <= 10:
        name = f"long-ordinal-{number:02}"
        text = (locale.term(f"{name}/{gender}") if gender else None) or locale.term(name)
        if text:
            return text
    return ordinal(number, locale, gender)


def _roman(number: int, _locale: Locale, _gender: str | None) -> str:
    if not 0 < number < 5000:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


_Write = Callable[[int, "Locale", "str | None"], str]
_FORMS = {"ordinal": ordinal, "long-ordinal": _long_ordinal, "roman": _roman}


def _labelled_value(context: Context, name: str, beside: tuple[str, ...]) -> str | None:
    """Return the value that a label is for; "" where the style labels another number with it, None for no label."""
    value = number_value(context, name)
    if value is None and context.substituting:
        value = context.item.texts.get(name)  # the substitution has just used it up
    if name == "locator" and not context.locator_labelled:
        value = context.cite.locator
        context.locator_labelled = bool(value)
    if value:
        return value
    return "" if any(number_value(context, other) for other in beside) else None  # of nothing, the singular


def compile_label(compiler: Compiler, element: Element) -> Render:
    """Compile ``cs:label``: the term of a number variable, singular or plural as ``plural`` says."""
    name = element.get("variable")
    if not name:
        raise compiler.error(element, "<label> needs a variable")
    locale, form, plural = (
        compiler.locale,
        element.get("form") or "long",
        element.get("plural") or "contextual",
    )
    formatting = read_formatting(element)
    known: dict[tuple[str, bool], Piece | None] = {}
    # "The term is only rendered if the selected variable is non-empty"; but where a style labels one number with a term
    # of another, as a locator with that of pages, it says less without its "p.", and Zotero's users see the term.
    beside = () if name in compiler.counted else tuple(compiler.counted)

    def label(term: str, several: bool) -> Piece | None:
        text = locale.term(term, form, plural=several)
        if not text:
            return None
        if formatting.strip_periods:
            text = text.replace(".", "")  # of a term, all of them
        if formatting.case is not None:
            text = change_text(text, formatting.case, english=True)
        return formatting.node([text])

    def render(context: Context, out: list[Piece]) -> None:
        value = _labelled_value(context, name, beside)
        if value is None:
            return
        term = name
        if name == "locator":
            term = _LOCATOR_TERMS.get(context.cite.label, context.cite.label)
        docket = name == "number" and context.item.type == "legal_case"
        several = plural == "always" or (plural == "contextual" and not docket and _is_plural(name, value))
        key = (term, several)
        if key not in known:
            known[key] = label(*key)
        piece = known[key]
        if piece is not None:
            out.append(piece)

    return render


def _is_plural(name: str, value: str) -> bool:
    if name in _COUNTS and (count := _COUNT.fullmatch(value)) is not None:
        return int(count[1]) > 1
    if name == "locator" and len(value) <= _LONGEST and _RANGE.search(value) is not None:
        return True  # a locator may say more than a number
    return is_several(value)
