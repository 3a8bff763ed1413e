"""<heureum-timeline> by itself: what it shows of a run, by pointer, by keyboard, to screen readers, in both languages."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from heureum_live.layout import lay_out
from heureum_live.studio import answer

from .conftest import OpenPage, QuietFiles
from .timeline_page import HTML, WEB, bundle, by_hand, many

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
OpenTimeline = Callable[..., Page]


@pytest.fixture(scope="module")
def folder_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("timeline")
    bundle(["timeline/run_view.js"], folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietFiles, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_timeline(open_page: OpenPage, folder_url: tuple[Path, str]) -> OpenTimeline:
    """A page whose one timeline shows `run`; the page remembers what `span-hover` said in `hovered`."""
    folder, url = folder_url

    def open_(run: dict[str, Any] | None = None, language: str = "en", scheme: str = "default", **options: Any) -> Page:
        runs = json.dumps({"run": run or by_hand().to_json()})
        imports = 'import "./run_view.js";'
        text = HTML.format(language=language, scheme=scheme, runs=runs, imports=imports)
        (folder / "page.html").write_text(text, encoding="utf-8")
        page = open_page(url + "page.html", **options)
        page.wait_for_function("window.ready")
        page.evaluate("""() => {
            const timeline = document.createElement("heureum-timeline");
            timeline.run = runs.run;
            window.hovered = [];
            timeline.addEventListener("span-hover", (event) => hovered.push(event.detail));
            place.append(timeline);
        }""")
        expect(page.locator(".heureum-timeline-drawing")).to_be_visible()
        return page

    return open_


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


def spoken(page: Page) -> str:
    return page.locator(".chart [aria-live]").inner_text()


def rows_of(page: Page) -> list[list[str]]:
    expect(page.locator(".tables table")).to_have_count(3)
    table = page.locator(".tables table").last
    return [row.locator("th, td").all_text_contents() for row in table.locator("tbody tr").all()]


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
    page.locator(".chart").focus()
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
    page.locator(".chart").focus()
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
    page.locator(".chart").focus()
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


@pytest.fixture
def open_steps(open_timeline: OpenTimeline) -> OpenTimeline:
    """The page of a cell whose reader has opened the step-through of the run by hand."""

    def open_(**how: Any) -> Page:
        page = open_timeline(**how)
        page.expose_function("ask", lambda request: answer(json.dumps(request)))
        record = by_hand()
        shown = [record.to_json(), lay_out(record.graph.to_json()).to_json()]
        page.evaluate(
            """async ([run, layout]) => {
                const { RunView } = await import("./run_view.js");
                await new RunView(null, async (request) => JSON.parse(await ask(request))).show(run, place, layout);
            }""",
            shown,
        )
        page.locator("heureum-timeline button.step").click()
        expect(page.locator("heureum-steps .now")).to_be_visible()
        expect(page.locator("heureum-graph .parcel")).to_have_count(2)  # what crossed: there is room for it now
        page.wait_for_function(
            "document.querySelector('heureum-graph').glide.shown === document.querySelector('heureum-graph').view"
        )
        return page

    return open_


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


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(("language", "width"), [("ko", 360), ("en", 1280)])
def test_accessible(open_timeline: OpenTimeline, language: str, scheme: str, width: int) -> None:
    page = open_timeline(language=language, scheme=scheme, viewport={"width": width, "height": 800})
    page.locator("summary").click()
    expect(page.locator(".tables table")).to_have_count(3)
    assert_accessible(page)


def assert_accessible(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found["violations"]] == []
