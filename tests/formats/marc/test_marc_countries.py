"""Country codes of MARC: each is a country, both ways."""

from __future__ import annotations

import pytest

from briefmeta.formats.marc.marc_countries import ISO_OF_MARC, iso_code, marc_code
from briefmeta.model.places.country import Country


@pytest.mark.parametrize(("marc", "iso"), ISO_OF_MARC.items())
def test_each_code_is_a_country_and_comes_back(marc: str, iso: str) -> None:
    assert Country.parse(iso).alpha_2 == iso_code(f"{marc.upper()} ") == iso
    assert marc_code(iso) == marc or iso == "PS"


def test_no_country_has_two_codes_but_one() -> None:
    codes = list(ISO_OF_MARC.values())
    assert {iso for iso in codes if codes.count(iso) > 1} == {"PS"}


@pytest.mark.parametrize(
    ("marc", "iso"), [("nyu", "US"), ("enk", "GB"), ("quc", "CA"), ("vra", "AU"), ("vp", None), ("", None)]
)
def test_parts_belong_to_their_country(marc: str, iso: str | None) -> None:
    assert iso_code(marc) == iso
