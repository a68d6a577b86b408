"""Link headers: read as RFC 8288 has them, and in linear time whatever they hold."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.web.pages.signposting import Link, parse_links, related

BASE = "https://repository.example.org/items/1"
CSL = "application/vnd.citationstyles.csl+json"


def link(target: str, relations: str, media_type: str = "") -> Link:
    return Link(target=target, relations=frozenset(relations.split()), media_type=media_type)


@pytest.mark.parametrize(
    ("header", "links"),
    [
        ("", []),
        ("nonsense", []),
        ("<https://a.org/>; rel=cite-as", [link("https://a.org/", "cite-as")]),
        (
            f'</m.json>; rel="describedby"; type="{CSL}"',
            [link("https://repository.example.org/m.json", "describedby", CSL)],
        ),
        (
            '<a,b;c>;rel="x",<d>;rel=y',
            [
                link("https://repository.example.org/items/a,b;c", "x"),
                link("https://repository.example.org/items/d", "y"),
            ],
        ),
        (
            '<d> ; REL = "One TWO" ; title="a, <b>; \\"c\\""',
            [link("https://repository.example.org/items/d", "one two")],
        ),
        ("<d>; rel=x; rel=y", [link("https://repository.example.org/items/d", "x")]),
        ('<d>; rel=x; anchor="/other"', []),
        ("<d>", []),
        ("<http://[::1>; rel=x", []),
        ('<d>; rel="x', []),
    ],
)
def test_a_link_header(header: str, links: list[Link]) -> None:
    assert list(parse_links(header, BASE)) == links


def test_links_of_a_relation() -> None:
    found = parse_links("<a>; rel=item, <b>; rel=describedby, <c>; rel=describedby", BASE)
    assert [each.target[-1] for each in related(found, "describedby")] == ["b", "c"]


@given(st.text(max_size=100) | st.text('<>;,="\\ \trelx', max_size=60))
def test_any_header_is_read(header: str) -> None:
    assert all(each.relations is not None for each in parse_links(header, BASE))


@pytest.mark.parametrize("piece", ["<", "<a>;", '<a>;x="', "<a>;rel=x,", "; ", '"\\', "<a>; a; a"])
def test_a_hostile_header_takes_linear_time(piece: str) -> None:
    began = time.perf_counter()
    parse_links(piece * (300_000 // len(piece)), BASE)
    assert time.perf_counter() - began < 5
