"""Rules about how a handle is written: its syntax, its spelling, and what hangs on to it by accident."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import HandleSyntaxError, shorten
from briefmeta.handles.handle import Handle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.rule import Context

# DSpace's installer sets the first; the second is its mirror image, which people choose to be original.
_PLACEHOLDER_PREFIXES = frozenset({"123456789", "987654321"})
_SENTENCE_END = re.compile(r"[.,;:!?\"'”’»]$|(?<=[^(]{2})\)$|[\]>}]$")
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_INNER = re.compile(r"https?://|hdl:|info:hdl/|doi:|(?:dx\.)?doi\.org/|hdl\.handle\.net/", re.IGNORECASE)
_ESCAPE = re.compile(r"%(?:2F|20|3A|23|25|3C|3E|28|29)", re.IGNORECASE)
_INSECURE = re.compile(
    r"http://(?:hdl\.handle\.net|(?:www\.)?coilink\.org|(?:dx\.)?doi\.org)/", re.IGNORECASE
)
_PROXY_URL = re.compile(r"https://(?:hdl\.handle\.net|(?:www\.)?coilink\.org|doi\.org)/", re.IGNORECASE)
_FIELD = "handle"


@lru_cache(maxsize=256)  # each rule reads the same text
def read(text: str) -> Handle | None:
    """Read a handle; None where the text is none."""
    try:
        return Handle(text)
    except HandleSyntaxError:
        return None


def is_well_spelt(text: str, handle: Handle) -> bool:
    """Return whether a handle is written as it should be stored: bare, or as an https URL without a query.

    >>> [is_well_spelt(text, Handle(text)) for text in ("10986/1", "https://coilink.org/10986/1", "hdl:10986/1")]
    [True, True, False]
    """
    if text in (str(handle), handle.uri):
        return True
    return _PROXY_URL.match(text) is not None and "?" not in text and "#" not in text


def _syntax(text: str, _: Context) -> Iterator[Flaw]:
    if read(text) is not None:
        return
    try:
        Handle(text)
    except HandleSyntaxError as fault:
        yield Flaw(_FIELD, f"{shorten(text)} is not {fault.expected}", value=text)


def _spelling(text: str, _: Context) -> Iterator[Flaw]:
    handle = read(text)
    if handle is not None and not is_well_spelt(text, handle):
        said = f"{shorten(text)} is one of many spellings of {handle}"
        if _INSECURE.match(text):
            said = f"{shorten(text)} is asked for without encryption"
        yield Flaw(_FIELD, said, value=text, fix=f"Write {handle.uri} or {handle}.")


def _placeholder(text: str, _: Context) -> Iterator[Flaw]:
    handle = read(text)
    if handle is not None and handle.prefix in _PLACEHOLDER_PREFIXES:
        yield Flaw(_FIELD, f"{handle.prefix} is a prefix for trying out, and resolves nowhere", value=text)


def _remnant(text: str, _: Context) -> Iterator[Flaw]:
    handle = read(text)
    if handle is None:
        return
    suffix = handle.suffix
    last = _SENTENCE_END.search(suffix)
    if last and suffix.count(_BRACKETS.get(last[0], last[0])) < suffix.count(last[0]) + (
        last[0] not in _BRACKETS
    ):
        yield Flaw(
            _FIELD, f"{handle} ends with {last[0]!r}, most likely of the sentence around it", value=text
        )


def _escaped(text: str, _: Context) -> Iterator[Flaw]:
    handle = read(text)
    if handle is not None and _ESCAPE.search(handle.suffix):
        yield Flaw(_FIELD, f"{handle} holds a percent-escape, most likely of a URL", value=text)


def _nested(text: str, _: Context) -> Iterator[Flaw]:
    handle = read(text)
    if handle is not None and _INNER.search(handle.suffix):
        yield Flaw(_FIELD, f"{shorten(str(handle))} holds another address", value=text)


def _index(text: str, _: Context) -> Iterator[Flaw]:
    handle = read(text)
    if handle is not None and handle.index is not None:
        yield Flaw(_FIELD, f"{shorten(text)} points at the value {handle.index} of {handle}", value=text)


RULES = (
    Rule(
        code="HDL001",
        name="handle-syntax",
        severity=Severity.ERROR,
        what="A text that should be a handle is none.",
        why="No proxy resolves it.",
        source="RFC 3651, section 2",
        example="`20.500.12592`, `and/or`, `2024/05/01`; not `20.500.12592/b2rbv89`",
        fix="Write PREFIX/SUFFIX, as in 20.500.12592/b2rbv89.",
        check=_syntax,
    ),
    Rule(
        code="HDL002",
        name="handle-spelling",
        severity=Severity.INFO,
        what="A handle is written neither bare nor as an https URL without a query.",
        why="Programs that compare texts take it for another one.",
        source="Handle.Net manual 9, section 1; RFC 4452 (info:hdl)",
        example="`hdl:10986/1`, `http://hdl.handle.net/10986/1`; not `https://hdl.handle.net/10986/1`",
        fix="Write it bare or as an https URL; `--fix` does it in a `.bib` file.",
        check=_spelling,
    ),
    Rule(
        code="HDL003",
        name="placeholder-prefix",
        severity=Severity.ERROR,
        what="The prefix is one that repositories are delivered with.",
        why="It resolves nowhere; the repository was never given a prefix of its own.",
        source="DSpace documentation, “The Handle Server” (123456789)",
        example="`123456789/42`",
        fix="Ask the repository for its real handle, or give the URL.",
        check=_placeholder,
    ),
    Rule(
        code="HDL004",
        name="sentence-sign",
        severity=Severity.WARNING,
        what="The suffix ends with a stop, a comma, a quote or a bracket without its partner.",
        why="Suffixes may, but hardly one does: it came along from a sentence.",
        source="RFC 3651, section 2 (any printable character); practice",
        example="`20.500.12592/b2rbv89.`; not `10.1002/(SICI)1096(199)`",
        fix="Take the sign off, if the handle resolves without it.",
        check=_remnant,
    ),
    Rule(
        code="HDL005",
        name="percent-escape",
        severity=Severity.WARNING,
        what="The suffix holds an escape that belongs into a URL.",
        why="Written as a URL, it is escaped once more, and is another handle.",
        source="Handle.Net manual 9, section 1 (encoding in URLs)",
        example="`10986/a%2Fb`",
        fix="Write the character itself.",
        check=_escaped,
    ),
    Rule(
        code="HDL006",
        name="address-in-handle",
        severity=Severity.WARNING,
        what="The suffix holds another address.",
        why="A prefix or a proxy was put before something that had one.",
        source="Practice of repositories",
        example="`20.500.12592/https://hdl.handle.net/20.500.12592/b2rbv89`",
        fix="Leave only one of the two.",
        check=_nested,
    ),
    Rule(
        code="HDL007",
        name="index-in-handle",
        severity=Severity.WARNING,
        what="The handle has an index before it, which points at one value of its record.",
        why="It is for administrators; a proxy takes it for a prefix that does not exist.",
        source="RFC 3651, section 3.1 (index)",
        example="`300:20.500.12592/b2rbv89`",
        fix="Leave the index out.",
        check=_index,
    ),
)
