"""Patterns of citation keys: fields and filters, plain ASCII for every script, the same key when read again."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefmeta
from briefmeta.errors import InvalidValueError
from briefmeta.model.key_pattern import key_pattern, with_keys
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.report import Report

REPORT = Report(
    title="The Cost of <i>Drought</i> in the Sahel",
    authors=[
        Person(family="Núñez", given="José"),
        Person(family="Øster", given="Åse"),
        Organization(name="UNICEF"),
    ],
    editors=[Person(family="Roe", given="Ann")],
    issued="2024-04-05",
    publisher="International Crisis Group",
    number="12",
    handle="20.500.12592/b2rbv89",
    language="en",
    country="Niger",
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{author}{year}{title:1}", "Nunez2024Cost"),
        ("{author:lower}{year}{title:1:lower}", "nunez2024cost"),
        ("[auth]_[shortyear]", "Nunez_24"),
        ("[auth3:upper]:[year]", "NUN:2024"),
        ("{authors}", "NunezOsterUNICEF"),
        ("{authors2}", "NunezOster"),
        ("{authors:2:lower}", "nunezoster"),
        ("{authors:etal}{year}", "NunezEtAl2024"),
        ("{authors:abbr}", "NOU"),
        ("{editor}-{year}", "Roe-2024"),
        ("{title}", "CostDroughtSahel"),
        ("{title:abbr}", "CDS"),
        ("{shorttitle:lower}", "costdroughtsahel"),
        ("{veryshorttitle}", "Cost"),
        ("{fulltitle}", "TheCostOfDroughtInTheSahel"),
        ("{title:chars6}", "CostDr"),
        ("{publisher}{number}", "ICG12"),
        ("{handle}", "b2rbv89"),
        ("{year}{month}{day}", "20240405"),
        ("{series:(none)}", "none"),
        ("{entrytype}/{language}{country:lower}", "report/enne"),
    ],
)
def test_patterns(pattern: str, key: str) -> None:
    assert key_pattern(pattern)(REPORT) == key


@pytest.mark.parametrize(
    ("author", "key"),
    [
        ("王小明", "Wang"),
        ("佐藤太郎", "ZuoTeng"),
        ("김철수", "Gim"),
        ("Ελλάδα Παππά", "Pappa"),
        ("محمد علي", "ly"),
    ],
)
def test_every_script_is_ascii(author: str, key: str) -> None:
    assert key_pattern("{author}")(Report(title="X", authors=[author])) == key


def test_where_there_is_nobody_the_publisher_stands_and_where_there_is_nothing_the_usual_key() -> None:
    assert key_pattern("{author}{year}")(Report(title="X", publisher="World Bank")) == "WorldBanknd"
    assert key_pattern("{series}")(Report(title="Water")) == "reportndwater"


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{nobody}",
        "{author",
        "author}",
        "{author:shout}",
        "{author} {year}",
        "{author},{year}",
        "{}",
        "x" * 300,
        "{{author}}",
    ],
)
def test_what_is_no_pattern(pattern: str) -> None:
    with pytest.raises(InvalidValueError, match="key pattern"):
        key_pattern(pattern)


@given(st.text(max_size=60))
def test_any_pattern_is_read_or_refused(pattern: str) -> None:
    try:
        key = key_pattern(pattern)(REPORT)
    except InvalidValueError:
        return
    assert re.fullmatch(r"[A-Za-z0-9_:;.+/!*?@-]{1,80}", key)


def test_keys_differ_and_stay_when_they_are_read_again() -> None:
    reports = list(with_keys([REPORT, REPORT], "{author}{year}"))
    assert [report.key for report in reports] == ["Nunez2024", "Nunez2024a"]
    for format in ("bibtex", "csl-json"):
        options: dict[str, Any] = {"format": format}
        read = briefmeta.loads(briefmeta.dumps(reports, **options), **options)
        assert [report.key for report in read] == ["Nunez2024", "Nunez2024a"]
        assert [report.key for report in with_keys(read, "{author}{year}")] == ["Nunez2024", "Nunez2024a"]


def test_time_is_linear() -> None:
    start = time.process_time()
    key_pattern("{title}{authors}")(Report(title="word " * 10_000, authors=[Person(family="x" * 900)] * 500))
    assert time.process_time() - start < 1
