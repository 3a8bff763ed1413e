"""A reader of Part 1 changes b and runs the graph on two web workers."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from .conftest import OpenCell


@pytest.mark.parametrize(("page", "worker"), [("part1/", "작업자"), ("en/part1/", "worker")])
def test_an_edited_graph_runs_on_two_workers(open_cell: OpenCell, site_url: str, page: str, worker: str) -> None:
    cell = open_cell(site_url + page)
    assert cell.output.inner_text().endswith("e = 15.0\n")  # the build's own run
    cell.change("tf.constant(2.0", "tf.constant(5.0")
    cell.run()
    assert cell.output.inner_text() == "e = 48.0\n"  # (3+5) * (5+1)
    assert cell.placement["c"] == f"{worker} 0"
    assert cell.placement["d"] == f"{worker} 1"
    assert {sender != to for _, sender, to, *_ in cell.transfers} == {True}
    tensors = {tensor for tensor, *_ in cell.transfers}
    assert tensors & {"c:0", "d:0"}
    values = cell.element.locator("figure .heureum-node-value")
    expect(values).to_have_count(3)
    assert sorted(values.locator("text").all_text_contents()) == ["48.0", "6.0", "8.0"]
    colours = cell.node_colours()
    assert colours["c"] != colours["d"]
    spans = cell.spans
    assert {"c", "d", "e"} <= {span["node"] for span in spans if span["kind"] == "compute"}
    assert len([span for span in spans if span["kind"] == "recv"]) == len(cell.transfers)


def test_time_never_runs_backward_across_the_workers(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    for _ in range(3):
        cell.run()
        start = {span["node"]: span["start_s"] for span in cell.spans if span["kind"] == "compute"}
        # The browser's clock is coarse: what follows may begin in the same tick.
        assert start["e"] >= max(start["c"], start["d"])


def test_the_number_of_workers_may_grow_from_run_to_run(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    for count in (1, 3):
        cell.type_instead(
            "import heureum as tf\nparts = []\n"
            f"for task in range({count}):\n"
            '    with tf.device(f"/job:worker/task:{task}"):\n'
            "        parts.append(tf.constant(float(task)) + 1.0)\n"
            f"with tf.Session(workers={count}) as sess:\n    print(sess.run(parts))"
        )
        cell.run()
        assert cell.output.inner_text().count(".0") == count
        assert len(set(cell.placement.values())) == count


def test_matrices_cross_with_every_bit(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead(
        "import numpy as np\nimport heureum as tf\n"
        "x = np.random.default_rng(7).standard_normal((700, 500)).astype(np.float32)\n"
        'with tf.device("/job:worker/task:0"):\n    a = tf.constant(x) * 3.0\n'
        'with tf.device("/job:worker/task:1"):\n    b = a + 1.0\n'
        "with tf.Session(workers=2) as sess:\n    print(np.array_equal(sess.run(b), x * np.float32(3) + np.float32(1)))"
    )
    cell.run()
    assert cell.output.inner_text() == "True\n"
    assert any("1.4 MB" in size for _, _, _, size, _ in cell.transfers)


def test_what_goes_to_and_fro_in_the_same_buffers_stays_itself(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead(
        "import numpy as np\nimport heureum as tf\n"
        "x = np.arange(40_000, dtype=np.float32)\nfed = tf.placeholder(tf.float32, [None])\nvalues = [fed * 2.0]\n"
        "for hop in range(6):\n"
        '    with tf.device(f"/job:worker/task:{hop % 2}"):\n        values.append(values[-1] + 1.0)\n'
        "expected = [x * 2 + hop for hop in range(7)]\n"
        "with tf.Session(workers=2) as sess:\n"
        "    found = [sess.run(values, {fed: x}) for _ in range(3)]\n"
        "    shorter = sess.run(values[-1], {fed: x[:20_000]})\n"
        "print(all(np.array_equal(found_, expected) for found_ in found), np.array_equal(shorter, expected[-1][:20_000]))"
    )
    cell.run()
    assert cell.output.inner_text() == "True True\n"


def test_a_run_can_be_stepped_through_compared_and_downloaded(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "en/part1/")
    cell.run()
    assert len(cell.spans) >= 3
    cell.report.locator("button.step").click()
    steps = cell.report.locator("heureum-steps")
    expect(steps.locator(".now")).to_contain_text("Nothing has been computed yet.")
    steps.get_by_label("Step", exact=True).press("End")
    expect(steps.locator(".now")).to_contain_text("has computed e.")
    expect(cell.report.locator("heureum-graph .values")).to_contain_text("15")
    with cell.page.expect_download() as download:
        cell.report.locator("button.download").click()
    names = {event["name"] for event in json.loads(download.value.path().read_text(encoding="utf-8"))["traceEvents"]}
    assert {"c", "d", "e"} <= names
    cell.report.locator("button.keep").click()
    cell.change("tf.constant(3.0", "tf.constant(4.0")
    ended = cell.runs_ended
    cell.run_button.click()
    cell.wait_until_ended(ended)
    expect(cell.report.locator("heureum-comparison .facts")).to_contain_text("Values differ most in e:0, by 3.00")
    expect(cell.report.locator("heureum-comparison .heureum-timeline-drawing")).to_have_count(2)
