"""Two runs on one scale, and the file for Perfetto."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from heureum_live.studio import answer

from .conftest import OpenTimeline
from .page import by_hand


def test_two_runs_side_by_side_and_a_file_for_perfetto(open_timeline: OpenTimeline) -> None:
    """As a cell does it: keep a run, show the next; Python answers for real."""
    page = open_timeline()
    page.expose_function("ask", lambda request: answer(json.dumps(request)))
    page.evaluate(
        """async ([slow, quick]) => {
            place.replaceChildren();
            const { RunView } = await import("./run_view.js");
            window.view = new RunView(null, async (request) => JSON.parse(await ask(request)));
            window.quick = quick;
            await view.show(slow, place);
        }""",
        [by_hand(slow=4).to_json(), by_hand().to_json()],
    )
    page.get_by_role("button", name="Compare with the next run").click()
    expect(page.get_by_role("status")).to_contain_text("This run is kept")
    page.evaluate("view.show(quick, place)")
    facts = page.locator("heureum-comparison .facts")
    expect(facts).to_contain_text("It took 9.0 ms instead of 36 ms: 4.0 times as fast.")
    expect(facts).to_contain_text("The same amount crossed between workers, 8 bytes.")
    expect(facts).to_contain_text("All values that can be compared are equal.")
    widths = page.locator("heureum-comparison g.compute[data-node=d] rect").evaluate_all(
        "all => all.map(r => r.width.baseVal.value)"
    )
    assert widths[0] == pytest.approx(4 * widths[1])
    with page.expect_download() as download:
        page.get_by_role("button", name="Download for Perfetto").click()
    trace = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert {event["name"] for event in trace["traceEvents"]} >= {"c", "d", "e", "send c:0", "wait for d:0"}
    page.get_by_role("button", name="Stop comparing").click()
    expect(page.locator("heureum-comparison")).to_have_count(0)
