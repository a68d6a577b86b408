"""Items as a style sees them: CSL-JSON of any shape, read once into text, names, dates and numbers.

CSL 1.0.2, appendices "Item Types" and "Variables"; the JSON form is the one of csl-data.json. A value that its
variable cannot hold is left out and told. Lines ``name: value`` at the start of an item's note are variables too, where
Zotero's users and others keep what their programs have no field for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import evolve

from briefmeta.citations.items.item_variables import (
    ItemDate,
    ItemName,
    family_first,
    read_date,
    read_name,
    text_of,
)
from briefmeta.citations.output.markup import CAPITALS
from briefmeta.errors import InvalidValueError, shorten

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from briefmeta.citations.output.tree import Piece
    from briefmeta.citations.styles.locales import Locale


_NAME = r"([a-z][-_a-z]*|[A-Z]+)"
_LINE = re.compile(_NAME + r":\s*(\S.*)")
_BRACED = re.compile(r"\{:" + _NAME + r": *([^{}\n]+)\}")


def split_note(note: str, wanted: Container[str]) -> tuple[dict[str, list[str]], str]:
    r"""Read the variables of a note: their values, and what is left of the note.

    >>> split_note("event-place: Rome\nkeyword: a\nA talk.", {"event-place", "keyword"})
    ({'event-place': ['Rome'], 'keyword': ['a']}, 'A talk.')
    """
    found: dict[str, list[str]] = {}

    def take(match: re.Match[str]) -> str:
        if match[1] not in wanted:
            return match[0]
        found.setdefault(match[1], []).append(match[2].strip())
        return ""

    kept: list[str] = []
    lines = _BRACED.sub(take, note).split("\n")
    for index, line in enumerate(lines):
        match = _LINE.fullmatch(line)
        if match is None and index:
            kept += lines[index:]
            break
        kept.append(line if match is None else take(match))
    return found, "\n".join(line for line in kept if line).strip()


def read_noted_name(value: str) -> dict[str, str]:
    """Read a name as it stands in a note: ``Family || Given``, or the name of an institution."""
    family, bars, given = value.partition("||")
    return {"family": family.strip(), "given": given.strip()} if bars else {"literal": value}


NAME_VARIABLES = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director editor-translator executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
    """.split()
)
DATE_VARIABLES = frozenset("accessed available-date event-date issued original-date submitted".split())
NUMBER_VARIABLES = frozenset(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version
    volume
    """.split()
)
#: Names that other programs give to variables of CSL.
_ALIASES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
#: Labels with which a number may begin; a style writes its own.
_OWN_LABELS = {"issue": ("no. ",), "number": ("no. ",), "page": ("p. ", "pp. "), "volume": ("vol. ",)}
_NOT_VARIABLES = frozenset(("id", "type", "custom", "categories"))
#: Languages that write the family name first, so that the reference processor has it first in items of them.
_FAMILY_FIRST = frozenset(("hu", "ja", "vi", "zh"))
_LINED = frozenset(("abstract", "annote", "note"))  # texts of several lines
_LONGEST = 2_000_000  # characters of one text
_MOST_NAMES = 20_000
_OTHERS = frozenset(("others", "et al.", "et al"))
_LISTS = {"authors": "author", "editors": "editor", "translators": "translator"}  # the fields of a report
_UNKNOWN_TYPE = "document"


class Item:
    """One item: its variables sorted by kind, ready to be asked many times.

    Attributes:
        key: the id as given.
        type: the CSL type.
        texts: text and number variables.
        names: name variables.
        dates: date variables.
        language: the language of the item, in lower case, or "".
        warnings: what could not be used, in words.
        fields: parsed texts, kept for the entry that is being rendered.
    """

    __slots__ = ("dates", "fields", "key", "language", "names", "texts", "type", "warnings")

    def __init__(self, key: str, type: str) -> None:
        self.key, self.type = key, type
        self.texts: dict[str, str] = {}
        self.names: dict[str, tuple[ItemName, ...]] = {}
        self.dates: dict[str, ItemDate] = {}
        self.language = ""
        self.warnings: list[str] = []
        self.fields: dict[object, list[Piece]] = {}

    def has(self, variable: str) -> bool:
        """Return whether a variable has a value."""
        return variable in self.texts or variable in self.names or variable in self.dates

    def is_english(self, locale: Locale) -> bool:
        """Return whether title case applies: by the language of the item, else by that of the style.

        What belongs to a jurisdiction keeps the case of its names, as in the reference processor.
        """
        if "jurisdiction" in self.texts:
            return False
        return self.language.startswith("en") if self.language else locale.english


def read_items(items: Iterable[object]) -> list[Item]:
    """Read reports and CSL-JSON mappings into items, in their order.

    Raises:
        InvalidValueError: when an element is neither a report nor a mapping, or ``items`` is no list of them.
    """
    from collections.abc import Iterable, Mapping

    if isinstance(items, (str, bytes, Mapping)) or not isinstance(items, Iterable):
        raise InvalidValueError("items", items, "a list of reports or CSL-JSON mappings")
    read: list[Item] = []
    for position, item in enumerate(items):
        data = item if isinstance(item, Mapping) else _from_report(item)
        read.append(read_item(data, f"item-{position + 1}"))
    return read


def _from_report(item: object) -> Mapping[str, Any]:
    try:
        from briefmeta.formats.csljson import to_csl
        from briefmeta.model.report import Report
    except ImportError:
        raise InvalidValueError("items", item, "a CSL-JSON mapping") from None
    if not isinstance(item, Report):
        raise InvalidValueError("items", item, "a report or a CSL-JSON mapping")
    return to_csl(item)


def read_item(data: Mapping[Any, Any], default_key: str) -> Item:
    """Read one CSL-JSON mapping. Its id is kept as it is; without one, ``default_key`` is taken."""
    data = _with_note(data)
    key = data.get("id")
    kind = data.get("type")
    item = Item(
        str(key) if isinstance(key, (str, int)) and str(key) else default_key,
        kind if isinstance(kind, str) and kind else _UNKNOWN_TYPE,
    )
    for name, value in data.items():
        if name in _NOT_VARIABLES or value is None or value == "":
            continue
        if not isinstance(name, str):
            item.warnings.append(f"{shorten(name)} is not the name of a variable")
            continue
        _read_variable(item, _ALIASES.get(name, name), value)
    language = item.texts.get("language", "")
    item.language = language.lower()
    base = item.language.partition("-")[0]
    if base in CAPITALS:
        item.names = {
            name: tuple(evolve(each, language=base) for each in names) for name, names in item.names.items()
        }
    if language.partition("-")[0] in _FAMILY_FIRST:
        item.names = {name: tuple(map(family_first, names)) for name, names in item.names.items()}
    _mark_unlisted(item, data.get("custom"))
    if "page" in item.texts and "page-first" not in item.texts:
        first = _first_page(item.texts["page"])
        if first:
            item.texts["page-first"] = first
    return item


def _mark_unlisted(item: Item, custom: Any) -> None:
    """Mark the lists of names that go on: readers of formats with ``and others`` name them in ``custom``."""
    listed = custom.get("and-others") if hasattr(custom, "get") else None
    for target in listed if isinstance(listed, (list, tuple)) else ():
        variable = _LISTS.get(target, target) if isinstance(target, str) else ""
        if names := item.names.get(variable):
            item.names[variable] = (*names[:-1], evolve(names[-1], goes_on=True))


def _with_note(data: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Add the variables that stand in the note; those of the item itself go before, dates apart."""
    note = data.get("note")
    if not isinstance(note, str) or ":" not in note:
        return data
    from briefmeta.model.csl_variables import CSL_VARIABLES

    found, rest = split_note(note, (CSL_VARIABLES - data.keys()) | DATE_VARIABLES | {"type"})
    noted = {name: _noted_value(name, values) for name, values in found.items()}
    return {**data, "note": rest, **noted}


def _noted_value(name: str, values: list[str]) -> Any:
    if name in NAME_VARIABLES:
        return [read_noted_name(value) for value in values]
    return {"raw": values[0]} if name in DATE_VARIABLES else values[0]


def _first_page(pages: str) -> str:
    for index, character in enumerate(pages):
        if character in "-–—,;& ":
            return pages[:index].strip()
    return pages.strip()


def _read_variable(item: Item, name: str, value: Any) -> None:
    try:
        if name in DATE_VARIABLES:
            date = read_date(value)
            if date is not None:
                item.dates[name] = date
            elif not _is_empty_date(value):
                item.warnings.append(f"{name}: {shorten(value)} is not a date")
        elif name in NAME_VARIABLES:
            _read_names(item, name, value)
        else:
            _read_text(item, name, value)
    except ValueError as error:
        item.warnings.append(f"{name}: {error}")


def _is_empty_date(value: Any) -> bool:
    """Return whether a date says nothing, as ``{}`` and ``{"date-parts": [[""]]}``."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    return not parts or not any(
        part for day in parts[:2] for part in (day if isinstance(day, list) else [day])
    )


def _read_names(item: Item, name: str, value: Any) -> None:
    if not isinstance(value, (list, tuple)):
        raise ValueError(f"{shorten(value)} is not a list of names")
    names: list[ItemName] = []
    for entry in value[:_MOST_NAMES]:
        try:
            found = read_name(entry)
        except ValueError as error:
            item.warnings.append(f"{name}: {error}")
            continue
        if found is not None:
            names.append(found)
    if len(value) > _MOST_NAMES:
        item.warnings.append(f"{name}: only the first {_MOST_NAMES} of {len(value)} names are used")
    # Better BibTeX and pandoc write "and others" as a name of its own at the end
    if len(names) > 1 and (names[-1].literal or names[-1].family).lower() in _OTHERS and not names[-1].given:
        names[-2:] = [evolve(names[-2], goes_on=True)]
    if names:
        item.names[name] = tuple(names)


def _read_text(item: Item, name: str, value: Any) -> None:
    text = text_of(value)
    if len(text) > _LONGEST:
        item.warnings.append(f"{name}: only the first {_LONGEST} of {len(text)} characters are used")
        text = text[:_LONGEST]
    if "\n" in text and name not in _LINED:
        text = " ".join(text.split())
    for label in _OWN_LABELS.get(name, ()):
        text = text.removeprefix(label)
    if text.strip():
        item.texts.setdefault(name, text.strip())
