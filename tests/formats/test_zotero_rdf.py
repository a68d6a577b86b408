"""Zotero's RDF: an export with a report in a series, an article in a journal, notes, files and a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import briefmeta

if TYPE_CHECKING:
    from briefmeta.errors import ParseError

OPENING = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/" xmlns:vcard="http://nwalsh.com/rdf/vCard#">"""
EXPORT = (
    OPENING
    + """
<bib:Report rdf:about="#item_1"><z:itemType>report</z:itemType>
 <dcterms:isPartOf><bib:Series><dc:title>Field Notes</dc:title></bib:Series></dcterms:isPartOf>
 <dc:publisher><foaf:Organization><vcard:adr><vcard:Address><vcard:locality>Niamey, Niger</vcard:locality>
 </vcard:Address></vcard:adr><foaf:name>Institute</foaf:name></foaf:Organization></dc:publisher>
 <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Example</foaf:surname><foaf:givenName>Ann</foaf:givenName>
 </foaf:Person></rdf:li><rdf:li><foaf:Person><foaf:surname>World Bank</foaf:surname></foaf:Person></rdf:li></rdf:Seq>
 </bib:authors>
 <dcterms:isReferencedBy rdf:resource="#item_3"/><link:link rdf:resource="#item_4"/>
 <dc:subject><z:AutomaticTag><rdf:value>Niger</rdf:value></z:AutomaticTag></dc:subject><dc:subject>sorghum</dc:subject>
 <dc:title>Yields of Sorghum</dc:title><dcterms:abstract>A text.</dcterms:abstract><dc:date>5 April 2024</dc:date>
 <z:language>en</z:language><z:shortTitle>Yields</z:shortTitle><z:libraryCatalog>Zotero</z:libraryCatalog>
 <dc:identifier><dcterms:URI><rdf:value>https://hdl.handle.net/20.500.12592/b2rbv89</rdf:value></dcterms:URI>
 </dc:identifier><dc:identifier>DOI 10.5555/x</dc:identifier><dc:identifier>ISBN 978-92-9260-523-0</dc:identifier>
 <dcterms:dateSubmitted>2024-05-01 10:00:00</dcterms:dateSubmitted><prism:number>FN-17</prism:number>
 <bib:pages>12-34</bib:pages><z:type>Policy brief</z:type><z:madeUp>kept</z:madeUp>
</bib:Report>
<bib:Article rdf:about="#item_2"><z:itemType>journalArticle</z:itemType>
 <dcterms:isPartOf rdf:resource="urn:issn:1234-5679"/><dc:title>Pivot</dc:title></bib:Article>
<bib:Journal rdf:about="urn:issn:1234-5679"><prism:volume>3</prism:volume><dc:title>Sahel Journal</dc:title>
 <prism:number>2</prism:number><dcterms:alternative>Sahel J.</dcterms:alternative>
 <dc:identifier>ISSN 1234-5679</dc:identifier></bib:Journal>
<bib:Memo rdf:about="#item_3"><rdf:value>&lt;p&gt;To be read&lt;/p&gt;</rdf:value></bib:Memo>
<z:Attachment rdf:about="#item_4"><dc:title>Full Text</dc:title></z:Attachment>
<z:Collection rdf:about="#collection_1"><dc:title>Sahel</dc:title>
 <dcterms:hasPart rdf:resource="#item_1"/></z:Collection>
</rdf:RDF>"""
)


def test_an_export() -> None:
    problems: list[ParseError] = []
    assert briefmeta.detect(EXPORT, ".rdf").format.name == "zotero-rdf"
    report, article = briefmeta.loads(EXPORT, problems=problems)
    assert [str(name) for name in report.authors] == ["Ann Example", "World Bank"]
    assert isinstance(report.authors[1], briefmeta.Organization)
    assert (report.title, report.short_title, report.genre) == ("Yields of Sorghum", "Yields", "Policy brief")
    assert (str(report.issued), str(report.accessed)) == ("2024-04-05", "2024-05-01")
    assert (report.publisher, report.place, str(report.country)) == ("Institute", "Niamey", "Niger")
    assert (report.series, report.number, report.pages) == ("Field Notes", "FN-17", "12-34")
    assert (str(report.handle), report.doi, report.isbn) == (
        "20.500.12592/b2rbv89",
        "10.5555/x",
        "978-92-9260-523-0",
    )
    assert (report.subjects, report.summary, report.note) == (("Niger", "sorghum"), "A text.", "To be read")
    assert report.extra["zotero:madeUp"] == ("kept",)
    assert report.extra["zotero:link"] == ("Full Text",)
    assert sorted(problem.field or "" for problem in problems) == ["zotero:link", "zotero:madeUp"]
    assert (article.type, article.issn) == ("article-journal", "1234-5679")
    told = {
        name: article.extra[name] for name in ("container-title", "container-title-short", "volume", "issue")
    }
    assert list(told.values()) == ["Sahel Journal", "Sahel J.", "3", "2"]


def test_parts_that_refer_to_each_other_in_a_circle() -> None:
    text = f"""{OPENING}<bib:Article rdf:about="#a"><dc:title>Pivot</dc:title><dcterms:isPartOf rdf:resource="#b"/>
    </bib:Article><bib:Journal rdf:about="#b"><dc:title>B</dc:title><dcterms:isPartOf rdf:resource="#c"/></bib:Journal>
    <bib:Series rdf:about="#c"><dcterms:isPartOf rdf:resource="#b"/></bib:Series></rdf:RDF>"""
    assert briefmeta.loads(text, "zotero-rdf", [])[0].title == "Pivot"


@pytest.mark.parametrize("text", ["", f"{OPENING}</rdf:RDF>", "<a/>", "<rdf:RDF><bib:Report/></rdf:RDF>"])
def test_a_document_without_an_item_is_a_problem(text: str) -> None:
    problems: list[ParseError] = []
    assert briefmeta.loads(text, "zotero-rdf", problems) == []
    assert any(not problem.warning for problem in problems)
