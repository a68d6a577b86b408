"""Rules about reports beside each other: keys, handles and DOIs that are there twice, and reports that are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.checks.bibliographies.near_duplicates import near_duplicates, signature_of
from briefmeta.checks.finding import Severity
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.model.key import citation_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.bibliographies.near_duplicates import Signature
    from briefmeta.model.report import Report

# Parts of one thing, which share its handle or DOI.
_PARTS = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "figure", "graphic"})


class Bibliography:
    """What of a list of reports is needed to check them beside each other: small, so that the reports need not stay.

    Args:
        keys_are_given: whether the source has keys of its own; a key that was made from author, year and title may
            be there twice without harm.
        across: whether only reports of different sources are looked at: those of one were checked before. Each source
            has its own keys, so a key may be in two.
    """

    def __init__(self, *, keys_are_given: bool = False, across: bool = False) -> None:
        self.keys_are_given, self.across = keys_are_given, across
        self.size = 0
        self.repeated_keys: list[tuple[int, str]] = []
        self.repeated_handles: list[tuple[int, int, str]] = []
        self.repeated_dois: list[tuple[int, int, str]] = []
        self.subjects: list[str] = []
        self.sources: list[str] = []
        self.signatures: list[Signature] = []
        self.places: list[int] = []  # of the signatures: a report without a title has none
        self._keys: dict[str, int] = {}
        self._handles: dict[str, int] = {}
        self._dois: dict[str, int] = {}

    def add(self, report: Report, source: str = "") -> None:
        """Take one more report, and where it was read, if that is not one place for all."""
        place = self.size
        self.size += 1
        self.subjects.append(report.key)
        self.sources.append(source)
        if (
            not self.across
            and self._keys.setdefault(report.key, place) != place
            and (self.keys_are_given or report.key != citation_key(report))
        ):
            self.repeated_keys.append((place, report.key))
        # Chapters are cited with the DOI of their book; that is no repetition.
        if report.type not in _PARTS:
            handle = report.handle.folded if report.handle else ""
            doi = (report.doi or "").lower()
            for value, seen, repeated in (
                (handle, self._handles, self.repeated_handles),
                (doi, self._dois, self.repeated_dois),
            ):
                if value and (first := seen.setdefault(value, place)) != place and self.is_pair(first, place):
                    repeated.append((first, place, value))
        signature = signature_of(report)
        if signature is not None:
            self.signatures.append(signature)
            self.places.append(place)

    def is_pair(self, first: int, second: int) -> bool:
        """Return whether two reports, by their places, are compared with each other."""
        return not self.across or self.sources[first] != self.sources[second]

    def called(self, place: int) -> str:
        """Return how a report is called for the reader of a message about another one."""
        return f"{self.subjects[place]} of {self.sources[place]}" if self.across else self.subjects[place]


def _keys(bibliography: Bibliography, _: object) -> Iterator[Flaw]:
    for _place, key in bibliography.repeated_keys:
        yield Flaw("key", f"the key {key} is there already", value=key, subject=key)


def _handles(bibliography: Bibliography, _: object) -> Iterator[Flaw]:
    for first, place, handle in bibliography.repeated_handles:
        subject, known = bibliography.subjects[place], bibliography.called(first)
        yield Flaw("handle", f"{known} has the handle {handle}, too", value=handle, subject=subject)


def _dois(bibliography: Bibliography, _: object) -> Iterator[Flaw]:
    for first, place, doi in bibliography.repeated_dois:
        subject, known = bibliography.subjects[place], bibliography.called(first)
        yield Flaw("doi", f"{known} has the DOI {doi}, too", value=doi, subject=subject)


def _spelt_twice(bibliography: Bibliography, _: object) -> Iterator[Flaw]:
    told = {(first, place) for first, place, _ in bibliography.repeated_handles + bibliography.repeated_dois}
    for first, place in near_duplicates(bibliography.signatures):
        earlier, later = bibliography.places[first], bibliography.places[place]
        if (earlier, later) not in told and bibliography.is_pair(earlier, later):
            said = f"it seems to be {bibliography.called(earlier)} once more: title, date and authors agree"
            yield Flaw("title", said, subject=bibliography.subjects[later])


RULES = (
    Rule("BIB101", "duplicate-key", Severity.ERROR, _keys),
    Rule("BIB102", "duplicate-handle", Severity.WARNING, _handles),
    Rule("BIB103", "duplicate-doi", Severity.WARNING, _dois),
    Rule("BIB104", "report-twice", Severity.WARNING, _spelt_twice),
)
