"""Each fault is said in the reader's language, with what to do; Retry works; and everything typed is still there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .cell import BOOT_MS, Cell
from .conftest import OpenCell, lose

MINE = "print('still here')"
# Writes where no memory is: Python itself breaks down, as it does when a browser takes memory away.
CRASH = "import ctypes\nctypes.memset(0xFFFF0000, 0, 9)"
LARGE = "import numpy as np\nkept = [np.empty(260_000_000) for _ in range(4)]"


def assert_retry_works(cell: Cell, button: str) -> None:
    before = cell.runs_ended
    assert cell.code == MINE
    cell.status.get_by_role("button", name=button).click()
    cell.wait_until_ended(before)
    assert cell.output.inner_text() == "still here\n"


def test_no_network(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead(MINE)
    cell.page.context.set_offline(True)
    cell.run()
    expect(cell.status).to_contain_text("네트워크에 연결되어 있지 않아")
    cell.page.context.set_offline(False)
    assert_retry_works(cell, "다시 시도")


def test_a_file_that_the_host_no_longer_has(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "en/part1/")
    cell.type_instead(MINE)
    cell.page.evaluate("delete globalThis.DecompressionStream")  # no snapshot, which holds what is lost here
    cell.page.context.route("**/pyodide/*.wasm", lose)
    cell.run()
    expect(cell.status).to_contain_text("is not on the server")
    cell.page.context.unroute("**/pyodide/*.wasm", lose)
    cell.status.get_by_role("button", name="Reload").click()
    expect(cell.run_button).to_be_visible()
    assert cell.code == MINE
    cell.run()
    assert cell.output.inner_text() == "still here\n"


@pytest.mark.parametrize("lost", ["**/chunks/settings_panel-*", "**/chunks/live_cell-*"])
def test_a_part_of_the_cell_that_does_not_come(open_cell: OpenCell, site_url: str, lost: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.page.context.route(lost, lose)
    cell.element.locator(".heureum-settings").click()
    expect(cell.status).to_contain_text("받지 못했습니다")
    cell.page.context.unroute(lost, lose)
    cell.status.get_by_role("button", name="다시 시도").click()
    expect(cell.element.locator(".heureum-settings-panel")).to_be_visible()


def test_a_worker_that_breaks_down(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead(CRASH)
    cell.run()
    expect(cell.status).to_contain_text("작업자가 뜻밖에 끝났습니다")
    assert cell.code == CRASH
    cell.type_instead(MINE)
    assert_retry_works(cell, "다시 시도")


def test_memory_that_runs_out(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead(LARGE)
    cell.run()
    expect(cell.element).to_contain_text("메모리가 모자")
    assert cell.code == LARGE
    cell.type_instead(MINE)
    cell.run()
    expect(cell.output).to_have_text("still here\n", timeout=BOOT_MS)
