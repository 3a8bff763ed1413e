"""One live cell in any engine, handled by scripts alone: click, type, and what it shows."""

from __future__ import annotations

from .driver import Driver, wait_for

CELL = "const cell = document.querySelector('heureum-cell[data-example=\"graph.py\"]');"
TYPE = """
const editor = cell.querySelector(".cm-content");
editor.focus();
document.execCommand("selectAll");
document.execCommand("insertText", false, values[0]);
"""


class AnyCell:
    def __init__(self, driver: Driver, url: str) -> None:
        self.driver = driver
        driver.open(url)
        driver.evaluate("localStorage.clear()")  # what another test has typed
        driver.reload()
        self.wait("cell.querySelector('.heureum-run')")

    def do(self, script: str, *values: object) -> object:
        return self.driver.evaluate(CELL + script, *values)

    def wait(self, condition: str, *values: object) -> None:
        wait_for(self.driver, CELL, condition, *values)

    def type_instead(self, code: str) -> None:
        self.do("cell.querySelector('.heureum-edit').click()")
        self.wait("cell.querySelector('.cm-content')")
        self.do(TYPE, code)

    def press(self, name: str) -> None:
        self.do("cell.querySelector('.heureum-' + values[0]).click()", name)

    def run(self) -> None:
        ended = int(str(self.do("return cell.dataset.runsEnded ?? '0'")))
        self.press("run")
        self.wait("cell.dataset.runsEnded === values[0]", str(ended + 1))

    def text(self, name: str) -> str:
        return str(self.do("return cell.querySelector('.heureum-' + values[0])?.textContent ?? ''", name))

    @property
    def said(self) -> str:
        """What it tells the reader: for tests that find something else than they wanted."""
        return " | ".join(self.text(name) for name in ("status", "error", "output"))

    def wait_for_text(self, name: str, part: str) -> None:
        self.wait("cell.querySelector('.heureum-' + values[0])?.textContent.includes(values[1])", name, part)

    @property
    def code(self) -> str:
        lines = self.do("return [...cell.querySelectorAll('.cm-line')].map(line => line.textContent)")
        assert isinstance(lines, list)
        return "\n".join(lines)
