"""The metadata of a PDF, read only: XMP, the document information, and the identifiers on the first page.

Where they disagree, the first of these is right: XMP (Dublin Core and PRISM), the document information, the first page.
From the page only a handle or a DOI is taken, and that is told; the title of a PDF is never guessed from its text.

A PDF is bytes. Whoever reads the file hands each byte over as one character (Latin-1). The parser is pypdf, which the
extra ``briefmeta[pdf]`` brings; what it raises on broken files is a problem here.

Source: ISO 32000-2, sections 14.3.2 (metadata streams) and 14.3.3 (document information dictionary); ISO 16684-1 (XMP);
PRISM Metadata Specification 3.0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from briefmeta.errors import BriefmetaError, FormatError, InvalidValueError, NameSyntaxError, ParseError
from briefmeta.formats.dublincore.reader import read_records
from briefmeta.formats.xml import SKIP, TAKE_PARENT, read_elements
from briefmeta.handles.handle import Handle
from briefmeta.model.building import Draft
from briefmeta.model.names.name_reading import parse_names
from briefmeta.model.report import FIELDS, Report
from briefmeta.text.clean import text_fault, without_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTED: Final = frozenset(("pdf:CreationDate", "pdf:ModDate", "pdf:Producer", "pdf:Creator"))
"""When and with what a file was made: kept, and no date or author of the report."""

_PRISM: Final = "http://prismstandard.org/namespaces/"
_PRISM_FIELDS: Final = {
    "doi": "doi",
    "isbn": "isbn",
    "issn": "issn",
    "eissn": "issn",
    "publicationdate": "issued",
    "coverdate": "issued",
    "url": "url",
    "pagerange": "pages",
    "publicationname": "container-title",
    "volume": "volume",
    "number": "issue",
    "edition": "edition",
}
_LONGEST_PAGE: Final = 5_000_000  # bytes of the instructions that draw the first page
_LONGEST_TEXT: Final = 100_000  # characters of its text
_LONGEST_XMP: Final = 5_000_000
_DOI: Final = re.compile(r"(?:\bdoi:?\s*|doi\.org/)(10\.\d{4,9}(?:\.\d+)*/[^\s\"<>]{1,300})", re.IGNORECASE)
_TRAILING: Final = ".,;:)]}>\"'"
# What programs write where the author gave no title: a file name, the name of the program.
_NO_TITLE: Final = re.compile(
    r"microsoft (?:word|powerpoint) - .*|untitled.*|document\d*|slide \d+"
    r"|.*\.(?:docx?|pdf|indd|qxd|pptx?|tex|dvi|rtf|odt)",
    re.IGNORECASE,
)


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read what a PDF says about itself.

    Args:
        text: the bytes of the file, each as one character.
        problems: takes what could not be read, and where an identifier was found on the first page.

    Raises:
        FormatError: pypdf is not installed.
    """
    try:
        import pypdf
    except ImportError as fault:
        raise FormatError("reading a PDF takes pypdf: install briefmeta[pdf]") from fault
    import io
    import logging

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # else it complains on standard error
    data = text.encode("latin-1", "replace")
    if not data.lstrip().startswith(b"%PDF-"):
        problems.append(ParseError("this is no PDF: it does not begin with %PDF-", line=1, column=1))
        return []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")  # many files may be read by all, and are locked against changes
        return [_Document(reader, problems).report()]
    except BriefmetaError:
        raise
    except Exception as fault:  # noqa: BLE001 - a damaged file makes pypdf raise almost anything
        problems.append(ParseError(f"the PDF cannot be read: {type(fault).__name__}: {str(fault)[:200]}"))
        return []


