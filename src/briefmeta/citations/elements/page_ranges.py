"""Page ranges and ranges of other numbers ("Page Ranges" of CSL 1.0.2, appendix "Page Range Formats")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta.citations.styles.locales import Locale

_END = r"(?![\w.\-–:])"
_ONE = r"(?:[A-Za-z]*\d[A-Za-z\d]*|[ivxlcdm]+|[IVXLCDM]+)"
# A list of numbers and ranges and nothing else: dashes in any other text are part of it.
_LIST = re.compile(rf"{_ONE}(?:\s*(?:[-–,;&]|\b(?:and|et|und|y)\b)\s*{_ONE})*")
_NUMBER = r"((?:[A-Za-z\d]*[A-Za-z])?)(\d+)([A-Za-z]*)"
# Two page numbers with the same letters before them; roman numerals; in each case a hyphen or an en dash between.
_RANGE = re.compile(
    rf"(?<![\w.\-–:/]){_NUMBER}\s*[-–]\s*{_NUMBER}{_END}"
    rf"|(?<![\w.\-–:/])([ivxlcdm]+|[IVXLCDM]+)\s*[-–]\s*([ivxlcdm]+|[IVXLCDM]+){_END}"
)
# Of "13,900-13,905" no part can be shortened or filled up: it may be a list as well.
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3},\d{3}(?!\d)")
_SPACED = re.compile(r"(?<=\d) {0,3}- {0,3}(?=\w)")
_AMPERSAND = re.compile(r"(?<=\d)\s?&\s?(?=\d)")
_LONGEST = 2_000  # characters; longer text is no list of pages


def range_text(value: str, locale: Locale, format: str | None = None) -> str:
    """Write a number variable of an item: en dashes in its ranges, where it is a list of numbers and nothing else."""
    if len(value) > _LONGEST or _LIST.fullmatch(value) is None:
        return _plain(value, locale)
    return page_text(value, locale, format)


def number_text(value: str, locale: Locale) -> str:
    """Write a number variable other than pages, where dashes that were typed stay as they are."""
    return range_text(value, locale) if "-" in value else _plain(value, locale)


def page_text(value: str, locale: Locale, format: str | None) -> str:
    """Write pages in a ``page-range-format``, each range with the delimiter of the locale."""
    if ("-" not in value and "–" not in value) or len(value) > _LONGEST:
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

    return _plain(_RANGE.sub(written, value), locale)


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
