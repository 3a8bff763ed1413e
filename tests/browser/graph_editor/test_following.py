"""A run that takes long is followed: values come up while it goes on, on the workers that computed them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import expect

import heureum as tf

from ..cell import BOOT_MS
from ..conftest import OpenPage
from .graph import Graph

SHOWN_WHILE_ON = (
    """([editor, name]) => editor.running.isOn && editor.renderRoot.querySelector(`.value[data-value="${name}"]`) !== null"""
)


def graph_file(folder: Path, size: int) -> Path:
    """c and d are quick, on worker 0; a product of two matrices of that size is not, on worker 1, and e needs both."""
    with tf.Graph().as_default() as graph:
        with tf.device("/job:worker/task:0"):
            a = tf.fill([2, 2], 2.0, name="a")
            c = tf.square(a, name="c")
        with tf.device("/job:worker/task:1"):
            rows = tf.fill([size, size], 1.0, name="rows")
            d = tf.reduce_max(tf.matmul(rows, rows, name="product"), name="d")
        with tf.device("/job:worker/task:0"):
            tf.multiply(c, d, name="e")
    path = folder / f"product{size}.json"
    path.write_text(json.dumps(graph.as_graph_def().to_json()))
    return path


def open_file(graph: Graph, path: Path) -> None:
    graph.element.locator('input[type="file"]').set_input_files(path)
    expect(graph.node("product")).to_be_visible(timeout=BOOT_MS)
    graph.settle()


def test_values_come_up_while_the_run_goes_on(open_page: OpenPage, site_url: str, tmp_path: Path) -> None:
    graph = Graph(open_page(site_url + "playground/"))
    open_file(graph, graph_file(tmp_path, 8))
    graph.run()  # so that the workers are there
    assert graph.values()["e"]
    open_file(graph, graph_file(tmp_path, 4000))
    assert graph.values() == {}
    graph.element.locator(".tool.run").click()
    graph.page.wait_for_function(SHOWN_WHILE_ON, arg=[graph.element.element_handle(), "c"], timeout=BOOT_MS)
    expect(graph.node("c")).to_have_class(re.compile("heureum-worker-0.*done"))
    expect(graph.node("product")).to_have_class(re.compile("heureum-worker-1.*(waiting|ready|running)"))
    expect(graph.node("e")).to_have_class(re.compile("waiting"))
    assert "e" not in graph.values()
    graph.element.locator(".tool.stop").click()
    graph.settle()
    assert graph.values() == {}  # what was stopped is no result
