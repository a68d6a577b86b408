"""Types of resources: CSL types and the vocabularies of repositories."""

from __future__ import annotations

import pytest

from briefmeta.formats.resource_types import concept_of, read_type
from briefmeta.model.report import CSL_TYPES


@pytest.mark.parametrize("csl_type", sorted(CSL_TYPES))
def test_the_concept_of_a_type_means_that_type_or_none(csl_type: str) -> None:
    concept = concept_of(csl_type)
    if concept is not None:
        assert read_type(concept) == (csl_type, "")
    assert read_type(csl_type) == (csl_type, "")


@pytest.mark.parametrize("genre", ["Policy report", "Working paper", "Technical report", "Memorandum"])
def test_a_narrower_concept_says_type_and_genre(genre: str) -> None:
    concept = concept_of("report", genre)
    assert concept not in (None, concept_of("report"))
    assert read_type(concept or "") == ("report", genre)


@pytest.mark.parametrize(
    "text", ["Policy brief", "", "http://purl.org/coar/resource_type/c_0000", "info:eu-repo/x", "c_"]
)
def test_what_no_vocabulary_has_is_no_type(text: str) -> None:
    assert read_type(text) is None


def test_terms_of_dcmi_are_read_as_words_and_as_uris() -> None:
    assert (
        read_type("http://purl.org/dc/dcmitype/MovingImage")
        == read_type("Moving Image")
        == ("motion_picture", "")
    )
    assert read_type("Text") == (None, "")
