"""What the articles say about their examples, checked: each prints what is expected, and each edit that a reader is
asked to make does what the text promises."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from heureum_live.run_cell import CellResult, run_cell

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
PRINTED = {
    "first.py": "e = 15.0\n",
    "tensors.py": (
        "scalar   rank 0  float32 () 4 bytes\n"
        "vector   rank 1  float32 (3,) 12 bytes\n"
        "matrix   rank 2  int32 (2, 3) 24 bytes\n"
        "pictures rank 3  float64 (2, 2, 3) 96 bytes\n"
    ),
    "describe.py": 'Tensor("c:0", shape=(), dtype=float32)\n5.0\n',
    "graph.py": "e = 15.0\n",
    "dependence.py": "e = 15.0\nInvalidArgumentError\nc = 5.0\n",
    "independence.py": "e = 256.0\n",
}
FIRST, SECOND = "/job:worker/task:0", "/job:worker/task:1"


def run_edited(example: str, *edits: tuple[str, str]) -> tuple[str, CellResult]:
    code = (EXAMPLES / example).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in code, f"the article asks readers to change {old!r}, which {example} no longer has"
        code = code.replace(old, new)
    printed: list[str] = []
    result = run_cell(code, on_output=lambda stream, text: printed.append(text))
    return "".join(printed), result


def run_of(result: CellResult) -> dict[str, Any]:
    assert result.error is None
    assert result.run is not None
    return result.run


def test_every_example_is_here() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == PRINTED.keys()


@pytest.mark.parametrize("example", PRINTED)
def test_an_example_runs_natively_as_a_script(example: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "pkg" / "src")}
    command = [sys.executable, "-W", "error", str(EXAMPLES / example)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == PRINTED[example]


@pytest.mark.parametrize("example", ["first.py", "graph.py"])
def test_five_for_b_makes_e_forty_eight(example: str) -> None:
    assert run_edited(example, ("2.0", "5.0"))[0] == "e = 48.0\n"


@pytest.mark.parametrize("example", ["first.py", "graph.py"])
def test_c_and_d_run_on_different_workers_and_something_crosses(example: str) -> None:
    run = run_of(run_edited(example)[1])
    assert run["placement"]["c"] != run["placement"]["d"]
    assert any(transfer["size_bytes"] == 4 for transfer in run["transfers"])


def test_without_pins_all_of_it_stands_on_one_worker() -> None:
    pinned = [(f'with tf.device("{device}"):\n    {name} =', f"{name} =") for name, device in (("c", FIRST), ("d", SECOND))]
    run = run_of(run_edited("graph.py", *pinned)[1])
    assert len(set(run["placement"].values())) == 1
    assert run["transfers"] == []


def test_a_scalar_in_brackets_has_rank_one() -> None:
    assert run_edited("tensors.py", ("constant(7.0", "constant([7.0]"))[0].startswith("scalar   rank 1  float32 (1,) 4")


def test_the_last_run_of_dependence_needs_neither_d_nor_e() -> None:
    graph = run_edited("dependence.py")[1].graph
    assert graph is not None
    assert {node["name"] for node in graph["nodes"]} == {"a", "b", "c"}


def test_asking_for_d_as_well_asks_for_step() -> None:
    error = run_edited("dependence.py", ("sess.run(c)", "sess.run([c, d])"))[1].error
    assert error is not None
    assert error.type.endswith("InvalidArgumentError")
    assert "step" in error.message


def test_large_branches_are_shared_and_small_ones_are_not() -> None:
    large = run_of(run_edited("independence.py")[1])
    small = run_of(run_edited("independence.py", ("256", "32"))[1])
    assert set(large["placement"].values()) == {FIRST, SECOND}
    assert len(set(small["placement"].values())) == 1
