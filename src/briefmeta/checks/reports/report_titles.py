"""Rules about titles and summaries: missing, no titles at all, shouted, or one in the place of the other."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefmeta import vocabulary
from briefmeta.checks.finding import Severity
from briefmeta.checks.reports.fields_of_report import bare, folded, placeholders
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import shorten
from briefmeta.text.fold import stop_words, unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.rule import Context
    from briefmeta.model.report import Report

# Items that have no title by their nature; CSL styles describe them by their type.
UNTITLED_TYPES = frozenset(
    {"personal_communication", "interview", "review", "review-book", "legal_case", "map"}
)

_FILE_NAME = re.compile(
    r"microsoft (?:word|powerpoint|excel) - .+|\S.*\.(?:pdf|docx?|pptx?|xlsx?|indd|qxd|rtf|odt)",
    re.IGNORECASE,
)
# What programs call a text that nobody named: Document1, Slide 1, untitled-2.
_DEFAULT_NAME = re.compile(
    r"(?:untitled|new|no name|document|dokument|documento|slide|folie|diapositive|layout|sheet|page|book|scan|image|"
    r"presentation|microsoft (?:word|powerpoint|excel)(?: document)?)[ _-]?(?:[0-9]{1,5}|\([0-9]{1,5}\))|"
    r"(?:microsoft )?power ?point(?: |-)pr[eä]sentation|presentación de powerpoint|présentation powerpoint|"
    r"full page fax print|microsoft (?:word|powerpoint|excel)(?: document)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LONG_TITLE = 300
_OPENING = 100  # characters that the title shares with the summary before it is taken for its beginning
# not "vs. ", "Dr. ", "St. ": a word of four letters, a short one in small letters, or a year
_SENTENCE_END = re.compile(
    r"(?:(?<=[^\W\d_]{4})|(?<= [a-z]{2})|(?<= [a-z]{3})|(?<= [0-9]{4}))(?<! vs)[.!?] (?=[^\W\d_a-z])"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@cache
def _title_words() -> frozenset[str]:
    return frozenset(map(unaccented, vocabulary.words("title_words")))


def _missing(report: Report, _: Context) -> Iterator[Flaw]:
    if report.title is None and report.type not in UNTITLED_TYPES:
        yield Flaw("title", "there is no title")


def _placeholder(report: Report, _: Context) -> Iterator[Flaw]:
    title = report.title
    if title is None:
        return
    if not any(map(str.isalnum, title)) or (len(title) < 40 and bare(title) in placeholders("title")):
        yield Flaw("title", f"{shorten(title)} is no title", value=title)
    elif _ADDRESS.fullmatch(title):
        yield Flaw("title", f"the title is an address: {shorten(title)}", value=title)
    elif len(title) < 60 and _DEFAULT_NAME.fullmatch(title):
        yield Flaw("title", f"{shorten(title)} is what a program calls a text without a title", value=title)
    elif len(title) < 300 and _FILE_NAME.fullmatch(title):
        yield Flaw("title", f"the title is the name of a file: {shorten(title)}", value=title)


def _shouting(report: Report, _: Context) -> Iterator[Flaw]:
    title = report.title
    if title is not None and title.isupper() and _is_shouted(title):
        yield Flaw("title", f"the title is in capitals throughout: {shorten(title)}", value=title)


def _is_shouted(title: str) -> bool:
    """Return whether words in capitals are more than acronyms, which are short and stand alone."""
    words = _WORD.findall(title)
    long = [word for word in words if len(word) > 4]
    grammar = any(len(word) > 1 and unaccented(word) in stop_words("title") for word in words)
    usual = sum(unaccented(word) in _title_words() for word in words)
    return (
        len(long) > 3
        or usual > 1
        or (usual and len(long) > 1)
        or (len(long) > 1 and max(map(len, long)) > 6)
        or (bool(long) and grammar and len(words) > 2)
    )


def _is_summary(report: Report, _: Context) -> Iterator[Flaw]:
    title, summary = report.title, report.summary
    if title is None:
        return
    if len(title) > _LONG_TITLE and len(_SENTENCE_END.findall(title)) > 1:
        yield Flaw("title", f"the title is a text of several sentences: {shorten(title)}", value=title)
    elif summary is not None and title[:1] == summary.lstrip()[:1]:
        start = folded(title)
        if len(start) > 2 and start == folded(summary[: 2 * len(title) + 20]):
            yield Flaw("summary", "title and summary are the same", value=summary)
        elif len(start) > _OPENING and folded(summary[: 2 * len(title)]).startswith(start):
            yield Flaw("title", f"the title is the beginning of the summary: {shorten(title)}", value=title)


def _empty_summary(report: Report, _: Context) -> Iterator[Flaw]:
    summary = report.summary
    if summary is None:
        return
    short = len(summary) < 40
    if (
        short and (bare(summary) in placeholders("summary") or not any(map(str.isalnum, summary)))
    ) or summary.lstrip()[:22].lower() == "lorem ipsum dolor sit ":
        yield Flaw("summary", f"{shorten(summary)} is no summary", value=summary)


RULES = (
    Rule("RPT101", "title-missing", Severity.ERROR, _missing),
    Rule("RPT102", "title-placeholder", Severity.WARNING, _placeholder),
    Rule("RPT103", "title-in-capitals", Severity.WARNING, _shouting),
    Rule("RPT104", "title-and-summary", Severity.WARNING, _is_summary),
    Rule("RPT105", "summary-placeholder", Severity.WARNING, _empty_summary),
)
