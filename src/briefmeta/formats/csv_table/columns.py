"""The columns of CSV files, and what each is in a report: this library's, Zotero's, and usual names."""

from __future__ import annotations

import re
from typing import Final

OWN_VARIABLES: Final = ("container-title", "volume", "issue", "edition")
"""CSL variables that have a column of their own; others stand together in the column ``extra``."""

EXTRA, EXACT = "extra", "exact"
"""The columns with JSON: what has no column, and the fields that their cells do not bring back."""

_ALIASES: Final = {
    "authors": "author,creator,creators,authors names,author names,by",
    "editors": "editor",
    "translators": "translator",
    "title": "report title,document title,name",
    "short_title": "shorttitle",
    "issued": "date,publication date,published,publication year,year,date published,pub date,date issued",
    "accessed": "access date,retrieved,date accessed",
    "handle": "hdl,handle uri,persistent identifier,coi,cid",
    "doi": "digital object identifier",
    "isbn": "isbns",
    "issn": "issns",
    "url": "link,web address,uri,source url,landing page",
    "publisher": "institution,publishing body,publishing organization,published by",
    "country": "published in,country of publication",
    "place": "place of publication,publisher place,location,city",
    "genre": "report type,subtype,document type",
    "number": "report number,no",
    "series": "series title,collection",
    "series_number": "number in series",
    "pages": "page,page range",
    "number_of_pages": "num pages,page count,total pages,of pages",
    "summary": "abstract,abstract note,description",
    "language": "lang",
    "subjects": "keywords,tags,manual tags,topics,subject,author keywords",
    "rights": "license,licence,copyright",
    "note": "notes,comments",
    "key": "citation key,id,bibtex key,cite key",
    "type": "item type,csl type",
    "container-title": "publication title,journal,journal title,source title,book title,container title",
    "container-title-short": "journal abbreviation",
    "number-of-volumes": "number of volumes",
    "call-number": "call number",
    "archive_location": "archive location,loc in archive",
    "source": "library catalog",
    "collection-editor": "series editor",
}
COLUMNS: Final = {
    name: target
    for target, names in _ALIASES.items()
    for name in (target.replace("_", " ").replace("-", " "), *names.split(","))
} | {name: name for name in OWN_VARIABLES}
"""The field or the CSL variable of each name of a column, folded."""

ITEM_TYPES: Final = {
    "journalarticle": "article-journal",
    "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper",
    "booksection": "chapter",
    "conferencepaper": "paper-conference",
    "encyclopediaarticle": "entry-encyclopedia",
    "dictionaryentry": "entry-dictionary",
    "blogpost": "post-weblog",
    "forumpost": "post",
    "computerprogram": "software",
    "statute": "legislation",
    "case": "legal_case",
    "presentation": "speech",
    "film": "motion_picture",
    "videorecording": "motion_picture",
    "audiorecording": "song",
    "artwork": "graphic",
    "letter": "personal_communication",
    "preprint": "article",
}
"""The CSL types of Zotero's item types that are called otherwise."""

_NOT_A_LETTER = re.compile(r"[\W_]+")


def column_target(header: str) -> str | None:
    """Return the field or CSL variable that a column is for, from its name in any usual spelling.

    >>> column_target("Publication Year"), column_target("container-title"), column_target("Colour")
    ('issued', 'container-title', None)
    """
    folded = _NOT_A_LETTER.sub(" ", header).strip().casefold()
    return COLUMNS.get(folded)
