"""The tags and types of RIS, and what each is in a report.

Source: the RIS format specifications of 2001 (Reference Manager) and 2011 (EndNote), and what Zotero, EndNote
and Mendeley write today.
"""

from __future__ import annotations

TYPES = {
    "RPRT": "report",
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "INPR": "article-journal",
    "ABST": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CTLG": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "THES": "thesis",
    "CPAPER": "paper-conference",
    "CONF": "paper-conference",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "ICOMM": "post",
    "DATA": "dataset",
    "DBASE": "dataset",
    "AGGR": "dataset",
    "COMP": "software",
    "MAP": "map",
    "PAT": "patent",
    "STAND": "standard",
    "BILL": "bill",
    "UNBILL": "bill",
    "STAT": "legislation",
    "CASE": "legal_case",
    "LEGAL": "regulation",
    "HEAR": "hearing",
    "MANSCPT": "manuscript",
    "UNPB": "article",
    "PAMP": "pamphlet",
    "CLSWK": "classic",
    "ANCIENT": "classic",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
    "FIGURE": "figure",
    "CHART": "figure",
    "EQUA": "figure",
    "ART": "graphic",
    "MPCT": "motion_picture",
    "VIDEO": "motion_picture",
    "MULTI": "motion_picture",
    "ADVS": "motion_picture",
    "MUSIC": "musical_score",
    "SOUND": "song",
    "SLIDE": "speech",
    "PCOMM": "personal_communication",
    "JFULL": "periodical",
    "SER": "collection",
    "GOVDOC": "report",
    "GRANT": "document",
    "GEN": "document",
}
"""The CSL type of each RIS type."""

TYPE_OF: dict[str, str] = {}
"""The RIS type of each CSL type: the first one above; a type that has none is ``GEN`` with its name in
``M2``."""
for _ris, _csl in TYPES.items():
    TYPE_OF.setdefault(_csl, _ris)
TYPE_OF["document"] = "GEN"

REPORT_TYPES = frozenset({"RPRT", "GOVDOC"})
"""Types whose ``SN`` is the number of the report."""

PART_TYPES = frozenset(
    {"JOUR", "EJOUR", "INPR", "ABST", "MGZN", "NEWS", "CHAP", "ECHAP", "CPAPER", "CONF", "ENCYC", "DICT"}
    | {"BLOG", "ELEC", "WEB", "ICOMM", "UNPB"}
)
"""Types whose ``T2`` is what the item is a part of (a journal, a book, a site); for others it is the
series."""

COUNT_TYPES = frozenset({"BOOK", "EBOOK", "EDBOOK", "THES"})
"""Types whose ``SP``, where it is one number, says how many pages there are."""

FIELD_TAGS = {
    "TI": "title",
    "ST": "short_title",
    "PB": "publisher",
    "M3": "genre",
    "SV": "series_number",
    "LA": "language",
    "DO": "doi",
    "ID": "key",
    "AB": "summary",
    "N1": "note",
}
"""Tags that are one field of a report."""

EXTRA_TAGS = {
    "J2": "container-title-short",
    "VL": "volume",
    "IS": "issue",
    "ET": "edition",
    "NV": "number-of-volumes",
    "SE": "section",
    "CN": "call-number",
    "DB": "archive",
    "AV": "archive_location",
    "DP": "source",
    "RI": "reviewed-title",
    "RN": "annote",
}
"""Tags that are one CSL variable."""

NAME_TAGS = {"AU": "authors", "ED": "editors", "A4": "translators"}
"""Tags that hold one name a line."""

SERIES_EDITOR = ("A3", "collection-editor")
"""The tag and the variable of the editor of a series, whom a report has no field for."""

OLDER_TAGS = {
    "A1": "AU",
    "A2": "ED",
    "TA": "A4",
    "T1": "TI",
    "CT": "TI",
    "N2": "AB",
    "CP": "IS",
    "VO": "VL",
    "JA": "J2",
    "J1": "J2",
    "PP": "CY",
    "LK": "UR",
    "Y1": "DA",
}
"""Tags of older files, and the tag that has their meaning today."""

MULTI_LINE = frozenset({"AB", "N1", "N2", "RN"})
"""Tags whose line ends count."""

FILE_TAGS = ("L1", "L2")
"""Links to the full text; where no ``UR`` stands, a web address among them is the address of the item."""

OTHER_TAGS = frozenset(
    "AD AN C1 C2 C3 C4 C5 C6 C7 C8 CA DI DS L3 L4 LB LL OP RP U1 U2 U3 U4 U5 U6 U7 U8 U9".split()
)
"""Tags of the specification without a meaning here: they are known when they are written loosely, too."""

KNOWN_TAGS = frozenset(
    {*FIELD_TAGS, *EXTRA_TAGS, *NAME_TAGS, *OLDER_TAGS, *FILE_TAGS, *OTHER_TAGS, SERIES_EDITOR[0]}
    | {
        "TY",
        "ER",
        "PY",
        "DA",
        "Y2",
        "CY",
        "T2",
        "T3",
        "JO",
        "JF",
        "BT",
        "SN",
        "M1",
        "M2",
        "SP",
        "EP",
        "UR",
        "KW",
    }
)
"""The tags of the specification. What has no meaning here is kept in ``extra`` under the tag itself."""
