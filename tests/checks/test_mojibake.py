"""Misread texts come back; good texts stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmeta.text.mojibake import undo_mojibake

WORDS = """Müller Größe Übersicht déjà côté élève œuvre naïve señor acción corazón São informação coração città perché
Åland smörgås blåbær Øresund Łódź żółty příliš žluťoučký kůň Győr erdő Ştefan Ağrı Климат Ереван Αθήνα العربية
中文报告 日本語 한국어 Việt Nam Niger’s “quoted” a–b €50 naïve… ½ ©""".split()
GOOD = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


def misread(text: str, encoding: str) -> str:
    if encoding == "latin-1":
        return text.encode().decode("latin-1")
    return "".join(bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in text.encode())


@settings(max_examples=200)
@given(GOOD, st.sampled_from(["cp1252", "latin-1"]))
def test_misread_texts_come_back(text: str, encoding: str) -> None:
    assert undo_mojibake(misread(text, encoding)) == text


@settings(max_examples=100)
@given(GOOD)
def test_twice_misread_texts_come_back(text: str) -> None:
    assert undo_mojibake(misread(misread(text, "cp1252"), "cp1252")) == text


@settings(max_examples=200)
@given(
    GOOD, st.sampled_from(["{}", "«{}»", "«\xa0{}\xa0»", "“{}”…", "„{}“ –", "({})", "‘{}’"]), st.booleans()
)
def test_good_texts_stay(text: str, form: str, shouted: bool) -> None:
    text = form.format(text.upper() if shouted else text)
    assert undo_mojibake(text) == text


@pytest.mark.parametrize(
    "text", ["IRMÃ”", "«está»…", "MANHÃ…", "LÝÐVELDIÐ«", "café\xa0»", "3×…", "Spaß”", "Â", "É–"]
)
def test_what_only_looks_misread_stays(text: str) -> None:
    assert undo_mojibake(text) == text


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(undo_mojibake(text), str)
