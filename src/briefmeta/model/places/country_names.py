"""Everyday names of countries that ISO 3166-1 does not have, and names that are no country's.

ISO has one English short name a country, and the translations of ISO names follow it (``Fédération de
Russie``). Here are the names that people write instead. Names are compared without case, accents and
punctuation (see :func:`briefmeta.model.places.country.fold_name`), and English ones also without word order, so
that ``Egypt, Arab Rep.`` needs no row of its own.
"""

from __future__ import annotations

# the short English name, where that of ISO is inverted, formal or has a remark in parentheses
SHORT_NAMES = {
    "BN": "Brunei",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "FK": "Falkland Islands",
    "FM": "Micronesia",
    "MF": "Saint Martin",
    "PS": "Palestine",
    "RU": "Russia",
    "SX": "Sint Maarten",
    "VA": "Vatican City",
    "VG": "British Virgin Islands",
    "VI": "United States Virgin Islands",
}

# English names, former names and abbreviations of countries that exist, "; " between them
ENGLISH_NAMES = {
    "AE": "UAE; Emirates",
    "BA": "Bosnia",
    "BF": "Upper Volta",
    "BJ": "Dahomey",
    "BN": "Brunei Darussalam",
    "BY": "Byelorussia; Belorussia",
    "CD": (
        "DR Congo; DRC; D.R.C.; Congo-Kinshasa; Congo Kinshasa; Zaire; Congo DR; Democratic Republic of Congo"
    ),
    "CG": "Congo-Brazzaville; Congo Republic; Republic of Congo",
    "CI": "Ivory Coast",
    "CN": "PR China; PRC; Mainland China",
    "CV": "Cape Verde",
    "CZ": "Czech Republic",
    "DE": "West Germany",
    "EG": "Arab Republic of Egypt",
    "FK": "Malvinas",
    "FM": "Federated States of Micronesia; Micronesia Fed. Sts.",
    "GB": "UK; Great Britain; Britain; United Kingdom of Great Britain",
    "GM": "The Gambia",
    "HK": "Hong Kong SAR; Hong Kong SAR China; Hong Kong China; Hongkong",
    "IE": "Republic of Ireland; Irish Republic; Éire",
    "IR": "Persia",
    "KG": "Kyrgyz Republic; Kirghizia; Kirgizstan",
    "KN": "Saint Kitts; Saint Kitts-Nevis",
    "KP": "DPRK; DPR Korea; N. Korea",
    "KR": "ROK; S. Korea",
    "LA": "Lao PDR; Lao",
    "LK": "Ceylon",
    "LY": "Libyan Arab Jamahiriya",
    "MD": "Moldavia",
    "MK": "Macedonia; FYR Macedonia; FYROM; Former Yugoslav Republic of Macedonia; Republic of Macedonia",
    "MM": "Burma",
    "MO": "Macau; Macau SAR; Macao SAR; Macao SAR China; Macao China",
    "NL": "Holland",
    "PF": "Tahiti",
    "PG": "PNG",
    "PS": (
        "Palestinian Territories; Palestinian Territory; Occupied Palestinian Territory; "
        "Occupied Palestinian Territories; West Bank and Gaza; West Bank and Gaza Strip"
    ),
    "SA": "KSA",
    "ST": "Sao Tome",
    "SY": "Syria",
    "SZ": "Swaziland",
    "TH": "Siam",
    "TL": "East Timor",
    "TR": "Turkey; Republic of Turkey",
    "TW": "Republic of China; Chinese Taipei; Taiwan ROC; Taiwan China; Formosa",
    "US": "U.S.; USA; United States of America; US of America; US of A; the States",
    "VA": "Vatican; Holy See; Vatican City State; State of the Vatican City",
    "VC": "Saint Vincent",
    "VE": "Venezuela RB",
    "VG": "BVI; Virgin Islands (UK)",
    "VI": "US Virgin Islands; USVI; Virgin Islands (US)",
    "WS": "Western Samoa",
    "XK": "Kosova; Kosovo (UNSCR 1244)",
    "YE": "Yemen Rep.",
    "ZA": "RSA",
}

