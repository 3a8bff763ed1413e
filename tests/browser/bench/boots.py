"""From opening a page to its first result, cold and warm, for ours and for others in the same run.

Takes a Playwright and the host; gives milliseconds. Law: everybody in turn, again and again, so that noise hits all alike;
cold is a fresh profile, warm the third time that the same profile opens the page, each after a pause as readers make it: before
the first, the browser finishes its own start, which for a reader is long over.
"""

from __future__ import annotations

import contextlib
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Page, Playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
VISITS = 3
PAUSE_MS = 3000  # in which a browser may keep what it has compiled, and a page what it has loaded
PATIENCE_MS = 120_000

GRAPH = """
import numpy as np
import heureum as tf
a, b = tf.constant(np.arange(10)), tf.constant(0)
with tf.Session({}) as sess:
    print(sess.run(tf.reduce_sum(a + b)))
"""
STOCK = "stock Pyodide, no NumPy"
OURS = "heureum (NumPy, engine)"
OURS_ON_WORKERS = "heureum (NumPy, engine, 2 device workers)"
PAGES = {
    STOCK: "stock.html",
    OURS: "heureum.html?" + urlencode({"code": GRAPH.format("")}),
    OURS_ON_WORKERS: "heureum.html?" + urlencode({"code": GRAPH.format("workers=2")}),
    "as quarto-live boots (NumPy)": "quarto_live.html",
    "as markdown-exec boots (NumPy)": "markdown_exec.html",
    "PyScript (no NumPy)": "pyscript.html",
}


@contextlib.contextmanager
def fresh_profile(playwright: Playwright) -> Iterator[BrowserContext]:
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # Playwright's own default switches off the cache that keeps compiled scripts.
        context = playwright.chromium.launch_persistent_context(profile, executable_path=executable, args=FLAGS)
        context.pages[0].wait_for_timeout(PAUSE_MS)
        yield context
        context.close()


def shown_ms(page: Page, url: str) -> float:
    """Opens the page; gives when its result stood there."""
    page.set_default_timeout(PATIENCE_MS)
    page.goto(url)
    return float(page.evaluate("shown"))


def measure(playwright: Playwright, host: str, rounds: int) -> dict[str, dict[str, list[float]]]:
    """Page to cold and warm times."""
    times: dict[str, dict[str, list[float]]] = {name: {"cold": [], "warm": []} for name in PAGES}
    for _ in range(rounds):
        for name, path in PAGES.items():
            with fresh_profile(playwright) as context:
                visits = []
                for visit in range(VISITS):
                    if visit:
                        context.pages[0].wait_for_timeout(PAUSE_MS)
                    visits.append(shown_ms(context.pages[0], host + path))
            times[name]["cold"].append(visits[0])
            times[name]["warm"].append(visits[-1])
    return times


def slow_link(playwright: Playwright, host: str) -> Iterator[str]:
    """The first visit over a link on which the download is what takes longest: from the snapshot, and from packs."""
    ways = {
        STOCK: (STOCK, ""),
        f"{OURS}, from the snapshot": (OURS, ""),
        f"{OURS}, from packs": (OURS, "delete globalThis.DecompressionStream"),
    }
    for name, (page, script) in ways.items():
        with fresh_profile(playwright) as context:
            context.add_init_script(script)
            yield f"{name:44} {shown_ms(context.pages[0], host + PAGES[page]) / 1000:8.1f} s"


def table(times: dict[str, dict[str, list[float]]]) -> Iterator[str]:
    yield f"{'opening a page to its first result':44} {'cold ms':>8} {'ratio':>6} {'warm ms':>8} {'ratio':>6}"
    for name, by_visit in times.items():
        row = f"{name:44}"
        for visit in ("cold", "warm"):
            mine, stock = statistics.median(by_visit[visit]), statistics.median(times[STOCK][visit])
            row += f" {mine:8.0f} {mine / stock:6.2f}"
        yield row
