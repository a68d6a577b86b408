"""XML of styles and locales as a plain tree, and locales merged from their files and the style.

The XML is read once, with a parser that expands and fetches nothing: citeproc-py's own element classes answer each
question by an XPath and rewrite the tree while they parse, which costs more than all the rest of compiling.
CSL 1.0.2, "Locale": what a language lacks comes from its primary dialect, and what that lacks from ``en-US``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import define, field

from briefmeta.errors import StyleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_CSL = "{http://purl.org/net/xbiblio/csl}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ESCAPED_TWICE = re.compile(r"&#(\d{1,5});")
_LARGEST = 8_000_000  # bytes; the largest style in use has 0.3 MB
_DEEPEST = 100  # levels of elements
_MOST = 100_000  # elements


@define(frozen=True, kw_only=True, eq=False)
class Element:
    """One element of a style or locale.

    Attributes:
        name: the local name, within the namespace of CSL.
        attributes: the attributes; ``xml:lang`` is called ``lang``.
        text: the text before the first child.
        line: the line of the file.
        children: the child elements of the namespace of CSL.
    """

    name: str
    attributes: Mapping[str, str]
    text: str
    line: int
    children: tuple[Element, ...] = field(repr=False)

    def get(self, name: str, default: str | None = None) -> str | None:
        """Read an attribute."""
        return self.attributes.get(name, default)

    def with_attributes(self, attributes: Mapping[str, str]) -> Element:
        """Make an element like this one with other attributes."""
        return Element(
            name=self.name, attributes=attributes, text=self.text, line=self.line, children=self.children
        )

    def child(self, name: str) -> Element | None:
        """Find the first child of this name."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def all(self, name: str) -> Iterator[Element]:
        """List the children of this name."""
        return (child for child in self.children if child.name == name)


def parse(data: bytes, origin: str) -> Element:
    """Parse XML to a tree.

    Raises:
        StyleError: when it is not well-formed, declares entities, or is too large, with the line.
    """
    from lxml import etree

    if len(data) > _LARGEST:
        raise StyleError(origin, f"is larger than {_LARGEST} bytes")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise StyleError(origin, f"is not well-formed XML: {error.msg}", error.lineno) from None
    except ValueError as error:
        raise StyleError(origin, f"is not XML: {error}") from None
    if getattr(root.getroottree().docinfo, "doctype", None):
        raise StyleError(origin, "declares a document type, which a style never needs", 1)
    return _Reader(origin).element(root, 0)


class _Reader:
    def __init__(self, origin: str) -> None:
        self._origin, self._count = origin, 0

    def element(self, node: Any, depth: int) -> Element:
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST:
            raise StyleError(self._origin, "is nested too deep or has too many elements", node.sourceline)
        tag = node.tag
        attributes = {
            name.rpartition("}")[2] if name == _LANG else name: _text(value)
            for name, value in node.attrib.items()
        }
        children = tuple(
            self.element(child, depth + 1)
            for child in node
            if isinstance(child.tag, str) and child.tag.startswith(_CSL)
        )
        name = tag[len(_CSL) :] if tag.startswith(_CSL) else tag
        return Element(
            name=name,
            attributes=attributes,
            text=_text(node.text or ""),
            line=node.sourceline or 0,
            children=children,
        )


def _text(value: str) -> str:
    """Resolve character references that a style has escaped twice, as ``&amp;#160;``; no style means their letters."""
    return _ESCAPED_TWICE.sub(lambda found: chr(int(found[1])), value) if "&#" in value else value