# everyday names in other languages, where the translated ISO name is another one or spelt otherwise
OTHER_NAMES = {
    "AE": (
        "EAU; Emirats; Emirados Árabes; Emiratos Árabes; VAE; ОАЭ; الإمارات; 阿拉伯联合酋长国; "
        "アラブ首長国連邦"
    ),
    "AU": "オーストラリア",
    "BA": "Bosnien; Bosnie; البوسنة والهرسك",
    "BD": "بنغلاديش; 孟加拉国",
    "BF": "Haute-Volta; Obervolta; بوركينا فاسو",
    "BN": "بروناي; ブルネイ; 브루나이; 文萊",
    "BO": "玻利维亚",
    "BY": "Biélorussie; Bielorrusia; Bielorrússia; Weißrussland; Wit-Rusland; Белоруссия; بيلاروس",
    "CD": (
        "RDC; RD Congo; RD del Congo; Congo (RDC); Kongo-Kinshasa; DR Kongo; DRK; "
        "Demokratische Republik Kongo; République démocratique du Congo; "
        "República Democrática del Congo; ДР Конго; Конго - Киншаса; 刚果（金）; 刚果金; Zaïre; "
        "コンゴ民主共和国; الكونغو - كينشاسا; Repubblica Democratica del Congo"
    ),
    "CG": (
        "Kongo-Brazzaville; Republik Kongo; République du Congo; República del Congo; "
        "República do Congo; Repubblica del Congo; Конго - Браззавиль; Республика Конго; "
        "刚果（布）; 刚果布; コンゴ共和国; الكونغو - برازافيل"
    ),
    "CI": (
        "Elfenbeinküste; Costa de Marfil; Costa do Marfim; Costa d'Avorio; Ivoorkust; "
        "Берег Слоновой Кости; Кот-д’Ивуар; コートジボワール; ساحل العاج; كوت ديفوار"
    ),
    "CV": "カーボベルデ; Кабо-Верде; Kapverden; Cap-Vert",
    "CZ": ("Tchéquie; Chequia; Tchéquia; République tchèque; Tschechische Republik; República Checa; Чехия"),
    "DK": "الدانمرك",
    "DO": "Dominikana",
    "ER": "エリトリア",
    "FK": "Malouines; Îles Malouines; Islas Malvinas; Ilhas Malvinas; Falklandinseln",
    "FM": "Micronésie; Mikronesien; Micronésia; Микронезия; ميكرونيزيا; ミクロネシア",
    "FO": "Färöer",
    "GB": (
        "Grande-Bretagne; Großbritannien; Gran Bretaña; Grã-Bretanha; Gran Bretagna; "
        "Groot-Brittannië; Великобритания; Соединённое Королевство; المملكة المتحدة; بريطانيا; "
        "イギリス; Storbritannien; Wielka Brytania; Velká Británie; 영국"
    ),
    "GE": "Géorgie; Georgien; Грузия; ジョージア; グルジア; جورجيا",
    "GF": "Guyane; Guyane française; Französisch-Guayana",
    "GT": "危地马拉",
    "GY": "غيانا",
    "HK": (
        "RAS de Hong Kong; RAE de Hong Kong; Гонконг; 中国香港; 香港特别行政区; 香港特別行政区; "
        "홍콩; هونغ كونغ"
    ),
    "HU": "هنغاريا",
    "IR": "Irã; Irão; Иран; إيران; ایران; 伊朗",
    "KG": (
        "Kirghizistan; Kirghizstan; Kirguistán; Kirgisistan; Киргизия; Кыргызстан; キルギス; "
        "قيرغيزستان; 吉尔吉斯斯坦"
    ),
    "KM": "Comoras; Comores; Komoren",
    "KP": (
        "Corée du Nord; Corea del Norte; Nordkorea; Coreia do Norte; Corea del Nord; "
        "Noord-Korea; КНДР; Северная Корея; كوريا الشمالية; 朝鲜; 北朝鮮; 북한"
    ),
    "KR": (
        "Corée du Sud; Corea del Sur; Südkorea; Coreia do Sul; Corea del Sud; Zuid-Korea; "
        "Южная Корея; كوريا الجنوبية; 韩国; 韓国; 한국; República de Corea; République de Corée; "
        "Republik Korea"
    ),
    "LA": "لاوس; Лаос",
    "LI": "ليختنشتاين",
    "LT": "ليتوانيا",
    "MD": "Moldavie; Moldavia; Moldawien; Moldau; Republik Moldau; Молдавия; Молдова; مولدوفا",
    "ME": "الجبل الأسود; مونتينيغرو",
    "MH": "جزر مارشال",
    "MK": "Macédoine; Mazedonien; Македония; Macédoine du Nord; Nordmazedonien; Северная Македония",
    "MM": "Birmanie; Birmania; Birma; Birmânia; Мьянма; Бирма; ميانمار; بورما; ミャンマー; ビルマ",
    "MN": "モンゴル",
    "MO": "Macao; RAE de Macao; Макао; 中国澳门; マカオ; ماكاو",
    "MT": "مالطا; 马耳他",
    "NI": "نيكاراغوا",
    "NL": "Hollande; Holanda; Olanda; Голландия; Нидерланды; هولندا; オランダ",
    "NZ": "نيوزيلندا; 新西兰; ニュージーランド",
    "PE": "بيرو",
    "PF": "法属波利尼西亚",
    "PS": (
        "Territoires palestiniens; Territoire palestinien occupé; Territorios Palestinos; "
        "Territori palestinesi; Palästinensische Autonomiegebiete; Палестина; فلسطين; 巴勒斯坦; "
        "パレスチナ"
    ),
    "PY": "باراغواي",
    "RE": "La Réunion",
    "RS": "صربيا",
    "RU": (
        "Russie; Rusia; Russland; Rússia; Россия; РФ; روسيا; ロシア; 俄罗斯; 俄羅斯; Rusland; "
        "Rosja; Rusya; Ryssland; Venäjä; Rusko; Ρωσία; Oroszország; Росія; Русия; Русија; "
        "Rusija; Venemaa; Krievija; روسیه; רוסיה; रूस; 러시아; รัสเซีย; Nga; Urusi"
    ),
    "SC": "Seicheles; سيشل; Сейшельские острова; Сейшелы",
    "SS": "Sud Sudan; Soudan du Sud; Südsudan",
    "ST": "ساو تومي وبرينسيبي",
    "SY": "Syrie; Siria; Syrien; Síria; Сирия; سوريا; シリア; 叙利亚; سوریه",
    "SZ": "Souaziland; Swasiland; Suazilandia; Suazilândia; Essuatíni; Свазиленд; Эсватини; エスワティニ",
    "TL": "Timor oriental; Osttimor; تيمور الشرقية; تيمور - ليشتي",
    "TR": (
        "Turquie; Turquía; Türkei; Turquia; Turchia; Турция; تركيا; トルコ; 土耳其; Tyrkiet; Τουρκία; ترکیه"
    ),
    "TT": "ترينيداد وتوباغو; 特立尼达和多巴哥",
    "TW": (
        "Taiwan (China); Taiwan, Republic of China; 中華民國; 台灣; 台湾; تايوان; Тайвань; Taïwan; Taiwán"
    ),
    "TZ": "Tanzanie; Tansania; Танзания; تنزانيا",
    "US": (
        "EUA; EEUU; EE.UU.; EE. UU.; É.-U. A.; États-Unis d'Amérique; "
        "Vereinigte Staaten von Amerika; США; Соединённые Штаты; Соединённые Штаты Америки; "
        "الولايات المتحدة; الولايات المتحدة الأمريكية; أمريكا; アメリカ; アメリカ合衆国; "
        "美利坚合众国; Stati Uniti d'America; Estados Unidos da América; "
        "Estados Unidos de América; Hoa Kỳ"
    ),
    "UY": "أورغواي",
    "VA": (
        "Vaticano; Vatikan; Vatikanstadt; Saint-Siège; Santa Sede; Heiliger Stuhl; "
        "Cité du Vatican; Ciudad del Vaticano; Cidade do Vaticano; Città del Vaticano; Ватикан; "
        "الفاتيكان; バチカン; バチカン市国"
    ),
    "VN": "فيتنام",
    "XK": "Косово; كوسوفو; 科索沃; コソボ; 코소보; Kosowo; Kosovë",
    "ZW": "زيمبابوي",
}

