"""Stop, the time limit's and the output limit's ways to end a run: whatever runs, and the next run works."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from .cell import BOOT_MS, LOOP, Cell
from .conftest import OpenCell

KERNEL = "import numpy as np\nprint('looping')\na = np.ones((3000, 3000))\nwhile True: a @ a"
WAIT = (
    "import heureum as tf\nimport numpy as np\nprint('looping')\nx = tf.constant(np.ones((2500, 2500)))\n"
    "with tf.Session(workers=2) as sess:\n    sess.run(tf.matmul(tf.matmul(x, x), x))"
)


@pytest.mark.parametrize("code", [LOOP, KERNEL, WAIT], ids=["python loop", "long kernel", "waiting for a worker"])
@pytest.mark.parametrize("isolated", [False, True])
def test_stop_ends_anything_and_the_next_run_works(
    open_cell: OpenCell, site_url: str, isolated_site_url: str, code: str, isolated: bool
) -> None:
    cell = open_cell((isolated_site_url if isolated else site_url) + "part1/")
    cell.type_instead(code)
    cell.start()
    expect(cell.output).to_have_text("looping\n", timeout=BOOT_MS)
    ended = cell.threads
    assert len(ended) == (3 if code == WAIT else 1)  # code that speaks of no workers waits for none
    began = time.perf_counter()
    cell.stop_button.click()
    expect(cell.run_button).to_be_visible()
    while any(thread in ended for thread in cell.threads):  # until Chromium has reported every thread's end
        cell.page.evaluate("null")
    stopped_s = time.perf_counter() - began
    assert cell.code == code
    cell.type_instead("print('again')")
    began = time.perf_counter()
    cell.run()
    print(f"stopped after {stopped_s * 1000:.0f} ms; ran again after {(time.perf_counter() - began) * 1000:.0f} ms")
    assert cell.output.inner_text() == "again\n"


def test_after_stop_new_workers_wait_for_the_next_run(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead(f"workers = 2\n{LOOP}")
    cell.start()
    expect(cell.output).to_have_text("looping\n", timeout=BOOT_MS)
    ended = cell.threads
    with cell.page.expect_worker():
        cell.stop_button.click()
    expect(cell.run_button).to_be_visible()
    while len(waiting := [thread for thread in cell.threads if thread not in ended]) < 3:
        cell.page.evaluate("null")
    cell.type_instead("print('again')")
    cell.run()
    assert cell.output.inner_text() == "again\n"
    assert cell.threads[:3] == waiting


def test_stop_while_python_boots(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.start()
    cell.stop_button.click()
    expect(cell.run_button).to_be_visible()
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"


def test_a_flood_of_output_is_ended_and_what_came_is_shown(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead("while True: print('x' * 99)")
    cell.run()
    expect(cell.status).to_contain_text("1MB")
    assert 0.9e6 < len(cell.output.inner_text()) <= 1.1e6


def test_a_run_that_takes_too_long_is_ended(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.element.locator(".heureum-settings").click()
    cell.element.get_by_label("시간 제한(초)").fill("1")
    cell.type_instead(LOOP)
    cell.run()
    expect(cell.status).to_contain_text("1초 안에 끝나지 않아")
    assert cell.output.inner_text() == "looping\n"
    assert cell.code == LOOP


def test_a_second_cell_waits_for_the_first_and_can_be_called_off(open_cell: OpenCell, site_url: str) -> None:
    first = open_cell(site_url + "part1/")
    second = Cell(first.page, "describe.py")
    first.type_instead(LOOP)
    first.start()
    expect(first.output).to_have_text("looping\n", timeout=BOOT_MS)
    second.start()
    expect(second.status).to_contain_text("기다립니다")
    second.stop_button.click()
    expect(second.run_button).to_be_visible()
    expect(first.stop_button).to_be_visible()
    second.start()
    first.stop_button.click()
    second.wait_until_ended(1)
    assert second.error.count() == 0
