"""The metadata of DSpace in OAI-PMH: ``xoai`` and ``dim``, which keep the qualifiers; MODS inside METS."""

from __future__ import annotations

import briefmeta

HEAD = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record>'
    "<header><identifier>x</identifier></header><metadata>"
)
TAIL = "</metadata></record></ListRecords></OAI-PMH>"


def _field(*names: str, value: str) -> str:
    inner = f'<field name="value">{value}</field>'
    for name in reversed(names):
        inner = f'<element name="{name}">{inner}</element>'
    return inner


XOAI = (
    HEAD
    + '<metadata xmlns="http://www.lyncode.com/xoai">'
    + _field("dc", "contributor", "author", "none", value="Okafor, Mira")
    + _field("dc", "contributor", "editor", "none", value="Wei, Li")
    + _field("dc", "date", "accessioned", "none", value="2022-01-01T00:00:00Z")
    + _field("dc", "date", "issued", "none", value="2021-03")
    + _field("dc", "identifier", "uri", "none", value="http://hdl.handle.net/20.500.12592/x7")
    + _field("dc", "identifier", "isbn", "none", value="9780306406157")
    + _field("dc", "relation", "ispartofseries", "en", value="Delta Papers;7")
    + _field("dc", "title", "en", value="Dikes of the delta")
    + _field("dc", "description", "abstract", "en", value="Why it floods.")
    + _field("others", "handle", value="20.500.12592/x7")
    + "</metadata>"
    + TAIL
)
DIM = (
    HEAD + '<dim:dim xmlns:dim="http://www.dspace.org/xmlns/dspace/dim">'
    '<dim:field mdschema="dc" element="title" lang="en">Dikes of the delta</dim:field>'
    '<dim:field mdschema="dc" element="contributor" qualifier="author">Okafor, Mira</dim:field>'
    '<dim:field mdschema="dc" element="description" qualifier="provenance">Made available by x@example.org</dim:field>'
    '<dim:field mdschema="dc" element="date" qualifier="issued">2021-03</dim:field></dim:dim>' + TAIL
)


def test_xoai_is_read_with_its_qualifiers() -> None:
    assert briefmeta.detect(XOAI).format.name == "oai_dc"
    [report] = briefmeta.loads(XOAI, "oai_dc", [])
    assert (report.title, str(report.issued), report.summary) == (
        "Dikes of the delta",
        "2021-03",
        "Why it floods.",
    )
    assert [str(name) for name in (*report.authors, *report.editors)] == ["Mira Okafor", "Li Wei"]
    assert (report.series, report.series_number, str(report.handle), report.isbn) == (
        "Delta Papers",
        "7",
        "20.500.12592/x7",
        "9780306406157",
    )


def test_dim_is_read_with_its_qualifiers() -> None:
    [report] = briefmeta.loads(DIM, briefmeta.detect(DIM).format.name, [])
    assert (report.title, str(report.issued), report.note) == ("Dikes of the delta", "2021-03", None)
    assert "example.org" not in str(report.extra)


def test_mods_inside_mets_is_read() -> None:
    text = (
        HEAD + '<mets xmlns="http://www.loc.gov/METS/"><dmdSec ID="d"><mdWrap MDTYPE="MODS"><xmlData>'
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Dikes</title></titleInfo></mods>'
        "</xmlData></mdWrap></dmdSec></mets>" + TAIL
    )
    assert briefmeta.detect(text).format.name == "mods"
    assert [report.title for report in briefmeta.loads(text, "mods", [])] == ["Dikes"]
