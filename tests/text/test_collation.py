"""Orders by the rules of languages: each list is in the order that ICU gives it, case and accents apart."""

from __future__ import annotations

import random

import pytest

from briefmeta.text.collation import _icu_key, collator

ORDERS = {
    "sv": "Aaen Adolfsson Dahl Đurić Ek Lind Oden Rydh Ulf Vik Wik Yngve Zorn Åberg Åkesson Äng Ödman Östlund",
    "da": "Abel Dahl Friis Juul Lund Nygaard Olsen Ry Skov Toft Vang Ytting Zahle Æbelø Ørsted Øster Aaberg Aakjær Ås",
    "nb": "Berg Dahl Hansen Lie Moe Nilsen Olsen Ruud Strand Vik Ytre Zahl Ærø Østby Ås Aasen",
    "fi": "Aho Hämäläinen Ilves Korpi Mäki Niemi Salo Šuster Virta Wuori Zetterberg Åkerlund Ärjä Öhman",
    "cs": "Adam Bém Cibulka Czerny Čech Dvořák Havel Hus Chalupa Ivan Novák Ryba Řezáč Svoboda Šimek Zeman Žák",
    "sk": "Adam Äbel Cibula Čapek Hora Chudý Igaz Novák Ondrej Ôsmy Rác Slovák Šťastný Zelník Žiak",
    "pl": "Adamski Ącki Chmiel Cybulski Ćwik Lis Luty Łaska Nowak Ńko Olech Ósmy Sowa Szulc Śliwa Zych Ździebło Żak",
    "es": "Llano Núñez Nuria Nzeki Ñáñez Oca Ortega",
    "hu": "Cukor Cseh Dzon Dzso Eke Gulyás Gyula Laci Lyon Nagy Nyíri Olga Öllős Soma Szabó Tóth Tyukodi Uri Zsolt",
    "lt": "Yla Ilgis Ivanauskas Jonaitis Rimkus Ryžys Rokas Sabas Šarka Zala Žukas",
    "et": "Saar Šmidt Zilmer Žukov Tamm Uus Vahi Wolff Õun Ärm Öpik Ülo Xavier Yks",
    "tr": "Can Cumhur Çelik Demir Gür Ğ Halil Ilgaz İnan İpek Oral Öz Sarı Şahin Uzun Üstün Yıldız",
    "de": "Ahlers Ähnlich Albers Muller Müller Munz Österle Ostler Oswald Saß Sasse Sauer",
    "de-u-co-phonebk": "Adler Ähnlich Ahlers Goebel Göbel Götz Goldberg Muelder Mülder Muller",
    "fr": "Cota Côte Coter Eco Écouen Édouard Œuvray Olivier",
    "ru": "Ежов Ёлкин Емцев Иванов Ившин Йогов Якин Smith",
    "uk": "Гай Ґава Дяк Ехо Єва Жук Ивин Іван Їжак Йосип Яр",
    "el": "Αγγέλου Άννου Βάσος Ζήσης Ήβος Ηλίας Ιωάννου Όθων Παππάς Χίος Ώρας Smith",
    "ar": "آدم أحمد باسل تامر جابر خالد سالم عمر فارس كريم محمد نور هدى يوسف Smith",
    "he": "אברהם ברק גולן דוד הראל לוי מנחם נחום פרץ רון שלום תמר Smith",
    "zh": "陈静 黄磊 李华 刘洋 王小明 张伟 周杰 Smith",
}


@pytest.mark.parametrize("language", ORDERS)
def test_orders(language: str) -> None:
    names = ORDERS[language].split()
    shuffled = names[:]
    random.Random(len(names)).shuffle(shuffled)
    key = collator(language)
    assert [key(name) for name in sorted(shuffled, key=key)] == [key(name) for name in names]


def test_letters_of_a_language_are_its_own_only() -> None:
    names = ["Zorn", "Åberg"]
    assert sorted(names, key=collator("sv-SE")) == ["Zorn", "Åberg"]
    assert sorted(names, key=collator("en-US")) == ["Åberg", "Zorn"]


def test_double_letters_of_hungarian_are_the_letter_twice() -> None:
    assert collator("hu")("Meggyes") == collator("hu")("Megygyes")


def test_what_is_hostile_has_a_key() -> None:
    for language in ORDERS:
        assert isinstance(collator(language)("aa" * 5000 + "\u0301" * 5000 + "\x00\u202e"), str)


@pytest.mark.parametrize("language", ["sv", "cs", "hu", "ru", "de"])
def test_icu_gives_the_same_orders(language: str) -> None:
    pytest.importorskip("icu", reason="PyICU is not installed")
    by_icu, names = _icu_key(language), ORDERS[language].split()
    assert by_icu is not None
    assert sorted(names, key=by_icu) == sorted(names, key=collator(language))
    assert sorted(["Dahl 12", "Dahl 3", "Da Silva", "Dam"], key=by_icu) == [
        "Da Silva",
        "Dahl 3",
        "Dahl 12",
        "Dam",
    ]
