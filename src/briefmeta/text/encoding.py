"""Bytes to text: the encoding is decided from a byte-order mark, from what the text declares, and from the bytes."""

from __future__ import annotations

import codecs
import re

from briefmeta.errors import ParseError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_XML = re.compile(rb"\A\s{0,100}<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.\-]{0,40})[\"']")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z][\w.\-]{0,40})", re.IGNORECASE)
_HEAD = 4096
_CONTROLS = bytes(range(9)) + bytes(range(14, 32))
_SINGLE_BYTE = frozenset({"ascii", "latin-1", "iso8859-1", "cp1252"})


def encoding_of(data: bytes) -> str:
    """Decide the encoding from the first bytes of a file.

    Args:
        data: the first 4,096 bytes or more.

    Returns:
        The name of a codec: of the byte-order mark, of the XML declaration or HTML meta element, else ``utf-8``.

    Source: XML 1.0, appendix F; HTML, "Determining the character encoding".

    >>> encoding_of(b'<?xml version="1.0" encoding="iso-8859-15"?>')
    'iso8859-15'
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:_HEAD]
    found = _XML.search(head) or (_META.search(head) if b"<" in head else None)
    if found:
        try:
            info = codecs.lookup(found[1].decode("ascii"))
        except LookupError:
            return "utf-8"
        # A declaration that could be read byte by byte cannot be in UTF-16; and codecs such as "zip" are no charsets.
        usable = getattr(info, "_is_text_encoding", True) and not info.name.startswith(("utf-16", "utf-32"))
        return ("cp1252" if info.name in _SINGLE_BYTE else info.name) if usable else "utf-8"
    return "utf-8"


def is_binary(data: bytes) -> bool:
    r"""Return whether bytes are no text: many NULs outside UTF-16 and UTF-32, or other control bytes.

    >>> is_binary(b"\x89PNG\r\n\x1a\n\0\0\0"), is_binary("Zoë".encode())
    (True, False)
    """
    head = data[:_HEAD]
    if head.startswith(tuple(mark for mark, name in _MARKS if name != "utf-8")):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return (
        head.count(0) > 8
        or controls * 20 > len(head)
        or head.startswith((b"%PDF", b"\x89PNG", b"PK\x03\x04"))
    )


def decode(data: bytes, problems: list[ParseError]) -> str:
    r"""Decode the bytes of a file.

    Lines that are not what they should be are read as Windows-1252, which holds Latin-1, with a warning that says
    where the first one is: what several programs wrote is often of two encodings.

    Args:
        data: the whole content.
        problems: takes the warning.

    Returns:
        The text, without byte-order mark.

    Raises:
        ParseError: the bytes are no text.

    >>> decode("\ufeffZoë".encode("utf-8"), [])
    'Zoë'
    """
    if is_binary(data):
        raise ParseError("this is a binary file, not text", line=1, column=1)
    encoding = encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = fault.start - data.rfind(b"\n", 0, fault.start)
        problems.append(
            ParseError(
                f"byte {data[fault.start]:#04x} is not {encoding}; such lines are read as Windows-1252",
                line=line,
                column=column,
                warning=True,
            )
        )
        text = _decode_lines(data, encoding)
    return text.removeprefix("\ufeff")


def _decode_lines(data: bytes, encoding: str) -> str:
    if encoding.startswith(("utf-16", "utf-32")):
        return decode_windows(data)
    return "\n".join([decode_line(line, encoding) for line in data.split(b"\n")])


def decode_line(line: bytes, encoding: str) -> str:
    r"""Decode one line: as Windows-1252 where it is not in the encoding that it should be in.

    >>> decode_line("Zoë".encode("latin-1"), "utf-8")
    'Zoë'
    """
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return decode_windows(line)


def decode_windows(data: bytes) -> str:
    """Decode Windows-1252; the five bytes that it leaves open are read as Latin-1 has them."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_WINDOWS[byte] for byte in data)


_WINDOWS = [bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)]
