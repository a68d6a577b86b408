"""NBIB, the format of PubMed and MEDLINE: a tag of up to four letters, a hyphen and a value a line. Read only.

Source: National Library of Medicine, "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefmeta.errors import ParseError
from briefmeta.formats.tagged.tagged_records import Line, page_lines, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.report import Report

_TAGS: Final = {
    "TI": "TI", "FAU": "AU", "FED": "ED", "JT": "JF", "TA": "J2", "VI": "VL", "IP": "IS", "AB": "AB", "LA": "LA",
    "PL": "CY", "PB": "PB", "EN": "ET", "BTI": "T2", "CTI": "T3", "GN": "N1", "MH": "KW", "OT": "KW", "TT": "TT",
    "NM": "KW",
}  # fmt: skip
_TYPES: Final = {
    "journal article": "JOUR", "review": "JOUR", "letter": "JOUR", "editorial": "JOUR", "comment": "JOUR",
    "preprint": "UNPB", "book": "BOOK", "book chapter": "CHAP", "technical report": "RPRT", "dataset": "DATA",
    "news": "NEWS", "newspaper article": "NEWS", "government publication": "GOVDOC", "video-audio media": "VIDEO",
}  # fmt: skip
# What the database says of its own record: its owner, when it was made and changed, its numbers of journals.
BOOKKEEPING: Final = frozenset(
    "OWN STAT DA DCOM LR EDAT MHDA CRDT PHST PST SB JID OID OTO IRAD SO CRI CRF EIN IS-L FPS PUBM DRIN DRDT".split()
)
_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)")
_IDENTIFIED = re.compile(r"(\S+)\s*\[(doi|pii|bookaccession|pmc)\]", re.IGNORECASE)
_QUALIFIED = re.compile(r"([0-9Xx-]{8,17})\s*\(.*")
_INITIALS = re.compile(r"(.+) ([A-Z]{1,4}(?: (?:Jr|Sr|2nd|3rd|4th))?)")


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    r"""Read the records of a text.

    Args:
        text: the text; a record begins with ``PMID-``.
        problems: takes what could not be read, and a warning with the tags that PubMed says of its own record.

    >>> [report] = loads("PMID- 12\nTI  - Dams.\nFAU - Doe, Jane\nDP  - 2020 Mar\nJT  - River Notes\n", [])
    >>> report.title, str(report.issued), report.extra["PMID"]
    ('Dams.', '2020-03', '12')
    """
    return list(iter_loads(text.split("\n"), problems))


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read records from lines, one after the other; memory stays flat."""
    record: list[Line] = []
    passed_over: set[str] = set()
    empty = True
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n").removeprefix("\ufeff")
        found = _LINE.fullmatch(text)
        if record and (not text.strip() or (found and found[1] == "PMID")):
            yield from _reports(record, problems, passed_over)
            record = []
        if found:
            record.append(Line(found[1], found[2].strip(), number))
            empty = False
        elif text.strip() and record:
            record[-1] = record[-1]._replace(text=f"{record[-1].text} {text.strip()}".strip())
        elif text.strip():
            problems.append(
                ParseError("a line outside a record: no tag before it", line=number, column=1, source=text)
            )
    if record:
        yield from _reports(record, problems, passed_over)
    if passed_over:
        message = f"left out, as PubMed says it of its own record and not of the work: {', '.join(sorted(passed_over))}"
        problems.append(ParseError(message, warning=True))
    if empty and not problems:
        problems.append(
            ParseError("there is no record (a line such as 'PMID- 123') in this text", line=1, column=1)
        )


def _reports(record: list[Line], problems: list[ParseError], passed_over: set[str]) -> Iterator[Report]:
    tags = {line.tag for line in record}
    kinds = [_TYPES[line.text.lower()] for line in record if line.tag == "PT" and line.text.lower() in _TYPES]
    kind = kinds[0] if kinds else ("BOOK" if "BTI" in tags and "TI" not in tags else "JOUR")
    lines: list[tuple[str, str]] = []
    rest: dict[str, list[str]] = {}
    for tag, text, _ in record:
        if not text or (tag in ("AU", "ED") and f"F{tag}" in tags):
            continue
        if tag in BOOKKEEPING:
            passed_over.add(tag)
            continue
        found = _lines(tag, text, tags, kind)
        if found is None:
            rest.setdefault(f"nbib:{tag}", []).append(text)
        else:
            lines += found
    yield from reports_of(kind, lines, rest, record[0].number, problems)


def _lines(tag: str, text: str, tags: set[str], kind: str) -> list[tuple[str, str]] | None:
    """Return the lines of RIS that mean the same as a value; None where none does."""
    if tag in _TAGS:
        ris = "TI" if tag == "BTI" and "TI" not in tags else _TAGS[tag]
        return [(ris, text.lstrip("*") if ris == "KW" else text)]
    if tag in ("PMID", "PMC"):
        return [("M2", f"{'PMCID' if tag == 'PMC' else tag}: {text}")]
    if tag == "PT":
        return [] if text.lower() in _TYPES else [("M2", f"genre: {text}")] if kind == "RPRT" else None
    if tag == "PG":
        return page_lines(text)
    if tag == "DP" or (tag == "DEP" and "DP" not in tags):
        return [("DA", text)]
    found = _name_line(tag, text)
    return [found] if found else _number_line(tag, text)


def _name_line(tag: str, text: str) -> tuple[str, str] | None:
    """Return the line of a name, or of what is said of rights."""
    if tag in ("AU", "ED"):  # "Doe J": the family name and initials, without the full name beside them
        short = _INITIALS.fullmatch(text)
        return (tag, f"{short[1]}, {short[2]}" if short else text)
    if tag == "CN":  # a corporate author, marked as RIS marks it
        return ("AU", f"{text.rstrip(',')},")
    return ("M2", f"rights: {text}") if tag == "CI" else None


def _number_line(tag: str, text: str) -> list[tuple[str, str]] | None:
    """Return the line of an ISSN, an ISBN or a DOI."""
    if tag in ("IS", "ISBN"):
        number = _QUALIFIED.fullmatch(text)
        return [("SN", number[1] if number else text)]
    found = _IDENTIFIED.fullmatch(text) if tag in ("AID", "LID") else None
    return [("DO", found[1])] if found and found[2].lower() == "doi" else None
