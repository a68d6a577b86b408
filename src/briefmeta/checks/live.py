"""The rules of live checks, as data: ``briefmeta.web.verification`` holds what finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefmeta.checks.rule import Rule

RULES: tuple[Rule, ...] = ()
