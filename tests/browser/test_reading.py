"""What reading costs, and what it needs: little, and nothing."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import expect

from .cell import BOOT_MS, Cell
from .conftest import OpenCell, OpenPage

OURS = 5 * 1024
ASSETS = Path("assets/heureum")


def test_reading_loads_little_of_ours_and_nothing_of_python(open_page: OpenPage, site_url: str, built_site: Path) -> None:
    page = open_page("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + "part1/", wait_until="networkidle")
    expect(page.locator(".heureum-run").first).to_be_visible()
    heureum = [url.partition("assets/heureum/")[2] for url in asked if "assets/heureum/" in url]
    scripts = [path for path in heureum if path.endswith(".js")]
    assert not [path for path in heureum if not path.endswith((".js", ".css"))]
    sizes = {path: len(gzip.compress((built_site / ASSETS / path).read_bytes())) for path in scripts}
    assert "main.js" in sizes
    assert sum(sizes.values()) <= OURS, sizes


def test_main_imports_nothing_large_by_itself(built_site: Path) -> None:
    loaded, waiting = set(), ["main.js"]
    while waiting:
        path = waiting.pop()
        loaded.add(path)
        source = (built_site / ASSETS / path).read_text()
        waiting += [(Path(path).parent / name).as_posix() for name in re.findall(r'(?:import|from)\s*"\./([^"]+)"', source)]
        waiting = [name for name in waiting if name not in loaded]
    assert sum(len(gzip.compress((built_site / ASSETS / path).read_bytes())) for path in loaded) <= OURS


@pytest.mark.parametrize(("page", "words"), [("part1/", "작업자"), ("en/part1/", "worker")])
def test_without_javascript_everything_can_be_read(open_page: OpenPage, site_url: str, page: str, words: str) -> None:
    opened = open_page(site_url + page, java_script_enabled=False)
    cell = Cell(opened, "graph.py")
    expect(cell.element.locator(".heureum-code")).to_contain_text("tf.Session(workers=2)")
    expect(cell.element.locator("figure svg")).to_be_visible()
    expect(cell.output).to_contain_text("e = 15.0")
    expect(opened.locator("article")).to_contain_text(words)
    expect(opened.locator(".heureum-run")).to_have_count(0)


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("path", ["part1/", "en/part2/", "inside/"])
def test_without_javascript_and_on_paper_nothing_is_missing(
    open_page: OpenPage, site_url: str, path: str, media: Literal["screen", "print"]
) -> None:
    page = open_page(site_url + path, java_script_enabled=False)
    page.emulate_media(media=media)
    page.wait_for_load_state("networkidle")
    cells = page.locator("heureum-cell")
    assert cells.count() == cells.locator(".heureum-code").count() == cells.locator(".heureum-output").count() > 0
    # Code, outputs, curves, graphs, and pictures that really came; a curve's numbers are also in a table that is closed.
    parts = page.locator(":is(heureum-cell, heureum-graph-editor) :is(pre, svg, img, .heureum-output)")
    missing = parts.evaluate_all(
        """parts => parts.filter(part => {
          const box = part.getBoundingClientRect();
          return !box.width || !box.height || (part.localName === "img" && !part.naturalWidth);
        }).map(part => part.outerHTML.slice(0, 200))"""
    )
    assert parts.count() > 2 * cells.count()
    assert missing == []


def test_a_run_works_below_a_path(open_cell: OpenCell, sub_path_url: str) -> None:
    cell = open_cell(sub_path_url + "part1/")
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"


WATCH = """cell => {
  window.seen = [];
  const text = name => cell.querySelector(name)?.textContent;
  const look = () => seen.push([text(".heureum-status"), text(".heureum-bytes")]);
  new MutationObserver(look).observe(cell, { subtree: true, childList: true, characterData: true });
}"""


def test_the_boot_shows_stages_and_bytes(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.element.evaluate(WATCH)
    cell.run()
    steps = cell.page.evaluate("seen")
    stages = list(dict.fromkeys(stage for stage, _ in steps if stage))
    assert ["내려받" in stages[0], "준비" in stages[1], "실행하고" in stages[2]] == [True] * 3
    sizes = [size for stage, size in steps if size and "내려받" in stage]
    assert all(re.fullmatch(r"[\d.]+ / [\d.]+ MB", size) for size in sizes)
    assert len(sizes) > 2


def test_a_long_run_counts_its_seconds_and_draws_nothing_else(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead("while True: pass")
    cell.run_button.click()
    expect(cell.element.locator(".heureum-bytes")).to_have_text(re.compile("^[12]초$"), timeout=BOOT_MS)
    bar = cell.element.locator("progress")
    assert bar.evaluate("bar => [bar.max, bar.value >= 1, bar.matches(':indeterminate')]") == [30, True, False]
    cell.element.locator(".heureum-stop").click()
    expect(bar).to_have_count(0)
