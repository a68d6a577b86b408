r"""The LaTeX commands of bibliographies, and what they stand for: tables only.

Source: *LaTeX2e: An unofficial reference manual*, "Special insertions"; *The Comprehensive LaTeX Symbol
List*; the manual of BibLaTeX, section 4.6.4, for ``\mkbib…``.
"""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


ACCENTS = {
    name: chr(int(code, 16))
    for name, code in _pairs(
        "` 300 ' 301 ^ 302 ~ 303 = 304 u 306 . 307 \" 308 h 309 r 30A H 30B v 30C U 30D G 30F C 30F f 311 d 323 "
        "textcommabelow 326 c 327 k 328 b 331 t 361 textdotbelow 323 textmacronbelow 331 textogonek 328 "
        "ocirc 30A grave 300 acute 301 hat 302 widehat 302 tilde 303 widetilde 303 bar 304 overline 305 breve 306 "
        "dot 307 ddot 308 mathring 30A check 30C vec 20D7"
    ).items()
}
"""Commands that put a mark on their argument, and the combining character of that mark."""

SYMBOLS = _pairs(
    """ss ß SS ẞ ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ
    ij ĳ IJ Ĳ textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright
    ” quotedblbase „ quotesinglbase ‚ guillemotleft « guillemotright » guillemetleft « guillemetright »
    guilsinglleft ‹ guilsinglright › textquotedbl " textquotesingle ' textasciigrave ` textasciiacute ´
    textasciidieresis ¨ textasciimacron ¯ lq ‘ rq ’ ldots … dots … textellipsis … lbrace { rbrace }
    textbraceleft { textbraceright } textbackslash \\ backslash \\ textasciitilde ~ textasciicircum ^
    textunderscore _ textbar | textless < textgreater > textdollar $ textasteriskcentered ∗ lbrack [ rbrack ]
    slash / textslash / textregistered ® texttrademark ™ textcopyright © copyright © textservicemark ℠
    textsterling £ pounds £ texteuro € euro € EUR € textyen ¥ textcent ¢ textcurrency ¤ textdegree °
    textcelsius ℃ textsection § S § textparagraph ¶ P ¶ textdagger † dag † textdaggerdbl ‡ ddag ‡ textbullet •
    textperiodcentered · textexclamdown ¡ textquestiondown ¿ textordfeminine ª textordmasculine º textonehalf
    ½ textonequarter ¼ textthreequarters ¾ textonesuperior ¹ texttwosuperior ² textthreesuperior ³ texttimes ×
    textdiv ÷ textpm ± textmu µ textnumero № textperthousand ‰ textpermille ‰ textohm Ω textminus −
    textbrokenbar ¦ textlnot ¬ textarrowright → textarrowleft ← textvisiblespace ␣ TeX TeX LaTeX LaTeX BibTeX
    BibTeX textschwa ə textglotstop ʔ alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta
    θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
    upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ
    Phi Φ Psi Ψ Omega Ω times × div ÷ cdot · pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • degree ° le ≤ leq ≤
    leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ ll ≪ gg ≫ infty
    ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ oint ∮ surd √ forall ∀ exists ∃ neg ¬ lnot ¬ wedge ∧ vee ∨ cup ∪
    cap ∩ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ emptyset ∅ varnothing ∅ setminus ∖ otimes
    ⊗ oplus ⊕ perp ⊥ parallel ∥ mid ∣ angle ∠ triangle △ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ wp ℘ prime ′ langle ⟨
    rangle ⟩ cdots ⋯ vdots ⋮ colon : dagger † ddagger ‡ to → rightarrow → leftarrow ← leftrightarrow ↔
    longrightarrow ⟶ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ uparrow ↑ downarrow ↓ mapsto ↦ checkmark ✓
    natural ♮ flat ♭ sharp ♯ glqq „ grqq “ glq ‚ grq ‘ flqq « frqq » flq ‹ frq ›"""
) | {
    "dq": '"',
    "og": "«\xa0",
    "fg": "\xa0»",
    "space": " ",
    "quad": " ",
    "qquad": "\t",
    "enspace": " ",
    "thinspace": "\u2009",
    "nobreakspace": "\xa0",
    "textemspace": " ",
    "hyphen": "-",
    "nobreakhyphen": "\u2011",
    "textrightarrow": "→",
    "textleftarrow": "←",
}
"""Commands without an argument that stand for a text."""

RELATIONS = frozenset(
    """times div pm mp le leq leqslant ge geq geqslant ne neq approx sim simeq cong equiv propto ll gg wedge vee cup cap
    in notin ni subset supset subseteq supseteq setminus perp parallel mid to rightarrow leftarrow leftrightarrow
    longrightarrow Rightarrow Leftarrow Leftrightarrow mapsto""".split()
)
"""Those of them that TeX sets space around in a formula."""

