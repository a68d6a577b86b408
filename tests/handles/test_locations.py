"""10320/loc: which location wins, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.errors import ParseError
from briefmeta.handles.locations import Locations

CAPTURED = """<locations chooseby="locatt,country,weighted">
<location id="0" href="https://us.example.org/" country="us" weight="0" />
<location id="1" href="https://example.org/main" weight="1" />
<location id="2" href="https://example.org/pdf" weight="0" view="pdf" http_role="conneg" />
</locations>"""


def locations(*attributes: str, chooseby: str = "") -> str:
    inner = "".join(
        f'<location href="https://{place}.org/" {each}/>' for place, each in enumerate(attributes)
    )
    return f"<locations {chooseby}>{inner}</locations>"


@pytest.mark.parametrize(
    ("text", "locatt", "country", "chosen"),
    [
        (CAPTURED, None, None, "https://example.org/main"),
        (CAPTURED, None, "US", "https://us.example.org/"),
        (CAPTURED, None, "de", "https://example.org/main"),
        (CAPTURED, "view:pdf", None, "https://example.org/pdf"),
        (CAPTURED, "id:1", "us", "https://example.org/main"),
        (CAPTURED, "id:9", None, "https://example.org/main"),
        (CAPTURED, "nonsense", None, "https://example.org/main"),
        (locations("", ""), None, None, "https://0.org/"),
        (locations('weight="1"', 'weight="5"'), None, None, "https://1.org/"),
        (locations('weight="0"', 'weight="0"'), None, None, "https://0.org/"),
        (locations('weight="-1"', 'weight="x"'), None, None, "https://1.org/"),
        (locations('weight="nan"', 'weight="inf"'), None, None, "https://0.org/"),
        (locations('country="us"', 'country="gb"'), None, "fr", "https://0.org/"),
        (
            locations('weight="1" country="gb"', 'weight="9"', chooseby='chooseby="weighted,country"'),
            None,
            "gb",
            "https://1.org/",
        ),
        (locations('weight="1"', 'weight="9"', chooseby='chooseby="unknown"'), None, None, "https://0.org/"),
        ("<locations/>", None, None, None),
        ('<locations><location weight="1"/><location href=" "/></locations>', None, None, None),
        (
            '<l:locations xmlns:l="x"><l:location href="https://a.org/?a=1&amp;b=2"/></l:locations>',
            None,
            None,
            "https://a.org/?a=1&b=2",
        ),
    ],
)
def test_which_location_wins(text: str, locatt: str | None, country: str | None, chosen: str | None) -> None:
    assert Locations.parse(text).choose(locatt=locatt, country=country) == chosen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not XML",
        "<locations>",
        "<other/>",
        "\x00",
        "<locations>\ud800</locations>",
        '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><locations><location href="&b;"/></locations>',
        '<!DOCTYPE l SYSTEM "file:///etc/passwd"><locations/>',
        "x" * 2_000_000,
    ],
)
def test_what_is_not_a_list_of_locations_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        Locations.parse(text)


def test_depth_is_no_danger() -> None:
    deep = (
        "<locations>" + "<a>" * 100_000 + "</a>" * 100_000 + '<location href="https://a.org/"/></locations>'
    )
    assert Locations.parse(deep).choose() == "https://a.org/"


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=8))
def test_the_heaviest_wins_each_time(weights: list[int]) -> None:
    found = Locations.parse(locations(*(f'weight="{weight}"' for weight in weights)))
    best = max(weights)
    expected = weights.index(best) if best > 0 else 0
    assert found.choose() == found.choose() == f"https://{expected}.org/"
