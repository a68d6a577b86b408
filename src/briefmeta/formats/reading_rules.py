"""The rules of reading that hold for every format; they stand at the door where a format hands its reports on.

- What no field holds is in ``extra`` under the name that it has in its format. Whoever asks for problems is told of
  each such name once a text, unless it is one that this library documents and writes back.
- A record of which nothing was read is a problem, never an empty report.
- Tags and entities of HTML and JATS that came along with a title or a summary are no part of them.

Pure.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import ParseError, shorten
from briefmeta.model.csl_variables import CSL_VARIABLES, EXTRA_NAMES
from briefmeta.model.report import FIELDS
from briefmeta.text.markup_removal import line_without_markup, paragraphs_without_markup

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from briefmeta.model.report import Report

_NAMING = (
    *("title", "short_title", "authors", "editors", "translators", "publisher"),
    *("handle", "doi", "isbn", "issn", "url", "number"),
)
_TITLES = frozenset(
    ("container-title", "event-title", "event", "original-title", "part-title", "volume-title")
)
_NOT_READ = ("type", "key", "extra")  # what a report has although nothing was read
_FIELDS = tuple(field for field in FIELDS if field not in _NOT_READ)
_AND_OTHERS = "and-others"  # which lists of names go on: every format keeps it so, and styles print *et al.*
_MOST_NAMES = 200  # a hostile text may have a million names; those after these are counted, not named


class ReadingRules:
    """The rules over the reports of one text.

    Args:
        documented: the names in ``extra`` that the format's own crosswalk explains; CSL's variables always are.
        exact: the format names each field of a report itself, so that nothing is left to tell or to doubt.

    >>> from briefmeta.model.report import Report
    >>> kept = ReadingRules({"doi-prefix"})
    >>> problems = []
    >>> report = Report(title="Pivot", extra={"volume": "3", "doi-prefix": "10.1", "shelf": "B 7"}, key="a")
    >>> list(kept.pass_on([report], problems)) == [report], problems[0].message
    (True, "a: 'shelf' is no field of a report; its value is kept in extra")
    """

    __slots__ = ("_documented", "_exact", "_more", "_told")

    def __init__(self, documented: Collection[str] = (), *, exact: bool = False) -> None:
        self._documented, self._exact = documented, exact
        self._told: set[str] = set()
        self._more = False

    def pass_on(
        self, reports: Iterable[Report], problems: list[ParseError], known: int = 0
    ) -> Iterator[Report]:
        """Yield the reports in which something was read; tell of the others, and of what is kept in ``extra``.

        Args:
            reports: what a reader made of a text.
            problems: takes what is told.
            known: how many problems were there before the text was read.
        """
        unused_errors = 0  # errors that no record has been given up for yet
        for report in reports:
            if self._exact:
                yield report
                continue
            if report.title is None and not names_something(report):  # nearly every record has a title
                if not _holds_something(report):
                    # an error that has been told already may be what broke this record: each explains one
                    unused_errors += sum(not problem.warning for problem in problems[known:])
                    if unused_errors:
                        unused_errors -= 1
                    else:
                        problems.append(_nothing_read(report))
                    known = len(problems)
                    continue
                message = f"{report.key}: there is neither a title nor an identifier nor a name"
                problems.append(ParseError(message, warning=True))
            if report.extra:
                self._tell(report, problems)
            yield without_markup(report)

    def _tell(self, report: Report, problems: list[ParseError]) -> None:
        for name in report.extra:
            if name in CSL_VARIABLES or name == _AND_OTHERS or name in self._documented or name in self._told:
                continue
            if len(self._told) >= _MOST_NAMES:
                if not self._more:
                    self._more = True
                    message = f"more than {_MOST_NAMES} names are no field of a report; all are kept in extra"
                    problems.append(ParseError(message, warning=True))
                return
            self._told.add(name)
            message = f"{report.key}: {shorten(name)} is no field of a report; its value is kept in extra"
            problems.append(ParseError(message, field=name, warning=True))


def without_markup(report: Report) -> Report:
    """Return a report whose title and summary are plain text."""
    # one look for the signs over all texts together: most reports have none
    texts = _texts_of(report)
    joined = "".join(filter(None, texts))
    if "<" not in joined and "&" not in joined:
        return report
    changed: dict[str, Any] = {}
    for (field, clean), text in zip(_CLEANERS, texts, strict=True):
        if text is not None and ("<" in text or "&" in text) and (cleaned := clean(text)) != text and cleaned:
            changed[field] = cleaned
    return attrs.evolve(report, key=report.key, **changed) if changed else report


_CLEANERS = (
    ("title", line_without_markup),
    ("short_title", line_without_markup),
    ("summary", paragraphs_without_markup),
    ("publisher", line_without_markup),
    ("series", line_without_markup),
)
_texts_of = attrgetter(*(field for field, _ in _CLEANERS))


def names_something(report: Report) -> bool:
    """Return whether a report has a title, an identifier or a name.

    >>> from briefmeta.model.report import Report
    >>> names_something(Report(doi="10.5555/abc")), names_something(Report(issued="2024", language="en"))
    (True, False)
    """
    if any(getattr(report, field) for field in _NAMING):
        return True
    return any(name in EXTRA_NAMES or name in _TITLES for name in report.extra)


def _holds_something(report: Report) -> bool:
    return any(getattr(report, field) for field in _FIELDS) or not CSL_VARIABLES.isdisjoint(report.extra)


def _nothing_read(report: Report) -> ParseError:
    there = ", ".join(list(report.extra)[:5])
    what = f"; what is there is not known to this format: {shorten(there)}" if there else ""
    return ParseError(f"a record without title, identifier or name: nothing was read{what}")
