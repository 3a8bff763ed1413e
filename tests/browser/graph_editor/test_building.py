"""e = (a + b) * (b + 1), built from nothing by mouse, by keyboard alone and by touch; each time the same graph, which runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from ..conftest import OpenPage
from .graph import EXPRESSION, VALUES, Graph, open_empty

EDGES = [("a", "c", 0), ("b", "c", 1), ("b", "d", 0), ("one", "d", 1), ("c", "e", 0), ("d", "e", 1)]


def add_by_pointer(graph: Graph, op: str, name: str, press: str) -> None:
    """The palette, then the panel's fields for name and value."""
    getattr(graph.canvas, press)(position={"x": 5, "y": 5})  # nothing is chosen, so nothing is connected by itself
    getattr(graph.element.locator(".tool.add"), press)()
    graph.element.locator("dialog input").fill(op)
    # The list of what was found before stands until Python has answered, and then moves.
    expect(graph.element.locator('dialog [role="option"][aria-selected="true"]')).to_have_attribute("data-op", op)
    getattr(graph.element.locator(f'dialog [data-op="{op}"]'), press)()
    graph.settle()
    fill(graph, "name", name)
    if name in VALUES:
        fill(graph, "value", VALUES[name])
        graph.element.locator('[data-key="name"]').focus()  # a field is done when it is left
        graph.settle()


def fill(graph: Graph, key: str, text: str) -> None:
    field = graph.panel.locator(f'[data-key="{key}"]')
    field.fill(text)
    field.press("Enter")
    graph.settle()


def fetch(graph: Graph, press: str) -> None:
    getattr(graph.node("e"), press)()
    graph.settle()
    getattr(graph.panel.locator('[data-key="fetched"]'), press)()
    graph.settle()


def by_mouse(graph: Graph) -> None:
    for name, (op, _) in EXPRESSION.items():
        add_by_pointer(graph, op, name, "click")
    mouse = graph.page.mouse
    for source, target, at in EDGES:
        mouse.move(*graph.port(source, "outputs", 0))
        mouse.down()
        mouse.move(*graph.port(target, "inputs", at), steps=5)
        mouse.up()
        graph.settle()
    fetch(graph, "click")


def by_touch(graph: Graph) -> None:
    for name, (op, _) in EXPRESSION.items():
        add_by_pointer(graph, op, name, "tap")
    for source, target, at in EDGES:
        graph.page.touchscreen.tap(*graph.port(source, "outputs", 0))
        graph.page.touchscreen.tap(*graph.port(target, "inputs", at))
        graph.settle()
    fetch(graph, "tap")


def by_keyboard(graph: Graph) -> None:
    keyboard = graph.page.keyboard
    graph.canvas.focus()
    for name, (op, _) in EXPRESSION.items():
        keyboard.press("Escape")
        keyboard.press("a")
        keyboard.type(op)
        expect(graph.element.locator('dialog [role="option"][aria-selected="true"]')).to_have_attribute("data-op", op)
        keyboard.press("Enter")
        graph.settle()
        for key, text in [("F2", name), *([("Enter", VALUES[name])] if name in VALUES else [])]:
            keyboard.press(key)
            expect(graph.panel.locator(f'[data-key="{"name" if key == "F2" else "value"}"]')).to_be_focused()
            keyboard.press("Control+a")
            keyboard.type(text)
            keyboard.press("Enter")
            graph.settle()
            expect(graph.canvas).to_be_focused()
    for source, target, at in EDGES:
        graph.press_until_active(source)
        keyboard.press("c")
        graph.press_until_active(target)
        keyboard.press(str(at + 1))
        graph.settle()
    graph.press_until_active("e")
    keyboard.press("Enter")
    expect(graph.panel.locator('[data-key="fetched"]')).to_be_focused()
    keyboard.press("Space")
    graph.settle()


@pytest.mark.parametrize(("way", "press"), [(by_mouse, "click"), (by_keyboard, "click"), (by_touch, "tap")])
def test_building_running_moving_and_undoing(
    open_page: OpenPage, site_url: str, way: Callable[[Graph], None], press: str
) -> None:
    phone = {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True}
    page = open_page(site_url + "playground/", reduced_motion="reduce", **(phone if press == "tap" else {}))
    graph = Graph(page)
    started = graph.document
    open_empty(graph, press)
    way(graph)
    assert graph.nodes == EXPRESSION
    assert graph.document["fetches"] == ["e:0"]
    graph.run()
    assert graph.values()["e"] == "20.0"
    built = graph.document

    # d goes to the other worker: by dragging, by a key, by the strip.
    if way is by_mouse:
        box = graph.node("d").bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8)
        page.mouse.down()
        place = graph.element.locator(".place").nth(2).bounding_box()
        assert place
        page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2, steps=6)
        page.mouse.up()
    elif way is by_touch:
        graph.node("d").tap()
        graph.element.locator(".place").nth(2).tap()
    else:
        graph.canvas.focus()
        graph.press_until_active("d")
        page.keyboard.press("1")
    graph.settle()
    devices = {node["name"]: node["device"] for node in graph.document["nodes"]}
    assert devices["d"] == "/job:worker/task:1"
    graph.run()
    assert "heureum-worker-1" in (graph.node("d").get_attribute("class") or "")

    undo = graph.element.locator(".tool.undo")
    getattr(undo, press)()
    graph.settle()
    assert graph.document == built
    while undo.get_attribute("aria-disabled") is None:
        getattr(undo, press)()
        graph.settle()
    assert graph.document == started
