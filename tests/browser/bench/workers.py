"""What workers cost and bring: how soon they are ready, how they hand over, what two of them save, how soon they stop.

Takes a browser's page and the host; gives numbers by name. Law: Python's own clock measures inside Python, the page's clock
what a reader waits for.
"""

from __future__ import annotations

import json
import statistics
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page

from .boots import PATIENCE_MS

# A run in a cell is watched for its timeline; what the engine itself takes is measured unwatched.
UNWATCHED = "from heureum.trace import observers\nobservers.set(())\n"
# For its first twenty runs or so a browser goes on compiling, on a core that a worker needs.
TIMED = """
import json, statistics, time
import numpy as np
import heureum as tf

def median_s(work, times):
    for _ in range(20):
        work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
"""
ROUND_TRIP = """
a, b = tf.placeholder(tf.float32), tf.constant(2.0)
e = (a + b) * (b + 1.0)
with tf.Session(workers=1) as sess:
    print(json.dumps(1e3 * median_s(lambda: sess.run(e, {a: 3.0}), 200)))
"""
# A tensor that goes to and fro between two workers, eight times a run.
HOPS = """
def hops(size_bytes):
    value = tf.constant(np.ones(size_bytes // 4, np.float32))
    for hop in range(9):
        with tf.device(f"/job:worker/task:{hop % 2}"):
            value = tf.identity(value)
    with tf.device("/job:worker/task:0"):
        return tf.reshape(value, [-1])[0]
"""
HAND_OFF = f"""{HOPS}
found = {{}}
for size_bytes in (1 << 10, 1 << 20, 1 << 22, 1 << 24):
    with tf.Graph().as_default():
        end = hops(size_bytes)
        with tf.Session(workers=2) as sess:
            found[size_bytes] = median_s(lambda: sess.run(end), 15) / 8
print(json.dumps(found))
"""
# After twenty runs of each, five and five in turn: a core that has slept through the other's runs takes a while to wake.
CHAINS = """
def chains(dtype, workers):
    ends = []
    with tf.Graph().as_default() as graph:
        for chain in range(8):
            with tf.device(f"/job:worker/task:{chain % workers}"):
                start = tf.constant(np.random.default_rng(chain).standard_normal((256, 256)).astype(dtype))
                value = start
                for _ in range(12):
                    value = tf.matmul(value, start) * dtype(0.05)
                ends.append(value)
    return tf.Session(graph=graph, workers=workers), ends

found = {}
for dtype in (np.float32, np.float64):
    sessions = [chains(dtype, workers) for workers in (1, 2)]
    taken = [], []
    for _ in range(4 + 5):
        for (sess, ends), seconds in zip(sessions, taken):
            for _ in range(5):
                began = time.perf_counter()
                sess.run(ends)
                seconds.append(time.perf_counter() - began)
    for sess, _ in sessions:
        sess.close()
    found[np.dtype(dtype).name] = [statistics.median(seconds[20:]) for seconds in taken]
print(json.dumps(found))
"""
LOOPS = {
    "Python loop": "print('looping')\nwhile True: pass",
    "long kernel": "import numpy as np\nprint('looping')\na = np.ones((3000, 3000))\nwhile True: a @ a",
    "waiting for a worker": "import numpy as np, heureum as tf\nx = tf.constant(np.ones((2500, 2500)))\nprint('looping')\n"
    "with tf.Session(workers=2) as sess: sess.run(tf.matmul(tf.matmul(x, x), x))",
}
STOP = """async () => {
  const cell = document.querySelector("heureum-cell");
  const until = (done) => new Promise((resolve) => {
    const look = () => (done() ? resolve(performance.now()) : setTimeout(look, 1));
    look();
  });
  const began = performance.now();
  cell.querySelector(".heureum-stop").click();
  const stopped = await until(() => !cell.hasAttribute("data-running"));
  cell.original = "print('aga' + 'in')";
  cell.querySelector(".heureum-run").click();
  const again = await until(() => cell.querySelector(".heureum-output").textContent.includes("again"));
  return [stopped - began, again - stopped];
}"""


def in_cell(page: Page, host: str, code: str, *, workers: int, expect: str) -> str:
    """Runs code in a cell; gives all that it printed."""
    page.set_default_timeout(PATIENCE_MS)
    page.goto(host + "heureum.html?" + urlencode({"code": code, "workers": workers, "expect": expect}))
    page.evaluate("shown")
    return page.locator(".heureum-output").inner_text()


def printed(page: Page, host: str, code: str, *, workers: int) -> Any:
    """Runs code that prints one line of JSON."""
    text = in_cell(page, host, f"{TIMED}{code}\nprint('the ' + 'end')", workers=workers, expect="the end")
    return json.loads(text.splitlines()[0])


def ready_ms(page: Page, host: str, rounds: int) -> dict[int, float]:
    """From the click on Run until that many device workers and the client have booted, warm."""
    times: dict[int, list[float]] = {1: [], 2: [], 4: []}
    for _ in range(rounds + 1):
        for workers, taken in times.items():
            code = f"workers = {workers}\nprint('rea' + 'dy')"  # for code that speaks of none, none is started
            in_cell(page, host, code, workers=workers, expect="ready")
            taken.append(page.evaluate("shown.then((ms) => ms - clickedMs)"))
    return {workers: statistics.median(taken[1:]) for workers, taken in times.items()}


def stop_ms(page: Page, host: str, rounds: int) -> dict[str, tuple[float, float]]:
    """Stop to stopped, and stopped to the next result, by what was running: the first run of a page, with none in reserve yet."""
    found = {}
    for name, code in LOOPS.items():
        times = []
        for _ in range(rounds):
            in_cell(page, host, code, workers=2, expect="looping")
            times.append(page.evaluate(STOP))
        found[name] = (statistics.median(t for t, _ in times), statistics.median(t for _, t in times))
    return found
