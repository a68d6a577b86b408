"""The crosswalk between reports and ``.bib`` files, for both directions and both dialects: tables only.

What a dialect has no field for is written as a field that carries the name of the CSL variable; BibTeX and
biber pass over fields that they do not know.

Source: *BibTeXing*, section 3; the manual of BibLaTeX, sections 2.1 and 2.2; CSL 1.0.2, appendices III and
IV.
"""

from __future__ import annotations

from typing import NamedTuple

from briefmeta.model.report import FIELDS


class Kind:
    """How the text of a field is written and read."""

    TITLE = "title"  # LaTeX with CSL's inline markup, protected from changes of case
    TEXT = "text"  # LaTeX
    LINES = "lines"  # LaTeX of several lines
    LIST = "list"  # LaTeX in which the word "and" parts items unless it is in braces
    PAGES = "pages"  # LaTeX in which a hyphen between pages is two
    VERBATIM = "verbatim"  # no LaTeX
    NAMES = "names"
    DATE = "date"


class Field(NamedTuple):
    """One line of the crosswalk: an attribute of ``Report`` or a CSL variable, and its field in each dialect."""

    target: str
    bibtex: str
    biblatex: str
    kind: str = Kind.TEXT


# --- types

ENTRY_TYPES: dict[str, tuple[str, str]] = {
    "article": ("article", "article"),
    "article-journal": ("article", "article"),
    "article-magazine": ("article", "article"),
    "article-newspaper": ("article", "article"),
    "bill": ("misc", "legislation"),
    "book": ("book", "book"),
    "broadcast": ("misc", "video"),
    "chapter": ("incollection", "incollection"),
    "classic": ("book", "book"),
    "collection": ("misc", "misc"),
    "dataset": ("misc", "dataset"),
    "document": ("misc", "misc"),
    "entry": ("incollection", "inreference"),
    "entry-dictionary": ("incollection", "inreference"),
    "entry-encyclopedia": ("incollection", "inreference"),
    "event": ("misc", "misc"),
    "figure": ("misc", "image"),
    "graphic": ("misc", "artwork"),
    "hearing": ("misc", "jurisdiction"),
    "interview": ("misc", "misc"),
    "legal_case": ("misc", "jurisdiction"),
    "legislation": ("misc", "legislation"),
    "manuscript": ("unpublished", "unpublished"),
    "map": ("misc", "misc"),
    "motion_picture": ("misc", "movie"),
    "musical_score": ("misc", "music"),
    "pamphlet": ("booklet", "booklet"),
    "paper-conference": ("inproceedings", "inproceedings"),
    "patent": ("misc", "patent"),
    "performance": ("misc", "performance"),
    "periodical": ("misc", "periodical"),
    "personal_communication": ("misc", "letter"),
    "post": ("misc", "online"),
    "post-weblog": ("misc", "online"),
    "regulation": ("misc", "legal"),
    "report": ("techreport", "report"),
    "review": ("article", "review"),
    "review-book": ("article", "review"),
    "software": ("misc", "software"),
    "song": ("misc", "audio"),
    "speech": ("misc", "unpublished"),
    "standard": ("misc", "standard"),
    "thesis": ("phdthesis", "thesis"),
    "treaty": ("misc", "legal"),
    "webpage": ("misc", "online"),
}
"""CSL type to entry type of BibTeX and of BibLaTeX; where those do not tell the CSL type, ``entrysubtype`` does."""

CSL_TYPES: dict[str, str] = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "blog": "post-weblog",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "code": "software",
    "codefragment": "software",
    "collection": "book",
    "conference": "paper-conference",
    "data": "dataset",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "figure",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "map": "map",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "musical_score",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "newspaper": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "softwaremodule": "software",
    "softwareversion": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "webpage": "webpage",
    "website": "webpage",
    "www": "webpage",
}
"""Entry type of either dialect, and of programs that write their own, to CSL type."""

FINER_TYPES: dict[str, tuple[bool, bool]] = {
    **dict.fromkeys(("inbook", "manual", "proceedings"), (True, True)),
    **dict.fromkeys(("bookinbook", "collection", "mvbook", "mvcollection", "mvproceedings"), (False, True)),
    **dict.fromkeys(("mvreference", "reference", "suppbook", "suppcollection"), (False, True)),
}
"""Entry types that say more than their CSL type, and whether BibTeX and BibLaTeX have them. ``extra`` keeps them as
``entrytype``, so that a manual goes out as one: styles print it with its ``organization``, not as a book."""

