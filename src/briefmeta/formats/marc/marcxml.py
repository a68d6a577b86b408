"""MARC 21 bibliographic records in XML.

Written are: 001 key, 020 ISBN, 022 ISSN, 024 handle and DOI, 041 language, 044 country, 088 report number, 1XX
first author, 245 title, 246 short title, 250 edition, 264 place, publisher and date, 300 extent, 490 series, 500 note,
520 summary, 540 rights, 653 subjects, 655 kind, 7XX other names, 773 what it stands in, 856 addresses.

Source: MARC 21 Format for Bibliographic Data; MARC 21 XML Schema, version 1.2; MARC Code List for Relators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from briefmeta.errors import ParseError
from briefmeta.formats.dublincore import oai
from briefmeta.formats.marc.marc_countries import marc_code
from briefmeta.formats.marc.marc_reader import DOCUMENTED, UNTITLED, read_record
from briefmeta.formats.marc.marc_record import Field, MarcRecord
from briefmeta.formats.xml import DECLARATION, SKIP, TAKE, Element, make, read_elements, read_whole, serialize
from briefmeta.model.key import with_unique_keys
from briefmeta.model.names.name import Name, Organization
from briefmeta.model.places.publication_place import join_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefmeta.model.dates.publication_date import PublicationDate
    from briefmeta.model.report import Report

__all__ = ["DOCUMENTED", "dumps", "iter_dumps", "iter_loads", "loads"]

_OPENING: Final = '<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
# n: new; record type; m: monograph, a: part of one, b: part of a serial; 7: minimal level; u: unknown descriptive form
_LEADER: Final = "00000n{kind}{level} a22000007u 4500"
_KINDS: Final = {
    "dataset": "m",
    "figure": "k",
    "graphic": "k",
    "map": "e",
    "motion_picture": "g",
    "musical_score": "c",
    "software": "m",
    "song": "j",
}
_LEVELS: Final = {
    "article-journal": "b",
    "article-magazine": "b",
    "article-newspaper": "b",
    "chapter": "a",
    "entry-dictionary": "a",
    "entry-encyclopedia": "a",
    "paper-conference": "a",
    "periodical": "s",
}
_ROLES: Final = {
    "authors": ("author", "aut"),
    "editors": ("editor", "edt"),
    "translators": ("translator", "trl"),
}


def loads(text: str, problems: list[ParseError]) -> list[Report]:
    """Read the records of a text with MARCXML in it, such as a ``collection`` or an OAI-PMH answer.

    Args:
        text: the text.
        problems: takes what could not be read.

    >>> loads('<record><datafield tag="245"><subfield code="a">Pivot /</subfield></datafield></record>', [])[0].title
    'Pivot'
    """
    return read_whole(iter_loads, text, problems)


def iter_loads(lines: Iterable[str], problems: list[ParseError]) -> Iterator[Report]:
    """Read the records of a stream, one after the other, with memory for one."""
    empty, before = True, len(problems)
    for element in read_elements(lines, _choose, problems):
        if element.name != "record":
            oai.tell(element, problems)
            continue
        for record in _marc_records(element):
            empty = False

            def note(field: str, message: str, culprit: str = "", record: Element = record) -> None:
                problems.append(record.problem(message, field))

            yield read_record(_marc_record(record), note)
    if empty and len(problems) == before:
        problems.append(ParseError("there is no MARC record in this XML", line=1, column=1))


def _choose(namespace: str, name: str) -> int:
    return TAKE if name == "record" or oai.is_message(namespace, name) else SKIP


def _marc_records(element: Element) -> Iterator[Element]:
    """Yield the MARC records in a record, which may be one itself or OAI-PMH's around one."""
    if element.first("datafield", "controlfield", "leader") is not None:
        yield element
        return
    for part in element.elements():
        yield from _marc_records(part)


