r"""Where a report is found: URL, handle and DOI of an entry, also out of ``howpublished`` and ``note``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefmeta.errors import InvalidValueError
from briefmeta.formats.bib.bib_dates import read_date
from briefmeta.formats.bib.bib_values import read_address, read_verbatim
from briefmeta.formats.latex import decode
from briefmeta.handles.handle import Handle

if TYPE_CHECKING:
    from briefmeta.formats.bib.reader import EntryReader

_OWN_URI = re.compile(
    r"https://hdl\.handle\.net/([0-9]+(?:\.[0-9]+)*/[A-Za-z0-9]+)"
)  # as Handle.uri writes most
_DOI_URL = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10[./]\S+)", re.IGNORECASE)
_URL_COMMAND = re.compile(r"\\(?:url|href|path|nolinkurl)\s*\{([^{}]*)\}")
_BARE_URL = re.compile(r"https?://[^\s{}\\<>\"]+[^\s{}\\<>\".,;)]", re.IGNORECASE)
_LEAD = re.compile(
    r"\W*(?:(?:also |freely )?(?:available|accessible)(?: online)?(?: (?:at|from|on|under))?|online|url|"
    r"web ?(?:site|page)|retrieved from|accessed (?:at|from|via)|see|link|at|from|electronic|www)?\W*",
    re.IGNORECASE,
)
_ACCESSED = re.compile(
    r"\W*(?:online[;,]? *)?(?:last )?(?:accessed|retrieved|visited|access date|date accessed)(?: on)?"
    r" *:? *(.{4,40}?)\W*",
    re.IGNORECASE,
)
_HANDLE_NOTE = re.compile(r"(?:handle|hdl|coi|cid)\s*:\s*(\S+?)\.?", re.IGNORECASE)
_HANDLE_BEHIND = re.compile(r"\nHandle: (\S+)\Z")
_SHORT = 100  # characters of what may stand beside an address, or of a note that is only a date
_EPRINT_FIELDS = frozenset({"eprint", "eprinttype", "eprintclass", "archiveprefix", "handle", "hdl"})
_ARCHIVES = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "googlebooks": "https://books.google.com/books?id=",
}
"""The archives of which BibLaTeX knows the addresses (its manual, section 3.14.7)."""
_EPRINT = re.compile(r"[A-Za-z0-9:./_-]{1,60}")
_HANDLE_SCHEMES = frozenset({"hdl", "handle"})


def read_addresses(reader: EntryReader) -> None:
    """Read URL, handle, DOI and note of an entry."""
    fields = reader.fields
    if "doi" in fields:
        reader.put("doi", _last_address(read_verbatim(fields["doi"])))
    _eprint(reader)
    for name in ("url", "link"):
        if name in fields:
            _url_field(reader, fields[name])
    if "eprint" in reader.extra and reader.values.keys().isdisjoint(("url", "handle", "doi")):
        _address_of_eprint(reader)
    if "bdsk-url-1" in fields:
        _further_url(reader, read_address(fields["bdsk-url-1"]))
    if "howpublished" in fields:
        _published(reader, fields["howpublished"])
    if "note" in fields:
        _note(reader, fields["note"])


def _last_address(doi: str) -> str:
    """Take the DOI out of an address that was put before an address."""
    return doi[doi.rfind("https://doi.org/") :] if doi.count("https://doi.org/") > 1 else doi


def _eprint(reader: EntryReader) -> None:
    fields = reader.fields
    if _EPRINT_FIELDS.isdisjoint(fields):
        return
    scheme = decode(fields.get("eprinttype", fields.get("archiveprefix", "")))
    taken = False
    if scheme.lower() in _HANDLE_SCHEMES and "eprint" in fields:
        taken = _put_handle(reader, read_verbatim(fields["eprint"]))
    for name in ("handle", "hdl"):
        if name in fields and not _put_handle(reader, read_verbatim(fields[name])):
            reader.put(name, decode(fields[name]))
    for name in () if taken else ("eprint", "eprinttype", "archiveprefix"):
        if name in fields:
            reader.put(name, decode(fields[name]))
    if "eprintclass" in fields:
        reader.put("eprintclass", decode(fields["eprintclass"]))


def _address_of_eprint(reader: EntryReader) -> None:
    """Take the address of an e-print as the report's: styles of CSL print a URL, and no ``eprint``."""
    extra = reader.extra
    archive = str(extra.get("eprinttype", extra.get("archiveprefix", ""))).lower()
    begin, identifier = _ARCHIVES.get(archive, ""), str(extra["eprint"])
    if begin and _EPRINT.fullmatch(identifier):
        reader.put("url", begin + identifier.removeprefix("arXiv:"))


