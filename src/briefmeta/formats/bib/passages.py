"""What stands between the entries of a ``.bib`` file: comments, ``@string``, ``@preamble``, ``@comment`` and groups.

A report has no place for it, and a rewrite of the file loses it unless it is carried. What is carried stands before
the same entry as it did; macros stay defined although their values are written out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefmeta.formats.bib.bib_parser import BibParser
from briefmeta.formats.bib.source import Source
from briefmeta.formats.bib.tables import NOT_REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefmeta.formats.bib.bib_parser import Entry

# JabRef's "% Encoding: …" and the "coding:" of editors: what is written is UTF-8, and readers believe such a line
_CODING = re.compile(
    r"^([ \t]*%.{0,200}?\b(?:en)?coding[ \t]*[:=][ \t]*)[\w.-]+", re.IGNORECASE | re.MULTILINE
)
_LINE_ENDS = re.compile(r"\r\n?")


class Passage(NamedTuple):
    """A text between entries.

    Attributes:
        text: the text, without the blank lines around it.
        before: the key of the entry that follows, or an empty text.
        sound: whether it can be carried: it is whole, and nothing in it would be read as an entry.
    """

    text: str
    before: str
    sound: bool


class _Spans(BibParser):
    """A parser that notes where the entries that are reports begin and end."""

    def __init__(self) -> None:
        super().__init__([])
        self.spans: list[tuple[int, int, str]] = []

    def _entry(self, kind: str, head: re.Match[str]) -> tuple[Entry | None, int]:
        entry, end = super()._entry(kind, head)
        if kind not in NOT_REPORTS:
            self.spans.append((head.start(), end, entry.key if entry else ""))
        return entry, end


def read_passages(text: str) -> list[Passage]:
    r"""Return what stands between the entries of a ``.bib`` text, in its order.

    Args:
        text: the whole text of a file.

    >>> read_passages("% rivers\n@misc{a, title = {Foam}}\n@string{who = {WHO}}\n")
    [Passage(text='% rivers', before='a', sound=True), Passage(text='@string{who = {WHO}}', before='', sound=True)]
    """
    parser = _Spans()
    for _ in parser.entries(Source(text)):
        pass
    if not parser.is_bib:
        return []
    judge = BibParser([])  # one for all, as a macro may be made of earlier ones
    judge.is_bib = True
    passages, start = [], 0
    for begin, end, key in (*parser.spans, (len(text), len(text), "")):
        passage = text[start:begin].strip(" \t\r\n,")
        if passage:
            passage = _CODING.sub(r"\1UTF-8", _LINE_ENDS.sub("\n", passage))
            passages.append(Passage(passage, key, _is_sound(passage, judge)))
        start = end
    return passages


def _is_sound(text: str, judge: BibParser) -> bool:
    judge.problems.clear()
    kinds = [entry.kind for entry in judge.entries(Source(text))]
    return not judge.problems and NOT_REPORTS.issuperset(kinds) and text.count("{") == text.count("}")


def with_passages(entries: Iterable[str], keys: Sequence[str], passages: Iterable[Passage]) -> Iterator[str]:
    r"""Yield the entries of a file that is written, with the passages before those that they stood before.

    Args:
        entries: the entries, as a writer yields them.
        keys: the key that each had in the file that was read.
        passages: what stood there between entries; those that are not sound are left out.

    >>> "".join(with_passages(["@misc{b,\n}\n"], ["a"], [Passage("% rivers", "a", True), Passage("% end", "", True)]))
    '% rivers\n\n@misc{b,\n}\n\n% end\n'
    """
    waiting = [passage for passage in passages if passage.sound]
    places = {
        passage.before: place for place, passage in reversed(list(enumerate(waiting, 1))) if passage.before
    }
    written, gap = 0, ""
    for entry, key in zip(entries, keys, strict=True):
        for passage in waiting[written : places.get(key, 0)]:
            yield f"{gap}{passage.text}\n"
            gap = "\n"
        written = max(written, places.get(key, 0))
        yield gap + entry.lstrip("\n")
        gap = "\n"
    for passage in waiting[written:]:
        yield f"{gap}{passage.text}\n"
        gap = "\n"
