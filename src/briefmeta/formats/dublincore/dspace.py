"""Dublin Core with qualifiers, as DSpace has it: in heads of pages, in ``xoai`` and ``dim`` of its OAI-PMH.

Source: DSpace manual, "Metadata and Bitstream Format Registries" and "OAI"; the XOAI schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefmeta.formats.dublincore import REFINED
from briefmeta.formats.dublincore.dc_statements import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.formats.xml import Element

_TERMS: Final = {name.lower(): name for name in REFINED}  # people write the names in any case
_CONTRIBUTORS: Final = {"author": "creator", "editor": "edt", "translator": "trl"}
_QUALIFIERS: Final = {
    ("date", "accessioned"): "available",
    ("identifier", "citation"): "bibliographicCitation",
    ("identifier", "pagenumber"): "pages",  # Open Journal Systems
    ("relation", "ispartofseries"): "isPartOf",
}
_SCHEMES: Final = frozenset(("doi", "isbn", "issn"))


def term_of(element: str, qualifier: str) -> str:
    """Return the DCMI term that an element with a qualifier is, both in lower case.

    >>> term_of("contributor", "author"), term_of("date", "issued"), term_of("description", "sponsorship")
    ('creator', 'issued', 'description')
    """
    if element == "contributor" and qualifier:
        return _CONTRIBUTORS.get(qualifier, "contributor")
    known = _QUALIFIERS.get((element, qualifier)) or _TERMS.get(qualifier)
    return known or _TERMS.get(element, element)


def is_container(element: Element) -> bool:
    """Return whether an element holds statements of ``xoai`` or ``dim``."""
    if element.name == "metadata":
        return any(part.get("name") in ("dc", "dcterms") for part in element.elements("element"))
    return element.name == "dim"


def terms_in(container: Element) -> Iterator[Term]:
    """Yield the statements of ``xoai`` or ``dim``; those of other schemas keep their names."""
    if container.name == "dim":
        for field in container.elements("field"):
            names = [field.get("mdschema"), field.get("element"), field.get("qualifier")]
            yield from _term(names, field.text, field.get("lang"))
        return
    for schema in container.elements("element"):
        yield from _nested(schema, [schema.get("name")])


_DEEPEST: Final = 4  # schema, element, qualifier, language


def _nested(element: Element, names: list[str]) -> Iterator[Term]:
    for field in element.elements("field"):
        if field.get("name") == "value":
            yield from _term([*names[:3], ""][:3], field.text, "" if names[-1] == "none" else names[-1])
    if len(names) < _DEEPEST:
        for part in element.elements("element"):
            yield from _nested(part, [*names, part.get("name")])


def _term(names: list[str], text: str, language: str) -> Iterator[Term]:
    schema, element, qualifier = (name.lower() for name in names)
    text = text.strip()
    if not text or schema not in ("dc", "dcterms") or qualifier == "provenance":  # who deposited what when
        return
    if element == "identifier" and qualifier in _SCHEMES and ":" not in text:
        text = f"{qualifier}:{text}"
    is_language = len(language) in (2, 5)
    yield Term(name=term_of(element, qualifier), text=text, language=language if is_language else "")
