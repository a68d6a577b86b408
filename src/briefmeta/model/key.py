"""Keys that identify reports in a list: short, ASCII, stable (``parens2024niger``). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from briefmeta.model.names.name import Organization
from briefmeta.text.characters import LETTERS_AND_MARKS, has_east_asian
from briefmeta.text.fold import ascii_letters, stop_words, unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

_LONGEST_PART = 24  # characters of each of the three parts
_SHORTENED_FROM = 3  # words in the name of an organization, from which on their initials stand for it
_CHARACTERS = 4  # of a title in Han characters, kana or hangul
_READ = 1_000  # characters of a name or a title that are looked at

_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,60}>")  # CSL's inline markup in titles
_WORD = re.compile(rf"{LETTERS_AND_MARKS}(?:[-‐'’.]{LETTERS_AND_MARKS})*")
# l’avenir is filed under avenir, as catalogues file it; O’Brien is not elided.
_ELIDED = re.compile(r"^(?:d|l|qu|dell|all|nell|un)['’](?=\w)", re.I)
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]{0,8}[A-Z][A-Za-z]?)\)$")


def citation_key(report: Report) -> str:
    """Make the key of a report: the first author, the year, the first word of the title that means something.

    - The author is the first of authors, editors and translators, else the publisher: a family name without particles
      and suffix; of an organization the acronym that it states or is, else its one or two words, else their initials.
    - The year is the one of the date, ``44bce`` before our era, ``nd`` where there is none.
    - The title word is the first that is no article, preposition or the like, without a possessive ``’s``.

    Letters of all scripts are written in ASCII, as :func:`briefmeta.text.fold.ascii_letters` does. Where nothing is
    left, the type stands for the author and the handle's suffix for the title.

    Returns:
        A key that matches ``[a-z][a-z0-9]*``, of at most 80 characters.

    >>> from briefmeta.model.report import Report
    >>> from briefmeta.model.names.name import Person
    >>> citation_key(Report(title="The Niger's Pivot", authors=(Person(family="Parens"),)))
    'parensndniger'
    """
    name = ""
    for names in (report.authors, report.editors, report.translators):
        if names:
            name = _of_name(names[0])
            break
    if not name and report.publisher:
        name = organization_key(report.publisher).lower()
    if not name or name[0].isdigit():
        name = (ascii_letters(report.type) or "item") + name
    return name[:_LONGEST_PART] + _of_year(report) + _of_title(report)


def _of_name(name: Name) -> str:
    if isinstance(name, Organization):
        return organization_key(name.name).lower()
    return ascii_letters((name.family or name.given or "")[:_READ])


@lru_cache(maxsize=1024)
def organization_key(name: str) -> str:
    """Shorten the name of an organization: its acronym, its one or two words, or the initials of its words.

    >>> organization_key("World Health Organization (WHO)"), organization_key("International Crisis Group")
    ('WHO', 'ICG')
    """
    name = name[:_READ]
    stated = _ACRONYM.search(name)
    if stated:
        return stated[1]
    words = [word for word in map(_plain, _WORD.findall(name)) if unaccented(word) not in stop_words("title")]
    keys = [key for word in words if (key := ascii_letters(word, keep_case=True))]
    # RAND Corporation: the word in capitals is the name; not where all of it is in capitals.
    if keys and words[0].isupper() and len(words[0]) > 1 and not name.isupper():
        return keys[0]
    if len(keys) < _SHORTENED_FROM:
        return "".join(keys)
    return "".join(key[0] for key in keys)


def _of_year(report: Report) -> str:
    if report.issued is None:
        return "nd"
    year = report.issued.year
    return str(year) if year > 0 else f"{1 - year}bce"


def title_words(title: str, *, meaningful: bool = True) -> Iterator[str]:
    """Yield the words of a title in ASCII letters: those that mean something, or all of them.

    >>> list(title_words("The Niger’s <i>Pivot</i>"))
    ['Niger', 'Pivot']
    """
    title = title[:_READ]
    if "<" in title:
        title = _MARKUP.sub("", title)
    for found in _WORD.finditer(title):
        word = _plain(found[0])
        if has_east_asian(word):
            word = word[:_CHARACTERS]  # no spaces: the word would be the whole title
        key = ascii_letters(word, keep_case=True)
        if key and not (meaningful and unaccented(word) in stop_words("title")):
            yield key


def _of_title(report: Report) -> str:
    title = report.title or report.short_title or ""
    first = next(title_words(title), "") or next(title_words(title, meaningful=False), "")
    if not first and report.handle is not None:
        first = ascii_letters(report.handle.suffix[:_READ])
    return first.lower()[:_LONGEST_PART]


def _plain(word: str) -> str:
    """Take a possessive ending and an elided article off a word: ``Niger’s``, ``l’avenir``."""
    if "'" in word or "’" in word:
        return _ELIDED.sub("", word.removesuffix("'s").removesuffix("’s"))
    return word


def unique_keys(keys: Iterable[str]) -> Iterator[str]:
    """Make keys differ: the first one stays, later ones of the same text get ``a``, ``b``, … ``z``, ``aa``.

    A suffixed key never equals a key that came before. Given a list or tuple, it does not equal a later one of the
    list either; a stream is not looked ahead into, so there a later key that was taken gets a suffix itself.

    Yields:
        One key for each key, in order, in constant time each.

    >>> list(unique_keys(["doe2024", "doe2024", "roe2024", "doe2024", "doe2024a"]))
    ['doe2024', 'doe2024b', 'roe2024', 'doe2024c', 'doe2024a']
    """
    # A later given key keeps its spelling: documents cite it, while the suffixed one is new anyway.
    given = frozenset(keys) if isinstance(keys, Sequence) else frozenset()
    seen: set[str] = set()
    counts: dict[str, int] = {}
    for key in keys:
        unique = key
        while (unique is not key and unique in given) or unique in seen:
            counts[key] = counts.get(key, 0) + 1
            unique = key + letters(counts[key])
        seen.add(unique)
        yield unique


def letters(number: int) -> str:
    """Count in letters: 1 is ``a``, 26 is ``z``, 27 is ``aa``."""
    text = ""
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("a") + digit) + text
    return text


def with_unique_keys(reports: Iterable[Report]) -> Iterator[Report]:
    """Make the keys of reports differ, as ``unique_keys`` does; a report whose key stays is passed on as it is.

    >>> from briefmeta.model.report import Report
    >>> [report.key for report in with_unique_keys([Report(title="A", key="x"), Report(title="B", key="x")])]
    ['x', 'xa']
    """
    if isinstance(reports, Sequence):
        pairs: Iterable[tuple[Report, str]] = zip(
            reports, unique_keys([report.key for report in reports]), strict=True
        )
    else:
        pairs = _paired(reports)
    for report, key in pairs:
        yield report if report.key == key else attrs.evolve(report, key=key)


def _paired(reports: Iterable[Report]) -> Iterator[tuple[Report, str]]:
    current: list[Report] = []

    def keys() -> Iterator[str]:
        for report in reports:
            current[:] = [report]
            yield report.key

    for key in unique_keys(keys()):
        yield current[0], key
