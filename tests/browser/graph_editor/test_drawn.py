"""What the code of a graph in an article draws stands in the article, with what it printed around it."""

from __future__ import annotations

from playwright.sync_api import expect

from ..cell import BOOT_MS
from ..conftest import OpenPage
from .graph import Graph

CODE = """import heureum as tf
from heureum import show
print("before")
show.line([1.0, 2.0, 4.0], title="growing")
with tf.Session() as sess:
    print("e =", sess.run(tf.constant(3.0)))
"""
RUN = "(editor, code) => editor.running.run({ code, workers: 1 }, editor.document).then(() => null)"


def test_what_a_graphs_code_draws_is_shown(open_page: OpenPage, site_url: str) -> None:
    page = open_page(site_url + "en/write/")
    page.locator("heureum-graph-editor").scroll_into_view_if_needed()
    graph = Graph(page)
    graph.element.evaluate(RUN, CODE)
    drawn = graph.element.locator(".heureum-output")
    expect(drawn.locator("figure.heureum-shown")).to_contain_text("growing", timeout=BOOT_MS)
    expect(drawn).to_contain_text("before")
    expect(drawn).to_contain_text("e = 3.0")
    expect(graph.element.locator("pre.output:not(.code)")).to_have_count(0)
    graph.element.evaluate(RUN, CODE.replace("growing", "again"))
    expect(drawn.locator("figure.heureum-shown")).to_have_count(1)
    expect(drawn.locator("figure.heureum-shown")).to_contain_text("again")
