"""Initial values out of a checkpoint: which tensors go where, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import heureum as tf


@pytest.fixture
def saved(tmp_path: Path) -> str:
    with tf.Graph().as_default(), tf.Session() as sess:
        with tf.variable_scope("old"):
            tf.get_variable("w", initializer=[1.0, 2.0])
            tf.get_variable("b", initializer=3.0)
        sess.run(tf.global_variables_initializer())
        return str(tf.train.Saver().save(sess, str(tmp_path / "model")))


def _held(saved: str, assignment_map: Any) -> Any:
    with tf.Graph().as_default(), tf.Session() as sess:
        with tf.variable_scope("new"):
            w = tf.get_variable("w", [2], initializer=tf.zeros_initializer())
            b = tf.get_variable("b", [], initializer=tf.zeros_initializer())
        chosen = assignment_map(w, b) if callable(assignment_map) else assignment_map
        tf.train.init_from_checkpoint(saved, chosen)
        sess.run(tf.global_variables_initializer())
        return [each.tolist() for each in sess.run([w, b])]


@pytest.mark.parametrize(
    ("assignment_map", "held"),
    [
        ({"old/": "new/"}, [[1.0, 2.0], 3.0]),
        ({"old/w": "new/w"}, [[1.0, 2.0], 0.0]),
        ({"old/": "other/"}, [[0.0, 0.0], 0.0]),
        (lambda w, b: {"old/w": w, "old/b": [b]}, [[1.0, 2.0], 3.0]),
    ],
)
def test_variables_begin_with_what_was_saved(saved: str, assignment_map: Any, held: Any) -> None:
    assert _held(saved, assignment_map) == held
    assert _held(str(Path(saved).parent), assignment_map) == held


@pytest.mark.parametrize(
    ("assignment_map", "message"),
    [
        ({"old/other": "new/w"}, "Tensor old/other is not found"),
        ({"old/w": "new/b"}, "Shape of variable new/b:0 .* doesn't match with shape of tensor old/w"),
        ({"old/w": "new/other"}, "Variable 'new/other' is not in the graph"),
        ({"old/": "new"}, "should map to scope only"),
        ({"/": "new/"}, "Tensor w is not found"),
    ],
)
def test_what_does_not_fit_is_refused(saved: str, assignment_map: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _held(saved, assignment_map)


def test_the_whole_of_a_checkpoint(saved: str) -> None:
    with tf.Graph().as_default(), tf.Session() as sess:
        with tf.variable_scope("old"):
            b = tf.get_variable("b", [])
        tf.train.init_from_checkpoint(saved, {"/": "/"})
        sess.run(b.initializer)
        assert sess.run(b) == 3.0
        assert sess.run(b.initial_value) == 3.0