SUBTYPES = {
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "blog": "post-weblog",
    "blogpost": "post-weblog",
}
"""Values of ``entrysubtype`` that people write, beside the CSL types."""

THESES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
"""Entry types and localisation keys that stand for a ``type`` in words (the manual of BibLaTeX, section 4.9.2.13)."""

LOCALISATION_KEYS = {
    "newseries": "New series",
    "oldseries": "Old series",
    "patent": "Patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "Patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
    "software": "Computer software",
    "datacd": "Data CD",
    "audiocd": "Audio CD",
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}
"""Localisation keys of ``series``, ``type`` and ``pubstate`` in English (the manual of BibLaTeX, section 4.9.2)."""

PLAIN_THESIS = "Thesis"
"""The ``type`` of a thesis that does not say what sort it is; without one, BibTeX would print "PhD thesis"."""

NOT_REPORTS = frozenset({"xdata", "control", "ieeetranbstctl", "set"})
"""Entry types that are no publications: data for other entries, settings, groups."""

ARTICLES = frozenset(
    {
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "review",
        "review-book",
        "periodical",
    }
)
"""Types whose ``number`` is the issue of what they appeared in."""

NUMBERED_IN_SERIES = frozenset(
    {"book", "chapter", "classic", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"}
)
"""Types whose ``number`` is the number in a series."""

# --- fields

REPORT_FIELDS = (
    Field("title", "title", "title", Kind.TITLE),
    Field("short_title", "shorttitle", "shorttitle", Kind.TITLE),
    Field("genre", "type", "type"),
    Field("publisher", "publisher", "publisher", Kind.LIST),
    Field("series", "series", "series", Kind.TITLE),
    Field("number", "number", "number"),
    Field("series_number", "collection-number", "collection-number"),
    Field("pages", "pages", "pages", Kind.PAGES),
    Field("number_of_pages", "pagetotal", "pagetotal"),
    Field("isbn", "isbn", "isbn"),
    Field("issn", "issn", "issn"),
    Field("doi", "doi", "doi", Kind.VERBATIM),
    Field("summary", "abstract", "abstract", Kind.LINES),
    Field("rights", "copyright", "copyright", Kind.LINES),
    Field("note", "note", "note", Kind.LINES),
)
"""Attributes of ``Report`` that one field holds, in the order of writing. Names, dates, place, country,
handle, URL, language and subjects have their own functions."""

NAME_FIELDS = (
    Field("authors", "author", "author", Kind.NAMES),
    Field("editors", "editor", "editor", Kind.NAMES),
    Field("translators", "translator", "translator", Kind.NAMES),
)

PUBLISHERS: dict[str, tuple[str, str]] = {
    "report": ("institution", "institution"),
    "thesis": ("school", "institution"),
    "manuscript": ("institution", "institution"),
    "webpage": ("howpublished", "organization"),
    "post": ("howpublished", "organization"),
    "post-weblog": ("howpublished", "organization"),
    "software": ("howpublished", "organization"),
    "document": ("howpublished", "organization"),
    "pamphlet": ("howpublished", "publisher"),
}
"""Where the issuing body of a type stands, if not in ``publisher``."""

PUBLISHER_FIELDS = ("institution", "school", "publisher", "organization")
"""Where it is looked for in reports and theses; in other types ``publisher`` comes first."""

VARIABLES = (
    Field("container-title", "booktitle", "booktitle", Kind.TITLE),
    Field("container-title-short", "shortjournal", "shortjournal", Kind.TITLE),
    Field("volume", "volume", "volume"),
    Field("issue", "issue", "issue"),
    Field("edition", "edition", "edition"),
    Field("chapter-number", "chapter", "chapter"),
    Field("number-of-volumes", "volumes", "volumes"),
    Field("part-number", "part", "part"),
    Field("event-title", "eventtitle", "eventtitle", Kind.TITLE),
    Field("event-place", "venue", "venue", Kind.LIST),
    Field("event-date", "eventdate", "eventdate", Kind.DATE),
    Field("original-date", "origdate", "origdate", Kind.DATE),
    Field("original-title", "origtitle", "origtitle", Kind.TITLE),
    Field("original-publisher", "origpublisher", "origpublisher", Kind.LIST),
    Field("original-publisher-place", "origlocation", "origlocation", Kind.LIST),
    Field("available-date", "available-date", "available-date", Kind.DATE),
    Field("submitted", "submitted", "submitted", Kind.DATE),
    Field("reviewed-title", "reviewed-title", "reviewed-title", Kind.TITLE),
    Field("volume-title", "volume-title", "volume-title", Kind.TITLE),
    Field("part-title", "part-title", "part-title", Kind.TITLE),
    Field("call-number", "library", "library"),
    Field("status", "pubstate", "pubstate"),
    Field("version", "version", "version"),
    Field("annote", "annote", "annotation", Kind.LINES),
    Field("PMID", "pmid", "pmid"),
    Field("PMCID", "pmcid", "pmcid"),
    Field("container-author", "bookauthor", "bookauthor", Kind.NAMES),
    *(
        Field(variable, variable, variable, Kind.NAMES)
        for variable in """chair collection-editor compiler composer contributor curator director
        editorial-director executive-producer guest host illustrator interviewer narrator organizer
        original-author performer producer recipient reviewed-author script-writer series-creator""".split()
    ),
    # values that the report's own field could not hold
    Field("DOI", "doi", "doi", Kind.VERBATIM),
    Field("ISBN", "isbn", "isbn"),
    Field("ISSN", "issn", "issn"),
    Field("URL", "url", "url", Kind.VERBATIM),
    Field("language", "language", "language"),
    Field("file", "file", "file", Kind.VERBATIM),
)
"""CSL variables that a report carries in ``extra``."""

EDITOR_ROLES = {
    "collection-editor": "series",
    "compiler": "compiler",
    "contributor": "collaborator",
    "director": "director",
    "editorial-director": "editorialdirector",
    "illustrator": "illustrator",
    "organizer": "organizer",
    "producer": "producer",
}
"""Roles that BibLaTeX has ``editora`` to ``editorc`` for, and what ``editoratype`` says (its manual, section 2.3.6)."""

FURTHER_EDITORS = ("editora", "editorb", "editorc")

ALIASES = {
    "journaltitle": "container-title",
    "journal": "container-title",
    "shortjournal": "container-title-short",
    "journalabbreviation": "container-title-short",
    "annotation": "annote",
    "numpages": "number_of_pages",
    "totalpages": "number_of_pages",
    "pagecount": "number_of_pages",
    "rights": "rights",
    "license": "rights",
    "licence": "rights",
    "reportnumber": "number",
    "lccn": "call-number",
    "conference": "event-title",
    "eventvenue": "event-place",
    "serieseditor": "collection-editor",
}
"""Further names of fields that people write, and their target."""

# --- what the tables make together

KEYWORDS = ("keywords", "keyword", "subject", "subjects", "tags")
"""Names of the field for subjects."""

SUBTITLES = frozenset({"subtitle", "booksubtitle", "journalsubtitle"})
EDITOR_FIELDS = frozenset({"editortype", *FURTHER_EDITORS, *(f"{editor}type" for editor in FURTHER_EDITORS)})

_KINDS = {field.target: field.kind for field in (*REPORT_FIELDS, *NAME_FIELDS, *VARIABLES)}
SPECIAL = (
    frozenset(
        """year month day date publisher institution school organization howpublished address location country
    number issue eid collection-number csl-number url doi eprint eprinttype eprintclass archiveprefix handle
    hdl bdsk-url-1 note language langid bcp47 hyphenation entrysubtype type subtitle booksubtitle
    journalsubtitle urldate lastchecked lastaccessed accessed visited link csl-json editortype""".split()
    )
    | frozenset(KEYWORDS)
    | {f"{editor}type" for editor in FURTHER_EDITORS}
)
"""Fields that are read together with others."""


def _steps() -> dict[str, tuple[str, str]]:
    """Make the table of fields that are read by themselves: name of the field to target and kind."""
    steps: dict[str, tuple[str, str]] = {}
    for field in (*REPORT_FIELDS, *NAME_FIELDS, *VARIABLES):
        for name in (field.bibtex, field.biblatex):
            steps.setdefault(name, (field.target, field.kind))
    for name, target in ALIASES.items():
        steps[name] = (target, _KINDS[target])
    for name in FURTHER_EDITORS:
        steps[name] = (name, Kind.NAMES)
    return {name: step for name, step in steps.items() if name not in SPECIAL}


STEPS = _steps()
"""Fields that are read by themselves: name to the attribute or CSL variable, and the kind."""

ATTRIBUTES = frozenset(FIELDS)
"""The attributes of a report; other targets are CSL variables in ``extra``."""

KNOWN_FIELDS = SPECIAL | frozenset(STEPS)
"""Every name of a field that means something to the reader."""