#: The forms of a term, each with the forms that stand in for it ("Terms", form).
_FORMS = {
    "long": ("long",),
    "short": ("short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
}
DEFAULT_LANGUAGE = "en-US"


@define(frozen=True, slots=True)
class Term:
    """One form of a term: the text for one thing and for several, and the gender of the noun."""

    single: str
    multiple: str
    gender: str | None = None


@define(frozen=True, slots=True)
class Ordinal:
    """An ordinal suffix: for which numbers ("match") and which gender ("gender-form")."""

    text: str
    match: str | None


@define(slots=True)
class Locale:
    """The terms, dates and options of one language, as one style sees them.

    Attributes:
        language: the language as asked for, such as ``de-AT``.
        dates: the localized date formats by form (text, numeric).
        options: the attributes of style-options.
    """

    language: str
    dates: dict[str, Element] = field(factory=dict, repr=False)
    options: dict[str, str] = field(factory=dict)
    _terms: dict[tuple[str, str], Term] = field(factory=dict, repr=False)
    _ordinals: dict[tuple[str, str], Ordinal] = field(factory=dict, repr=False)
    quotes: tuple[tuple[str, str], tuple[str, str]] = field(init=False, default=(("“", "”"), ("‘", "’")))
    quote_pairs: Mapping[str, str] = field(init=False, factory=dict)
    inner_quote_pairs: Mapping[str, str] = field(init=False, factory=dict)
    ampersand: str = field(init=False, default="&")
    punctuation_in_quote: bool = field(init=False, default=False)
    day_one_ordinal: bool = field(init=False, default=False)

    @property
    def english(self) -> bool:
        """Whether the language is English, which is what title case is for."""
        return self.language.lower().startswith("en")

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str | None:
        """Find the text of a term; a missing form is replaced as "Terms" says. None where no form is known."""
        terms = self._terms
        for candidate in _FORMS.get(form, _FORMS["long"]):
            found = terms.get((name, candidate))
            if found is not None:
                return found.multiple if plural else found.single
        return None

    def gender(self, name: str) -> str | None:
        """Return the gender of a noun ("Gender-specific Ordinals")."""
        found = self._terms.get((name, "long"))
        return found.gender if found is not None else None

    def ordinal(self, number: int, gender: str | None) -> str:
        """Find the suffix of a number: the hundreds before the tens before the plain one ("Ordinal Suffixes")."""
        forms = (gender, "neuter") if gender else ("neuter",)
        for form in forms:
            for digits, names in ((100, ("whole-number", "last-two-digits")), (10, ("last-digit",))):
                found = self._ordinal(number, digits, names, form)
                if found is not None:
                    return found
        for form in forms:
            plain = self._ordinals.get(("ordinal", form))
            if plain is not None:
                return plain.text
        return ""

    def _ordinal(self, number: int, digits: int, matches: tuple[str, ...], form: str) -> str | None:
        value = number % digits
        key = f"ordinal-{value:02}"
        found = self._ordinals.get((key, form))
        if found is None:
            return None
        match = found.match or ("last-digit" if value < 10 else "last-two-digits")
        if match not in matches or (match == "whole-number" and number != value):
            return None
        return found.text

    # -- building ---------------------------------------------------------------------------------------------------

    def extend(self, element: Element, *, replaces: bool = False) -> None:
        """Let a locale element override what is known so far.

        With ``replaces``, a term that it has in one form only is not looked for in the languages before ("Locale
        Fallback" comes after the fallback of forms).
        """
        for options in element.all("style-options"):
            self.options.update(options.attributes)
        for date in element.all("date"):
            self.dates[date.get("form", "text") or "text"] = date
        for terms in element.all("terms"):
            if replaces:
                names = {term.get("name") for term in terms.children}
                self._terms = {key: term for key, term in self._terms.items() if key[0] not in names}
            self._extend_terms(terms)

    def _extend_terms(self, terms: Element) -> None:
        ordinals = [term for term in terms.children if (term.get("name") or "").startswith("ordinal")]
        if ordinals:
            # "redefining ordinal terms ... replaces all ordinal terms" (Ordinal Suffixes)
            self._ordinals.clear()
        for term in terms.children:
            name = term.get("name") or ""
            single, multiple = term.child("single"), term.child("multiple")
            # a line break is how the style is typed
            text = term.text if "\n" not in term.text else term.text.strip()
            one = text if single is None else single.text
            many = text if multiple is None else multiple.text
            if name.startswith("ordinal"):
                key = (name, term.get("gender-form") or "neuter")
                self._ordinals[key] = Ordinal(text, term.get("match"))
                continue
            gender_form = term.get("gender-form")
            key = (f"{name}/{gender_form}" if gender_form else name, term.get("form") or "long")
            self._terms[key] = Term(one, many, term.get("gender"))

    def settle(self) -> Locale:
        """Work out what is asked often, when every override is in."""
        outer = (self.term("open-quote") or "“", self.term("close-quote") or "”")
        inner = (self.term("open-inner-quote") or "‘", self.term("close-inner-quote") or "’")
        self.quotes = (outer, inner)
        # marks that a locale sets off by spaces, as « », are not looked for in the texts of items
        self.quote_pairs = {outer[0]: outer[1]} if outer[0] == outer[0].strip() else {}
        self.inner_quote_pairs = {inner[0]: inner[1]} if inner[0] == inner[0].strip() else {}
        symbol = self._terms.get(("and", "symbol"))
        self.ampersand = symbol.single if symbol is not None else "&"
        self.punctuation_in_quote = self.options.get("punctuation-in-quote") == "true"
        self.day_one_ordinal = self.options.get("limit-day-ordinals-to-day-1") == "true"
        return self


def normalized_language(language: str) -> str:
    """Write a language tag as locale files do: ``de_at`` is ``de-AT``; a bare language becomes its primary dialect."""
    parts = language.strip().replace("_", "-").split("-")
    base = parts[0].lower()
    if len(parts) == 1:
        return _primary_dialects().get(base, base)
    return "-".join([base, *(part.title() if len(part) == 4 else part.upper() for part in parts[1:])])


@lru_cache(maxsize=1)
def _primary_dialects() -> dict[str, str]:
    """Read which dialect a bare language stands for ("Locale Fallback"); the list comes with the locale files."""
    import json
    from importlib.resources import files

    listed = json.loads((files("citeproc") / "data" / "locales" / "locales.json").read_text("utf-8"))
    return {str(base): str(dialect) for base, dialect in listed["primary-dialects"].items()}


@lru_cache(maxsize=64)
def locale_file(language: str) -> Element | None:
    """Read the locale file of a language, or None where there is none."""
    from importlib.resources import files

    if not all(part.isalnum() for part in language.split("-")):
        return None
    folder = files("citeproc") / "data" / "locales"
    for name in (language, language.partition("-")[0]):
        file = folder / f"locales-{name}.xml"
        if file.is_file():
            return parse(file.read_bytes(), f"locale {name}")
    return None


def _chain(language: str) -> list[str]:
    """List the languages whose files make up a locale, the weakest first."""
    base = language.partition("-")[0]
    primary = normalized_language(base)
    chain = [DEFAULT_LANGUAGE]
    for candidate in (primary, language):
        if candidate not in chain and locale_file(candidate) is not None:
            chain.append(candidate)
    return chain


def has_locale(language: str) -> bool:
    """Return whether there are terms for a language, if only those of another dialect."""
    language = normalized_language(language)
    primary = normalized_language(language.partition("-")[0])
    return any(locale_file(name) is not None for name in (language, primary))


def build_locale(language: str, overrides: Iterable[Element] = ()) -> Locale:
    """Merge the files of a language and the ``cs:locale`` elements of a style.

    A style's locales apply from the general to the particular: without language, with the language, with the dialect.
    """
    language = normalized_language(language)
    locale = Locale(language)
    for name in _chain(language):
        file = locale_file(name)
        if file is not None:
            locale.extend(file, replaces=True)
    base = language.partition("-")[0].lower()
    ranked: list[tuple[int, Element]] = []
    for element in overrides:
        wanted = (element.get("lang") or "").replace("_", "-").lower()
        rank = {"": 0, base: 1, language.lower(): 2}.get(wanted)
        if rank is not None:
            ranked.append((rank, element))
    for _, element in sorted(ranked, key=lambda pair: pair[0]):
        locale.extend(element)
    return locale.settle()
