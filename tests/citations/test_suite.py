"""The CSL processor test suite, with a list of known failures that fails both ways.

A case that fails must be listed, and one that is listed must fail. What a case marks as changed or kept (``>>``,
``..``) is compared, too.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefmeta.citations.elements.context import Place, read_cite
from briefmeta.citations.items.item import read_items
from briefmeta.citations.output.writers import WRITERS
from briefmeta.citations.processing.citing import NOTHING, CitationRenderer
from briefmeta.citations.processing.item_registry import Registry
from briefmeta.citations.processing.processor import Processor
from briefmeta.citations.styles.style import Style
from briefmeta.errors import BriefmetaError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECTION = re.compile(r">>=+ ?([A-Z-]+) ?=+>>\n(.*?)<<=+ ?\1 ?=+<<", re.DOTALL)
_KNOWN = Path(__file__).parent / "data" / "known_failures.txt"


def test_suite(shared: Path) -> None:
    cases = sorted((shared / "csl" / "suite").glob("*.txt"))
    assert len(cases) > 800
    failing = {case.stem for case in cases if not _passes(case)}
    # a name, and after it the reason in a few words
    known = {line.split()[0] for line in _KNOWN.read_text("utf-8").splitlines()}
    assert failing - known == set(), "these fail and are not listed"
    assert known - failing == set(), "these pass: take them off the list"


def _passes(case: Path) -> bool:
    sections = {found[1]: found[2] for found in _SECTION.finditer(case.read_text("utf-8"))}
    try:
        written = _render(sections)
    except (BriefmetaError, KeyError):
        return False
    return _folded(written) == _folded(sections["RESULT"])


def _folded(text: str) -> str:
    return re.sub(r">\s+<", "><", html.unescape(text)).strip()


def _render(sections: dict[str, str]) -> str:
    style = Style.load(sections["CSL"].strip())
    # the suite looks items up by their ids: of two with one id, the last counts
    items: list[dict[str, Any]] = list(
        {item.get("id"): item for item in json.loads(sections["INPUT"])}.values()
    )
    if sections["MODE"].strip().startswith("bibliography"):
        return _render_bibliography(sections, style, items)
    if "CITATIONS" in sections:
        return _render_document(
            Processor(style, items=items, output="html"), json.loads(sections["CITATIONS"])
        )
    return _render_clusters(style, items, json.loads(sections.get("CITATION-ITEMS", "null")))


def _render_bibliography(sections: dict[str, str], style: Style, items: list[dict[str, Any]]) -> str:
    processor = Processor(style, items=items, output="html")
    if "CITATIONS" in sections:
        _render_document(processor, json.loads(sections["CITATIONS"]))
    else:
        processor.list_uncited(processor.keys)
    for keys in json.loads(sections.get("BIBENTRIES", "[]")):
        processor.list_uncited([str(key) for key in keys])
    filters: dict[str, dict[str, list[str]]] = {}
    for name, conditions in json.loads(sections.get("BIBSECTION", "{}")).items():
        for condition in conditions:
            filters.setdefault(name, {}).setdefault(condition["field"], []).append(condition["value"])
    return str(processor.bibliography(**filters))  # type: ignore[arg-type]  # the suite has no other names


def _render_document(processor: Processor, steps: Sequence[Any]) -> str:
    """Edit a document step by step: each names the citations before and after the new one, with their notes."""
    # a citation in another note is given back, too, but where notes do not refer to one another
    refers = not processor.style.note or "first-reference-note-number" in processor.style.citation.variables
    names: list[str] = []
    notes: dict[str, int] = {}
    known: dict[str, Any] = {}
    lines: list[str] = []
    for data, before, after in steps:
        name = data["citationID"]
        order = [*before, [name, data.get("properties", {}).get("noteIndex", 0)], *after]
        _move(processor, names, [name for name, _ in order], known)
        moved = {name for name, note in order if name in notes and note != notes[name] and refers}
        known[name], place = data, len(before)
        edit = processor.replace if name in names else processor.insert
        names, notes = [name for name, _ in order], dict(order)
        change = edit(place, data, notes=list(notes.values()))
        lines = [
            f"{'>>' if index == place or index in change.changed or names[index] in moved else '..'}[{index}] {text}"
            for index, text in enumerate(processor.citations)
        ]
    return "\n".join(lines)


def _move(processor: Processor, names: list[str], wanted: list[str], known: dict[str, Any]) -> None:
    """Bring the citations that are there into another order; those that are not wanted go."""
    for name in [name for name in names if name not in wanted]:
        processor.remove(names.index(name))
        names.remove(name)
    for index, name in enumerate([name for name in wanted if name in names]):
        if names[index] != name:
            processor.remove(names.index(name))
            names.remove(name)
            processor.insert(index, known[name])
            names.insert(index, name)


def _render_clusters(style: Style, items: list[dict[str, Any]], clusters: list[Any] | None) -> str:
    """Render citations without a document; where it matters, each cite says its position.

    Without citations, one cites all items in the order of the bibliography.
    """
    registry, renderer = Registry(style, read_items(items)), CitationRenderer(style)
    registry.update([tuple(registry.items)])
    written: list[str] = []
    for cluster in clusters or [[{"id": key} for key in registry.ordered]]:
        contexts = [
            registry.context(cite.key, cite, _POSITIONS[data.get("position") or 0])
            for data, cite in ((data, read_cite(data)) for data in cluster)
        ]
        order = registry.sort(style.citation, renderer.keys, [str(data["id"]) for data in cluster])
        ordered = [contexts[position] for position in order]
        written.append(WRITERS["html"].write(renderer.tokens(renderer.render(ordered))) or NOTHING)
    return "\n".join(written)


_POSITIONS = (
    Place(),
    Place(frozenset(("subsequent",))),
    Place(frozenset(("subsequent", "ibid"))),
    Place(frozenset(("subsequent", "ibid", "ibid-with-locator"))),
)
