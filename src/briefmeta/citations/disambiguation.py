"""Telling cites apart that would read the same ("Disambiguation" of CSL 1.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefmeta.citations.context import Context
    from briefmeta.citations.style import Style


def assign_year_suffixes(style: Style, contexts: Sequence[Context]) -> None:
    """Give a letter to each item whose cite reads like another one's, in the order of the bibliography."""
