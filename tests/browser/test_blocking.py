"""The three ways a blocking `sess.run` gets its values, each with the others switched off, and `run_async` in all of them."""

from __future__ import annotations

import pytest

from .conftest import OpenCell

NOTE = "차례로 실행했습니다"
ASYNC = """
import heureum as tf
with tf.device("/job:worker/task:0"):
    c = tf.add(3.0, 2.0, name="c")
with tf.device("/job:worker/task:1"):
    d = tf.multiply(c, 2.0, name="d")
with tf.Session(workers=2) as sess:
    print(await sess.run_async(c), await sess.run_async(d))
"""
LARGE = """
import numpy as np
import heureum as tf
x = np.arange(3_000_000, dtype=np.float32)
fed = tf.placeholder(tf.float32)
with tf.Session(workers=1) as sess:
    for _ in range(3):
        y = {call}
        print(np.array_equal(y, x + 1))
"""


@pytest.mark.parametrize("isolated", [False, True])
@pytest.mark.parametrize("way", ["jspi", "atomics", "none"])
def test_each_way(open_cell: OpenCell, site_url: str, isolated_site_url: str, way: str, isolated: bool) -> None:
    url = isolated_site_url if isolated else site_url
    cell = open_cell(f"{url}part1/?heureum-blocking={way}")
    assert cell.page.evaluate("crossOriginIsolated") is isolated
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    on_workers = way == "jspi" or (way == "atomics" and isolated)
    assert (NOTE in cell.report.inner_text()) is not on_workers
    cell.type_instead(ASYNC)
    cell.run()
    assert cell.output.inner_text() == "5.0 10.0\n"
    assert NOTE not in cell.report.inner_text()
    assert [tensor for tensor, *_ in cell.transfers] == ["c:0"]


@pytest.mark.parametrize("way", ["jspi", "atomics"])
@pytest.mark.parametrize("call", ["sess.run(fed + 1.0, {fed: x})", "await sess.run_async(fed + 1.0, {fed: x})"])
def test_values_larger_than_any_buffer(open_cell: OpenCell, isolated_site_url: str, way: str, call: str) -> None:
    cell = open_cell(f"{isolated_site_url}part1/?heureum-blocking={way}")
    cell.type_instead(LARGE.replace("{call}", call))
    cell.run()
    assert cell.output.inner_text() == "True\n" * 3
