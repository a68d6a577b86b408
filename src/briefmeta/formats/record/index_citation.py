"""The citation that an index of policy reports prints under each record, as people paste it into their lists.

``Taylor, M., 2023. Title, Publisher. Country. Retrieved from https://coilink.org/… on 22 Apr 2025. COI:
20.500.12592/….``
"""

from __future__ import annotations

import re

from briefmeta.errors import InvalidValueError, NameSyntaxError
from briefmeta.formats.record.field_values import Draft, country_of, read_date
from briefmeta.formats.record.page_lines import MAX_LINE, Page
from briefmeta.handles.handle import Handle
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.names.name import Organization
from briefmeta.model.names.name_reading import parse_names

MAX_CITATION = 3 * MAX_LINE
_END = re.compile(r"\bC[OI]I?D?:\s*(\S+?)[.\s]*$", re.IGNORECASE)
_RETRIEVED = re.compile(
    r"(?:Retrieved|Accessed|Available|Consulté|Abgerufen|Recuperado)\s+(?:from|at|à|sur|von|de)?:?\s*(\S+)"
    r"(?:\s+(?:on|le|am|el|em|il)\s+(.{4,40}?))?\.?$",
    re.IGNORECASE,
)
# The address without "Retrieved from", as people shorten it, with or without the day of the visit.
_ADDRESS = re.compile(
    r"(https?://\S+?)[.,;]?(?:(?:\s+|,\s*|\s*\()(?:(?:last )?(?:accessed|retrieved|visited|viewed)(?: on)?:?|on)?\s*"
    r"([0-9]{1,4}[^()]{3,30}[0-9]|[A-Z][a-z]+\.? [0-9]{1,2}, [0-9]{4})\)?)?[\s.]*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:^|[\s,.(])\(?((?:1[4-9]|20)\d\d|n\.d\.?)\)?[.,:]\s", re.IGNORECASE)
_YEAR_AND_STOP = re.compile(r"(?:^|,\s*|\()((?:1[4-9]|20)\d\d|n\.d)\)?\.\s", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\[\d{1,4}\]|\d{1,3}[.)]|[-*•·–▪‣])\s+")
_OPENING = re.compile(r"[^\W\d_][^.]{0,80}[,.].{0,200}\b(?:(?:1[4-9]|20)\d\d|n\.d)\.", re.IGNORECASE)
_MOST_LINES = 14
_TITLE_END = re.compile(r"[?!…]+[\"'”’»]?(?=[,.])")


def is_citation(text: str) -> bool:
    """Return whether a text is one citation of the index: it ends with ``COI:`` or ``CID:`` and a handle.

    >>> is_citation("Doe, J., 2020. Title. France. Retrieved from https://example.org/. COI: 20.500.12592/x.")
    True
    """
    if len(text) > MAX_CITATION or not len(text) > 20:
        return False
    end = _END.search(text[-300:])
    return end is not None and "/" in end[1] and _YEAR.search(text) is not None


