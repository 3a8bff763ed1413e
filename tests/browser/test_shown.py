"""What a run shows, drawn in the page: while it runs, as text where it is text, and readable without being seen."""

from __future__ import annotations

import gzip
import struct

import numpy as np
import pytest
from playwright.sync_api import FilePayload, expect

from .cell import BOOT_MS, Cell
from .conftest import OpenCell

GROWING = """from heureum import show
print("first")
for step in range(3):
    show.line({"<b>loss</b>": 1.5 - step / 2, "other": 2}, x=step, title="<i>title</i>")
show.image([[0.0, 1.0]], labels=["<u>"])
while True:
    pass
"""
ALL = """import numpy as np
from heureum import show
show.bar({"a": 1.0, "b": float("nan")}, title="bars")
show.heat_map([[1, 2], [3, 4]], x_label="said", y_label="truly")
show.table([["x", 1.5]], columns=["name", "value"])
show.scatter([1, 2, 3], [3, 2, 1], groups=["p", "q", "p"])
show.text("so <b>")
print("last")
"""
NAMES = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]


def idx(name: str, array: np.ndarray) -> FilePayload:
    raw = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.astype(np.uint8).tobytes()
    return {"name": name, "mimeType": "application/gzip", "buffer": gzip.compress(raw)}


@pytest.fixture
def cell(open_cell: OpenCell, site_url: str) -> Cell:
    return open_cell(site_url + "en/part2/", "softmax.py")


def test_a_curve_is_there_while_the_code_still_runs(cell: Cell) -> None:
    asked: list[str] = []
    cell.page.on("request", lambda request: asked.append(request.url))
    cell.type_instead(GROWING)
    assert not [url for url in asked if "/shown-" in url]
    cell.start()
    plot = cell.output.locator(".heureum-plot")
    curves = "<b>loss</b>: least 0.5, greatest 1.5, last 0.5. other: least 2, greatest 2, last 2"
    expect(plot).to_have_attribute("aria-label", f"<i>title</i>. {curves}", timeout=BOOT_MS)
    expect(plot.locator("canvas")).to_be_visible()
    expect(cell.output.locator("figcaption")).to_have_text("<i>title</i>")
    expect(cell.output.locator(".heureum-picture canvas")).to_have_attribute("aria-label", "<u>, 2 wide, 1 high")
    assert cell.output.locator("b, i, u").count() == 0
    cell.output.locator("summary").click()
    rows = cell.output.locator("tbody tr")
    expect(rows).to_have_count(3 + plot.locator("tbody tr").count())
    assert [url for url in asked if "/shown-" in url]
    cell.stop_button.click()
    cell.wait_until_ended()
    expect(plot.locator("canvas")).to_be_visible()


def test_everything_else_can_be_read_as_text_and_stands_in_order(cell: Cell) -> None:
    cell.type_instead(ALL)
    cell.run()
    output = cell.output
    expect(output.locator(".heureum-bars tr")).to_have_count(2)
    assert output.locator(".heureum-bars .heureum-number").all_inner_texts() == ["1", "nan"]
    assert output.locator(".heureum-matrix td[class]").all_inner_texts() == ["1", "2", "3", "4"]
    assert output.locator(".heureum-matrix td[class]").evaluate_all("cells => cells.map(cell => cell.className)") == [
        f"heureum-heat-{level}" for level in (0, 3, 7, 10)
    ]
    expect(output.locator(".heureum-said")).to_have_text("so <b>")
    assert output.evaluate("box => [...box.children].map(each => each.className)")[-2:] == ["heureum-said", "heureum-printed"]
    cell.reset_button.click()
    expect(output.locator("svg.heureum-chart")).to_have_count(2)  # the build's own drawing is back


def test_a_digit_written_by_keyboard_is_read_and_read_again(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "en/part2/", "drawn.py")
    cell.element.scroll_into_view_if_needed()  # what comes near gets its input
    pad = cell.element.locator(".heureum-pad")
    pad.press("Space")
    for _ in range(12):
        pad.press("ArrowDown")
    pad.press("Space")
    cell.run()
    expect(cell.output.locator(".heureum-printed")).to_have_text("read as 1\n")
    pad.press("Delete")
    cell.wait_until_ended(1)
    expect(cell.output.locator(".heureum-printed")).to_have_text("read as 5\n")  # nothing is drawn: the digit that is kept


def test_a_stroke_by_pointer_runs_what_was_run(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part2/", "drawn.py", viewport={"width": 360, "height": 800}, has_touch=True)
    pad = cell.element.locator(".heureum-pad")
    cell.run()
    pad.evaluate("pad => pad.scrollIntoView({block: 'center', behavior: 'instant'})")  # not below the page's header
    box = pad.bounding_box()
    assert box
    mouse = cell.page.mouse
    for index, (x, y) in enumerate([(28, 14), (50, 13), (70, 12), (62, 32), (52, 55), (44, 84)]):
        mouse.move(box["x"] + x / 100 * box["width"], box["y"] + y / 100 * box["height"], steps=4)
        if not index:
            mouse.down()
    mouse.up()
    cell.wait_until_ended(1)
    expect(cell.output.locator(".heureum-printed")).to_have_text("read as 7\n")


def test_a_stage_runs_again_on_the_graph_that_was_edited(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "en/inside/", "inside_optimise.py")
    cell.element.scroll_into_view_if_needed()
    said = cell.element.locator(".heureum-input-graph")
    expect(said).to_contain_text("Reads the graph at the top.")
    cell.run()
    cell.page.locator("heureum-graph-editor").evaluate("editor => editor.edit({do: 'rename', name: 'c', to: 'sum'})")
    cell.wait_until_ended(1)
    expect(said).to_contain_text("as you have edited it: 9 nodes")
    expect(cell.output.locator(".heureum-printed")).to_contain_text("prune                sum one/x one/y one d e")


def test_mnist_from_the_disk_is_used_by_every_cell_or_refused(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "en/part2/", "mnist.py")
    random = np.random.RandomState(0)
    arrays = [
        random.randint(0, 256, (5050, 28, 28)),
        np.arange(5050) % 10,
        random.randint(0, 256, (30, 28, 28)),
        np.arange(30) % 10,
    ]
    files = [idx(f"{name}.gz", array) for name, array in zip(NAMES, arrays, strict=True)]
    cell.element.scroll_into_view_if_needed()
    field, said = cell.element.locator("input[type=file]"), cell.element.locator(".heureum-input-said")
    field.set_input_files([files[0], {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"x"}])
    expect(said).to_contain_text("notes.txt: no file of MNIST")
    expect(said).to_contain_text(f"Still missing: {', '.join(NAMES[1:])}")
    field.set_input_files(files[1:])
    expect(said).to_contain_text("All four files are here")
    other = Cell(cell.page, "digits.py")
    other.run()
    expect(other.output.locator(".heureum-printed")).to_have_text("to train (50, 784)\nto test  (30, 784)\n")
    field.set_input_files([{**files[2], "buffer": files[2]["buffer"][:-50]}])
    expect(said).to_contain_text("All four files are here")
    cell.run()
    expect(cell.error).to_contain_text("t10k-images-idx3-ubyte.gz is damaged")
    cell.element.locator(".heureum-input button").click()
    cell.wait_until_ended(1)
    expect(cell.output.locator(".heureum-printed")).to_have_text("1373 to train, 299 to test\n")
