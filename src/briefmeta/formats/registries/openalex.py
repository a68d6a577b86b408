"""OpenAlex's JSON: one work, or an answer with ``results``. Read only.

OpenAlex gives an abstract as an index of its words with their positions, and authors by their name as one text. Its own
measures of the work, and what it has inferred about it (topics, concepts, institutions), are no metadata of the work.

Source: OpenAlex technical documentation, "Work object" (docs.openalex.org).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefmeta.formats.registries.registry_record import RegistryRecord, read_records, texts_of
from briefmeta.formats.resource_types import crossref_type

if TYPE_CHECKING:
    from briefmeta.errors import ParseError
    from briefmeta.model.report import Report

BOOKKEEPING: Final = (
    *(
        "created_date",
        "updated_date",
        "cited_by_count",
        "cited_by_api_url",
        "counts_by_year",
        "cited_by_percentile_year",
    ),
    *(
        "citation_normalized_percentile",
        "fwci",
        "biblio_score",
        "concepts",
        "topics",
        "primary_topic",
        "mesh",
    ),
    *(
        "sustainable_development_goals",
        "related_works",
        "referenced_works",
        "referenced_works_count",
        "ngrams_url",
    ),
    *(
        "corresponding_author_ids",
        "corresponding_institution_ids",
        "countries_distinct_count",
        "has_fulltext",
    ),
    *(
        "institutions_distinct_count",
        "institution_assertions",
        "institutions",
        "is_authors_truncated",
        "is_paratext",
    ),
    *("is_retracted", "is_xpac", "indexed_in", "open_access", "apc_list", "apc_paid", "datasets", "versions"),
    *(
        "fulltext_origin",
        "relevance_score",
        "has_content",
        "content_url",
        "content_urls",
        "abstract_inverted_index_v3",
    ),
    *("locations_count", "best_oa_location", "type_crossref", "grants_count", "sources", "authors_count"),
)
"""What OpenAlex measures or has inferred."""
_TYPES: Final = {
    "article": "article-journal",
    "dissertation": "thesis",
    "editorial": "article-journal",
    "erratum": "article-journal",
    "letter": "article-journal",
    "libguides": "webpage",
    "paratext": "document",
    "preprint": "article",
    "retraction": "article-journal",
    "review": "article-journal",
    "software": "software",
    "supplementary-materials": "document",
}
_MOST_WORDS = 50_000  # of an abstract; positions beyond are none of an abstract


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the works of an answer of OpenAlex.

    Args:
        text: an answer with ``results``, a list of works, or one work.
        problems: takes what could not be read.

    >>> text = '{"id": "https://openalex.org/W1", "display_name": "Pivot", "publication_date": "2024-04-05"}'
    >>> [report] = loads(text, [])
    >>> report.title, str(report.issued)
    ('Pivot', '2024-04-05')
    """
    return read_records(
        text,
        problems,
        find=_works,
        read=_read,
        prefix="openalex",
        registry="OpenAlex",
        bookkeeping=BOOKKEEPING,
    )


def _works(value: Any) -> list[Any] | None:
    if isinstance(value, dict) and isinstance(value.get("results"), list):
        return list(value["results"])
    if isinstance(value, list):
        return value
    names = {"authorships", "display_name", "primary_location", "publication_year", "ids"}
    return [value] if isinstance(value, dict) and names & value.keys() else None


def _read(record: RegistryRecord) -> Report:
    kind = "".join(record.texts("type")[:1])
    record.fields["type"] = _TYPES.get(kind) or crossref_type(kind) or "document"
    record.fill("title", "title", "display_name")
    if record.node.get("display_name") == record.fields.get("title"):
        record.take("display_name")
    _authors(record)
    record.fill("doi", "doi")
    _identifiers(record)
    dates, years = record.texts("publication_date"), record.texts("publication_year")
    for text in (*dates[:1], *years[:1]):
        record.draft.add_date("issued", text)
    record.fill("language", "language")
    _place_of_publication(record)
    _biblio(record)
    record.fill("summary", "abstract")
    record.draft.add("summary", _abstract(record))
    _keywords(record)
    return record.report()


def _keywords(record: RegistryRecord) -> None:
    entries = record.objects("keywords")
    found = record.texts("keywords")
    for entry in entries:  # "keyword" is how the name was called until 2024
        found += texts_of(entry.pop("display_name", None)) or texts_of(entry.pop("keyword", None))
        record.leave_out(entry, "id", "score", of="keywords")
    record.fields["subjects"] = tuple(dict.fromkeys(found))
    record.put_back("keywords", entries)


