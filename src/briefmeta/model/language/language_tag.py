"""Languages of texts as BCP 47 tags (RFC 5646), from what record pages and metadata call them."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from briefmeta.errors import InvalidValueError, UnknownCountryError
from briefmeta.model.language.language_names import COMMON, REPLACED, VARIETIES
from briefmeta.model.places.country import Country, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONGEST = 100
_EXPECTED = "a language: a tag such as en or pt-BR, a code such as eng, or a name such as French"

# RFC 5646, section 2.1, without the language subtags of four to eight letters, of which none is registered
_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}"  # language, extended language
    r"(?:-[A-Za-z]{4})?"  # script
    r"(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"  # region
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"  # variants
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*"  # extensions
    r"(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?"  # private use
    r"|[Xx](?:-[A-Za-z0-9]{1,8})+"
)
_QUALIFIED = re.compile(r"([^(（,]+?)\s*(?:[(（]([^()（）]+)[)）]|,\s*([^,]+)|\s[-–—]\s*(.+))")
_SEVERAL = re.compile(r"[;,/|&]|\s(?:and|und|et|y|e)\s")
_NAMED_IN = ("fr", "es", "de", "pt", "it", "nl", "ru", "ar", "zh_CN", "ja")


def is_language_tag(text: str) -> bool:
    """Return whether text is a well-formed BCP 47 tag (RFC 5646, section 2.1); whether its parts exist is not asked.

    Languages of four to eight letters (``English``) are refused, since none is registered, and so are the irregular
    tags of earlier specifications (``i-klingon``).

    Example:
        >>> from briefmeta.model.language.language_tag import is_language_tag
        >>> [is_language_tag(text) for text in ("en", "zh-Hant-TW", "de-CH-1996", "en_US", "English", "")]
        [True, True, True, False, False, False]
    """
    return len(text) <= _LONGEST and _TAG.fullmatch(text) is not None


def language_tag(text: str) -> str:
    """Read a language from a tag, a code or a name, and write it as a BCP 47 tag.

    Read are tags in any case, with ``_`` for ``-`` too; codes of ISO 639 (``eng``, ``fre`` and ``fra``), which become
    the shortest code (RFC 5646, section 2.2.1); English names, names in the language itself and in some other
    languages; with a country, region or script beside the name (``Portuguese (Brazil)``, ``Simplified Chinese``).
    The case of the tag is that of RFC 5646, section 2.1.1.

    Raises:
        InvalidValueError: text is no language, or several (``English; French``).

    Example:
        >>> from briefmeta.model.language.language_tag import language_tag
        >>> [language_tag(text) for text in ("English", "fre", "en_us", "中文", "Español", "Portuguese (Brazil)")]
        ['en', 'fr', 'en-US', 'zh', 'es', 'pt-BR']
    """
    if not isinstance(text, str):
        raise InvalidValueError("language", text, _EXPECTED)
    tag = _find(text.strip()) if len(text) <= _LONGEST else None
    if tag is not None:
        return tag
    several = [_find(part.strip()) for part in _SEVERAL.split(text)] if len(text) <= _LONGEST else []
    if len(several) > 1 and None not in several:
        raise InvalidValueError("language", text, f"one language: it is {', '.join(filter(None, several))}")
    raise InvalidValueError("language", text, _EXPECTED)


@functools.lru_cache(maxsize=1024)
def _find(text: str) -> str | None:
    tag = re.split(r"[.@]", text, maxsplit=1)[0].replace("_", "-")  # en_GB.UTF-8 is a locale of POSIX
    if is_language_tag(tag):
        found = _from_tag(tag)
        if found is not None:
            return found
    return _from_name(text) or _from_qualified_name(text)


def _from_tag(tag: str) -> str | None:
    """Write a well-formed tag in the recommended case and with the shortest language code; None for no language."""
    first, *others = tag.lower().split("-")
    if first == "x":
        return tag.lower()
    code = REPLACED.get(first) or _common().get(first) or _codes().get(first)
    if code is None:
        return None
    parts = [code]
    in_extension = False
    for part in others:
        in_extension = in_extension or len(part) == 1
        if in_extension or len(part) not in (2, 4) or part[0].isdigit():
            parts.append(part)
        else:
            parts.append(part.title() if len(part) == 4 else {"uk": "GB"}.get(part, part.upper()))
    return "-".join(parts)


def _from_name(text: str) -> str | None:
    folded = fold_name(text)
    if len(folded) < 3 and folded.isascii():
        return None
    for table in (_common, _english, _translated):
        if folded in table():
            return table()[folded]
    return None


def _from_qualified_name(text: str) -> str | None:
    """Read ``Portuguese (Brazil)``, ``French, Canadian``, ``English (en)``, ``Brazilian Portuguese``."""
    found = _QUALIFIED.fullmatch(text)
    if found is not None:
        name, variety = found[1], found[2] or found[3] or found[4]
    else:
        variety, _, name = text.partition(" ")
    language = _from_name(name)
    if language is None or "-" in language:
        return None
    if language in (_common().get(variety.lower()), _from_name(variety)):
        return language
    subtag = _variety(variety)
    return None if subtag is None else f"{language}-{subtag}"


def _variety(text: str) -> str | None:
    listed = _varieties().get(fold_name(text))
    if listed is not None:
        return listed
    try:
        return Country.parse(text).alpha_2
    except UnknownCountryError:
        return None


# --- tables, each made when it is first needed


@functools.cache
def _common() -> Mapping[str, str]:
    names = {fold_name(name): tag for tag, row in COMMON.items() for name in row.split("; ")}
    return names | {tag: tag for tag in COMMON if "-" not in tag}


@functools.cache
def _varieties() -> Mapping[str, str]:
    return {fold_name(name): subtag for subtag, row in VARIETIES.items() for name in row.split("; ")}


@functools.cache
def _codes() -> Mapping[str, str]:
    """Map the codes of ISO 639-1, -2 and -3 to the shortest of the same language."""
    import pycountry

    table = {code: code for code in ("und", "zxx", "mis")}  # ISO 639-2: undetermined, no language, no code
    for row in pycountry.languages:
        shortest = getattr(row, "alpha_2", row.alpha_3)
        codes = (row.alpha_3, shortest, getattr(row, "bibliographic", row.alpha_3))
        table |= dict.fromkeys(codes, shortest)
    return table


@functools.cache
def _english() -> Mapping[str, str]:
    """Map folded English names to codes; those of languages with a code of two letters win."""
    import pycountry

    table: dict[str, str] = {}
    for row in sorted(pycountry.languages, key=lambda row: not hasattr(row, "alpha_2")):
        for name in _names_of(row):
            table.setdefault(fold_name(name), getattr(row, "alpha_2", row.alpha_3))
    return table


@functools.cache
def _translated() -> Mapping[str, str]:
    """Map folded names in the most usual languages to codes of two letters."""
    import gettext

    import pycountry

    rows = [row for row in pycountry.languages if hasattr(row, "alpha_2")]
    table: dict[str, str] = {}
    for language in _NAMED_IN:
        try:
            translate = gettext.translation("iso639-3", pycountry.LOCALES_DIR, [language]).gettext
        except OSError:  # a release of pycountry without this language
            continue
        for row in rows:
            for name in translate(row.name).split(";"):
                table.setdefault(fold_name(_without_remark(name)), row.alpha_2)
    return table


def _names_of(row: object) -> Iterator[str]:
    for field in ("name", "common_name", "inverted_name"):
        name: str | None = getattr(row, field, None)
        if name is not None:
            yield name
            if hasattr(row, "alpha_2"):
                yield _without_remark(name)


def _without_remark(name: str) -> str:
    """Cut what ISO 639 has in parentheses: ``Malay (macrolanguage)``."""
    return name.partition("(")[0].strip()
