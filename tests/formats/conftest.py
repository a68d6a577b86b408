"""What tests of several formats need: generated reports, as varied as the model allows."""

from __future__ import annotations

import string
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from briefmeta.errors import InvalidValueError
from briefmeta.formats.reading_rules import without_markup
from briefmeta.handles.handle import Handle
from briefmeta.model.dates.publication_date import PublicationDate
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.places.country import Country
from briefmeta.model.report import CSL_TYPES, Report
from briefmeta.text.clean import text_fault

_PLAIN = "abcdefgh ABC 0123 éøßñ Łž 漢字 мир سلام אב 😀\u00a0’“”–…"
_SPECIAL = "{}\\%&#_~^$\"'<>;,:./|-=+@*!?()[]`\t"
_FORMAT_WORDS = [
    "ER  - ", "TY  - RPRT", "AU  - x", "@report{x,", "</script>", "<!--", "]]>", "&amp;", "<i>a</i>", "=1+1",
    "and",
    "\\n", "null", "true", "12", "[1]", '"', "--", "a: b", "; ", ", ", "# x", "- y", "%20", "\u2028",
    "\u0085",
]  # fmt: skip


def _clean(text: str) -> bool:
    return text_fault(text) is None and bool(text.strip())


def _texts(extra: str = "", size: int = 24) -> st.SearchStrategy[str]:
    characters = st.sampled_from(_PLAIN + _SPECIAL + extra) | st.characters(
        exclude_categories=("Cs", "Cc", "Cn")
    )
    pieces = st.text(characters, max_size=size) | st.sampled_from(_FORMAT_WORDS)
    return st.lists(pieces, min_size=1, max_size=3).map("".join).filter(_clean)


_LINE = _texts()
_PARAGRAPHS = _texts(extra="\n\n\n")
_WORD = st.text(string.ascii_letters + "éü'-", min_size=1, max_size=10).filter(
    lambda word: word.strip("'-") != ""
)


def _valid(make: Any, **values: Any) -> Any:
    """Build a value; None where the model refuses it, which the caller filters out."""
    try:
        return make(**values)
    except InvalidValueError:
        return None


def _names() -> st.SearchStrategy[Name]:
    part = st.none() | _WORD | _LINE
    persons = st.builds(
        lambda **parts: _valid(Person, **parts),
        family=_WORD | part,
        given=_WORD | part,
        dropping_particle=st.none() | st.sampled_from(["von", "de la", "d'", "x y"]),
        non_dropping_particle=st.none() | st.sampled_from(["van der", "al-", "de", "De"]),
        suffix=st.none() | st.sampled_from(["Jr.", "III", "PhD, MPH"]),
        orcid=st.none() | st.just("0000-0002-1825-0097"),
    )
    bodies = st.builds(
        lambda **parts: _valid(Organization, **parts),
        name=_LINE | st.sampled_from(["World Bank", "Ministry of Health, Labour and Welfare", "Smith, John"]),
        ror=st.none() | st.just("https://ror.org/00ae7jd04"),
    )
    simple = st.builds(lambda family, given: Person(family=family, given=given), _WORD, _WORD)
    return (simple | persons | bodies).filter(lambda name: name is not None)


def _points() -> st.SearchStrategy[dict[str, Any]]:
    year = st.integers(1900, 2030) | st.integers(-9999, 9999)
    return st.one_of(
        st.fixed_dictionaries({"year": year}),
        st.fixed_dictionaries({"year": year, "month": st.integers(1, 12)}),
        st.fixed_dictionaries({"year": year, "month": st.integers(1, 12), "day": st.integers(1, 28)}),
        st.fixed_dictionaries({"year": year, "season": st.integers(1, 4)}),
    )


@st.composite
def _dates(draw: st.DrawFn) -> PublicationDate | None:
    point = draw(_points())
    if draw(st.booleans()):
        return PublicationDate(**point)
    point |= {"circa": draw(st.booleans()), "uncertain": draw(st.booleans())}
    shape = draw(st.sampled_from(["point", "closed", "open_end", "open_start"]))
    if shape == "closed":
        point["end"] = PublicationDate(**draw(_points()))
    elif shape != "point":
        point[shape] = True
    date: PublicationDate | None = _valid(PublicationDate, **point)
    return date


def _handle(text: str) -> Handle | None:
    try:
        return Handle(text)
    except InvalidValueError:
        return None


