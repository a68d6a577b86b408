"""Bytes of the web to text: which encoding they are in."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_PRESCAN = 1024  # the HTML standard looks no further (section 13.2.3.2)

# Encodings of the Encoding Standard that Python knows. Others (utf-7, unicode_escape, idna) are no
# encodings of documents, and some are slow or dangerous.
_KNOWN = re.compile(
    r"utf-?8|utf-?16(?:-?(?:le|be))?|(?:us-)?ascii|latin-?1|iso[-_]?8859[-_]\d{1,2}|(?:windows|cp)-?(?:125\d|874)"
    r"|koi8-[ru]|gbk|gb_?2312|gb18030|big5(?:-hkscs)?|euc-(?:jp|kr)|shift[-_]?jis|iso-2022-jp|tis-620|macintosh",
    re.IGNORECASE,
)
_AS_ON_THE_WEB = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}


def find_charset(body: bytes, content_type: str = "") -> str | None:
    """Return the encoding of a document: by byte-order mark, header or ``meta`` element, in this order.

    Args:
        body: the document.
        content_type: the Content-Type header.

    Returns:
        The name of a codec, or None where nothing usable is said.

    Example:
        >>> find_charset(b"<meta charset=iso-8859-1>", "text/html")
        'cp1252'
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return encoding
    header = _HEADER.search(content_type)
    name = _codec(header[1]) if header else None
    if name is not None:
        return name
    meta = _META.search(body[:_PRESCAN])
    name = _codec(meta[1].decode("ascii")) if meta else None
    # a document that a meta element can be read in is not UTF-16, whatever it says (HTML, section 13.2.3.2)
    return "utf-8" if name and name.startswith("utf-16") else name


def decode_text(body: bytes, content_type: str = "") -> str:
    r"""Decode a document; without a stated encoding as UTF-8, and as Windows-1252 if it is not UTF-8.

    Args:
        body: the document.
        content_type: the Content-Type header.

    Returns:
        The text without its byte-order mark; what does not fit the encoding is U+FFFD.

    Example:
        >>> decode_text(b"caf\xe9"), decode_text("café".encode())
        ('café', 'café')
    """
    name = find_charset(body, content_type)
    if name is None:
        try:
            return body.decode()
        except UnicodeDecodeError:
            name = "cp1252"
    return body.decode(name, errors="replace").removeprefix("\ufeff")


def _codec(label: str) -> str | None:
    if not _KNOWN.fullmatch(label):
        return None
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return _AS_ON_THE_WEB.get(name, name)
