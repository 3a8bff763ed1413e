"""What the articles say about their examples, checked: each prints what is expected, and each edit that a reader is
asked to make does what the text promises."""

from __future__ import annotations

import os
import re
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
    "placed.py": "cost    c, d, e on workers 0 0 0\nspread  c, d, e on workers 0 1 0\n",
    "data.py": (
        "   4 points: off by 0.83\n"
        "  16 points: off by 0.33\n"
        "  64 points: off by 0.16\n"
        " 256 points: off by 0.09\n"
        "1024 points: off by 0.04\n"
        "█▄▂▁▁  last 0.0382, least 0.0382, greatest 0.826\n"
    ),
    "line.py": (
        "  0: y = 0.00 x +0.00, error 56.780\n"
        "100: y = 2.00 x +1.00, error 0.020\n"
        "200: y = 1.97 x +1.07, error 0.018\n"
        "300: y = 1.97 x +1.09, error 0.018\n"
        "answers   ▁▃▅▆█  last 11, least 3.1, greatest 11\n"
        "the line  ▁▃▅▆█  last 10.94, least 3.058, greatest 10.94\n"
    ),
    "groups.py": (
        "0: groups [0 1 0 0 1 1], centres [[1, 2], [2, 1]]\n"
        "1: groups [0 0 0 1 1 1], centres [[3.3, 4.3], [6.3, 5.0]]\n"
        "2: groups [0 0 0 1 1 1], centres [[1.7, 2.0], [8.0, 7.3]]\n"
        "3: groups [0 0 0 1 1 1], centres [[1.7, 2.0], [8.0, 7.3]]\n"
        "|                                   o           o\n"
        "|\n"
        "|\n"
        "|                                         o\n"
        "|\n"
        "|\n"
        "|\n"
        "|\n"
        "|      *\n"
        "|*\n"
        "|\n"
        "|      *\n"
        "x 1 to 9, y 1 to 8\n"
        "* 0  o 1\n"
    ),
    "layers.py": "one layer  [0.5 0.5 0.5 0.5]\ntwo layers [0. 1. 1. 0.]\n",
    "preprints.py": (
        "GAN          181 days\n"
        "Adam         136 days\n"
        "ResNet       199 days\n"
        "TensorFlow   159 days\n"
        "Transformer  175 days\n"
        "mean         170 days\n"
        "GAN          181  ████████████████████████████████████\n"
        "Adam         136  ███████████████████████████\n"
        "ResNet       199  ████████████████████████████████████████\n"
        "TensorFlow   159  ████████████████████████████████\n"
        "Transformer  175  ███████████████████████████████████\n"
    ),
    "levels.py": "c is independent of d/y, d, f\ne is independent of f\n",
    "narrower.py": (
        "float64   16 bytes  pi -> 3.14159265  100000 -> 100000.0\n"
        "float32    8 bytes  pi -> 3.14159274  100000 -> 100000.0\n"
        "float16    4 bytes  pi -> 3.14062500  100000 -> inf\n"
        "bfloat16   4 bytes  pi -> 3.14062500  100000 -> 99840.0\n"
    ),
    "workers.py": (
        "1 workers: total = 2560.0, matrix products [12]\n"
        "2 workers: total = 2560.0, matrix products [6, 6]\n"
        "4 workers: total = 2560.0, matrix products [3, 3, 3, 3]\n"
    ),
    "span.py": (
        "a    ends after step 0\n"
        "b    ends after step 0\n"
        "c    ends after step 1\n"
        "d/y  ends after step 0\n"
        "d    ends after step 1\n"
        "e    ends after step 2\n"
        "work 3, span 2: at most 1.50 times as fast\n"
    ),
    "inside_graph.py": "15.0\n",
    "inside_describe.py": (
        "Placeholder a       <- nothing\n"
        "Placeholder b       <- nothing\n"
        "Add         c       <- a:0, b:0\n"
        "Const       one/x   <- nothing\n"
        "Const       one/y   <- nothing\n"
        "Add         one     <- one/x:0, one/y:0\n"
        "Add         d       <- b:0, one:0\n"
        "Mul         e       <- c:0, d:0\n"
        "Neg         f       <- e:0\n"
    ),
    "inside_optimise.py": (
        "described            a b c one/x one/y one d e f\n"
        "prune                c one/x one/y one d e\n"
        "simplify_arithmetic  c one/x one/y one d e\n"
        "fold_constants       c one d e\n"
        "merge_duplicates     c one d e\n"
    ),
    "inside_place.py": (
        "a:0    -> /job:worker/task:0\n"
        "b:0    -> /job:worker/task:0\n"
        "c      -> /job:worker/task:0\n"
        "one    -> /job:worker/task:1\n"
        "d      -> /job:worker/task:1\n"
        "e      -> /job:worker/task:0\n"
        "/job:worker/task:0\n   receive d:0\n   send b:0\n   run c\n   run e\n"
        "/job:worker/task:1\n   receive b:0\n   run one\n   run d\n   send d:0\n"
    ),
    "inside_plan.py": (
        "/job:worker/task:0 with 5 slots\n"
        "   segment 0 waits for 0 arrivals\n"
        "      slot 2 -> send b:0\n"
        "      slots (1, 2) Add -> slot 4\n"
        "   segment 1 waits for 2 arrivals\n"
        "      slots (4, 0) Mul -> slot 3\n"
        "/job:worker/task:1 with 3 slots\n"
        "   segment 0 waits for 0 arrivals\n"
        "   segment 1 waits for 2 arrivals\n"
        "      slots (0, 1) Add -> slot 2\n"
        "      slot 2 -> send d:0\n"
    ),
    "inside_execute.py": (
        "Register step  to /job:worker/task:0\n"
        "Register step  to /job:worker/task:1\n"
        "Begin    step  to /job:worker/task:0\n"
        "Begin    step  to /job:worker/task:1\n"
        "Deliver  b:0   to /job:worker/task:1\n"
        "Deliver  d:0   to /job:worker/task:0\n"
        "Done           to client\n"
        "Done     e:0   to client\n"
        "{'e:0': np.float32(15.0)}\n"
    ),
    "inside_trace.py": (
        "/job:worker/task:0  compute c      4 bytes\n"
        "/job:worker/task:0  compute e      4 bytes\n"
        "/job:worker/task:0  recv    d:0    4 bytes\n"
        "/job:worker/task:0  send    b:0    4 bytes\n"
        "/job:worker/task:1  compute d      4 bytes\n"
        "/job:worker/task:1  recv    b:0    4 bytes\n"
        "/job:worker/task:1  send    d:0    4 bytes\n"
    ),
    "loop.py": "Const one\nWhile while/While\nIdentity while/Exit\n128\n",
    "graphs.py": "['a', 'b/y', 'b']\n['c']\nb = 4.0\nc is in another graph\nc = 7.0\n",
    "feed.py": (
        "12.0\n{'sum': np.float32(6.0), 'both': [array([1., 2.], dtype=float32), array([2., 4.], dtype=float32)]}\n30.0\n"
    ),
    "variable.py": "FailedPreconditionError\ncount = 3\ncount = 0\n",
    "scopes.py": "first/w:0 (2, 2)\nsecond/w:0 (2, 2)\nfirst/MatMul:0 and first_1/MatMul:0\nscale:0 and loss/total:0\n",
    "slopes.py": "[np.float32(3.0), np.float32(8.0)]\n",
    "optimizer.py": (
        "  0: y = 0.00 x +0.00, error 56.780\n"
        "100: y = 2.00 x +1.00, error 0.020\n"
        "200: y = 1.97 x +1.07, error 0.018\n"
        "300: y = 1.97 x +1.09, error 0.018\n"
    ),
    "saver.py": "in the file: [('w', [2])]\nrestored: [1.5 2.5]\n",
    "moved.py": "x <-\nsquare <- x\ny/y <-\ny <- square y/y\n17.0\n16.0\n",
    "grows.py": "".join(f"{square} with {nodes} nodes\n" for square, nodes in zip("149149", "222468", strict=True)).replace(
        " w", ".0 w"
    ),
    "traced.py": '15.0\nTensor("mul:0", shape=(), dtype=float32)\n15.0\n',
}
# Their outputs hold measured times: the pages mark them with output="varies".
SKETCHES = r"(.*  last .*\n)*"  # what `show` prints of a curve where no page draws it
MEASURED = {
    "again.py": r"(Add_999:0  1000 in +\d+\.\d\d ms\n){3}(z:0 +-1000 in +\d+\.\d\d ms\n){3}",
    "costs.py": r" values   one worker  two workers   gain\n( *\d+ +\d+\.\d\d ms +\d+\.\d\d ms +\d+\.\d\d\n){7}" + SKETCHES,
    "scaling.py": r"(\d workers +\d+\.\d ms  gain \d+\.\d\d\n){3}(\d +[\d.]+.*\n)*",
    "handoff.py": r" values .*\n( *\d+  float(32|16) +\d+ +\d+\.\d{3}  \de[-+]\d\d\n){8}" + SKETCHES,
}
# They show more than they print: see test_digits.py.
SHOWN = {
    "confusion.py",
    "convolution.py",
    "digits.py",
    "drawn.py",
    "mnist.py",
    "network.py",
    "parallel.py",
    "rates.py",
    "softmax.py",
}
FIRST, SECOND = "/job:worker/task:0", "/job:worker/task:1"