def _marc_record(record: Element) -> MarcRecord:
    leader = record.first("leader")
    fields = [
        Field(
            field.get("tag"),
            field.attributes.get("ind1", " ") or " ",
            field.attributes.get("ind2", " ") or " ",
            tuple((part.get("code"), " ".join(part.text.split())) for part in field.elements("subfield")),
        )
        for field in record.elements("datafield")
    ]
    controls = tuple((control.get("tag"), control.text) for control in record.elements("controlfield"))
    return MarcRecord(leader.text if leader is not None else "", controls, tuple(fields))


def dumps(reports: Iterable[Report]) -> str:
    """Write reports as a MARCXML ``collection``.

    >>> from briefmeta.model.report import Report
    >>> print(dumps([Report(title="Pivot", key="pivot", issued="2024")]))
    <?xml version="1.0" encoding="UTF-8"?>
    <collection xmlns="http://www.loc.gov/MARC21/slim">
      <record>
        <leader>00000nam a22000007u 4500</leader>
        <controlfield tag="001">pivot</controlfield>
        <controlfield tag="008">      s2024    xx |||||||||||||||||und d</controlfield>
        <datafield tag="245" ind1="0" ind2="0">
          <subfield code="a">Pivot</subfield>
        </datafield>
        <datafield tag="264" ind1=" " ind2="1">
          <subfield code="c">2024</subfield>
        </datafield>
        <datafield tag="655" ind1=" " ind2="7">
          <subfield code="a">report</subfield>
          <subfield code="2">local</subfield>
        </datafield>
      </record>
    </collection>
    <BLANKLINE>
    """
    return "".join(iter_dumps(reports))


def iter_dumps(reports: Iterable[Report]) -> Iterator[str]:
    """Write reports as a MARCXML ``collection``, record by record."""
    yield DECLARATION + _OPENING
    for report in with_unique_keys(reports):
        yield serialize(_record(report), "  ")
    yield "</collection>\n"


def _record(report: Report) -> Element:
    leader = _LEADER.format(kind=_KINDS.get(report.type, "a"), level=_LEVELS.get(report.type, "m"))
    controls = [
        make("controlfield", text, tag=tag) for tag, text in (("001", report.key), ("008", _fixed(report)))
    ]
    fields = [field for field in _fields(report) if field is not None]
    return make("record", make("leader", leader), *controls, *fields)


def _fixed(report: Report) -> str:
    """Field 008: forty characters by position. When the record was entered is not known here, nor is the rest."""
    kind, first, last = _dates(report.issued)
    country = marc_code(report.country.alpha_2) if report.country is not None else "xx"
    return f"      {kind}{first:4}{last:4}{country:3}{'|' * 17}{_language_code(report.language)} d"


def _dates(date: PublicationDate | None) -> tuple[str, str, str]:
    """The type of date (008/06) and both dates; u stands for what is not known."""
    if date is None or date.year < 0:
        return "n", "uuuu", "uuuu"
    year = f"{date.year:04}"
    if date.end is not None and date.end.year > date.year:
        return "m", year, f"{date.end.year:04}"
    if date.open_end:
        return "m", year, "9999"
    if date.circa or date.uncertain:
        return "q", year, year
    if date.day is not None and date.month is not None and date.end is None:
        return "e", year, f"{date.month:02}{date.day:02}"
    return "s", year, ""


def _language_code(tag: str | None) -> str:
    """The code of ISO 639-2/B, which is MARC's too; ``und`` where there is none."""
    if tag is None:
        return "und"
    import pycountry

    code = tag.partition("-")[0].lower()
    row = pycountry.languages.get(alpha_2=code) or pycountry.languages.get(alpha_3=code)
    if row is None or not hasattr(row, "alpha_2"):  # the list has thousands of languages more than ISO 639-2
        return "und"
    found: str = getattr(row, "bibliographic", row.alpha_3)
    return found


def _field(tag: str, indicators: str, *subfields: tuple[str, str | None]) -> Element | None:
    """Make a data field of the subfields that have a text; None where none has."""
    made = [make("subfield", text, code=code) for code, text in subfields if text]
    return make("datafield", *made, tag=tag, ind1=indicators[0], ind2=indicators[1]) if made else None