_HANDLES = st.builds(
    lambda prefix, suffix: _handle(f"{prefix}/{suffix}"),
    st.sampled_from(["20.500.12592", "10986", "2027.42", "11111.1"]),
    st.text(string.ascii_letters + string.digits + "-._:;/#?%&é ", min_size=1, max_size=12),
)
_URLS = st.one_of(
    st.text(string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%é", max_size=20).map(
        lambda path: f"https://example.org/{path}"
    ),
    st.sampled_from(
        [
            "https://coilink.org/20.500.12592/b2rbv89",
            "http://hdl.handle.net/10986/1",
            "https://doi.org/10.1234/abc",
        ]
    ),
)
_DOIS = st.text(string.ascii_letters + string.digits + "-._;()/<>&#%", min_size=1, max_size=12).map(
    lambda suffix: f"10.1234/{suffix}"
)
_ISBNS = st.sampled_from(["978-92-9260-523-0", "9292605232", "978-92-9260-523-0, 9292605232", "080442957X"])
_ISSNS = st.sampled_from(["2049-3630", "1234-567X", "2049-3630, 1234-5679"])
_COUNTRIES = st.sampled_from(["US", "NE", "GB", "CI", "KR", "TR", "CD", "CH", "ZA"]).map(Country.parse)
_SCALARS = (
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(-1e9, 1e9) | _LINE | _PARAGRAPHS
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORD, inner, max_size=3),
    max_leaves=6,
)
_EXTRA = st.fixed_dictionaries(
    {},
    optional={
        "container-title": _LINE,
        "container-title-short": _LINE,
        "volume": st.integers(0, 500) | _LINE,
        "issue": st.sampled_from(["2", "3-4", "S1"]) | st.integers(1, 12),
        "edition": st.sampled_from(["2", "2nd", "rev."]) | st.integers(1, 12),
        "event-title": _LINE,
        "event-place": _LINE,
        "collection-editor": st.just([{"family": "Roe", "given": "Jane"}, {"literal": "World Bank"}]),
        "director": st.just([{"family": "Berg", "non-dropping-particle": "van den"}]),
        "original-date": st.just({"date-parts": [[1999, 2]]}),
        "issued": st.just({"literal": "forthcoming"}),
        "DOI": _LINE,
        "language": _LINE,
        "archive": _LINE,
        "call-number": _LINE,
        "annote": _PARAGRAPHS,
        "section": _LINE,
        "status": _LINE,
        "custom": _JSON,
    },
)
_FURTHER = st.dictionaries(
    _WORD | _LINE | st.sampled_from(["AD", "C1", "T2", "ER", "type", "title"]), _JSON, max_size=2
)
_KEYS = st.from_regex(r"[a-z]{1,8}[0-9]{4}[a-z]{0,5}", fullmatch=True) | _LINE

_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "type": st.just("report") | st.sampled_from(sorted(CSL_TYPES)),
    "title": _LINE,
    "short_title": _LINE,
    "authors": st.lists(_names(), max_size=3),
    "editors": st.lists(_names(), max_size=2),
    "translators": st.lists(_names(), max_size=2),
    "issued": _dates(),
    "accessed": _dates(),
    "handle": _HANDLES,
    "doi": _DOIS,
    "isbn": _ISBNS,
    "issn": _ISSNS,
    "url": _URLS,
    "publisher": _LINE,
    "country": _COUNTRIES,
    "place": _LINE | st.sampled_from(["Geneva", "London, UK", "Lima, Peru", "Washington, DC", "Switzerland"]),
    "genre": _LINE | st.just("Policy brief"),
    "number": _LINE | st.sampled_from(["12", "WP/24/12", "2049-3630", "9780306406157"]),
    "series": _LINE,
    "series_number": _LINE | st.just("7"),
    "pages": st.sampled_from(["12-34", "12–34", "iv", "1, 3-5", "24", "e12-e14"]) | _LINE,
    "number_of_pages": st.sampled_from(["24", "xii, 24"]) | _LINE,
    "summary": _PARAGRAPHS,
    "language": st.sampled_from(["en", "fr-CA", "pt-BR", "zh-Hans", "ar"]),
    "subjects": st.lists(_LINE, max_size=3),
    "rights": _PARAGRAPHS,
    "note": _PARAGRAPHS,
    "extra": st.builds(lambda *parts: parts[0] | parts[1], _EXTRA, _FURTHER | st.just({})),
    "key": _KEYS,
}


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    fields = draw(st.fixed_dictionaries({}, optional=_FIELDS))
    report: Report | None = _valid(
        Report, **{name: value for name, value in fields.items() if value is not None}
    )
    assume(report is not None and _says_something(report))
    assert report is not None
    return without_markup(report)  # tags and entities of HTML do not come back, on purpose


def _says_something(report: Report) -> bool:
    """A report of which only the type, the key and what no field holds are known is none to a reader."""
    return attrs.evolve(report, type="report", key="k", extra={}) != Report(key="k")


@pytest.fixture(scope="session")
def any_reports() -> st.SearchStrategy[Report]:
    """Generated reports with hostile and with usual values in every field: ``data.draw(any_reports)``."""
    return _reports()


@pytest.fixture(scope="session")
def many_reports(any_reports: st.SearchStrategy[Report]) -> list[Report]:
    """500 generated reports, the same ones in every run, for checks that take one report after the other."""
    reports: list[Report] = []

    @settings(max_examples=500, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(any_reports)
    def collect(report: Report) -> None:
        reports.append(report)

    collect()
    return reports
