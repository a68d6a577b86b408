"""The same report twice under two spellings, found without comparing all pairs.

Each report becomes a small :class:`Signature`. Reports whose titles share two of their four rarest words come into one
bucket of their year, where a slip of the pen in one or two words does no harm; so do those of one author with short
titles. Only reports of a bucket are compared, and in a large bucket only neighbours in the order of their titles: the
work grows with the number of reports, not with that of pairs. The result depends on nothing but the reports.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.checks.bibliographies.spelling import alike, is_slip, words_of
from briefmeta.model.names.known_organizations import known_organization
from briefmeta.model.names.name import Organization
from briefmeta.text.fold import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

# Two words of four may be misspelt, and a pair of right ones still brings the reports together.
_RAREST = 4  # words of a title whose pairs make its buckets
# Within 24 all pairs are 276 comparisons; beyond that the work would grow with the square.
_BUCKET = 24  # reports that are all compared with each other
_NEIGHBOURS = 6  # reports that are compared with each one in a larger bucket
_SHORT = 3  # words of a title that says little: "Annual report"
_SLIPS = 2
_LONGEST = 1000  # characters of a title that are read
_AUTHORS = 12  # authors that are looked at
_SUBTITLE = re.compile(r"\s*(?::|\?|\s[-–—]|[–—])\s")
_DISTINGUISHING = (
    "volume",
    "issue",
    "edition",
    "chapter-number",
    "version",
    "supplement-number",
    "part-number",
)
# Exporters write these where they do not know better, so they do not make two reports different.
_CARELESS_TYPES = frozenset({"document", "webpage"})


@attrs.frozen(kw_only=True)
class Signature:
    """What of a report is compared.

    Attributes:
        subject: its key.
        words: the words of the title, in one spelling.
        main: those before the subtitle; empty where there is none.
        date: year, month and day, 0 where one is not known.
        names: the family names of the authors, in one spelling; of organizations their words and initials.
        distinguishing: type, language, DOI, number, volume and the like: what makes two reports of one title differ.
    """

    subject: str
    words: tuple[str, ...]
    main: tuple[str, ...]
    date: tuple[int, int, int]
    names: frozenset[str]
    distinguishing: tuple[str, ...]


def signature_of(report: Report) -> Signature | None:
    """Make the signature of a report; None where it has no title."""
    if report.title is None:
        return None
    title, *subtitle = _SUBTITLE.split(report.title[:_LONGEST], maxsplit=1)
    start = words_of(title)
    words = (*start, *words_of(subtitle[0])) if subtitle else start
    if not words:
        return None
    issued = report.issued
    return Signature(
        subject=report.key,
        words=words,
        main=start if _SHORT <= len(start) < len(words) else (),
        date=(issued.year, issued.month or 0, issued.day or 0) if issued else (0, 0, 0),
        names=frozenset(text for name in report.authors[:_AUTHORS] for text in _names(name)),
        distinguishing=_distinguishing(report),
    )


@lru_cache(maxsize=8192)
def _names(name: Name) -> tuple[str, ...]:
    if isinstance(name, Organization):
        known = known_organization(name.name)  # WHO and Organisation mondiale de la santé are one
        words = words_of(known.name if known else name.name)
        return (" ".join(words), "".join(word[0] for word in words) if len(words) > 1 else "".join(words))
    return (alike(unaccented(name.family or name.given or "")),)


def _distinguishing(report: Report) -> tuple[str, ...]:
    kind = "" if report.type in _CARELESS_TYPES else report.type
    language = (report.language or "").partition("-")[0].lower()
    values: list[Any] = [kind, language, (report.doi or "").lower(), report.number, report.series_number]
    if report.extra:
        values += [report.extra.get(variable) for variable in _DISTINGUISHING]
    return tuple("" if value is None else str(value).strip().lower() for value in values)


def near_duplicates(signatures: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    """Yield the places of each report that seems to be an earlier one once more, and of that earlier one.

    Args:
        signatures: those of a whole bibliography, in its order.

    Yields:
        (earlier, later), by the later one; of several earlier ones, the first.

    >>> from briefmeta.model.report import Report
    >>> reports = [Report(title=t, issued="2023", authors=["Ann Doe"]) for t in ("Labour in Mali", "Labor in  MALI")]
    >>> list(near_duplicates([s for s in map(signature_of, reports) if s]))
    [(0, 1)]
    """
    earliest: dict[int, int] = {}
    compared: set[tuple[int, int]] = set()
    for bucket in _buckets(signatures):
        for pair in _pairs(bucket, signatures):
            if pair in compared:
                continue
            compared.add(pair)
            first, second = pair
            if is_same(signatures[first], signatures[second]):
                earliest[second] = min(first, earliest.get(second, first))
    for later in sorted(earliest):
        yield earliest[later], later


def _buckets(signatures: Sequence[Signature]) -> Iterator[list[int]]:
    frequency: Counter[str] = Counter()
    for signature in signatures:
        frequency.update(set(signature.words))
    # Reports of different years are two; one without a date may be that of any year.
    undated = {key for each in signatures if not each.date[0] for key in _keys(each, frequency)}
    buckets: dict[str, int | list[int]] = {}  # most hold one report, for which a list would cost too much
    for place, signature in enumerate(signatures):
        year = signature.date[0]
        for key in _keys(signature, frequency):
            if year:
                _put(buckets, f"{year} {key}", place)
            if key in undated:
                _put(buckets, key, place)
    return (bucket for bucket in buckets.values() if not isinstance(bucket, int))


def _put(buckets: dict[str, int | list[int]], key: str, place: int) -> None:
    known = buckets.setdefault(key, place)
    if isinstance(known, list):
        known.append(place)
    elif known != place:
        buckets[key] = [known, place]


def _keys(signature: Signature, frequency: Counter[str]) -> set[str]:
    keys = {"".join(signature.words)}
    for words in (signature.words, signature.main) if signature.main else (signature.words,):
        rarest = sorted([(frequency[word], word) for word in set(words)])[:_RAREST]
        keys.update(
            [f"{one}|{other}" for one, other in combinations(sorted([word for _, word in rarest]), 2)]
        )
    if len(signature.words) <= _SHORT:
        keys.update([f"|{name}" for name in signature.names])
    return keys


def _pairs(bucket: list[int], signatures: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    if len(bucket) <= _BUCKET:
        yield from combinations(bucket, 2)
        return
    ordered = sorted(bucket, key=lambda place: (signatures[place].words, signatures[place].date, place))
    for start, place in enumerate(ordered):
        for other in ordered[start + 1 : start + 1 + _NEIGHBOURS]:
            yield min(place, other), max(place, other)


def is_same(one: Signature, other: Signature) -> bool:
    """Return whether two signatures are of one report: titles agree but for spelling, and nothing tells them apart."""
    year = one.date[0]
    if year and other.date[0] and year != other.date[0]:  # by far the most
        return False
    if any(a and b and a != b for a, b in zip(one.distinguishing, other.distinguishing, strict=False)):
        return False
    short = min(len(one.words), len(other.words))
    if not _dates_agree(one.date, other.date, to_the_day=short < 2 * _SHORT):
        return False
    shared = _share_a_name(one.names, other.names)
    if not shared and ((one.names and other.names) or short <= _SHORT):
        return False
    if short < _SHORT and not (one.date[0] and other.date[0]):
        return False
    return _titles_agree(one, other, shortest=5 if shared and one.date[0] and other.date[0] else 7)


def _dates_agree(one: tuple[int, int, int], other: tuple[int, int, int], *, to_the_day: bool) -> bool:
    known = 3 if to_the_day else 2
    return all(a == b or not a or not b for a, b in zip(one[:known], other[:known], strict=True))


def _share_a_name(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one.isdisjoint(other):
        return True
    return any(is_slip(a, b) for a in one for b in other if a and b and a[0] == b[0])


def _titles_agree(one: Signature, other: Signature, shortest: int) -> bool:
    if one.words == other.words or "".join(one.words) == "".join(other.words):
        return True
    if (one.main and one.main == other.words) or (other.main and other.main == one.words):
        return bool(one.names and other.names and one.date[0] and other.date[0])
    left, right = Counter(one.words), Counter(other.words)
    extra, missing = sorted((left - right).elements()), sorted((right - left).elements())
    if len(extra) != len(missing) or len(extra) > _SLIPS or 2 * len(extra) >= len(one.words):
        return False
    return all(any(is_slip(word, each, shortest) for each in missing) for word in extra)
