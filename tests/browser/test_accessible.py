"""A cell in each of its states, as axe sees it; and the order in which Tab goes through it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from plugin.places import NODE_MODULES

from .cell import Cell
from .conftest import OpenCell
from .test_versions import keep

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TYPO = "import heureum as tf\ndef f():\n    return tf.constnat(4.0)\nf()"


def edit(cell: Cell) -> None:
    cell.type_instead("import heureum as tf\nx = ")
    cell.page.keyboard.type("tf.matm")
    expect(cell.element.locator(".cm-tooltip-autocomplete")).to_be_visible()


def fail(cell: Cell) -> None:
    cell.type_instead(TYPO)
    cell.run()
    cell.error.locator("summary").click()


def change(cell: Cell) -> None:
    keep(cell.page, code="print(1)", base="older")
    cell.page.reload()
    cell.element.locator(".heureum-choices button").first.click()
    expect(cell.element.locator(".heureum-difference")).to_be_visible()


def settings(cell: Cell) -> None:
    cell.element.locator(".heureum-settings").click()
    expect(cell.element.locator(".heureum-settings-panel")).to_be_visible()


def share(cell: Cell) -> None:
    cell.element.locator(".heureum-share").click()
    expect(cell.element.locator(".heureum-share-panel")).to_be_visible()


@pytest.mark.parametrize("state", [edit, fail, change, settings, share])
@pytest.mark.parametrize(("page", "scheme", "width"), [("part1/", "light", 1280), ("en/part1/", "dark", 360)])
def test_axe_finds_nothing(
    open_cell: OpenCell, site_url: str, state: Callable[[Cell], None], page: str, scheme: str, width: int
) -> None:
    cell = open_cell(site_url + page, color_scheme=scheme, viewport={"width": width, "height": 900})
    state(cell)
    cell.page.evaluate((NODE_MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = cell.element.evaluate("(cell, rules) => axe.run(cell, { runOnly: rules })", RULES)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert cell.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_tab_goes_through_the_buttons_to_the_picture(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.run_button.focus()
    names = []
    for _ in range(5):
        names.append(cell.page.evaluate("document.activeElement.textContent"))
        cell.page.keyboard.press("Tab")
    assert names == ["실행", "고치기", "작업자 2 · 30초 · 1 MB", "복사", "공유"]
    expect(cell.element.locator("figure.heureum-graph")).to_be_focused()
