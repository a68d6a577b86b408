"""A thousand citations of a thousand items beside citeproc-js, as a ratio in one run; what an edit costs.

    python benchmarks/citing.py [--count 1000] [--rounds 3] [--style apa] [--citeproc-js FOLDER]

Both cite every item once, tell the cites apart and write text. citeproc-js takes part where ``node`` and its package
are: in ``--citeproc-js FOLDER``, a folder with ``node_modules/citeproc``, or where ``node`` finds it by itself. It is
asked in the fastest of its ways, ``rebuildProcessorState``, which takes all citations at once.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citations import best, citeproc_js, make_items

from briefmeta.citations import Processor, Style
from briefmeta.citations.styles.style import find_style

if TYPE_CHECKING:
    from collections.abc import Callable

OVER_CITEPROC_JS = 5.0

JS_DRIVER = """
const engine = new CSL.Engine(sys, fs.readFileSync(styleFile, 'utf8'), 'en-US', true);
engine.setOutputFormat('text');
const citations = items.map((item, index) => ({
  citationID: `c${index}`, citationItems: [{ id: item.id }], properties: { noteIndex: 0 },
}));
const start = process.cpuUsage();
const written = engine.rebuildProcessorState(citations, 'text');
const used = process.cpuUsage(start);
console.log(JSON.stringify({ seconds: (used.user + used.system) / 1e6, texts: written.map((each) => each[2]) }));
"""


def measure_edit(name: str, style: Style, items: list[dict[str, Any]], citation: object) -> None:
    """Insert one citation before all others; print how long that takes and how many cites are rendered."""
    processor = Processor(style, items=items)
    processor.cite_all([item["id"]] for item in items if item["id"] != citation)
    before = processor.renderings
    start = time.perf_counter()
    change = processor.insert(0, citation)  # type: ignore[arg-type]  # a key is a citation
    taken = (time.perf_counter() - start) * 1000
    rendered = processor.renderings - before
    print(
        f"{name:34} {taken:6.0f} ms   {rendered:4} cites rendered, {len(change.changed)} other citations changed"
    )


def alike(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Make items that all read the same: one family name, one year."""
    return [
        {
            **item,
            "author": [{"family": "Doe", "given": item["author"][0]["given"]}],
            "issued": {"date-parts": [[2001]]},
        }
        for item in items
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--style", default="apa")
    parser.add_argument("--citeproc-js", type=Path)
    options = parser.parse_args()
    items = make_items(options.count)
    name, path, _, _ = find_style(options.style)
    style = Style.load(name, "en-US")
    citations = [[item["id"]] for item in items]

    def cite(of: list[dict[str, Any]]) -> Callable[[], object]:
        return lambda: Processor(style, items=of).cite_all(citations)

    ours = best(cite(items), options.rounds)
    print(f"{options.count} citations of {options.count} items in {name}, told apart, text")
    print(f"briefmeta    {options.count / ours:8.0f} citations/s")
    theirs = citeproc_js(JS_DRIVER, items, path, options.citeproc_js)
    if theirs is None:
        print("citeproc-js  not installed: npm install citeproc, or --citeproc-js FOLDER")
    else:
        texts = [str(text) for text in Processor(style, items=items).cite_all(citations)]
        equal = sum(one == other for one, other in zip(texts, theirs["texts"], strict=True))
        print(
            f"citeproc-js  {options.count / theirs['seconds']:8.0f} citations/s   ratio {theirs['seconds'] / ours:5.1f}"
            f" (wanted: {OVER_CITEPROC_JS:.0f})   {equal} of {options.count} citations equal"
        )
    print(f"all cites read the same             {best(cite(alike(items)), 1) * 1000:6.0f} ms")
    measure_edit("insert an item cited before", style, items, [items[options.count // 2]["id"]])
    new = {**items[0], "id": "new", "author": [{"family": "Newman", "given": "Nora"}]}
    measure_edit("insert a new item", style, [*items, new], "new")


if __name__ == "__main__":
    main()
