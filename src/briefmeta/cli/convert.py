"""``briefmeta convert``: any readable format to any writable one."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefmeta.cli.resolve import add_network, make_resolver
from briefmeta.cli.terminal import BAD_INPUT, USAGE, Inputs, complain, say
from briefmeta.errors import FormatError, InvalidValueError, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefmeta.formats import Format
    from briefmeta.formats.bib.passages import Passage
    from briefmeta.model.report import Report

_BIB = ("bibtex", "biblatex")


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
    command.add_argument(
        "--force", action="store_true", help="write over an input even where something of it is dropped"
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
    looks_again = target.name in _BIB or options.report_losses
    inputs = Inputs(
        options.inputs,
        options.source,
        loading_options(options),
        partial(make_resolver, options),
        keep_standard_input=looks_again,
    )
    try:
        given = list(inputs)
        reports = _keyed(given, options.key)
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
    passages = _passages(options, inputs) if looks_again else []
    carried = target.name in _BIB and not _is_folder(options.output)
    if _is_an_input(options.output, options.inputs) and not options.force:
        dropped = _dropped(reports, target, written, passages, carried=carried)
        if dropped or code:
            why = "; ".join(dropped) or "what has an error is not read"
            complain(f"{options.output} is an input, and would lose something: {why}")
            complain("nothing was written; --force writes it all the same, another -o keeps the input")
            return code or USAGE
    pieces = target.iter_dumps(reports, **written)
    if passages and carried:
        from briefmeta.formats.bib.passages import with_passages

        pieces = with_passages(pieces, [report.key for report in given], passages)
    _write(reports, target, options.output, written, pieces)
    if options.report_losses:
        _report_losses(reports, target, written, passages, carried=carried)
    return code


def _is_an_input(output: str, inputs: Sequence[str]) -> bool:
    path = Path(output)
    return (
        output != "-"
        and path.is_file()
        and any(Path(name).exists() and path.samefile(name) for name in inputs)
    )


def _is_folder(output: str) -> bool:
    return output.endswith("/") or Path(output).is_dir()


def _passages(options: argparse.Namespace, inputs: Inputs) -> list[Passage]:
    """Collect what stands between the entries of the ``.bib`` files among the inputs."""
    from briefmeta.errors import BriefmetaError
    from briefmeta.files import read_text
    from briefmeta.formats import detect, find_format
    from briefmeta.formats.bib.passages import read_passages

    passages: list[Passage] = []
    for name in options.inputs:
        if name != "-" and not Path(name).is_file():
            continue  # a handle
        try:
            text = read_text(inputs.source(name), [], options.encoding)
            known = find_format(options.source) if options.source else detect(text, Path(name).suffix).format
        except BriefmetaError:  # it was told when the input was read
            continue
        passages += read_passages(text) if known.name in _BIB else []
    return passages


def _lost_passages(passages: Sequence[Passage], *, carried: bool) -> list[str]:
    """Return in words which texts between entries are not written."""
    return [
        f"between entries, lost: {shorten(passage.text, 60)}"
        for passage in passages
        if not (carried and passage.sound)
    ]


def _dropped(
    reports: Sequence[Report],
    target: Format,
    options: dict[str, Any],
    passages: Sequence[Passage],
    *,
    carried: bool,
) -> list[str]:
    """Return in words what of the inputs is not written."""
    from briefmeta.formats import losses

    lost = [str(loss) for loss in losses(reports, target.name, **options)]
    return lost + _lost_passages(passages, carried=carried)


def _report_losses(
    reports: Sequence[Report],
    target: Format,
    options: dict[str, Any],
    passages: Sequence[Passage],
    *,
    carried: bool,
) -> None:
    found = _dropped(reports, target, options, passages, carried=carried)
    for loss in found:
        complain(loss)
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


def _write(
    reports: Sequence[Report], target: Format, output: str, options: dict[str, Any], pieces: Iterable[str]
) -> None:
    if output == "-":
        for piece in pieces:
            say(piece, end="")
    elif _is_folder(output):
        _write_folder(reports, target, Path(output), options)
    else:
        from briefmeta.files import write_whole

        write_whole(Path(output), pieces)


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
