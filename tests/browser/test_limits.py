"""What a run may take: shown on the cell, set per cell, kept; and the number of workers, which is the code's."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from .cell import BOOT_MS, LOOP, Cell
from .conftest import OpenCell


def test_limits_are_shown_set_per_cell_and_kept(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    settings = cell.element.locator(".heureum-settings")
    expect(settings).to_have_text("작업자 2 · 30초 · 1 MB")
    settings.click()
    expect(settings).to_have_attribute("aria-expanded", "true")
    cell.element.get_by_label("시간 제한(초)").fill("1")
    output = cell.element.get_by_label("출력 제한(MB)")
    output.fill("0.2")
    output.press("Escape")
    expect(settings).to_be_focused()
    expect(settings).to_have_text("작업자 2 · 1초 · 0.2 MB")
    cell.page.reload()
    expect(settings).to_have_text("작업자 2 · 1초 · 0.2 MB")
    expect(Cell(cell.page, "describe.py").element.locator(".heureum-settings")).to_contain_text("30초")
    cell.type_instead(LOOP)
    cell.run()
    expect(cell.status).to_contain_text("1초 안에 끝나지 않아")
    cell.type_instead("while True: print('x' * 99)")
    cell.run()
    expect(cell.status).to_contain_text("0.2MB")
    assert 0.19e6 < len(cell.output.inner_text()) < 0.25e6
    cell.status.get_by_role("button", name="제한 바꾸기").click()
    cell.element.get_by_role("button", name="기본값으로").click()
    expect(settings).to_contain_text("30초 · 1 MB")


def test_waiting_for_a_worker_to_start_is_not_the_code_s_time(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    cell.page.route("**/device_worker.js*", hold)
    cell.element.locator(".heureum-settings").click()
    cell.element.get_by_label("시간 제한(초)").fill("1")
    # Nothing in the text tells the page to start workers before the code does.
    many = 'two = {"work" + "ers": 2}\nprint("begun")\n'
    cell.type_instead(f"import heureum as tf\n{many}with tf.Session(**two) as s:\n    print(s.run(tf.add(2.0, 4.0)))")
    cell.run_button.click()
    expect(cell.output).to_have_text("begun\n")
    cell.page.evaluate("new Promise((done) => setTimeout(done, 1500))")
    assert cell.runs_ended == 0
    for route in held:
        route.continue_()
    expect(cell.output).to_have_text("begun\n6.0\n", timeout=BOOT_MS)
    cell.type_instead(f"import heureum as tf\n{many}{LOOP}")
    cell.run()
    expect(cell.status).to_contain_text("1초 안에 끝나지 않아")


def test_a_limit_that_is_no_limit_is_not_taken(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.element.locator(".heureum-settings").click()
    time = cell.element.get_by_label("시간 제한(초)")
    for wrong in ("0", "-5", "99999", ""):
        time.fill(wrong)
        time.press("Tab")
        assert time.evaluate("field => field.matches(':invalid')")
        expect(cell.element.locator(".heureum-settings")).to_contain_text("30초")


def test_another_number_of_workers_is_written_into_the_code(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead("import heureum as tf\nworkers = 7\nwith tf.Session(workers=1) as s:\n    print(s.run(tf.add(2.0, 4.0)))")
    cell.element.locator(".heureum-settings").click()
    picker = cell.element.get_by_label("작업자 수")
    picker.select_option("2")
    expect(cell.editor).to_contain_text("tf.Session(workers=2)")
    assert "workers = 7" in cell.code
    cell.run()
    assert cell.output.inner_text() == "6.0\n"
    cell.type_instead("print(1)")
    cell.element.locator(".heureum-settings").click()
    cell.element.locator(".heureum-settings").click()
    picker.select_option("1")
    expect(cell.status).to_contain_text("바꿀 workers= 값이 없습니다")
