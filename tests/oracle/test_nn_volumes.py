"""Layers of volumes, and recurrence whose steps a function decides, give the same under both libraries."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

pytestmark = [pytest.mark.oracle, pytest.mark.filterwarnings("ignore::UserWarning")]

Compare = Callable[..., Any]
VOLUMES = np.linspace(-1, 1, 96, dtype=np.float32).reshape(2, 2, 3, 4, 2)
STEPS = np.linspace(-1, 1, 24, dtype=np.float32).reshape(4, 2, 3)


def filled(tf: Any) -> Any:
    return tf.constant_initializer(0.1)


LAYERS: dict[str, Callable[[Any, Any], Any]] = {
    "convolution": lambda tf, x: tf.layers.conv3d(x, 3, 2, kernel_initializer=filled(tf), activation=tf.nn.relu),
    "strides": lambda tf, x: tf.layers.conv3d(x, 3, [1, 2, 3], [1, 1, 2], "same", kernel_initializer=filled(tf), name="v"),
    "transpose": lambda tf, x: tf.layers.conv3d_transpose(x, 3, 2, [1, 2, 1], kernel_initializer=filled(tf)),
    "transpose, same": lambda tf, x: tf.layers.conv3d_transpose(x, 3, 2, 2, "same", kernel_initializer=filled(tf)),
    "largest": lambda tf, x: tf.layers.max_pooling3d(x, 2, 1),
    "mean": lambda tf, x: tf.layers.average_pooling3d(x, [1, 2, 3], 2, "same"),
}


@pytest.mark.parametrize("name", LAYERS)
def test_layers_of_volumes(compare: Compare, name: str) -> None:
    def program(tf: Any) -> Any:
        x = tf.constant(VOLUMES)
        y = LAYERS[name](tf, x)
        return [tf.identity(y, name="seen"), tf.gradients(y, x)[0], [each.name for each in tf.trainable_variables()]]

    compare(program)


@pytest.mark.parametrize("gives", ["the output", "two things"])
def test_recurrence_step_by_step(compare: Compare, gives: str) -> None:
    def program(tf: Any) -> Any:
        with tf.variable_scope("net", initializer=filled(tf)):
            cell = tf.nn.rnn_cell.GRUCell(3)
            inputs = tf.TensorArray(tf.float32, 4, clear_after_read=False).unstack(STEPS)

            def step(time: Any, output: Any, state: Any, loop_state: Any) -> Any:
                if output is None:
                    given = None if gives == "the output" else (tf.zeros([3]), tf.zeros([], tf.int32))
                    return tf.constant([False, False]), inputs.read(0), cell.zero_state(2, tf.float32), given, tf.constant(10)
                finished = time >= tf.constant([4, 2])
                following = tf.cond(tf.reduce_all(finished), lambda: tf.zeros([2, 3]), lambda: inputs.read(time))
                given = output if gives == "the output" else (output, tf.fill([2], time))
                return finished, following, state, given, loop_state + 1

            arrays, state, count = tf.nn.raw_rnn(cell, step)
            stacked = [arrays.stack()] if gives == "the output" else [each.stack() for each in arrays]
            return [*(tf.identity(each, name="seen") for each in stacked), tf.identity(state, name="seen"), tf.identity(count)]

    compare(program, static=False)
