"""``briefmeta convert``: any readable format to any writable one."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefmeta.cli.resolve import add_network, make_resolver
from briefmeta.cli.terminal import BAD_INPUT, USAGE, Inputs, complain, say
from briefmeta.errors import FormatError, InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefmeta.formats import Format
    from briefmeta.model.report import Report


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``convert`` to the command line."""
    command = commands.add_parser(
        "convert",
        help="convert record pages and bibliographies",
        description="Read one or many inputs and write them as one, in their order, with unique keys.",
    )
    command.add_argument(
        "inputs", nargs="+", metavar="FILE", help="a file, a handle, or - for standard input"
    )
    add_reading(command)
    command.add_argument("-t", "--to", metavar="FORMAT", help="format to write (see: briefmeta formats)")
    command.add_argument(
        "-o", "--output", metavar="PATH", default="-", help="a file, or a folder/ for one file a report"
    )
    command.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME[=VALUE]",
        help="an option of the written format",
    )
    command.add_argument(
        "--key",
        metavar="PATTERN",
        help='make the keys anew, as in "{author}{year}{title:1}"; docs/crosswalk.md lists fields and filters',
    )
    command.add_argument("--strict", action="store_true", help="write nothing when an input has an error")
    command.add_argument(
        "--report-losses", action="store_true", help="say which fields the written format cannot hold"
    )
    add_network(command)
    command.set_defaults(run=run)


def add_reading(command: argparse.ArgumentParser) -> None:
    """Add the options of every command that reads files."""
    command.add_argument("-f", "--from", dest="source", metavar="FORMAT", help="format of the inputs")
    command.add_argument(
        "--date-order", choices=("dmy", "mdy"), help="how record pages mean a date such as 05/04/2024"
    )
    command.add_argument(
        "--encoding",
        metavar="NAME",
        type=_encoding,
        help="encoding of the inputs, such as gb18030 or windows-1252; found out when not given",
    )


def _encoding(name: str) -> str:
    """Check the name of an encoding."""
    from briefmeta.text.encoding import stated_encoding

    try:
        stated_encoding(name)
    except InvalidValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault
    return name


def reading_options(options: argparse.Namespace) -> dict[str, Any]:
    """Collect the reader's own options."""
    return {"date_order": options.date_order} if options.date_order else {}


def loading_options(options: argparse.Namespace) -> dict[str, Any]:
    """Collect the reader's own options and those of ``load``."""
    return {**reading_options(options), "encoding": options.encoding}


def run(options: argparse.Namespace) -> int:
    """Convert."""
    target = _target(options)
    inputs = Inputs(
        options.inputs,
        options.source,
        loading_options(options),
        partial(make_resolver, options),
    )
    try:
        reports = _keyed(list(inputs), options.key)
    except InvalidValueError as fault:  # the pattern: what reports hold was checked when they were read
        complain(f"briefmeta: {fault}")
        return USAGE
    code = inputs.close()
    if not reports and code:
        return code
    if options.strict and code:
        complain("nothing was written")
        return BAD_INPUT
    written = dict(_option(word) for word in options.option)
    _write(reports, target, options.output, written)
    if options.report_losses:
        _report_losses(reports, target, written)
    return code


def _report_losses(reports: Sequence[Report], target: Format, options: dict[str, Any]) -> None:
    from briefmeta.formats import losses

    found = losses(reports, target.name, **options)
    for loss in found:
        complain(str(loss))
    complain(f"{len(found)} losses in {len(reports)} reports" if found else "nothing is lost")


def _keyed(reports: list[Report], pattern: str | None) -> list[Report]:
    """Make the keys differ, by a pattern where there is one, and tell which given keys have changed."""
    from briefmeta.model.key import citation_key, with_unique_keys
    from briefmeta.model.key_pattern import with_keys

    keyed = list(with_keys(reports, pattern) if pattern else with_unique_keys(reports))
    for old, new in zip(reports, keyed, strict=True):
        # A key that was derived when the report was read stands in no document.
        if old.key != new.key and old.key != citation_key(old):
            complain(f"key {old.key} is now {new.key}{'' if pattern else ', for it came twice'}")
    return keyed


def _target(options: argparse.Namespace) -> Format:
    from briefmeta.files import format_for_writing
    from briefmeta.formats import find_format

    if options.to:
        target = find_format(options.to)
        if not target.writes:
            raise FormatError(f"{target.title} ({target.name}) cannot be written")
        return target
    if options.output == "-" or options.output.endswith("/"):
        raise FormatError("name the format to write: -t FORMAT")
    return format_for_writing(None, options.output)


def _option(word: str) -> tuple[str, Any]:
    name, equals, value = word.partition("=")
    known = {"true": True, "false": False, "none": None}
    return name.replace("-", "_"), known.get(value.lower(), value) if equals else True


def _write(reports: Sequence[Report], target: Format, output: str, options: dict[str, Any]) -> None:
    if output == "-":
        for piece in target.iter_dumps(reports, **options):
            say(piece, end="")
    elif output.endswith("/") or Path(output).is_dir():
        _write_folder(reports, target, Path(output), options)
    else:
        from briefmeta.files import write_whole

        write_whole(Path(output), target.iter_dumps(reports, **options))


def _write_folder(reports: Sequence[Report], target: Format, folder: Path, options: dict[str, Any]) -> None:
    from briefmeta.errors import FileError
    from briefmeta.files import write_whole

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise FileError(folder, fault.strerror or str(fault)) from fault
    suffix = target.suffixes[0] if target.suffixes else f".{target.name}"
    taken: set[str] = set()
    for report in reports:
        name = _file_name(report.key, taken)
        write_whole(folder / f"{name}{suffix}", target.iter_dumps([report], **options))


def _file_name(key: str, taken: set[str]) -> str:
    """Make a file name from a key: no separators, no leading dot, not twice in one folder."""
    base = "".join(c if c.isalnum() or c in "-_+" else "-" for c in key)[:100].strip("-") or "report"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name.casefold())
    return name
