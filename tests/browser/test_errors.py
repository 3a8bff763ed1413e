"""An error leads back to the reader's own code: the line, the calls, the node, the right name."""

from __future__ import annotations

from playwright.sync_api import expect

from .conftest import OpenCell

IN_A_GRAPH = """import heureum as tf
def look(at):
    values = tf.constant([1, 2, 3])
    place = tf.placeholder(tf.int32, name="place")
    found = tf.gather(values, place, name="found")
    with tf.Session() as sess:
        return sess.run(found, {place: at})
look(7)"""


def test_lines_are_pressed_and_the_node_is_lit(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead(IN_A_GRAPH)
    cell.run()
    expect(cell.error).to_contain_text("5번째 줄에서 만든 노드 found")
    expect(cell.element.locator(".heureum-marked-line")).to_contain_text("return sess.run")
    expect(cell.element.locator(".heureum-node-failed")).to_have_attribute("data-node", "found")
    frames = cell.error.locator(".heureum-frame")
    assert frames.all_inner_texts() == ["8번째 줄, <module> look(7)", "7번째 줄, look return sess.run(found, {place: at})"]
    frames.first.click()
    expect(cell.editor).to_be_focused()
    expect(cell.element.locator(".cm-activeLine")).to_have_text("look(7)")
    assert "session.py" not in cell.error.inner_text()
    cell.error.locator("summary").click()
    assert "session.py" in cell.error.inner_text()


def test_a_misspelt_name_is_mended_by_a_button(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "en/part1/")
    cell.type_instead("import heureum as tf\nprint(tf.Session().run(tf.constnat(4.0)))")
    cell.run()
    expect(cell.error).to_contain_text("Did you mean")
    cell.error.get_by_role("button", name="Use constant").click()
    expect(cell.editor).to_contain_text("tf.constant(4.0)")
    cell.run()
    assert cell.output.inner_text() == "4.0\n"


def test_the_script_of_another_library_is_told_what_to_import(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead("import tensorflow as tf\nprint(tf.Session().run(tf.constant(4.0)))")
    cell.run()
    cell.error.get_by_role("button", name="heureum 쓰기").click()
    cell.run()
    assert cell.output.inner_text() == "4.0\n"


def test_what_an_error_says_is_text(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead("class X(Exception): pass\nX.__name__ = '<img src=x onerror=hurt>'\nraise X('<b>bold</b>')")
    cell.run()
    expect(cell.error).to_contain_text("<b>bold</b>")
    assert cell.error.locator("img, b").count() == 0
