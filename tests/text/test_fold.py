"""The keys by which texts are compared: one for words, one without punctuation, one in plain ASCII."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.text.fold import ascii_letters, squeezed, stop_words, unaccented, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łódź", "LODZ"),
        ("Ærøskøbing", "aeroskobing"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "DIYARBAKIR"),
        ("Straße", "STRASSE"),
        ("Ŋandu", "nandu"),
        ("Ḥasan", "hasan"),
        ("ﬁscal", "fiscal"),
        ("２０２４", "2024"),
        ("٢٠٢٤", "2024"),
        ("co\u00adoperation", "cooperation"),
        ("مُحَمَّد", "محمد"),
        ("Άγιος", "αγιος"),
        ("김", unicodedata.normalize("NFD", "김")),
        ("𝐀𝐧𝐧𝐮𝐚𝐥", "annual"),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert unaccented(one) == unaccented(other)


@pytest.mark.parametrize(("one", "other"), [("ガーナ", "カーナ"), ("हिन्दी", "हन्द"), ("Mali", "Bali")])
def test_letters_that_are_two(one: str, other: str) -> None:
    assert unaccented(one) != unaccented(other)


@given(st.text())
def test_what_is_folded_stays_so_in_every_normal_form(text: str) -> None:
    folded = unaccented(text)
    assert unaccented(unicodedata.normalize("NFD", text)) == folded
    assert unaccented(folded) == folded


def test_every_room_gives_one_answer() -> None:
    from briefmeta.formats.record.labels import fold_label
    from briefmeta.model.places.country import fold_name

    assert {
        unaccented("Łódź"),
        fold_label("Łódź"),
        fold_name("Łódź"),
        squeezed("Łódź"),
        ascii_letters("Łódź"),
    } == {"lodz"}


def test_words_keep_the_marks_of_their_script() -> None:
    assert words("हिन्दी में रिपोर्ट") == ["हिन्दी", "में", "रिपोर्ट"]
    assert words("O´Brien’s co-operation") == ["obriens", "cooperation"]


@pytest.mark.parametrize(
    "text", ["王小明", "佐藤太郎", "हिन्दी", "Ελλάδα", "محمد", "ไทย", "አማርኛ", "ქართული", "བོད"]
)
def test_every_script_has_ascii_letters(text: str) -> None:
    assert re.fullmatch("[a-z]{2,20}", ascii_letters(text))


def test_stop_words_are_folded() -> None:
    assert {"fur", "pa", "the", "и"} <= stop_words("title")
    assert stop_words("joining") <= stop_words("title")
    assert not stop_words("name") & {"without", "sans", "who"}
