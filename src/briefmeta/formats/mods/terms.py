"""The words of MODS for what a report has: roles, kinds, the places of CSL variables. Used in both directions.

Source: MODS User Guidelines, version 3; MARC Code List for Relators; CSL 1.0.2, appendices III and IV.
"""

from __future__ import annotations

from typing import Final

FIELD_ROLES: Final = {
    "authors": ("aut", "author"),
    "editors": ("edt", "editor"),
    "translators": ("trl", "translator"),
}
"""The MARC relator of a field with names: code and term."""

VARIABLE_ROLES: Final = {
    "compiler": ("com", "compiler"),
    "composer": ("cmp", "composer"),
    "contributor": ("ctb", "contributor"),
    "curator": ("cur", "curator"),
    "director": ("drt", "director"),
    "host": ("hst", "host"),
    "illustrator": ("ill", "illustrator"),
    "interviewer": ("ivr", "interviewer"),
    "narrator": ("nrt", "narrator"),
    "organizer": ("orm", "organizer"),
    "performer": ("prf", "performer"),
    "producer": ("pro", "producer"),
    "recipient": ("rcp", "addressee"),
}
"""The MARC relator of a CSL name variable that a report keeps in ``extra``."""

ROLES: Final = {
    term: name for table in (VARIABLE_ROLES, FIELD_ROLES) for name, terms in table.items() for term in terms
} | {"cre": "authors", "creator": "authors", "dis": "authors", "dissertant": "authors"}
"""What holds the names with a role, by its code or term."""

RELATED_NAMES: Final = {"collection-editor": ("series", "edt"), "container-author": ("host", "aut")}
"""CSL name variables that belong to a related item: its type, and the relator there."""

RESOURCES: Final = {
    "dataset": "dataset",
    "figure": "still image",
    "graphic": "still image",
    "map": "cartographic",
    "motion_picture": "moving image",
    "musical_score": "notated music",
    "software": "software, multimedia",
    "song": "sound recording",
}
"""The ``typeOfResource`` of a CSL type; all others are ``text``."""

READ_RESOURCES: Final = {term: csl_type for csl_type, term in RESOURCES.items()} | {
    "audio": "song",
    "dataset": "dataset",
    "manuscript": "manuscript",
    "multimedia": "software",
    "sound recording-musical": "song",
    "sound recording-nonmusical": "song",
    "still image": "graphic",
}
"""The CSL type of a ``typeOfResource`` of MODS 3.8 and of earlier versions, in lower case."""

HOST_PARTS: Final = {
    "book": "chapter",
    "conference publication": "paper-conference",
    "journal": "article-journal",
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "periodical": "article-journal",
    "encyclopedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary",
    "web site": "webpage",
}
"""The CSL type of a part of what has a genre, in lower case."""

GENRE_TYPES: Final = {
    "article": "article-journal",
    "artwork": "graphic",
    "audiorecording": "song",
    "blogpost": "post-weblog",
    "booksection": "chapter",
    "case": "legal_case",
    "computerprogram": "software",
    "conference publication": "paper-conference",
    "conferencepaper": "paper-conference",
    "dictionaryentry": "entry-dictionary",
    "email": "personal_communication",
    "encyclopediaarticle": "entry-encyclopedia",
    "film": "motion_picture",
    "forumpost": "post",
    "instantmessage": "personal_communication",
    "journalarticle": "article-journal",
    "law report or digest": "legal_case",
    "letter": "personal_communication",
    "magazinearticle": "article-magazine",
    "motion picture": "motion_picture",
    "newspaperarticle": "article-newspaper",
    "podcast": "broadcast",
    "presentation": "speech",
    "standard or specification": "standard",
    "radiobroadcast": "broadcast",
    "statute": "legislation",
    "technical report": "report",
    "theses": "thesis",
    "tvbroadcast": "broadcast",
    "videorecording": "motion_picture",
    "web site": "webpage",
}
"""The CSL type of a term of the MARC genre list (marcgt), and of an item type of Zotero, both in lower case."""

REPORT_NUMBER, OTHER_NUMBER = "report number", "local"
"""The ``identifier`` type of a report's number, and of the number of something else."""

TEXT_PLACES: Final = {
    "archive": ("location", "physicalLocation"),
    "call-number": ("location", "shelfLocator"),
    "edition": ("originInfo", "edition"),
}
"""Where CSL variables that are kept in ``extra`` stand."""

DETAILS: Final = {"volume": "volume", "issue": "issue", "chapter-number": "chapter"}
"""CSL variables that number a part, and the ``type`` of its ``detail``."""
