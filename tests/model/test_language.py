from __future__ import annotations

import subprocess
import sys
import time

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.errors import InvalidValueError
from briefmeta.model.language import language_names
from briefmeta.model.language.language_tag import is_language_tag, language_tag
from briefmeta.model.places.country import fold_name


@pytest.mark.parametrize(
    ("tag", "spellings"),
    [
        ("en", "English; eng; en; EN; english; ENGLISH; Anglais; Englisch; Inglés; 英語"),
        ("fr", "Français; French; fre; fra; fr; Francais; Französisch; francés"),
        ("de", "Deutsch; ger; deu; German; Allemand; Alemán"),
        ("zh", "中文; Chinese; chi; zho; 汉语; Chinois"),
        ("es", "Español; Spanish; spa; Castilian; Spanish (es); Español (Spanish)"),
        ("el", "Greek; Modern Greek (1453-); gre; ell; Ελληνικά"),
        ("ar", "العربية; Arabic; ara"),
        ("sw", "Swahili; Kiswahili; swa"),
        (
            "en-US",
            "en-US; en_US; EN-us; en_US.UTF-8; English (United States); English (US); American English",
        ),
        ("en-GB", "en-GB; en-uk; British English; English (UK); English - United Kingdom"),
        (
            "pt-BR",
            "Portuguese (Brazil); pt_br; Brazilian Portuguese; Portuguese, Brazilian; Português (Brasil)",
        ),
        ("fr-CA", "Français (Canada); French (Canadian); fr-ca"),
        ("es-419", "Spanish (Latin America); es-419"),
        ("zh-Hans", "Chinese (Simplified); Simplified Chinese; zh-hans; 简体中文"),
        ("zh-Hant-TW", "zh_hant_tw; ZH-HANT-TW"),
        ("sr-Cyrl", "Serbian (Cyrillic); sr-cyrl"),
        ("he", "iw; he; Hebrew"),
        ("yo", "Yoruba; yor"),
        ("haw", "Hawaiian; haw"),
        ("mul", "mul; Multiple languages"),
        ("de-CH-1996", "de-ch-1996"),
        ("sl-rozaj-biske", "SL-Rozaj-Biske"),
        ("en-x-us", "en-X-US"),
    ],
)
def test_spellings(tag: str, spellings: str) -> None:
    assert {language_tag(text): text for text in spellings.split("; ")}.keys() == {tag}
    assert is_language_tag(tag)


@pytest.mark.parametrize("row", [row for row in pycountry.languages if hasattr(row, "alpha_2")], ids=str)
def test_every_language_of_iso_639_1(row: pycountry.db.Data) -> None:
    spellings = [
        row.alpha_2,
        row.alpha_3,
        getattr(row, "bibliographic", row.alpha_3),
        row.name,
        row.name.upper(),
    ]
    assert [language_tag(text) for text in spellings] == [row.alpha_2] * 5


def test_the_common_languages_are_those_of_iso_639() -> None:
    for tag, names in language_names.COMMON.items():
        for name in names.split("; "):
            assert language_tag(name) == tag, name
        if "-" not in tag and tag != "mul":
            code = fold_name(names.split("; ")[0])
            row = pycountry.languages.get(alpha_3=code) or pycountry.languages.get(bibliographic=code)
            assert row is not None
            assert getattr(row, "alpha_2", code) == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Klingonish",
        "qq",
        "xyzzy",
        "12",
        "en-",
        "-en",
        "n/a",
        "C",
        "\x00",
        "\ud800",
        "English language!?",
    ],
)
def test_what_is_no_language(text: str) -> None:
    with pytest.raises(InvalidValueError, match="a language: a tag such as en") as caught:
        language_tag(text)
    assert (caught.value.field, caught.value.value) == ("language", text)


@pytest.mark.parametrize("text", ["English; French", "en, fr", "English and French", "English/Français"])
def test_several_languages_are_told_apart(text: str) -> None:
    with pytest.raises(InvalidValueError, match="one language: it is en, fr"):
        language_tag(text)


@pytest.mark.parametrize("value", [None, 1, b"en"])
def test_what_is_not_text(value: object) -> None:
    with pytest.raises(InvalidValueError):
        language_tag(value)  # type: ignore[arg-type]  # what a caller without a type checker may pass


@pytest.mark.parametrize(
    ("text", "well_formed"),
    [
        ("en", True),
        ("zh-cmn-Hans-CN", True),
        ("de-DE-u-co-phonebk", True),
        ("x-private", True),
        ("es-419", True),
        ("en_US", False),
        ("English", False),
        ("e", False),
        ("en-", False),
        ("en--US", False),
        ("en-US-", False),
        ("en-u", False),
        ("en\n", False),
        ("ｅｎ", False),
        ("en-" + "a" * 9, False),
        ("", False),
    ],
)
def test_well_formed_tags(text: str, well_formed: bool) -> None:
    assert is_language_tag(text) == well_formed


@given(
    st.one_of(
        st.text(max_size=20), st.from_regex(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8}){0,4}", fullmatch=True)
    )
)
def test_any_text_is_a_tag_that_stays_or_an_error(text: str) -> None:
    try:
        tag = language_tag(text)
    except InvalidValueError:
        return
    assert is_language_tag(tag)
    assert language_tag(tag) == tag


@pytest.mark.parametrize(
    "text", ["e" * 50_000_000, "en-" * 33, "a-" * 49 + "a", "(" * 100, " " * 99, ", " * 50], ids=len
)
def test_hostile_text_is_refused_at_once(text: str) -> None:
    with pytest.raises(InvalidValueError):
        language_tag("no such language")  # the tables are loaded
    started = time.perf_counter()
    with pytest.raises(InvalidValueError):
        language_tag(text)
    assert time.perf_counter() - started < 0.2


def test_common_languages_need_no_other_data() -> None:
    script = "import sys; from briefmeta.model.language.language_tag import language_tag as t;"
    script += "print(t('English'), t('fre'), t('Deutsch'), t('en_US'), 'pycountry' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["en", "fr", "de", "en-US", "False"]
