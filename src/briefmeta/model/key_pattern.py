"""Patterns of citation keys, as users of JabRef and Better BibTeX write them: ``{author}{year}{title:1}``.

A pattern is literal text and fields in braces (or in JabRef's square brackets), each with filters behind colons. What
a field gives keeps its capitals, and is plain ASCII whatever its script; a key depends on nothing but its report, so
a file that is read again and given the same pattern has the same keys.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import attrs

from briefmeta.errors import InvalidValueError
from briefmeta.model.key import citation_key, organization_key, title_words, with_unique_keys
from briefmeta.model.names.name import Organization
from briefmeta.text.fold import ascii_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

_PIECE = re.compile(r"\{([^{}]*)\}|\[([^][]*)\]|([^][{}]+)")
_FIELD = re.compile(r"([a-z]+?)(\d*)")
# What BibTeX, biber and LaTeX take in a key, and programs of other kinds as well.
_LITERAL = re.compile(r"[A-Za-z0-9_:;.+/!*?@-]*")
# Bounds on what a pattern may cost: authors of a collaboration run into thousands.
_LONGEST = 200  # characters of a pattern
_MOST = 80  # characters of a key
_MOST_NAMES = 50


def _names(names: Sequence[Name]) -> list[str]:
    return [
        organization_key(name.name)
        if isinstance(name, Organization)
        else ascii_letters((name.family or name.given or "")[:_LONGEST], keep_case=True)
        for name in names[:_MOST_NAMES]
    ]


def _creators(report: Report) -> Sequence[Name]:
    """Return who stands first in a reference: authors, else editors, translators, the publisher."""
    # As citation_key does, so that a pattern and the usual key agree on who stands first.
    publisher = (Organization(name=report.publisher),) if report.publisher else ()
    return report.authors or report.editors or report.translators or publisher


def _year(report: Report) -> list[str]:
    if report.issued is None:
        return ["nd"]
    year = report.issued.year
    return [str(year) if year > 0 else f"{1 - year}bce"]


def _of_date(report: Report, part: str) -> list[str]:
    value = getattr(report.issued, part, None)
    return [f"{value:02}"] if value else []


def _title(report: Report, *, meaningful: bool = True) -> list[str]:
    words = title_words(report.title or report.short_title or "", meaningful=meaningful)
    return [word[:1].upper() + word[1:] for word in words]


def _text(value: object) -> list[str]:
    return [
        word for part in str(value or "").split() if (word := ascii_letters(part[:_LONGEST], keep_case=True))
    ]


_FIELDS: Final[dict[str, Callable[[Report], list[str]]]] = {
    "author": lambda report: _names(_creators(report)[:1]),
    "authors": lambda report: _names(_creators(report)),
    "editor": lambda report: _names(report.editors[:1]),
    "editors": lambda report: _names(report.editors),
    "year": _year,
    "shortyear": lambda report: [_year(report)[0][-2:]],
    "month": lambda report: _of_date(report, "month"),
    "day": lambda report: _of_date(report, "day"),
    "title": _title,
    "shorttitle": lambda report: _title(report)[:3],
    "veryshorttitle": lambda report: _title(report)[:1],
    "fulltitle": lambda report: _title(report, meaningful=False),
    "publisher": lambda report: [organization_key(report.publisher)] if report.publisher else [],
    "series": lambda report: _text(report.series),
    "number": lambda report: _text(report.number),
    "type": lambda report: _text(report.type.replace("-", " ")),
    "language": lambda report: _text(report.language),
    "country": lambda report: _text(report.country and report.country.alpha_2),
    "handle": lambda report: _text(report.handle and report.handle.suffix),
    "doi": lambda report: _text(report.doi),
}
_OTHER_NAMES: Final = {
    "auth": "author",
    "edtr": "editor",
    "institution": "publisher",
    "entrytype": "type",
    "date": "year",
}
_FILTERS: Final[dict[str, Callable[[list[str]], list[str]]]] = {
    "lower": lambda words: [word.lower() for word in words],
    "upper": lambda words: [word.upper() for word in words],
    "capitalize": lambda words: [word[:1].upper() + word[1:] for word in words],
    "abbr": lambda words: [word[:1] for word in words],
    "etal": lambda words: words if len(words) < 3 else [words[0], "EtAl"],
}
_LIMIT = re.compile(r"(chars)?(\d{1,3})")


@attrs.frozen
class _Part:
    """A field of a pattern: what gives its words, the filters, and what stands there where it gives none."""

    field: Callable[[Report], list[str]]
    filters: tuple[Callable[[list[str]], list[str]], ...]
    default: str = ""

    def __call__(self, report: Report) -> str:
        words = self.field(report)
        for each in self.filters:
            words = each(words)
        return "".join(words) or self.default


@attrs.frozen
class KeyPattern:
    """A pattern that was read; called with a report, it gives its key.

    Attributes:
        pattern: the pattern as it was written.
    """

    pattern: str
    _parts: tuple[_Part | str, ...] = attrs.field(repr=False, eq=False)

    def __call__(self, report: Report) -> str:
        """Return the key of a report, of at most 80 ASCII characters; where the pattern gives none, the usual one."""
        key = "".join(part if isinstance(part, str) else part(report) for part in self._parts)
        return key[:_MOST] if any(map(str.isalnum, key)) else citation_key(report)


@lru_cache(maxsize=32)
def key_pattern(pattern: str) -> KeyPattern:
    """Read a pattern of citation keys.

    Fields: ``author`` (the first one: a family name, or the short form of an organization; an editor, translator or
    the publisher where there is none), ``authors``, ``editor``, ``editors``, ``year`` (``nd`` without a date),
    ``shortyear``, ``month``, ``day``, ``title`` (the words that mean something), ``shorttitle`` (three of them),
    ``veryshorttitle`` (one), ``fulltitle``, ``publisher``, ``series``, ``number``, ``type``, ``language``,
    ``country``, ``handle`` (its suffix), ``doi``; JabRef's ``auth``, ``edtr``, ``entrytype``, ``institution``. A
    number behind a name limits it: ``auth3`` are three letters, ``authors2`` two names.

    Filters: ``lower``, ``upper``, ``capitalize``, ``abbr`` (first letters), ``etal`` (of three names or more the first
    and ``EtAl``), a number (so many words or names), ``chars4`` (so many letters), ``(text)`` (where there is nothing).

    Raises:
        InvalidValueError: a field or filter is not known, or the text between them cannot stand in a key.

    >>> from briefmeta.model.report import Report
    >>> report = Report(title="The Niger's Pivot", authors=["Jane Doe", "王小明"], issued="2024")
    >>> [key_pattern(each)(report) for each in ("{author}{year}{title:1}", "{authors:lower}-{shortyear}", "[auth3]")]
    ['Doe2024Niger', 'doewang-24', 'Doe']
    """
    if not 0 < len(pattern) <= _LONGEST:
        raise _refused(pattern, f"a pattern of 1 to {_LONGEST} characters")
    parts: list[_Part | str] = []
    end = 0
    for found in _PIECE.finditer(pattern):
        if found.start() != end:
            break
        end = found.end()
        if found[3] is not None:
            if not _LITERAL.fullmatch(found[3]):
                raise _refused(
                    found[3], "letters, digits and signs that can stand in a key, between the fields"
                )
            parts.append(found[3])
        else:
            parts.append(_part(found[1] if found[1] is not None else found[2]))
    if end != len(pattern):
        raise _refused(pattern, "a pattern whose braces are closed")
    return KeyPattern(pattern, tuple(parts))


def _part(text: str) -> _Part:
    name, *filters = text.split(":")
    found = _FIELD.fullmatch(name.strip().lower())
    field = _OTHER_NAMES.get(found[1], found[1]) if found else ""
    if found is None or field not in _FIELDS:
        raise _refused(name, f"a field of a key: {', '.join(sorted((*_FIELDS, *_OTHER_NAMES)))}")
    if found[2]:
        filters.insert(0, found[2] if field.endswith("s") and field != "series" else f"chars{found[2]}")
    default = ""
    read = []
    for each in filters:
        word = each.strip()
        if word.startswith("(") and word.endswith(")") and _LITERAL.fullmatch(word[1:-1]):
            default = word[1:-1]
        else:
            read.append(_filter(word.lower()))
    return _Part(_FIELDS[field], tuple(read), default)


def _filter(word: str) -> Callable[[list[str]], list[str]]:
    if word in _FILTERS:
        return _FILTERS[word]
    limit = _LIMIT.fullmatch(word)
    if limit is None:
        raise _refused(
            word, f"a filter of a key: {', '.join(sorted(_FILTERS))}, a number, chars and a number, (text)"
        )
    most = int(limit[2])
    if limit[1]:
        return lambda words: ["".join(words)[:most]]
    return lambda words: words[:most]


def _refused(value: str, expected: str) -> InvalidValueError:
    return InvalidValueError("key pattern", value, expected)


def with_keys(reports: Iterable[Report], pattern: str) -> Iterator[Report]:
    """Give each report the key that a pattern makes, and a letter behind those that came before.

    Args:
        reports: the reports; their own keys do not matter.
        pattern: as for :func:`key_pattern`.

    Yields:
        The reports in their order, each with its new key.

    Raises:
        InvalidValueError: as for :func:`key_pattern`.

    >>> from briefmeta.model.report import Report
    >>> pair = [Report(title="Pivot", authors=["Ann Doe"], issued="2024") for _ in range(2)]
    >>> [report.key for report in with_keys(pair, "{author}{year}")]
    ['Doe2024', 'Doe2024a']
    """
    make = key_pattern(pattern)
    return with_unique_keys([attrs.evolve(report, key=make(report)) for report in reports])
