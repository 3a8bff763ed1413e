"""What a graph on a page costs before the reader is near it: nothing."""

from __future__ import annotations

from playwright.sync_api import expect

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
