"""What kind of thing a record describes: CSL item types, COAR resource types, the words of repositories.

Source: COAR Resource Types, version 3.1, and the concepts of earlier versions, which still resolve; DCMI Type
Vocabulary; info:eu-repo/semantics (DRIVER Guidelines 2.0, "Use of vocabularies"); CSL 1.0.2, appendix III.
"""

from __future__ import annotations

from typing import Final

from briefmeta.model.report import CSL_TYPES
from briefmeta.vocabulary import rows

COAR: Final = "http://purl.org/coar/resource_type/"

# The COAR concept of a CSL type; types that are not here have none that says the same.
_CONCEPTS: Final = {
    "article": "c_816b",
    "article-journal": "c_6501",
    "article-newspaper": "c_998f",
    "book": "c_2f33",
    "chapter": "c_3248",
    "dataset": "c_ddb1",
    "graphic": "c_ecc8",
    "interview": "c_26e4",
    "manuscript": "c_0040",
    "map": "c_12cd",
    "motion_picture": "c_8a7e",
    "musical_score": "c_18cw",
    "paper-conference": "c_5794",
    "patent": "c_15cd",
    "periodical": "c_2659",
    "personal_communication": "c_0857",
    "post-weblog": "c_6947",
    "report": "c_93fc",
    "review": "c_efa0",
    "review-book": "c_ba08",
    "software": "c_5ce6",
    "song": "c_18cd",
    "speech": "c_8544",
    "thesis": "c_46ec",
    "webpage": "c_7ad9",
}
# The concepts that are narrower than a CSL type, by their label; the label is a genre in CSL's sense.
_NARROWER: Final = {
    "report": {
        "data management plan": "c_ab20",
        "internal report": "c_18ww",
        "memorandum": "c_18wz",
        "policy report": "c_186u",
        "project deliverable": "c_18op",
        "report to funding agency": "c_18hj",
        "research report": "c_18ws",
        "technical documentation": "c_71bd",
        "technical report": "c_18gh",
        "working paper": "c_8042",
    },
    "thesis": {"bachelor thesis": "c_7a1f", "doctoral thesis": "c_db06", "master thesis": "c_bdcc"},
    "article-journal": {
        "data paper": "c_beb9",
        "research article": "c_2df8fbb1",
        "review article": "c_dcae04bc",
    },
}
_BY_CONCEPT: Final = {concept: (csl_type, "") for csl_type, concept in reversed(_CONCEPTS.items())} | {
    concept: (csl_type, label) for csl_type, labels in _NARROWER.items() for label, concept in labels.items()
}
_EU_REPO: Final = {
    "article": ("article-journal", ""),
    "bachelorthesis": ("thesis", "bachelor thesis"),
    "book": ("book", ""),
    "bookpart": ("chapter", ""),
    "conferenceobject": ("paper-conference", ""),
    "conferencepaper": ("paper-conference", ""),
    "doctoralthesis": ("thesis", "doctoral thesis"),
    "internalreport": ("report", "internal report"),
    "lecture": ("speech", ""),
    "masterthesis": ("thesis", "master thesis"),
    "patent": ("patent", ""),
    "preprint": ("article", ""),
    "report": ("report", ""),
    "review": ("review", ""),
    "studentthesis": ("thesis", ""),
    "technicaldocumentation": ("report", "technical documentation"),
    "technicalreport": ("report", "technical report"),
    "workingpaper": ("report", "working paper"),
}
_DCMI: Final = {
    "collection": None,
    "dataset": "dataset",
    "event": "event",
    "image": "graphic",
    "interactiveresource": None,
    "movingimage": "motion_picture",
    "physicalobject": None,
    "service": None,
    "software": "software",
    "sound": None,
    "stillimage": "graphic",
    "text": None,
}
# What repositories write, in lower case and without "s" at the end, where it says no more than the CSL type.
_WORDS: Final = {
    "article": "article-journal",
    "blog post": "post-weblog",
    "book": "book",
    "book chapter": "chapter",
    "book part": "chapter",
    "book review": "review-book",
    "book section": "chapter",
    "conference paper": "paper-conference",
    "dissertation": "thesis",
    "journal article": "article-journal",
    "newspaper article": "article-newspaper",
    "preprint": "article",
    "report": "report",
    "thesi": "thesis",
    "website": "webpage",
}

