r"""Text to LaTeX and back: escapes, accents, ligatures, symbols, and the inline markup of CSL.

Writing keeps Unicode as it is and escapes what TeX would act upon. Reading turns accents and commands into
Unicode; a command that it does not know stays in the text as written, so that nothing is lost.

Braces are never written as ``\{``: BibTeX counts braces without looking at what stands before them, and one
alone would end the field or swallow the next entry. ``\textbraceleft{}`` is balanced.

Source: *The TeXbook*, chapters 7 and 8; *BibTeXing*, section 4; CSL 1.0.2, "HTML-like formatting".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefmeta.formats.latex.commands import CLOSING_TAGS, NO_CASE, WRITTEN_TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

_ESCAPES = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "&": "\\&",
    "%": "\\%",
    "$": "\\$",
    "#": "\\#",
    "_": "\\_",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    # in the oldest font encoding these three print as other characters
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "|": "\\textbar{}",
    "`": "\\textasciigrave{}",
    # two of these in a row are another character
    "-": "-{}",
    "'": "'{}",
}
_SPECIAL = re.compile(r"[\\{}&%$#_~^<>|`]|-(?=-)|'(?=')")
_PLAIN = ("&", "%", "_", "#", "$", "~", "^", "<", ">", "|", "`")
_TAG = re.compile(
    r"</?(?:i|b|sup|sub)>|<span (?:class=\"nocase\"|style=\"font-variant:small-caps;\")>|</span>"
)
_FURTHER_SPACE = re.compile(r"(?:^|(?<= )) ", re.MULTILINE)


def encode(text: str) -> str:
    r"""Escape text for LaTeX.

    Args:
        text: one line of text.

    Returns:
        LaTeX that prints the text, with balanced braces. ``decode`` gives the text back.

    >>> encode("R&D: 50 % of {x} _")
    'R\\&D: 50 \\% of \\textbraceleft{}x\\textbraceright{} \\_'
    """
    if "\\" in text or "{" in text or "}" in text:
        return _SPECIAL.sub(_escape, text)
    for character in _PLAIN:
        if character in text:
            text = text.replace(character, _ESCAPES[character])
    if ("-" in text and "--" in text) or ("'" in text and "''" in text):
        return _PAIR.sub(_escape, text)
    return text


_PAIR = re.compile(r"-(?=-)|'(?=')")


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES[found.group()]


def encode_all(texts: Sequence[str]) -> list[str]:
    r"""Escape many texts at once, which is faster than one after the other.

    >>> encode_all(["a & b", "c"])
    ['a \\& b', 'c']
    """
    joined = "\0".join(texts)
    if "\\" in joined or "{" in joined or "}" in joined:
        return [encode(text) for text in texts]  # so that only the texts that need it are looked at closely
    return encode(joined).split("\0") if texts else []


def encode_lines(text: str) -> str:
    r"""Escape text of several lines: line breaks, further spaces and tabs become commands.

    >>> encode_lines("One.\n  - 50 %")
    'One.\\newline{}\n\\ \\ - 50 \\%'
    """
    text = encode(text)
    if "  " in text or text[:1] == " " or "\n " in text:
        text = _FURTHER_SPACE.sub("\\\\ ", text)
    if "\t" in text:
        text = text.replace("\t", "\\qquad{}")
    return text.replace("\n", "\\newline{}\n") if "\n" in text else text


def encode_markup(text: str) -> str:
    r"""Escape text with the inline markup of CSL; what is no complete pair of tags is written as text.

    >>> encode_markup("The <i>E. coli</i> of <b>")
    'The \\emph{E. coli} of \\textless{}b\\textgreater{}'
    """
    if "<" not in text:
        return encode(text)
    paired = _paired_tags(text)
    pieces, start = [], 0
    for begin, end, written in paired:
        pieces.append(encode(text[start:begin]))
        pieces.append(written)
        start = end
    pieces.append(encode(text[start:]))
    return "".join(pieces)


def _paired_tags(text: str) -> list[tuple[int, int, str]]:
    """Find the tags that open and close properly: begin, end and the LaTeX for each, in order."""
    found: list[tuple[int, int, str]] = []
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        if tag[0] in CLOSING_TAGS:
            opened.append(tag)
        elif opened and CLOSING_TAGS[opened[-1][0]] == tag[0]:
            start = opened.pop()
            if start[0] == NO_CASE and start.end() == tag.start():
                continue  # two pairs of braces around nothing would not be read as this
            found.append((start.start(), start.end(), WRITTEN_TAGS[start[0]]))
            found.append((tag.start(), tag.end(), "}"))
    return sorted(found)


_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_BLANK_LINE = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*\n\s*")


def is_marked(text: str) -> bool:
    """Return whether a text holds anything that LaTeX does not print as it stands.

    One look for each character is much faster than one regular expression for them all.
    """
    return (
        "\\" in text
        or "{" in text
        or "}" in text
        or "$" in text
        or "~" in text
        or "`" in text
        or ("-" in text and "--" in text)  # a pair is looked for slowly, one character at once
        or ("'" in text and "''" in text)
    )


def _has_wide_space(text: str) -> bool:
    return "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text


def decode(latex: str, *, markup: bool = False, lines: bool = False) -> str:
    r"""Read LaTeX as text.

    Accents, symbols and ligatures become Unicode, ``~`` a no-break space; braces go; simple formulas become
    text with Unicode super- and subscripts. A command that is not known stays as written.

    Args:
        latex: the LaTeX of a field.
        markup: whether commands for fonts become the inline markup of CSL (``<i>``, ``<sup>``) or are left
        out.
        lines: whether line breaks and blank lines are kept; otherwise they are spaces.

    Returns:
        The text, white space folded.

    >>> decode("{\\\"O}zg{\\\"u}r \\& \\v{C}apek: \\emph{x}", markup=True)
    'Özgür & Čapek: <i>x</i>'
    """
    latex = latex.strip(" \t\n\r\f\v")
    if "\\" in latex and "\\\\" not in latex:  # what most texts have of LaTeX
        latex = latex.replace("\\&", "&").replace("\\%", "%").replace("\\#", "#")
    if latex[:1] == "{" and latex[-1:] == "}" and not is_marked(latex[1:-1]):
        latex = latex[1:-1].strip(" \t\n\r\f\v")  # a title in protective braces
    if not is_marked(latex):
        if lines and "\n" in latex:
            return "\n\n".join(_SPACE.sub(" ", part) for part in _BLANK_LINE.split(latex))
        return _SPACE.sub(" ", latex) if _has_wide_space(latex) else latex
    from briefmeta.formats.latex.decoder import Decoder

    if lines and "\n" in latex:
        latex = _BLANK_LINE.sub(r"\\par ", latex)
    return Decoder(_SPACE.sub(" ", latex), markup, lines).text()
