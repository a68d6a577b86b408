"""Values of ``.bib`` fields by kind: text to LaTeX and back, what is verbatim, places, subjects."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefmeta.formats.bib.tables import Kind
from briefmeta.formats.latex import decode, encode, encode_lines, encode_markup, is_marked
from briefmeta.model.places.publication_place import join_place, split_place
from briefmeta.text.clean import text_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefmeta.model.places.country import Country

_AND = re.compile(r"\b(?:and|others)\b", re.IGNORECASE)
_UNSAFE = re.compile(r"[{}\\]|%(?=7B|7D|5C|25)", re.IGNORECASE)
_ESCAPED = re.compile(r"%(7B|7D|5C|25)", re.IGNORECASE)
_CODES = {"7B": "{", "7D": "}", "5C": "\\", "25": "%"}
_BACKSLASHED = re.compile(
    r"\{\\([_%&#~$^])\}|\\([_%&#~$^])(?:\{\})?"
    r"|\{?\\(textasciitilde|sim|textunderscore|textless|textgreater)(?:\{\}|(?![A-Za-z]))\}?"
)
_NAMED = {"textasciitilde": "~", "sim": "~", "textunderscore": "_", "textless": "<", "textgreater": ">"}
_URL_COMMAND = re.compile(r"\s*\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}")
_REMEMBERED = 200  # characters of a text that is remembered: a cache of long ones would fill the memory
_ENTITY = re.compile(r"(?<!\\)&(?:(amp|lt|gt|quot|apos|nbsp)|#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6}));")
_ENTITIES = {"amp": "\\&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "~"}
_SEPARATOR = re.compile(r"[{}]|([,;])")


def protected(title: str, latex: str) -> str:
    r"""Put a title in the braces that it needs, so that no style changes its capitals.

    The whole title is protected, not single words: which capitals belong to names, nobody told, and a title
    that is data is printed as it is. A title of small letters behind its first needs nothing, for no style
    changes it. A third pair keeps a title that begins with a command from being taken for BibTeX's "special
    character".

    >>> protected("Annual report", "Annual report"), protected("Niger and Mali", "Niger and Mali")
    ('{Annual report}', '{{Niger and Mali}}')
    """
    rest = title[1:]
    if rest == rest.lower():
        return f"{{{latex}}}"
    return f"{{{{{latex}}}}}" if latex[:1] != "\\" else f"{{{{{{{latex}}}}}}}"


def _title(text: str, latex: str) -> str:
    return protected(text, encode_markup(text) if "<" in text else latex)


def _list(text: str, latex: str) -> str:
    return f"{{{{{latex}}}}}" if _AND.search(text) else f"{{{latex}}}"


def _pages(text: str, latex: str) -> str:
    if "--" in text:
        latex = encode(text.replace("-", "\0")).replace("\0", "-")
    return f"{{{latex.replace('-', '--')}}}"


def lines_of(text: str, latex: str) -> str:
    """Give the LaTeX of a text that may have several lines, where it is known as one line."""
    return encode_lines(text) if "\n" in text or "  " in text or "\t" in text or text[:1] == " " else latex


def write_list(text: str) -> str:
    """Write one item of a list, such as a publisher, so that an "and" in it does not part it."""
    return _list(text, encode(text))


def write_verbatim(text: str) -> str:
    r"""Write what TeX must not read: braces and backslashes, which could end the field, are percent-encoded.

    >>> write_verbatim("10.1000/a{b_c")
    '{10.1000/a%7Bb_c}'
    """
    if _UNSAFE.search(text):
        text = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", text)
    return write_address(text)


def write_address(url: str) -> str:
    r"""Write a URL as it stands, but so that no ampersand in it looks like one that came through HTML.

    >>> write_address("https://example.org/?a=1&b=2"), write_address("https://example.org/?a&amp;b")
    ('{https://example.org/?a=1&b=2}', '{https://example.org/?a\\&amp;b}')
    """
    return f"{{{_ENTITY.sub(_backslashed, url) if '&' in url and ';' in url else url}}}"


def _backslashed(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def without_entities(latex: str) -> str:
    r"""Read what came through HTML on its way into a ``.bib`` file: a bare ampersand is no LaTeX.

    >>> without_entities(r"Science &amp; Policy &#8211; R\&amp;D")
    'Science \\& Policy – R\\&amp;D'
    """
    return _ENTITY.sub(_character, latex)


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return _ENTITIES[found[1]]
    number = int(found[2]) if found[2] else int(found[3], 16)
    character = chr(number) if 32 <= number < 0x110000 else ""
    if text_fault(character) or character in "\\{}":
        return found[0]
    return f"\\{character}" if character in "%#_&$" else character


def read_verbatim(latex: str) -> str:
    """Read what ``write_verbatim`` wrote, or what people escaped although they need not."""
    text = read_address(latex)
    return _ESCAPED.sub(lambda found: _CODES[found[1].upper()], text) if "%" in text else text


def read_address(latex: str) -> str:
    r"""Read a URL: out of ``\url{…}``, with what people escaped although they need not.

    >>> read_address(r"\url{https://example.org/a\_b%20c}")
    'https://example.org/a_b%20c'
    """
    text = latex.strip()
    if "\\" in text or "{" in text:
        found = _URL_COMMAND.match(text)
        text = found[1].strip() if found else text
        text = _BACKSLASHED.sub(lambda found: found[1] or found[2] or _NAMED[found[3]], text)
        text = text.replace("$~$", "~")
        if text[:1] == "{" and text[-1:] == "}":
            text = text[1:-1]
    return text


def read_pages(latex: str) -> str:
    """Read pages; the dash between them, however long, is a hyphen."""
    if "\\" not in latex and "{" not in latex and "$" not in latex and "~" not in latex:
        return latex.strip(" \t\r\n").replace("--", "-")
    return decode(latex.replace("--", "\0")).replace("\0", "-")


ESCAPED_WRITERS: Mapping[str, Callable[[str, str], str]] = {
    Kind.TITLE: _title,
    Kind.TEXT: lambda _, latex: f"{{{latex}}}",
    Kind.LINES: lambda text, latex: f"{{{lines_of(text, latex)}}}",
    Kind.LIST: _list,
    Kind.PAGES: _pages,
    Kind.VERBATIM: lambda text, _: write_verbatim(text),
}
"""A text, and the same escaped, as the value of a field of each kind, with its braces."""


def write_value(kind: str, text: str) -> str:
    """Write a text as the value of a field of a kind, with its braces."""
    return ESCAPED_WRITERS[kind](text, encode(text))


READERS: Mapping[str, Callable[[str], str]] = {
    Kind.TITLE: lambda latex: decode(latex, markup=True),
    Kind.TEXT: decode,
    Kind.LINES: lambda latex: decode(latex, lines=True),
    Kind.LIST: decode,
    Kind.PAGES: read_pages,
    Kind.VERBATIM: read_verbatim,
}
"""The text of a value without its braces, for each kind."""


def write_subjects(subjects: tuple[str, ...]) -> str:
    """Write subjects with commas between them; one that has a comma itself stands in braces.

    >>> write_subjects(("Niger", "Energy, renewable"))
    'Niger, {Energy, renewable}'
    """
    joined = ", ".join(subjects)
    if ";" not in joined and joined.count(",") == len(subjects) - 1:
        return encode(joined)
    written = ", ".join(
        [f"{{{encode(text)}}}" if "," in text or ";" in text else encode(text) for text in subjects]
    )
    # one subject in braces would be read as the whole list, which Web of Science puts in braces: a comma tells
    return f"{written}," if len(subjects) == 1 and written[:1] == "{" else written


def read_subjects(latex: str) -> tuple[str, ...]:
    """Read subjects, outside of braces: parted by semicolons, or by commas where those are more frequent.

    The manual of BibLaTeX (section 2.2.3) parts keywords by commas, and a semicolon among many commas stands inside
    a keyword, as Better BibTeX writes it; most databases part them by semicolons. Braces around the whole list, which
    Web of Science writes around every field, hold no single keyword.
    """
    if not is_marked(latex) and "\n" not in latex and "  " not in latex:
        separator = _separator(latex.count(";"), latex.count(","))
        return tuple([text for piece in latex.split(separator) if (text := piece.strip(" \t\r"))])
    whole = latex.strip()
    # {Energy, renewable} is one keyword, {Energy; wind; water} is the list in braces
    if (
        whole[:1] == "{"
        and whole[-1:] == "}"
        and whole.count("{") == 1
        and (";" in whole or whole.count(",") > 1)
    ):
        latex = whole[1:-1]
    if "{" not in latex:
        pieces = latex.split(_separator(latex.count(";"), latex.count(",")))
    else:
        by_semicolon, by_comma = _cut(latex, ";"), _cut(latex, ",")
        pieces = by_semicolon if _separator(len(by_semicolon) - 1, len(by_comma) - 1) == ";" else by_comma
    return tuple(text for piece in pieces if (text := decode(piece)))


def _separator(semicolons: int, commas: int) -> str:
    return ";" if semicolons and (semicolons > 1 or commas < 3) else ","


def _cut(latex: str, separator: str) -> list[str]:
    pieces, start, depth = [], 0, 0
    for found in _SEPARATOR.finditer(latex):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth <= 0 and found[0] == separator:
            pieces.append(latex[start : found.start()])
            start = found.end()
    return [*pieces, latex[start:]]


def write_place(place: str | None, country: Country | None) -> tuple[str | None, str | None]:
    """Return the text of the place, and a field ``country`` where the place alone would be read otherwise."""
    text = join_place(place, country)
    if text is None or split_place(text) == (place, country):
        return text, None
    return place, country.name if country else ""


def read_repeated(latex: str) -> str:
    """Read text that comes again and again in a bibliography, such as a publisher."""
    return _decode(latex) if len(latex) < _REMEMBERED else decode(latex)


_decode = lru_cache(maxsize=2048)(decode)
