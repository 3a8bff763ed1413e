"""Pages with the timeline by itself, or with what a cell shows of a run; Python answers the page for real."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from heureum_live.layout import lay_out
from heureum_live.studio import answer

from ..conftest import OpenPage, QuietFiles
from .page import HTML, WEB, bundle, by_hand

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
OpenTimeline = Callable[..., Page]


@pytest.fixture(scope="package")
def folder_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("timeline")
    bundle(["timeline/run_view.js"], folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietFiles, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_timeline(open_page: OpenPage, folder_url: tuple[Path, str]) -> OpenTimeline:
    """A page whose one timeline shows `run`; the page remembers what `span-hover` said in `hovered`."""
    folder, url = folder_url

    def open_(run: dict[str, Any] | None = None, language: str = "en", scheme: str = "default", **options: Any) -> Page:
        runs = json.dumps({"run": run or by_hand().to_json()})
        imports = 'import "./run_view.js";'
        text = HTML.format(language=language, scheme=scheme, runs=runs, imports=imports)
        (folder / "page.html").write_text(text, encoding="utf-8")
        page = open_page(url + "page.html", **options)
        page.wait_for_function("window.ready")
        page.evaluate("""() => {
            const timeline = document.createElement("heureum-timeline");
            timeline.run = runs.run;
            window.hovered = [];
            timeline.addEventListener("span-hover", (event) => hovered.push(event.detail));
            place.append(timeline);
        }""")
        expect(page.locator(".heureum-timeline-drawing")).to_be_visible()
        return page

    return open_


@pytest.fixture
def open_steps(open_timeline: OpenTimeline) -> OpenTimeline:
    """The page of a cell whose reader has opened the step-through of the run by hand."""

    def open_(**how: Any) -> Page:
        page = open_timeline(**how)
        page.expose_function("ask", lambda request: answer(json.dumps(request)))
        record = by_hand()
        shown = [record.to_json(), lay_out(record.graph.to_json()).to_json()]
        page.evaluate(
            """async ([run, layout]) => {
                const { RunView } = await import("./run_view.js");
                await new RunView(null, async (request) => JSON.parse(await ask(request))).show(run, place, layout);
            }""",
            shown,
        )
        page.locator("heureum-timeline button.step").click()
        expect(page.locator("heureum-steps .now")).to_be_visible()
        expect(page.locator("heureum-graph .parcel")).to_have_count(2)  # what crossed: there is room for it now
        page.wait_for_function(
            "document.querySelector('heureum-graph').glide.shown === document.querySelector('heureum-graph').view"
        )
        return page

    return open_


def assert_accessible(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found["violations"]] == []
