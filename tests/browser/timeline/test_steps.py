"""Stepping through a recorded run: forwards and back, playing, by keyboard, and what each step says."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import OpenTimeline, assert_accessible

SHOWN = """() => {
    const root = (name) => document.querySelector(`heureum-${name}`).shadowRoot;
    const [graph, steps, timeline] = ["graph", "steps", "timeline"].map(root);
    const nodes = [...graph.querySelectorAll("[data-node]")].map((node) => node.outerHTML.replace(/<!--.*?-->/g, ""));
    const edges = [...graph.querySelectorAll(".edge")].map((edge) => edge.getAttribute("class"));
    return [nodes, edges, steps.querySelector("dl").innerText, timeline.querySelector(".cursor").getAttribute("x1")];
}"""
STEPS = [  # what is said, and the lists: computing, on their way, ready, waiting
    ("Nothing has been computed yet.", "none", "none", "c", "d waits for c:0 e waits for c:0, d:0"),
    ("worker 0 starts to compute c.", "c", "none", "none", "d waits for c:0 e waits for c:0, d:0"),
    ("worker 0 has computed c.", "none", "none", "none", "d waits for c:0 e waits for d:0"),
    ("worker 0 sends the tensor c:0 to worker 1.", "none", "c:0", "none", "d waits for c:0 e waits for d:0"),
    ("worker 1 has received the tensor c:0 from worker 0.", "none", "none", "d", "e waits for d:0"),
    ("worker 1 starts to compute d.", "d", "none", "none", "e waits for d:0"),
    ("worker 1 has computed d.", "none", "none", "none", "e waits for d:0"),
    ("worker 1 sends the tensor d:0 to worker 0.", "none", "d:0", "none", "e waits for d:0"),
    ("worker 0 has received the tensor d:0 from worker 1.", "none", "none", "e", "none"),
    ("worker 0 starts to compute e.", "e", "none", "none", "none"),
    ("worker 0 has computed e.", "none", "none", "none", "none"),
]


def test_each_step_and_back(open_steps: OpenTimeline) -> None:
    page = open_steps()
    pictures = []
    for at, (told, *lists) in enumerate(STEPS):
        expect(page.locator("heureum-steps .now [aria-live]")).to_have_text(told)
        expect(page.locator("heureum-steps .count")).to_contain_text(f"Step {at} of {len(STEPS) - 1}")
        assert [" ".join(each.split()) for each in page.locator("heureum-steps dd").all_inner_texts()] == lists
        pictures.append(page.evaluate(SHOWN))
        if at < len(STEPS) - 1:
            page.locator("heureum-steps .next").click()
    assert len({str(each) for each in pictures}) == len(STEPS)
    expect(page.locator("heureum-steps .next")).to_be_disabled()
    for at in range(len(STEPS) - 2, -1, -1):
        page.locator("heureum-steps .back").click()
        expect(page.locator("heureum-steps .count")).to_contain_text(f"Step {at} of")
        assert page.evaluate(SHOWN) == pictures[at]


def test_playing_ends_at_the_end_and_scrubbing_stops_it(open_steps: OpenTimeline) -> None:
    page = open_steps(reduced_motion="reduce")
    steps = page.locator("heureum-steps")
    steps.get_by_label("Speed").select_option("4")
    steps.locator(".play").click()
    expect(steps.locator(".play")).to_contain_text("Pause")
    expect(steps.locator(".count")).to_contain_text("Step 10 of 10", timeout=20_000)
    expect(steps.locator(".play")).to_contain_text("Play")
    steps.locator(".play").click()
    steps.get_by_label("Step", exact=True).fill("7")
    expect(steps.locator(".count")).to_contain_text("Step 7 of 10")
    expect(steps.locator(".play")).to_contain_text("Play")
    steps.locator(".play").focus()
    page.keyboard.press("ArrowLeft")
    expect(steps.locator(".count")).to_contain_text("Step 6 of 10")
    page.keyboard.press("End")
    expect(steps.locator(".count")).to_contain_text("Step 10 of 10")
    steps.get_by_role("button", name="Close").click()
    expect(page.locator("heureum-graph, heureum-steps, .cursor")).to_have_count(0)


@pytest.mark.parametrize(("language", "scheme", "width"), [("ko", "slate", 360), ("en", "default", 1280)])
def test_steps_are_accessible(open_steps: OpenTimeline, language: str, scheme: str, width: int) -> None:
    page = open_steps(language=language, scheme=scheme, viewport={"width": width, "height": 800})
    for _ in range(3):
        page.locator("heureum-steps .next").click()
    assert_accessible(page)


ROWS = """tools => new Set([...tools.querySelectorAll("button, select")].map((one) => one.getBoundingClientRect())
  .map(({ top, height }) => Math.round(top + height / 2))).size"""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_on_a_phone_the_tools_take_two_rows(open_steps: OpenTimeline, language: str) -> None:
    page = open_steps(language=language, viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    assert page.locator("heureum-timeline .tools").evaluate(ROWS) == 2
    assert page.locator("heureum-steps .tools").evaluate(ROWS) == 2
