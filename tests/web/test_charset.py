"""Encodings of documents: what is stated, in the order of the HTML standard, and nothing that is no encoding."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.text.charset import decode_text, find_charset


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        ("é".encode(), "", "é"),
        (b"\xe9", "", "é"),
        (b"\xe9", "text/html; charset=iso-8859-1", "é"),
        (b"\x93", "text/html; charset=ISO-8859-1", "“"),  # on the web, latin-1 means windows-1252
        (codecs.BOM_UTF8 + "é".encode(), "text/html; charset=iso-8859-1", "é"),
        (codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), "", "é"),
        ("é".encode("utf-16-be"), "text/html; charset='utf-16be'", "é"),
        (b"<meta charset=iso-8859-2>\xb1", "text/html", "<meta charset=iso-8859-2>ą"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">\xc4', "", None),
        (b"<meta charset=utf-16>x", "", "<meta charset=utf-16>x"),
        (b" " * 2000 + b"<meta charset=koi8-r>\xe9", "", " " * 2000 + "<meta charset=koi8-r>é"),
        ("日本".encode("shift_jis"), "text/html; charset=Shift_JIS", "日本"),
        (b"+AGE-", "text/html; charset=utf-7", "+AGE-"),
        (b"\\u0041", "text/html; charset=unicode_escape", "\\u0041"),
        (b"x", "text/html; charset=nonsense", "x"),
        (b"", "", ""),
        (b"\xff\xff", "text/html; charset=utf-8", "\ufffd\ufffd"),
    ],
)
def test_the_encoding_of_a_document(body: bytes, header: str, text: str | None) -> None:
    assert decode_text(body, header) == (text if text is not None else body.decode("cp1251"))


@given(st.binary(max_size=100), st.text(max_size=30))
def test_any_bytes_become_text(body: bytes, header: str) -> None:
    assert isinstance(decode_text(body, f"text/html; charset={header}"), str)


def test_nothing_is_said() -> None:
    assert find_charset(b"x") is None
