"""Cross-references between entries: what an entry takes over from others by ``crossref`` and ``xdata``.

BibTeX wants the entry that is referred to behind those that refer to it, BibLaTeX lets it stand anywhere. In
a stream an entry that refers to a later one is held back until that one has come. Chains are followed 16
long, circles are cut, and what is taken over is bounded, so that no text can blow up by references.

Source: *BibTeXing*, section 2.3; the manual of BibLaTeX, sections 2.4.1, 3.13.6 and appendix B.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.errors import ParseError
    from briefmeta.formats.bib.bib_parser import Entry

_LONGEST_CHAIN = 16
_FREE_CHARACTERS = 16_000_000  # what all entries together may take over, beside so much for each of them:
_CHARACTERS_EACH = 4_000
_REMEMBERED = 10_000  # entries of a stream that are kept because later ones may refer to them

_OWN = frozenset(
    """crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions
    relatedstring relatedtype shorthand shorthandintro sortkey ids key shorttitle file keywords""".split()
)
"""Fields that no entry takes over by ``crossref``."""

_OF_THE_WHOLE = frozenset(
    """abstract archiveprefix doi eprint eprintclass eprinttype handle hdl pages pagetotal primaryclass url
    urldate""".split()
)
"""Fields that say of a book or a volume what is not true of its parts."""

_DATES = frozenset(("date", "year", "month", "day", "endyear", "endmonth", "endday"))
"""Fields that say one thing together: an entry with a date or a year of its own takes over none, as in biber."""

_GRANULAR = re.compile(
    r"""(?:^|(?<=\band[ ])|(?<=,)|(?<=,[ ]))\s*xdata\s*=\s*
    ([^\s,={}]{1,200})-([A-Za-z]+)(?:-([0-9]{1,4}))?(?=\s*(?:,|$|\s and\b))""",
    re.VERBOSE,
)
"""A value, or an item of a list, that stands in an ``@xdata`` entry (the manual of BibLaTeX, section 3.13.6)."""

_PARENTS = frozenset(
    """book collection proceedings reference periodical mvbook mvcollection mvproceedings mvreference xdata""".split()
)
_PARTS = frozenset(
    "inproceedings conference incollection inbook inreference suppbook suppcollection bookinbook".split()
)
_PART_NAMES = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_PERIODICAL_NAMES = {"title": "journaltitle", "subtitle": "journalsubtitle"}


def refers(entry: Entry) -> bool:
    """Return whether an entry takes over from others."""
    fields = entry.fields
    return (
        "crossref" in fields or "xdata" in fields or (entry.source.mentions_xdata and bool(_granular(entry)))
    )


def _granular(entry: Entry) -> list[str]:
    """Return the fields of which a value stands in an ``@xdata`` entry."""
    if not entry.source.mentions_xdata:
        return []
    return [name for name, latex in entry.fields.items() if _GRANULAR.search(latex)]


def _targets(entry: Entry) -> list[str]:
    names = [*entry.fields.get("xdata", "").split(","), entry.fields.get("crossref", "")]
    for field in _granular(entry):
        names += [found[1] for found in _GRANULAR.finditer(entry.fields[field])]
    return [folded for name in names if (folded := name.strip().lower())]


class CrossReferences:
    """Knows the entries that others may refer to, and completes those others.

    Args:
        problems: takes references to entries that do not exist, and circles.
    """

    def __init__(self, problems: list[ParseError]) -> None:
        self.problems = problems
        self.known: dict[str, Entry] = {}
        self.left = _FREE_CHARACTERS
        self.waiting: dict[int, tuple[Entry, set[str]]] = {}
        self.awaited: dict[str, list[int]] = {}
        self.unfinished: set[str] = set()

    def stream(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Give each entry as soon as all that it refers to have come; the others at the end."""
        for entry in entries:
            key = entry.key.lower()
            missing = (
                {target for target in _targets(entry) if not self._is_ready(target)}
                if refers(entry)
                else None
            )
            if key in self.awaited or (entry.kind in _PARENTS and len(self.known) < _REMEMBERED):
                self.known.setdefault(key, entry)
            if missing:
                self.waiting[id(entry)] = (entry, missing)
                self.unfinished.add(key)
                for target in missing:
                    self.awaited.setdefault(target, []).append(id(entry))
            else:
                yield self.complete(entry)
                yield from self._released(key)
        yield from [self.complete(entry) for entry, _ in self.waiting.values()]

    def _is_ready(self, key: str) -> bool:
        return key in self.known and key not in self.unfinished

    def _released(self, key: str) -> Iterator[Entry]:
        """Give the entries that waited for this one alone, and those that waited for them."""
        keys = [key]
        while keys:
            key = keys.pop()
            for identity in self.awaited.pop(key, ()):
                entry, missing = self.waiting[identity]
                missing.discard(key)
                if not missing:
                    del self.waiting[identity]
                    self.unfinished.discard(entry.key.lower())
                    keys.append(entry.key.lower())
                    yield self.complete(entry)

    def whole(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Complete all entries of a text, in their order."""
        found = list(entries)
        if any(map(refers, found)):
            for entry in found:
                if entry.key:
                    self.known.setdefault(entry.key.lower(), entry)
        return map(self.complete, found)

    def complete(self, entry: Entry) -> Entry:
        """Fill in what an entry takes over; what it says itself stays."""
        if refers(entry):
            self._fill(entry, ())
        return entry

    def _fill(self, entry: Entry, chain: tuple[str, ...]) -> None:
        """Fill in one entry, after those that it refers to; a reference that was followed is gone from it."""
        chain = (*chain, entry.key.lower())
        for field in _granular(entry):
            entry.fields[field] = self._looked_up(entry, field)
        for name in ("xdata", "crossref"):
            if name not in entry.fields:
                continue
            unknown = []
            for target in entry.fields[name].split(","):
                source = self.known.get(target.strip().lower())
                if source is None:
                    unknown.append(target.strip())
                elif source.key.lower() in chain or len(chain) > _LONGEST_CHAIN:
                    self._problem(
                        entry, name, f"{name} goes in a circle, or through more than {_LONGEST_CHAIN} entries"
                    )
                else:
                    if refers(source):
                        self._fill(source, chain)
                    self._take(entry, source, name)
            if any(unknown):
                self._problem(entry, name, f"there is no entry {', '.join(unknown)[:100]} to refer to")
                entry.fields[name] = ", ".join(unknown)
            else:
                del entry.fields[name]

    def _looked_up(self, entry: Entry, field: str) -> str:
        """Put in what ``xdata=key-field`` stands for; what is not there stays as it is written, and is told."""

        def value(found: re.Match[str]) -> str:
            source = self.known.get(found[1].lower())
            latex = source.fields.get(found[2].lower()) if source else None
            if latex is not None and found[3]:
                items = latex.split(" and ")
                latex = items[int(found[3]) - 1] if 0 < int(found[3]) <= len(items) else None
            self.left -= len(latex or "")
            if latex is None or self.left < 0:
                self._problem(entry, field, f"there is no value for {found[0].strip()[:100]}")
                return found[0]
            return latex

        return _GRANULAR.sub(value, entry.fields[field])

    def _take(self, entry: Entry, source: Entry, name: str) -> None:
        names = _new_names(entry, source) if name == "crossref" else {}
        left_out = _OWN if name == "crossref" else frozenset()
        if "date" in entry.fields or "year" in entry.fields:
            left_out |= _DATES
        if names:
            left_out |= _OF_THE_WHOLE
        taken = {
            names.get(field, field): value
            for field, value in source.fields.items()
            if field not in left_out and names.get(field) not in source.fields
        }
        self.left += _CHARACTERS_EACH - sum(map(len, taken.values()))
        if self.left < 0:
            self._problem(entry, name, f"{name} is not followed: the entries took over too much already")
            return
        for field, value in taken.items():
            entry.fields.setdefault(field, value)

    def _problem(self, entry: Entry, field: str, message: str) -> None:
        entry.report(self.problems, message, field)


def _new_names(entry: Entry, source: Entry) -> dict[str, str]:
    """Return what the titles and the author of a book or a volume are called in an entry for a part of it.

    Source: the manual of BibLaTeX, appendix B.
    """
    if source.kind == "periodical":
        return _PERIODICAL_NAMES
    if entry.kind not in _PARTS:
        return {}
    whole_has_author = source.kind in ("book", "mvbook") and entry.kind in (
        "inbook",
        "bookinbook",
        "suppbook",
    )
    return _PART_NAMES | {"author": "bookauthor"} if whole_has_author else _PART_NAMES
