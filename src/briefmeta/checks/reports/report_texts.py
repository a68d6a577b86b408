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
    "tbody|td|tfoot|th|thead|tr|tt|u|ul|jats:[a-z-]{1,30}"
)
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
            if found and _INVISIBLE.search(undo_mojibake(text)):  # mojibake has a rule of its own
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


RULES = (
    Rule(
        code="RPT110",
        name="mojibake",
        severity=Severity.WARNING,
        what="A text in UTF-8 was read as Windows-1252 or Latin-1.",
        why="It is unreadable, and no search finds it.",
        source="RFC 3629, section 4 (what valid UTF-8 is)",
        example="`CafÃ©`, `Nigerâ€™s`; not `SÃO TOMÉ`",
        fix="Write the characters that were meant; `--fix` does it in a `.bib` file.",
        check=_mojibake,
    ),
    Rule(
        code="RPT111",
        name="lost-character",
        severity=Severity.ERROR,
        what="A text holds U+FFFD, which stands for a character that could not be read.",
        why="What was there is lost.",
        source="The Unicode Standard, section 23.8 (replacement character)",
        example="`C\ufffdte d’Ivoire`",
        fix="Read the source again in its own encoding.",
        check=_replacement,
    ),
    Rule(
        code="RPT112",
        name="markup",
        severity=Severity.WARNING,
        what="A text holds HTML tags or entities. In titles, CSL's own tags are meant and not found.",
        why="Programs print them as they stand, or escape them once more.",
        source="CSL-JSON, rich text content (`<i>`, `<b>`, `<sub>`, `<sup>`, `<span>` in titles)",
        example="`Trade &amp; growth`, `<p>Summary</p>`; not `The <i>Sahel</i>` as a title",
        fix="Write plain text.",
        check=_markup,
    ),
    Rule(
        code="RPT113",
        name="invisible-character",
        severity=Severity.WARNING,
        what="A text holds a character that nobody sees: zero-width space, soft hyphen, private use.",
        why="Searches and comparisons fail, and nobody sees why. Joiners of Persian and Indic scripts are not meant.",
        source="The Unicode Standard, chapter 23 (special areas and format characters)",
        example="`develop\xadment` with a soft hyphen, as copied from a PDF",
        fix="Take the character out.",
        check=_invisible,
    ),
    Rule(
        code="RPT114",
        name="latex-in-text",
        severity=Severity.WARNING,
        what="A text holds LaTeX that no reader decoded.",
        why="Outside of a `.bib` file nothing understands it.",
        source="CSL-JSON and RIS hold plain text",
        example=r"""`M{\"u}ller`, `R\&D`; not `C:\reports`""",
        fix="Write the character itself.",
        check=_latex,
    ),
)
