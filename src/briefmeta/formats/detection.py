"""Which format a text is in: decided from suffix and content, with the reason, and refused when they do not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from briefmeta.errors import UndecidedFormatError
from briefmeta.formats.registry import Format, find_format, formats

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD = 20_000  # characters of the text that are looked at
_LINES = 200  # lines of it that may be a label or a date


@attrs.frozen(kw_only=True)
class Detection:
    """What was decided, and why.

    Attributes:
        format: the format.
        reason: the evidence, in words.
    """

    format: Format
    reason: str


def _pattern(regex: str) -> Callable[[str], bool]:
    search = re.compile(regex, re.MULTILINE | re.IGNORECASE).search
    return lambda head: search(head) is not None


_ZOTERO = "http://www.zotero.org/namespaces/export#"
_XML_ROOTS = (
    ("endnote-xml", "<ref-type"),
    ("mods", "http://www.loc.gov/mods/v3"),
    ("marcxml", "http://www.loc.gov/MARC21/slim"),
    ("datacite", "http://datacite.org/schema/kernel-4"),
    ("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("oai_dc", "http://purl.org/dc/elements/1.1/"),
    ("oai_dc", "http://www.openarchives.org/OAI/2.0/"),
)
# The elements that tell a format, whatever namespaces are declared: an answer of OAI-PMH declares many.
_XML_ELEMENTS = {
    **dict.fromkeys(("mods", "modsCollection"), "mods"),
    **dict.fromkeys(("datafield", "controlfield"), "marcxml"),
    **dict.fromkeys(("creatorName", "resourceTypeGeneral", "publicationYear"), "datacite"),
    "qualifieddc": "dcterms",
    "dc": "oai_dc",
    "dim": "oai_dc",
}
_XML_PREFIXES = {"oai_dc": "oai_dc", "dc": "oai_dc", "dcterms": "dcterms"}
_element = re.compile(r"<(?:([A-Za-z][\w.-]{0,40}):)?([A-Za-z][\w.-]{0,60})(?=[\s/>])")
_is_openurl = _pattern(r"\A\s*<span\s[^<>]{0,200}\bZ3988\b")
_is_html = _pattern(
    r"\A\s*(?:<\?xml[^>]*>\s*|<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|title)\b"
)
_is_entry = _pattern(r"^[ \t]*@[a-z_]+[ \t]*[{(]")
_is_biblatex = _pattern(
    r"@(?:report|online|thesis|collection|mvbook|dataset|periodical)\s*\{|^\s*,?\s*"
    r"(?:date|journaltitle|eprinttype|langid|location|institution\s*=.*\n\s*location|urldate|shorttitle)\s*="
)
_is_nbib = _pattern(r"^PMID- ?[0-9]")
_is_refer = _pattern(r"\A\s*%0 |^%[A-Z] .*\n%[A-Z0-9] ")
# No pattern may step over line ends in two ways: hostile heads would take it ages.
_is_csl_yaml = _pattern(
    r"\A(?:---[ \t]*\n(?:.*\n){0,50}?)?references:[ \t]*$|\A(?:---[ \t]*\n)?-[ ](?:id|type|title|author):"
)
_is_hayagriva = _pattern(
    r"\A(?:[ \t]*(?:#.*)?\n|---[ \t]*\n)*[^\s:#-][^:\n]{0,100}:[ \t]*\n(?:[ \t]+.*\n){0,60}?[ \t]+type:[ \t]"
)
_is_ris = _pattern(r"^TY  ?-")
_is_json_line = _pattern(r'\A\s*\{.*"briefmeta"')
_is_linked = _pattern(r'"@(?:context|graph|type)"\s*:')
_is_csl = _pattern(r'"(?:id|type|title|issued|items)"\s*:')
# Members that no other JSON of publications has, in the order in which they are looked for: the answer of one registry
# may name another.
_REGISTRIES = (
    (
        "crossref",
        _pattern(r'"message-type"\s*:|"(?:is-referenced-by-count|content-domain|references-count)"\s*:'),
        "members of Crossref",
    ),
    (
        "openalex",
        _pattern(r'"authorships"\s*:|"(?:id|openalex)"\s*:\s*"https://openalex\.org/W'),
        "members of OpenAlex",
    ),
    (
        "dspace",
        _pattern(r'"(?:dc|dcterms)\.[a-z]+(?:\.[a-z]+)*"\s*:\s*\[|"key"\s*:\s*"dc\.[a-z]'),
        "metadata keys of DSpace",
    ),
    (
        "invenio",
        _pattern(
            r'\A(?=[\s\S]*"(?:creators|publication_date|resource_type|upload_type)"\s*:)[\s\S]*"metadata"\s*:\s*\{'
        ),
        "the member metadata of Zenodo and InvenioRDM",
    ),
    (
        "datacite-json",
        _pattern(r'"(?:publicationYear|resourceTypeGeneral|titles)"\s*:'),
        "members of DataCite",
    ),
)
_has_handle_line = _pattern(
    r"^[ \t\ufeff\u00a0]*(?:(?:hdl|handle|c[io][di])\s*:\s*|https?://\S{1,200}?/)?\d+(?:\.\d+)*/\S+\s*$"
)
_has_handle = _pattern(r"(?<![\d./])\d+(?:\.\d+)+/[a-z0-9]|(?:hdl\.handle\.net|coilink\.org|/handle)/\d")
_has_citation_line = _pattern(r"\bC[OI][ID]:\s*\d+(?:\.\d+)*/\S")


def _xml(head: str) -> tuple[str, str] | None:
    if not head.lstrip().startswith("<"):
        return None
    if _is_html(head):
        return "html", "it begins as an HTML page does"
    if _is_openurl(head):
        return "coins", "it begins with a span of class Z3988"
    if _ZOTERO in head and "<rdf:RDF" in head:  # it speaks of its items with the terms of others
        return "zotero-rdf", f"it is RDF with the namespace {_ZOTERO}"
    for prefix, element in _element.findall(head):
        name = _XML_ELEMENTS.get(element) or _XML_PREFIXES.get(prefix)
        if name:
            return name, f"it is XML with the element {prefix + ':' if prefix else ''}{element}"
    for name, namespace in _XML_ROOTS:
        if namespace in head:
            what = "the namespace" if namespace.startswith("http") else "the element"
            return name, f"it is XML with {what} {namespace.lstrip('<')}"
    return ("html", "it has a <meta> element") if "<meta" in head.lower() else None


def _pdf(head: str) -> tuple[str, str] | None:
    return ("pdf", "it begins with %PDF-") if head.startswith("%PDF-") else None


def _json(head: str) -> tuple[str, str] | None:
    text = head.lstrip()
    if text[:1] not in ("{", "["):
        return None
    if _is_json_line(text.split("\n", 1)[0]):
        return "jsonl", 'its first line is a JSON object with the member "briefmeta"'
    for name, is_registry, what in _REGISTRIES:
        if is_registry(head):
            return name, f"it is JSON with {what}"
    if _is_linked(head):
        return "schema.org", "it is JSON with @context or @type"
    return ("csl-json", "it is JSON with the members of CSL items") if _is_csl(head) else None


_is_cff = _pattern(r"^cff-version\s*:")
_is_iso2709 = _pattern(r"\A\s*\d{5}[a-z ][a-z][a-z][ a-z].{12}4500\d{12}")


def _tagged(head: str) -> tuple[str, str] | None:
    if _is_ris(head):
        return "ris", "it has a line TY  -"
    if _is_cff(head):
        return "cff", "it has the key cff-version"
    if _is_iso2709(head):
        return "iso2709", "it begins with the leader of a MARC record"
    if _is_nbib(head):
        return "nbib", "it has a line PMID-"
    if _is_refer(head):
        return "refer", "it has lines of a percent sign, a letter and a value"
    if _is_csl_yaml(head):
        return "csl-yaml", "it is YAML with the items of CSL"
    if _is_hayagriva(head):
        return "hayagriva", "it is YAML with entries by key, each with its type"
    if _is_entry(head):
        if _is_biblatex(head):
            return "biblatex", "it has entries (@type{…) with types or fields of BibLaTeX"
        return "bibtex", "it has entries (@type{…)"
    return None


def _table(head: str) -> tuple[str, str] | None:
    """Recognise a table by the columns that its first row names, in any language that the reader of tables knows."""
    first = head.lstrip().split("\n", 1)[0]
    if len(first) > _LONGEST_LABELLED or not any(mark in first for mark in ",;\t"):
        return None
    from briefmeta.formats.csv_table.columns import column_target

    for separator in (",", ";", "\t"):
        columns = [column.strip(' "\r') for column in first.split(separator)]
        targets = {target for column in columns if column and (target := column_target(column))}
        # a sentence with commas has no two columns of different fields
        if len(columns) > 1 and len(targets) > 1 and len(targets) * 3 >= len(columns):
            return "csv", "its first line names columns"
    return None


def _page(head: str) -> tuple[str, str] | None:
    if _has_handle_line(head):
        return "record", "it has a line that is a handle"
    if _has_citation_line(head):
        return "record", "it has a citation with COI or CID"
    return _labelled(head)


def _labelled(head: str) -> tuple[str, str] | None:
    """Recognise a record page by its labels: one beside a handle, or those of several fields."""
    from briefmeta.formats.record.labels import label_field
    from briefmeta.formats.record.page_lines import clean, inline_label

    fields: dict[str, str] = {}
    for line in map(clean, head.splitlines()[:_LINES]):
        if len(line) > _LONGEST_LABELLED:
            continue
        label, _ = inline_label(line.strip("|")) or (line, "")
        if (field := label_field(label)) is not None and field not in _WEAK_LABELS:
            fields.setdefault(field, label)
    if fields and _has_handle(head):
        return "record", f"it has a handle, and the label {next(iter(fields.values()))!r} of a record page"
    if len(fields) >= _FEWEST_LABELS and not fields.keys().isdisjoint(("authors", "issued", "title")):
        return "record", f"it has labels of a record page: {', '.join(map(repr, list(fields.values())[:3]))}"
    return None


_WEAK_LABELS = frozenset(("other", "summary", "note", "citation", "url"))  # headings of any text
_LONGEST_LABELLED = 2_000
_FEWEST_LABELS = 3


_RULES = (_pdf, _xml, _json, _tagged, _table, _page)
# Formats that one suffix stands for; the content tells them apart.
_SUFFIX_FAMILIES = {
    ".bib": ("bibtex", "biblatex"),
    ".json": ("csl-json", "schema.org", "jsonl", *(name for name, _, _ in _REGISTRIES)),
    ".xml": ("oai_dc", "dcterms", "mods", "marcxml", "datacite", "endnote-xml", "zotero-rdf"),
    ".txt": ("record", "ris", "bibtex", "biblatex", "csv"),
    ".tsv": ("csv",),
    ".yaml": ("csl-yaml", "hayagriva"),
    ".yml": ("csl-yaml", "hayagriva"),
}
# Of one JSON object a line, the first line alone looks like any JSON.
_LINES_OF_JSON = {".jsonl", ".ndjson"}


def _reason_of_suffix(suffix: str, head: str) -> str | None:
    """Return why a suffix is enough where the content shows nothing; None where it is not, as for any text or XML."""
    if suffix == ".xml":
        return None
    if suffix != ".txt":
        return f"its suffix is {suffix}"
    if _has_handle(head):
        return "its suffix is .txt, and it has a handle in it"
    from briefmeta.formats.record.labels import label_field
    from briefmeta.formats.record.page_lines import is_date_like

    for line in map(str.strip, head.splitlines()[:_LINES]):
        if label_field(line) is not None:
            return f"its suffix is .txt, and it has the label {line!r} of a record page"
        if is_date_like(line):
            return "its suffix is .txt, and it has a line that is a date"
    return None


def detect(text: str, suffix: str = "") -> Detection:
    """Decide which format a text is in.

    Args:
        text: the text; its first 20,000 characters count.
        suffix: the file's suffix with the dot, as in ``.bib``, if there is a file.

    Returns:
        The format and the reason.

    Raises:
        UndecidedFormatError: nothing tells, or suffix and content contradict each other.

    >>> detect("TY  - RPRT", ".ris").format.name
    'ris'
    >>> detect("@report{a, title = {B}}").reason
    'it has entries (@type{…) with types or fields of BibLaTeX'
    """
    suffix = suffix.lower()
    head = text[:_HEAD].removeprefix("\ufeff")
    named = _SUFFIX_FAMILIES.get(suffix) or tuple(
        f.name for f in formats() if suffix and suffix in f.suffixes
    )
    found = next((result for rule in _RULES if (result := rule(head))), None)
    if found is None:
        reason = _reason_of_suffix(suffix, head) if named else None
        if reason is not None:
            return Detection(format=find_format(named[0]), reason=reason)
        what = f"the suffix {suffix} and the content do" if suffix else "the content does"
        raise UndecidedFormatError(f"{what} not tell the format; name it (format=…)")
    name, reason = found
    if suffix in _LINES_OF_JSON and name in ("csl-json", "schema.org"):
        return Detection(format=find_format("jsonl"), reason=f"its suffix is {suffix} and it is JSON")
    if named and name not in named:
        raise UndecidedFormatError(
            f"the suffix {suffix} says {named[0]}, but {reason}; name the format (format=…)"
        )
    return Detection(format=find_format(name), reason=reason)
