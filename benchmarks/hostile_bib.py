"""Write hostile reports as BibTeX and BibLaTeX into a folder, for ``check_tex.sh`` to compile."""

from __future__ import annotations

import sys
from pathlib import Path

from briefmeta.formats.bib import biblatex, bibtex
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.model.report import CSL_TYPES, Report

_MARKS = "& % # _ { } $ \\ ~ ^ < > | \" ' ` @ = , ; -- --- '' `` !` ?` [ ] ( )"
TITLES = [
    _MARKS,
    *(mark for mark in _MARKS.split(" ")),
    *(f"A{mark}B {mark}{mark} And C" for mark in _MARKS.split(" ")),
    "\\input{/etc/passwd} \\def\\x{} \\end{document}",
    "} @article{evil, title = {Injected}}",
    "{{{ Unbalanced",
    "Unbalanced }}}",
    'Quotes "inside" and a trailing backslash \\',
    "R&D: 50% of <i>E. coli</i> in CO<sub>2</sub> <sup>13</sup>C <b>Bold</b>",
    '<span class="nocase">iPhone</span> <span style="font-variant:small-caps;">Small</span> <i>open',
    "%%% comment? \\% \\\\ $x^2_i$ \\(a\\) #1 ##2",
    "Özgür Čapek Łódź Ærø ñandú",
    "Line\u00a0of no-break\u00a0spaces – dashes — “quotes” ‘single’ … € £ §",
]
SCRIPTS = [
    "尼日尔的转向 & 50%",
    "محور النيجر نحو موسكو",
    "Поворот Нигера",
    "ניז׳ר",
    "ニジェール_#",
    "📈 Growth & 💶",
]
PERSONS = [
    Person(family="Gogh", given="Vincent", non_dropping_particle="van"),
    Person(family="Humboldt", given="Alexander", dropping_particle="von"),
    Person(family="King", given="Martin Luther", suffix="Jr."),
    Person(family="Cruz", given="Ana", non_dropping_particle="De la"),
    Person(family="Ormesson", given="Jean", non_dropping_particle="d'"),
    Person(family="Ortega y Gasset", given="José", orcid="0000-0002-1825-0097"),
    Person(family="Teller"),
    Person(given="Teller"),
    Person(family="Dalai Lama"),
    Person(family="King", suffix="Jr."),
    Person(family="Smith, the Elder", given="J. and K."),
    Person(family="A & B", given="50% #_{}", dropping_particle="x y", non_dropping_particle="- ("),
    Person(family="others"),
    Person(family="\\", given="{"),
    Person(family="[x]", given="(y)"),
]
BODIES = [
    "Food and Agriculture Organization",
    "Smith & Sons, Inc.",
    "& Co",
    "{",
    "others",
    "and",
    "Ministry of Health, Labour and Welfare",
]
DATES = ["2024-04-05", "2024-04", "2024", "2024~", "2024?", "2024%", "2019/2021", "2004/..", "../2004"]
DATES += ["2024-21", "-0043", "0000", "0850", "2024-04-05/2024-05-07", "2024-06~/2025"]


def reports(titles: list[str]) -> list[Report]:
    """Make a report for each title, with the other hostile values spread over them."""
    names: list[Name] = [*PERSONS, *(Organization(name=name) for name in BODIES)]
    types = sorted(CSL_TYPES)
    count = max(len(titles), len(types), len(names), len(DATES))
    return [
        Report(
            type=types[number % len(types)] if number % 2 else "report",
            title=titles[number % len(titles)],
            short_title=titles[-number % len(titles)],
            authors=[names[number % len(names)], names[(3 * number + 1) % len(names)]],
            editors=[names[(number + 5) % len(names)]],
            issued=DATES[number % len(DATES)],
            accessed="2024-05-01",
            handle="20.500.12592/a%b#c_d{e}~f" if number % 3 else "20.500.12592/b2rbv89",
            url="https://example.org/a_b%20c?d=e&f=#g~h" if number % 2 else None,
            doi="10.1234/a{b}_c%d&e<f>#g\\h" if number % 5 else "10.1234/abc",
            publisher=BODIES[number % len(BODIES)],
            place=BODIES[-number % len(BODIES)],
            country="CH" if number % 2 else None,
            genre=titles[(number + 7) % len(titles)],
            number=f"R&D {number}_{{}}%",
            series=titles[(number + 3) % len(titles)],
            series_number="7#",
            pages="12-34",
            number_of_pages="24",
            summary=f"First & last.\n\n  - {titles[number % len(titles)]}\n\t50 %",
            language=("en", "en-ZA", "fr", "zh-Hans", "tlh")[number % 5],
            subjects=["Energy, renewable", "a_b", "50 %", "{"],
            rights="CC BY & more\nline",
            note=f"Note: {titles[(number + 1) % len(titles)]}\nsecond line",
            extra={
                "container-title": titles[(number + 2) % len(titles)],
                "volume": number,
                "issue": "3-4",
                "event-title": titles[(number + 4) % len(titles)],
                "original-date": {"date-parts": [[1999, 2]]},
                "collection-editor": [{"family": "Roe", "given": "Jane"}, {"literal": "World Bank"}],
                "director": [{"family": "Berg", "non-dropping-particle": "van den", "given": "A."}],
                "annote": "An & note\n\nwith lines",
                "Strange label {": {"a": ["}", "{", 1.5, None]},
            },
            key=f"item{number}",
        )
        for number in range(count)
    ]


def main(folder: Path) -> None:
    """Write the four files."""
    for name, titles in (("latin", TITLES), ("scripts", TITLES + SCRIPTS)):
        for dialect, module in (("bibtex", bibtex), ("biblatex", biblatex)):
            text = module.dumps(reports(titles), handle_note=name == "scripts")
            (folder / f"{name}-{dialect}.bib").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
