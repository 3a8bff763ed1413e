"""What the reader typed is never lost, and errors point at it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from .cell import BOOT_MS, Cell
from .conftest import OpenCell

BROKEN = "x = 1\n\nraise ValueError('잘못된 값')"


def test_an_exception_shows_type_message_and_line_and_the_edit_stays(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead(BROKEN)
    cell.run()
    expect(cell.error).to_contain_text("ValueError")
    expect(cell.error).to_contain_text("잘못된 값")
    expect(cell.error).to_contain_text("3번째 줄")
    expect(cell.element.locator(".heureum-marked-line")).to_have_text("raise ValueError('잘못된 값')")
    assert cell.code == BROKEN
    expect(cell.element.locator("figure.heureum-graph")).to_be_hidden()  # it is not this code's
    cell.type_instead("print('fine')")
    cell.run()
    expect(cell.error).to_have_count(0)
    expect(cell.element.locator(".heureum-marked-line")).to_have_count(0)
    assert cell.output.inner_text() == "fine\n"


def test_an_error_of_a_node_names_the_node(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead("import heureum as tf\nx = tf.placeholder(tf.float32, name='x')\ntf.Session(workers=2).run(x + 1.0)")
    cell.run()
    expect(cell.error).to_contain_text("'x'")
    expect(cell.error).to_contain_text("3번째 줄")


def test_edits_outlive_reload_navigation_and_the_other_language(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.change("tf.constant(2.0", "tf.constant(6.0")
    edited = cell.code
    cell.page.reload()
    assert cell.code.rstrip() == edited.rstrip()
    cell.page.locator(".heureum-language").click()
    cell.page.wait_for_url("**/en/part1/**")
    assert "tf.constant(6.0" in cell.code
    cell.run()
    assert cell.output.inner_text() == "e = 63.0\n"
    cell.reset_button.click()
    assert "tf.constant(2.0" in cell.code
    assert "c is for worker 0" in cell.code
    cell.change("tf.constant(3.0", "tf.constant(7.0")
    cell.reset_button.click()
    assert "tf.constant(3.0" in cell.code
    cell.editor.press("ControlOrMeta+z")
    expect(cell.editor).to_contain_text("tf.constant(7.0")


def test_the_runtime_outlives_instant_navigation(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url, "first.py")
    cell.page.wait_for_load_state("networkidle")  # the theme navigates in place once it has the sitemap
    cell.run()
    before = cell.threads
    cell.page.evaluate("window.isSame = true")
    cell.page.locator(".heureum-front .md-button[href$='part1/']").click()
    cell.page.wait_for_url("**/part1/")
    assert cell.page.evaluate("window.isSame") is True
    next_cell = Cell(cell.page, "graph.py")
    next_cell.run()
    assert next_cell.output.inner_text() == "e = 15.0\n"
    # The one in reserve may have come meanwhile.
    assert [thread for thread in next_cell.threads if thread in before] == before


def test_the_editor_by_keyboard(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.element.locator(".heureum-edit").press("Enter")
    expect(cell.editor).to_be_focused()
    cell.type_instead("if True:")
    cell.page.keyboard.press("Enter")
    cell.page.keyboard.insert_text("print('tabbed')")
    cell.page.keyboard.press("Control+Enter")
    cell.wait_until_ended()
    assert cell.code == "if True:\n    print('tabbed')"
    assert cell.output.inner_text() == "tabbed\n"
    cell.editor.focus()
    cell.page.keyboard.press("Escape")
    cell.page.keyboard.press("Tab")
    expect(cell.run_button).to_be_focused()


def test_without_codemirror_a_plain_editor_takes_its_place(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.page.route("**/chunks/code_mirror-*", lambda route: route.abort())
    cell.element.locator(".heureum-edit").click()
    area = cell.element.locator("textarea")
    expect(cell.status).to_contain_text("단순한 입력창")
    area.fill("print('plain')")
    area.press("Control+Enter")
    cell.wait_until_ended()
    assert cell.output.inner_text() == "plain\n"


@pytest.mark.parametrize("lost", ["**/packs/*", "**/client_worker.js", "**/pyodide.asm.js", "**/chunks/live_cell-*"])
def test_a_file_that_does_not_come_is_said_and_retry_works(open_cell: OpenCell, site_url: str, lost: str) -> None:
    cell = open_cell(site_url + "part1/")

    def lose(route: Route) -> None:
        route.abort()

    cell.page.context.route(lost, lose)
    cell.run_button.click()
    expect(cell.status).to_contain_text("받지 못했습니다", timeout=30_000)
    cell.page.context.unroute(lost, lose)
    cell.status.get_by_role("button", name="다시 시도").click()
    expect(cell.status).to_contain_text("초 만에", timeout=BOOT_MS)
    assert cell.output.inner_text() == "e = 15.0\n"


@pytest.mark.parametrize("how", ["cut off", "another"])
def test_a_damaged_file_is_said_and_retry_downloads_it_anew(open_cell: OpenCell, site_url: str, how: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.page.evaluate("delete globalThis.DecompressionStream")  # no snapshot: all files are needed

    def damage(route: Route) -> None:
        body = route.fetch().body()
        route.fulfill(body=body[:-100] if how == "cut off" else body[:-100] + bytes(100))

    cell.page.context.route("**/packs/heureum-*", damage)
    cell.run_button.click()
    expect(cell.status).to_contain_text("온전하지 않습니다", timeout=30_000)
    cell.page.context.unroute("**/packs/heureum-*", damage)
    cell.status.get_by_role("button", name="다시 시도").click()
    expect(cell.status).to_contain_text("초 만에", timeout=BOOT_MS)
    assert cell.output.inner_text() == "e = 15.0\n"
