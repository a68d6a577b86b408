"""Text as a field holds it: no characters that no format can carry, white space folded."""

from __future__ import annotations

import re

from briefmeta.errors import InvalidValueError

MAX_TEXT = 10_000_000
"""The longest text a field takes, in characters."""

WIDTHLESS = "\u200b\u200e\u200f\u061c\u2060\ufeff\xad"
"""Marks without width that a page leaves beside a name and that nobody means (general category Cf)."""

# Characters that XML 1.0 (section 2.2, Char) cannot hold, and DEL, which acts on terminals.
_FORBIDDEN_SET = "\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_BIDI_SET = "\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(f"[{_FORBIDDEN_SET}]")
_BIDI = re.compile(f"[{_BIDI_SET}]")
_SUSPECT = re.compile(f"[{_FORBIDDEN_SET}{_BIDI_SET}]")
_LINE_SPACE = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")
_END_OF_LINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BREAKING = re.compile("[\t-\r\x80-\x9f\u2028-\u202e\u2066-\u2069]")
_PRINTABLE_ASCII = bytes((10, *range(32, 127)))  # and the line feed
_WITHOUT_WIDTH = dict.fromkeys(map(ord, WIDTHLESS))
_OPENS_EMBEDDING, _CLOSES_EMBEDDING = "\u202a\u202b", "\u202c"
_OPENS_ISOLATE, _CLOSES_ISOLATE = "\u2066\u2067\u2068", "\u2069"


def text_fault(text: str) -> tuple[int, str] | None:
    r"""Find the first character that a field must not hold.

    Control characters, lone surrogates and non-characters cannot be written in XML. Bidirectional embeddings and
    isolates may stay where they are balanced, as Arabic and Hebrew titles need them; an override, or one that is
    left open, would reorder the text around the field.

    Args:
        text: any string.

    Returns:
        The offset and what stands there, or None for clean text.

    Source: XML 1.0, section 2.2 (Char); Unicode Standard Annex 9, section 2.

    >>> text_fault("a\0b")
    (1, 'the control character U+0000')
    >>> text_fault("plain") is None
    True
    """
    if text.isprintable():  # no control, format or surrogate character at all: the usual case
        return None
    suspect = _SUSPECT.search(text)
    if suspect is None:
        return None
    found = _FORBIDDEN.search(text, suspect.start())
    bidi = _bidi_fault(text)
    if found and (bidi is None or found.start() < bidi[0]):
        code = ord(found.group())
        kind = (
            "the lone surrogate"
            if 0xD800 <= code <= 0xDFFF
            else "the non-character"
            if code > 0xD800
            else "the control character"
        )
        return found.start(), f"{kind} U+{code:04X}"
    return bidi


def _bidi_fault(text: str) -> tuple[int, str] | None:
    opened: list[tuple[str, int]] = []
    for found in _BIDI.finditer(text):
        character, offset = found.group(), found.start()
        if character in _OPENS_EMBEDDING:
            opened.append((_CLOSES_EMBEDDING, offset))
        elif character in _OPENS_ISOLATE:
            opened.append((_CLOSES_ISOLATE, offset))
        elif opened and opened[-1][0] == character:
            opened.pop()
        else:
            return offset, f"the bidirectional control U+{ord(character):04X}"
    if opened:
        offset = opened[0][1]
        return offset, f"the unclosed bidirectional control U+{ord(text[offset]):04X}"
    return None


def without_faults(text: str) -> str:
    r"""Return ``text`` without the characters that a field must not hold.

    Bidirectional controls all go when one of them is at fault: which of them belong together is not known then.

    >>> without_faults("a\0b\u202ec")
    'abc'
    """
    text = _FORBIDDEN.sub("", text)
    return _BIDI.sub("", text) if _bidi_fault(text) else text


def checked_text(field: str, value: object) -> str:
    """Return ``value`` when it is text that a field can hold.

    Args:
        field: the field's name, for the error.
        value: anything.

    Raises:
        InvalidValueError: it is no string, too long, or holds a character that no format can carry.
    """
    if not isinstance(value, str):
        raise InvalidValueError(field, value, "text")
    if len(value) > MAX_TEXT:
        raise InvalidValueError(field, value, f"text of at most {MAX_TEXT} characters")
    fault = text_fault(value)
    if fault:
        raise InvalidValueError(field, value, f"clean text: character {fault[0] + 1} is {fault[1]}")
    return value


def one_line(field: str, value: object) -> str | None:
    r"""Return text on one line, white space folded; None for nothing.

    No-break spaces stay, as French typography needs them.

    >>> one_line("title", " Niger's\n  Pivot ")
    "Niger's Pivot"
    """
    if value is None:
        return None
    if type(value) is str and value.isprintable() and "  " not in value and len(value) <= MAX_TEXT:
        return value.strip(" ") or None  # nothing to fold or to refuse: the usual case
    return _LINE_SPACE.sub(" ", checked_text(field, value)).strip(" ") or None


def is_folded(text: str) -> bool:
    """Return whether ``one_line`` returns a text as it is, as far as that can be told fast.

    >>> is_folded("Niger's Pivot"), is_folded("Niger's  Pivot")
    (True, False)
    """
    return text.isprintable() and "  " not in text and text.strip(" ") == text != "" and len(text) <= MAX_TEXT


def unbroken_line(field: str, value: object) -> str | None:
    r"""Return text that stands on one line already, as names and identifiers do; None for nothing.

    White space is folded, no-break spaces too, and marks without width, which pages leave beside names, go: two
    spellings of one name are then equal. What reorders text would make a name show as another one.

    Raises:
        InvalidValueError: for what ``checked_text`` refuses, line breaks, tabs, C1 controls and any
            bidirectional embedding, override or isolate.

    >>> unbroken_line("family", " van  Dyke")
    'van Dyke'
    """
    if value is None:
        return None
    if type(value) is str and value.isprintable() and len(value) <= MAX_TEXT:
        return (" ".join(value.split()) if " " in value else value) or None
    if isinstance(value, str) and (_BREAKING.search(value) or text_fault(value)):
        raise InvalidValueError(field, value, "one line of text without control characters")
    return " ".join(checked_text(field, value).translate(_WITHOUT_WIDTH).split()) or None


def paragraphs(field: str, value: object) -> str | None:
    r"""Return text of several lines, each ending with ``\n`` and no space before it; None for nothing.

    >>> paragraphs("summary", "One. \r\n\r\n• two\r\n")
    'One.\n\n• two'
    """
    if value is None:
        return None
    if type(value) is str and len(value) <= MAX_TEXT and is_printable(value):  # the usual case
        if "\n" not in value:
            return value.rstrip() or None
        text = value
    else:
        text = _END_OF_LINE.sub("\n", checked_text(field, value))
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    return "\n".join(lines).strip("\n").rstrip() or None


def is_printable(text: str) -> bool:
    r"""Return whether a text has no characters to refuse or to fold but line feeds; made for long texts.

    >>> is_printable("One.\nTwo."), is_printable("One.\tTwo.")
    (True, False)
    """
    if text.isascii():  # bytes are looked up in a third of the time
        return not text.encode().translate(None, _PRINTABLE_ASCII)
    return text.replace("\n", " ").isprintable()
