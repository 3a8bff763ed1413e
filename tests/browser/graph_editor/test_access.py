"""The playground for everybody: WCAG 2.2 AA in both languages and schemes, on a phone too, before and after a run."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from plugin.places import NODE_MODULES

from ..conftest import OpenPage
from .graph import Graph

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SEVERE = ("serious", "critical")


def found(page: Page) -> list[Any]:
    page.add_script_tag(path=NODE_MODULES / "axe-core" / "axe.min.js")
    violations = page.evaluate("tags => axe.run('.md-content', {runOnly: tags})", TAGS)["violations"]
    found = [rule for rule in violations if rule["impact"] in SEVERE or rule["id"] == "landmark-unique"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "width"), [("playground/", 1280), ("en/playground/", 360)])
def test_axe_finds_nothing_serious(
    open_page: OpenPage, site_url: str, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(site_url + path, viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    graph = Graph(page)
    graph.node("c").click()
    graph.run()
    expect(graph.element.locator("heureum-timeline")).to_be_visible()
    assert not found(page)
    graph.canvas.focus()
    page.keyboard.press("Delete")
    graph.settle()
    page.keyboard.press("a")
    expect(graph.element.locator("dialog .op").first).to_be_visible()
    assert not found(page)


SEEN = """button => {
  button.focus();
  const { left, top, width, height } = button.getBoundingClientRect();
  return button.contains(button.getRootNode().elementFromPoint(left + width / 2, top + height - 2));
}"""


def test_what_has_the_focus_is_not_below_the_status_line(open_page: OpenPage, site_url: str) -> None:
    """It sticks to the window's bottom: WCAG 2.2, focus not obscured."""
    page = open_page(site_url + "playground/", viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    graph = Graph(page)
    graph.run()
    expect(graph.element.locator(".foot.said")).to_be_visible()
    places = graph.element.locator(".place").all()
    assert len(places) == 3
    for place in places:
        page.evaluate("scrollTo(0, 0)")
        assert place.evaluate(SEEN)


SHIFT = """new PerformanceObserver((list) => {
  for (const { hadRecentInput, value } of list.getEntries()) window.shift = (window.shift ?? 0) + (hadRecentInput ? 0 : value);
}).observe({ type: "layout-shift", buffered: true })"""


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("path", ["playground/", "en/playground/"])
def test_nothing_moves_while_it_comes(open_page: OpenPage, site_url: str, path: str, width: int) -> None:
    page = open_page("about:blank", viewport={"width": width, "height": 900})
    page.add_init_script(SHIFT)
    page.goto(site_url + path, wait_until="networkidle")
    Graph(page)
    expect(page.locator(".playground-code")).to_be_visible()
    assert page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(window.shift ?? 0))))") < 0.01


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_sticks_out_of_the_page(open_page: OpenPage, site_url: str, width: int) -> None:
    graph = Graph(open_page(site_url + "playground/", viewport={"width": width, "height": 800}))
    graph.run()
    expect(graph.element.locator("heureum-timeline")).to_be_visible()
    assert graph.page.evaluate("document.documentElement.scrollWidth") == width


def test_the_table_says_what_the_picture_shows_and_edits_are_spoken(open_page: OpenPage, site_url: str) -> None:
    graph = Graph(open_page(site_url + "en/playground/"))
    graph.element.get_by_text("As a table", exact=True).click()
    rows = graph.element.locator(".more table tbody tr")
    expect(rows).to_have_count(len(graph.nodes))
    expect(rows.filter(has_text="Mul")).to_contain_text("c:0")
    graph.node("e").click()
    graph.canvas.press("Delete")
    graph.settle()
    expect(graph.element.locator(".status[role=status]")).to_contain_text("e")
    assert rows.count() == len(graph.nodes) == 5


ROWS = """bar => new Set([...bar.querySelectorAll("button, select")].filter((one) => one.offsetParent)
  .map((one) => Math.round(one.getBoundingClientRect().top))).size"""


@pytest.mark.parametrize("width", [360, 520, 560, 690, 1280])
@pytest.mark.parametrize("path", ["", "en/"])
def test_the_tools_take_one_row(open_page: OpenPage, site_url: str, path: str, width: int) -> None:
    graph = Graph(open_page(site_url + path, viewport={"width": width, "height": 900}))
    assert graph.element.locator(".bar").evaluate(ROWS) == 1
