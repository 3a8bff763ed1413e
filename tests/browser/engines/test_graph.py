"""The graph editor in Firefox and in WebKit: open a graph, edit it, run it on two workers, undo everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.host import Host, hosted

from plugin.isolation import HEADERS

from .driver import Driver, wait_for

EDITOR = """
const editor = document.querySelector("heureum-graph-editor");
const inside = (selector) => editor.shadowRoot.querySelector(selector);
const names = () => editor.document.nodes.map((node) => node.name).join(" ");
"""
RESTS = "editor.pending === 0 && !editor.running.isOn"


@pytest.fixture(scope="module")
def isolated_host(built_site: Path) -> Iterator[Host]:
    with hosted(built_site, HEADERS) as isolated:
        yield isolated


def test_a_graph_is_edited_run_on_two_workers_and_undone(driver: Driver, isolated_host: Host) -> None:
    def do(script: str) -> object:
        return driver.evaluate(EDITOR + script)

    def wait(condition: str) -> None:
        wait_for(driver, EDITOR, condition)

    driver.open(isolated_host.url + "playground/")
    driver.evaluate("localStorage.clear()")  # what another test has edited
    driver.reload()
    wait("editor?.shadowRoot && inside('.canvas [data-node=\"e\"]')")
    before = do("return names()")

    do("inside('.tool.add').click()")
    wait("inside('dialog .op[data-op=\"Neg\"]')")
    do("editor.choose(['e'], { quietly: true }); inside('dialog .op[data-op=\"Neg\"]').click()")
    wait(f"{RESTS} && editor.document.nodes.some((node) => node.op === 'Neg' && node.inputs[0] === 'e:0')")
    added = do("return editor.document.nodes.at(-1).name")
    do("editor.choose(['d']); inside('.place:nth-of-type(3)').click()")
    wait(f"{RESTS} && editor.view.nodes.find((node) => node.name === 'd').worker === 1")
    do(f"editor.edit({{ do: 'fetch', tensor: '{added}:0' }})")
    wait(f"{RESTS} && editor.document.fetches.length === 2")

    do("inside('.tool.run').click()")
    wait("editor.dataset.runsEnded === '1' && inside('[data-value=\"e\"]')")
    assert do("return inside('[data-value=\"e\"] .value-text').textContent") == "15.0"
    assert do(f"return inside('[data-value=\"{added}\"] .value-text').textContent") == "-15.0"
    wait("editor.querySelector('heureum-timeline')?.shadowRoot.querySelectorAll('.lane').length === 2")
    assert do("return editor.over.nodes.d.worker") == "/job:worker/task:1"

    for left in (2, 1, 0):
        do("inside('.tool.undo').click()")
        wait(f"{RESTS} && editor.history.past.length === {left}")
    assert do("return names()") == before
    assert do("return editor.document.nodes.find((node) => node.name === 'd').device") == ""
