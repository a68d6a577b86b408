"""The words of dates in many languages: months, seasons, parts of a year, and what stands between them.

A word is listed as people write it; :func:`words` folds it as ``unaccented`` folds the text that is read,
so that case and accents do not matter. A word that means two months in two of these languages is not
listed (``listopad`` is October in Croatian and November in Polish).
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from briefmeta.text.fold import unaccented

# The months, January to December: a line is a language, or the abbreviations of one; "-" where a line adds nothing.
# Slavic and Finnish months have two forms, the first of them beside a day.
_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr - jun jul aug sep oct nov dec",
    "- - - - - - - - sept - - -",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",  # French
    "janv févr - avr - - juil - - - - déc",
    "- fév - - - - jul - - - - -",
    "januar februar märz april mai juni juli august september oktober november dezember",  # German
    "jänner feber maerz - - - - - - okt - dez",
    "jaenner - mrz - - - - - - - - -",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",  # Spanish
    "ene - - abr - - - ago setiembre - - dic",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",  # Italian
    "gen febb - - mag giu lug - set ott - -",
    "genn - - - magg - - - sett - - -",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",  # Portuguese
    "- fev - - - - - - - out - -",
    "januari februari maart april mei juni juli augustus september oktober november december",  # Dutch
    "- - mrt - - - - - - - - -",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",  # Catalan
    "- - - - - - - augusti - - - -",  # Swedish; the rest is above
    "- - marts - maj - - - - - - -",  # Danish
    "- - - - - - - - - - - desember",  # Norwegian
    "- - - - - - - - - - - des",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",  # Romanian
    "ian - - - - iun iul - - - - -",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października - grudnia",  # Polish
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik - grudzień",
    "sty lut - kwi - cze - sie wrz paź - gru",
    "ledna února března dubna května června července srpna září října - prosince",  # Czech
    "leden únor březen duben květen červen červenec srpen - říjen - prosinec",
    "január február március április május június július augusztus szeptember október november december",
    "- febr - - - - - - szept - - -",  # Hungarian
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta"
    " marraskuuta joulukuuta",  # Finnish
    "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",  # Turkish
    "oca şub - nis mayis haz tem ağu eyl eki kas ara",
    "- - - - - - - - - - kasim aralik",
    "januari februari maret april mei juni juli agustus september oktober november desember",  # Indonesian
    "- - - - - - - agu - - nopember -",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου"
    " δεκεμβρίου",  # Greek
    "ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος"
    " δεκέμβριος",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",  # Russian
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "янв фев мар апр - июн июл авг сен окт ноя дек",
    "- февр - - - - - - сент - нояб -",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",  # Ukrainian
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    "січ лют бер квіт трав черв лип серп вер жовт - груд",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",  # Arabic
    "جانفي فيفري - أفريل ماي جوان جويلية أوت - - - -",
    "- شباط آذار نيسان أيار حزيران تموز آب أيلول - - -",
    "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",  # Chinese
)
# spring, summer, autumn, winter
_SEASONS = (
    "spring summer autumn winter",
    "- - fall -",
    "printemps été automne hiver",
    "frühling sommer herbst winter",
    "frühjahr - - -",
    "fruehjahr - - -",
    "primavera verano otoño invierno",
    "primavera estate autunno inverno",
    "primavera verão outono inverno",
    "lente zomer herfst winter",
    "voorjaar - najaar -",
    "vår sommar höst vinter",
    "forår sommer efterår vinter",
    "wiosna lato jesień zima",
    "весна лето осень зима",
    "春 夏 秋 冬",
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun"
    " lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so"
    " lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica gio"
    " segunda terça quarta quinta sexta feira seg ter qua qui sex"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo"
    " måndag tisdag onsdag torsdag fredag lördag söndag mandag lørdag søndag"
    " poniedziałek wtorek środa czwartek piątek sobota niedziela"
    " pondělí úterý středa čtvrtek pátek neděle"
    " hétfő kedd szerda csütörtök péntek szombat vasárnap"
    " maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai"
    " luni marți miercuri joi vineri sâmbătă duminică"
    " dilluns dimarts dimecres dijous divendres dissabte diumenge"
    " δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή"
    " pazartesi salı çarşamba perşembe cuma cumartesi pazar"
    " senin selasa rabu kamis jumat sabtu minggu"
    " понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс"
    " понеділок вівторок середа четвер пʼятниця субота неділя"
    " الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"
)
# words between the parts of a date that say nothing: of, the, on, year; "c" and "p" of copyright dates
# are seen by the reader
_SILENT = (
    "of the on in from between d de del di den der le la l el du do da dal entre vom am im zum zwischen op"
    " year año an anno cop copyright г год года рік року р م"
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
    *((Word("month", number), name) for line in _MONTHS for number, name in enumerate(line.split(), 1)),
    *((Word("season", number), name) for line in _SEASONS for number, name in enumerate(line.split(), 1)),
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
    return {word: meaning for meaning, group in _GROUPS for word in unaccented(group).split() if word != "-"}
