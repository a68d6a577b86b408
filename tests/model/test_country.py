from __future__ import annotations

import pickle
import subprocess
import sys
import time

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.errors import UnknownCountryError
from briefmeta.model.places.country import Country, fold_name
from briefmeta.model.places.country_names import names_of_kind


def code(text: str) -> str:
    return Country.parse(text).alpha_2


@pytest.mark.parametrize("row", list(pycountry.countries), ids=lambda row: row.alpha_2)
def test_every_country_of_iso_3166_by_code_and_english_name(row: pycountry.db.Country) -> None:
    country = Country(row.alpha_2)
    assert (country.alpha_2, country.alpha_3) == (row.alpha_2, row.alpha_3)
    spellings = [
        row.alpha_2,
        row.alpha_2.lower(),
        row.alpha_3,
        row.numeric,
        country.name,
        country.official_name,
    ]
    if row.alpha_2 != "CG":  # "Congo", which names two countries
        spellings.append(row.name)
    for text in spellings:
        for written in (text, text.upper(), f" The {text}. ", text.replace("'", "’")):
            if written.strip() != f"The {text}." or len(text) > 3:
                assert Country.parse(written) == country, written


def test_the_attributes() -> None:
    country = Country.parse("Viet Nam")
    assert (country.alpha_2, country.alpha_3, country.name) == ("VN", "VNM", "Vietnam")
    assert country.official_name == "Socialist Republic of Viet Nam"
    assert str(country) == "Vietnam"
    assert Country("us").official_name == "United States of America"
    assert Country("KR").official_name == "Republic of Korea"
    assert Country("CD").official_name == "Democratic Republic of the Congo"


def test_names_have_no_inversion_and_no_remark() -> None:
    for row in pycountry.countries:
        name = Country(row.alpha_2).name
        assert not name.endswith((" of", ")")), name


def test_countries_are_values() -> None:
    assert {Country.parse("France"): 1}[Country("FR")] == 1
    assert Country("FR") != Country("DE")
    assert pickle.loads(pickle.dumps(Country("FR"))) == Country("FR")


@pytest.mark.parametrize(
    ("alpha_2", "spellings"),
    [
        (
            "US",
            "United States of America; USA; U.S.; U.S.A.; U. S. A.; the United States; 840",
        ),
        ("GB", "UK; U.K.; United Kingdom; Great Britain; Britain; GBR"),
        ("CI", "Côte d'Ivoire; Côte d’Ivoire; Cote d'Ivoire; Cote dIvoire; CÔTE D'IVOIRE; Ivory Coast"),
        ("TR", "Türkiye; Turkiye; Turkey; TÜRKİYE"),
        (
            "KR",
            "Korea, Republic of; South Korea; Republic of Korea; Korea (Republic of); Korea, Rep.",
        ),
        ("KP", "North Korea; DPRK; Korea, Democratic People's Republic of; Korea, Dem. People's Rep."),
        (
            "CD",
            "DR Congo; Democratic Republic of the Congo; Congo-Kinshasa; Congo, Dem. Rep.; Congo (Kinshasa)",
        ),
        ("CG", "Republic of the Congo; Congo, Rep.; Congo-Brazzaville; Congo (Brazzaville)"),
        ("VN", "Viet Nam; Vietnam; Viêt-Nam"),
        ("XK", "Kosovo; XKX; XK"),
        ("CZ", "Czech Republic; Czechia; The Czech Republic"),
        ("SZ", "Eswatini; Swaziland"),
        ("MM", "Myanmar; Burma; Myanmar (Burma)"),
        ("MK", "North Macedonia; Macedonia; FYROM"),
        ("CV", "Cabo Verde; Cape Verde"),
        ("RU", "Russia; Russian Federation"),
        ("EG", "Egypt; Egypt, Arab Rep.; Arab Republic of Egypt"),
        ("GM", "Gambia; The Gambia; Gambia, The"),
        ("LC", "Saint Lucia; St Lucia; St. Lucia"),
        ("VC", "St. Vincent & the Grenadines; Saint Vincent and the Grenadines"),
        ("AE", "UAE; U.A.E.; United Arab Emirates"),
        ("HK", "Hong Kong; Hong Kong SAR, China; Hong Kong (China)"),
        ("MO", "Macau; Macao"),
        ("TW", "Taiwan; Taiwan, Province of China; Taiwan (Province of China)"),
        ("PS", "Palestine; State of Palestine; West Bank and Gaza"),
        ("VA", "Vatican; Vatican City; Holy See"),
        ("FK", "Falkland Islands; Falkland Islands (Malvinas)"),
        ("LA", "Laos; Lao PDR; Lao People's Democratic Republic"),
        ("BA", "Bosnia and Herzegovina; Bosnia & Herzegovina; Bosnia-Herzegovina"),
        ("NE", "Niger; Republic of the Niger"),
        ("NG", "Nigeria; NGA"),
        ("IE", "Ireland; Republic of Ireland"),
        ("CH", "Switzerland; Suisse / Schweiz; Suisse/Schweiz/Svizzera"),
    ],
)
def test_usual_spellings(alpha_2: str, spellings: str) -> None:
    assert {text: code(text) for text in spellings.split("; ")} == dict.fromkeys(
        spellings.split("; "), alpha_2
    )


