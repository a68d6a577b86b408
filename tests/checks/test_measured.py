"""What is promised in numbers: nothing found in clean reports, seeded faults found, each with its own code."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from briefmeta.model.names.name import Organization, Person
from briefmeta.validating import validate

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta.model.report import Report

TODAY = date(2025, 6, 30)
FOUND = 0.98


def wrong_digit(text: str, source: random.Random) -> str:
    """Change one digit into another."""
    places = [place for place, character in enumerate(text) if character.isdigit()]
    place = source.choice(places[3:])
    digit = source.choice([d for d in "0123456789" if d != text[place]])
    return text[:place] + digit + text[place + 1 :]


def misread(text: str) -> str:
    """Read UTF-8 as Windows-1252, as programs do."""
    return "".join(bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in text.encode())


def _shouted(report: Report, _: random.Random) -> dict[str, Any] | None:
    title = report.title or ""
    return {"title": title.upper()} if report.language in ("en", "fr", "de", "es", "ru") else None


def _mojibake(report: Report, _: random.Random) -> dict[str, Any] | None:
    title = misread(report.title or "")
    return None if title == report.title else {"title": title}


def _isbn(report: Report, source: random.Random) -> dict[str, Any] | None:
    first = (report.isbn or "").split(", ", maxsplit=1)[0]
    return {"isbn": wrong_digit(first, source)} if first else None


def _issn(report: Report, source: random.Random) -> dict[str, Any] | None:
    return {"issn": wrong_digit(report.issn, source)} if report.issn else None


def _orcid(report: Report, source: random.Random) -> dict[str, Any] | None:
    for name in report.authors:
        if isinstance(name, Person) and name.orcid:
            return {"authors": (attrs.evolve(name, orcid=wrong_digit(name.orcid, source)),)}
    return None


def _ror(report: Report, source: random.Random) -> dict[str, Any] | None:
    for name in report.authors:
        if isinstance(name, Organization) and name.ror:
            end = f"{(int(name.ror[-2:]) + source.randint(1, 60)) % 100:02}"
            return {"authors": (attrs.evolve(name, ror=name.ror[:-2] + end),)}
    return None


def _body(report: Report, source: random.Random) -> dict[str, Any] | None:
    bodies = [
        "World Health Organization",
        "Ministry of Finance",
        "Institute for Fiscal Studies",
        "European Commission",
    ]
    given, _, family = source.choice(bodies).rpartition(" ")
    return {"authors": (*report.authors, Person(family=family, given=given))}


def _twice(report: Report, _: random.Random) -> dict[str, Any] | None:
    return {"authors": (*report.authors, report.authors[0])}


def _place(report: Report, source: random.Random) -> dict[str, Any] | None:
    place, codes = source.choice(
        [("Geneva", "FR DE"), ("Nairobi", "UG US"), ("Paris", "NE CH"), ("Lima, Peru", "ES")]
    )
    return {"place": place, "country": source.choice(codes.split())}


INVISIBLE = ["\u200b", "\xad", "\ufeff"]
SEEDERS: dict[str, Any] = {
    "RPT101": lambda r, s: {"title": None},
    "RPT102": lambda r, s: {"title": s.choice(["Untitled", "n/a", "Microsoft Word - a.doc", "final.pdf", "[Title]"])},
    "RPT103": _shouted,
    "RPT104": lambda r, s: {"summary": (r.title or "") + "."},
    "RPT105": lambda r, s: {"summary": s.choice(["newline", "No abstract available", "N/A", "-"])},
    "RPT110": _mojibake,
    "RPT111": lambda r, s: {"publisher": f"Institut fran\ufffdais {r.publisher}"},
    "RPT112": lambda r, s: {"summary": s.choice(["<p>A</p>", "Trade &amp; aid", "x<br />y", "a &#8211; b"])},
    "RPT113": lambda r, s: {"title": f"{r.title}{s.choice(INVISIBLE)}s"},
    "RPT114": lambda r, s: {"publisher": s.choice([r"Universit\'e", r"M{\"u}nchen Verlag", r"A \& B", r"\textit{X}"])},
    "RPT202": _body,
    "RPT203": lambda r, s: {"authors": (Organization(name=s.choice(["Doe, Jane", "Martin, P. J.", "Weber, Anna"])),)},
    "RPT204": _twice,
    "RPT205": lambda r, s: {"authors": (Person(family=s.choice(["Doe, J.; Roe, R.", "Doe et al.", "Doe and Roe"])),)},
    "RPT206": lambda r, s: {"authors": (Organization(name=s.choice(["Unknown", "N/A", "null", "No author"])),)},
    "RPT207": lambda r, s: {"authors": (Person(given="Ann", family=s.choice(["Doe1", "Doe*2", "doe@x.org"])),)},
    "RPT208": _orcid,
    "RPT209": _ror,
    "RPT301": lambda r, s: {"issued": None},
    "RPT302": lambda r, s: {"issued": None, "extra": {"issued": s.choice(["20l4", "32.1.2020"])}},
    "RPT303": lambda r, s: {"issued": s.choice(["2204", "2026-01", "2025-07-01", "9999"])},
    "RPT304": lambda r, s: {"issued": s.choice(["0202", "0024-05", "1199"])},
    "RPT305": lambda r, s: {"issued": "2020-05-05", "accessed": s.choice(["2019", "2020-04-30", "2002-12"])},
    "RPT306": lambda r, s: {"accessed": s.choice(["2026-01-01", "2204"])},
    "RPT402": lambda r, s: {"publisher": s.choice(["s.n.", "n/a", "Unknown", "[publisher unknown]"])},
    "RPT403": _place,
    "RPT404": lambda r, s: {"country": None, "extra": {"country": s.choice(["Yugoslavia", "Europe", "Atlantis"])}},
    "RPT502": lambda r, s: {"language": None, "extra": {"language": s.choice(["Klingonese", "en/fr/xx", "default"])}},
    "RPT503": lambda r, s: {"language": "en"} if r.language in ("ru", "zh", "ar") else None,
    "RPT601": _isbn,
    "RPT602": lambda r, s: {"isbn": None, "extra": {"ISBN": s.choice(["978-92-9260", "12345", "ISBN pending"])}},
    "RPT603": _issn,
    "RPT604": lambda r, s: {"issn": None, "extra": {"ISSN": s.choice(["2049", "1234-56789", "pending"])}},
    "RPT605": lambda r, s: {"doi": None, "extra": {"DOI": s.choice(["n/a", "doi.org/abc", "11.1234/abc"])}},
    "RPT606": lambda r, s: {"url": None, "extra": {"URL": s.choice(["www.example.org", "http://", "example.org/a b"])}},
    "RPT608": lambda r, s: {"url": s.choice(["http://localhost/x", "http://10.0.0.5/x", "https://dspace.local/x"])},
    "RPT701": lambda r, s: {"pages": s.choice(["34-12", "200–110", "99-10"])},
    "HDL001": lambda r, s: {"handle": None, "extra": {"handle": s.choice(["and/or", "20.500.12592", "n/a"])}},
    "HDL003": lambda r, s: {"handle": f"123456789/{s.randrange(9999)}"},
    "HDL004": lambda r, s: {"handle": f"10986/{s.randrange(9999)}{s.choice('.,;)')}"},
}  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_clean_reports_give_no_error_and_no_warning(
    seed: int, make_clean: Callable[[int, int], list[Report]]
) -> None:
    found = validate(make_clean(10_000 if seed == 1 else 1_000, seed), today=TODAY)
    assert [str(finding) for finding in found if finding.severity.counts] == []


@pytest.fixture(scope="module")
def seeded(make_clean: Callable[[int, int], list[Report]]) -> list[tuple[str, Report, frozenset[str]]]:
    """Clean reports with one fault each: the code of the fault, the report, and the codes that are found."""
    source = random.Random(77)
    made = []
    for report in make_clean(250, 4242):
        for code, seeder in SEEDERS.items():
            changes = seeder(report, source)
            if changes:
                wrong = attrs.evolve(report, **changes)
                made.append((code, wrong, frozenset(f.code for f in validate(wrong, today=TODAY))))
    return made


def test_seeded_faults_are_found(seeded: list[tuple[str, Report, frozenset[str]]]) -> None:
    total = Counter(code for code, _, _ in seeded)
    found = Counter(code for code, _, codes in seeded if code in codes)
    assert set(total) == set(SEEDERS)
    assert {code: found[code] / total[code] for code in total if found[code] / total[code] < FOUND} == {}


# What a fault brings with it by its nature: a report without its identifier has none.
CONSEQUENCES = {"RPT610", "RPT301", "RPT501", "RPT607", "RPT305"}


def test_seeded_faults_are_not_coded_wrongly(seeded: list[tuple[str, Report, frozenset[str]]]) -> None:
    wrong = Counter((code, each) for code, _, codes in seeded for each in codes - {code} - CONSEQUENCES)
    assert wrong == {}


def test_a_rule_that_fails_is_told_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, make_clean: Callable[[int, int], list[Report]]
) -> None:
    from briefmeta.checks import validation

    def broken(*_: object) -> Any:
        raise KeyError("title")

    rules = validation._rules_of(validation.REPORT_RULES)
    failing = tuple(attrs.evolve(rule, check=broken) if rule.code == "RPT101" else rule for rule in rules)
    monkeypatch.setattr(
        validation, "_rules_of", lambda modules: failing if modules == validation.REPORT_RULES else ()
    )
    report = attrs.evolve(make_clean(1, 1)[0], issued="2204", key="doe2024")
    found = {finding.code: finding for finding in validate(report, today=TODAY)}
    assert set(found) == {"CHK004", "RPT303"}
    assert (found["CHK004"].severity, found["CHK004"].subject) == ("unknown", "doe2024")
    assert "RPT101" in found["CHK004"].message
