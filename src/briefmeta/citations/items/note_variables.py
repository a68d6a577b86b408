"""Variables in the note of an item, where Zotero's users and others keep what their programs have no field for.

They are no part of CSL 1.0.2, but of what is exported as CSL-JSON. Lines ``name: value`` stand at the start of the
note, or below a first line of text; ``{:name: value}`` may stand anywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

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
