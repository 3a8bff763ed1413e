"""The life of a cell in Firefox and in WebKit: boot, a run on two workers, Stop, a fault, and the next run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.host import Host, hosted

from plugin.isolation import HEADERS
from plugin.offline import published

from .driver import Driver, wait_for
from .page import AnyCell

# How `sess.run` gets the workers' values: (browser, isolated page) -> whether it can wait for them.
WAITS = {("firefox", False): True, ("firefox", True): True, ("webkit", False): False, ("webkit", True): True}
BY_AWAIT = """import heureum as tf
with tf.device("/job:worker/task:0"):
    c = tf.add(3.0, 2.0, name="c")
with tf.device("/job:worker/task:1"):
    d = tf.multiply(c, 2.0, name="d")
with tf.Session(workers=2) as sess:
    print(await sess.run_async(d))
"""


@pytest.fixture(scope="module")
def host(built_site: Path) -> Iterator[Host]:
    with hosted(built_site) as plain:
        yield plain


@pytest.fixture(scope="module")
def isolated_host(built_site: Path) -> Iterator[Host]:
    with hosted(built_site, HEADERS) as isolated:
        yield isolated


MULTIPLIES = """import numpy as np
import heureum as tf
from heureum.ops import simd
a = np.arange(4096, dtype=np.float32).reshape(64, 64) % 7
with tf.Session(workers=2) as sess:
    made = await sess.run_async(tf.matmul(a, a))
print(simd.can_multiply(a.dtype), np.array_equal(made, (a[:, :, None] * a).sum(1)))
"""


@pytest.mark.parametrize("isolated", [False, True])
def test_a_graph_runs_on_two_workers(driver: Driver, host: Host, isolated_host: Host, isolated: bool) -> None:
    cell = AnyCell(driver, (isolated_host if isolated else host).url + "part1/")
    assert cell.do("return crossOriginIsolated") is isolated
    cell.run()
    assert cell.text("output") == "e = 15.0\n", cell.said
    assert ("차례로 실행했습니다" in cell.text("report")) is not WAITS[driver.name, isolated]
    assert "작업자 1" in cell.text("placement")


def test_what_is_typed_is_run_and_stop_ends_it(driver: Driver, host: Host) -> None:
    cell = AnyCell(driver, host.url + "part1/")
    cell.type_instead(BY_AWAIT)
    cell.run()
    assert cell.text("output") == "10.0\n", cell.said
    assert "c:0" in cell.text("transfers")
    loop = "print('looping')\nwhile True: pass"
    cell.type_instead(loop)
    cell.press("run")
    cell.wait_for_text("output", "looping")
    cell.press("stop")
    cell.wait_for_text("status", "멈췄습니다")
    assert cell.code == loop
    cell.type_instead("print('한글도 됩니다')")
    cell.run()
    assert cell.text("output") == "한글도 됩니다\n", cell.said


def test_a_file_that_is_lost_is_said_and_retry_works(driver: Driver, built_site: Path) -> None:
    with hosted(built_site) as host:  # its own: what another has stored is not lost
        cell = AnyCell(driver, host.url + "part1/")
        host.cut_off = {"/packs/"}
        cell.run()
        assert "온전하지 않습니다" in cell.text("status")
        host.cut_off = set()
        cell.do("cell.querySelector('.heureum-status button').click()")
        cell.wait("cell.dataset.runsEnded === '2'")
        assert cell.text("output") == "e = 15.0\n", cell.said


STORED = """
const keys = await caches.keys();
const all = await Promise.all(keys.map(async (key) => (await (await caches.open(key)).keys()).map((request) => request.url)));
const stored = all.flat().join();
"""


def test_what_ran_once_runs_with_the_host_gone(driver: Driver, built_site: Path) -> None:
    hashes = [
        hash_ for path, hash_ in published(built_site).items() if path.startswith("assets/heureum/") and "licences" not in path
    ]
    with hosted(built_site) as host:
        cell = AnyCell(driver, host.url + "part1/")
        wait_for(driver, "", "await navigator.serviceWorker.ready")
        cell.run()
        wait_for(driver, STORED, "values[0].every((hash) => stored.includes(hash))", hashes)
        host.go()
        driver.reload()
        cell.wait("cell.querySelector('.heureum-run')")
        cell.run()
        assert cell.text("output") == "e = 15.0\n", cell.said


def test_matrices_are_multiplied_with_vector_instructions(driver: Driver, host: Host) -> None:
    cell = AnyCell(driver, host.url + "part1/")
    cell.type_instead(MULTIPLIES)
    cell.run()
    assert cell.text("output") == "True True\n", cell.said
