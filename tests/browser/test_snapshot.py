"""Python starts from its heap snapshot where there is one that works, and from the packs wherever there is none."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import Request, Route, expect

from plugin.packs import pack, unpack

from .cell import BOOT_MS, Cell
from .conftest import OpenCell
from .driving import shorten, with_runtime
from .test_faults import SILENCE_MS

CHANCE = """
import random
import numpy as np
print(random.random(), np.random.random(), np.random.default_rng().random())
"""
LATE = """
import decimal, html.parser, wave, heureum.trace
import numpy as np
from numpy.fft import fft
from numpy.testing import assert_allclose
rng = np.random.default_rng(0)
print(decimal.Decimal("0.1") * 3, fft([1, 0]).real, rng.integers(10) < 10, np.linalg.inv(np.eye(2))[0, 0])
"""


def asked_packs(cell: Cell) -> list[str]:
    """Begins to list what the page and its workers fetch of packs."""
    names: list[str] = []

    def note(request: Request) -> None:
        if "/packs/" in request.url:
            names.append(request.url.rpartition("/")[2].partition("-")[0])

    cell.page.context.on("request", note)
    return names


def serve_instead(cell: Cell, site: Path, body: bytes) -> None:
    """Publishes another snapshot, as if the build had made it."""
    manifest = json.loads((site / "assets/heureum/manifest.json").read_text())
    manifest["files"]["snapshot"] |= {"size_bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    cell.page.context.route("**/manifest.json", lambda route: route.fulfill(json=manifest))
    cell.page.context.route("**/*.snapshot", lambda route: route.fulfill(body=body))


def test_the_first_run_needs_no_other_file_and_late_imports_only_theirs(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    asked = asked_packs(cell)
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    assert asked == ["heap"]
    cell.type_instead("import wave\nprint(wave.__name__)")
    cell.run()
    assert asked == ["heap", "stdlib"]
    cell.type_instead("import heureum as tf\nprint(tf.contrib.layers.flatten.__name__)")
    cell.run()
    assert cell.output.inner_text() == "flatten\n"
    assert asked == ["heap", "stdlib", "heureum"]
    cell.type_instead(LATE)
    cell.run()
    assert cell.output.inner_text() == "0.3 [1. 1.] True 1.0\n"
    assert asked == ["heap", "stdlib", "heureum", "numpy"]


def test_what_the_host_has_is_asked_for_once(open_cell: OpenCell, site_url: str) -> None:
    """At the press of Run, before the scripts have arrived that need the answer."""
    cell = open_cell(site_url + "part1/")
    asked: list[str] = []
    cell.page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/manifest.json") else None)
    cell.run()
    assert len(asked) == 1


def test_where_nothing_inflates_packs_are_taken(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.page.context.route("**/inflating_worker.js", lambda route: route.abort())
    asked = asked_packs(cell)
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    assert {"numpy", "heureum"} <= set(asked)


def test_what_inflates_ends_with_its_file(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    began: list[str] = []
    cell.page.on("worker", lambda worker: began.append(worker.url.rpartition("/")[2]))
    cell.run()
    assert began.count("inflating_worker.js") == 1
    while any("inflating" in worker.url for worker in cell.page.workers):
        cell.page.evaluate("0")  # ends are told between calls


def test_what_inflates_and_is_never_heard_of_is_done_without(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    with_runtime(cell, "runtime.assets.manifest().then(() => null)")
    shorten(cell, SILENCE_MS, 1000)
    cell.page.context.route("**/inflating_worker.js", lambda route: None)
    asked = asked_packs(cell)
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    assert "numpy" in asked


def test_chance_differs_from_reader_to_reader(open_cell: OpenCell, site_url: str) -> None:
    drawn: list[str] = []
    for _ in range(2):
        cell = open_cell(site_url + "part1/")
        cell.type_instead(CHANCE)
        cell.run()
        drawn += cell.output.inner_text().split()
    assert len(set(drawn)) == len(drawn) == 6


def test_a_late_import_says_what_did_not_come_and_the_next_works(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")

    def lose(route: Route) -> None:
        route.abort()

    cell.page.context.route("**/stdlib-*", lose)
    cell.type_instead("import wave\nprint(wave.__name__)")
    cell.run()
    expect(cell.error).to_contain_text("wave could not be loaded")
    cell.page.context.unroute("**/stdlib-*", lose)
    cell.run()
    assert cell.output.inner_text() == "wave\n"


def damaged(good: bytes, how: str) -> bytes:
    files = unpack(gzip.decompress(good))
    _, *others = [name for name in files if name.startswith("heap/")]
    if how == "no archive":
        return b"damaged" * 1000
    if how == "of another build":
        files["head"] = files["head"][:16] + bytes(32) + files["head"][48:]
    if how == "memory of noise":
        files |= {name: hashlib.shake_128(b"noise").digest(len(files[name])) for name in others}
    if how == "a piece beyond the end":
        files["heap/999999999"] = bytes(8)
    if how == "a file is missing":
        del files["about.json"]
    return gzip.compress(pack(files), 1)


@pytest.mark.parametrize(
    "how", ["no archive", "of another build", "memory of noise", "a piece beyond the end", "a file is missing"]
)
def test_a_damaged_snapshot_is_done_without(open_cell: OpenCell, site_url: str, built_site: Path, how: str) -> None:
    cell = open_cell(site_url + "part1/")
    (good,) = (built_site / "assets/heureum/packs").glob("*.snapshot")
    serve_instead(cell, built_site, damaged(good.read_bytes(), how))
    asked = asked_packs(cell)
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    assert cell.placement["d"] == "작업자 1"
    assert "numpy" in asked


def test_what_begins_well_and_is_not_what_was_published_runs_no_code(
    open_cell: OpenCell, site_url: str, built_site: Path
) -> None:
    cell = open_cell(site_url + "part1/")
    manifest = json.loads((built_site / "assets/heureum/manifest.json").read_text())
    manifest["files"]["snapshot"]["sha256"] = "0" * 64  # all of it arrives and would start
    cell.page.context.route("**/manifest.json", lambda route: route.fulfill(json=manifest))
    asked = asked_packs(cell)
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    assert asked[0] == "heap"
    assert "numpy" in asked


KEPT = "caches.open('heureum inflated').then((cache) => cache.keys()).then((keys) => keys.map(({ url }) => url))"
DAMAGE = """async () => {
  const cache = await caches.open("heureum inflated");
  const [request] = await cache.keys();
  const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
  await cache.put(request, new Response(bytes.fill(7, HALF)));
}"""

IS_DAMAGED = """async () => {
  const cache = await caches.open("heureum inflated");
  const [request] = await cache.keys();
  return request !== undefined && new Uint8Array(await (await cache.match(request)).arrayBuffer()).at(-1) === 7;
}"""


def kept(cell: Cell) -> list[str]:
    """What lies inflated in the browser's storage, once there is something."""
    while not (names := cell.page.evaluate(KEPT)):
        pass
    found: list[str] = names
    return found


