"""PDF: what the file says about itself is read, what its pages seem to say is not; damage costs only itself."""

from __future__ import annotations

import io
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefmeta
from briefmeta.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path

    from briefmeta.errors import ParseError

pypdf = pytest.importorskip("pypdf")

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/3.0/"
 prism:doi="10.5555/x">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Yields of Sorghum</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Ann Example</rdf:li><rdf:li>World Bank</rdf:li></rdf:Seq></dc:creator>
<dc:subject><rdf:Bag><rdf:li>Niger</rdf:li></rdf:Bag></dc:subject><dc:date>2025-01-02T10:00:00Z</dc:date>
<prism:publicationDate>2024-04-05</prism:publicationDate><prism:publicationName>Sahel Journal</prism:publicationName>
<prism:startingPage>12</prism:startingPage><prism:endingPage>34</prism:endingPage><prism:madeUp>kept</prism:madeUp>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def pdf(xmp: str = "", lines: tuple[str, ...] = (), **information: str) -> bytes:
    """Make a file of one page."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    if lines:
        drawn = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 50 800 Td {drawn}ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
        font = DictionaryObject(
            {
                NameObject(key): NameObject(value)
                for key, value in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica"))
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if xmp:
        stream = DecodedStreamObject()
        stream.set_data(xmp.encode())
        writer._root_object[NameObject("/Metadata")] = writer._add_object(stream)
    writer.add_metadata({f"/{name}": value for name, value in information.items()})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def read(data: bytes) -> tuple[Any, str]:
    problems: list[ParseError] = []
    [report] = briefmeta.loads(data, problems=problems)
    assert all(problem.warning for problem in problems)
    return report, "\n".join(map(str, problems))


def test_xmp_comes_first() -> None:
    report, told = read(pdf(XMP, Title="Another", Author="Bo Roe"))
    assert (report.title, report.doi, report.pages) == ("Yields of Sorghum", "10.5555/x", "12-34")
    assert [str(name) for name in report.authors] == ["Ann Example", "World Bank"]
    assert (str(report.issued), report.subjects, report.number_of_pages) == ("2024-04-05", ("Niger",), "1")
    assert report.extra["container-title"] == "Sahel Journal"
    assert report.extra["pdf:Title"] == "Another"
    assert "'prism:madeUp'" in told
    assert "'pdf:Author'" in told


def test_the_document_information() -> None:
    data = pdf(
        Title="Yields of Sorghum",
        Author="Ann Example and Bo Roe",
        Subject="A text.",
        Keywords="Niger; yields",
    )
    report, told = read(data)
    assert (report.title, report.summary, report.subjects) == (
        "Yields of Sorghum",
        "A text.",
        ("Niger", "yields"),
    )
    assert [str(name) for name in report.authors] == ["Ann Example", "Bo Roe"]
    assert report.issued is None  # when the file was made says nothing of the report
    assert told == ""


def test_identifiers_of_the_first_page_are_told() -> None:
    lines = ("Yields of Sorghum", "https://hdl.handle.net/20.500.12592/b2rbv89", "doi: 10.5555/abc.7.")
    report, told = read(pdf(lines=lines))
    assert (str(report.handle), report.doi, report.title) == ("20.500.12592/b2rbv89", "10.5555/abc.7", None)
    assert "the handle 20.500.12592/b2rbv89 was found in the text of the first page" in told
    assert "does not state a title" in told


def test_several_identifiers_on_the_first_page_are_none() -> None:
    report, told = read(pdf(Title="Pivot", lines=("doi:10.5555/a", "doi:10.5555/b")))
    assert report.doi is None
    assert "several" in told


@pytest.mark.parametrize(
    "title", ["Microsoft Word - draft 3.docx", "untitled", "report_final.pdf", "Document1"]
)
def test_what_a_program_wrote_for_want_of_a_title(title: str) -> None:
    report, _ = read(pdf(Title=title, lines=("doi:10.5555/a",)))
    assert report.title is None
    assert report.extra["pdf:Title"] == title


def test_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(XMP))
    assert briefmeta.detect_file(path).format.name == "pdf"
    for reports in (briefmeta.load(path, problems=[]), list(briefmeta.iter_load(path, problems=[]))):
        assert [report.title for report in reports] == ["Yields of Sorghum"]
    assert briefmeta.loads(path.read_bytes(), "pdf", [])[0].doi == "10.5555/x"


def test_without_pypdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(FormatError, match=r"briefmeta\[pdf\]"):
        briefmeta.loads(b"%PDF-1.7\n", "pdf")


def test_entities_in_xmp_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + XMP.replace("Niger", "&b;")
    assert "aaaa" not in str(read(pdf(bomb, Title="Pivot"))[0])


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_a_damaged_file(data: st.DataObject) -> None:
    file = bytearray(pdf(XMP, lines=("doi:10.5555/a",), Title="Pivot"))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(5, len(file) - 1))
        file[place : place + data.draw(st.integers(0, 200))] = data.draw(st.binary(max_size=20))
    problems: list[ParseError] = []
    reports = briefmeta.loads(bytes(file), "pdf", problems)
    assert reports or any(not problem.warning for problem in problems)


def test_a_page_of_many_instructions_takes_a_moment() -> None:
    began = time.process_time()
    read(pdf(Title="Pivot", lines=tuple(f"line {number}" for number in range(20_000))))
    assert time.process_time() - began < 20
