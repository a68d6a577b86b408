"""The CSL processor test suite, with a list of known failures that fails both ways.

A case that fails must be listed, and one that is listed must fail. What a case marks as changed or kept (``>>``,
``..``) concerns editing a document and is not compared here.

"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.citations.assembly import assemble
from briefmeta.citations.citing import Document, read_cite
from briefmeta.citations.items import read_items
from briefmeta.citations.positions import Citation
from briefmeta.citations.references import bibliography
from briefmeta.citations.style import Style
from briefmeta.citations.writers import WRITERS
from briefmeta.errors import BriefmetaError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECTION = re.compile(r">>=+ ?([A-Z-]+) ?=+>>\n(.*?)<<=+ ?\1 ?=+<<", re.DOTALL)
_KNOWN = Path(__file__).parent / "data" / "known_failures.txt"


def test_suite(shared: Path) -> None:
    cases = sorted((shared / "csl" / "suite").glob("*.txt"))
    assert len(cases) > 800
    failing = {case.stem for case in cases if not _passes(case)}
    known = set(_KNOWN.read_text("utf-8").split())
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
    text = re.sub(r"^(>>|\.\.)(?=\[)", ">>", text, flags=re.MULTILINE)
    return re.sub(r">\s+<", "><", html.unescape(text)).strip()


def _render(sections: dict[str, str]) -> str:
    style = Style.load(sections["CSL"].strip())
    items: list[dict[str, Any]] = json.loads(sections["INPUT"])
    by_id = {str(item["id"]): item for item in items}
    if sections["MODE"].strip().startswith("bibliography"):
        if "BIBENTRIES" in sections:
            cited = json.loads(sections["BIBENTRIES"])[-1]
            items = [by_id[str(key)] for key in cited if str(key) in by_id]
        return str(bibliography(items, style, output="html"))
    if "CITATIONS" in sections:
        return _render_document(style, by_id, json.loads(sections["CITATIONS"]))
    document = Document(style, read_items(items))
    clusters = json.loads(sections.get("CITATION-ITEMS", "null")) or [[{"id": key} for key in document.keys]]
    nodes = [document.render(_citation({"citationItems": cluster})) for cluster in clusters]
    return _written(style, nodes)


def _render_document(style: Style, by_id: dict[str, Any], steps: Sequence[Any]) -> str:
    """Render the state after the last step: what stood before, the new citation, what stands after."""
    known = {step[0]["citationID"]: step[0] for step in steps}
    last, before, after = steps[-1]
    order = [*before, (last["citationID"], last.get("properties", {}).get("noteIndex", 0)), *after]
    citations = [attrs.evolve(_citation(known[name]), note=note) for name, note in order if name in known]
    keys = dict.fromkeys(cite.key for citation in citations for cite in citation.cites)
    document = Document(style, read_items([by_id[key] for key in keys]))
    lines = _written(style, document.render_all(citations)).split("\n")
    return "\n".join(f">>[{index}] {line}" for index, line in enumerate(lines))


def _citation(data: dict[str, Any]) -> Citation:
    properties = data.get("properties", {})
    cites = tuple(read_cite(cite) for cite in data["citationItems"])
    return Citation(cites=cites, note=properties.get("noteIndex") or 0, sorted=not properties.get("unsorted"))


def _written(style: Style, nodes: Sequence[Any]) -> str:
    writer = WRITERS["html"]
    settled = [assemble(node, style.locale) for node in nodes]
    unlinked = [
        [token for token in tokens if isinstance(token, str) or token.kind != "link"] for tokens in settled
    ]
    return "\n".join(writer.write(tokens) for tokens in unlinked)
