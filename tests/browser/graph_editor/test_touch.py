"""Fingers on the graph: two of them zoom where they are; what the bar has no room for on a phone is in a list."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from ..cell import BOOT_MS
from ..conftest import OpenPage
from .graph import Graph

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 780},
    "has_touch": True,
    "is_mobile": True,
    "reduced_motion": "reduce",
}
LOOK = "editor => [editor.viewport.scale, editor.viewport.x, editor.viewport.y]"


def test_two_fingers_zoom_where_they_are(open_page: OpenPage, site_url: str) -> None:
    page = open_page(site_url + "playground/", **PHONE)
    graph = Graph(page)
    graph.canvas.scroll_into_view_if_needed()
    box = graph.canvas.bounding_box()
    assert box
    x, y = box["x"] + 150, box["y"] + 100
    scale, left, top = graph.element.evaluate(LOOK)
    between = ((150 - left) / scale, (100 - top) / scale)  # what of the graph lies between the fingers
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *fingers: float) -> None:
        points = [{"x": at, "y": y, "id": number} for number, at in enumerate(fingers)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", x - 20, x + 20)
    for apart in (30, 40, 50, 60):
        touch("touchMove", x - apart, x + apart)
    touch("touchEnd")
    wide, left, top = graph.element.evaluate(LOOK)
    assert wide == pytest.approx(scale * 3, rel=0.05) or wide == 3
    assert ((150 - left) / wide, (100 - top) / wide) == pytest.approx(between, abs=4)
    assert graph.element.evaluate("editor => editor.chosen.length") == 0  # neither finger pressed what was below it


def test_the_list_of_tools_on_a_phone(open_page: OpenPage, site_url: str) -> None:
    page = open_page(site_url + "en/playground/", **PHONE)
    graph = Graph(page)
    bar = graph.element.locator(".bar")
    expect(graph.element.locator(".playground-gallery")).to_be_attached()
    assert bar.evaluate("bar => new Set([...bar.querySelectorAll('button, select')].filter(one => one.offsetParent)"
                        ".map(one => Math.round(one.getBoundingClientRect().top))).size") == 1  # fmt: skip
    before = graph.nodes
    graph.node("d").tap()
    graph.element.locator(".tool.others").tap()
    graph.element.locator("dialog .row").filter(has_text="Duplicate").tap()
    # With the constant that only sets how it works.
    expect(graph.canvas.locator("[data-node]")).to_have_count(len(before) + 2, timeout=BOOT_MS)
    graph.element.locator(".tool.others").tap()
    graph.element.locator("dialog .row").filter(has_text="Arrange").tap()
    graph.settle()
    assert len(graph.nodes) == len(before) + 2
    graph.element.locator(".tool.undo").tap()
    graph.element.locator(".tool.undo").tap()
    graph.settle()
    assert graph.nodes == before
