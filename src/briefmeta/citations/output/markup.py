"""Text of an item to nodes: CSL's inline markup, quotation marks, apostrophes and text case.

CSL 1.0.2, appendix "Inline markup" of CSL-JSON (``<i> <b> <sup> <sub> <sc>``, a small-caps span, a nocase span; and the
nodecor span of other processors) and "Text-case". Text case goes over the texts of one field in reading order: a word
that already holds a capital inside, and anything in a ``nocase`` span, stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from briefmeta.citations.output.tree import INNER, PLAIN, Node

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta.citations.output.tree import Format, Piece
    from briefmeta.citations.styles.locales import Locale


_UNDECORATED = tuple(font for font in PLAIN.items() if font[0] != "text-decoration")
_TAGS: dict[str, tuple[str, Format, str | None]] = {
    "<i>": ("</i>", (("font-style", "italic"),), None),
    "<b>": ("</b>", (("font-weight", "bold"),), None),
    "<sup>": ("</sup>", (("vertical-align", "sup"),), None),
    "<sub>": ("</sub>", (("vertical-align", "sub"),), None),
    "<sc>": ("</sc>", (("font-variant", "small-caps"),), None),
    '<span style="font-variant:small-caps;">': ("</span>", (("font-variant", "small-caps"),), None),
    '<span style="font-variant: small-caps;">': ("</span>", (("font-variant", "small-caps"),), None),
    '<span class="nocase">': ("</span>", (), "nocase"),
    '<span class="nodecor">': ("</span>", _UNDECORATED, None),
}
_CLOSING = frozenset(end for end, _, _ in _TAGS.values())
_TAG = "|".join(re.escape(tag) for tag in sorted({*_TAGS, *_CLOSING}, key=len, reverse=True))
_TOKEN = re.compile(f"({_TAG}|[\"'“”‘’„‚«»‹›「」『』])")
_SPECIAL = re.compile("[<\"'“”‘’„‚«»‹›「」『』]")
_FRENCH_SPACE = re.compile("(?<=«) | (?=[;:!?»])")  # a line does not break there
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u202f([{/—“‘„‚«‹")
_AFTER_CLOSING = frozenset(" \t\n\u00a0\u202f)]}/.,;:?—–-”’»›…<")
_MOST_MARKS = 20_000  # quotation marks and tags in one field
_DEEPEST = 40  # markup inside markup; deeper marks are text

_APOSTROPHE = "’"


def parse(text: str, locale: Locale, *, outermost: bool = False) -> list[Piece]:
    """Parse the text of a field; text without any mark comes back as it is, in a list.

    ``outermost`` says that the style wants no quotation marks around it: inner ones then become outer ones.
    """
    text = _FRENCH_SPACE.sub("\u202f", text)
    if _SPECIAL.search(text) is None:
        return [text]
    parts = _TOKEN.split(text, maxsplit=_MOST_MARKS + 1)
    # a field with so many marks is no title: they are left as they are
    return [text] if len(parts) > 2 * _MOST_MARKS else _Parser(parts, locale, outermost=outermost).run()


class _Open:
    __slots__ = ("children", "end", "format", "kind", "source")

    def __init__(self, source: str, end: str, format: Format, kind: str | None) -> None:
        self.source, self.end, self.format, self.kind = source, end, format, kind
        self.children: list[Piece] = []


class _Parser:
    def __init__(self, parts: list[str], locale: Locale, *, outermost: bool) -> None:
        self._parts, self._outermost = parts, outermost
        self._first = ""  # the kind of straight quotation mark that came first
        self._stack = [_Open("", "", (), None)]
        self._pairs, self._inner = locale.quote_pairs, locale.inner_quote_pairs
        self._ends = frozenset((*self._pairs.values(), *self._inner.values()))

    def run(self) -> list[Piece]:
        parts = self._parts
        for index, part in enumerate(parts):
            if not part:
                continue
            if index % 2 == 0:
                self._text(part)
            elif part[0] == "<":
                self._tag(part)
            else:
                self._quote(part, self._neighbour(index, -1), self._neighbour(index, 1))
        while len(self._stack) > 1:
            self._give_up()
        return _merged(self._stack[0].children)

    def _neighbour(self, index: int, step: int) -> str:
        """Find the character before or after a mark, looking through tags."""
        parts = self._parts
        for _ in range(2 * _DEEPEST):
            index += step
            if not 0 <= index < len(parts):
                return ""
            part = parts[index]
            if part and not (index % 2 and part[0] == "<"):
                return part[-1 if step < 0 else 0]
        return ""

    def _text(self, text: str) -> None:
        self._stack[-1].children.append(text)

    def _tag(self, tag: str) -> None:
        known = _TAGS.get(tag)
        if known is not None and len(self._stack) < _DEEPEST:
            end, format, kind = known
            self._stack.append(_Open(tag, end, format, kind))
        elif known is None and self._is_open(tag):
            self._close(tag)
        else:
            self._text(tag)

    def _quote(self, mark: str, before: str, after: str) -> None:
        inside = before in "\"'" and before == self._stack[-1].end
        opens = (not before or before in _BEFORE_OPENING or inside) and bool(after) and not after.isspace()
        closes = bool(before) and not before.isspace() and (not after or after in _AFTER_CLOSING)
        opens = opens and len(self._stack) < _DEEPEST
        if mark in "\"'":
            self._straight(mark, after, opens=opens, closes=closes or (after in "\"'" and bool(before)))
        elif mark in self._ends and self._is_open(mark) and (closes or mark not in _APOSTROPHE):
            self._close(mark)
        elif opens and (end := self._end_of(mark)) is not None:
            self._stack.append(_Open(mark, end, (), "quote"))
        else:
            self._text(mark)

    def _straight(self, mark: str, after: str, *, opens: bool, closes: bool) -> None:
        """Take a straight mark for an opening or a closing one by what stands around it, else for an apostrophe."""
        if (closes or (mark == '"' and after == "!")) and self._is_open(mark):
            self._close(mark)
        elif opens and (mark == "'" or not self._is_open(mark)):
            if self._stack[-1].end == "'" == mark:
                self._give_up()  # the one before was an apostrophe
            self._stack.append(_Open(mark, mark, (), "quote"))
        else:
            self._text(mark if mark == '"' else _APOSTROPHE)

    def _end_of(self, mark: str) -> str | None:
        if mark in self._pairs:
            return self._pairs[mark]
        return self._inner.get(mark)

    def _is_open(self, end: str) -> bool:
        return any(opened.end == end for opened in self._stack)

    def _close(self, end: str) -> None:
        while self._stack[-1].end != end:
            self._give_up()
        opened = self._stack.pop()
        children = _merged(opened.children)
        if not children and opened.kind == "quote":
            self._text(opened.source + end)  # of nothing, marks for inches or a slip of the pen
            return
        if opened.kind == "quote":
            role = {'"': "straight", "'": "apostrophes"}.get(opened.source)
            node = Node(children, quotes=self._rank(opened.source), flips=True, role=role)
        else:
            node = Node(children, format=opened.format, flips=True, role=opened.kind)
        self._stack[-1].children.append(node)

    def _rank(self, mark: str) -> int:
        """Decide which marks are the inner ones though none are around them.

        Those that are inner ones in the locale; and where a text uses both kinds of straight ones, the second.
        """
        if any(opened.kind == "quote" for opened in self._stack):
            return True
        if mark not in "\"'":
            return INNER if mark in self._inner and mark not in self._pairs and not self._outermost else True
        self._first = self._first or mark
        return True if mark == self._first or self._outermost else INNER

    def _give_up(self) -> None:
        """Turn an opening mark that has no partner into text."""
        opened = self._stack.pop()
        self._text(_APOSTROPHE if opened.source == "'" else opened.source)
        self._stack[-1].children.extend(opened.children)


def _merged(children: list[Piece]) -> list[Piece]:
    """Join neighbouring texts, in linear time."""
    merged: list[Piece] = []
    texts: list[str] = []
    for child in children:
        if isinstance(child, str):
            texts.append(child)
            continue
        if texts:
            merged.append("".join(texts))
            texts = []
        merged.append(child)
    if texts:
        merged.append("".join(texts))
    return merged


# Words that title case leaves in lower case: the list of the specification ("Title Case Conversion"), and the further
# prepositions and name particles that the reference processor was seen to leave alone.
_STOP_WORDS = frozenset(
    """
    a an and as at but by down for from in into nor of on onto or over so the till to up via with yet et van von de
    about above across after against along alongside amid amidst among amongst apropos apud around aside astride
    athwart atop barring before behind below beneath beside besides between beyond circa despite during except given
    inside lest like modulo near next notwithstanding off out per plus pro qua sans since than through throughout
    toward towards under underneath until unto upon versus vs within without al afore forenenst anenst ca
    """.split()
)
_WORD = re.compile(r"[^\W_](?:[\w'’@\u2011]|\u0301)*", re.UNICODE)  # U+2011: a hyphen that does not break
_ONE_LETTER = re.compile(r"[^\W\d_](?:['’]|$)", re.UNICODE)
_GREEK_LETTER = re.compile("[α-ω]")
_APOSTROPHES = re.compile("['’]")
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
    change = _CHANGES.get(case)
    if change is None:
        return children
    if case in ("uppercase", "lowercase") and (own := CAPITALS.get(language.partition("-")[0])) is not None:
        change = _each(own[0]) if case == "uppercase" else _each(lambda text: own[1](text).lower())
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
    """Return whether the word behind a straight single quotation mark is taken for the rest of one: ``the 'n' in``.

    The reference processor does so once in a text, where a space and no other quotation follow.
    """
    if not following or not isinstance(following[0], str) or not following[0][:1].isspace():
        return False
    quoted = len(following) > 1 and isinstance(following[1], Node) and following[1].quotes
    return not (quoted and following[0].isspace())


def _keeps_case(node: Node) -> bool:
    """Return whether a span keeps its case: one marked so, and raised, lowered and small letters."""
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


def _each(change: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    return lambda texts: [change(text) for text in texts]


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
    """Return whether a word has no capital before its first apostrophe."""
    return word.islower() or _APOSTROPHES.split(word, maxsplit=1)[0].islower()


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
            first_mark = first_mark and not joined and _APOSTROPHES.search(word) is None
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
    "lowercase": _each(str.lower),
    "uppercase": _each(str.upper),
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}


def _greek_capitals(text: str) -> str:
    """Write Greek in capitals, without accents; a diaeresis stays, and an accent that parted two vowels leaves one."""
    marked = unicodedata.normalize("NFD", text)
    if _GREEK_DIPHTHONG.search(marked):
        marked = _GREEK_DIPHTHONG.sub("\\1\\2\u0308", marked)
    return unicodedata.normalize("NFC", _GREEK_MARKS.sub("\\1", marked).upper())


_GREEK_DIPHTHONG = re.compile("([αεοΑΕΟ])\u0301([ιυΙΥ])(?![\u0301\u0308])")
_GREEK_MARKS = re.compile("([α-ωΑ-Ω]\u0308?)[\u0300\u0301\u0313\u0314\u0342\u0345]+")

#: Languages with capitals of their own (Unicode's SpecialCasing, and CLDR for Greek): what "uppercase" does, and what
#: goes before it and before "lowercase". In Turkish and Azerbaijani a dotted and a dotless i are two letters; in
#: Lithuanian an i keeps its dot under an accent.
CAPITALS: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
    "az": (
        lambda text: text.replace("i", "İ").upper(),
        lambda text: text.replace("I", "ı").replace("İ", "i"),
    ),
    "el": (_greek_capitals, str),
    "lt": (lambda text: text.replace("i\u0307", "i").replace("j\u0307", "j").upper(), str),
    "tr": (
        lambda text: text.replace("i", "İ").upper(),
        lambda text: text.replace("I", "ı").replace("İ", "i"),
    ),
}