@pytest.mark.parametrize(
    ("alpha_2", "names"),
    [
        (
            "DE",
            "Allemagne; Deutschland; Alemania; Alemanha; Germania; Германия; ألمانيا; 德国; ドイツ",
        ),
        (
            "US",
            "États-Unis; Etats-Unis; Estados Unidos; Vereinigte Staaten; США; 美国; アメリカ",
        ),
        (
            "GB",
            "Royaume-Uni; Vereinigtes Königreich; Großbritannien; Reino Unido; Великобритания; 英国",
        ),
        ("BR", "Brasil; Brésil; Brasilien; Бразилия; 巴西"),
        ("JP", "日本; Japon; Japón; Япония; اليابان"),
        ("RU", "Россия; Russie; Russland; Rusia; روسيا; 俄罗斯; Rosja; Nga"),
        ("EG", "مصر; Égypte; Ägypten; Egipto; Египет"),
        ("CI", "Elfenbeinküste; Costa de Marfil; Costa do Marfim"),
        ("KR", "Corée du Sud; Südkorea; Corea del Sur; 韩国; 한국; 대한민국"),
        ("CD", "RDC; République démocratique du Congo; Demokratische Republik Kongo"),
        ("NL", "Pays-Bas; Niederlande; Países Bajos; Holanda; Нидерланды"),
        ("IS", "Island; Islande; Islandia"),
        ("GR", "Ελλάδα; Grèce; Griechenland"),
        ("IN", "भारत; Inde; Indien; 印度"),
        ("TH", "ไทย; Thaïlande; Tailandia"),
        ("MM", "Birmanie; Myanmar (Birmanie)"),
    ],
)
def test_names_in_other_languages(alpha_2: str, names: str) -> None:
    assert {code(text): text for text in names.split("; ")}.keys() == {alpha_2}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("European Union", "a region"),
        ("EU", "a region"),
        ("Africa", "a region"),
        ("World", "a region"),
        ("Scotland", r"a part of one, United Kingdom \(GB\)"),
        ("England", "a part of one"),
        ("Congo", r"Democratic Republic of the Congo \(CD\) or Republic of the Congo \(CG\)"),
        ("The Congo", "one country"),
        ("Kongo", "one country"),
        ("Korea", r"North Korea \(KP\) or South Korea \(KR\)"),
        ("Corée", "one country"),
        ("USSR", "a state of the past"),
        ("Soviet Union", "a state of the past"),
        ("Yugoslavia", "a state of the past"),
        ("Tchécoslovaquie", "a state of the past"),
        ("YU", "a state of the past"),
        ("Geneva", "ISO 3166-1"),
        ("Georgia (US state)", "ISO 3166-1"),
        ("Nigeria/Niger", "ISO 3166-1"),
        ("Paris, France", "ISO 3166-1"),
        ("N/A", "ISO 3166-1"),
        ("ZZ", "ISO 3166-1"),
        ("Man", "ISO 3166-1"),
        ("", "ISO 3166-1"),
        ("...", "ISO 3166-1"),
        ("the", "ISO 3166-1"),
        ("\x00", "ISO 3166-1"),
        ("\ud800", "ISO 3166-1"),
        ("(" * 100, "ISO 3166-1"),
    ],
)
def test_what_is_no_country(text: str, reason: str) -> None:
    with pytest.raises(UnknownCountryError, match=reason) as caught:
        Country.parse(text)
    assert (caught.value.field, caught.value.value) == ("country", text)
    str(caught.value).encode()


@pytest.mark.parametrize("value", ["ZZ", "USA", "France", "", None, 840, "U" * 1000])
def test_only_codes_of_two_letters_make_a_country(value: object) -> None:
    with pytest.raises(UnknownCountryError):
        Country(value)
    assert Country(" us ").alpha_2 == "US"


@given(st.text(max_size=30))
def test_any_text_is_a_country_or_a_country_error(text: str) -> None:
    try:
        country = Country.parse(text)
    except UnknownCountryError:
        return
    assert Country.parse(country.name) == country


@pytest.mark.parametrize(
    "text", ["a" * 50_000_000, "é" * 1_000_000, " " * 5_000_000, "a b " * 29, "(a)" * 40, "ﷺ" * 119]
)
def test_hostile_text_is_refused_at_once(text: str) -> None:
    Country("FR")
    with pytest.raises(UnknownCountryError):
        Country.parse("Atlantis")  # the tables are loaded
    started = time.perf_counter()
    with pytest.raises(UnknownCountryError):
        Country.parse(text)
    assert time.perf_counter() - started < 0.2


def test_no_listed_name_stands_at_two_countries() -> None:
    seen: dict[str, str] = {}
    listed = [row for kind in ("english", "other", "shared") for row in names_of_kind(kind)]
    assert len(listed) > 500
    for name, alpha_2 in listed:
        assert seen.setdefault(fold_name(name), alpha_2) == alpha_2, name
        if " " not in alpha_2:
            assert code(name) == alpha_2, name


def test_translations_wait_until_a_name_is_not_english() -> None:
    script = """if True:
        import sys
        import briefmeta.model.places.country as country
        assert "pycountry" not in sys.modules
        country.Country.parse("Ivory Coast")
        assert country._in_main_languages.cache_info().currsize == 0
        country.Country.parse("Elfenbeinküste")
        assert country._in_more_languages.cache_info().currsize == 0
        """
    subprocess.run([sys.executable, "-c", script], check=True)
