"""The columns of CSV files, and what each is in a report: this library's, Zotero's, and usual names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

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

DSPACE: Final = {
    "title": "title",
    "title alternative": "short_title",
    "contributor author": "authors",
    "creator": "authors",
    "contributor editor": "editors",
    "contributor translator": "translators",
    "date issued": "issued",
    "date": "issued",
    "publisher": "publisher",
    "identifier uri": "url",
    "identifier doi": "doi",
    "identifier isbn": "isbn",
    "identifier issn": "issn",
    "language iso": "language",
    "language": "language",
    "description abstract": "summary",
    "description": "note",
    "subject": "subjects",
    "relation ispartofseries": "series",
    "relation ispartof": "container-title",
    "rights": "rights",
    "type": "type",
    "format extent": "number_of_pages",
}
"""Columns of DSpace's export of metadata, without the schema ``dc`` (DSpace manual, "Batch Metadata Editing")."""

EDITORS_OR_PUBLISHER: Final = "editors or publisher"
"""What *Herausgeber* and the like are: persons are editors, an organization is the publisher."""
NUMBER_OR_RANGE: Final = "pages or number of pages"
"""What a word for pages is that has no other for their number beside it."""

_NOT_A_LETTER = re.compile(r"[\W_]+")
_QUALIFIER = re.compile(r"\s*\[[^\[\]]{0,20}\]\s*$|\s?\((?:s|es|en|e|in|innen|a|as|i|r)\)\s*$", re.IGNORECASE)
_OF_DSPACE = re.compile(r"(?:dc|dcterms)\.", re.IGNORECASE)


def column_target(header: str) -> str | None:
    """Return the field or CSL variable that a column is for, from its name in any usual spelling.

    Known are this library's columns, those of Zotero and DSpace, and the labels of record pages in every language.

    >>> column_target("Publication Year"), column_target("container-title"), column_target("Colour")
    ('issued', 'container-title', None)
    >>> column_target("dc.title[en_US]"), column_target("Author(s)"), column_target("Erscheinungsdatum")
    ('title', 'authors', 'issued')
    """
    bare = _QUALIFIER.sub("", header)
    folded = _NOT_A_LETTER.sub(" ", bare).strip().casefold()
    if _OF_DSPACE.match(bare):
        return DSPACE.get(folded.split(" ", 1)[-1])
    return COLUMNS.get(folded) or _labelled(header)


def _labelled(header: str) -> str | None:
    from briefmeta.formats.record.labels import label_field

    field = label_field(header)
    if field == "pages":
        return NUMBER_OR_RANGE
    return field if field not in ("other", "citation") else None


def is_of_dspace(header: Iterable[str]) -> bool:
    """Return whether a table is an export of DSpace: then ``id`` and ``collection`` are its own."""
    return any(_OF_DSPACE.match(name) for name in header)
