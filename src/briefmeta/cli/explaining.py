"""``briefmeta names``: how names are read, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from briefmeta.cli.terminal import BAD_INPUT, FINE, complain, say

if TYPE_CHECKING:
    import argparse

    from briefmeta.names import NameExplanation


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``names`` to the command line."""
    names = commands.add_parser("names", help="show how names are read, and which words decide")
    names.add_argument("texts", nargs="+", metavar="TEXT", help="a name, or a line of authors")
    names.add_argument(
        "--organizations",
        metavar="FILE",
        help="a dump of ROR (JSON) with more organizations than the table has",
    )
    names.add_argument("--json", action="store_true", help="one JSON object a line")
    names.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Explain the names."""
    from briefmeta import names
    from briefmeta.errors import NameSyntaxError

    if options.organizations:
        names.organizations(options.organizations)
    code = FINE
    for text in options.texts:
        try:
            explanations = names.explain_name(text)
        except NameSyntaxError as fault:
            complain(f"briefmeta: {fault}")
            code = BAD_INPUT
            continue
        for found in explanations:
            if options.json:
                say(json.dumps(_object(found), ensure_ascii=False))
            else:
                for line in found.lines():
                    say(line)
    return code


def _object(found: NameExplanation) -> dict[str, Any]:
    from briefmeta.formats.csljson.csl_names import name_to_csl

    return {
        "kind": found.kind,
        "name": name_to_csl(found.name),
        "score": found.score,
        "evidence": [piece._asdict() for piece in found.evidence],
        "known": found.known.name if found.known else None,
    }