def citations_of(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    """Find the citations between two lines of a page, each as its first line and the line behind its last one.

    A citation ends with ``COI:`` and a handle, which may stand on two lines, and begins with its block, behind the
    citation before it, or at the mark of a list.
    """
    found: list[tuple[int, int]] = []
    for first, stop in page.blocks(start, end):
        floor = first
        for last in range(first, stop):
            if len(page.lines[last]) > MAX_CITATION or not _ends_citation(page, floor, last):
                continue
            lines = range(max(floor, last - _MOST_LINES), last + 1)
            begins = [line for line in lines if is_citation(" ".join(page.lines[line : last + 1]))]
            if begins:
                marked = [
                    line
                    for line in begins
                    if _NUMBER.match(page.lines[line])
                    or (_OPENING.match(page.lines[line]) and not _is_broken(page.lines[line - 1]))
                ]
                found.append(((marked or begins)[0], last + 1))
                floor = last + 1
    return found


def _is_broken(line: str) -> bool:
    """Return whether a line of a reference goes on below: it ends within a list of names."""
    return line.endswith((",", "&", " and", "-"))


def _ends_citation(page: Page, floor: int, last: int) -> bool:
    line = page.lines[last]
    text = line if last == floor else f"{page.lines[last - 1][-40:]} {line}"
    return _END.search(text[-300:]) is not None and not line.rstrip(".").endswith(("/", ":"))


def read_citation(page: Page, start: int, end: int, draft: Draft) -> None:
    """Read the citation that the lines from ``start`` to ``end`` are, into the draft.

    Args:
        page: the page.
        start: its first line.
        end: the line behind its last one.
        draft: takes the fields; what it has already stays.
    """
    text = _NUMBER.sub("", _joined([line for line in page.lines[start:end] if line]))
    text = _read_end(text, start, draft)
    year = _YEAR_AND_STOP.search(text) or _YEAR.search(text)
    if year is None:
        draft.fault(start, "the citation has no year", field="issued")
        return
    if not year[1].lower().startswith("n"):
        _offer(draft, "issued", PublicationDate.parse(year[1]))
    before = text[: year.start()].strip(" ,(")
    rest = _read_place(text[year.end() :].strip().removesuffix("."), draft)
    _read_authors(before, start, draft)
    title, publisher = _split_publisher(rest)
    _offer(draft, "title", title)
    if publisher:
        _offer(draft, "publisher", publisher)


def _joined(lines: list[str]) -> str:
    """Join the lines of a citation; an address that was broken over lines is put together again."""
    text = ""
    for line in lines:
        last = text.rpartition(" ")[2]
        text += line if not text or ("://" in last and last[-1] in "-/_=?&.") else f" {line}"
    return text


def _read_end(text: str, index: int, draft: Draft) -> str:
    """Read handle, address and date of access; return the text before them."""
    end = _END.search(text)
    if end is not None:
        try:
            _offer(draft, "handle", Handle(end[1]))
        except InvalidValueError as fault:
            draft.fault(index, str(fault), end[1], field="handle")
        text = text[: end.start()].rstrip(" .")
    start = max(
        text.rfind(word)
        for word in ("Retrieved", "Accessed", "Available", "Consulté", "Abgerufen", "Recuperado")
    )
    found = _RETRIEVED.fullmatch(text, start) if start >= 0 else None
    if found is None:
        start = text.rfind("http")
        found = _ADDRESS.fullmatch(text, start) if start >= 0 else None
        if found is None:
            return text
    address = found[1].rstrip(".,;")
    if found[2]:
        read_date(draft, "accessed", "accessed", index, found[2])
        address = address.removesuffix("/on") + "/" if address.endswith("/on") else address
    _read_address(address, draft)
    return text[:start].rstrip(" .,(")


def _read_address(address: str, draft: Draft) -> None:
    try:
        handle = Handle(address)
    except InvalidValueError:
        draft.fields.setdefault("url", address)
        return
    if draft.fields.get("handle") != handle:
        draft.fields.setdefault("url", address)


def _read_authors(text: str, index: int, draft: Draft) -> None:
    if not text or "authors" in draft.fields:
        return
    try:
        draft.fields["authors"] = parse_names(text)
    except NameSyntaxError as fault:
        draft.fault(index, str(fault), field="authors")


def _offer(draft: Draft, field: str, value: object) -> None:
    """Set a field that the page itself did not say."""
    if draft.fields.get(field) is None:
        draft.fields[field] = value


def _read_place(text: str, draft: Draft) -> str:
    """Read the country or place of ``Title, Publisher. Country``; return what stands before it."""
    head, _, tail = text.rpartition(". ")
    country = country_of(tail) if head else None
    if country is not None:
        _offer(draft, "country", country)
    elif ", " in head and ", " not in tail and tail[:1].isupper() and len(tail.split()) <= 4:
        _offer(draft, "place", tail)
    else:
        return text
    return head.strip().removesuffix(".")


def _split_publisher(text: str) -> tuple[str, str | None]:
    """Cut the publisher off: the longest tail behind a comma that reads as one organization, or else the last one.

    A comma inside the name (``Ministry of Health, Labour and Welfare``) belongs to it when what stands behind
    the comma is no organization by itself.
    """
    ends = [found.end() for found in _TITLE_END.finditer(text)]
    if ends and text[ends[-1] :].startswith(","):
        return text[: ends[-1]], text[ends[-1] + 1 :].strip() or None
    head, stop, tail = text.rpartition(". ")
    if stop and _is_body(tail) and ", " not in tail:  # "Title. Publisher", as reference lists have it
        return head, tail
    commas = [found.start() for found in re.finditer(", ", text)][-6:]
    for comma in commas:
        tail = text[comma + 2 :]
        if _is_body(tail):
            return text[:comma], tail
    last = text[commas[-1] + 2 :] if commas else ""
    return (text[: commas[-1]], last) if last[:1].isupper() else (text, None)


def _is_body(text: str) -> bool:
    """Return whether a text is one organization, whatever commas it has, and not a list of several names."""
    try:
        names = parse_names(text)
    except NameSyntaxError:
        return False
    return text[:1].isupper() and len(names) == 1 and isinstance(names[0], Organization)
