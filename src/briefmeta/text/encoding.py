"""Bytes to text, from files and from the web: which encoding they are in, and why it was chosen.

In this order: what the caller says, a byte-order mark, the Content-Type header, what the text declares about itself,
UTF-8; a guess only where none of these holds. Labels mean what they mean in browsers (WHATWG, Encoding Standard): files
that call themselves GB2312, Shift_JIS or ISO-8859-1 have the characters of GB 18030, Windows-31J and Windows-1252.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from briefmeta.errors import InvalidValueError, ParseError
from briefmeta.text.encoding_guess import guess_encoding

if TYPE_CHECKING:
    from collections.abc import Callable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_DECLARATIONS = (
    (
        "XML declaration",
        re.compile(rb"\A\s{0,100}<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.\-]{0,40})[\"']"),
    ),
    (
        "meta element",
        re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE),
    ),
    (
        "comment on the encoding",
        re.compile(rb"^[ \t]{0,9}%+[ \t]{0,9}Encoding:[ \t]{0,9}([\w.-]{1,40})", re.I | re.M),
    ),
)
_PRESCAN = (
    1024  # HTML looks no further for a meta element (section 13.2.3.2); declarations stand at the beginning
)
_HEAD = 4096
_CONTROLS = bytes(range(9)) + bytes(range(14, 32))
_NAMES = {
    "cp1252": "Windows-1252",
    "gb18030": "GBK (gb18030)",
    "cp932": "Shift_JIS (cp932)",
    "cp949": "EUC-KR (cp949)",
}
# The codecs of Python for encodings of WHATWG that it knows by another name or only as a subset.
_CODECS = {
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "x-user-defined": "",
}


class Encoding(NamedTuple):
    """An encoding: the name of Python's codec, and where it was found ("byte-order mark", "UTF-8", "guess" …)."""

    codec: str
    source: str


def codec_of(label: str) -> str | None:
    """Return the name of Python's codec for a label of an encoding, None where browsers know no such label.

    Labels such as ``utf-7`` or ``unicode_escape`` name codecs of Python, but no encodings of documents: some are slow
    or dangerous.

    >>> codec_of("gb2312"), codec_of("ISO-8859-1"), codec_of("ISO8859_15"), codec_of("utf-7")
    ('gb18030', 'cp1252', 'iso8859-15', None)
    """
    from webencodings import lookup  # type: ignore[import-untyped]

    plain = label.strip().lower()
    found = lookup(plain) or lookup(plain.replace("_", "-")) or lookup(f"x-{plain}".replace("macr", "mac-r"))
    codec = _CODECS.get(found.name, found.name) if found else ""
    return codecs.lookup(codec).name if codec else None


def stated_encoding(label: str) -> Encoding:
    """Return the encoding that a caller states, which may be one that only Python knows, such as UTF-32.

    Raises:
        InvalidValueError: there is no such encoding of text.
    """
    codec = codec_of(label)
    if codec is None:
        try:
            info = codecs.lookup(label)
        except (LookupError, ValueError):
            info = None
        if info is None or not getattr(info, "_is_text_encoding", True):
            raise InvalidValueError(
                "encoding", label, "the name of an encoding, such as gb18030 or windows-1252"
            )
        codec = info.name
    return Encoding(codec, "statement")


def declared_encoding(data: bytes, content_type: str = "") -> Encoding | None:
    """Return the encoding that a document states: by byte-order mark, header, or in its own text, in this order.

    Args:
        data: the first 1,024 bytes or more.
        content_type: the Content-Type header of an answer.

    Returns:
        The encoding; None where nothing usable is said.

    Source: HTML, section 13.2.3; XML 1.0, appendix F; ``% Encoding: …`` as JabRef writes it.

    >>> declared_encoding(b'<?xml version="1.0" encoding="gb2312"?>')
    Encoding(codec='gb18030', source='XML declaration')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name, "byte-order mark")
    header = _HEADER.search(content_type)
    codec = codec_of(header[1]) if header else None
    if codec is not None:
        return Encoding(codec, "Content-Type")
    head = data[:_PRESCAN]
    for source, pattern in _DECLARATIONS:
        found = pattern.search(head)
        codec = codec_of(found[1].decode("ascii")) if found else None
        if codec is not None:
            # What could be read byte by byte is not UTF-16, whatever it says (HTML, section 13.2.3.2).
            return Encoding("utf-8" if codec.startswith("utf-16") else codec, source)
    return None


def encoding_of(data: bytes) -> Encoding:
    """Choose the encoding by the first bytes of a file: what it declares, UTF-16 without mark by its zeros, else UTF-8.

    >>> encoding_of(b"@book{a}").codec, encoding_of("@book{a}".encode("utf-16-le")).codec
    ('utf-8', 'utf-16-le')
    """
    return declared_encoding(data) or _utf16(data[:_HEAD]) or Encoding("utf-8", "UTF-8")


def _utf16(head: bytes) -> Encoding | None:
    """Find UTF-16 by the zero half of each ASCII character, of which every format has many."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if not head or max(even, odd) * 10 < len(head) or min(even, odd) * 20 > max(even, odd):
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(codec, errors="ignore")
    printed = sum(character.isprintable() or character.isspace() for character in text)
    return Encoding(codec, "zero bytes") if printed * 40 > len(head) // 2 * 39 else None


