"""A graph on a page as a reader handles it: by mouse, by key, by finger; and what it then is, for tests to compare."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from ..cell import BOOT_MS

EXPRESSION = {
    "a": ("Const", ()),
    "b": ("Const", ()),
    "one": ("Const", ()),
    "c": ("Add", ("a:0", "b:0")),
    "d": ("Add", ("b:0", "one:0")),
    "e": ("Mul", ("c:0", "d:0")),
}
VALUES = {"a": "2.0", "b": "3.0", "one": "1.0"}

PORT = """(editor, [node, side, at]) => {
  const port = editor.view.nodes.find((one) => one.name === node)[side][at];
  const { left, top } = editor.canvas.getBoundingClientRect();
  return [left + editor.viewport.x + port.x * editor.viewport.scale, top + editor.viewport.y + port.y * editor.viewport.scale];
}"""


class Graph:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("heureum-graph-editor").first
        self.canvas = self.element.locator(".canvas")
        self.status = self.element.locator(".status")
        self.panel = self.element.locator(".panel")
        expect(self.canvas).to_be_visible(timeout=BOOT_MS)

    def node(self, name: str) -> Any:
        return self.canvas.locator(f'[data-node="{name}"]')

    @property
    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = self.element.evaluate("editor => editor.document")
        return found

    @property
    def nodes(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Name to op and inputs: what there is to compare between graphs that were built in different ways."""
        return {node["name"]: (node["op"], tuple(node["inputs"])) for node in self.document["nodes"]}

    def values(self) -> dict[str, str]:
        """What the run hung below the nodes."""
        script = "all => all.map(one => [one.dataset.value, one.querySelector('.value-text')?.textContent ?? ''])"
        return dict(self.element.locator("[data-value].value").evaluate_all(script))

    def settle(self) -> None:
        """Wait until every edit that was asked for has been answered and drawn."""
        self.page.wait_for_function(
            "editor => !editor.pending && !editor.running.isOn", arg=self.element.element_handle(), timeout=BOOT_MS
        )
        self.element.evaluate("editor => editor.queue.then(() => editor.updateComplete)")
        # Nodes glide to where they stand; a finger waits for that too.
        self.page.wait_for_function("editor => editor.glide.shown === editor.glide.target", arg=self.element.element_handle())

    def run(self) -> None:
        ended = int(self.element.get_attribute("data-runs-ended") or 0)
        self.element.locator(".tool.run").click()
        expect(self.element).to_have_attribute("data-runs-ended", str(ended + 1), timeout=BOOT_MS)

    def port(self, node: str, side: str, at: int) -> tuple[float, float]:
        """Where a port is on the screen, in view."""
        self.canvas.scroll_into_view_if_needed()
        x, y = self.element.evaluate(PORT, [node, side, at])
        return x, y

    def press_until_active(self, name: str) -> None:
        """Walk by keys, as one who does not see the screen would: the active node is what is read aloud."""
        # The first focus loads what the keys do; until then a key changes nothing yet, and one would walk on too far.
        self.page.wait_for_function("editor => editor.rest !== null", arg=self.element.element_handle())
        self.page.keyboard.press("Home")
        for _ in range(self.canvas.locator("[data-node]").count()):
            if self.canvas.get_attribute("aria-activedescendant") == f"node-{name}":
                return
            self.page.keyboard.press("PageDown")
        assert self.canvas.get_attribute("aria-activedescendant") == f"node-{name}"


def open_empty(graph: Graph, press: str = "click") -> None:
    """From the gallery, the graph with nothing in it. On a phone the gallery is among what the bar has no room for."""
    gallery = graph.element.locator(".playground-gallery")
    expect(gallery).to_be_attached()
    if gallery.is_visible():
        getattr(gallery, press)()
    else:
        getattr(graph.element.locator(".tool.others"), press)()
        getattr(graph.element.locator("dialog .row").first, press)()
        expect(graph.element.locator("dialog h3")).to_have_text(gallery.inner_text() or gallery.text_content() or "")
    row = graph.element.locator("dialog .row").last
    expect(row).to_be_visible(timeout=BOOT_MS)
    getattr(row, press)()
    expect(graph.canvas.locator("[data-node]")).to_have_count(0)
    graph.settle()
