"""``briefmeta check``: files, handle records and handles by every rule, corrected where that is safe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.cli.check_output import WRITERS, line_diff, summary
from briefmeta.cli.check_settings import Baseline, Settings, find_settings
from briefmeta.cli.convert import add_reading, reading_options
from briefmeta.cli.resolve import add_network, make_resolver
from briefmeta.cli.terminal import BAD_INPUT, FINDINGS, FINE, NETWORK, USAGE, complain, progress, say
from briefmeta.errors import BriefmetaError, InvalidValueError, ParseError, TransportError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from briefmeta.checks.bib_corrections import Correction
    from briefmeta.checks.finding import Finding
    from briefmeta.checks.places import Places
    from briefmeta.checks.validation import Check
    from briefmeta.formats import Format
    from briefmeta.model.report import Report
    from briefmeta.web.resolver import Resolver

_MAX_PLACED = 64_000_000  # characters of a text in which places are looked for
# Formats whose entries have keys of their own, of which none may be there twice.
_KEYED = frozenset({"bibtex", "biblatex", "csl-json", "jsonl"})
_BIB = frozenset({"bibtex", "biblatex"})


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``check`` to the command line."""
    command = commands.add_parser(
        "check",
        help="check files, handle records and handles",
        description="Check bibliographies, record pages, saved handle records and handles; docs/checks.md explains "
        "each code.",
        epilog="Exit codes: 0 fine or remarks only, 1 errors or warnings, 2 usage, 3 nothing could be asked for, "
        "4 a file that cannot be read.",
    )
    command.add_argument(
        "inputs", nargs="+", metavar="FILE", help="a file, a handle, or - for standard input"
    )
    add_reading(command)
    command.add_argument(
        "--select", action="append", default=[], metavar="CODES", help="only these, as in RPT,HDL001"
    )
    command.add_argument("--ignore", action="append", default=[], metavar="CODES", help="not these")
    command.add_argument("--format", choices=sorted(WRITERS), default="text", help="how findings are written")
    command.add_argument("--live", action="store_true", help="ask for handles and landing pages, too")
    command.add_argument("--fix", action="store_true", help="correct .bib files where that is safe")
    command.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and change nothing"
    )
    command.add_argument("--baseline", metavar="FILE", help="do not tell the findings that this file lists")
    command.add_argument("--write-baseline", metavar="FILE", help="list the findings of now in this file")
    command.add_argument("--quiet", "-q", action="store_true", help="no line with the counts")
    add_network(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check."""
    from briefmeta.checks.validation import Check

    settings = find_settings(Path.cwd())
    try:
        check = Check(
            select=_codes(options.select) or settings.select, ignore=_codes(options.ignore) or settings.ignore
        )
    except InvalidValueError as fault:
        complain(f"briefmeta: {fault}")
        return USAGE
    baseline = _baseline(options, settings)
    work = _Work(options, check)
    if options.diff:
        return work.show_diffs()
    findings = list(work.findings())
    if options.write_baseline:
        count = Baseline(Path(options.write_baseline)).write(findings)
        complain(f"{count} findings written to {options.write_baseline}")
        return FINE
    if baseline is not None:
        findings = [finding for finding in findings if not baseline.hides(finding)]
    for line in WRITERS[options.format](findings):
        say(line)
    if not options.quiet:
        complain(summary(findings, work.checked, baseline.hidden if baseline else 0))
        if work.lives:
            complain(work.live_summary())
    return work.exit_code(findings)


def _codes(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for word in words for code in word.replace(",", " ").split())


def _baseline(options: argparse.Namespace, settings: Settings) -> Baseline | None:
    path = options.baseline or settings.baseline
    return None if path is None or options.write_baseline else Baseline(Path(path)).read()


@attrs.define
class _Read:
    """A file that was read: its text, its format and its reports; what could not be read is among the findings."""

    name: str
    text: str
    format: Format
    reports: list[Report]
    problems: list[ParseError]


class _Work:
    """The inputs of one run, one after the other; one that cannot be read costs itself only."""

    def __init__(self, options: argparse.Namespace, check: Check) -> None:
        self.options, self.check = options, check
        self.checked = 0
        self.unreadable = False
        self.unanswered = False
        self.lives: list[str] = []

    def findings(self) -> Iterator[Finding]:
        """Check each input, corrected before if that is wanted."""
        for name in progress(self.options.inputs, "checking", "file"):
            if self.options.fix and _is_file(name):
                self._fix(name)
            yield from self._of_input(name)

    def _of_input(self, name: str) -> Iterator[Finding]:
        from briefmeta.checks.record_files import holds_records
        from briefmeta.files import read_text

        if not _is_file(name) and name != "-":
            handle = _as_handle(name)
            if handle:
                yield from self._of_handle(name)
                return
        problems: list[ParseError] = []
        try:
            text = read_text(name, problems)
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
        from briefmeta.checks.faults import UNREADABLE_FILE
        from briefmeta.checks.places import placed

        self.unreadable = True
        where = placed(fault) if isinstance(fault, ParseError) else {}
        said = fault.message if isinstance(fault, ParseError) else str(fault).removeprefix(f"{name}: ")
        yield UNREADABLE_FILE.finding(name, said, source=name, **where)

    def _problems(self, name: str, problems: Sequence[ParseError]) -> Iterator[Finding]:
        from briefmeta.checks.faults import DOUBTFUL_PART, UNREADABLE_PART
        from briefmeta.checks.places import placed

        for problem in problems:
            rule = DOUBTFUL_PART if problem.warning else UNREADABLE_PART
            self.unreadable = self.unreadable or not problem.warning
            if rule.code in self.check.codes:
                yield rule.finding(name, problem.message, field=problem.field, source=name, **placed(problem))

    def _of_reports(self, read: _Read) -> Iterator[Finding]:
        from briefmeta.checks.bibliography import Bibliography
        from briefmeta.checks.places import MISSING, places_of

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
                if number not in damaged or finding.code not in MISSING:
                    yield _placed(finding, read.name, places, number)
            together.add(report)
        for finding in self.check.bibliography(together):
            yield _placed(finding, read.name, places, None)
        yield from self._spellings(read, corrected)
        if self.options.live:
            yield from self._live(read, places)

    def _corrections(self, read: _Read) -> list[Correction]:
        from briefmeta.checks.bib_corrections import corrections

        return list(corrections(read.text, self.check.codes)) if read.format.name in _BIB else []

    def _spellings(self, read: _Read, corrected: Sequence[Correction]) -> Iterator[Finding]:
        """Tell what ``--fix`` would correct; mojibake is told by the rule for reports."""
        from briefmeta.checks.places import at
        from briefmeta.checks.registry import find_rule
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

    def _of_records(self, name: str, text: str) -> Iterator[Finding]:
        from briefmeta.checks.record_files import read_records

        problems: list[ParseError] = []
        for record in read_records(text, problems):
            self.checked += 1
            yield from (attrs.evolve(finding, source=name) for finding in self.check.record(record))
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
        from briefmeta.handles.record import HandleRecord, Outcome

        handle = Handle(name)
        try:
            record = resolver.resolve(handle)
        except HandleNotFound:
            record = HandleRecord(handle=handle, outcome=Outcome.ABSENT, code=100)
        except (HandleUnresolved, TransportError) as fault:
            self.unanswered = True
            record = HandleRecord(handle=handle, outcome=Outcome.UNKNOWN, reason=fault.reason)
        yield from self.check.record(record)

    def _resolver(self) -> Resolver:
        return make_resolver(self.options)

    def _live(self, read: _Read, places: Places | None) -> Iterator[Finding]:
        from briefmeta.web.verification import Status, Summary, verify_many

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
        """Say how many references of each file are alive, moved, dead and unknown."""
        return "\n".join(self.lives)

    def exit_code(self, findings: Sequence[Finding]) -> int:
        """Say what the run came to."""
        if self.unreadable:
            return BAD_INPUT
        if any(finding.severity.counts for finding in findings):
            return FINDINGS
        return NETWORK if self.unanswered else FINE

    # --- corrections

    def show_diffs(self) -> int:
        """Show what ``--fix`` would change."""
        changed = False
        for name in self.options.inputs:
            texts = self._corrected(name) if _is_file(name) else None
            if texts is not None:
                for line in line_diff(*texts, name):
                    changed = True
                    say(line)
        return BAD_INPUT if self.unreadable else FINDINGS if changed else FINE

    def _fix(self, name: str) -> None:
        from briefmeta.files import write_whole

        texts = self._corrected(name)
        if texts is not None and texts[0] != texts[1]:
            write_whole(Path(name), [texts[1]])
            complain(f"{name}: corrected")

    def _corrected(self, name: str) -> tuple[str, str] | None:
        """Return a ``.bib`` text as it stands and as it should be; None where it is none, or cannot be corrected."""
        from briefmeta.checks.bib_corrections import apply, corrections
        from briefmeta.errors import FileError
        from briefmeta.formats import detect, find_format

        try:
            data = Path(name).read_bytes()
            text = data.decode("utf-8")
            known = self.options.source
            chosen = find_format(known) if known else detect(text, Path(name).suffix.lower()).format
        except OSError as fault:
            raise FileError(name, fault.strerror or str(fault)) from fault
        except UnicodeDecodeError:
            complain(f"{name}: not corrected, as it is not in UTF-8")
            return None
        except BriefmetaError:
            return None  # told when it is checked
        if chosen.name not in _BIB:
            complain(f"{name}: not corrected, as only .bib files are")
            return None
        new = apply(text, corrections(text, self.check.codes))
        if not _reads_the_same(chosen, text, new):
            complain(f"{name}: not corrected, as other programs could read it otherwise")
            return None
        return text, new


def _reads_the_same(chosen: Format, old: str, new: str) -> bool:
    """Tell whether two texts have the same entries and the same faults: the guard of every correction."""
    faults: tuple[list[ParseError], list[ParseError]] = ([], [])
    before, after = chosen.loads(old, faults[0]), chosen.loads(new, faults[1])
    alike = [report.key for report in before] == [report.key for report in after]
    return alike and sum(not f.warning for f in faults[0]) == sum(not f.warning for f in faults[1])


def _placed(finding: Finding, name: str, places: Places | None, number: int | None) -> Finding:
    finding = attrs.evolve(finding, source=name)
    return finding if places is None else places.place(finding, number)


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name


def _is_file(name: str) -> bool:
    return name != "-" and Path(name).exists()


def _as_handle(name: str) -> bool:
    """Tell whether an input that is no file is meant as a handle: it has no suffix of a file and holds a slash."""
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
