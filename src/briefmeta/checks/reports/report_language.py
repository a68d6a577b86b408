"""Rules about the language of a report: missing, none at all, or not the one of its words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import InvalidValueError, shorten
from briefmeta.model.places.country import Country
from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.rule import Context
    from briefmeta.model.report import Report

_SPECIAL = re.compile(r"mul|und|zxx|mis|q[a-t][a-z]|x|i")  # ISO 639-2; BCP 47, section 2.1
# Function words are a large part of any text: a page is more than enough.
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
_SAME = {"no": "nb", "nn": "nb", "sk": "cs", "ms": "id", "mo": "ro"}  # languages with nearly the same words


class _Words(NamedTuple):
    """The function words of each language, those that only it has, and those that stand in names."""

    of: dict[str, frozenset[str]]
    own: dict[str, frozenset[str]]
    in_names: frozenset[str]


@cache
def _words() -> _Words:
    found: dict[str, set[str]] = {}
    for word, languages in rows("function_words"):
        for language in languages.split():
            found.setdefault(language, set()).add(word)
    in_names = found.pop("names")
    words = {language: frozenset(listed) for language, listed in found.items()}
    own = {
        language: listed.difference(*(other for name, other in words.items() if name != language))
        for language, listed in words.items()
    }
    return _Words(words, own, frozenset(in_names))


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
    of, own, in_names = _words()
    if code not in of:
        return None
    titled = frozenset(title.lower().translate(_MARKS).split())
    if not own[code].isdisjoint(titled):
        return None
    words = titled.union(summary[:_READ].lower().translate(_MARKS).split())
    if not own[code].isdisjoint(words):
        return None
    found = {each: (of[each] - of[code]) & words for each in sorted(of)}
    other = max(found, key=lambda each: len(found[each]))
    enough = len(found[other]) >= _ENOUGH and len(found[other] - in_names) >= _SOME
    if not enough or found[other].isdisjoint(titled) or (of[code] - of[other]) & words:
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
