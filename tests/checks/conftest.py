"""Clean reports: varied, realistic, and right in every respect that a rule looks at.

Titles, names, publishers and places of ten languages are combined at random, so that the rules meet what repositories
hold: particles, suffixes, bodies as authors, acronyms, series, several ISBNs, ranges and seasons as dates.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from briefmeta.model.names.name import Organization, Person
from briefmeta.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta.model.names.name import Name


class Tongue(NamedTuple):
    """What reports of one language are made of."""

    language: str
    titles: tuple[str, ...]
    topics: tuple[str, ...]
    sectors: tuple[str, ...]
    places: tuple[str, ...]
    sentences: tuple[str, ...]
    publishers: tuple[str, ...]
    seats: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]


def _rows(block: str) -> tuple[str, ...]:
    return tuple(" ".join(row.split()) for row in block.split("|") if row.strip())


def _pairs(block: str) -> tuple[tuple[str, str], ...]:
    rows = (row.rpartition(",") for row in _rows(block))
    return tuple((left.strip(), right.strip()) for left, _, right in rows)


TONGUES = (
    Tongue(
        "en",
        _rows("""
        {topic} in {place}: lessons for the {sector} | The {sector} of {place} and the future of
        {topic} | {place}’s {sector}: {topic} under pressure | {topic} and the {sector}: evidence
        from {place}, {year} | What works? {topic} in the {sector} of {place} | Financing {topic}
        in {place} after {year} | {topic}: a review of the {sector} ({place}) | {place} {year}:
        {topic} at a glance | NATO, the EU and {topic} in {place} | Annual report on {topic} in
        {place} {year} | How {place} lost its {sector} – and how {topic} may bring it back | R&D,
        {topic} and growth in {place}
        """),
        _rows("""
        water governance | food security | gender equality | renewable energy | debt relief |
        child nutrition | cyber security | land reform | climate adaptation | press freedom |
        vaccine delivery | urban mobility | maritime trade | tax evasion | forced migration |
        antimicrobial resistance | digital identity | coal phase-out | peace mediation | school
        attendance | fisheries management | carbon pricing | air quality | COVID-19 recovery |
        mine action | skills training | judicial independence | pension reform | rural
        electrification
        """),
        _rows("""
        health sector | banking sector | Armed Forces | textile industry | public administration |
        labour market | cotton belt | school system | housing market | port authorities | informal
        economy | judiciary | insurance industry | mining companies | tea estates | railways |
        statistical office | parliament
        """),
        _rows("""
        Kenya | Uganda | the Sahel | Niger | Nigeria | Mali | Malawi | Iran | Iraq | Austria |
        Australia | Gambia | Zambia | Slovakia | Slovenia | Bangladesh | the Mekong Delta | Lagos
        | Rwanda | Peru | Northern Ireland | Guinea | Guyana | Papua New Guinea | the Horn of
        Africa | Moldova | Tajikistan | Jordan | Haiti | Chad | Togo | Benin
        """),
        _rows("""
        This brief examines how reforms were designed and who paid for them. | Drawing on 48
        interviews with officials and on budget data for the years between the two censuses, it
        finds that progress was uneven. | Donors and the government have different views of what
        went wrong. | Investment rose by 3.5% (p < 0.05), but poor households saw little of it. |
        The report concludes with five recommendations for the next decade. | Spending & revenue
        are compared with those of nine neighbours; the gap is narrowing.
        """),
        _rows("""
        World Bank | International Institute for Strategic Studies | Chatham House | Overseas
        Development Institute | RAND Corporation | King’s College London | Institute of
        Development Studies | UNICEF | OECD | Food and Agriculture Organization of the United
        Nations | Bank of England | Foreign Policy Research Institute | Brookings Institution |
        Asian Development Bank | Mo Ibrahim Foundation | IFPRI
        """),
        _pairs("""
        Washington, DC, US | London, GB | New York, US | Nairobi, KE | Oxford, GB | Canberra, AU |
        Cambridge, GB | Cambridge, MA, US | Philadelphia, US | Santa Monica, CA, US | Manila, PH |
        Brighton, GB | Abuja, NG
        """),
        _pairs("""
        Parens, Raphael | King, Mervyn | Bank, Jean | Church, Mary | O’Neill, Siobhán |
        Smith-Jones, Alice | Okonkwo, Chidi | Wanjiru, Grace | Singh, Manmohan | House, Martin |
        Mwangi, Peter | Baker, James A. | Stern, Nicholas | Ali, Yusuf | Park, Min-jun | Green,
        Rachel | Price, Laura | Young, Andrew | Abbott, Tony | Commission, Ann | Marshall,
        Katherine | Bishop, William | Winters, L. Alan | Na, Ji-won | Law, Simon
        """),
    ),
    Tongue(
        "fr",
        _rows("""
        {topic} : enjeux pour {place} | Vers une réforme de {sector} {place} : {topic} | {topic}
        et {sector} {place}, {year} | Quel avenir pour {sector} {place} ? {topic} en question |
        Rapport sur {topic} et {sector} {place} | « {topic} » : un bilan de {sector} {place}
        """),
        _rows("""
        la sécurité alimentaire | l’accès à l’eau | la dette publique | l’égalité des chances | la
        pêche artisanale | le changement climatique | la transition énergétique | les migrations
        forcées | l’éducation des filles | la liberté de la presse | la gestion des déchets |
        l’emploi des jeunes | la décentralisation
        """),
        _rows("""
        la filière coton | l’administration publique | la politique agricole | la coopération
        militaire | la santé maternelle | l’aide au développement | la fiscalité locale |
        l’industrie minière | la diplomatie
        """),
        _rows("""
        au Niger | en Côte d’Ivoire | au Sénégal | en Suisse | au Québec | à Madagascar | en
        Guinée | au Mali | dans le Sahel | en Afrique de l’Ouest | au Tchad | à Djibouti | en
        Haïti | au Liban | en Belgique
        """),
        _rows("""
        Cette étude présente les résultats d’une enquête menée auprès de 1 200 ménages dans les
        trois régions. | Les auteurs montrent que les réformes ont été inégales et qu’elles sont
        mal financées. | Une attention particulière est portée aux femmes. | Elle propose cinq
        recommandations pour les partenaires.
        """),
        _rows("""
        Agence française de développement | Institut français des relations internationales |
        Banque de France | Office fédéral de la statistique | Organisation internationale de la
        Francophonie | CERI-Sciences Po
        """),
        _pairs("""
        Paris, FR | Genève, CH | Montréal, CA | Dakar, SN | Bruxelles, BE | Lyon, FR |
        Saint-Denis, RE
        """),
        _pairs("""
        de La Fontaine, Jean | Lefèvre, Élise | N’Diaye, Aïssatou | Traoré, Ibrahim | Le Gall,
        Yann | Côté, Benoît | Hugon, Philippe | Dubois, Marie-Claire | Ouédraogo, Boukary |
        Lemaître, Frédéric
        """),
    ),
    Tongue(
        "de",
        _rows("""
        {topic} und {sector} {place} | Zur Lage von {sector} {place}: {topic} im Wandel | {topic}
        {place} {year}: Folgen für {sector} | Was kostet {topic}? {sector} {place} im Vergleich
        """),
        _rows("""
        die Energiewende | die Wasserversorgung | der Klimaschutz | die Rentenreform | die
        Ernährungssicherheit | der Wohnungsbau | die Digitalisierung | die Fluchtmigration | der
        Fachkräftemangel | die Pflegeversicherung
        """),
        _rows("""
        Haushalt und Steuern | Schulen und Hochschulen | Bundeswehr und Bündnis | Industrie und
        Handwerk | Kommunen und Kreise | Forschung und Lehre | Verkehr und Logistik | Banken und
        Versicherungen
        """),
        _rows("""
        in Österreich | in der Schweiz | in Bayern | in Ostdeutschland | in Europa | in Südtirol |
        in Afrika | im Baltikum | in Schleswig-Holstein | in Luxemburg | auf dem Balkan | in
        Nordrhein-Westfalen
        """),
        _rows("""
        Die Studie untersucht, wie sich die Reform auf die Beschäftigten auswirkt. | Für die
        Analyse wurden 450 Betriebe befragt. | Es zeigt sich, dass die Kosten für kleine Betriebe
        nicht tragbar sind. | Abschließend werden Empfehlungen für die Politik formuliert. |
        Größere Städte sind stärker betroffen.
        """),
        _rows("""
        Stiftung Wissenschaft und Politik | Bundesministerium für Bildung und Forschung | Deutsche
        Bundesbank | Konrad-Adenauer-Stiftung e.V. | Umweltbundesamt | ifo Institut | DIW Berlin
        """),
        _pairs("Berlin, DE | Bonn, DE | Wien, AT | Zürich, CH | München, DE | Dessau-Roßlau, DE"),
        _pairs("""
        Müller, Jürgen | von der Goltz, Anna | Weiß, Käthe | Groß, Björn | Bauer, Sabine |
        Schäfer, Hans-Peter | Kaiser, Matthias | Öztürk, Ayşe | Zu Wied, Karl | Vogel, Ute
        """),
    ),
    Tongue(
        "es",
        _rows("""
        {topic} y {sector} en {place}: balance de {year} | El futuro de {topic} en {place}:
        {sector} | ¿Hacia dónde va {topic}? {sector} y desigualdad en {place} | {topic} en
        {place}: retos para {sector}
        """),
        _rows("""
        la seguridad alimentaria | el agua potable | la deuda externa | la migración | la energía
        solar | la pesca artesanal | la violencia de género | la reforma agraria | el empleo
        juvenil | la transparencia
        """),
        _rows("""
        la administración local | la minería | los pueblos indígenas | las cooperativas | el
        sistema educativo | la banca pública | los municipios | las fuerzas armadas | el turismo
        rural
        """),
        _rows("""
        Perú | Colombia | Bolivia | Andalucía | Centroamérica | Guatemala | la Amazonía | Chile |
        Cataluña | México | el Cono Sur | Paraguay | Honduras | Ecuador
        """),
        _rows("""
        Este informe analiza los efectos de la reforma sobre las familias más pobres. | Según los
        datos, son las mujeres las que más trabajan y menos ganan. | Se proponen medidas para
        mejorar la gestión desde lo local. | También se comparan los resultados con los de otros
        países de la región.
        """),
        _rows("""
        Comisión Económica para América Latina y el Caribe | Banco de España | Universidad
        Nacional Autónoma de México | Real Instituto Elcano | Instituto de Estudios Peruanos |
        CEPAL | Fundación Alternativas
        """),
        _pairs("""
        Santiago de Chile, CL | Madrid, ES | Lima, PE | Bogotá, CO | Ciudad de México, MX |
        Sevilla, ES
        """),
        _pairs("""
        García Márquez, Gabriel | Núñez, Begoña | de la Cruz, Juana | Peña Nieto, Tomás | Ibáñez,
        Íñigo | Muñoz Ledo, Porfirio | Flores, Rosa | Castro, Luz María | Ruiz y Gómez, Ana
        """),
    ),
    Tongue(
        "pt-BR",
        _rows("""
        {topic} e {sector} em {place}: diagnóstico de {year} | O papel de {topic} para {sector} em
        {place} | {topic} em {place}: uma avaliação não convencional de {sector}
        """),
        _rows("""
        a segurança alimentar | o saneamento básico | a dívida pública | a agricultura familiar |
        a mobilidade urbana | o desmatamento | a inclusão digital | a vacinação infantil
        """),
        _rows("""
        a gestão municipal | o setor elétrico | as comunidades quilombolas | o Judiciário | a
        pesca | as escolas
        """),
        _rows("""
        São Paulo | Moçambique | Minas Gerais | Angola | Bahia | Timor-Leste | Cabo Verde |
        Maranhão | Goiás
        """),
        _rows("""
        Este estudo avalia os efeitos da política pública sobre as famílias. | Os dados foram
        coletados entre agosto e dezembro. | Não há evidência de que os custos são menores. | Seus
        autores também discutem o financiamento.
        """),
        _rows("""
        Instituto de Pesquisa Econômica Aplicada | Fundação Getulio Vargas | Banco Central do
        Brasil | IBGE
        """),
        _pairs("Brasília, BR | Rio de Janeiro, BR | São Paulo, BR | Maputo, MZ"),
        _pairs("""
        da Silva, João | Gonçalves, Conceição | Araújo Neto, Antônio | Magalhães, Luís | dos
        Santos, Inês
        """),
    ),
    Tongue(
        "ru",
        _rows("""
        {topic} и {sector} в {place}: итоги {year} года | {topic}: что ждёт {sector} в {place} |
        Доклад о том, как {topic} меняет {sector} в {place}
        """),
        _rows("""
        энергетика | продовольственная безопасность | миграция | водоснабжение | цифровая
        экономика | экология
        """),
        _rows("""
        сельское хозяйство | банковский сектор | школьное образование | промышленность | судебная
        система
        """),
        _rows("""
        Казахстане | Сибири | Армении | Центральной Азии | Арктике | Киргизии | Беларуси |
        Поволжье
        """),
        _rows("""
        В докладе рассматриваются последствия реформы для населения. | Авторы опросили 900
        домохозяйств. | Приводятся рекомендации для органов власти.
        """),
        _rows("""
        Институт мировой экономики | Российский совет по международным делам | НИУ ВШЭ | Банк
        России
        """),
        _pairs("Moskva, RU | Almaty, KZ | Минск, BY | Бишкек, KG"),
        _pairs("Иванов, Сергей | Петрова, Анна | Щербакова, Ольга | Ёлкин, Фёдор"),
    ),
    Tongue(
        "zh",
        _rows("""
        {place}{topic}与{sector}研究报告（{year}年） | {topic}对{place}{sector}的影响 |
        {place}{sector}：{topic}白皮书
        """),
        _rows("粮食安全 | 水资源管理 | 碳定价 | 数字经济 | 人口老龄化 | 可再生能源 | 公共卫生"),
        _rows("农村金融 | 教育体系 | 制造业 | 社会保障 | 城市交通 | 劳动力市场"),
        _rows("云南省 | 西非 | 东南亚 | 长江流域 | 中亚五国 | 台湾 | 香港 | 内蒙古"),
        _rows("""
        本报告分析了改革对贫困家庭的影响。 | 研究共访谈了三百名官员。 | 最后提出五项政策建议。
        """),
        _rows("国务院发展研究中心 | 中国社会科学院 | 北京大学国家发展研究院"),
        _pairs("Beijing, CN | 北京, CN | Hong Kong, HK | Shanghai, CN"),
        _pairs("王, 小明 | 李, 娜 | 陈, 志强 | 欧阳, 修"),
    ),
    Tongue(
        "ar",
        _rows("""
        {topic} في {place}: تقرير عام {year} | مستقبل {topic} و{sector} في {place} | {sector}
        و{topic} في {place}
        """),
        _rows("الأمن الغذائي | إدارة المياه | الطاقة المتجددة | الهجرة القسرية | حرية الصحافة"),
        _rows("القطاع المصرفي | التعليم العالي | سوق العمل | الزراعة | الصحة العامة"),
        _rows("الأردن | تونس | لبنان | المغرب | العراق | السودان | اليمن"),
        _rows("يتناول هذا التقرير آثار الإصلاح على الأسر الفقيرة. | أجريت المقابلات مع مئتي مسؤول."),
        _rows("المركز العربي للأبحاث ودراسة السياسات | وزارة التخطيط | مركز كارنيغي للشرق الأوسط"),
        _pairs("Amman, JO | Beirut, LB | Tunis, TN | Rabat, MA"),
        _pairs("الخطيب, ليلى | منصور, أحمد | بن علي, محمد"),
    ),
)


def isbn_13(source: random.Random) -> str:
    """Make an ISBN-13 with its right check digit, with hyphens or without."""
    digits = f"978{source.choice(['92', '0', '1', '3', '2', '99921'])}"
    digits += "".join(str(source.randrange(10)) for _ in range(12 - len(digits)))
    check = -(sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))) % 10
    plain = f"{digits}{check}"
    return (
        plain if source.random() < 0.3 else f"{plain[:3]}-{plain[3:5]}-{plain[5:9]}-{plain[9:12]}-{plain[12]}"
    )


def isbn_10(source: random.Random) -> str:
    """Make an ISBN-10 with its right check digit, which may be X."""
    digits = [source.randrange(10) for _ in range(9)]
    check = -sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11
    return "".join(map(str, digits)) + ("X" if check == 10 else str(check))


def issn(source: random.Random) -> str:
    """Make an ISSN with its right check digit."""
    digits = [source.randrange(10) for _ in range(7)]
    check = -sum(weight * digit for weight, digit in zip(range(8, 1, -1), digits, strict=True)) % 11
    text = "".join(map(str, digits)) + ("X" if check == 10 else str(check))
    return f"{text[:4]}-{text[4:]}"


def orcid(source: random.Random) -> str:
    """Make an ORCID iD with its right check digit."""
    digits = "0000000" + "".join(str(source.randrange(10)) for _ in range(8))
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    text = digits + ("X" if check == 10 else str(check))
    return "-".join(text[place : place + 4] for place in range(0, 16, 4))


def ror(source: random.Random) -> str:
    """Make a ROR identifier with its right check digits."""
    letters = "0123456789abcdefghjkmnpqrstvwxyz"
    number = source.randrange(1, 2**30)
    text, rest = "", number
    for _ in range(6):
        rest, digit = divmod(rest, 32)
        text = letters[digit] + text
    return f"https://ror.org/0{text}{98 - number * 100 % 97:02}"


def _person(tongue: Tongue, source: random.Random) -> Person:
    family, given = source.choice(tongue.people)
    second = ""
    if tongue.language not in ("zh", "ar", "ru"):
        second = source.choice(["", "", f" {source.choice('ABCDEFGHJKLMNPRST')}."])
    return Person(
        family=family,
        given=given + second,
        suffix=source.choice([None] * 20 + ["Jr.", "III"]) if tongue.language == "en" else None,
        orcid=orcid(source) if source.random() < 0.2 else None,
    )


def _authors(tongue: Tongue, source: random.Random) -> tuple[Name, ...]:
    if source.random() < 0.25:
        body = source.choice(tongue.publishers)
        return (Organization(name=body, ror=ror(source) if source.random() < 0.3 else None),)
    people: dict[str, Name] = {}
    for _ in range(source.choice([1, 1, 2, 3, 5])):
        person = _person(tongue, source)
        people.setdefault(person.family or "", person)
    return tuple(people.values())


def _date(source: random.Random) -> str:
    year = source.randint(1950, 2024)
    month = source.randint(1, 12)
    return source.choice(
        [str(year), f"{year}-{month:02}", f"{year}-{month:02}-{source.randint(1, 28):02}", f"{year}-{month:02}-15",
         f"{year}-2{source.randint(1, 4)}", f"{year}/{year + 1}", f"{year}~"]
    )  # fmt: skip


def _address(source: random.Random, number: int) -> dict[str, Any]:
    host = source.choice(
        ["www.example.org", "openknowledge.example.net", "pub.example.de:8443", "example.int"]
    )
    return source.choice(
        [
            {"handle": f"20.500.12592/{source.randrange(36**6):x}x{number:x}"},
            {
                "handle": f"10986/{40000 + number}",
                "url": f"https://{host}/bitstream/{number}/report_final-2.pdf?sequence=1",
            },
            {"doi": f"10.{source.randint(1000, 99999)}/rep.({number}).1:2"},
            {"url": f"https://{host}/r/{number}/%C3%A9tude#page=3", "accessed": "2025-03-01"},
            {"handle": f"1721.1/{number}", "doi": f"10.1596/978-1-{number}"},
        ]
    )


def _optional(tongue: Tongue, source: random.Random) -> dict[str, Any]:
    some: dict[str, Any] = {}
    if source.random() < 0.4:
        some["isbn"] = source.choice([isbn_13, isbn_10])(source)
        if source.random() < 0.2:
            some["isbn"] += f", {isbn_13(source)}"
    if source.random() < 0.2:
        some |= {
            "series": "Working Paper Series",
            "series_number": str(source.randint(1, 400)),
            "issn": issn(source),
        }
    if source.random() < 0.5:
        first = source.randint(1, 300)
        some["pages"] = source.choice(
            [f"{first}-{first + source.randint(0, 80)}", "134-41", f"{first}", "i–xii, 1–40"]
        )
    if source.random() < 0.3:
        some["number_of_pages"] = str(source.randint(1, 900))
    if source.random() < 0.5:
        some["subjects"] = source.sample(tongue.topics, 2)
    if source.random() < 0.3:
        some |= {"genre": "Policy brief", "number": f"PB-{source.randint(1, 99)}/24", "rights": "CC BY 4.0"}
    if source.random() < 0.1:
        some["extra"] = {
            "volume": source.randint(1, 9),
            "event-place": "Geneva",
            "source": "Repository & archive",
        }
    return some


def clean_reports(count: int, seed: int) -> list[Report]:
    """Make reports without any fault, no two of one title."""
    source = random.Random(seed)
    reports: list[Report] = []
    titles: set[str] = set()
    while len(reports) < count:
        tongue = source.choices(TONGUES, weights=[40, 12, 12, 12, 6, 6, 6, 6])[0]
        year = source.randint(1990, 2024)
        title = source.choice(tongue.titles).format(
            topic=source.choice(tongue.topics),
            sector=source.choice(tongue.sectors),
            place=source.choice(tongue.places),
            year=year,
        )
        number = len(reports)
        place, country = source.choice(tongue.seats)
        if title in titles:
            title += source.choice([f" (Part {number})", f", vol. {number}"])
        titles.add(title)
        reports.append(
            Report(
                title=title[0].upper() + title[1:],
                authors=_authors(tongue, source),
                issued=_date(source),
                publisher=source.choice(tongue.publishers),
                place=place if source.random() < 0.7 else None,
                country=country,
                language=tongue.language,
                summary=" ".join(source.sample(tongue.sentences, k=min(len(tongue.sentences), 3)))
                if source.random() < 0.7
                else None,
                key=f"r{number}",
                **_address(source, number),
                **_optional(tongue, source),
            )
        )
    return reports


@pytest.fixture(scope="session")
def make_clean() -> Callable[[int, int], list[Report]]:
    """The maker of clean reports: how many, and a seed."""
    return clean_reports
