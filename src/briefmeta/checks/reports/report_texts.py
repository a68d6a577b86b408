"""Rules about the characters of every text: broken encoding, markup, characters that nobody sees.

They take the texts of a report, which ``texts_of`` lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefmeta.checks.finding import Severity
from briefmeta.checks.reports.fields_of_report import is_title
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import shorten
from briefmeta.text.mojibake import undo_mojibake

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefmeta.checks.rule import Context

    Texts = Sequence[tuple[str, str]]  # a field and a text in it

_HTML = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|center|cite|code|dd|del|div|dl|dt|em|font|footer|h[1-6]|"
    "head|header|hr|html|i|img|ins|li|nav|ol|p|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|table|"
    "tbody|td|tfoot|th|thead|tr|tt|u|ul|scp|sc|italic|bold|(?:jats|mml|m|xhtml|html):[a-z-]{1,30}|"
    "math|mrow|mi|mo|mn|msub|msup|mfrac|inline-formula|tex-math"
)
# An accent that stands by itself where a letter should have it: "Lav´ın", "He´le`ne", from LaTeX or a PDF that was
# taken apart; or a mark on what is no letter. Backslash forms that are left have a rule of their own.
_LONE_ACCENT = re.compile(
    r"(?<=[^\W\d_])[´`¨˜ˆ¸˝](?=[^\W\d_])|(?<![^\W\d_])(?<![\u0300-\u036f])[\u0300-\u036f]"
)
_SYMBOLS_WITH_MARKS = frozenset("◌\u00a0 ")  # Unicode 7.9: what carries a mark that is shown by itself
_TAG = re.compile(rf"<(?:/(?:{_HTML})\s?|(?:{_HTML})(?:\s[^<>]{{0,300}}?)?/?)>", re.IGNORECASE)
# CSL-JSON, "rich text": what a title may hold
_CSL_TAG = re.compile(
    r"</?(?:i|b|sub|sup|sc)>|</span>|<span (?:class=\"nocase\"|style=\"font-variant: ?small-caps;?\")>"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\xad\u180e\ufff9-\ufffc\ue000-\uf8ff]")
_LATEX = re.compile(
    r"\\(?:[A-Za-z]{3,20}\{|(?:text[a-z]{2,12}|emph|url|href|ss|ae|oe|o|aa|l|i)(?:\s*\{|\{\}|\}))"
    r"|\\[\"'`^~=.]\s?\{?\\?[A-Za-z]|\\[cHkuvr]\{[A-Za-z]|\\[&%$#_](?=\W|[A-Za-z0-9])|\{\\"
)
# Braces that keep capitals, {W}ater, and mathematics, CO$_2$: LaTeX without a backslash
# No lone $ or brace: prices and sets have them; only forms that prose does not have.
_LATEX_BARE = re.compile(
    r"\$[^$\\]{0,40}\\[A-Za-z]{2,20}[^$]{0,40}\$|\{\{?[^\W\d_][\w-]{0,30}\}|\$\{?[_^][^$\s]{1,20}\$"
)


def _mojibake(texts: Texts, _: Context) -> Iterator[Flaw]:
    for field, text in texts:
        if not text.isascii() and (repaired := undo_mojibake(text)) != text:
            at = next((n for n, (old, new) in enumerate(zip(text, repaired, strict=False)) if old != new), 0)
            shown = shorten(repaired[max(0, at - 10) : at + 30], 40)
            yield Flaw(
                field, f"mojibake: {shorten(text[max(0, at - 10) : at + 30], 40)} was {shown}", value=text
            )


def _replacement(texts: Texts, _: Context) -> Iterator[Flaw]:
    for field, text in texts:
        if "\ufffd" in text:
            at = text.index("\ufffd")
            yield Flaw(field, f"a character was lost: {shorten(text[max(0, at - 20) : at + 20])}", value=text)


def _markup(texts: Texts, _: Context) -> Iterator[Flaw]:
    for field, text in texts:
        if "<" in text or "&" in text:
            shown = _first_markup(text, titled=is_title(field))
            if shown:
                yield Flaw(field, f"the text holds markup: {shorten(shown)}", value=shown)


def _first_markup(text: str, *, titled: bool) -> str | None:
    # Tags are tried by name: < and > stand in prose, as in p < 0.05 and <https://example.org>.
    for tag in _TAG.finditer(text):
        if not (titled and _CSL_TAG.fullmatch(tag[0])):
            return tag[0]
    for entity in _ENTITY.finditer(text):
        if entity[0][1] == "#" or _is_entity(entity[0]):
            return entity[0]
    return None


def _is_entity(text: str) -> bool:
    from html.entities import name2codepoint

    return text[1:-1] in name2codepoint or text == "&apos;"


def _invisible(texts: Texts, _: Context) -> Iterator[Flaw]:
    for field, text in texts:
        if not text.isprintable() or not text.isascii():
            found = _INVISIBLE.search(text)
            if found and _INVISIBLE.search(undo_mojibake(text)):  # else it is mojibake
                at = found.start()
                name = f"U+{ord(found[0]):04X}"
                around = ascii(text[max(0, at - 15) : at + 15])
                yield Flaw(field, f"the text holds the invisible character {name}: {around}", value=text)


def _latex(texts: Texts, _: Context) -> Iterator[Flaw]:
    for field, text in texts:
        if "\\" in text or "{" in text or "$" in text:
            found = _LATEX.search(text) or _LATEX_BARE.search(text)
            if found:
                yield Flaw(
                    field,
                    f"the text holds LaTeX: {shorten(text[found.start() : found.end() + 15])}",
                    value=found[0],
                )


def _lone_accents(texts: Texts, _: Context) -> Iterator[Flaw]:
    for field, text in texts:
        if text.isascii() and "`" not in text:
            continue
        for found in _LONE_ACCENT.finditer(text):
            before = text[found.start() - 1 : found.start()]
            if (
                before not in _SYMBOLS_WITH_MARKS and undo_mojibake(text) == text
            ):  # mojibake has a rule of its own
                shown = text[max(0, found.start() - 10) : found.end() + 10]
                yield Flaw(field, f"an accent stands beside its letter: {shorten(shown)}", value=shown)
                break


RULES = (
    Rule("RPT110", "mojibake", Severity.WARNING, _mojibake),
    Rule("RPT111", "lost-character", Severity.ERROR, _replacement),
    Rule("RPT112", "markup", Severity.WARNING, _markup),
    Rule("RPT113", "invisible-character", Severity.WARNING, _invisible),
    Rule("RPT114", "latex-in-text", Severity.WARNING, _latex),
    Rule("RPT115", "lone-accent", Severity.WARNING, _lone_accents),
)
