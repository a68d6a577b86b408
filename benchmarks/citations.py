"""Bibliographies beside citeproc-py and citeproc-js, as ratios in one run.

    python benchmarks/citations.py [--count 1000] [--rounds 3] [--style apa] [--citeproc-js FOLDER]

The same CSL-JSON items, the same style, sorted, as text. citeproc-js takes part where ``node`` and its package are: in
``--citeproc-js FOLDER``, a folder with ``node_modules/citeproc``, or where ``node`` finds it by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import tempfile
import time
import tracemalloc
import warnings
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefmeta.citations import Style, bibliography
from briefmeta.citations.styles.style import find_style

if TYPE_CHECKING:
    from collections.abc import Callable

OVER_CITEPROC_PY, OVER_CITEPROC_JS, COMPILE_MS = 20.0, 5.0, 50.0

WORDS = """climate policy energy water security finance growth evidence regional transition outlook assessment local
public private labour trade health education reform of the and for in""".split()
FAMILIES = "Doe Roe García Müller Okafor Lindqvist Nguyen Smith Novák Silva Rossi Hansen".split()
GIVEN = "Ann Jean-Luc Maria Samuel Zoë Karel Amina Li Robert Ingrid".split()
TYPES = ("report", "report", "article-journal", "book", "chapter", "webpage", "thesis")

#: What every driver of citeproc-js begins with.
JS_SET_UP = """
const fs = require('fs'), path = require('path'), CSL = require('citeproc');
CSL.debug = () => {};
const [itemsFile, locales, styleFile] = process.argv.slice(2);
const items = JSON.parse(fs.readFileSync(itemsFile, 'utf8'));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const sys = {
  retrieveLocale: (lang) => {
    const file = path.join(locales, `locales-${lang}.xml`);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : false;
  },
  retrieveItem: (id) => JSON.parse(JSON.stringify(byId[id])),
};
"""
JS_DRIVER = """
const xml = fs.readFileSync(styleFile, 'utf8');
let start = process.hrtime.bigint();
const engine = new CSL.Engine(sys, xml, 'en-US', true);
const compile = Number(process.hrtime.bigint() - start) / 1e9;
start = process.hrtime.bigint();
engine.setOutputFormat('text');
engine.updateItems(items.map((item) => item.id));
engine.makeBibliography();
console.log(JSON.stringify({ compile, render: Number(process.hrtime.bigint() - start) / 1e9 }));
"""


def make_items(count: int, seed: int = 7) -> list[dict[str, Any]]:
    """Make varied items as citeproc-py can read them."""
    source = random.Random(seed)

    def title() -> str:
        return " ".join(source.choice(WORDS) for _ in range(source.randint(4, 10))).capitalize()

    items: list[dict[str, Any]] = []
    for number in range(count):
        names = [
            {"family": source.choice(FAMILIES), "given": source.choice(GIVEN)}
            for _ in range(source.choice((1, 1, 2, 3, 4)))
        ]
        item: dict[str, Any] = {
            "id": f"item{number}", "type": source.choice(TYPES), "title": title(), "author": names,
            "issued": {"date-parts": [[source.randint(1990, 2024), source.randint(1, 12)]]},
            "publisher": "Institute of Lakes", "publisher-place": "Geneva", "URL": f"https://example.org/{number}",
        }  # fmt: skip
        if item["type"] in ("article-journal", "chapter"):
            item |= {"container-title": title(), "volume": str(source.randint(1, 60)), "page": "101-118"}
        items.append(item)
    return items


def best(run: Callable[[], object], rounds: int) -> float:
    """Time a run: the best of some rounds, in seconds of the processor."""
    times: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def citeproc_py(items: list[dict[str, Any]], style: Path) -> float:
    """Time citeproc-py over items, in entries a second."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    def run() -> None:
        loaded = CitationStylesStyle(str(style), validate=False)
        made = CitationStylesBibliography(
            loaded, CiteProcJSON(json.loads(json.dumps(items))), formatter.plain
        )
        for item in items:
            made.register(Citation([CitationItem(item["id"])]))
        made.sort()
        for entry in made.bibliography():
            str(entry)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return len(items) / best(run, 1)


def citeproc_js(
    driver_text: str, items: list[dict[str, Any]], style: Path, folder: Path | None
) -> dict[str, Any] | None:
    """Run a driver of citeproc-js and take its answer, or None where it is not installed."""
    node = shutil.which("node")
    if node is None:
        return None
    locales = str(files("citeproc") / "data" / "locales")
    with tempfile.TemporaryDirectory() as scratch:
        driver, data = Path(scratch) / "driver.js", Path(scratch) / "items.json"
        driver.write_text(JS_SET_UP + driver_text, "utf-8")
        data.write_text(json.dumps(items), "utf-8")
        environment = {**os.environ, **({"NODE_PATH": str(folder / "node_modules")} if folder else {})}
        command = [node, str(driver), str(data), locales, str(style)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def peak_memory(items: list[dict[str, Any]], style: Style) -> float:
    """Measure the peak of memory while a bibliography is made, in KB an item."""
    tracemalloc.start()
    bibliography(items, style)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1024 / len(items)


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
    Style.load(name, "fr-FR")  # imports and the files of en-US, which other styles share
    start = time.process_time()
    style = Style.load(name, "en-US")
    compiled = (time.process_time() - start) * 1000
    ours = options.count / best(lambda: bibliography(items, style), options.rounds)
    print(f"{options.count} items in {name}, sorted, text")
    print(f"briefmeta    {ours:8.0f} entries/s   compiled in {compiled:.0f} ms (wanted: {COMPILE_MS:.0f})")
    theirs = citeproc_py(items[: min(options.count, 300)], path)
    print(
        f"citeproc-py  {theirs:8.0f} entries/s   ratio {ours / theirs:5.1f} (wanted: {OVER_CITEPROC_PY:.0f})"
    )
    timed = citeproc_js(JS_DRIVER, items, path, options.citeproc_js)
    if timed is None:
        print("citeproc-js  not installed: npm install citeproc, or --citeproc-js FOLDER")
    else:
        rate = options.count / timed["render"]
        print(
            f"citeproc-js  {rate:8.0f} entries/s   ratio {ours / rate:5.1f} (wanted: {OVER_CITEPROC_JS:.0f})"
            f"   compiled in {timed['compile'] * 1000:.0f} ms"
        )
    for count in (5000, 10000, 20000):
        many = make_items(count)
        print(f"{count:6} items   {best(lambda: bibliography(many, style), 1):6.2f} s")  # noqa: B023 - called at once
    for count in (1000, 4000):
        print(f"{count:6} items   peak {peak_memory(make_items(count), style):5.1f} KB an item")


if __name__ == "__main__":
    main()
