"""The texts of a report, with the field that each stands in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefmeta.model.names.name import Organization
from briefmeta.text.fold import unaccented
from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

_ASCII = {n: " " for n in range(128) if not chr(n).isalnum()}
_AROUND = " .,;:!?()[]<>{}-–—_*\"'“”«»"

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


class Named(NamedTuple):
    """A name of a report: the field that it stands in, the name, and the name as it is spoken."""

    field: str
    name: Name
    text: str


def texts_of(report: Report, names: Sequence[Named] = ()) -> Iterator[tuple[str, str]]:
    """Yield each text that people read, with the name of its field; identifiers and dates are none.

    >>> from briefmeta.model.report import Report
    >>> report = Report(title="Pivot", authors=["Ann Doe"], subjects=["Niger"])
    >>> list(texts_of(report, names_of(report)))
    [('title', 'Pivot'), ('subjects', 'Niger'), ('authors', 'Ann Doe')]
    """
    for field in _FIELDS:
        text = getattr(report, field)
        if text is not None:
            yield field, text
    for subject in report.subjects:
        yield "subjects", subject
    for field, _, text in names:
        yield field, text
    if report.extra:
        for variable, value in report.extra.items():
            if isinstance(value, str) and variable not in _NOT_PROSE:
                yield variable, value


def names_of(report: Report) -> tuple[Named, ...]:
    """List each author, editor and translator."""
    found = [Named("authors", name, _spoken(name)) for name in report.authors]
    if report.editors:
        found += [Named("editors", name, _spoken(name)) for name in report.editors]
    if report.translators:
        found += [Named("translators", name, _spoken(name)) for name in report.translators]
    return tuple(found)


def _spoken(name: Name) -> str:
    """Write a name as ``str`` does; the usual person, of given and family name in Latin letters, without detours."""
    if isinstance(name, Organization):
        return name.name
    plain = name.dropping_particle is None and name.non_dropping_particle is None and name.suffix is None
    if plain and name.family and name.given and name.family[0] < "\u0250":
        return f"{name.given} {name.family}"
    return str(name)


def is_title(field: str) -> bool:
    """Return whether a field holds a title."""
    return field in TITLES or "title" in field


def folded(text: str) -> str:
    """Write a text without case, accents, punctuation and repeated space, for comparing texts.

    >>> folded("Niger’s  Pivot: to Moscow!")
    'niger s pivot to moscow'
    """
    # Not text.fold.words, which joins what a hyphen joins: J.-P. has to have the initials of Jean-Pierre.
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    return " ".join("".join([c if c.isalnum() else " " for c in unaccented(text)]).split())


def bare(text: str) -> str:
    """Write a text without case and the punctuation around it: how placeholders are looked up.

    >>> bare("[N/A].")
    'n/a'
    """
    return text.lower().strip(_AROUND)


@cache
def placeholders(field: str) -> frozenset[str]:
    """Return the texts, as ``bare`` writes them, that stand in a field and say nothing.

    Args:
        field: ``title``, ``summary``, ``name``, ``publisher``, ``place`` or ``date``.
    """
    return frozenset(text for text, fields in rows("placeholders") if field in fields.split())
