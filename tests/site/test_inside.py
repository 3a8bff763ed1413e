"""The stages of "Inside the engine" on a graph that a reader has edited, and the edits of their code that the text asks for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from heureum_live.run_cell import CellResult, run_cell
from heureum_live.studio import answer

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
STAGES = ("describe", "optimise", "place", "plan", "execute", "trace")


def run_edited(example: str, *edits: tuple[str, str]) -> tuple[str, CellResult]:
    code = (EXAMPLES / example).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in code, f"the article asks readers to change {old!r}, which {example} no longer has"
        code = code.replace(old, new)
    printed: list[str] = []
    result = run_cell(code, on_output=lambda stream, text: printed.append(text))
    return "".join(printed), result


def drawn(folder: Path, monkeypatch: pytest.MonkeyPatch, *edits: dict[str, Any]) -> dict[str, Any]:
    """The graph at the top of "Inside the engine", edited as readers do, beside the program that reads it."""
    code = (EXAMPLES / "inside_graph.py").read_text(encoding="utf-8")
    document = run_cell(code, on_output=lambda stream, text: None).document
    assert document is not None
    for edit in edits:
        answered = json.loads(answer(json.dumps({**edit, "language": "en", "document": document})))
        document = answered["document"]
    (folder / "graph.json").write_text(json.dumps(document), encoding="utf-8")
    monkeypatch.chdir(folder)
    return document


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_reads_the_graph_at_the_top(stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run_edited(f"inside_{stage}.py")[0]
    drawn(tmp_path, monkeypatch)
    assert run_edited(f"inside_{stage}.py")[0] == plain
    drawn(tmp_path, monkeypatch, {"do": "rename", "name": "c", "to": "other"}, {"do": "set fetches", "fetches": ["other:0"]})
    printed, result = run_edited(f"inside_{stage}.py")
    assert result.error is None
    assert printed != plain
    assert ("other" in printed) == (stage != "plan")


def test_the_same_computation_twice_is_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add = {"do": "add", "op": "Add", "name": "again", "inputs": ["a:0", "b:0"]}
    drawn(tmp_path, monkeypatch, add, {"do": "connect", "source": "again:0", "target": "d", "input": 0})
    lines = run_edited("inside_optimise.py")[0].splitlines()
    assert "again" in lines[-2].split()
    assert "again" not in lines[-1].split()


def test_a_pinned_node_takes_its_tensors_across(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(tmp_path, monkeypatch, {"do": "set device", "names": ["c"], "worker": 1})
    printed = run_edited("inside_place.py")[0]
    assert "c      -> /job:worker/task:1" in printed
    assert printed.count("send") == printed.count("receive") > 0


def test_an_unfinished_graph_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(tmp_path, monkeypatch, {"do": "disconnect", "target": "d", "input": 0})
    error = run_edited("inside_place.py")[1].error
    assert error is not None
    assert "input 0 of 'd'" in error.message


def test_by_the_cost_model_nothing_is_handed_over() -> None:
    printed = run_edited("inside_place.py", ("SPREAD, place", "CostModel, place"), ("workers, SPREAD", "workers, CostModel()"))[0]
    assert "send" not in printed
    assert "receive" not in printed


def test_carrying_the_last_letter_first_fails() -> None:
    assert re.search(r"^Failed +to client$", run_edited("inside_execute.py", ("popleft()", "pop()"))[0], re.MULTILINE)
