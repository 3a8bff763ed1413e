"""The page's workers: as many as are asked for, no more than before after twenty pages, and none when nobody needs them."""

from __future__ import annotations

from playwright.sync_api import Request, expect

from .bench.workers import HOPS
from .cell import BOOT_MS, Cell
from .conftest import OpenCell
from .driving import inventory, run, shorten, with_runtime

REST_MS = 5 * 60_000
ON_WORKERS = "import heureum as tf\nwith tf.Session(workers={count}) as sess: print(sess.run(tf.constant(1) + 1))"

# 400 tensors of 4 MB: 1.6 GB in all.
CROSSING = f"""
import numpy as np
import heureum as tf
{HOPS}
end = hops(1 << 22)
with tf.Session(workers=2) as sess:
    for _ in range(50):
        sess.run(end)
"""


def wait_for_threads(cell: Cell, count: int) -> None:
    while len(cell.threads) != count:
        cell.page.evaluate("null")


def test_the_number_of_workers_changes_between_runs(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    with_runtime(cell, "(runtime.cores = 4)")
    for asked, there in [(1, 1), (3, 3), (2, 3), (8, 4)]:
        assert run(cell, workers=asked)["kind"] == "finished"
        names = [member["name"] for member in inventory(cell)["workers"]]
        assert names == ["client", *(f"device {slot}" for slot in range(there))]
    ended = run(cell, ON_WORKERS.format(count=6), workers=1)
    assert ended["usedWorkers"]
    assert len(inventory(cell)["workers"]) == 7


def test_one_core_gets_one_worker_and_the_page_is_told(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    with_runtime(cell, "(runtime.cores = 1)")
    run(cell, workers=2)
    shown = inventory(cell)
    assert (shown["cores"], shown["most"], len(shown["workers"])) == (1, 1, 2)
    # Code that names two workers means two.
    assert run(cell, ON_WORKERS.format(count=2))["result"]["error"] is None


def test_the_inventory_tells_what_there_is(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    assert inventory(cell)["workers"] == []
    run(cell, "import numpy as np\nx = np.ones(20_000_000)")
    shown = inventory(cell)
    assert [member["state"] for member in shown["workers"]] == ["ready"] * 3
    client, *devices = [member["memoryBytes"] for member in shown["workers"]]
    assert client > 160e6
    assert all(20e6 < memory < 160e6 for memory in devices)
    assert shown["reserve"]["state"] in ("waits", "boots", "ready")
    assert (shown["isRunning"], shown["blocking"]) == (False, "jspi")


def test_tensors_that_have_crossed_leave_no_memory_behind(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    assert run(cell, CROSSING)["result"]["error"] is None
    run(cell, ON_WORKERS.format(count=2))  # each worker has said by then how large it was after the first
    assert all(member["memoryBytes"] < 200e6 for member in inventory(cell)["workers"])


def test_workers_nobody_has_used_for_a_while_are_let_go(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    shorten(cell, REST_MS)
    run(cell)
    wait_for_threads(cell, 0)
    assert inventory(cell)["workers"] == []
    assert inventory(cell)["reserve"] is None
    assert run(cell, ON_WORKERS.format(count=2))["usedWorkers"]


def heavy_files(cell: Cell) -> list[str]:
    """Begins to list what the page and its workers fetch to start Python."""
    names: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith((".wasm", ".snapshot", "manifest.json")):
            names.append(request.url.rpartition("/")[2])

    cell.page.context.on("request", note)
    return names


def test_reaching_for_run_fetches_what_it_needs_and_starts_nothing(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    asked = heavy_files(cell)
    with cell.page.expect_request_finished(lambda request: request.url.endswith(".snapshot")):
        cell.run_button.hover()
    with_runtime(cell, "runtime.source.delivery.then(({ whole }) => whole)")
    wait_for_threads(cell, 0)  # what inflated it has ended, and nothing else was begun
    asked.clear()
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    assert asked == []


def test_who_has_run_before_finds_it_fetched(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.run()
    asked = heavy_files(cell)
    with cell.page.expect_request_finished(lambda request: request.url.endswith("manifest.json")):
        cell.page.reload()
    with_runtime(cell, "runtime.workerSource().delivery.then(({ whole }) => whole)")  # from the host, or what was kept inflated
    wait_for_threads(cell, 0)  # what inflated it has ended, and nothing else was begun
    assert "manifest.json" in asked


def test_after_twenty_pages_no_worker_has_leaked(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.run()
    wait_for_threads(cell, 4)  # the client, two devices and the one in reserve
    for _ in range(10):
        for path in ("glossary/", "part1/"):
            cell.page.locator(f'.md-nav--primary a[href$="{path}"]').first.evaluate("link => link.click()")
            cell.page.wait_for_url(f"{site_url}{path}")
    expect(cell.run_button).to_be_visible(timeout=BOOT_MS)
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    assert len(cell.threads) == 4
