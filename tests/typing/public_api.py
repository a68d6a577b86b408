"""The types of the public names: mypy fails here when one of them changes. Nothing runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_type

import briefmeta
from briefmeta import Country, Handle, Name, Organization, Person, PublicationDate, Report


def values(report: Report) -> None:
    assert_type(report.title, str | None)
    assert_type(report.authors, tuple[Person | Organization, ...])
    assert_type(report.issued, PublicationDate | None)
    assert_type(report.handle, Handle | None)
    assert_type(report.country, Country | None)
    assert_type(report.subjects, tuple[str, ...])
    assert_type(report.key, str)
    assert_type(Handle("20.500.12592/b2rbv89").uri, str)
    assert_type(Handle.find_all(""), list[Handle])
    assert_type(PublicationDate.parse("2024"), PublicationDate)
    assert_type(Country.parse("FR"), Country)
    assert_type(briefmeta.parse_name(""), Person | Organization)


def building(name: Name) -> Report:
    """Fields that are parsed take text as well as values."""
    Report(
        title="A", authors=["Ann Doe", name], issued="2024", handle="20.500.12592/x", country="FR", number=7
    )
    return Report(
        issued=PublicationDate(year=2024),
        handle=Handle("20.500.12592/x"),
        subjects=["a"],
        extra={"volume": 1},
    )


def reading_and_writing(report: Report) -> None:
    problems: list[briefmeta.ParseError] = []
    assert_type(briefmeta.load("a.bib", problems=problems), list[Report])
    assert_type(briefmeta.loads("", format="ris"), list[Report])
    assert_type(briefmeta.dumps([report], format="ris"), str)
    assert_type(briefmeta.losses([report], format="ris"), list[briefmeta.Loss])
    assert_type(next(briefmeta.iter_load("a.jsonl")), Report)
    assert_type(briefmeta.detect("").format, briefmeta.Format)


def citing(report: Report) -> None:
    assert_type(briefmeta.bibliography([report], style="apa"), briefmeta.Bibliography)
    assert_type(str(briefmeta.cite([report], style="apa")), str)
    processor = briefmeta.Processor("apa", items=[report])
    cited = briefmeta.Citation(cites=(briefmeta.Cite(key=report.key, locator="7"),))
    assert_type(processor.cite(cited).changed, Mapping[int, str])
    assert_type(processor.bibliography(), briefmeta.Bibliography)


def resolving(handle: Handle) -> None:
    assert_type(briefmeta.resolve(handle), briefmeta.HandleRecord)
    assert_type(briefmeta.resolve(handle).url, str | None)
    assert_type(briefmeta.describe(handle).report, Report | None)
    with briefmeta.Resolver(cache="handles.sqlite") as resolver:
        assert_type(next(resolver.resolve_many([handle])), briefmeta.Resolution)
