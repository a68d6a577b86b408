"""Words as data, one entry a line, in files that a speaker of a language can edit without reading Python.

The files stand beside this one. Each begins with lines of ``#`` that say what a line means and how to add one:

- ``.txt``: one word or phrase a line;
- ``.tsv``: one entry a line, its columns separated by tabs; the first line that is no comment names the columns;
- ``.toml``: where an entry has parts of its own, such as the labels of a field in a language.

Imports ``errors`` at most. A file is read when its words are first asked for, and then kept; the modules that use
the words fold them as they fold the texts that they compare.
"""

from __future__ import annotations

import pkgutil
import tomllib
from functools import cache
from typing import Any


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the entries of a ``.txt`` file of this folder, in its order.

    Args:
        name: the file's name without its suffix.

    Raises:
        FileNotFoundError: no file has this name.
    """
    return tuple(_lines(f"{name}.txt"))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the entries of a ``.tsv`` file of this folder, in its order, each with all columns that its head names.

    An empty column is an empty string; the line that names the columns is no entry.

    Args:
        name: the file's name without its suffix.

    Raises:
        FileNotFoundError: no file has this name.
        ValueError: a line has more or fewer columns than the head names; the error names the file and the entry.
    """
    head, *lines = _lines(f"{name}.tsv")
    width = head.count("\t") + 1
    found = [tuple(line.split("\t")) for line in lines]
    for row in found:
        if len(row) != width:
            raise ValueError(f"{name}.tsv has {width} columns, but {len(row)} in the line of {row[0]!r}")
    return tuple(found)


@cache
def table(name: str) -> dict[str, Any]:
    """Return a ``.toml`` file of this folder as the mapping that it is; callers do not change it.

    Args:
        name: the file's name without its suffix.

    Raises:
        FileNotFoundError: no file has this name.
    """
    return tomllib.loads(_text(f"{name}.toml"))


def _lines(file: str) -> list[str]:
    return [line for line in _text(file).split("\n") if line and not line.startswith("#")]


def _text(file: str) -> str:
    data = pkgutil.get_data(__name__, file)  # importlib.resources takes 8 ms to import
    if data is None:
        raise FileNotFoundError(file)
    return data.decode("utf-8")
