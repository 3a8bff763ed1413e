"""The page's questions to Python: answered beside a run, after Stop, and after a worker was lost."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import expect

from .cell import BOOT_MS, LOOP, Cell
from .conftest import OpenCell

ASK = """async (cell, request) => {
    const live = await new Promise((loaded) => cell.use(loaded));
    return live.runtime.ask(request);
}"""
# Starts asking without waiting for the answer, which `answer` then holds.
BEGIN = """async (cell, request) => {
    const live = await new Promise((loaded) => cell.use(loaded));
    cell.answer = live.runtime.ask(request);
}"""
NEW = {"do": "new", "workers": 3, "language": "ko"}


def ask(cell: Cell, **request: Any) -> Any:
    return json.loads(cell.element.evaluate(ASK, json.dumps(request)))


def test_a_question_needs_no_run(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    assert ask(cell, **NEW)["document"]["workers"] == 3
    assert len(cell.threads) == 1
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"


def test_questions_are_answered_while_code_runs_and_across_stop(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    cell.type_instead(LOOP)
    cell.start()
    expect(cell.output).to_have_text("looping\n", timeout=BOOT_MS)
    assert ask(cell, **NEW)["document"]["workers"] == 3
    # The Python that answered becomes the next run's at once, with whatever it is still asked.
    cell.element.evaluate(BEGIN, json.dumps(NEW))
    cell.stop_button.click()
    answer = json.loads(cell.element.evaluate("cell => cell.answer"))
    assert answer["document"]["workers"] == 3
    cell.type_instead("print('again')")
    cell.run()
    assert cell.output.inner_text() == "again\n"
    assert ask(cell, **NEW)["document"]["workers"] == 3


def test_what_a_lost_worker_was_asked_is_asked_again(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    assert ask(cell, **NEW)
    lose = """async (cell, request) => {
        const { runtime } = await new Promise((loaded) => cell.use(loaded));
        const answer = runtime.ask(request);
        const worker = runtime.reserve.waiting;
        worker.lost(new Error("lost in a test"));
        return [await answer, runtime.reserve.waiting !== worker];
    }"""
    answer, is_another = cell.element.evaluate(lose, json.dumps(NEW))
    assert json.loads(answer)["document"]["workers"] == 3
    assert is_another


def test_a_question_that_is_called_off_is_refused(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    call_off = """async (cell, request) => {
        const { runtime } = await new Promise((loaded) => cell.use(loaded));
        const abort = new AbortController();
        const answer = runtime.ask(request, { signal: abort.signal });
        abort.abort("called off");
        return answer.catch((reason) => reason);
    }"""
    assert cell.element.evaluate(call_off, json.dumps(NEW)) == "called off"
