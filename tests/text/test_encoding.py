"""Encodings of documents: what is stated, in the order of the HTML standard, and nothing that is no encoding."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.errors import InvalidValueError, ParseError
from briefmeta.text.encoding import (
    codec_of,
    declared_encoding,
    decode,
    decode_page,
    encoding_of,
    is_binary,
    stated_encoding,
)


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
    assert decode_page(body, header) == (text if text is not None else body.decode("cp1251"))


@given(st.binary(max_size=100), st.text(max_size=30))
def test_any_bytes_become_text(body: bytes, header: str) -> None:
    assert isinstance(decode_page(body, f"text/html; charset={header}"), str)


def test_nothing_is_said() -> None:
    assert declared_encoding(b"x") is None


# --- files


def _refuse(warning: ParseError) -> None:
    raise warning


# Lines of the kind that reference managers write, each in the encoding of its place and time.
RECORD = {
    "gbk": "@techreport{a, title = {气候变化对农业的影响}, author = {李华}, year = 2024}\n",
    "big5": "@techreport{a, title = {氣候變遷對農業的影響}, author = {陳美玲}, year = 2024}\n",
    "shift_jis": "@techreport{a, title = {エネルギー政策の評価について}, author = {山田花子}, year = 2024}\n",
    "euc_jp": "@techreport{a, title = {地域経済の現状と課題}, author = {鈴木一郎}, year = 2024}\n",
    "euc_kr": "@techreport{a, title = {기후 변화가 농업에 미치는 영향}, author = {박영희}, year = 2024}\n",
    "cp1251": "@techreport{a, title = {Доклад о состоянии рек}, author = {Петров, Иван}, year = 2024}\n",
    "koi8_r": "@techreport{a, title = {Доклад о состоянии рек}, author = {Петров, Иван}, year = 2024}\n",
    "cp1253": "@techreport{a, title = {Έκθεση για την οικονομία}, author = {Γεωργίου, Νίκος}, year = 2024}\n",
    "cp1255": "@techreport{a, title = {דוח על המים}, author = {לוי, דנה}, year = 2024}\n",
    "mac_roman": "@techreport{a, title = {L’été où l’économie chuta}, author = {Núñez, José}, year = 2024}\n",
    "cp1252": "@techreport{a, title = {L’été où l’économie chuta}, author = {Núñez, José}, year = 2024}\n",
    "utf-16-le": "@techreport{a, title = {L’été 气候变化}, author = {Núñez, José}, year = 2024}\n",
    "utf-16-be": "@techreport{a, title = {Annual report}, author = {Doe, Ann}, year = 2024}\n",
}


@pytest.mark.parametrize("encoding", RECORD)
@pytest.mark.parametrize("copies", [1, 40])
def test_an_encoding_that_nothing_states_is_guessed_and_told(encoding: str, copies: int) -> None:
    told: list[ParseError] = []
    assert decode(RECORD[encoding].encode(encoding) * copies, told.append) == RECORD[encoding] * copies
    assert len(told) == 1
    assert told[0].warning
    assert told[0].line == 1


@pytest.mark.parametrize("encoding", RECORD)
def test_an_encoding_that_is_stated_is_not_told(encoding: str) -> None:
    told: list[ParseError] = []
    assert decode(RECORD[encoding].encode(encoding), told.append, encoding) == RECORD[encoding]
    assert told == []


@pytest.mark.parametrize(
    ("declaration", "codec"),
    [
        ("% Encoding: GB2312\n", "gb18030"),
        ("% Encoding: ISO8859_15\n", "iso8859-15"),
        ("%% Encoding: MacRoman\n", "mac-roman"),
        ('<?xml version="1.0" encoding="Shift_JIS"?>', "cp932"),
        ('<html><meta charset="euc-kr">', "cp949"),
        ("% Encoding: zip\n", "utf-8"),
        ("% Encoding: utf-16\n", "utf-8"),
    ],
)
def test_what_a_text_declares(declaration: str, codec: str) -> None:
    assert encoding_of(declaration.encode()).codec == codec


@pytest.mark.parametrize(
    ("label", "text"),
    [("gb2312", "镕"), ("shift_jis", "①"), ("euc-kr", "똠"), ("iso-8859-1", "“"), ("big5", "碁")],
)
def test_labels_have_the_characters_of_their_supersets(label: str, text: str) -> None:
    codec = codec_of(label)
    assert codec is not None
    page = f'<?xml version="1.0" encoding="{label}"?><a>{text}</a>'
    assert decode(page.encode(codec), _refuse) == page
    assert decode_page(page.encode(codec)) == page


def test_a_file_of_two_encodings_keeps_the_lines_that_are_right() -> None:
    told: list[ParseError] = []
    data = "é 气候\n".encode() * 3 + "Größe\n".encode("cp1252")
    assert decode(data, told.append) == "é 气候\n" * 3 + "Größe\n"
    assert told[0].line == 4


@pytest.mark.parametrize("label", ["zip", "rot13", "utf-99", "", "\0", "x" * 5000])
def test_what_is_no_encoding(label: str) -> None:
    with pytest.raises(InvalidValueError, match="encoding"):
        stated_encoding(label)


@given(st.binary(max_size=300))
def test_any_bytes_of_a_file_become_text_or_are_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data, lambda _: None), str)
    except ParseError:
        assert is_binary(data)
