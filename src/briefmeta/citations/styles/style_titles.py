"""The titles of the installed styles, for those who look for one by the name of a journal or a publisher."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from briefmeta.citations.styles.library import style_folders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
