"""The law of every reader: a value of the input is in a field, in ``extra`` with a warning, or in a problem."""

from __future__ import annotations

import json
import string
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefmeta
from briefmeta.errors import ParseError
from briefmeta.model.csl_variables import CSL_VARIABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta import Report

NAMES = st.text(string.ascii_lowercase, min_size=4, max_size=9).map(lambda name: f"x{name}")
VALUES = st.text(string.ascii_letters + string.digits, min_size=3, max_size=12).map(lambda text: f"Q{text}Z")
UNKNOWN = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


def _bib(unknown: dict[str, str]) -> str:
    fields = "".join(f",\n  {name} = {{{value}}}" for name, value in unknown.items())
    return f"@techreport{{doe, title = {{Pivot}}{fields}\n}}\n"


def _csl(unknown: dict[str, str]) -> str:
    return json.dumps([{"id": "doe", "type": "report", "title": "Pivot", **unknown}])


def _schema(unknown: dict[str, str]) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "Report", "name": "Pivot", **unknown})


def _ris(unknown: dict[str, str]) -> str:
    tags = [f"U{number}  - {value}" for number, value in enumerate(unknown.values(), 1)]
    return "\n".join(["TY  - RPRT", "TI  - Pivot", *tags, "ER  - ", ""])


def _csv(unknown: dict[str, str]) -> str:
    return f"title,{','.join(unknown)}\nPivot,{','.join(unknown.values())}\n"


def _oai(unknown: dict[str, str]) -> str:
    values = "".join(f"<dc:coverage>{value}</dc:coverage>" for value in unknown.values())
    return (
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Pivot</dc:title>{values}</oai_dc:dc>'
    )


def _mods(unknown: dict[str, str]) -> str:
    values = "".join(f"<{name}>{value}</{name}>" for name, value in unknown.items())
    return (
        f'<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Pivot</title></titleInfo>{values}</mods>'
    )


def _jsonl(unknown: dict[str, str]) -> str:
    return json.dumps({"briefmeta": 1, "title": "Pivot", **unknown})


def _record(unknown: dict[str, str]) -> str:
    blocks = "".join(f"\n{name.capitalize()}: {value}\n" for name, value in unknown.items())
    return f"Pivot\n\n20.500.12592/b2rbv89\n\nPivot\n\n5 Apr 2024\n{blocks}"


def _marc_fields(unknown: dict[str, str]) -> list[tuple[str, str]]:
    return [(str(tag), value) for tag, value in zip(range(508, 520), unknown.values(), strict=False)]


def _marcxml(unknown: dict[str, str]) -> str:
    fields = [("245", "Pivot"), *_marc_fields(unknown)]
    inner = "".join(
        f'<datafield tag="{tag}"><subfield code="a">{value}</subfield></datafield>' for tag, value in fields
    )
    return f'<record xmlns="http://www.loc.gov/MARC21/slim">{inner}</record>'


def _iso2709(unknown: dict[str, str]) -> str:
    fields = [("245", "Pivot"), *_marc_fields(unknown)]
    directory = "".join(f"{tag}0000{number:05}" for number, (tag, _) in enumerate(fields))
    contents = "".join(f"  \x1fa{value}\x1e" for _, value in fields)
    return f"00000nam a2200000 a 4500{directory}\x1e{contents}\x1d"


def _datacite(unknown: dict[str, str]) -> str:
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in unknown.items())
    return f'<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>Pivot</title></titles>{inner}</resource>'


def _cff(unknown: dict[str, str]) -> str:
    inner = "".join(f"{name}: {value}\n" for name, value in unknown.items())
    return f"cff-version: 1.2.0\ntitle: Pivot\n{inner}"


def _coins(unknown: dict[str, str]) -> str:
    pairs = "".join(f"&amp;rft.{name}={value}" for name, value in unknown.items())
    return f'<span class="Z3988" title="rft_val_fmt=info:ofi/fmt:kev:mtx:book&amp;rft.btitle=Pivot{pairs}"></span>'


def _html(unknown: dict[str, str]) -> str:
    metas = "".join(f'<meta name="DC.coverage" content="{value}">' for value in unknown.values())
    return f'<html><head><title>Pivot</title><meta name="DC.title" content="Pivot">{metas}</head></html>'


def _dcterms(unknown: dict[str, str]) -> str:
    values = "".join(f"<dcterms:audience>{value}</dcterms:audience>" for value in unknown.values())
    return (
        '<qualifieddc xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dcterms:title>Pivot</dcterms:title>{values}</qualifieddc>"
    )


FORMATS: dict[str, Callable[[dict[str, str]], str]] = {
    "bibtex": _bib,
    "biblatex": _bib,
    "csl-json": _csl,
    "schema.org": _schema,
    "ris": _ris,
    "csv": _csv,
    "oai_dc": _oai,
    "mods": _mods,
    "jsonl": _jsonl,
    "record": _record,
    "marcxml": _marcxml,
    "iso2709": _iso2709,
    "datacite": _datacite,
    "cff": _cff,
    "coins": _coins,
    "html": _html,
    "dcterms": _dcterms,
}


def texts_of(value: Any) -> str:
    """All texts in a value, one after the other."""
    if isinstance(value, str):
        return value
    if hasattr(value, "items"):
        return " ".join(f"{name} {texts_of(item)}" for name, item in value.items())
    if isinstance(value, (list, tuple)):
        return " ".join(map(texts_of, value))
    return str(value)


def fields_of(report: Report) -> str:
    names = [name for name in briefmeta.model.report.FIELDS if name != "extra"]
    return " ".join(texts_of(getattr(report, name)) for name in names)


@pytest.mark.parametrize("name", FORMATS)
@given(unknown=UNKNOWN)
def test_nothing_is_lost_in_silence(name: str, unknown: dict[str, str]) -> None:
    problems: list[ParseError] = []
    reports = briefmeta.loads(FORMATS[name](unknown), name, problems)
    told = " ".join(f"{problem.message} {problem.source or ''}" for problem in problems)
    for value in unknown.values():
        if any(value in fields_of(report) for report in reports) or value in told:
            continue
        keepers = [key for report in reports for key, kept in report.extra.items() if value in texts_of(kept)]
        assert keepers, f"{value} is nowhere"
        assert all(key in CSL_VARIABLES or repr(key) in told for key in keepers), f"{keepers} not told"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("csl-json", '[{"id": "x", "attributes": {"titles": [{"title": "A"}]}}]'),
        ("bibtex", "@misc{x,}"),
        ("ris", "TY  - RPRT\nU1  - what\nER  - \n"),
        ("csv", "Signatur,Regal\nB 7,12\n"),
    ],
)
def test_a_reader_never_answers_with_an_empty_report(name: str, text: str) -> None:
    problems: list[ParseError] = []
    assert briefmeta.loads(text, name, problems) == []
    assert any(not problem.warning for problem in problems)
    with pytest.raises(ParseError):
        briefmeta.loads(text, name)


def test_what_csl_and_the_crosswalk_name_is_no_news() -> None:
    problems: list[ParseError] = []
    briefmeta.loads("@article{a, title = {T}, journal = {J}, volume = {3}}", "bibtex", problems)
    assert problems == []


def test_a_name_is_told_once_a_text() -> None:
    problems: list[ParseError] = []
    briefmeta.loads(
        "".join(f"@misc{{a{n}, title={{T}}, shelf={{{n}}}}}\n" for n in range(50)), "bibtex", problems
    )
    assert [problem.field for problem in problems] == ["shelf"]
