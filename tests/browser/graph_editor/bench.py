"""How long an edit takes to show: from the request to the frame that shows Python's answer, in the playground.

`make bench-editor` builds the site and prints it; `python -m tests.browser.graph_editor.bench FOLDER` takes a built one.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from playwright.sync_api import sync_playwright

SIZES = (10, 100, 1000)
EDITS = 30

VALUE = {"tensor": {"dtype": "float32", "shape": [], "values": [1.0]}}
OPEN = """async ([editor, text]) => {
  const { error } = await editor.edit({ do: "open", text });
  if (error) throw new Error(error.text);
  await editor.updateComplete;
}"""
# Moving a node to the other worker and back: the view changes in the node, its edges and the table.
EDIT = """async ([editor, turn]) => {
  const began = performance.now();
  const answered = editor.edit({ do: "set device", names: [editor.view.nodes.at(-1).name], worker: turn % 2 });
  await answered;
  const answer = performance.now() - began;
  await editor.updateComplete;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const shown = performance.now() - began;
  await editor.below.code(); // which follows by itself once the graph is shown: the next edit is not to wait for it
  return [answer, shown];
}"""


def chain(size: int) -> str:
    """A GraphDef of that many nodes, each added to the one before."""
    first = {"name": "x", "op": "Const", "inputs": [], "attrs": {"dtype": {"dtype": "float32"}, "value": VALUE}, "device": ""}
    rest = [
        {"name": f"n{n}", "op": "Add", "inputs": [f"n{n - 1}:0" if n else "x:0", "x:0"], "attrs": {}, "device": ""}
        for n in range(size - 1)
    ]
    return json.dumps({"version": 1, "nodes": [first, *rest]})


def main(folder: str) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    measure(f"http://127.0.0.1:{server.server_port}/playground/")
    server.shutdown()


class _Files(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


def measure(address: str) -> None:
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(reduced_motion="reduce")
        page.goto(address)
        page.wait_for_selector("heureum-graph-editor .canvas")
        editor = page.locator("heureum-graph-editor").element_handle()
        print(f"{'nodes':>6} {'answer ms':>10} {'shown ms':>10} {'95th':>6}   median of {EDITS} edits")
        for size in SIZES:
            page.evaluate(OPEN, [editor, chain(size)])
            times = [page.evaluate(EDIT, [editor, turn]) for turn in range(EDITS)]
            answers, shown = zip(*times, strict=True)
            worst = sorted(shown)[int(EDITS * 0.95)]
            print(f"{size:>6} {statistics.median(answers):>10.1f} {statistics.median(shown):>10.1f} {worst:>6.1f}")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
