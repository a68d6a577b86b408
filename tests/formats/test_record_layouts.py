"""The same facts in any layout: labels above, beside or in bold, in several languages, records in any number."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import briefmeta
from briefmeta import ParseError, Report


@attrs.frozen(kw_only=True)
class Facts:
    """A record as its page shows it, with its labels, and what is to be read."""

    title: str
    date: str
    issued: str
    summary: str
    values: dict[str, tuple[str, ...]]
    expected: dict[str, Any]


_ENGLISH = Facts(
    title="Water Rights and Wrongs: A Review",
    date="5 Apr 2024",
    issued="2024-04-05",
    summary="Water is scarce.\n\nOverview\n\nThis review says why:\n• drought\n• waste\n\nNote: it is short.",
    values={
        "Authors": ("Ann Doe", "Bob Roe", "World Bank"),
        "Published by": ("Institute for Water, Land and Law",),
        "Published in": ("Kenya",),
        "Pages": ("48",),
        "DOI": ("10.1234/abc.5",),
        "ISBN": ("978-92-64-01234-5",),
        "Series": ("Policy Papers, No. 12",),
        "Language": ("English",),
        "Topics": ("water", "law", "climate change"),
        "Rights": ("CC BY 4.0",),
    },
    expected={
        "authors": ["Ann Doe", "Bob Roe", "World Bank"],
        "publisher": "Institute for Water, Land and Law",
        "country": "KE",
        "number_of_pages": "48",
        "doi": "10.1234/abc.5",
        "isbn": "978-92-64-01234-5",
        "series": "Policy Papers",
        "series_number": "12",
        "language": "en",
        "subjects": ["water", "law", "climate change"],
        "rights": "CC BY 4.0",
    },
)
_GERMAN = Facts(
    title="Wasser und Recht",
    date="5. März 2020",
    issued="2020-03-05",
    summary="Wasser ist knapp.\n\nDas Wichtigste\n\n1. Es regnet selten.\n2. Es wird geteilt.",
    values={
        "Autor:innen": ("Jürgen Müller", "Anna Schmidt"),
        "Herausgeber": ("Institut für Wasserfragen",),
        "Erschienen in": ("Österreich",),
        "Seiten": ("60 S.",),
        "Schriftenreihe": ("Schriften zum Wasser, Bd. 3",),
        "Sprache": ("Deutsch",),
        "Schlagwörter": ("Wasser", "Recht"),
        "Rechte": ("Alle Rechte vorbehalten",),
    },
    expected={
        "authors": ["Jürgen Müller", "Anna Schmidt"],
        "publisher": "Institut für Wasserfragen",
        "country": "AT",
        "number_of_pages": "60",
        "series": "Schriften zum Wasser",
        "series_number": "3",
        "language": "de",
        "subjects": ["Wasser", "Recht"],
        "rights": "Alle Rechte vorbehalten",
    },
)
_RUSSIAN = Facts(
    title="Вода и право",
    date="5 апреля 2019",
    issued="2019-04-05",
    summary="Воды мало.\n\nСмотрите также 20.500.12592/other1 и https://example.org/a/b.",
    values={
        "Авторы": ("Иван Петров", "Мария Сидорова"),
        "Издатель": ("Институт воды",),
        "Страна": ("Россия",),
        "Количество страниц": ("40 с.",),
        "Язык": ("русский",),
        "Ключевые слова": ("вода", "право"),
    },
    expected={
        "authors": ["Иван Петров", "Мария Сидорова"],
        "publisher": "Институт воды",
        "country": "RU",
        "number_of_pages": "40",
        "language": "ru",
        "subjects": ["вода", "право"],
    },
)
_JAPANESE = Facts(
    title="水資源の法と政策",
    date="2023年3月15日",
    issued="2023-03-15",
    summary="水資源を概観する。\n\n• 降雨\n• 河川",
    values={
        "著者": ("山田太郎", "佐藤花子"),
        "発行者": ("水資源研究所",),
        "発行国": ("日本",),
        "ページ数": ("36ページ",),
        "言語": ("日本語",),
        "キーワード": ("水", "法律"),
    },
    expected={
        "authors": ["山田太郎", "佐藤花子"],
        "publisher": "水資源研究所",
        "country": "JP",
        "number_of_pages": "36",
        "language": "ja",
        "subjects": ["水", "法律"],
    },
)

# How a label and its value are written, and whether a value may stand on several lines.
_LAYOUTS = {
    "above, spaced": ("{label}\n\n{value}\n\n", True),
    "above": ("{label}\n{value}\n\n", True),
    "above, with a colon": ("{label}:\n{value}\n\n", True),
    "beside": ("{label}: {value}\n", False),
    "beside, spaced": ("{label}: {value}\n\n", False),
    "bold": ("**{label}:** {value}\n\n", False),
    "tab": ("{label}\t{value}\n", False),
    "dash": ("{label} – {value}\n", False),
    "bullet": ("- {label}: {value}\n", False),
}
_HANDLES = (
    "{0}",
    "hdl:{0}",
    "Handle: {0}",
    "https://coilink.org/{0}",
    "https://hdl.handle.net/{0}",
    "COI: {0}",
)


@attrs.frozen
class Written:
    """A page and what it says."""

    text: str
    expected: dict[str, Any]


@st.composite
def pages(draw: st.DrawFn) -> Written:
    """Write one record's facts in some layout."""
    facts = draw(st.sampled_from([_ENGLISH, _GERMAN, _RUSSIAN, _JAPANESE]))
    handle = f"20.500.12592/{draw(st.from_regex(r'[a-z][a-z0-9]{5}', fullmatch=True))}"
    parts = [facts.title, draw(st.sampled_from(_HANDLES)).format(handle)]
    expected = {"title": facts.title, "handle": handle, "summary": facts.summary, **facts.expected}
    if draw(st.booleans()):
        parts.append(facts.title)
    if draw(st.booleans()):
        parts.append(facts.date)
        expected["issued"] = facts.issued
    parts.append(facts.summary)
    pattern, several_lines = draw(st.sampled_from(list(_LAYOUTS.values())))
    separator = "\n" if several_lines and draw(st.booleans()) else "; "
    labels = draw(st.permutations(list(facts.values)))
    blocks = [pattern.format(label=label, value=separator.join(facts.values[label])) for label in labels]
    return Written("\n\n".join(parts) + "\n\n" + "".join(blocks), expected)


def read(report: Report, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a report that are told of, as plain values."""
    found: dict[str, Any] = {}
    for field in fields:
        value = getattr(report, field)
        plain = value.alpha_2 if field == "country" and value else value
        found[field] = [str(item) for item in plain] if isinstance(plain, tuple) else str(plain)
    return found


@given(
    written=st.lists(pages(), min_size=1, max_size=3, unique_by=lambda page: page.expected["handle"]),
    between=st.sampled_from(["", "\n", "\n\n", "\n-----\n\n", "\n* * *\n\n"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
@settings(max_examples=150, deadline=None)
def test_the_layout_changes_no_field(written: list[Written], between: str, line_end: str) -> None:
    text = between.join(page.text.rstrip("\n") + "\n\n" for page in written).replace("\n", line_end)
    problems: list[ParseError] = []
    reports = briefmeta.loads(text, format="record", problems=problems)
    assert problems == []
    assert [read(report, page.expected) for report, page in zip(reports, written, strict=True)] == [
        page.expected for page in written
    ]
    assert all(not report.extra for report in reports)