DATACITE_TYPES: Final = {
    "audiovisual": "motion_picture",
    "award": "document",
    "book": "book",
    "bookchapter": "chapter",
    "collection": "collection",
    "computationalnotebook": "software",
    "conferencepaper": "paper-conference",
    "conferenceproceeding": "book",
    "datapaper": "article-journal",
    "dataset": "dataset",
    "dissertation": "thesis",
    "event": "event",
    "film": "motion_picture",
    "image": "graphic",
    "interactiveresource": "webpage",
    "journal": "periodical",
    "journalarticle": "article-journal",
    "model": "software",
    "outputmanagementplan": "report",
    "peerreview": "review",
    "poster": "speech",
    "preprint": "article",
    "presentation": "speech",
    "report": "report",
    "software": "software",
    "sound": "song",
    "standard": "standard",
    "studyregistration": "document",
}
"""The CSL type of a ``resourceTypeGeneral`` of DataCite (4.6, appendix 1), in lower case; ``Text`` says none."""


def crossref_type(text: str | None) -> str | None:
    """Return the CSL type of a content type of Crossref; None for what is none.

    >>> crossref_type("journal-article"), crossref_type("report"), crossref_type("booklet")
    ('article-journal', 'report', None)
    """
    if text in CSL_TYPES:
        return text
    return next((csl_type for name, csl_type in rows("crossref_types") if name == text), None)


def concept_of(csl_type: str, genre: str | None = None) -> str | None:
    """Give the URI of the COAR resource type of a CSL type and genre; None where COAR has none.

    >>> concept_of("report", "Working paper")
    'http://purl.org/coar/resource_type/c_8042'
    >>> concept_of("report", "Policy brief")
    'http://purl.org/coar/resource_type/c_93fc'
    """
    narrower = _NARROWER.get(csl_type)
    concept = narrower.get(genre.lower()) if narrower and genre else None
    concept = concept or _CONCEPTS.get(csl_type)
    return COAR + concept if concept else None


def read_type(text: str) -> tuple[str | None, str] | None:
    """Read what a record says of its kind.

    Args:
        text: a URI, a term of a vocabulary or a word.

    Returns:
        The CSL type, or None where the term is wider than any of them (``Text``), and a genre that the term
        says beside it, or nothing; None for a text that is no such term.

    >>> read_type("http://purl.org/coar/resource_type/c_8042")
    ('report', 'Working paper')
    >>> read_type("info:eu-repo/semantics/report"), read_type("Text"), read_type("Policy brief")
    (('report', ''), (None, ''), None)
    """
    if text in CSL_TYPES:
        return text, ""
    folded = text.lower()
    if ("coar/resource_type/" in folded or folded.startswith("c_")) and len(folded) < 100:
        found = _BY_CONCEPT.get(folded.rpartition("/")[2])
        return (found[0], found[1].capitalize()) if found else None
    if folded.startswith(("info:eu-repo/semantics/", "doc-type:")):
        # DINI, "Gemeinsames Vokabular für Publikations- und Dokumenttypen", has the same words behind doc-type:
        found = _EU_REPO.get(folded.rpartition("/")[2].removeprefix("doc-type:"))
        return (found[0], found[1].capitalize()) if found else None
    term = folded.rpartition("/")[2] if "purl.org/dc/dcmitype/" in folded else folded
    if term.replace(" ", "") in _DCMI:
        return _DCMI[term.replace(" ", "")], ""
    word = _WORDS.get(folded.removesuffix("s").replace("-", " ").replace("_", " "))
    return (word, "") if word else None
