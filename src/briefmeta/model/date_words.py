"""The words of dates in many languages: months, seasons, parts of a year, and what stands between them.

A word is listed as people write it; :func:`words` folds it as :func:`fold` folds the text that is read,
so that case and accents do not matter. A word that means two months in two of these languages is not
listed (``listopad`` is October in Croatian and November in Polish).
"""

from __future__ import annotations

import functools
import unicodedata
from typing import NamedTuple

# January … December: English, French, German, Spanish, Italian, Portuguese, Dutch; Scandinavian, Polish,
# Indonesian, Turkish; Russian, Ukrainian; Arabic; each with its usual abbreviations and, in Slavic
# languages, the form beside a day
_MONTHS = (
    "january jan janv janvier januar jän jänner jaenner enero ene gennaio gen genn janeiro januari jan"
    " stycznia styczeń ocak января январь янв січня січень يناير جانفي",
    "february feb febr fév févr février februar feber febrero febbraio febb fevereiro fev februari"
    " lutego luty şubat февраля февраль фев февр лютого лютий فبراير شباط فيفري",
    "march mar mars märz maerz mrz marzo março maart mrt marts maret"
    " marca marzec mart марта март мар березня березень مارس آذار",
    "april apr avril avr abril abr aprile kwietnia kwiecień nisan"
    " апреля апрель апр квітня квітень أبريل نيسان أفريل",
    "may mai mayo maggio mag maio mei maj maja mayıs mayis мая май травня травень مايو أيار ماي",
    "june jun juin juni junio giugno giu junho czerwca czerwiec haziran"
    " июня июнь июн червня червень يونيو حزيران جوان",
    "july jul juil juillet juli julio luglio lug julho lipca lipiec temmuz"
    " июля июль июл липня липень يوليو تموز جويلية",
    "august aug août agosto ago agustus augustus sierpnia sierpień ağustos"
    " августа август авг серпня серпень أغسطس آب أوت",
    "september sept sep septembre septiembre setiembre settembre sett set setembro"
    " września wrzesień eylül сентября сентябрь сен сент вересня вересень سبتمبر أيلول",
    "october oct octobre oktober okt octubre ottobre ott outubro out"
    " października październik ekim октября октябрь окт жовтня жовтень أكتوبر",
    "november nov novembre noviembre novembro nopember listopada kasım kasim"
    " ноября ноябрь ноя нояб листопада نوفمبر",
    "december dec décembre déc dezember dez diciembre dic dicembre dezembro desember des"
    " grudnia grudzień aralık aralik декабря декабрь дек грудня грудень ديسمبر",
)
# spring, summer, autumn, winter
_SEASONS = (
    "spring printemps frühling frühjahr fruehling fruehjahr primavera lente voorjaar"
    " vår forår весна весны 春",
    "summer été sommer verano estate verão zomer sommar лето лета 夏",
    "autumn fall automne herbst otoño autunno outono herfst najaar höst høst efterår осень осени 秋",
    "winter hiver invierno inverno vinter зима зимы 冬",
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat"
    " sun"
    " lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so"
    " lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica gio"
    " segunda terça quarta quinta sexta feira seg ter qua qui sex"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo"
    " понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс"
    " الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"
)
# words between the parts of a date that say nothing: of, the, on, year; "c" and "p" of copyright dates
# are seen by the reader
_SILENT = (
    "of the on in from between d de del di den der le la l el du do da dal entre vom am im zum zwischen op"
    " year año an anno cop copyright г год года року р м"
)
_TO = "to until till through thru bis à au al a hasta até tot t/m по до إلى"
_AND = "and und et y e en и"


class Word(NamedTuple):
    """What a word is in a date.

    Attributes:
        kind: ``month``, ``season``, ``span`` (a quarter or half of a year), ``era``, ``circa``,
            ``uncertain``, ``to`` (between the ends of a range), ``now`` (the end of a range that goes
            on), ``silent``; ``unit`` (it follows a number and says what that is).
        value: which month or season; the months of the span; 1 for years before Christ, 0 for years
            after; 1 for "and", which stands in ranges and between two dates; of units 0 year, 1 month, 2
            day.
    """

    kind: str
    value: int = 0


_GROUPS: tuple[tuple[Word, str], ...] = (
    *((Word("month", number), names) for number, names in enumerate(_MONTHS, 1)),
    *((Word("season", number), names) for number, names in enumerate(_SEASONS, 1)),
    (Word("silent"), _WEEKDAYS),
    (Word("silent"), _SILENT),
    (Word("to"), _TO),
    (Word("to", 1), _AND),
    (Word("now"), "present now today heute présent presente actualidad oggi hoje heden"),
    (Word("span", 3), "q t quarter trimestre trim trimester quartal kwartaal"),
    (Word("span", 6), "h half halbjahr semestre semester"),
    (Word("circa"), "c ca cca circa approximately approx about around vers env environ um etwa hacia cerca"),
    (Word("uncertain"), "probably perhaps"),
    (Word("era", 1), "bce"),
    (Word("era", 0), "ce ad"),
    (Word("unit", 0), "年 년"),
    (Word("unit", 1), "月 월"),
    (Word("unit", 2), "日 일 号 號"),
)


@functools.cache
def words() -> dict[str, Word]:
    """The table from folded words to what they are in a date, made when it is first asked for."""
    return {word: meaning for meaning, group in _GROUPS for word in fold(group).split()}


def fold(text: str) -> str:
    """Write text in small letters without accents and invisible characters, every digit as an ASCII digit."""
    if text.isascii():
        return text.lower()
    kept = (
        str(unicodedata.decimal(c)) if c.isdecimal() else c
        for c in unicodedata.normalize("NFKD", text)
        if unicodedata.category(c) not in ("Mn", "Cf")
    )
    return unicodedata.normalize("NFC", "".join(kept)).casefold()
