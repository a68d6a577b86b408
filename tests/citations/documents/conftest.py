"""Items that the documents of these tests cite."""

from __future__ import annotations

from typing import Any

import pytest

AUTHOR_DATE = "harvard-cite-them-right"

# One layout for notes, small enough to see in the tests what comes from where.
NOTES = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>Notes</title><id>notes</id><updated>2024-01-01T00:00:00+00:00</updated></info>
<citation><layout delimiter="; " suffix="."><choose>
<if position="ibid-with-locator"><group delimiter=", "><text term="ibid"/><text variable="locator"/></group></if>
<else-if position="ibid"><text term="ibid"/></else-if>
<else><group delimiter=", "><names variable="author"><name form="short" and="text"/></names>
<text variable="title" font-style="italic"/><text variable="locator"/></group></else>
</choose></layout></citation>
<bibliography><sort><key variable="title"/></sort><layout suffix="."><text variable="title"/></layout></bibliography>
</style>"""


@pytest.fixture
def items() -> list[dict[str, Any]]:
    def book(key: str, family: str, title: str, year: int) -> dict[str, Any]:
        return {
            "id": key,
            "type": "book",
            "title": title,
            "author": [{"family": family, "given": "A."}],
            "issued": {"date-parts": [[year]]},
        }

    return [
        book("doe", "Doe", "Lakes", 2020),
        book("roe", "Roe", "Rivers", 2019),
        book("kim", "Kim", "Seas", 2018),
        book("https://example.com/bib?name=foobar&date=2000", "Web", "Pages", 2000),
    ]


@pytest.fixture
def author_date() -> str:
    return AUTHOR_DATE


@pytest.fixture
def notes_style() -> str:
    return NOTES
