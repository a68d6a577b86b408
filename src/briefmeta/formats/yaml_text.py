"""YAML as plain values: mappings, lists and texts. Hostile text costs no more than its size.

Scalars are all texts, so that ``1.10`` keeps its zero and ``2024-04-05`` is no object; whoever reads knows what a key
holds. Aliases are refused, since a few lines of them stand for millions of values.

Source: YAML 1.2.2, sections 3.2.2.2 (aliases) and 10.1 (failsafe schema).
"""

from __future__ import annotations

from typing import Any, Final

from briefmeta.errors import ParseError

_LONGEST: Final = 500_000  # characters; the parser is written in Python and takes a second for 100,000
_MOST_BRACKETS: Final = 2_000  # its time grows with the square of the depth of brackets


def parse_yaml(text: str) -> Any:
    r"""Read a YAML document.

    Args:
        text: the document; of several in a text, the first.

    Returns:
        Dicts, lists and texts; None for an empty document.

    Raises:
        ParseError: the text is no YAML, is too long, or has aliases; with its place.

    >>> parse_yaml("title: Pivot\nversion: 1.10\nkeywords: [Niger, Mali]")
    {'title': 'Pivot', 'version': '1.10', 'keywords': ['Niger', 'Mali']}
    """
    import yaml

    if len(text) > _LONGEST:
        raise ParseError(f"the YAML is longer than {_LONGEST} characters; it was not read", line=1)
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        raise ParseError(f"the YAML has more than {_MOST_BRACKETS} brackets; it was not read", line=1)

    class Loader(yaml.BaseLoader):  # type: ignore[misc]  # the package has no types
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                mark = self.peek_event().start_mark
                raise yaml.composer.ComposerError(None, None, "aliases are not read", mark)
            return super().compose_node(parent, index)

    try:
        return next(iter(yaml.load_all(text, Loader)), None)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = {"line": mark.line + 1, "column": mark.column + 1} if mark else {}
        raise ParseError(f"no YAML: {fault.problem or fault.context}", **place) from fault
    except yaml.YAMLError as fault:
        raise ParseError(f"no YAML: {str(fault).splitlines()[0]}", line=1) from fault
    except (RecursionError, TypeError, ValueError) as fault:  # too deep; a key that is no text
        raise ParseError(
            "no YAML that can be read: it is nested too deep, or has lists for keys", line=1
        ) from fault
