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
# A bracket that closes is part of a SICI (10.1002/(SICI)1096(199)), so it counts only where none opens before it.
_SENTENCE_END = re.compile(r"[.,;:!?\"'”’»]$|(?<=[^(]{2})\)$|[\]>}]$")
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_INNER = re.compile(r"https?://|hdl:|info:hdl/|doi:|(?:dx\.)?doi\.org/|hdl\.handle\.net/", re.IGNORECASE)
# Only what REST requests and URLs must escape: a suffix may hold a % of its own (Handle.Net manual 9, section 1.2).
_ESCAPE = re.compile(r"%(?:2F|20|3A|23|25|3C|3E|28|29)", re.IGNORECASE)
# These proxies answer https; http is redirected, and whoever stands between may send the reader elsewhere.
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
    # Read again: what is kept of a handle that is none does not hold the reason.
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
    Rule("HDL001", "handle-syntax", Severity.ERROR, _syntax),
    Rule("HDL002", "handle-spelling", Severity.INFO, _spelling),
    Rule("HDL003", "placeholder-prefix", Severity.ERROR, _placeholder),
    Rule("HDL004", "sentence-sign", Severity.WARNING, _remnant),
    Rule("HDL005", "percent-escape", Severity.WARNING, _escaped),
    Rule("HDL006", "address-in-handle", Severity.WARNING, _nested),
    Rule("HDL007", "index-in-handle", Severity.WARNING, _index),
)
