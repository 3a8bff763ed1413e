"""What a reader is told about an exception: their own lines, the node, and the name they may have meant."""

from __future__ import annotations

import pytest

from heureum_live.errors import CellError
from heureum_live.run_cell import run_cell

IN_A_FUNCTION = """import heureum as tf
def look(at):
    values = tf.constant([1, 2, 3])
    place = tf.placeholder(tf.int32, name="place")
    found = tf.gather(values, place, name="found")
    with tf.Session({session}) as sess:
        return sess.run(found, {place: at})
look(7)
"""


def error_of(code: str) -> CellError:
    error = run_cell(code, on_output=lambda stream, text: None).error
    assert error is not None
    return error


@pytest.mark.parametrize("session", ["", "workers=2"])
def test_a_node_that_fails_is_named_with_the_line_that_made_it(session: str) -> None:
    error = error_of(IN_A_FUNCTION.replace("{session}", session))
    assert error.node is not None
    assert (error.node.name, error.node.op, error.node.line) == ("found", "GatherV2", 5)
    assert [(frame.line, frame.function, frame.code) for frame in error.frames] == [
        (8, "<module>", "look(7)"),
        (7, "look", "return sess.run(found, {place: at})"),
    ]
    assert error.line == 7


def test_the_graph_that_is_drawn_holds_the_node_that_failed() -> None:
    code = IN_A_FUNCTION.replace("{session}", "").replace("look(7)", "look(1)\nlook(7)")
    result = run_cell(code, on_output=lambda stream, text: None)
    assert result.error is not None
    assert result.error.node is not None
    assert result.graph is not None
    assert result.error.node.name == "found_1"
    assert "found_1" in {node["name"] for node in result.graph["nodes"]}


def test_our_own_frames_are_in_the_full_traceback_alone() -> None:
    error = error_of(IN_A_FUNCTION.replace("{session}", ""))
    assert "session.py" in error.full
    assert "session.py" not in error.traceback


@pytest.mark.parametrize(
    ("code", "written", "meant"),
    [
        ("import heureum as tf\ntf.matmull", "matmull", "matmul"),
        ("import heureum as tf\ntf.constnat(1.0)", "constnat", "constant"),
        ("import heureum as tf\ntf.sub(1.0, 2.0)", "sub", "subtract"),
        ("import heureum as tf\ntf.nn.rellu(1.0)", "rellu", "relu"),
        ("import heureum as tf\ntf.constant(1.0).shap", "shap", "shape"),
        ("from heureum import Sesion", "Sesion", "Session"),
        ("value = 1\nprint(vlaue)", "vlaue", "value"),
        ("import tensorflow as tf", "tensorflow", "heureum"),
        ("import tensorflow.compat.v1 as tf", "tensorflow", "heureum"),
        ("import heurem as tf", "heurem", "heureum"),
        ("import nunpy", "nunpy", "numpy"),
    ],
)
def test_a_name_that_does_not_exist_suggests_one_that_does(code: str, written: str, meant: str) -> None:
    suggestion = error_of(code).suggestion
    assert suggestion is not None
    assert (suggestion.written, suggestion.meant) == (written, meant)


@pytest.mark.parametrize("code", ["import heureum\nheureum.zzzzqqq", "import zzzzqqq", "raise ValueError(1)", "1 / 0", "x = (1,"])
def test_where_there_is_nothing_to_suggest_nothing_is(code: str) -> None:
    assert error_of(code).suggestion is None


def test_a_recursion_without_an_end_is_shown_by_its_ends() -> None:
    frames = error_of("def f(n):\n    return f(n + 1)\nf(0)").frames
    assert len(frames) == 12
    assert [frame.line for frame in (frames[0], frames[-1])] == [3, 2]
