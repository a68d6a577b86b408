"""YAML to plain values and back, bounded: no tags, no objects, few aliases, a limit to depth and size.

Scalars stay the texts that they are: ``2020-03`` is no date, ``no`` is no false, ``1e3`` no number, which is what
bibliographic values want.
"""

from __future__ import annotations

from typing import Any, Final

from briefmeta.errors import MissingExtraError, ParseError

_LONGEST: Final = 2_000_000  # characters: some seconds, where PyYAML has no compiled part
_MOST_ALIASES: Final = 1_000  # each repeats a part of the text: a few dozen can make gigabytes of it
_DEEPEST: Final = 40
_FENCE: Final = ("---", "...")


def _library() -> Any:
    try:
        import yaml
    except ImportError:
        raise MissingExtraError("yaml", "reading and writing YAML") from None
    return yaml


def _loader(yaml: Any) -> Any:
    """The loader that makes texts only: the compiled one, which is ten times as fast, where PyYAML has it."""
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse_yaml(text: str) -> Any:
    r"""Read the first document of a YAML text, or the metadata block at the head of a Markdown document.

    Returns:
        dicts, lists and texts; None for a document that is empty.

    Raises:
        ParseError: it is no YAML, with line and column; or it is too long, too deep, or repeats too much by aliases.
        MissingExtraError: PyYAML is not installed.

    >>> parse_yaml("issued: 2020-03\nlist: [1, no]")
    {'issued': '2020-03', 'list': ['1', 'no']}
    """
    yaml = _library()
    if len(text) > _LONGEST:
        raise ParseError(f"the text has {len(text)} characters; at most {_LONGEST} are read", line=1)
    text = _head(text)
    try:
        _guard(yaml, text)
        documents = yaml.load_all(text, Loader=yaml.BaseLoader)
        return next(iter(documents), None)
    except ParseError:  # a ValueError, too, that says what it is already
        raise
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        message = f"this is no YAML: {getattr(fault, 'problem', None) or fault}"
        if mark is None:
            raise ParseError(message) from fault
        lines = text.split("\n")
        source = lines[mark.line] if mark.line < len(lines) else ""
        raise ParseError(message, line=mark.line + 1, column=mark.column + 1, source=source) from fault
    except (RecursionError, TypeError, ValueError) as fault:  # a key that is a list, say
        raise ParseError(f"this is no YAML that can be read: {type(fault).__name__}") from fault


def _head(text: str) -> str:
    """Return the block of metadata where a Markdown document begins with one; any other text as it is."""
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip() != "---":
        return "\n".join(lines)
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in _FENCE), len(lines))
    return "\n".join(lines[:end])


def _guard(yaml: Any, text: str) -> None:
    """Refuse what is too deep, or repeats itself too often, before anything is built of it."""
    depth = aliases = 0
    for event in yaml.parse(text, Loader=_loader(yaml)):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
        if depth > _DEEPEST or aliases > _MOST_ALIASES:
            what = "nested too deep" if depth > _DEEPEST else "full of aliases"
            raise ParseError(f"this YAML is {what}", line=event.start_mark.line + 1)


def write_yaml(value: Any) -> str:
    """Write dicts, lists, texts and numbers as YAML, in their order, one value a line."""
    text: str = _library().safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
    return text
