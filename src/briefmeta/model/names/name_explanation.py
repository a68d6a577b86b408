"""Why a text is read as a person or as an organization, for people who ask. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from briefmeta.model.names.known_organizations import KnownOrganization, known_organization
from briefmeta.model.names.name import Name, Organization
from briefmeta.model.names.name_reading import read_names
from briefmeta.model.names.organization_evidence import THRESHOLD, Evidence, evidence

if TYPE_CHECKING:
    from collections.abc import Iterator


@attrs.frozen(kw_only=True)
class NameExplanation:
    """One name of a text and why it is a person or an organization.

    Attributes:
        name: the name as it is read.
        evidence: what speaks for an organization (weights above zero) or for a person (below zero).
        score: the sum of the weights; from 2 on the name is an organization's, unless its neighbors in the text or a
            comma say otherwise.
        known: its line in the table of organizations, if it has one.
    """

    name: Name
    evidence: tuple[Evidence, ...]
    score: int
    known: KnownOrganization | None

    @property
    def kind(self) -> str:
        """``organization`` or ``person``."""
        return "organization" if isinstance(self.name, Organization) else "person"

    def lines(self) -> Iterator[str]:
        """Yield the explanation as lines of plain text."""
        shown = str(self.name) if isinstance(self.name, Organization) else self.name.inverted
        yield f"{shown}: {self.kind}"
        for found in self.evidence:
            where = f" ({found.vocabulary})" if found.vocabulary else ""
            yield f"  {found.weight:+d} {found.text}: {found.reason}{where}"
        if self.known is not None:
            line = (self.known.name, *self.known.acronyms, self.known.kind, *self.known.countries)
            yield f"  organizations.tsv: {', '.join(filter(None, line))}"
        if (self.score >= THRESHOLD) != (self.kind == "organization"):
            yield f"  its score of {self.score} is outweighed by the comma or by the names beside it"
        elif not self.evidence:
            yield "  no word of the vocabulary speaks for an organization"


def explain_name(text: str) -> tuple[NameExplanation, ...]:
    """Explain how each name of a text is read.

    Args:
        text: one name or a line of authors.

    Raises:
        NameSyntaxError: as ``read_names``.

    >>> [(found.kind, found.score) for found in explain_name("Windmill Reports, Jane Roe")]
    [('organization', 2), ('person', -2)]
    """
    explanations = []
    for name in read_names(text).names:
        # The spoken form, as the rules see a name that stands without a comma.
        found = evidence(str(name))
        explanations.append(
            NameExplanation(
                name=name,
                evidence=found,
                score=sum(piece.weight for piece in found),
                known=known_organization(str(name)) if isinstance(name, Organization) else None,
            )
        )
    return tuple(explanations)
