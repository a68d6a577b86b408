"""What starts and ends a block of a Markdown document, as patterns; each is tried at the first character of a line.

CommonMark 0.31 (leaf and container blocks) and the chapter "Pandoc's Markdown" of pandoc's manual.
"""

from __future__ import annotations

import re

# -- containers -------------------------------------------------------------------------------------------------------

#: A list item. Numbers as CommonMark has them may start anywhere; the others need a blank line before.
LIST_ITEM = re.compile(
    r"""(?: (?P<bullet>[-+*])
          | (?P<number>\d{1,9})[.)]
          | (?P<fancy>
                \( (?: \d{1,9} | \#  | [A-Za-z] | [ivxlcdm]{2,8} | [IVXLCDM]{2,8} ) \)
              |    (?: \#  | [a-z] | [ivxlcdm]{2,8} | [IVXLCDM]{2,8} ) [.)]
              | [A-Z] (?: \) | \.(?=[ \t]{2}|[ \t]*\Z) )
              | \( @ (?P<example>[\w-]*) \) )
        ) (?=[ \t]|\Z)""",
    re.VERBOSE,
)
FOOTNOTE = re.compile(r"\[\^([^\s\[\]^]+)\]:")
TERM_DEFINITION = re.compile(r"[:~](?=[ \t])")

# -- leaves -----------------------------------------------------------------------------------------------------------

FENCE = re.compile(r"(?P<fence>`{3,})[^`]*\Z|(?P<tildes>~{3,})")
HEADING = re.compile(r"#{1,6}(?=[ \t]|\Z)")
RULE = re.compile(r"(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)\Z")
#: Of a table without bars, whose rows may be indented; and of any table that is drawn.
TABLE_RULE = re.compile(r"-{2,}(?:[ ]+-{2,})+[ ]*\Z")
TABLE_LINE = re.compile(r"-{2,}(?:[ ]+-{2,})+[ ]*\Z|\+[-=:]{3,}(?:\+[-=:]{3,})*\+[ ]*\Z")
UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*\Z")

COMMENT = re.compile("<!--")
#: What opens a block of HTML, and what ends it: "HTML blocks", conditions 1 to 5.
HTML_UNTIL = (
    (
        re.compile(r"<(?:script|pre|style|textarea)(?=[\s>]|\Z)", re.IGNORECASE),
        re.compile("</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (COMMENT, re.compile("-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile("<![A-Za-z]"), re.compile(">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
)
#: Conditions 6 and 7: such blocks end at a blank line.
BLOCK_HTML = re.compile(
    r"""</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div
          |dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link
          |main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th
          |thead|title|tr|track|ul)(?=\s|/?>|\Z)""",
    re.VERBOSE | re.IGNORECASE,
)
#: A whole tag ("Raw HTML"); the number of attributes is bounded.
TAG = re.compile(
    r"""<(?: [A-Za-z][A-Za-z0-9-]*+
             (?: \s++[A-Za-z_:][A-Za-z0-9_.:-]*+ (?: \s*+=\s*+ (?: [^\s"'=<>`]++ | '[^']*+' | "[^"]*+" ) )? ){0,200}
             \s*+ /?
           | /[A-Za-z][A-Za-z0-9-]*+\s*+ )>""",
    re.VERBOSE,
)

DIVISION = re.compile(r":{3,}[ \t]*(?:(?P<attributes>\{[^{}]*\}|[^\s{}:]+)[ \t]*:*[ \t]*)?\Z")
IS_REFERENCES = re.compile(r"#(?:[\w:.-]*__)?refs(?=[\s}])")
REFERENCES_ELEMENT = re.compile(
    r"""<div\b(?=[^<>]{0,500}?\sid\s*=\s*(?:refs(?=[\s>])|["']refs["']))[^<>]*>""", re.I
)

#: "Link reference definitions"; a label that cites is none.
LINK_DEFINITION = re.compile(
    r"""\[(?!\^)(?P<label>(?:[^\[\]\\@]|\\.){1,999}+)\]:[ \t]*
        (?:<[^<>]*>|[^\s<]\S*)
        (?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*\Z""",
    re.VERBOSE,
)
LINK_TITLE = re.compile(r"""(?:"[^"]*"|'[^']*'|\([^()]*\))[ \t]*\Z""")

METADATA_START = re.compile(r"---[ \t]*\Z")
METADATA_FIELD = re.compile(r"""(?:[\w"'][^:\r\n]{0,200}:(?=[\s]|\Z)|\#|---[ \t]*\Z|\.\.\.[ \t]*\Z)""")
METADATA_END = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")

ENVIRONMENT = re.compile(r"\\(begin|end)\{([A-Za-z]+\*?)\}")


def normalized_label(label: str) -> str:
    """Write the label of a link as it is compared: case and runs of white space do not count ("Link reference ...")."""
    return " ".join(label.split()).casefold()
