"""JSON text to values, strictly: what other readers pass over in silence is an error with its place here.

The text goes through the standard library's parser, which is fast. Only where that meets something doubtful
is it read once more by a small scanner that knows where things are.

Source: RFC 8259; RFC 7493 (I-JSON), sections 2.1 to 2.3, for what is refused beyond it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from briefmeta.errors import ParseError
from briefmeta.text.clean import text_fault, without_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 100
"""How deep arrays and objects may be nested."""

_MAX_DIGITS = 30
_MAX_PROBLEMS = 50  # of one text: a file of faults needs no longer list
_LEXEME = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}:,]|[^\s\[\]{}:,"]++', re.DOTALL)
# What can stand for a character that no field holds (see model/text.py); a hit only leads to a closer look.
_SUSPECT = re.compile("[\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_SUSPECT_ESCAPE = re.compile(
    r"\\u(?:00[01][0-9a-f]|007f|00[89]|d[89a-f]|fd[de]|fff[ef]|202[a-e]|206[6-9])", re.IGNORECASE
)


class _Doubt(Exception):  # noqa: N818 - a signal inside this module, never seen outside
    """The text holds something that the scanner must look at."""


class _Repair(NamedTuple):
    message: str
    place: int
    start: int
    end: int
    replacement: str | None


def parse_json(text: str, problems: list[ParseError] | None = None) -> Any:
    """Read one JSON value.

    Refused beyond the grammar: a name twice in one object; ``NaN`` and infinities; numbers too large for a
    float, and integers of more than 30 digits; nesting deeper than ``MAX_DEPTH``; characters that no field
    can hold, such as lone surrogates and NUL; raw control characters in a string.

    Args:
        text: the JSON text.
        problems: where to note what can be mended. The value is then read all the same: the last of two equal
            names counts, what is no number becomes None, a number that is too large becomes text, and strings
            lose the characters that they must not hold.

    Returns:
        dicts, lists, strings, numbers, booleans and None.

    Raises:
        ParseError: the text is not JSON or nested too deep; without ``problems``, for each of the above.

    >>> parse_json('{"title": "Niger", "volume": 3}')
    {'title': 'Niger', 'volume': 3}
    >>> parse_json('{"a": 1, "a": 2}')
    Traceback (most recent call last):
        ...
    briefmeta.errors.ParseError: line 1, column 10: the name 'a' stands twice in one object
      {"a": 1, "a": 2}
               ^
    """
    if _is_suspect(text):
        return _mended(text, problems)
    try:
        value = _STRICT.decode(text)
    except _Doubt:
        return _mended(text, problems)
    except RecursionError:
        _refuse_depth(text)
    except json.JSONDecodeError as error:
        if error.msg.startswith("Invalid control character"):
            return _mended(text, problems)
        raise _syntax_error(error, text) from None
    members = _count_members(value)
    if members is None:
        _refuse_depth(text)
    if members != text.count('":'):  # a name may stand twice, or that may stand in a string: look closer
        return _mended(text, problems)
    return value


def _mended(text: str, problems: list[ParseError] | None) -> Any:
    """Find each fault with its place, and read the text without them."""
    repairs: list[_Repair] = []
    pieces: list[str] = []
    end = 0
    for repair in _faults(text):
        repairs.append(repair)
        if repair.replacement is not None:
            pieces += text[end : repair.start], repair.replacement
            end = repair.end
    found = [ParseError.at(repair.message, text, repair.place) for repair in repairs[:_MAX_PROBLEMS]]
    if len(repairs) > _MAX_PROBLEMS:
        found.append(ParseError(f"{len(repairs) - _MAX_PROBLEMS} more faults of this kind in the same text"))
    if found and problems is None:
        raise ParseError.of(found)
    try:
        value = _LENIENT.decode("".join((*pieces, text[end:])) if pieces else text)
    except json.JSONDecodeError as error:
        raise (_syntax_error(error, text) if not pieces else ParseError(f"not JSON: {error.msg}")) from None
    if problems is not None:
        problems += found
    return value


def _is_suspect(text: str) -> bool:
    if "\\u" in text and _SUSPECT_ESCAPE.search(text):
        return True
    return "\x7f" in text if text.isascii() else _SUSPECT.search(text) is not None


def _syntax_error(error: json.JSONDecodeError, text: str) -> ParseError:
    return ParseError.at(f"not JSON: {error.msg}", text, error.pos)


def _refuse_depth(text: str) -> NoReturn:
    for _ in _faults(text):
        pass
    raise ParseError("nested too deep")  # the scanner says where, unless the text is not JSON at all


def _faults(text: str) -> Iterator[_Repair]:
    """Walk over the tokens and yield what is wrong beyond the grammar; raise where it is nested too deep."""
    stack: list[set[str] | None] = []  # the names so far for an object, None for an array
    name_follows = False
    for found in _LEXEME.finditer(text):
        lexeme, start = found.group(), found.start()
        if lexeme[0] == '"':
            yield from _string_faults(found)
            names = stack[-1] if stack else None
            if name_follows and names is not None:
                name = _decoded(lexeme)
                if name in names:
                    yield _Repair(
                        f"the name {name[:80]!r} stands twice in one object", start, start, start, None
                    )
                names.add(name)
        elif lexeme in "[{":
            stack.append(set() if lexeme == "{" else None)
            if len(stack) > MAX_DEPTH:
                raise ParseError.at(f"nested more than {MAX_DEPTH} levels deep", text, start)
        elif lexeme in "]}":
            if stack:
                stack.pop()
        else:
            yield from _number_faults(found)
        name_follows = lexeme == "{" or (lexeme == "," and bool(stack) and stack[-1] is not None)


def _string_faults(found: re.Match[str]) -> Iterator[_Repair]:
    lexeme, (start, end) = found.group(), found.span()
    if "\\" not in lexeme and lexeme.isprintable():
        return
    value = _decoded(lexeme)
    fault = text_fault(value)
    if fault:
        place = start + 1 + fault[0] if "\\" not in lexeme else start
        yield _Repair(
            f"a string must not hold {fault[1]}", place, start, end, json.dumps(without_faults(value))
        )
    elif any(character < " " for character in lexeme):
        yield _Repair("a raw control character in a string", start, start, end, json.dumps(value))


def _decoded(lexeme: str) -> str:
    try:
        return str(_LENIENT.decode(lexeme))
    except json.JSONDecodeError:  # a bad escape: reading the whole text will say so
        return lexeme[1:-1]


def _number_faults(found: re.Match[str]) -> Iterator[_Repair]:
    lexeme, (start, end) = found.group(), found.span()
    if lexeme in ("NaN", "Infinity", "-Infinity"):
        yield _Repair(f"{lexeme} is not JSON", start, start, end, "null")
    elif lexeme.lstrip("-").isdigit() and len(lexeme) > _MAX_DIGITS:
        yield _Repair("an integer of more than 30 digits", start, start, end, f'"{lexeme}"')
    elif _is_infinite(lexeme):
        yield _Repair(f"{lexeme[:40]} is too large a number", start, start, end, f'"{lexeme}"')


def _is_infinite(lexeme: str) -> bool:
    if not lexeme[-1].isdigit():
        return False
    try:
        return abs(float(lexeme)) == float("inf")
    except ValueError:
        return False


def _count_members(value: Any) -> int | None:
    """Count the members of all objects; None where it is nested too deep. Level by level: depth costs no stack."""
    members = 0
    level = [value]
    for _ in range(MAX_DEPTH):
        parents, level = level, []
        for parent in parents:
            if type(parent) is dict:
                members += len(parent)
                level += [child for child in parent.values() if type(child) is dict or type(child) is list]
            elif type(parent) is list:
                level += [child for child in parent if type(child) is dict or type(child) is list]
        if not level:
            return members
    return None


def _integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise _Doubt
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if abs(number) == float("inf"):
        raise _Doubt
    return number


def _constant(_: str) -> NoReturn:
    raise _Doubt


_STRICT = json.JSONDecoder(parse_int=_integer, parse_float=_float, parse_constant=_constant)
_LENIENT = json.JSONDecoder(strict=False)