def test_the_next_visit_starts_from_what_was_inflated(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.run()
    (name,) = kept(cell)
    assert name.endswith(".snapshot.inflated")
    cell.page.evaluate(
        f"caches.open('heureum inflated').then((cache) => cache.put('{name.replace('heap-', 'heap-of-old-')}', new Response()))"
    )
    cell.page.reload()
    asked = asked_packs(cell)
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    assert asked == []


@pytest.mark.parametrize("half", ["0", "bytes.length / 2"])
def test_what_was_inflated_and_is_damaged_is_forgotten(open_cell: OpenCell, site_url: str, half: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.run()
    kept(cell)
    cell.page.evaluate(DAMAGE.replace("HALF", half))
    cell.page.reload()
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    while cell.page.evaluate(IS_DAMAGED):
        pass


def test_where_there_is_little_room_nothing_is_kept(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.page.evaluate("navigator.storage.estimate = async () => { globalThis.asked = true; return { quota: 1e8, usage: 0 }; }")
    cell.run()
    cell.page.wait_for_function("globalThis.asked === true", timeout=BOOT_MS)
    assert cell.page.evaluate(KEPT) == []


def test_a_snapshot_that_never_starts_is_done_without(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.page.evaluate(
        """() => {
          const post = Worker.prototype.postMessage;
          Worker.prototype.postMessage = function (message, ...rest) {
            if (message.type !== "boot" || !message.kit.snapshot) post.call(this, message, ...rest);
          };
          const later = setTimeout;
          globalThis.setTimeout = (work, ms, ...rest) => later(work, ms === 10_000 ? 100 : ms, ...rest);
        }"""
    )
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    cell.page.reload()
    asked = asked_packs(cell)
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    assert "heap" not in asked  # who has waited for it once waits no more


def test_where_stacks_cannot_be_suspended_it_is_not_tried(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.page.evaluate("delete WebAssembly.Suspending")
    asked = asked_packs(cell)
    cell.run()
    expect(cell.output).to_have_text("e = 15.0\n", timeout=BOOT_MS)
    assert "heap" not in asked
