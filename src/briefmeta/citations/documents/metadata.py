"""What the metadata of a document says about its citations: the simple values of a block of YAML.

Only what citing needs is read, and only in the forms that such values have in practice: scalars, quoted or not, block
scalars, lists of scalars. All other YAML is left to those who want it; a value that is wanted and not simple is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The fields that are read; pandoc has them under the same names.
FIELDS = frozenset(
    "bibliography csl lang link-citations nocite notes-after-punctuation reference-section-title"
    " suppress-bibliography".split()
)
_LONGEST = 1_000_000  # characters of a block
_FIELD = re.compile(r"""(?P<quote>["']?)(?P<name>[A-Za-z][\w-]*)(?P=quote)[ \t]*:(?:[ \t]+(?P<value>.*))?""")
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?\s*(?:#.*)?")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*+)"\s*(?:#.*)?')
_SINGLE = re.compile(r"'((?:[^']|'')*+)'\s*(?:#.*)?")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", " ": " "}
_TRUE = frozenset(("true", "yes", "on", "t"))


@define(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The metadata of a document that citing needs.

    Attributes:
        values: the values by field, each a list, of one element where the field has a single value.
        places: where each field stands in the document.
        unread: fields that are there and not simple.
    """

    values: Mapping[str, Sequence[str]] = field(factory=dict)
    places: Mapping[str, int] = field(factory=dict)
    unread: Sequence[str] = ()

    def text(self, name: str) -> str:
        """Take a value as text, "" where there is none."""
        return " ".join(self.values.get(name, ())).strip()

    def flag(self, name: str, default: bool) -> bool:
        """Take a value as yes or no."""
        value = self.text(name).lower()
        return default if not value else value in _TRUE


def read_metadata(document: str, blocks: Sequence[tuple[int, int]]) -> Metadata:
    r"""Read the wanted fields from blocks of YAML; of a field that stands in several, the first counts.

    Args:
        document: the document.
        blocks: the places of the blocks, without their fences.

    Source: YAML 1.2.2; pandoc's manual, "Extension: yaml_metadata_block".

    >>> read_metadata("lang: de\nnocite: |\n  @doe, @roe\n", [(0, 31)]).text("nocite")
    '@doe, @roe'
    """
    values: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    unread: list[str] = []
    for start, end in blocks:
        lines = _lines(document, start, min(end, start + _LONGEST))
        for index, (place, line) in enumerate(lines):
            found = _FIELD.match(line)
            if found is None or found["name"] not in FIELDS or found["name"] in places:
                continue
            name = found["name"]
            places[name] = place
            value = _value((found["value"] or "").strip(), [line for _, line in lines[index + 1 :]])
            if value is None:
                unread.append(name)
            else:
                values[name] = value
    return Metadata(values=values, places=places, unread=tuple(unread))


def _lines(document: str, start: int, end: int) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    for line in document[start:end].splitlines(keepends=True):
        lines.append((start, line.rstrip("\r\n")))
        start += len(line)
    return lines


def _value(text: str, following: Sequence[str]) -> list[str] | None:
    """Read a value from the rest of its line and the lines behind it, or None where it is not simple."""
    if _BLOCK.fullmatch(text):
        return ["\n".join(line.strip() for line in _indented(following)).strip()]
    if text.startswith("["):
        inside = _COMMENT.sub("", text).strip()
        if not inside.endswith("]"):
            return None
        scalars = [_scalar(part.strip()) for part in _flow_parts(inside[1:-1]) if part.strip()]
    elif not text or text.startswith("#"):
        items = _items(following)
        if items is None:
            return None
        scalars = [_scalar(item) for item in items]
    else:
        more = [line.strip() for line in _indented(following) if line.strip()]
        scalars = [_scalar(" ".join([text, *more]))]
    known = [scalar for scalar in scalars if scalar is not None]
    return known if len(known) == len(scalars) else None


def _indented(lines: Sequence[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        if line.strip() and line[0] not in " \t":
            break
        found.append(line)
    return found


def _items(lines: Sequence[str]) -> list[str] | None:
    """Read the items of a list, indented or not."""
    items: list[str] = []
    for line in lines:
        text = line.strip()
        if text.startswith("- "):
            items.append(text[2:].strip())
        elif text and not text.startswith("#"):
            if line[0] in " \t":
                return None  # a mapping, or an item on several lines
            break
    return items


def _flow_parts(text: str) -> list[str]:
    return re.findall(r'(?:"(?:[^"\\]|\\.)*+"|\'[^\']*+\'|[^,"\'])+', text)


def _scalar(text: str) -> str | None:
    if text[:1] == '"':
        found = _DOUBLE.fullmatch(text)
        return found and re.sub(r"\\(.)", lambda each: _ESCAPES.get(each[1], each[0]), found[1])
    if text[:1] == "'":
        found = _SINGLE.fullmatch(text)
        return found and found[1].replace("''", "'")
    if text[:1] in ("{", "[", "&", "!", "|", ">", "%") or (text[:1] == "*" and text[1:2].isalnum()):
        return None
    return _COMMENT.sub("", text).strip()