def _authors(record: RegistryRecord) -> None:
    rest = []
    for entry in record.objects("authorships"):
        author = entry.pop("author", None)
        author = author if isinstance(author, dict) else {}
        written = texts_of(entry.pop("raw_author_name", None))
        literal = texts_of(author.pop("display_name", None)) or written
        orcid = texts_of(author.pop("orcid", None))
        name = record.name(literal=literal[:1], orcid=orcid[0] if orcid else None)
        record.add_name("authors", name)
        inferred = ("author_position", "is_corresponding", "countries", "institutions", "affiliations")
        record.leave_out(entry, *inferred)
        record.leave_out(author, "id")
        affiliations = texts_of(entry.pop("raw_affiliation_strings", None)) + texts_of(
            entry.pop("raw_affiliation_string", None)
        )
        left = {**entry, "author": author, "affiliation": list(dict.fromkeys(affiliations))}
        if any(value not in (None, "", [], {}) for value in left.values()):
            rest.append({"name": str(name), **left} if name else left)
    record.put_back("authorships", rest)


def _identifiers(record: RegistryRecord) -> None:
    ids = record.part("ids")
    ids.take("doi")  # which stands elsewhere
    ids.leave_out(ids.node, "openalex", "mag")
    for name, variable in (("pmid", "PMID"), ("pmcid", "PMCID")):
        for text in ids.texts(name)[:1]:
            record.extra[variable] = text.rstrip("/").rpartition("/")[2]
    record.put_back("ids", ids.node)
    record.leave_out(record.node, "id")


def _place_of_publication(record: RegistryRecord) -> None:
    """Read the first location: where it was published, as far as OpenAlex knows, and the address of its page."""
    location = record.part("primary_location")
    source = location.part("source")
    titles, kinds = source.texts("display_name"), source.texts("type")
    hosts = source.texts("host_organization_name")
    source.texts("issn_l")
    record.draft.gather("issn", ", ".join(dict.fromkeys(source.texts("issn"))))
    if titles and kinds[:1] == ["repository"]:
        record.extra["archive"] = titles[0]
    elif titles and record.fields["type"] in ("report", "book", "thesis", "standard"):
        record.draft.add("series", titles[0])
    elif titles:
        record.extra["container-title"] = titles[0]
    if hosts and kinds[:1] != ["repository"]:
        record.draft.add("publisher", hosts[0])
    record.fill("publisher", "publisher")
    for address in location.texts("landing_page_url"):
        record.draft.take_address(address)
    for text in location.texts("license")[:1]:
        record.draft.add("rights", text)
    pdf = location.texts("pdf_url")
    location.put_back("source", source.node)
    location.leave_out(
        location.node, *location.node
    )  # what OpenAlex has found out about access, version and host
    record.put_back("primary_location", {"pdf_url": pdf[:1]})
    others = record.objects("locations")
    addresses = [text for other in others for text in texts_of(other.pop("landing_page_url", None))]
    for other in others:
        record.leave_out(other, *other)
    known = {record.fields.get("url"), f"https://doi.org/{record.fields.get('doi')}"}
    record.put_back("locations", [text for text in dict.fromkeys(addresses) if text not in known])


def _biblio(record: RegistryRecord) -> None:
    biblio = record.part("biblio")
    first, last = ("".join(biblio.texts(name)[:1]) for name in ("first_page", "last_page"))
    record.draft.add("pages", f"{first}-{last}" if first and last and first != last else first or last)
    if record.fields["type"] == "report" and "series" in record.fields:
        for text in biblio.texts("volume")[:1]:
            record.fields["series_number"] = text
    for name in ("volume", "issue"):
        for text in biblio.texts(name)[:1]:
            record.extra[name] = text
    record.put_back("biblio", biblio.node)


def _abstract(record: RegistryRecord) -> str:
    """Put the words of an abstract back to their positions."""
    index = record.take("abstract_inverted_index")
    words: dict[int, str] = {}
    unplaced: list[Any] = [] if isinstance(index, dict) else [index]
    for word, places in index.items() if isinstance(index, dict) else ():
        for place in places if isinstance(places, list) else [places]:
            if type(place) is int and 0 <= place < _MOST_WORDS:
                words[place] = word
            else:
                unplaced.append({word: place})
    record.put_back("abstract_inverted_index", unplaced)
    return record.draft.clean("summary", " ".join(words[place] for place in sorted(words)))