def _handle(text: str) -> Handle | None:
    try:
        return Handle(text)
    except InvalidValueError:
        return None


def _put_handle(reader: EntryReader, text: str) -> bool:
    handle = _handle(text)
    return not (handle is None or reader.values.setdefault("handle", handle) != handle)


def _url_field(reader: EntryReader, latex: str) -> None:
    """Read ``url``: one address, perhaps wrapped; or, as Mendeley writes them, several."""
    text = read_address(latex)
    first, *others = (text[1:-1] if text[:1] == "<" and text[-1:] == ">" else text).split() or [""]
    while others and not others[0].lower().startswith(("http:", "https:", "ftp:")):
        # a line that was folded has lost nothing; a blank in an address is one, and %20 to a browser (RFC 3986)
        first += others.pop(0) if "\n" in text else f"%20{others.pop(0)}"
    if others and _DOI_URL.fullmatch(first):  # the page beside it says more
        first, others[0] = others[0], first
    put_url(reader, first.rstrip(",;") if others else first)
    for number, url in enumerate(others, 1):
        reader.put(f"bdsk-url-{number}", url)


def put_url(reader: EntryReader, url: str) -> None:
    """Keep an address for what it is: a DOI's, a handle's, or another."""
    own = _OWN_URI.fullmatch(url)
    if own and "handle" not in reader.values and (handle := _handle(own[1])):
        reader.values["handle"] = handle
        return
    doi = _DOI_URL.fullmatch(url) if "doi.org/" in url else None
    if doi and "doi" not in reader.values:
        reader.values["doi"] = url
        return
    handle = None if doi or "/" not in url else _handle(url)
    if handle is not None:
        known = reader.values.setdefault("handle", handle)
        if known == handle and handle.uri == url:
            return
    reader.put("url", url)


def _further_url(reader: EntryReader, url: str) -> None:
    """Keep the address beside a handle, or beside another address."""
    if "url" not in reader.values:
        reader.put("url", url)
    else:
        reader.put("bdsk-url-1", url)


def _published(reader: EntryReader, latex: str) -> None:
    """Read ``howpublished``: an address, or who published it."""
    rest = _without_url(reader, latex)
    if rest is None:
        return
    text = decode(rest)
    if "publisher" not in reader.values and reader.entry.kind not in ("techreport", "article", "book"):
        reader.put("publisher", text)
    else:
        reader.put("howpublished", text)


def _without_url(reader: EntryReader, latex: str) -> str | None:
    """Take the address out of a text where the entry has no other; None where nothing else is left."""
    found = _URL_COMMAND.search(latex) or _BARE_URL.search(latex)
    if found is None or "url" in reader.values or "url" in reader.fields:
        return latex
    url = read_address(found[1] if found.re is _URL_COMMAND else found[0])
    before, after = latex[: found.start()], latex[found.end() :]
    if max(len(before), len(after)) < _SHORT and _LEAD.fullmatch(before):
        accessed = _ACCESSED.fullmatch(after)
        date = read_date(accessed[1]) if accessed else None
        if _LEAD.fullmatch(after) or (
            date is not None and reader.values.setdefault("accessed", date) == date
        ):
            put_url(reader, url)
            return None
    if found.re is _URL_COMMAND:
        put_url(reader, url)
    return latex


def _note(reader: EntryReader, latex: str) -> None:
    """Read ``note``: perhaps nothing but an address, a handle or a date of access."""
    text = decode(latex, lines=True)
    labelled = _HANDLE_NOTE.fullmatch(text)
    if labelled and _put_handle(reader, labelled[1]):
        return
    accessed = _ACCESSED.fullmatch(text) if len(text) < _SHORT else None
    date = read_date(accessed[1]) if accessed else None
    if date is not None and reader.values.setdefault("accessed", date) == date:
        return
    behind = _HANDLE_BEHIND.search(text)
    if behind and _put_handle(reader, behind[1]):
        reader.put("note", text[: behind.start()])
        return
    if ("\\url" in latex or "http" in latex) and _without_url(reader, latex) is None:
        return
    reader.put("note", text)
