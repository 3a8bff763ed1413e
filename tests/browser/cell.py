"""A live cell as a reader handles it: edit, run, stop, read."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, Worker, expect

# Booting Python twice or three times on a busy machine; what must be quick is measured, not asserted.
BOOT_MS = 120_000

LOOP = "print('looping')\nwhile True: pass"


class Cell:
    def __init__(self, page: Page, example: str) -> None:
        self.page = page
        self.element = page.locator(f'heureum-cell[data-example="{example}"]')
        self.run_button = self.element.locator(".heureum-run")
        self.stop_button = self.element.locator(".heureum-stop")
        self.reset_button = self.element.locator(".heureum-reset")
        self.output = self.element.locator(".heureum-output")
        self.status = self.element.locator(".heureum-status")
        self.report = self.element.locator(".heureum-report")
        self.error = self.element.locator(".heureum-error")
        self.editor = self.element.locator(".cm-content")

    def edit(self) -> None:
        """Open the editor, as a click on the code does, and wait for the full one."""
        if not self.editor.count():
            self.element.locator(".heureum-code code").click()
        expect(self.editor).to_be_visible()

    def type_instead(self, code: str) -> None:
        """Replace all code by typing over it."""
        self.edit()
        self.editor.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)

    def change(self, old: str, new: str) -> None:
        code = self.code
        assert code.count(old) == 1
        self.type_instead(code.replace(old, new))

    @property
    def code(self) -> str:
        """The code as the editor has it, or as the page shows it before there is an editor."""
        lines = self.element.locator(".cm-line")
        if lines.count():
            return "\n".join(lines.all_text_contents())
        return self.element.locator(".heureum-code code").text_content() or ""

    def start(self) -> None:
        self.run_button.click()
        expect(self.stop_button).to_be_visible()

    def run(self) -> None:
        """Run to the end, whatever the end."""
        ended = self.runs_ended
        self.run_button.click()
        self.wait_until_ended(ended)

    @property
    def runs_ended(self) -> int:
        return int(self.element.get_attribute("data-runs-ended") or 0)

    def wait_until_ended(self, before: int = 0) -> None:
        """Wait until more than `before` runs have ended."""
        expect(self.element).to_have_attribute("data-runs-ended", str(before + 1), timeout=BOOT_MS)

    @property
    def threads(self) -> list[Worker]:
        """The page's workers that are ours."""
        return [worker for worker in self.page.workers if "/assets/heureum/" in worker.url]

    @property
    def placement(self) -> dict[str, str]:
        """Node to worker, as the table shows it."""
        found = {}
        for row in self.report.locator(".heureum-placement tbody tr").all():
            worker, *_ = row.locator("td").all_inner_texts()
            for node in row.locator("code").all_inner_texts():
                found[node] = worker
        return found

    @property
    def transfers(self) -> list[list[str]]:
        """Tensor, sender, receiver, size, time: as the table shows them."""
        return [row.locator("td").all_inner_texts() for row in self.report.locator(".heureum-transfers tbody tr").all()]

    @property
    def spans(self) -> list[dict[str, Any]]:
        """What the timeline shows, as it has it: a picture draws spans as one that lie too close."""
        expect(self.report.locator(".heureum-timeline-drawing")).to_be_visible()
        found: list[dict[str, Any]] = self.report.locator("heureum-timeline").first.evaluate("timeline => timeline.items")
        return found

    def node_colours(self) -> dict[str, str]:
        """Each drawn node's colour, as the browser computed it."""
        script = "nodes => nodes.map(n => [n.dataset.node, getComputedStyle(n.querySelector('rect')).stroke])"
        colours: list[list[str]] = self.element.locator(".heureum-graph [data-node]").evaluate_all(script)
        return dict(map(tuple, colours))  # type: ignore[arg-type]