def _fields(report: Report) -> Iterator[Element | None]:
    """All data fields, in the order of their tags."""
    yield from _numbers_and_codes(report)
    names = [(name, field) for field in _ROLES for name in getattr(report, field)]
    main = names.pop(0) if report.authors else None
    if main is not None:
        yield _name("1", *main)
    yield from _description(report, has_main_entry=main is not None)
    yield from (_name("7", name, field) for name, field in names)
    yield from _links(report)


def _numbers_and_codes(report: Report) -> Iterator[Element | None]:
    """Fields 01X to 09X: numbers, handle and DOI, codes of language and country."""
    yield from (_field("020", "  ", ("a", isbn)) for isbn in (report.isbn or "").split(", "))
    yield from (_field("022", "  ", ("a", issn)) for issn in (report.issn or "").split(", "))
    if report.handle is not None:
        yield _field("024", "7 ", ("a", str(report.handle)), ("2", "hdl"))
    if report.doi is not None:
        yield _field("024", "7 ", ("a", report.doi), ("2", "doi"))
    if report.language is not None:
        yield _field("041", " 7", ("a", report.language), ("2", "rfc5646"))
    if report.country is not None:
        yield _field("044", "  ", ("c", report.country.alpha_2.lower()))
    yield _field("088", "  ", ("a", report.number))


def _description(report: Report, *, has_main_entry: bool) -> Iterator[Element | None]:
    """Fields 2XX to 6XX; the first indicator of 245 is whether a name stands before the title (an added entry)."""
    yield _field("245", "10" if has_main_entry else "00", ("a", report.title or UNTITLED))
    yield _field("246", "3 ", ("a", report.short_title))
    yield _field("250", "  ", ("a", _text(report, "edition")))
    date = str(report.issued) if report.issued is not None else None
    yield _field(
        "264", " 1", ("a", join_place(report.place, report.country)), ("b", report.publisher), ("c", date)
    )
    yield _field("300", "  ", ("a", f"{report.number_of_pages} pages" if report.number_of_pages else None))
    yield _field("490", "0 ", ("a", report.series), ("v", report.series_number if report.series else None))
    yield _field("500", "  ", ("a", report.note))
    yield _field("520", "3 ", ("a", report.summary))
    yield _field("540", "  ", ("a", report.rights))
    yield from (_field("653", "  ", ("a", subject)) for subject in report.subjects)
    yield _field("655", " 7", ("a", report.genre or report.type.replace("_", " ")), ("2", "local"))


def _links(report: Report) -> Iterator[Element | None]:
    """Field 773, what the item is a part of, and 856, where it stands."""
    part = [
        f"{label} {text}"
        for label, name in (("vol.", "volume"), ("no.", "issue"))
        if (text := _text(report, name))
    ]
    part += [f"pages {report.pages}"] if report.pages else []
    yield _field("773", "0 ", ("t", _text(report, "container-title")), ("g", ", ".join(part)))
    if report.handle is not None:
        yield _field("856", "40", ("u", report.handle.uri))
    yield _field("856", "40", ("u", report.url))


def _text(report: Report, variable: str) -> str | None:
    value = report.extra.get(variable)
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None


def _name(block: str, name: Name, field: str) -> Element | None:
    """A name as main entry (block 1) or as an added one (7), with its role."""
    term, code = _ROLES[field]
    if isinstance(name, Organization):
        return _field(f"{block}10", "2 ", ("a", name.name), ("e", term), ("1", name.ror), ("4", code))
    heading = attrs.evolve(name, suffix=None).inverted
    orcid = f"https://orcid.org/{name.orcid}" if name.orcid else None
    forename_only = "0 " if name.family is None else "1 "
    return _field(
        f"{block}00",
        forename_only,
        ("a", heading),
        ("c", name.suffix),
        ("e", term),
        ("1", orcid),
        ("4", code),
    )
