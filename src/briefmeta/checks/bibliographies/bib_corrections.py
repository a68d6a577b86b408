"""Corrections of a ``.bib`` text: spellings that can be put right without a doubt, each in its own span of the text.

Nothing else is touched: comments, order, layout and fields that nobody knows stay as they are, and so does what
other programs read from the corrected fields.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from briefmeta.checks.finding import Severity
from briefmeta.checks.handles.handle_rules import is_well_spelt
from briefmeta.checks.handles.handle_rules import read as read_handle
from briefmeta.checks.rule import Rule
from briefmeta.errors import InvalidValueError, shorten
from briefmeta.formats.bib.bib_parser import MONTHS, BibParser
from briefmeta.formats.bib.source import Source
from briefmeta.formats.bib.tables import KNOWN_FIELDS, NOT_REPORTS
from briefmeta.model import identifiers
from briefmeta.model.dates.date_words import words
from briefmeta.text.fold import unaccented
from briefmeta.text.mojibake import undo_mojibake

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from briefmeta.errors import ParseError
    from briefmeta.formats.bib.bib_parser import Entry

_HANDLE_FIELDS = frozenset({"url", "handle", "hdl", "eprint"})
_HANDLE_SCHEMES = frozenset({"hdl", "handle"})
_HANDLE_URL = re.compile(
    r"(?:hdl:(?://)?|info:hdl/|urn:hdl:|(?:https?://)?(?:hdl\.handle\.net|(?:www\.)?coilink\.org)/)\S+",
    re.IGNORECASE,
)
_VERBATIM = frozenset(
    "url doi file eprint pdf ps local-url bdsk-url-1 bdsk-url-2 csl-json handle hdl sortname sortkey".split()
)
# Commands whose argument stands as it is
_COMMANDS = re.compile(r"\\(?:url|href|path|nolinkurl|verb|lstinline|mintinline|Verb)(?![A-Za-z])")
_MACROS = tuple(MONTHS)
_EDGES = re.compile(r"\A[ \t]+|(?<![\s\\])[ \t]+\Z")
# Not before a backslash-space, and not at the beginning of a line: wrapped values are indented on purpose.
_INSIDE = re.compile(r"(?<=[^\s\\])[ \t]{2,}(?=\S)|(?<=[^\s\\])\t(?=\S)")
_DASHES = str.maketrans("‐‑‒–—−", "------")


@attrs.frozen(kw_only=True)
class Correction:
    """A value of a ``.bib`` text and what should stand there.

    Attributes:
        start: where the span begins that changes.
        end: where it ends.
        replacement: what comes in its place.
        key: the key of the entry.
        field: the name of the field.
        reasons: the code of each rule that changes it, and what it found, in words.
    """

    start: int
    end: int
    replacement: str
    key: str
    field: str
    reasons: tuple[tuple[str, str], ...]


def corrections(text: str, codes: Collection[str]) -> Iterator[Correction]:
    """Find what can be put right in a ``.bib`` text.

    Args:
        text: the text.
        codes: the codes of the rules that may change it; those of ``CORRECTED`` can.

    Yields:
        Corrections in the order of the text; none overlap.
    """
    chosen = [(code, correct) for code, correct in CORRECTED.items() if code in codes]
    problems: list[ParseError] = []
    told = 0
    for entry in BibParser(problems).entries(Source(text)) if chosen else ():
        broken, told = any(not each.warning for each in problems[told:]), len(problems)
        if broken or entry.kind in NOT_REPORTS:
            continue  # what programs read from a broken entry is a guess
        for field, place in sorted(entry.places.items(), key=lambda item: item[1]):
            found = _corrected(entry, field, text, place, chosen)
            if found is not None:
                yield found


def apply(text: str, found: Iterator[Correction] | list[Correction]) -> str:
    """Put corrections into the text that they were found in.

    >>> bib = "@report{a, year = 2024, month = {April},  title = {Café  Society }}"
    >>> apply(bib, corrections(bib, CORRECTED))
    '@report{a, year = 2024, month = apr,  title = {Café Society}}'
    """
    pieces, position = [], 0
    for each in found:
        pieces += [text[position : each.start], each.replacement]
        position = each.end
    return "".join([*pieces, text[position:]])


def _span(value: str, text: str, place: int) -> tuple[int, int] | None:
    """Find the inner span of a value; None where it is put together from pieces."""
    for start in (place, place + 1):
        if value and text.startswith(value, start):
            return start, start + len(value)
    return None


def _corrected(
    entry: Entry,
    field: str,
    text: str,
    place: int,
    chosen: list[tuple[str, Callable[[Entry, str, str], str]]],
) -> Correction | None:
    span = _span(entry.fields[field], text, place)
    if span is None:
        return None
    start, end = span
    delimited = text[start - 1 : start] + text[end : end + 1] in ("{}", '""')
    if field == "month":
        return (
            _month(entry, text, start, end, delimited=delimited)
            if any(c == "BIB201" for c, _ in chosen)
            else None
        )
    if not delimited:
        return None
    value = text[start:end]
    reasons = []
    for code, correct in chosen:
        better = correct(entry, field, value)
        if better != value:
            reasons.append((code, f"{shorten(value)} should be {shorten(better)}"))
            value = better
    if not reasons:
        return None
    return Correction(
        start=start, end=end, replacement=value, key=entry.key, field=field, reasons=tuple(reasons)
    )


def _month(entry: Entry, text: str, start: int, end: int, *, delimited: bool) -> Correction | None:
    value = text[start:end]
    if value.lower() in MONTHS and not delimited:
        return None
    if not delimited and text[start - 1 : start] in ("{", '"'):
        return None
    number = _month_number(value)
    year = entry.fields.get("year", "").strip()
    if number is None or not (year.isascii() and year.isdecimal() and len(year) == 4):
        return None  # without a year, readers keep the month as it is written
    macro = _MACROS[number - 1]
    return Correction(
        start=start - delimited,
        end=end + delimited,
        replacement=macro,
        key=entry.key,
        field="month",
        reasons=(("BIB201", f"{shorten(value)} should be the macro {macro}"),),
    )


def _month_number(value: str) -> int | None:
    name = value.strip().rstrip(".")
    if name.isascii() and name.isdecimal():
        return int(name) if len(name) < 3 and 1 <= int(name) <= 12 else None
    word = words().get(unaccented(name)) if len(name) < 20 else None
    return word.value if word is not None and word.kind == "month" else None


def _handle(entry: Entry, field: str, value: str) -> str:
    if field not in _HANDLE_FIELDS or "\\" in value or "{" in value or "?" in value or "#" in value:
        return value
    if field == "url" and not _HANDLE_URL.fullmatch(value.strip()):
        return value
    scheme = entry.fields.get("eprinttype", entry.fields.get("archiveprefix", "")).strip().lower()
    if field == "eprint" and scheme not in _HANDLE_SCHEMES:
        return value
    handle = read_handle(value)
    if handle is None or handle.index is not None or is_well_spelt(value, handle):
        return value
    return handle.uri if field == "url" else str(handle)


def _white_space(_: Entry, field: str, value: str) -> str:
    if ("\n" in value and not value.strip()) or field not in KNOWN_FIELDS or _COMMANDS.search(value):
        return value
    value = _EDGES.sub("", value)
    return (
        value
        if field in _VERBATIM or field in ("abstract", "note", "annote", "annotation")
        else _INSIDE.sub(" ", value)
    )


def _isbn(_: Entry, field: str, value: str) -> str:
    if field != "isbn":
        return value
    try:
        read = identifiers.isbn(value.replace("--", "-"))
    except InvalidValueError:
        return value
    # What is said of a number, "(PDF)", is no fault of spelling: readers pass over it, and a correction loses nothing.
    if (
        read is None
        or sum(map(str.isdigit, value)) != sum(map(str.isdigit, read))
        or "(" in value
        or "[" in value
    ):
        return value
    return ", ".join(part.translate(_DASHES).replace(" ", "-") for part in read.split(", "))


def _mojibake(_: Entry, field: str, value: str) -> str:
    if value.isascii() or field in _VERBATIM or field not in KNOWN_FIELDS:
        return value
    return undo_mojibake(value)


def _unchanged(_: Entry, _field: str, value: str) -> str:
    return value


CORRECTED: Mapping[str, Callable[[Entry, str, str], str]] = {
    "RPT110": _mojibake,
    "BIB202": _white_space,
    "BIB203": _isbn,
    "HDL002": _handle,
    "BIB201": _unchanged,  # the month changes with its delimiters
}
"""The rules that can put a value right, in the order in which they do, and how."""

RULES = (
    Rule("BIB201", "month-in-words", Severity.INFO),
    Rule("BIB202", "stray-white-space", Severity.INFO),
    Rule("BIB203", "isbn-spelling", Severity.INFO),
)
