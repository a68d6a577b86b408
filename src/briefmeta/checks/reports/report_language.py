"""Rules about the language of a report: missing, none at all, or not the one of its words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import InvalidValueError, shorten
from briefmeta.model.places.country import Country

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.rule import Context
    from briefmeta.model.report import Report

_SPECIAL = re.compile(r"mul|und|zxx|mis|q[a-t][a-z]|x|i")  # ISO 639-2; BCP 47, section 2.1
_READ = 4000  # characters of title and summary that are looked at

_SCRIPTS: Final = {
    "Cyrillic": re.compile("[\u0400-\u052f]"),
    "Greek": re.compile("[\u0370-\u03ff]"),
    "Arabic": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "Hebrew": re.compile("[\u0590-\u05ff]"),
    "Chinese or Japanese": re.compile("[\u3040-\u30ff\u3400-\u9fff]"),
    "Korean": re.compile("[\uac00-\ud7a3]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
    "Devanagari": re.compile("[\u0900-\u097f]"),
}
# Languages that are written in Latin letters only.
_LATIN = frozenset(
    "af ca cs cy da de en es et eu fi fo fr ga gl hr hu is it la lb lt lv mt nb nl nn no oc pl pt".split()
    + "ro sk sl sq sv tr vi".split()
)
# Function words; of two languages, those tell that only one has.
_FREQUENT: Final = {
    "en": "the and of with from that this which their are was were has have been it its between for what "
    "how why by at to about into through after before under over within across not is can will our",
    "fr": "les des est une dans pour sur avec par sont cette ces aux ont été leur leurs qui être mais le la "
    "de du et en au à l d qu que un vers entre comme sous après ses son plus ne pas se il",
    "de": "der die und das ist von mit für auf den dem des eine einer werden wird nicht sich auch durch bei "
    "im zu zur zum ein über nach zwischen aus als unter wie was oder am vom einem einen ihre seine "
    "hat haben kann vor gegen um so",
    "es": "los las del una por con para más está son sus esta este desde entre como pero también según el "
    "la de y en un al que se su lo hacia sobre es ha han sin o e hasta",
    "pt": "os das dos uma com não são mais pelo pela também ou entre sobre seus suas foi foram ao às o a e "
    "do da de em no na nos nas um para por que se como à sem até é",
    "it": "della delle degli gli nel nella sono che dei anche più una tra dalla alla questo questa il la lo "
    "i e di del un per con al da in su come l d dell nell sull dall all verso è non si",
    "nl": "het een van met zijn voor niet aan deze door naar ook worden wordt bij uit dat om de en in is "
    "was of op te tot over onder als der den er hoe kan",
    "sv": "och att det som en ett av för på med är den till inte har från om vid eller i ska mellan samt de "
    "hur kan",
    "da": "og at det som en et af for på med er den til ikke har fra om ved eller i skal mellem samt de "
    "hvordan kan",
    "nb": "og at det som en et av for på med er den til ikke har fra om ved eller i skal mellom samt de "
    "hvordan kan",
    "fi": "ja on että se ei ovat sekä mukaan myös kun joka tai kuin vuoden välillä",
    "pl": "i w z na do się jest nie o jak przez po dla od oraz za czy przy ich jego są który które",
    "cs": "a v na je se že s z do o pro jako za od po k jsou ve při nebo i ze jeho jejich",
    "hu": "a az és hogy nem is egy van meg csak de volt között vagy mint szerint magyar",
    "ro": "și de la în cu pe din care este nu mai sau sunt pentru prin o un al a ale între după",
    "tr": "ve bir bu için ile olarak da de olan daha çok gibi kadar sonra üzerine arasında göre",
    "id": "yang dan di dari untuk dengan dalam pada ini itu adalah tidak akan oleh sebagai ke atau bagi "
    "terhadap antara",
}
_SAME = {"no": "nb", "nn": "nb", "sk": "cs", "ms": "id", "mo": "ro"}  # languages with nearly the same words


_WORDS: Final = {language: frozenset(words.split()) for language, words in _FREQUENT.items()}
_OWN: Final = {
    language: words.difference(*(other for name, other in _WORDS.items() if name != language))
    for language, words in _WORDS.items()
}
_IN_NAMES = frozenset("da das de del den der des di do dos du el la las le les los van von y".split())
# Different words of another language, some that names do not have, one in the title; and none of the language's own
_ENOUGH, _SOME = 3, 2
_MARKS = str.maketrans(dict.fromkeys(",.;:!?()'’«»“”\"", " "))


_KEPT = ("language", "langid", "language-name", "bcp47")  # where readers keep what is no language


def _kept(report: Report) -> str | None:
    values: list[Any] = [report.extra.get(name) for name in _KEPT] if report.extra else []
    return next((value for value in values if isinstance(value, str)), None)


def _missing(report: Report, _: Context) -> Iterator[Flaw]:
    if report.language is None and _kept(report) is None:
        yield Flaw("language", "there is no language")


def _unknown(report: Report, _: Context) -> Iterator[Flaw]:
    if report.language is not None:
        fault = _fault_of(report.language)
        if fault:
            yield Flaw("language", fault, value=report.language)
        return
    value = _kept(report)
    if value is not None:
        yield Flaw("language", f"{shorten(value)} is no language", value=value)


@lru_cache(maxsize=1024)
def _fault_of(tag: str) -> str | None:
    """Return what is wrong with a well-formed tag: its language or its region does not exist."""
    from briefmeta.model.language.language_tag import language_tag

    parts = tag.split("-")
    if not _SPECIAL.fullmatch(parts[0].lower()):
        try:
            language_tag(parts[0])
        except InvalidValueError:
            return f"{tag} names no language: {parts[0]} is not in ISO 639"
    for part in parts[1:]:
        if len(part) == 1:  # an extension begins
            break
        if len(part) == 2 and part.isalpha() and not _is_region(part):
            return f"{tag} names no region: {part} is not in ISO 3166-1"
    return None


def _is_region(code: str) -> bool:
    try:
        Country(code)
    except InvalidValueError:
        return code.upper() in ("EU", "UN", "AA", "ZZ") or code[0].upper() == "X"
    return True


def _against_text(report: Report, _: Context) -> Iterator[Flaw]:
    language = report.language
    if language is None or report.title is None:
        return
    code = language.partition("-")[0].lower()
    if code in _LATIN and not report.title.isascii() and "-" not in language:
        script = _other_script(report.title)
        if script:
            yield Flaw(
                "language",
                f"the language is {language}, the title is written in {script} letters",
                value=language,
            )
            return
    other = _other_language(_SAME.get(code, code), report.title, report.summary or "")
    if other is not None:
        yield Flaw("language", f"the language is {language}, the words are {other}", value=language)


def _other_language(code: str, title: str, summary: str) -> str | None:
    if code not in _WORDS:
        return None
    titled = frozenset(title.lower().translate(_MARKS).split())
    if not _OWN[code].isdisjoint(titled):
        return None
    words = titled.union(summary[:_READ].lower().translate(_MARKS).split())
    if not _OWN[code].isdisjoint(words):
        return None
    found = {each: (_WORDS[each] - _WORDS[code]) & words for each in _WORDS}
    other = max(found, key=lambda each: len(found[each]))
    enough = len(found[other]) >= _ENOUGH and len(found[other] - _IN_NAMES) >= _SOME
    if not enough or found[other].isdisjoint(titled) or (_WORDS[code] - _WORDS[other]) & words:
        return None
    return other


def _other_script(text: str) -> str | None:
    letters = sum(map(str.isalpha, text))
    for script, pattern in _SCRIPTS.items():
        if len(pattern.findall(text)) * 10 > 6 * letters:
            return script
    return None


RULES = (
    Rule("RPT501", "language-missing", Severity.INFO, _missing),
    Rule("RPT502", "language-unknown", Severity.WARNING, _unknown),
    Rule("RPT503", "language-against-text", Severity.WARNING, _against_text),
)
