"""Texts without the tags and entities of HTML and JATS that came along with them.

Registries and content systems put the markup of their pages into fields of plain text: Crossref JATS into abstracts,
Zenodo HTML into descriptions, WordPress entities into titles. Pure.
"""

from __future__ import annotations

import html
import re
from typing import Final

_LONGEST = 1_000_000  # characters; a longer text stays as it is

# Elements of HTML, JATS and MathML that carry text. CSL's own inline markup (i, b, sub, sup, sc, span) is none of
# them, and neither are script and the like: a title may be about them.
_BLOCKS: Final = (
    "p div br li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote section article header footer table tbody thead tr td th "
    "sec title list list-item disp-quote abstract hr pre"
).split()
_INLINE: Final = (
    "a em strong u s small big font tt code cite abbr acronym mark strike del ins center nobr wbr "
    "italic bold underline monospace sc inline-formula tex-math ext-link xref named-content styled-content "
    "math mi mn mo mrow msub msup mtext mfrac semantics"
).split()
_CSL_INLINE: Final = frozenset(("i", "b", "sub", "sup", "sc", "span"))
_TAG = re.compile(
    r"<(?P<close>/?)(?P<prefix>(?:jats|mml|xhtml):)?(?P<name>[A-Za-z][A-Za-z0-9-]{0,19})(?P<rest>(?:\s[^<>]{0,2000})?)/?>"
)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_KNOWN_BLOCKS, _KNOWN_INLINE = frozenset(_BLOCKS), frozenset(_INLINE)
_ABSTRACT = re.compile(r"(?:abstract|summary|zusammenfassung|résumé|resumen|resumo)\s*[:.]?", re.IGNORECASE)


def without_entities(text: str) -> str:
    """Return a text with the character references of HTML as the characters that they stand for.

    Source: HTML Living Standard, "Named character references".

    >>> without_entities("Africa&#8217;s Debt &amp; Growth; R&D")
    'Africa’s Debt & Growth; R&D'
    """
    if "&" not in text or ";" not in text or len(text) > _LONGEST:
        return text
    return _ENTITY.sub(lambda found: _character(found[0]), text)


def _character(reference: str) -> str:
    text = html.unescape(reference)
    # what HTML does not know stays, and a control character is no character of a text
    usable = text == "\xa0" or (text.isprintable() and text not in ("", "\ufffd"))
    return text if usable else reference


def line_without_markup(text: str) -> str:
    """Return a text of one line, such as a title, without tags and entities; CSL's inline markup stays.

    Source: CSL 1.0.2, appendix "Inline markup" of CSL-JSON; JATS 1.3; HTML Living Standard.

    >>> line_without_markup("Ribs of <em>Brachiosaurus</em> &amp; <i>Diplodocus</i>")
    'Ribs of Brachiosaurus & <i>Diplodocus</i>'
    """
    text = without_entities(text)
    if "<" not in text or len(text) > _LONGEST:
        return text
    cleaned = _TAG.sub(_removed, text)
    return text if cleaned == text else " ".join(cleaned.split())


def _removed(found: re.Match[str]) -> str:
    name = found["name"].lower()
    if name in _CSL_INLINE and not found["prefix"]:
        return found[0]
    if name in _KNOWN_BLOCKS:
        return " "
    return "" if found["prefix"] or name in _KNOWN_INLINE else found[0]


def paragraphs_without_markup(text: str) -> str:
    r"""Return a text of several lines, such as an abstract, as plain lines, one a paragraph or list item.

    A text without any block of HTML or JATS keeps its markup: it may be CSL's own, or a text about tags. A heading
    *Abstract* at the start says nothing that the field does not say, and goes.

    >>> paragraphs_without_markup("<jats:title>Abstract</jats:title><jats:p>First <b>point</b>.</jats:p><p>Second.</p>")
    'First point.\nSecond.'
    """
    text = without_entities(text)
    if "<" not in text or len(text) > _LONGEST or not _is_markup(text):
        return text
    lines = [" ".join(line.split()) for line in _TAG.sub(_broken, " ".join(text.split())).split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > 1 and _ABSTRACT.fullmatch(lines[0]):
        del lines[0]
    return "\n".join(lines)


def _is_markup(text: str) -> bool:
    return any(found["prefix"] or found["name"].lower() in _KNOWN_BLOCKS for found in _TAG.finditer(text))


def _broken(found: re.Match[str]) -> str:
    name = found["name"].lower()
    if name in _KNOWN_BLOCKS:
        return "\n"
    return "" if found["prefix"] or name in _KNOWN_INLINE or name in _CSL_INLINE else found[0]
