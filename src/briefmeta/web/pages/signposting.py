"""Typed links of a web resource: the Link header (RFC 8288), with which Signposting says where metadata is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 200  # links of one resource that are looked at

_PARAMETER = r"""\s*+;\s*+([\w!#$%&'*+.^`|~-]++)\s*+(?:=\s*+("(?:[^"\\]|\\.)*+"|[^\s;,"]*+))?"""
_LINK = re.compile(rf"<([^<>]*+)>((?:{_PARAMETER})*)")
_PARAMETERS = re.compile(_PARAMETER)
_ESCAPED = re.compile(r"\\(.)")


@attrs.frozen(kw_only=True)
class Link:
    """A link to another resource.

    Attributes:
        target: the absolute URL.
        relations: the relation types, in lower case.
        media_type: the type that the target has, as far as the link says, in lower case.
    """

    target: str
    relations: frozenset[str]
    media_type: str = ""


def parse_links(header: str, base: str) -> tuple[Link, ...]:
    """Read a Link header.

    Args:
        header: the value; several headers are joined by commas.
        base: the URL of the resource, which relative targets belong to.

    Returns:
        The links of the resource itself, in order; links of another anchor and broken ones are left out.

    Example:
        >>> [link] = parse_links('</m.json>; rel="describedby"; type="application/json"', "https://a.org/x")
        >>> link.target, sorted(link.relations), link.media_type
        ('https://a.org/m.json', ['describedby'], 'application/json')
    """
    links: list[Link] = []
    for match in _LINK.finditer(header):
        parameters: dict[str, str] = {}
        for name, value in _PARAMETERS.findall(match[2]):
            plain = _ESCAPED.sub(r"\1", value[1:-1]) if value[:1] == '"' else value
            parameters.setdefault(name.lower(), plain)  # the first of a name counts (RFC 8288, section 3.3)
        if "anchor" not in parameters and parameters.get("rel", "").strip():
            add_link(links, match[1], parameters["rel"], parameters.get("type", ""), base)
        if len(links) >= _MOST:
            break
    return tuple(links)


def add_link(links: list[Link], target: str, relations: str, media_type: str, base: str) -> None:
    """Append a link if its target is a URL; see ``parse_links`` for the parts."""
    try:
        absolute = urljoin(base, target.strip())
    except ValueError:
        return
    kind = media_type.partition(";")[0].strip().lower()
    links.append(Link(target=absolute, relations=frozenset(relations.lower().split()), media_type=kind))


def related(links: Iterable[Link], relation: str) -> list[Link]:
    """Return the links of a relation type, in order."""
    return [link for link in links if relation in link.relations]