def run_edited(example: str, *edits: tuple[str, str]) -> tuple[str, CellResult]:
    code = (EXAMPLES / example).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in code, f"the article asks readers to change {old!r}, which {example} no longer has"
        code = code.replace(old, new)
    printed: list[str] = []
    result = run_cell(code, on_output=lambda stream, text: printed.append(text if stream != "show" else ""))
    return "".join(printed), result


def run_of(result: CellResult) -> dict[str, Any]:
    assert result.error is None
    assert result.run is not None
    return result.run


def test_every_example_is_here() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == {*PRINTED, *MEASURED, *SHOWN}


def run_as_script(example: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "pkg" / "src")}
    command = [sys.executable, "-W", "error", str(EXAMPLES / example)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


@pytest.mark.parametrize("example", PRINTED)
def test_an_example_prints_the_same_every_time(example: str) -> None:
    assert run_as_script(example) == PRINTED[example]


@pytest.mark.parametrize("example", MEASURED)
def test_a_measured_example_differs_in_its_times_alone(example: str) -> None:
    assert re.fullmatch(MEASURED[example], run_as_script(example))


@pytest.mark.parametrize("example", [*PRINTED, *MEASURED, *SHOWN])
def test_pages_mark_what_is_measured_and_nothing_else(example: str) -> None:
    fences = [
        line for page in EXAMPLES.parent.glob("*.md") for line in page.read_text().splitlines() if f'live="{example}"' in line
    ]
    if example == "inside_graph.py":
        return  # a graph fence shows it
    assert fences, "no page shows it"
    assert {'output="varies"' in fence for fence in fences} == {example in {*MEASURED, "parallel.py"}}


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


def test_one_wrong_answer_drags_the_line_along() -> None:
    assert run_edited("line.py", ("11.0]", "31.0]"))[0].endswith("300: y = 5.96 x -6.86, error 32.499\n")


def test_other_first_centres_swap_the_numbers_of_the_groups() -> None:
    assert run_edited("groups.py", ("points[:2]", "points[[5, 0]]"))[0].splitlines()[-1].startswith("3: groups [1 1 1 0 0 0]")


def test_three_times_the_noise_is_three_times_the_error() -> None:
    assert run_edited("data.py", ("random.normal(0, 1,", "random.normal(0, 3,"))[0].splitlines()[0] == "   4 points: off by 2.48"


def test_a_narrow_middle_layer_does_not_learn() -> None:
    narrow = run_edited("layers.py", ("[2, 3, 1]", "[2, 1, 1]"))[0]
    assert narrow.splitlines()[-1] != PRINTED["layers.py"].splitlines()[-1]


def test_little_work_stays_on_one_of_four_workers() -> None:
    assert run_edited("workers.py", ("size, steps = 256", "size, steps = 16"))[0].endswith("[12, 0, 0, 0]\n")


def test_sixty_thousand_fits_into_float16() -> None:
    lines = run_edited("narrower.py", ("100000.0", "60000.0"))[0].splitlines()
    assert next(line for line in lines if line.startswith("float16")).endswith("-> 60000.0")


def test_when_d_waits_for_c_nothing_is_gained() -> None:
    assert run_edited("span.py", ("d = tf.add(b, 1.0", "d = tf.add(c, 1.0"))[0].endswith(
        "work 3, span 3: at most 1.00 times as fast\n"
    )


@pytest.mark.parametrize("word", ["여기", "here"])
def test_tracing_calls_the_function_once_per_call_and_running_never(word: str) -> None:
    printed, result = run_edited("traced.py", ("    c = a + b", f'    print("{word}")\n    c = a + b'))
    assert printed.count(word) == 2
    assert result.graph is not None
    assert {node["name"] for node in result.graph["nodes"]} - {"a", "b"} == {"add", "add_1", "add_1/y", "mul"}


def test_branches_may_be_made_longer() -> None:
    assert re.fullmatch(MEASURED["costs.py"], run_edited("costs.py", ("steps = 16", "steps = 64"))[0])


def test_a_feed_of_another_rank_is_refused_before_anything_runs() -> None:
    error = run_edited("feed.py", ("x: [1.0, 2.0]", "x: [[1.0, 2.0]]"))[1].error
    assert error is not None
    assert "(?,)" in error.message


def test_five_steps_count_to_five_in_their_own_session_only() -> None:
    assert run_edited("variable.py", ("range(3)", "range(5)"))[0] == "FailedPreconditionError\ncount = 5\ncount = 0\n"


def test_a_record_holds_the_number_in_the_expression_too() -> None:
    assert run_edited("moved.py", ('sess.run("y:0"', 'sess.run("y/y:0"'))[0].endswith("\n1.0\n16.0\n")


def test_an_empty_session_has_the_default_graph() -> None:
    error = run_edited("graphs.py", ("tf.Session(graph=other)", "tf.Session()"))[1].error
    assert error is not None
    assert error.type == "ValueError"


def test_a_locked_graph_does_not_grow() -> None:
    printed, result = run_edited("grows.py", ("with tf.Session()", "graph.finalize()\nwith tf.Session()"))
    assert printed == "1.0 with 2 nodes\n4.0 with 2 nodes\n9.0 with 2 nodes\n"
    assert result.error is not None
    assert result.error.type == "RuntimeError"


def test_what_is_not_restored_has_no_value() -> None:
    error = run_edited("saver.py", ("        saver.restore(sess, path)\n", ""))[1].error
    assert error is not None
    assert error.type == "FailedPreconditionError"


def test_a_name_is_repeated_on_purpose_or_not_at_all() -> None:
    error = run_edited("scopes.py", (", reuse=tf.AUTO_REUSE", ""))[1].error
    assert error is not None
    assert error.type == "ValueError"


def test_the_slopes_are_what_one_works_out_by_hand() -> None:
    assert run_edited("slopes.py", ("b: 2.0", "b: 5.0"))[0] == "[np.float32(6.0), np.float32(14.0)]\n"


def test_too_large_a_step_ends_in_nan() -> None:
    assert run_edited("optimizer.py", ("Optimizer(0.05)", "Optimizer(0.1)"))[0].endswith("300: y = nan x +nan, error nan\n")


def test_more_repetitions_take_no_more_nodes() -> None:
    printed = run_edited("loop.py", ("n < 100", "n < 1000"))[0].splitlines()
    assert printed[-1] == "1024"
    assert len(printed) == len(PRINTED["loop.py"].splitlines())
