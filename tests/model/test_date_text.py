from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta import vocabulary
from briefmeta.errors import AmbiguousDateError, DateSyntaxError, InvalidValueError
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.text.fold import unaccented

parse = PublicationDate.parse

# --- the words of each language

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "en, short": "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    "fr, short": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "de, short": "Jan. Feb. Mrz. Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "es, short": "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
}
_FORMS = {
    "en": "{month} {day}, {year}",
    "fr": "le {day} {month} {year}",
    "de": "{day}. {month} {year}",
    "es": "{day} de {month} de {year}",
}


@pytest.mark.parametrize("language", _MONTHS)
@given(year=st.integers(1000, 2999), month=st.integers(1, 12), day=st.integers(1, 28))
def test_the_months_of_each_language(language: str, year: int, month: int, day: int) -> None:
    name = _MONTHS[language].split()[month - 1]
    form = _FORMS.get(language[:2], "{day} {month} {year}")
    date = PublicationDate(year=year, month=month, day=day)
    for written in (name, name.upper(), name.lower()):
        assert parse(form.format(day=day, month=written, year=year)) == date
        assert parse(f"{written} {year}") == PublicationDate(year=year, month=month)


def test_no_word_of_a_date_has_two_meanings() -> None:
    seen: dict[str, tuple[str, ...]] = {}
    for word, *meaning in vocabulary.rows("date_words"):
        assert seen.setdefault(unaccented(word), tuple(meaning)) == tuple(meaning), word


# --- prose


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("5 Apr 2024", "2024-04-05"),
        ("April 5, 2024", "2024-04-05"),
        ("Apr. 2024", "2024-04"),
        ("5th of April 2024", "2024-04-05"),
        ("the 1st of May, 2024", "2024-05-01"),
        ("1er avril 2024", "2024-04-01"),
        ("1º de mayo de 2024", "2024-05-01"),
        ("1° aprile 2024", "2024-04-01"),
        ("5-Apr-2024", "2024-04-05"),
        ("2024 Apr 5", "2024-04-05"),
        ("2024-Apr-05", "2024-04-05"),
        ("Apr-2024", "2024-04"),
        ("April/2024", "2024-04"),
        ("Friday, 5 April 2024", "2024-04-05"),
        ("Samstag, den 6. April 2024", "2024-04-06"),
        ("viernes 5 de abril de 2024", "2024-04-05"),
        ("Fri, 05 Apr 2024 12:00:00 GMT", "2024-04-05"),
        ("Fri Apr 05 2024 14:00:00 GMT+0200 (CEST)", "2024-04-05"),
        ("April 5, 2024 3:30 p.m.", "2024-04-05"),
        ("Spring 2024", "2024-21"),
        ("Spring-2024", "2024-21"),
        ("2024 Herbst", "2024-23"),
        ("Printemps 2024", "2024-21"),
        ("été 2024", "2024-22"),
        ("Otoño de 2024", "2024-23"),
        ("Frühjahr 2024", "2024-21"),
        ("Summer/Fall 2024", "2024-22/2024-23"),
        ("Winter 2023/24", "2023-24"),
        ("Winter 2023-2024", "2023-24"),
        ("2024年4月5日", "2024-04-05"),
        ("2024年4月5日（金）", "2024-04-05"),
        ("2024年4月", "2024-04"),
        ("２０２４年", "2024"),
        ("2024년 4월 5일", "2024-04-05"),
        ("5 апреля 2024 г.", "2024-04-05"),
        ("٥ أبريل ٢٠٢٤", "2024-04-05"),
        ("5 kwietnia 2024", "2024-04-05"),
        ("6 Nisan 2024 Cumartesi", "2024-04-06"),
        ("2024. április 6., szombat", "2024-04-06"),
        ("2024年四月5日", "2024-04-05"),
    ],
)
def test_prose(text: str, written: str) -> None:
    assert str(parse(text)) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("c. 2024", "2024~"),
        ("ca. 2020", "2020~"),
        ("circa 1999", "1999~"),
        ("~1999", "1999~"),
        ("um 1999", "1999~"),
        ("vers avril 1999", "1999-04~"),
        ("[2020]", "2020"),
        ("[2020?]", "2020?"),
        ("[ca. 2020?]", "2020%"),
        ("(April 2024).", "2024-04"),
        ("©2020", "2020"),
        ("c2020", "2020"),
        ("(c) 2020", "2020"),
        ("[c2020]", "2020"),
        ("cop. 2020", "2020"),
    ],
)
def test_what_cataloguers_write_at_a_year(text: str, written: str) -> None:
    assert str(parse(text)) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2019-2021", "2019/2021"),
        ("2019 – 2021", "2019/2021"),
        ("2019–21", "2019/2021"),
        ("1999–00", "1999/2000"),
        ("2019/20", "2019/2020"),
        ("2019-20", "2019/2020"),
        ("2020–21", "2020/2021"),
        ("2020-21", "2020-21"),  # EDTF: spring 2020
        ("c. 2019–21", "2019~/2021~"),
        ("2019-", "2019/.."),
        ("2019–present", "2019/.."),
        ("from 2019 to 2021", "2019/2021"),
        ("March-April 2024", "2024-03/2024-04"),
        ("Mar/Apr 2024", "2024-03/2024-04"),
        ("mars et avril 2024", "2024-03/2024-04"),
        ("Dec 2023 – Jan 2024", "2023-12/2024-01"),
        ("5-7 April 2024", "2024-04-05/2024-04-07"),
        ("5.–7. April 2024", "2024-04-05/2024-04-07"),
        ("April 5–7, 2024", "2024-04-05/2024-04-07"),
        ("30 March–2 April 2024", "2024-03-30/2024-04-02"),
        ("du 5 au 7 avril 2024", "2024-04-05/2024-04-07"),
        ("del 5 al 7 de abril de 2024", "2024-04-05/2024-04-07"),
        ("vom 5. bis 7. April 2024", "2024-04-05/2024-04-07"),
        ("5 t/m 7 april 2024", "2024-04-05/2024-04-07"),
        ("05.04.2024 - 07.04.2024", "2024-04-05/2024-04-07"),
        ("2024-04-05 to 2024-04-07", "2024-04-05/2024-04-07"),
        ("2024-04-05 / 2024-04-07", "2024-04-05/2024-04-07"),
        ("2018/19 - 2019/20", "2018/2020"),
        ("2019年～2021年", "2019/2021"),
        ("Q2 2024", "2024-04/2024-06"),
        ("2024Q2", "2024-04/2024-06"),
        ("2nd quarter of 2024", "2024-04/2024-06"),
        ("4e trimestre 2024", "2024-10/2024-12"),
        ("3. Quartal 2024", "2024-07/2024-09"),
        ("H1 2024", "2024-01/2024-06"),
        ("Q1–Q3 2024", "2024-01/2024-09"),
    ],
)
def test_ranges(text: str, written: str) -> None:
    assert str(parse(text)) == written


