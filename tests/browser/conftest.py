"""Live cells in a real browser: pages that may ask nobody but their own host, and a cell as a reader handles it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from .cell import BOOT_MS, Cell

LAID_OUT = "element => element.checkVisibility({contentVisibilityAuto: true})"
OpenCell = Callable[..., Cell]
OpenPage = Callable[..., Page]


def lose(route: Route) -> None:
    """The host no longer has it."""
    route.fulfill(status=404)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages; fails the test when one asks another origin for anything, or a script of the page throws."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_(url: str, **options: Any) -> Page:
        def only_own(route: Route) -> None:
            if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
                route.fallback()
            else:
                complaints.append(f"asked for {route.request.url}")
                route.abort()

        # What a service worker serves passes by no route: where faults are routed, and requests counted, there is none.
        context = browser.new_context(**{"service_workers": "block"} | options)
        contexts.append(context)
        context.route("**/*", only_own)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        page = context.new_page()
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def open_cell(open_page: OpenPage) -> OpenCell:
    """Opens a page and gives its cell of that example."""

    def open_(url: str, example: str = "graph.py", **options: Any) -> Cell:
        cell = Cell(open_page(url, **options), example)
        expect(cell.run_button).to_be_visible(timeout=BOOT_MS)
        # What is off the screen is not laid out, and has no inner text.
        cell.element.scroll_into_view_if_needed()
        cell.page.wait_for_function(LAID_OUT, arg=cell.output.element_handle())
        return cell

    return open_


class QuietFiles(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def sub_path_url(built_site: Path) -> Iterator[str]:
    """The built site below a path, as a project's page on GitHub is."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietFiles, directory=str(built_site.parent)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/{built_site.name}/"
    server.shutdown()
    thread.join()
    server.server_close()
