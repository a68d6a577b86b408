"""``briefmeta resolve``: handles to their records, one or a million."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from briefmeta.cli.terminal import BAD_INPUT, FINDINGS, FINE, NETWORK, complain, progress, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from briefmeta.handles.handle_record import HandleRecord
    from briefmeta.web.handles.resolver import Resolution, Resolver
    from briefmeta.web.pages.description import Description

_WIDTHS = (32, 8)  # columns of the handle and the outcome in a table
_LONGEST = 4_000  # characters of a cell


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``resolve`` to the command line."""
    command = commands.add_parser(
        "resolve",
        help="ask for the records of handles",
        description="Ask for the records of handles. A table on a terminal, else one JSON object a line.",
        epilog="Exit codes: 0 all exist, 1 one does not exist, 3 one could not be asked for, 4 one is no handle.",
    )
    command.add_argument(
        "handles", nargs="+", metavar="HANDLE", help="in any written form; - for one a line on standard input"
    )
    command.add_argument("--json", action="store_true", help="JSON lines, on a terminal too")
    command.add_argument("--all-values", action="store_true", help="every value of each record in the table")
    command.add_argument(
        "--describe", action="store_true", help="read the landing page, too: what the handle is of"
    )
    command.add_argument("--auth", action="store_true", help="ask the handle's own server, past every cache")
    add_network(command)
    command.set_defaults(run=run)


def add_network(command: argparse.ArgumentParser) -> None:
    """Add the options of every command that may ask a proxy."""
    group = command.add_argument_group("network")
    group.add_argument(
        "--proxy", action="append", metavar="URL", help="ask this proxy instead; may be repeated"
    )
    group.add_argument("--cache", metavar="FILE", help="keep answers here, not in the user's cache folder")
    group.add_argument("--no-cache", action="store_true", help="keep no answers")
    group.add_argument(
        "--deadline", type=float, default=30.0, metavar="SECONDS", help="for one handle, in all"
    )
    group.add_argument("--rate", type=float, metavar="N", help="at most so many requests a second and host")
    group.add_argument("--workers", type=int, default=16, metavar="N", help="handles asked for at a time")
    group.add_argument("--contact", metavar="ADDRESS", help="an address or URL to name in requests")
    group.add_argument("--allow-private", action="store_true", help="ask private and loopback addresses, too")


def make_resolver(options: argparse.Namespace) -> Resolver:
    """Build the resolver that the options describe."""
    from briefmeta.web.handles.handle_cache import default_path
    from briefmeta.web.handles.resolver import Resolver

    settings: dict[str, Any] = {"proxies": options.proxy} if options.proxy else {}
    return Resolver(
        **settings,
        cache=None if options.no_cache else options.cache or default_path(),
        deadline=options.deadline,
        rate=options.rate,
        workers=options.workers,
        contact=options.contact,
        allow_private=options.allow_private,
    )


def run(options: argparse.Namespace) -> int:
    """Resolve."""
    names = _names(options.handles)
    as_json = options.json or not sys.stdout.isatty()
    codes = {FINE}
    with make_resolver(options) as resolver:
        if options.describe:
            for name in progress(list(names), "describing", "handle"):
                codes.add(_describe(name, resolver, options, as_json=as_json))
        else:
            for resolution in progress(
                resolver.resolve_many(names, auth=options.auth), "resolving", "handle"
            ):
                _show(resolution, as_json=as_json, all_values=options.all_values)
                codes.add(_code(resolution))
    return max(codes)


def _names(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word == "-":
            yield from (line.strip() for line in sys.stdin if line.strip())
        else:
            yield word


def _code(resolution: Resolution) -> int:
    from briefmeta.errors import HandleSyntaxError
    from briefmeta.handles.handle_record import Outcome

    if isinstance(resolution.error, HandleSyntaxError):
        return BAD_INPUT
    return {Outcome.ABSENT: FINDINGS, Outcome.UNKNOWN: NETWORK}.get(resolution.outcome, FINE)


def _show(resolution: Resolution, *, as_json: bool, all_values: bool) -> None:
    if as_json:
        say(json.dumps(resolution.to_json(), ensure_ascii=False))
        return
    record = resolution.record
    said = record.url if record is not None and record.url else str(resolution.error or "")
    _row(str(resolution.handle), resolution.outcome.value, said)
    if all_values and record is not None:
        _show_values(record)


def _row(*cells: str) -> None:
    from briefmeta.web.transport.transport import printable  # a record can hold what a terminal acts upon

    cells = tuple(printable(cell, _LONGEST) for cell in cells)
    padded = [cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=False)]
    say("  ".join([*padded, *cells[len(_WIDTHS) :]]).rstrip())


def _show_values(record: HandleRecord) -> None:
    from briefmeta.web.transport.transport import printable

    for value in record.values:
        data = (
            value.text
            if value.text is not None
            else json.dumps(value.to_json().get("data"), ensure_ascii=False)
        )
        say(f"    {value.index:>6}  {printable(value.type):<12}  {printable(data, _LONGEST)}")


def _describe(name: str, resolver: Resolver, options: argparse.Namespace, *, as_json: bool) -> int:
    from briefmeta.cli import exit_code
    from briefmeta.errors import BriefmetaError
    from briefmeta.web.pages.description import describe

    try:
        description = describe(name, resolver=resolver, auth=options.auth)
    except BriefmetaError as fault:
        if as_json:
            say(json.dumps({"handle": name, "error": str(fault)}, ensure_ascii=False))
        else:
            complain(str(fault))
        return exit_code(fault)
    say(json.dumps(_description_to_json(description), ensure_ascii=False) if as_json else _table(description))
    return FINE


def _description_to_json(description: Description) -> dict[str, Any]:
    from briefmeta.formats.json.report_json import report_to_json

    return {
        "handle": str(description.handle),
        "report": report_to_json(description.report) if description.report else None,
        "sources": dict(description.sources),
        "urls": dict(description.urls),
        "findings": [
            {"code": finding.code, "field": finding.field, "message": finding.message}
            for finding in description.findings
        ],
    }


def _table(description: Description) -> str:
    from briefmeta.formats.json.report_json import report_to_json

    lines = [str(description.handle)]
    values = report_to_json(description.report) if description.report else {}
    for field, source in description.sources.items():
        value = values.get(field)
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        lines.append(f"  {field:<16}  {text}  ({source})")
    lines += [f"  note: {finding.message}" for finding in description.findings]
    return "\n".join(lines)