CONTROL_SYMBOLS = {
    "&": "&",
    "%": "%",
    "$": "$",
    "#": "#",
    "_": "_",
    "{": "{",
    "}": "}",
    " ": " ",
    ",": "\u2009",
    ";": " ",
    ":": " ",
    ">": " ",
    "/": "",
    "-": "",
    "!": "",
    "@": "",
    "|": "∥",
    "*": "×",
}
"""The same for commands of one character that is no letter."""

SMALL_CAPS = '<span style="font-variant:small-caps;">'
NO_CASE = '<span class="nocase">'
CLOSING_TAGS = {
    "<i>": "</i>",
    "<b>": "</b>",
    "<sup>": "</sup>",
    "<sub>": "</sub>",
    SMALL_CAPS: "</span>",
    NO_CASE: "</span>",
}
"""The inline markup of CSL 1.0.2 ("HTML-like formatting") and how it ends."""

WRITTEN_TAGS = {
    "<i>": "\\emph{",
    "<b>": "\\textbf{",
    "<sup>": "\\textsuperscript{",
    "<sub>": "\\textsubscript{",
    SMALL_CAPS: "\\textsc{",
    NO_CASE: "{{}",  # braces alone are read as protection of capitals, which every title may have
}
"""The LaTeX that is written for a tag; a right brace ends each."""

FONT_COMMANDS = {
    **dict.fromkeys("emph textit textsl mkbibemph mkbibitalic itshape em it sl slshape".split(), "<i>"),
    **dict.fromkeys("textbf mkbibbold bfseries bf".split(), "<b>"),
    **dict.fromkeys("textsuperscript mkbibsuperscript sp".split(), "<sup>"),
    **dict.fromkeys("textsubscript mkbibsubscript sb".split(), "<sub>"),
    **dict.fromkeys("textsc scshape sc".split(), SMALL_CAPS),
}
"""Commands that change the font of their argument, or of the rest of their group, and the CSL tag for it."""

DECLARATIONS = frozenset("itshape em it sl slshape bfseries bf scshape sc".split())
"""Those of them that take no argument."""

TRANSPARENT = frozenset(
    """mbox hbox fbox text textrm textup textsf texttt textnormal textmd textlf mathrm mathit mathbf mathsf
    mathtt mathcal mathbb mathfrak mathnormal boldsymbol operatorname ensuremath underline uline underbar
    NoCaseChange nocase bibstring mkbibacro path nolinkurl textulc ascii""".split()
)
"""Commands whose argument is shown as it is."""

IGNORED = frozenset(
    """relax protect noexpand upshape mdseries rmfamily sffamily ttfamily normalfont rm sf tt cal normalsize
    small footnotesize large Large tiny sloppy nolinebreak hfill allowbreak nobreak displaystyle textstyle
    limits nolimits left right bibinitperiod noindent leavevmode null penalty
    aftergroup ignorespaces nobreakdash expandafter unskip xspace""".split()
)
"""Commands that show nothing."""

CASES = {
    "uppercase": str.upper,
    "MakeUppercase": str.upper,
    "lowercase": str.lower,
    "MakeLowercase": str.lower,
}

QUOTED = {
    "enquote": ("“", "”"),
    "mkbibquote": ("“", "”"),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
    "sqrt": ("√(", ")"),
}
"""Commands that set their argument between two texts."""

DROPPED_ARGUMENTS = frozenset(
    """texorpdfstring noopsort SortNoop NOOPSORT singleletter phantom hphantom vphantom selectlanguage foreignlanguage
    href label thanks footnote vspace hspace color textcolor fontsize""".split()
)
"""Commands whose first argument is for the machine: to sort by, a language, an address."""

FRACTIONS = frozenset("frac dfrac tfrac nicefrac sfrac xfrac".split())
"""Commands that set one argument over another."""

VULGAR_FRACTIONS = dict(
    zip(
        "1/2 1/3 2/3 1/4 3/4 1/5 2/5 3/5 4/5 1/6 5/6 1/7 1/8 3/8 5/8 7/8 1/9 1/10".split(),
        "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒",
        strict=True,
    )
)
"""Fractions that Unicode has as one character."""

LINE_BREAKS = {"item": "\n", "par": "\n\n", "newline": "\n", "linebreak": "\n", "tabularnewline": "\n"}

LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "?`": "¿", "!`": "¡"}

SUPERSCRIPTS = str.maketrans("0123456789+-−=()nioha", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵒʰᵃ")
SUBSCRIPTS = str.maketrans("0123456789+-−=()aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ")
