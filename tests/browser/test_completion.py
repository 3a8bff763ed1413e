"""Completion and the rest of the editor's comforts, by keyboard; and Korean, which is composed before it is text."""

from __future__ import annotations

from playwright.sync_api import expect

from .conftest import OpenCell


def test_the_engines_names_come_with_signature_and_sentence(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead("import heureum as tf\nmy_total = 3\ny = ")
    cell.page.keyboard.type("tf.nn.rel")
    options = cell.element.locator(".cm-tooltip-autocomplete li")
    expect(options.first).to_have_text("relu")
    expect(cell.element.locator(".cm-completionInfo")).to_contain_text("relu(features, name=None)")
    expect(cell.element.locator(".cm-completionInfo")).to_contain_text("max(features, 0)")
    options.first.click()
    cell.page.keyboard.type("(my_to")
    expect(options.first).to_have_text("my_total")
    options.first.click()
    assert cell.code.splitlines()[-1] == "y = tf.nn.relu(my_total)"


def test_names_after_another_librarys_alias_are_not_offered(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead("import heureum as hr\nimport numpy as tf\n")
    cell.page.keyboard.type("hr.matm")
    expect(cell.element.locator(".cm-tooltip-autocomplete li").first).to_have_text("matmul")
    cell.page.keyboard.press("Escape")
    cell.page.keyboard.press("Enter")
    cell.page.keyboard.type("tf.placeh")
    expect(cell.element.locator(".cm-tooltip-autocomplete")).to_have_count(0)


def test_search_undo_and_run_by_keyboard(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead("first = 1\nprint(first)")
    cell.editor.press("ControlOrMeta+f")
    expect(cell.element.get_by_placeholder("찾기")).to_be_focused()
    cell.page.keyboard.press("Escape")
    expect(cell.editor).to_be_focused()
    cell.page.keyboard.press("Shift+Enter")
    cell.wait_until_ended()
    assert cell.output.inner_text() == "1\n"
    cell.editor.press("ControlOrMeta+z")
    expect(cell.editor).to_contain_text("tf.Session(workers=2)")


def test_korean_is_composed_in_peace(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead("print('')")
    cell.page.keyboard.press("ArrowLeft")
    cell.page.keyboard.press("ArrowLeft")
    keyboard = cell.page.context.new_cdp_session(cell.page)
    for composed in ("ㅎ", "하", "한"):
        keyboard.send("Input.imeSetComposition", {"text": composed, "selectionStart": 1, "selectionEnd": 1})
    keyboard.send("Input.insertText", {"text": "한"})
    for composed in ("ㄱ", "그", "글"):
        keyboard.send("Input.imeSetComposition", {"text": composed, "selectionStart": 1, "selectionEnd": 1})
    keyboard.send("Input.insertText", {"text": "글"})
    assert cell.code == "print('한글')"
    cell.page.keyboard.press("Control+Enter")
    cell.wait_until_ended()
    assert cell.output.inner_text() == "한글\n"
