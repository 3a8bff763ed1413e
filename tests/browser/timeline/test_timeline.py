"""<heureum-timeline> by itself: what it shows of a run, by pointer, by keyboard, to screen readers, in both languages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenTimeline, assert_accessible
from .page import bundle, many


def test_its_script_is_small(tmp_path: Path) -> None:
    """Without Lit, which the graph shares, and without what is loaded when a reader asks for it."""
    bundle(["timeline/run_view.js"], tmp_path, minify=True, external=["lit", "lit/*"])
    loaded, waiting = set(), ["run_view.js"]
    while waiting:
        loaded.add(name := waiting.pop())
        source = (tmp_path / name).read_text(encoding="utf-8")
        waiting += set(re.findall(r'(?:import|from)\s*"\./([^"]+)"', source)) - loaded
    sizes = {name: len(gzip.compress((tmp_path / name).read_bytes())) for name in loaded}
    assert sum(sizes.values()) <= 10 * 1024, sizes


def go_to_chart(page: Page) -> None:
    """By keyboard; what the keys do comes with the focus."""
    page.locator(".chart").focus()
    page.wait_for_function("document.querySelector('heureum-timeline').isAwake")


def spoken(page: Page) -> str:
    return page.locator(".chart [aria-live]").inner_text()


def rows_of(page: Page) -> list[list[str]]:
    expect(page.locator(".tables table")).to_have_count(3)
    table = page.locator(".tables table").last
    return [row.locator("th, td").all_text_contents() for row in table.locator("tbody tr").all()]


@pytest.mark.parametrize(("language", "told"), [("ko", "이 컴퓨터의 코어는 하나여서"), ("en", "This machine has one core")])
def test_on_one_core_nothing_is_said_to_be_faster(open_timeline: OpenTimeline, language: str, told: str) -> None:
    page = open_timeline(language=language)
    page.evaluate("""() => {
        Object.defineProperty(navigator, "hardwareConcurrency", {get: () => 1});
        document.querySelector("heureum-timeline").requestUpdate();
    }""")
    expect(page.locator(".headline")).to_contain_text(told)


def test_every_span_is_drawn_where_it_was_measured(open_timeline: OpenTimeline) -> None:
    page = open_timeline(viewport={"width": 932, "height": 800})
    width = page.locator(".heureum-timeline-drawing").evaluate("drawing => drawing.getBoundingClientRect().width")
    places = page.locator(".chart g.compute").evaluate_all(
        "all => all.map(({dataset, firstElementChild: r}) => [dataset.node, r.x.baseVal.value, r.width.baseVal.value])"
    )
    wanted = {"c": (0, 2), "d": (3, 4), "e": (8, 1)}
    assert {
        node: (pytest.approx(x / width * 9, abs=0.1), pytest.approx(w / width * 9, abs=0.1)) for node, x, w in places
    } == wanted
    assert page.locator(".heureum-hand-off").count() == 2
    assert page.locator(".heureum-gap.wait").evaluate_all("all => all.map(each => each.dataset.node)") == ["e", "d"]


def test_the_sentences_say_what_was_measured(open_timeline: OpenTimeline) -> None:
    page = open_timeline()
    expect(page.locator(".headline")).to_contain_text("2 workers finished in 9.0 ms")
    findings = page.locator(".findings").inner_text()
    for told in (
        "work, all nodes' computing added up, is 7.0 ms",
        "is 7.0 ms. No number of workers",
        "is 9.0 ms: 100% of the run",
    ):
        assert told in findings
    assert "c → hand-off c:0 → d → hand-off d:0 → e" in re.sub(r"\s+", " ", findings)


def test_the_table_says_the_same(open_timeline: OpenTimeline) -> None:
    page = open_timeline()
    page.locator("summary").click()
    assert ["worker 1", "d", "compute · Square", "3.0 ms", "4.0 ms", ""] in rows_of(page)
    assert ["worker 0", "waits for d:0 of worker 1", "wait", "2.2 ms", "5.8 ms", ""] in rows_of(page)
    assert ["worker 0", "receive d:0", "receive", "7.0 ms", "1.0 ms", "4 bytes"] in rows_of(page)


def test_by_keyboard(open_timeline: OpenTimeline) -> None:
    page = open_timeline()
    expect(page.locator(".chart")).to_have_accessible_description(re.compile("2 workers did during 9.0 ms: 10 spans"))
    go_to_chart(page)
    page.keyboard.press("ArrowRight")
    assert spoken(page).startswith("c. worker 0 · compute · Neg")
    page.keyboard.press("ArrowRight")
    assert spoken(page).startswith("send c:0")
    page.keyboard.press("ArrowRight")
    assert spoken(page).startswith("waits for d:0 of worker 1")
    page.keyboard.press("ArrowDown")
    assert "worker 1" in spoken(page)
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    assert spoken(page).startswith("e. worker 0")
    assert page.evaluate("hovered.at(-1)") == "e"
    page.keyboard.press("Escape")
    assert page.evaluate("hovered.at(-1)") is None


def test_zoom_by_keyboard_button_and_wheel(open_timeline: OpenTimeline) -> None:
    page = open_timeline()
    bar = "document.querySelector('heureum-timeline').shadowRoot.querySelector('g.compute[data-node=d] rect')"
    width = f"{bar}.width.baseVal.value"
    before = page.evaluate(width)
    go_to_chart(page)
    page.keyboard.press("+")
    page.wait_for_function(f"{width} > {before} * 1.5")
    page.keyboard.press("0")
    page.wait_for_function(f"{width} === {before}")
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function(f"{width} > {before} * 1.5")
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function(f"{width} === {before}")
    page.locator(".chart").hover(position={"x": 300, "y": 100})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    page.wait_for_function(f"{width} > {before} * 1.3")


def test_a_zoomed_chart_is_dragged_and_stays_inside_the_run(open_timeline: OpenTimeline) -> None:
    page = open_timeline()
    go_to_chart(page)
    page.keyboard.press("+")
    start = "() => document.querySelector('heureum-timeline').scale.from"
    before = page.evaluate(start)
    page.mouse.move(400, 200)
    page.mouse.down()
    page.mouse.move(300, 200, steps=4)
    page.mouse.up()
    assert page.evaluate(start) > before
    page.mouse.down()
    page.mouse.move(2000, 200, steps=4)
    page.mouse.up()
    assert page.evaluate(start) == 0


def test_by_touch(open_timeline: OpenTimeline) -> None:
    page = open_timeline(has_touch=True, viewport={"width": 360, "height": 800})
    box = page.locator(".chart g.compute[data-node=d] rect").bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".tip")).to_contain_text("takes 4.0 ms")
    page.touchscreen.tap(box["x"], box["y"] - 90)
    expect(page.locator(".tip")).to_have_count(0)


def test_a_plain_wheel_scrolls_the_page(open_timeline: OpenTimeline) -> None:
    page = open_timeline(viewport={"width": 800, "height": 300})
    page.locator(".chart").hover(position={"x": 300, "y": 50})
    page.mouse.wheel(0, 150)
    page.wait_for_function("scrollY > 100")


def test_hovering_says_the_node_and_lighting_shows_it(open_timeline: OpenTimeline) -> None:
    page = open_timeline()
    page.locator(".chart g.compute[data-node=d]").hover()
    expect(page.locator(".tip")).to_contain_text("takes 4.0 ms")
    assert page.evaluate("hovered") == ["d"]
    page.mouse.move(5, 5)
    expect(page.locator(".tip")).to_have_count(0)
    assert page.evaluate("hovered.at(-1)") is None
    page.evaluate("document.querySelector('heureum-timeline').highlight(['c'])")
    expect(page.locator(".chart g.compute.lit")).to_have_attribute("data-node", "c")
    assert page.locator(".chart g.compute.dim").count() == 2
    page.evaluate("document.querySelector('heureum-timeline').highlight(null)")
    expect(page.locator(".dim")).to_have_count(0)


def test_the_critical_path_can_be_hidden(open_timeline: OpenTimeline) -> None:
    page = open_timeline()
    assert page.locator(".chart g.compute.critical").count() == 3
    page.get_by_role("button", name="critical path").click()
    expect(page.locator(".critical")).to_have_count(0)


def test_ten_thousand_spans_draw_no_more_than_there_are_pixels(open_timeline: OpenTimeline) -> None:
    page = open_timeline(many().to_json(), viewport={"width": 1000, "height": 800})
    assert page.locator("[data-at]").count() < 1200
    page.locator(".chart").focus()
    for _ in range(10):
        page.keyboard.press("+")
    expect(page.locator(".chart g.compute:not(.several)").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert spoken(page).startswith("n0. worker 0")
    page.locator("summary").click()
    assert len(rows_of(page)) == 200
    expect(page.locator(".tables p")).to_contain_text("these are the first 200")


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(("language", "width"), [("ko", 360), ("en", 1280)])
def test_accessible(open_timeline: OpenTimeline, language: str, scheme: str, width: int) -> None:
    page = open_timeline(language=language, scheme=scheme, viewport={"width": width, "height": 800})
    page.locator("summary").click()
    expect(page.locator(".tables table")).to_have_count(3)
    assert_accessible(page)
