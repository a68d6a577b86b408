"""``briefmeta cite``: formatted references, citations in running text, and documents that cite."""

from __future__ import annotations

import codecs
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefmeta.cli.convert import add_reading, loading_options
from briefmeta.cli.resolve import add_network, make_resolver
from briefmeta.cli.terminal import FINDINGS, FINE, USAGE, Inputs, complain, say, show_problems

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from briefmeta.citations.documents import DocumentProblem, WrittenDocument
    from briefmeta.citations.documents.metadata import Metadata
    from briefmeta.errors import ParseError

_DEFAULT_STYLE = "apa"
_BYTE_ORDER_MARK = "\ufeff"
_MAX_BYTES = 256 * 1024 * 1024


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``cite`` to the command line."""
    command = commands.add_parser(
        "cite",
        help="print formatted references, or write out the citations of a document",
        description="Print the bibliography of the inputs in a CSL style; with --document, write out a Markdown"
        " document that cites them as in pandoc: [see @key, p. 3; -@other], @key [p. 3].",
    )
    command.add_argument(
        "inputs", nargs="*", metavar="FILE", help="a file, a handle, or - for standard input"
    )
    add_reading(command)
    command.add_argument(
        "-s", "--style", help=f"a style's name, or the path of a .csl file; {_DEFAULT_STYLE} when not given"
    )
    command.add_argument("-l", "--locale", help="as in fr-FR; the style's own, or en-US, when not given")
    command.add_argument(
        "--output", choices=("text", "html", "markdown", "latex", "rst"), help="how to write references"
    )
    command.add_argument("--in-text", action="store_true", help="the citation in running text instead")
    command.add_argument(
        "-d",
        "--document",
        metavar="PATH",
        help="a Markdown document whose citations are written out, with the bibliography; - for standard input",
    )
    command.add_argument("-o", "--file", metavar="PATH", default="-", help="where the document is written to")
    command.add_argument(
        "--notes", choices=("end", "paragraph"), default="end", help="where the footnotes of the document go"
    )
    add_network(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print references, or write out a document."""
    if options.document is not None:
        return _cite_document(options)
    if not options.inputs:
        complain("briefmeta: name a file to cite")
        return USAGE
    if options.file != "-":
        complain("briefmeta: -o is for documents (--document)")
        return USAGE
    return _print_references(options)


def _print_references(options: argparse.Namespace) -> int:
    from briefmeta.citations import bibliography, cite

    inputs = _inputs(options, options.inputs)
    reports = list(inputs)
    code = inputs.close()
    if not reports:
        return code
    style, output = options.style or _DEFAULT_STYLE, options.output or "text"
    if options.in_text:
        say(str(cite(reports, style=style, locale=options.locale, output=output)))
        return code
    result = bibliography(reports, style=style, locale=options.locale, output=output)
    for warning in result.warnings:
        complain(f"warning: {warning}")
    say(str(result).rstrip("\n"))
    return code


def _inputs(options: argparse.Namespace, names: Sequence[str]) -> Inputs:
    return Inputs(
        names,
        options.source,
        loading_options(options),
        partial(make_resolver, options),
    )


# -- documents --------------------------------------------------------------------------------------------------------


def _cite_document(options: argparse.Namespace) -> int:
    from briefmeta.citations.documents import cite_document

    if options.in_text or options.output not in (None, "markdown"):
        complain(
            "briefmeta: a document stays Markdown; leave out --in-text and --output, or say --output markdown"
        )
        return USAGE
    name = "standard input" if options.document == "-" else options.document
    mark, document = _read_document(options.document, name)
    folder = Path() if options.document == "-" else Path(options.document).parent
    libraries = options.inputs or [
        str(folder / path) for path in document.metadata.values.get("bibliography", ())
    ]
    if not libraries:
        complain(f"briefmeta: name a file with the items that {name} cites, there or here")
        return USAGE
    inputs = _inputs(options, libraries)
    reports = list(inputs)
    code = inputs.close()
    if not reports and code:
        return code
    style = options.style or _style_of(document.metadata, folder)
    cited = cite_document(document, reports, style, options.locale, notes=options.notes)
    _write(options.file, mark + cited.text)
    found = _show_findings(name, cited.problems)
    return code or (FINDINGS if found else FINE)


def _read_document(path: str, name: str) -> tuple[str, WrittenDocument]:
    """Read a document, and the byte-order mark that it starts with, which is kept."""
    import io
    import sys

    from briefmeta.citations.documents import read_document
    from briefmeta.errors import FileError
    from briefmeta.files import read_text

    try:
        if path == "-":
            data = sys.stdin.buffer.read(_MAX_BYTES + 1)
        else:
            with open(path, "rb") as file:
                data = file.read(_MAX_BYTES + 1)
    except OSError as fault:
        raise FileError(name, fault.strerror or str(fault)) from fault
    if len(data) > _MAX_BYTES:
        raise FileError(name, f"more than {_MAX_BYTES // 1024**2} MB")
    problems: list[ParseError] = []
    text = read_text(io.BytesIO(data), problems) if data else ""
    show_problems(name, problems)
    return _BYTE_ORDER_MARK if data.startswith(codecs.BOM_UTF8) else "", read_document(text)


def _style_of(metadata: Metadata, folder: Path) -> str | Path | None:
    """Take the style that the metadata names: a file beside the document, or a name."""
    named = metadata.text("csl")
    beside = folder / named
    return beside if named and beside.is_file() else named or None


def _write(path: str, text: str) -> None:
    if path == "-":
        say(text, end="")
        return
    from briefmeta.files import write_whole

    write_whole(Path(path), [text])


def _show_findings(name: str, problems: Sequence[DocumentProblem]) -> bool:
    """Print what could not be used; tell whether something is to be put right."""
    for problem in problems:
        place = "" if problem.line is None else f":{problem.line}:{problem.column}"
        complain(f"{name}{place}: {'warning' if problem.warning else 'error'}: {problem.message}")
    return any(not problem.warning for problem in problems)
