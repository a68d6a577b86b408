"""What ``briefmeta check`` does with its inputs, one after the other: reading, checking, placing the findings."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from briefmeta.checks.bibliographies.bibliography import Bibliography
from briefmeta.checks.records.aliases import Aliases
from briefmeta.cli.check_fixes import BIB, fix
from briefmeta.cli.convert import reading_options
from briefmeta.cli.resolve import make_resolver
from briefmeta.cli.terminal import BAD_INPUT, FINDINGS, FINE, NETWORK, progress
from briefmeta.errors import (
    BriefmetaError,
    InvalidValueError,
    ParseError,
    TransportError,
    UndecidedFormatError,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Collection, Iterator, Sequence

    from briefmeta.checks.bibliographies.bib_corrections import Correction
    from briefmeta.checks.finding import Finding
    from briefmeta.checks.source_places import Places
    from briefmeta.checks.validation import Check
    from briefmeta.formats import Format
    from briefmeta.model.report import Report
    from briefmeta.web.handles.resolver import Resolver

_MAX_PLACED = 64_000_000  # characters of a text in which places are looked for
# Formats whose entries have keys of their own, of which none may be there twice.
_CERTAIN = frozenset({".bib", ".ris", ".mods", ".jsonl"})
_HEAD = 64 * 1024  # bytes of a file of a folder that tell whether it is meant
_KEYED = frozenset({"bibtex", "biblatex", "csl-json", "jsonl"})


_Placing: TypeAlias = "Callable[..., Finding]"


@attrs.define
class _Read:
    """A file that was read: its text, its format and its reports; what could not be read is among the findings."""

    name: str
    text: str
    format: Format
    reports: list[Report]
    problems: list[ParseError]


class Work:
    """The inputs of one run, one after the other; one that cannot be read costs itself only.

    Args:
        options: what the command line says.
        check: the rules that were chosen.
        told: codes of findings about the files themselves that are told, though they were not chosen.
    """

    def __init__(self, options: argparse.Namespace, check: Check, told: Collection[str] = ()) -> None:
        self.options, self.check = options, check
        self._told = {*check.codes, *told}
        self.inputs = [name for each in options.inputs for name in _files_of(each)]
        self.checked = 0
        self.unreadable = False
        self.unanswered = False
        self.lives: list[str] = []
        self._aliases = Aliases()
        self._records: dict[str, _Placing] = {}
        self._beside = Bibliography(across=True) if len(self.inputs) > 1 else None
        self._last: dict[str, _Placing] = {}  # of the report that has a key, in the file that was read last

    def findings(self) -> Iterator[Finding]:
        """Check each input, corrected before if that is wanted."""
        for name in progress(self.inputs, "checking", "file"):
            if self.options.fix and is_file(name):
                fix(name, self.check.codes, self.options.source)
            yield from self._of_input(name)
        for finding in self.check.aliases(self._aliases):
            place = self._records.get(finding.subject)
            yield finding if place is None else place(finding)
        if self._beside is not None:
            for finding in self.check.bibliography(self._beside):
                yield self._last[finding.subject](finding)

    def _of_input(self, name: str) -> Iterator[Finding]:
        from briefmeta.checks.records.record_files import holds_records
        from briefmeta.files import read_text

        if not is_file(name) and name != "-":
            handle = _as_handle(name)
            if handle:
                yield from self._of_handle(name)
                return
        problems: list[ParseError] = []
        try:
            text = read_text(name, problems, self.options.encoding)
            if self.options.source is None and holds_records(text):
                yield from self._of_records(_shown(name), text)
                return
            read = self._read(name, text, problems)
        except BriefmetaError as fault:
            yield from self._unreadable_file(_shown(name), fault)
            return
        yield from self._of_reports(read)

    def _read(self, name: str, text: str, problems: list[ParseError]) -> _Read:
        from briefmeta.formats import detect, find_format

        known = self.options.source
        chosen = find_format(known) if known else detect(text, Path(name).suffix.lower()).format
        reports = chosen.loads(text, problems, **reading_options(self.options))
        return _Read(_shown(name), text, chosen, reports, problems)

    def _unreadable_file(self, name: str, fault: BriefmetaError) -> Iterator[Finding]:
        from briefmeta.checks.fault_rules import UNREADABLE_FILE
        from briefmeta.checks.source_places import placed

        if UNREADABLE_FILE.code not in self._told:
            return
        self.unreadable = True
        where = placed(fault) if isinstance(fault, ParseError) else {}
        said = fault.message if isinstance(fault, ParseError) else str(fault).removeprefix(f"{name}: ")
        yield UNREADABLE_FILE.finding(name, said, source=name, **where)

    def _problems(self, name: str, problems: Sequence[ParseError]) -> Iterator[Finding]:
        from briefmeta.checks.fault_rules import DOUBTFUL_PART, UNREADABLE_PART
        from briefmeta.checks.source_places import placed

        for problem in problems:
            rule = DOUBTFUL_PART if problem.warning else UNREADABLE_PART
            self.unreadable = self.unreadable or (not problem.warning and rule.code in self._told)
            if rule.code in self._told:
                yield rule.finding(name, problem.message, field=problem.field, source=name, **placed(problem))

    def _of_reports(self, read: _Read) -> Iterator[Finding]:
        from briefmeta.checks.source_places import MISSING, places_of

        yield from self._problems(read.name, read.problems)
        self.checked += len(read.reports)
        places = (
            places_of(read.text, read.format.name, read.reports) if len(read.text) < _MAX_PLACED else None
        )
        together = Bibliography(keys_are_given=read.format.name in _KEYED)
        corrected = self._corrections(read)
        damaged = places.damaged(read.problems) if places and read.problems else frozenset()
        for number, report in enumerate(read.reports):
            for finding in self.check.report(report):
                if finding.code == "RPT607" and places and places.says_once(str(report.handle), number):
                    continue  # the address is the only place of the handle
                if number not in damaged or finding.code not in MISSING:
                    yield _placed(finding, read.name, places, number)
            together.add(report)
            if self._beside is not None:
                self._beside.add(report, read.name)
                self._last[report.key] = partial(_placed, name=read.name, places=places, number=number)
        for finding in self.check.bibliography(together):
            yield _placed(finding, read.name, places, None)
        yield from self._spellings(read, corrected)
        yield from self._slips(read)
        if self.options.live:
            yield from self._live(read, places)

    def _corrections(self, read: _Read) -> list[Correction]:
        from briefmeta.checks.bibliographies.bib_corrections import corrections

        return list(corrections(read.text, self.check.codes)) if read.format.name in BIB else []

    def _spellings(self, read: _Read, corrected: Sequence[Correction]) -> Iterator[Finding]:
        """Return what ``--fix`` would correct; mojibake is told by the rule for reports."""
        from briefmeta.checks.rule_registry import find_rule
        from briefmeta.checks.source_places import at
        from briefmeta.formats.bib.source import Source

        source = Source(read.text)
        for correction in corrected:
            for code, said in correction.reasons:
                if code != "RPT110":
                    old = read.text[correction.start : correction.end]
                    finding = find_rule(code).finding(
                        correction.key, said, field=correction.field, value=old, source=read.name
                    )
                    yield at(finding, source, correction.start)

    def _slips(self, read: _Read) -> Iterator[Finding]:
        """Find what BibTeX does not forgive."""
        from briefmeta.checks.bibliographies.bib_syntax import RULES, syntax_slips
        from briefmeta.checks.source_places import at
        from briefmeta.formats.bib.source import Source

        if read.format.name not in BIB or RULES[0].code not in self.check.codes:
            return
        source = Source(read.text)
        for slip in syntax_slips(read.text):
            yield at(
                RULES[0].finding(slip.key or read.name, slip.message, source=read.name), source, slip.offset
            )

    def _of_records(self, name: str, text: str) -> Iterator[Finding]:
        from briefmeta.checks.records.record_files import RecordPlaces, read_placed

        problems: list[ParseError] = []
        places = RecordPlaces(text)
        for record, start, end in read_placed(text, problems):
            self.checked += 1

            def place(finding: Finding, start: int = start, end: int = end) -> Finding:
                return places.place(attrs.evolve(finding, source=name), start, end)

            yield from map(place, self.check.record(record))
            if record.alias is not None:
                self._aliases.add(record)
                self._records.setdefault(str(record.handle), place)
        yield from self._problems(name, problems)

    def _of_handle(self, name: str) -> Iterator[Finding]:
        self.checked += 1
        yield from self.check.handle(name)
        if self.options.live:
            with self._resolver() as resolver:
                yield from self._resolved(name, resolver)

    def _resolved(self, name: str, resolver: Resolver) -> Iterator[Finding]:
        from briefmeta.errors import HandleNotFound, HandleUnresolved
        from briefmeta.handles.handle import Handle
        from briefmeta.handles.handle_record import Cause, HandleRecord, Outcome

        handle = Handle(name)
        try:
            record = resolver.resolve(handle)
        except HandleNotFound:
            record = HandleRecord(handle=handle, outcome=Outcome.ABSENT, code=100)
        except HandleUnresolved as fault:
            cause = Cause(fault.cause) if fault.cause else None
            self.unanswered = self.unanswered or cause is None
            record = HandleRecord(handle=handle, outcome=Outcome.UNKNOWN, reason=fault.reason, cause=cause)
        except TransportError as fault:
            self.unanswered = True
            record = HandleRecord(handle=handle, outcome=Outcome.UNKNOWN, reason=fault.reason)
        yield from self.check.record(record)

    def _resolver(self) -> Resolver:
        return make_resolver(self.options)

    def _live(self, read: _Read, places: Places | None) -> Iterator[Finding]:
        from briefmeta.web.pages.verification import Status, Summary, verify_many

        checked = []
        with self._resolver() as resolver:
            asked = progress(
                _Sized(verify_many(read.reports, resolver), len(read.reports)), "asking", "report"
            )
            for number, verification in enumerate(asked):
                checked.append(verification.status)
                for finding in verification.findings:
                    if finding.code in self.check.codes:
                        yield finding if finding.source else _placed(finding, read.name, places, number)
        counts = {status.value: checked.count(status) for status in Status}
        self.lives.append(f"{read.name}: {Summary(**counts)}")
        self.unanswered = self.unanswered or (bool(checked) and set(checked) == {Status.UNKNOWN})

    def live_summary(self) -> str:
        """Return how many references of each file are alive, moved, dead and unknown."""
        return "\n".join(self.lives)

    def exit_code(self, findings: Sequence[Finding]) -> int:
        """Return what the run came to."""
        if self.unreadable:
            return BAD_INPUT
        if any(finding.severity.counts for finding in findings):
            return FINDINGS
        return NETWORK if self.unanswered else FINE


def _placed(finding: Finding, name: str, places: Places | None, number: int | None) -> Finding:
    finding = attrs.evolve(finding, source=name)
    return finding if places is None else places.place(finding, number)


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name


def _files_of(name: str) -> Iterator[str]:
    """Yield an input, or the files of a folder that hold reports or records, those of its folders as well."""
    from briefmeta.formats import formats

    folder = Path(name)
    if name == "-" or not folder.is_dir():
        yield name
        return
    known = {suffix for each in formats() for suffix in each.suffixes} | {".json"}
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in known and path.is_file())
    shown = [
        path
        for path in files
        if not any(part[:1] == "." for part in path.relative_to(folder).parts) and _holds_reports(path)
    ]
    if not shown:
        yield name  # told as unreadable
    yield from map(str, shown)


def _holds_reports(path: Path) -> bool:
    """Return whether a file of a folder holds reports or records, by its suffix or its content."""
    from briefmeta.checks.records.record_files import holds_records
    from briefmeta.formats import detect

    if path.suffix.lower() in _CERTAIN:
        return True
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return True  # told when it is checked
    try:
        return holds_records(head) or bool(detect(head))
    except UndecidedFormatError:
        return len(head) < _HEAD and _is_broken(head, path.suffix.lower())


def _is_broken(text: str, suffix: str) -> bool:
    """Return whether a file is no JSON or XML, as its suffix says it is: it may have held reports, so it is told."""
    if suffix in (".json", ".jsonld"):
        import json

        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return True
    elif suffix == ".xml":
        from xml.parsers.expat import ExpatError, ParserCreate

        try:
            ParserCreate().Parse(text, True)
        except ExpatError:
            return True
    return False


def is_file(name: str) -> bool:
    """Return whether an input is a file or a folder, rather than a handle."""
    return name != "-" and Path(name).exists()


def _as_handle(name: str) -> bool:
    """Return whether an input that is no file is meant as a handle: it has no suffix of a file and holds a slash."""
    from briefmeta.handles.handle import Handle

    try:
        Handle(name)
    except InvalidValueError:
        return name.lower().startswith(("hdl:", "info:hdl/", "doi:", "http://", "https://"))
    return True


class _Sized:
    """An iterator whose length is known, for the progress bar."""

    def __init__(self, items: Iterator[Any], size: int) -> None:
        self._items, self._size = items, size

    def __iter__(self) -> Iterator[Any]:
        return self._items

    def __len__(self) -> int:
        return self._size