# names that several countries share
SHARED_NAMES = {
    "CD CG": "Congo; Kongo; Конго; 刚果; コンゴ; الكونغو",
    "KP KR": "Korea; Corée; Corea; Coreia; Корея; 朝鲜半岛; كوريا",
    "VG VI": "Virgin Islands; Îles Vierges; Islas Vírgenes; Jungferninseln",
    "MF SX": "St. Martin Island; Saint Martin Island",
}

# states of the past, with the year in which they ended
FORMER_NAMES = {
    "AN": (
        "AN; Netherlands Antilles; Antilles néerlandaises; Niederländische Antillen; Antillas Neerlandesas"
    ),
    "CS": "CS; Serbia and Montenegro; Serbie-et-Monténégro; Serbien und Montenegro",
    "CSHH": (
        "Czechoslovakia; Tchécoslovaquie; Tschechoslowakei; Checoslovaquia; Československo; Чехословакия"
    ),
    "DD": "DD; East Germany; GDR; DDR; German Democratic Republic; RDA; Deutsche Demokratische Republik",
    "SU": (
        "SU; USSR; Soviet Union; Union of Soviet Socialist Republics; URSS; Union soviétique; "
        "UdSSR; Sowjetunion; Unión Soviética; СССР"
    ),
    "YU": "YU; Yugoslavia; Yougoslavie; Jugoslawien; Jugoslavija; Югославия",
}

# what is larger or smaller than a country, for a message that helps
REGIONS = (
    "European Union; EU; Union européenne; Europäische Union; Unión Europea; Europe; Africa; Afrique; Asia; "
    "Asie; America; North America; South America; Latin America; Latin America and the Caribbean; "
    "Caribbean; Oceania; Middle East; Middle East and North Africa; Sub-Saharan Africa; Benelux; "
    "World; Worldwide; Global; International; Multiple countries"
)
PARTS = {
    "GB": "England; Scotland; Wales; Northern Ireland; Écosse; Schottland; Escocia; Angleterre; Inglaterra",
}
