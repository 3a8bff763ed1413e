"""The fields of the chosen node, when another node's are still on their way."""

from __future__ import annotations

from playwright.sync_api import expect

from ..conftest import OpenPage
from .graph import Graph

# Python's answers arrive, and are kept back until the test lets them go.
HOLD = """editor => {
  const { studio } = editor;
  const held = new Promise(release => { editor.release = release; });
  const ask = studio.ask.bind(studio);
  studio.ask = async (...asked) => {
    const answer = await ask(...asked);
    await held;
    return answer;
  };
}"""
RELEASE = "editor => editor.release()"


def settled_at(open_page: OpenPage, url: str, name: str) -> Graph:
    """Python is there, and the panel has that node's fields; then answers are held."""
    graph = Graph(open_page(url + "playground/", reduced_motion="reduce"))
    graph.run()
    graph.canvas.focus()
    graph.press_until_active(name)
    graph.settle()
    expect(graph.panel.locator('[data-key="fetched"]')).to_be_visible()
    graph.element.evaluate(HOLD)
    return graph


def test_enter_goes_to_the_field_after_a_walk_over_other_nodes(open_page: OpenPage, site_url: str) -> None:
    graph = settled_at(open_page, site_url, "e")
    graph.page.keyboard.press("Home")  # asks for another node's fields
    graph.press_until_active("e")
    graph.page.keyboard.press("Enter")
    graph.element.evaluate(RELEASE)
    graph.settle()
    expect(graph.panel.locator('[data-key="fetched"]')).to_be_focused()


def test_fields_come_for_what_is_chosen_when_the_answer_is_there(open_page: OpenPage, site_url: str) -> None:
    graph = settled_at(open_page, site_url, "e")
    graph.node("a").click()
    graph.node("e").click()
    graph.element.evaluate(RELEASE)
    graph.settle()
    expect(graph.panel.locator("h3")).to_contain_text("e")
    expect(graph.panel.locator('[data-key="fetched"]')).to_be_visible()
