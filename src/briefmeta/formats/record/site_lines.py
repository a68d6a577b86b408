"""Lines of sites by themselves: navigation, buttons, files with their sizes, counts, cookie notices, menus in one line.

Only the text of a line is looked at here; whether it is the value of a label on its page, ``site_copy.py`` decides.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from briefmeta.formats.record.page_lines import MAX_LINE, is_rule
from briefmeta.text.fold import unaccented
from briefmeta.vocabulary import rows, words

LONGEST_SITE_LINE = 160  # characters; what is longer is text, unless it speaks of cookies
"""The longest line of a site; what is longer is text, unless it speaks of cookies."""

LONGEST_ENTRY = 5  # words of one entry
"""Words of one entry of a menu."""

_FILE = re.compile(r"\S{1,120}\.(?:pdf|docx?|epub|xlsx?|pptx?|zip|odt)(?:\s.{0,60})?", re.IGNORECASE)
_SIZE = re.compile(r"\b\d[\d.,]*\s?(?:[kmg]i?b|bytes|[kmg]o)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:\d[\d.,]*[km]?\s+(?:views?|downloads?|shares?|likes?|comments?|citations?|reads?)|"
    r"(?:views?|downloads?|shares?|citations?):?\s+\d[\d.,]*|\d+\s*min(?:ute)?s?\.? read)",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b|powered by\b|dspace software\b|.{0,40}all rights reserved)", re.IGNORECASE
)
# What buttons say: a verb of theirs and a few words in small letters. Headings say it, too: it is never sure.
_BUTTON = re.compile(
    r"(?:add|save|share|send|email|print|export|download|view|show|hide|see|read|get|go|back|return|skip|jump|sign|log|"
    r"subscribe|follow|open|close|copy|report|request|order|cite|browse|search|toggle|switch|select|manage)"
    r"(?: [a-z()'’-]{1,14}){1,5}",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"[^>›»\n]{1,200}(?:\s[>›»]\s[^>›»\n]{1,200}){1,8}")
_BETWEEN_ENTRIES = re.compile(r"\s+[|·•›»>/]\s+|\s*[|·•›»]\s*|\s{2,}|\t")
_COUNT_BEHIND = re.compile(r"\s*[(\[]?\d[\d.,]*[)\]]?$")
_DECORATION = " \t•·›»>–—-|:↓↑→←▼▲▾*…+✕×"
_MOST_WORDS = 12  # words of a line that may be several entries of a menu


@cache
def _site_lines() -> dict[str, bool]:
    """The folded lines of sites, and whether each is one by itself."""
    return {
        key: surety == "sure"
        for line, _, surety in rows("site_lines")
        if (key := unaccented(line).strip(_DECORATION))
    }


@cache
def _first_words() -> frozenset[str]:
    """The first words of all lines of sites: a line of another word is no menu, which spares most lines the search."""
    return frozenset(key.split(" ", 1)[0] for key in _site_lines())


@lru_cache(maxsize=4_096)  # the same labels and buttons stand on every page of a site
def surety_of(line: str) -> bool | None:
    """Return whether a line is surely a site's (True), or may be (False); None where it is the record's.

    >>> surety_of("Download PDF"), surety_of("Results"), surety_of("Water Rights and Wrongs")
    (True, False, None)
    """
    if len(line) > MAX_LINE or is_rule(line):
        return None
    if _speaks_of_cookies(line):
        return True
    if len(line) > LONGEST_SITE_LINE:
        return None
    entry = entry_of(line)
    if entry is not None:
        return entry
    if _FILE.fullmatch(line) or _COUNTED.fullmatch(line) or (_SIZE.search(line) and len(line) < 80):
        return True
    if _COPYRIGHT.match(line) or (_BUTTON.fullmatch(line) and line[1:] == line[1:].lower()):
        return False
    return _menu(line)


def _menu(line: str) -> bool | None:
    """Return the same of a line that is several entries of a menu, or the path to the page."""
    pieces = [piece for piece in _BETWEEN_ENTRIES.split(line) if piece]
    entries = [entry_of(piece) for piece in pieces]
    if len(pieces) > 1 and None not in entries:
        return any(entries)
    if _BREADCRUMB.fullmatch(line) and entries[0] is not None:
        return True
    parts = line.split()
    if not parts or unaccented(parts[0].strip(_DECORATION)) not in _first_words():
        return None
    return True if 1 < len(parts) <= _MOST_WORDS and _are_entries(parts) else None


def _speaks_of_cookies(line: str) -> bool:
    return bool(_COOKIES.search(line)) and any(word in unaccented(line) for word in words("cookie_phrases"))


@lru_cache(maxsize=512)
def entry_of(text: str) -> bool | None:
    """Return whether a text is surely one line of a site (an entry of a menu, a button), or may be; None for others."""
    key = unaccented(text.strip(_DECORATION)).strip(_DECORATION)
    known = _site_lines()
    return known.get(key, known.get(_COUNT_BEHIND.sub("", key)))


def _are_entries(parts: list[str]) -> bool:
    """Return whether parts are several entries of a menu one after the other: ``Home About Browse Search``."""
    reached = {0: (0, False)}  # how many words are read: by how many entries, and whether one of them is sure
    for start in range(len(parts)):
        if start not in reached:
            continue
        count, sure = reached[start]
        for end in range(start + 1, min(start + LONGEST_ENTRY, len(parts)) + 1):
            entry = entry_of(" ".join(parts[start:end]))
            if entry is not None:
                reached[end] = max(
                    reached.get(end, (0, False)), (count + 1, sure or entry), key=lambda one: one[1]
                )
    count, sure = reached.get(len(parts), (0, False))
    return count > 1 and sure
