"""``briefmeta cite``: formatted references, and citations in running text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefmeta.cli.convert import add_reading, reading_options
from briefmeta.cli.resolve import add_network, make_resolver
from briefmeta.cli.terminal import Inputs, complain, say

if TYPE_CHECKING:
    import argparse


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``cite`` to the command line."""
    command = commands.add_parser(
        "cite",
        help="print formatted references",
        description="Print the bibliography of the inputs in a CSL style.",
    )
    command.add_argument(
        "inputs", nargs="+", metavar="FILE", help="a file, a handle, or - for standard input"
    )
    add_reading(command)
    command.add_argument("-s", "--style", default="apa", help="a style's name, or the path of a .csl file")
    command.add_argument("-l", "--locale", help="as in fr-FR; the style's own, or en-US, when not given")
    command.add_argument(
        "--output", choices=("text", "html", "markdown", "latex", "rst"), default="text", help="how to write"
    )
    command.add_argument("--in-text", action="store_true", help="the citation in running text instead")
    add_network(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print references."""
    from briefmeta.citations import bibliography, cite

    inputs = Inputs(options.inputs, options.source, reading_options(options), partial(make_resolver, options))
    reports = list(inputs)
    code = inputs.close()
    if not reports:
        return code
    if options.in_text:
        say(str(cite(reports, style=options.style, locale=options.locale, output=options.output)))
        return code
    result = bibliography(reports, style=options.style, locale=options.locale, output=options.output)
    for warning in result.warnings:
        complain(f"warning: {warning}")
    say(str(result).rstrip("\n"))
    return code
