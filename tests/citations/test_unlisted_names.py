"""Lists of names that go on: ``and others`` is printed as *et al.*, whatever number of names a style cuts at."""

from __future__ import annotations

import pytest

import briefmeta

BIB = "@techreport{a, author = {Doe, Jane and Roe, Rick and others}, title = {Dams}, institution = {R}, year = 2020}"


@pytest.mark.parametrize(
    ("style", "entry", "cite"),
    [
        ("apa", "Doe, J., Roe, R., et al. (2020). Dams. R.", "(Doe et al., 2020)"),
        ("ieee", "[1] J. Doe, R. Roe, et al., “Dams,” R, 2020.", "[1]"),
        ("chicago-author-date", "Doe, Jane, Rick Roe, et al. 2020. Dams. R.", "(Doe et al. 2020)"),
        ("modern-language-association", "Doe, Jane, et al. Dams. R, 2020.", "(Doe et al.)"),
    ],
)
def test_styles_print_et_al(style: str, entry: str, cite: str) -> None:
    reports = briefmeta.loads(BIB, "bibtex")
    assert str(briefmeta.bibliography(reports, style=style)).strip() == entry
    assert briefmeta.cite(reports, style=style) == cite


@pytest.mark.parametrize("last", [{"literal": "others"}, {"family": "others"}, {"literal": "et al."}])
def test_a_name_of_its_own_says_it_too(last: dict[str, str]) -> None:
    item = {"id": "x", "type": "report", "title": "Dams", "author": [{"family": "Doe", "given": "J."}, last]}
    assert str(briefmeta.bibliography([item], style="apa")).strip() == "Doe, J. et al. (n.d.). Dams."


def test_a_body_called_others_alone_is_a_name() -> None:
    item = {"id": "x", "type": "report", "title": "Dams", "author": [{"literal": "Others"}]}
    assert str(briefmeta.bibliography([item], style="apa")).strip() == "Others. (n.d.). Dams."


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl-json", "ris", "mods", "jsonl", "csl-yaml"])
def test_a_list_that_goes_on_comes_back(name: str) -> None:
    reports = briefmeta.loads(BIB, "bibtex")
    [back] = briefmeta.loads(briefmeta.dumps(reports, name), name)
    assert "et al." in str(briefmeta.bibliography([back], style="apa"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ris", "TY  - RPRT\nTI  - Dams\nAU  - Doe, Jane\nAU  - et al.\nER  - \n"),
        (
            "record",
            "Dams\n\n20.500.12592/d1\n\nDams\n\n5 Apr 2024\n\nAuthors\n\nJane Doe, Rick Roe, et al.\n",
        ),
    ],
)
def test_readers_keep_it(name: str, text: str) -> None:
    [report] = briefmeta.loads(text, name)
    assert list(report.extra["and-others"]) == ["authors"]
