"""The command line: ``briefmeta convert | cite | resolve | check | formats | styles | names``.

Results go to standard output, progress and problems to standard error. Exit codes: 0 fine, 1 findings,
2 usage, 3 network, 4 bad input.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from typing import TYPE_CHECKING

from briefmeta.cli import check, cite, convert, explaining, listing, resolve
from briefmeta.cli.terminal import BAD_INPUT, NETWORK, USAGE, complain
from briefmeta.errors import (
    BriefmetaError,
    FormatError,
    HandleNotFound,
    HandleUnresolved,
    MissingExtraError,
    StyleNotFoundError,
    TransportError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_EPILOG = "Exit codes: 0 fine, 1 findings, 2 usage, 3 network, 4 bad input."


def parser() -> argparse.ArgumentParser:
    """Build the parser of the command and of its subcommands."""
    from briefmeta import __version__

    main_parser = argparse.ArgumentParser(
        prog="briefmeta", description="Metadata and citations of reports.", epilog=_EPILOG, allow_abbrev=False
    )
    main_parser.add_argument("--version", action="version", version=f"briefmeta {__version__}")
    commands = main_parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for room in (convert, cite, resolve, check, listing, explaining):
        room.add_commands(commands)
    return main_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words behind ``briefmeta``; those of the process when not given.

    Returns:
        The exit code.
    """
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            code = run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone, as in "briefmeta … | head": nothing is wrong, and nothing more can be said.
        _drop_output()
        return 0
    except KeyboardInterrupt:
        return 130
    except BriefmetaError as fault:
        complain(f"briefmeta: {fault}")
        return exit_code(fault)
    except OSError as fault:
        # Those of files are FileErrors, above: this is standard output, on a full disk for instance.
        _drop_output()
        complain(f"briefmeta: the output cannot be written: {fault.strerror or fault}")
        return BAD_INPUT
    return code


def _drop_output() -> None:
    """Send what is left of standard output nowhere, so that the end of the process does not fail over it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    """Print a warning as any other message, without the place in the code that it is from."""
    complain(f"briefmeta: warning: {message}")


def exit_code(fault: BriefmetaError) -> int:
    """Return which exit code an error has."""
    if isinstance(fault, (FormatError, StyleNotFoundError, MissingExtraError)):
        return USAGE
    if isinstance(fault, (HandleUnresolved, TransportError)):
        return NETWORK
    return 1 if isinstance(fault, HandleNotFound) else BAD_INPUT
