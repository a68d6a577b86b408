"""``briefmeta formats`` and ``briefmeta styles``: what there is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefmeta.cli.terminal import BAD_INPUT, FINDINGS, FINE, complain, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``formats`` and ``styles`` to the command line."""
    formats = commands.add_parser("formats", help="list the formats, or tell the format of files")
    formats.add_argument(
        "files", nargs="*", metavar="FILE", help="tell which format this file is in, and why"
    )
    formats.add_argument("--json", action="store_true", help="one JSON object a line")
    formats.set_defaults(run=run_formats)
    styles = commands.add_parser("styles", help="list the CSL styles that are installed")
    styles.add_argument("word", nargs="?", default="", help="only styles whose name or title has this word")
    styles.add_argument("--json", action="store_true", help="one JSON object a line")
    styles.set_defaults(run=run_styles)


def run_formats(options: argparse.Namespace) -> int:
    """List the formats, or detect those of files."""
    from briefmeta.errors import BriefmetaError
    from briefmeta.files import detect_file
    from briefmeta.formats import formats

    code = FINE
    if options.files:
        rows = []
        for name in options.files:
            try:
                found = detect_file(name)
            except BriefmetaError as fault:
                complain(str(fault) if name in str(fault) else f"{name}: {fault}")
                code = BAD_INPUT
            else:
                rows.append({"file": name, "format": found.format.name, "reason": found.reason})
    else:
        rows = [
            {
                "format": known.name,
                "direction": "read, write"
                if known.reads and known.writes
                else "read"
                if known.reads
                else "write",
                "suffixes": " ".join(known.suffixes),
                "title": known.title,
                "aliases": " ".join(known.aliases),
            }
            for known in formats()
        ]
    _show(rows, as_json=options.json)
    return code


def run_styles(options: argparse.Namespace) -> int:
    """List the styles."""
    from briefmeta.citations.styles.style import style_titles

    word = options.word.casefold()
    rows = [
        {"style": name, "title": title}
        for name, title in style_titles()
        if word in name.casefold() or word in title.casefold()
    ]
    if not rows:
        complain(
            f"no installed style has {options.word!r} in its name or title; pip install 'briefmeta[styles]' for more"
        )
        return FINDINGS
    _show(rows, as_json=options.json)
    return FINE


def _show(rows: Sequence[dict[str, str]], *, as_json: bool) -> None:
    if as_json or not rows:
        for row in rows:
            say(json.dumps(row, ensure_ascii=False))
        return
    columns = list(rows[0])
    widths = [max(len(row[column]) for row in (*rows, {c: c for c in columns})) for column in columns]
    for row in ({c: c for c in columns}, *rows):
        say(
            "  ".join(
                row[column].ljust(width) for column, width in zip(columns, widths, strict=True)
            ).rstrip()
        )
