"""Text case ("Text-case" of CSL 1.0.2), over the texts of one field in reading order.

A word that already holds a capital inside, and anything in a ``nocase`` span, stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefmeta.citations.tree import Node

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta.citations.tree import Piece

# Words that title case leaves in lower case: the list of the specification ("Title Case Conversion"), and the further
# prepositions and name particles that the reference processor was seen to leave alone.
_STOP_WORDS = frozenset(
    """
    a an and as at but by down for from in into nor of on onto or over so the till to up via with yet et van von de
    about above across after against along alongside amid amidst among amongst apropos apud around aside astride
    athwart atop barring before behind below beneath beside besides between beyond circa despite during except given
    inside lest like modulo near next notwithstanding off out per plus pro qua sans since than through throughout
    toward towards under underneath until unto upon versus vs within without al afore forenenst anenst
    """.split()
)
_WORD = re.compile(r"[^\W_](?:[\w'’@]|\u0301)*", re.UNICODE)
_ONE_LETTER = re.compile(r"[^\W\d_](?:['’]|$)", re.UNICODE)
_MARK = re.compile(r"[^\w\s]")
_STARTS_AGAIN = frozenset(":?!")

Case = str


def apply_case(children: list[Piece], case: Case, *, english: bool) -> list[Piece]:
    """Change the case of a field, as any value of ``text-case`` says.

    Title case is for English only ("Title case conversion ... for items with a non-English language is not affected").
    """
    if case == "title" and not english:
        return children
    change = _CHANGES.get(case)
    if change is None:
        return children
    if len(children) == 1 and isinstance(children[0], str):
        return [change([children[0]])[0]]
    # what a straight quotation mark opens is not taken for the first word
    held = [""] if isinstance(children[0], Node) and children[0].role == "straight" else []
    texts = list(held)
    _collect(children, texts)
    return _rebuilt(children, iter(change(texts)[len(held) :]).__next__)


def change_text(text: str, case: Case, *, english: bool) -> str:
    """Change the case of one text without markup."""
    changed = apply_case([text], case, english=english)[0]
    return changed if isinstance(changed, str) else text


def _collect(children: list[Piece], texts: list[str]) -> None:
    for child in children:
        if isinstance(child, str):
            texts.append(child)
            continue
        if not _keeps_case(child):
            _collect(child.children, texts)
        else:
            texts.append("")  # holds the place: what follows is not the first word


def _keeps_case(node: Node) -> bool:
    """Tell whether a span keeps its case: one marked so, and raised, lowered and small letters."""
    return node.role == "nocase" or any(name in ("vertical-align", "font-variant") for name, _ in node.format)


def _rebuilt(children: list[Piece], following: Callable[[], str]) -> list[Piece]:
    rebuilt: list[Piece] = []
    for child in children:
        if isinstance(child, str):
            rebuilt.append(following())
        elif _keeps_case(child):
            following()
            rebuilt.append(child)
        else:
            rebuilt.append(child.replaced(_rebuilt(child.children, following)))
    return rebuilt


def _lowercase(texts: list[str]) -> list[str]:
    return [text.lower() for text in texts]


def _uppercase(texts: list[str]) -> list[str]:
    return [text.upper() for text in texts]


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _capitalize_first(texts: list[str]) -> list[str]:
    changed = list(texts)
    for index, text in enumerate(texts):
        found = _WORD.search(text)
        if found is not None:
            if re.split("['’]", found[0], maxsplit=1)[0].islower():
                changed[index] = text[: found.start()] + _capital(text[found.start() :])
            break
        if not text:
            break
    return changed


def _capitalize_all(texts: list[str]) -> list[str]:
    return [
        _WORD.sub(lambda found: _capital(found[0]) if found[0].islower() else found[0], text)
        for text in texts
    ]


def _sentence(texts: list[str]) -> list[str]:
    changed: list[str] = []
    started = False
    for text in texts:
        found = None if started else _WORD.search(text)
        if found is None:
            changed.append(text.lower())
            started = started or not text
            continue
        started = True
        end = text.find(" ", found.start())
        end = len(text) if end < 0 else end
        first = text[: found.start()] + _capital(text[found.start() : end])
        changed.append(first + text[end:].lower())
    return changed


def _title(texts: list[str]) -> list[str]:
    if all(text == text.upper() for text in texts):
        return texts
    last = _last_word(texts)
    starts = first_mark = True
    changed: list[str] = []
    for index, text in enumerate(texts):
        parts: list[str] = []
        position = 0
        for found in _WORD.finditer(text):
            between = text[position : found.start()]
            if between and not _STARTS_AGAIN.isdisjoint(between):
                starts = True
            word = found[0]
            ends = (index, found.start()) == last
            # a letter before the first hyphen or the like is a word of its own: "E-Mail"
            letter = first_mark and len(word) == 1 and text[found.end() : found.end() + 1] == "-"
            first_mark = first_mark and not _MARK.search(between) and not letter
            parts += (between, _title_word(word, starts=starts or letter, ends=ends))
            starts = False
            position = found.end()
        rest = text[position:]
        first_mark = False  # markup and quotation marks count as well
        if rest and not _STARTS_AGAIN.isdisjoint(rest):
            starts = True
        elif not text:
            starts = False
        changed.append("".join(parts) + rest)
    return changed


def _title_word(word: str, *, starts: bool, ends: bool) -> str:
    if not word.islower():
        return word
    if starts:
        return _capital(word)
    if _ONE_LETTER.match(word) or (word in _STOP_WORDS and not ends):
        return word
    return _capital(word)


def _last_word(texts: list[str]) -> tuple[int, int] | None:
    for index in range(len(texts) - 1, -1, -1):
        start = -1
        for found in _WORD.finditer(texts[index]):
            start = found.start()
        if start >= 0:
            return index, start
    return None


_CHANGES: dict[Case, Callable[[list[str]], list[str]]] = {
    "lowercase": _lowercase,
    "uppercase": _uppercase,
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}
