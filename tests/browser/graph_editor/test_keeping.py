"""Nothing is lost: refused values, a reload, Stop, files and links, the code and the graph both edited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ..cell import BOOT_MS
from ..conftest import OpenPage, lose
from .graph import Graph


def edit_value(graph: Graph, name: str, text: str) -> None:
    graph.node(name).click()
    expect(graph.panel.locator("h3")).to_contain_text(name)
    graph.settle()  # where Python is there already, the node's fields are on their way
    prepare = graph.panel.locator(".prepare")
    if prepare.count():
        prepare.click()
    field = graph.panel.locator('[data-key="value"]')
    expect(field).to_be_visible(timeout=BOOT_MS)
    field.fill(text)
    field.press("Enter")
    graph.settle()


def test_a_refused_value_stays_in_its_field_with_the_reason(open_page: OpenPage, site_url: str) -> None:
    graph = Graph(open_page(site_url + "en/playground/"))
    before = graph.document
    edit_value(graph, "b", "[1, 2")
    field = graph.panel.locator('[data-key="value"]')
    expect(field).to_have_value("[1, 2")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(graph.panel.locator(".why")).to_contain_text("[1, 2")
    assert graph.document == before


def test_edits_outlive_a_reload_without_python(open_page: OpenPage, site_url: str) -> None:
    graph = Graph(open_page(site_url + "playground/"))
    edit_value(graph, "b", "5.0")
    edited = graph.document
    graph.page.reload()
    again = Graph(graph.page)
    assert again.document == edited
    expect(again.node("b")).to_contain_text("5")
    again.element.locator(".tool.reset").click()
    again.settle()
    assert again.document != edited


def test_stop_keeps_the_graph(open_page: OpenPage, site_url: str) -> None:
    graph = Graph(open_page(site_url + "playground/"))
    edit_value(graph, "b", "5.0")
    edited = graph.document
    graph.element.locator(".tool.run").click()
    graph.element.locator(".tool.stop").click()
    expect(graph.element.locator(".tool.run")).to_be_visible(timeout=BOOT_MS)
    expect(graph.element.locator(".foot progress")).to_have_count(0)
    assert graph.document == edited
    edit_value(graph, "b", "6.0")
    assert graph.document != edited


def test_the_graph_as_a_file_and_as_a_link(open_page: OpenPage, site_url: str, tmp_path: Path) -> None:
    page = open_page(site_url + "en/playground/")
    graph = Graph(page)
    edit_value(graph, "b", "5.0")
    edited = graph.nodes
    with page.expect_download() as download:
        graph.element.locator(".playground-export").click()
    saved = tmp_path / "graph.json"
    download.value.save_as(saved)
    assert {node["name"] for node in json.loads(saved.read_text())["nodes"]} == set(edited)

    damaged = tmp_path / "damaged.json"
    damaged.write_text(saved.read_text()[:-20])
    graph.element.locator('input[type="file"]').set_input_files(damaged)
    expect(graph.element.locator(".foot.bad")).to_be_visible()
    assert graph.nodes == edited
    graph.element.locator('input[type="file"]').set_input_files(saved)
    expect(graph.element.locator(".foot.bad")).to_have_count(0)
    graph.settle()
    assert graph.nodes == edited

    graph.element.locator(".playground-share").click()
    page.wait_for_url("**/playground/#heureum=*")
    other = Graph(open_page(page.url))
    assert other.nodes == edited  # the page's own graph: what is in the link waits for a press
    other.page.locator(".playground-link button").click()
    expect(other.node("b")).to_contain_text("5", timeout=BOOT_MS)
    assert other.nodes == edited


def test_code_and_graph_edited_both_are_both_offered(open_page: OpenPage, site_url: str) -> None:
    page = open_page(site_url + "en/playground/")
    graph = Graph(page)
    page.locator(".playground-code textarea").hover()  # the full editor comes when the code is touched
    code = page.locator(".playground-code .cm-content")
    expect(code).to_contain_text("tf.constant(3.0")
    edit_value(graph, "a", "7.0")
    expect(code).to_contain_text("tf.constant(7.0")  # the code follows the graph

    code.click()
    page.keyboard.press("ControlOrMeta+a")
    text = str(page.locator(".playground-code .cm-content").evaluate("box => box.innerText")).replace(
        "constant(2.0", "constant(4.0"
    )
    page.keyboard.insert_text(text)
    edit_value(graph, "d/y", "2.0")
    expect(page.locator(".playground-note")).to_contain_text("Both")
    expect(code).to_contain_text("constant(4.0")
    page.locator(".playground-code .heureum-run").click()
    rows = graph.element.locator("dialog .row")
    expect(rows.first).to_be_visible(timeout=BOOT_MS)
    rows.first.click()
    graph.settle()
    values = {
        node["name"]: node["attrs"]["value"]["tensor"]["values"] for node in graph.document["nodes"] if node["op"] == "Const"
    }
    assert (values["a"], values["b"], values["d/y"]) == ([7.0], [4.0], [2.0])


def test_typed_code_and_edits_of_the_graph_are_undone_in_one_order(open_page: OpenPage, site_url: str) -> None:
    page = open_page(site_url + "en/playground/")
    graph = Graph(page)
    undo, redo = graph.element.locator(".tool.undo"), graph.element.locator(".tool.redo")
    page.locator(".playground-code textarea").hover()
    code = page.locator(".playground-code .cm-content")
    edit_value(graph, "a", "7.0")
    expect(code).to_contain_text("constant(7.0")

    code.click()
    page.keyboard.press("ControlOrMeta+Home")
    page.keyboard.type("# mine\n")
    undo.click()
    expect(code).not_to_contain_text("# mine")
    expect(code).to_contain_text("constant(7.0")
    undo.click()
    expect(code).to_contain_text("constant(3.0")
    redo.click()
    expect(code).to_contain_text("constant(7.0")
    expect(code).not_to_contain_text("# mine")
    redo.click()
    expect(code).to_contain_text("# mine")

    page.locator(".playground-code .heureum-button", has_text="Back to the graph").click()
    expect(code).not_to_contain_text("# mine")
    undo.click()
    expect(code).to_contain_text("# mine")

    page.reload()  # nor is what was typed lost on the way
    again = Graph(page)
    expect(page.locator(".playground-code :is(textarea, .cm-content)")).to_have_js_property("isConnected", True)
    assert "# mine" in again.element.evaluate("editor => editor.playground.then(({ editor }) => editor.code)")
    expect(again.node("a")).to_contain_text("7")


@pytest.mark.parametrize("lost", ["**/chunks/words_ko-*", "**/chunks/editor_element-*"])
def test_what_a_graph_needs_is_asked_for_again_when_the_reader_comes_back(open_page: OpenPage, site_url: str, lost: str) -> None:
    page = open_page("about:blank", viewport={"width": 1280, "height": 400})
    page.context.route(lost, lose)
    with page.expect_response(lost):
        page.goto(site_url + "write/")
        page.locator("heureum-graph-editor").scroll_into_view_if_needed()
    expect(page.locator("heureum-graph-editor figure svg")).to_be_visible()  # the picture that the build drew
    page.context.unroute(lost, lose)
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    page.locator("heureum-graph-editor").scroll_into_view_if_needed()
    Graph(page)


def test_the_code_beside_the_graph_is_asked_for_again(open_page: OpenPage, site_url: str) -> None:
    page = open_page("about:blank")
    page.context.route("**/chunks/playground-*", lose)
    with page.expect_response("**/chunks/playground-*"):
        page.goto(site_url + "playground/")
    graph = Graph(page)
    page.context.unroute("**/chunks/playground-*", lose)
    graph.canvas.focus()
    expect(page.locator(".playground-code .cm-content, .playground-code textarea").first).to_be_visible()


def test_a_timeline_that_does_not_come_is_said_and_comes_with_the_next_run(open_page: OpenPage, site_url: str) -> None:
    graph = Graph(open_page(site_url + "playground/"))
    graph.page.context.route("**/chunks/run_view-*", lose)
    graph.run()
    assert graph.values()["e"]
    expect(graph.status).to_contain_text("받지 못했습니다")
    graph.page.context.unroute("**/chunks/run_view-*", lose)
    graph.run()
    expect(graph.element.locator("heureum-timeline .chart")).to_be_visible()
