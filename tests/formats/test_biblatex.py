"""BibLaTeX where it differs from BibTeX."""

from __future__ import annotations

import pytest

from briefmeta.formats.bib import biblatex, bibtex
from briefmeta.model.report import CSL_TYPES, Report


def test_the_crosswalk_of_a_report() -> None:
    report = Report(
        title="Niger's Pivot",
        authors=["Raphael Parens"],
        issued="2024-04/2024-06~",
        accessed="2025-01-01",
        handle="20.500.12592/b2rbv89",
        publisher="Foreign Policy Research Institute",
        place="Geneva",
        country="CH",
        genre="Policy brief",
        language="en-GB",
        short_title="Pivot",
        number_of_pages="12",
    )
    assert biblatex.dumps([report]) == (
        "@report{parens2024niger,\n"
        "  author = {Parens, Raphael},\n"
        "  title = {{Niger's Pivot}},\n"
        "  shorttitle = {Pivot},\n"
        "  type = {Policy brief},\n"
        "  institution = {Foreign Policy Research Institute},\n"
        "  pagetotal = {12},\n"
        "  location = {Geneva, Switzerland},\n"
        "  date = {2024-04/2024-06~},\n"
        "  urldate = {2025-01-01},\n"
        "  eprint = {20.500.12592/b2rbv89},\n"
        "  eprinttype = {hdl},\n"
        "  url = {https://hdl.handle.net/20.500.12592/b2rbv89},\n"
        "  langid = {british},\n"
        "}\n"
    )
    assert biblatex.loads(biblatex.dumps([report]), []) == [report]


@pytest.mark.parametrize("tag", ["en", "en-GB", "en-ZA", "pt-BR", "zh-Hans", "tlh", "de-AT"])
def test_languages_come_back(tag: str) -> None:
    report = Report(title="T", language=tag)
    assert biblatex.loads(biblatex.dumps([report]), []) == [report]


@pytest.mark.parametrize("csl_type", sorted(CSL_TYPES))
def test_every_type_comes_back(csl_type: str) -> None:
    report = Report(
        type=csl_type,
        title="T",
        publisher="P",
        number="1",
        series="S",
        series_number="2",
        extra={"container-title": "C", "volume": 3, "issue": "4", "edition": "2nd"},
        key="x",
    )
    for module in (biblatex, bibtex):
        assert module.loads(module.dumps([report]), []) == [report]


def test_roles_of_editors() -> None:
    roles = {
        "collection-editor": [{"family": "Roe", "given": "Jane"}],
        "director": [{"literal": "World Bank"}],
        "illustrator": [{"family": "Berg", "non-dropping-particle": "van den", "given": "A."}],
        "organizer": [{"family": "Poe"}],
        "recipient": [{"family": "Moe", "given": "B."}],
    }
    report = Report(title="T", extra=roles)
    text = biblatex.dumps([report])
    assert "  editora = {Roe, Jane},\n" in text
    assert "  editoratype = {series},\n" in text
    assert "  recipient = {Moe, B.},\n" in text
    assert biblatex.loads(text, []) == [report]


def test_identifiers_of_names_are_annotations() -> None:
    text = '@report{x, author = {Roe and {World Bank}}, author+an = {1="orcid:0000-0002-1825-0097"; 2="ror:00ae7jd04"}}'
    [report] = biblatex.loads(text, [])
    assert [getattr(name, "orcid", None) or getattr(name, "ror", None) for name in report.authors] == [
        "0000-0002-1825-0097",
        "https://ror.org/00ae7jd04",
    ]
    assert biblatex.loads(biblatex.dumps([report]), []) == [report]


def test_what_has_no_field_comes_back_all_the_same() -> None:
    extra = {
        "custom": {"a": ["}", "{", 1.5, None]},
        "Related Organizations": ["A & B", "C"],
        "original-date": {"date-parts": [[1999, 2]]},
        "event-date": {"literal": "some day"},
        "event-title": "Forum & <i>Fair</i>",
        "page-first": "3",
        "volume": 3,
        "edition": "3",
        "crossref": "nobody",
        "execute": "\\input{x}",
        "empty": "",
        "URL": "no { address",
    }
    report = Report(title="T", type="chapter", extra=extra)
    for module in (biblatex, bibtex):
        text = module.dumps([report])
        assert "\n  execute" not in text
        assert module.loads(text, []) == [report]
