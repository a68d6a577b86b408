"""The record page of an index of policy reports: title, handle, date, summary, and blocks that a label line opens.

Nothing on a page is dropped in silence: what no field holds goes to ``extra`` under its label, and what could not be
read is a problem with line and column. The index's own citation line is read too, on a page or alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.errors import InvalidValueError, ParseError
from briefmeta.formats.record.body import BodyReader
from briefmeta.formats.record.field_values import Draft, name_bodies
from briefmeta.formats.record.header import HeaderReader
from briefmeta.formats.record.index_citation import citations_of, read_citation
from briefmeta.formats.record.page_lines import Page, handle_of, is_rule
from briefmeta.formats.record.record_starts import label_of, starts_of_records
from briefmeta.formats.record.site_copy import without_site
from briefmeta.model.report import Report
from briefmeta.text.clean import text_fault, without_faults

if TYPE_CHECKING:
    from briefmeta.model.dates.publication_date import Order

MAX_PAGE = 64_000_000
"""The longest text that is read, in characters."""
_MAX_FAULTS = 20

NAMES_EACH_FIELD = True  # this reader itself tells of lines that no field takes, with their places


def loads(text: str, problems: list[ParseError], *, date_order: Order | None = None) -> list[Report]:
    r"""Read the records of a text.

    Args:
        text: one page, several pages, or citation lines of the index.
        problems: takes what could not be read.
        date_order: ``dmy`` or ``mdy``, for dates such as 05/04/2024, which are ambiguous without it.

    Returns:
        The reports, in the order of the text.

    >>> page = "Pivot\n\n20.500.12592/b2rbv89\n\nPivot\n\n5 Apr 2024\n\nAuthors\n\nA. Doe\n\nPublished in\nFrance"
    >>> report = loads(page, [])[0]
    >>> report.title, str(report.handle), str(report.issued), report.country.alpha_2
    ('Pivot', '20.500.12592/b2rbv89', '2024-04-05', 'FR')
    """
    if not text.strip():
        problems.append(ParseError("the page is empty", line=1, column=1, source=""))
        return []
    if len(text) > MAX_PAGE:
        problems.append(
            ParseError(f"the text has {len(text)} characters; at most {MAX_PAGE} are read", line=1)
        )
        return []
    page, passed_over = without_site(Page.of(_clean(text, problems)))
    problems += passed_over
    starts = starts_of_records(page)
    reports: list[Report] = []
    for start, end in zip(starts, [*starts[1:], len(page.lines)], strict=True):
        reports += _read_section(page, start, end, problems, date_order)
    return reports


def _clean(text: str, problems: list[ParseError]) -> str:
    """Note each character that no report can hold, and take them out."""
    if text_fault(text) is None:
        return text
    lines = text.split("\n")
    found = 0
    for index, line in enumerate(lines):
        fault = text_fault(line)
        if fault:
            lines[index] = without_faults(line)
            found += 1
            if found <= _MAX_FAULTS:
                offset, what = fault
                problems.append(
                    ParseError(what + " stands here", line=index + 1, column=offset + 1, source=line)
                )
    return "\n".join(lines)


def _read_section(
    page: Page, start: int, end: int, problems: list[ParseError], order: Order | None
) -> list[Report]:
    """Read one record page with the citations on it; citations of other handles are records of their own."""
    citations = citations_of(page, start, end)
    covered = {line for first, last in citations for line in range(first, last)}
    drafts: list[Draft] = []
    if not citations or _is_record(page, start, end, covered):
        drafts.append(_read_page(page, start, end, covered, order))
    else:
        _tell_of_the_rest(page, start, end, covered, problems)
    known = {draft.fields.get("handle"): draft for draft in drafts}
    for first, last in citations:
        own = Draft(page, order)
        read_citation(page, first, last, own)
        # a page that shows no handle takes the one of the first citation on it
        draft = known.get(own.fields.get("handle")) or known.pop(None, own)
        known[own.fields.get("handle")] = draft
        if draft is own:
            drafts.append(own)
        else:
            draft.fields |= {name: value for name, value in own.fields.items() if not draft.fields.get(name)}
            draft.problems += own.problems
    return [report for draft in drafts if (report := _finished(draft, start, problems)) is not None]


def _is_record(page: Page, start: int, end: int, covered: set[int]) -> bool:
    """Return whether the lines around citations are a record's page: one of them is a handle, or opens a field."""
    return any(
        handle_of(line) is not None or label_of(line) not in (None, "citation", "other")
        for index, line in enumerate(page.lines[start:end], start)
        if line and index not in covered
    )


def _tell_of_the_rest(
    page: Page, start: int, end: int, covered: set[int], problems: list[ParseError]
) -> None:
    """Warn of text around citations that is no record, such as the heading of a list."""
    for index in range(start, end):
        line = page.lines[index]
        if line and index not in covered and not is_rule(line) and label_of(line) != "citation":
            problems.append(page.problem(index, "this text belongs to no record", warning=True))
            return


def _read_page(page: Page, start: int, end: int, covered: set[int], order: Order | None) -> Draft:
    draft = Draft(page, order)
    body = HeaderReader(page, end, draft, covered).read(start)
    BodyReader(page, start, end, draft, covered).read(body)
    return draft


def _demand(draft: Draft, start: int) -> None:
    """Note that a title or a handle is missing, unless what is wrong with it has been told."""
    told = {problem.field for problem in draft.problems}
    for field in ("title", "handle"):
        if not draft.fields.get(field) and field not in told:
            line = draft.page.next_line(start, len(draft.page.lines))
            draft.fault(line, f"the page has no {field}", field=field)


def _finished(draft: Draft, start: int, problems: list[ParseError]) -> Report | None:
    """Build the report; a value that the model refuses is a problem and leaves its field empty."""
    _demand(draft, start)
    name_bodies(draft)
    problems += sorted(draft.problems, key=lambda problem: problem.line or 0)
    extra = draft.all_extra()
    while draft.fields:
        try:
            return Report(**draft.fields, extra=extra)
        except InvalidValueError as fault:
            problems.append(draft.page.problem(start, str(fault), field=fault.field))
            if fault.field in draft.fields:
                del draft.fields[fault.field]
            else:
                extra = {}
    return None
