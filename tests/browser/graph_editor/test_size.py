"""What a graph on a page costs: nothing before the reader is near it, and little then."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Response, expect

from ..cell import BOOT_MS
from ..conftest import OpenPage
from .graph import Graph


def test_the_editor_is_not_loaded_before_it_is_near(open_page: OpenPage, site_url: str) -> None:
    page = open_page("about:blank", viewport={"width": 1280, "height": 400})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + "write/", wait_until="networkidle")
    assert not [url for url in asked if "editor_element" in url]
    expect(page.locator("heureum-graph-editor figure svg")).to_have_count(1)
    page.locator("heureum-graph-editor").scroll_into_view_if_needed()
    Graph(page)
    assert [url for url in asked if "editor_element" in url]
    assert not [url for url in asked if "pyodide" in url]


BUDGET_BYTES = 35 * 1024
IMPORTED = re.compile(r'(?:from|import)\s*\(?"(\.\.?/[^"]+)"')
# What runs Python: every cell has it, with or without a graph. A worker's script is one file; of a worker that has ended, it is
# no longer to be had.
RUNTIME = re.compile(r"/pyodide/|/page_runtime-\w+\.js")
WORKER = re.compile(r"/\w+_worker\.js$")
FOLLOWING = re.compile(r"/following-\w+\.js$")


def closure(of: Iterable[str], texts: dict[str, str]) -> set[str]:
    """The scripts and what they import, now or later, as far as it came."""
    found: set[str] = set()
    waiting = list(of)
    while waiting:
        url = waiting.pop()
        if url in texts and url not in found:
            found.add(url)
            waiting += [urljoin(url, each) for each in IMPORTED.findall(texts[url])]
    return found


@pytest.mark.parametrize("path", ["write/", "en/write/"])
def test_editor_and_timeline_keep_to_their_budget(open_page: OpenPage, site_url: str, path: str) -> None:
    """All scripts from coming near to a short run's timeline, but for the runtime, which every cell has."""
    page = open_page("about:blank", viewport={"width": 1280, "height": 400})
    came: list[Response] = []
    page.on("response", lambda response: came.append(response) if response.request.resource_type == "script" else None)
    page.goto(site_url + path, wait_until="networkidle")
    before = {response.url for response in came}
    page.locator("heureum-graph-editor").scroll_into_view_if_needed()
    graph = Graph(page)
    graph.run()
    expect(graph.element.locator("heureum-timeline .chart")).to_be_visible(timeout=BOOT_MS)
    ours = [response for response in came if response.url.startswith(site_url) and not WORKER.search(response.url)]
    texts = {response.url: response.text() for response in ours}
    runtime = closure(filter(RUNTIME.search, texts), texts)
    # On a busy machine this run may have been a long one.
    short = closure(before, {url: text for url, text in texts.items() if not FOLLOWING.search(url)})
    counted = short - before - runtime
    assert {"editor_element", "run_view"} <= {url.rpartition("/")[2].rpartition("-")[0] for url in counted}
    sizes = {url.rpartition("/")[2]: len(gzip.compress(texts[url].encode(), 9)) for url in counted}
    print(f"editor and timeline: {sum(sizes.values()) / 1024:.2f} KiB of gzip in {len(sizes)} scripts")
    assert sum(sizes.values()) <= BUDGET_BYTES, sizes
