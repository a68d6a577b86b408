"""The texts of a report, with the field that each stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.model.name_text import unaccented
from briefmeta.model.names import Organization

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.model.names import Name
    from briefmeta.model.report import Report

TITLES = frozenset({"title", "short_title", "series", "container-title", "collection-title", "title-short"})
"""Fields that may hold CSL's inline markup, beside those of ``extra`` whose name says that they are titles."""

_FIELDS = (
    "title",
    "short_title",
    "publisher",
    "place",
    "genre",
    "number",
    "series",
    "summary",
    "rights",
    "note",
)
_NOT_PROSE = frozenset({"URL", "DOI", "ISBN", "ISSN", "handle", "hdl", "language", "csl-json", "file"})


def texts_of(report: Report) -> Iterator[tuple[str, str]]:
    """Yield each text that people read, with the name of its field; identifiers and dates are none.

    >>> from briefmeta.model.report import Report
    >>> list(texts_of(Report(title="Pivot", authors=["Ann Doe"], subjects=["Niger"])))
    [('title', 'Pivot'), ('subjects', 'Niger'), ('authors', 'Ann Doe')]
    """
    for field in _FIELDS:
        text = getattr(report, field)
        if text is not None:
            yield field, text
    for subject in report.subjects:
        yield "subjects", subject
    for field, name in names_of(report):
        yield field, spoken(name)
    if report.extra:
        for variable, value in report.extra.items():
            if isinstance(value, str) and variable not in _NOT_PROSE:
                yield variable, value


def names_of(report: Report) -> Iterator[tuple[str, Name]]:
    """Yield each name with the name of its field."""
    for author in report.authors:
        yield "authors", author
    for editor in report.editors:
        yield "editors", editor
    for translator in report.translators:
        yield "translators", translator


def spoken(name: Name) -> str:
    """Write a name as ``str`` does; the usual person, of given and family name in Latin letters, without detours."""
    if isinstance(name, Organization):
        return name.name
    plain = name.dropping_particle is None and name.non_dropping_particle is None and name.suffix is None
    if plain and name.family and name.given and name.family.isascii():
        return f"{name.given} {name.family}"
    return str(name)


def is_title(field: str) -> bool:
    """Tell whether a field holds a title."""
    return field in TITLES or "title" in field


def folded(text: str) -> str:
    """Write a text without case, accents, punctuation and repeated space, for comparing texts.

    >>> folded("Niger’s  Pivot: to Moscow!")
    'niger s pivot to moscow'
    """
    return " ".join("".join(c if c.isalnum() else " " for c in unaccented(text)).split())


def listed(block: str) -> frozenset[str]:
    """Make a table of folded texts out of a block with semicolons between them."""
    return frozenset(text for text in map(folded, block.split(";")) if text)
