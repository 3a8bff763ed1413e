"""A cell's code runs as `python FILE` would run it, and everything about it comes back as data."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from heureum_live.run_cell import LARGEST_DRAWN_GRAPH, CellResult, run_cell, run_cell_async, run_cell_json

GRAPH = """
import heureum as tf
with tf.device("/job:worker/task:0"):
    c = tf.add(3.0, 2.0, name="c")
with tf.device("/job:worker/task:1"):
    d = tf.add(2.0, 1.0, name="d")
e = tf.multiply(c, d, name="e")
"""


def run(code: str) -> tuple[CellResult, list[tuple[str, str]]]:
    output: list[tuple[str, str]] = []
    return run_cell(code, on_output=lambda stream, text: output.append((stream, text))), output


def test_lines_come_whole_and_streams_keep_their_order() -> None:
    _, output = run("import sys\nprint(1, 2)\nprint('a', end='')\nprint('oh', file=sys.stderr)\nprint('b')\nprint('c', end='')")
    assert output == [("stdout", "1 2\n"), ("stdout", "a"), ("stderr", "oh\n"), ("stdout", "b\n"), ("stdout", "c")]


def test_output_is_seen_before_the_code_ends() -> None:
    seen: list[str] = []
    run_cell("print('first')\nraise SystemExit", on_output=lambda _, text: seen.append(text))
    assert seen == ["first\n"]


@pytest.mark.parametrize(
    ("code", "type_", "message", "line"),
    [
        ("x = 1\n\n1 / 0", "ZeroDivisionError", "division by zero", 3),
        ("x = (\n", "SyntaxError", "'(' was never closed (cell.py, line 1)", 1),
        ("def f():\n    return g()\ndef g():\n    raise KeyError('k')\n\nf()", "KeyError", "'k'", 4),
        ("import json\n\njson.loads('{')", "JSONDecodeError", "Expecting property name enclosed in double quotes", 3),
        ("import sys\nsys.exit('no')", "SystemExit", "no", 2),
        ("async def f():\n    await g()\nasync def g():\n    raise OSError('x')\nawait f()", "OSError", "x", 4),
    ],
)
def test_an_error_has_type_message_and_the_cells_line(code: str, type_: str, message: str, line: int) -> None:
    error = run(code)[0].error
    assert error is not None
    assert (error.type, error.line) == (type_, line)
    assert error.message.startswith(message)


def test_a_traceback_holds_the_readers_frames_only_and_quotes_them() -> None:
    code = "import json\ntry:\n    json.loads('{')\nexcept ValueError as reason:\n    raise RuntimeError('bad') from reason"
    error = run(code)[0].error
    assert error is not None
    files = {line.split('"')[1] for line in error.traceback.splitlines() if line.lstrip().startswith("File ")}
    assert files == {"cell.py"}
    assert "json.loads('{')" in error.traceback
    assert error.traceback.count("Traceback") == 2


@pytest.mark.parametrize("code", ["raise SystemExit", "import sys\nsys.exit(0)"])
def test_leaving_in_good_order_is_no_error(code: str) -> None:
    assert run(code)[0].error is None


def test_code_is_main_with_fresh_globals_and_the_caller_stays_what_it_was() -> None:
    before = sys.modules["__main__"], sys.stdout, sys.stderr
    code = "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\nprint(__name__, A(1), A.__module__)\nleft = 1"
    _, output = run(code)
    assert output == [("stdout", "__main__ A(x=1) __main__\n")]
    error = run("print(left)")[0].error
    assert error is not None
    assert error.type == "NameError"
    assert (sys.modules["__main__"], sys.stdout, sys.stderr) == before


def test_a_graph_that_never_ran_is_laid_out_and_the_next_cell_starts_empty() -> None:
    result, _ = run(GRAPH)
    assert result.error is None
    assert result.run is None
    assert result.graph is not None
    assert result.layout is not None
    assert {node["name"] for node in result.layout["nodes"]} == {node["name"] for node in result.graph["nodes"]}
    assert run("print()")[0].graph is None


def test_the_last_run_is_summed_up_with_its_placement_and_transfers() -> None:
    result, output = run(GRAPH + "with tf.Session(workers=2) as sess:\n    sess.run(c)\n    print(sess.run(e))\n")
    assert output == [("stdout", "15.0\n")]
    assert result.run is not None
    assert result.graph is not None
    placement = result.run["placement"]
    assert placement["c"] != placement["d"]
    assert {node["name"]: node["device"] for node in result.graph["nodes"]} == placement
    assert {transfer["tensor"] for transfer in result.run["transfers"]} & {"c:0", "d:0"}


def test_an_error_keeps_what_ran_before_it() -> None:
    result, _ = run(GRAPH + "tf.Session(workers=2).run(e)\n1 / 0")
    assert result.error is not None
    assert result.run is not None


def test_a_graph_too_large_to_draw_is_given_without_a_layout() -> None:
    result, _ = run(f"import heureum as tf\nx = tf.constant(1.0)\nfor _ in range({LARGEST_DRAWN_GRAPH}):\n    x = tf.negative(x)")
    assert result.graph is not None
    assert len(result.graph["nodes"]) == LARGEST_DRAWN_GRAPH + 1
    assert result.layout is None


def test_top_level_await_works_with_and_without_a_running_loop() -> None:
    code = GRAPH + "with tf.Session(workers=2) as sess:\n    print(await sess.run_async(e))\n"
    assert run(code)[1] == [("stdout", "15.0\n")]
    output: list[str] = []
    result = asyncio.run(run_cell_async(code, on_output=lambda _, text: output.append(text)))
    assert result.error is None
    assert output == ["15.0\n"]


def test_plain_code_may_start_its_own_event_loop() -> None:
    _, output = run("import asyncio\nasync def f():\n    return 7\nprint(asyncio.run(f()))")
    assert output == [("stdout", "7\n")]


def test_javascript_gets_json() -> None:
    result = json.loads(asyncio.run(run_cell_json(GRAPH, "cell.py", lambda stream, text: None)))
    assert list(result) == ["error", "graph", "layout", "run", "document", "runs"]


def test_the_command_prints_the_result_and_the_output(tmp_path: Path) -> None:
    (tmp_path / "example.py").write_text("print('안녕')\n1 / 0", encoding="utf-8")
    command = [sys.executable, "-m", "heureum_live.run_cell", str(tmp_path / "example.py")]
    environment = {"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8"}
    printed = subprocess.run(command, capture_output=True, env=environment, check=True).stdout
    result: dict[str, Any] = json.loads(printed)
    assert result["output"] == [["stdout", "안녕\n"]]
    assert result["error"]["line"] == 2
    assert 'File "example.py", line 2' in result["error"]["traceback"]
