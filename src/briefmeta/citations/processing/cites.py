"""What a document cites: cites, the citations that they stand in, and their place among the others.

The JSON form is the one of csl-citation.json.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field

from briefmeta.errors import InvalidValueError


def _text(value: str | float | None) -> str:
    """Take text, and numbers as text."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InvalidValueError("cite", value, "text, as keys, locators and affixes are")
    return str(value)


def _stripped(value: str | float | None) -> str:
    return _text(value).strip()


def _label(value: str | None) -> str:
    return value if isinstance(value, str) and value else "page"


def _cites(value: Iterable[Cite]) -> tuple[Cite, ...]:
    cites = tuple(value)
    for cite in cites:
        if not isinstance(cite, Cite):
            raise InvalidValueError("cites", cite, "a Cite")
    return cites


@define(frozen=True, slots=True, kw_only=True)
class Cite:
    """One item in one citation.

    Attributes:
        key: the key of the item.
        locator: the place in the item, such as ``12–15``.
        label: what the locator counts: page, chapter, section, ...
        prefix: text before the cite; CSL's inline markup (``<i>``) is understood.
        suffix: text after it, likewise.
        suppress_author: whether the author is left out, because the text names them.
        author_only: whether only the author is wanted.
        composite: whether the author stands in the sentence and the rest of the citation after it: ``Doe (2020)``.

    Raises:
        InvalidValueError: when the key, the locator or an affix is no text.

    Source: csl-citation.json, "citationItems"; ``composite`` is a mode of the reference processor.

    >>> Cite(key="doe2020", locator=12).locator
    '12'
    """

    key: str = field(default="", converter=_text)
    locator: str = field(default="", converter=_stripped)
    label: str = field(default="page", converter=_label)
    prefix: str = field(default="", converter=_text)
    suffix: str = field(default="", converter=_text)
    suppress_author: bool = False
    author_only: bool = False
    composite: bool = False


@define(frozen=True, slots=True, kw_only=True)
class Citation:
    """Cites that stand together in the text or in one note.

    Attributes:
        cites: the cites, in the order given.
        note: the number of the note that holds them, or 0 in running text.
        sorted: whether the style may sort them.
        infix: text between the author and the rest of a composite citation.

    >>> Citation(cites=[Cite(key="doe2020")]).note
    0
    """

    cites: tuple[Cite, ...] = field(converter=_cites)
    note: int = 0
    sorted: bool = True
    infix: str = ""


#: What a citation may be given as.
CitationLike = Citation | Cite | str | Mapping[str, Any] | Iterable["Cite | str | Mapping[str, Any]"]


@define(frozen=True, slots=True)
class Place:
    """Where a cite stands among the others.

    Attributes:
        positions: the values of ``position`` that hold: first, subsequent, ibid, ibid-with-locator, near-note.
        first_note: the number of the note that cites the item first, or None.
    """

    positions: frozenset[str] = frozenset(("first",))
    first_note: int | None = None


def read_citation(value: object) -> Citation:
    """Read a citation: a key, a cite, several of them, or a mapping as in csl-citation.json.

    Raises:
        InvalidValueError: when ``value`` is none of them.

    >>> read_citation({"citationItems": [{"id": "a"}], "properties": {"noteIndex": 3}}).note
    3
    >>> [cite.key for cite in read_citation(["a", Cite(key="b")]).cites]
    ['a', 'b']
    """
    if isinstance(value, Citation):
        return value
    if isinstance(value, (Cite, str)):
        return Citation(cites=(_read_any(value),))
    if isinstance(value, Mapping):
        return _read_mapping(value)
    if not isinstance(value, Iterable) or isinstance(value, _BYTES):
        raise InvalidValueError("citation", value, "a citation, a cite, a key, or a list of cites")
    return Citation(cites=tuple(_read_any(cite) for cite in value))


def _read_mapping(data: Mapping[str, Any]) -> Citation:
    items = data.get("citationItems")
    if items is None and "id" in data:
        return Citation(cites=(read_cite(data),))
    if not isinstance(items, (list, tuple)):
        raise InvalidValueError("citationItems", items, "a list of cites")
    properties = data.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    note, mode, infix = properties.get("noteIndex"), properties.get("mode"), properties.get("infix")
    cites = [_read_any(item) for item in items]
    if cites and mode in _MODES:
        first = items[0] if isinstance(items[0], Mapping) else {"id": items[0]}
        cites[0] = read_cite({**first, _MODES[mode]: True})
    return Citation(
        cites=tuple(cites),
        note=note if isinstance(note, int) and note > 0 else 0,
        sorted=not properties.get("unsorted"),
        infix=infix if isinstance(infix, str) else "",
    )


_BYTES = (bytes, bytearray)
_MODES = {"author-only": "author-only", "suppress-author": "suppress-author", "composite": "composite"}


def _read_any(value: object) -> Cite:
    if isinstance(value, Cite):
        return value
    if isinstance(value, str):
        return Cite(key=value)
    if isinstance(value, Mapping):
        return read_cite(value)
    raise InvalidValueError("cite", value, "a cite, a key, or a mapping with an id")


def read_cite(data: Mapping[str, Any]) -> Cite:
    """Read a cite of csl-citation.json.

    Raises:
        InvalidValueError: when its id, locator or an affix is no text.
    """
    return Cite(
        key=data.get("id"),
        locator=data.get("locator"),
        label=data.get("label"),
        prefix=data.get("prefix"),
        suffix=data.get("suffix"),
        suppress_author=data.get("suppress-author") in (True, 1),
        author_only=data.get("author-only") in (True, 1),
        composite=data.get("composite") in (True, 1),
    )