@pytest.mark.parametrize(
    "text",
    ["44 BC", "44 B.C.", "44 BCE", "44 v. Chr.", "44 v.Chr.", "44 av. J.-C.", "44 a. C.", "44 до н. э."],
)
def test_years_before_christ_count_without_a_year_0(text: str) -> None:
    assert str(parse(text)) == "-0043"


def test_eras() -> None:
    assert str(parse("1 BC")) == "0000"
    assert str(parse("AD 79")) == str(parse("79 AD")) == str(parse("79 n. Chr.")) == "0079"
    assert str(parse("15 March 44 BC")) == "-0043-03-15"
    assert str(parse("300–200 BC")) == "-0299/-0199"
    assert str(parse("27 BC – AD 14")) == "-0026/0014"


# --- all-number dates


@pytest.mark.parametrize("text", ["05/04/2024", "5/4/2024", "05-04-2024", "5 4 2024", "٠٥/٠٤/٢٠٢٤"])
def test_which_number_is_the_month_is_not_guessed(text: str) -> None:
    with pytest.raises(AmbiguousDateError, match="2024-04-05 or 2024-05-04") as caught:
        parse(text)
    assert caught.value.value == text
    assert str(parse(text, "dmy")) == "2024-04-05"
    assert str(parse(text, order="mdy")) == "2024-05-04"
    with pytest.raises(DateSyntaxError, match="year, month, day"):
        parse(text, "ymd")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("25/04/2024", "2024-04-25"),
        ("04/25/2024", "2024-04-25"),
        ("05/05/2024", "2024-05-05"),
        ("2024/04/05", "2024-04-05"),
        ("2024.04.05", "2024-04-05"),
        ("2024. 4. 5.", "2024-04-05"),
        ("2024-4-5", "2024-04-05"),
        ("5.4.2024", "2024-04-05"),
        ("05. 04. 2024", "2024-04-05"),
        ("4.25.2024", "2024-04-25"),
        ("4/2024", "2024-04"),
        ("2024/04", "2024-04"),
        ("04.2024", "2024-04"),
    ],
)
def test_numbers_that_can_be_read_in_one_way(text: str, written: str) -> None:
    assert str(parse(text)) == written


