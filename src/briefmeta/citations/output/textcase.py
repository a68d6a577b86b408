"""Text case ("Text-case" of CSL 1.0.2), over the texts of one field in reading order.

A word that already holds a capital inside, and anything in a ``nocase`` span, stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefmeta.citations.output.tree import Node

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta.citations.output.tree import Piece

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
_GREEK_LETTER = re.compile("[α-ω]")
_APOSTROPHE = re.compile("['’]")
_MARK = re.compile(r"[^\w\s&%]")
_STARTS_AGAIN = frozenset(":?!")

_STRAIGHT = frozenset(("straight", "apostrophes"))

Case = str


class _AfterApostrophe(str):
    """A text whose first word is not capitalized."""

    __slots__ = ()


def apply_case(children: list[Piece], case: Case, *, english: bool, language: str = "") -> list[Piece]:
    """Change the case of a field, as any value of ``text-case`` says.

    Title case is for English only ("Title case conversion ... for items with a non-English language is not affected").
    """
    if case == "title" and not english:
        return children
    change = (_TURKIC if language[:2] in ("tr", "az") else _CHANGES).get(case)
    if change is None:
        return children
    if len(children) == 1 and isinstance(children[0], str):
        return [change([children[0]])[0]]
    # what a straight quotation mark opens is not taken for the first word
    held = [""] if isinstance(children[0], Node) and children[0].role in _STRAIGHT else []
    texts = list(held)
    _collect(children, texts)
    return _rebuilt(children, iter(change(texts)[len(held) :]).__next__)


def change_text(text: str, case: Case, *, english: bool) -> str:
    """Change the case of one text without markup."""
    changed = apply_case([text], case, english=english)[0]
    return changed if isinstance(changed, str) else text


def _collect(children: list[Piece], texts: list[str]) -> None:
    held = False
    for index, child in enumerate(children):
        if isinstance(child, str):
            texts.append(child)
            continue
        if _keeps_case(child):
            texts.append("")  # holds the place: what follows is not the first word
            continue
        start = len(texts)
        _collect(child.children, texts)
        single = child.role == "apostrophes" and isinstance(child.children[0], str)
        if single and not held and _takes_apostrophe(children[index + 1 : index + 3]):
            texts[start] = _AfterApostrophe(texts[start])
            held = True


def _takes_apostrophe(following: list[Piece]) -> bool:
    """Tell whether the word behind a straight single quotation mark is taken for the rest of one: ``the 'n' in``.

    The reference processor does so once in a text, where a space and no other quotation follow.
    """
    if not following or not isinstance(following[0], str) or not following[0][:1].isspace():
        return False
    quoted = len(following) > 1 and isinstance(following[1], Node) and following[1].quotes
    return not (quoted and following[0].isspace())


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
            if _starts_small(found[0]):
                changed[index] = text[: found.start()] + _capital(text[found.start() :])
            break
        if not text:
            break
    return changed


def _capitalize_all(texts: list[str]) -> list[str]:
    return [
        _WORD.sub(
            lambda found: _capital(found[0]) if _starts_small(found[0]) and not _is_held(found) else found[0],
            text,
        )
        for text in texts
    ]


def _starts_small(word: str) -> bool:
    """Tell whether a word has no capital before its first apostrophe."""
    return word.islower() or _APOSTROPHE.split(word, maxsplit=1)[0].islower()


def _is_held(word: re.Match[str]) -> bool:
    return word.start() == 0 and isinstance(word.string, _AfterApostrophe)


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
            # what stands before the first hyphen is no stop word: "E-Mail", "Pro-Environmental"
            first_mark = first_mark and _MARK.search(between) is None
            joined = first_mark and text[found.end() : found.end() + 1] == "-"
            first_mark = first_mark and not joined and _APOSTROPHE.search(word) is None
            if not _is_held(found):
                word = _title_word(word, starts=starts or joined, ends=ends)
            parts += (between, word)
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
    if _GREEK_LETTER.fullmatch(word):
        return word  # a symbol: "β-Carotene"
    if starts and _starts_small(word):
        return _capital(word)
    if not word.islower():
        return word
    if _ONE_LETTER.match(word) or (word.rstrip("'’") in _STOP_WORDS and not ends):
        return word
    return _capital(word)


def _last_word(texts: list[str]) -> tuple[int, int] | None:
    for index in range(len(texts) - 1, -1, -1):
        if not texts[index]:
            return None  # it keeps its case
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
# In Turkish and Azerbaijani a dotted and a dotless i are two letters.
_TURKIC: dict[Case, Callable[[list[str]], list[str]]] = {
    **_CHANGES,
    "lowercase": lambda texts: _lowercase([text.replace("I", "ı").replace("İ", "i") for text in texts]),
    "uppercase": lambda texts: _uppercase([text.replace("i", "İ") for text in texts]),
}