PDF: Final = b"%PDF-"
"""How a PDF begins (ISO 32000-2, section 7.5.2)."""


def is_binary(data: bytes) -> bool:
    r"""Return whether bytes are no text: many zeros outside UTF-16 and UTF-32, or other control bytes.

    >>> is_binary(b"\x89PNG\r\n\x1a\n\0\0\0"), is_binary("Zoë".encode())
    (True, False)
    """
    head = data[:_HEAD]
    if head.startswith(tuple(mark for mark, name in _MARKS if name != "utf-8")):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 20 <= len(head) and head.count(0) <= 8:
        return head.startswith((b"%PDF", b"\x89PNG", b"PK\x03\x04"))
    return _utf16(head) is None


def decode(data: bytes, tell: Callable[[ParseError], None], encoding: str | None = None) -> str:
    r"""Decode the bytes of a file.

    Where the bytes are not in the encoding that they should be in, the lines that are not are read in the one that
    they seem to have, with a warning that names it and says where the first one is: what several programs wrote is
    often of two encodings.

    Args:
        data: the whole content.
        tell: takes the warning.
        encoding: the encoding, where the caller knows it.

    Returns:
        The text, without byte-order mark.

    Raises:
        ParseError: the bytes are no text.
        InvalidValueError: there is no such encoding.

    >>> decode("\ufeffZoë".encode("utf-8"), print)
    'Zoë'
    """
    if data.startswith(PDF):
        return data.decode("latin-1")  # a PDF is bytes: its reader takes each character for one
    if encoding is None and is_binary(data):
        raise ParseError("this is a binary file, not text", line=1, column=1)
    chosen = stated_encoding(encoding) if encoding else encoding_of(data)
    tell_unmarked(chosen, tell)
    try:
        return data.decode(chosen.codec).removeprefix("\ufeff")
    except UnicodeDecodeError:
        if chosen.codec.startswith(("utf-16", "utf-32")):
            tell(_warning(f"some characters are not {chosen.codec}, and are replaced by U+FFFD", 1, 1))
            return data.decode(chosen.codec, errors="replace").removeprefix("\ufeff")
    decoder = LineDecoder(chosen, tell, data)
    return "\n".join(map(decoder.decode, data.split(b"\n"))).removeprefix("\ufeff")


def tell_unmarked(chosen: Encoding, tell: Callable[[ParseError], None]) -> None:
    """Warn where UTF-16 is read that no byte-order mark and no caller states."""
    if chosen.source == "zero bytes":
        tell(_warning(f"there is no byte-order mark; by its zero bytes this is read as {chosen.codec}", 1, 1))


class LineDecoder:
    """Decodes line by line; the lines that are not in the encoding are read in another one, which is told once."""

    def __init__(self, encoding: Encoding, tell: Callable[[ParseError], None], sample: bytes = b"") -> None:
        """Begin.

        Args:
            encoding: the encoding that lines should have; no line feed is part of a longer character in it.
            tell: takes the warning.
            sample: the text, or what is there of it, from which another encoding is guessed.
        """
        self._encoding, self._tell, self._sample = encoding, tell, sample
        self._other = ""
        self._line = 0

    def decode(self, line: bytes) -> str:
        """Decode the next line."""
        self._line += 1
        try:
            return line.decode(self._encoding.codec)
        except UnicodeDecodeError as fault:
            self._other = self._other or self._choose(line, fault)
        if self._other != "cp1252":
            try:
                return line.decode(self._other)
            except UnicodeDecodeError:
                pass
        return _decode_windows(line)

    def _choose(self, line: bytes, fault: UnicodeDecodeError) -> str:
        guessed, hint = "cp1252", ""
        if self._encoding.source == "UTF-8":
            guessed = guess_encoding((self._sample or line).split(b"\n"))
            hint = ", a guess: state another with encoding= or --encoding"
        named = _NAMES.get(guessed, guessed)
        self._tell(
            _warning(
                f"byte {line[fault.start]:#04x} is not {self._encoding.codec}; such lines are read as {named}{hint}",
                self._line,
                fault.start + 1,
            )
        )
        return guessed


def _warning(message: str, line: int, column: int) -> ParseError:
    return ParseError(message, line=line, column=column, warning=True)


def decode_page(body: bytes, content_type: str = "") -> str:
    r"""Decode a document of the web; without a stated encoding as UTF-8, and by a guess if it is not UTF-8.

    Args:
        body: the document.
        content_type: the Content-Type header.

    Returns:
        The text without its byte-order mark; what does not fit the encoding is U+FFFD.

    >>> decode_page(b"caf\xe9"), decode_page("café".encode())
    ('café', 'café')
    """
    found = declared_encoding(body, content_type)
    if found is None:
        try:
            return body.decode()
        except UnicodeDecodeError:
            found = Encoding(guess_encoding(body.split(b"\n")), "guess")
    return body.decode(found.codec, errors="replace").removeprefix("\ufeff")


def _decode_windows(data: bytes) -> str:
    """Decode Windows-1252; the five bytes that it leaves open are read as Latin-1 has them."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_WINDOWS[byte] for byte in data)


_WINDOWS = [bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)]
