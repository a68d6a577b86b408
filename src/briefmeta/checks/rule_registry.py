"""Every rule by its code: what is checked, and where it is declared.

A module of rules holds a tuple ``RULES`` of :class:`briefmeta.checks.rule.Rule`, each with its documentation; the table
below names the modules. The first letters of a code tell what the rule looks at:

======= ==============================================================================================
``HDL`` the spelling of a handle
``REC`` a handle record
``RPT`` a report
``BIB`` a bibliography: reports beside each other
``WEB`` a report against the live handle and its landing page (the function is in ``briefmeta.web``)
``CHK`` the check itself: files that cannot be read, rules that fail
======= ==============================================================================================
"""

from __future__ import annotations

import functools
import re
from importlib import import_module
from typing import TYPE_CHECKING

from briefmeta.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefmeta.checks.rule import Rule

MODULES = (
    "handles.handle_rules",
    "records.record_targets",
    "records.record_values",
    "reports.report_titles",
    "reports.report_texts",
    "reports.report_names",
    "reports.report_dates",
    "reports.report_origin",
    "reports.report_language",
    "reports.report_identifiers",
    "bibliographies.bibliography",
    "reports.needed_fields",
    "bibliographies.bib_corrections",
    "bibliographies.bib_syntax",
    "live_rules",
    "fault_rules",
)
"""The modules of this package that hold ``RULES``, in the order of the documentation."""

_FAMILIES = {
    "HDL": "Handles",
    "REC": "Handle records",
    "RPT": "Reports",
    "BIB": "Bibliographies",
    "WEB": "Live checks",
    "CHK": "The check itself",
}
_SELECTOR = re.compile(r"[A-Z]{3}[0-9]{0,3}|ALL")


@functools.cache
def rules() -> tuple[Rule, ...]:
    """List every rule, in the order of the documentation.

    >>> len({rule.code for rule in rules()}) == len(rules())
    True
    """
    return tuple(rule for name in MODULES for rule in import_module(f"briefmeta.checks.{name}").RULES)


@functools.cache
def _by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in rules()}


def find_rule(code: str) -> Rule:
    """Find a rule by its code.

    Raises:
        InvalidValueError: there is none.

    >>> find_rule("CHK001").name
    'unreadable-file'
    """
    try:
        return _by_code()[code.strip().upper()]
    except KeyError:
        raise InvalidValueError("code", code, "the code of a rule; docs/checks.md lists them") from None


def explanation(codes: Iterable[str] = ()) -> str:
    r"""Write what rules say, in Markdown: the part of ``docs/checks.md`` about the rules, where none is chosen.

    Args:
        codes: as ``select`` of :func:`selected_codes`.

    Raises:
        InvalidValueError: one of them means no rule.

    >>> print(explanation(["RPT303"]).split("\n")[2])
    ### RPT303 date-in-future
    """
    chosen = selected_codes(codes)
    parts = []
    for family, title in _FAMILIES.items():
        told = [
            rule.to_markdown()
            for code, rule in sorted(_by_code().items())
            if code in chosen and rule.family == family
        ]
        if told:
            parts += [f"## {title} ({family})\n", *told]
    return "\n".join(parts)


def selected_codes(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """Return which rules are meant by codes and beginnings of codes.

    Args:
        select: codes such as ``RPT110``, beginnings such as ``RPT`` or ``RPT1``, or ``ALL``; every rule when empty.
        ignore: the same; what is meant by both is decided by the longer one, and ignored where they are alike.

    Raises:
        InvalidValueError: one of them means no rule.

    >>> "CHK001" in selected_codes(ignore=["CHK"]), "CHK001" in selected_codes(["CHK001"], ["CHK"])
    (False, True)
    """
    wanted, unwanted = _selectors(select) or ("",), _selectors(ignore)
    return frozenset(code for code in _by_code() if _longest(wanted, code) > _longest(unwanted, code))


def _longest(selectors: tuple[str, ...], code: str) -> int:
    return max((len(each) for each in selectors if code.startswith(each)), default=-1)


def _selectors(words: Iterable[str]) -> tuple[str, ...]:
    read = tuple(word.strip().upper() for word in words)
    for word in read:
        if not _SELECTOR.fullmatch(word) or not (
            word == "ALL" or any(c.startswith(word) for c in _by_code())
        ):
            raise InvalidValueError(
                "code", word, "the code of a rule or its beginning; docs/checks.md lists them"
            )
    return tuple("" if word == "ALL" else word for word in read)
