"""Whatever goes wrong with the runtime itself ends a run with a typed Ending, and the next run works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Route

from .conftest import OpenCell
from .driving import ending, inventory, run, shorten, start, wait_for_print, with_runtime

CORE = "**/pyodide.asm.wasm"
SILENCE_MS = 30_000


def abort(route: Route) -> None:
    route.abort()


def never_answer(route: Route) -> None:
    """The page gives it up; the route goes with the page."""


def status(number: int) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=number)


def cut_off(route: Route) -> None:
    route.fulfill(body=route.fetch().body()[:-100])


def changed(route: Route) -> None:
    route.fulfill(body=route.fetch().body()[:-100] + b"\xff" * 100)


@pytest.mark.parametrize(
    ("lose", "kind", "code"),
    [
        (abort, "not loaded", "unreachable"),
        (status(404), "not loaded", "missing"),
        (status(503), "not loaded", "refused"),
        (never_answer, "not loaded", "timeout"),
        (cut_off, "damaged", "cut off"),
        (changed, "damaged", "changed"),
    ],
)
def test_a_file_that_does_not_come(
    open_cell: OpenCell, site_url: str, lose: Callable[[Route], None], kind: str, code: str
) -> None:
    cell = open_cell(site_url + "part1/")
    cell.page.evaluate("delete globalThis.DecompressionStream")  # no snapshot, which the packs would stand in for
    if lose is never_answer:
        with_runtime(cell, "runtime.assets.manifest().then(() => null)")
        shorten(cell, SILENCE_MS, 2000)
    cell.page.context.route(CORE, lose)
    ended = run(cell)
    assert (ended["kind"], ended["code"]) == (kind, code), ended["reason"]
    assert "pyodide.asm.wasm" in ended["reason"]
    cell.page.context.unroute(CORE, lose)
    assert run(cell)["kind"] == "finished"


def test_without_a_network(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    inventory(cell)  # the cell's own scripts are there
    context: BrowserContext = cell.page.context
    context.set_offline(True)
    ended = run(cell)
    assert (ended["kind"], ended["code"]) == ("not loaded", "offline")
    context.set_offline(False)
    assert run(cell)["kind"] == "finished"


def test_no_memory_for_python(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    # As browsers say it; to have one say so truly would take all of this machine's memory.
    full = 'postMessage({ type: "fault", message: "WebAssembly.instantiate(): Out of memory" });'

    def without_memory(route: Route) -> None:
        route.fulfill(content_type="text/javascript", body=full)

    cell.page.context.route("**/device_worker.js", without_memory)
    ended = run(cell)
    assert (ended["kind"], ended["code"]) == ("not loaded", "memory")
    cell.page.context.unroute("**/device_worker.js", without_memory)
    assert run(cell)["kind"] == "finished"


WAITING = """
import heureum as tf, numpy as np
x = tf.constant(np.ones((2500, 2500)))
with tf.device("/job:worker/task:1"):
    y = tf.matmul(tf.matmul(x, x), x)
print("begun")
with tf.Session(workers=2) as sess:
    sess.run(y)
"""


@pytest.mark.parametrize("name", ["heureum device 1", "heureum client"])
def test_a_worker_that_is_killed_without_a_word(open_cell: OpenCell, site_url: str, name: str) -> None:
    cell = open_cell(site_url + "part1/")
    # Nothing tells a page of that: not even `terminate`, which stands for the browser's killing it.
    cell.page.evaluate(
        """() => {
          globalThis.threads = {};
          globalThis.Worker = class extends Worker {
            constructor(url, options) { super(url, options); threads[options.name] = this; }
          };
        }"""
    )
    start(cell, WAITING)
    wait_for_print(cell, "begun")
    cell.page.evaluate("name => threads[name].terminate()", name)
    ended = ending(cell)
    assert (ended["kind"], ended["code"]) == ("failed", "lost")
    assert name.removeprefix("heureum ") in ended["reason"]
    again = run(cell, "import heureum as tf\nwith tf.Session(workers=2) as sess: print(sess.run(tf.constant(1) + 1))")
    assert (again["kind"], again["usedWorkers"]) == ("finished", True)
