r"""Settled texts and marks to text, HTML, Markdown, LaTeX and reStructuredText, each escaping every text.

Only formatting that a style or CSL's own inline markup asked for becomes markup of the output: a title ``<script>`` or
``\\input{x}`` is text in all of them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefmeta.citations.output.assembly import Token

_BREAKS = {"block": ("\n", ""), "left-margin": ("", " "), "right-inline": ("", ""), "indent": ("\n", "")}

_Marks = dict[tuple[str, str], tuple[str, str]]


@define(frozen=True, kw_only=True)
class Writer:
    """One output format.

    Attributes:
        name: text, html, markdown, latex or rst.
        escape: makes a text mean itself in the format.
        marks: what opens and closes a formatting, by attribute and value; a missing one is not written.
        link: what opens and closes a link to an address.
        blocks: what opens and closes a display block.
        nests: whether markup can stand inside markup.
        tidy: the last step over a whole entry, where a format gives a meaning to how a line begins or ends.
    """

    name: str
    escape: Callable[[str], str]
    marks: Mapping[tuple[str, str], tuple[str, str]]
    link: Callable[[str], tuple[str, str]]
    blocks: Mapping[str, tuple[str, str]]
    nests: bool = True
    tidy: Callable[[str], str] = str

    def write(self, tokens: Sequence[Token]) -> str:
        """Write the tokens of one entry or citation."""
        out: list[str] = []
        depth = 0
        skipped: list[bool] = []
        for token in tokens:
            if isinstance(token, str):
                self._add(out, self.escape(token))
                continue
            pair = self._pair(token.kind, token.value)
            if token.opens:
                skipped.append(pair is None or (not self.nests and depth > 0))
            if (skipped[-1] if token.opens else skipped.pop()) or pair is None:
                continue
            depth += 1 if token.opens else -1
            self._add(out, pair[0 if token.opens else 1])
        return self.tidy("".join(out))

    def _add(self, out: list[str], text: str) -> None:
        """Add a text; spaces that meet become one, but for HTML, where they show as one anyway."""
        if text[:1] == " " and self.blocks is _BREAKS and (not out or out[-1][-1:].isspace()):
            text = text[1:]
        if text:
            out.append(text)

    def _pair(self, kind: str, value: str) -> tuple[str, str] | None:
        if kind == "link":
            return self.link(value)
        if kind == "display":
            return self.blocks.get(value)
        return self.marks.get((kind, value))


def _no_link(_: str) -> tuple[str, str]:
    return "", ""


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def _escape_text(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)


_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_HTML_SPECIAL = re.compile('[&<>"]')


# superscript letters and signs, which few fonts have
_SUPERSCRIPTS = re.compile(
    "[ªº²³¹ʰ-ʸˀˁˠ-ˤۥۦᴬ-ᴮᴰ-ᴺᴼ-ᵍᵏᵐ-ᵡᶛ-ᶿ⁰ⁱ⁴-⁾ⁿ℠™㆒-㆟]"
)  # fmt: skip
_RAISED = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}  # those whose letter Unicode does not name


def _escape_html(text: str) -> str:
    escaped = _HTML_SPECIAL.sub(lambda found: _HTML[found[0]], _escape_text(text))
    return escaped if escaped.isascii() else _SUPERSCRIPTS.sub(_raised, escaped)


def _raised(found: re.Match[str]) -> str:
    letter = _RAISED.get(found[0]) or unicodedata.normalize("NFKC", found[0])
    return f"<sup>{letter}</sup>"


def _span(style: str) -> tuple[str, str]:
    return f'<span style="{style};">', "</span>"


_HTML_MARKS: _Marks = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    **{
        (kind, value): _span(f"{kind}:{value}")
        for kind, value in (
            ("font-style", "normal"),
            ("font-style", "oblique"),
            ("font-variant", "small-caps"),
            ("font-variant", "normal"),
            ("font-weight", "normal"),
            ("font-weight", "light"),
            ("text-decoration", "underline"),
            ("text-decoration", "none"),
            ("vertical-align", "baseline"),
        )
    },
}
_HTML_BLOCKS = {
    "block": ('\n<div class="csl-block">', "</div>\n"),
    "indent": ('<div class="csl-indent">', "</div>\n"),
    "left-margin": ('\n<div class="csl-left-margin">', "</div>"),
    "right-inline": ('<div class="csl-right-inline">', "</div>"),
}


def _html_link(address: str) -> tuple[str, str]:
    return f'<a href="{_escape_html(address)}">', "</a>"


# A value may hold line breaks; a format that gives them a meaning gets spaces.
_LINE_BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")

# CommonMark 0.31: any ASCII punctuation may be escaped; these are the ones that can start something, anywhere ...
_MARKDOWN_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^$@&]")
# ... and at the start of a line: list items, thematic breaks, underlines of headings
_MARKDOWN_START = re.compile(
    r"^(\s{0,3})(?=[-+](?:\s|$)|-+\s*$|=+\s*$)|^(\s{0,3}\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE
)


def _escape_markdown(text: str) -> str:
    return _MARKDOWN_SPECIAL.sub(r"\\\g<0>", _LINE_BREAKS.sub(" ", _escape_text(text)))


def _tidy_markdown(text: str) -> str:
    return _MARKDOWN_START.sub(r"\g<0>\\", text)


_MARKDOWN_MARKS: _Marks = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("font-variant", "small-caps"): _span("font-variant:small-caps"),
    ("text-decoration", "underline"): ("<u>", "</u>"),
}


_UNSAFE_ADDRESS = re.compile(r"[<>\s\\]")


def _markdown_link(address: str) -> tuple[str, str]:
    return "[", f"](<{_UNSAFE_ADDRESS.sub(_percent, address)}>)"


def _percent(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': r"\textquotedbl{}", "\u00a0": "~",
}  # fmt: skip
_LATEX_SPECIAL = re.compile('[\\\\{}$&#%_^~<>|"\u00a0]')


def _escape_latex(text: str) -> str:
    return _LATEX_SPECIAL.sub(lambda found: _LATEX[found[0]], _LINE_BREAKS.sub(" ", _escape_text(text)))


_LATEX_MARKS: _Marks = {
    ("font-style", "italic"): (r"\textit{", "}"),
    ("font-style", "oblique"): (r"\textsl{", "}"),
    ("font-style", "normal"): (r"\textup{", "}"),
    ("font-weight", "bold"): (r"\textbf{", "}"),
    ("font-weight", "normal"): (r"\textmd{", "}"),
    ("font-variant", "small-caps"): (r"\textsc{", "}"),
    ("font-variant", "normal"): (r"\textup{", "}"),
    ("text-decoration", "underline"): (r"\underline{", "}"),
    ("vertical-align", "sup"): (r"\textsuperscript{", "}"),
    ("vertical-align", "sub"): (r"\textsubscript{", "}"),
}


def _latex_link(address: str) -> tuple[str, str]:
    # hyperref reads the address of \href verbatim, but for what would end the argument or start a macro; \% and \# are
    # the signs themselves, so that an address that is percent-encoded stays as it is
    safe = _LATEX_ADDRESS.sub(
        lambda found: f"\\{found[0]}" if found[0] in "%#" else rf"\%{ord(found[0]):02X}", address
    )
    return rf"\href{{{safe}}}{{", "}"


_LATEX_ADDRESS = re.compile(r"[\\{}%#^\s]")


# docutils: what starts inline markup or a reference; the escaped space lets markup end next to a letter
_RST_SPECIAL = re.compile(r"[\\*`|_<>]")
_RST_EMPTY = re.compile(r"\\ (?=\s|$)")
# What makes a line more than text, by its start (lists, options, directives and all other explicit markup, fields,
# doctests, tables) or as a whole (underlines, transitions); docutils' own list, "Quick reStructuredText" and its parser
_RST_START = re.compile(
    r"""^(?=[-+*•‣⁃](?:\s|$)|\.\.(?:\s|$)|__(?:\s|$)|:[^:\s]|>>>|--?\w|/\w|[=+][-=\s]
    |\(?(?:\d+|\#|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?:\s|$)|([!-/:-@\[-`{-~])\1+\s*$)""",
    re.MULTILINE | re.VERBOSE,
)
_RST_LITERAL = re.compile(
    r":(?=:\s*$)", re.MULTILINE
)  # at the end of a paragraph, the start of a literal block
_RST_MARKS: _Marks = {
    ("font-style", "italic"): ("\\ *", "*\\ "),
    ("font-style", "oblique"): ("\\ *", "*\\ "),
    ("font-weight", "bold"): ("\\ **", "**\\ "),
    ("vertical-align", "sup"): ("\\ :sup:`", "`\\ "),
    ("vertical-align", "sub"): ("\\ :sub:`", "`\\ "),
}


def _escape_rst(text: str) -> str:
    return _RST_SPECIAL.sub(r"\\\g<0>", _LINE_BREAKS.sub(" ", _escape_text(text)))


def _tidy_rst(text: str) -> str:
    return _RST_START.sub(r"\\", _RST_LITERAL.sub(r":\\", _RST_EMPTY.sub("", text)))


#: Every output format by its name.
WRITERS = {
    writer.name: writer
    for writer in (
        Writer(name="text", escape=_escape_text, marks={}, link=_no_link, blocks=_BREAKS),
        Writer(name="html", escape=_escape_html, marks=_HTML_MARKS, link=_html_link, blocks=_HTML_BLOCKS),
        Writer(
            name="markdown",
            escape=_escape_markdown,
            marks=_MARKDOWN_MARKS,
            link=_markdown_link,
            blocks=_BREAKS,
            tidy=_tidy_markdown,
        ),
        Writer(name="latex", escape=_escape_latex, marks=_LATEX_MARKS, link=_latex_link, blocks=_BREAKS),
        Writer(
            name="rst",
            escape=_escape_rst,
            marks=_RST_MARKS,
            link=_no_link,
            blocks=_BREAKS,
            nests=False,
            tidy=_tidy_rst,
        ),
    )
}
