"""The corrections of ``briefmeta check``: what ``--fix`` writes and ``--diff`` shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefmeta.cli.check_output import line_diff
from briefmeta.cli.terminal import complain, say
from briefmeta.errors import BriefmetaError, FileError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefmeta.errors import ParseError
    from briefmeta.formats import Format

BIB = frozenset({"bibtex", "biblatex"})
"""The formats that are corrected."""


def show_diffs(names: Sequence[str], codes: Collection[str], known: str | None) -> bool:
    """Show what ``fix`` would change; tell whether that is anything.

    Raises:
        FileError: a file cannot be read.
    """
    changed = False
    for name in names:
        texts = _corrected(name, codes, known)
        if texts is not None:
            for line in line_diff(*texts, name):
                changed = True
                say(line)
    return changed


def fix(name: str, codes: Collection[str], known: str | None) -> None:
    """Correct a file where that is safe.

    Raises:
        FileError: it cannot be read or written.
    """
    from briefmeta.files import write_whole

    texts = _corrected(name, codes, known)
    if texts is not None and texts[0] != texts[1]:
        write_whole(Path(name), [texts[1]])
        complain(f"{name}: corrected")


def _corrected(name: str, codes: Collection[str], known: str | None) -> tuple[str, str] | None:
    """Return a ``.bib`` text as it stands and as it should be; None where it is none, or cannot be corrected."""
    from briefmeta.checks.bibliographies.bib_corrections import apply, corrections
    from briefmeta.formats import detect, find_format

    try:
        data = Path(name).read_bytes()
        text = data.decode("utf-8")
        chosen = find_format(known) if known else detect(text, Path(name).suffix.lower()).format
    except OSError as fault:
        raise FileError(name, fault.strerror or str(fault)) from fault
    except UnicodeDecodeError:
        complain(f"{name}: not corrected, as it is not in UTF-8")
        return None
    except BriefmetaError:
        return None  # told when it is checked
    if chosen.name not in BIB:
        complain(f"{name}: not corrected, as only .bib files are")
        return None
    found = list(corrections(text, codes))
    new = apply(text, found)
    if found and not _reads_the_same(chosen, text, new, {each.key for each in found}):
        complain(f"{name}: not corrected, as other programs could read it otherwise")
        return None
    return text, new


def _reads_the_same(chosen: Format, old: str, new: str, corrected: Collection[str]) -> bool:
    """Return whether two texts have the same entries, but for the corrected ones, and the same faults."""
    faults: tuple[list[ParseError], list[ParseError]] = ([], [])
    before, after = chosen.loads(old, faults[0]), chosen.loads(new, faults[1])
    if len(before) != len(after) or sum(not f.warning for f in faults[0]) != sum(
        not f.warning for f in faults[1]
    ):
        return False
    return all(
        one == other or (one.key == other.key and one.key in corrected)
        for one, other in zip(before, after, strict=True)
    )