class _Document:
    """One PDF on its way to a report."""

    def __init__(self, reader: Any, problems: list[ParseError]) -> None:
        self.reader, self.problems = reader, problems
        self.draft = Draft(self._note)
        self.fields, self.extra = self.draft.fields, self.draft.extra

    def _note(self, field: str, message: str, culprit: str = "") -> None:
        self.problems.append(ParseError(message, field=field or None))

    def _told(self, message: str, field: str) -> None:
        self.problems.append(ParseError(message, field=field, warning=True))

    def report(self) -> Report:
        for read in (self._xmp, self._information, self._first_page):
            try:
                read()
            except Exception as fault:  # noqa: BLE001 - a damaged part costs that part only
                self._told(
                    f"a part of the PDF cannot be read: {type(fault).__name__}: {str(fault)[:200]}", ""
                )
        if "title" not in self.fields:
            self._told("the PDF does not state a title; none is guessed from its pages", "title")
        return self.draft.report()

    # --- XMP

    def _xmp(self) -> None:
        root = self.reader.trailer["/Root"].get_object()
        stream = root.get("/Metadata")
        if stream is None:
            return
        data = bytes(stream.get_object().get_data())[:_LONGEST_XMP]
        packet = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
        for report in read_records(packet, [])[:1]:
            for field in FIELDS:
                value = getattr(report, field)
                if value and field not in ("key", "type", "extra"):
                    self.fields[field] = value
            self.extra.update(report.extra.to_json())
        if _is_no_title(self.fields.get("title")):
            self.extra["pdf:Title"] = self.fields.pop("title")
        self._prism(packet)

    def _prism(self, packet: str) -> None:
        taken = read_elements(
            [packet], lambda space, _: TAKE_PARENT if space.startswith(_PRISM) else SKIP, []
        )
        for description in taken:
            pages: dict[str, str] = {}
            pairs = [(part.namespace, part.name, part.text) for part in description.elements()]
            # RDF allows a property as an attribute (RDF/XML, section 2.5)
            pairs += [(*_split(name), value) for name, value in description.attributes.items()]
            for namespace, name, text in pairs:
                value = " ".join(self.draft.clean(name, text).split())
                if not namespace.startswith(_PRISM) or not value:
                    continue
                if name in ("startingPage", "endingPage"):
                    pages[name] = value
                else:
                    self._prism_value(name, value)
            if "startingPage" in pages:
                self.draft.add(
                    "pages", "-".join(dict.fromkeys(pages[name] for name in sorted(pages, reverse=True)))
                )

    def _prism_value(self, name: str, value: str) -> None:
        field = _PRISM_FIELDS.get(name.lower())
        if field == "issued":
            self.fields.pop("issued", None)  # XMP's dc:date is that of the file as a rule
            self.draft.add_date("issued", value)
        elif field in ("isbn", "issn"):
            self.draft.gather(field, value)
        elif field == "url":
            self.draft.take_address(value)
        elif field in FIELDS:
            self.draft.add(field, value)
        elif field is not None:
            self.extra.setdefault(field, value)
        else:
            self.draft.keep(f"prism:{name}", value)

    # --- the document information

    def _information(self) -> None:
        information = self.reader.metadata or {}
        for name, value in information.items():
            text = value if isinstance(value, str) else ""
            text = (without_faults(text) if text_fault(text) else text).strip()
            if text:
                self._information_value(str(name).removeprefix("/"), text)

    def _information_value(self, name: str, text: str) -> None:
        line = " ".join(text.split())
        if name == "Title" and not _is_no_title(line):
            taken = self.draft.add("title", line) or line == self.fields["title"]
        elif name == "Author":
            taken = self._authors(text)
        elif name == "Subject":
            taken = self.draft.add("summary", text) or text == self.fields["summary"]
        elif name == "Keywords":
            subjects = [part.strip() for part in text.split(";" if ";" in text else ",")]
            taken = self.fields.setdefault("subjects", [part for part in subjects if part]) is not None
        elif name.lower() in ("doi", "wps-articledoi"):
            taken = self.draft.add("doi", line) or line == self.fields["doi"]
        else:
            taken = False
        if not taken:
            self.extra.setdefault(f"pdf:{name}", text)

    def _authors(self, text: str) -> bool:
        if self.fields.get("authors"):
            return " ".join(text.split()) in "; ".join(map(str, self.fields["authors"]))
        try:
            self.fields["authors"] = list(parse_names(text))
        except (NameSyntaxError, InvalidValueError):
            return False
        return True

    # --- the first page

    def _first_page(self) -> None:
        pages = self.reader.pages
        if not pages:
            return
        self.fields.setdefault("number_of_pages", str(len(pages)))
        if self.fields.get("handle") and self.fields.get("doi"):
            return
        contents = pages[0].get_contents()
        if contents is None or len(contents.get_data()) > _LONGEST_PAGE:
            return
        text = (pages[0].extract_text() or "")[:_LONGEST_TEXT]
        dois = list(dict.fromkeys(found[1].rstrip(_TRAILING) for found in _DOI.finditer(text)))
        handles = [each for each in _handles(text) if not each.prefix.startswith("10.")]
        for field, found in (("doi", dois), ("handle", handles)):
            known: list[Any] = list(found)
            if len(known) == 1 and field not in self.fields:
                self.fields[field] = known[0]
                self._told(f"the {field} {known[0]} was found in the text of the first page", field)
            elif len(known) > 1 and field not in self.fields:
                listed = ", ".join(map(str, known[:5]))
                self._told(f"the first page names several of this kind ({listed}); none was taken", field)


def _handles(text: str) -> Iterator[Handle]:
    yield from dict.fromkeys(Handle.find_all(text))


def _split(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition(":")
    return namespace, local


def _is_no_title(text: str | None) -> bool:
    return text is not None and _NO_TITLE.fullmatch(text.strip()) is not None
