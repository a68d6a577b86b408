"""Which field of a ``.bib`` file is read as what: made from the crosswalk of ``bib.tables``."""

from __future__ import annotations

from briefmeta.formats.bib import tables
from briefmeta.formats.bib.tables import Kind
from briefmeta.model.report import FIELDS

KEYWORDS = ("keywords", "keyword", "subject", "subjects", "tags")
"""Names of the field for subjects."""

SUBTITLES = frozenset({"subtitle", "booksubtitle", "journalsubtitle"})
EDITOR_ROLES = frozenset(
    {"editortype", *tables.FURTHER_EDITORS, *(f"{editor}type" for editor in tables.FURTHER_EDITORS)}
)

_KINDS = {
    field.target: field.kind for field in (*tables.REPORT_FIELDS, *tables.NAME_FIELDS, *tables.VARIABLES)
}
SPECIAL = (
    frozenset(
        """year month day date publisher institution school organization howpublished address location country
    number issue eid collection-number csl-number url doi eprint eprinttype eprintclass archiveprefix handle
    hdl bdsk-url-1 note language langid bcp47 hyphenation entrysubtype type subtitle booksubtitle
    journalsubtitle urldate lastchecked lastaccessed accessed visited link csl-json editortype""".split()
    )
    | frozenset(KEYWORDS)
    | {f"{editor}type" for editor in tables.FURTHER_EDITORS}
)
"""Fields that are read together with others."""


def _steps() -> dict[str, tuple[str, str]]:
    """Make the table of fields that are read by themselves: name of the field to target and kind."""
    steps: dict[str, tuple[str, str]] = {}
    for field in (*tables.REPORT_FIELDS, *tables.NAME_FIELDS, *tables.VARIABLES):
        for name in (field.bibtex, field.biblatex):
            steps.setdefault(name, (field.target, field.kind))
    for name, target in tables.ALIASES.items():
        steps[name] = (target, _KINDS[target])
    for name in tables.FURTHER_EDITORS:
        steps[name] = (name, Kind.NAMES)
    return {name: step for name, step in steps.items() if name not in SPECIAL}


STEPS = _steps()
"""Fields that are read by themselves: name to the attribute or CSL variable, and the kind."""

ATTRIBUTES = frozenset(FIELDS)
"""The attributes of a report; other targets are CSL variables in ``extra``."""

KNOWN_FIELDS = SPECIAL | frozenset(STEPS)
"""Every name of a field that means something to the reader."""
