"""What stands beside a name in a line of authors and is no part of it: ORCID iDs, addresses, footnote marks. Pure."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# A name of these characters alone has nothing beside it, which spares most names the rest.
_BARE = re.compile(r"[A-Za-z .'’-]+")
_ORCID = re.compile(
    r"[(\[<]?(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid(?: id)?:? ?|(?<![\w-]))"
    r"([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx])/?(?![\w-])[)\]>]?",
    re.I | re.A,
)
_MARKS: Final = "*†‡§¶#⁎∗✉☨⁰¹²³⁴⁵⁶⁷⁸⁹ªᵃᵇᶜᵈᵉᶠ, "
# Footnote numbers lose their superscript in copied text: Jane Doe1.
_NUMBER_AFTER_NAME = re.compile(r"(?<=[^\W\d_A-Z])[0-9]{1,2}$")
_OPENING: Final = {")": "(", "]": "[", ">": "<", "）": "（"}


class Extras(NamedTuple):
    """A name without what stands beside it; ``full`` still has the parentheses, for the names of organizations."""

    name: str
    full: str
    orcid: str | None
    left_out: tuple[str, ...]


def strip_extras(text: str) -> Extras:
    """Take ORCID iD, e-mail address, URL, footnote marks and trailing brackets away from a name."""
    if _BARE.fullmatch(text):
        return Extras(text, text, None, ())
    found = _ORCID.search(text)
    orcid = found[1].upper() if found else None
    if found:
        text = f"{text[: found.start()]} {text[found.end() :]}"
    parts = text.split()
    left_out = list(filter(_is_address, parts))
    text = full = _without_marks(" ".join(word for word in parts if not _is_address(word)), left_out)
    while text and text[-1] in _OPENING:
        start = text.rfind(_OPENING[text[-1]])
        if start <= 0:
            break
        left_out.append(text[start:])
        if text[-1] not in ")）":
            full = text[:start].strip()
        text = _without_marks(text[:start], left_out)
    return Extras(text, full, orcid, tuple(left_out))


def _is_address(word: str) -> bool:
    return "@" in word or word.startswith(("http://", "https://"))


def _without_marks(text: str, left_out: list[str]) -> str:
    bare = text.strip(_MARKS)
    number = _NUMBER_AFTER_NAME.search(bare)
    if number:
        bare = bare[: number.start()].rstrip(_MARKS)
    marks = text.replace(bare, "", 1).strip(", ") if bare else text.strip(", ")
    if marks:
        left_out.append(marks)
    return bare
