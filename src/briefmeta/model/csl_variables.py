"""The variables of CSL and the fields of a report that hold them.

Source: CSL 1.0.2, appendix IV; its JSON schema ``csl-data.json``.
"""

from __future__ import annotations

TEXT_VARIABLES = {
    "title": "title",
    "title-short": "short_title",
    "publisher": "publisher",
    "genre": "genre",
    "number": "number",
    "collection-title": "series",
    "collection-number": "series_number",
    "page": "pages",
    "number-of-pages": "number_of_pages",
    "abstract": "summary",
    "language": "language",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "note": "note",
}
NAME_VARIABLES = {"author": "authors", "editor": "editors", "translator": "translators"}
DATE_VARIABLES = {"issued": "issued", "accessed": "accessed"}
OWN = "briefmeta"
"""The member of ``custom`` that holds what CSL has no variable for, as ``jsonl`` writes it."""
OLDER_NAMES = {"shortTitle": "title-short"}

EXTRA_NAMES = frozenset(
    """chair collection-editor compiler composer container-author contributor curator director
    editorial-director executive-producer guest host interviewer illustrator narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator""".split()
)
EXTRA_DATES = frozenset({"available-date", "event-date", "original-date", "submitted"})
EXTRA_TEXTS = frozenset(
    """annote archive archive_collection archive_location archive-place authority call-number categories
    chapter-number citation-key citation-label citation-number container-title container-title-short
    dimensions division edition event event-place event-title first-reference-note-number issue
    journalAbbreviation jurisdiction keyword locator medium number-of-volumes original-publisher
    original-publisher-place original-title page-first part part-title PMCID PMID printing references
    reviewed-genre reviewed-title scale section source status supplement version volume volume-title
    volume-title-short year-suffix""".split()
)
FIELD_VARIABLES = {**TEXT_VARIABLES, **NAME_VARIABLES, **DATE_VARIABLES, "URL": "url"}
CSL_VARIABLES = EXTRA_NAMES | EXTRA_DATES | EXTRA_TEXTS | frozenset(FIELD_VARIABLES) | {"publisher-place"}
"""Every variable that an item of CSL 1.0.2 may have."""
