"""``briefmeta check``: files, handle records and handles by every rule, corrected where that is safe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefmeta.cli.check_fixes import show_diffs
from briefmeta.cli.check_output import WRITERS, summary
from briefmeta.cli.check_settings import Baseline, Settings, find_settings
from briefmeta.cli.check_work import Work, is_file
from briefmeta.cli.convert import add_reading
from briefmeta.cli.resolve import add_network
from briefmeta.cli.terminal import BAD_INPUT, FINDINGS, FINE, USAGE, complain, say
from briefmeta.errors import InvalidValueError, StyleError, StyleNotFoundError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from briefmeta.checks.finding import Finding


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``check`` to the command line."""
    command = commands.add_parser(
        "check",
        help="check files, handle records and handles",
        description="Check bibliographies, record pages, saved handle records and handles; --explain CODE explains "
        "each code, and docs/checks.md all of them.",
        epilog="Exit codes: 0 fine or remarks only, 1 errors or warnings, 2 usage, 3 nothing could be asked for, "
        "4 a file that cannot be read.",
    )
    command.add_argument(
        "inputs", nargs="*", metavar="FILE", help="a file, a folder, a handle, or - for standard input"
    )
    add_reading(command)
    command.add_argument(
        "--select", action="append", default=[], metavar="CODES", help="only these, as in RPT,HDL001"
    )
    command.add_argument("--ignore", action="append", default=[], metavar="CODES", help="not these")
    command.add_argument(
        "--style", action="append", default=[], metavar="NAMES", help="find what these citation styles miss"
    )
    command.add_argument("--format", choices=sorted(WRITERS), default="text", help="how findings are written")
    command.add_argument("--sarif", metavar="FILE", help="write the findings as SARIF to this file besides")
    command.add_argument("--live", action="store_true", help="ask for handles and landing pages, too")
    command.add_argument("--fix", action="store_true", help="correct .bib files where that is safe")
    command.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and change nothing"
    )
    command.add_argument("--baseline", metavar="FILE", help="do not tell the findings that this file lists")
    command.add_argument("--write-baseline", metavar="FILE", help="list the findings of now in this file")
    command.add_argument(
        "--explain", action="append", default=[], metavar="CODES", help="say what these rules find, and why"
    )
    command.add_argument("--quiet", "-q", action="store_true", help="no line with the counts")
    add_network(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check."""
    from briefmeta.checks.rule_registry import selected_codes
    from briefmeta.validating import prepare

    if options.explain:
        return _explain(_listed(options.explain))
    if not options.inputs:
        complain("briefmeta: name a FILE, or the codes to --explain")
        return USAGE
    settings = find_settings(Path.cwd())
    try:
        check = prepare(
            select=_listed(options.select) or settings.select,
            ignore=_listed(options.ignore) or settings.ignore,
            styles=_listed(options.style) or settings.styles,
        )
    except (InvalidValueError, StyleError, StyleNotFoundError) as fault:
        complain(f"briefmeta: {fault}")
        return USAGE
    baseline = _baseline(options, settings)
    # what could not be read is told whatever was chosen, unless it is ignored
    always = {"CHK001", "CHK002"} & selected_codes((), _listed(options.ignore) or settings.ignore)
    work = Work(options, check, always)
    if options.diff:
        names = [name for name in work.inputs if is_file(name)]
        return FINDINGS if show_diffs(names, check.codes, options.source) else FINE
    findings = list(work.findings())
    if options.write_baseline:
        count = Baseline(Path(options.write_baseline)).write(findings)
        complain(f"{count} findings written to {options.write_baseline}")
        return BAD_INPUT if work.unreadable else FINE
    if baseline is not None:
        findings = [finding for finding in findings if not baseline.hides(finding)]
    _show(options, findings)
    if not options.quiet:
        complain(summary(findings, work.checked, baseline.hidden if baseline else 0))
        if work.lives:
            complain(work.live_summary())
    return work.exit_code(findings)


def _show(options: argparse.Namespace, findings: list[Finding]) -> None:
    """Write findings to standard output, and as SARIF to a file where one is named."""
    from briefmeta.files import write_whole

    if options.sarif:
        write_whole(Path(options.sarif), [f"{line}\n" for line in WRITERS["sarif"](findings)])
    for line in WRITERS[options.format](findings):
        say(line)


def _explain(codes: Sequence[str]) -> int:
    from briefmeta.checks.rule_registry import explanation

    try:
        say(explanation(codes), end="")
    except InvalidValueError as fault:
        complain(f"briefmeta: {fault}")
        return USAGE
    return FINE


def _listed(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for word in words for each in word.replace(",", " ").split())


def _baseline(options: argparse.Namespace, settings: Settings) -> Baseline | None:
    path = options.baseline or settings.baseline
    return None if path is None or options.write_baseline else Baseline(Path(path)).read()