def test_the_order_given_is_obeyed() -> None:
    assert str(parse("5.4.2024", "mdy")) == "2024-05-04"
    assert str(parse("2024/04/05", "dmy")) == "2024-04-05"
    with pytest.raises(DateSyntaxError, match="month: 25"):
        parse("25/04/2024", "mdy")
    with pytest.raises(InvalidValueError, match="order: 'ydm'"):
        parse("2024", "ydm")  # type: ignore[arg-type]  # what a caller without a type checker may pass


def test_a_month_or_a_financial_year() -> None:
    with pytest.raises(AmbiguousDateError, match="2010-11 or 2010/2011"):
        parse("2010/11")
    assert str(parse("2010/11", "ymd")) == "2010-11"
    assert str(parse("2010-11")) == "2010-11"
    assert str(parse("2010–11")) == "2010/2011"


# --- what is no date


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31 Feb 2024", "day: 31 is not a day of 2024-02, which has the days 1 to 29"),
        ("2023-02-29", "1 to 28"),
        ("1900-02-29", "1 to 28"),
        ("2024-13", "month: 13"),
        ("2024-04-31", "1 to 30"),
        ("13/2024", "month: 13"),
        ("31/31/2024", "month: 31"),
        ("5 April", "year of four digits"),
        ("Summer/Fall", "year of four digits"),
        ("05/04/24", "year of four digits"),
        ("Apr '24", "year of four digits"),
        ("2004/2003", "a date on or after the start, 2004"),
        ("2004-06/2004-05", "on or after"),
        ("7-5 April 2024", "on or after"),
        ("-0000", "1 BCE is 0000"),
        ("Q5 2024", "no part 5"),
        ("2019 and 2021", "two dates"),
        ("2019, 2021", "two of its parts"),
        ("April May 2024", "two of its parts"),
        ("5 floréal 2024", "'floreal' is no word of a date"),
        ("n.d.", "no word"),
        ("forthcoming", "no word"),
        ("5 listopada 2024", "no word"),  # October in Croatian, November in Polish
        ("2024-04-05-07", "."),
        ("2024!", "'!' is no sign"),
        ("12345", "5 digits"),
        ("- 2019 -", "before the dash"),
        ("2004/2005/2006", "two ends|four digits"),
        ("月2024", "before the sign"),
        ("April 2024-05", "."),
        ("2024-W14", "."),
        ("2024-04-05T25:00", "."),
        ("..", "."),
        ("../..", "."),
        ("/", "."),
        ("", "."),
        (" \r\n", "."),
        ("\x00", "."),
        ("2024\x00", "."),
        ("\ud800", "."),
        ("[1667,1668]", "."),
    ],
)
def test_no_date(text: str, reason: str) -> None:
    with pytest.raises(DateSyntaxError, match=reason) as caught:
        parse(text)
    assert (caught.value.field, caught.value.value) == ("date", text)
    str(caught.value).encode()


@pytest.mark.parametrize("value", [None, 2024, b"2024", ["2024"]])
def test_what_is_not_text(value: object) -> None:
    with pytest.raises(DateSyntaxError):
        parse(value)  # type: ignore[arg-type]  # what a caller without a type checker may pass


@pytest.mark.parametrize(
    "text",
    ["\ufeff5\u00a0Apr\r\n2024\u200b", "\u200e2024-04-05\u200f", "  2024-04-05\t", "２０２４-０４-０５"],
)
def test_invisible_characters_and_wide_digits_do_not_matter(text: str) -> None:
    assert str(parse(text)) == "2024-04-05"


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5_000_000,
        " " * 50_000_000,
        "1/" * 1_000_000,
        "5 April " * 100_000,
        "a" * 50_000_000,
        "2024-" * 40,
        "Q" * 199,
        "(" * 199,
        "2 " * 99,
        "1" * 199,
        "é" * 199,
        "ﷺ" * 199,
    ],
    ids=lambda text: f"{text[:3]!r}x{len(text)}",
)
def test_hostile_text_is_refused_at_once(text: str) -> None:
    started = time.perf_counter()
    with pytest.raises(DateSyntaxError):
        parse(text)
    assert time.perf_counter() - started < 0.5
